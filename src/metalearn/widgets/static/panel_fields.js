// The controls of a panel: native elements, each with a label and, where needed, a line that says what it does.
/** All controls and the settings to try. They are built anew only where their options changed. */
function controls(view) {
  const { rest, words, model } = view;
  const heading = h("h4", { id: freshId() }, words.settings);
  const fields = h("div", { class: "pn-fields" });
  const tries = rest.tries.map(([label, values]) => {
    const press = () => (put(model, { values }), (view.notice.textContent = ""));
    return [h("button", { type: "button", onclick: press }, label), keyOf(values)];
  });
  const title = h("h4", { id: freshId() }, words.tries);
  const box = h("div", { class: "pn-tries", role: "group", "aria-labelledby": title.id }, title, ...tries.map(([button]) => h("div", {}, button)));
  let built = new Map(), shown;
  const show = (now) => {
    shown = now;
    const before = built;
    built = new Map();
    for (const def of now.defs()) {
      const old = before.get(def.name);
      built.set(def.name, old && alike(old.def, def) ? old : field(view, def));
      built.get(def.name).set(now.values[def.name]);
    }
    const nodes = [...built.values()].map((one) => one.node);
    if (nodes.length !== fields.children.length || nodes.some((node, i) => node !== fields.children[i])) {
      const focused = fields.contains(document.activeElement) ? document.activeElement : null;
      fields.replaceChildren(...nodes);
      focused?.focus({ preventScroll: true });
    }
    for (const [button, key] of tries) {
      button.classList.toggle("chosen", key === keyOf(now.values));
      button.setAttribute("aria-pressed", String(key === keyOf(now.values)));
    }
  };
  view.again = () => show(current(view) ?? shown);
  const node = h("div", { class: "pn-controls", role: "group", "aria-labelledby": heading.id }, heading, fields, view.notice, tries.length ? box : null);
  return { node, show };
}

/** One control with the line that says what it does. */
function field(view, def) {
  const tells = def.tells ? h("p", { id: freshId(), class: "ml-note pn-tells" }, def.tells) : null;
  const on = (value) => choose(view, def.name, value);
  const made = { menu: aMenu, choice: aChoice, slider: aSlider, check: aCheck, steps: aStory }[def.kind](def, on, view);
  const stuck = fixedHere(view, def) ? h("p", { id: freshId(), class: "ml-note" }, view.words.fixed) : null;
  const said = [tells, stuck].filter(Boolean).map(({ id }) => id).join(" ");
  if (said) for (const one of made.told) one.setAttribute("aria-describedby", said);
  if (stuck) for (const one of made.node.querySelectorAll("input, select, button")) one.disabled = true;
  return { def, set: made.set, node: h("div", { class: `pn-field ${def.kind}` }, made.node, tells, stuck) };
}

/** Whether a control has nowhere to go: no kernel is there, and all shipped settings have the same value. */
function fixedHere({ model, rest, list }, { name }) {
  return !rest.whole && !rest.first && alone(model) && new Set(list.map(({ values }) => values[name])).size < 2;
}

const placeOf = (def, value) => Math.max(0, def.options.findIndex(([one]) => one === value));

const ARROW = 22; // pixels that the arrow of a menu takes
const brush = document.createElement("canvas").getContext("2d");

/** Whether a menu is too narrow for the text that is chosen in it. One that is not on the page yet says nothing. */
function cutShort(select, said) {
  if (!select.clientWidth) return false;
  const css = getComputedStyle(select);
  brush.font = `${css.fontWeight} ${css.fontSize} ${css.fontFamily}`;
  const room = select.clientWidth - parseFloat(css.paddingLeft) - parseFloat(css.paddingRight) - ARROW;
  return brush.measureText(said).width > room;
}

function aMenu(def, on) {
  const id = freshId();
  const select = h("select", { id, onchange: () => on(def.options[select.selectedIndex][0]) }, ...def.options.map(([, text]) => h("option", {}, text)));
  const full = h("p", { class: "pn-full", "aria-hidden": "true" });
  const node = h("div", { class: "ml-field" }, h("label", { for: id }, def.label), select, full);
  const set = (value) => {
    select.selectedIndex = placeOf(def, value);
    look();
  };
  // What is cut stands beneath the menu in full. The watcher goes with the menu: nothing else holds it.
  const look = () => {
    const said = def.options[select.selectedIndex]?.[1] ?? "";
    full.textContent = cutShort(select, said) ? said : "";
  };
  new ResizeObserver(look).observe(select);
  return { node, told: [select], set };
}

function aChoice(def, on) {
  const name = freshId();
  const inputs = def.options.map(([value]) => h("input", { type: "radio", name, onchange: () => on(value) }));
  const labels = def.options.map(([, text], i) => h("label", {}, inputs[i], h("span", {}, text)));
  const node = h("fieldset", { class: "ml-choice" }, h("legend", {}, def.label), ...labels);
  return { node, told: [node], set: (value) => (inputs[placeOf(def, value)].checked = true) };
}

function aSlider(def, on) {
  const node = slider(def.label, def.options, def.options[0][0], on);
  return { node, told: [node.input], set: (value) => node.set(value) };
}

function aCheck(def, on) {
  const input = h("input", { type: "checkbox", onchange: () => on(input.checked) });
  const says = h("span", { class: "pn-says" });
  const set = (value) => {
    input.checked = value;
    says.textContent = def.options[placeOf(def, value)][1];
  };
  return { node: h("label", { class: "pn-check" }, input, h("span", {}, def.label), says), told: [input], set };
}

/** An ordered story: all its steps as a list that shows how far one is, Back and Next. */
function aStory(def, on, { words }) {
  const last = def.options.length - 1;
  let at = 0;
  const go = (place) => on(def.options[Math.max(0, Math.min(last, place))][0]);
  const button = (text, way) => h("button", { type: "button", onclick: () => go(at + way) }, text);
  const [back, next] = [button(words.back, -1), button(words.next, 1)];
  const marks = def.options.map(([, text], i) =>
    h("button", { type: "button", "aria-label": text, onclick: () => go(i) }, h("span", { class: "pn-number" }, String(i + 1)), h("span", { class: "pn-name" }, text)),
  );
  const ruler = h("ol", { class: "pn-ruler", "aria-label": def.label }, ...marks.map((mark) => h("li", {}, mark)));
  const where = h("p", { class: "pn-where" });
  const node = h("div", { role: "group", "aria-label": def.label, class: "pn-story" }, ruler, where, h("div", { class: "ml-bar" }, back, next));
  ruler.addEventListener("keydown", (event) => {
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
    marks[Math.max(0, Math.min(last, to))].focus();
  });
  const set = (value) => {
    at = placeOf(def, value);
    marks.forEach((mark, i) => {
      mark.classList.toggle("past", i < at);
      mark.tabIndex = i === at ? 0 : -1;
      if (i === at) mark.setAttribute("aria-current", "step");
      else mark.removeAttribute("aria-current");
    });
    where.textContent = words.step.replace("{n}", at + 1).replace("{total}", last + 1).replace("{name}", () => def.options[at][1]);
    back.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === last));
  };
  return { node, told: [node], set };
}
