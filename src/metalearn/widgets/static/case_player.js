// The case player's live view: the path is the whole state; Python wrote every scene and all that is said about it.
const SIGNS = { 2: "●", 1: "◐", 0: "○" };

export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    // `fresh` is the path between a choice made here and "Go on": what is said about it is read before the next scene.
    const view = { model, data, words: data.words, signal, fresh: null };
    const root = frame(model, el, `${data.words.kind}: ${data.title}`, signal);
    const parts = [path(view), scene(view), ending(view), keep(view)];
    const [sofar, stage, ended, kept] = parts.map((part) => part.node);
    const body = h("div", { class: "cp-body" }, h("div", { class: "cp-main" }, stage, ended), sofar);
    root.append(head(view), body, kept, more(data.words.evidence, prose(data.evidence)), h("p", { class: "ml-note" }, data.words.advice));
    const show = () => {
      const state = stateOf(view);
      if (view.fresh !== String(state.chosen)) view.fresh = null; // somebody else has moved on: another view, or Python
      parts.forEach((part) => part.show(state));
    };
    view.show = show;
    watch(model, ["path"], once(show, signal), signal);
    show();
    return end;
  },
};

const listOf = (items) => h("ul", {}, ...items.map((item) => h("li", {}, item)));

/** Walk the path: each scene that was left with the choice taken there, and where it stands. */
function stateOf({ model, data }) {
  const chosen = [...model.get("path")], taken = [];
  let node = data.nodes[0];
  for (const index of chosen) {
    const [label, score, next, feedback, points] = node.choices[index];
    taken.push({ node, label, score, feedback, points });
    node = data.nodes[next];
  }
  const scored = taken.filter(({ score }) => score !== null);
  const sum = scored.reduce((total, { score }) => total + score, 0), most = data.best * scored.length;
  return { chosen, taken, node, ended: node.kind === "end", said: scoreOf(data, sum, most) };
}

function scoreOf({ words, score }, points, most) {
  if (!most) return words.no_score;
  const share = (100 * points) / most, down = Math.floor(share), rest = share - down;
  const even = rest === 0.5 ? down + (down % 2) : Math.round(share); // halves to the even neighbour, as Python rounds
  return fillIn(score, { points, most, share: even });
}

/** What the case is, that the person is invented, and how it begins. */
function head({ data, words }) {
  return h(
    "div",
    { class: "cp-head" },
    h("p", { class: "cp-kind" }, data.kind),
    h("h3", {}, data.title),
    h("p", { class: "cp-banner" }, data.banner),
    more(words.goals, listOf(data.goals)),
    h("p", { class: "cp-opening" }, data.opening),
  );
}

/** Go to a path, and put the reader at the heading of the scene there. */
function goTo(view, to) {
  view.fresh = null;
  put(view.model, { path: to });
  view.show();
  view.heading.focus();
}

/** The path so far: each decision with what was chosen, what was said, and the way back to it. */
function path(view) {
  const { words } = view;
  const list = h("ol", { class: "cp-path" }), empty = h("p", { class: "ml-note" }, words.nothing), score = h("p", { class: "cp-score" });
  const node = h("section", { class: "cp-sofar", "aria-label": words.path }, h("h4", {}, words.path), empty, list, score);
  const show = ({ taken, chosen, said }) => {
    const open = new Set([...list.querySelectorAll("details[open]")].map((one) => one.dataset.step));
    list.replaceChildren(...taken.map((step, i) => stepOf(view, step, i, chosen, open)));
    empty.hidden = taken.length > 0;
    score.textContent = said;
  };
  return { node, show };
}

function stepOf(view, { node, label, score, feedback, points }, i, chosen, open) {
  const { words } = view;
  const pair = (name, text) => [h("dt", {}, name), h("dd", {}, text)];
  const said = h("dl", {}, ...pair(words.decision, node.text), ...pair(words.chose, label), ...pair(words.points, points), ...pair(words.said, feedback));
  const sign = h("span", { class: "cp-sign", "aria-hidden": "true" }, score === null ? "→" : SIGNS[score]);
  const details = h("details", { "data-step": String(i), open: open.has(String(i)) }, h("summary", {}, sign, ` ${label} `, h("span", { class: "cp-points" }, `(${points})`)), said);
  const back = node.choices.length > 1 && h("button", { type: "button", "aria-label": fillIn(words.other_here, { text: label }), onclick: () => goTo(view, chosen.slice(0, i)) }, words.other);
  return h("li", {}, details, ...(back ? [back] : []));
}

