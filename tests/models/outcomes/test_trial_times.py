import math
import statistics
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.outcomes.trial_times import TimesDesign, power, resample

STEADY = settings(derandomize=True, deadline=None, max_examples=25)
SABR = TimesDesign(
    33, 66, 28, 0.57, 60
)  # the published median of the control arm and ratio of the 2019 report


def one_by_one(design, trials, seed):
    """The way not taken: a time to death for each person, and the usual estimate of an exponential rate."""
    rng, rate, ratios, significant = Random(seed), math.log(2) / design.median_control, [], 0
    for _ in range(trials):
        rates, deaths = [], []
        for n, true in ((design.n_control, rate), (design.n_treated, rate * design.hazard_ratio)):
            times = [-math.log(1 - rng.random()) / true for _ in range(n)]
            died = sum(time <= design.follow_up for time in times)
            rates.append(died / math.fsum(min(time, design.follow_up) for time in times))
            deaths.append(died)
        log_ratio = math.log(rates[1] / rates[0])
        ratios.append(log_ratio)
        significant += abs(log_ratio) > 1.959964 * math.sqrt(1 / deaths[0] + 1 / deaths[1])
    return ratios, significant / trials


@pytest.mark.parametrize("design", [SABR, TimesDesign(150, 150, 12, 0.8, 36)])
def test_it_agrees_with_following_every_person(design):
    ratios, significant = one_by_one(design, 1500, 2)
    made = resample(design, 6000, seed=3)
    ours = [math.log(ratio) for ratio in made.ratios]
    assert statistics.fmean(ours) == pytest.approx(statistics.fmean(ratios), abs=0.03)
    assert statistics.pstdev(ours) == pytest.approx(statistics.pstdev(ratios), rel=0.08)
    assert made.significant == pytest.approx(significant, abs=0.05)


@STEADY
@given(st.integers(30, 300), st.floats(0.4, 1.6), st.floats(6, 60), st.integers(0, 99))
def test_power_by_formula_and_by_simulation(n, ratio, follow_up, seed):
    design = TimesDesign(n, n, 12, ratio, follow_up)
    made = resample(design, 1500, seed=seed)
    assert made.significant == pytest.approx(power(design), abs=0.05)
    truth = math.log(ratio)
    assert statistics.median(made.ratios) == pytest.approx(math.exp(truth), rel=0.12)
    assert len(made.ratios) + made.left_out == 1500


def test_follow_up_decides_who_has_died():
    assert TimesDesign(9, 9, 12, 1, 12).dying() == pytest.approx((0.5, 0.5))
    assert TimesDesign(9, 9, 12, 0.5, 24).dying() == pytest.approx((0.75, 0.5))


def test_no_effect_means_five_in_a_hundred():
    made = resample(TimesDesign(200, 200, 12, 1, 36), 4000)
    assert made.significant == pytest.approx(0.05, abs=0.015)
    assert (made.wrong_way, made.exaggeration) == (0, None)
    assert power(made.design) == pytest.approx(0.05)


def test_small_trials_that_are_significant_exaggerate():
    small, large = (
        resample(TimesDesign(33, 66, 28, 0.8, 60), 4000),
        resample(TimesDesign(3300, 6600, 28, 0.8, 60), 400),
    )
    assert small.exaggeration > 1.8 and large.exaggeration == pytest.approx(1, abs=0.02)
    assert small.wrong_way > 0.1 and large.wrong_way == 0


def test_a_result_has_its_place():
    made = resample(SABR, 3000)
    assert made.place(0) == 0 and made.place(99) == 1
    assert made.place(0.57) == pytest.approx(0.5, abs=0.03)
    low, high = made.middle()
    assert low < 0.57 < high
    # The published interval of the 2019 report, 0.30 to 1.10, is about as wide as chance makes such trials.
    assert math.log(high / low) == pytest.approx(math.log(1.10 / 0.30), rel=0.25)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="The hazard ratio is 0"):
        TimesDesign(1, 1, 12, 0, 12)
    with pytest.raises(ValueError, match="people in the control arm is 0"):
        TimesDesign(0, 1, 12, 1, 12)
    with pytest.raises(ValueError, match="number of trials"):
        resample(SABR, 0)
    with pytest.raises(ValueError, match="Alpha"):
        power(SABR, 0)
    with pytest.raises(ValueError, match="No trial had a death in both arms"):
        resample(TimesDesign(1, 1, 10**9, 1, 0.001), 5)


def test_percentages_are_recognised_where_shares_are_meant():
    made = resample(TimesDesign(33, 66, 28, 0.57, 60), 100)
    with pytest.raises(ValueError, match=r"level is 95; .*\(95% is 0\.95\)"):
        made.middle(95)
    with pytest.raises(ValueError, match="hazard ratio is -1; it must be 0 or more"):
        made.place(-1)
