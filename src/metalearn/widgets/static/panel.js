// A panel's live view: Python worked out every setting; this finds the one that is asked for, and shows it.
export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const packed = await unpack(model);
    if (signal.aborted) return end;
    const view = { model, signal, ...book(packed) };
    const { rest } = view;
    const root = frame(model, el, rest.title, signal);
    view.notice = h("p", { role: "status", class: "ml-note ml-alone pn-notice" });
    view.waiting = () => [view.words.computing, view.words.silent].includes(view.notice.textContent);
    const fields = controls(view);
    const result = scene(view);
    root.append(
      h("div", { class: "pn-head" }, h("h3", {}, rest.title), rest.stamp ? h("p", { role: "note", class: "pn-stamp" }, rest.stamp) : null),
      rest.intro ? h("p", { class: "pn-intro" }, rest.intro) : "",
      h("div", { class: "pn-body" }, fields.node, result.node),
    );
    let late = [];
    const say = (text, after) => setTimeout(() => (view.notice.textContent = text), after);
    const show = () => {
      const now = current(view);
      late.forEach(clearTimeout);
      result.node.setAttribute("aria-busy", String(!now));
      if (!now) {
        const failed = model.get("_computed")?.failed;
        if (failed) late = [say(failed, 0)];
        else if (alone(model)) late = [say(view.words.alone, 0)];
        else late = [say(view.words.computing, PATIENCE), say(view.words.silent, SILENCE)];
        return;
      }
      if (view.waiting()) view.notice.textContent = "";
      fields.show(now);
      result.show(now.scene());
    };
    watch(model, ["values", "_computed"], once(show, signal), signal);
    signal.addEventListener("abort", () => late.forEach(clearTimeout));
    show();
    if (view.rest.first) askForAll(view, show);
    return end;
  },
};

/** A panel opens with one setting. The others come when this is on screen; until then the kernel works out each. */
function askForAll(view, show) {
  const { model, signal } = view;
  const arrived = async () => {
    const { list, by, rest } = book(await unpack(model));
    if (rest.first || signal.aborted) return;
    Object.assign(view, { list, by, rest });
    show(); // the reader may have changed a control meanwhile
  };
  watch(model, ["_payload"], arrived, signal);
  if (!alone(model)) put(model, { _wants: true });
}

/** Put back what was sent once: each such part is made when it is first needed, and is then one and the same. */
function reader(parts) {
  const made = new Array(parts.length);
  const live = (value) => {
    if (Array.isArray(value)) return value.map(live);
    if (value === null || typeof value !== "object") return value;
    if ("" in value) return (made[value[""]] ??= live(parts[value[""]]));
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, live(part)]));
  };
  return live;
}

/** What Python shipped: the words of the view, and every setting with its controls and its scene. */
function book({ parts, settings, rest: packed }) {
  const live = reader(parts);
  const rest = live(packed);
  const list = [];
  for (let i = 0; i < settings.length; i += 3) {
    let defs, scene;
    list.push({ values: live(settings[i]), defs: () => (defs ??= live(settings[i + 1])), scene: () => (scene ??= live(settings[i + 2])) });
  }
  return { rest, words: rest.words, list, by: new Map(list.map((one) => [keyOf(one.values), one])) };
}

const PATIENCE = 500; // milliseconds before a reader is told that the kernel is at work
const SILENCE = 15000; // and before a reader is told that it does not answer: it may have been restarted

const keyOf = (values) => JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
const alike = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The setting that the model asks for: shipped, or worked out by the kernel; undefined while that is under way. */
function current({ model, by }) {
  const wanted = keyOf(model.get("values"));
  const { values, controls: defs, scene } = model.get("_computed") ?? {};
  const worked = scene && keyOf(values) === wanted;
  return by.get(wanted) ?? (worked ? { values, defs: () => defs, scene: () => scene } : undefined);
}

/** Set one control; what no longer goes with it gives way, as it does in Python. */
function choose(view, name, value) {
  const { model, by, rest } = view;
  const wanted = { ...model.get("values"), [name]: value };
  let values = wanted;
  view.notice.textContent = "";
  if (rest.whole) values = settled(view, wanted).values;
  else if (!by.has(keyOf(wanted)) && alone(model)) {
    values = nearest(view, wanted, name).values;
    view.notice.textContent = view.words.alone;
  }
  put(model, { values });
  if (!alike(values, wanted)) view.again(); // the control itself shows what became of it
}

