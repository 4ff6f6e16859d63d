// The Sankey's live view: Python made the rows, the drawings and every sentence; this chooses rows and fills them in.
const LEFT = 0, RIGHT = 1, PATIENTS = 2, TOTAL = 5; // what stands where in a row
const figure = (text) => +text.replaceAll(",", "");

export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    for (const set of Object.values(data.sets)) prepare(set);
    const root = frame(model, el, data.words.label, signal);
    const view = { model, data, signal, now: () => data.sets[model.get("cohort")] };
    const headline = h("h3", {}), gone = h("p", { role: "status" }), who = h("div", { class: "ml-note" });
    const stage = h("div", { class: "sankey-stage" });
    view.stage = stage;
    const notes = h("div", { class: "ml-note" });
    const evidence = h("div", { class: "sankey-evidence" });
    const table = more("");
    const title = h("div", { role: "status" }, headline);
    root.append(controls(view, gone), title, who, gone, stage, notes, evidence, table);

    function show() {
      const set = view.now();
      const state = set && stateOf(view, set);
      if (!state) return; // a kernel may send several traits one after the other: the state comes with the last
      headline.textContent = state.headline;
      who.replaceChildren(...set.about.map((text) => h("p", {}, text)));
      const pair = charts(view, set, state.unit);
      if (stage.firstChild !== pair[0].svg) stage.replaceChildren(...pair.map(({ svg }) => svg));
      for (const one of pair) one.select(state, model.get("focus"));
      notes.replaceChildren(...[set.legend[state.unit], ...state.notes, ...set.mind].map((text) => h("p", {}, text)));
      const words = wordsOf(view, set);
      table.firstChild.textContent = words.table_summary;
      table.replaceChildren(table.firstChild, flowTable(view, set, state), ...labelTable(view, set, state));
    }
    function showEvidence() {
      const set = view.now(), name = model.get("flow");
      const text = set && cardOf(set, name);
      evidence.replaceChildren(...(text ? [evidenceCard(view, set, name, text)] : []));
    }
    watch(model, ["focus", "unit", "threshold"], () => (gone.textContent = ""), signal);
    watch(model, ["cohort", "focus", "unit", "threshold"], once(show, signal), signal);
    watch(model, ["cohort", "flow"], once(showEvidence, signal), signal);
    show();
    showEvidence();
    return end;
  },
};

const wordsOf = ({ data }, set) => ({ ...data.words, ...set.words });

/** Give every row of a set the names of its ends, and the set a name for every band. */
function prepare(set) {
  set.places = set.rows.map(([left, right]) => [left, right]);
  set.rows = set.rows.map(([left, right, ...rest]) => [set.primaries[left], set.sites[right], ...rest]);
  set.flows = set.rows.map((row) => `${row[LEFT]} → ${row[RIGHT]}`);
  set.nodes = [...set.primaries, ...set.sites];
  set.charts = {};
}

/** Put the fields of a row back where Python took them out of a text. */
const fill = (text, row) => text.replace(/[\ue000-\ue01f]/g, (letter) => row[letter.charCodeAt(0) - 0xe000]);

/** How wide a band is; of a list every band is alike. */
function amount(row, unit) {
  if (unit === "listed") return 1;
  return unit === "patients" ? figure(row[PATIENTS]) : (100 * figure(row[PATIENTS])) / figure(row[TOTAL]);
}

/** The state that the controls ask for, as Python's sankey_state makes it; undefined when there is none. */
function stateOf({ model }, set) {
  const focus = model.get("focus"), unit = set.units.includes(model.get("unit")) ? model.get("unit") : set.units[0];
  const threshold = set.hiding[unit] ? model.get("threshold") : 0;
  if (focus && !set.nodes.includes(focus)) return undefined;
  const order = (set.order ??= {})[unit] ??= set.rows.map((row, i) => [amount(row, unit), i]).sort((a, b) => b[0] - a[0]);
  const above = order.filter(([size]) => size >= threshold).map(([, i]) => i);
  const lit = focus ? above.filter((i) => set.rows[i][LEFT] === focus || set.rows[i][RIGHT] === focus) : above;
  const far = set.primaries.includes(focus) ? RIGHT : LEFT;
  const own = Object.entries(set.totals[unit]).filter(([name]) => focus === "" || focus === name);
  const ends = focus ? lit.map((i) => [set.rows[i][far], fill(set.marks[unit], set.rows[i])]) : [];
  return {
    unit,
    lit,
    hidden: set.rows.length - above.length,
    above: new Set(above),
    own,
    headline: lit.length || !focus ? set.headlines[focus][set.units.indexOf(unit)] : set.emptied.replace("{n}", () => focus),
    marks: Object.fromEntries([...own, ...ends]),
    notes: [...set.notes[unit][far === LEFT && focus ? 1 : 0], set.hiding[unit]?.[threshold]].filter(Boolean),
  };
}

