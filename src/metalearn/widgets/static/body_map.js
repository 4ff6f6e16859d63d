// The body map's live view: Python drew the person and made every state; this lights what a state names.
const CHOICES = ["view", "primary", "route", "soil", "selected"];
const ROOM = 600; // below this width the labels stay out of the picture: the table beside it has the names

export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    const root = frame(model, el, data.words.label, signal);
    const text = (one) => (typeof one === "number" ? data.texts[one] : one); // "184" is a text, 184 the place of one
    const view = { model, data, words: data.words, signal, text };
    view.now = () => stateOf(view);
    view.rows = (i) => data.tables[i].map((row) => row.map(view.text));
    const bar = controls(view), picture = person(view), says = story(view), below = behind(view);
    root.append(bar.node, h("div", { class: "bm-columns" }, picture.node, says.node), below.node);
    const show = () => {
      if (!view.now()) return;
      for (const part of [bar, picture, says, below]) part.show();
    };
    watch(model, CHOICES, once(show, signal), signal);
    show();
    return end;
  },
};

function stateOf({ model, data }) {
  const get = (name) => model.get(name);
  if (get("view") === "organs") return data.organs[get("selected")];
  return data.ways[get("primary")]?.[get("route")]?.[get("soil") ? 1 : 0];
}

/** Choose an organ; `site` is the same organ as other widgets name it. */
const choose = ({ model, data }, name) => put(model, { selected: name, site: data.sites[name] ?? "" });

function controls(view) {
  const { model, data, words, signal } = view;
  const names = (list) => list.map((name) => [name, name]);
  const soil = choice(model, "soil", words.soil, data.soils, signal, (value) => put(model, { soil: value === "true" }));
  const ways = [
    menu(model, "primary", words.primary, names(data.primaries), signal),
    choice(model, "route", words.route, data.routes, signal),
    soil,
  ];
  const organs = [["", words.no_organ], ...names(Object.keys(data.sites))];
  const organ = menu(model, "selected", words.organ, organs, signal, (name) => choose(view, name));
  const node = h("div", { class: "ml-bar bm-bar" }, choice(model, "view", words.view, data.views, signal), ...ways, organ);
  const show = () => {
    const looking = model.get("view") === "organs";
    for (const field of ways) field.hidden = looking;
    organ.hidden = !looking;
  };
  return { node, show };
}

/** The person: parts are lit by their class; marks and labels are made anew, as text nodes. */
function person(view) {
  const { model, data, words, signal, text } = view;
  const svg = drawing(data.drawing);
  const parts = new Map();
  for (const part of svg.querySelectorAll("[data-part]")) {
    const name = part.dataset.part;
    parts.set(name, [...(parts.get(name) ?? []), part]);
    part.dataset.plain = part.getAttribute("class");
  }
  for (const line of svg.querySelectorAll(".vessel .core")) layers(line);
  const marks = document.createElementNS(SVG, "g");
  svg.append(marks);
  const picker = pick(view, marks);
  let lit = [];
  const show = () => {
    const state = view.now(), looking = model.get("view") === "organs";
    for (const part of lit) part.setAttribute("class", part.dataset.plain);
    lit = [];
    for (const [name, looks] of data.tables[state.lit])
      for (const part of parts.get(name) ?? []) {
        part.setAttribute("class", `${part.dataset.plain} ${looks}`);
        lit.push(part);
      }
    svg.dataset.route = state.system;
    svg.setAttribute("role", looking ? "presentation" : "img");
    const shares = data.tables[state.marks].filter(([kind]) => SHARE.includes(kind)).map((one) => `${text(one[4])} ${one[3]}.`);
    svg.setAttribute("aria-label", [...state.picture.map(text), ...shares].join(" "));
    if (looking) svg.removeAttribute("aria-label");
    picker.draw(data.tables[state.marks], looking);
  };
  const node = h("div", { class: "bm-person" }, svg);
  const size = new ResizeObserver(() => {
    const narrow = node.clientWidth < ROOM;
    svg.classList.toggle("narrow", narrow);
    svg.setAttribute("viewBox", data.boxes[narrow ? 1 : 0]);
  });
  size.observe(node);
  signal.addEventListener("abort", () => size.disconnect());
  return { node, show };
}

/** A vessel is drawn in three layers along one line: a pale wall around it, and the pattern of its kind inside. */
function layers(line) {
  const width = +line.getAttribute("stroke-width");
  const copy = (cls, more) => {
    const layer = line.cloneNode();
    layer.setAttribute("class", cls);
    layer.setAttribute("stroke-width", width + more);
    return layer;
  };
  line.before(copy("wall", 3));
  line.after(copy("flow", Math.max(0.2 - width, -2)));
}

