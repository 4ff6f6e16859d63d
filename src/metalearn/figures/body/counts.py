"""What plumbing expects of a cancer, beside what was counted: the numbers behind "plumbing plus soil"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import Evidence, Flow
from metalearn.datasets.cards import computed, whole
from metalearn.figures.body.ways import way
from metalearn.models.spread import plumbing, tropism
from metalearn.models.spread.flows import whole_percent
from metalearn.models.spread.plumbing import Compared
from metalearn.models.spread.tropism import Enrichment
from metalearn.words import _

BEDS = {"liver": "Liver", "lung": "Lung"}
"""The organs of the flows that are a first filter of the blood, by the part of the drawing."""

REACHED = {
    "Distant lymph nodes": _("lymph"),
    "Peritoneum/abdomen": _("body cavity"),
    "Pleura": _("body cavity"),
}
ROUTE_OF = {"Distant lymph nodes": "lymph", "Peritoneum/abdomen": "cavity", "Pleura": "cavity"}
HEADER = [
    _("Organ"),
    _("Reached mostly by"),
    _("Patients"),
    _("Fits the printed share"),
    _("Of all with this cancer"),
    _("Share of them"),
    _("Plumbing"),
    _("Times what chance would give"),
]
COUNTED = _("Counted in {cohort}: patients with metastases in each organ, most first")
READ = _(
    "“Fits the printed share”: the counts come from shares that were printed rounded, so every number "
    "in this span fits. "
    "The share is of all patients of the centre with that cancer, whether or not it had spread."
)
EXPECTS = _("expects it first")
NONE = "–"


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one primary.

    Attributes:
        flows: One count an organ, most patients first.
        compared: What plumbing says beside them.
        ratios: How often each organ is reached against independence, as far as that was computed.
    """

    flows: tuple[Flow, ...]
    compared: Compared
    ratios: dict[str, Enrichment]


@functools.cache
def _all_flows() -> dict[str, tuple[Flow, ...]]:
    """The counts of every primary of the map: three of them stand in finer tables of the same cohort."""
    sites = datasets.sites()
    found: dict[str, list[Flow]] = {}
    for flow in (*datasets.flows(), *datasets.group_flows(), *datasets.subtype_flows()):
        if flow.site in sites and len(found.get(flow.primary, ())) < len(sites):
            found.setdefault(flow.primary, []).append(flow)
    return {name: tuple(sorted(flows, key=lambda flow: -flow.n)) for name, flows in found.items()}


@functools.cache
def _ratios() -> dict[tuple[str, str], Enrichment]:
    return {(each.primary, each.site): each for each in tropism.enrichment()}


@functools.cache
def _compared() -> dict[str, Compared]:
    """What plumbing says of every cancer of the model, beside what was counted."""
    return {each.primary: each for each in plumbing.against_observed()}


@functools.cache
def _agreement() -> plumbing.Agreement:
    return plumbing.agreement(tuple(_compared().values()))


@functools.cache
def counts(primary: str) -> Counts:
    """Return the counts of a primary of the map.

    Example:
        >>> colorectal = counts("Colorectal")
        >>> colorectal.flows[0].site, colorectal.flows[0].n, colorectal.compared.agrees
        ('Liver', 2024, True)
        >>> counts("Melanoma (uveal)").compared.first_bed, counts("Melanoma (uveal)").compared.observed
        ('Lung', 'Liver')
    """
    flows = _all_flows()[primary]
    ratios = {flow.site: _ratios()[primary, flow.site] for flow in flows if (primary, flow.site) in _ratios()}
    return Counts(flows, _compared().get(primary) or _compare(primary, flows), ratios)


def _compare(primary: str, flows: tuple[Flow, ...]) -> Compared:
    """The same comparison for a primary that the model does not hold; its first bed is that of the map."""
    first = way(primary, "blood").first
    bed = BEDS[first.parts[0]] if first else ""
    by_blood = [flow for flow in flows if flow.site not in plumbing.OTHER_ROUTES]
    places = {flow.site: place for place, flow in enumerate(by_blood, start=1)}
    return Compared(
        primary=primary,
        first_bed=bed,
        veins="systemic",
        observed=by_blood[0].site,
        n=by_blood[0].n,
        clear=by_blood[0].n_low > max(flow.n_high for flow in by_blood[1:]),
        place=places.get(bed, 0),
        n_first_bed=next((flow.n for flow in by_blood if flow.site == bed), 0),
        left_out=tuple((flow.site, flow.n) for flow in flows if flow.site in plumbing.OTHER_ROUTES),
        among=known_among(),
    )


def known_among() -> str:
    """Return how the model names the organs that it compares."""
    return _agreement().among