/** Each wanted value where it exists, from the first control on; elsewhere the first option. */
function settled({ list }, wanted) {
  let left = list;
  for (let done = new Set(); left.length > 1; ) {
    const name = Object.keys(left[0].values).find((one) => !done.has(one));
    if (name === undefined) break;
    done.add(name);
    const fits = left.filter(({ values }) => values[name] === wanted[name]);
    const first = left[0].values[name];
    left = fits.length ? fits : left.filter(({ values }) => values[name] === first);
  }
  return left[0];
}

/** The shipped setting nearest to one that is not: as wanted in what was moved, or at least in that direction, and
 *  with as little else changed as can be. */
function nearest({ list, model }, wanted, moved) {
  const from = model.get("values");
  const place = (one, name, value) => one.defs().find((def) => def.name === name)?.options.findIndex(([v]) => v === value) ?? -1;
  const off = (one) => Object.keys(wanted).map((name) => Math.abs(place(one, name, one.values[name]) - place(one, name, wanted[name])));
  const sum = (one) => off(one).reduce((a, b) => a + b + (b ? 100 : 0), 0);
  const exact = list.filter((one) => one.values[moved] === wanted[moved]);
  const way = (one, value) => Math.sign(place(one, moved, value) - place(one, moved, from[moved]));
  const ahead = list.filter((one) => way(one, one.values[moved]) === way(one, wanted[moved]));
  return (exact.length ? exact : ahead.length ? ahead : list).reduce((best, one) => (sum(one) < sum(best) ? one : best));
}

/** All that follows from a setting, in the order in which it is read. What stayed the same is left as it stands. */
function scene(view) {
  const { rest, words } = view;
  const heading = h("h4", { id: freshId() }, words.result);
  const parts = [headline(view), facts(), chart(view), people(view), picture(), text(), table(view), notes(), evidence(view)];
  const inner = h("div", { class: "pn-result", role: "group", "aria-labelledby": heading.id }, heading, ...parts.map((part) => part.node));
  const fold = rest.closed ? foldIn(view, inner) : null;
  const shown = new Map();
  const show = (now) => {
    for (const part of parts) {
      const wanted = part.of(now);
      if (shown.has(part) && shown.get(part).every((one, i) => one === wanted[i])) continue;
      shown.set(part, wanted);
      part.show(...wanted);
    }
  };
  return { node: fold ?? inner, show };
}

/** What somebody may not want to see stays closed until it is opened; Python knows whether it is. */
function foldIn({ model, rest, signal }, inner) {
  const fold = h("details", { class: "pn-fold" }, h("summary", {}, rest.closed), inner);
  fold.addEventListener("toggle", () => fold.open !== model.get("opened") && put(model, { opened: fold.open }));
  const mark = () => (fold.open = model.get("opened"));
  watch(model, ["opened"], mark, signal);
  mark();
  return fold;
}

const SIGNS = { right: "✓", wrong: "✗", open: "?" };

function headline({ words }) {
  const node = h("div", { role: "status", class: "pn-headline" });
  const show = (text, verdict) => {
    const sign = verdict ? [h("span", { class: `pn-sign ${verdict}`, "aria-hidden": "true" }, SIGNS[verdict])] : [];
    const word = verdict ? [h("strong", {}, `${words[verdict]}: `)] : [];
    node.replaceChildren(...sign, h("p", {}, ...word, text));
  };
  return { node, show, of: (now) => [now.headline, now.verdict] };
}

const LONG = 40; // letters; facts with longer ones are set as sentences, not as figures

function facts() {
  const node = h("dl", { class: "pn-facts" });
  const show = (list) => {
    node.hidden = !list;
    node.classList.toggle("sentences", !!list?.some(([, said]) => said.length > LONG));
    node.replaceChildren(...(list ?? []).map(([label, said]) => h("div", {}, h("dt", {}, label), h("dd", {}, said))));
  };
  return { node, show, of: (now) => [now.facts] };
}

const titleOf = (figure) => figure.layout?.title?.text ?? figure.layout?.title;

