"""Best overall response: the best answer that a person's visits reach, by RECIST 1.1 and by iRECIST.

Where the model is wrong about the world: the best moment of a course says nothing of how long it lasted. A partial
response of two months and one of two years carry the same two letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from metalearn.errors import unknown
from metalearn.models import checks
from metalearn.models.response.irecist import ImmuneResponse
from metalearn.models.response.recist import Overall

_ORDER: tuple[Overall, ...] = ("CR", "PR", "SD", "non-CR/non-PD")
_IMMUNE_ORDER: tuple[ImmuneResponse, ...] = ("iCR", "iPR", "iSD", "non-iCR/non-iUPD", "iCPD", "iUPD")
_STABLE: tuple[Overall, ...] = ("CR", "PR", "SD", "non-CR/non-PD")  # what is at least stable at that visit
_NAMES: dict[str, str] = {"CR": "a complete response", "PR": "a partial response"}


@dataclass(frozen=True, slots=True)
class Best:
    """The best overall response.

    Attributes:
        response: The response.
        week: Week of the visit that first reached it; None when no visit did.
        reasons: Why, in short sentences.
    """

    response: Overall
    week: float | None
    reasons: tuple[str, ...]


def best(
    course: Sequence[tuple[float, Overall]],
    *,
    confirm: bool = False,
    stable_weeks: float = 6,
    confirm_weeks: float = 4,
) -> Best:
    """Return the best overall response by RECIST 1.1.

    Visits after the first progression do not count. What is less than CR after a CR is progression.

    Args:
        course: Week and overall response of each visit, in order of time.
        confirm: Whether CR and PR must be seen again at a later visit (in trials whose main question is response).
        stable_weeks: Weeks from baseline that stable disease must have lasted; set by each trial.
        confirm_weeks: Weeks that must lie between a response and the visit that confirms it.

    Raises:
        UnknownNameError: For a response that is not one of RECIST's.
        ValueError: When the weeks are not in order.

    Source:
        ``pmc2755245`` (table of best overall response with confirmation); rows S51 to S60 of the table ``staging``.

    Example:
        >>> best([(8, "PR"), (16, "SD"), (24, "PD")]).response
        'PR'
        >>> best([(8, "PR"), (16, "SD"), (24, "PD")], confirm=True).response
        'SD'
        >>> best([(4, "SD"), (8, "PD")]).response
        'PD'
    """
    _check(course)
    counted = _counted(course)
    notes: list[str] = []
    for wanted in ("CR", "PR"):
        reached = [week for week, response in counted if response in _ORDER[: _ORDER.index(wanted) + 1]]
        if not reached:
            continue
        if not confirm:
            week = next(week for week, response in counted if response == wanted)
            return Best(
                wanted,
                week,
                (
                    *notes,
                    f"{_NAMES[wanted].capitalize()} in week {week:g} is the best answer.",
                ),
            )
        if reached[-1] - reached[0] >= confirm_weeks:
            said = f"Week {reached[0]:g} shows {_NAMES[wanted]}, and week {reached[-1]:g} confirms it."
            return Best(wanted, reached[0], (*notes, said))
        notes.append(f"{_NAMES[wanted].capitalize()} in week {reached[0]:g} was not confirmed.")
    return _without_response(counted, stable_weeks, notes)


def best_immune(responses: Sequence[ImmuneResponse]) -> ImmuneResponse:
    """Return the best overall response by iRECIST, in a trial that does not ask for confirmed responses.

    Visits after a confirmed progression do not count; those after an unconfirmed one do.

    Args:
        responses: The response at each visit, in order of time.

    Raises:
        UnknownNameError: For a response that is not one of iRECIST's.

    Source:
        ``pmc5648544``, table 3.

    Example:
        >>> best_immune(["iUPD", "iPR", "iUPD", "iCPD"]), best_immune(["iUPD", "iCPD", "iPR"])
        ('iPR', 'iCPD')
    """
    responses = checks.names(responses, "responses")
    known = get_args(ImmuneResponse)
    for response in responses:
        if response not in known:
            raise unknown("response", response, known, "metalearn.models.irecist.ImmuneResponse")
    end = responses.index("iCPD") + 1 if "iCPD" in responses else len(responses)
    return next((wanted for wanted in _IMMUNE_ORDER if wanted in responses[:end]), "NE")


def _counted(course: Sequence[tuple[float, Overall]]) -> list[tuple[float, Overall]]:
    """The visits that count: up to the first progression, a return after CR included."""
    counted: list[tuple[float, Overall]] = []
    gone = False
    for week, response in course:
        back = gone and response in ("PR", "SD", "non-CR/non-PD")
        counted.append((week, "PD" if back else response))
        if counted[-1][1] == "PD":
            break
        gone = gone or response == "CR"
    return counted


def _without_response(
    counted: Sequence[tuple[float, Overall]], stable_weeks: float, notes: Sequence[str]
) -> Best:
    stable = [(week, response) for week, response in counted if response in _STABLE]
    long_enough = [(week, response) for week, response in stable if week >= stable_weeks]
    if long_enough:
        week = long_enough[0][0]
        answer: Overall = "non-CR/non-PD" if long_enough[0][1] == "non-CR/non-PD" else "SD"
        return Best(answer, week, (*notes, f"No progression by week {week:g}: {answer}."))
    if stable:
        notes = (*notes, f"Stable for less than {stable_weeks:g} weeks does not count as stable disease.")
    ended = next((week for week, response in counted if response == "PD"), None)
    if ended is not None:
        return Best("PD", ended, (*notes, f"Progression in week {ended:g}."))
    return Best("NE", None, (*notes, "No visit allows an answer: not evaluable."))


def _check(course: Sequence[tuple[float, Overall]]) -> None:
    course = checks.names(course, "visits")
    known = get_args(Overall)
    before = 0.0
    for week, response in course:
        if response not in known:
            raise unknown("response", response, known, "metalearn.models.recist.Overall")
        if not week > before:
            raise ValueError(
                f"Week {week:g} does not come after week {before:g}; give the visits in order of time."
            )
        before = week
