// A chart by itself: its title, the host, and the table behind it.
export default {
  render({ model, el, signal: given }) {
    const { signal, end } = lifetime(given);
    const root = frame(model, el, model.get("label"), signal);
    const title = h("h3", {});
    const place = h("div", {});
    const table = more(model.get("_chart_words").table);
    const cards = model.get("_sheets");
    root.append(title, place, table, ...(cards.length ? [more(model.get("_chart_words").evidence, ...cardsOf(cards))] : []));
    const show = () => {
      const label = model.get("label");
      root.setAttribute("aria-label", label);
      title.textContent = label;
      title.hidden = !!model.get("figure").layout?.title?.text; // the figure shows a title of its own
      table.replaceChildren(table.firstChild, grid(model.get("_rows"), label));
    };
    watch(model, ["label", "figure", "_rows"], show, signal);
    show();
    host(model, place, signal);
    return end;
  },
};
