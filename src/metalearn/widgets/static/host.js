// The host of every live plotly chart: plotly.js once per page and version, Lab's colours, names, keys, clicks.
const LIBRARIES = (globalThis[Symbol.for("metalearn.plotly")] ??= new Map());
const CONFIG = {
  displaylogo: false,
  responsive: false, // the host watches the size itself
  showSendToCloud: false,
  plotlyServerURL: "",
  modeBarButtonsToRemove: ["sendDataToCloud", "sendChartToCloud", "select2d", "lasso2d", "autoScale2d"],
};
/** plotly.js asks a locale for its own words; ours is the language of the page, whatever that is. */
const config = (words) => ({ ...CONFIG, locale: "page", locales: { page: { dictionary: words.plotly } } });

/** Run the compressed plotly.js in a module scope of its own, and leave the page's globals as they were. */
async function evaluate(packed) {
  const parts = ["const module={exports:{}};\n", await gunzip(packed), "\nexport default module.exports;"];
  const url = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  const before = Object.getOwnPropertyDescriptor(globalThis, "Plotly");
  try {
    return (await import(url)).default;
  } finally {
    URL.revokeObjectURL(url);
    if (before) Object.defineProperty(globalThis, "Plotly", before);
    else delete globalThis.Plotly;
  }
}

async function fromKernel(model) {
  const id = model.get("_library").replace("IPY_MODEL_", "");
  const holder = await model.widget_manager.get_model(id);
  return evaluate(holder.get("source"));
}

/** plotly.js of the wanted version: one that is on the page already, or the kernel's. */
function library(model) {
  const version = model.get("_version");
  if (globalThis.Plotly?.version === version) return Promise.resolve(globalThis.Plotly);
  if (!LIBRARIES.has(version)) {
    const loading = fromKernel(model);
    LIBRARIES.set(version, loading);
    loading.catch(() => LIBRARIES.delete(version));
  }
  return LIBRARIES.get(version).catch(() => fromKernel(model)); // the first asker's kernel may have gone
}

/** The figure in the colours of the page. They go into the template, so what the figure sets itself wins. */
function themed(figure, root, scale) {
  const css = getComputedStyle(root);
  const ink = css.color;
  const paper = css.getPropertyValue("--paper").trim() || "#ffffff";
  const faint = ink.replace(/rgba?\(([^)]+)\)/, (_, parts) => `rgba(${parts.split(",").slice(0, 3)},0.2)`);
  const clear = "rgba(0,0,0,0)";
  const title = { font: { size: 13 * scale } };
  const axis = { color: ink, gridcolor: faint, zerolinecolor: faint, linecolor: ink, title, automargin: true };
  const layout = {
    font: { color: ink, family: css.fontFamily, size: 13 * scale },
    title: { font: { size: 15 * scale }, x: 0.01, xanchor: "left" },
    paper_bgcolor: clear,
    plot_bgcolor: clear,
    colorway: ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"],
    xaxis: axis,
    yaxis: axis,
    margin: { t: 48, r: 16, b: 44, l: 48 },
    shapedefaults: { line: { color: ink } },
    modebar: { bgcolor: clear, color: ink, activecolor: ink },
    hoverlabel: { bgcolor: paper, bordercolor: ink, font: { color: ink }, align: "left" },
  };
  // A node that can be dragged does not report a click.
  const node = { line: { color: ink, width: 0.5 } };
  const sankey = [{ arrangement: "fixed", node, link: { color: faint }, textfont: { color: ink } }];
  const copy = structuredClone(figure);
  const height = (copy.layout?.height ?? 420) * scale;
  return [copy.data ?? [], { autosize: true, ...copy.layout, height, template: { layout, data: { sankey } } }];
}

/** What can be chosen: a Sankey's nodes, or bars, points and slices, in the order of the figure. An empty bar that only
 *  stands for its colour in the key is none of them. */
function marksOf(graph) {
  const nodes = [...graph.querySelectorAll(".sankey-node")];
  if (nodes.length) return nodes;
  return [...graph.querySelectorAll(".bars .point, .scatter .point, .slice")].filter((mark) => {
    const { x, y } = mark.closest(".trace").__data__[0].trace;
    return ![x, y].some((list) => list?.length === 1 && list[0] === null);
  });
}
const linksOf = (graph) => [...graph.querySelectorAll(".sankey-link")];

