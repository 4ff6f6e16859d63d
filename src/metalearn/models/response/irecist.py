"""iRECIST: progression during immunotherapy is unconfirmed at first, and a later scan confirms it or takes it back.

Where the model is wrong about the world: iRECIST is advice for handling the data of trials, not for treating a person,
and whether treatment goes on after an unconfirmed progression depends on how the person is. Pseudoprogression is real
but uncommon. The guideline leaves room that a program has to fill: here a new lesion that stays as it was does not
stand in the way of iPR when the targets respond for the first time after it appeared, and it does when they had
responded before; further growth is measured from the smallest values since the unconfirmed progression; and a scan
less than four weeks later confirms nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from metalearn.models.response.recist import STAYS_PR, Overall, Response, Visit, check_visits, overall
from metalearn.models.response.target_response import TargetResponse, Targets, measure
from metalearn.models.response.targets import Target
from metalearn.words import _

ImmuneResponse = Literal["iCR", "iPR", "iSD", "non-iCR/non-iUPD", "iUPD", "iCPD", "NE"]

EARLIEST, LATEST = 4, 8
_IMMUNE: dict[Overall, ImmuneResponse] = {
    "CR": "iCR",
    "PR": "iPR",
    "SD": "iSD",
    "non-CR/non-PD": "non-iCR/non-iUPD",
    "PD": "iUPD",
    "NE": "NE",
}
_BETTER: tuple[TargetResponse, ...] = ("CR", "PR")
_STILL_THERE = _("a new lesion is still there")
_NO_RESPONSE = Response()
_OPEN_CARE = _("iRECIST leaves open whether trial treatment goes on; it depends on how the person is.")


@dataclass(frozen=True, slots=True)
class ImmuneVisit(Visit):
    """A visit during immunotherapy: what RECIST asks, and how new and other lesions have changed since.

    Attributes:
        new_mm: Sum of the diameters of measured new lesions in mm; 0 when none is measured.
        new_count: Number of unequivocal new lesions; 0 when nobody counted.
        new_worse: Whether new lesions that are not measured have grown since they were last seen.
        non_target_worse: Whether other lesions have grown further since the last visit.
        stable: Whether the person is clinically stable, or None when nobody said; it bears on treatment, not on the
            answer.
    """

    new_mm: float = 0.0
    new_count: int = 0
    new_worse: bool = False
    non_target_worse: bool = False
    stable: bool | None = None

    def __post_init__(self) -> None:
        # Not super(): a slotted dataclass is made anew, and the class that super() would look for is the old one.
        Visit.__post_init__(self)
        if not 0 <= self.new_mm < math.inf:
            raise ValueError(
                f"Week {self.week:g}: new lesions measure {self.new_mm} mm; it must be 0 or more."
            )
        if self.new_count < 0:
            raise ValueError(
                f"Week {self.week:g}: {self.new_count} new lesions were counted; it must be 0 or more."
            )
        if self.new != "yes" and (self.new_mm or self.new_count or self.new_worse):
            raise ValueError(
                f"Week {self.week:g}: new lesions are measured, counted or worse, and yet the answer to 'new' is "
                f"{self.new!r}; it must be 'yes'."
            )


@dataclass(frozen=True, slots=True)
class ImmuneAssessment:
    """The answer at one visit.

    Attributes:
        week: Weeks since baseline.
        targets: The target lesions.
        response: "iCR", "iPR", "iSD", "non-iCR/non-iUPD", "iUPD", "iCPD" or "NE".
        unconfirmed_since: Week of the unconfirmed progression that waits to be confirmed, or None.
        reasons: Why, in short sentences.
    """

    week: float
    targets: Targets
    response: ImmuneResponse
    unconfirmed_since: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _New:
    """New lesions as they were last accepted: what is beyond this counts as new progression."""

    mm: float = 0.0
    count: int = 0

    def change(self, visit: ImmuneVisit) -> str:
        """What is worse, in words; nothing when they are as they were."""
        if visit.new != "yes":
            return ""
        if not (self.count or self.mm):
            return _("there is a new lesion")
        if max(1, visit.new_count) > max(1, self.count) and visit.new_count:
            return _("there are more new lesions")
        if visit.new_mm - self.mm >= 5 - 1e-9:
            return _("new lesions have grown by {mm:g} mm").format(mm=visit.new_mm - self.mm)
        return _("new lesions have grown") if visit.new_worse else ""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An unconfirmed progression, and the values that further growth is measured from."""

    week: float
    kinds: frozenset[str]
    sum_mm: float | None
    response: TargetResponse
    returned: bool  # it began with something that had gone and came back


