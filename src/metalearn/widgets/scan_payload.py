"""What the scan's view is given: the parts of its pictures, and every sentence and number that it chooses among."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from metalearn.figures.scan import curve as scan_curve
from metalearn.figures.scan import shipped as scan_shipped
from metalearn.figures.scan.state import (
    DIFFERENCES,
    LEVELS,
    NOISES,
    ORGAN,
    OWN,
    SEEDS,
    SIZES,
    THICKNESSES,
    TISSUES,
    WIDTHS,
    WINDOW_NAMES,
    ScanState,
    centre,
    shares,
)
from metalearn.models.imaging import lesions
from metalearn.models.imaging.phantom import PIXELS
from metalearn.models.imaging.report import ANSWER
from metalearn.models.imaging.scan import CONTRASTS, WINDOWS
from metalearn.models.imaging.tissues import PHASES, hounsfield
from metalearn.models.imaging.visibility import VERDICTS, judged, noise_at
from metalearn.widgets import scan_cards
from metalearn.widgets import scan_text as text
from metalearn.widgets.base import Texts
from metalearn.words import _

START = ScanState()
TRIES: tuple[tuple[str, dict[str, str]], ...] = (
    (_("1. Look through the bone window"), {}),
    (_("2. The same slice through the liver window"), {"window": "liver"}),
    (_("3. The liver window, without contrast medium"), {"window": "liver", "phase": "plain"}),
)
"""The three settings that tell the story: what is hidden, what shows it, and what hides it again."""


def payload() -> dict[str, Any]:
    """Collect what the view selects among."""
    texts = Texts()
    return {
        "words": text.WORDS,
        "picture": [text.PICTURE, text.SEEN_AS],
        "curve": [text.CURVE, scan_curve.TITLE, scan_cards.IN_PEOPLE],
        "titles": text.TITLES,
        "tries": tries(),
        "controls": controls(),
        "windows": {name: list(window) for name, window in WINDOWS.items()},
        "phases": [[phase, said, -CONTRASTS[phase]] for phase, said in PHASES.items()],
        "hu": {phase: {name: hounsfield(name, phase) for name in TISSUES} for phase in PHASES},
        "organs": text.organs(),
        "verdicts": VERDICTS,
        "own": OWN,
        "answer": ANSWER,
        "organ": lesions.ORGAN_NAMES[ORGAN],
        "heads": scan_curve.rows(START)[0],
        "pixels": PIXELS,
        "base": scan_shipped.base("plain"),
        "lifted": scan_shipped.lifted(),
        "fine": scan_shipped.FINE,
        "spots": [[scan_shipped.spot(size, thick) for size in SIZES] for thick in THICKNESSES],
        "middles": [scan_shipped.middle(number) for number in _pictures()],
        "keys": [scan_shipped.noise_key(number) for number in _pictures()],
        "stamp": scan_shipped.stamped(),
        "spread": [[noise_at(thick, noise) for noise in NOISES] for thick in THICKNESSES],
        "peaks": [[_peak(size, thick) for size in SIZES] for thick in THICKNESSES],
        "shown": _shown(),
        "ratios": scan_curve.every(),
        "judged": _judged(),
        "least": _smallest(),
        "cells": _cells(),
        "reports": _reports(texts),
        "drawing": scan_curve.drawing(START),
        "alone": _alone(),
        "scale": _scale(),
        "cards": _cards(texts),
        "texts": texts.all,
    }


def _pictures() -> range:
    return range(1, len(SEEDS) + 1)


def tries() -> list[list[Any]]:
    """Return the three settings to try: the label, and the value of every control."""
    found = []
    for label, change in TRIES:
        phase = change.get("phase", START.phase)
        level, width = WINDOWS[change.get("window", "bone")]
        state = replace(START, phase=phase, contrast=-CONTRASTS[phase], level=level, width=width)  # type: ignore[arg-type,index]
        values = {
            name: getattr(state, name)
            for name in ("phase", "contrast", "level", "width", "size", "thickness", "noise")
        }
        found.append([label, values])
    return found


def controls() -> dict[str, list[list[Any]]]:
    """Return the values of each control with their texts."""
    hu, mm, darker = text.WORDS["hu"], text.WORDS["mm"], text.WORDS["darker"]
    names = [*WINDOW_NAMES.items(), (OWN, text.WORDS["own"])]
    return {
        "window": [list(each) for each in names],
        "level": [[each, hu.format(n=text.plain(each))] for each in LEVELS],
        "width": [[each, hu.format(n=text.plain(each))] for each in WIDTHS],
        "size": [[each, mm.format(n=each)] for each in SIZES],
        "contrast": [[each, darker.format(n=each)] for each in DIFFERENCES],
        "thickness": [[each, mm.format(n=text.plain(each))] for each in THICKNESSES],
        "noise": [[each, said] for each, said in NOISES.items()],
    }


def _peak(size: int, thickness: float) -> float:
    """The largest share of a pixel that the spot fills."""
    return max(shares(size, thickness).values())


def _shown() -> list[list[list[str]]]:
    """How much darker the middle of the spot is shown, as it is written, by thickness, size and difference."""
    return [
        [[f"{each * _peak(size, thick):.0f}" for each in DIFFERENCES] for size in SIZES]
        for thick in THICKNESSES
    ]


def _judged() -> str:
    """The first letter of each verdict, in the order of the ratios."""
    start = START
    found = ""
    for thickness in THICKNESSES:
        for noise in NOISES:
            for contrast in DIFFERENCES:
                state = replace(start, thickness=thickness, noise=noise, contrast=contrast)
                found += "".join(judged(ratio)[0] for ratio in scan_curve.ratios(state))
    return found


def _smallest() -> list[list[list[str]]]:
    return [
        [
            [
                scan_curve.smallest(replace(START, thickness=thick, noise=noise, contrast=each))
                for each in DIFFERENCES
            ]
            for noise in NOISES
        ]
        for thick in THICKNESSES
    ]


def _cells() -> list[list[list[tuple[str, ...]]]]:
    """The cells in which a spot lies, its own first: by picture, thickness and size."""
    return [
        [[_cells_of(number, size, thick) for size in SIZES] for thick in THICKNESSES]
        for number in _pictures()
    ]


def _cells_of(picture: int, size: int, thickness: float) -> tuple[str, ...]:
    """The spot of picture 1, moved to where it lies on another."""
    (column, row), (first_column, first_row) = scan_shipped.middle(picture), scan_shipped.middle(1)
    moved = {
        (y + row - first_row, x + column - first_column): share
        for (y, x), share in shares(size, thickness).items()
    }
    return lesions.cells_of(lesions.cell_at(*centre(picture)), moved)


def _reports(texts: Texts) -> dict[str, list[list[list[list[int]]]]]:
    """The lines of a report by verdict, phase, thickness and size, with "{cell}" where the cell stands."""
    cell = lesions.cell_at(*centre(1))
    found: dict[str, list[list[list[list[int]]]]] = {}
    for verdict in VERDICTS:
        found[verdict[0]] = [
            [
                [
                    [texts(line.replace(cell, "{cell}")) for line in _report(phase, thick, size, verdict)]
                    for size in SIZES
                ]
                for thick in THICKNESSES
            ]
            for phase in PHASES
        ]
    return found


def _report(phase: Any, thickness: float, size: int, verdict: str) -> list[str]:
    known = replace(START, phase=phase, thickness=thickness, size=size).words
    (finding,) = known.findings
    return replace(known, findings=(replace(finding, verdict=verdict),)).report().split("\n")[1:]


def _alone() -> str:
    """The text equivalent of the curve, with gaps for the two ends of it."""
    said = scan_curve.alone(START)
    first, last = (f"{ratio:.1f}" for ratio in (scan_curve.ratios(START)[0], scan_curve.ratios(START)[-1]))
    head, tail = said.split(first, 1)
    return head + "{low}" + tail.replace(last, "{high}", 1)


def _scale() -> dict[str, float]:
    """How the view places a point of the curve: the ends of both axes."""
    left, foot = scan_curve.place_of(0, scan_curve.LOW)
    right, top = scan_curve.place_of(scan_curve.MOST_MM, scan_curve.HIGH)
    return {
        "left": left,
        "right": right,
        "foot": foot,
        "top": top,
        "most": scan_curve.MOST_MM,
        "low": scan_curve.LOW,
        "high": scan_curve.HIGH,
    }


def _cards(texts: Texts) -> dict[str, Any]:
    """What stands on the cards below their first line, which the view knows from the table."""
    rows = scan_cards.row_cards(text.TITLES, text.values(START), START.phase)
    curve = scan_cards.curve_card(scan_curve.rows(START))
    return {
        "rows": {
            key: [texts(line) for line in card.text().split("\n")[1:]]
            for key, card in zip(text.TITLES, rows, strict=True)
        },
        "curve": [curve.title, [texts(line) for line in curve.text().split("\n")[1:]]],
        "fixed": [[texts(line) for line in card.text().split("\n")] for card in scan_cards.fixed()],
    }