/** Which thing of the figure an element stands for. */
function identify(chart, element) {
  const bound = element.__data__;
  if (bound.node) return aNode(bound.node);
  if (bound.link) return aLink(bound.link);
  const curve = element.closest(".trace").__data__[0].trace.index;
  return aPoint(chart, curve, bound.i);
}
const aNode = (node) => ({ kind: "node", index: node.pointNumber, label: node.label, curve: 0, value: node.value });
function aLink(link) {
  const label = link.label || `${link.source.label} → ${link.target.label}`;
  const ends = { source: link.source.pointNumber, target: link.target.pointNumber };
  return { kind: "link", index: link.pointNumber, label, curve: 0, value: link.value, ...ends };
}
function aPoint(chart, curve, index) {
  const trace = chart.graph._fullData[curve];
  const across = trace.orientation === "h";
  const [place, value] = across ? [trace.y?.[index], trace.x?.[index]] : [trace.x?.[index], trace.y?.[index]];
  const label = String(trace.hovertext?.[index] ?? trace.labels?.[index] ?? place);
  return { kind: "point", index, label, curve, value: value ?? trace.values?.[index] ?? null };
}
/** The same for what plotly reports of a click. */
function clicked(chart, point) {
  if (point.sourceLinks) return aNode(point);
  if (point.source?.label !== undefined) return aLink(point);
  return aPoint(chart, point.curveNumber, point.pointNumber ?? point.i);
}
function nameOf(chart, chosen) {
  const list = chart.model.get("names")?.[chosen.kind === "point" ? String(chosen.curve) : chosen.kind];
  const { label, value = null } = chosen;
  if (list?.[chosen.index]) return list[chosen.index];
  if (chosen.kind === "point") return pointName(chart, chosen);
  return named(label, value);
}

/** A name with its value, which is said with four digits unless it is a whole number. */
function named(label, value) {
  if (value === null) return label;
  return `${label}: ${typeof value !== "number" || Number.isInteger(value) ? value : +value.toPrecision(4)}`;
}

/** A point that nobody named, said as the axes say it: "Lung; Of 100 people 80". */
function pointName({ graph, model }, { curve, index, label, value }) {
  const trace = graph._fullData[curve], { layout } = model.get("figure");
  const titles = [layout?.xaxis, layout?.yaxis].map((axis) => axis?.title?.text ?? "");
  if (!trace.y || !titles.some(Boolean)) return named(label, value);
  const on = (axis, title, at) => {
    if (at === undefined || at === null) return "";
    if (typeof at !== "number") return String(at);
    const ticks = axis.tickvals ?? [], near = ticks.findIndex((tick) => Math.abs(tick - at) < 0.5);
    if (near >= 0 && /[a-z]{2}/i.test(axis.ticktext?.[near] ?? "")) return axis.ticktext[near];
    return `${title} ${+at.toPrecision(4)}`.trim();
  };
  const { xaxis, yaxis } = graph._fullLayout;
  const parts = [trace.hovertext?.[index], on(xaxis, titles[0], trace.x?.[index]), on(yaxis, titles[1], trace.y[index])];
  return parts.filter(Boolean).join("; ").replace(/<[^>]*>/g, " ");
}
const same = (a, b) => a && b && a.kind === b.kind && a.index === b.index && a.curve === b.curve;

function select(chart, chosen) {
  const before = chart.model.get("selected");
  put(chart.model, { selected: same(before, chosen) ? null : chosen }); // the same thing again clears
}

/** Give the drawing names and one stop for the Tab key. plotly replaces its elements, so this follows every draw. */
function decorate(chart) {
  const { graph, model, words } = chart;
  const marks = marksOf(graph);
  const chosen = model.get("selected");
  chart.cursor = Math.max(0, Math.min(chart.cursor, marks.length - 1));
  for (const svg of graph.querySelectorAll(".main-svg")) {
    const holds = marks.some((mark) => svg.contains(mark));
    svg.setAttribute(...(holds ? ["role", "presentation"] : ["aria-hidden", "true"]));
  }
  for (const layer of new Set(marks.map((mark) => mark.closest(".sankey, .barlayer, .scatterlayer, .pielayer")))) {
    const hint = layer.classList.contains("sankey") ? words.hint_flows : words.hint;
    layer.setAttribute("role", "listbox");
    layer.setAttribute("aria-label", `${model.get("label")}: ${hint}`);
  }
  marks.forEach((mark, i) => {
    const it = identify(chart, mark);
    mark.setAttribute("role", "option");
    mark.setAttribute("aria-label", nameOf(chart, it));
    mark.setAttribute("aria-selected", String(!!same(chosen, it)));
    mark.setAttribute("tabindex", i === chart.cursor ? "0" : "-1");
  });
  for (const link of linksOf(graph)) {
    const it = identify(chart, link);
    link.setAttribute("aria-hidden", "true");
    link.classList.toggle("ml-lit", it.index === chart.link || !!same(chosen, it));
  }
}

