"""The survival funnel: how many of a million shed cells are left after each barrier, as a figure, rows and words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from metalearn import datasets
from metalearn.datasets import Barrier, SurvivalPreset
from metalearn.errors import MetalearnError
from metalearn.errors import unknown as unknown_name
from metalearn.models.journey.cascade import survivors
from metalearn.words import _, several

SHED = 1_000_000
LEAST = 0.95  # fewer cells than this are less than one
_STEPS = (
    1,
    0.9,
    0.8,
    0.7,
    0.6,
    0.5,
    0.4,
    0.3,
    0.2,
    0.1,
    0.05,
    0.02,
    0.01,
    0.005,
    0.002,
    0.001,
    0.0005,
    0.0002,
    0.0001,
)
TAG = _("Teaching values, not patient values")
START = _("Shed into the blood")
MARKS = {"measured": _("measured"), "teaching": _("teaching value"), "yours": _("yours")}
_COLORS = {"": "#6f6f6f", "measured": "#0072B2", "teaching": "#56B4E9", "yours": "#E69F00"}
_AT = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}
_LEGEND = {**_AT, "itemclick": False, "itemdoubleclick": False}  # a key, and no switch
_PATTERNS = {"": "", "measured": "", "teaching": "/", "yours": "x"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the funnel.

    Attributes:
        label: What the cells have got past.
        cells: How many are expected to be left.
        amount: The same in words.
        passed: The share that gets past this barrier, in words; empty for the first bar.
        mark: "measured", "teaching" or "yours"; empty for the first bar.
        narrowest: Whether no barrier lets fewer past.
        note: Where the share comes from; empty for the first bar.
        source: The source of a measured share, in the shortest form.
    """

    label: str
    cells: float
    amount: str
    passed: str = ""
    mark: str = ""
    narrowest: bool = False
    note: str = ""
    source: str = ""

    @property
    def kind(self) -> str:
        """What kind of number the share is, with its source when it was measured."""
        return f"{MARKS[self.mark]} ({self.source})" if self.source else MARKS[self.mark]

    @property
    def name(self) -> str:
        """The bar in one sentence, for whoever cannot see it."""
        passed = (
            _("; {passed} got past this barrier, {kind}").format(passed=self.passed, kind=self.kind)
            if self.passed
            else ""
        )
        return f"{self.label}: {self.amount}{passed}"


@dataclass(frozen=True, slots=True)
class FunnelState:
    """One state of the funnel.

    Attributes:
        preset: Name of the preset it started from.
        title: The preset in words.
        fractions: The share that gets past each barrier.
        bars: One more than there are barriers.
        sentence: What happened, in words.
    """

    preset: str
    title: str
    fractions: tuple[float, ...]
    bars: tuple[Bar, ...]
    sentence: str


def preset(name: str) -> SurvivalPreset:
    """Return one preset by name.

    Raises:
        UnknownNameError: With the nearest right name.

    Example:
        >>> preset("koop_1995").fractions[0]
        0.8
    """
    known = {each.name: each for each in datasets.survival_presets()}
    if name not in known:
        raise unknown_name("preset", name, list(known), "metalearn.datasets.survival_presets()")
    return known[name]


def grid() -> tuple[float, ...]:
    """Return the shares that a barrier can be set to, smallest first; every preset lies on it.

    Example:
        >>> grid()[0], grid()[-3:]
        (0.0001, (0.8, 0.9, 1.0))
    """
    used = {fraction for each in datasets.survival_presets() for fraction in each.fractions}
    return tuple(sorted({float(value) for value in (*_STEPS, *used)}))


def check_survival(fractions: Sequence[float]) -> tuple[float, ...]:
    """Return the shares if there is one for each barrier and all are on the scale.

    Raises:
        MetalearnError: Saying how many are needed, or which one is off the scale and what is nearest to it.

    Example:
        >>> check_survival((0.001, 0.8, 0.5, 0.5, 0.5))
        (0.001, 0.8, 0.5, 0.5, 0.5)
    """
    barriers = datasets.survival_presets()[0].barriers
    if not isinstance(fractions, Sequence) or len(fractions) != len(barriers):
        labels = "; ".join(barrier.label for barrier in barriers)
        found = len(fractions) if isinstance(fractions, Sequence) else repr(fractions)
        raise MetalearnError(
            f"survival needs {len(barriers)} shares, one for each barrier ({labels}); got {found}."
        )
    for barrier, fraction in zip(barriers, fractions, strict=True):
        if fraction not in grid():
            scale = [value for value in grid() if value > 0]
            near = min(scale, key=lambda value: abs(math.log(value) - math.log(max(fraction, 1e-9))))
            raise MetalearnError(
                f"The share {fraction!r} for {barrier.label!r} is not on the scale from {scale[-1]:g} to 1; "
                f"the nearest is {near:g}. See all with metalearn.figures.funnel.grid()."
            )
    return tuple(float(fraction) for fraction in fractions)


