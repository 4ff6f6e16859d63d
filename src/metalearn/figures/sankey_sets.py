"""Whose patients a Sankey can show: two tables of counted patients, and a list of sites that counts nobody."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from metalearn import datasets
from metalearn.datasets import Cohort, Evidence, Flow
from metalearn.datasets.cards import told
from metalearn.errors import unknown
from metalearn.figures import sankey_list as listing
from metalearn.figures import sankey_text as text
from metalearn.figures.sankey_list import ListMap, list_map
from metalearn.figures.sankey_state import (
    LISTED,
    THRESHOLDS,
    UNITS,
    Drawable,
    FlowMap,
    SankeyState,
    flow_map,
    headline,
    sankey_state,
)
from metalearn.words import _

COUNTED, GROUPS, LIST = "MSK-MET", "MSK-MET groups", "NCI list"
NAMES = (COUNTED, GROUPS, LIST)
MOST_ROWS = 200  # a longer table of all bands nobody reads row by row

TITLES = {
    COUNTED: _("MSK-MET, {primaries} cancers and {organs} organs"),
    GROUPS: _("MSK-MET, all {primaries} groups of cancers and {organs} organs"),
    LIST: _("NCI list of usual sites, nobody counted"),
}
IN_PICTURE = _("{n} of them are in the picture.")
ALL_IN_PICTURE = _("All of them are in the picture.")
OWN = _("{n} patients are in the picture: {primaries} cancers, {organs} organs.")
WHO = _("{who}, at {place}.")
OUT_OF = _("Every percentage is out of one cancer's patients: {whole}.")
ONE_CENTRE = _(
    "These people came to one referral centre. They are not the population, and a share of them is not the odds of "
    "one person."
)
UNCLEAR = _(
    "“Unspecified” is a way of coding, not an organ. Female genital, male genital and bladder/urinary tract include "
    "growth into a neighbouring organ. Where nobody was counted there is no band; that does not prove that it never "
    "happens."
)
UNKNOWN_PEOPLE = _("The numbers are somebody's own; ask who these people are before you compare them.")
BANDS = _("Bands show {unit}.")


class FlowSet(Protocol):
    """One choice of "Whose patients": what it draws, says and can prove.

    Attributes:
        name: What ``cohort=`` calls it.
        title: The choice in words.
        about: Who was counted, how many, and the warning that goes with them.
        mind: What to know about its numbers.
    """

    def __hash__(self) -> int:
        """What is shipped is kept for as long as the choice."""

    name: str
    title: str
    about: tuple[str, ...]
    mind: tuple[str, ...]

    @property
    def map(self) -> Drawable:
        """What is drawn."""

    @property
    def openable(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The cards that can be opened, by the name of what they are about."""

    def units(self) -> tuple[str, ...]:
        """Return the units that bands can be shown in."""

    def state(self, focus: str, unit: str, threshold: int) -> SankeyState:
        """Return one state; a set without numbers heeds the focus only."""

    def headline(self, focus: str, unit: str) -> str:
        """Return the headline of a state that hides nothing, without the rest of it."""

    def legend(self, unit: str) -> str:
        """Return how to read the bands."""

    def rows(self, indices: Sequence[int]) -> list[list[str]]:
        """Return bands as rows of text under a header."""

    def everything(self) -> list[list[str]]:
        """Return all bands as a table, for where nothing can be chosen."""

    def behind_everything(self) -> Iterator[Evidence]:
        """Yield the cards of the numbers in that table."""

    def describe(self, state: SankeyState) -> str:
        """Return a state as text."""

    def cards(self, state: SankeyState) -> Iterator[Evidence]:
        """Yield the cards of every number in a state."""

    def flow_cards(self, i: int) -> tuple[Evidence, ...]:
        """Return the cards of one band."""


