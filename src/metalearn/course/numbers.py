"""Every number of a lesson, and the evidence card behind it; a number without one is an orphan.

A number in the prose leads to a row of the tables that the lesson names in the registry, where the words around it
name the row, or to the output of a cell: of the one that follows the passage, or of another whose line shares its
words. A number in an output was computed by its cell, if the cell calls the library and does not spell it out.
"""

from __future__ import annotations

import ast
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from metalearn import datasets
from metalearn.course.facts import Fact, Facts, facts_of, names_in, words
from metalearn.course.generated import NUMBERS, WORDS
from metalearn.course.page import Cell, Page, data, joined, printed_text, read
from metalearn.course.reads import Reading, readings
from metalearn.course.registry import Course, load
from metalearn.course.source import headings, tree_of
from metalearn.course.structure import masked
from metalearn.datasets import Evidence, Record
from metalearn.datasets.cards import computed, whole
from metalearn.datasets.numbers import Number, numbers
from metalearn.datasets.sheets import distinct
from metalearn.datasets.tracing import find, parse

# Cells that are not read: the list of the numbers, which is made from the others; links and titles.
_NOT_READ = (NUMBERS, "navigation", "map", "tracks", "care", WORDS)
_PASSAGE = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*|>]|\d+\.)\s)")
_TAG = re.compile(r"<[^>]*>")
_SHARED = 2  # words that a passage must share with a line of output elsewhere in the lesson
_RARE = 4  # a word in more than one of so many lines tells none of them apart,
_FEW = 3  # unless it is in so few
_LONGEST = 110  # letters of a line of output in the title of a card
_MOST = 3  # rows that one number of a passage is said to stand in
_SMALL = 20  # smaller whole numbers are said of too many things to be known by themselves


