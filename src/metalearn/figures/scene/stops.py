"""Where the cells are at each step of the journey, what is shown there, and what the picture says about it."""

from __future__ import annotations

from collections.abc import Callable

from metalearn.datasets import cascade_stages, cascade_steps
from metalearn.figures.scene.anchors import Anchors, Cells, Place, Stop, anchors
from metalearn.figures.scene.channels import CHANNELS
from metalearn.figures.scene.geometry import Point
from metalearn.figures.scene.places import TUMOUR, membrane
from metalearn.words import _


def stop(route: str, key: str) -> Stop:
    """Return one picture of a journey.

    Args:
        route: blood, lymph, cavity or nerve.
        key: One of ``keys(route)``.

    Example:
        >>> stop("lymph", "entry").words
        'Between loose cells into the lymph'
    """
    return _BUILD[key](anchors(route))


def key_of_step(order: int) -> str:
    """Return the picture that belongs to a step of the full depth, by its place in the table of steps.

    Example:
        >>> key_of_step(1), key_of_step(9), key_of_step(24)
        ('growth', 'entry', 'systemic')
    """
    return _STEPS[order - 1]


def key_of_stage(route: str, stage: str) -> str:
    """Return the picture that belongs to a stage of the short depth.

    Example:
        >>> key_of_stage("cavity", "arrival")
        'arrest'
    """
    if stage == "arrival":
        return "exit" if route in ("blood", "nerve") else "arrest"
    if stage == "transport" and route == "blood":
        return "journey"
    return {"invasion": "invade", "entry": "entry", "transport": "single", "colonisation": "macro"}[stage]


def _home(*places: Place) -> Cells:
    """Fill up with cells that are still among the others in the tumour, where nobody can tell them apart."""
    x, y = TUMOUR
    rest = tuple(Place(x + dx, y + dy, 1, 0, "gone") for dx, dy in ((-26, 30), (8, 44), (40, 28), (-4, 18)))
    a, b, c, d = (*places, *rest[len(places) :])
    return a, b, c, d


def _hidden(point: Point, *places: Place) -> Cells:
    """Fill up with cells nobody sees, waiting where the next ones will come from."""
    x, y = point
    rest = tuple(Place(x + dx, y, 0.9, 0, "gone") for dx in (-14, 0, 14, 28))
    a, b, c, d = (*places, *rest[len(places) :])
    return a, b, c, d


def _growth(here: Anchors) -> Stop:
    return Stop(_("One tumour, many sub-clones"), TUMOUR, (108, 88), _home())


def _early(here: Anchors) -> Stop:
    x, y = here.seat
    return Stop(_("A cell has left early, alone"), (x, y), (48, 42), _home(Place(x, y, 1.1)), ("early",))


def _niche(here: Anchors) -> Stop:
    return Stop(_("Vesicles prepare a distant spot"), here.nest, (74, 62), _home(), ("large", "niche"))


def _loosen(here: Anchors) -> Stop:
    x = TUMOUR[0]
    cells = _home(
        Place(x - 58, membrane(x - 58) - 14, 1, 24, "spindle"),
        Place(x + 58, membrane(x + 58) - 15, 1, -30, "spindle"),
        Place(x + 2, membrane(x) - 15, 1, -6, "spindle"),
    )
    return Stop(_("Cells loosen and change shape"), (x, 212), (96, 44), cells, ("large", "loose"))


def _breach(here: Anchors) -> Stop:
    x = TUMOUR[0] + 2
    cells = _home(
        Place(x, membrane(x) + 8, 1.05, 82, "spindle"), Place(x - 26, membrane(x) - 20, 1, 30, "spindle")
    )
    return Stop(
        _("A gap in the basement membrane"),
        (x, membrane(x) + 4),
        (62, 48),
        cells,
        ("large", "gap", "cutters"),
    )


def _stroma(here: Anchors) -> Stop:
    x = TUMOUR[0]
    cells = _home(
        Place(x + 26, 286, 1.05, 22, "spindle"),
        Place(x - 12, 266, 1, 14, "spindle"),
        Place(x + 12, 240, 1, 66, "spindle"),
    )
    return Stop(_("Moving along collagen fibres"), (x + 6, 266), (74, 54), cells, ("large", "gap", "track"))


