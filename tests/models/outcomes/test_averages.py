import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.outcomes import averages
from metalearn.models.outcomes.averages import Group, average, people, said, shares_that_fit, spread

STEADY = settings(derandomize=True, deadline=None, max_examples=120)


@st.composite
def populations(draw):
    weights = draw(st.lists(st.floats(0.01, 1), min_size=1, max_size=6))
    total = math.fsum(weights)
    alive = draw(st.lists(st.floats(0, 1), min_size=len(weights), max_size=len(weights)))
    return [Group(str(k), w / total, s) for k, (w, s) in enumerate(zip(weights, alive, strict=True))]


def test_four_populations_have_one_average():
    # Question Q12f: 50 people with 10%, 50 with 60%, 35% together.
    assert average(averages.MADE_UP["two halves"]) == pytest.approx(0.35)
    for name, groups in averages.MADE_UP.items():
        assert average(groups) == pytest.approx(0.35), name
        assert said(groups).startswith("Of 100 people, 35 are alive"), name
    everywhere = [each.survival for groups in averages.MADE_UP.values() for each in groups]
    assert min(everywhere) < 0.05 and max(everywhere) > 0.9


@STEADY
@given(populations(), st.integers(1, 1000))
def test_whole_people_add_up(groups, of):
    counted = people(groups, of)
    assert sum(each.people for each in counted) == of
    assert sum(each.alive for each in counted) == round(average(groups) * of)
    for each, group in zip(counted, groups, strict=True):
        assert 0 <= each.alive <= each.people
        assert abs(each.people - group.share * of) < 1 + 1e-6


@STEADY
@given(populations())
def test_an_average_lies_between_its_groups(groups):
    alive = [each.survival for each in groups]
    assert min(alive) - 1e-12 <= average(groups) <= max(alive) + 1e-12


@STEADY
@given(st.lists(st.integers(0, 100), min_size=2, max_size=6, unique=True), st.floats(0.02, 0.98))
def test_shares_that_fit_do_fit(percents, part):
    values = [percent / 100 for percent in percents]
    wanted = min(values) + part * (max(values) - min(values))
    shares = shares_that_fit(values, wanted)
    assert math.fsum(shares) == pytest.approx(1) and min(shares) >= 0
    assert math.fsum(s * v for s, v in zip(shares, values, strict=True)) == pytest.approx(wanted, abs=1e-9)


def test_the_plain_mean_needs_equal_shares():
    values = (0.1, 0.3, 0.8)
    assert shares_that_fit(values, sum(values) / 3) == pytest.approx((1 / 3,) * 3)
    assert shares_that_fit((0.4, 0.4), 0.4) == (0.5, 0.5)


def test_breast_cancer_is_several_diseases():
    # nci_breast_survival, 2013-2019: 31.0% of all, from 12.8% (triple negative) to 45.6% (HR+/HER2+).
    together, groups = averages.breast_subtypes("2013-2019")
    survivals = sorted(each.survival for each in groups)
    assert (
        together == pytest.approx(0.31)
        and (survivals[0], survivals[-1]) == (0.128, 0.456)
        and len(groups) == 4
    )
    assert average(groups) == pytest.approx(together)
    assert averages.breast_subtypes("2015-2021")[0] == pytest.approx(0.326)
    with pytest.raises(ValueError, match="no distant rows"):
        averages.breast_subtypes("1950")


@STEADY
@given(st.floats(0.01, 0.99), st.floats(0.5, 20))
def test_the_spread_passes_through_the_figure_it_was_made_from(alive, years):
    (died,) = {100 * (1 - alive)}
    ((_, when),) = spread(alive, years, (died,))
    assert when == pytest.approx(years)
    times = [when for _, when in spread(alive, years)]
    assert times == sorted(times)
    # Constant risk: twice the median is when three quarters have died.
    median, later = (when for _, when in spread(alive, years, (50, 75)))
    assert later == pytest.approx(2 * median)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match=r"sum to 0\.5"):
        average([Group("half", 0.5, 0.5)])
    with pytest.raises(ValueError, match=r"survival of all is 1\.5; it must be a share from 0 to 1"):
        average([Group("all", 1.0, 1.5)])
    with pytest.raises(ValueError, match="cannot give it"):
        shares_that_fit((0.1, 0.2), 0.5)
    with pytest.raises(ValueError, match="survival is 1; it must be above 0 and below 1"):
        spread(1, 5)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: shares_that_fit([10, 60], 35), r"survival of group 1 is 10; .*\(10% is 0\.1\)"),
        (lambda: shares_that_fit([0.1, 0.6], 35), r"average is 35; .*\(35% is 0\.35\)"),
        (lambda: shares_that_fit([], 0.3), "There are no groups; give the survival of at least one"),
        (lambda: spread(35, 5), r"survival is 35; .*\(35% is 0\.35\)"),
        (lambda: people(averages.MADE_UP["two halves"], 10.5), r"number of people is 10\.5"),
        (lambda: average([Group("all", 1.0, 35)]), r"survival of all is 35; .*\(35% is 0\.35\)"),
    ],
)
def test_what_cannot_be_gets_a_message_and_no_number(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()


def test_an_average_is_said_in_english():
    assert said(averages.MADE_UP["everybody alike"]) == "Of 100 people, 35 are alive."
    assert said(averages.MADE_UP["two halves"]) == (
        "Of 100 people, 35 are alive. One half: 5 of 50; the other half: 30 of 50."
    )
    assert said(averages.MADE_UP["everybody alike"], 3) == "Of 3 people, 1 is alive."
