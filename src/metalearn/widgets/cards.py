"""Decks of cards: the glossary, common questions, emergencies, what people believe, key points, evidence and more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.sheets import text_of
from metalearn.errors import MetalearnError
from metalearn.figures import decks
from metalearn.figures.decks import given, progress
from metalearn.figures.decks.design import ALL, Card, Deck
from metalearn.widgets import cards_text as text
from metalearn.widgets import sources
from metalearn.widgets.base import Controls, Table, Texts, View, pack, refuse_unknown, walk

_NO_MATCH = "§§"  # what drive() searches for to show that nothing is found


class Cards(View):
    """A deck of cards, with search, groups and a closed part on each card. Education, not advice.

    Args:
        deck: Name of a deck, see :func:`metalearn.figures.decks.names`; "progress" for the answers kept on this
            machine; or a deck of one's own.
        points: Instead of a deck, the key points of a lesson: sentences, or pairs of a heading and a sentence; or one.
        evidence: Instead of a deck, evidence cards of any numbers; beside ``points``, those of their numbers.
        title: What stands over key points or evidence cards; a deck has its own.
        search: Words to look for.
        group: One of the deck's groups, or None for all.
        opened: Ids of the cards that are open.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown deck, group or card, with the nearest right one.
        MetalearnError: When nothing is given to show, more than one thing, or something of another kind.
        TypeError: For an unknown keyword.

    Source:
        Each card names its own.

    Example:
        >>> cards = Cards("glossary", search="vessel lymph")
        >>> [card.title for card in cards.state.shown]
        ['intravasation', 'lymphangiogenesis', 'lymphatic spread']
        >>> len(Cards(points=["Most cells die on the way."]).state.shown)
        1
    """

    script = "cards"

    search = traitlets.Unicode("", help="words to look for").tag(sync=True)
    group = traitlets.Unicode(ALL, help="one of the deck's groups, or all").tag(sync=True)
    opened = traitlets.Any(default_value=(), help="ids of the open cards").tag(sync=True)

    def __init__(
        self,
        deck: str | Deck | None = None,
        *,
        points: str | Iterable[str | Sequence[str]] | None = None,
        evidence: Evidence | Iterable[Evidence] | None = None,
        title: str = "",
        search: str = "",
        group: str | None = None,
        opened: str | Iterable[str] = (),
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        self._deck = _deck(deck, points, evidence, title)
        packed = pack(_payload(self._deck))
        super().__init__(payload=packed, search=search, group=group or ALL, opened=opened, scale=scale)

    @traitlets.validate("group")
    def _known_group(self, proposal: Any) -> str:
        self._deck.find(group=proposal["value"])
        return str(proposal["value"])

    @traitlets.validate("opened")
    def _known_cards(self, proposal: Any) -> tuple[str, ...]:
        wanted = _listed("opened", proposal["value"], str)
        return tuple(dict.fromkeys(self._deck.card(each).id for each in wanted))

    @property
    def deck(self) -> Deck:
        """The deck as plain data."""
        return self._deck

    @property
    def state(self) -> text.CardsState:
        """What is on screen, as plain data."""
        return text.CardsState(self._deck, self.search, self.group, self.opened)

    def describe(self) -> str:
        """Return every card that is shown as text; what is closed is in it only once it is open."""
        return text.describe(self.state)

    def table(self) -> Table:
        """Return the cards that are shown, one line of a card a row."""
        return text.rows(self.state)

    def twin(self) -> str:
        """Return every card of the deck; what is closed stays closed until it is opened."""
        return text.static_twin(self.state)

    def _cards(self) -> Iterator[Evidence]:
        return text.cards(self.state)

    def _folded_cards(self) -> Iterator[Evidence]:
        return text.deck_cards(self._deck, self._deck.cards)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every group closed and open, a search that finds nothing, and every card found by its title and open."""
        return walk(self, _settings(self._deck))


def _deck(
    deck: str | Deck | None,
    points: str | Iterable[str | Sequence[str]] | None,
    evidence: Evidence | Iterable[Evidence] | None,
    title: str,
) -> Deck:
    """The deck that the keywords ask for: exactly one of them."""
    one = (deck is not None) + (points is not None) + (evidence is not None and points is None) == 1
    if not one or not isinstance(deck, str | Deck | None):
        raise MetalearnError(
            "Cards need one thing to show: a deck such as Cards('glossary'), Cards(points=[...]) or "
            f"Cards(evidence=[...]).{'' if deck is None else f' Got {deck!r:.80}.'}"
        )
    if title and deck is not None:
        raise MetalearnError("A deck has a title of its own: title= goes with points= or evidence=.")
    behind = () if evidence is None else _listed("evidence", evidence, Evidence)
    if points is not None:
        return given.key_points(_listed("points", points, str), title, behind)
    if evidence is not None:
        return given.evidence(behind, title)
    if deck == "progress":
        from metalearn.widgets import progress as answers

        return progress.deck(answers.summary())
    if isinstance(deck, Deck):
        return deck
    return decks.deck(deck)


def _listed(keyword: str, value: Any, kind: type) -> tuple[Any, ...]:
    """What a keyword lists; one thing alone, such as a sentence, stands for a list of one."""
    if isinstance(value, kind):
        return (value,)
    if not isinstance(value, Iterable) or isinstance(value, bytes | dict):
        raise MetalearnError(f"{keyword}= takes a list; got {value!r:.80}.")
    return tuple(value)


def _settings(deck: Deck) -> Iterator[Controls]:
    """Every group and search with the cards closed and open, as far as the deck has such controls."""
    has = {"search": deck.search, "group": deck.groups, "opened": deck.opens}

    def controls(search: str = "", group: str = ALL, opened: tuple[str, ...] = ()) -> Controls:
        every = {"search": search, "group": group, "opened": opened}
        return {name: value for name, value in every.items() if has[name]}

    for group in (ALL, *deck.group_names):
        yield controls(group=group)
        yield controls(group=group, opened=tuple(card.id for card in deck.find(group=group) if card.opens))
    if deck.search:
        yield controls(_NO_MATCH)
    for card in deck.cards:
        yield controls(card.title, opened=(card.id,))


def _payload(deck: Deck) -> dict[str, Any]:
    """Collect what the view selects among: every card once, and a sentence for every number of cards."""
    texts = Texts()
    total = len(deck.cards)
    cited = dict.fromkeys(source for card in deck.cards for source in card.sources)
    found = {source: datasets.reference(source) for source in cited}
    return {
        "words": text.WORDS,
        "title": deck.title,
        "intro": deck.intro,
        "stamp": deck.stamp,
        "more": deck.more,
        "search": deck.search,
        "group": deck.groups,
        "groups": deck.group_names,
        "counts": [text.count(n, total) if n else text.WORDS["none"] for n in range(total + 1)],
        "cards": [_shipped(card, deck, texts) for card in deck.cards],
        "sources": {name: [sources.label(each), sources.address(each)] for name, each in found.items()},
        "texts": texts.all,
        "about": text_of(deck.about),
    }


def _shipped(card: Card, deck: Deck, texts: Texts) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "text": card.text,
        "group": card.group if deck.groups else "",
        "facts": [(texts(label), fact) for label, fact in card.facts],
        "more": [(texts(label), line) for label, line in card.more],
        "sources": card.sources,
        "cited": text.source_line(card)[0],
        "checked": [card.checked, sources.checked_text(card.checked)] if card.checked else [],
        "link": card.link if card.link[1] else [],
        "proof": [texts(line) for line in text.proof(card, deck)],
    }