def _invade(here: Anchors) -> Stop:
    x = TUMOUR[0]
    cells = _home(
        Place(x + 4, membrane(x) + 8, 1.05, 80, "spindle"),
        Place(x + 26, 276, 1.05, 24, "spindle"),
        Place(x - 24, 262, 1, 12, "spindle"),
    )
    shows = ("large", "gap", "cutters", "track")
    return Stop(_("Out through a gap, along the fibres"), (x + 2, 246), (84, 62), cells, shows)


def _vessels(here: Anchors) -> Stop:
    return Stop(_("New vessels grow towards the tumour"), (248, 268), (62, 66), _home(), ("large", "sprout"))


_ENTRY = {
    "blood": _("Through the wall into the blood"),
    "lymph": _("Between loose cells into the lymph"),
    "cavity": _("Shed into the fluid of the cavity"),
    "nerve": _("Into the sheath of a nerve"),
}


def _entry(here: Anchors) -> Stop:
    x, y = here.door
    cells = _home(
        Place(x, y + 2, 1.1, 62, "spindle"),
        Place(x - 46, y - 42, 1, 36, "spindle"),
        Place(x - 12, y - 72, 1, 64, "spindle"),
    )
    shows = ("large", "gap", "opened", "helper") if here.route == "blood" else ("large", "gap", "opened")
    return Stop(_ENTRY[here.route], (x, y - 2), (66, 52), cells, shows)


_SINGLE = {
    "blood": _("Alone in the stream: most die here"),
    "lymph": _("Adrift in the lymph"),
    "cavity": _("Adrift in the fluid"),
    "nerve": _("Creeping along, inside the sheath"),
}


def _single(here: Anchors) -> Stop:
    x, y = here.stream
    tube, words = CHANNELS[here.route], _SINGLE[here.route]
    if here.route == "nerve":
        creeping = [Place(*tube.at(px, -0.88), 0.92, tube.angle(px), "spindle") for px in (480, 548, 404)]
        return Stop(words, (x - 2, y + 2), (122, 42), _hidden(tube.at(300, -0.88), *creeping))
    if here.route == "lymph":
        drifting = [Place(x, y, 1.05), Place(*tube.at(x - 56, 0.2), 0.95)]
        return Stop(words, (x - 22, y + 14), (76, 54), _hidden(here.halt, *drifting))
    drifting = [
        Place(x, y, 1.4),
        Place(x - 78, y + 44, 1.1, 0, "dying"),
        Place(x + 72, y + 42, 1.1, 0, "dying"),
    ]
    return Stop(words, (x, y + 14), (112, 66), _hidden((x - 150, y + 40), *drifting))


def _shield(here: Anchors) -> Stop:
    x, y = here.stream
    cells = _hidden((x - 140, y + 30), Place(x, y, 1.45))
    return Stop(
        _("Wrapped in platelets"), (x + 18, y + 6), (94, 62), cells, ("large", "platelets", "netting")
    )


def _cluster(here: Anchors) -> Stop:
    x, y = here.stream
    cells = (
        Place(x - 17, y - 13, 1.25),
        Place(x + 18, y - 15, 1.25, 40),
        Place(x - 14, y + 21, 1.25, 80),
        Place(x + 22, y + 19, 1.25, 130),
    )
    return Stop(_("A cluster stays joined"), (x + 2, y + 2), (70, 62), cells)


def _patrol(here: Anchors) -> Stop:
    x, y = here.stream
    cells = _hidden((x - 140, y + 30), Place(x, y, 1.35), Place(x - 72, y + 40, 1.15, 0, "dying"))
    return Stop(
        _("A natural killer cell attacks"),
        (x - 8, y + 10),
        (108, 64),
        cells,
        ("large", "killers", "killers-two"),
    )


def _journey(here: Anchors) -> Stop:
    x, y = here.stream
    cells = (
        Place(x, y, 1.4),
        Place(x + 80, y + 18, 1.15, 20),
        Place(x + 105, y + 35, 1.15, 70),
        Place(x - 72, y + 40, 1.15, 0, "dying"),
    )
    shows = ("large", "platelets", "killers-two")
    return Stop(_("Shielded, joined, or killed"), (x + 14, y + 16), (146, 80), cells, shows)


_ARREST = {
    "lymph": _("Held in the first lymph node"),
    "cavity": _("Sticking to the lining"),
    "nerve": _("Still inside the sheath"),
}


