"""The deck of the words of the field."""

from __future__ import annotations

from metalearn import datasets
from metalearn.datasets import Term
from metalearn.datasets.cards import told, whole
from metalearn.figures.decks.design import Card, Deck
from metalearn.words import _


def alphabetical() -> tuple[Term, ...]:
    """Return the words of the field from A to Z; the table has them by subject, and nobody looks a word up so.

    Example:
        >>> [term.term for term in alphabetical()[:2]]
        ['angiogenesis', 'antibody-drug conjugate']
    """
    return tuple(sorted(datasets.glossary(), key=lambda each: each.term.casefold()))


def deck() -> Deck:
    """Return the glossary as a deck, from A to Z.

    Example:
        >>> deck().cards[0].title
        'angiogenesis'
    """
    return Deck(
        name="glossary",
        title=_("Glossary"),
        intro=_("The words of the field in plain sentences. Search for a word, or for what it means."),
        cards=tuple(map(_card, alphabetical())),
        more=_("More"),
        search=_("Search the glossary"),
        about=(whole("glossary"),),
    )


def _card(term: Term) -> Card:
    return Card(
        id=term.term,
        title=term.term,
        text=term.definition,
        sources=term.source_ids,
        checked=term.checked,
        evidence=(term.evidence("definition"), *told(term, "term")),
    )
