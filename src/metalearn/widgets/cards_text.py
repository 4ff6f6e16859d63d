"""The words of the cards: labels, description, table and static twin of a deck.

What is closed is said only once it is open: in the description and the table not at all before that, in the twin
behind a disclosure.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import LABELS, computed
from metalearn.figures import twin
from metalearn.figures.decks.design import ALL, Card, Deck
from metalearn.widgets import sources
from metalearn.words import _, several

WORDS = {
    "all": _("All"),
    "none": _("No card has all of these words. Try fewer, or the beginning of one."),
    "open_all": _("Open all"),
    "close_all": _("Close all"),
    "inside": _("match inside"),
    "shown": _("Cards shown"),
    "source": LABELS["source"],
    "sources": _("Sources"),
    "new_tab": _("opens in a new tab"),
    "evidence": _("Evidence card"),
    "about": _("Evidence cards of this deck: how it was made, read and dated"),
    "closed": _("closed"),
}


@dataclass(frozen=True, slots=True)
class CardsState:
    """One state of a deck on screen.

    Attributes:
        deck: The deck.
        search: The words in the search field.
        group: The chosen group, or "all".
        opened: Ids of the open cards.
    """

    deck: Deck
    search: str
    group: str
    opened: tuple[str, ...]

    @property
    def shown(self) -> tuple[Card, ...]:
        """The cards that fit the search and the group."""
        return self.deck.find(self.search, self.group)

    def is_open(self, card: Card) -> bool:
        """Return whether a card is open."""
        return card.id in self.opened and card.opens


def count(n: int, total: int) -> str:
    """Return the sentence that says how many cards are shown; of one card alone there is nothing to count.

    Example:
        >>> count(3, 101), count(101, 101), count(1, 1)
        ('3 of 101 cards shown', '101 cards', '')
    """
    if total == 1:
        return ""
    if n == total:
        return several("{n} card", "{n} cards", n).format(n=n)
    return several("{n} of {total} cards shown", "{n} of {total} cards shown", n).format(n=n, total=total)


def source_line(card: Card) -> tuple[str, str]:
    """Return the label and the text of a card's sources."""
    return WORDS["source" if len(card.sources) == 1 else "sources"], sources.labels(card.sources)


def opened_lines(card: Card) -> Iterator[tuple[str, str]]:
    """Yield what a card shows once it is open, each as (label, text); a label may be ""."""
    yield from card.more
    if card.sources:
        yield source_line(card)
    if card.checked:
        yield "", sources.checked_text(card.checked)


def proof(card: Card, deck: Deck) -> tuple[str, ...]:
    """Return the lines of a card's evidence that stand nowhere else on it."""
    skip = {"source"} if card.sources else set()
    skip |= {"mind", "licence", "reviewed"} if deck.about else set()  # said once, for the whole deck
    shared = tuple(f"; {each.how_read}" for each in deck.about)
    said = {*card.seen(), *card.folded()}
    lines: dict[str, None] = {}
    for each in card.evidence:
        if each.amount() not in said and not (each.texts() and said.issuperset(each.texts())):
            lines[f"{each.title}: {each.amount()}"] = None
        for kind, text in each.behind():
            own = next((text.removesuffix(end) for end in shared if text.endswith(end)), text)
            if kind not in skip and own not in said:
                lines[f"{LABELS[kind]}: {own}"] = None
    return tuple(lines)


def describe(state: CardsState) -> str:
    """Return a state as text: every card that is shown, and of the open ones all that they say."""
    deck, shown = state.deck, state.shown
    lines = [line for line in (deck.title, deck.stamp, deck.intro) if line]
    lines += [f"{label}: {text}" for label, text in _chosen(state)]
    counted = count(len(shown), len(deck.cards)) if shown else WORDS["none"]
    lines += ["", counted] if counted else []
    for card in shown:
        lines += ["", *_told(card, state.is_open(card), deck)]
    return "\n".join(_wrapped(lines))


def _chosen(state: CardsState) -> Iterator[tuple[str, str]]:
    if state.deck.search:
        yield state.deck.search, state.search.strip()
    if state.deck.groups:
        yield state.deck.groups, WORDS["all"] if state.group == ALL else state.group


