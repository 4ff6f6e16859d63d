// The stepper's live view: Python drew the scene and wrote every state; this only chooses among them.
export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    const root = frame(model, el, data.words.label, signal);
    const view = { model, data, words: data.words, signal, root, text: (i) => data.texts[i] };
    view.steps = () => data.journeys[model.get("route")][model.get("depth")];
    view.now = () => view.steps()[model.get("step") - 1];
    const parts = [scene(view), stepper(view), card(view)];
    const [picture, steps, says] = parts;
    const below = h("div", { class: "st-below" }, says.node, ...funnel(view));
    root.append(controls(view, picture), picture.node, steps.node, below, h("p", { class: "ml-note" }, data.words.scheme));
    const show = once(() => view.now() && parts.forEach((part) => part.show()), signal);
    watch(model, ["route", "depth", "step"], show, signal);
    parts.forEach((part) => part.show());
    return end;
  },
};

/** Route, depth, and the button for motion. Another route or depth keeps the step or the stage: Python says which. */
function controls(view, picture) {
  const { model, data, words, signal } = view;
  const choose = (trait) => (value) => {
    const to = { route: model.get("route"), depth: model.get("depth"), [trait]: value };
    const place = (list, name) => list.findIndex(([one]) => one === name);
    const step = view.now().elsewhere[place(data.routes, to.route)][place(data.depths, to.depth)];
    put(model, { ...to, step });
  };
  return h(
    "div",
    { class: "ml-bar st-bar" },
    choice(model, "route", words.route, data.routes, signal, choose("route")),
    choice(model, "depth", words.depth, data.depths, signal, choose("depth")),
    motion(words, picture.svg, signal),
  );
}

/** Motion is off until asked for, and cannot be asked for on a device that wants less of it. */
function motion(words, svg, signal) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const note = h("span", { class: "ml-note" }, words.still);
  const button = h("button", { type: "button", onclick: () => set(!svg.classList.contains("moving")) });
  const set = (on) => {
    svg.classList.toggle("moving", on && !calm.matches);
    button.setAttribute("aria-pressed", String(on && !calm.matches));
    button.textContent = on && !calm.matches ? words.stop : words.play;
    button.hidden = calm.matches;
    note.hidden = !calm.matches;
  };
  calm.addEventListener("change", () => set(false), { signal });
  set(false);
  return h("div", { class: "st-motion" }, button, note);
}

