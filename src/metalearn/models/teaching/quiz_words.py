"""What the quiz says about an answer: verdicts, certainty, and a word on the two together."""

from __future__ import annotations

from metalearn.words import _, several

BEFORE, AFTER = MOMENTS = ("before", "after")  # when a question is asked, see :mod:`.progress`
CERTAINTY = {1: _("A guess"), 2: _("Not sure"), 3: _("Fairly sure"), 4: _("Certain")}
RESULT_WORDS = {
    "unattempted": _("not answered"),
    "right": _("right"),
    "partly": _("partly right"),
    "wrong": _("not right"),
}
_SURE = {1: _("a guess"), 2: _("not sure"), 3: _("fairly sure"), 4: _("certain")}
_NOTHING = {
    "single": _("No answer yet: choose one first."),
    "multiple": _("No answer yet: choose at least one first."),
    "numeric": _("No answer yet: write a number first."),
    "ordering": _("No answer yet: choose something for each place first."),
    "matching": _("No answer yet: choose a match for each first."),
    "grid": _("No answer yet: choose something in each row first."),
    "error": _("No answer yet: choose a part of the sentence, and what is wrong with it."),
}
_UNFINISHED = {
    "ordering": _("Not complete yet: every place needs something, and each only once."),
    "matching": _("Not complete yet: choose a match for each."),
    "grid": _("Not complete yet: every row needs something."),
    "error": _("Not complete yet: choose both the part and the kind of fault."),
}
_ALL_RIGHT = {
    "single": _("Right."),
    "multiple": _("Right: all of them, and nothing else."),
    "ordering": _("Right: everything in its place."),
    "matching": _("Right: every pair."),
    "grid": _("Right: every row."),
    "error": _("Right: the part and the kind of fault."),
}
_NONE_RIGHT = {
    "single": _("Not right."),
    "multiple": _("Not right: none of these fits."),
    "ordering": _("Not right yet: nothing is in its place."),
    "matching": _("Not right yet: none of the pairs fits."),
    "grid": _("Not right yet: no row is complete and right."),
    "error": _("Not right yet: neither the part nor the kind of fault."),
}
_SOME_RIGHT = {
    "ordering": _("Partly right: {same} of {total} in the right place."),
    "matching": _("Partly right: {same} of {total} pairs."),
    "grid": _("Partly right: {same} of {total} rows."),
}
_NUMERIC = {
    "right": _("Right."),
    "low": _("Not right: this is too low."),
    "high": _("Not right: this is too high."),
}
_CALIBRATION = {
    ("right", True): _("You were sure, and rightly so."),
    ("right", False): _(
        "You were unsure, and yet right: see below whether your reason was the same, "
        "and trust it a little more next time."
    ),
    ("partly", True): _("You were sure, and part of it holds. The other part is worth a second look."),
    ("partly", False): _("You sensed that something was open, and part of it is right already."),
    ("wrong", True): _(
        "You were sure, and the answer is another one. That happens to everybody: "
        "an idea that felt certain is the one most worth a second look."
    ),
    ("wrong", False): _("You were unsure, and that was a good sense of it. Now it can be settled."),
}
_PARTS = {
    "ordering": (_("belongs elsewhere"), _("in its place")),
    "matching": (_("not a pair"), _("a pair")),
    "error": (_("not this"), _("this is it")),
}
_FITS = (_("does not fit"), _("fits"))


def nothing_yet(kind: str) -> str:
    """Return what is said when there is no answer.

    Example:
        >>> nothing_yet("single")
        'No answer yet: choose one first.'
    """
    return _NOTHING[kind]


def unfinished(kind: str) -> str:
    """Return what is said when an answer has gaps."""
    return _UNFINISHED.get(kind, _NOTHING[kind])


def all_right(kind: str) -> str:
    """Return what is said when everything is right."""
    return _ALL_RIGHT[kind]


def none_right(kind: str) -> str:
    """Return what is said when nothing is right."""
    return _NONE_RIGHT[kind]


def some_right(kind: str, same: int, total: int) -> str:
    """Return what is said when some places, pairs or rows are right.

    Example:
        >>> some_right("matching", 2, 4)
        'Partly right: 2 of 4 pairs.'
    """
    return _SOME_RIGHT[kind].format(same=same, total=total)


def some_fit(hits: int, fitting: int, extra: int) -> str:
    """Return what is said when some of what fits was chosen, and perhaps more.

    Example:
        >>> some_fit(1, 2, 1)
        'Partly right: 1 of the 2 that fit, and 1 that does not fit.'
    """
    if not extra:
        return _("Partly right: {hits} of the {fitting} that fit.").format(hits=hits, fitting=fitting)
    return several(
        "Partly right: {hits} of the {fitting} that fit, and {n} that does not fit.",
        "Partly right: {hits} of the {fitting} that fit, and {n} that do not fit.",
        extra,
    ).format(hits=hits, fitting=fitting, n=extra)


def half_right(part: bool) -> str:
    """Return what is said when only the part of a sentence, or only the kind of its fault, was found."""
    if part:
        return _("Partly right: this is the part, but its fault is of another kind.")
    return _("Partly right: the kind of fault, but in another part.")


def numeric_verdicts() -> dict[str, str]:
    """Return what is said about a number that is right, too low or too high."""
    return dict(_NUMERIC)


def fits(kind: str, right: bool) -> str:
    """Return whether one part of an answer fits, in words.

    Example:
        >>> fits("matching", True), fits("single", False)
        ('a pair', 'does not fit')
    """
    return _PARTS.get(kind, _FITS)[right]


def calibration(result: str, certainty: int) -> str:
    """Return what is said about how sure somebody was.

    Args:
        result: "unattempted", "right", "partly" or "wrong".
        certainty: 1 (a guess) to 4 (certain), 0 when it was not said.

    Example:
        >>> calibration("right", 4)
        'You were sure, and rightly so.'
    """
    return _CALIBRATION.get((result, certainty >= 3), "") if certainty else ""


def certainty_words(certainty: int) -> str:
    """Return how sure somebody was, as part of a sentence; "" when it was not said.

    Example:
        >>> certainty_words(3)
        'fairly sure'
    """
    return _SURE.get(certainty, "")


def number_text(number: float) -> str:
    """Write a number as people do.

    Example:
        >>> number_text(1000000.0), number_text(24.6)
        ('1,000,000', '24.6')
    """
    return f"{number:,.0f}" if number == int(number) else f"{number:,.10g}"
