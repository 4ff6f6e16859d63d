// The quiz's live view: Python marked every possible answer; this looks the mark up and shows it.
const PATIENCE_MS = 2000; // so long a kernel that does nothing else may take to say that an answer is kept
const SIGNS = { right: "✓", partly: "◐", wrong: "✗", unattempted: "…", kept: "•" };

export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    const view = { model, data, words: data.words, signal, odd: false, then: "", first: data.moment === "before" };
    const root = frame(model, el, `${data.words.title}: ${data.stem}`, signal);
    const fields = { single: options, multiple: options, numeric: number, ordering: places, matching: places, grid: rows, error: sentence };
    const answer = fields[data.kind](view);
    const before = h("div", { class: "qz-before ml-note", role: "status" });
    const hint = h("p", { class: "qz-hint", role: "status" });
    const says = h("div", { role: "status", class: "qz-says" });
    const feedback = h("div", { class: "qz-feedback" });
    const tell = () => says.replaceChildren(...verdict(view));
    const kept = earlier(view, before, tell);
    const buttons = bar(view, answer, tell, kept);
    const sure = (value) => put(model, { certainty: +value, ...(view.first ? { checked: false } : {}) });
    root.append(
      h("p", { class: "qz-kind" }, h("span", {}, data.words.title), ` · ${data.asks}`),
      before,
      answer.field,
      choice(model, "certainty", data.words.certainty, data.certainty, signal, sure),
      buttons.bar,
      hint,
      says,
      feedback,
      more(data.words.evidence, prose(data.evidence)),
    );
    const show = () => {
      answer.mark(model.get("answer"));
      news(hint, ...(model.get("hinted") ? [h("strong", {}, `${data.words.hint}: `), data.hint] : []));
      news(says, ...verdict(view));
      feedback.replaceChildren(...explain(view));
      buttons.mark();
    };
    watch(model, ["answer", "certainty", "checked", "hinted"], once(show, signal), signal);
    show();
    return end;
  },
};

/** Ask the kernel when this was answered before; it answers now and after each check. A page without kernel keeps nothing,
 *  nor does one whose kernel was started anew and knows nothing of it. Returns what a check calls: it waits for the answer. */
function earlier(view, before, tell) {
  const { model, words, signal } = view;
  let due;
  const say = (...lines) => news(before, ...lines.filter(Boolean).map((line) => h("p", {}, line)));
  const said = (message) => {
    if (message?.earlier === undefined) return;
    clearTimeout(due);
    say(message.earlier, message.notice);
    view.then = message.then ?? "";
    if (view.then) tell();
  };
  const late = () => (model.widget_manager.kernel?.status === "busy" ? wait() : say(words.unkept));
  const wait = () => {
    clearTimeout(due);
    if (alone(model)) say(words.alone);
    else due = setTimeout(late, PATIENCE_MS);
  };
  model.on("msg:custom", said);
  signal.addEventListener("abort", () => (clearTimeout(due), model.off("msg:custom", said)));
  if (alone(model)) say(words.alone);
  else Promise.resolve().then(() => model.send({ ask: "earlier" })).catch(() => {}); // closed: Check will say so
  return wait;
}

/** A changed answer is not checked any more: it is checked when somebody asks for it. */
const answered = (model, answer) => put(model, { checked: false, answer });

/** Look up what Python says about the answer: [result, verdict]. Before a lesson nobody here knows what is right. */
function marked(view) {
  const { model, data, words, odd, first } = view;
  const answer = model.get("answer");
  if (odd) return ["unattempted", words.not_number];
  if (first) return noted(view, answer);
  if (typeof answer === "number") {
    const { low, high, verdicts } = data.number;
    if (answer < low) return ["wrong", verdicts.low];
    return answer > high ? ["wrong", verdicts.high] : ["right", verdicts.right];
  }
  if (!answer.length) return ["unattempted", data.nothing];
  if (!data.marks) return markedPlaces(data, answer);
  const found = data.marks[answer.join(",")];
  return found === undefined ? ["unattempted", data.unfinished] : data.verdicts[found];
}

/** Whether a place or row is still empty, or an order has the same thing twice. */
function unfinished(data, answer) {
  return answer.some((each) => each === -1 || each.length === 0) || (data.kind === "ordering" && new Set(answer).size < answer.length);
}

/** Before a lesson an answer only has to be whole, and to come with how sure somebody is. */
function noted({ model, data, words }, answer) {
  const list = Array.isArray(answer) ? answer : [answer];
  if (!list.length) return ["unattempted", data.nothing];
  if (unfinished(data, list)) return ["unattempted", data.unfinished];
  if (!model.get("certainty")) return ["unattempted", words.how_sure];
  return ["kept", `${alone(model) ? words.noted : words.kept} ${words.later}`];
}

