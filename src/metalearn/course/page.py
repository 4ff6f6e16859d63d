"""A notebook as the checks see it: plain JSON, read with the standard library alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import metalearn
from metalearn.course.registry import Course, Lesson
from metalearn.datasets.citing import WIDTH

Json = dict[str, Any]
HIDE = "hide-input"  # the tag of a cell whose code is not the point
_BREAKS = re.compile(r"\b(?:fill|cite)\(")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is off in a lesson, in plain words.

    Attributes:
        file: The file, as the reader would type it.
        cell: Which cell, counted from 1 as a reader counts; None when the whole file is meant.
        cell_id: The cell's id, or "".
        message: What is off.
        advice: What to do about it.

    Example:
        >>> print(Finding("01_a.ipynb", 3, "f00d", "This cell was never run.", "Run metalearn refresh."))
        01_a.ipynb, cell 3 (f00d): This cell was never run. Run metalearn refresh.
    """

    file: str
    cell: int | None
    cell_id: str
    message: str
    advice: str

    def __str__(self) -> str:
        cell = "" if self.cell is None else f", cell {self.cell}"
        named = f" ({self.cell_id})" if self.cell_id else ""
        return f"{self.file}{cell}{named}: {self.message} {self.advice}"


class UnreadableError(Exception):
    """The file is not a notebook; carries the one finding that says so."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        number: Its place, counted from 1.
        id: Its id, or "".
        kind: "code", "markdown" or "raw".
        source: Its text.
        metadata: What else the file says about it.
        outputs: What running it gave.
        count: Its execution count, or None when it was never run.
        size: Its length in the file, in characters.
    """

    number: int
    id: str
    kind: str
    source: str
    metadata: Json
    outputs: tuple[Json, ...]
    count: int | None
    size: int

    @property
    def tags(self) -> tuple[str, ...]:
        """The cell's tags."""
        tags = self.metadata.get("tags", [])
        return tuple(str(tag) for tag in tags) if isinstance(tags, list) else (str(tags),)

    @property
    def generated(self) -> str | None:
        """The kind of generated cell it says it is, or None."""
        said = self.metadata.get("metalearn")
        kind = said.get("generated") if isinstance(said, dict) else None
        return None if kind is None else str(kind)


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One notebook, with its place in the course when it has one; each reading is a page of its own.

    Attributes:
        path: The file.
        metadata: What the file says about itself.
        format: The notebook format, such as (4, 5).
        cells: Its cells.
        size: The file's size, in bytes.
        course: The course whose registry lies beside the file, or None.
        lesson: The lesson it is in that registry, or None for somebody's own notebook.
    """

    path: Path
    metadata: Json
    format: tuple[int, int]
    cells: tuple[Cell, ...]
    size: int
    course: Course | None
    lesson: Lesson | None

    @property
    def name(self) -> str:
        """The file as the reader would type it."""
        return shown(self.path)

    @property
    def code(self) -> tuple[Cell, ...]:
        """The code cells."""
        return tuple(cell for cell in self.cells if cell.kind == "code")

    @property
    def prose(self) -> tuple[Cell, ...]:
        """The markdown cells."""
        return tuple(cell for cell in self.cells if cell.kind == "markdown")

    def finding(self, cell: Cell | None, message: str, advice: str) -> Finding:
        """Return a finding about one cell, or about the whole file."""
        number, cell_id = (None, "") if cell is None else (cell.number, cell.id)
        return Finding(self.name, number, cell_id, message, advice)


def shown(path: Path) -> str:
    """Return a path as a reader would type it: relative to where they are, when it is below.

    Example:
        >>> shown(Path.cwd() / "mine.ipynb")
        'mine.ipynb'
    """
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


def in_package(path: Path) -> bool:
    """Return whether a path lies inside the installed package, which is nobody's place to work.

    Example:
        >>> in_package(Path(metalearn.__file__)), in_package(Path.home())
        (True, False)
    """
    return path.resolve().is_relative_to(Path(metalearn.__file__).resolve().parent)


def read(path: Path, course: Course | None = None) -> Page:
    """Read a notebook.

    Args:
        path: The file.
        course: The course whose registry lies beside it, or None.

    Returns:
        The notebook; what it holds is not judged here.

    Raises:
        UnreadableError: When there is no such file, or it is not a notebook.
    """
    text = _text(path)
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        _unreadable(
            path,
            f"This is not a notebook: its JSON breaks at line {error.lineno} ({error.msg}).",
            "Take the last version that opened, or mend that line in a text editor.",
        )
    return page_of(raw, path, len(text.encode()), course)


def page_of(raw: Any, path: Path, size: int = 0, course: Course | None = None) -> Page:
    """Return a notebook that is in memory as the checks see it.

    Args:
        raw: The notebook as plain JSON.
        path: Its file.
        size: The file's size, in bytes.
        course: The course whose registry lies beside it, or None.

    Raises:
        UnreadableError: When it is not a notebook.
    """
    if not isinstance(raw, dict) or raw.get("nbformat") != 4 or not isinstance(raw.get("cells"), list):
        _unreadable(
            path,
            "This is not a notebook in format 4: it should be JSON with 'nbformat': 4 and a list of 'cells'.",
            "Save it again from JupyterLab.",
        )
    return Page(
        path=path,
        metadata=_table(raw.get("metadata")),
        format=(4, raw["nbformat_minor"] if isinstance(raw.get("nbformat_minor"), int) else 0),
        cells=tuple(_cells(path, raw["cells"])),
        size=size,
        course=course,
        lesson=course.by_file(path.name) if course else None,
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        _unreadable(path, "There is no such file.", "Check the name and the folder.")
    except UnicodeDecodeError:
        _unreadable(path, "This is not a notebook: it is not text in UTF-8.", "Check the name.")
    except OSError as error:
        _unreadable(path, f"This file cannot be read: {error.strerror}.", "Check its permissions.")


def _unreadable(path: Path, message: str, advice: str) -> NoReturn:
    """Stop with the one finding that says why ``path`` cannot be checked.

    Raises:
        UnreadableError: Always.
    """
    raise UnreadableError(Finding(shown(path), None, "", message, advice)) from None


def _cells(path: Path, cells: list[Any]) -> Iterator[Cell]:
    for number, raw in enumerate(cells, start=1):
        if not isinstance(raw, dict) or raw.get("cell_type") not in ("code", "markdown", "raw"):
            _unreadable(path, f"Cell {number} is not a notebook cell.", "Save it again from JupyterLab.")
        outputs = raw.get("outputs") if isinstance(raw.get("outputs"), list) else []
        count = raw.get("execution_count")
        yield Cell(
            number=number,
            id=raw["id"] if isinstance(raw.get("id"), str) else "",
            kind=raw["cell_type"],
            source=joined(raw.get("source")),
            metadata=_table(raw.get("metadata")),
            outputs=tuple(each for each in outputs or [] if isinstance(each, dict)),
            count=count if isinstance(count, int) else None,
            size=len(json.dumps(raw, ensure_ascii=False)),
        )


def _table(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def joined(value: Any) -> str:
    """Return text that a notebook may store whole or as a list of lines.

    Example:
        >>> joined(["one, ", "two"])
        'one, two'
    """
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")


def printed_text(cell: Cell, output: Json) -> str:
    """Return what an output of a cell printed, with the lines joined again that the cell broke to fit a narrow window.

    Only a cell that calls ``fill`` or ``cite`` breaks lines. It broke one where the first word of the next would not
    have fitted; "- " begins an entry of its own.

    Args:
        cell: The cell.
        output: One of its outputs; one that was not printed gives "".
    """
    text = joined(output.get("text")) if output.get("output_type") == "stream" else ""
    if not _BREAKS.search(cell.source):
        return text
    whole: list[str] = []
    last = ""
    for line in text.split("\n"):
        first = next(iter(line.split()), "")
        if first and last and not line.startswith("- ") and len(last) + 1 + len(first) > WIDTH:
            whole[-1] += " " + line.strip()
        else:
            whole.append(line)
        last = line
    return "\n".join(whole)


def data(output: Json) -> Json:
    """Return an output's representations by media type; empty for printed text and errors.

    Example:
        >>> data({"output_type": "stream", "text": "hello"})
        {}
    """
    return _table(output.get("data"))
