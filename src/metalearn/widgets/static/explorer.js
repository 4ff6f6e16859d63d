// The treatment explorer's live view: Python chose the rows and wrote the words; this only shows what was chosen.
const ALL = "all";
const CHOICE = ["primary", "condition", "setting", "compare", "against"];

export default {
  async render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const data = await unpack(model);
    if (signal.aborted) return end;
    const view = { model, data, words: data.words, signal };
    const root = frame(model, el, data.words.title, signal);
    const says = h("div", { role: "status", class: "ml-status" });
    const order = h("div", { class: "tx-order" });
    const options = h("div", { class: "tx-options" });
    const markers = h("div", { class: "tx-markers" });
    const menus = selectors(view);
    const care = beside(view);
    const columns = h("div", { class: "tx-columns" }, h("div", {}, options, markers), care);
    const about = h("div", {});
    root.append(banner(view), menus.bar, says, order, jump(view, care), columns, disputes(view), more(view.words.about, about));
    const show = () => {
      const chosen = chosenNow(model);
      const sides = sidesOf(view, chosen);
      const found = sides ? sides.flatMap(([, rows]) => rows) : rowsOf(view, chosen);
      menus.narrow(chosen);
      says.replaceChildren(...(sides ? beheld(view, chosen, sides) : said(view, chosen, found.length)));
      order.replaceChildren(...(found.length ? [h("p", {}, view.words.order)] : []), ...(sides ? [] : related(view, chosen, menus)));
      options.replaceChildren(...(sides ? sides.map((side) => column(view, side)) : groups(view, found)));
      options.classList.toggle("tx-sides", Boolean(sides));
      markers.replaceChildren(...(sides ? [] : agnostic(view, chosen)));
      about.replaceChildren(prose(data.about.replace("{n}", found.length)));
      columns.classList.toggle("compare", Boolean(sides));
      columns.classList.toggle("single", !found.length && !markers.firstChild);
    };
    watch(model, CHOICE, once(show, signal), signal);
    show();
    return end;
  },
};

const chosenNow = (model) => Object.fromEntries(CHOICE.map((trait) => [trait, model.get(trait)]));

function rowsOf({ data }, { primary, condition, setting }) {
  return (data.states[primary]?.[condition]?.[setting] ?? []).map((i) => data.rows[i]);
}

/** Both sides of a comparison, each as [cancer, rows]; null when nothing is compared. */
function sidesOf({ data }, { compare, primary, against }) {
  const places = data.subjects.find(([name]) => name === compare)?.[2];
  if (!places || !(primary in places) || !(against in places)) return null;
  return [primary, against].map((name) => [name, places[name].map((i) => data.rows[i])]);
}

/** What stands beside what, and which drugs are named on both sides. */
function beheld({ words }, { compare, primary, against }, [[, one], [, other]]) {
  const there = new Set(other.flatMap((row) => row.drugs));
  const shared = [...new Set(one.flatMap((row) => row.drugs))].filter((drug) => there.has(drug));
  const filled = { subject: compare, one: primary, other: against };
  return [
    h("p", { class: "tx-count" }, fillIn(words.beside_each, filled)),
    h("p", {}, shared.length ? words.shared.replace("{names}", () => shared.join(", ")) : words.not_shared),
  ];
}

/** One side of a comparison: the cancer, how many options it has, and their cards. */
function column(view, [primary, rows]) {
  const count = view.data.counts[rows.length].replace("{where}", () => view.data.inside[primary]);
  return titled("div", "tx-side", h("h3", {}, primary), h("p", { class: "ml-note" }, count), ...rows.map((row) => card(view, row, primary)));
}

/** What changed, for eyes and ears: how many options there are, and what it means when there is none. */
function said(view, chosen, n) {
  const nothing = n ? [] : [h("p", { class: "tx-hint nothing" }, view.words.nothing)];
  return [h("p", { class: "tx-count" }, headline(view, chosen, n)), ...nothing];
}