/** The drawing made live. All that differs between steps are places, classes and the sentence beneath. */
function scene(view) {
  const { data } = view;
  const mine = freshId(); // names inside a drawing count for the whole page
  const svg = drawing(data.drawing.replace(/(id="|#)s-/g, `$1${mine}-`));
  const all = (selector) => [...svg.querySelectorAll(selector)];
  const cells = all(".cell"), halos = all(".halo"), extras = all(".extra"), routes = all(".only"), tags = all(".tag");
  const [rect] = all(".says rect"), [sentence] = all(".says text"), [tether] = all(".says .tether");
  svg.setAttribute("role", "img");
  const look = camera(svg, tags, view.signal);
  const show = () => {
    const { cells: places, halo, says, shows, part } = view.now().scene;
    cells.forEach((cell, i) => {
      cell.style.transform = places[i][0];
      cell.setAttribute("class", places[i][1]);
    });
    for (const ring of halos) ["cx", "cy", "rx", "ry"].forEach((name, i) => ring.setAttribute(name, halo[i]));
    for (const extra of extras) extra.classList.toggle("on", shows.includes(extra.dataset.x));
    for (const one of routes) one.classList.toggle("on", one.dataset.route === view.model.get("route"));
    for (const heads of all(".heads")) [...heads.children].forEach((head, i) => head.classList.toggle("now", i === part));
    const [words, x, width] = says;
    const [middle, , , reach] = halo;
    sentence.textContent = words;
    sentence.setAttribute("x", x);
    rect.setAttribute("x", x - width / 2);
    rect.setAttribute("width", width);
    tether.setAttribute("d", `M${middle} ${halo[1] + reach}V${rect.getAttribute("y")}`);
    svg.setAttribute("aria-label", view.text(view.now().picture));
    look(halo[0], x - width / 2, x + width / 2);
  };
  return { node: h("div", { class: "st-stage" }, svg), svg, show };
}

/** On narrow pages the picture is not made smaller than can be read: a part of it is shown, around the marked place. */
function camera(svg, tags, signal) {
  const [, , whole, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const brow = 40; // the headings of the three places, which a part of the picture does without
  let at = [0, whole], target = [0, 0, whole], frameId = 0;
  const aim = ([from, width]) => {
    at = [from, width];
    const top = width < whole ? brow : 0;
    svg.setAttribute("viewBox", `${from} ${top} ${width} ${height - top}`);
  };
  const windowNow = () => {
    const room = svg.parentElement?.clientWidth || whole;
    const width = room >= 780 ? whole : Math.max(430, Math.min(whole, room * 0.9));
    const [middle, left, right] = target;
    const from = Math.max(0, Math.min(whole - width, middle - width / 2));
    return [Math.round(Math.min(Math.max(from, right - width), left < 0 ? 0 : left)), width];
  };
  const settle = (glide) => {
    cancelAnimationFrame(frameId);
    const goal = windowNow(), start = at, begin = performance.now();
    const [left, right] = [goal[0] + 2, goal[0] + goal[1] - 2];
    for (const tag of tags) tag.classList.toggle("cut", +tag.dataset.l < left || +tag.dataset.r > right);
    svg.classList.toggle("close", goal[1] < whole);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!glide || still || start[1] !== goal[1]) return aim(goal);
    const move = (time) => {
      const part = Math.min(1, (time - begin) / 900), eased = part * part * (3 - 2 * part);
      aim([start[0] + (goal[0] - start[0]) * eased, goal[1]]);
      if (part < 1 && !signal.aborted) frameId = requestAnimationFrame(move);
    };
    frameId = requestAnimationFrame(move);
  };
  const watcher = new ResizeObserver(() => settle(false));
  watcher.observe(svg);
  signal.addEventListener("abort", () => (watcher.disconnect(), cancelAnimationFrame(frameId)));
  return (...to) => {
    target = to;
    settle(true);
  };
}

/** First, previous, a ruler of all steps that shows how far one is, next, last. */
function stepper(view) {
  const { model, words } = view;
  const go = (step) => put(model, { step: Math.max(1, Math.min(view.steps().length, step)) });
  const button = (name, where) => h("button", { type: "button", onclick: () => go(where()) }, words[name]);
  const back = [button("first", () => 1), button("previous", () => model.get("step") - 1)];
  const on = [button("next", () => model.get("step") + 1), button("last", () => view.steps().length)];
  const ruler = h("ol", { class: "st-ruler" });
  const node = h("div", { class: "st-steps", role: "group", "aria-label": words.steps }, ruler, ...back, ...on);
  const marks = () => [...ruler.querySelectorAll("button")];
  node.addEventListener("keydown", (event) => {
    const step = model.get("step");
    const to = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 1, End: view.steps().length }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const onRuler = ruler.contains(document.activeElement);
    go(to);
    if (onRuler) marks()[model.get("step") - 1].focus();
  });
  let drawn;
  const show = () => {
    const step = model.get("step"), steps = view.steps();
    if (drawn !== steps) ruler.replaceChildren(...steps.map((one, i) => h("li", {}, mark(view, one, i + 1, go))));
    drawn = steps;
    marks().forEach((one, i) => {
      one.classList.toggle("past", i + 1 < step);
      one.setAttribute("tabindex", i + 1 === step ? 0 : -1);
      if (i + 1 === step) one.setAttribute("aria-current", "step");
      else one.removeAttribute("aria-current");
    });
    for (const one of back) one.setAttribute("aria-disabled", String(step === 1));
    for (const one of on) one.setAttribute("aria-disabled", String(step === steps.length));
  };
  return { node, show };
}

function mark(view, step, number, go) {
  const label = `${view.words.step} ${number}: ${view.text(step.title)}`;
  return h("button", { type: "button", "aria-label": label, title: label, onclick: () => go(number) }, String(number));
}

/** The card of the step: its title is announced, the rest is read at leisure. */
function card(view) {
  const { data, words, text } = view;
  const heading = h("h3", {}), body = h("dl", { class: "st-card" });
  const links = h("ul", {}), evidence = h("div", {});
  const sources = more(words.sources, links), proof = more(words.evidence, evidence);
  const show = () => {
    const now = view.now();
    news(heading, text(now.heading));
    body.replaceChildren(...now.card.flatMap(([name, said]) => [h("dt", {}, text(name)), h("dd", {}, text(said))]));
    links.replaceChildren(...now.sources.map((i) => h("li", {}, link([text(i), data.links[text(i)]], words.new_tab))));
    evidence.replaceChildren(...now.evidence.map((i) => h("p", {}, text(i))));
  };
  return { node: h("section", { class: "st-says" }, h("div", { role: "status" }, heading), body, sources, proof), show };
}

/** The funnel: Python counts and draws, the sliders only say which shares. */
function funnel(view) {
  const { model, data, words, signal } = view;
  const sentence = h("div", { role: "status", class: "st-sentence" });
  const place = h("div", {});
  const elsewhere = h("p", { class: "ml-note" }, words.only_blood);
  const numbers = more(words.numbers), cards = h("div", {}), proof = more(words.proof, cards);
  const sliders = shares(view);
  const choose = (preset) => put(model, { preset, survival: data.shares[preset] });
  const presets = menu(model, "preset", words.preset, data.presets, signal, choose);
  const reset = h("button", { type: "button", onclick: () => choose(model.get("preset")) }, words.reset);
  const show = () => {
    const { sentence: said, marks, rows, title, counted } = model.get("_funnel");
    sentence.replaceChildren(...said.split("\n").map((line) => h("p", {}, line)));
    numbers.replaceChildren(numbers.firstChild, grid(rows, title));
    sliders.show(marks);
    cards.replaceChildren(...cardsOf([barCards(view, counted, marks)]));
  };
  const where = () => (elsewhere.hidden = model.get("route") === "blood");
  watch(model, ["_funnel"], show, signal);
  watch(model, ["route"], where, signal);
  show();
  where();
  host(model, place, signal);
  const head = h("div", { class: "st-head" }, h("h3", {}, words.funnel), h("span", { class: "st-tag" }, words.tag));
  const bar = h("div", { class: "ml-bar" }, presets, reset);
  const note = h("p", { class: "ml-note ml-alone", role: "status" });
  watch(model, ["preset", "survival"], once(() => alone(model) && shipped(view, note), signal), signal);
  return [
    h("section", { class: "st-funnel" }, head, elsewhere, bar, sentence, place),
    h("section", { class: "st-wide" }, sliders.node, note, numbers, proof),
  ];
}

/** Without a kernel nobody counts anew: the presets were counted before, other shares are put back, and it is said. */
function shipped({ model, data, words }, note) {
  const preset = model.get("preset");
  const fits = String(model.get("survival")) === String(data.shares[preset]);
  if (!fits) note.textContent = words.alone;
  else if (!note.held) note.textContent = "";
  note.held = !fits;
  put(model, fits ? data.counted[preset] : { survival: data.shares[preset] });
}

/** The cards of the bars: how their cells were counted, and where the share of each barrier comes from. */
function barCards({ model, data, text }, counted, marks) {
  const [rows, shared] = data.cards[model.get("preset")];
  const own = (i) => (i < 0 ? [] : [...(marks[i] === "yours" ? [data.yours] : []), ...rows[i].map(text)]);
  return [counted.map((lines, i) => [...lines, ...own(i - 1)]), shared.map(text)];
}

/** One slider a barrier. What a share is (measured, a teaching value, the reader's own) stands beside its name. */
function shares(view) {
  const { model, data, words, signal } = view;
  const change = (i) => (value) => put(model, { survival: model.get("survival").map((old, k) => (k === i ? value : old)) });
  const sliders = data.barriers.map((barrier, i) => slider(barrier, data.grid, model.get("survival")[i], change(i)));
  const kinds = sliders.map((one) => one.querySelector("label").appendChild(h("span", { class: "st-kind" })));
  watch(model, ["survival"], () => model.get("survival").forEach((value, i) => sliders[i].set(value)), signal);
  const node = h("fieldset", { class: "st-shares" }, h("legend", {}, words.passes), ...sliders);
  const show = (marks) =>
    marks.forEach((text, i) => {
      kinds[i].textContent = ` · ${text}`;
    });
  return { node, show };
}
