import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.outcomes import relative_survival
from metalearn.models.outcomes.relative_survival import Background, by_stage, relative, three_ways

STEADY = settings(derandomize=True, deadline=None, max_examples=100)
YEARLY = st.lists(st.floats(0, 0.5), min_size=1, max_size=10)


def test_the_worked_example_of_the_course():
    # Question Q12d: observed 30%, expected 90%.
    assert 100 * relative(0.30, 0.90) == pytest.approx(33.3, abs=0.05)


@STEADY
@given(st.floats(0, 0.9), YEARLY)
def test_relative_and_cause_specific_agree_when_the_background_is_right(cancer_yearly, yearly):
    made = three_ways(cancer_yearly, Background("made up", tuple(yearly)), len(yearly))
    assert made.relative == pytest.approx(made.cause_specific)
    assert made.cause_specific == pytest.approx((1 - cancer_yearly) ** len(yearly))
    assert made.observed <= min(made.expected, made.cause_specific) + 1e-12
    assert made.observed + made.died_of_cancer + made.died_otherwise == pytest.approx(1)


def test_a_background_that_is_too_healthy_makes_the_cancer_look_worse():
    truth = three_ways(0.1, Background("smokers", (0.05,) * 5), 5)
    assert relative(truth.observed, Background("everybody", (0.02,) * 5).survival(5)) < truth.cause_specific


def test_without_cancer_relative_survival_is_all():
    made = three_ways(0, Background("old", (0.1,) * 5), 5)
    assert (
        made.relative == pytest.approx(1)
        and made.observed == pytest.approx(0.9**5)
        and made.died_of_cancer == 0
    )
    # 100% is no promise: two in five had died of something else.
    assert made.people() == (
        "Of 100 people, after 5 years about 59 were alive, 0 had died of the cancer and 41 of something else. "
        "Relative survival: 100%."
    )


def test_equal_risks_take_equal_shares():
    made = three_ways(0.2, Background("made up", (0.2,) * 3), 3)
    assert made.died_of_cancer == pytest.approx(made.died_otherwise)
    sure = three_ways(0.2, Background("made up", (1.0,)), 1)
    assert (sure.observed, sure.died_otherwise) == (0, 1)


@STEADY
@given(YEARLY, st.floats(0, 1))
def test_a_background_falls_smoothly(yearly, part):
    background = Background("made up", tuple(yearly))
    years = part * len(yearly)
    assert background.survival(len(yearly)) <= background.survival(years) + 1e-12 <= 1 + 1e-9
    whole = math.floor(years)
    if whole < len(yearly):
        half = background.survival(whole + 0.5)
        assert half**2 == pytest.approx(background.survival(whole) * background.survival(whole + 1))


def test_figures_of_different_years_do_not_mix():
    with pytest.raises(ValueError, match=r"2 periods \(2015-2021; 2013-2019\); name one"):
        by_stage("Breast (female)")
    rows = by_stage("Breast (female)", "2015-2021")
    assert [(row.stage, row.percent) for row in rows] == [
        ("Localised", 100),
        ("Regional", 87.2),
        ("Distant", 32.6),
    ]
    every = [
        row
        for cancer in relative_survival.cancers()
        for period in relative_survival.periods(cancer)
        for row in by_stage(cancer, period)
    ]
    assert sorted(row.id for row in every) == sorted(row.id for row in datasets.relative_survival())
    assert {row.period for row in by_stage("Stomach")} == {"not stated"}


def test_spread_that_has_gone_further_is_survived_less():
    order = {"In situ": 0, "Localised": 1, "Regional": 2, "Distant": 3}
    for cancer in relative_survival.cancers():
        for period in relative_survival.periods(cancer):
            by_source = {}
            for row in by_stage(cancer, period):
                if row.stage in order and row.percent is not None:
                    by_source.setdefault(row.source_id, []).append((order[row.stage], row.percent))
            for rows in by_source.values():
                assert [percent for _, percent in sorted(rows)] == sorted((p for _, p in rows), reverse=True)


def test_what_cannot_be_is_refused():
    with pytest.raises(UnknownNameError, match="Did you mean 'Stomach'"):
        by_stage("Stomac")
    with pytest.raises(UnknownNameError, match="period of Stomach"):
        by_stage("Stomach", "1900")
    with pytest.raises(ValueError, match="Expected survival is 0; it must be above 0"):
        relative(0.5, 0)
    with pytest.raises(ValueError, match=r"in year 2 is 1\.5"):
        Background("x", (0.1, 1.5))
    with pytest.raises(ValueError, match="stated for 0 to 1"):
        Background("x", (0.1,)).survival(2)
    with pytest.raises(ValueError, match="0 to below 1"):
        three_ways(1, Background("x", (0.1,)), 1)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: three_ways(20, Background("x", (0.05,) * 5), 5), r"in a year is 20; .*\(20% is 0\.2\)"),
        (
            lambda: three_ways(0.2, Background("x", (0.05,) * 5), 2.5),
            r"years is 2\.5; it must be a whole number",
        ),
        (lambda: Background("x", (5,)), r"in year 1 is 5; .*\(5% is 0\.05\)"),
        (lambda: Background("x", 0.05), r"give a list such as \[0\.05\]"),
        (lambda: relative(30, 90), r"Observed survival is 30; .*\(30% is 0\.3\)"),
    ],
)
def test_what_cannot_be_gets_a_message_and_no_number(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()


def test_names_are_found_whatever_their_case():
    assert by_stage("stomach") == by_stage("Stomach")
