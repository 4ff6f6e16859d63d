// The kit that every view stands on. It builds the page from text nodes only, so no label can become markup.
const SVG = "http://www.w3.org/2000/svg";

/** Make an element: properties starting with "on" listen, the rest are attributes; children are nodes or text. */
function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

/** The text in compressed bytes. Not by Blob.stream(), which needs a pipe to another process: pages run out of them. */
function gunzip(packed) {
  return new Response(new Response(packed).body.pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Every state and word of the view, as Python packed them. */
async function unpack(model) {
  return JSON.parse(await gunzip(model.get("_payload")));
}

/** Hear the kernel. anywidget gives a model two seconds to begin. On a page that is busier the view still comes, but all
 *  that the kernel says to it is thrown away from then on: then listen as any other model does, and ask for what was
 *  missed. A page without a kernel has nothing to mend, and another host may do all this in its own way. */
async function hear(model, signal) {
  try {
    const own = await model.widget_manager.get_model(model.get("_me"));
    layOut(own, signal);
    await own._handle_comm_msg({ content: { data: {} } }).catch(() => {
      let stock = own; // ipywidgets' own way, which waits for nobody, stands above anywidget's
      while (stock._handle_comm_msg === own._handle_comm_msg) stock = Object.getPrototypeOf(stock);
      own.comm.on_msg(stock._handle_comm_msg.bind(own));
      own.comm.send({ method: "request_state" });
    });
  } catch {}
}

/** Lay the views out when Python makes a layout, which it does once somebody asks for it. They would hear of it by
 *  themselves, but anywidget ends all that a view listens to when it draws it. */
function layOut(own, signal) {
  const lay = async () => {
    for (const view of Object.values(own.views ?? {})) (await view).setLayout?.(own.get("layout"));
  };
  own.on("change:layout", lay);
  signal.addEventListener("abort", () => own.off("change:layout", lay));
  lay();
}

/** Turn a drawing made in Python into live SVG. The parser makes no script run, and Python escaped every label. */
function drawing(text) {
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

/** One signal for the view's whole life, and the function that ends it. */
function lifetime(given) {
  const controller = new AbortController();
  given?.addEventListener("abort", () => controller.abort());
  return { signal: controller.signal, end: () => controller.abort() };
}

/** Call `then` whenever one of the traits changes, until the view ends. */
function watch(model, traits, then, signal) {
  for (const trait of traits) model.on(`change:${trait}`, then);
  signal.addEventListener("abort", () => traits.forEach((trait) => model.off(`change:${trait}`, then)));
}

/** Several traits change one after the other: call `then` for their end state, once. */
function once(then, signal) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      if (!signal.aborted) then();
    });
  };
}

function put(model, values) {
  for (const [trait, value] of Object.entries(values)) model.set(trait, value);
  model.save_changes();
}

/** Whether no kernel is behind the page: an exported page, or a kernel that has ended. What needs one then says so. */
function alone(model) {
  const kernel = model.widget_manager?.kernel;
  return model.standalone === true || !kernel || kernel.isDisposed || kernel.status === "dead";
}

/** The frame of a widget: a named figure that keeps its keys from Lab's shortcuts, and obeys the projector scale. */
function frame(model, el, label, signal) {
  const root = h("div", { class: "ml", role: "figure", "aria-label": label, "data-lm-suppress-shortcuts": "true" });
  root.addEventListener("keydown", (event) => event.stopPropagation());
  const scale = () => root.style.setProperty("--ml-scale", model.get("scale") ?? 1);
  watch(model, ["scale"], scale, signal);
  scale();
  el.append(root);
  signal.addEventListener("abort", () => root.remove());
  hear(model, signal);
  return root;
}

// Every widget on the page loads this kit for itself, so a counter alone would give two of them the same ids.
const kit = Math.random().toString(36).slice(2, 8);
let ids = 0;
const freshId = () => `ml-${kit}-${++ids}`;

/** Put values into the gaps of a sentence. */
const fillIn = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => values[name] ?? gap);

