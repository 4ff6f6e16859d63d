"""Flows of one's own: read the CSV of somebody's own cohort, or say everything that is wrong with it at once."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from metalearn.datasets.loaders.organs import oncotree
from metalearn.datasets.package import Column, Table
from metalearn.datasets.reading import Row, read
from metalearn.datasets.records.spread import Flow
from metalearn.datasets.store import table
from metalearn.errors import DataError, Problem, nearest

NEEDED = ("cohort", "primary", "site", "n", "n_total")
_NAMES = ("cohort", "primary", "site")
_ALIKE = 0.8  # names at least this alike (difflib's ratio) are taken for one name and a slip of the keyboard
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_THOUSANDS = re.compile(r"[0-9]{1,3}([.,' \u00a0\u202f][0-9]{3})+")
_DECIMAL = re.compile(r"-?[0-9]+[.,][0-9]+")


def read_flows(path: str | Path, *, own_names: Collection[str] = ()) -> tuple[Flow, ...]:
    """Read flows of your own from a CSV file with the columns of ``data/flows.csv``.

    The file needs the columns cohort, primary, site, n and n_total, and one cohort. Names of primaries and organs may
    be your own; one that is nearly a name of metalearn's is refused as a slip, unless you say that it is meant.
    Optional columns: n_low and n_high (without them the count is exact), count_kind, source_id and status. Every text
    is text: nothing in the file is ever taken for markup.

    Args:
        path: The file: comma-separated, UTF-8.
        own_names: Primaries and organs that are meant just as they stand, although metalearn has nearly the same name.

    Returns:
        The flows, in patients.

    Raises:
        DataError: When something is wrong with the file. Every problem is listed at once, with its row, column, value,
            what was expected and the nearest right name.

    Example:
        >>> from metalearn.datasets import files, flows
        >>> read_flows(files.folder("data") / "flows.csv") == flows()
        True
    """
    file = Path(path)
    text = _text(file)
    header, blank = _shape(file.name, text)
    reading = read(_described(header), file)
    rows = [row for row in reading.rows if row.number not in blank]
    problems = [_explained(each, header) for each in reading.problems if each.row not in blank]
    if not rows:
        problems.append(Problem(file.name, None, None, None, "at least one row under the header"))
    meant = {own_names} if isinstance(own_names, str) else set(own_names)
    problems += _problems(_Sheet(file.name, rows), meant)
    if problems:
        order = [column.name for column in table("flows").columns]
        once = {(each.row, each.column, each.value): each for each in reversed(problems)}
        raise DataError(sorted(once.values(), key=lambda problem: _place(problem, order)))
    return tuple(Flow(**_filled(row.values)) for row in rows)


def _text(file: Path) -> str:
    """The file's text; whatever keeps it from being read is a problem like any other."""
    name, expected, guess = file.name, "", None
    try:
        text = file.read_text(encoding="utf-8-sig")
        if text.strip():
            return text
        expected = f"a header with the columns {', '.join(NEEDED)}; the file is empty"
    except FileNotFoundError:
        beside = [each.name for each in file.parent.iterdir()] if file.parent.is_dir() else []
        expected, guess = f"this file in {file.parent}", nearest(name, beside)
    except UnicodeDecodeError:
        expected = "text saved as UTF-8; in Excel, save as 'CSV UTF-8'"
    except OSError as error:
        expected = "a CSV file; this is a folder" if file.is_dir() else f"a file that can be read ({error})"
    raise DataError([Problem(name, None, None, None, expected, guess)])


def _shape(name: str, text: str) -> tuple[list[str], frozenset[int]]:
    """The header, and the numbers of the rows that a spreadsheet left empty."""
    first = text.lstrip("\n").partition("\n")[0]
    found = _other_separator(first)
    if found:
        expected = "columns separated by commas; Excel writes others where the comma is the decimal sign"
        raise DataError([Problem(name, 1, None, found, expected)])
    try:
        lines = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise DataError([Problem(name, None, None, None, f"a readable CSV file ({error})")]) from None
    blank = (number for number, cells in enumerate(lines, start=1) if not any(map(str.strip, cells)))
    return lines[0], frozenset(blank)


def _other_separator(first: str) -> str:
    """What separates the columns when it is not a comma, in words; empty when all is well."""
    if first.lower().startswith("sep="):
        return first.strip()
    for sign, word in _SEPARATORS.items():
        cells = [cell.strip().strip('"') for cell in first.split(sign)]
        if len(set(cells) & set(NEEDED)) > 1:
            return f"columns separated by {word}"
    return ""


def _described(header: Sequence[str]) -> Table:
    """The description of the flows, with names of one's own and without the columns that nobody has to have."""
    flows = table("flows")
    columns = (_loosened(column) for column in flows.columns if column.name in {*NEEDED, *header})
    return flows._replace(columns=tuple(columns), links=())


def _loosened(column: Column) -> Column:
    enum = () if column.name == "site" else column.enum
    return column._replace(enum=enum, required=column.name in NEEDED)


def _explained(problem: Problem, header: Sequence[str]) -> Problem:
    """The same problem, with the habit of a spreadsheet behind it when it is one."""
    value = (problem.value or "").strip()
    if problem.expected == "no column of this name":
        return _unknown_column(problem, header)
    if not problem.expected.startswith("a whole number"):
        return problem
    if value.endswith("%"):
        return replace(problem, expected="a number of patients, not a percentage")
    if _THOUSANDS.fullmatch(value):
        return replace(problem, expected="a whole number without a sign between the thousands, such as 1140")
    if _DECIMAL.fullmatch(value):
        return replace(problem, expected="a whole number of patients, not a percentage or an average")
    return problem


