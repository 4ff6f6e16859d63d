"""What changes when cells travel in clusters, hide behind platelets, or meet no natural killer cells.

Each switch says what of it was measured and what was chosen so that it can be shown at all. Only one carries a
measured size: in mice, a cluster had 23 to 50 times the metastatic potential of a single cell. That platelets help
cells and natural killer (NK) cells clear them was seen, but the sources we read give no number, so their factors are
teaching numbers.

Where the model is wrong about the world: a figure from mice is put into shares that partly come from other animals;
which barrier a cluster eases was not measured, so all are eased in proportion to how hard they are; clusters neither
form nor break up on the way; and platelets and NK cells act at one barrier only, for every cell alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from metalearn.models import checks
from metalearn.models.journey.cascade import Run, survivors, walk, whole_cells
from metalearn.models.wording import amount, inside, listed
from metalearn.words import _


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that helps travelling cells, and how sure its size is.

    Attributes:
        name: Short name, for code.
        title: Plain words, for a label.
        barrier: Where it acts: a barrier of ``datasets.survival_presets()``, or "all".
        factor: By how much it helps (see ``acts_on``).
        factor_low: Lowest factor the source gives, or None.
        factor_high: Highest factor the source gives, or None.
        acts_on: What the factor multiplies.
        kind: "measured" or "teaching": where the size of the factor comes from.
        measured: What was measured, and in whom.
        chosen: What was chosen.
        source_ids: The sources.
        checked: Whether this was read in the sources: yes, partial or no.
    """

    name: str
    title: str
    barrier: str
    factor: float
    factor_low: float | None
    factor_high: float | None
    acts_on: str
    kind: str
    measured: str
    chosen: str
    source_ids: tuple[str, ...]
    checked: str

    def __str__(self) -> str:
        label = _("measured in mice") if self.kind == "measured" else _("a teaching number")
        return _("{title}: {acts_on} times {factor} ({label}). {measured} {chosen}").format(
            title=self.title,
            acts_on=self.acts_on,
            factor=amount(self.factor),
            label=label,
            measured=self.measured,
            chosen=self.chosen,
        )


CLUSTERED = 0.05
"""Share of the cells that travel in clusters when the switch is on: a teaching number."""

CLUSTER_SIZE = 4
"""Cells of a cluster: a teaching number."""

_BLOOD = "first_day"

