"""How each key of the registry is read, and the one message that a value it does not take gives."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from metalearn.errors import MetalearnError, nearest

# A reader returns None for a value it does not take; the text says what was expected.
Reader = tuple[Callable[[Any], Any], str]
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() and "\n" not in value else None


def _minutes(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 600 else None


def _priority(value: Any) -> int | None:
    return value if type(value) is int and 1 <= value <= 3 else None


def _switch(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    good = isinstance(value, list) and all(_text(each) for each in value) and len(set(value)) == len(value)
    return tuple(value) if good else None


def _numbers(value: Any) -> tuple[int, ...] | None:
    good = isinstance(value, list) and all(type(each) is int and each > 0 for each in value)
    return tuple(value) if good and len(set(value)) == len(value) else None


def _rows(value: Any) -> tuple[Any, ...] | None:
    return tuple(value) if isinstance(value, list) and all(isinstance(each, dict) for each in value) else None


def _date(value: Any) -> datetime.date | None:
    return value if type(value) is datetime.date else None


def _id(value: Any) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


TEXT: Reader = (_text, "one line of text")
IDS: Reader = (_texts, "a list of names, each once")
NUMBERS: Reader = (_numbers, "a list of whole numbers, each once")
MINUTES: Reader = (_minutes, "a whole number of minutes from 1 to 600")
PRIORITY: Reader = (_priority, "1 (first), 2 or 3 (when there is time)")
SWITCH: Reader = (_switch, "true or false")
ROWS: Reader = (_rows, "a list of { key = value }")
DATE: Reader = (_date, "a date without quotes, such as 2026-11-20")
ID: Reader = (_id, "small letters and digits with hyphens, such as 'where-cancers-go'")


def read(
    where: str,
    said: Any,
    readers: Mapping[str, Reader],
    otherwise: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Read one table of the registry.

    Args:
        where: What is read, as an error names it.
        said: What stands there.
        readers: The keys that it takes, each with its reader.
        otherwise: The keys that may be left out, each with what holds then.

    Returns:
        A value for each key.

    Raises:
        MetalearnError: One line with the place, the value and what was expected.

    Example:
        >>> read("here", {"minutes": 5}, {"minutes": MINUTES, "care": SWITCH}, {"care": False})
        {'minutes': 5, 'care': False}
    """
    if not isinstance(said, dict):
        raise MetalearnError(f"{where}: found {said!r}, expected a table of keys and values.")
    for key in said:
        if key not in readers:
            takes = f" It takes: {', '.join(readers)}."
            raise MetalearnError(f"{where}: unknown key {key!r}.{meant(key, readers)}{takes}")
    left_out = {key: value for key, value in (otherwise or {}).items() if key not in said}
    return {
        key: left_out[key] if key in left_out else _value(where, said, key, *readers[key]) for key in readers
    }


def _value(where: str, said: Mapping[str, Any], key: str, reader: Callable[[Any], Any], expected: str) -> Any:
    """Read one value; an error when it is missing or is not taken."""
    if key not in said:
        raise MetalearnError(f"{where}: the key {key!r} is missing, expected {expected}.")
    value = reader(said[key])
    if value is None:
        shown = said[key].isoformat() if hasattr(said[key], "isoformat") else repr(said[key])
        raise MetalearnError(f"{where}: {key} is {shown}, expected {expected}.")
    return value


def meant(word: str, known: Iterable[str]) -> str:
    """Return a sentence with the nearest right name, or nothing when none is near.

    Example:
        >>> meant("minuts", ["minutes"])
        " Did you mean 'minutes'?"
    """
    guess = nearest(word, known)
    return f" Did you mean {guess!r}?" if guess else ""


def one_of(where: str, key: str, word: str, known: Collection[str], expected: str) -> None:
    """Refuse a name that does not exist.

    Args:
        where: What is read, as an error names it.
        key: The key that names it.
        word: The name.
        known: Every right name.
        expected: What it should be, such as "a lesson's id".

    Raises:
        MetalearnError: One line with the place, the name, what was expected and the nearest right name.

    Example:
        >>> one_of("here", "lesson", "start", ["start"], "a lesson's id")
    """
    if word not in known:
        raise MetalearnError(f"{where}: {key} names {word!r}, expected {expected}.{meant(word, known)}")
