"""A short text code that carries results and certainty of the course's questions from one machine to another.

A code holds the minute it was made and, for every question, one of sixteen states: not answered, or one of three
results with one of five degrees of certainty; and then the same for what was answered before a lesson. A question is
known by its lesson and letter ("Q07c"), so a code outlives questions that are added later. Thirty-two bits check the
whole: a slip in typing is found.
"""

from __future__ import annotations

import binascii
import datetime
import re
from collections.abc import Iterable

from metalearn.errors import MetalearnError
from metalearn.models.teaching.progress import COUNTED, Attempt, histories
from metalearn.models.teaching.quiz_words import AFTER, BEFORE

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are too like 1, 1, 0 and V
GROUP = 5
_VERSION = 3  # the first held the day alone, the first two nothing of what was answered before a lesson
_BEGIN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_DAY = 24 * 60  # minutes
_QUESTION = re.compile(r"Q(\d\d)([a-z])")
_ALIKE = str.maketrans("ILO", "110")
_BETWEEN = re.compile("[\\s\"'.,_\u2010-\u2015\u2212-]+")
_NOT_WHOLE = (
    "This code does not add up: at least one character differs from what was written down, or some are missing. "
    "Compare it group by group; capital or small letters make no difference."
)


class _Bits:
    """Small numbers packed into one large one, the first in the highest place."""

    def __init__(self, value: int = 0, length: int = 0) -> None:
        self.value, self.length = value, length

    def put(self, number: int, width: int) -> None:
        self.value, self.length = self.value << width | number, self.length + width

    def take(self, width: int) -> int:
        if width > self.length:
            raise MetalearnError(_NOT_WHOLE)
        self.length -= width
        return self.value >> self.length & (1 << width) - 1


def carried(question: str) -> bool:
    """Return whether a code can carry a question: one of the course, by its id; one's own has another.

    Example:
        >>> carried("Q07c"), carried("my-question")
        (True, False)
    """
    return _QUESTION.fullmatch(question) is not None


def write(attempts: Iterable[Attempt], made: datetime.datetime) -> str:
    """Return the code of the last attempt at each question, and of what was answered before its lesson.

    Args:
        attempts: Every attempt.
        made: The time that the code will say it was made, in UTC.

    Example:
        >>> attempt = Attempt("Q01b", "what-metastasis-is", "2026-03-01T09:30:00.000Z", "right", 4)
        >>> write([attempt], datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC))
        '...'
    """
    past = {id: each for id, each in histories(attempts).items() if carried(id)}
    bits = _Bits()
    bits.put(_VERSION, 4)
    bits.put(max(0, (made - _BEGIN) // datetime.timedelta(minutes=1)), 27)
    _put_states(bits, {id: _state(each.latest) for id, each in past.items() if each.latest})
    _put_states(bits, {id: _state(each.before) for id, each in past.items() if each.before})
    return _spelt(bits)


def _put_states(bits: _Bits, states: dict[str, int]) -> None:
    """The number of lessons, and for each of them the number of its places and the state of each."""
    lessons: dict[int, list[str]] = {}
    for id in sorted(states):
        lessons.setdefault(int(id[1:3]), []).append(id)
    count = max(lessons, default=-1) + 1
    bits.put(count, 7)
    for number in range(count):
        length = max((ord(id[3]) - ord("a") + 1 for id in lessons.get(number, ())), default=0)
        bits.put(length, 5)
        for place in range(length):
            bits.put(states.get(_id(number, place), 0), 4)


def _state(attempt: Attempt) -> int:
    return 1 + COUNTED.index(attempt.result) * 5 + attempt.certainty


def _id(lesson: int, place: int) -> str:
    return f"Q{lesson:02d}{chr(ord('a') + place)}"


def _check(bits: _Bits) -> int:
    return binascii.crc32(f"{bits.length}:{bits.value}".encode())


def _spelt(bits: _Bits) -> str:
    """The bits, filled up to whole characters, and the check, in groups."""
    bits.put(0, -bits.length % 5)
    check = _check(bits)
    bits.put(check, 35)
    text = "".join(DIGITS[bits.take(5)] for _place in range(bits.length // 5))
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def read(code: str, lessons: dict[str, str]) -> tuple[Attempt, ...]:
    """Return the attempts that a code carries, dated the end of the minute it was made.

    Args:
        code: The code; case, spaces and hyphens make no difference, nor does O for 0 or I for 1.
        lessons: The lesson of each question, by id; what is not in it is kept with an empty lesson.

    Raises:
        MetalearnError: When a character is wrong or missing, or a newer version wrote the code.
    """
    plain = _BETWEEN.sub("", str(code)).upper().translate(_ALIKE)
    if len(plain) < 11 or not set(plain) <= set(DIGITS):
        raise MetalearnError(_NOT_WHOLE)
    bits = _Bits()
    for each in plain[:-7]:
        bits.put(DIGITS.index(each), 5)
    check = _Bits()
    for each in plain[-7:]:
        check.put(DIGITS.index(each), 5)
    if check.value != _check(bits):
        raise MetalearnError(_NOT_WHOLE)
    if (version := bits.take(4)) not in range(1, _VERSION + 1):
        raise MetalearnError(
            f"This code is of version {version}: a newer metalearn wrote it, and can read it."
        )
    minutes = bits.take(27) if version > 1 else bits.take(16) * _DAY + _DAY - 1
    when = f"{_BEGIN + datetime.timedelta(minutes=minutes):%Y-%m-%dT%H:%M}:59.999Z"
    return tuple(
        Attempt(id, lessons.get(id, ""), when, COUNTED[state // 5], state % 5, moment=moment)
        for id, state, moment in _answered(bits, version)
    )


def _answered(bits: _Bits, version: int) -> Iterable[tuple[str, int, str]]:
    """Each answered question, its state from 0 and its moment.

    The first two versions do not say how many lessons they hold: what fills up their last character is less than one.
    """
    if version < 3:
        yield from ((id, state, AFTER) for id, state in _lessons(bits, bits.length // 5))
        return
    for moment in (AFTER, BEFORE):
        yield from ((id, state, moment) for id, state in _lessons(bits, bits.take(7)))


def _lessons(bits: _Bits, most: int) -> Iterable[tuple[str, int]]:
    for lesson in range(most):
        if bits.length < 5:
            return
        for place in range(bits.take(5)):
            if state := bits.take(4):
                yield _id(lesson, place), state - 1
