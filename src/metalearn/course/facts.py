"""The figures that a lesson's tables hold, found by their value and by the words they are about.

A figure alone proves little: some row holds almost any small number. So a figure counts as found only where the words
around a number name the row.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from metalearn import datasets
from metalearn.datasets import Record, plain, store
from metalearn.datasets.cards import PERCENT
from metalearn.datasets.numbers import Number, numbers
from metalearn.datasets.package import Column, Table

Words = frozenset[str]

_WORD = re.compile(r"[^\W\d_][\w']*")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_STEM = 5  # letters: "metastasis", "metastases" and "metastatic" are one word here
_COMMON = """
    about above after again against almost alone along already also although always among another
    away because been before began begin being below beside best better between both call called
    cancer cancers cases cell cells come comes could count counted counts each either else even ever
    every figure figures first found four from give given gives goes group groups grow half hardly
    have having here how however into itself just kind kinds know known large largest last least
    less like little look made make many measure more most much must name named near need never next
    none nothing number numbers often once only other others ought over part parts patient patients
    people percent person place places question questions rather reach reached same second seen
    several share shares should since some something source sources still such table take than that
    their them then there these they thing third this those three through time together total tumour
    tumours twice under until upon used very well were what when where whether which while whole
    whose will with within without word words would year years your metastasis metastases metastatic
"""
_STOP = frozenset(word[:_STEM] for word in _COMMON.split())
_RARE = 4  # a word that stands in more than one row of so many names none of them
_FEW = 3


def words(text: str) -> Words:
    """Return the words of a text that can tell one row from another, cut to their stems.

    Example:
        >>> sorted(words("Prostate cancer reached the bones; PD-L1"))
        ['bones', 'pd', 'prost']
    """
    found = (word for word in _WORD.findall(text) if len(word) > 3 or sum(map(str.isupper, word)) > 1)
    return frozenset(word.lower()[:_STEM] for word in found) - _STOP


def names_in(text: str) -> Words:
    """Return what can name a row in a text: its words, and its whole numbers, such as the month of a curve.

    Example:
        >>> sorted(names_in("Alive after 60 months"))
        ['60', 'alive', 'month']
    """
    return words(text) | {str(int(number.value)) for number in numbers(text) if number.kind == "count"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of one row.

    Attributes:
        record: The row.
        field: The field whose evidence card gives the figure.
        figure: The figure, a whole number where something was counted; or the number as the field's text writes it.
        percent: Whether the figure is in percent.
        about: Sets of words; a passage must share one with each of them to be about the row.
        least: How many words it must share with all of them together.
    """

    record: Record
    field: str
    figure: float | Number
    percent: bool
    about: tuple[Words, ...]
    least: int

    def named(self, said: Words) -> int:
        """Return how many of a passage's words name this figure's row; 0 when they are too few to be about it."""
        shared = len(Words().union(*self.about) & said)
        return shared if shared >= self.least and all(part & said for part in self.about) else 0

    def reads_as(self, number: Number) -> bool:
        """Return whether the figure can be read as a number."""
        if isinstance(self.figure, Number):
            return number.same(self.figure)
        if isinstance(self.figure, int) and not self.percent and number.kind != "count":
            return False  # one person counted is no share of 100%
        return number.reads(self.figure, self.percent)


@dataclass(slots=True)
class Facts:
    """The figures of one table, ready to be asked for.

    Attributes:
        ordered: The facts by value, so that few need to be looked at for one number.
    """

    ordered: list[tuple[float, Fact]] = field(default_factory=list)

    def find(self, number: Number, said: Words) -> Iterator[tuple[int, Fact]]:
        """Yield the figures that read as a number and whose rows the words around it name, with how many do."""
        reach = number.step + 1e-9
        for low, high in ((number.value - reach, number.value + reach), *_as_share(number)):
            start = bisect_left(self.ordered, low, key=lambda each: each[0])
            end = bisect_right(self.ordered, high, key=lambda each: each[0])
            for _, fact in self.ordered[start:end]:
                if fact.reads_as(number) and (shared := fact.named(said)):
                    yield shared, fact