function moveTo(chart, mark) {
  if (!mark) return;
  chart.cursor = marksOf(chart.graph).indexOf(mark);
  chart.link = -1;
  decorate(chart);
  mark.focus();
  chart.say(nameOf(chart, identify(chart, mark)));
}

/** Where an arrow key leads: along the points, or in a Sankey within and between its columns. */
function neighbour(key, mark, marks) {
  const here = mark.__data__.node;
  if (!here) {
    const i = marks.indexOf(mark);
    const last = marks.length - 1;
    const to = { ArrowDown: i + 1, ArrowRight: i + 1, ArrowUp: i - 1, ArrowLeft: i - 1, Home: 0, End: last }[key];
    return to === undefined ? undefined : marks[Math.max(0, Math.min(to, last))];
  }
  const top = (other) => other.__data__.node.y0;
  const column = (depth) => marks.filter((other) => other.__data__.node.depth === depth).sort((a, b) => top(a) - top(b));
  const nearest = (list) => list.sort((a, b) => Math.abs(top(a) - here.y0) - Math.abs(top(b) - here.y0))[0];
  const own = column(here.depth), i = own.indexOf(mark);
  switch (key) {
    case "ArrowDown": return own[Math.min(i + 1, own.length - 1)];
    case "ArrowUp": return own[Math.max(i - 1, 0)];
    case "ArrowRight": return nearest(column(here.depth + 1)) ?? mark;
    case "ArrowLeft": return nearest(column(here.depth - 1)) ?? mark;
    case "Home": return own[0];
    case "End": return own.at(-1);
    default: return undefined;
  }
}

/** Shift with an arrow: the next of the flows that leave or enter the node under the cursor. */
function walkFlows(chart, mark, step) {
  const node = mark.__data__.node?.pointNumber;
  const all = linksOf(chart.graph).map((link) => identify(chart, link));
  const flows = all.filter((flow) => [flow.source, flow.target].includes(node));
  if (!flows.length) return;
  const at = flows.findIndex((flow) => flow.index === chart.link);
  const next = flows[(at + step + flows.length) % flows.length] ?? flows[0];
  chart.link = next.index;
  decorate(chart);
  chart.say(nameOf(chart, next));
}

function onKey(chart, event) {
  const mark = event.target.closest?.("[role=option]");
  if (!mark) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = neighbour(event.key, mark, marksOf(chart.graph));
  if (step && event.shiftKey) walkFlows(chart, mark, step);
  else if (next) moveTo(chart, next);
  else if (event.key === "Enter" || event.key === " ") {
    const link = linksOf(chart.graph).find((one) => identify(chart, one).index === chart.link);
    select(chart, identify(chart, link ?? mark));
  } else if (event.key === "Escape") {
    chart.link = -1;
    put(chart.model, { selected: null });
  } else return;
  event.preventDefault();
}

/** Draw the figure as it now is; when it changes meanwhile, draw once more. */
async function draw(chart) {
  chart.due = true;
  const { graph, signal } = chart;
  if (chart.busy || !chart.plotly || !graph.isConnected || !graph.clientWidth) return; // hidden: its size calls again
  chart.busy = true;
  try {
    while (chart.due && !signal.aborted) {
      chart.due = false;
      await drawOnce(chart);
    }
  } catch (error) {
    chart.say(`${chart.words.no_drawing} (${error.message ?? error})`);
    console.error(error);
  } finally {
    chart.busy = false;
    chart.wait.remove();
  }
}

