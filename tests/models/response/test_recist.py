"""RECIST 1.1 over visits: the published tables, complete; the course's questions; and what must always hold."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.errors import UnknownNameError
from metalearn.models.response.recist import (
    BRAIN_CAUTION,
    NEW_LESIONS,
    NON_TARGETS,
    STAYS_PR,
    TARGET_RESPONSES,
    WOULD_STAY_PR,
    Visit,
    assess,
    overall,
)
from metalearn.models.response.targets import Target
from tests.models.response.recist_cases import WITH_TARGETS, WITHOUT_TARGETS, courses

CHECK = settings(derandomize=True, deadline=None, max_examples=60)
LIVER = [Target("a", "liver", 70)]


def test_every_combination_has_the_answer_of_the_published_tables():
    for target, non_target, new in product(TARGET_RESPONSES, NON_TARGETS, NEW_LESIONS):
        if target == non_target == "none":
            with pytest.raises(ValueError, match="RECIST has nothing to follow"):
                overall(target, non_target, new)
        elif "PD" in (target, non_target) or new == "yes":
            assert overall(target, non_target, new) == "PD"
        elif target == "none":
            assert overall(target, non_target, new) == WITHOUT_TARGETS[non_target]
        else:
            assert overall(target, non_target, new) == WITH_TARGETS[target, non_target]


def test_the_course_questions():
    shrunk = assess(LIVER, [Visit(8, {"a": 45}, new="yes")])[0]  # 70 to 45 mm, and a new lesion of 8 mm
    assert (shrunk.targets.response, shrunk.overall) == ("PR", "PD")
    assert (
        "There is an unequivocal new lesion: that alone is progression, whatever its size." in shrunk.reasons
    )
    course = assess([Target("a", "liver", 80)], [Visit(8, {"a": 50}), Visit(16, {"a": 61})])
    assert [each.overall for each in course] == ["PR", "PD"]


def test_stable_disease_can_follow_a_partial_response():
    course = assess(
        [Target("a", "liver", 100)], [Visit(8, {"a": 65}), Visit(16, {"a": 72}), Visit(24, {"a": 78})]
    )
    assert [each.overall for each in course] == ["PR", "SD", "PD"]
    assert course[2].targets.nadir_mm == 65
    assert WOULD_STAY_PR in course[1].reasons
    first = assess([Target("a", "liver", 100)], [Visit(8, {"a": 72})])[0]
    assert first.overall == "SD" and WOULD_STAY_PR not in first.reasons


def test_a_confirmed_partial_response_stays_one_until_progression():
    # eortc_recist_pr: 100, 70, 70, 80, 80, 80 mm is PR from the first visit to the last.
    sums = (70, 70, 80, 80, 80, 84)  # and 84 mm is 20% above the smallest sum
    course = assess([Target("a", "liver", 100)], [Visit(8 * i, {"a": mm}) for i, mm in enumerate(sums, 1)])
    assert [each.overall for each in course] == ["PR"] * 5 + ["PD"]
    assert [STAYS_PR in each.reasons for each in course] == [False, False, True, True, True, False]
    assert course[2].targets.response == "SD"


@pytest.mark.parametrize(
    ("sums", "weeks", "expected"),
    [
        ((50, 40, 47.9), (8, 16, 24), ["SD", "PR", "SD"]),  # seen once only
        ((50, 40, 40, 47.9), (8, 16, 24, 32), ["SD", "PR", "PR", "PR"]),
        ((40, 40, 47.9), (8, 11, 19), ["PR", "PR", "SD"]),  # three weeks confirm nothing
        ((40, None, 40, 47.9), (8, 12, 16, 24), ["PR", "NE", "PR", "PR"]),
        ((40, 40, 48, 50), (8, 16, 24, 32), ["PR", "PR", "PD", "PD"]),
        ((40, 40, 48, 47.9), (8, 16, 24, 32), ["PR", "PR", "PD", "SD"]),  # progression ends it
    ],
)
def test_what_confirms_a_response_and_what_ends_it(sums, weeks, expected):
    visits = [Visit(week, {"a": mm}) for week, mm in zip(weeks, sums, strict=True)]
    assert [each.overall for each in assess([Target("a", "liver", 61)], visits)] == expected


def test_a_doubtful_lesion_waits():
    doubtful = assess(LIVER, [Visit(8, {"a": 45}, new="doubtful")])[0]
    assert doubtful.overall == "PR"
    assert any("looked at again" in text for text in doubtful.reasons)


@pytest.mark.parametrize("back", [Visit(16, {"a": 4}, "CR"), Visit(16, {"a": 0}, "non-CR/non-PD")])
def test_what_comes_back_after_a_complete_response_is_progression_whatever_its_size(back):
    course = assess(LIVER, [Visit(8, {"a": 0}, "CR"), back])
    assert [each.overall for each in course] == ["CR", "PD"]
    assert any("what has come back is progression" in text for text in course[1].reasons)
    between = assess(LIVER, [Visit(8, {"a": 0}, "CR"), Visit(12, {"a": None}, "NE"), back])
    assert [each.overall for each in between] == ["CR", "NE", "PD"]
    assert not any("visit before" in text for each in (*course, *between) for text in each.reasons)


def test_people_without_measurable_disease_have_answers_of_their_own():
    course = assess([], [Visit(8, {}, "non-CR/non-PD"), Visit(16, {}, "CR"), Visit(24, {}, "PD")])
    assert [each.overall for each in course] == ["non-CR/non-PD", "CR", "PD"]
    assert course[0].targets.sum_mm is None


def test_a_target_in_the_brain_comes_with_a_caution():
    visit = Visit(8, {"a": 20})
    for name in ("brain", "Brain", "Brain/CNS"):
        assert BRAIN_CAUTION in assess([Target("a", name, 20)], [visit])[0].reasons
    assert BRAIN_CAUTION not in assess([Target("a", "liver", 20)], [visit])[0].reasons


@CHECK
@given(courses())
def test_the_smallest_sum_is_the_smallest_of_all_before(course):
    targets, visits = course
    baseline = sum(target.mm for target in targets)
    sums = [baseline]
    for each in assess(targets, visits):
        assert each.targets.nadir_mm == min(sums)
        assert each.reasons[-1].startswith("Overall") and all(text.endswith(".") for text in each.reasons)
        if each.targets.sum_mm is not None:
            sums.append(each.targets.sum_mm)


@CHECK
@given(courses(), st.data())
def test_an_unequivocal_new_lesion_is_always_progression(course, data):
    targets, visits = course
    place = data.draw(st.integers(0, len(visits) - 1))
    visits[place] = replace(visits[place], new="yes")
    assert assess(targets, visits)[place].overall == "PD"


@CHECK
@given(courses())
def test_permuting_the_targets_changes_nothing(course):
    targets, visits = course
    assert assess(targets[::-1], visits) == assess(targets, visits)


@CHECK
@given(courses())
def test_a_later_visit_never_changes_an_earlier_answer(course):
    targets, visits = course
    assert assess(targets, visits)[:1] == assess(targets, visits[:1])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Visit(0, {"a": 10}), "The visit is in week 0; weeks are counted from baseline and above 0."),
        (lambda: assess(LIVER, [Visit(8, {"a": 9}), Visit(8, {"a": 9})]), "Week 8 comes after week 8"),
        (lambda: assess(LIVER, [Visit(8, {"a": 9}), Visit(9, {"a": 9}, "CR")]), "they are fixed at baseline"),
        (lambda: assess(LIVER, [Visit(8, {})]), "There is no measurement for a"),
        (lambda: assess([], [Visit(8, {})]), "neither target nor other lesions"),
    ],
)
def test_visits_that_do_not_fit_are_refused(call, said):
    with pytest.raises(ValueError, match=r"[.;]") as caught:
        call()
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: Visit(8, {}, "non-CR"),
            "Unknown non-target response 'non-CR'. Did you mean 'non-CR/non-PD'?",
        ),
        (lambda: Visit(8, {}, new="yess"), "Unknown answer about new lesions 'yess'. Did you mean 'yes'?"),
        (lambda: overall("cr", "CR", "no"), "Unknown target response 'cr'. Did you mean 'CR'?"),
    ],
)
def test_a_word_that_is_not_in_the_tables_gets_the_nearest(call, said):
    with pytest.raises(UnknownNameError) as caught:
        call()
    assert said in str(caught.value)
