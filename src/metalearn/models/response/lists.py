"""A message for whoever gives one text where a list is meant: a text is a list of letters, and would be read as one."""

from __future__ import annotations

from collections.abc import Iterable


def refuse_text(what: str, values: Iterable[object]) -> None:
    """Refuse a text where a list is meant.

    Args:
        what: What the list holds, to begin the message with.
        values: What was given.

    Raises:
        ValueError: When it is a text.

    Example:
        >>> refuse_text("responses", "PR")
        Traceback (most recent call last):
        ...
        ValueError: The responses are one text, 'PR'; give a list, such as ['PR'].
    """
    if isinstance(values, str):
        raise ValueError(f"The {what} are one text, {values!r}; give a list, such as [{values!r}].")
