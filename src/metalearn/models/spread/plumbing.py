"""The first bed of fine vessels that blood from a cancer meets, against the organ where its metastases are found most.

The idea is old: cells stop where the blood takes them first, the liver for the gut and the lung for most of the rest.
Where the most frequent organ is another one, the fit between cell and organ (the soil) must matter too.

Where the model is wrong about the world: the assignment follows a general rule of anatomy and was not looked up cancer
by cancer; parts of one organ drain differently (the upper rectum to the liver, the lower one to the lung); veins have
short cuts, such as the plexus along the spine; and most frequent is not first, for the counts do not say which organ
came first. Organs reached mostly by lymph or through a body cavity are left out of the comparison, and for some cancers
one of them is the most frequent of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from metalearn.models import checks
from metalearn.models.spread.flow_table import Counted, arrange
from metalearn.models.wording import inside, listed
from metalearn.words import _

OTHER_ROUTES = ("Distant lymph nodes", "Peritoneum/abdomen", "Pleura")
"""Organs of the flows that are reached mostly by lymph or through a body cavity, not by blood."""

_GENERAL = ("chambers_2002", "weiss_1980")


@dataclass(frozen=True, slots=True)
class Drainage:
    """Where the blood that leaves an organ goes first.

    Attributes:
        primary: Where the cancer began, as in ``datasets.primaries()``.
        first_bed: The organ with the first bed of fine vessels; empty when blood goes to all organs at once.
        veins: "portal" (through the portal vein), "systemic" (through the large veins to the right heart) or "lung"
            (from the lung to the left heart).
        note: What to mind.
        source_ids: The sources of the rule.
        checked: Whether the assignment was read in the sources: partial (the rule, not this cancer) or no.
    """

    primary: str
    first_bed: str
    veins: str
    note: str
    source_ids: tuple[str, ...]
    checked: str


def _portal(primary: str, note: str = "", *more: str) -> Drainage:
    return Drainage(primary, "Liver", "portal", note, (*_GENERAL, *more), "partial")


def _systemic(primary: str, note: str = "", *more: str) -> Drainage:
    return Drainage(primary, "Lung", "systemic", note, (*_GENERAL, *more), "partial")


def _from_lung(primary: str) -> Drainage:
    note = _(
        "Blood from the lung goes to the left heart and from there to every organ at once: no single "
        "first bed."
    )
    return Drainage(primary, "", "lung", note, (), "no")


PLUMBING = (
    _systemic("Head and neck squamous"),
    _systemic("Thyroid"),
    _from_lung("Lung (small cell)"),
    _from_lung("Lung (non-small cell)"),
    _systemic("Breast", _("Veins of the chest wall also join those along the spine (not checked).")),
    _portal(
        "Oesophagogastric",
        _(
            "This holds for the stomach and the lower third of the oesophagus; the rest of the "
            "oesophagus drains to the "
            "large veins."
        ),
        "weiss_bronk_1981",
    ),
    _portal(
        "Colorectal",
        _("The upper third of the rectum drains to the liver too; its lower parts drain otherwise."),
        "weiss_bronk_1981",
    ),
    _portal("Pancreas"),
    _systemic("Kidney (clear cell)"),
    _systemic("Bladder/urothelial"),
    _systemic(
        "Prostate", _("Veins without valves link the pelvis and the spine (see the organ table: bone).")
    ),
    _systemic("Ovary", _("Ovarian cancer spreads through the abdominal cavity as well.")),
    _systemic("Endometrium"),
    _systemic("Melanoma", _("This holds for melanoma of the skin.")),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What plumbing says about one cancer, beside what was counted.

    Attributes:
        primary: Where the cancer began.
        first_bed: The organ plumbing says; empty when it says none.
        veins: "portal", "systemic" or "lung".
        observed: The organ with the most patients, among the organs compared: by default those reached by blood.
        n: Patients counted there.
        clear: Whether it stays the first one for all counts that fit the source.
        place: At which place the first bed stands among the organs compared, from 1; 0 when plumbing says none.
        n_first_bed: Patients counted in the first bed.
        left_out: Organs that were not compared, each with its patients, most patients first.
        among: What was compared, in words: "organs reached by blood", "the organs compared", or "" for all organs.
    """

    primary: str
    first_bed: str
    veins: str
    observed: str
    n: int
    clear: bool
    place: int
    n_first_bed: int
    left_out: tuple[tuple[str, int], ...] = ()
    among: str = ""

    @property
    def agrees(self) -> bool | None:
        """Whether the most frequent organ is the first bed; None when plumbing says none."""
        return self.observed == self.first_bed if self.first_bed else None

    @property
    def ahead(self) -> tuple[tuple[str, int], ...]:
        """Organs that were left out although they hold more patients than the first of those compared."""
        return tuple((site, n) for site, n in self.left_out if n > self.n)

    def __str__(self) -> str:
        said = self._said().format(
            primary=self.primary,
            among=self.among,
            organ=inside(self.observed),
            n=f"{self.n:,}",
            bed=inside(self.first_bed) if self.first_bed else "",
            there=f"{self.n_first_bed:,}",
            place=self.place,
        )
        if not self.ahead:
            return said
        more = listed([f"{inside(site)} ({n:,})" for site, n in self.ahead])
        left_out = _("Left out, though in more patients: {organs}.").format(organs=more)
        return f"{said} {left_out}"

    def _said(self) -> str:
        """The sentence, before its places are filled in."""
        if not self.first_bed:
            rest = _("most often in {organ} ({n} patients); plumbing names no single first organ.")
        elif self.agrees:
            rest = _("most often in {organ} ({n} patients), as plumbing says.")
        else:
            rest = _(
                "most often in {organ} ({n} patients); plumbing says {bed} ({there} patients, place {place})."
            )
        start = _("{primary}: among {among}, ") if self.among else _("{primary}: ")
        return f"{start}{rest}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """For how many cancers plumbing names the most frequent organ, among the organs compared.

    Attributes:
        agree: Cancers for which it does.
        told: Cancers for which it names an organ at all.
        led: Of these, cancers for which an organ that is left out holds more patients than any compared.
        among: What was compared, in words, as in :class:`Compared`.
    """

    agree: int
    told: int
    led: int
    among: str = ""

    def __str__(self) -> str:
        if not self.among:
            return _("Plumbing names the most frequent organ for {agree} of {told} cancers.").format(
                agree=self.agree, told=self.told
            )
        return _(
            "Among {among}, plumbing names the most frequent one for {agree} of {told} cancers. For "
            "{led} of the "
            "{told}, an organ that is left out holds more patients."
        ).format(among=self.among, agree=self.agree, told=self.told, led=self.led)


def drainage(primary: str) -> Drainage:
    """Return where blood from one primary goes first.

    Args:
        primary: Where the cancer began, as in ``datasets.primaries()``.

    Raises:
        UnknownNameError: When the table has no such primary; the message gives the nearest.

    Source:
        A general rule: ``chambers_2002``, ``weiss_1980``, ``weiss_bronk_1981``.

    Example:
        >>> drainage("Colorectal").first_bed, drainage("Kidney (clear cell)").first_bed
        ('Liver', 'Lung')
    """
    known = [each.primary for each in PLUMBING]
    return PLUMBING[
        known.index(checks.one_of("primary", primary, known, "metalearn.models.plumbing.PLUMBING"))
    ]


def against_observed(
    flows: Iterable[Counted] | None = None, *, leave_out: Sequence[str] = OTHER_ROUTES
) -> tuple[Compared, ...]:
    """Return, for each primary that the rule covers, what plumbing says beside what was counted.

    Args:
        flows: Flows of one cohort; by default ``datasets.flows()``. Primaries outside :data:`PLUMBING` are skipped.
        leave_out: Organs not to compare, because they are not reached by blood first; each comparison names those that
            hold more patients all the same.

    Returns:
        One comparison a primary, in the order of the flows.

    Raises:
        ValueError: When the flows do not make a table, or no organ is left to compare.
        UnknownNameError: When an organ to leave out is neither in the flows nor in :data:`OTHER_ROUTES`.

    Source:
        ``msk_met_2022`` for the default counts; see :func:`drainage` for the rule.

    Example:
        >>> compared = against_observed()
        >>> print(compared[6])
        Colorectal: among organs reached by blood, most often in liver (2,024 patients), as plumbing says.
        >>> print(compared[10])
        Prostate: among organs reached by blood, most often in bone (1,140 patients); plumbing says lung (250...
        >>> print(str(agreement(compared)).partition(". ")[0])
        Among organs reached by blood, plumbing names the most frequent one for 7 of 12 cancers
    """
    table = arrange(flows)
    known = list(dict.fromkeys((*table.sites, *OTHER_ROUTES)))
    without = [
        checks.one_of("site", site, known, "metalearn.datasets.sites()")
        for site in checks.names(leave_out, "organs to leave out")
    ]
    kept = [j for j, site in enumerate(table.sites) if site not in without]
    others_out = [j for j in range(len(table.sites)) if j not in kept]
    if len(kept) < 2:
        raise ValueError("Fewer than two organs are left to compare; leave out fewer of them.")
    other = {j for j, site in enumerate(table.sites) if site in OTHER_ROUTES}
    among = _("organs reached by blood") if set(others_out) == other else _("the organs compared")
    beds = {each.primary: each for each in PLUMBING}
    found = []
    for i, primary in enumerate(table.primaries):
        if primary in beds:
            ranked = sorted(kept, key=lambda j: -table.n[i][j])
            first, others = ranked[0], ranked[1:]
            bed = beds[primary].first_bed
            places = {table.sites[j]: place for place, j in enumerate(ranked, start=1)}
            found.append(
                Compared(
                    primary=primary,
                    first_bed=bed,
                    veins=beds[primary].veins,
                    observed=table.sites[first],
                    n=table.n[i][first],
                    clear=table.low[i][first] > max(table.high[i][j] for j in others),
                    place=places.get(bed, 0),
                    n_first_bed=table.n[i][table.column(bed)] if bed in places else 0,
                    left_out=tuple(
                        (table.sites[j], table.n[i][j])
                        for j in sorted(others_out, key=lambda j: -table.n[i][j])
                    ),
                    among=among if others_out else "",
                )
            )
    return tuple(found)


def agreement(compared: Sequence[Compared]) -> Agreement:
    """Return for how many primaries plumbing names the most frequent of the organs compared.

    Args:
        compared: As :func:`against_observed` returns.

    Source:
        Counting. For comparison: ``font_clos_2020`` found that flow accounts for 40% of how metastases are distributed;
        ``weiss_1980`` found that blood flow went with metastases in 4 of 5 groups of cancers that drain to the portal
        vein, and in 1 of 10 that drain to the large veins.

    Example:
        >>> portal = [each for each in against_observed() if each.veins == "portal"]
        >>> agreement(portal).agree, agreement(portal).told
        (3, 3)
    """
    told = [each for each in compared if each.agrees is not None]
    return Agreement(
        agree=sum(each.agrees is True for each in told),
        told=len(told),
        led=sum(bool(each.ahead) for each in told),
        among=next((each.among for each in compared if each.among), ""),
    )
