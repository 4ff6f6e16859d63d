"""No orphan numbers: every state of every widget, and every lesson, leads from each number to its evidence card.

Because a check that cannot fail proves nothing, numbers are planted too, and it is counted how many slip through.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from metalearn import Quiz, datasets, figures
from metalearn.course import registry
from metalearn.course.numbers import Found, trace
from metalearn.course.page import Page, read
from metalearn.course.structure import masked
from metalearn.datasets.numbers import numbers
from metalearn.datasets.tracing import orphans
from metalearn.errors import UnknownNameError
from metalearn.widgets.base import Faces
from tests.contract.instances import WIDGETS, one_each

TOP = Path(__file__).parents[1]
COURSE = registry.load(TOP / "notebooks")
LESSONS = [lesson for lesson in COURSE.lessons if lesson.id != registry.START]
MOST_BY_ACCIDENT = 0.03
PLANTED = 200


def walk(widget: Any) -> dict[str, dict[str, Any]]:
    """Drive a widget through all its states; return each orphan with the first state that shows it."""
    found: dict[str, dict[str, Any]] = {}
    for controls, _ in widget.drive():
        for orphan in widget.orphans():
            found.setdefault(orphan, controls)
    return found


@pytest.mark.parametrize("name", WIDGETS)
def test_no_state_of_a_widget_shows_an_orphan(name: str) -> None:
    assert walk(WIDGETS[name]()) == {}


@pytest.mark.parametrize("question", datasets.questions(), ids=lambda each: each.id)
def test_no_state_of_a_question_shows_an_orphan(question: datasets.Question) -> None:
    quiz, seen = Quiz(question), set()
    for controls, text in quiz.drive():
        state = (*(controls[name] for name in ("answer", "checked", "hinted")), len(numbers(text)))
        if state not in seen:  # how sure somebody is changes words only
            assert quiz.orphans() == (), controls
        seen.add(state)


def test_a_figure_brings_its_cards_too() -> None:
    for focus in ("", "Prostate", "Liver"):
        figure = figures.sankey(focus)
        assert orphans(figure.describe(), figure.evidence()) == ()
    figure.update_layout(title_text="Of 4,711 people")
    assert orphans(figure.describe(), figure.evidence()) == ("4,711",)


@pytest.mark.parametrize("name", one_each())
@pytest.mark.parametrize("face", ["describe", "table", "twin"])
def test_an_orphan_planted_in_a_widget_is_caught(
    name: str, face: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = one_each()[name]()
    right = getattr(type(widget), face)

    def planted(self: Faces) -> Any:
        found = right(self)
        return [*found, ["4,711"]] if face == "table" else f"{found} 4,711"

    monkeypatch.setattr(type(widget), face, planted)
    assert widget.orphans() == ("4,711",)


@pytest.mark.parametrize("name", WIDGETS)
def test_every_number_of_a_widget_gives_its_card_in_one_call(name: str) -> None:
    widget = WIDGETS[name]()
    shown = [number for row in widget.table() for cell in row for number in orphans(cell, ())]
    for number in dict.fromkeys(shown):
        for card in widget.evidence(number):
            assert card.text().startswith(card.title)
            assert (card.licence and card.last_reviewed) or card.formula
    with pytest.raises(UnknownNameError, match="no number 4,711 with a card here"):
        widget.evidence("4,711")


@pytest.mark.parametrize("lesson", COURSE.lessons, ids=lambda each: each.id)
def test_no_lesson_has_an_orphan(lesson: registry.Lesson) -> None:
    found = trace(read(COURSE.folder / lesson.file, COURSE))
    assert not found.orphans, [(each.cell.number, each.number.text, each.passage) for each in found.orphans]
    if lesson.id != registry.START:
        assert len(found.found) > 20  # of which nothing is an orphan because something was read at all


def random_number(chance: random.Random) -> str:
    """A number such as lessons have: a percentage, a count of any size, a decimal."""
    kind = chance.choice(["percent", "count", "count", "decimal", "small"])
    return {
        "percent": f"{chance.randint(1, 99)}%",
        "count": f"{int(10 ** chance.uniform(1, 4.7)):,}",
        "decimal": f"{chance.uniform(0, 10):.1f}",
        "small": str(chance.randint(2, 99)),
    }[kind]


def with_planted(page: Page, chance: random.Random) -> tuple[Page, list[tuple[int, str]]]:
    """A lesson with random numbers in random places of its prose, and where they are."""
    sources = {cell.number: cell.source for cell in page.cells}
    prose = [cell.number for cell in page.prose if cell.generated is None]
    planted = []
    while len(planted) < PLANTED:
        cell, text = chance.choice(prose), random_number(chance)
        plain, _ = masked(re.sub(r"<[^>]*>", lambda tag: "~" * len(tag[0]), sources[cell]))
        places = [found.end() for found in re.finditer(r"[a-z]{3,}(?= [a-z])", plain)]
        if not places or (cell, text) in planted:
            continue
        at = chance.choice(places)
        sources[cell] = f"{sources[cell][:at]} about {text}{sources[cell][at:]}"
        planted.append((cell, text))
    cells = tuple(replace(cell, source=sources[cell.number]) for cell in page.cells)
    return replace(page, cells=cells), planted


def slipped(found: tuple[Found, ...], planted: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    missed = {(each.cell.number, each.number.text) for each in found if not each.cards}
    return (each for each in planted if each not in missed)


def test_few_numbers_that_nobody_counted_find_a_card_by_accident(capsys: pytest.CaptureFixture[str]) -> None:
    by_accident = 0
    lines = []
    for lesson in LESSONS:
        page, planted = with_planted(read(COURSE.folder / lesson.file, COURSE), random.Random(lesson.id))
        through = list(slipped(trace(page).found, planted))
        by_accident += len(through)
        lines.append(f"{lesson.id}: {len(through)} of {PLANTED} random numbers found a card by accident")
    share = by_accident / (PLANTED * len(LESSONS))
    with capsys.disabled():
        print("", *lines, f"all lessons: {share:.1%}", sep="\n")
    assert share <= MOST_BY_ACCIDENT


@pytest.mark.parametrize("name", WIDGETS)
def test_few_random_numbers_have_a_card_in_a_widget(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    widget, chance = WIDGETS[name](), random.Random(name)
    cards = widget.evidence()
    made = [random_number(chance) for _ in range(PLANTED)]
    through = [number for number in made if not orphans(number, cards)]
    with capsys.disabled():
        print(f"\n{name}: {len(through)} of {PLANTED} random numbers have a card ({len(cards)} cards)")
    assert len(through) / PLANTED <= 0.15  # a screen full of small counts holds many of them rightly