def _arrest(here: Anchors) -> Stop:
    x, y = here.halt
    cells = [Place(x, y, 1.3 if here.route == "blood" else 1.1)]
    if here.route == "lymph":
        cells += [Place(x + 46, y + 12, 1, 0, "dying")]
    shows = ("large", "guards") if here.route == "lymph" else ("large",)
    words = _ARREST.get(here.route, "Stuck: the vessel is too narrow")
    reach = (58, 46) if here.route != "lymph" else (84, 56)
    return Stop(
        words, (x + (18 if here.route == "lymph" else 0), y), reach, _hidden(here.stream, *cells), shows
    )


_EXIT = {"cavity": _("Through the lining"), "nerve": _("Out of the sheath")}


def _exit(here: Anchors) -> Stop:
    x, y = here.gate
    cells = [Place(x, y, 1, 98, "spindle")]
    cells += [Place(*here.halt, 1.2, 0, "dying")] if here.route == "blood" else []
    words = _EXIT.get(here.route, "Out through the vessel wall")
    return Stop(words, (x, y), (58, 54), _hidden(here.stream, *cells), ("large", "leaving"))


def _settle(here: Anchors) -> Stop:
    cells = _hidden(here.gate, Place(*here.seat, 1.15))
    return Stop(_("One cell has settled"), here.seat, (52, 44), cells)


def _sleep(here: Anchors) -> Stop:
    cells = _hidden(here.gate, Place(*here.seat, 1.15, 0, "asleep"))
    return Stop(_("Asleep: alive, but not dividing"), here.seat, (58, 52), cells, ("large", "sleep"))


def _supply(here: Anchors) -> Stop:
    x, y = here.seat
    return Stop(
        _("Vessels feed a small tumour"),
        (x, y - 22),
        (72, 66),
        _hidden(here.seat),
        ("large", "loops", "micro"),
    )


def _soil(here: Anchors) -> Stop:
    x, y = here.seat
    cells = _hidden(here.gate, Place(x - 14, y - 6, 1.15), Place(x + 16, y - 10, 1.15, 60))
    return Stop(_("Signals of the organ help or hinder"), (x + 1, y - 8), (82, 62), cells, ("large", "soil"))


def _macro(here: Anchors) -> Stop:
    words = _("A metastasis in the node, and beyond") if here.route == "lymph" else _("A growing metastasis")
    return Stop(words, here.nest, (88, 78), _hidden(here.nest), ("large", "macro", "beyond"))


def _reseed(here: Anchors) -> Stop:
    cells = _hidden(here.nest, *(Place(*CHANNELS["blood"].at(x, 0.1), 1.1) for x in (560, 388)))
    return Stop(_("Cells go on, and some go back"), here.nest, (88, 78), cells, ("large", "macro", "onward"))


def _systemic(here: Anchors) -> Stop:
    return Stop(
        _("Signals reach the whole body"),
        here.nest,
        (100, 90),
        _hidden(here.nest),
        ("large", "macro", "signals"),
    )


_BUILD: dict[str, Callable[[Anchors], Stop]] = {
    "growth": _growth,
    "early": _early,
    "niche": _niche,
    "loosen": _loosen,
    "breach": _breach,
    "stroma": _stroma,
    "vessels": _vessels,
    "invade": _invade,
    "entry": _entry,
    "single": _single,
    "shield": _shield,
    "cluster": _cluster,
    "patrol": _patrol,
    "journey": _journey,
    "arrest": _arrest,
    "exit": _exit,
    "settle": _settle,
    "sleep": _sleep,
    "supply": _supply,
    "soil": _soil,
    "macro": _macro,
    "reseed": _reseed,
    "systemic": _systemic,
}
KEYS = tuple(_BUILD)


def keys(route: str) -> tuple[str, ...]:
    """Return the pictures that a route needs, in the order of the journey.

    Example:
        >>> keys("nerve")[-3:]
        ('soil', 'macro', 'systemic')
    """
    wanted = {key_of_step(step.order) for step in cascade_steps(route)}
    wanted |= {key_of_stage(route, stage.stage) for stage in cascade_stages(route)}
    return tuple(key for key in KEYS if key in wanted)


_STEPS = (
    *("growth", "early", "niche", "loosen", "breach", "stroma", "vessels"),
    *("entry", "entry", "entry", "entry"),  # one for each route
    *("single", "shield", "cluster", "patrol", "arrest", "exit"),
    *("settle", "sleep", "supply", "soil", "macro", "reseed", "systemic"),
)
