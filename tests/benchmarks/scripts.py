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

# What a reader does to a control, in our view and in the peer's: the same event on the same kind of element.
_CONTROLS = """
    const shown = (list) => [...list].find((one) => one.checkVisibility());
    const acts = {
        menu: ({option}) => {
            // The menus of ipywidgets have spaces of their own kind.
            const named = (one) => one.text.replaceAll('\u00a0', ' ') === option;
            const has = (select) => [...select.options].findIndex(named);
            const select = shown([...output.querySelectorAll('select')].filter((one) => has(one) >= 0));
            select.selectedIndex = has(select);
            select.dispatchEvent(new Event('change', {bubbles: true}));
        },
        slider: ({label, place}) => {
            const labels = [...output.querySelectorAll('label')].filter((one) => one.textContent.startsWith(label));
            const input = document.getElementById(shown(labels).htmlFor);
            input.value = place;
            input.dispatchEvent(new Event('input', {bubbles: true}));
        },
        // An IntSlider of ipywidgets is moved as by the arrow keys; it is always one step to the next place.
        slide: ({key}) => output.querySelector('.noUi-handle')
            .dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true})),
        press: ({selector}) => shown(output.querySelectorAll(selector)).click(),
        undo: ({selector}) => shown(output.querySelectorAll(selector))?.click(),  // where there is something to undo
    };
    function outputOf(index) {
        const {node} = window.jupyterapp.shell.currentWidget.content.widgets[index];
        return node.querySelector('.jp-Cell-outputArea');
    }
    // All that can be read, what is hidden marked as such, without what the kernel has to say besides.
    const said = (besides) => {
        const marks = [...output.querySelectorAll('[hidden]')].map((one) => one.textContent.slice(0, 40));
        const more = besides ? [...output.querySelectorAll(besides)] : [];
        const rest = more.reduce((text, one) => text.replace(one.textContent, ''), output.textContent);
        return [rest, ...marks].join(' | ');
    };
"""

# Change a control: milliseconds until the output says `text`, or until its chart has drawn `values`, and until that is
# painted.
CHANGE = f"""async ({{index, how, text, values, besides}}) => {{
    {_UNTIL}
    const output = outputOf(index);
    {_CONTROLS}
    const graph = output.querySelector('.js-plotly-plot');
    const paths = () => [...graph.querySelectorAll('.scatterlayer path, .barlayer path')];
    const drawn = () => paths().map((path) => path.getAttribute('d')).join();
    const before = values && drawn();
    const near = (a, b) => a === b || Math.abs(a - b) < 1e-9;
    const close = (list, wanted) => list.length === wanted.length && wanted.every((value, i) => near(value, list[i]));
    const told = () => said(besides) === text;
    const holds = (trace, wanted) => ['x', 'y'].every((axis, i) => close([...trace[axis]], wanted[i]));
    const redrawn = () => values.every((wanted, i) => holds(graph._fullData[i], wanted)) && drawn() !== before;
    if (!values && told()) throw new Error('the text is there before: ' + JSON.stringify(how));
    const begun = performance.now();
    acts[how.kind](how);
    const changed = await until(values ? redrawn : told, JSON.stringify(how));
    return [changed - begun, await painted() - begun];
}}"""

# Change a control without measuring; return the text of the output once the kernel is at rest.
SETTLE = f"""async ({{index, how, rest, besides}}) => {{
    const output = outputOf(index);
    {_CONTROLS}
    if (how) acts[how.kind](how);
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    do await new Promise((done) => setTimeout(done, rest)); while (kernel.status !== 'idle');
    return said(besides);
}}"""
