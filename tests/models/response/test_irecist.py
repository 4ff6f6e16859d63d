"""iRECIST over visits: the paper's scenarios, the window, the reset, and what must always hold."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.response import recist
from metalearn.models.response.irecist import ImmuneVisit, assess
from metalearn.models.response.recist import Visit
from metalearn.models.response.targets import Target
from tests.models.response.recist_cases import courses

CHECK = settings(derandomize=True, deadline=None, max_examples=60)
LIVER = [Target("a", "liver", 100)]


def visit(week, mm, **more):
    return ImmuneVisit(week, {"a": mm}, **more)


def responses(*visits):
    return [each.response for each in assess(LIVER, visits)]


def test_a_new_lesion_then_shrinkage_is_a_response_though_the_lesion_stays():
    # The paper's scenario B, by the working group's answer: stable, new lesion, then targets shrink.
    new = {"new": "yes", "new_count": 1, "new_mm": 10}
    assert responses(visit(8, 95, **new), visit(13, 60, **new), visit(21, 58, **new)) == [
        "iUPD",
        "iPR",
        "iPR",
    ]


def test_a_response_then_a_new_lesion_and_no_change_stays_unconfirmed():
    # Scenario F: partial response first, then a new lesion, then nothing changes.
    new = {"new": "yes", "new_count": 1, "new_mm": 10}
    assert responses(visit(8, 60), visit(16, 60, **new), visit(21, 60, **new)) == ["iPR", "iUPD", "iUPD"]


def test_growth_that_shrinks_again_was_pseudoprogression():
    # Scenario D: the targets grow, and then meet the limit for a partial response.
    found = assess(LIVER, [visit(8, 95), visit(16, 120), visit(21, 60)])
    assert [each.response for each in found] == ["iSD", "iUPD", "iPR"]
    assert found[1].unconfirmed_since == 16 and found[2].unconfirmed_since is None
    assert found[2].reasons[-1] == (
        "No progression any more: iPR. The bar is reset; a later progression starts as iUPD again."
    )


def test_a_confirmed_partial_response_stays_one_until_progression():
    # eortc_recist_pr, the same five visits by iRECIST.
    sums = (70, 70, 80, 80, 80)
    assert responses(*(visit(8 * i, mm) for i, mm in enumerate(sums, 1))) == ["iPR"] * 5
    assert responses(visit(8, 70), visit(16, 80)) == ["iPR", "iSD"]
    after = responses(visit(8, 70), visit(16, 70), visit(24, 84), visit(32, 80))
    assert after == ["iPR", "iPR", "iUPD", "iSD"]


def test_after_a_reset_progression_has_to_start_again():
    assert responses(visit(8, 120), visit(13, 100), visit(21, 125), visit(26, 131)) == [
        "iUPD",
        "iSD",
        "iUPD",
        "iCPD",
    ]


@pytest.mark.parametrize(
    ("weeks", "growth", "expected"),
    [(4, 5, "iCPD"), (8, 5, "iCPD"), (9, 5, "iCPD"), (3.9, 5, "iUPD"), (4, 4.9, "iUPD"), (4, 0, "iUPD")],
)
def test_targets_confirm_by_five_more_millimetres_after_four_weeks(weeks, growth, expected):
    found = assess(LIVER, [visit(8, 125), visit(8 + weeks, 125 + growth)])
    assert [each.response for each in found] == ["iUPD", expected]
    late = any("later than the 8 weeks" in text for text in found[1].reasons)
    assert late == (weeks > 8)


def test_slow_growth_over_several_scans_adds_up():
    assert responses(visit(8, 125), visit(13, 128), visit(18, 131)) == ["iUPD", "iUPD", "iCPD"]
    # Growth is measured from the smallest value since.
    assert responses(visit(8, 130), visit(13, 124), visit(18, 128)) == ["iUPD", "iUPD", "iUPD"]
    assert responses(visit(8, 130), visit(13, 124), visit(18, 129)) == ["iUPD", "iUPD", "iCPD"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"new_mm": 15, "new_count": 1}, "iCPD"),
        ({"new_mm": 14.9, "new_count": 1}, "iUPD"),
        ({"new_mm": 10, "new_count": 2}, "iCPD"),
        ({"new_mm": 10, "new_count": 1, "new_worse": True}, "iCPD"),
        ({"new_mm": 10, "new_count": 1}, "iUPD"),
        ({"new_mm": 2, "new_count": 1}, "iUPD"),
    ],
)
def test_new_lesions_confirm_by_size_or_number(more, expected):
    first = visit(8, 100, new="yes", new_mm=10, new_count=1)
    assert responses(first, visit(13, 100, new="yes", **more)) == ["iUPD", expected]


def test_other_lesions_confirm_by_any_further_growth():
    first = visit(8, 100, non_target="PD")
    assert responses(first, visit(13, 100, non_target="PD", non_target_worse=True)) == ["iUPD", "iCPD"]
    assert responses(first, visit(13, 100, non_target="PD")) == ["iUPD", "iUPD"]
    assert responses(first, visit(13, 100, non_target="non-CR/non-PD")) == ["iUPD", "iSD"]


def test_progression_of_another_kind_of_lesion_confirms():
    assert responses(visit(8, 125), visit(13, 125, new="yes")) == ["iUPD", "iCPD"]
    assert responses(visit(8, 100, new="yes"), visit(13, 125, new="yes")) == ["iUPD", "iCPD"]


def test_what_an_early_scan_shows_still_confirms_at_the_right_time():
    early = visit(10, 125, new="yes", new_count=1)
    found = assess(LIVER, [visit(8, 125), early, visit(13, 125, new="yes", new_count=1)])
    assert [each.response for each in found] == ["iUPD", "iUPD", "iCPD"]
    assert "too early to confirm" in found[1].reasons[-1]


def test_a_scan_that_cannot_be_read_leaves_the_question_open():
    found = assess(LIVER, [visit(8, 125), visit(13, None), visit(18, 131)])
    assert [each.response for each in found] == ["iUPD", "NE", "iCPD"]
    assert found[1].unconfirmed_since == 8


def test_nothing_changes_a_confirmed_progression():
    found = assess(LIVER, [visit(8, 125), visit(13, 131), visit(21, 20)])
    assert [each.response for each in found] == ["iUPD", "iCPD", "iCPD"]
    assert "confirmed in week 13" in found[2].reasons[-1]


def test_what_comes_back_after_icr_is_unconfirmed_until_it_grows():
    assert responses(visit(8, 0), visit(16, 4), visit(21, 4)) == ["iCR", "iUPD", "iUPD"]
    assert responses(visit(8, 0), visit(16, 4), visit(21, 9)) == ["iCR", "iUPD", "iCPD"]
    assert responses(visit(8, 0), visit(16, 4), visit(21, 0)) == ["iCR", "iUPD", "iCR"]
    others = [visit(8, 0, non_target="CR"), visit(16, 0, non_target="non-CR/non-PD")]
    assert responses(*others) == ["iCR", "iUPD"]


def test_a_new_lesion_that_goes_away_allows_icr_and_one_that_stays_does_not():
    new = {"new": "yes", "new_count": 1}
    assert responses(visit(8, 100, **new), visit(13, 0)) == ["iUPD", "iCR"]
    assert responses(visit(8, 100, **new), visit(13, 0, **new), visit(21, 0, **new)) == ["iUPD", "iPR", "iPR"]


def test_people_without_measurable_disease():
    visits = [ImmuneVisit(8, {}, "non-CR/non-PD"), ImmuneVisit(16, {}, "PD"), ImmuneVisit(21, {}, "CR")]
    assert [each.response for each in assess([], visits)] == ["non-iCR/non-iUPD", "iUPD", "iCR"]


def test_how_the_person_is_decides_about_treatment_and_not_about_the_answer():
    unknown, well, ill = (assess(LIVER, [visit(8, 125, stable=it)])[0] for it in (None, True, False))
    assert unknown.response == well.response == ill.response == "iUPD"
    assert assess(LIVER, [visit(8, 125)])[0] == unknown
    assert not any("stable" in text or "treatment" in text for text in unknown.reasons)
    assert (
        well.reasons[-1]
        == "iRECIST leaves open whether trial treatment goes on; it depends on how the person is."
    )
    assert (
        ill.reasons[-1]
        == "The person is not stable: whether treatment goes on cannot wait for the next scan."
    )


def immune(visits):
    return [ImmuneVisit(each.week, each.sizes, each.non_target, each.new) for each in visits]


@CHECK
@given(courses())
def test_until_the_first_progression_both_criteria_say_the_same(course):
    targets, visits = course
    names = {"PD": "iUPD", "NE": "NE", "non-CR/non-PD": "non-iCR/non-iUPD"}
    for plain, found in zip(recist.assess(targets, visits), assess(targets, immune(visits)), strict=True):
        assert found.targets == plain.targets
        assert found.response == names.get(plain.overall, "i" + plain.overall)
        if plain.overall == "PD":
            break


@CHECK
@given(courses(most=6))
def test_a_confirmed_progression_follows_an_unconfirmed_one_and_is_the_end(course):
    targets, visits = course
    found = [each.response for each in assess(targets, immune(visits))]
    if "iCPD" in found:
        first = found.index("iCPD")
        assert set(found[first:]) == {"iCPD"}
        before = [response for response in found[:first] if response != "NE"]
        assert before[-1] == "iUPD"


@CHECK
@given(courses(most=3), st.data())
def test_a_first_new_lesion_is_never_confirmed_progression_at_once(course, data):
    targets, visits = course
    calm = [replace(each, new="no", sizes={t.name: t.mm for t in targets}) for each in visits]
    calm = [each if each.non_target != "PD" else replace(each, non_target="NE") for each in calm]
    calm[-1] = replace(calm[-1], new="yes")
    assert assess(targets, immune(calm))[-1].response == "iUPD"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: visit(8, 90, new="yes", new_mm=-1), "Week 8: new lesions measure -1 mm"),
        (lambda: visit(8, 90, new="yes", new_count=-1), "Week 8: -1 new lesions were counted"),
        (lambda: visit(8, 90, new="no", new_mm=5), "the answer to 'new' is 'no'; it must be 'yes'"),
        (lambda: visit(8, 90, new="doubtful", new_count=1), "it must be 'yes'"),
        (lambda: visit(-8, 90), "The visit is in week -8"),
        (lambda: assess(LIVER, [visit(8, 90), visit(7, 90)]), "Week 7 comes after week 8"),
    ],
)
def test_visits_that_contradict_themselves_are_refused(call, said):
    with pytest.raises(ValueError, match=r"[.;]") as caught:
        call()
    assert said in str(caught.value)


def test_an_immune_visit_is_a_visit_that_recist_reads_too():
    both = [visit(8, 125), visit(13, 60)]
    assert isinstance(both[0], Visit)
    assert [each.overall for each in recist.assess(LIVER, both)] == ["PD", "PR"]
    assert responses(*both) == ["iUPD", "iPR"]