def share(fraction: float) -> str:
    """Write a share for people.

    Example:
        >>> share(0.001), share(0.8), share(1)
        ('1 in 1,000 (0.1%)', '8 in 10 (80%)', 'all (100%)')
    """
    percent = f"{fraction * 100:.4f}".rstrip("0").rstrip(".")
    if fraction == 1:
        return _("all (100%)")
    for parts in (1, 10):
        whole = parts / fraction if parts == 1 else fraction * parts
        if abs(whole - round(whole)) < 1e-9:
            odds = f"1 in {round(whole):,}" if parts == 1 else f"{round(whole)} in {parts}"
            return f"{odds} ({percent}%)"
    return f"{percent}%"


def amount(cells: float) -> str:
    """Write an expected number of cells for people.

    Example:
        >>> amount(1000.0), amount(12.5), amount(1), amount(0.02)
        ('1,000 cells', 'about 13 cells', '1 cell', 'less than one cell: about 1 in 50 such sheddings')
    """
    if cells < LEAST:
        return _("less than one cell: {odds} such sheddings").format(odds=_odds(cells))
    whole = math.floor(cells + 0.5)
    if abs(cells - whole) < 1e-6:
        return several("{n:,} cell", "{n:,} cells", whole).format(n=whole)
    return several("about {n:,} cell", "about {n:,} cells", whole).format(n=whole)


def _odds(cells: float) -> str:
    """Write a number below one as odds, to about two digits."""
    times = 1 / cells
    if times < 10 and abs(times - round(times)) > 0.01:
        return _("about {n} in 10").format(n=round(cells * 10))
    digits = max(0, len(str(round(times))) - 2)
    return _("about 1 in {n:,.0f}").format(n=round(times, -digits))


def funnel_state(name: str, fractions: Sequence[float]) -> FunnelState:
    """Make one state of the funnel.

    Args:
        name: The preset it starts from.
        fractions: The share that gets past each barrier, in order.

    Raises:
        UnknownNameError: For an unknown preset.
        MetalearnError: For shares that are not on the scale.

    Source:
        The presets name their own; what was changed is marked as the reader's.

    Example:
        >>> print(funnel_state("classic", preset("classic").fractions).sentence)
        Of 1,000,000 cells shed, about 100 grow into a visible metastasis.
        The narrowest barrier: "Alive in the blood after 24 hours", 1 in 1,000 (0.1%) get past it.
    """
    start, shares = preset(name), check_survival(fractions)
    left = survivors(SHED, shares)
    narrow = min(shares)
    bars = [Bar(START, left[0], amount(left[0]))]
    for barrier, fraction, cells in zip(start.barriers, shares, left[1:], strict=True):
        mark = barrier.kind if fraction == barrier.fraction else "yours"
        bars.append(
            Bar(
                label=barrier.label,
                cells=cells,
                amount=amount(cells),
                passed=share(fraction),
                mark=mark,
                narrowest=fraction == narrow < 1,
                note=_note(barrier, mark),
                source=_source(barrier, mark),
            )
        )
    return FunnelState(name, start.title, shares, tuple(bars), _sentence(bars, narrow))


def _source(barrier: Barrier, mark: str) -> str:
    if mark != "measured":
        return ""
    return "; ".join(datasets.reference(source_id).short() for source_id in barrier.source_ids)


def _note(barrier: Barrier, mark: str) -> str:
    if mark == "yours":
        return _("Your value; {share} in {title!r}.").format(
            share=share(barrier.fraction), title=barrier.preset_title
        )
    return barrier.note


def _sentence(bars: list[Bar], narrow: float) -> str:
    last = bars[-1].cells
    if last < LEAST:
        end = _(
            "fewer than one is expected to grow into a visible metastasis: {odds} such sheddings gives one"
        ).format(odds=_odds(last))
    else:
        whole = math.floor(last + 0.5)
        end = several(
            "about {n:,} grows into a visible metastasis", "about {n:,} grow into a visible metastasis", whole
        ).format(n=whole)
    first = _("Of {shed:,} cells shed, {end}.").format(shed=SHED, end=end)
    names = [f'"{bar.label}"' for bar in bars if bar.narrowest]
    if not names:
        return _("{first}\nNo barrier stops any cell.").format(first=first)
    if len(names) == 1:
        return _("{first}\nThe narrowest barrier: {name}, {share} get past it.").format(
            first=first, name=names[0], share=share(narrow)
        )
    return _("{first}\nThe narrowest barriers: {names}; {share} get past each.").format(
        first=first, names=", ".join(names), share=share(narrow)
    )


