"""What the contract asks of a widget's exported page, measured in a real Chromium that is offline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.contract.faces import pieces, squeezed

PATIENCE_MS = 800  # a view waits half a second for the kernel before it says anything
AXE = """async () => (await axe.run()).violations.filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary).join(' | ')}`)"""
# What Tab must reach. Of radio buttons one of each group counts, and of a picture's parts the one with the focus.
STOPS = """() => {
    const all = document.querySelectorAll('.ml :is(a[href], button, select, input, textarea, summary, [tabindex="0"])');
    const shown = [...all].filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}));
    const groups = new Set(), stops = [];
    for (const element of shown) {
        if (element.type === 'radio' && groups.has(element.name)) continue;
        if (element.type === 'radio') groups.add(element.name);
        stops.push(element);
    }
    return stops;
}"""
NAME = """e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} ` +
    `${(e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent).slice(0, 40)}`"""
# What can be read: text as it runs together and piece by piece, what is typed or chosen, and what is ticked.
TEXT = """() => [...document.querySelectorAll('.ml')].map(ml => {
    const walker = document.createTreeWalker(ml, NodeFilter.SHOW_TEXT), pieces = [];
    while (walker.nextNode()) pieces.push(walker.currentNode.data);
    const typed = [...ml.querySelectorAll('input, textarea')].map(e => e.value);
    const ticks = ml.querySelectorAll('input:is([type=radio], [type=checkbox])');
    const ticked = [...ticks].map(e => e.checked ? 'yes' : 'no');
    const chosen = [...ml.querySelectorAll('select')].map(e => e.selectedOptions[0]?.text ?? '');
    return [ml.textContent, pieces.join(' '), ...typed, ...ticked, ...chosen].join(' ');
}).join(' ')"""
# Every text and every name that is only heard, each by itself; what is written in a picture is one text, line by line.
READABLE = """() => {
    const all = [...document.querySelectorAll('.ml, .ml :not(style, script)')];
    const texts = e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data);
    const names = all.flatMap(e => ['aria-label', 'title', 'aria-valuetext', 'data-title'].map(a => e.getAttribute(a)));
    const pictures = [...document.querySelectorAll('.ml svg:not(svg svg)')]
        .map(svg => [...svg.querySelectorAll(':not(style, script)')].flatMap(texts).join('\\n'));
    return [...names, ...pictures, ...all.filter(e => !e.closest('svg')).flatMap(texts)].filter(Boolean);
}"""
SET = """async controls => {
    const [model] = [...globalThis[Symbol.for('metalearn.models')].values()]
        .filter(one => Object.keys(controls).every(key => one.get(key) !== undefined));
    for (const [key, value] of Object.entries(controls)) model.set(key, value);
    model.save_changes();
    await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
}"""


@dataclass
class Measured:
    """What was measured on a page.

    Attributes:
        compared: States that were set on the page.
        states: Those of them in which the page shows the table that Python makes.
        needs_kernel: Those in which it does not, because a kernel would have to compute.
        says_so: How many of these the page says so of.
        stops: Where the Tab key should stop.
        problems: What breaks the contract, in words.
    """

    compared: int = 0
    states: int = 0
    needs_kernel: int = 0
    says_so: int = 0
    stops: int = 0
    problems: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Any, file: Path, problems: list[str], width: int = 1280, **context: Any) -> Iterator[Any]:
    """Open a page from its file, offline; whatever goes wrong on it is a problem."""
    place = browser.new_context(viewport={"width": width, "height": 1000}, offline=True, **context)
    page = place.new_page()
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
    page.on(
        "console",
        lambda said: problems.append(f"console: {said.text}") if said.type in ("error", "warning") else None,
    )
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith(("file:", "blob:", "data:"))
            else problems.append(f"asked {asked.url}")
        ),
    )
    try:
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        drawn(page)
        yield page
    finally:
        place.close()


def drawn(page: Any) -> None:
    """Wait until every plotly chart in sight is drawn."""
    page.wait_for_function(
        "() => [...document.querySelectorAll('.ml-graph')].filter(g => g.checkVisibility()).every(g => g._fullLayout)"
    )


def axe(page: Any) -> list[str]:
    """Return the serious and critical findings of axe-core."""
    from axe_playwright_python.base import AXE_FILE_PATH

    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(AXE)
    return found


def readable(page: Any) -> list[str]:
    """Return every text of the widgets on a page, and every name that only a screen reader says."""
    found: list[str] = page.evaluate(READABLE)
    return found


def overflow(page: Any) -> int:
    """Return by how many pixels the page is wider than the window."""
    found: int = page.evaluate("() => Math.max(0, document.documentElement.scrollWidth - innerWidth)")
    return found


def clipped(page: Any) -> list[str]:
    """Return the parts of widgets that are wider than their place and cannot be scrolled to."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('.ml, .ml *')].filter(e => e.clientWidth > 1 && e.checkVisibility()
            && e.scrollWidth > e.clientWidth + 2 && !e.closest('svg, .ml-hidden')
            && getComputedStyle(e).overflowX === 'hidden' && getComputedStyle(e).textOverflow !== 'ellipsis')
            .map(e => `${e.tagName.toLowerCase()}.${e.className}: ${e.scrollWidth} > ${e.clientWidth}`)"""
    )
    return found


def moving(page: Any) -> list[str]:
    """Return what moves on a page."""
    found: list[str] = page.evaluate(
        """() => document.getAnimations().filter(a => a.playState === 'running')
            .map(a => `${a.animationName ?? a.transitionProperty ?? 'an animation'} runs`)"""
    )
    return found


def lost(page: Any) -> list[str]:
    """Return what cannot be seen on a page of this width without scrolling sideways, and what is cut off."""
    wider = overflow(page)
    return [*([f"the page is {wider} px wider than the window"] if wider else []), *clipped(page)]


def unreached(page: Any) -> tuple[int, list[str]]:
    """Press Tab through the page. Returns how many stops there are, and which were not reached or not seen."""
    stops = page.evaluate_handle(STOPS)
    count = int(page.evaluate("stops => stops.length", stops))
    page.evaluate("() => { globalThis.reached = new Set(); globalThis.unseen = new Set(); scrollTo(0, 0); }")
    look = """() => {
        const e = document.activeElement;
        if (e === document.body) return;
        reached.add(e);
        const s = getComputedStyle(e);
        if (s.outlineStyle === 'none' && s.boxShadow === 'none' && !e.closest('svg')) unseen.add(e);
    }"""
    missing = """stops => stops.filter(e => !reached.has(e)
        && !(e.type === 'radio' && [...reached].some(other => other.name === e.name)))"""
    for _ in range(count + 40):
        page.keyboard.press("Tab")
        page.evaluate(look)
        if not page.evaluate(f"stops => ({missing})(stops).length", stops):
            break
    missed = page.evaluate(f"stops => ({missing})(stops).map({NAME})", stops)
    hidden = page.evaluate(f"() => [...unseen].map({NAME})")
    return count, [f"Tab does not reach {each}" for each in missed] + [
        f"focus cannot be seen on {e}" for e in hidden
    ]


def shows_its_tables(page: Any, widget: Any, most: int, measured: Measured) -> None:
    """Set states on the page, and hold that every cell of the table that Python makes of each is there to read.

    Where it is not, the page must say that this setting needs a kernel.
    """
    walked = [(json.loads(json.dumps(controls)), widget.table()) for controls, _ in widget.drive()]
    step = max(1, -(-len(walked) // most))
    for controls, table in walked[::step]:
        page.evaluate(SET, controls)
        measured.compared += 1
        said = squeezed(page.evaluate(TEXT))
        missing = [piece for piece in pieces(table) if piece not in said]
        if not missing:
            measured.states += 1
            continue
        measured.needs_kernel += 1
        if says_it_needs_a_kernel(page):
            measured.says_so += 1
        else:
            measured.problems.append(f"{controls}: the view does not show {missing[:4]} of the table")


def says_it_needs_a_kernel(page: Any) -> bool:
    """Whether a page says, within the time that a kernel would be given, that a setting needs one."""
    for _ in range(PATIENCE_MS // 100):
        if page.locator(".ml-alone:visible").count():
            return True
        page.wait_for_timeout(100)
    return False
