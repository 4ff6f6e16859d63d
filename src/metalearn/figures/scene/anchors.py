"""The points through which every journey passes, and what one picture of it consists of."""

from __future__ import annotations

from dataclasses import dataclass, field

from metalearn.figures.scene.channels import CHANNELS, NODE
from metalearn.figures.scene.geometry import Point
from metalearn.figures.scene.places import METASTASIS


@dataclass(frozen=True, slots=True)
class Place:
    """Where one of the travelling cells is.

    Attributes:
        x: From the left.
        y: From the top.
        scale: Size.
        turn: Direction in degrees.
        look: "" for round, or "spindle", "dying", "asleep" or "gone".
    """

    x: float
    y: float
    scale: float = 1.0
    turn: float = 0.0
    look: str = ""


Cells = tuple[Place, Place, Place, Place]


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture of the journey.

    Attributes:
        words: What the picture says, beneath it.
        centre: The middle of the highlighted place.
        reach: Half width and half height of the highlighted place.
        cells: Where the four travelling cells are.
        shows: The extra drawings that belong to it.
    """

    words: str
    centre: Point
    reach: Point
    cells: Cells
    shows: tuple[str, ...] = field(default=("large",))

    @property
    def part(self) -> int:
        """Which third of the picture is meant: 0 where it begins, 1 on the way, 2 where it ends."""
        return 0 if self.centre[0] < 330 else 1 if self.centre[0] < 640 else 2


@dataclass(frozen=True, slots=True)
class Anchors:
    """The points through which every journey on a route passes."""

    route: str
    door: Point
    stream: Point
    halt: Point
    gate: Point
    seat: Point
    nest: Point


def anchors(route: str) -> Anchors:
    """Return the points that all journeys on a route share."""
    tube = CHANNELS[route]
    door = tube.at({"blood": 262, "lymph": 176, "cavity": 226, "nerve": 226}[route], -1)
    if route == "lymph":  # the node is where these cells settle; beyond it the picture only hints
        x, y = NODE
        return Anchors(route, door, tube.at(338, 0), (x - 62, y), (x - 30, y), (x + 12, y + 6), (x + 14, y))
    gate = tube.at(790, -1)
    stream = tube.at(480, -0.88) if route == "nerve" else tube.at(476, 0)
    halt = {"blood": tube.at(712, 0), "cavity": tube.at(790, -0.7), "nerve": tube.at(740, -0.8)}[route]
    heights = {"blood": METASTASIS[1], "cavity": gate[1] + 4, "nerve": gate[1] - 58}
    nest = (METASTASIS[0], heights[route])
    return Anchors(route, door, stream, halt, gate, (gate[0] + 8, gate[1] - 38), nest)
