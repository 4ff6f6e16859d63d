// The Sankey's live view: Python drew it and made its states; this only chooses among them.
export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    const { words } = data;
    const root = frame(model, el, words.label, signal);
    const view = { model, data, words, signal };
    const headline = h("h3", {});
    const says = h("div", { role: "status" }, headline);
    const stage = h("div", { class: "sankey-stage" });
    const notes = h("div", { class: "ml-note" });
    const evidence = h("div", { class: "sankey-evidence" });
    const table = more(words.table_summary);
    root.append(controls(view), says, stage, notes, evidence, table);

    const charts = {};
    for (const [unit, pair] of Object.entries(data.drawings)) charts[unit] = pair.map((text) => chart(view, text));

    const current = () => data.states[`${model.get("focus")}|${model.get("unit")}|${model.get("threshold")}`];
    function show() {
      const state = current();
      if (!state) return; // two traits change one after the other: the state comes with the second
      headline.textContent = state.headline;
      const pair = charts[model.get("unit")];
      if (stage.firstChild !== pair[0].svg) stage.replaceChildren(...pair.map(({ svg }) => svg));
      for (const one of pair) one.select(state, model.get("focus"));
      notes.replaceChildren(...[data.legend[model.get("unit")], ...state.notes].map((text) => h("p", {}, text)));
      table.replaceChildren(table.firstChild, flowTable(view, state), labelTable(view, state));
    }
    function showEvidence() {
      const name = model.get("flow");
      evidence.replaceChildren(...(data.evidence[name] ? [evidenceCard(view, name)] : []));
    }
    watch(model, ["focus", "unit", "threshold"], show, signal);
    watch(model, ["flow"], showEvidence, signal);
    show();
    showEvidence();
    return end;
  },
};

function controls({ model, data, words, signal }) {
  const focusMenu = (text, all, names) => {
    const field = menu(model, "focus", text, [["", all], ...names.map((name) => [name, name])], signal);
    const follow = () => (field.select.value = names.includes(model.get("focus")) ? model.get("focus") : "");
    watch(model, ["focus"], follow, signal);
    follow();
    return field;
  };
  const grid = () => data.thresholds[model.get("unit")];
  const hide = slider(words.threshold, grid(), model.get("threshold"), (value) => put(model, { threshold: value }));
  watch(model, ["threshold", "unit"], () => hide.set(model.get("threshold"), grid()), signal);
  const units = ["patients", "percent"].map((unit) => [unit, words[unit]]);
  return h(
    "div",
    { class: "ml-bar" },
    focusMenu(words.primary, words.all_primaries, data.primaries),
    focusMenu(words.site, words.all_sites, data.sites),
    choice(model, "unit", words.unit, units, signal, (unit) => put(model, { threshold: 0, unit })),
    hide,
    h("button", { type: "button", onclick: () => put(model, { focus: "", flow: "" }) }, words.reset),
  );
}

/** One drawing made live: its flows and nodes can be chosen by mouse, its nodes by keyboard too. */
function chart(view, text) {
  const { model, data, words } = view;
  const svg = drawing(text);
  svg.setAttribute("role", "presentation");
  const flows = [...svg.querySelectorAll(".flow")];
  const nodes = [...svg.querySelectorAll(".node")];
  svg.querySelector(".flows").setAttribute("aria-hidden", "true");
  const list = svg.querySelector(".nodes");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.nodes);
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
  for (const flow of flows) flow.addEventListener("click", () => put(model, { flow: data.flows[flow.dataset.i] }));
  svg.addEventListener("keydown", (event) => {
    const next = moved(event.key, nodes, cursor, data.primaries.length);
    if (next) {
      point(next);
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") toggle(cursor);
    else if (event.key === "Escape") put(model, { focus: "", flow: "" });
    else return;
    event.preventDefault();
  });
  const select = (state, focus) => {
    const lit = new Set(state.lit), hidden = new Set(state.hidden);
    svg.classList.toggle("story", focus !== "");
    for (const flow of flows) {
      const i = +flow.dataset.i;
      flow.setAttribute("class", `flow ${hidden.has(i) ? "hidden" : lit.has(i) ? "lit" : "faded"}`);
    }
    for (const node of nodes) markNode(node, state.marks[name(node)] ?? "", name(node) === focus);
  };
  return { svg, select };
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

const opener = ({ model, words }, name) =>
  h("button", { type: "button", "aria-label": `${words.evidence_of} ${name}`, onclick: () => put(model, { flow: name }) }, words.evidence);

function flowTable(view, state) {
  const { data, words } = view;
  const [head, ...rows] = data.table;
  return grid([[...head, words.evidence], ...state.lit.map((i) => [...rows[i], opener(view, data.flows[i])])], words.table);
}

/** The numbers that stand beside names, and the counts of flows: each with its card. */
function labelTable(view, state) {
  const { data, words } = view;
  const named = Object.keys(state.marks).filter((name) => /^[\d,]+$/.test(state.marks[name]));
  const counts = Object.entries({ lit: state.lit.length, hidden: state.hidden.length }).filter(([, n]) => n);
  const rows = [
    ...named.map((name) => [name, state.marks[name], opener(view, name)]),
    ...counts.map(([name, n]) => [words[name], String(n), more(words.evidence, prose(data.counted[name].replace("{n}", n)))]),
  ];
  return grid([[words.label_name, words.label_number, words.evidence], ...rows], words.labels);
}

function evidenceCard({ model, data, words }, name) {
  const close = h("button", { type: "button", onclick: () => put(model, { flow: "" }) }, words.close);
  const title = h("strong", {}, `${words.evidence_title}: ${name}`);
  return h("section", { class: "ml-card", "aria-label": words.evidence_title, role: "status" }, title, prose(data.evidence[name]), close);
}