function headline({ data }, { primary, condition, setting }, n) {
  const where = [
    data.inside[primary],
    condition === ALL ? data.anything.condition : condition,
    setting === ALL ? data.anything.setting : data.settings[setting][1],
  ];
  return data.counts[n].replace("{where}", () => where.join(", "));
}

function banner({ words }) {
  return h(
    "p",
    { class: "tx-banner", role: "note" },
    h("strong", {}, words.banner),
    ` ${words.banner_more} `,
    h("span", { class: "tx-stamp" }, words.stamp),
  );
}

/** The menus. Each shows only what exists for the choices before it; a setting without rows says so. */
function selectors(view) {
  const { model, data, words, signal } = view;
  const exists = (list, name) => (list && name in list ? name : ALL);
  const start = (primary) => {
    const condition = exists(data.states[primary], model.get("condition"));
    const setting = exists(data.states[primary][condition], model.get("setting"));
    put(model, { primary, condition, setting, against: model.get("compare") ? partner(primary, model.get("against")) : "" });
  };
  const placesOf = (name) => Object.keys(data.subjects.find(([subject]) => subject === name)?.[2] ?? {});
  const partner = (primary, against, places = placesOf(model.get("compare"))) =>
    places.includes(against) && against !== primary ? against : places[(places.indexOf(primary) + 1) % places.length];
  const begin = (compare) => {
    const places = placesOf(compare);
    const primary = !compare || places.includes(model.get("primary")) ? model.get("primary") : places[0];
    const against = compare ? partner(primary, model.get("against"), places) : "";
    put(model, { primary, condition: ALL, setting: ALL, compare, against });
  };
  const kinds = Object.entries(data.kinds).map(([kind, group]) => ({ group, options: data.subjects.filter((each) => each[1] === kind).map(([name]) => [name, name]) }));
  const compare = menu(model, "compare", words.compare, [["", words.compare_off], ...kinds], signal, begin);
  const primary = menu(model, "primary", words.menu_primary, [], signal, start);
  const against = menu(model, "against", words.cancer_b, [], signal);
  const condition = menu(model, "condition", words.menu_condition, [], signal);
  const setting = menu(model, "setting", words.menu_setting, [], signal);
  const named = (names) => names.map((name) => [name, name]);
  const narrow = (chosen) => {
    const places = placesOf(chosen.compare);
    const comparing = places.length > 0;
    for (const field of [condition, setting]) field.hidden = comparing;
    against.hidden = !comparing;
    primary.querySelector("label").textContent = comparing ? words.cancer_a : words.menu_primary;
    refill(primary, named(comparing ? places.filter((name) => name in data.states) : Object.keys(data.states)));
    refill(against, named(places.filter((name) => name !== chosen.primary)));
    const conditions = data.states[chosen.primary];
    const settings = Object.keys(conditions[chosen.condition] ?? {}).filter((name) => name !== ALL);
    const list = settings.map((name) => [name, data.settings[name][0]]);
    if (chosen.setting !== ALL && !settings.includes(chosen.setting))
      list.push([chosen.setting, `${data.settings[chosen.setting][0]}: ${words.no_row}`]);
    refill(condition, [[ALL, words.all_conditions], ...named(Object.keys(conditions).filter((name) => name !== ALL))]);
    refill(setting, [[ALL, words.all_settings], ...list]);
  };
  return { bar: h("div", { class: "ml-bar tx-bar" }, primary, condition, setting, against, compare), narrow, condition: condition.select };
}

/** Fill a menu only when its list changed, so that an open menu is left alone. */
function refill(field, list) {
  const key = JSON.stringify(list);
  if (field.filled !== key) field.fill(list);
  field.filled = key;
}

