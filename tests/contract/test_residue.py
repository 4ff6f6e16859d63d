"""Nothing is left over from the states before: a page that went through others says what a fresh one says."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest

from metalearn import datasets
from tests.contract.instances import WIDGETS, one_each
from tests.contract.pages import SET, drawn, opened

STATES = 6
SETTLED_MS = 300  # a chart is drawn a little after the words beside it
NAMES = [name for name in WIDGETS if name.startswith("Panel")]
NAMES += [name for name in one_each() if name != "Panel"]
# What can be seen: texts and how each control is set, in the order of the page, and then what is written in pictures
# (plotly puts a title that changes behind what it stood before). What is only heard tells of changes: it is left out.
VISIBLE = """() => [...document.querySelectorAll('.ml')].flatMap(ml => {
    const walker = document.createTreeWalker(ml, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT), said = [], drawn = [];
    const seen = e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.ml-hidden, style, script, title');
    const set = e => e.type === 'radio' || e.type === 'checkbox' ? `[${e.checked}]`
        : e.tagName === 'SELECT' ? `[${e.selectedOptions[0]?.text}]` : `[${e.value}]`;
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.nodeType === 3) {
            if (node.data.trim() && !node.parentElement.closest('select') && seen(node.parentElement))
                (node.parentElement.closest('svg') ? drawn : said).push(node.data.trim().replace(/\\s+/g, ' '));
        } else if (node.matches('input, select, textarea') && seen(node)) said.push(set(node));
    }
    return [...said, ...drawn.sort()];
})"""


def make(name: str) -> Any:
    """Return a new widget, by its name here."""
    return (WIDGETS.get(name) or one_each()[name])()


def sampled(widget: Any) -> list[dict[str, Any]]:
    """Return six states of a widget, from its first to its last, that its page can show without a kernel."""
    counted = {each.fractions for each in datasets.survival_presets()}
    walked = [
        json.loads(json.dumps(controls))
        for controls, _text in widget.drive()
        if controls.get("survival", None) in {None, *counted}
    ]
    last = len(walked) - 1
    places = sorted({round(i * last / (STATES - 1)) for i in range(STATES)})
    return [walked[place] for place in places]


def settled(page: Any) -> list[str]:
    """Return what can be seen once it no longer changes."""
    drawn(page)
    before, found = None, page.evaluate(VISIBLE)
    while found != before:
        page.wait_for_timeout(SETTLED_MS)
        before, found = found, page.evaluate(VISIBLE)
    return list(found)


def fresh(name: str, controls: dict[str, Any], browser: Any, folder: Path) -> list[str]:
    """Return what a page shows that was saved with the widget in a state."""
    widget = make(name)
    with widget.hold_trait_notifications():
        for key, value in controls.items():
            setattr(widget, key, value)
    with opened(browser, widget.save(folder / "fresh.html"), []) as page:
        return settled(page)


def residue(found: list[str], expected: list[str]) -> list[str]:
    """Return what stands there that should not ("+"), and what should and does not ("-"), in the order of the page."""
    return [line for line in difflib.ndiff(expected, found) if line[:2] in ("+ ", "- ")]


def left_over(name: str, browser: Any, folder: Path, plant: str = "") -> list[str]:
    """Go through six states on one page, and back to the first; return what differs there from a fresh page."""
    states = sampled(make(name))
    differences: list[str] = []
    with opened(browser, make(name).save(folder / "walked.html"), []) as page:
        if plant:
            page.evaluate(plant)
        for controls in states:
            page.evaluate(SET, controls)
            drawn(page)
        for controls in (states[-1], states[0]):
            page.evaluate(SET, controls)
            found, expected = settled(page), fresh(name, controls, browser, folder)
            if found != expected:
                differences += [f"in {controls}:", *residue(found, expected)]
    return differences


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_of_the_states_before(name: str, browser: Any, tmp_path: Path) -> None:
    found = left_over(name, browser, tmp_path)
    assert not found, "\n".join(found)


def test_the_test_would_see_what_is_left(browser: Any, tmp_path: Path) -> None:
    """As a view does that writes a line for a state and never takes it away."""
    plant = """() => [...globalThis[Symbol.for('metalearn.models')].values()][0].on('change', () => {
        const line = document.createElement('p'); line.textContent = 'left over';
        document.querySelector('.ml').append(line); })"""
    found = left_over("Panel recist", browser, tmp_path, plant)
    assert [line for line in found if line.startswith("in ")] and "+ left over" in found
