"""The words of the scan: its labels, its description, its table and its static twin.

Where the spot lies is told only once it was found or asked for; the twin keeps it behind a disclosure.
"""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Iterable, Iterator

from metalearn.datasets import Evidence
from metalearn.figures import svg, twin
from metalearn.figures.scan import curve as scan_curve
from metalearn.figures.scan import organs as scan_organs
from metalearn.figures.scan import pictures as scan_pictures
from metalearn.figures.scan.state import NOISES, OWN, SEEDS, TISSUES, WINDOW_NAMES, ScanState
from metalearn.models.imaging.phantom import SYNTHETIC
from metalearn.models.imaging.tissues import PHASES, hounsfield
from metalearn.models.imaging.visibility import VERDICTS
from metalearn.widgets import scan_cards
from metalearn.words import _

WORDS = {
    "title": _("Find the spot on a scan"),
    "synthetic": SYNTHETIC,
    "intro": _(
        "A slice through an upper abdomen, as a CT scanner might show it. One spot lies in the liver, darker than "
        "the rest of it. Change the window first: the scan stays the same, only the greys move."
    ),
    "advice": _(
        "For learning. Nobody can be diagnosed with this, and real scans are read by people trained for it."
    ),
    "tries": _("Try these one after the other"),
    "grid": _("Cells of the picture: arrow keys move, Enter marks a cell or takes the mark away"),
    "picture": _("The picture"),
    "window_part": _("How it is shown"),
    "scan_part": _("How it was taken"),
    "window": _("Window"),
    "own": _("your own"),
    "level": _("Level: what is shown as middle grey"),
    "width": _("Width: from black to white"),
    "phase": _("Contrast medium"),
    "size": _("Diameter of the spot"),
    "contrast": _("Spot against the liver"),
    "thickness": _("Slice thickness"),
    "noise": _("Dose of radiation"),
    "next": _("Another picture"),
    "clear": _("Take my marks away"),
    "show": _("Show me where it is"),
    "closed": _("Where the spot lies, and what a report would say: not shown yet."),
    "report": _("What a report in words would say"),
    "numbers": _("The numbers behind this picture"),
    "limit": _("The limit: how small a spot can be seen"),
    "limit_rows": _("Signal over noise by size, with everything else as it is"),
    "three": _("Where the spot is, and what a report would say"),
    "evidence": _("Evidence cards of these numbers"),
    "marked": _("Marked"),
    "mark_right": _("{cell} (right)"),
    "mark_wrong": _("{cell} (no spot)"),
    "none yet": _(
        "No cell is marked yet. Move over the picture and mark the cell in which you see the spot."
    ),
    "right": _("{cell}: right, the spot lies here."),
    "wrong": _("{cell}: no spot here. Look again, perhaps through another window."),
    "there": _("the spot lies here"),
    "hit": _("marked, right"),
    "miss": _("marked, no spot"),
    "what": _("What"),
    "value": _("Value"),
    "of": _("{n} of {total}"),
    "hu": _("{n} HU"),
    "mm": _("{n} mm"),
    "darker": _("{n} HU darker"),
    "grey": _("{hu} HU, grey {n} of 255"),
    "greys": _("{n} of 255 greys"),
    "some_greys": _("{n} greys"),
    "about_mm": _("about {n} mm"),
    "window_name": _("Window: {name}."),
    "span": _("{width} HU lie between black and white, with {level} HU in the middle."),
    "apart": _("Liver and spot are {apart} of 255 greys apart; the noise of a pixel is {noise} greys."),
    "both_black": _("Liver and spot are both black: nothing can be told apart inside the liver."),
    "both_white": _("Liver and spot are both white: nothing can be told apart inside the liver."),
    "same": _(
        "What the scanner measured is the same in every window; the window decides how much of it you see."
    ),
}

