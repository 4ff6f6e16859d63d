"""The evidence card: what stands behind one number or statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metalearn.datasets import store
from metalearn.datasets.base import Record
from metalearn.datasets.citations import Reference
from metalearn.datasets.loaders.spread import cohorts
from metalearn.datasets.package import Column, Table

_MARKERS = (
    "count_kind",
    "status",
    "checked",
)  # how a row says that it was read; a question's kind is none of these


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

    def text(self) -> str:
        """Return the card as lines of plain text.

        Example:
            >>> from metalearn import datasets
            >>> card = datasets.flows()[0].evidence("n")
            >>> print(card.text().splitlines()[0])
            Patients with a metastasis at the site: 154 patients (between 153 and 156)
        """
        lines = [f"{self.title}: {self._amount()}", f"Row: {self.key} (table {self.table})"]
        lines += [
            f"{label}: {said}"
            for label, said in (
                ("Who was counted", self.cohort),
                ("Part of", self.denominator),
                ("How it was read", self.how_read),
            )
            if said
        ]
        lines += [f"Source: {_cited(source)}" for source in self.sources]
        lines += [f"Licence: {self.licence}", f"Last reviewed: {self.last_reviewed}"]
        return "\n".join([*lines, *(f"Mind: {problem}" for problem in self.known_problems)])

    def _amount(self) -> str:
        """The value with its unit and range, in words."""
        unit = f" {self.unit}" if self.unit and self.value != "" else ""
        low, high = self.low, self.high
        if low is None and high is None:
            return plain(self.value) + unit
        if self.value is None:
            ends = [plain(end) for end in (low, high) if end is not None]
            return " to ".join(ends) + unit
        if high is None:
            return f"{plain(self.value)}{unit} (at least {plain(low)})"
        if low == self.value == high:
            return plain(self.value) + unit
        return f"{plain(self.value)}{unit} (between {plain(low)} and {plain(high)})"


def plain(value: object) -> str:
    """Write a value for people: thousands with commas, no needless zeros, "none given" for nothing.

    Example:
        >>> plain(1140), plain(3200000.0), plain(0.0001), plain(52.486), plain(None)
        ('1,140', '3,200,000', '0.0001', '52.5', 'none given')
    """
    if value is None or value == "" or value == ():
        return "none given"
    if isinstance(value, tuple):
        return "; ".join(plain(each) for each in value)
    if isinstance(value, float):
        if value.is_integer():
            return f"{int(value):,}"
        return f"{value:.3g}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _cited(source: Reference) -> str:
    gaps = "" if source.complete else " [citation incomplete]"
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
        licence=table.licence,
        how_read=_how_read(record, table, column),
        last_reviewed=table.last_reviewed,
        known_problems=_known_problems(record, table),
    )


def _cohort(record: Record, table: Table) -> str:
    if not table.cohort_column:
        return ""
    name = str(getattr(record, table.cohort_column))
    known = {cohort.cohort: cohort for cohort in cohorts()}
    return f"{name}: {known[name].who}" if name in known else name


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
    return tuple(store.reference(each) for each in dict.fromkeys(ids) if each)


def _title(record: Record, table: Table, column: Column) -> str:
    """The row's own words for its numbers where the table has them, otherwise the column's title."""
    if not (table.title_column and column.is_number and column.unit + column.unit_column):
        return column.title
    said = str(getattr(record, table.title_column))
    return said if column.name in ("value", "fraction") else f"{said}: {column.title.lower()}"


def _how_read(record: Record, table: Table, column: Column) -> str:
    """The row's own markers in words, then how the table as a whole was read."""
    names = [column.checked_by] if column.checked_by else _MARKERS
    said = []
    for marker in table.columns:
        if marker.name in names and getattr(record, marker.name):
            said.append(marker.meanings[getattr(record, marker.name)])
    return "; ".join([*said, table.how_read] if table.how_read else said)


def _known_problems(record: Record, table: Table) -> tuple[str, ...]:
    """The row's own note, then what to mind in the whole table."""
    note = getattr(record, "note", "")
    return (note, *table.known_problems) if note else table.known_problems