@dataclass(frozen=True, slots=True)
class _State:
    """What is carried from visit to visit."""

    nadir: float | None = None
    last: ImmuneResponse | None = None
    waiting: _Waiting | None = None
    new: _New = _New()
    confirmed: float | None = None
    response: Response = _NO_RESPONSE


def assess(targets: Sequence[Target], visits: Sequence[ImmuneVisit]) -> tuple[ImmuneAssessment, ...]:
    """Go through the visits of one person by iRECIST.

    Args:
        targets: The target lesions, as chosen at baseline; none without measurable disease.
        visits: The visits in order of time.

    Returns:
        One assessment a visit.

    Raises:
        ValueError: When targets, sizes or visits do not belong together; the message says what to change.

    Source:
        ``pmc5648544``, table 2; rows S63 and S64 of the table ``staging``. That a confirmed iPR stays one until
        progression: ``eortc_recist_pr``.

    Example:
        >>> liver = [Target("a", "liver", 50)]
        >>> course = assess(liver, [ImmuneVisit(8, {"a": 62}), ImmuneVisit(13, {"a": 68})])
        >>> [each.response for each in course]
        ['iUPD', 'iCPD']
        >>> print(course[1].reasons[-1])
        Further progression after 5 weeks (the sum has grown by another 6 mm): confirmed, iCPD.
        >>> [each.response for each in assess(liver, [ImmuneVisit(8, {"a": 62}), ImmuneVisit(13, {"a": 30})])]
        ['iUPD', 'iPR']
    """
    check_visits(visits)
    state = _State()
    done = []
    for visit in visits:
        found = measure(targets, visit.sizes, state.nadir)
        response, said, state = _step(visit, found, state)
        since = state.waiting.week if state.waiting else None
        if response == "iUPD":
            said += _care(visit)
        done.append(ImmuneAssessment(visit.week, found, response, since, (*found.reasons, *said)))
    return tuple(done)


def _step(
    visit: ImmuneVisit, found: Targets, state: _State
) -> tuple[ImmuneResponse, tuple[str, ...], _State]:
    nadir = found.nadir_mm if found.sum_mm is None else min(found.nadir_mm, found.sum_mm)
    if state.confirmed is not None:
        told = _("Progression was confirmed in week {week:g}; what follows does not change that.")
        return "iCPD", (told.format(week=state.confirmed),), state
    worse = _worse(visit, found, state)
    said: tuple[str, ...]
    if state.waiting is None:
        response, said, waiting = _first(visit, found, worse, state)
    else:
        response, said, waiting = _again(visit, found, worse, state.waiting)
    # While a progression waits, growth of new lesions is measured from what they were when it began.
    keep = state.waiting is not None and response == "iUPD"
    new = state.new if keep else _accept(visit, state.new)
    last = state.last if response == "NE" else response
    confirmed = visit.week if response == "iCPD" else None
    kept = state.response.after(visit.week, response)
    return response, said, _State(nadir, last, waiting, new, confirmed, kept)


def _worse(visit: ImmuneVisit, found: Targets, state: _State) -> dict[str, str]:
    """Everything that is progression at this visit, by kind of lesion, in words."""
    worse = {}
    had_gone = state.last == "iCR" or (state.waiting is not None and state.waiting.returned)
    if found.response == "PD":
        worse["targets"] = _("the targets have grown")
    elif had_gone and found.response in ("PR", "SD"):
        worse["targets"] = _("targets that had gone have come back")
    if visit.non_target == "PD":
        worse["others"] = _("other lesions are unequivocally worse")
    elif had_gone and visit.non_target == "non-CR/non-PD":
        worse["others"] = _("other lesions that had gone have come back")
    waits_for_new = state.waiting is not None and "new" in state.waiting.kinds and visit.new == "yes"
    if text := state.new.change(visit) or (_STILL_THERE if waits_for_new else ""):
        worse["new"] = text
    return worse


