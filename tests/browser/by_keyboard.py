"""A lesson worked through without a mouse: what Tab reaches, whether it can be seen there, and what the keys do.

Each function says in words what goes wrong, in a list that should be empty; `take` says which widget it is about.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import TimeoutError as Late

NEARBY = 60  # more Tabs than this from a cell to the widget after it would be a journey
MOST_ACTIONS = 30  # a widget has about ten kinds of control; more than this would be going round in circles
PATIENCE_MS = 15_000  # some settings are worked out by the kernel, and the machine may be busy

# In the page: `keys.root` is the widget in hand. A group of radio buttons is one stop; so is a list box, a grid or a
# ruler, where the arrow keys do the rest. Anything else that can be pressed must be reached, tabindex=-1 or not.
TOOLS = """() => {
    const CONTROLS = 'a[href], button, select, input, textarea, summary, [tabindex="0"], ' +
        '[role=option], [role=gridcell], [role=button], [role=tab]';
    const MANY = '[role=listbox], [role=grid], ol';
    const keys = globalThis.keys = {root: null, target: null};
    const shown = e => !e.matches(':disabled') && e.checkVisibility({visibilityProperty: true});
    // A chart has a list box for each of its layers, and one stop for all of them.
    const many = e => [(e.role === 'option' && e.closest('.ml-graph')) || e.closest(MANY)]
        .find(one => one?.querySelector('[tabindex="0"]'));
    const alike = (a, b) => a === b || (a.type === 'radio' && b.type === 'radio' && a.name === b.name);

    keys.stops = () => {
        const list = [];
        for (const e of keys.root.querySelectorAll(CONTROLS)) {
            if (!shown(e) || (e.tabIndex < 0 && many(e))) continue;
            const group = list.findIndex(other => alike(e, other));
            if (group < 0) list.push(e);
            else if (e.checked) list[group] = e;
        }
        return list;
    };
    keys.inside = () => keys.root.contains(document.activeElement);
    keys.name = e => `${e.tagName.toLowerCase()} ` +
        `"${(e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent).trim().slice(0, 50)}"`;

    // Everything that can show where the focus is. Parts of a drawing show it on what they are drawn with.
    const looks = e => [e, ...e.querySelectorAll('path, rect, circle')].slice(0, 8).map(one => {
        const s = getComputedStyle(one);
        const outline = s.outlineStyle === 'none' ? '' : `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`;
        return [outline, s.boxShadow, s.borderColor, s.stroke, s.strokeWidth, s.strokeOpacity].join();
    }).join();
    const insight = e => {
        const a = e.getBoundingClientRect();
        const b = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
        return a.bottom >= b.top && a.top <= b.bottom && a.right >= b.left && a.left <= b.right;
    };
    let focused = '';
    keys.begin = () => Object.assign(keys, {path: [], unseen: new Set(), away: new Set(), wanted: keys.stops()});
    document.addEventListener('focusin', ({target: e}) => {
        if (!keys.root?.contains(e)) return;
        focused = looks(e);
        keys.path?.push(e);
    });
    document.addEventListener('focusout', ({target: e}) => {
        if (!keys.root?.contains(e)) return;
        if (looks(e) === focused) keys.unseen?.add(e);
        if (!insight(e)) keys.away?.add(e);
    });
    keys.walked = () => {
        const {path, wanted} = keys, met = path.filter((e, i) => path.indexOf(e) === i);
        const missed = wanted.filter(e => !met.some(one => alike(one, e)));
        const order = met.filter(e => wanted.some(one => alike(one, e)));
        const astray = order.findIndex((e, i) => i && order[i - 1].compareDocumentPosition(e) & 2);
        return [
            ...missed.map(e => `Tab does not reach ${keys.name(e)}`),
            ...(astray < 0 ? [] : [`Tab goes back to ${keys.name(order[astray])}`]),
            ...[...keys.unseen].map(e => `the focus cannot be seen on ${keys.name(e)}`),
            ...[...keys.away].map(e => `the focus is out of sight on ${keys.name(e)}`),
        ];
    };

    // What a control is for the hand: its kind, and for what is pressed also the part of the widget that it stands in.
    const KINDS = ['select', 'range', 'text', 'radio', 'checkbox', 'option', 'gridcell', 'ruler', 'scroll', 'button',
        'summary'];
    const kindOf = e => {
        const tag = e.tagName.toLowerCase(), role = e.getAttribute('role');
        if (tag === 'input') return ['range', 'radio', 'checkbox'].includes(e.type) ? e.type : 'text';
        if (['option', 'gridcell'].includes(role)) return role;
        if (tag === 'button') return many(e) ? 'ruler' : 'button';
        return ['select', 'summary', 'a', 'textarea'].includes(tag) ? tag : 'scroll';
    };
    const placeOf = e => e.parentElement.closest('[class]').className;
    const usable = e => KINDS.includes(kindOf(e)) && !e.closest('.modebar')
        && e.getAttribute('aria-disabled') !== 'true'
        && e.getAttribute('aria-pressed') !== 'true'
        && !(e.options && [...e.options].filter(o => !o.disabled).length < 2);
    const pressing = e => ({
        select: [[...e.options ?? []].slice(e.selectedIndex + 1).some(o => !o.disabled) ? 'ArrowDown' : 'ArrowUp'],
        range: [+e.value < +e.max ? 'ArrowRight' : 'ArrowLeft'],
        text: [e.inputMode === 'decimal' ? '7' : 'e'],
        radio: ['ArrowDown'], checkbox: ['Space'], option: ['End', 'Home', 'Enter'], gridcell: ['End', 'Home', 'Enter'],
        ruler: ['End', 'Home'], scroll: [e.scrollWidth > e.clientWidth ? 'ArrowRight' : 'ArrowDown'],
        button: ['Enter'], summary: ['Space'],
    })[kindOf(e)];
    /** Another key, where two settings may look the same because of what else is set: to the far end of the list. */
    const instead = e => ({
        select: e.selectedIndex ? 'Home' : 'End', range: +e.value > +e.min ? 'Home' : 'End', radio: 'ArrowDown',
    })[kindOf(e)] ?? null;
    const members = {option: '[role=option]', gridcell: '[role=gridcell]', ruler: 'button'};
    const moves = e => kindOf(e) in members && many(e).querySelectorAll(members[kindOf(e)]).length > 1;
    /** How often Tab leads from the focus to an element; below zero, Shift and Tab. */
    const tabsTo = e => {
        const list = keys.stops(), to = list.indexOf(e), here = document.activeElement;
        const from = list.findIndex(one => alike(one, here));
        if (from >= 0) return to - from;
        const before = list.filter(one => one.compareDocumentPosition(here) & 4).length;
        return to >= before ? to - before + 1 : to - before;
    };
    keys.aim = e => {
        keys.target = e;
        const how = {press: pressing(e), instead: instead(e), moves: moves(e)};
        return {name: keys.name(e), kind: kindOf(e), tabs: tabsTo(e), ...how};
    };
    keys.next = done => {
        const label = e => ['button', 'summary'].includes(kindOf(e)) ? `${kindOf(e)} in ${placeOf(e)}` : kindOf(e);
        const rank = e => KINDS.indexOf(kindOf(e));
        const left = keys.stops().filter(e => usable(e) && !done.includes(label(e))).sort((a, b) => rank(a) - rank(b));
        return left.length ? {...keys.aim(left[0]), label: label(left[0])} : null;
    };
    keys.uses = () => [...new Set(keys.stops().map(e => `${kindOf(e)} in ${placeOf(e)}`))].sort().join() +
        (keys.root.querySelector('.pn-head') ? keys.root.getAttribute('aria-label') : '');
    /** What a widget says and shows. What a field shows of its own setting is no effect; in a quiz it is the answer. */
    keys.fields = part => keys.stops().filter(e => e.closest(part) && usable(e));
    keys.where = () => [...keys.root.querySelectorAll('*')].indexOf(document.activeElement);
    keys.print = () => {
        const copy = keys.root.cloneNode(true), quiz = keys.root.querySelector('.qz-field');
        const left = '.ml-graph' + (quiz ? '' : ', .ml-field, .ml-choice');
        copy.querySelectorAll(left).forEach(e => e.remove());
        const set = quiz ? [...keys.root.querySelectorAll('input, select')].map(e => [e.checked, e.value]) : [];
        return copy.innerHTML + JSON.stringify([set, keys.target?.scrollTop, keys.target?.scrollLeft]);
    };
}"""
CELLS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].flatMap((cell, i) =>
    (cell.toJSON().outputs ?? []).some(
        one => 'application/vnd.jupyter.widget-view+json' in (one.data ?? {})) ? [i] : [])"""
