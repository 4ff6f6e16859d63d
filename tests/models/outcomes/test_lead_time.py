import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.outcomes.lead_time import length_bias, simulate, survival

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
YEARS, MEDIAN, LEAD = st.floats(0, 20), st.floats(0.2, 15), st.floats(0.05, 10)


def test_known_values():
    assert survival(2, 2) == pytest.approx(0.5) and survival(4, 2) == pytest.approx(0.25)
    # Two years earlier, with the same day of death: survival at 4 years is what it was at 2.
    assert survival(4, 2, lead=2) == pytest.approx(0.5) and survival(1.9, 2, lead=2) == 1


@STEADY
@given(YEARS, MEDIAN, LEAD, st.booleans())
def test_earlier_detection_raises_survival_and_nothing_else(years, median, lead, varied):
    early = survival(years, median, lead, varied=varied)
    assert survival(years, median) - 1e-9 <= early <= 1 + 1e-9
    assert early <= survival(years, median, lead * 1.5, varied=varied) + 1e-9


@settings(STEADY, max_examples=15)
@given(MEDIAN, LEAD)
def test_mean_survival_grows_by_the_lead_time_exactly(median, lead):
    for varied in (False, True):
        longest = 40 * median + 40 * lead
        steps = 8000
        width = longest / steps
        mean = width * math.fsum(
            survival((k + 0.5) * width, median, lead, varied=varied) for k in range(steps)
        )
        assert mean == pytest.approx(median / math.log(2) + lead, rel=2e-3)


@STEADY
@given(YEARS, MEDIAN)
def test_the_two_forms_meet_where_the_rates_are_equal(years, median):
    mean = median / math.log(2)
    near = survival(years, median, mean * 1.001, varied=True)
    assert survival(years, median, mean, varied=True) == pytest.approx(near, abs=2e-3)


@pytest.mark.parametrize("varied", [False, True])
def test_the_simulation_agrees_with_the_closed_form(varied):
    made = simulate(20_000, 3, 2, years=5, varied=varied, seed=4)
    for counted, expected in ((made.late, survival(5, 3)), (made.early, survival(5, 3, 2, varied=varied))):
        assert counted == pytest.approx(expected, abs=4 * math.sqrt(expected * (1 - expected) / 20_000))
    assert made.early > made.late + 0.1


@STEADY
@given(st.integers(1, 60), MEDIAN, LEAD, st.integers(0, 1000))
def test_nobody_lives_longer(n, median, lead, seed):
    made = simulate(n, median, lead, seed=seed)
    assert len(made.people) == n
    assert all(each.found <= each.symptoms <= each.death for each in made.people)
    assert made.mean_early - made.mean_late == pytest.approx(lead)
    assert made.mean_death == pytest.approx(sum(each.death for each in made.people) / n)
    assert simulate(n, median, lead, seed=seed) == made


def test_a_check_finds_the_slow_kind():
    made = length_bias(0.5, (4, 1), (0.8, 0.2))
    # What can be found for four times as long is found four times as often: 4 of 5.
    assert (made.slow_found, made.survival_all) == (pytest.approx(0.8), pytest.approx(0.5))
    assert made.survival_found == pytest.approx(0.8 * 0.8 + 0.2 * 0.2)


def test_a_check_on_one_day_agrees_with_the_closed_form():
    rng, found = Random(3), [0, 0]
    for _ in range(200_000):
        slow = rng.random() < 0.3
        begins = rng.random() * 20  # the check comes on day 10 of these years
        if begins <= 10 < begins + (4 if slow else 1):
            found[slow] += 1
    expected = length_bias(0.3, (4, 1), (0.8, 0.2)).slow_found
    assert found[1] / sum(found) == pytest.approx(expected, abs=4 * math.sqrt(0.25 / sum(found)))


@STEADY
@given(st.floats(0, 1), st.floats(0.1, 10), st.floats(1, 10), st.floats(0, 1), st.floats(0, 1))
def test_a_check_never_makes_the_slow_kind_rarer(share, fast, factor, good, bad):
    made = length_bias(share, (fast * factor, fast), (max(good, bad), min(good, bad)))
    assert made.slow_found >= share - 1e-12 and made.survival_found >= made.survival_all - 1e-12


def test_what_cannot_be_is_refused():
    for wrong in ((-1, 2, 0), (1, 0, 0), (1, 2, -1), (math.nan, 2, 0)):
        with pytest.raises(ValueError, match="the median above 0"):
            survival(*wrong)
    with pytest.raises(ValueError, match="number of people is 0"):
        simulate(0)
    with pytest.raises(ValueError, match="years above 0"):
        length_bias(0.5, (0, 1), (0.5, 0.5))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: length_bias(50, (4, 1), (0.8, 0.2)), r"slow kind is 50; .*\(50% is 0\.5\)"),
        (lambda: length_bias(0.5, (4, 1), (80, 20)), r"slow kind is 80; .*\(80% is 0\.8\)"),
        (lambda: length_bias(0.5, (4,), (0.8, 0.2)), "two numbers each, slow and fast"),
        (lambda: length_bias(0.5, 4, (0.8, 0.2)), "two numbers each, slow and fast"),
        (lambda: simulate(10.5), r"number of people is 10\.5; it must be a whole number, 1 or more"),
        (lambda: simulate(True), "number of people is True"),
    ],
)
def test_what_cannot_be_gets_a_message_and_no_number(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()


def test_a_death_is_on_one_day_for_each_person():
    assert str(simulate(100)).endswith("Each person's day of death is the same in both counts.")
