// The scan's live view: it adds slice, spot and noise as Python's model does, and puts a window on the sum.
const SETTINGS = ["picture", "phase", "size", "contrast", "thickness", "noise", "level", "width"];
const LETTERS = "ABCDEFGH";

export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    const view = { model, data, words: data.words, signal, state: () => stateOf(model, data) };
    const root = frame(model, el, data.words.title, signal);
    const parts = [stage(view), told(view), numbers(view), limit(view), proof(view)];
    const [picture, search, ...below] = parts;
    root.append(
      h("p", { class: "sc-synthetic" }, data.words.synthetic),
      h("h3", {}, data.words.title),
      h("p", { class: "sc-intro" }, data.words.intro),
      tries(view),
      h("div", { class: "sc-desk" }, h("div", { class: "sc-left" }, picture.node, search.node), controls(view)),
      ...below.map((part) => part.node),
      h("p", { class: "ml-note" }, data.words.advice),
    );
    const show = once(() => parts.forEach((part) => part.show(view.state())), signal);
    watch(model, [...SETTINGS, "marked", "answer"], show, signal);
    parts.forEach((part) => part.show(view.state()));
    return end;
  },
};

const plain = (value) => (value === 1.25 ? "1.25" : value.toLocaleString("en-US", { maximumFractionDigits: 1 }));
const tenth = (value) => plain(Math.floor(10 * value + 0.5) / 10);

/** What is on screen: the traits, and the places of their values in what Python counted out. */
function stateOf(model, data) {
  const state = Object.fromEntries([...SETTINGS, "answer"].map((name) => [name, model.get(name)]));
  state.marked = [...model.get("marked")];
  const place = (name) => data.controls[name].findIndex(([value]) => value === state[name]);
  const [t, n, c, s] = ["thickness", "noise", "contrast", "size"].map(place);
  const ratios = data.ratios[t][n][c], first = ((t * data.controls.noise.length + n) * data.controls.contrast.length + c) * ratios.length;
  const cells = data.cells[state.picture - 1][t][s];
  const found = data.windows;
  return Object.assign(state, {
    t, n, c, s, ratios, cells,
    judged: data.judged.slice(first, first + ratios.length),
    spread: data.spread[t][n],
    least: data.least[t][n][c],
    shown: data.shown[t][s][c],
    spot: data.hu[state.phase].liver - state.contrast * data.peaks[t][s],
    window: Object.keys(found).find((name) => found[name][0] === state.level && found[name][1] === state.width) ?? data.own,
    told: state.answer || state.marked.some((cell) => cells.includes(cell)),
  });
}

const greyOf = (hu, { level, width }) => Math.max(0, Math.min(255, Math.floor((255 * (hu - level + width / 2)) / width + 0.5)));