# Into the cell before a widget, with the arrow keys of command mode. They pass over cells whose code is folded away, as
# that of most widgets is: whoever stands in another widget of such a row goes on from there.
COME_NEAR = """async cell => {
    const {content} = window.jupyterapp.shell.currentWidget, run = name => window.jupyterapp.commands.execute(name);
    const frame = () => new Promise(requestAnimationFrame);
    const near = Math.max(0, content.widgets.findLastIndex((one, i) => i < cell && !one.inputHidden));
    const here = content.widgets.findIndex(one => one.node.contains(document.activeElement));
    const there = () => content.activeCellIndex === near && document.activeElement === content.activeCell.node;
    for (let i = 0; i < 50 && !there() && (here < near || here >= cell); i++) {
        if (content.activeCellIndex === near) await run(`notebook:move-cursor-${near ? 'up' : 'down'}`);
        while (content.activeCellIndex > near) await run('notebook:move-cursor-up');
        while (content.activeCellIndex < near) await run('notebook:move-cursor-down');
        for (let n = 0; n < 5; n++) await frame(); // Lab puts the focus on the cell a little later
    }
    content.widgets[cell].node.scrollIntoView({block: 'nearest'});
}"""
# A widget is still when its charts are drawn, nothing is being worked out, and its stops stay what they were.
STILL = """cell => {
    const {node} = window.jupyterapp.shell.currentWidget.content.widgets[cell];
    const root = node.querySelector('.jp-OutputArea-output .ml');
    if (!root?.firstElementChild || root.querySelector('[aria-busy=true]')) return false;
    if ([...root.querySelectorAll('.ml-graph')].some(e => e.checkVisibility() && !e._fullLayout)) return false;
    keys.root = root;
    const stops = [root, ...keys.stops()], before = keys.last ?? [];
    keys.last = stops;
    return stops.length === before.length && stops.every((e, i) => e === before[i]);
}"""
ANSWERED = """() => [...keys.root.querySelectorAll('[role=status], [aria-live]')]
    .some(e => e.textContent.trim() && e.querySelector('.qz-verdict:not(.unattempted)'))"""