@dataclass(frozen=True, slots=True)
class Found:
    """One number of a lesson.

    Attributes:
        cell: The cell it stands in.
        number: The number, as it is written there.
        passage: The paragraph, list item or line of output around it.
        written: Whether it was written by hand: in the prose, or spelt out in a cell's code.
        shown: Whether it stands in the output of a widget or figure, which brings cards of its own.
        cards: Its evidence cards; none for an orphan.
    """

    cell: Cell
    number: Number
    passage: str
    written: bool
    shown: bool
    cards: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All numbers of one lesson.

    Attributes:
        found: Every number in the prose and in the outputs, in the order of the cells.
        structural: How many more are no figures: places in a list, addresses, citations.
    """

    found: tuple[Found, ...]
    structural: int

    @property
    def orphans(self) -> tuple[Found, ...]:
        """The numbers without any card."""
        return tuple(each for each in self.found if not each.cards)


@functools.lru_cache(maxsize=2)  # the rules and the generated cells ask of the same page, one after the other
def trace(page: Page) -> Trace:
    """Find every number of a lesson and what stands behind it.

    Args:
        page: A lesson of the registry; a notebook that is none has no tables to lead to.

    Example:
        >>> course = load()
        >>> lesson = course.lesson("where-cancers-go")
        >>> found = trace(read(course.folder / lesson.file, course)).found
        >>> next(each.cards[0].key for each in found if each.number.text == "1,140" and each.written)
        'MSK-MET, Prostate, Bone'
    """
    lesson_id, allowed = (page.lesson.id, page.lesson.tables) if page.lesson else ("", ())
    known_tables = [name for name in allowed if name in datasets.tables() and name != "references"]
    facts = [facts_of(name, lesson_id) for name in known_tables]
    outputs = [line for cell in page.code for line in _lines(cell)]
    reads = readings(page.code)
    lines = [_with_cards(line, reads[line.cell.number], facts, allowed) for line in outputs]
    known = _Known(facts, [line for line in lines if not line.written])
    written, structural = _written(page)
    found = [known.trace(each, ()) if each.written else each for each in lines]
    found += [known.trace(each, _following(page, each.cell)) for each in written]
    found = _said_before(found, _sections(page))
    structural += sum(masked(text)[1] for cell in page.code for text, _ in _outputs(cell))
    return Trace(tuple(found), structural)


def _sections(page: Page) -> dict[int, int]:
    """The section of each cell, by the number of the cell that opens it."""
    opens = {cell.number for cell, level, _ in headings(page) if level <= 2}
    found, section = {}, 0
    for cell in page.cells:
        section = cell.number if cell.number in opens else section
        found[cell.number] = section
    return found


def _said_before(found: list[Found], sections: dict[int, int]) -> list[Found]:
    """Give a number the cards that it has elsewhere in its section: what was said once may be said again.

    That does not hold for small whole numbers.
    """
    found = sorted(found, key=lambda each: each.cell.number)
    known: dict[tuple[int, str], tuple[Evidence, ...]] = {}
    for each in found:
        if each.cards and (each.number.kind != "count" or each.number.value >= _SMALL):
            known.setdefault((sections[each.cell.number], each.number.text), each.cards)
    return [
        each if each.cards else _carded(each, known.get((sections[each.cell.number], each.number.text), ()))
        for each in found
    ]


def _written(page: Page) -> tuple[list[Found], int]:
    """The numbers of the prose, still without cards, and how many others are no figures."""
    found, structural = [], 0
    for cell in page.prose:
        for passage in _PASSAGE.split(cell.source) if cell.generated not in _NOT_READ else ():
            plain, others = masked(_TAG.sub(lambda tag: "~" * len(tag[0]), passage))
            structural += others
            found += [Found(cell, number, passage, True, False, ()) for number in numbers(plain)]
    return found, structural


def _following(page: Page, cell: Cell) -> tuple[int, ...]:
    """The code cells that follow a passage, up to the next passage."""
    after = page.cells[cell.number :]
    stop = next((i for i, each in enumerate(after) if each.kind == "markdown"), len(after))
    return tuple(each.number for each in after[:stop])


def _outputs(cell: Cell) -> Iterator[tuple[str, bool]]:
    """The texts that a cell gave, and whether each is the text of a widget or figure."""
    for output in cell.outputs:
        if output.get("output_type") == "stream":
            yield printed_text(cell, output), False
        elif "text/plain" in data(output):
            yield joined(data(output)["text/plain"]), "text/html" in data(output)


def _lines(cell: Cell) -> Iterator[Found]:
    """The numbers in a cell's outputs, each with its line, still without cards."""
    spelt = _spelt_out(cell)
    for text, shown in _outputs(cell):
        plain, _ = masked(text)
        for number in numbers(plain):
            start, end = text.rfind("\n", 0, number.start) + 1, text.find("\n", number.end)
            line = text[start : None if end < 0 else end].strip()
            written = any(number.same(each) for each in spelt)
            yield Found(cell, number, line, written, shown, ())


def _spelt_out(cell: Cell) -> tuple[Number, ...]:
    """The numbers that stand in the texts of a cell's code, or that it only passes on to print()."""
    found: list[str] = []
    every = list(ast.walk(tree_of(cell)))
    formats = [
        node.format_spec for node in every if isinstance(node, ast.FormattedValue) and node.format_spec
    ]
    how = {id(part) for each in formats for part in ast.walk(each)}  # ".0%" says how to write, not what
    for node in every:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in how:
            found.append(node.value)
        printed = node.args if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print" else []
        values = [*printed, node.value] if isinstance(node, ast.FormattedValue | ast.Expr) else printed
        found += [str(each.value) for each in values if isinstance(each, ast.Constant)]
    return tuple(number for text in found for number in numbers(text))


def _with_cards(line: Found, reading: Reading, facts: Iterable[Facts], allowed: Iterable[str]) -> Found:
    """A number of an output with the card of its row, where the line names the row, or else of its computing."""
    if line.written or not reading.calls:
        return line
    cards = _rows(line.number, line.passage, facts)
    return _carded(line, cards or (_by_cell(line, reading.tables & set(allowed)),))


def _carded(found: Found, cards: Iterable[Evidence]) -> Found:
    return replace(found, cards=tuple(dict.fromkeys(cards)))


