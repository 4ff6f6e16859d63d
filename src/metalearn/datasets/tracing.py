"""From a number on screen to its evidence cards, and the numbers that lead to none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from metalearn.datasets.cards import PERCENT, Evidence
from metalearn.datasets.numbers import Number, numbers, plain
from metalearn.errors import UnknownNameError

# What only counts places in an order: "Step 2 of 5", "Place 3", "in 5 steps", "All 21 steps", "5 stages".
_ORDER = re.compile(r"\b(?:Step|Place) \d+(?: of \d+)?\b|\b(?:in|All) \d+ steps\b|\b5 stages\b")
_MOST_NAMED = 12


def parse(number: str | float) -> Number:
    """Return the one number that was asked for.

    Args:
        number: As it is printed, such as "52%" or "1,140"; or a plain number.

    Raises:
        UnknownNameError: When it is not exactly one number.

    Example:
        >>> parse("52%").kind, parse(1140).text
        ('percent', '1,140')
    """
    text = number if isinstance(number, str) else plain(number)
    found = numbers(text)
    if len(found) != 1:
        raise UnknownNameError(f"{text!r} is not one number; write it as it is printed, such as '52%'.")
    return found[0]


def find(number: str | float, cards: Iterable[Evidence], shown: str) -> tuple[Evidence, ...]:
    """Return the cards of a number.

    Those that are about it come alone; otherwise those that name it as their whole, or in what they cite.

    Args:
        number: As it is printed, such as "52%" or "1,140"; or a plain number.
        cards: The cards to look through.
        shown: The text that the number should stand in; a message quotes its numbers.

    Raises:
        UnknownNameError: When no card gives it; the message says which numbers there are, the nearest first.

    Example:
        >>> from metalearn import datasets
        >>> cards = [flow.evidence("n") for flow in datasets.flows() if flow.primary == "Prostate"]
        >>> [card.key for card in find("1,140", cards, "1,140 patients")]
        ['MSK-MET, Prostate, Bone']
        >>> find("1,141", cards, "1,140 of 2,172 patients")
        Traceback (most recent call last):
        ...
        metalearn.errors.UnknownNameError: There is no number 1,141 with a card here. There are: 1,140, 2,172.
    """
    wanted = parse(number)
    every = tuple(dict.fromkeys(cards))
    for fits in (Evidence.says, Evidence.gives, _mentions):
        found = tuple(card for card in every if fits(card, wanted))
        if found:
            return found
    here = sorted(numbers(shown), key=lambda each: (each.kind != wanted.kind, abs(each.value - wanted.value)))
    names = list(dict.fromkeys(each.text for each in here))
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    there = f"There are: {', '.join(names[:_MOST_NAMED])}{more}." if names else "There are no numbers."
    raise UnknownNameError(f"There is no number {wanted.text} with a card here. {there}")


def _mentions(card: Evidence, number: Number) -> bool:
    return any(number.same(other) for other in numbers(card.text()))


def orphans(text: str, cards: Sequence[Evidence], besides: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the numbers in a text that no card gives.

    Places in an order ("Step 2 of 5") are no figures, and neither are the digits of a citation or of a card that
    stands in the text.

    Args:
        text: What is on screen.
        cards: The cards that should cover it.
        besides: Phrases with digits that need no card, such as the names of sources.

    Example:
        >>> from metalearn import datasets
        >>> card = datasets.flows()[0].evidence("n")
        >>> orphans("154 patients (between 153 and 156), and 7 more", [card])
        ('7',)
    """
    rest = " ".join(text.split())
    for phrase in sorted({*besides, *_citations(cards), *_lines(cards)}, key=len, reverse=True):
        rest = rest.replace(" ".join(phrase.split()), " ; ") if phrase else rest
    known = _Known(cards)
    shown = {number.text: number for number in numbers(_ORDER.sub(" ", rest))}
    return tuple(text for text, number in shown.items() if not known.gives(number))


class _Known:
    """What several cards give, ready for many questions: :meth:`Evidence.gives` of each would ask all of them anew."""

    def __init__(self, cards: Iterable[Evidence]) -> None:
        cards = tuple(cards)
        self.figures = {(figure, card.unit in PERCENT) for card in cards for figure in card.figures()}
        self.exact = {figure for figure, _ in self.figures}
        texts = {text for card in cards for text in (*card.texts(), card.denominator, card.unit)}
        self.numbers = {(n.kind, n.value, n.text[0] == "<"): n for text in texts for n in numbers(text)}

    def gives(self, number: Number) -> bool:
        if number.kind == "count" and number.value in self.exact:
            return True
        found = any(number.reads(*figure) for figure in self.figures)
        return found or any(number.same(other) for other in self.numbers.values())


def _citations(cards: Iterable[Evidence]) -> set[str]:
    sources = {source for card in cards for source in card.sources}
    return {said for source in sources for said in (source.cite(), source.short())}


def _lines(cards: Iterable[Evidence]) -> set[str]:
    """The lines of the cards themselves, for a card that stands open in the text."""
    return {line for card in cards for line in card.text().split("\n")}
