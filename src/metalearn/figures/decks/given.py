"""Decks whose cards are given by whoever asks: the key points of a lesson, and evidence cards of any numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from metalearn.datasets import Evidence, plain
from metalearn.datasets.cards import LABELS
from metalearn.errors import MetalearnError
from metalearn.figures.decks.design import Card, Deck
from metalearn.words import _

_MANY = 8  # more evidence cards than this get a search field


def key_points(
    points: Iterable[str | Sequence[str]], title: str = "", evidence: Iterable[Evidence] = ()
) -> Deck:
    """Return the key points of a lesson as a deck.

    Args:
        points: Each a sentence, or a heading with a sentence.
        title: What stands over them.
        evidence: The evidence cards of their numbers.

    Raises:
        MetalearnError: Without a point, or for one that is neither.

    Example:
        >>> key_points(["Most cells die on the way.", ("Names", "A metastasis keeps its name.")]).cards[1].text
        'A metastasis keeps its name.'
    """
    cards = tuple(_point(number, point) for number, point in enumerate(points, 1))
    if not cards:
        raise MetalearnError("Key points need at least one point: Cards(points=['A sentence.']).")
    return Deck(
        name="key-points",
        title=title or _("Key points"),
        intro="",
        cards=cards,
        more=_("More"),
        about=tuple(evidence),
    )


def _point(number: int, point: str | Sequence[str]) -> Card:
    if isinstance(point, str) and point.strip():
        return Card(str(number), point)
    if isinstance(point, Sequence) and len(point) == 2 and all(isinstance(part, str) for part in point):
        heading, sentence = point
        return Card(str(number), heading, sentence)
    raise MetalearnError(f"A key point is a sentence, or a heading and a sentence; got {point!r}.")


def evidence(cards: Iterable[Evidence], title: str = "") -> Deck:
    """Return evidence cards as a deck: the value in sight, and what stands behind it.

    Args:
        cards: Any evidence cards.
        title: What stands over them.

    Raises:
        MetalearnError: Without a card, or for something that is none.

    Example:
        >>> from metalearn import datasets
        >>> evidence([datasets.flows()[0].evidence("n")]).cards[0].text
        '154 patients (between 153 and 156)'
    """
    every = tuple(dict.fromkeys(cards))
    if not every or not all(isinstance(each, Evidence) for each in every):
        raise MetalearnError(
            "Evidence cards come from a record or a widget, such as datasets.flows()[0].evidence('n')."
        )
    return Deck(
        name="evidence",
        title=title or _("Evidence cards"),
        intro=_("What stands behind each number: who was counted, how it was read, and what to mind."),
        cards=tuple(_evidence(number, card) for number, card in enumerate(every, 1)),
        more=_("Source, licence and what to mind"),
        search=_("Search the cards") if len(every) > _MANY else "",
    )


_FIRST = ("formula", "row", "cohort", "denominator")


def _evidence(number: int, card: Evidence) -> Card:
    def lines(first: bool) -> tuple[tuple[str, str], ...]:
        return tuple((LABELS[kind], text) for kind, text in card.behind() if (kind in _FIRST) is first)

    return Card(
        id=f"{number} {plain(card.title)}",
        title=card.title,
        text=card.amount(),
        facts=lines(first=True),
        more=lines(first=False),
        evidence=(card, replace(card, value=card.amount(), low=None, high=None, unit="")),
    )