/** The card of a band, a primary or an organ as text. */
function cardOf(set, name) {
  const i = set.flows.indexOf(name);
  return i < 0 ? set.named[name] : fill(set.card_texts[set.cards[i]], set.rows[i]);
}

function controls(view, gone) {
  const { model, data, signal } = view;
  const { words } = data;
  const focusMenu = (text, all, side) => {
    const field = menu(model, "focus", text, [], signal);
    const names = () => view.now()?.[side] ?? [];
    const follow = () => (field.select.value = names().includes(model.get("focus")) ? model.get("focus") : "");
    const renew = () => (field.fill([["", all], ...names().map((name) => [name, name])]), follow());
    watch(model, ["focus"], follow, signal);
    watch(model, ["cohort"], renew, signal);
    renew();
    return field;
  };
  const scale = () => data.thresholds[model.get("unit")];
  const hide = slider(words.threshold, scale(), model.get("threshold"), (value) => put(model, { threshold: value }));
  watch(model, ["threshold", "unit"], () => hide.set(model.get("threshold"), scale()), signal);
  const units = ["patients", "percent"].map((unit) => [unit, words[unit]]);
  const unit = choice(model, "unit", words.unit, units, signal, (unit) => put(model, { threshold: 0, unit }));
  const needed = () => [unit, hide].forEach((field) => (field.hidden = view.now()?.units.length === 1));
  watch(model, ["cohort"], needed, signal);
  needed();
  return h(
    "div",
    { class: "ml-bar" },
    ...cohorts(view, gone),
    focusMenu(words.primary, words.all_primaries, "primaries"),
    focusMenu(words.site, words.all_sites, "sites"),
    unit,
    hide,
    h("button", { type: "button", onclick: () => put(model, { focus: "", flow: "" }) }, words.reset),
  );
}

/** Whose patients; of flows of somebody's own there is nothing to choose. What both tables have stays in focus. */
function cohorts(view, gone) {
  const { model, data, signal } = view;
  const names = Object.keys(data.sets);
  if (names.length === 1) return [];
  const change = (cohort) => {
    const set = data.sets[cohort], focus = model.get("focus"), flow = model.get("flow");
    const known = !focus || set.nodes.includes(focus);
    put(model, { flow: cardOf(set, flow) ? flow : "", cohort, focus: known ? focus : "" });
    gone.textContent = known ? "" : data.words.gone.replace("{name}", () => focus);
  };
  const field = choice(model, "cohort", data.words.cohort, names.map((name) => [name, data.sets[name].title]), signal, change);
  field.classList.add("sankey-cohorts");
  return [field];
}

/** The drawings of a set in a unit, wide and narrow, made when they are first asked for. */
function charts(view, set, unit) {
  return (set.charts[unit] ??= set.drawings[unit].map((text) => chart(view, set, unit, text)));
}