function shape(tag, props, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// As in figures/body/labels.py: height of a line, where labels begin, where their lines begin, how large a mark is.
const LINE = 19, TEXT = 213, EDGE = 208;
const SHARE = ["count", "bed"];
const RADIUS = { count: 15, bed: 15, place: 7 };

/** A label in lines of at most 16 letters; a longer word is parted after its slash. */
const wrapped = (text) =>
  text.replace(/\S{17,}/g, (word) => word.replace("/", "/ ")).split(" ").reduce((lines, word) => {
    const last = lines.at(-1);
    if (last && last.length + 1 + word.length <= 16) return [...lines.slice(0, -1), `${last} ${word}`];
    return [...lines, word];
  }, []);

function mark(text, [kind, x, y, badge, name, side, top, tells]) {
  const r = RADIUS[kind] ?? 9.5;
  const bold = tells === undefined ? [] : [text(tells)];
  const lines = [...bold, ...wrapped(text(name))];
  const middle = Math.round(top + ((lines.length - 1) * LINE) / 2 - 5.5);
  const at = { x: side * TEXT, "text-anchor": side > 0 ? "start" : "end" };
  const label = lines.map((line, i) => shape("text", { ...at, y: top + i * LINE, class: i < bold.length ? "tells" : "name" }, line));
  const circle = (radius, cls) => shape("circle", { cx: x, cy: y, r: radius, class: cls });
  const words = (content, dy, cls) => shape("text", { x, y: y + dy, "text-anchor": "middle", class: cls }, content);
  return shape(
    "g",
    { class: `mk ${kind}` },
    shape("path", { d: `M${side * EDGE} ${middle}L${side * (EDGE - 14)} ${middle}L${x} ${y}`, class: "leader" }),
    ...(kind === "place" ? [circle(15, "aim")] : []),
    ...(["first", "bed"].includes(kind) ? [circle(r + 4, "second")] : []),
    circle(r, "dot"),
    ...(badge ? [words(badge, 4, "badge")] : []),
    ...(r === 9.5 ? [] : [words(text(name), r + 14, "short")]),
    shape("g", { class: "text" }, ...label),
  );
}

/** The marks of a state. In the view of organs they are a listbox with one stop for the Tab key. */
function pick(view, group) {
  const { model, words, text } = view;
  let options = [], cursor = 0, drawn;
  const point = (i, focus) => {
    options[cursor]?.node.setAttribute("tabindex", -1);
    cursor = i;
    options[cursor].node.setAttribute("tabindex", 0);
    if (focus) options[cursor].node.focus();
  };
  const draw = (marks, looking) => {
    if (drawn !== marks) build(marks, looking);
    drawn = marks;
    if (!looking) return;
    const chosen = model.get("selected");
    options.forEach(({ name, node }, i) => {
      node.classList.toggle("chosen", name === chosen);
      node.setAttribute("aria-selected", String(name === chosen));
      if (name === chosen) point(i, false);
    });
  };
  const build = (marks, looking) => {
    const focused = group.contains(document.activeElement);
    const nodes = marks.map((one) => mark(text, one));
    options = looking ? nodes.map((node, i) => ({ node, name: text(marks[i][4]), x: marks[i][1], y: marks[i][2] })) : [];
    cursor = Math.min(cursor, Math.max(0, options.length - 1));
    group.replaceChildren(...nodes);
    for (const name of ["role", "aria-label", "aria-hidden"]) group.removeAttribute(name);
    if (looking) Object.entries({ role: "listbox", "aria-label": words.list }).forEach((pair) => group.setAttribute(...pair));
    else group.setAttribute("aria-hidden", "true");
    options.forEach(({ node, name }, i) => {
      node.setAttribute("role", "option");
      node.setAttribute("aria-label", name);
      node.setAttribute("tabindex", i === cursor ? 0 : -1);
      node.addEventListener("click", () => (point(i, true), choose(view, name)));
    });
    if (focused && looking) options[cursor]?.node.focus();
  };
  group.addEventListener("keydown", (event) => {
    const next = neighbour(event.key, options, cursor);
    if (next >= 0) point(next, true);
    else if (event.key === "Enter" || event.key === " ") choose(view, options[cursor].name);
    else if (event.key === "Escape") choose(view, "");
    else return;
    event.preventDefault();
  });
  return { draw };
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest organ in the direction of an arrow key; what lies straight ahead counts as nearer. -1: no such key. */
function neighbour(key, options, cursor) {
  if (key === "Home") return 0;
  if (key === "End") return options.length - 1;
  if (!WAYS[key]) return -1;
  const [dx, dy] = WAYS[key], here = options[cursor];
  let best = cursor, least = Infinity;
  options.forEach(({ x, y }, i) => {
    const ahead = (x - here.x) * dx + (y - here.y) * dy;
    const beside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    const far = ahead + 2 * beside;
    if (i !== cursor && ahead > 0 && far < least) [best, least] = [i, far];
  });
  return best;
}

/** What the state says: the headline is announced, the rest is read at leisure. */
function story(view) {
  const { words, text } = view;
  const head = h("h3", {}), says = h("div", {}), table = h("div", {}), notes = h("div", { class: "ml-note" });
  const node = h("div", { class: "bm-says" }, h("div", { role: "status" }, head, says), table, notes);
  const show = () => {
    const state = view.now();
    head.textContent = text(state.head);
    says.replaceChildren(...state.says.map((i) => h("p", {}, text(i))));
    const [rows, title] = state.way < 0 ? [state.rows, text(state.title)] : [state.way, words.way];
    table.replaceChildren(grid(view.rows(rows), title));
    notes.replaceChildren(...state.notes.map((i) => h("p", {}, `${words.mind} ${text(i)}`)));
  };
  return { node, show };
}

/** The counts, where they stand beside the way, and the evidence cards. */
function behind(view) {
  const { data, words, text } = view;
  const counts = h("div", {}), cards = h("div", {});
  const node = h("div", {}, counts, more(words.evidence, cards));
  const show = () => {
    const state = view.now();
    counts.replaceChildren(...(state.way < 0 ? [] : [grid(view.rows(state.rows), text(state.title))]));
    cards.replaceChildren(...cardsOf(state.cards.map(([rows, shared]) => [view.rows(rows), data.tables[shared].map(text)])));
  };
  return { node, show };
}