PICTURE = _(
    "The body is seen from the feet: the person's right is on the left of the picture, the front is up. The liver "
    "fills the left half of the upper picture; the stomach and the spleen lie on the right, the two kidneys below, and "
    "the spine in the middle at the bottom. Vessels cross the liver."
)
SEEN_AS = {
    "bone": _("Hard bone is white, and all soft organs are one dark grey."),
    "soft tissue": _("Fat is dark, organs are grey, and bone is white."),
    "liver": _("Organs range from dark to white, and the grain of the noise is plain to see; fat is black."),
    "lung": _("Soft organs and bone are nearly white; only air is dark."),
    OWN: _("This is a window of your own: the list of numbers says how grey each tissue is."),
}
CURVE = _(
    "The larger the spot, the further it stands out of the noise; twice the difference in HU, or half the noise, moves "
    "the whole curve up. By the rule of thumb of Albert Rose a spot is seen for certain from a signal over noise of 5, "
    "and hidden below 3. A window changes none of this."
)
TITLES = {
    "picture": _("Picture"),
    "phase": WORDS["phase"],
    "window": WORDS["window"],
    "level": _("Level of the window, shown as middle grey"),
    "width": _("Width of the window, from black to white"),
    "thickness": WORDS["thickness"],
    "dose": WORDS["noise"],
    "noise": _("Noise of a pixel in this slice"),
    "size": WORDS["size"],
    "contrast": WORDS["contrast"],
    "shown": _("The same at its middle, as this slice shows it"),
    **TISSUES,
    "spot": _("The spot, at its middle"),
    "apart": _("Liver and spot apart"),
    "grey_noise": _("Noise of a pixel on the screen"),
    "ratio": _("Signal over noise of the spot"),
    "verdict": _("By Rose's rule of thumb"),
    "smallest": _("Smallest spot seen for certain in this model"),
}
"""What each row of the table is called, in order."""


def plain(value: float) -> str:
    """Return a number as the widget writes it: with commas, a tenth at most, no needless zero.

    Example:
        >>> plain(1800), plain(12.0), plain(16.97), plain(1.25)
        ('1,800', '12', '17', '1.25')
    """
    if value in (1.25, 2.5):
        return f"{value:g}"
    return f"{value:,.1f}".removesuffix(".0")


def values(state: ScanState) -> dict[str, str]:
    """Return what stands in each row of the table, by the keys of ``TITLES``."""
    spot = hounsfield("liver", state.phase) + state.finding.shown
    greys = {
        name: WORDS["grey"].format(hu=plain(hounsfield(name, state.phase)), n=state.grey_of_tissue(name))
        for name in TISSUES
    }
    return {
        "picture": WORDS["of"].format(n=state.picture, total=len(SEEDS)),
        "phase": PHASES[state.phase],
        "window": window_name(state.window),
        "level": WORDS["hu"].format(n=plain(state.level)),
        "width": WORDS["hu"].format(n=plain(state.width)),
        "thickness": WORDS["mm"].format(n=plain(state.thickness)),
        "dose": NOISES[state.noise],
        "noise": WORDS["hu"].format(n=plain(state.pixel_noise)),
        "size": WORDS["mm"].format(n=state.size),
        "contrast": WORDS["darker"].format(n=state.contrast),
        "shown": WORDS["darker"].format(n=f"{-state.finding.shown:.0f}"),
        **greys,
        "spot": WORDS["grey"].format(hu=f"{spot:.0f}", n=state.grey_of_spot),
        "apart": WORDS["greys"].format(n=state.apart),
        "grey_noise": WORDS["some_greys"].format(n=plain(state.grey_noise)),
        "ratio": f"{state.finding.ratio:.1f}",
        "verdict": VERDICTS[state.finding.verdict],
        "smallest": WORDS["about_mm"].format(n=scan_curve.smallest(state)),
    }


def rows(state: ScanState) -> list[list[str]]:
    """Return the settings, and what they make of the spot, as rows of text."""
    said = values(state)
    return [[WORDS["what"], WORDS["value"]], *([title, said[key]] for key, title in TITLES.items())]


def window_name(name: str) -> str:
    """Return a window in the reader's words."""
    return WINDOW_NAMES.get(name, WORDS["own"])


def sentence(state: ScanState) -> str:
    """Return what the window does to liver and spot."""
    liver, spot = state.grey_of_tissue("liver"), state.grey_of_spot
    if liver == spot and liver in (0, 255):
        apart = WORDS["both_black" if liver == 0 else "both_white"]
    else:
        apart = WORDS["apart"].format(apart=state.apart, noise=plain(state.grey_noise))
    name = WORDS["window_name"].format(name=window_name(state.window))
    span = WORDS["span"].format(width=plain(state.width), level=plain(state.level))
    return " ".join([name, span, apart])