def _rows(number: Number, passage: str, facts: Iterable[Facts]) -> tuple[Evidence, ...]:
    """The cards of the rows that the passage around a number names best, and few of them.

    A row that the passage quotes comes first. A figure of a row says more than a number inside its text.
    """
    named = _named(number, passage, facts)
    found = [pair for pair in named if _quotes(passage, pair[1].record)] or named
    return _best([pair for pair in found if not isinstance(pair[1].figure, Number)] or found)


def _quotes(passage: str, record: Record) -> bool:
    """Whether a passage is the whole text of one field of a row."""
    return any(getattr(record, column.name) == passage for column in datasets.table(record.table).columns)


def _named(number: Number, passage: str, facts: Iterable[Facts]) -> list[tuple[int, Fact]]:
    """The figures that read as a number in the rows that the passage names, with how many words name them."""
    said = names_in(passage)
    return [pair for each in facts for pair in each.find(number, said)]


def _best(found: Iterable[tuple[int, Fact]]) -> tuple[Evidence, ...]:
    """The cards of the rows that most words name, and few of them."""
    ranked = list(found)
    most = max((shared for shared, _ in ranked), default=0)
    return distinct(fact.record.evidence(fact.field) for shared, fact in ranked if shared == most)[:_MOST]


def _by_cell(line: Found, tables: Iterable[str]) -> Evidence:
    """The card of a number that a cell computed."""
    inputs = [whole(name) for name in sorted(tables) if name != "references"]
    said = line.passage if len(line.passage) <= _LONGEST else f"{line.passage[:_LONGEST]}…"
    return computed(f"“{said}”", line.number.text, f"by the code of cell {line.cell.number}", inputs)


class _Known:
    """What a written number can lead to: the rows of the lesson's tables, and the lines of its outputs."""

    def __init__(self, facts: Iterable[Facts], lines: Iterable[Found]) -> None:
        self._facts = tuple(facts)
        self._lines = [(line, words(line.passage)) for line in lines if line.cards]
        texts = {(line.cell.number, line.passage): said for line, said in self._lines}
        often = Counter(word for said in texts.values() for word in said)
        self._rare = frozenset(word for word, n in often.items() if n <= max(_FEW, len(texts) / _RARE))

    def trace(self, found: Found, following: tuple[int, ...]) -> Found:
        """Return a written number with its cards: the rows that the passage names, or the lines of outputs."""
        said = words(found.passage)
        same = [(line, about) for line, about in self._lines if found.number.same(line.number)]
        near = [line for line, _ in same if line.cell.number in following and not line.shown]
        near = near or [line for line, about in same if len(about & said & self._rare) >= _SHARED]
        printed = [card for line in near for card in line.cards]
        named = _named(found.number, found.passage, self._facts)
        beside = [pair for pair in named if pair[1].record.evidence(pair[1].field) in printed]
        rows = _best(beside) or _rows(found.number, found.passage, self._facts)
        return _carded(found, rows or printed)


def evidence(lesson_id: str, number: str | float = "", course: Course | None = None) -> tuple[Evidence, ...]:
    """Return the evidence cards of a number of a lesson.

    Args:
        lesson_id: The lesson's id in the registry, such as "where-cancers-go".
        number: As the lesson prints it, such as "52%" or "1,140"; without it, the cards of every number.
        course: The course of the lesson; by default our own.

    Returns:
        The cards; several when the lesson says the number of several things.

    Raises:
        UnknownNameError: When there is no such lesson, or the lesson has no such number.

    Example:
        >>> [card.key for card in evidence("where-cancers-go", "1,762")]
        ['MSK-MET, Prostate']
    """
    course = course or load()
    file = course.folder / course.lesson(lesson_id).file
    found = _traced(file, file.stat().st_mtime_ns, course).found
    if number == "":
        return tuple(dict.fromkeys(card for each in found for card in each.cards))
    wanted = parse(number)
    cards = tuple(dict.fromkeys(card for each in found if each.number.same(wanted) for card in each.cards))
    return cards or find(number, (), " ".join(each.number.text for each in found if each.cards))


@functools.lru_cache(maxsize=32)
def _traced(path: Path, changed: int, course: Course) -> Trace:
    """The numbers of a lesson's file, read anew when it has changed."""
    return trace(read(path, course))