@functools.cache
def rows(primary: str) -> list[list[str]]:
    """Return the counts of a primary as rows of text under a header.

    Example:
        >>> rows("Prostate")[1][:6]
        ['Bone', 'blood', '1,140', '1,130 to 1,151', '2,172', '52%']
    """
    these = counts(primary)
    return [HEADER, *(_row(flow, these) for flow in these.flows)]


def _row(flow: Flow, these: Counts) -> list[str]:
    ratio = these.ratios.get(flow.site)
    return [
        flow.site,
        REACHED.get(flow.site, _("blood")),
        f"{flow.n:,}",
        _("{low} to {high}").format(low=f"{flow.n_low:,}", high=f"{flow.n_high:,}"),
        f"{flow.n_total:,}",
        whole_percent(flow.percent),
        EXPECTS if flow.site == these.compared.first_bed else NONE,
        _times(ratio) if ratio else NONE,
    ]


def sentences(primary: str, route: str) -> tuple[str, ...]:
    """Return what the counts say about a route, in sentences.

    Example:
        >>> sentences("Colorectal", "blood")[0]
        'Colorectal: among organs reached by blood, most often in liver (2,024 patients), as plumbing says.'
    """
    these = counts(primary)
    if route == "blood":
        return str(these.compared), str(_agreement()), _RULE_OF_SOIL
    if route == "nerve":
        return (_("The counts are of metastases in organs. They say nothing about growth along nerves."),)
    said = [_counted(flow) for flow in these.flows if ROUTE_OF.get(flow.site) == route]
    beside = {
        "lymph": _("Nodes near the primary are not in this count: they are N in the staging system, not M."),
        "cavity": _(
            "Some deposits on these linings come by blood or lymph as well; the counts cannot tell which."
        ),
    }
    return (*said, beside[route])


_RULE_OF_SOIL = _(
    "Where the most frequent organ is not the first filter, the fit between cell and organ (the soil) "
    "or another "
    "way must matter. Most frequent is not the same as first."
)


def _counted(flow: Flow) -> str:
    words = _("{site}: {n} of {total} patients ({percent}) had metastases there.")
    return words.format(
        site=flow.site, n=f"{flow.n:,}", total=f"{flow.n_total:,}", percent=whole_percent(flow.percent)
    )


def cards(primary: str, route: str) -> Iterator[Evidence]:
    """Yield the cards of every number in :func:`rows` and :func:`sentences`."""
    these = counts(primary)
    yield from flow_cards(these.flows)
    if these.ratios:
        yield _ratio_card(primary)
    if route == "blood":
        yield from _plumbing_cards(these.compared)


@functools.cache
def flow_cards(flows: tuple[Flow, ...]) -> tuple[Evidence, ...]:
    """Return the cards of counts: one for the patients of each, and one for all their shares.

    Example:
        >>> flow_cards(counts("Prostate").flows)[-1].value[:14]
        'Bone 52%; Dist'
    """
    patients = tuple(flow.evidence("n") for flow in flows)
    one_cancer = len({flow.primary for flow in flows}) == 1
    shares = "; ".join(
        f"{flow.site if one_cancer else flow.primary} {whole_percent(flow.percent)}" for flow in flows
    )
    formula = _("patients with a metastasis there, divided by all patients with that cancer, rounded")
    return *patients, computed(_("Shares of all patients with that cancer"), shares, formula, patients)


@functools.cache
def _ratio_card(primary: str) -> Evidence:
    ratios = counts(primary).ratios.values()
    formula = _(
        "patients counted, divided by row total times column total over the grand total of the table; "
        "in brackets "
        "what the intervals of the counts leave open"
    )
    title = _("Times what chance would give")
    return computed(
        title, "; ".join(f"{each.site} {_times(each)}" for each in ratios), formula, [whole("flows")]
    )


def _times(ratio: Enrichment) -> str:
    words = _("{ratio} ({low} to {high})")
    return words.format(
        ratio=f"{ratio.ratio:.2f}", low=f"{ratio.ratio_low:.2f}", high=f"{ratio.ratio_high:.2f}"
    )


def _plumbing_cards(compared: Compared) -> Iterator[Evidence]:
    found = _agreement()
    numbers = [
        (_("Cancers where plumbing names the most frequent organ"), found.agree),
        (_("Cancers for which plumbing names an organ"), found.told),
        (_("Of these, with more patients in an organ reached otherwise"), found.led),
    ]
    if compared.place:
        numbers.append((_("Place of the first filter among organs reached by blood"), compared.place))
    for title, value in numbers:
        yield computed(title, value, _("counted in the table of flows"), [whole("flows")])