class Counted:
    """Patients who were counted: bands as wide as their number.

    Args:
        name: What ``cohort=`` calls it.
        flows: The counts.
        cohort: Who was counted, when it is a cohort of the course.
        title: The choice in words; may hold ``{primaries}`` and ``{organs}``.
        mind: What else to mind in this table.
    """

    def __init__(
        self, name: str, flows: Sequence[Flow], cohort: Cohort | None, title: str, mind: tuple[str, ...] = ()
    ) -> None:
        self.name = name
        self.map: FlowMap = flow_map(flows)
        sizes = {"primaries": len(self.map.primaries), "organs": len(self.map.sites)}
        self.title = title if cohort is None else title.format(**sizes)
        n = f"{sum(self.map.patients.values()):,}"
        if cohort is None:
            self.about: tuple[str, ...] = (OWN.format(n=n, **sizes), UNKNOWN_PEOPLE)
        else:
            who = WHO.format(who=cohort.who, place=cohort.place)
            everybody = sum(self.map.patients.values()) == cohort.n_patients
            self.about = (f"{who} {ALL_IN_PICTURE if everybody else IN_PICTURE.format(n=n)}", ONE_CENTRE)
        self.mind = mind if cohort is None else (_out_of(cohort), *mind)
        self._who = told(cohort, "who") if cohort else ()

    @functools.cached_property
    def openable(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The cards of every band, every cancer and every organ."""
        found = {text.flow_name(flow): self.flow_cards(i) for i, flow in enumerate(self.map.flows)}
        ends = (*self.map.primaries, *self.map.sites)
        return found | {name: (text.total_card(self.map, name),) for name in ends}

    def units(self) -> tuple[str, ...]:
        """Return patients and percent."""
        return tuple(UNITS)

    def state(self, focus: str, unit: str, threshold: int) -> SankeyState:
        """Return one state."""
        return sankey_state(self.map, focus, unit, threshold)

    def headline(self, focus: str, unit: str) -> str:
        """Return the headline of a state that hides nothing."""
        return headline(self.map, focus, unit)

    def legend(self, unit: str) -> str:
        """Return how to read the bands."""
        return text.LEGEND[unit]

    def rows(self, indices: Sequence[int]) -> list[list[str]]:
        """Return bands as rows of text under a header."""
        return text.flow_rows(self.map, indices)

    def everything(self) -> list[list[str]]:
        """Return all bands: one a row or, of very many, only their patients, with a row for each cancer."""
        return self.rows(range(len(self.map.flows))) if self._few else text.matrix(self.map)

    def behind_everything(self) -> Iterator[Evidence]:
        """Yield the cards of the numbers in that table."""
        for record in self.map.records:
            yield from text.flow_cards(record)[: 2 if self._few else 1]

    @property
    def _few(self) -> bool:
        return len(self.map.flows) <= MOST_ROWS

    def describe(self, state: SankeyState) -> str:
        """Return a state as text."""
        bands = BANDS.format(unit=UNITS[state.unit])
        return _described(self, state, bands, text.description(self.map, state))

    def cards(self, state: SankeyState) -> Iterator[Evidence]:
        """Yield the cards of every number in a state."""
        yield from text.state_cards(self.map, state)
        yield from text.about_cards(self.map)
        yield from self._who

    def flow_cards(self, i: int) -> tuple[Evidence, ...]:
        """Return the cards of one band."""
        return text.flow_cards(self.map.records[i])


class Listed:
    """The list of usual sites: every band alike, and no number anywhere."""

    def __init__(self) -> None:
        self.name = LIST
        self.title = TITLES[LIST]
        self.about: tuple[str, ...] = listing.ABOUT
        self.mind: tuple[str, ...] = (listing.NOT_ODDS,)
        self.map: ListMap = list_map(datasets.usual_sites())

    @functools.cached_property
    def openable(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The card of every line."""
        return {text.flow_name(row): self.flow_cards(i) for i, row in enumerate(self.map.flows)}

    def units(self) -> tuple[str, ...]:
        """Return the one unit in which everything is alike."""
        return (LISTED,)

    def state(self, focus: str, unit: str, threshold: int) -> SankeyState:
        """Return one state; a list has neither unit nor threshold."""
        return listing.list_state(self.map, focus)

    def headline(self, focus: str, unit: str) -> str:
        """Return the headline of a state."""
        return self.state(focus, unit, 0).headline

    def legend(self, unit: str) -> str:
        """Return how to read the bands."""
        return listing.LEGEND

    def rows(self, indices: Sequence[int]) -> list[list[str]]:
        """Return lines as rows of text under a header."""
        return listing.list_rows(self.map, indices)

    def everything(self) -> list[list[str]]:
        """Return all lines of the list."""
        return self.rows(range(len(self.map.flows)))

    def behind_everything(self) -> Iterator[Evidence]:
        """Yield the cards of those lines."""
        return (card for i in range(len(self.map.flows)) for card in self.flow_cards(i))

    def describe(self, state: SankeyState) -> str:
        """Return a state as text."""
        return _described(self, state, "", listing.list_description(self.map, state))

    def cards(self, state: SankeyState) -> Iterator[Evidence]:
        """Yield the cards of the lines in focus."""
        return listing.list_state_cards(self.map, state)

    def flow_cards(self, i: int) -> tuple[Evidence, ...]:
        """Return the card of one line."""
        return listing.list_cards(self.map, i)


def _out_of(cohort: Cohort) -> str:
    return OUT_OF.format(whole=cohort.denominator[0].lower() + cohort.denominator[1:])


def _described(chosen: FlowSet, state: SankeyState, bands: str, lines: Iterator[str]) -> str:
    """Headline, whose patients, how to read it, the notes, then every band in focus."""
    who = f"{text.WORDS['cohort']}: {chosen.title}. {bands}".strip()
    return "\n".join(
        [state.headline, who, *chosen.about, chosen.legend(state.unit), *state.notes, *chosen.mind, *lines]
    )


def settings(chosen: FlowSet) -> Iterator[tuple[str, str, int]]:
    """Yield every focus, unit and threshold of a set; a list has only its focuses."""
    for focus in ("", *chosen.map.primaries, *chosen.map.sites):
        for unit in chosen.units():
            for threshold in THRESHOLDS.get(unit, (0,)):
                yield focus, unit, threshold


@functools.cache
def flow_set(name: str) -> FlowSet:
    """Return one choice of "Whose patients" by its name.

    Raises:
        UnknownNameError: When there is no such choice, with the nearest.
        MetalearnError: For a cohort of the course that has no matrix to draw.

    Example:
        >>> flow_set("NCI list").title
        'NCI list of usual sites, nobody counted'
    """
    if name == LIST:
        return Listed()
    if name in (COUNTED, GROUPS):
        flows = datasets.flows() if name == COUNTED else datasets.group_flows()
        mind = () if name == COUNTED else (UNCLEAR,)
        return Counted(name, flows, datasets.cohort(COUNTED), TITLES[name], mind)
    if name in [cohort.cohort for cohort in datasets.cohorts()]:
        datasets.flows(name)  # says that there is no matrix, and where the cohort's figures are
    raise unknown("cohort", name, NAMES, "help(metalearn.MetastasisSankey)")


def own_set(flows: Sequence[Flow]) -> FlowSet:
    """Return flows of somebody's own as the only choice.

    Example:
        >>> from metalearn import datasets
        >>> own_set(datasets.flows()).title
        'MSK-MET'
    """
    return Counted(flows[0].cohort, flows, None, flows[0].cohort)