/** A labelled native menu bound to one trait. `options` is a list of [value, text] or of {group, options}. */
function menu(model, trait, text, options, signal, on = (value) => put(model, { [trait]: value })) {
  const id = freshId();
  const select = h("select", { id, onchange: () => on(select.value) });
  const fill = (list) => {
    const option = ([value, label]) => h("option", { value }, label);
    select.replaceChildren(
      ...list.map((item) => (Array.isArray(item) ? option(item) : h("optgroup", { label: item.group }, ...item.options.map(option)))),
    );
    select.value = String(model.get(trait) ?? "");
  };
  fill(options);
  watch(model, [trait], () => (select.value = String(model.get(trait) ?? "")), signal);
  return Object.assign(h("div", { class: "ml-field" }, h("label", { for: id }, text), select), { fill, select });
}

/** Native radio buttons bound to one trait. */
function choice(model, trait, legend, options, signal, on = (value) => put(model, { [trait]: value })) {
  const name = freshId();
  const inputs = options.map(([value, text]) => {
    const input = h("input", { type: "radio", name, value, onchange: () => on(value) });
    return [input, h("label", {}, input, h("span", {}, text))];
  });
  const mark = () => inputs.forEach(([input]) => (input.checked = input.value === String(model.get(trait))));
  watch(model, [trait], mark, signal);
  mark();
  return h("fieldset", { class: "ml-choice" }, h("legend", {}, legend), ...inputs.map(([, label]) => label));
}

/** A native slider over a list of allowed values; it says the value in words. `values` is a list of [value, text]. */
function slider(text, values, current, on) {
  const id = freshId();
  const out = h("output", { for: id, "aria-live": "off" }); // the slider says its value itself
  const input = h("input", { type: "range", id, min: 0, max: values.length - 1, step: 1 });
  const show = (index) => {
    input.value = index;
    out.textContent = values[index][1];
    input.setAttribute("aria-valuetext", values[index][1]);
  };
  input.addEventListener("input", () => {
    show(+input.value);
    on(values[+input.value][0]);
  });
  const set = (value, list = values) => {
    values = list;
    input.max = values.length - 1;
    show(Math.max(0, values.findIndex(([v]) => v === value)));
  };
  set(current);
  return Object.assign(h("div", { class: "ml-field ml-slider" }, h("label", { for: id }, text), input, out), { set, input });
}

/** A table with caption; the first row is the header; cells are text or nodes. The Tab key stops at it while it scrolls. */
function grid(rows, caption) {
  const [head, ...body] = rows;
  const box = h(
    "div",
    { class: "ml-scroll" },
    h(
      "table",
      { class: "ml-table" },
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", {}, ...body.map((row) => h("tr", {}, ...row.map((cell, i) => (i ? h("td", {}, cell) : h("th", { scope: "row" }, cell)))))),
    ),
  );
  const stop = Object.entries({ tabindex: 0, role: "group", "aria-label": caption });
  const look = () => stop.forEach(([key, value]) => (box.scrollWidth > box.clientWidth ? box.setAttribute(key, value) : box.removeAttribute(key)));
  new ResizeObserver(look).observe(box); // it goes with the table: nothing else holds it
  return box;
}

/** A disclosure that is closed until opened. */
function more(summary, ...children) {
  return h("details", { class: "ml-more" }, h("summary", {}, summary), ...children);
}

/** Evidence cards: each row's own lines, then what those of one table share. */
function cardsOf(sheets) {
  const card = (lines) => h("div", { class: "ml-card" }, ...lines.map((line) => h("p", {}, line)));
  return sheets.flatMap(([rows, shared]) => [...rows.map(card), ...shared.map((line) => h("p", { class: "ml-note" }, line))]);
}

/** Write into a live region only what is new: the same text written again would be read out again. */
function news(node, ...parts) {
  const next = h("p", {}, ...parts);
  if (next.textContent !== node.textContent) node.replaceChildren(...next.childNodes);
}

/** A source as a link that opens in a new tab, and says so; one without an address is text. */
const link = ([label, href], title) => h(href ? "a" : "span", href ? { href, target: "_blank", rel: "noopener noreferrer", title } : {}, label);

/** Say what changed to a screen reader; sighted people see it too. */
function status() {
  return h("p", { role: "status", class: "ml-status" });
}

/** Plain text with line breaks kept. */
function prose(text, cls = "ml-prose") {
  return h("div", { class: cls }, ...text.split("\n").map((line) => h("p", {}, line)));
}