/** Buttons to wider or narrower conditions of the same primary. */
function related({ model, data, words }, { primary, condition }, menus) {
  const names = data.related[primary]?.[condition] ?? [];
  if (!names.length) return [];
  const go = (name) => {
    put(model, { condition: name });
    menus.condition.focus(); // the button goes away; the menu now shows what it did
  };
  const buttons = names.map((name) => h("button", { type: "button", onclick: () => go(name) }, name));
  return [h("div", { class: "tx-related" }, h("span", {}, words.related), ...buttons)];
}

/** The cards, one section a setting; rows of a setting stand together already. */
function groups(view, rows) {
  const settings = [...new Set(rows.map((row) => row.setting))];
  return settings.map((setting) =>
    titled(
      "div",
      "tx-group",
      h("h3", {}, view.data.settings[setting][0]),
      ...rows.filter((row) => row.setting === setting).map((row) => card(view, row)),
    ),
  );
}

/** A part named by its heading: an article, or a group (not a landmark: a page can hold several explorers). */
function titled(tag, cls, heading, ...children) {
  heading.id = freshId();
  const role = tag === "article" ? null : "group";
  return h(tag, { class: cls, role, "aria-labelledby": heading.id }, heading, ...children);
}

/** One option; in a comparison with its cancer and setting, for a page on which one side stands below the other. */
function card(view, row, cancer) {
  const { data, words } = view;
  const open = h("summary", {}, h("span", {}, words.open), check(row));
  return titled(
    "article",
    "ml-card tx-card",
    h("h4", {}, row.option),
    cancer ? h("p", { class: "tx-cancer" }, h("span", {}, ...pair(words.cancer, cancer)), h("span", {}, ...pair(words.menu_setting, data.settings[row.setting][0]))) : null,
    h("p", { class: "tx-for" }, h("span", {}, ...pair(words.label_for, row.for)), h("span", {}, ...pair(words.label_modality, row.modality))),
    tags(view, row),
    row.agents && h("p", {}, ...pair(words.label_agents, row.agents)),
    ...disputed(view, row),
    h("details", { class: "tx-row" }, open, h("div", { class: "tx-opened" }, facts(view, row), sources(view, row), evidence(view, row))),
  );
}

const pair = (label, text) => [h("span", { class: "tx-label" }, `${label}: `), text];

function tags({ data, words }, row, ...others) {
  const label = h("span", { class: "ml-hidden" }, `${words.label_place}: `);
  const place = h("li", { class: `tx-tag ${row.place}` }, drawing(data.icons[row.place]), h("span", {}, label, data.places[row.place]));
  const goal = h("li", { class: "tx-tag goal" }, h("span", {}, ...pair(words.label_goal, row.goal)));
  return h("ul", { class: "tx-tags" }, place, goal, ...others.map((other) => h("li", { class: "tx-tag" }, other)));
}

/** Whether the row was checked: in words, with a sign of its own shape. */
function check(row) {
  const sign = { yes: "✓", partial: "◐", no: "!" }[row.checked];
  return h("span", { class: `tx-check ${row.checked}` }, h("span", { class: "tx-sign", "aria-hidden": "true" }, sign), row.checked_text);
}

function facts({ words }, row) {
  const list = [
    [row.side_label, row.side],
    [words.label_cautions, row.cautions],
    [words.label_note, row.note],
  ];
  const cells = list.filter(([, text]) => text).flatMap(([label, text]) => [h("dt", {}, label), h("dd", {}, text)]);
  const note = row.cautions ? h("p", { class: "ml-note" }, words.caution_note) : null;
  return h("div", {}, h("dl", { class: "tx-facts" }, ...cells), note);
}

function sources({ data, words }, row) {
  const heading = row.sources.length === 1 ? words.label_source : words.label_sources;
  const list = row.sources.flatMap((id, i) => [i ? "; " : "", link(data.sources[id], words.new_tab)]);
  return h("p", { class: "tx-sources" }, h("span", { class: "tx-label" }, `${heading}: `), ...list);
}