def rows(state: FunnelState) -> list[list[str]]:
    """Return the funnel as rows of text under a header."""
    header = [_("Barrier"), _("Cells left"), _("Get past it"), _("Kind of number"), _("Where it comes from")]
    return [
        header,
        *(
            [bar.label, bar.amount, bar.passed or "-", bar.kind if bar.mark else "-", bar.note or "-"]
            for bar in state.bars
        ),
    ]


def figure(state: FunnelState) -> dict[str, Any]:
    """Return the funnel as a plotly figure: plain data, one bar a barrier, on a logarithmic scale.

    Colours of text and paper are left to whoever draws it, so that it fits light and dark pages.

    Args:
        state: The state to draw.
    """
    return {"data": [_trace(state), *_key(state)], "layout": _layout(state)}


def _key(state: FunnelState) -> list[dict[str, Any]]:
    """Empty bars for the key: what the hatching says of the kind of each number."""
    marks = dict.fromkeys(bar.mark for bar in state.bars if bar.mark)
    empty = {"type": "bar", "orientation": "h", "x": [None], "y": [None], "hoverinfo": "skip"}
    return [{**empty, "name": MARKS[mark], "marker": _fill(_COLORS[mark], _PATTERNS[mark])} for mark in marks]


def _fill(color: Any, shape: Any) -> dict[str, Any]:
    pattern = {"shape": shape, "fillmode": "overlay", "fgcolor": "rgba(0,0,0,0.45)", "size": 7}
    return {"color": color, "pattern": pattern}


def _trace(state: FunnelState) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.cells for bar in state.bars],
        "y": list(range(len(state.bars))),
        "width": 0.44,
        "text": [_short(bar.cells) for bar in state.bars],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [bar.label for bar in state.bars],  # how a chosen bar is called
        "customdata": [escape(bar.name) for bar in state.bars],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": _fill(
            [_COLORS[bar.mark] for bar in state.bars], [_PATTERNS[bar.mark] for bar in state.bars]
        ),
        "showlegend": False,
    }


def _layout(state: FunnelState) -> dict[str, Any]:
    low = _lowest_power(state)
    powers = range(low, 7)
    axis = {
        "type": "log",
        "range": [low - 0.5, 7.6],
        "fixedrange": True,
        "tickvals": [10.0**power for power in powers],
        "ticktext": [_tick(power) for power in powers],
        "title": {"text": _("Cells left (each line is ten times the one before)"), "standoff": 8},
    }
    return {
        "height": 424,
        "margin": {"l": 12, "r": 12, "t": 32, "b": 44},
        "showlegend": True,
        "legend": _LEGEND,
        "barmode": "overlay",
        "xaxis": axis,
        "yaxis": {"visible": False, "range": [len(state.bars) - 0.6, -0.75], "fixedrange": True},
        "annotations": [_caption(place, bar) for place, bar in enumerate(state.bars)],
    }


def _lowest_power(state: FunnelState) -> int:
    """Return the power of ten below which no bar ends; one cell is always on the scale."""
    return min(0, math.floor(math.log10(min(bar.cells for bar in state.bars))))


def _tick(power: int) -> str:
    if power % 2:  # every other one, so that they fit narrow pages
        return ""
    return f"{10**power:,}" if power >= 0 else f"1 in {10**-power:,}"


def _short(cells: float) -> str:
    return (
        f"{math.floor(cells + 0.5):,}"
        if cells >= LEAST
        else _("under 1 ({odds})").format(odds=_odds(cells).removeprefix(_("about ")))
    )


def _caption(place: int, bar: Bar) -> dict[str, Any]:
    """The barrier's name above its bar, where there is room for it on narrow pages too.

    Teaching values are what the key over the bars announces; only other numbers say what they are once more.
    """
    mark = f" · {MARKS[bar.mark]}" if bar.mark in ("measured", "yours") else ""
    narrow = " · " + _("narrowest") if bar.narrowest else ""
    return {
        "text": f"<b>{escape(bar.label)}</b>{mark}{narrow}",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": place - 0.24,
        "yanchor": "bottom",
        "showarrow": False,
        "align": "left",
    }