COUNT = "() => window.jupyterapp.shell.currentWidget.content.model.cells.length"


def take(page: Any, cell: int) -> str:
    """Come near a cell and take its widget in hand. Returns what to call it."""
    page.evaluate(COME_NEAR, cell)
    try:
        page.wait_for_function(STILL, arg=cell, polling=50, timeout=PATIENCE_MS)
    except Late:
        raise AssertionError(f"the widget of cell {cell} does not appear, or does not come to rest") from None
    return str(
        page.evaluate("cell => `cell ${cell}, ${keys.root.getAttribute('aria-label').slice(0, 50)}`", cell)
    )


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def walk(page: Any) -> list[str]:
    """Go through the widget by Tab, from the cell before it and out again, and back in."""
    stops = page.evaluate("() => { keys.begin(); return keys.wanted.length; }")
    for _ in range(NEARBY):
        press(page, "Tab")
        if page.evaluate("keys.inside()"):
            break
    else:
        return ["Tab does not come in from the cell before"]
    press(page, *["Tab"] * (stops - 1))
    return leave(page)


def leave(page: Any) -> list[str]:
    """Tab out at the end and back in, and say what the way was like."""
    for _ in range(NEARBY):
        press(page, "Tab")
        if not page.evaluate("keys.inside()"):
            break
    else:
        return [*page.evaluate("keys.walked()"), "Tab does not leave the widget"]
    problems: list[str] = page.evaluate("keys.walked()")
    for _ in range(NEARBY):  # the bar of buttons of Lab's own next cell may come first
        press(page, "Shift+Tab")
        if page.evaluate("keys.inside()"):
            return problems
    return [*problems, "Shift and Tab do not go back in"]


