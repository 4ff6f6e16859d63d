"""The list of usual sites as a Sankey of equal bands: it names sites, so nothing in it may look like a count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metalearn.datasets import Evidence, UsualSite
from metalearn.figures.sankey_state import LISTED, SankeyState, told_apart
from metalearn.figures.sankey_text import WORDS
from metalearn.words import _

HEADER = [_("Cancer"), _("Usual site"), _("The list's own word"), _("Nearest counted groups")]
MARK = _("listed")
SAME = _("the same")
LEGEND = _(
    "Left: where the cancer began. Right: the sites that the list names for it. Every band is equally wide, because "
    "the list names sites, not how often. Colour only repeats the primary; sites are grey."
)
EVERYTHING = _("Usual sites: every band is equally wide, because the list names sites, not how often")
NOT_HOW_OFTEN = _(
    "A bar on the right is tall when many cancers have that site in the list, and says nothing about people."
)
ABOUT = (
    _(
        "Nobody was counted here. The US National Cancer Institute lists, in alphabetical order, the sites to which "
        "each cancer usually spreads; it leaves out lymph nodes."
    ),
    _(
        "“{unit}” and “{threshold}” are put away here: there are no patients, no percentages, and nothing to hide a "
        "band by."
    ).format(unit=WORDS["unit"], threshold=WORDS["threshold"]),
)
NOT_ODDS = _(
    "A site in the list need not be a likely one for one person, and a site outside it is not ruled out."
)


@dataclass(frozen=True, slots=True, eq=False)
class ListMap:
    """The lines of the list, in the order in which they are drawn.

    Attributes:
        flows: One line for each cancer and site, named as on the page.
        records: The same lines as they stand in their table.
        primaries: The cancers, in alphabetical order.
        sites: The sites, in alphabetical order: any other order would look like a ranking.
    """

    flows: tuple[UsualSite, ...]
    records: tuple[UsualSite, ...]
    primaries: tuple[str, ...]
    sites: tuple[str, ...]


def list_map(rows: Sequence[UsualSite]) -> ListMap:
    """Order the lines for drawing.

    Example:
        >>> from metalearn import datasets
        >>> listed = list_map(datasets.usual_sites())
        >>> listed.primaries[0], listed.sites[0]
        ('Bladder', 'Adrenal')
    """
    named = told_apart(rows)
    return ListMap(
        flows=named,
        records=tuple(rows),
        primaries=tuple(sorted({row.primary for row in named})),
        sites=tuple(sorted({row.site for row in named})),
    )


def list_state(listed: ListMap, focus: str) -> SankeyState:
    """Make one state of the list; without numbers there is neither a unit nor a threshold.

    Args:
        listed: The lines.
        focus: A cancer, a site, or "" for everything.

    Example:
        >>> from metalearn import datasets
        >>> list_state(list_map(datasets.usual_sites()), "Prostate").headline
        'Prostate: the list names Adrenal, Bone, Liver, Lung'
    """
    lit = tuple(i for i, row in enumerate(listed.flows) if not focus or focus in (row.primary, row.site))
    of_cancer = focus in listed.primaries
    ends = [listed.flows[i].site if of_cancer else listed.flows[i].primary for i in lit]
    return SankeyState(
        focus=focus,
        unit=LISTED,
        threshold=0,
        headline=_headline(focus, of_cancer, ends),
        lit=lit,
        hidden=(),
        marks=dict.fromkeys(ends, MARK) if focus else {},
        notes=(NOT_HOW_OFTEN,),
    )


def _headline(focus: str, of_cancer: bool, ends: Sequence[str]) -> str:
    if not focus:
        return EVERYTHING
    said = _("{focus}: the list names {ends}") if of_cancer else _("{focus}: a usual site of {ends}")
    return said.format(focus=focus, ends=", ".join(ends))


def list_fields(row: UsualSite) -> tuple[str, ...]:
    """Return what the table says of a line, cell by cell."""
    return row.primary, row.site, row.site_as_printed or SAME, "; ".join(row.groups)


def list_rows(listed: ListMap, indices: Sequence[int]) -> list[list[str]]:
    """Return lines as rows of text under a header."""
    return [HEADER, *(list(list_fields(listed.flows[i])) for i in indices)]


def list_cards(listed: ListMap, i: int) -> tuple[Evidence, ...]:
    """Return the evidence cards of a line."""
    return (listed.records[i].evidence("site"),)


def list_state_cards(listed: ListMap, state: SankeyState) -> Iterator[Evidence]:
    """Yield the evidence cards of a state: those of the lines in focus."""
    for i in state.lit:
        yield from list_cards(listed, i)


def list_description(listed: ListMap, state: SankeyState) -> Iterator[str]:
    """Yield the lines in focus as text."""
    yield _("In focus:")
    for i in state.lit:
        primary, site, printed, groups = list_fields(listed.flows[i])
        yield "  " + _(
            "{primary}: {site} (the list's own word: {printed}; nearest counted groups: {groups})"
        ).format(primary=primary, site=site, printed=printed, groups=groups)