def _unknown_column(problem: Problem, header: Sequence[str]) -> Problem:
    if "percent" in str(problem.column).lower():
        expected = "no such column: metalearn computes the percentage from n and n_total"
        return replace(problem, expected=expected, nearest=None)
    # "n" looks like a part of almost every word, so it is never offered.
    spare = [each.name for each in table("flows").columns if each.name not in ("n", *header)]
    return replace(problem, nearest=nearest(problem.column, spare))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of a file, as far as they could be read."""

    file: str
    rows: list[Row]

    def firsts(self, column: str) -> dict[str, Row]:
        """Every value of a column of names, with the first row that has it."""
        found: dict[str, Row] = {}
        for row in self.rows:
            value = row.values.get(column)
            if value:
                found.setdefault(value, row)
        return found

    def problem(self, row: Row, column: str, expected: str, guess: str | None = None) -> Problem:
        value = row.values[column]
        shown = f"{value:,}" if isinstance(value, int) else str(value)
        return Problem(self.file, row.number, column, shown, expected, guess)


def _problems(sheet: _Sheet, meant: set[str]) -> Iterator[Problem]:
    """What is wrong with the rows together, and with the names in them."""
    known = {
        "primary": [each.name for each in oncotree()],
        "site": list(table("flows_groups").column("site").enum),
    }
    for column in _NAMES:
        yield from _unclear_names(sheet, column)
    for column, names in known.items():
        yield from _slips(sheet, column, names, meant)
    yield from _other_cohorts(sheet)
    yield from _names_of_both_kinds(sheet)
    yield from _other_totals(sheet)
    yield from _unnamed_intervals(sheet)
    counts = [row.values.get("n") for row in sheet.rows]
    if counts and not any(count is None or count > 0 for count in counts):
        yield Problem(sheet.file, None, "n", "0 in every row", "at least one patient with a metastasis")


def _unclear_names(sheet: _Sheet, column: str) -> Iterator[Problem]:
    """Names that cannot be shown on one line, or that differ only in capitals and spaces."""
    spellings: dict[str, str] = {}
    for value, row in sheet.firsts(column).items():
        if not value.isprintable():
            expected = "text on one line, without signs that cannot be seen"
            yield Problem(sheet.file, row.number, column, ascii(value)[1:-1], expected)
        plain = " ".join(value.casefold().split())
        first = spellings.setdefault(plain, value)
        if first != value:
            where = sheet.firsts(column)[first].number
            yield sheet.problem(row, column, f"one way of writing each name, as in row {where}", first)


def _slips(sheet: _Sheet, column: str, known: Sequence[str], meant: set[str]) -> Iterator[Problem]:
    by_lower = {name.casefold(): name for name in known}
    for value, row in sheet.firsts(column).items():
        if value in known or value in meant:
            continue
        close = difflib.get_close_matches(value.casefold(), by_lower, n=1, cutoff=_ALIKE)
        if close:
            times = sum(each.values.get(column) == value for each in sheet.rows)
            rows = f" ({times} rows have it)" if times > 1 else ""
            expected = f"a name of metalearn's, or this one in own_names=[...] if it is meant{rows}"
            yield sheet.problem(row, column, expected, by_lower[close[0]])


def _other_cohorts(sheet: _Sheet) -> Iterator[Problem]:
    rows = list(sheet.firsts("cohort").values())
    for row in rows[1:]:
        expected = f"{rows[0].values['cohort']!r}, as in row {rows[0].number}: a file holds one cohort"
        yield sheet.problem(row, "cohort", expected)


def _names_of_both_kinds(sheet: _Sheet) -> Iterator[Problem]:
    primaries = sheet.firsts("primary")
    for value, row in sheet.firsts("site").items():
        if value in primaries:
            where = primaries[value].number
            expected = (
                f"a name that no primary has (row {where} has it as a primary), such as '{value} (organ)'"
            )
            yield sheet.problem(row, "site", expected)


def _other_totals(sheet: _Sheet) -> Iterator[Problem]:
    firsts: dict[str, Row] = {}
    for row in sheet.rows:
        primary, total = row.values.get("primary"), row.values.get("n_total")
        if primary and total is not None:
            first = firsts.setdefault(primary, row)
            if first.values["n_total"] != total:
                said = f"{first.values['n_total']:,}, as in row {first.number}: a primary has one total"
                yield sheet.problem(row, "n_total", said)


def _unnamed_intervals(sheet: _Sheet) -> Iterator[Problem]:
    """An interval says that the count is not exact; the file has to say so, too."""
    for row in sheet.rows:
        ends = {row.values.get(name) for name in ("n", "n_low", "n_high")} - {None}
        if len(ends) > 1 and not row.values.get("count_kind"):
            expected = "estimated_from_percent or exact, since the row gives an interval"
            yield Problem(sheet.file, row.number, "count_kind", "", expected)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row with all columns: without an interval, the count is exact."""
    n = values["n"]
    low, high = values.get("n_low"), values.get("n_high")
    return {
        **values,
        "n_low": n if low is None else low,
        "n_high": n if high is None else high,
        "count_kind": values.get("count_kind") or "exact",
        "source_id": values.get("source_id") or "",
        "status": values.get("status") or "",
    }


def _place(problem: Problem, order: Sequence[str]) -> tuple[int, int]:
    column = problem.column or ""
    return problem.row or 0, order.index(column) if column in order else -1
