"""What the response panel says: its settings, its headline, its facts, its table and its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metalearn.datasets import Evidence
from metalearn.figures.panels.design import Control, Rows
from metalearn.figures.panels.outcomes_charts import worked
from metalearn.figures.panels.response_course import (
    ANSWERS,
    IMMUNE,
    NOT_YET,
    RECIST,
    WEEKS,
    Answer,
    Course,
    final,
    near_sums,
    without,
)
from metalearn.figures.panels.staging_cards import fact_card
from metalearn.models.response.target_response import percent
from metalearn.models.wording import signed
from metalearn.words import _

STEP, MOST = 4, 120
_SUMS = tuple((mm, _("{n} mm").format(n=mm)) for mm in range(0, MOST + 1, STEP))
_BASELINES = tuple((mm, _("{n} mm").format(n=mm)) for mm in range(20, MOST + 1, 20))
_OTHERS = (
    ("none", _("there are none")),
    ("there", _("there, and not worse")),
    ("gone", _("gone at the last scan")),
    ("worse", _("clearly worse at the last scan")),
    ("unseen", _("not all looked at in the last scan")),
)
_NEW = (
    ("no", _("none")),
    ("doubtful", _("doubtful, at the last scan")),
    ("last", _("beyond doubt, at the last scan")),
    ("first", _("beyond doubt since the first scan, as it was")),
    ("grows", _("beyond doubt since the first scan, and growing")),
)
CONTROLS = (
    Control(
        "criteria",
        _("By which criteria"),
        ((RECIST, _("RECIST 1.1")), (IMMUNE, _("iRECIST, made for immunotherapy"))),
        "choice",
    ),
    Control("baseline", _("Sum of the target lesions before treatment"), _BASELINES, "slider"),
    Control("week8", _("Sum in week 8"), _SUMS, "slider"),
    Control("week16", _("Sum in week 16"), _SUMS, "slider"),
    Control("week24", _("Sum in week 24"), ((NOT_YET, _("no scan yet")), *_SUMS), "slider"),
    Control("others", _("Other lesions"), _OTHERS, "menu"),
    Control("new", _("A new lesion"), _NEW, "menu"),
)
CAPTION = _("The visits")
NOTES = (
    _("The sums are invented. RECIST compares treatments in trials; it does not decide about one person."),
    _("Each sum is taken as exact here; two readers differ by some millimetres."),
)
_HEADER = (
    _("Visit"),
    _("Sum"),
    _("Against baseline"),
    _("Smallest sum before"),
    _("Against the smallest"),
    _("Target lesions"),
    _("Overall"),
)
_HOW = _(
    "arithmetic on the sums you set: (sum − baseline) / baseline, and the same against the smallest sum before"
)
_WITHOUT = {
    "new": _("Without the new lesion: {answer}"),
    "others": _("If the others were not worse: {answer}"),
}


def named(answer: str) -> str:
    """Return an answer with its name.

    Example:
        >>> named("iUPD"), named("SD")
        ('iUPD (progression, not yet confirmed)', 'SD (stable disease)')
    """
    return f"{answer} ({ANSWERS[answer]})" if answer in ANSWERS else answer


def headline(last: Answer) -> str:
    """Return the answer at the last visit, and the sentence that decided."""
    text = _("Week {week:g}: {answer}. {reason}")
    return text.format(week=last.week, answer=named(last.overall), reason=last.reason)


def facts(course: Course, last: Answer) -> Iterator[tuple[str, str]]:
    """Yield what was found at the last visit, and what would have changed it."""
    yield _("Overall response"), named(last.overall)
    yield _("Target lesions alone"), named(last.targets.response)
    yield _("Against baseline"), percent(last.targets.from_baseline or 0)
    yield _("Against the smallest sum"), _growth(last)
    near = [
        *map(_near, near_sums(course)),
        *(_WITHOUT[name].format(answer=then) for name, then in without(course)),
    ]
    if near:
        yield _("Near misses"), "; ".join(near)
    other = IMMUNE if course.criteria == RECIST else RECIST
    then = final(Course(other, course.baseline, course.sums, course.others, course.new))
    yield _("By {criteria}").format(criteria=other), named(then)


def _near(edge: tuple[int, str, int]) -> str:
    mm, answer, side = edge
    text = _("{mm} mm or less: {answer}") if side < 0 else _("{mm} mm or more: {answer}")
    return text.format(mm=mm, answer=answer)


def _growth(each: Answer) -> str:
    found = each.targets
    if found.growth_mm == 0:
        return _("no change")
    if found.from_nadir is None:
        return _("{mm} mm").format(mm=signed(found.growth_mm or 0))
    return _("{change} and {mm} mm").format(change=percent(found.from_nadir), mm=signed(found.growth_mm or 0))


def rows(done: Sequence[Answer]) -> Rows:
    """Return the visits as rows of text under a header."""
    return [_HEADER, *map(_row, done)]


def _row(each: Answer) -> list[str]:
    found = each.targets
    return [
        _("Week {week:g}").format(week=each.week),
        _("{mm:g} mm").format(mm=found.sum_mm),
        percent(found.from_baseline or 0),
        _("{mm:g} mm").format(mm=found.nadir_mm),
        _growth(each),
        found.response,
        each.overall,
    ]


def cards(course: Course, texts: Sequence[str]) -> Iterator[Evidence]:
    """Yield the cards: the rules with their limits, and every number worked out from the sums that were set."""
    limits = [
        fact_card(each) for each in ("S52", "S53", *(("S63", "S64") if course.criteria == IMMUNE else ()))
    ]
    yield from limits
    weeks = [_("Week {week:g}").format(week=week) for week in WEEKS]
    yield worked(_("Sums, changes and answers"), [*weeks, *texts], _HOW, limits)
