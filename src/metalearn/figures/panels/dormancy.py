"""The dormancy timeline: a cell settles, sleeps, wakes and grows; when does it cross the size that a scan can see?"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import told
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.figures.panels.journey_cards import cited
from metalearn.figures.panels.outcomes_charts import BLUE, GREY, ORANGE, YELLOW, axis, chart, label, worked
from metalearn.models.journey.detection import Crossing, when_seen
from metalearn.models.journey.growth import CELLS_PER_CM3, Growth, diameter_of, duration, durations
from metalearn.models.journey.seeding import CUT_OFFS, Seeded, timing, when_seeded
from metalearn.models.wording import rough
from metalearn.words import _

DOUBLING = (0.8, 1.7, 2.6, 4.0)
SLEEP_YEARS = (0, 1, 2, 5, 10)
STARTS = (-8, -5, -3, -1, 0)
LAWS = ("exponential", "gompertz")
SEEN = "Q31"  # the limit that the headline and the timeline are about
_MEASURED = "Q11"
_DRAWN = (
    ("Q34", _("PET at 15×"), "dot"),
    ("Q31", _("PET at 5×"), "solid"),
    ("Q33", _("PET at 1.88×"), "dash"),
)
_LAST_YEAR = 26
_ONE_CELL_MM = round(diameter_of(1), 4)

_HEADER = (
    _("What is seen"),
    _("Size"),
    _("Cells, about"),
    _("Reached after"),
    _("Years from finding the primary"),
)
_WRONG = _(
    "Where the model is wrong: a deposit is taken as a ball of equal cells with one doubling time. Real ones pause, "
    "die back, answer to treatment, and differ from each other in one person. The sizes are those PET saw in test "
    "objects, by how many times as much they take up as their surroundings (15×, 5×, 1.88×); in a person a deposit of "
    "that size may be missed. The sleep, the start and the longest doubling time are invented."
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """One deposit, from its first cell to the scan that shows it.

    Attributes:
        start_years: When its first cell settles, in years from finding the primary; negative for before.
        growth: How it grows, with its sleep.
        crossings: When it crosses each limit.
        seen: The crossing that the timeline is about.
        back: What looking back from that scan would say of the first cell, or None when the primary is not yet found.
    """

    start_years: float
    growth: Growth
    crossings: tuple[Crossing, ...]
    seen: Crossing
    back: Seeded | None

    @property
    def seen_years(self) -> float:
        """When it can first be seen, in years from finding the primary."""
        return self.start_years + self.seen.months_low / 12


def timeline(start: float, sleep: float, doubling: float, law: str) -> Timeline:
    """Return the timeline of one deposit.

    Args:
        start: When the first cell settles, in years from finding the primary.
        sleep: How long it sleeps as a single cell, in years.
        doubling: How long a doubling takes (at first, for growth that slows down), in months.
        law: A law of growth.

    Example:
        >>> line = timeline(-3, 5, 1.7, "exponential")
        >>> round(line.seen.months_low / 12, 1), round(line.seen_years, 1)
        (8.9, 5.9)
    """
    growth = Growth(doubling, law, dormant_months=12.0 * sleep)
    crossings = when_seen(growth)
    seen = next(each for each in crossings if each.limit.row == SEEN)
    since = 12 * start + seen.months_low
    span = published_doubling()
    back = None
    if since >= 0:
        back = when_seeded(
            seen.limit.mm_low, span, months_since_diagnosis=since, cells_per_cm3_low=CELLS_PER_CM3
        )
    return Timeline(start, growth, crossings, seen, back)


def published_doubling() -> tuple[float, float]:
    """Return the published span of doubling times, in months."""
    row = next(row for row in datasets.cascade_quantities() if row.id == _MEASURED)
    return float(row.value_low or 0), float(row.value_high or 0)


def _controls() -> tuple[Control, ...]:
    low, high = published_doubling()
    months = {
        low: _("{n} months: the fast end for breast cancer"),
        high: _("{n} months: the slow end for breast cancer"),
        1.7: _("{n} months: as fitted to breast cancer"),
        4.0: _("{n} months: slower, invented"),
    }
    laws = (_("at a steady pace"), _("slower and slower (Gompertz)"))
    return (
        Control("start", _("The first cell settles"), tuple((n, _start(n)) for n in STARTS), "slider"),
        Control(
            "sleep",
            _("It sleeps for"),
            tuple((n, duration(12 * n) if n else _("no time at all")) for n in SLEEP_YEARS),
            "slider",
        ),
        Control(
            "doubling",
            _("Then it doubles in"),
            tuple((n, months[n].format(n=f"{n:g}")) for n in DOUBLING),
            "slider",
        ),
        Control("law", _("It grows"), tuple(zip(LAWS, laws, strict=True)), "choice"),
    )


def _start(years: int) -> str:
    if not years:
        return _("on the day the primary is found")
    return _("{time} before the primary is found").format(time=duration(12 * -years))


def _scene(start: int, sleep: int, doubling: float, law: str) -> Scene:
    line = timeline(start, sleep, doubling, law)
    rows = _rows(line)
    facts = tuple(_facts(line))
    return Scene(
        headline=_headline(line),
        facts=facts,
        text=tuple(_text(line)),
        rows=rows,
        caption=_("When the deposit reaches the sizes that PET saw in test objects"),
        figure=_figure(line),
        notes=(_WRONG,),
        cards=tuple(_cards(line, rows, facts)),
    )


def _headline(line: Timeline) -> str:
    months = 12 * line.seen_years
    when = _("{time} after the primary was found") if months >= 0 else _("{time} before the primary is found")
    said = _(
        "PET, at {times} times the uptake of its surroundings, could first see it {when}, when it is {size} across and "
        "about {cells} cells."
    ).format(
        times=5,
        when=when.format(time=duration(abs(months))),
        size=line.seen.limit.span,
        cells=rough(line.seen.cells[0]),
    )
    then = _(
        "Before it reaches a size that PET can see, a scan is clear, and the deposit is there all the same."
    )
    if months < 0:
        then = _("It could be seen on the day the primary is found.")
    return f"{said} {then}"


def _facts(line: Timeline) -> Iterator[tuple[str, str]]:
    yield _("From the first cell to that size"), duration(line.seen.months_low)
    if line.growth.dormant_months:
        yield _("Of that, asleep"), duration(line.growth.dormant_months)
    yield _("What it would be called"), _called(max(0.0, 12 * line.seen_years))


def _called(months: float) -> str:
    """Synchronous or metachronous, by each line that the sources draw: the shortest that would still take it in."""
    lines = sorted({float(end) for each in CUT_OFFS for end in (each.months_low, each.months_high)})
    kinds = [timing(months, line).kind for line in lines]
    if len(set(kinds)) == 1:
        same = {"synchronous": _("synchronous, wherever the line is drawn")}
        return same.get(kinds[0], _("metachronous, wherever the line is drawn"))
    line = lines[kinds.index("synchronous")]
    return _(
        "synchronous where up to {line} after the primary still counts as together with it; metachronous elsewhere"
    ).format(line=duration(line))


def _text(line: Timeline) -> Iterator[str]:
    if line.back is None:
        return
    low, high = published_doubling()
    said = _(
        "Looking back from that scan, all there is to go by is its size and the doubling times of breast cancer ({low} "
        "to {high} months). {back}"
    )
    yield said.format(low=f"{low:g}", high=f"{high:g}", back=line.back)
    yield _("In truth the first cell settled {time} before that scan.").format(
        time=duration(line.seen.months_low)
    )


def _rows(line: Timeline) -> Rows:
    return [list(_HEADER), *(_row(line, crossing) for crossing in line.crossings)]


def _row(line: Timeline, crossing: Crossing) -> list[str]:
    ends = (crossing.months_low, crossing.months_high)
    reached = [duration(ends[0])] if duration(ends[0]) == duration(ends[1]) else [*durations(*ends)]
    years = [*dict.fromkeys(_signed(line.start_years + end / 12) for end in ends)]
    to = _("{low} to {high}")
    return [
        crossing.limit.name,
        crossing.limit.span,
        rough(crossing.cells[0]),
        *(to.format(low=each[0], high=each[-1]) if len(each) > 1 else each[0] for each in (reached, years)),
    ]


def _signed(years: float) -> str:
    return f"{'−' if years < -0.05 else ''}{abs(years):.1f}"


def _figure(line: Timeline) -> dict[str, Any]:
    found = line.seen_years
    years, sizes = _curve(line)
    curve = {
        "type": "scatter",
        "mode": "lines",
        "x": years,
        "y": sizes,
        "line": {"color": BLUE, "width": 3},
        "hovertemplate": "%{x:.1f}: %{y:.2f} mm<extra></extra>",
    }
    star = {
        "type": "scatter",
        "mode": "markers",
        "x": [round(found, 2)],
        "y": [line.seen.limit.mm_low],
        "marker": {"color": ORANGE, "symbol": "diamond", "size": 13},
        "hovertemplate": "%{x:.1f}<extra></extra>",
    }
    return chart(
        _("Size of the deposit over the years"),
        [curve, star],
        axis(_("Years from finding the primary"), range=[STARTS[0] - 0.5, _LAST_YEAR + 0.5]),
        axis(_("Size in mm, each line ten times the one before"), **_SIZES),
        height=420,
        margin={"l": 12, "r": 16, "t": 64, "b": 48},
        shapes=_SHAPES,
        annotations=_NOTES,
    )


def _curve(line: Timeline) -> tuple[list[float], list[float]]:
    """The first cell, its sleep, and its growth to the largest size drawn: few points, for few are needed."""
    start, asleep = line.start_years, line.growth.dormant_months
    points = [(start, _ONE_CELL_MM), (start + asleep / 12, _ONE_CELL_MM)]
    for mm in _MARKS_MM:
        year = start + line.growth.months_to_diameter(mm) / 12
        if year <= _LAST_YEAR:
            points.append((year, mm))
    return [round(year, 2) for year, _mm in points], [mm for _year, mm in points]


_MARKS_MM = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 7, 12, 20, 30)
_SIZES = {
    "type": "log",
    "range": [-2.1, 1.7],
    "tickvals": [0.01, 0.1, 1, 10],
    "ticktext": ["0.01", "0.1", "1", "10"],
}


def _limits() -> list[tuple[float, str, str]]:
    crossings = {each.limit.row: each.limit for each in when_seen(Growth(1.0))}
    return [(crossings[row].mm_low, text, dash) for row, text, dash in _DRAWN]


_SHAPES = [
    {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": GREY, "width": 2}},
    *(
        {
            "type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": mm, "y1": mm,
            "line": {"color": YELLOW, "width": 2, "dash": dash},
        }
        for mm, _text_, dash in _limits()
    ),
]  # fmt: skip
_NOTES = [
    label(_("primary found"), 0, 1, yref="paper", yanchor="bottom"),
    *(
        label(
            _("{test}: {mm} mm").format(test=text, mm=f"{mm:g}"),
            1, round(math.log10(mm), 3), xref="paper", xanchor="right", yanchor="bottom",
        )
        for mm, text, _dash in _limits()
    ),
]  # fmt: skip


def _cards(line: Timeline, rows: Rows, facts: tuple[tuple[str, str], ...]) -> Iterator[Evidence]:
    held = {row.id: row for row in datasets.cascade_quantities()}
    measured = held[_MEASURED].evidence("value")
    yield measured
    for crossing in line.crossings:
        row = held[crossing.limit.row]
        yield row.evidence("value")
        yield from told(row, "quantity")
    density = cited(
        _("Cells in a cubic centimetre"),
        rough(CELLS_PER_CM3),
        _("an assumption of the textbooks"),
        ["del_monte_2009"],
    )
    yield density
    for each in CUT_OFFS:
        yield cited(_("Where a source draws the line"), each.said, _("in our words"), [each.source_id])
    worked_out = [*(cell for row in rows[1:] for cell in row[2:]), *(text for _name, text in facts)]
    yield worked(
        _("The timeline"),
        [*worked_out, duration(12 * abs(line.seen_years)), *map(rough, line.seen.cells)],
        _(
            "one cell, its sleep and its doublings, up to the size; a ball, with the cells of a cubic centimetre"
        ),
    )
    if line.back is not None:
        yield worked(
            _("Looking back"),
            _text(line),
            _("the doublings from one cell to that size, at the published doubling times"),
            [measured],
        )


DESIGN = Design(
    name="dormancy",
    title=_("Asleep for years: when can a deposit first be seen?"),
    intro=_(
        "Choose when a single cell settles, how long it sleeps, and how fast it then grows. The timeline shows when it "
        "reaches a size that a scan can see."
    ),
    controls=fixed(*_controls()),
    scene=_scene,
    start={"start": -3, "sleep": 5, "doubling": 1.7, "law": "exponential"},
    tries=(
        Try(_("No sleep: there before the primary is found"), {"start": -5, "sleep": 0}),
        Try(_("The same cell, asleep for ten years"), {"start": -5, "sleep": 10}),
        Try(
            _("It settles on the day the primary is found, and grows fast"),
            {"start": 0, "sleep": 0, "doubling": 0.8},
        ),
    ),
    stamp=_("Teaching values, not a forecast for anybody"),
)