/** One drawing made live: its flows and nodes can be chosen by mouse, its nodes by keyboard too. */
function chart({ model, data }, set, unit, text) {
  const svg = drawing(text);
  svg.setAttribute("role", "presentation");
  const nodes = [...svg.querySelectorAll(".node")];
  const flows = stack(svg, set, unit, nodes);
  for (const flow of flows) flow.addEventListener("click", () => put(model, { flow: set.flows[flow.dataset.i] }));
  const list = svg.querySelector(".nodes");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", data.words.nodes);
  const name = (node) => node.dataset.name;
  const toggle = (node) => put(model, { focus: model.get("focus") === name(node) ? "" : name(node) });
  let cursor = nodes[0];
  const point = (node) => {
    cursor.setAttribute("tabindex", "-1");
    cursor = node;
    cursor.setAttribute("tabindex", "0");
  };
  for (const node of nodes) {
    node.setAttribute("role", "option");
    node.setAttribute("tabindex", node === cursor ? "0" : "-1");
    node.addEventListener("click", () => (point(node), toggle(node)));
  }
  svg.addEventListener("keydown", (event) => {
    const next = moved(event.key, nodes, cursor, set.primaries.length);
    if (next) {
      point(next);
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") toggle(cursor);
    else if (event.key === "Escape") put(model, { focus: "", flow: "" });
    else return;
    event.preventDefault();
  });
  const select = (state, focus) => {
    const lit = new Set(state.lit);
    svg.classList.toggle("story", focus !== "");
    for (const flow of flows) {
      const i = +flow.dataset.i;
      flow.setAttribute("class", `flow ${!state.above.has(i) ? "hidden" : lit.has(i) ? "lit" : "faded"}`);
    }
    for (const node of nodes) markNode(node, state.marks[name(node)] ?? "", name(node) === focus);
  };
  return { svg, select };
}

/** Stack the bands along the bars, as Python's drawing does: from the top, in the order of the names. */
function stack(svg, set, unit, nodes) {
  const scale = +svg.dataset.scale, room = svg.querySelector(".flows");
  const bars = nodes.map((node) => {
    const bar = node.querySelector(".bar");
    const [x, y, width] = ["x", "y", "width"].map((key) => +bar.getAttribute(key));
    return { x, y, width, fill: bar.getAttribute("fill") };
  });
  const n = (value) => +value.toFixed(1);
  const order = set.places.map(([left, right], i) => [left, right, i]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [left, right, i] of order) {
    const from = bars[left], to = bars[set.primaries.length + right], height = amount(set.rows[i], unit) * scale;
    if (!height) continue;
    const [x0, x1, y0, y1] = [n(from.x + from.width), n(to.x), from.y, to.y], middle = n((x0 + x1) / 2);
    const path = document.createElementNS(SVG, "path");
    const back = `${middle} ${n(y1 + height)} ${middle} ${n(y0 + height)} ${x0} ${n(y0 + height)}z`;
    path.setAttribute("d", `M${x0} ${n(y0)}C${middle} ${n(y0)} ${middle} ${n(y1)} ${x1} ${n(y1)}v${n(height)}C${back}`);
    path.setAttribute("fill", from.fill);
    path.dataset.i = i;
    room.append(path);
    from.y += height;
    to.y += height;
  }
  room.setAttribute("aria-hidden", "true");
  return [...room.children];
}

function markNode(node, mark, chosen) {
  node.querySelector(".mark").textContent = mark;
  node.classList.toggle("marked", mark !== "");
  node.classList.toggle("chosen", chosen);
  node.setAttribute("aria-selected", String(chosen));
  node.setAttribute("aria-label", mark ? `${node.dataset.name}: ${mark}` : node.dataset.name);
}

/** Where an arrow key leads: up and down within a column, left and right between the columns. */
function moved(key, nodes, cursor, split) {
  const columns = [nodes.slice(0, split), nodes.slice(split)];
  const side = columns[0].includes(cursor) ? 0 : 1;
  const column = columns[side], i = column.indexOf(cursor);
  const across = (other) => columns[other][Math.round((i / Math.max(1, column.length - 1)) * (columns[other].length - 1))];
  switch (key) {
    case "ArrowDown": return column[Math.min(i + 1, column.length - 1)];
    case "ArrowUp": return column[Math.max(i - 1, 0)];
    case "Home": return column[0];
    case "End": return column.at(-1);
    case "ArrowRight": return side === 0 ? across(1) : cursor;
    case "ArrowLeft": return side === 1 ? across(0) : cursor;
    default: return undefined;
  }
}

const opener = (view, name) => {
  const open = (event) => ((view.opener = event.currentTarget), put(view.model, { flow: name }));
  const { words } = view.data;
  return h("button", { type: "button", "aria-label": `${words.evidence_of} ${name}`, onclick: open }, words.evidence);
};

/** The button that closes a card goes away with it: the focus returns to what opened it, or to the drawing. */
function goBack({ opener: from, stage }) {
  const nodes = [...stage.querySelectorAll('[role=option][tabindex="0"]')];
  [from, ...nodes].find((one) => one?.isConnected && one.checkVisibility())?.focus();
}

function flowTable(view, set, state) {
  const words = wordsOf(view, set);
  const row = (i) => [...set.cells.map((cell) => fill(cell, set.rows[i])), opener(view, set.flows[i])];
  return grid([[...set.header, words.evidence], ...state.lit.map(row)], words.table);
}

/** The numbers that stand beside names, and the counts of flows: each with its card. A list has neither. */
function labelTable(view, set, state) {
  const { words } = view.data;
  if (!set.counted.lit) return [];
  const counts = Object.entries({ lit: state.lit.length, hidden: state.hidden }).filter(([, n]) => n);
  const rows = [
    ...state.own.map(([name, n]) => [name, n, opener(view, name)]),
    ...counts.map(([name, n]) => [words[name], String(n), more(words.evidence, prose(set.counted[name].replace("{n}", n)))]),
  ];
  return [grid([[words.label_name, words.label_number, words.evidence], ...rows], words.labels)];
}

function evidenceCard(view, set, name, text) {
  const { model } = view, words = wordsOf(view, set);
  const close = h("button", { type: "button", onclick: () => (put(model, { flow: "" }), goBack(view)) }, words.close);
  const title = h("strong", {}, `${words.evidence_title}: ${name}`);
  return h("section", { class: "ml-card", "aria-label": words.evidence_title, role: "status" }, title, prose(text), close);
}