SWITCHES = (
    Switch(
        "clusters", _("Some cells in clusters"), "all", 23.0, 23.0, 50.0,
        _("a cluster's chance of the whole journey"), "measured",
        _("In mice, clusters had 23 to 50 times the metastatic potential of single cells; they were rarer."),
        _("The low end is used. That 5 of 100 cells travel in clusters of 4, and that every barrier is eased in "
          "proportion to how hard it is, are teaching choices."),
        ("aceto_2014",), "yes",
    ),
    Switch(
        "platelets", _("A coat of platelets"), _BLOOD, 2.0, None, None,
        _("the odds of being alive after a day in the blood"), "teaching",
        _("In mice, taking TGF-beta away from platelets alone reduced lung metastases; platelets keep NK cells away."),
        _("The factor is a teaching number: the sources we read give the direction, not the size."),
        ("labelle_2011", "ash_platelet_abstract"), "partial",
    ),
    Switch(
        "without_nk", _("No natural killer (NK) cells"), _BLOOD, 3.0, None, None,
        _("the odds of being alive after a day in the blood"), "teaching",
        _("NK cells clear tumour cells from the blood."),
        _("The factor is a teaching number: the source we read gives no size."),
        ("pmc5460282",), "partial",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Travellers:
    """Cells that travel in one way.

    Attributes:
        name: "single cells" or "clusters".
        cells_each: Cells in each of them.
        fractions: For each barrier, the chance of one of them to get past it.
        expected: How many of them there are before the first barrier and after each.
    """

    name: str
    cells_each: int
    fractions: tuple[float, ...]
    expected: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """The way through the barriers with some switches on.

    Attributes:
        shed: Cells shed.
        on: The switches that are on.
        travellers: Single cells, and clusters when their switch is on.
        plain: What would be expected past all barriers with every switch off.
    """

    shed: int
    on: tuple[str, ...]
    travellers: tuple[Travellers, ...]
    plain: float

    @property
    def expected(self) -> tuple[float, ...]:
        """Travellers (single cells and clusters, one each) before the first barrier and after each."""
        return tuple(
            math.fsum(counts) for counts in zip(*(kind.expected for kind in self.travellers), strict=True)
        )

    @property
    def at_least_one(self) -> float:
        """Chance that at least one traveller gets past all barriers."""
        none = 0.0  # logarithm of the chance that none does
        for kind in self.travellers:
            through = math.prod(kind.fractions)
            if through >= 1 and kind.expected[0]:
                return 1.0
            none += kind.expected[0] * math.log1p(-through) if kind.expected[0] else 0.0
        return -math.expm1(none)

    @property
    def from_clusters(self) -> float:
        """Share of what gets past all barriers that came as a cluster; 0 when nothing does."""
        clusters = math.fsum(kind.expected[-1] for kind in self.travellers if kind.name == "clusters")
        return clusters / self.expected[-1] if self.expected[-1] else 0.0

    def __str__(self) -> str:
        switches = (
            listed([inside(switch(name).title) for name in self.on]) if self.on else _("every switch off")
        )
        return _(
            "With {switches}: {left} of {shed} travellers get past all barriers on average, where {plain} would with "
            "every switch off."
        ).format(
            switches=switches,
            left=amount(self.expected[-1]),
            shed=amount(self.expected[0]),
            plain=amount(self.plain),
        )


def switch(name: str) -> Switch:
    """Return one switch.

    Args:
        name: "clusters", "platelets" or "without_nk".

    Raises:
        UnknownNameError: When there is no such switch; the message gives the nearest.

    Example:
        >>> switch("clusters").kind, switch("platelets").kind
        ('measured', 'teaching')
    """
    by_name = {each.name: each for each in SWITCHES}
    return by_name[checks.one_of("switch", name, list(by_name), "metalearn.models.cascade_switches.SWITCHES")]


def journey(
    shed: float,
    fractions: Sequence[float],
    on: Sequence[str] = (),
    *,
    clustered: float = CLUSTERED,
    cluster_size: int = CLUSTER_SIZE,
    cluster_factor: float | None = None,
    blood_barrier: int = 0,
) -> Journey:
    """Return what is expected past each barrier with some switches on.

    Args:
        shed: Cells shed, a whole number.
        fractions: For each barrier, the chance of a single cell to get past it with every switch off.
        on: Names of the switches that are on.
        clustered: Share of the cells that travel in clusters, 0 to 1; used when "clusters" is on.
        cluster_size: Cells of a cluster, at least 2.
        cluster_factor: How many times a single cell's chance of the whole journey a cluster has; by default the
            measured low end.
        blood_barrier: Which barrier is the one in the blood, from 0.

    Returns:
        The journey.

    Raises:
        UnknownNameError: For a switch that does not exist.
        ValueError: When a number is out of range.

    Source:
        Each switch names its own: ``aceto_2014``, ``labelle_2011``, ``pmc5460282``.

    Example:
        >>> classic = (0.001, 0.8, 0.5, 0.5, 0.5)
        >>> print(str(journey(1_000_000, classic, ["clusters"])).partition(", where")[0])
        With some cells in clusters: 124 of 962,500 travellers get past all barriers on average
        >>> round(journey(1_000_000, classic, ["clusters"]).from_clusters, 2)
        0.23
    """
    chosen = [switch(name) for name in checks.names(on, "switches")]
    plain = survivors(shed, fractions)[-1]
    cells = whole_cells(shed)
    _check(clustered, cluster_size, blood_barrier, fractions)
    eased = list(fractions)
    # Platelets work by keeping NK cells away: both together remove the same obstacle, so only the larger one counts.
    blood = max((each.factor for each in chosen if each.barrier == _BLOOD), default=1.0)
    if eased:
        eased[blood_barrier] = times_the_odds(eased[blood_barrier], blood)
    clusters = (
        int(cells * clustered) // cluster_size if any(each.name == "clusters" for each in chosen) else 0
    )
    kinds = [_travellers("single cells", 1, cells - clusters * cluster_size, eased)]
    if clusters:
        factor = switch("clusters").factor if cluster_factor is None else cluster_factor
        kinds.append(_travellers("clusters", cluster_size, clusters, times_the_whole(eased, factor)))
    return Journey(cells, tuple(each.name for each in chosen), tuple(kinds), plain)


def simulate(planned: Journey, *, seed: int = 1) -> tuple[Run, ...]:
    """Let chance decide for each traveller of a journey.

    Args:
        planned: The journey.
        seed: The seed of chance.

    Returns:
        One run a way of travelling, in the order of ``planned.travellers``.

    Source:
        Chance; see :func:`metalearn.models.cascade.simulate`.

    Example:
        >>> runs = simulate(journey(1_000_000, (0.001, 0.1), ["clusters"]))
        >>> [run.left[0] for run in runs]
        [950000, 12500]
    """
    rng = Random(seed)
    return tuple(
        Run(kind.fractions, kind.expected, walk(rng, int(kind.expected[0]), kind.fractions), seed)
        for kind in planned.travellers
    )


def times_the_odds(fraction: float, factor: float) -> float:
    """Return a share whose odds are ``factor`` times as large; unlike a product it never passes 1.

    Example:
        >>> times_the_odds(0.5, 3), round(times_the_odds(0.001, 2), 6)
        (0.75, 0.001998)
    """
    return fraction * factor / (1 - fraction + fraction * factor)


def times_the_whole(fractions: Sequence[float], factor: float) -> tuple[float, ...]:
    """Ease every barrier, each in proportion to how hard it is, until the whole chance is ``factor`` times as large.

    A whole chance that would pass 1 stays at 1, and a barrier that nothing passes stays shut.

    Example:
        >>> [round(share, 6) for share in times_the_whole((0.01, 0.1, 1), 10)]
        [0.046416, 0.215443, 1.0]
    """
    whole = math.prod(fractions)
    if whole in (0, 1):
        return tuple(fractions)
    kept = max(0.0, 1 + math.log(factor) / math.log(whole))
    return tuple(float(fraction) ** kept for fraction in fractions)


def _travellers(name: str, cells_each: int, count: int, fractions: Sequence[float]) -> Travellers:
    return Travellers(name, cells_each, tuple(fractions), survivors(count, fractions))


def _check(clustered: float, cluster_size: int, blood_barrier: int, fractions: Sequence[float]) -> None:
    checks.share(clustered, "The share of cells in clusters")
    if not (isinstance(cluster_size, int) and cluster_size >= 2):
        raise ValueError(f"A cluster has {cluster_size} cells; it needs a whole number of at least 2.")
    if fractions and not 0 <= blood_barrier < len(fractions):
        raise ValueError(
            f"There is no barrier {blood_barrier}; they are numbered from 0 to {len(fractions) - 1}."
        )