/** What else stands on the row's evidence card: its name, how it was read, licence, date of review. */
function evidence({ data, words }, row) {
  const lines = row.evidence.map((i) => data.texts[i]);
  return h("p", { class: "ml-note tx-proof" }, ...pair(words.evidence, lines.join(". ")), ".");
}

/** Where the sources of a row disagree: said on the card itself, both sides. */
function disputed(view, row) {
  const at = view.data.rows.indexOf(row);
  return view.data.conflicts.filter(({ rows }) => rows.includes(at)).map((each) => conflict(view, each));
}

function conflict({ words }, { lines, proof }, backed = false) {
  const [[label, about], ...sides] = lines;
  return h(
    "div",
    { class: "tx-conflict" },
    h("p", {}, h("span", { class: "tx-sign", "aria-hidden": "true" }, "≠"), h("span", {}, h("strong", {}, label), `: ${about}`)),
    h("dl", { class: "tx-facts" }, ...sides.flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
    backed ? h("p", { class: "ml-note" }, `${words.evidence}: ${proof.join(". ")}.`) : null,
  );
}

/** Every point on which sources disagree, whatever is chosen. */
function disputes(view) {
  const { data, words } = view;
  if (!data.conflicts.length) return "";
  return more(words.conflicts.replace("{n}", data.conflicts.length), ...data.conflicts.map((each) => conflict(view, each, true)));
}

/** A row in short: what it is for and what it is, the more telling first; everything else opens beneath. */
function brief(view, row, lead, below) {
  const { words } = view;
  const flag = row.checked === "no" ? check(row) : null;
  const lines = lead === "option" ? [row.option, row.for] : [row.for, row.option];
  const line = h("span", { class: "tx-brief" }, h("span", { class: "tx-when" }, lines[0]), h("span", {}, lines[1]), below ?? "", flag ?? "");
  const more = [
    tags(view, row, h("span", {}, ...pair(words.label_modality, row.modality))),
    row.agents && h("p", {}, ...pair(words.label_agents, row.agents)),
    ...disputed(view, row),
    flag ? null : check(row),
    facts(view, row),
    sources(view, row),
    evidence(view, row),
  ];
  return h("details", { class: "tx-row" }, h("summary", {}, line), h("div", { class: "tx-opened" }, ...more.filter(Boolean)));
}

/** Care, trials and emergencies: the same beside every choice, so it is built once and stays as it was opened.
 *  Care and trials (the first two groups) are open; the others are one line each until somebody opens them. */
function beside(view) {
  const { data, words } = view;
  const group = ([name, lead, indices], place) =>
    h("details", { class: "tx-fold", open: place < 2 }, h("summary", {}, `${name} (${indices.length})`), ...indices.map((i) => brief(view, data.rows[i], lead)));
  return titled("div", "tx-beside", h("h3", {}, words.beside), h("p", { class: "ml-note" }, words.beside_note), h("div", { class: "tx-groups" }, ...data.beside.map(group)));
}

/** On a narrow page care and trials stand below all cards; this leads there, and is gone on a wide page. */
function jump({ words }, care) {
  const go = () => {
    care.scrollIntoView({ block: "start" });
    care.querySelector("summary").focus();
  };
  return h("button", { type: "button", class: "tx-jump", onclick: go }, `↓ ${words.beside}`);
}

/** Options by marker: their limits are in sight before anything is opened. */
function agnostic(view, { setting }) {
  const { data, words } = view;
  const found = (data.agnostic[setting] ?? []).map((i) => data.rows[i]);
  if (!found.length) return [];
  const limits = (row) => (row.cautions ? h("span", { class: "tx-limits" }, ...pair(words.label_cautions, row.cautions)) : "");
  return [
    h("h3", {}, words.agnostic),
    h("p", { class: "ml-note" }, words.agnostic_note),
    ...found.map((row) => brief(view, row, "for", limits(row))),
  ];
}
