"""The deck of what many people believe, and what is so instead."""

from __future__ import annotations

from collections.abc import Mapping

from metalearn import datasets
from metalearn.datasets import Misconception
from metalearn.datasets.cards import told, whole
from metalearn.figures.decks.design import Card, Deck
from metalearn.words import _

KNOWN = _("How this belief is known")


def deck() -> Deck:
    """Return the misconceptions as a deck; what is so stays closed, so that a reader can think first.

    Example:
        >>> deck().card("M01").title
        'A metastasis is named after the organ it reaches'
    """
    return Deck(
        name="misconceptions",
        title=_("What many people believe"),
        intro=_(
            "None of these is so. Say what is so instead, then open the card. To have believed one is no shame."
        ),
        cards=tuple(_card(belief, _lessons()) for belief in datasets.misconceptions()),
        more=_("What is so"),
        groups=_("Lesson"),
        search=_("Search the beliefs"),
        about=(whole("misconceptions"),),
    )


def _lessons() -> Mapping[str, str]:
    """The titles of the lessons, as the table gives them."""
    return datasets.table("misconceptions").column("lessons").meanings


def _card(belief: Misconception, lessons: Mapping[str, str]) -> Card:
    return Card(
        id=belief.id,
        title=belief.belief,
        group=lessons.get(belief.lessons[0], belief.lessons[0]),
        more=(("", belief.truth), (KNOWN, belief.findings)),
        sources=tuple(dict.fromkeys((*belief.truth_source_ids, *belief.source_ids))),
        checked=belief.truth_checked,
        evidence=(
            belief.evidence("truth"),
            belief.evidence("findings"),
            *told(belief, "belief"),
        ),
    )