async function drawOnce(chart) {
  const { graph, model, plotly, root } = chart;
  const focused = graph.contains(document.activeElement);
  const first = !graph._fullLayout;
  chart.ink = getComputedStyle(root).color;
  await plotly.react(graph, ...themed(model.get("figure"), root, model.get("scale") ?? 1), config(chart.words));
  if (chart.signal.aborted) return;
  if (first) {
    graph.on("plotly_click", (event) => select(chart, clicked(chart, event.points[0])));
    graph.on("plotly_afterplot", () => decorate(chart));
  }
  decorate(chart);
  if (focused) marksOf(graph)[chart.cursor]?.focus();
}

/** Draw again when the page's colours, the width, or the medium changes. */
function followPage(chart) {
  const { graph, root, signal } = chart;
  const recolour = () => chart.plotly && getComputedStyle(root).color !== chart.ink && draw(chart);
  const theme = new MutationObserver(() => [0, 150, 600].forEach((ms) => setTimeout(recolour, ms))); // its CSS may come late
  const attributeFilter = ["class", "style", "data-jp-theme-name", "data-jp-theme-light"];
  for (const node of [document.documentElement, document.body]) theme.observe(node, { attributes: true, attributeFilter });
  const size = new ResizeObserver(() => {
    if (!chart.plotly || !graph.clientWidth) return;
    if (!graph._fullLayout || chart.due) draw(chart);
    else if (!chart.busy && Math.abs(graph._fullLayout.width - graph.clientWidth) > 1)
      chart.plotly.Plots.resize(graph).catch(() => {}); // it rejects when the chart goes meanwhile
  });
  size.observe(graph);
  for (const query of ["(prefers-color-scheme: dark)", "print"])
    matchMedia(query).addEventListener("change", recolour, { signal });
  const printing = (on) => () => (root.classList.toggle("ml-printing", on), recolour());
  addEventListener("beforeprint", printing(true), { signal });
  addEventListener("afterprint", printing(false), { signal });
  signal.addEventListener("abort", () => (theme.disconnect(), size.disconnect()));
}

/** A stand-in for the model whose chart traits stay in this view: a figure that the view chose goes to no kernel. */
function aside(model) {
  const held = { figure: null, label: "", names: {}, selected: null };
  const heard = new Map(Object.keys(held).map((trait) => [`change:${trait}`, new Set()]));
  return {
    widget_manager: model.widget_manager,
    get: (trait) => (trait in held ? held[trait] : model.get(trait)),
    set(trait, value) {
      if (held[trait] === value) return;
      held[trait] = value;
      heard.get(`change:${trait}`).forEach((then) => then());
    },
    save_changes() {},
    on: (event, then) => (heard.has(event) ? heard.get(event).add(then) : model.on(event, then)),
    off: (event, then) => (heard.has(event) ? heard.get(event).delete(then) : model.off(event, then)),
  };
}

/** Show the model's figure in `root`, and keep it right until the view ends. */
function host(model, root, signal) {
  const words = model.get("_chart_words");
  const graph = h("div", { class: "ml-graph" });
  const says = status();
  const wait = h("p", { class: "ml-note ml-wait" }, words.drawing);
  root.classList.add("ml-host");
  root.append(wait, graph, says);
  const say = (text) => (says.textContent = text);
  const drawn = { plotly: null, due: false, busy: false, ink: "" };
  const chart = { model, root, graph, wait, words, signal, say, ...drawn, cursor: 0, link: -1 };
  graph.addEventListener("keydown", (event) => onKey(chart, event));
  const redraw = () => {
    if (chart.plotly) say(""); // what was said of a point is said of the figure before
    draw(chart);
  };
  watch(model, ["figure"], redraw, signal);
  watch(model, ["scale"], () => draw(chart), signal);
  const chose = () => {
    const chosen = model.get("selected");
    if (chart.plotly) decorate(chart);
    say(chosen ? `${words.selected}: ${nameOf(chart, chosen)}` : words.nothing);
  };
  watch(model, ["selected"], chose, signal);
  watch(model, ["names"], () => chart.plotly && decorate(chart), signal);
  followPage(chart);
  signal.addEventListener("abort", () => {
    if (graph._fullLayout) chart.plotly.purge(graph);
    root.replaceChildren();
  });
  library(model).then(
    (plotly) => {
      chart.plotly = plotly;
      draw(chart);
    },
    (error) => {
      wait.remove();
      if (!signal.aborted) say(words.no_library);
      console.error(error);
    },
  );
}