def _first(
    visit: ImmuneVisit, found: Targets, worse: dict[str, str], state: _State
) -> tuple[ImmuneResponse, tuple[str, ...], _Waiting | None]:
    if worse:
        text = _("Progression, unconfirmed (iUPD): {what}. Another scan is due in 4 to 8 weeks.")
        said = text.format(what=_list(worse.values()))
        returned = state.last == "iCR"
        return "iUPD", (said,), _Waiting(visit.week, frozenset(worse), found.sum_mm, found.response, returned)
    response = _plain(visit, found)
    if response == "iSD" and state.response.confirmed:
        return "iPR", (STAYS_PR, _("Overall: {answer}.").format(answer="iPR")), None
    return response, (_("Overall: {answer}.").format(answer=response),), None


def _again(
    visit: ImmuneVisit, found: Targets, worse: dict[str, str], waiting: _Waiting
) -> tuple[ImmuneResponse, tuple[str, ...], _Waiting | None]:
    """A visit after an unconfirmed progression: confirmed, unchanged or taken back."""
    further = _further(visit, found, worse, waiting)
    weeks = visit.week - waiting.week
    if further and weeks >= EARLIEST:
        return "iCPD", (_confirmed(weeks, further),), None
    if further:
        early = _("Further progression ({what}), but only {weeks:g} weeks later: too early to confirm.")
        return "iUPD", (early.format(what=_list(further), weeks=weeks),), waiting
    if set(worse) == {"new"} and found.response in _BETTER and waiting.response not in _BETTER:
        said = _(
            "Targets respond for the first time since a new lesion that has not grown: iPR. The bar is reset."
        )
        return "iPR", (said,), None
    if worse:
        lower = [mm for mm in (waiting.sum_mm, found.sum_mm) if mm is not None]
        said = _("As before ({what}): still unconfirmed.").format(what=_list(worse.values()))
        return "iUPD", (said,), replace(waiting, sum_mm=min(lower, default=None))
    response = _plain(visit, found)
    if response == "NE":
        return "NE", (_("Not evaluable: the unconfirmed progression still waits."),), waiting
    said = _("No progression any more: {answer}. The bar is reset; a later progression starts as iUPD again.")
    return response, (said.format(answer=response),), None


def _confirmed(weeks: float, further: Sequence[str]) -> str:
    text = _("Further progression after {weeks:g} weeks ({what}): confirmed, iCPD.")
    if weeks > LATEST:
        text = _(
            "Further progression after {weeks:g} weeks (later than the {latest} weeks that are asked for) ({what}): "
            "confirmed, iCPD."
        )
    return text.format(weeks=weeks, latest=LATEST, what=_list(further))


def _further(visit: ImmuneVisit, found: Targets, worse: dict[str, str], waiting: _Waiting) -> list[str]:
    """What confirms: growth beyond the unconfirmed progression, or progression of another kind of lesion."""
    said = [worse[kind] for kind in worse if kind not in waiting.kinds]
    known = worse.keys() & waiting.kinds
    if "targets" in known and found.sum_mm is not None and waiting.sum_mm is not None:
        growth = found.sum_mm - waiting.sum_mm
        if growth >= 5 - 1e-9:
            said.append(_("the sum has grown by another {mm:g} mm").format(mm=growth))
    if "others" in known and visit.non_target_worse:
        said.append(_("other lesions have grown further"))
    if "new" in known and worse["new"] != _STILL_THERE:
        said.append(worse["new"])
    return said


def _accept(visit: ImmuneVisit, known: _New) -> _New:
    if visit.new != "yes":
        return known
    return _New(max(visit.new_mm, known.mm), max(visit.new_count, known.count, 1))


def _plain(visit: ImmuneVisit, found: Targets) -> ImmuneResponse:
    """The answer of the tables when nothing has progressed; known new lesions rule out iCR only."""
    answer = _IMMUNE[overall(found.response, visit.non_target, "no")]
    return "iPR" if answer == "iCR" and visit.new == "yes" else answer


def _care(visit: ImmuneVisit) -> tuple[str, ...]:
    """What iRECIST says of treatment; nothing when nobody said how the person is."""
    if visit.stable is None:
        return ()
    if visit.stable:
        return (_OPEN_CARE,)
    return (_("The person is not stable: whether treatment goes on cannot wait for the next scan."),)


def _list(texts: Iterable[str]) -> str:
    return "; ".join(texts)
