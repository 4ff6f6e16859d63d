"""The evidence card: what stands behind one number or statement."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from metalearn.datasets import store
from metalearn.datasets.base import Record
from metalearn.datasets.citations import Reference, from_csl
from metalearn.datasets.numbers import Number, numbers, plain
from metalearn.datasets.package import Column, Table
from metalearn.errors import UnknownNameError
from metalearn.words import _

# How a row says that it was read; a question's kind is none of these.
_MARKERS = ("count_kind", "status", "checked")
PERCENT = ("percent", "%")
OWN = _("not part of metalearn: a row of somebody's own")

# What stands before each line of a card, by the kind of the line.
LABELS = {
    "formula": _("How it was computed"),
    "row": _("Row"),
    "from": _("From"),
    "cohort": _("Who was counted"),
    "denominator": _("Part of"),
    "how_read": _("How it was read"),
    "source": _("Source"),
    "licence": _("Licence"),
    "reviewed": _("Last reviewed"),
    "mind": _("Mind"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind one field of one record.

    Attributes:
        table: Name of the table.
        key: What names the row, such as "MSK-MET, Prostate, Bone".
        field: Name of the field.
        title: The field in words.
        value: Its value.
        low: Lowest value that fits the source, or None.
        high: Highest value that fits the source, or None.
        unit: Unit of the three; empty for text.
        cohort: The people, animals or model it comes from; empty when the table has none.
        denominator: What the number is a part of, with its size; empty when it is not a part.
        sources: The sources cited by the row.
        licence: Licence of the table.
        how_read: How the figure was read from its source.
        last_reviewed: Date of the last review, as YYYY-MM-DD.
        known_problems: What to mind, one sentence an entry.
        formula: How the value was computed, in words; empty when it stands in a table.
    """

    table: str
    key: str
    field: str
    title: str
    value: Any
    low: float | None
    high: float | None
    unit: str
    cohort: str
    denominator: str
    sources: tuple[Reference, ...]
    licence: str
    how_read: str
    last_reviewed: str
    known_problems: tuple[str, ...]
    formula: str = ""

    def text(self) -> str:
        """Return the card as lines of plain text.

        Example:
            >>> from metalearn import datasets
            >>> card = datasets.flows()[0].evidence("n")
            >>> print(card.text().splitlines()[0])
            Patients with a metastasis at the site: 154 patients (between 153 and 156)
        """
        said = [f"{LABELS[kind]}: {text}" for kind, text in self.behind()]
        return "\n".join([f"{self.title}: {self.amount()}", *said])

    def behind(self) -> tuple[tuple[str, str], ...]:
        """Return what stands behind the value: each text with its kind, which is a key of ``LABELS``.

        Example:
            >>> from metalearn import datasets
            >>> [kind for kind, text in datasets.glossary()[0].evidence("definition").behind()]
            ['row', 'how_read', 'source', 'licence', 'reviewed']
        """
        row = _("{key} (table {table})").format(key=self.key, table=self.table) if self.key else ""
        whole = _("table {table}").format(table=self.table) if self.table and not self.key else ""
        said = (
            ("formula", self.formula),
            ("row", row),
            ("from", whole),
            ("cohort", self.cohort),
            ("denominator", self.denominator),
            ("how_read", self.how_read),
            *(("source", _cited(source)) for source in self.sources),
            ("licence", self.licence),
            ("reviewed", self.last_reviewed),
            *(("mind", problem) for problem in self.known_problems),
        )
        return tuple((kind, text) for kind, text in said if text)

    def gives(self, number: Number) -> bool:
        """Return whether a number on screen is one of this card: its value, an end of its range, or its whole.

        Figures inside a text count when the text is what the card is about.

        Example:
            >>> from metalearn import datasets
            >>> from metalearn.datasets.numbers import numbers
            >>> card = next(flow for flow in datasets.flows() if flow.n == 1140).evidence("percent")
            >>> [card.gives(number) for number in numbers("52% or 54%")]
            [True, False]
        """
        return self.says(number) or _any_same(number, (self.denominator, self.unit))

    def says(self, number: Number) -> bool:
        """Return whether a number is what the card is about: its value or an end of its range."""
        percent = self.unit in PERCENT
        return any(number.reads(figure, percent) for figure in self.figures()) or _any_same(
            number, self.texts()
        )

    def figures(self) -> tuple[float, ...]:
        """Return the value and its range, as far as they are figures."""
        return tuple(each for each in (self.value, self.low, self.high) if isinstance(each, int | float))

    def texts(self) -> tuple[str, ...]:
        """Return the value as far as it is text."""
        value = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(each for each in value if isinstance(each, str))

    def amount(self) -> str:
        """Return the value with its unit and range, in words.

        Example:
            >>> from metalearn import datasets
            >>> datasets.flows()[0].evidence("n").amount()
            '154 patients (between 153 and 156)'
        """
        unit = f" {self.unit}" if self.unit and self.value != "" else ""
        low, high = self.low, self.high
        if low is None and high is None:
            return plain(self.value) + unit
        if self.value is None:
            ends = [plain(end) for end in (low, high) if end is not None]
            return _(" to ").join(ends) + unit
        if high is None:
            return _("{value} (at least {low})").format(value=plain(self.value) + unit, low=plain(low))
        if low == self.value == high:
            return plain(self.value) + unit
        return _("{value} (between {low} and {high})").format(
            value=plain(self.value) + unit, low=plain(low), high=plain(high)
        )