/** One scene a screen: what was just said, then "Go on", then the next decision with its choices. */
function scene(view) {
  const { words } = view;
  const says = h("div", { role: "status", class: "cp-says" }), on = h("button", { type: "button", class: "primary", onclick: () => goOn(view) }, words.go_on);
  const id = freshId(), heading = h("h4", { id, tabindex: -1, class: "cp-heading" });
  const text = h("p", { class: "cp-text" }), note = h("p", { class: "ml-note cp-detour" }, words.detour), choices = h("div", { role: "group", "aria-labelledby": id, class: "cp-choices" });
  const next = h("section", { class: "cp-scene" }, heading, text, note, choices);
  const wrap = h("div", { class: "cp-on" }, on);
  view.heading = heading;
  view.on = on;
  const show = ({ chosen, taken, node, ended }) => {
    const last = taken.at(-1);
    const fresh = view.fresh !== null;
    news(says, ...(fresh && last ? feedbackOf(last) : []));
    wrap.hidden = !fresh;
    next.hidden = fresh;
    heading.textContent = words[node.kind];
    text.textContent = node.text;
    note.hidden = !node.detour;
    choices.hidden = ended;
    choices.replaceChildren(...node.choices.map(([label], i) => h("button", { type: "button", class: "cp-choice", onclick: () => choose(view, [...chosen, i]) }, label)));
  };
  return { node: h("div", { class: "cp-stage" }, says, wrap, next), show };
}

function feedbackOf({ label, score, feedback, points }) {
  const sign = h("span", { class: "cp-sign", "aria-hidden": "true" }, score === null ? "→" : SIGNS[score]);
  return [h("p", {}, sign, " ", h("strong", {}, label)), h("p", { class: "cp-points" }, points), h("p", {}, feedback)];
}

function choose(view, to) {
  view.fresh = String(to);
  put(view.model, { path: to });
  view.show();
  view.on.focus();
}

function goOn(view) {
  view.fresh = null;
  view.show();
  view.heading.focus();
}

/** After an ending: how it went, what to take home, where it stands written, and what was not checked. */
function ending(view) {
  const { data, words } = view;
  const cited = data.sources.length ? more(words.sources, h("ul", {}, ...data.sources.map((source) => h("li", {}, link(source, words.new_tab)))), h("p", { class: "ml-note" }, `${data.checked}.`)) : "";
  const unchecked = data.unchecked.length ? more(words.unchecked, listOf(data.unchecked)) : "";
  const outcome = h("p", { class: "cp-outcome" });
  const again = h("button", { type: "button", onclick: () => goTo(view, []) }, words.again);
  const node = h("section", { class: "cp-end" }, outcome, h("h4", {}, words.debrief), listOf(data.debrief), cited, unchecked, h("div", { class: "ml-bar" }, again));
  const show = ({ node: now, ended }) => {
    node.hidden = !ended || view.fresh !== null;
    outcome.textContent = now.outcome;
  };
  return { node, show };
}

/** The path as text that can be taken along. */
function keep(view) {
  const { words } = view, id = freshId();
  const area = h("textarea", { id, readonly: true, rows: 10 }), says = status();
  const copy = async () => {
    area.select();
    says.textContent = await navigator.clipboard.writeText(area.value).then(() => words.copied, () => words.select);
  };
  const button = h("button", { type: "button", onclick: () => copy().catch(() => (says.textContent = words.select)) }, words.copy);
  const node = more(words.story, h("label", { for: id, class: "ml-hidden" }, words.story), area, h("div", { class: "ml-bar" }, button, says));
  const show = (state) => {
    area.value = storyOf(view, state);
    says.textContent = "";
  };
  return { node, show };
}

/** The same text as Python's `story()`. */
function storyOf({ data, words }, { taken, node, ended, said }) {
  const lines = [data.title, data.banner, "", `${words.opening}: ${data.opening}`];
  for (const step of taken) {
    lines.push("", `${words[step.node.kind]}: ${step.node.text}`, `${words.chose}: ${step.label}`, `${words.points}: ${step.points}`, `${words.said}: ${step.feedback}`);
  }
  lines.push("", ...(ended ? [`${words.end}: ${node.text}`, node.outcome] : []), said, words.advice);
  return lines.join("\n");
}
