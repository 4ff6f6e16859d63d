"""Each widget brings its style sheets, and where two say something of the same thing, the last one wins."""

from __future__ import annotations

from metalearn import (
    BodyMap,
    Cards,
    CascadeStepper,
    CasePlayer,
    MetastasisSankey,
    Panel,
    Quiz,
    Scan,
    TreatmentExplorer,
)
from metalearn.widgets import export
from tests.contract.instances import chart
from tests.contract.pages import opened

ALL = [
    lambda: Quiz("Q01a"),
    lambda: Quiz("Q08e"),
    lambda: Panel("m-category"),
    lambda: Panel("test-results"),
    lambda: Cards("emergencies"),
    lambda: CasePlayer("omar"),
    CascadeStepper,
    MetastasisSankey,
    BodyMap,
    Scan,
    TreatmentExplorer,
    chart,
]
# What the boxes and words of the widgets look like: of what a sheet can set, all that moves or recolours them.
LOOKS = """() => {
    const SET = ['color', 'background-color', 'display', 'position', 'font-size', 'font-weight', 'font-style',
        'line-height', 'text-align', 'text-transform', 'white-space', 'align-items', 'justify-content', 'flex', 'gap',
        'margin', 'padding', 'border-width', 'border-style', 'border-color', 'border-radius', 'width', 'min-height',
        'min-width', 'max-width', 'list-style', 'opacity', 'vertical-align', 'overflow', 'appearance'];
    return [...document.querySelectorAll('.ml, .ml *:not(svg *, .ml-graph *)')].map(e => {
        const style = getComputedStyle(e), of = one => one.getAttribute('class') ?? '';
        return {who: e.closest('.ml').getAttribute('aria-label').slice(0, 30),
            what: `${e.localName}.${of(e)} in ${of(e.parentElement)}`, set: SET.map(one => [one, style[one]])};
    });
}"""


def looks(browser, file, makers):
    """What each widget looks like on a page where they were opened in this order."""
    problems: list[str] = []
    widgets = [make() for make in makers]
    with opened(browser, export.write(file, export.page_of(widgets)), problems, 1280) as page:
        sheets = page.evaluate("() => document.querySelectorAll('style[id^=ml-style-]').length")
        assert sheets > len(ALL) / 2
        found = page.evaluate(LOOKS)
    assert problems == []
    return {name: [each for each in found if each["who"] == name] for name in {each["who"] for each in found}}


def test_a_widget_looks_the_same_whichever_was_opened_before_it(browser, tmp_path):
    first = looks(browser, tmp_path / "first.html", ALL)
    then = looks(browser, tmp_path / "then.html", ALL[::-1])
    assert {name: len(each) for name, each in first.items()} == {
        name: len(each) for name, each in then.items()
    }
    changes = {
        f"{name}: {one} of {before['what']} is {was} or {now}"
        for name in first
        for before, after in zip(first[name], then[name], strict=True)
        for (one, was), (_, now) in zip(before["set"], after["set"], strict=True)
        if was != now
    }
    assert sorted(changes) == []
