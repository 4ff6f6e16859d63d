"""The contract of every widget, as far as it needs no browser: text, table, twin, walk, evidence, words, weight."""

from __future__ import annotations

from typing import Any

import pytest

import metalearn
from metalearn.errors import UnknownNameError
from tests.contract.faces import (
    messages,
    missing_in_twin,
    opening_bytes,
    refused_by_jupyter,
    says_the_same_twice,
    walk_faults,
)
from tests.contract.instances import WIDGETS, one_each, public

MOST_BYTES = 60_000
every = pytest.mark.parametrize("name", WIDGETS)


def test_every_public_widget_is_under_contract() -> None:
    assert set(one_each()) == set(public())


@every
def test_its_text_is_the_same_each_time_and_is_its_repr(name: str) -> None:
    assert says_the_same_twice(WIDGETS[name]) == []


@every
def test_the_message_that_opens_it_holds_all_that_its_view_needs(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sent a moment later can miss the model on a busy machine: the view then stands empty."""
    WIDGETS[name]()  # the hidden model of plotly.js opens once a kernel, before the first that needs it
    sent = messages(monkeypatch)
    WIDGETS[name]()
    assert [kind for kind, _ in sent] == ["comm_open"]
    _, (paths, buffers) = sent[0]
    size = {path[0]: len(each) for path, each in zip(paths, buffers, strict=True)}
    assert size["_code"] > 100
    assert size["_payload"] > 100 or name == "Chart"  # all of a chart is in its figure


@every
def test_it_walks_every_control_and_comes_back(name: str) -> None:
    walked, faults = walk_faults(WIDGETS[name]())
    assert faults == []
    assert (
        walked > 1 or name == "Chart"
    )  # what can be chosen in a chart is in the figure: only the page knows it


@pytest.mark.parametrize("name", one_each())
def test_a_walk_that_is_left_half_way_leaves_it_as_it_was(name: str) -> None:
    controls = [each for each, _text in one_each()[name]().drive()]
    start, middle = controls[-1], len(controls) // 2
    for seen in sorted({1, 2, middle, len(controls) - 1} - {0}):
        widget = one_each()[name]()
        with widget.hold_trait_notifications():
            for key, value in start.items():
                setattr(widget, key, value)
        before = ({key: getattr(widget, key) for key in start}, widget.describe())
        walk = widget.drive()
        for _, _state in zip(range(seen), walk, strict=False):
            pass
        walk.close()
        assert ({key: getattr(widget, key) for key in start}, widget.describe()) == before


@every
def test_a_fault_in_any_callback_comes_out(name: str) -> None:
    widget = WIDGETS[name]()
    for control in next(iter(widget.drive()))[0]:
        widget = WIDGETS[name]()

        def fault(_change: Any, control: str = control) -> None:
            raise RuntimeError(f"planted in {control}")

        widget.observe(fault, control)
        if name != "Chart":
            with pytest.raises(RuntimeError, match=f"planted in {control}"):
                list(widget.drive())


@every
def test_its_table_is_a_table_and_its_twin_says_all_of_it(name: str) -> None:
    widget = WIDGETS[name]()
    table = widget.table()
    assert table and all(len(row) == len(table[0]) for row in table)
    assert all(isinstance(cell, str) for row in table for cell in row)
    assert missing_in_twin(widget) == []


@every
def test_its_twin_survives_the_sanitizer_of_jupyter(name: str) -> None:
    assert refused_by_jupyter(WIDGETS[name]()) == []


@every
def test_it_opens_under_sixty_kilobytes(name: str) -> None:
    assert opening_bytes(WIDGETS[name]()) <= MOST_BYTES


@every
def test_every_number_in_it_has_a_card(name: str) -> None:
    widget = WIDGETS[name]()
    assert widget.orphans() == ()
    with pytest.raises(UnknownNameError, match="no number 4,711 with a card here"):
        widget.evidence("4,711")


@pytest.mark.parametrize("name", public())
def test_an_unknown_keyword_is_refused_with_the_nearest_right_one(name: str) -> None:
    with pytest.raises(TypeError, match=rf"{name}\(\) has no keyword 'scal'\. Did you mean 'scale'\?"):
        getattr(metalearn, name)(scal=2) if name not in (
            "Quiz",
            "Panel",
            "CasePlayer",
            "Cards",
            "Chart",
        ) else (_with_first(name, scal=2))


def _with_first(name: str, **keywords: Any) -> Any:
    first: dict[str, tuple[Any, ...]] = {
        "Quiz": ("Q01a",),
        "Panel": ("recist",),
        "CasePlayer": ("amina",),
        "Cards": ("glossary",),
        "Chart": ({"data": []}, "a", [["b"]]),
    }
    return getattr(metalearn, name)(*first[name], **keywords)


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("Panel", "recst", "recist"),
        ("Cards", "glosary", "glossary"),
        ("CasePlayer", "amena", "amina"),
        ("Quiz", "Q01", "Q01a"),
        ("MetastasisSankey", "Prostrate", "Prostate"),
        ("BodyMap", "Prostrate", "Prostate"),
        ("TreatmentExplorer", "Prostrate", "Prostate"),
        ("CascadeStepper", "blod", "blood"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_right_one(name: str, wrong: str, right: str) -> None:
    with pytest.raises(UnknownNameError, match=f"{wrong!r}.*{right!r}"):
        getattr(metalearn, name)(wrong)