def picture(state: ScanState) -> str:
    """Return the text equivalent of the picture; where the spot lies is not in it."""
    return " ".join([SYNTHETIC, PICTURE, SEEN_AS[state.window]])


def verdict(state: ScanState) -> str:
    """Return what came of the cell that was marked last."""
    if not state.marked:
        return WORDS["none yet"]
    cell = state.marked[-1]
    return WORDS["right" if cell in state.finding.cells else "wrong"].format(cell=cell)


def marks(state: ScanState) -> str:
    """Return every marked cell with its verdict, in one line; "" without any."""
    said = (
        WORDS["mark_right" if cell in state.finding.cells else "mark_wrong"].format(cell=cell)
        for cell in state.marked
    )
    return f"{WORDS['marked']}: {', '.join(said)}" if state.marked else ""


def place(state: ScanState) -> str:
    """Return where the spot lies, and how it shows."""
    return state.words.answer().split("\n")[-1]


def report(state: ScanState) -> list[str]:
    """Return what a report would say, without the label that always stands over it."""
    return state.words.report().split("\n")[1:]


def describe(state: ScanState) -> str:
    """Return a state as text."""
    parts = [WORDS["title"], picture(state), "", WORDS["intro"], sentence(state), WORDS["same"], ""]
    parts += [f"  {title}: {value}" for title, value in rows(state)[1:]]
    parts += ["", verdict(state), *filter(None, [marks(state)])]
    parts += [place(state), f"{WORDS['report']}:", *report(state)] if state.told else [WORDS["closed"]]
    parts += ["", f"{WORDS['limit']}: {scan_curve.alone(state)}", CURVE]
    parts += [f"  {', '.join(row)}" for row in scan_curve.rows(state)[1:]]
    return "\n".join(_wrapped([*parts, scan_cards.IN_PEOPLE, WORDS["advice"]]))


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        start = line[: len(line) - len(line.lstrip())] + "  "
        yield from textwrap.wrap(line, 110, subsequent_indent=start, break_on_hyphens=False) or [""]


def cards(state: ScanState) -> tuple[Evidence, ...]:
    """Return the evidence cards of a state: one a row of the table, one of the curve, and those of real readers."""
    return (
        *scan_cards.row_cards(TITLES, values(state), state.phase),
        scan_cards.curve_card(scan_curve.rows(state)),
        *scan_cards.fixed(),
    )


def static_twin(state: ScanState) -> str:
    """Return the picture with its numbers; where the spot is and the curve stay behind disclosures."""
    three = ", ".join(window_name(name) for name in scan_pictures.WINDOWS)
    side = _(
        "The place of the spot through three windows, from left to right: {windows}. {synthetic}"
    ).format(windows=three, synthetic=SYNTHETIC)
    return twin.figure(
        WORDS["title"],
        f"<p><strong>{SYNTHETIC}</strong></p>",
        twin.paragraph(WORDS["intro"]),
        twin.image(scan_pictures.whole(state), picture(state), 512),
        *map(twin.paragraph, filter(None, [sentence(state), WORDS["same"], verdict(state), marks(state)])),
        twin.table(rows(state), WORDS["numbers"]),
        twin.details(
            WORDS["three"],
            twin.image(scan_pictures.side_by_side(state), side, 520),
            *map(twin.paragraph, [side, place(state), *report(state)]),
        ),
        twin.details(
            WORDS["limit"],
            twin.image(svg.picture(scan_curve.drawing(state)), scan_curve.alone(state), 560),
            twin.paragraph(CURVE),
            twin.table(scan_curve.rows(state), WORDS["limit_rows"]),
            twin.paragraph(scan_cards.IN_PEOPLE),
        ),
        twin.evidence(cards(state), WORDS["evidence"]),
        twin.paragraph(WORDS["advice"]),
    )


@functools.cache
def organs() -> dict[str, str]:
    """Return what lies in each cell of the grid, in words."""
    return scan_organs.places()
