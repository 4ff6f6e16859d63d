"""A panel of one's own that cannot work is refused when it is made, with the part and what was expected."""

from __future__ import annotations

import re
import timeit
from typing import Any

import pytest

from metalearn.errors import MetalearnError
from metalearn.figures import panels
from metalearn.figures.panels.design import Control, Design, People, Scene, Try, fixed

SIZE = Control("size", "Size", ((1, "one"), (2, "two")))


def design(*controls: Control, **changes: Any) -> Design:
    given: dict[str, Any] = {"name": "toy", "title": "Toy", "intro": "", "start": {}, "tries": ()} | changes
    return Design(
        controls=fixed(*(controls or (SIZE,))), scene=lambda **values: Scene(f"{sorted(values)}"), **given
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "a Python keyword such as 'size'; found ''"),
        ({"name": "the size"}, "a Python keyword such as 'size'; found 'the size'"),
        ({"options": ()}, "Control 'size', options: expected at least one (value, text); found ()"),
        ({"options": ("ab",)}, "Control 'size', options: expected pairs"),
        ({"options": ((1, 2),)}, "expected pairs of a value and its text, such as (1, 'one'); found (1, 2)"),
        ({"options": ((float("nan"), "none"),)}, "expected pairs"),
        ({"options": ((1, "a"), (2, "b"), (1.0, "c"))}, "options: expected each value once; found 1.0"),
        ({"kind": "chek"}, "Control 'size', kind: expected one of 'menu'"),
        ({"kind": "chek"}, "found 'chek'. Did you mean 'check'?"),
        ({"kind": "check"}, "options of a check: expected the values False and True; found [1, 2]"),
        ({"kind": "check", "options": ((0, "no"), (1, "yes"))}, "the values False and True; found [0, 1]"),
    ],
)
def test_a_control_that_cannot_work_is_refused(changes: dict[str, Any], said: str) -> None:
    given = {"name": "size", "label": "Size", "options": ((1, "one"), (2, "two"))}
    with pytest.raises(MetalearnError, match=re.escape(said)):
        Control(**given | changes)


def test_true_is_no_one() -> None:
    assert Control("size", "Size", ((1, "one"), (True, "yes"))).options


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: People(-1, "are ill", "full"),
            "People 'are ill', n: expected a whole number, 0 or more; found -1",
        ),
        (lambda: People(1.5, "are ill", "full"), "found 1.5"),  # type: ignore[arg-type]
        (lambda: People(1, "are ill", "dott"), "found 'dott'. Did you mean 'dot'?"),  # type: ignore[arg-type]
        (lambda: Scene("Ill", rows=(("a", "b"), ("c", "d"), ("e",))), "the header, 2 cells; found ['e']"),
        (lambda: Scene("Ill", verdict="rigth"), "The verdict of the scene 'Ill'"),  # type: ignore[arg-type]
    ],
)
def test_a_part_of_a_scene_that_cannot_be_shown_is_refused(make: Any, said: str) -> None:
    with pytest.raises(MetalearnError, match=re.escape(said)):
        make()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: design(name=""), "The name of a panel: expected a text"),
        (lambda: design(SIZE, SIZE), "Panel 'toy', controls: expected each name once; found 'size'"),
        (lambda: design(start={"size": 3}), "Panel 'toy', start: Unknown size 3. The nearest is 2."),
        (
            lambda: design(start={"sise": 1}),
            "Panel 'toy', start: Unknown control 'sise'. Did you mean 'size'?",
        ),
        (lambda: design(tries=(Try("Big", {"size": 9}),)), "Panel 'toy', the try 'Big': Unknown size 9."),
        (lambda: design(tries=(Try("Big", {"siz": 2}),)), "the try 'Big': Unknown control 'siz'."),
    ],
)
def test_a_panel_that_contradicts_itself_is_refused(make: Any, said: str) -> None:
    with pytest.raises(MetalearnError, match=re.escape(said)):
        make()


def test_a_fault_in_controls_names_the_panel() -> None:
    def controls(_values: Any) -> tuple[Control, ...]:
        return (Control("size", "Size", ()),)

    with pytest.raises(MetalearnError, match="Panel 'toy', start: Control 'size', options"):
        Design("toy", "Toy", "", controls, lambda size: Scene(f"{size}"), {})


def test_the_panels_of_the_course_pass() -> None:
    assert all(panels.panel(name).name == name for name in panels.names())


def test_looking_at_a_scene_costs_microseconds() -> None:
    rows = tuple(("a", "b", "c") for _ in range(30))
    took = min(timeit.repeat(lambda: Scene("x", rows=rows), number=100, repeat=5)) / 100
    assert took < 100e-6
