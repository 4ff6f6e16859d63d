"""Messages for people: what was wrong, the nearest right name, and where to see all of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class MetalearnError(Exception):
    """Base of every error that metalearn raises on purpose; its message is written for people."""


class UnknownNameError(MetalearnError, ValueError):
    """A primary, organ, cohort, step or other name that does not exist."""


class DenominatorError(MetalearnError, ValueError):
    """Figures that are shares of different things, or of the same people twice, were to become one number."""


_SHOWN = 8  # how many names that begin alike a message holds
_FEW = 4  # so few names are all listed when none of them is near


def nearest(name: object, options: Iterable[object]) -> str | None:
    """Return the option that looks most like ``name``, or None when nothing is close.

    Case is ignored, and a name that is only part of an option counts as close.

    Example:
        >>> nearest("brest", ["Breast", "Prostate"])
        'Breast'
        >>> nearest("xyzzy", ["Breast", "Prostate"]) is None
        True
    """
    return next(iter(suggestions(name, options)), None)


def suggestions(name: object, options: Iterable[object]) -> tuple[str, ...]:
    """Return what may have been meant: the same name in another case, else all that begin so, else the nearest one.

    Of several that begin so, one with which all the others begin stands for them.

    Example:
        >>> suggestions("breast", ["Bone", "Breast (female)", "Breast (male)"])
        ('Breast (female)', 'Breast (male)')
    """
    by_lower = {str(option).lower(): str(option) for option in options}
    wanted = str(name).lower().strip()
    if wanted in by_lower:
        return (by_lower[wanted],)
    if len(wanted) >= 3 and (begun := [key for key in by_lower if key.startswith(wanted)]):
        first = min(begun, key=len)
        if all(key.startswith(first) for key in begun):
            return (by_lower[first],)
        return tuple(by_lower[key] for key in begun)
    close = difflib.get_close_matches(wanted, by_lower, n=1, cutoff=0.6)
    if not close and len(wanted) >= 3:
        close = [key for key in by_lower if wanted in key or key in wanted][:1]
    return tuple(by_lower[key] for key in close)


def unknown(kind: str, value: object, options: Sequence[object], see: str) -> UnknownNameError:
    """Make the error for a name that does not exist.

    It names what may have been meant; when nothing is near and there are only a few names, it lists them.

    Args:
        kind: What the name was meant to be, such as "primary".
        value: The name that was given.
        options: Every right name.
        see: The expression that lists them all.

    Returns:
        The error, ready to raise.

    Example:
        >>> print(unknown("primary", "Brest", ["Breast", "Lung"], "metalearn.datasets.primaries()"))
        Unknown primary 'Brest'. Did you mean 'Breast'? See all 2 with metalearn.datasets.primaries().
        >>> print(unknown("phase", "xyzzy", ["plain", "portal"], "PHASES"))
        Unknown phase 'xyzzy'. It can be 'plain' or 'portal'. See all 2 with PHASES.
    """
    hint = ""
    if guesses := suggestions(value, options):
        hint = f" Did you mean {_either(guesses)}?"
    elif 0 < len(options) <= _FEW:
        hint = f" It can be {_either([str(option) for option in options])}."
    return UnknownNameError(f"Unknown {kind} {value!r}.{hint} See all {len(options)} with {see}.")


def _either(names: Sequence[str]) -> str:
    """Names as a choice, such as "'A', 'B' or 'C'"; of very many, the first few and how many more."""
    shown = [repr(name) for name in names[:_SHOWN]]
    if len(names) > _SHOWN:
        shown.append(f"{len(names) - _SHOWN} more")
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def check_keywords(owner: str, given: Iterable[str], allowed: Sequence[str]) -> None:
    """Refuse keywords that ``owner`` does not take.

    Args:
        owner: The class or function, as the reader wrote it.
        given: The keywords that were passed.
        allowed: The keywords it takes, in the order to show them.

    Raises:
        TypeError: Naming the first unknown keyword, the nearest right one and all of them.

    Example:
        >>> check_keywords("MetastasisSankey", ["focuss"], ["focus", "unit"])
        Traceback (most recent call last):
        ...
        TypeError: MetastasisSankey() has no keyword 'focuss'. Did you mean 'focus'? It takes: focus, unit.
    """
    for keyword in given:
        if keyword not in allowed:
            guess = nearest(keyword, allowed)
            hint = f" Did you mean {guess!r}?" if guess else ""
            raise TypeError(f"{owner}() has no keyword {keyword!r}.{hint} It takes: {', '.join(allowed)}.")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a data file, written so that whoever edits the file can find it.

    Attributes:
        file: The file's name, such as "flows.csv".
        row: The row as a spreadsheet numbers it (the header is row 1), or None when the whole file is meant.
        column: The column's name, or None.
        value: What was found there, or None.
        expected: What should have been there, in plain words.
        nearest: The right name that looks most like the value, or None.

    Example:
        >>> print(Problem("flows.csv", 3, "site", "Livr", "one of: Liver, Lung", "Liver"))
        flows.csv, row 3, column site: found 'Livr', expected one of: Liver, Lung. Did you mean 'Liver'?
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    expected: str
    nearest: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        found = "" if self.value is None else f"found {self.value!r}, "
        hint = "" if self.nearest is None else f" Did you mean {self.nearest!r}?"
        return f"{', '.join(place)}: {found}expected {self.expected}.{hint}"


class DataError(MetalearnError, ValueError):
    """A data file breaks its description; the message lists every problem.

    Attributes:
        problems: All problems that were found, in the order of the file.

    Example:
        >>> print(DataError((Problem("flows.csv", 3, "n", "many", "a whole number"),)))
        1 problem in the data:
        flows.csv, row 3, column n: found 'many', expected a whole number.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        count = len(self.problems)
        heading = f"{count} problem{'' if count == 1 else 's'} in the data:"
        super().__init__("\n".join([heading, *map(str, self.problems)]))
