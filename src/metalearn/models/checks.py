"""Checks of what a model is given: shares, whole numbers, lists and names; each refusal says what to give instead."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from numbers import Real
from typing import TypeVar

from metalearn.errors import unknown

T = TypeVar("T")


def share(value: object, name: str, *, least: int = 0) -> None:
    """Refuse what is not a share; a percentage is recognised and said so.

    Args:
        value: What was given.
        name: What it is, to begin the message with.
        least: 0, or -1 for the difference of two shares.

    Raises:
        ValueError: When it is not a number from ``least`` to 1.

    Example:
        >>> share(30, "Prevalence")
        Traceback (most recent call last):
        ...
        ValueError: Prevalence is 30; it must be a share from 0 to 1 (30% is 0.3).
    """
    number = float(value) if isinstance(value, Real) else math.nan
    if least <= number <= 1:
        return
    hint = f" ({number:g}% is {number / 100:g})" if 100 * least <= number <= 100 else ""
    raise ValueError(f"{name} is {value!r}; it must be a share from {least} to 1{hint}.")


def inner_share(value: object, name: str) -> None:
    """Refuse what is not a share above 0 and below 1.

    Raises:
        ValueError: As :func:`share`, and for 0 and 1 themselves.

    Example:
        >>> inner_share(1, "Alpha")
        Traceback (most recent call last):
        ...
        ValueError: Alpha is 1; it must be above 0 and below 1.
    """
    share(value, name)
    if value in (0, 1):
        raise ValueError(f"{name} is {value}; it must be above 0 and below 1.")


def whole(value: object, name: str, *, least: int = 1) -> None:
    """Refuse what is not a whole number.

    Args:
        value: What was given.
        name: What it is, to begin the message with.
        least: The smallest that is allowed.

    Raises:
        ValueError: When it is not an ``int`` of at least ``least``.

    Example:
        >>> whole(10.5, "The number of people")
        Traceback (most recent call last):
        ...
        ValueError: The number of people is 10.5; it must be a whole number, 1 or more.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(f"{name} is {value!r}; it must be a whole number, {least} or more.")


def names(value: Iterable[T], what: str) -> tuple[T, ...]:
    """Return a list as a tuple, and refuse a bare word or number, whose letters are no list.

    Args:
        value: What was given.
        what: What the list holds, in the plural, such as "organs".

    Raises:
        ValueError: When it is a string, or nothing that can be gone through.

    Example:
        >>> names("Liver", "organs")
        Traceback (most recent call last):
        ...
        ValueError: The organs are 'Liver'; give a list such as ['Liver'].
    """
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        such = [] if value is None else [value]
        raise ValueError(f"The {what} are {value!r}; give a list such as {such!r}.")
    return tuple(value)


def one_of(kind: str, value: str, options: Sequence[str], see: str) -> str:
    """Return a name as the table writes it, whatever the case in which it was given.

    Args:
        kind: What the name is meant to be, such as "primary".
        value: The name that was given.
        options: Every right name.
        see: The expression that lists them all.

    Raises:
        UnknownNameError: When there is no such name; the message gives the nearest.

    Example:
        >>> one_of("organ", "liver", ["Liver", "Lung"], "metalearn.datasets.sites()")
        'Liver'
    """
    if value in options:
        return value
    wanted = str(value).strip().casefold()
    for option in options:
        if option.casefold() == wanted:
            return option
    raise unknown(kind, value, options, see)