/** The chance that Python's model draws its noise from: the Mersenne twister, seeded with the same number. */
function twister(key) {
  const state = new Uint32Array(624);
  const mixed = (i, factor) => Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), factor);
  state[0] = 19650218;
  for (let i = 1; i < 624; i++) state[i] = mixed(i, 1812433253) + i;
  let i = 1;
  const turn = () => {
    if (++i >= 624) [state[0], i] = [state[623], 1];
  };
  for (let k = Math.max(624, key.length), j = 0; k; k--, j = (j + 1) % key.length) {
    state[i] = (state[i] ^ mixed(i, 1664525)) + key[j] + j;
    turn();
  }
  for (let k = 623; k; k--) {
    state[i] = (state[i] ^ mixed(i, 1566083941)) - i;
    turn();
  }
  state[0] = 0x80000000;
  let next = 624;
  const word = () => {
    if (next === 624) {
      for (let k = 0; k < 624; k++) {
        const y = (state[k] & 0x80000000) | (state[(k + 1) % 624] & 0x7fffffff);
        state[k] = state[(k + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      next = 0;
    }
    let y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  return () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
}

/** One normal number a pixel, by Marsaglia's polar method. */
function normal(key, count) {
  const chance = twister(key), found = new Float64Array(count);
  for (let i = 0; i < count; ) {
    const u = 2 * chance() - 1, v = 2 * chance() - 1, square = u * u + v * v;
    if (!(square > 0 && square < 1)) continue;
    const factor = Math.sqrt((-2 * Math.log(square)) / square);
    found[i++] = u * factor;
    if (i < count) found[i++] = v * factor;
  }
  return found;
}

/** Steps from pixel to pixel, as Python packed them, made into values. */
function unrolled(steps, count) {
  const found = new Float64Array(count);
  for (let i = 0, at = 0, value = 0; i < steps.length; i++) {
    if (steps[i]) found[at++] = value += steps[i];
    else for (let k = steps[++i]; k; k--) found[at++] = value;
  }
  return found;
}

/** Makes the Hounsfield units of a state; what does not change from state to state is kept. */
function scanner({ data }) {
  const side = data.pixels, count = side * side;
  const slice = { plain: unrolled(data.base, count) };
  slice.portal = unrolled(data.lifted, count).map((lift, i) => lift + slice.plain[i]);
  const noise = {};
  return (state) => {
    const unit = (noise[state.picture] ??= normal(data.keys[state.picture - 1], count));
    const clean = Float64Array.from(slice[state.phase]);
    const [column, row] = data.middles[state.picture - 1], spot = data.spots[state.t][state.s], reach = (spot.length - 1) / 2;
    spot.forEach((line, y) =>
      line.forEach((share, x) => (clean[(row + y - reach) * side + column + x - reach] -= (state.contrast * share) / data.fine)),
    );
    return clean.map((value, i) => Math.max(-1024, Math.min(3071, Math.floor(value + state.spread * unit[i] + 0.5))));
  };
}

/** The picture with its cells over it, and what is said beneath. */
function stage(view) {
  const { data, words } = view, side = data.pixels;
  const canvas = h("canvas", { width: side, height: side, role: "img" });
  const cells = grid8(view), says = h("p", { role: "status", class: "ml-status sc-sentence" });
  const rim = (cls, texts) => h("div", { class: `sc-rim ${cls}`, "aria-hidden": "true" }, ...texts.map((text) => h("span", {}, text)));
  const columns = rim("across", [...LETTERS]), lines = rim("down", [..."12345678"]);
  const frame = h("div", { class: "sc-frame" }, columns, lines, h("div", { class: "sc-picture" }, canvas, cells.node));
  const node = h("div", { class: "sc-stage" }, frame, says, h("p", { class: "ml-note" }, words.same));
  const scan = scanner(view);
  let made, last;
  const show = (state) => {
    const key = [state.picture, state.phase, state.s, state.c, state.t, state.n].join();
    if (key !== last) [made, last] = [scan(state), key];
    paint(canvas, made, state, data);
    canvas.setAttribute("aria-label", [words.synthetic, data.picture[0], data.picture[1][state.window]].join(" "));
    news(says, sentence(view, state));
    cells.show(state);
  };
  return { node, show };
}

function paint(canvas, made, state, data) {
  const image = new ImageData(data.pixels, data.pixels), pixels = new Uint32Array(image.data.buffer);
  const opaque = (grey) => (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;
  const shades = new Uint32Array(4096).map((_one, i) => opaque(greyOf(i - 1024, state)));
  made.forEach((hu, i) => (pixels[i] = shades[hu + 1024]));
  for (const [grey, ...steps] of data.stamp) {
    let at = 0;
    for (const step of steps) pixels[(at += step)] = opaque(grey);
  }
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function sentence({ data, words }, state) {
  const liver = greyOf(data.hu[state.phase].liver, state), spot = greyOf(state.spot, state);
  const same = liver === spot && { 0: words.both_black, 255: words.both_white }[liver];
  const noise = tenth((state.spread * 255) / state.width);
  return [
    fillIn(words.window_name, { name: windowName(data, state.window) }),
    fillIn(words.span, { width: plain(state.width), level: plain(state.level) }),
    same || fillIn(words.apart, { apart: liver - spot, noise }),
  ].join(" ");
}

const windowName = (data, name) => data.controls.window.find(([one]) => one === name)[1];

/** Sixty-four cells: one stop for the Tab key, arrows move, Enter marks. */
function grid8(view) {
  const { model, data, words } = view;
  const cell = (name) => h("div", { role: "gridcell", class: "sc-cell", tabindex: -1, "data-cell": name, onclick: () => mark(name) }, h("span", { "aria-hidden": "true" }));
  const rows = [..."12345678"].map((number) => h("div", { role: "row" }, ...[...LETTERS].map((letter) => cell(letter + number))));
  const node = h("div", { role: "grid", class: "sc-cells", "aria-label": words.grid, "aria-multiselectable": "true" }, ...rows);
  const all = [...node.querySelectorAll(".sc-cell")];
  let cursor = 3 * 8 + 3;
  const mark = (name) => {
    cursor = all.findIndex((one) => one.dataset.cell === name);
    const before = [...model.get("marked")];
    put(model, { marked: before.includes(name) ? before.filter((one) => one !== name) : [...before, name] });
    all[cursor].focus();
  };
  const go = (to) => {
    cursor = to;
    stops();
    all[cursor].focus();
  };
  const stops = () => all.forEach((one, i) => one.setAttribute("tabindex", i === cursor ? 0 : -1));
  node.addEventListener("keydown", (event) => {
    const x = cursor % 8, y = Math.floor(cursor / 8);
    const to = { ArrowLeft: [x - 1, y], ArrowRight: [x + 1, y], ArrowUp: [x, y - 1], ArrowDown: [x, y + 1], Home: [0, y], End: [7, y], PageUp: [x, 0], PageDown: [x, 7] }[event.key];
    if (to) go(Math.max(0, Math.min(7, to[1])) * 8 + Math.max(0, Math.min(7, to[0])));
    else if (event.key === "Enter" || event.key === " ") mark(all[cursor].dataset.cell);
    else return;
    event.preventDefault();
  });
  const show = (state) => {
    stops();
    for (const one of all) {
      const name = one.dataset.cell, marked = state.marked.includes(name), there = state.cells.includes(name);
      const kind = marked ? (there ? "hit" : "miss") : state.told && there ? "there" : "";
      one.className = `sc-cell ${kind}`;
      one.firstChild.textContent = { hit: "✓", miss: "✗" }[kind] ?? "";
      one.setAttribute("aria-selected", String(marked));
      one.setAttribute("aria-label", [`${name}: ${data.organs[name]}`, ...(kind ? [words[kind]] : [])].join(", "));
    }
  };
  return { node, show };
}

/** Three settings that tell the story of the window. */
function tries({ model, data, words, signal }) {
  const buttons = data.tries.map(([label, values]) => [h("button", { type: "button", onclick: () => put(model, values) }, label), values]);
  const mark = once(() => {
    for (const [button, values] of buttons) {
      button.setAttribute("aria-pressed", String(Object.entries(values).every(([name, value]) => model.get(name) === value)));
    }
  }, signal);
  watch(model, SETTINGS, mark, signal);
  mark();
  return h("div", { class: "sc-tries", role: "group", "aria-label": words.tries }, h("span", { class: "ml-note" }, words.tries), ...buttons.map(([button]) => button));
}

/** How it is shown, and how it was taken. */
function controls(view) {
  const { model, data, words, signal } = view, lists = data.controls;
  const bound = (name, list = lists[name]) => {
    const one = slider(words[name], list, model.get(name), (value) => put(model, { [name]: value }));
    watch(model, [name], () => one.set(model.get(name)), signal);
    return one;
  };
  const part = (title, ...children) => h("fieldset", { class: "sc-part" }, h("legend", {}, title), ...children);
  const phases = data.phases.map(([phase, text]) => [phase, text]);
  const usual = Object.fromEntries(data.phases.map(([phase, , contrast]) => [phase, contrast]));
  return h(
    "div",
    { class: "sc-controls" },
    part(words.window_part, windows(view), bound("level"), bound("width")),
    part(
      words.scan_part,
      choice(model, "phase", words.phase, phases, signal, (phase) => put(model, { phase, contrast: usual[phase] })),
      ...["size", "contrast", "thickness", "noise"].map((name) => bound(name)),
    ),
  );
}

/** The usual windows as a menu; a window of one's own is named, and cannot be chosen. */
function windows({ model, data, words, signal }) {
  const id = freshId();
  const choose = () => put(model, { level: data.windows[select.value][0], width: data.windows[select.value][1] });
  const options = data.controls.window.map(([name, text]) => h("option", { value: name, disabled: name === data.own }, text));
  const select = h("select", { id, onchange: choose }, ...options);
  const show = once(() => (select.value = stateOf(model, data).window), signal);
  watch(model, ["level", "width"], show, signal);
  show();
  return h("div", { class: "ml-field" }, h("label", { for: id }, words.window), select);
}

/** What came of the search, and once it is known where the spot lies: the words of a report. */
function told(view) {
  const { model, data, words } = view;
  const verdict = h("p", {}), marks = h("p", { class: "ml-note" });
  const says = h("div", { role: "status", class: "sc-says" }, verdict, marks);
  const answer = h("div", { class: "sc-answer" });
  const button = (text, on) => h("button", { type: "button", onclick: on }, text);
  const next = () => put(model, { picture: (model.get("picture") % data.keys.length) + 1, marked: [], answer: false });
  const reveal = button(words.show, () => put(model, { answer: true }));
  const clear = button(words.clear, () => put(model, { marked: [], answer: false }));
  const node = h("section", { class: "sc-told" }, says, h("div", { class: "ml-bar" }, reveal, clear, button(words.next, next)), answer);
  const show = (state) => {
    const { marked, cells } = state, last = marked.at(-1), kind = !marked.length ? "none yet" : cells.includes(last) ? "right" : "wrong";
    verdict.className = `sc-verdict ${kind.replace(" ", "-")}`;
    news(verdict, fillIn(words[kind], { cell: last }));
    news(marks, marked.length ? `${words.marked}: ${marked.map((cell) => fillIn(words[cells.includes(cell) ? "mark_right" : "mark_wrong"], { cell })).join(", ")}` : "");
    reveal.setAttribute("aria-disabled", String(state.told));
    answer.replaceChildren(...(state.told ? report(view, state) : [h("p", { class: "ml-note" }, words.closed)]));
  };
  return { node, show };
}

function report({ data, words }, state) {
  const cell = state.cells[0];
  const place = fillIn(data.answer, {
    cell,
    mm: state.size,
    organ: data.organ,
    contrast: -state.contrast,
    shown: `-${state.shown}`,
    ratio: state.ratios[state.s],
    verdict: verdictOf(data, state, state.s),
  });
  const phase = data.phases.findIndex(([name]) => name === state.phase);
  const lines = data.reports[state.judged[state.s]][phase][state.t][state.s].map((i) => fillIn(data.texts[i], { cell }));
  return [h("p", {}, h("strong", {}, place)), h("h4", {}, words.report), ...lines.map((line) => h("p", {}, line))];
}

const verdictOf = (data, state, i) => Object.entries(data.verdicts).find(([name]) => name[0] === state.judged[i])[1];

/** What stands in each row of the table, by its key; Python says the same of the same state. */
function valuesOf({ data, words }, state) {
  const label = (name) => data.controls[name].find(([value]) => value === state[name])[1];
  const grey = (hu, text) => fillIn(words.grey, { hu: text, n: greyOf(hu, state) });
  const hu = data.hu[state.phase], liver = greyOf(hu.liver, state), spot = greyOf(state.spot, state);
  return {
    picture: fillIn(words.of, { n: state.picture, total: data.keys.length }),
    phase: data.phases.find(([name]) => name === state.phase)[1],
    window: windowName(data, state.window),
    level: label("level"),
    width: label("width"),
    thickness: label("thickness"),
    dose: label("noise"),
    noise: fillIn(words.hu, { n: plain(state.spread) }),
    size: label("size"),
    contrast: label("contrast"),
    shown: fillIn(words.darker, { n: state.shown }),
    ...Object.fromEntries(Object.entries(hu).map(([name, value]) => [name, grey(value, plain(value))])),
    spot: grey(state.spot, String(hu.liver - state.shown)),
    apart: fillIn(words.greys, { n: liver - spot }),
    grey_noise: fillIn(words.some_greys, { n: tenth((state.spread * 255) / state.width) }),
    ratio: state.ratios[state.s],
    verdict: verdictOf(data, state, state.s),
    smallest: fillIn(words.about_mm, { n: state.least }),
  };
}

function numbers(view) {
  const { data, words } = view, node = more(words.numbers);
  const show = (state) => {
    const values = valuesOf(view, state), rows = Object.entries(data.titles).map(([key, title]) => [title, values[key]]);
    node.replaceChildren(node.firstChild, grid([[words.what, words.value], ...rows], words.numbers));
  };
  return { node, show };
}

const curveRows = ({ data }, state) => data.controls.size.map(([, text], i) => [text, state.ratios[i], verdictOf(data, state, i)]);

/** The limit of detection: Python drew the axes; the curve, the dot and its label move. */
function limit(view) {
  const { data, words } = view, { left, right, foot, top, most, low, high } = data.scale;
  const svg = drawing(data.drawing), line = svg.querySelector(".sc-line"), dot = svg.querySelector(".sc-dot"), said = svg.querySelector(".sc-said");
  const rows = h("div", {}), node = more(words.limit, h("div", { class: "sc-curve" }, svg), h("p", {}, data.curve[0]), rows, h("p", { class: "ml-note" }, data.curve[2]));
  const point = (size, ratio) => {
    const share = Math.log(Math.max(low, Math.min(high, ratio)) / low) / Math.log(high / low);
    return [left + (size / most) * (right - left), foot - share * (foot - top)].map((value) => value.toFixed(1));
  };
  const show = (state) => {
    const sizes = data.controls.size.map(([size]) => size), [x, y] = point(state.size, +state.ratios[state.s]);
    line.setAttribute("points", sizes.map((size, i) => point(size, +state.ratios[i]).join()).join(" "));
    dot.setAttribute("cx", x);
    dot.setAttribute("cy", y);
    said.setAttribute("x", +x + 10);
    said.setAttribute("y", +y + 18);
    said.textContent = `${data.controls.size[state.s][1]}: ${state.ratios[state.s]}`;
    svg.setAttribute("aria-label", fillIn(data.alone, { low: state.ratios[0], high: state.ratios.at(-1) }));
    rows.replaceChildren(grid([data.heads, ...curveRows(view, state)], words.limit_rows));
  };
  return { node, show };
}

/** The evidence cards: their first lines say what the table says, the rest Python wrote once. */
function proof(view) {
  const { data, words } = view, node = more(words.evidence), { rows, curve, fixed } = data.cards;
  const said = (places) => places.map((i) => data.texts[i]);
  const show = (state) => {
    const values = valuesOf(view, state);
    const sizes = curveRows(view, state).map(([size, ratio]) => `${size}: ${ratio}`).join("; ");
    const cards = [
      ...Object.entries(data.titles).map(([key, title]) => [`${title}: ${values[key]}`, ...said(rows[key])]),
      [`${curve[0]}: ${sizes}`, ...said(curve[1])],
      ...fixed.map(said),
    ];
    node.replaceChildren(node.firstChild, ...cardsOf([[cards, []]]));
  };
  return { node, show };
}
