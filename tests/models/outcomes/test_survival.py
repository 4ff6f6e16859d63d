import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.datasets import SurvivalPoint
from metalearn.errors import UnknownNameError
from metalearn.models.outcomes import stage_four, survival
from metalearn.models.outcomes.survival import (
    HiddenCurveError,
    curve,
    from_points,
    interval,
    metastatic_curve,
    why_hidden,
)

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
CURVES = [
    (each.cancer, stage)
    for each in datasets.seer_cancers()
    for stage in ("I", "II", "III", "IV", "Unknown")
    if any(row.stage == stage and row.cancer == each.cancer for row in datasets.stage_shares())
]


def has_curve(cancer, stage):
    try:
        return bool(datasets.survival_curve(cancer, stage))
    except UnknownNameError:
        return False


THERE = [pair for pair in CURVES if has_curve(*pair)]


def made_up(survivals, n=200, errors=None):
    errors = errors or [math.sqrt(s * (1 - s) / n) for s in survivals]
    return from_points(
        [
            SurvivalPoint("X", "IV", 3 * (k + 1), n, s, error, "x_2020")
            for k, (s, error) in enumerate(zip(survivals, errors, strict=True))
        ]
    )


FALLING = st.lists(st.floats(0.05, 0.99), min_size=2, max_size=20, unique=True).map(
    lambda v: sorted(v, reverse=True)
)


def test_the_table_holds_119_curves_and_two_are_too_small_to_show():
    assert len(THERE) == 119
    hidden = [pair for pair in THERE if why_hidden(*pair)]
    assert hidden == [("Plasma cell neoplasm", "I"), ("Plasma cell neoplasm", "IV")]
    with pytest.raises(
        HiddenCurveError, match=r"began with 9 people\. Curves of fewer than 30 are not shown"
    ):
        curve("Plasma cell neoplasm", "I")


def test_blood_cancers_are_never_a_view_of_metastasis():
    refused = {}
    for each in datasets.seer_cancers():
        try:
            said = metastatic_curve(each.cancer).caution
            assert said == f"{stage_four.meaning(each.cancer)} {survival.WHO}"
        except HiddenCurveError as error:
            refused[each.cancer] = str(error)
    assert set(refused) == {
        "Lymphoma",
        "Lymphoid leukaemia",
        "Myeloid neoplasm",
        "Plasma cell neoplasm",
        "Other",
    }
    assert "not staged by metastasis" in refused["Lymphoma"] and "mixes many cancers" in refused["Other"]
    assert "only stage IV comes near it" in why_hidden("Lung", "I", metastasis=True)
    assert why_hidden("Lung", "IV", metastasis=True) == ""
    assert curve("Lymphoma", "IV").n > 30_000  # by stage it may be shown
    assert curve("Lung", "I").caution == ""


def test_every_curve_is_as_wide_as_its_number_of_people():
    for cancer, stage in THERE:
        points = datasets.survival_curve(cancer, stage)
        for point in points[-1:]:
            if point.se and 0.02 < point.survival < 0.98:
                # Greenwood's error is that of a plain share, made larger by those who were no longer followed.
                plain = math.sqrt(point.survival * (1 - point.survival) / point.n_at_start)
                assert 0.95 * plain <= point.se <= 2.2 * plain, (cancer, stage)


@pytest.mark.parametrize(("cancer", "stage"), THERE)
def test_a_shown_curve_only_falls_and_lies_in_its_interval(cancer, stage):
    if why_hidden(cancer, stage):
        return
    made = curve(cancer, stage)
    assert made.points[0] == survival.Point(0, 1.0, 1.0, 1.0) and made.points[-1].months == 60
    for before, after in pairwise(made.points):
        assert after.survival <= before.survival
        assert 0 <= after.low <= after.survival <= after.high <= 1


