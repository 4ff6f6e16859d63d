"""RECIST 1.1 at each visit: targets, other lesions and new lesions make one overall answer.

Where the model is wrong about the world: RECIST was made so that trials can be compared, not to decide one person's
treatment; a sum may grow while somebody feels better. Diameters are read by people, who differ by a millimetre or
several. A cancer can die without shrinking, which is why some cancers and drugs have criteria of their own. In the
brain, RANO-BM asks about steroids and clinical state as well. Whether a new lesion or a worse non-target lesion is
unequivocal is a judgement, taken here as given.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from metalearn.errors import unknown
from metalearn.models import checks
from metalearn.models.response.organs import BRAIN
from metalearn.models.response.target_response import TargetResponse, Targets, measure
from metalearn.models.response.targets import Target
from metalearn.words import _

NonTarget = Literal["CR", "non-CR/non-PD", "PD", "NE", "none"]
NewLesion = Literal["no", "doubtful", "yes"]
Overall = Literal["CR", "PR", "SD", "non-CR/non-PD", "PD", "NE"]

TARGET_RESPONSES: tuple[TargetResponse, ...] = ("CR", "PR", "SD", "PD", "NE", "none")
NON_TARGETS: tuple[NonTarget, ...] = ("CR", "non-CR/non-PD", "PD", "NE", "none")
NEW_LESIONS: tuple[NewLesion, ...] = ("no", "doubtful", "yes")

_WITHOUT_TARGETS: dict[str, Overall] = {"CR": "CR", "non-CR/non-PD": "non-CR/non-PD"}

CONFIRMED_AFTER = 4  # weeks
BACK_AFTER_CR = _(
    "Everything had gone at an earlier visit: what has come back is progression, whatever its size."
)
STAYS_PR = _(
    "A partial response that was confirmed stays one until progression, judged from the smallest sum (EORTC)."
)
WOULD_STAY_PR = _(
    "The response before was seen once only; confirmed, it would stay PR until progression (EORTC)."
)
BRAIN_CAUTION = _(
    "A target lies in the brain. Brain metastases have criteria of their own (RANO-BM), which also ask about steroids "
    "and how the person is."
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit shows.

    Attributes:
        week: Weeks since baseline, above 0.
        sizes: For each target by name its diameter in mm: 0 when it has gone, None when it was not measured.
        non_target: "CR" (all gone, nodes below 10 mm, markers normal), "non-CR/non-PD", "PD" (unequivocal), "NE" (not
            all looked at) or "none" (this person has none).
        new: Whether there is a new lesion: "no", "doubtful" or "yes".
    """

    week: float
    sizes: Mapping[str, float | None] = field(default_factory=dict)
    non_target: NonTarget = "none"
    new: NewLesion = "no"

    def __post_init__(self) -> None:
        if not 0 < self.week < math.inf:
            raise ValueError(
                f"The visit is in week {self.week}; weeks are counted from baseline and above 0."
            )
        if self.non_target not in NON_TARGETS:
            raise unknown(
                "non-target response", self.non_target, NON_TARGETS, "metalearn.models.recist.NON_TARGETS"
            )
        if self.new not in NEW_LESIONS:
            raise unknown(
                "answer about new lesions", self.new, NEW_LESIONS, "metalearn.models.recist.NEW_LESIONS"
            )


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer at one visit.

    Attributes:
        week: Weeks since baseline.
        targets: The target lesions.
        non_target: The non-target lesions.
        new: Whether there is a new lesion.
        overall: The overall response.
        reasons: Why, in short sentences.
    """

    week: float
    targets: Targets
    non_target: NonTarget
    new: NewLesion
    overall: Overall
    reasons: tuple[str, ...]


def overall(target: TargetResponse, non_target: NonTarget, new: NewLesion) -> Overall:
    """Look up the overall response in the tables of RECIST 1.1.

    A doubtful new lesion counts as none until a later scan has shown what it is.

    Args:
        target: Response of the target lesions; "none" without measurable disease.
        non_target: Response of the other lesions; "none" when there are no others.
        new: Whether there is a new lesion.

    Raises:
        UnknownNameError: For a word that is not in the tables.
        ValueError: When there are neither target nor other lesions.

    Source:
        ``pmc2755245``; rows S55 to S61 of the table ``staging``.

    Example:
        >>> overall("CR", "non-CR/non-PD", "no"), overall("PR", "CR", "yes"), overall("none", "NE", "no")
        ('PR', 'PD', 'NE')
    """
    for kind, value, known in (
        ("target response", target, TARGET_RESPONSES),
        ("non-target response", non_target, NON_TARGETS),
        ("answer about new lesions", new, NEW_LESIONS),
    ):
        if value not in known:
            raise unknown(kind, value, known, "help(metalearn.models.recist.overall)")
    if target == "none" and non_target == "none":
        raise ValueError("There are neither target nor other lesions: RECIST has nothing to follow.")
    if "PD" in (target, non_target) or new == "yes":
        return "PD"
    if target == "none":
        return _WITHOUT_TARGETS.get(non_target, "NE")
    if target == "CR":
        return "CR" if non_target in ("CR", "none") else "PR"
    return target


def assess(targets: Sequence[Target], visits: Sequence[Visit]) -> tuple[Assessment, ...]:
    """Go through the visits of one person.

    A partial response that another visit confirmed, four weeks later or more, stays one until progression: a sum that
    has grown a little is then judged from the smallest sum and no more from baseline. That is the working group's
    answer (``eortc_recist_sd``, ``eortc_recist_pr``). Row S54 of the table ``staging`` has stable disease follow a
    response: so it does here as long as the response was seen once only. In a trial that asks for no confirmation the
    working group keeps that one too.

    Args:
        targets: The target lesions, as chosen at baseline; none without measurable disease.
        visits: The visits in order of time.

    Returns:
        One assessment a visit.

    Raises:
        ValueError: When targets, sizes or visits do not belong together; the message says what to change.

    Source:
        ``pmc2755245``; rows S48 to S61 of the table ``staging``. That anything which comes back after a complete
        response is progression is the working group's answer (RECIST questions and clarifications, EORTC).

    Example:
        >>> course = assess([Target("a", "liver", 80)], [Visit(8, {"a": 50}), Visit(16, {"a": 61})])
        >>> [each.overall for each in course]
        ['PR', 'PD']
        >>> print(course[1].targets.reasons[1])
        At least 20% and at least 5 mm above the smallest sum: PD, although smaller than at baseline.
    """
    check_visits(visits)
    nadir: float | None = None
    last: Overall | None = None
    response = Response()
    done: list[Assessment] = []
    for visit in visits:
        found = measure(targets, visit.sizes, nadir)
        done.append(_answer(visit, found, last, response, targets))
        response = response.after(visit.week, done[-1].overall)
        if found.sum_mm is not None:
            nadir = min(found.nadir_mm, found.sum_mm)
        if done[-1].overall != "NE":
            last = done[-1].overall
    return tuple(done)


@dataclass(frozen=True, slots=True)
class Response:
    """What is known of a response from one visit to the next.

    Attributes:
        since: Week of the first response since the last progression, or None.
        confirmed: Whether a visit at least four weeks later showed a response again.
    """

    since: float | None = None
    confirmed: bool = False

    def after(self, week: float, answer: str) -> Response:
        """Return what is known after a visit.

        Args:
            week: Weeks since baseline.
            answer: The answer at that visit, by RECIST or iRECIST.
        """
        answer = answer.removeprefix("i")
        if answer in ("PD", "UPD", "CPD"):
            return Response()
        if answer not in ("CR", "PR"):
            return self
        if self.since is None:
            return Response(week)
        return Response(self.since, self.confirmed or week - self.since >= CONFIRMED_AFTER)


def _answer(
    visit: Visit, found: Targets, last: Overall | None, response: Response, targets: Sequence[Target]
) -> Assessment:
    answer = overall(found.response, visit.non_target, visit.new)
    told = list(found.reasons)
    if visit.non_target != "none":
        told.append(_NON_TARGET_WORDS[visit.non_target])
    if visit.new != "no":
        told.append(_NEW_WORDS[visit.new])
    if last == "CR" and answer in ("PR", "SD", "non-CR/non-PD"):
        answer = "PD"
        told.append(BACK_AFTER_CR)
    elif answer == "SD" and response.confirmed:
        answer = "PR"
        told.append(STAYS_PR)
    elif answer == "SD" and response.since is not None:
        told.append(WOULD_STAY_PR)
    told.append(_("Overall: {answer}.").format(answer=answer))
    if any(target.organ == BRAIN for target in targets):
        told.append(BRAIN_CAUTION)
    return Assessment(visit.week, found, visit.non_target, visit.new, answer, tuple(told))


_NON_TARGET_WORDS = {
    "CR": _("The other lesions have gone."),
    "non-CR/non-PD": _("Other lesions are still there, and not unequivocally worse."),
    "PD": _("Other lesions are unequivocally worse: that alone is progression."),
    "NE": _("Not all other lesions were looked at."),
}
_NEW_WORDS = {
    "doubtful": _(
        "A new lesion is doubtful: it is looked at again, and counts from today if it proves real."
    ),
    "yes": _("There is an unequivocal new lesion: that alone is progression, whatever its size."),
}


def check_visits(visits: Sequence[Visit]) -> None:
    """Refuse visits that are out of order, or that do not agree on whether there are other lesions.

    Args:
        visits: The visits of one person.

    Raises:
        ValueError: Saying which week, or what does not agree.

    Example:
        >>> check_visits([Visit(16), Visit(8)])
        Traceback (most recent call last):
        ...
        ValueError: Week 8 comes after week 16 in the list; give the visits in order of time.
    """
    visits = checks.names(visits, "visits")
    weeks = [visit.week for visit in visits]
    for earlier, later in pairwise(weeks):
        if later <= earlier:
            raise ValueError(
                f"Week {later:g} comes after week {earlier:g} in the list; give the visits in order of time."
            )
    if len({visit.non_target == "none" for visit in visits}) > 1:
        raise ValueError(
            "Other lesions are 'none' at one visit and not at another; they are fixed at baseline."
        )
