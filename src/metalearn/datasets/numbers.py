"""What counts as a number in a text, whether a figure can be read as it, and how a value is written for people.

A digit inside a name (HER2, PD-1, V600E, T012) is part of the name and no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from metalearn.words import _

_MANY = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
# A word with what is tied to it: names are told from numbers piece by piece.
_TIED = re.compile(r"\w+(?:[-\u2011*:/.]\w+)*")
_PIECE = re.compile(r"(\w+)|[-\u2011*:/.]")
_DATE = r"(?P<date>(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?(?![\d-]))"
_ODDS = r"(?P<of>1(?= in )|\d+(?= in 1(?:00?|,000)\b)) in (?P<out>\d[\d,]*\d|[2-9])(?![\d.]*\d)"
_POWER = r"10(?:\^(?P<power>\d+)|(?P<raised>[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+))"
_DIGITS = r"(?P<below><)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_TAIL = rf"(?P<percent> ?%| per ?cent\b)?(?: (?P<many>{'|'.join(_MANY)})\b)?"
_NUMBER = re.compile(rf"(?<![\w.]){_DATE}|(?<!\w)(?:{_ODDS}|{_POWER}|{_DIGITS}{_TAIL})")
_RAISED = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    Attributes:
        text: As it is written: "1,140", "52%", "<1%", "1 in 1,000", "3.2 million", "2026-11-21".
        kind: "count", "percent", "odds" or "date".
        value: What it says: 1140, 52, 1, 0.001, 3200000; the digits of a date.
        step: What one more in its last digit would be: 1 for "1,140", 0.1 for "52.5%", 100000 for "3.2 million".
        start: Where it begins in the text.
        end: Where it ends.
    """

    text: str
    kind: str
    value: float
    step: float
    start: int
    end: int

    def same(self, other: Number) -> bool:
        """Return whether another text says the same number, perhaps with more digits.

        Example:
            >>> numbers("3.2 million")[0].same(numbers("3,200,000")[0])
            True
            >>> numbers("52%")[0].same(numbers("52")[0])
            False
        """
        if {self.kind, other.kind} & {"odds", "date"}:
            return self.kind == other.kind and abs(self.value - other.value) < _NEARLY
        below = self.text.startswith("<")
        return self.kind == other.kind and below == other.text.startswith("<") and self._close_to(other.value)

    def reads(self, figure: float, percent: bool = False) -> bool:
        """Return whether a figure, rounded as the course rounds, can be read as this number.

        Args:
            figure: The figure itself.
            percent: Whether it is in percent; otherwise one from 0 to 1 may also be a share.

        Example:
            >>> numbers("52%")[0].reads(52.486, percent=True), numbers("0.1%")[0].reads(0.001)
            (True, True)
            >>> numbers("1 in 1,000")[0].reads(0.001), numbers("about 13 cells")[0].reads(12.5)
            (True, True)
            >>> numbers("53%")[0].reads(52.486, percent=True), numbers("52")[0].reads(52.486, percent=True)
            (False, False)
        """
        share = figure / 100 if percent else figure
        if self.kind == "odds":
            return 0 < share <= 1 and self._odds_of(share)
        if self.kind == "percent":
            if not percent and not 0 <= figure <= 1:
                return False
            hundredths = 100 * share
            if self.text.startswith("<"):
                return 0 < hundredths < self.value / 2
            return abs(hundredths - self.value) <= self.step / 2 + _NEARLY
        return self.kind == "count" and not percent and self._close_to(figure)

    def _close_to(self, figure: float) -> bool:
        """A figure rounded to the last digit that is written; below ten a whole number is meant as it stands."""
        exact = self.kind == "count" and self.step >= 1 and self.value < 10
        return abs(figure - self.value) <= (0 if exact else self.step / 2) + _NEARLY * max(1, abs(figure))

    def _odds_of(self, share: float) -> bool:
        of, _in, out = self.text.replace(",", "").partition(" in ")
        if of != "1":
            return round(share * int(out)) == int(of)
        times = 1 / share
        about = round(times, -max(0, len(str(round(times))) - 2))  # odds are written to about two digits
        return int(out) in (round(times), round(about))


def numbers(text: str) -> tuple[Number, ...]:
    """Return every number that a text writes in digits, in order.

    Example:
        >>> [number.text for number in numbers("HER2: 1,140 of 2,172 (52%); 1 in 1,000, about 3.2 million")]
        ['1,140', '2,172', '52%', '1 in 1,000', '3.2 million']
    """
    plain = _TIED.sub(_without_names, text)
    return tuple(_number(found) for found in _NUMBER.finditer(plain))


def _without_names(found: re.Match[str]) -> str:
    """Blank out the digits of names, so that what is left keeps its place: "HER2", "PD-1", "BRCA1/2", "5-FU"."""
    text = found[0]
    if not any(map(str.isalpha, text)) or not any(map(str.isdigit, text)):
        return text
    pieces = [each[0] for each in _PIECE.finditer(text)]
    named = [False] * len(pieces)
    for i in range(0, len(pieces), 2):
        named[i] = _is_name(pieces, named, i)
    return "".join("\x00" * len(piece) if name else piece for piece, name in zip(pieces, named, strict=True))


def _is_name(pieces: list[str], named: list[bool], i: int) -> bool:
    """Whether a piece of a word is a name or the number of one."""
    piece = pieces[i]
    if any(map(str.isalpha, piece)):
        return any(map(str.isdigit, piece))
    if i == 0:
        return pieces[1:2] == ["-"] and pieces[2].isupper() and len(pieces[2]) > 1
    tie, before = pieces[i - 1], pieces[i - 2]
    if tie in "-\u2011*":
        return named[i - 2] or before.isalpha()
    return named[i - 2]


def _number(found: re.Match[str]) -> Number:
    text, start, end = found[0], found.start(), found.end()
    if found["date"]:
        return Number(text, "date", float(text.replace("-", "")), 1, start, end)
    if found["out"]:
        return Number(text, "odds", int(found["of"]) / int(found["out"].replace(",", "")), 1, start, end)
    power = found["power"] or (found["raised"] or "").translate(_RAISED)
    if power:
        return Number(text, "count", 10.0 ** int(power), 1, start, end)
    digits = found["digits"]
    many = _MANY.get(found["many"] or "", 1)
    step = many * 10.0 ** -len(digits.partition(".")[2])
    value = float(digits.replace(",", "")) * many
    return Number(text, "percent" if found["percent"] else "count", value, step, start, end)


def plain(value: object) -> str:
    """Write a value for people: thousands with commas, no needless zeros, "none given" for nothing.

    Example:
        >>> plain(1140), plain(3200000.0), plain(0.0001), plain(52.486), plain(None)
        ('1,140', '3,200,000', '0.0001', '52.5', 'none given')
    """
    if isinstance(value, str) and value:
        return value
    if value is None or value == "" or value == ():
        return _("none given")
    if isinstance(value, tuple):
        return "; ".join(plain(each) for each in value)
    if isinstance(value, float):
        if value.is_integer():
            return f"{int(value):,}"
        return f"{value:.3g}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
