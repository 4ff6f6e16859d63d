"""The numbers and labels of the body map: a mark in the person, its name outside, a thin line between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from metalearn.figures.body.geometry import HEIGHT, TOP, Point
from metalearn.figures.svg import element, label

_LINE, _GAP, _EDGE, _TEXT = 19.0, 8.0, 208, 213
_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the picture.

    Attributes:
        kind: began, on, first, next, aside, count, bed or place.
        at: Where it stands.
        badge: What stands in it: a number, a share, or nothing.
        name: Its label.
        tells: A line above the label, such as "First filter"; often empty.
    """

    kind: str
    at: Point
    badge: str
    name: str
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with its label laid out.

    Attributes:
        mark: The mark.
        side: -1 when the label stands on the left, 1 on the right.
        top: Where the first line of the label stands.
        lines: The lines of the label.
    """

    mark: Mark
    side: int
    top: float
    lines: tuple[str, ...]

    @property
    def leader(self) -> str:
        """The path of the line between label and mark."""
        x, y = self.mark.at
        middle = self.top + (len(self.lines) - 1) * _LINE / 2 - 5.5
        return f"M{self.side * _EDGE} {middle:.0f}L{self.side * (_EDGE - 14)} {middle:.0f}L{x:g} {y:g}"


def arrange(marks: Iterable[Mark]) -> tuple[Placed, ...]:
    """Lay out the labels of marks on both sides of the person, none over another.

    Example:
        >>> [(each.side, each.lines) for each in arrange([Mark("on", (-9, 20), "1", "Liver")])]
        [(-1, ('Liver',))]
    """
    sides: dict[int, list[Mark]] = {-1: [], 1: []}
    for mark in marks:
        fewer = -1 if len(sides[-1]) < len(sides[1]) else 1
        side = fewer if abs(mark.at[0]) < 4 else (1 if mark.at[0] > 0 else -1)
        sides[side].append(mark)
    placed = [each for side, members in sides.items() for each in _column(side, members)]
    order = {id(mark): i for i, mark in enumerate(marks)}
    return tuple(sorted(placed, key=lambda each: order[id(each.mark)]))


def _column(side: int, marks: Sequence[Mark]) -> list[Placed]:
    """Labels of one side, each as near to its mark as the others let it be."""
    marks = sorted(marks, key=lambda mark: mark.at[1])
    texts = [_lines(mark) for mark in marks]
    heights = [len(lines) * _LINE + _GAP for lines in texts]
    wanted = [mark.at[1] - height / 2 for mark, height in zip(marks, heights, strict=True)]
    tops = _spread(wanted, heights)
    return [
        Placed(mark, side, round(top + _LINE), lines)
        for mark, lines, top in zip(marks, texts, tops, strict=True)
    ]


def _spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move boxes apart as little as possible: boxes that touch move as one block."""
    blocks: list[tuple[list[int], float, float]] = []  # members, top, height
    for i, (top, height) in enumerate(zip(wanted, heights, strict=True)):
        block = ([i], top, height)
        while blocks and blocks[-1][1] + blocks[-1][2] > block[1]:
            members, _top, tall = blocks.pop()
            together = members + block[0]
            starts = [sum(heights[k] for k in together[:j]) for j in range(len(together))]
            best = sum(wanted[k] - start for k, start in zip(together, starts, strict=True)) / len(together)
            block = (together, best, tall + block[2])
        room = HEIGHT - 6 - block[2]
        blocks.append((block[0], max(TOP + 4.0, min(room, block[1])), block[2]))
    tops = [0.0] * len(heights)
    for members, top, _height in blocks:
        for i in members:
            tops[i] = top
            top += heights[i]
    return tops


def _lines(mark: Mark) -> tuple[str, ...]:
    return (*([mark.tells] if mark.tells else []), *wrapped(mark.name))


def wrapped(text: str) -> tuple[str, ...]:
    """Return a label in short lines; the live view breaks it in the same way.

    Example:
        >>> wrapped("Nodes behind the edge of the breastbone"), wrapped("Peritoneum/abdomen")
        (('Nodes behind the', 'edge of the', 'breastbone'), ('Peritoneum/', 'abdomen'))
    """
    lines: list[str] = []
    for word in _words(text):
        if lines and len(lines[-1]) + 1 + len(word) <= _LETTERS:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _words(text: str) -> Iterator[str]:
    """The words of a label; one that is too long for a line is parted after its slash."""
    for word in text.split(" "):
        yield from (word if len(word) <= _LETTERS else word.replace("/", "/ ")).split(" ")


def draw(placed: Iterable[Placed]) -> str:
    """Return the marks and labels as SVG, in the order in which they are read."""
    return "".join(map(_draw, placed))


def _draw(each: Placed) -> str:
    mark = each.mark
    x, y = mark.at
    anchor = "start" if each.side > 0 else "end"
    lines = [
        label(
            text,
            x=each.side * _TEXT,
            y=each.top + i * _LINE,
            text_anchor=anchor,
            class_="tells" if mark.tells and not i else "name",
        )
        for i, text in enumerate(each.lines)
    ]
    dot = [element("circle", cx=x, cy=y, r=radius(mark), class_="dot")]
    if mark.kind in ("first", "bed"):
        dot.insert(0, element("circle", cx=x, cy=y, r=radius(mark) + 4, class_="second"))
    badge = [label(mark.badge, x=x, y=y + 4, text_anchor="middle", class_="badge")] if mark.badge else []
    return element(
        "g",
        element("path", d=each.leader, class_="leader"),
        *dot,
        *badge,
        element("g", *lines, class_="text"),
        class_=f"mk {mark.kind}",
    )


def radius(mark: Mark) -> float:
    """Return how large a mark is drawn: a share needs more room than a step."""
    return {"count": 15, "bed": 15, "place": 7}.get(mark.kind, 9.5)