/** Each place, pair or row is marked by itself; the verdict goes by how many are right. */
function markedPlaces(data, answer) {
  if (unfinished(data, answer)) return ["unattempted", data.unfinished];
  return data.verdicts[answer.filter((each, i) => data.notes[i][String(each)].result === "right").length];
}

/** Radio buttons or checkboxes under the question. */
function options({ model, data }) {
  const single = data.kind === "single";
  const name = freshId();
  const read = () => inputs.flatMap(([input], i) => (input.checked ? [i] : []));
  const inputs = data.options.map((option, i) => {
    const input = h("input", { type: single ? "radio" : "checkbox", name, onchange: () => answered(model, read()) });
    return [input, h("label", { class: "qz-option" }, input, h("span", { class: "qz-letter" }, `${data.letters[i]}.`), h("span", {}, option))];
  });
  const mark = (answer) => inputs.forEach(([input], i) => (input.checked = Array.isArray(answer) && answer.includes(i)));
  return { field: asked(data, ...inputs.map(([, label]) => label)), mark, first: inputs[0][0] };
}

function asked(data, ...children) {
  return h("fieldset", { class: "qz-field" }, h("legend", {}, data.stem), ...children);
}

/** A text field for a number; thousands may be written with commas or spaces, and the unit may be repeated. */
function number(view) {
  const { model, data } = view;
  const id = freshId();
  const change = () => {
    const value = parsed(input.value, data.unit);
    view.odd = input.value.trim() !== "" && value === null;
    answered(model, value ?? []);
  };
  const input = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", id, oninput: change });
  const mark = (answer) => {
    if (typeof answer !== "number" && view.odd) return;
    if (parsed(input.value, data.unit) === (typeof answer === "number" ? answer : null)) return;
    input.value = typeof answer === "number" ? String(answer) : "";
  };
  const line = h("div", { class: "qz-number" }, h("label", { for: id }, view.words.your_answer), input, h("span", {}, data.unit));
  return { field: asked(data, line), mark, first: input };
}

function parsed(text, unit) {
  let plain = text.replace(/[\s\u00a0]/g, "").replace("−", "-");
  const suffix = unit.replace(/\s/g, "");
  if (suffix && plain.endsWith(suffix)) plain = plain.slice(0, -suffix.length);
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(",", "");
  else plain = plain.replace(/^(-?\d+),(\d+)$/, "$1.$2");
  const value = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : null; // 1e999 is more than a number here can be
}

/** A menu for each place of an order, or for each thing to be matched. */
function places({ model, data, words }) {
  const ordering = data.kind === "ordering";
  const pool = ordering ? data.options : data.matches;
  const read = () => selects.map(([select]) => +select.value);
  const change = () => {
    const values = read();
    answered(model, values.every((value) => value === -1) ? [] : values);
  };
  const selects = (ordering ? data.places : data.options).map((label) => {
    const id = freshId();
    const empty = h("option", { value: -1 }, `– ${words.empty} –`);
    const select = h("select", { id, onchange: change }, empty, ...pool.map((text, i) => h("option", { value: i }, text)));
    return [select, h("label", { for: id }, label)];
  });
  const mark = (answer) => selects.forEach(([select], i) => (select.value = String((Array.isArray(answer) && answer[i]) ?? -1)));
  return { field: asked(data, h("div", { class: "qz-places" }, ...selects.flatMap(([select, label]) => [label, select]))), mark, first: selects[0][0] };
}

/** A row of native radio buttons or checkboxes for each row of the grid; wide, the columns are named once, above them. */
function rows({ model, data }) {
  const read = () => inputs.map((row) => row.flatMap((input, i) => (input.checked ? [i] : [])));
  const change = () => {
    const values = read();
    answered(model, values.some((row) => row.length) ? values : []);
  };
  const inputs = data.options.map(() => {
    const name = freshId();
    return data.matches.map(() => h("input", { type: data.one ? "radio" : "checkbox", name, onchange: change }));
  });
  const cell = (input, i) => h("td", {}, h("label", {}, input, h("span", {}, data.matches[i])));
  const line = (option, i) => {
    const id = freshId();
    return h("tr", { role: "group", "aria-labelledby": id }, h("th", { id, scope: "row" }, option), ...inputs[i].map(cell));
  };
  const head = h("tr", { "aria-hidden": "true" }, h("td"), ...data.matches.map((match) => h("th", { scope: "col" }, match)));
  const table = h("table", { class: "qz-grid", role: "presentation" }, h("thead", {}, head), h("tbody", {}, ...data.options.map(line)));
  const mark = (answer) => inputs.forEach((row, i) => row.forEach((input, k) => (input.checked = Boolean(answer[i]?.includes?.(k)))));
  return { field: asked(data, table), mark, first: inputs[0][0] };
}

