"""What a deck is made of: cards with a heading, a short text and a closed part.

A deck is data. The engine (:class:`metalearn.Cards`) turns it into a live view with search and filter, a text, a table,
a static twin and a page without a kernel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metalearn.datasets import Evidence
from metalearn.errors import MetalearnError, unknown
from metalearn.words import _

ALL = "all"
CHECKED = ("yes", "partial", "no", "")
Labelled = tuple[tuple[str, str], ...]
_LINK = re.compile(r"https://\S+|[\w-]+(\.[\w-]+)*\.ipynb")


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Attributes:
        id: Its stable name, by which ``opened`` says that it is open.
        title: The heading.
        text: A short text, always in sight.
        group: What it is filed under; "" for nothing.
        facts: What else is in sight, each as (label, text).
        more: What stays closed until it is opened, each as (label, text); a label may be "".
        sources: Ids of the sources.
        checked: Whether it was read in them: yes, partial or no; "" where nothing was to be read.
        link: Words and address of a page to go to; ("", "") for none.
        evidence: The evidence cards of its numbers and texts.
    """

    id: str
    title: str
    text: str = ""
    group: str = ""
    facts: Labelled = ()
    more: Labelled = ()
    sources: tuple[str, ...] = ()
    checked: str = ""
    link: tuple[str, str] = ("", "")
    evidence: tuple[Evidence, ...] = ()

    @property
    def opens(self) -> bool:
        """Whether there is anything to open."""
        return bool(self.more or self.sources or self.checked or self.evidence)

    def seen(self) -> Iterator[str]:
        """Yield the texts that are always in sight."""
        yield from (self.title, self.text, self.group)
        for label, text in self.facts:
            yield from (label, text)

    def folded(self) -> Iterator[str]:
        """Yield the texts of the closed part, without its sources."""
        for label, text in self.more:
            yield from (label, text)


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of cards.

    Attributes:
        name: Its name, as in ``Cards("glossary")``.
        title: What stands over it.
        intro: One or two sentences: what this is, and what to do.
        cards: The cards, in order.
        more: What stands on the closed part of a card ("Answer").
        groups: Label of the menu of groups; "" for no menu.
        search: Label of the search field; "" for none.
        stamp: What must always be seen: "Education, not advice."
        about: Evidence cards of what all cards share.

    Raises:
        MetalearnError: For no card, two of one id, another word for ``checked``, or a link that leads neither to a
            lesson nor to an https address.

    Example:
        >>> deck = Deck("mine", "Two words", "Read them.", (Card("a", "Bone"), Card("b", "Liver", group="Gut")))
        >>> [card.title for card in deck.find("live")], deck.group_names
        (['Liver'], ('Gut',))
    """

    name: str
    title: str
    intro: str
    cards: tuple[Card, ...]
    more: str = _("More")
    groups: str = ""
    search: str = ""
    stamp: str = ""
    about: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if not self.cards or not all(isinstance(card, Card) for card in self.cards):
            raise MetalearnError(f"The deck {self.name!r} needs at least one card, and nothing but Cards.")
        if not all(isinstance(each, Evidence) for each in self.about):
            raise MetalearnError(f"What the cards of {self.name!r} share are evidence cards.")
        seen: set[str] = set()
        for card in self.cards:
            if card.checked not in CHECKED:
                raise MetalearnError(
                    f"The card {card.id!r} says checked={card.checked!r}; it can be 'yes', 'partial', 'no' or ''."
                )
            if card.id in seen:
                raise MetalearnError(f"The deck {self.name!r} has two cards of the id {card.id!r}.")
            if card.link[1] and not _LINK.fullmatch(card.link[1]):
                raise MetalearnError(
                    f"The card {card.id!r} links to {card.link[1]!r}; a link begins with https:// or is the file "
                    "name of a notebook in the same folder."
                )
            seen.add(card.id)

    @property
    def opens(self) -> bool:
        """Whether any card can be opened."""
        return any(card.opens for card in self.cards)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all cards."""
        return tuple(card.id for card in self.cards)

    @property
    def group_names(self) -> tuple[str, ...]:
        """The groups, in the order of the cards."""
        return tuple(dict.fromkeys(card.group for card in self.cards if card.group))

    def find(self, search: str = "", group: str = ALL) -> tuple[Card, ...]:
        """Return the cards of a group in which every word of a search is found, in their order.

        The closed part is searched as well; upper and lower case are the same.

        Args:
            search: Words, or beginnings or parts of words.
            group: One of ``group_names``, or "all".

        Raises:
            UnknownNameError: For an unknown group, with the nearest right one.
        """
        if group not in (ALL, *self.group_names):
            raise unknown(
                f"group of {self.name!r}", group, (ALL, *self.group_names), "the deck's group_names"
            )
        words = patterns(search)
        return tuple(card for card in self.cards if group in (ALL, card.group) and _has(card, words))

    def card(self, id: str) -> Card:
        """Return a card by its id.

        Raises:
            UnknownNameError: For an unknown id, with the nearest right one.
        """
        known = {card.id: card for card in self.cards}
        if id not in known:
            raise unknown(f"card of {self.name!r}", id, list(known), "the deck's ids")
        return known[id]


def patterns(search: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds each word of a search, whatever its case."""
    return tuple(re.compile(re.escape(word), re.IGNORECASE) for word in search.split())


def _has(card: Card, words: tuple[re.Pattern[str], ...]) -> bool:
    texts = "\n".join((*card.seen(), *card.folded()))
    return all(word.search(texts) for word in words)


def hidden(card: Card, search: str) -> bool:
    """Return whether a word of a search is found only in the closed part of a card.

    Example:
        >>> card = Card("a", "Question", more=(("", "The answer is bone."),))
        >>> hidden(card, "bone"), hidden(card, "question")
        (True, False)
    """
    seen, folded = "\n".join(card.seen()), "\n".join(card.folded())
    return any(word.search(folded) and not word.search(seen) for word in patterns(search))