def tab_to(page: Any, aim: dict[str, Any]) -> bool:
    """Go to the control that was aimed at, forwards or backwards. Returns whether the focus arrived there."""
    press(page, *["Tab" if aim["tabs"] > 0 else "Shift+Tab"] * abs(aim["tabs"]))
    return bool(page.evaluate("keys.target === document.activeElement"))


def act(page: Any, aim: dict[str, Any]) -> list[str]:
    """Do what one does with a control, and say what is wrong with what comes of it."""
    if not tab_to(page, aim):
        return [f"Tab does not lead to {aim['name']}"]
    before, places = page.evaluate("keys.print()"), []
    for key in aim["press"]:
        press(page, key)
        places.append(page.evaluate("keys.where()"))
    if aim["moves"] and places[0] == places[1]:
        return [f"the arrow keys do not move on {aim['name']}"]
    if not changed(page, before, aim["instead"]):
        return [f"nothing comes of {' '.join(aim['press'])} on {aim['name']}"]
    page.wait_for_function("() => !keys.root.querySelector('[aria-busy=true]')")
    return [] if page.evaluate("keys.inside()") else [f"the focus is lost after {aim['name']}"]


def changed(page: Any, before: str, instead: str | None) -> bool:
    """Wait until the widget says something else; when it does not, try one more key, if there is one."""
    for patience in (min(2000, PATIENCE_MS), PATIENCE_MS) if instead else (PATIENCE_MS,):
        try:
            page.wait_for_function(
                "before => keys.print() !== before", arg=before, polling=50, timeout=patience
            )
            return True
        except Late:
            if instead and patience < PATIENCE_MS:
                press(page, instead)
    return False


def work(page: Any) -> list[str]:
    """Use one control of each kind, also of those that only now come into sight; the focus begins in the widget."""
    problems: list[str] = []
    done: list[str] = []
    while len(done) < MOST_ACTIONS and (aim := page.evaluate("done => keys.next(done)", done)):
        done.append(aim["label"])
        problems += act(page, aim)
        if not page.evaluate("keys.inside()"):
            break  # where the focus is lost, there is no way on by Tab from where one was
    return problems


def answer(page: Any) -> list[str]:
    """Answer the question, say how sure one is, and check it: what is said about it must stand in a live region."""
    for field in (".qz-field", ".ml-choice"):
        for place in range(page.evaluate("field => keys.fields(field).length", field)):
            aim = page.evaluate("([field, place]) => keys.aim(keys.fields(field)[place])", [field, place])
            if not tab_to(page, aim):
                return [f"Tab does not lead to {aim['name']}"]
            many = place + 1 if aim["kind"] == "select" else 1  # each place of an order takes something else
            press(page, *(["Space"] if aim["kind"] == "radio" else aim["press"]) * many)
    if not tab_to(page, page.evaluate("keys.aim(keys.root.querySelector('button.primary'))")):
        return ["Tab does not lead to the button that checks the answer"]
    press(page, "Enter")
    try:
        page.wait_for_function(ANSWERED, timeout=PATIENCE_MS)
    except Late:
        return ["no live region says anything about the answer"]
    return []


def work_through(page: Any) -> list[str]:
    """Work through the open lesson, and say what goes wrong: all widgets by Tab, each use of them, and a question."""
    page.evaluate(TOOLS)
    before = page.evaluate(COUNT)
    problems: list[str] = []
    uses: set[str] = set()
    answered = False
    for cell in page.evaluate(CELLS):
        name = take(page, cell)
        if not page.evaluate("keys.stops().length"):
            continue  # nothing to press: the overview of the answers before anything is answered
        found = walk(page)
        use = page.evaluate("keys.uses()")
        if not found and not answered and page.evaluate("keys.fields('.qz-field').length"):
            answered = True
            found += answer(page)
        if not found and use not in uses:
            uses.add(use)
            found += work(page)
        problems += [f"{name}: {each}" for each in found]
    if page.evaluate(COUNT) != before:
        problems.append("a key that was meant for a widget changed the notebook")
    return problems if answered else [*problems, "no question was answered"]