/** The parts of a sentence and the kinds of fault: one of each. */
function sentence({ model, data, words }) {
  const chosen = (inputs) => inputs.findIndex(([input]) => input.checked);
  const change = () => answered(model, [chosen(parts), chosen(faults)]);
  const one = (list) => {
    const name = freshId();
    return list.map((text, i) => {
      const input = h("input", { type: "radio", name, onchange: change });
      const letter = list === data.options ? h("span", { class: "qz-letter" }, `${data.letters[i]}.`) : null;
      return [input, h("label", { class: "qz-option" }, input, letter, h("span", {}, text))];
    });
  };
  const parts = one(data.options);
  const faults = one(data.matches);
  const field = (legend, inputs) =>
    h("fieldset", { class: "qz-choose" }, h("legend", {}, legend), h("div", {}, ...inputs.map(([, label]) => label)));
  const mark = (answer) =>
    [parts, faults].forEach((inputs, slot) => inputs.forEach(([input], i) => (input.checked = answer[slot] === i)));
  return { field: asked(data, field(words.part, parts), field(words.fault, faults)), mark, first: parts[0][0] };
}

/** Check, hint, try again; Enter in a text field checks, too. */
function bar(view, answer, tell, kept) {
  const { model, data, words } = view;
  const press = () => {
    if (!model.get("checked")) view.then = ""; // Python says anew what was answered before
    if (!model.get("checked") && marked(view)[0] !== "unattempted") kept();
    put(model, { checked: true });
    tell(); // said again when nothing changed, so that a second press is answered, too
  };
  const check = h("button", { type: "button", class: "primary", onclick: press }, words.check);
  const hint = h("button", { type: "button", "aria-expanded": "false", onclick: () => put(model, { hinted: !model.get("hinted") }) }, words.hint);
  const retry = () => {
    view.odd = false;
    put(model, { checked: false, certainty: 0, answer: [] });
    answer.mark([]);
    answer.first.focus();
  };
  const again = h("button", { type: "button", onclick: retry }, words.again);
  answer.field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.type === "text") press();
  });
  const mark = () => {
    hint.setAttribute("aria-expanded", String(model.get("hinted")));
    again.hidden = view.first || !model.get("checked") || marked(view)[0] === "unattempted";
  };
  return { bar: h("div", { class: "ml-bar qz-bar" }, check, data.hint ? hint : null, again), mark };
}

/** The verdict in words, with a sign of its own shape, and a word about certainty. */
function verdict(view) {
  const { model, data } = view;
  if (!model.get("checked")) return [];
  const [result, text] = marked(view);
  const said = view.first ? "" : data.calibration[result][model.get("certainty")];
  const then = result === "unattempted" ? "" : view.then;
  const sign = h("span", { class: "qz-sign", "aria-hidden": "true" }, SIGNS[result]);
  return [h("p", { class: `qz-verdict ${result}` }, sign, h("strong", {}, text)), ...[said, then].filter(Boolean).map((line) => h("p", {}, line))];
}

/** What is said about each choice, then the explanation and its source. */
function explain(view) {
  const { model, data, words } = view;
  const [result] = marked(view);
  if (view.first || !model.get("checked") || result === "unattempted") return [];
  const shown = result === "right" ? [] : [more(words.show, h("ul", {}, ...data.solution.map((line) => h("li", {}, line))))];
  return [
    ...parts(view),
    ...(data.explanation ? [h("p", { class: "qz-why" }, h("strong", {}, `${words.explanation}: `), data.explanation)] : []),
    ...shown,
    cited(view),
  ];
}

function parts({ model, data, words }) {
  const answer = model.get("answer");
  if (!Array.isArray(answer)) return [];
  const note = (value, slot) => data.notes[data.notes.length > 1 ? slot : 0][Array.isArray(value) ? value.join(",") : value];
  const item = ({ result, text, said }) =>
    h(
      "li",
      { class: result },
      h("span", { class: "qz-sign", "aria-hidden": "true" }, SIGNS[result]),
      h("span", {}, h("strong", {}, text), ` – ${said}`),
    );
  return [h("ul", { class: "qz-parts", "aria-label": words.your_parts }, ...answer.map(note).map(item))];
}

function cited({ data, words }) {
  const list = data.sources.flatMap((source, i) => [i ? "; " : "", link(source, words.new_tab)]);
  return h("p", { class: "ml-note qz-source" }, `${data.sources.length === 1 ? words.source : words.sources}: `, ...list, `. ${data.checked}.`);
}