_numbers = functools.lru_cache(maxsize=4096)(numbers)


def _any_same(number: Number, texts: Iterable[str]) -> bool:
    return any(number.same(found) for text in texts for found in _numbers(text))


@functools.lru_cache(maxsize=1024)
def _cited(source: Reference) -> str:
    gaps = "" if source.complete else _(" [citation incomplete]")
    return source.cite() + gaps


def evidence(record: Record, field: str) -> Evidence:
    """Return the evidence card of one field of a record.

    Args:
        record: Any record of a table.
        field: A column of its table, or a number computed from one row such as "percent".

    Returns:
        The card.

    Raises:
        UnknownNameError: When the record has no such field; the message gives the nearest one.

    Example:
        >>> from metalearn import datasets
        >>> bone = next(f for f in datasets.flows() if (f.primary, f.site) == ("Prostate", "Bone"))
        >>> card = datasets.evidence(bone, "n")
        >>> card.value, card.low, card.high, card.denominator
        (1140, 1130, 1151, '2,172 (all patients with this cancer)')
    """
    table = store.table(record.table)
    column = table.column(field)
    low, high = [getattr(record, name) for name in column.interval] or [None, None]
    own = record not in _packaged(table.name)
    return Evidence(
        table=table.name,
        key=", ".join(plain(getattr(record, name)) for name in table.key),
        field=field,
        title=_title(record, table, column),
        value=getattr(record, field),
        low=low,
        high=high,
        unit=getattr(record, column.unit_column) if column.unit_column else column.unit,
        cohort=_cohort(record, table),
        denominator=_denominator(record, table, column),
        sources=_sources(record, table),
        licence=OWN if own else table.licence,
        how_read=_how_read(record, table, column, "" if own else table.how_read),
        last_reviewed="" if own else table.last_reviewed,
        known_problems=_known_problems(record, () if own else table.known_problems),
    )


@functools.cache
def _packaged(table: str) -> frozenset[Record]:
    """The rows of our own table: a licence and a date of review are only theirs."""
    return frozenset(store.load(table))


def _cohort(record: Record, table: Table) -> str:
    return _with_people(str(getattr(record, table.cohort_column))) if table.cohort_column else ""


@functools.lru_cache(maxsize=1024)
def _with_people(name: str) -> str:
    cohorts: Any = store.load("cohorts")
    who = next((cohort.who for cohort in cohorts if cohort.cohort == name), None)
    return name if who is None else f"{name}: {who}"


def _denominator(record: Record, table: Table, column: Column) -> str:
    if not column.denominator:
        return ""
    whole = table.column(column.denominator)
    return f"{plain(getattr(record, whole.name))} ({whole.title[0].lower()}{whole.title[1:]})"


def _sources(record: Record, table: Table) -> tuple[Reference, ...]:
    ids: list[str] = []
    for column in table.columns:
        if column.refers_to != "references.id":
            continue
        cell = getattr(record, column.name)
        ids += [cell] if isinstance(cell, str) else cell
    return tuple(_reference(each) for each in dict.fromkeys(ids) if each)


def _reference(source_id: str) -> Reference:
    """The source; of one that only somebody's own file names, no more than its name is known."""
    try:
        return store.reference(source_id)
    except UnknownNameError:
        return from_csl({"id": source_id, "type": "document", "title": f"[{source_id}]"})


