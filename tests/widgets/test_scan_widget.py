"""The scan widget: always labelled, one story at first sight, and no place told before it is found or asked for."""

import gzip
import json
import re
from dataclasses import replace

import pytest

from metalearn import Scan
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures.scan.state import DIFFERENCES, NOISES, SIZES, THICKNESSES
from metalearn.models.imaging.phantom import SYNTHETIC
from metalearn.models.imaging.visibility import judged
from metalearn.widgets import scan_text as text
from metalearn.widgets.scan import START
from metalearn.widgets.scan_payload import TRIES

SAFE = {
    "a", "br", "caption", "details", "figcaption", "figure", "img", "li", "p", "strong", "summary", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
LABEL = "Synthetic picture, drawn by a program; not a patient"


@pytest.fixture(scope="module")
def shipped():
    return json.loads(gzip.decompress(Scan()._payload))


def test_driving_walks_every_control_and_leaves_the_scan_as_it_was():
    widget = Scan("liver", size=12, marked=["C6"])
    before = widget.describe()
    seen = [controls for controls, said in widget.drive() if said]
    assert {each["size"] for each in seen} == set(SIZES)
    assert {each["contrast"] for each in seen} == set(DIFFERENCES)
    assert {each["thickness"] for each in seen} == set(THICKNESSES)
    assert {each["noise"] for each in seen} == set(NOISES)
    assert len({(each["picture"], each["phase"], each["level"], each["width"]) for each in seen}) > 48
    assert len({each["marked"] for each in seen}) == 66
    assert {each["answer"] for each in seen} == {True, False}
    assert widget.describe() == before


def test_a_fault_in_a_callback_surfaces():
    widget = Scan()

    def fault(_change):
        raise RuntimeError("planted")

    widget.observe(fault, "level")
    with pytest.raises(RuntimeError, match="planted"):
        list(widget.drive())


def test_it_is_always_said_that_nobody_is_shown(shipped):
    widget = Scan()
    assert LABEL in SYNTHETIC
    for _controls, said in widget.drive():
        assert LABEL in " ".join(said.split())
    assert widget.twin().count(LABEL) >= 3  # over the picture, in its text, and under the second one
    assert shipped["words"]["synthetic"] == SYNTHETIC


def test_the_place_is_not_told_before_it_is_found_or_asked_for():
    widget = Scan()
    cell = widget.state.finding.cell
    assert not re.search(r"\b[A-H][1-8]\b", widget.describe())
    assert text.WORDS["closed"] in widget.describe()
    before_opening = widget.twin().split(f"<summary>{text.WORDS['three']}")[0]
    assert cell not in re.sub(r'src="[^"]*"', "", before_opening)
    widget.answer = True
    assert (
        f"{cell}: 8 mm in the liver" in widget.describe() and "In short: one round spot" in widget.describe()
    )


def test_marking_is_answered_in_words():
    widget = Scan("liver")
    widget.marked = ["c6"]
    assert widget.verdict == "wrong" and "C6: no spot here" in widget.describe()
    widget.marked = ["c6", "b4"]
    assert widget.verdict == "right"
    said = " ".join(widget.describe().split())
    assert "B4: right" in said and "Marked: C6 (no spot), B4 (right)" in said and "In short" in said


def test_the_first_view_and_the_tries_tell_the_story(shipped):
    assert Scan().window == "bone"
    first, second, third = (dict(values) for _label, values in shipped["tries"])
    assert all(getattr(START, name) == value for name, value in first.items())
    # The same scan through another window, then without what made the difference.
    assert {name for name in first if first[name] != second[name]} == {"level", "width"}
    assert {name for name in first if second[name] != third[name]} == {"phase", "contrast"}
    apart = [replace(START, **values).apart for values in (first, second, third)]
    assert apart[0] < 8 < apart[1] and apart[2] < apart[1] / 2
    assert len(TRIES) == 3


def test_every_number_has_a_card():
    widget = Scan()
    for number, _state in enumerate(widget.drive()):
        if number % 25 == 0:
            assert widget.orphans() == ()
    assert [card.title for card in widget.evidence("14.3")] == [
        "Signal over noise of the spot",
        "Signal over noise",
    ]
    assert any("hsieh" in source.id for card in widget.evidence() for source in card.sources)
    with pytest.raises(UnknownNameError):
        widget.evidence("999")


def test_the_view_is_given_what_python_says(shipped):
    place = {"t": THICKNESSES, "n": tuple(NOISES), "c": DIFFERENCES, "s": SIZES}
    for thickness, noise, contrast, size in (
        (1.25, 6, 70, 3),
        (5.0, 12, 38, 8),
        (10.0, 24, 6, 20),
        (2.5, 24, 20, 5),
    ):
        state = replace(START, thickness=thickness, noise=noise, contrast=contrast, size=size)
        t, n, c, s = (
            place[key].index(value)
            for key, value in zip("tncs", (thickness, noise, contrast, size), strict=True)
        )
        assert shipped["ratios"][t][n][c][s] == f"{state.finding.ratio:.1f}"
        assert shipped["shown"][t][s][c] == f"{-state.finding.shown:.0f}"
        assert shipped["peaks"][t][s] == pytest.approx(-state.finding.shown / contrast)
        place_of = ((t * len(NOISES) + n) * len(DIFFERENCES) + c) * len(SIZES) + s
        assert shipped["judged"][place_of] == judged(state.finding.ratio)[0] == state.finding.verdict[0]
        assert shipped["cells"][0][t][s] == list(state.finding.cells)
        for phase, name in enumerate(("plain", "portal")):
            lines = shipped["reports"][state.finding.verdict[0]][phase][t][s]
            said = [shipped["texts"][line].replace("{cell}", state.finding.cell) for line in lines]
            assert said == text.report(replace(state, phase=name))


def test_the_table_has_settings_and_what_they_make_of_the_spot():
    rows = dict(Scan("liver", phase="plain").table()[1:])
    assert rows["Window"] == "liver" and rows["Contrast medium"] == "without contrast medium"
    assert rows["Spot against the liver"] == "12 HU darker" and rows["By Rose's rule of thumb"] == "doubtful"
    assert rows["Hard bone"] == "800 HU, grey 255 of 255"
    clipped = Scan(level=700, width=40)
    assert "both black" in clipped.describe() and dict(clipped.table()[1:])["Window"] == "your own"


def test_it_opens_with_less_than_60_kilobytes():
    widget = Scan()
    assert len(widget._esm) + len(widget._code) + len(widget._payload) <= 60_000


def test_the_twin_is_safe_and_has_the_same_numbers():
    widget = Scan("soft tissue", size=15)
    html = widget.twin()
    assert set(re.findall(r"<(\w+)", html)) <= SAFE
    assert set(re.findall(r"<\w+ ([a-z]+)=", html)) <= {"style", "href", "src", "scope"}
    assert set(re.findall(r'src="(data:image/[a-z+]+)', html)) == {"data:image/png", "data:image/svg+xml"}
    assert all(f">{cell}<" in html for row in widget.table() for cell in row if "'" not in cell)


def test_the_repr_is_the_description_and_the_same_every_time():
    first, second = Scan(), Scan()
    assert repr(first) == first.describe() == repr(second)
    assert first._payload == second._payload and first.twin() == second.twin()


def test_slips_are_answered_plainly():
    with pytest.raises(UnknownNameError, match="Did you mean 'liver'"):
        Scan("livr")
    with pytest.raises(UnknownNameError, match="portal"):
        Scan(phase="portl")
    with pytest.raises(TypeError, match=r"Scan\(\) has no keyword 'windw'. Did you mean 'window'"):
        Scan(windw="liver")
    with pytest.raises(MetalearnError, match="Nearest: 8"):
        Scan(size=9)
    with pytest.raises(MetalearnError, match="is no cell"):
        Scan(marked=["<img src=x onerror=alert(1)>"])
    assert Scan(marked="C4").marked == ("C4",)
    widget = Scan()
    with pytest.raises(MetalearnError, match="thickness"):
        widget.thickness = 3
    assert widget.thickness == 5.0
