// A page without a kernel: models that hold the states they were saved with, and the views that choose among them.
const STATES = JSON.parse(document.getElementById("ml-states").textContent);
const MODELS = (globalThis[Symbol.for("metalearn.models")] = new Map()); // for whoever wants to steer the page

const bytes = (text) => new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);

/** The saved state of a model, its bytes put back where they belong. */
function stateOf(id) {
  const { state, buffers = [] } = STATES[id];
  for (const { path, data } of buffers) {
    const last = path.at(-1);
    const holder = path.slice(0, -1).reduce((value, key) => value[key], state);
    holder[last] = bytes(data);
  }
  return state;
}

const plain = (value) => value === null || typeof value !== "object";
const same = (a, b) => a === b || (!plain(a) && !plain(b) && JSON.stringify(a) === JSON.stringify(b));

/** What stands in for a kernel's model: it remembers and tells; nobody computes. */
function standIn(id) {
  const state = stateOf(id);
  const heard = {};
  const tell = (event, ...told) => [...(heard[event] ?? [])].forEach((then) => then(...told));
  const model = {
    standalone: true,
    listeners: () => Object.values(heard).flat().length,
    get: (key) => state[key],
    set(key, value) {
      if (same(state[key], value)) return;
      state[key] = value;
      tell(`change:${key}`, model, value);
      tell("change", model);
    },
    save_changes() {},
    send() {},
    on: (events, then) => events.split(" ").forEach((event) => (heard[event] ??= []).push(then)),
    off: (events, then) =>
      events.split(" ").forEach((event) => (heard[event] = (heard[event] ?? []).filter((one) => then && one !== then))),
    widget_manager: { get_model: async (other) => modelOf(other) },
  };
  return model;
}

function modelOf(id) {
  if (!MODELS.has(id)) MODELS.set(id, standIn(id));
  return MODELS.get(id);
}

/** Show the live view in place of the static twin; when it cannot be shown, the twin stays. */
async function show(place) {
  const model = modelOf(place.dataset.model);
  const url = URL.createObjectURL(new Blob([model.get("_esm")], { type: "text/javascript" }));
  const live = document.createElement("div");
  try {
    const { default: widget } = await import(url);
    const still = [...place.childNodes];
    place.append(live);
    place.close = await widget.render({ model, el: live });
    still.forEach((node) => node.remove());
  } catch (error) {
    live.remove();
    console.error(error);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The switch for passages in depth: it hides and shows them, and only this page remembers it. */
const depth = document.querySelector(".ml-depth");
if (depth) {
  const follow = () => {
    const school = depth.querySelector(":checked").value === "school";
    document.querySelectorAll(".celltag_clinical").forEach((cell) => (cell.hidden = school));
  };
  depth.addEventListener("change", follow);
  follow();
  depth.hidden = false;
}

/** Say which theme holds, in JupyterLab's own words: drawings listen to them. Paper is always light. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const theme = (paper) => (document.body.dataset.jpThemeLight = String(paper || !dark.matches));
dark.addEventListener("change", () => theme(false));
addEventListener("beforeprint", () => theme(true));
addEventListener("afterprint", () => theme(false));
theme(false);

const places = [...document.querySelectorAll("[data-model]")].filter((place) => place.dataset.model in STATES);
await Promise.all(places.map(show));
document.documentElement.dataset.ready = String(places.length);