def _title(record: Record, table: Table, column: Column) -> str:
    """The row's own words for its numbers where the table has them, otherwise the column's title."""
    if not (table.title_column and column.is_number and column.unit + column.unit_column):
        return column.title
    said = str(getattr(record, table.title_column))
    return said if column.name in ("value", "fraction") else f"{said}: {column.title.lower()}"


def _how_read(record: Record, table: Table, column: Column, all_rows: str) -> str:
    """The row's own markers in words, then how the table as a whole was read."""
    names = [column.checked_by] if column.checked_by else _MARKERS
    said = []
    for marker in table.columns:
        if marker.name in names and getattr(record, marker.name):
            said.append(marker.meanings[getattr(record, marker.name)])
    return "; ".join([*said, all_rows] if all_rows else said)


def _known_problems(record: Record, all_rows: tuple[str, ...]) -> tuple[str, ...]:
    """The row's own note, then what to mind in the whole table."""
    note = getattr(record, "note", "")
    return (note, *all_rows) if note else all_rows


def computed(
    title: str,
    value: Any,
    formula: str,
    inputs: Sequence[Evidence] = (),
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Evidence:
    """Make the card of a number that stands in no table but is computed from some that do.

    Args:
        title: What the number is, in words.
        value: The number; several in one phrase may be given as text.
        formula: How it was computed, in words, with its inputs.
        inputs: The cards of the inputs; none for a number that the reader chose.
        unit: Unit of the value and its range.
        low: Lowest value that fits the inputs, or None.
        high: Highest value that fits the inputs, or None.

    Returns:
        A card that carries the sources, licences, problems and the oldest date of review of its inputs.

    Example:
        >>> from metalearn import datasets
        >>> bone, liver, *_ = (flow.evidence("n") for flow in datasets.flows() if flow.primary == "Prostate")
        >>> both = computed("Both bands", bone.value + liver.value, "the two bands added", [bone, liver])
        >>> both.sources == bone.sources, both.last_reviewed == bone.last_reviewed
        (True, True)
    """
    return Evidence(
        table=", ".join(_each(card.table for card in inputs)),
        key="",
        field="",
        title=title,
        value=value,
        low=low,
        high=high,
        unit=unit,
        cohort="; ".join(_each(card.cohort for card in inputs)),
        denominator="",
        sources=tuple(dict.fromkeys(source for card in inputs for source in card.sources)),
        licence="; ".join(_each(card.licence for card in inputs)),
        how_read="; ".join(_each(card.how_read for card in inputs)),
        last_reviewed=min(_each(card.last_reviewed for card in inputs), default=""),
        known_problems=_each(problem for card in inputs for problem in card.known_problems),
        formula=formula,
    )


_MOST_SOURCES = 6


@functools.cache
def whole(name: str) -> Evidence:
    """Return the card of a table as a whole, for numbers that are counted over its rows.

    Args:
        name: The table's name.

    Raises:
        UnknownNameError: When there is no such table of records.

    Example:
        >>> whole("flows").value, [source.id for source in whole("flows").sources]
        (126, ['msk_met_2022'])
    """
    table = store.table(name)
    rows = store.load(name)
    cited = tuple(dict.fromkeys(source for row in rows for source in _sources(row, table)))
    many = len(cited) > _MOST_SOURCES
    sources = _("Its rows name {n} sources: each row its own.").format(n=len(cited))
    return Evidence(
        table=name,
        key=_("all rows"),
        field="",
        title=table.title,
        value=len(rows),
        low=None,
        high=None,
        unit=_("rows"),
        cohort="",
        denominator="",
        sources=() if many else cited,
        licence=table.licence,
        how_read=table.how_read,
        last_reviewed=table.last_reviewed,
        known_problems=(sources, *table.known_problems) if many else table.known_problems,
    )


def told(record: Record, *fields: str) -> tuple[Evidence, ...]:
    """Return the cards of those texts of a record that hold a number.

    Example:
        >>> from metalearn import datasets
        >>> cohort = datasets.cohort("MSK-MET")
        >>> [card.field for card in told(cohort, "title", "who")]
        ['who']
    """
    held = (field for field in fields if numbers(plain(getattr(record, field))))
    return tuple(evidence(record, field) for field in held)


def _each(texts: Iterable[str]) -> tuple[str, ...]:
    """Every text once, without empty ones."""
    return tuple(dict.fromkeys(text for text in texts if text))