def _as_share(number: Number) -> Iterator[tuple[float, float]]:
    """Where the figure of a percentage or of odds lies when a table keeps it as a share from 0 to 1."""
    if number.kind == "percent":
        yield (number.value - number.step) / 100 - 1e-9, (number.value + number.step) / 100 + 1e-9
    elif number.kind == "odds":
        yield number.value * 0.9, number.value * 1.1


def facts_of(name: str, lesson_id: str = "") -> Facts:
    """Return the figures of a table: its numbers, those computed from one row, and those inside its texts.

    Args:
        name: The table.
        lesson_id: The lesson that is read; of a table that says which lesson a row belongs to, only its rows count.

    Raises:
        UnknownNameError: When there is no such table of records.
    """
    by_lesson = any(column.name == "lesson" for column in datasets.table(name).columns)
    return _facts_of(name, lesson_id if by_lesson else None)


@functools.cache
def _facts_of(name: str, lesson_id: str | None) -> Facts:
    """The figures of a table, of all its rows or of those of one lesson."""
    table = datasets.table(name)
    rows = [row for row in store.load(name) if lesson_id in (None, getattr(row, "lesson", None))]
    texts = [_texts(record, table) for record in rows]
    rare = _rare(words(" ".join(each.values())) for each in texts)
    telling = _rare(words(part) for said in texts for text in said.values() for part in _SENTENCE.split(text))
    found = [
        fact
        for record, said in zip(rows, texts, strict=True)
        for fact in (*_figures(record, table, said, rare), *_told(record, table, said, telling))
    ]
    ordered = [
        (each.figure.value if isinstance(each.figure, Number) else each.figure, each) for each in found
    ]
    return Facts(sorted(ordered, key=lambda each: each[0]))


def _rare(passages: Iterable[Words]) -> Words:
    """The words that stand in few enough rows, or different sentences of rows, to tell them apart."""
    rows = set(passages)
    often = Counter(word for row in rows for word in row)
    return frozenset(word for word, n in often.items() if n <= max(_FEW, len(rows) / _RARE))


def _texts(record: Record, table: Table) -> dict[str, str]:
    """The row's texts, without its sources and the words that say how it was read."""
    held = [
        column for column in table.columns if not (column.is_number or column.refers_to or column.meanings)
    ]
    return {
        column.name: plain(getattr(record, column.name)) for column in held if getattr(record, column.name)
    }


def _names(record: Record, table: Table) -> tuple[Words, ...]:
    """The words of each name in a key of several names, such as a primary and an organ; none for a mere id."""
    keys = [str(getattr(record, key)) for key in table.key if key != table.cohort_column]
    proper = len(table.key) > 1 and all(key[:1].isupper() or key.isdigit() for key in keys)
    return tuple(words(key) or frozenset({key.lower()}) for key in keys) if proper else ()


def _figures(record: Record, table: Table, said: dict[str, str], rare: Words) -> Iterator[Fact]:
    """The numeric fields of a row; the ends of an interval belong to the card of their field."""
    names = _names(record, table)
    about = names or (words(" ".join(said.values())) & rare,)
    ends = {end for column in _columns(table) for end in column.interval}
    for column in _columns(table):
        if not column.is_number or column.name in (*ends, "order"):
            continue
        percent = (getattr(record, column.unit_column) if column.unit_column else column.unit) in PERCENT
        for name in (column.name, *column.interval):
            value = getattr(record, name)
            if isinstance(value, int | float):
                yield Fact(record, column.name, value, percent, about, len(names) or 2)


def _told(record: Record, table: Table, said: dict[str, str], rare: Words) -> Iterator[Fact]:
    """The numbers inside the texts of a row, each about the words of its sentence."""
    names = _names(record, table)
    for name, text in said.items():
        for sentence in _SENTENCE.split(text):
            about = (*names, words(sentence) & rare)
            for number in numbers(sentence):
                yield Fact(record, name, number, False, about, max(2, len(names) + 1))


def _columns(table: Table) -> Iterable[Column]:
    return (*table.columns, *table.computed)
