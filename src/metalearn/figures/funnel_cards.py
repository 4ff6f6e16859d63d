"""What stands behind each number of the survival funnel: its evidence cards."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate

from metalearn.datasets import Barrier, Evidence, plain
from metalearn.datasets.cards import computed, told
from metalearn.figures.funnel import LEAST, SHED, START, Bar, FunnelState, preset
from metalearn.words import _

_SHED = _("a round number that the model begins with; no measurement")
YOURS = _("your value, set with the slider")


def bar_cards(state: FunnelState) -> tuple[tuple[Evidence, ...], ...]:
    """Return the cards of each bar: the cells that are left, and the share that gets past.

    Args:
        state: The state of the funnel.

    Returns:
        One tuple a bar; the first card of each is that of the cells.

    Example:
        >>> from metalearn.figures.funnel import funnel_state
        >>> state = funnel_state("classic", preset("classic").fractions)
        >>> bar_cards(state)[2][0].formula
        '1,000,000 shed cells × 0.001 × 0.8'
    """
    barriers = preset(state.preset).barriers
    shares = [
        _share(barrier, bar, fraction)
        for barrier, bar, fraction in zip(barriers, state.bars[1:], state.fractions, strict=True)
    ]
    found: list[tuple[Evidence, ...]] = [(computed(START, SHED, _SHED, unit="cells"),)]
    chains = list(accumulate(map(plain, state.fractions), lambda chain, share: f"{chain} × {share}"))
    for i, bar in enumerate(state.bars[1:]):
        cells = computed(
            _("Cells left: {label}").format(label=bar.label),
            *_rounded(
                bar.cells, _("{plain} shed cells × {chain}").format(plain=plain(SHED), chain=chains[i])
            ),
            [cards[-1] for cards in shares[: i + 1]],
            unit="cells",
        )
        found.append((cells, *shares[i]))
    return tuple(found)


def _rounded(cells: float, chain: str) -> tuple[float, str]:
    """The number of cells as the bar says it, in whole cells from one on, and how it was computed."""
    whole = math.floor(cells + 0.5)
    if abs(cells - whole) < 1e-6:
        return whole, chain
    said = f"{chain} = {plain(cells)}"
    return (whole, f"{said}, rounded") if cells >= LEAST else (cells, said)


def _share(barrier: Barrier, bar: Bar, fraction: float) -> tuple[Evidence, ...]:
    """The card of a share; the reader's own stands before the one of the preset that it replaces."""
    start = barrier.evidence("fraction")
    return (computed(bar.label, fraction, YOURS, unit=start.unit), start) if bar.mark == "yours" else (start,)


def funnel_cards(state: FunnelState) -> Iterator[Evidence]:
    """Yield the cards of all bars, and of every number in the words of their barriers."""
    for cards in bar_cards(state):
        yield from cards
    for barrier in preset(state.preset).barriers:
        yield from told(barrier, "label", "note", "preset_title")