def test_medians():
    lung = curve("Lung", "IV").median()
    points = datasets.survival_curve("Lung", "IV")
    assert (
        lung.months == next(each.months for each in points if each.survival <= 0.5)
        and lung.after == lung.months - 3
    )
    assert lung.low <= lung.months <= lung.high
    assert str(curve("Thyroid", "I").median()) == (
        "not reached within 60 months, if nobody died of anything else"
    )
    # One year at the latest by interval, one never: by hand.
    made = made_up([0.8, 0.5, 0.4], errors=[0.02, 0.02, 0.09])
    assert (made.median().months, made.median().after, made.median().low, made.median().high) == (
        6,
        3,
        6,
        None,
    )
    assert str(made.median()) == (
        "between 3 and 6 months, if nobody died of anything else (interval: after 3 months, to beyond 9 months)"
    )
    # An end of the interval lies somewhere between two times of the table, so both are named.
    narrow = made_up([0.8, 0.5, 0.4], errors=[0.001, 0.001, 0.001]).median()
    assert (narrow.low_after, narrow.low, narrow.high) == (3, 6, 9)
    assert str(narrow).endswith("(interval: after 3, by 9 months)")
    same = made_up([0.8, 0.3, 0.2], errors=[0.001, 0.001, 0.001]).median()
    assert (same.low_after, same.low, same.high) == (3, 6, 6)
    assert str(same).endswith("(interval: after 3, by 6 months)")


@STEADY
@given(FALLING)
def test_conditional_survival_multiplies_back_to_the_curve(survivals):
    made = made_up(survivals)
    last = made.points[-1]
    for point in made.points[:-1]:
        share = made.given(point.months, last.months)
        assert share.survival * point.survival == pytest.approx(last.survival)
        assert last.survival - 1e-12 <= share.survival <= 1 and share.low <= share.survival <= share.high
        assert share.months == last.months - point.months
    start = made.given(0, last.months)
    assert (start.survival, start.low, start.high) == pytest.approx((last.survival, last.low, last.high))


def test_conditional_survival_has_greenwoods_error_of_the_people_left():
    # 200 people, none lost: 100 are left after the first interval, and 60 of those after the second.
    share = made_up([0.5, 0.3]).given(3, 6)
    assert share.survival == pytest.approx(0.6)
    assert (share.low, share.high) == pytest.approx(interval(0.6, math.sqrt(0.6 * 0.4 / 100), 100))
    assert made_up([0.5, 0.3]).given(3, 3) == survival.Point(0, 1.0, 1.0, 1.0)


def test_the_outlook_brightens_for_those_who_have_come_some_way():
    pancreas = metastatic_curve("Pancreas")
    shares = [pancreas.given(months, months + 12).survival for months in (0, 12, 24, 36)]
    assert shares == sorted(shares) and shares[3] > 2 * shares[0]


def test_a_share_is_said_as_people():
    assert curve("Breast", "IV").people(60) == (
        "If nobody died of anything else, about 27 of 100 would not have died of this cancer by 60 months. The figure "
        "does not say which."
    )


def test_deaths_of_other_causes_are_not_counted_as_deaths_of_the_cancer():
    # 100 people; 50 die of the cancer in the first interval, 30 of something else, and 10 of the 20 left of the cancer.
    made = made_up([0.5, 0.25])
    assert "about 25 of 100 would not" in made.people(6)
    assert " had" not in made.people(6) and "75" not in made.people(6)  # only 60 died of it
    with pytest.raises(ValueError, match="The number of people is 0"):
        made.people(6, 0)


def test_what_cannot_be_is_refused():
    made = made_up([0.5, 0.3])
    with pytest.raises(ValueError, match="the curve has 0 to 6 in steps of 3"):
        made.at(4)
    with pytest.raises(ValueError, match="the first must not be the later one"):
        made.given(6, 3)
    with pytest.raises(ValueError, match="nobody was left"):
        made_up([0.5, 0.0, 0.0]).given(6, 9)
    with pytest.raises(ValueError, match="it can only fall"):
        made_up([0.5, 0.6])
    with pytest.raises(ValueError, match="no rows"):
        from_points([])
    with pytest.raises(ValueError, match="several cancers"):
        from_points([SurvivalPoint(name, "I", 3, 50, 0.5, 0.1, "x") for name in "ab"])
    with pytest.raises(UnknownNameError, match="Did you mean 'Lung'"):
        metastatic_curve("Lungs")
