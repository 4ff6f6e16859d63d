"""The scripts that measure inside the page, where no message to the browser's driver is part of the time."""

from __future__ import annotations

# What every script uses: wait until the page shows something, seen by a MutationObserver and not by polling.
_UNTIL = """
    const until = (seen, what) => new Promise((resolve, reject) => {
        const limit = setTimeout(() => { watcher.disconnect(); reject(new Error('never seen: ' + what)); }, 180000);
        const look = () => {
            if (!seen()) return;
            clearTimeout(limit); watcher.disconnect(); resolve(performance.now());
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document.body, {childList: true, subtree: true, attributes: true});
        look();
    });
    const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
"""

# Run cells one after the other; return the milliseconds from there until `count` elements match `selector` in the
# output of the last one and are painted, and how many do. Gives up when long enough no more of them have come.
RUN_CELLS = f"""async ({{indices, selector, count, patience}}) => {{
    {_UNTIL}
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const cell = notebook.widgets[indices.at(-1)].node;
    const begun = performance.now();
    for (const index of indices) {{
        notebook.activeCellIndex = index;
        await window.jupyterapp.commands.execute('notebook:run-cell');
    }}
    if (!selector) return [await painted() - begun, 0];
    let most = 0, last = performance.now();
    const enough = () => {{
        const now = cell.querySelectorAll(selector).length;
        if (now > most) [most, last] = [now, performance.now()];
        return most >= count || performance.now() - last > patience;
    }};
    const look = setInterval(() => cell.classList.toggle('benchmark'), 1000);  // a change, for until to look again
    await until(enough, selector);
    clearInterval(look);
    return [(most >= count ? await painted() : last) - begun, most];
}}"""

# Click a node of our drawing: milliseconds until its flows are lit, and until that is painted.
CLICK_SVG = f"""async ({{index, name}}) => {{
    {_UNTIL}
    const cell = window.jupyterapp.shell.currentWidget.content.widgets[index].node;
    const chart = cell.querySelector('.sankey-stage svg.wide');
    const node = chart.querySelector(`.node[data-name="${{name}}"]`);
    const lit = () => node.getAttribute('aria-selected') === 'true' && chart.querySelector('.flow.lit');
    const begun = performance.now();
    node.dispatchEvent(new MouseEvent('click', {{bubbles: true, view: window}}));
    const changed = await until(lit, name);
    return [changed - begun, await painted() - begun];
}}"""

# The same for a Sankey drawn by plotly: its links from that node must have taken the colour that Python gave them.
CLICK_PLOTLY = f"""async ({{index, name, color}}) => {{
    {_UNTIL}
    const cell = window.jupyterapp.shell.currentWidget.content.widgets[index].node;
    const chart = cell.querySelector('.js-plotly-plot');
    const node = [...chart.querySelectorAll('.sankey-node')].find(one => one.__data__.node.label === name);
    const lit = () => [...chart.querySelectorAll('.sankey-link')]
        .every(one => (one.style.fill === color) === (one.__data__.link.source.label === name));
    const begun = performance.now();
    for (const kind of ['mouseover', 'click'])
        node.dispatchEvent(new MouseEvent(kind, {{bubbles: true, view: window}}));
    const changed = await until(lit, name);
    return [changed - begun, await painted() - begun];
}}"""
