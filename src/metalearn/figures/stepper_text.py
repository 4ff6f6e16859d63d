"""The words of the cascade stepper: its controls, its full description, its rows."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from metalearn.figures import funnel
from metalearn.figures.funnel import FunnelState
from metalearn.figures.scene import labels as scene_labels
from metalearn.figures.scene import stops as scene_stops
from metalearn.figures.stepper_state import ROUTE_NAMES, StepState, cited, states, title
from metalearn.words import _

WORDS = {
    "label": _("Cascade stepper: the journey of one tumour cell"),
    "route": _("Route"),
    "depth": _("Depth"),
    "short": "5 stages",
    "full": _("every step"),
    "steps": _("Steps: left and right arrow keys move, Home and End jump"),
    "step": _("Step"),
    "first": _("First"),
    "previous": _("Previous"),
    "next": _("Next"),
    "last": _("Last"),
    "play": _("Play motion"),
    "stop": _("Stop motion"),
    "still": _("Motion is off, as this device asks for less motion."),
    "happens": _("What happens"),
    "molecules": _("Key molecules and cells"),
    "stops": _("What stops most cells"),
    "drugs": _("Drugs or trials aimed here"),
    "fact": _("A figure or finding"),
    "sure": _("How sure we are"),
    "sources": _("Sources"),
    "evidence": _("Evidence card"),
    "proof": _("Evidence cards of these numbers"),
    "funnel": _("How many cells are left?"),
    "tag": funnel.TAG,
    "preset": _("Start from"),
    "reset": _("Reset"),
    "passes": _("Share that gets past each barrier"),
    "numbers": _("The numbers as a table"),
    "funnel_label": _("Cells left after each barrier, of 1,000,000 shed, on a logarithmic scale"),
    "new_tab": _("opens in a new tab"),
    "alone": _(
        "Counting with other shares needs Python behind this page, so they were put back. The starting points work."
    ),
    "only_blood": _(
        "The funnel counts cells that spread by blood. The sources give no such numbers for this route."
    ),
    "scheme": _(
        "The picture is a scheme, not to scale. The order is a teaching model: real cells skip and repeat steps."
    ),
}
_WIDTH = 110


def description(state: StepState, chain: FunnelState) -> str:
    """Return everything on screen as text: the step, its picture, its card, and the funnel."""
    lines = [title(state.route, state.depth), state.heading, *picture(state), ""]
    lines += [line for name, text in card(state) for line in _wrapped(f"{name}: {text}")]
    lines += _wrapped(f"{WORDS['sources']}: {cited(state.source_ids)}")
    lines += ["", f"{WORDS['funnel']} {WORDS['tag']}.", f"{WORDS['preset']}: {chain.title}"]
    lines += [] if state.route == "blood" else _wrapped(WORDS["only_blood"])
    lines += [line for bar in chain.bars for line in _wrapped(f"  {_bar(bar)}", "    ")]
    lines += [line for part in chain.sentence.split("\n") for line in _wrapped(part)]
    return "\n".join(lines)


def _bar(bar: funnel.Bar) -> str:
    return bar.name + (_(", the narrowest") if bar.narrowest else "")


def picture(state: StepState) -> list[str]:
    """Say what the picture shows: the three places, the one that is meant, and the words beneath it."""
    here = scene_stops.stop(state.route, state.key)
    places = scene_labels.HEADINGS[state.route]
    shown = _("Picture, from left to right: {places}. Marked: {here}. {words}.").format(
        places="; ".join(places), here=places[here.part], words=here.words
    )
    return _wrapped(shown)


def card(state: StepState) -> list[tuple[str, str]]:
    """Return the card of a step: what it is called and what it says."""
    fact = f"{state.fact} ({state.fact_from})" if state.fact_from else state.fact
    return [
        (WORDS["happens"], state.happens),
        (WORDS["molecules"], state.molecules),
        (WORDS["stops"], state.stops),
        (WORDS["drugs"], state.drugs),
        (WORDS["fact"], fact),
        (WORDS["sure"], " ".join(state.sure)),
    ]


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False) or [""]


def route_choices() -> list[list[str]]:
    """Return the routes as pairs of name and words, for a control."""
    return [[route, words] for route, words in ROUTE_NAMES.items()]


def outline(route: str, depth: str) -> Iterable[str]:
    """Return the titles of all steps, in order."""
    return (state.title for state in states(route, depth))
