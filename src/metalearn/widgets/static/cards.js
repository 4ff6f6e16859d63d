// The cards' live view: Python wrote every card; this finds, filters, opens and marks what was searched for.
const ALL = "all";
const MANY = 12; // more cards than this scroll in a region of their own
const SIGNS = { yes: "✓", partial: "◐", no: "!" };

export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    const view = { model, data, words: data.words, signal };
    const root = frame(model, el, data.title, signal);
    const cards = data.cards.map((card) => built(view, card));
    const long = cards.length > MANY ? { class: "cd-list cd-long", tabindex: 0, role: "group", "aria-label": data.title } : { class: "cd-list" };
    const says = status();
    const controls = bar(view);
    root.append(h("h3", {}, data.title));
    if (data.stamp) root.append(h("p", { class: "cd-stamp", role: "note" }, data.stamp));
    if (data.intro) root.append(h("p", { class: "cd-intro" }, data.intro));
    root.append(controls.bar, says, h("div", long, ...cards.map(({ node }) => node)));
    if (data.about) root.append(more(data.words.about, prose(data.about)));
    const show = () => {
      const words = wordsOf(model.get("search"));
      const shown = cards.filter((card) => card.show(words, fits(model, card, words)));
      news(says, data.counts[shown.length]);
      controls.show(shown);
    };
    watch(model, ["search", "group", "opened"], once(show, signal), signal);
    show();
    return end;
  },
};

/** The words of a search, each as it is found whatever its case, and all of them together for marking. */
function wordsOf(search) {
  const plain = (search ?? "").split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  const each = plain.map((word) => new RegExp(word.replaceAll("\\-", "-"), "iu"));
  const any = [...plain].sort((a, b) => b.length - a.length).join("|").replaceAll("\\-", "-");
  return { key: any, each, any: any ? new RegExp(any, "giu") : null };
}

function fits(model, { card, seen, folded }, { each }) {
  const group = model.get("group");
  return (group === ALL || card.group === group) && each.every((word) => word.test(`${seen}\n${folded}`));
}

/** A text with the words that were searched for marked in it; all of it text nodes. */
function marked(text, { any }) {
  if (!any) return [text];
  const nodes = [];
  let from = 0;
  for (const { index, 0: found } of text.matchAll(any)) {
    if (index > from) nodes.push(text.slice(from, index));
    nodes.push(h("mark", {}, found));
    from = index + found.length;
  }
  return [...nodes, text.slice(from)];
}

/** One card, built once; its closed part when it is first opened. `show` says whether it is shown. */
function built(view, card) {
  const { data, words } = view;
  const pieces = []; // every text that can hold a match: [element, text]
  const piece = (tag, props, text) => {
    const element = h(tag, props, text);
    pieces.push([element, text]);
    return element;
  };
  const labelled = ([label, text]) =>
    h("p", { class: "cd-line" }, ...(data.texts[label] ? [piece("strong", {}, data.texts[label]), ": "] : []), piece("span", {}, text));
  const heading = piece("h4", { id: freshId() }, card.title);
  const node = h(
    "article",
    { class: "ml-card cd-card", "aria-labelledby": heading.id },
    card.group ? piece("p", { class: "cd-group" }, card.group) : null,
    heading,
    card.text ? piece("p", { class: "cd-text" }, card.text) : null,
    ...card.facts.map(labelled),
    card.link.length ? h("p", {}, link(card.link, words.new_tab)) : null,
  );
  const inside = h("span", { class: "cd-inside" });
  const fold = folding(view, card, inside, () => [...card.more.map(labelled), ...backed(view, card)]);
  if (fold) node.append(fold.node);
  const lines = (list) => list.flatMap(([label, text]) => [data.texts[label], text]);
  const seen = [card.title, card.text, card.group, ...lines(card.facts)].join("\n");
  const folded = lines(card.more).join("\n");
  let key = "";
  const show = (found, fit) => {
    node.hidden = !fit;
    const fresh = fold?.open(view.model.get("opened").includes(card.id));
    inside.textContent = fit && found.each.some((word) => word.test(folded) && !word.test(seen)) ? words.inside : "";
    if (fit && (fresh || key !== found.key)) {
      for (const [element, text] of pieces) element.replaceChildren(...marked(text, found));
      key = found.key;
    }
    return fit;
  };
  return { card, node, show, seen, folded };
}

/** The closed part of a card. `open` opens or closes it and says whether it was filled just now. */
function folding({ model, data }, card, inside, fill) {
  if (!(card.more.length || card.sources.length || card.checked.length || card.proof.length)) return null;
  const body = h("div", { class: "cd-opened" });
  const node = h("details", { class: "cd-more" }, h("summary", {}, h("span", {}, data.more), inside), body);
  node.addEventListener("toggle", () => {
    const open = model.get("opened");
    if (node.open === open.includes(card.id)) return;
    put(model, { opened: node.open ? [...open, card.id] : open.filter((id) => id !== card.id) });
  });
  const open = (wanted) => {
    const fresh = wanted && !body.firstChild;
    if (fresh) body.append(...fill());
    if (node.open !== wanted) node.open = wanted;
    return fresh;
  };
  return { node, open };
}

/** What a card leans on: its sources, whether it was read in them, and its evidence card. */
function backed(view, card) {
  const { data, words } = view;
  const cited = card.sources.flatMap((id, i) => [i ? "; " : "", link(data.sources[id], words.new_tab)]);
  const [flag, said] = card.checked;
  const proof = card.proof.map((i) => data.texts[i]);
  return [
    cited.length ? h("p", { class: "cd-line cd-source" }, h("strong", {}, card.cited), ": ", ...cited) : null,
    flag ? h("p", { class: `cd-check ${flag}` }, h("span", { class: "cd-sign", "aria-hidden": "true" }, SIGNS[flag]), h("span", {}, said)) : null,
    proof.length ? h("p", { class: "ml-note cd-proof" }, h("span", {}, `${words.evidence}: `), `${proof.join(". ")}.`) : null,
  ].filter(Boolean);
}

/** Search field, menu of groups, and a button that opens or closes every card that is shown. */
function bar({ model, data, words, signal }) {
  const opening = data.cards.filter((card) => card.more.length || card.sources.length || card.checked.length || card.proof.length);
  const parts = [];
  if (data.search) parts.push(field(model, data, signal));
  if (data.group) parts.push(menu(model, "group", data.group, [[ALL, words.all], ...data.groups.map((name) => [name, name])], signal));
  let ids = [];
  const all = () => ids.length > 0 && ids.every((id) => model.get("opened").includes(id));
  const press = () => {
    const rest = model.get("opened").filter((id) => !ids.includes(id));
    put(model, { opened: all() ? rest : [...rest, ...ids] });
  };
  const button = h("button", { type: "button", onclick: press });
  if (opening.length > 1) parts.push(button);
  const openable = new Set(opening.map((card) => card.id));
  const show = (shown) => {
    ids = shown.map(({ card }) => card.id).filter((id) => openable.has(id));
    button.textContent = all() ? words.close_all : words.open_all;
    button.disabled = !ids.length;
  };
  return { bar: h("div", { class: "ml-bar cd-bar" }, ...parts), show };
}

function field(model, data, signal) {
  const id = freshId();
  const input = h("input", { type: "search", id, autocomplete: "off", spellcheck: "false", oninput: () => put(model, { search: input.value }) });
  const follow = () => {
    if (input.value !== model.get("search")) input.value = model.get("search");
  };
  watch(model, ["search"], follow, signal);
  follow();
  return h("div", { class: "ml-field cd-search" }, h("label", { for: id }, data.search), input);
}