def _told(card: Card, opened: bool, deck: Deck) -> Iterator[str]:
    group = f" [{card.group}]" if deck.groups and card.group else ""
    yield f"- {card.title}{group}"
    if card.text:
        yield f"    {card.text}"
    yield from (f"    {_line(*fact)}" for fact in card.facts)
    if card.link[1]:
        yield f"    {card.link[0]}: {card.link[1]}"
    if opened:
        yield f"    {deck.more}:"
        yield from (f"      {_line(*each)}" for each in opened_lines(card))
    elif card.opens:
        yield f"    {deck.more}: {WORDS['closed']}"


def _line(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        start = line[: len(line) - len(line.lstrip())] + "  "
        yield from textwrap.wrap(line, 110, subsequent_indent=start, break_on_hyphens=False) or [""]


def rows(state: CardsState) -> list[list[str]]:
    """Return the cards that are shown as rows of text under a header, a line of a card each."""
    deck = state.deck
    grouped = [deck.groups] if deck.groups else []
    found = [[deck.title, *grouped, deck.more if deck.opens else ""]]
    for card in state.shown:
        lines = [card.text, *(_line(*fact) for fact in card.facts), card.link[0]]
        lines += [_line(*each) for each in opened_lines(card)] if state.is_open(card) else []
        said = [line for line in lines if line] or [""]
        found += [[card.title, *([card.group] if grouped else []), line] for line in said]
    return found


def cards(state: CardsState) -> Iterator[Evidence]:
    """Yield the evidence cards of everything a state shows."""
    deck, shown = state.deck, state.shown
    if said := count(len(shown), len(deck.cards)):
        yield computed(WORDS["shown"], said, _("the cards that fit, counted"))
    yield from deck.about
    if state.search:
        yield computed(deck.search or _("Search"), state.search, _("written by you"))
    yield from deck_cards(deck, shown)


def deck_cards(deck: Deck, shown: Iterable[Card]) -> Iterator[Evidence]:
    """Yield the evidence cards of some cards of a deck."""
    for card in shown:
        yield from card.evidence
        cited = tuple(map(datasets.reference, card.sources))
        yield replace(computed(WORDS["sources"], "", _("named on the card")), sources=cited)


def static_twin(state: CardsState) -> str:
    """Return the whole deck, whatever is searched or open; the closed parts stand behind disclosures."""
    deck = state.deck
    parts = [f"<p><strong>{escape(deck.stamp)}</strong></p>"] if deck.stamp else []
    parts += [twin.paragraph(deck.intro)] if deck.intro else []
    parts += [_twin_card(card, deck) for card in deck.cards]
    return twin.figure(deck.title, *parts, twin.evidence(deck.about, WORDS["about"]))


def _twin_card(card: Card, deck: Deck) -> str:
    group = f" ({escape(deck.groups)}: {escape(card.group)})" if deck.groups and card.group else ""
    lines = [f"<p><strong>{escape(card.title)}</strong>{group}</p>"]
    lines += [twin.paragraph(card.text)] if card.text else []
    lines += [_labelled(*fact) for fact in card.facts]
    if card.link[1]:
        lines.append(f'<p><a href="{escape(card.link[1])}">{escape(card.link[0])}</a></p>')
    if card.opens:
        lines.append(twin.details(deck.more, *_twin_more(card)))
    return f'<div style="margin:12px 0">{"".join(lines)}</div>'


def _twin_more(card: Card) -> Iterator[str]:
    yield from (_labelled(*each) for each in card.more)
    if card.sources:
        label = WORDS["source" if len(card.sources) == 1 else "sources"]
        yield f"<p>{escape(label)}: {'; '.join(map(sources.anchor, card.sources))}</p>"
    if card.checked:
        yield twin.paragraph(sources.checked_text(card.checked))


def _labelled(label: str, text: str) -> str:
    return f"<p><strong>{escape(label)}:</strong> {escape(text)}</p>" if label else twin.paragraph(text)
