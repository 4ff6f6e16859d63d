"""The deck of common questions, with answers that stay closed until they are opened."""

from __future__ import annotations

from metalearn import datasets
from metalearn.datasets import CommonQuestion
from metalearn.datasets.cards import told, whole
from metalearn.figures.decks.design import Card, Deck
from metalearn.words import _

ASK = _("When to ask")


def deck() -> Deck:
    """Return the common questions as a deck.

    Example:
        >>> [label for label, text in deck().cards[0].more]
        ['', 'When to ask']
    """
    return Deck(
        name="faq",
        title=_("Ten common questions"),
        intro=_("Answer a question for yourself first, then open it."),
        cards=tuple(map(_card, datasets.faq())),
        more=_("Answer"),
        search=_("Search the questions and answers"),
        stamp=_("Education, not advice: these answers know nothing about one person."),
        about=(whole("faq"),),
    )


def _card(asked: CommonQuestion) -> Card:
    return Card(
        id=asked.id,
        title=asked.question,
        more=(("", asked.answer), (ASK, asked.ask)),
        sources=asked.source_ids,
        checked=asked.checked,
        evidence=(asked.evidence("answer"), *told(asked, "question", "ask")),
    )