/** The chart. plotly.js is asked for when the first figure is to be seen, and not before. */
function chart({ model, rest, signal }) {
  const node = h("div", { class: "pn-chart" });
  const beside = aside(model);
  let begun = false, wanted = null;
  const begin = () => {
    if (begun || !wanted || (rest.closed && !model.get("opened"))) return;
    begun = true;
    host(beside, node, signal);
  };
  const show = (figure) => {
    wanted = figure;
    node.hidden = !figure;
    if (!figure) return;
    beside.set("selected", null);
    beside.set("label", titleOf(figure) ?? rest.title);
    beside.set("figure", figure);
    begin();
  };
  watch(model, ["opened"], begin, signal);
  return { node, show, of: (now) => [now.figure] };
}

const SVG_NEW = (tag, props) => {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, value);
  return element;
};

/** A path of marks, and the box around it. */
function marksIn(box, groups, marks) {
  const svg = SVG_NEW("svg", { viewBox: box, "aria-hidden": "true", focusable: "false" });
  for (const [mark, places] of groups) {
    const [outline, way, colour] = marks[mark];
    const d = places.map(([x, y]) => `M${x * 10 + 5} ${y * 10 + 5}${outline}`).join("");
    const paint = way === "fill" ? { fill: colour, "fill-rule": "evenodd" } : { fill: "none", stroke: colour, "stroke-width": 1.5 };
    svg.append(SVG_NEW("path", { d, ...paint }));
  }
  return svg;
}

/** The grid of people, and in words how many of them each mark stands for. */
function people({ rest, words }) {
  const node = h("figure", { class: "pn-people" });
  const show = (list, total) => {
    node.hidden = !list;
    if (!list) return node.replaceChildren();
    const all = list.reduce((sum, [n]) => sum + n, 0);
    const wide = all <= 100 ? 10 : all < 500 ? 20 : 40;
    let begun = 0;
    const groups = list.map(([n, mark]) => {
      const places = Array.from({ length: n }, (_, i) => [(begun + i) % wide, Math.floor((begun + i) / wide)]);
      begun += n;
      return [mark, places];
    });
    const line = ([, mark, said]) => h("li", {}, marksIn("0 0 10 10", [[mark, [[0, 0]]]], rest.marks), h("span", {}, said));
    node.classList.toggle("many", all > 100);
    node.replaceChildren(
      marksIn(`0 0 ${wide * 10} ${Math.ceil(all / wide) * 10}`, groups, rest.marks),
      h("figcaption", {}, h("p", {}, total), h("ul", { "aria-label": words.legend }, ...list.map(line))),
    );
  };
  return { node, show, of: (now) => [now.people, now.total] };
}

function picture() {
  const node = h("div", { class: "pn-drawing" });
  const show = (svg, said) => {
    node.hidden = !svg;
    if (!svg) return node.replaceChildren();
    const live = drawing(svg);
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", said ?? "");
    node.replaceChildren(live);
  };
  return { node, show, of: (now) => [now.drawing, now.drawing_text] };
}

function text() {
  const node = h("div", { class: "pn-text" });
  return { node, show: (lines) => node.replaceChildren(...(lines ?? []).map((line) => h("p", {}, line))), of: (now) => [now.text] };
}

/** The numbers: open where nothing else shows them, otherwise one press away. */
function table({ words }) {
  const node = h("div", { class: "pn-table" });
  const fold = more(words.numbers);
  const show = (rows, caption, figure, list) => {
    if (!rows) return node.replaceChildren();
    const made = grid(rows, caption ?? words.numbers);
    if (!figure && !list) return node.replaceChildren(made);
    fold.replaceChildren(fold.firstChild, made);
    if (fold.parentNode !== node || node.children.length > 1) node.replaceChildren(fold);
  };
  return { node, show, of: (now) => [now.rows, now.caption, now.figure, now.people] };
}

function notes() {
  const node = h("div", { class: "pn-notes" });
  return { node, show: (lines) => node.replaceChildren(...(lines ?? []).map((line) => h("p", { class: "ml-note" }, line))), of: (now) => [now.notes] };
}

function evidence({ words }) {
  const cards = h("div", {});
  const node = more(words.evidence, cards);
  const show = (sheets) => {
    node.hidden = !sheets;
    cards.replaceChildren(...cardsOf(sheets ?? []));
  };
  return { node, show, of: (now) => [now.cards] };
}
