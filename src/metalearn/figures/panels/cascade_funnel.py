"""The survival funnel left to chance: one run of the cells through the barriers, and what may help them on the way."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from metalearn.datasets import Barrier, Evidence
from metalearn.datasets.cards import told
from metalearn.figures.funnel import START, TAG, preset
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.journey_cards import cited
from metalearn.figures.panels.outcomes_charts import BLUE, YELLOW, axis, chart, label, worked
from metalearn.models.journey.cascade import Runs, bottleneck, on_average, simulate_many, survivors
from metalearn.models.journey.cascade_sensitivity import sensitivity
from metalearn.models.journey.cascade_switches import SWITCHES, Journey, Switch, journey, simulate, switch
from metalearn.models.wording import amount, inside, listed, percent
from metalearn.words import _, several

PRESETS = ("classic", "fidler_1970", "koop_1995")
SHED = (10_000, 1_000_000, 3_200_000)
RUNS = (1, 2, 3)
REPEATS = 200
TIMES = 10.0
_LEAST = 0.05  # where the logarithmic scale begins: below the smallest number that is expected

_HEADER = (
    _("Barrier"),
    _("Left in this run"),
    _("Expected on average"),
    _("Expected with every switch off"),
    _("At the end, if it let ten times as much through"),
)
_KEY = _("bar: this run; diamond: every switch off")
_WRONG = _(
    "Where the model is wrong: it takes all cells to be alike and each to travel on its own, and the shares to stay "
    "the same whatever the organ or the day. Most shares come from animals, and some were only chosen so that the "
    "whole fits. In a person nobody can count these steps."
)
_ONE_EACH = _("In these numbers a cluster counts as one.")
_TOGETHER = _(
    "Platelets work by keeping NK cells away. With no NK cells there is nothing left to keep away, so of these two "
    "switches only the stronger counts."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """The cells of one setting on their way.

    Attributes:
        barriers: The barriers of the preset.
        planned: What is expected with the switches as they are.
        plain: What would be expected with every switch off, before the first barrier and after each.
        left: What was left in this run, before the first barrier and after each.
        clusters: How many of what got through in this run are clusters.
        many: How many got through, in many runs.
        eased: For each barrier, what would be expected at the end if it alone let ten times as much through.
        seed: The seed of this run.
    """

    barriers: tuple[Barrier, ...]
    planned: Journey
    plain: tuple[float, ...]
    left: tuple[int, ...]
    clusters: int
    many: Runs
    eased: tuple[float, ...]
    seed: int


def send(shares: str, shed: int, on: tuple[str, ...], seed: int) -> Sent:
    """Send the cells of a setting through the barriers.

    Args:
        shares: Name of a preset of the survival funnel.
        shed: Cells shed.
        on: Names of the switches that are on.
        seed: The seed of chance.

    Example:
        >>> sent = send("classic", 1_000_000, (), 1)
        >>> sent.left, sent.plain[-1]
        ((1000000, 960, 758, 379, 194, 86), 100.0)
    """
    start = preset(shares)
    planned, many, eased = _planned(shares, shed, on)
    runs = simulate(planned, seed=seed)
    left = tuple(sum(counts) for counts in zip(*(run.left for run in runs), strict=True))
    clusters = sum(run.left[-1] for run in runs[1:])
    return Sent(start.barriers, planned, survivors(shed, start.fractions), left, clusters, many, eased, seed)


@functools.cache
def _planned(shares: str, shed: int, on: tuple[str, ...]) -> tuple[Journey, Runs, tuple[float, ...]]:
    """What does not depend on the run: the plan, many runs of it, and what moving each barrier would do."""
    planned = journey(shed, preset(shares).fractions, on)
    kinds = planned.travellers
    outcomes = [
        simulate_many(kind.expected[0], kind.fractions, runs=REPEATS, seed=place)
        for place, kind in enumerate(kinds, start=1)
    ]
    left = tuple(sum(counts) for counts in zip(*(each.left for each in outcomes), strict=True))
    levers = [sensitivity(kind.expected[0], kind.fractions, times=TIMES) for kind in kinds]
    eased = tuple(sum(lever.expected_eased for lever in each) for each in zip(*levers, strict=True))
    return planned, Runs(shed, planned.expected[-1], left, 1), eased


def _controls() -> tuple[Control, ...]:
    off_on = ((False, _("off")), (True, _("on")))
    sizes = {
        1_000_000: _("{n} cells"),
        3_200_000: _("{n} cells: what a gram of one rat tumour sheds in a day"),
    }
    return (
        *(Control(each.name, each.title, off_on, "check") for each in SWITCHES),
        Control(
            "shed",
            _("Cells shed into the blood"),
            tuple((n, sizes.get(n, _("{n} cells")).format(n=f"{n:,}")) for n in SHED),
            "slider",
        ),
        Control("run", _("Run of chance"), tuple((n, _("Run {n}").format(n=n)) for n in RUNS), "choice"),
        Control("shares", _("Where the shares come from"), tuple((n, preset(n).title) for n in PRESETS)),
    )


def _scene(shed: int, shares: str, run: int, **switches: bool) -> Scene:
    on = tuple(each.name for each in SWITCHES if switches[each.name])
    sent = send(shares, shed, on, run)
    chosen = [switch(name) for name in on]
    rows = _rows(sent)
    return Scene(
        headline=_headline(sent),
        facts=_facts(sent),
        text=(str(sent.many),)
        + tuple(f"{each.title}: {each.measured} {each.chosen}" for each in chosen)
        + ((_ONE_EACH,) if "clusters" in on else ())
        + ((_TOGETHER,) if {"platelets", "without_nk"} <= set(on) else ()),
        rows=rows,
        caption=_("Cells left after each barrier"),
        figure=_figure(sent),
        notes=(_WRONG,),
        cards=tuple(_cards(sent, rows, chosen)),
    )


def _narrow(sent: Sent) -> int:
    return bottleneck([barrier.fraction for barrier in sent.barriers])


def _facts(sent: Sent) -> tuple[tuple[str, str], ...]:
    narrow = _narrow(sent)
    facts = [
        (
            _("The narrowest barrier"),
            _("{barrier}: {share} of single cells get past it").format(
                barrier=sent.barriers[narrow].label,
                share=percent(sent.planned.travellers[0].fractions[narrow]),
            ),
        ),
        (_("Chance that at least one gets through"), percent(sent.planned.at_least_one)),
    ]
    if "clusters" in sent.planned.on:
        facts.append((_("How many came as a cluster"), _clustered(sent)))
    return tuple(facts)


def _headline(sent: Sent) -> str:
    end = sent.left[-1]
    left = several("{n} got past all barriers", "{n} got past all barriers", end).format(n=f"{end:,}")
    said = _("Of {shed} cells shed, {left} in this run; {expected}.").format(
        shed=f"{sent.planned.shed:,}",
        left=left if end else _("none got past all barriers"),
        expected=on_average(sent.planned.expected[-1]),
    )
    if sent.planned.on:
        more = _(
            "On average, {times} times as many get through with {switches} as with every switch off."
        ).format(
            switches=listed([inside(switch(name).title) for name in sent.planned.on]),
            times=amount(sent.planned.expected[-1] / sent.plain[-1]),
        )
    else:
        more = _("The narrowest barrier is “{barrier}”.").format(barrier=sent.barriers[_narrow(sent)].label)
    return f"{said} {more}"


def _clustered(sent: Sent) -> str:
    clusters = sent.planned.travellers[1].expected[0]
    said = _("{share} on average, though only {part} of what travels is a cluster")
    if sent.left[-1]:  # of none, there is nothing to say
        said = _(
            "{n} of the {end} in this run; {share} on average, though only {part} of what travels is a cluster"
        )
    return said.format(
        n=f"{sent.clusters:,}",
        end=f"{sent.left[-1]:,}",
        share=percent(sent.planned.from_clusters),
        part=percent(clusters / sent.planned.expected[0]),
    )


def _rows(sent: Sent) -> Rows:
    names = [START, *(barrier.label for barrier in sent.barriers)]
    eased = ["-", *map(amount, sent.eased)]
    return [
        list(_HEADER),
        *(
            [name, f"{left:,}", amount(expected), amount(plain), end]
            for name, left, expected, plain, end in zip(
                names, sent.left, sent.planned.expected, sent.plain, eased, strict=True
            )
        ),
    ]


def _figure(sent: Sent) -> dict[str, Any]:
    places = list(range(len(sent.left)))
    names = [START, *(barrier.label for barrier in sent.barriers)]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": [max(left, _LEAST) for left in sent.left],
        "width": 0.42,
        "text": [f"\u2003{left:,}" for left in sent.left],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": names,
        "hovertemplate": "%{hovertext}: %{text}<extra></extra>",
        "marker": {"color": BLUE},
    }
    diamonds = {
        "type": "scatter",
        "mode": "markers",
        "y": places,
        "x": [float(f"{plain:.3g}") for plain in sent.plain],
        "marker": {
            "color": YELLOW,
            "symbol": "diamond",
            "size": 10,
            "line": {"color": "#222222", "width": 1},
        },
        "hovertemplate": "%{x:,}<extra></extra>",
    }
    return chart(
        _("Cells left after each barrier"),
        [bars, diamonds],
        axis(_("Cells left (each line is ten times the one before)"), **_POWERS),
        axis(_("Barriers, in order"), range=[5.6, -0.75], showticklabels=False, showgrid=False),
        height=430,
        margin={"l": 12, "r": 16, "t": 64, "b": 48},
        annotations=[
            label(_KEY, 0, 1, xref="paper", xanchor="left", yref="paper", yanchor="bottom"),
            *(
                label(f"<b>{name}</b>", 0, place - 0.23, xref="paper", xanchor="left", yanchor="bottom")
                for place, name in enumerate(names)
            ),
        ],
    )


_POWERS = {
    "type": "log",
    "range": [-1.3, 7.7],
    "tickvals": [10.0**power for power in range(-1, 8)],
    "ticktext": ["", "1", "", "100", "", "10,000", "", "1,000,000", ""],
}


def _cards(sent: Sent, rows: Rows, chosen: list[Switch]) -> Iterator[Evidence]:
    shares = [barrier.evidence("fraction") for barrier in sent.barriers]
    yield from shares
    for barrier in sent.barriers:
        yield from told(barrier, "label")
    for each in chosen:
        yield cited(
            each.title,
            f"{each.acts_on} × {amount(each.factor)}. {each.measured} {each.chosen}",
            _("measured in mice") if each.kind == "measured" else _("a teaching number"),
            each.source_ids,
        )
    yield worked(
        _("This run"),
        [*(row[1] for row in rows[1:]), f"{sent.clusters:,}"],
        _("every cell left to chance with the shares above, and the seed {n}").format(n=sent.seed),
    )
    yield worked(
        _("Expected"),
        [*(cell for row in rows[1:] for cell in row[2:4]), *_shares(sent)],
        _("cells shed times the shares, one barrier after the other, with what each switch does"),
    )
    yield worked(
        _("Ten times as much"),
        [row[4] for row in rows[2:]],
        _("one share made ten times as large (at most all get past), the others left alone"),
    )
    low, high = sent.many.between()
    yield worked(
        _("Many runs"),
        [
            f"{low:,}",
            f"{high:,}",
            percent(sent.many.none),
            _("95 of 100 runs"),
            _("{n} runs").format(n=REPEATS),
        ],
        _("the whole way repeated, each time by chance"),
    )


def _shares(sent: Sent) -> Iterator[str]:
    """What is said in shares, and how many times as many a switch lets through."""
    yield percent(sent.planned.at_least_one)
    yield percent(sent.planned.travellers[0].fractions[_narrow(sent)])
    yield amount(sent.planned.expected[-1] / sent.plain[-1])
    for kind in sent.planned.travellers[1:]:
        yield percent(sent.planned.from_clusters)
        yield percent(kind.expected[0] / sent.planned.expected[0])


DESIGN = Design(
    name="cascade-funnel",
    title=_("A million cells set out: chance decides for each"),
    intro=_(
        "Shed some cells and see how many of them chance lets past each barrier. Run it again, then switch on what may "
        "help cells on the way."
    ),
    controls=fixed(*_controls()),
    scene=_scene,
    start={
        "clusters": False,
        "platelets": False,
        "without_nk": False,
        "shed": 1_000_000,
        "run": 1,
        "shares": "classic",
    },
    tries=(
        Try(
            _("Only 10,000 cells: one success is expected, and chance decides"),
            {"shed": 10_000, "clusters": False},
        ),
        Try(_("A few of a million cells in clusters"), {"shed": 1_000_000, "clusters": True}),
        Try(_("The same end by another way: cells watched in chick embryos"), {"shares": "koop_1995"}),
    ),
    stamp=TAG,
)
