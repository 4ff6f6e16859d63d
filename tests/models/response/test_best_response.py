"""Best overall response: against both published tables, and for what must always hold."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.errors import UnknownNameError
from metalearn.models.response.best_response import best, best_immune
from tests.models.response.recist_cases import CONFIRMED, IMMUNE_BEST

CHECK = settings(derandomize=True, deadline=None, max_examples=200)
COURSES = st.lists(st.sampled_from(["CR", "PR", "SD", "PD", "NE"]), min_size=1, max_size=6).map(
    lambda each: [(8.0 * i, response) for i, response in enumerate(each, start=1)]
)
ORDER = ["CR", "PR", "SD", "PD", "NE"]


@pytest.mark.parametrize(("first", "then", "late", "early"), CONFIRMED)
def test_the_published_table_of_confirmed_responses(first, then, late, early):
    assert best([(8, first), (16, then)], confirm=True).response == late
    assert best([(4, first), (8, then)], confirm=True).response == early


def test_without_confirmation_the_first_response_counts_and_says_where():
    found = best([(8, "SD"), (16, "PR"), (24, "CR"), (32, "PD")])
    assert (found.response, found.week) == ("CR", 24)
    assert found.reasons == ("A complete response in week 24 is the best answer.",)
    assert best([(8, "CR"), (16, "PR")]).response == "CR"


def test_a_confirmation_needs_time_between():
    assert best([(8, "PR"), (11, "PR")], confirm=True).response == "SD"
    found = best([(8, "PR"), (10, "NE"), (12, "CR")], confirm=True)
    assert (found.response, found.week) == ("PR", 8)
    assert found.reasons == (
        "A complete response in week 12 was not confirmed.",
        "Week 8 shows a partial response, and week 12 confirms it.",
    )


def test_stable_disease_must_have_lasted():
    assert best([(5, "SD"), (10, "PD")]).response == "PD"
    assert best([(5, "SD"), (10, "PD")], stable_weeks=4).response == "SD"
    assert best([(5, "SD")]).response == "NE"
    assert "Stable for less than 6 weeks" in best([(5, "SD")]).reasons[0]


def test_people_without_measurable_disease():
    assert best([(8, "non-CR/non-PD"), (16, "PD")]).response == "non-CR/non-PD"
    assert best([(8, "non-CR/non-PD"), (16, "CR")]).response == "CR"


@CHECK
@given(COURSES, st.booleans())
def test_nothing_after_the_first_progression_counts(course, confirm):
    end = next((i + 1 for i, (_, response) in enumerate(course) if response == "PD"), len(course))
    assert best(course, confirm=confirm) == best(course[:end], confirm=confirm)


@CHECK
@given(COURSES)
def test_asking_for_confirmation_never_makes_the_answer_better(course):
    free, strict = best(course).response, best(course, confirm=True).response
    assert ORDER.index(strict) >= ORDER.index(free)


@CHECK
@given(COURSES)
def test_the_answer_was_reached_at_some_visit_or_follows_from_one(course):
    found = best(course)
    assert found.response in [response for _, response in course] or found.response == "NE"
    assert (found.week is None) == (found.response == "NE")
    assert found.reasons


@pytest.mark.parametrize("row", IMMUNE_BEST, ids=lambda row: row[-1])
def test_the_published_scenarios_of_irecist(row):
    for responses in product(*row[:-1]):
        assert best_immune(responses) == row[-1]


def test_what_cannot_be_is_refused():
    with pytest.raises(
        ValueError, match=r"Week 8 does not come after week 8; give the visits in order of time\."
    ):
        best([(8, "PR"), (8, "PR")])
    with pytest.raises(UnknownNameError, match=r"Unknown response 'iPR'\. Did you mean 'PR'"):
        best([(8, "iPR")])
    with pytest.raises(UnknownNameError, match=r"Unknown response 'PD'\. Did you mean 'i(U|C)PD'"):
        best_immune(["PD"])
    assert best_immune([]) == "NE"
