import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.outcomes import trials
from metalearn.models.outcomes.trials import Design, exact, p_value, people_needed, power, resample

STEADY = settings(derandomize=True, deadline=None, max_examples=40)
SHARE = st.floats(0.05, 0.95)
SABR = Design(33, 66, 0.177, 0.423)


def near(counted, expected, trials):
    return abs(counted - expected) <= 4.5 * math.sqrt(max(expected * (1 - expected), 1e-4) / trials)


@STEADY
@given(st.integers(5, 60), st.integers(5, 60), SHARE, SHARE, st.integers(0, 1000))
def test_resampling_agrees_with_the_sum_over_every_result(n, m, p, q, seed):
    made = resample(Design(n, m, p, q), 1500, seed=seed)
    truth = exact(made.design)
    for field in ("significant", "wrong_way", "false_alarm", "missed", "significant_wrong_way"):
        assert near(getattr(made.misled, field), getattr(truth, field), 1500), field
    spread = math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    assert made.mean == pytest.approx(q - p, abs=4.5 * spread / math.sqrt(1500))
    assert sum(count for _, count in made.differences) == 1500
    assert [value for value, _ in made.differences] == sorted({value for value, _ in made.differences})


@pytest.mark.parametrize("design", [SABR, Design(200, 200, 0.3, 0.4), Design(356, 356, 0.3, 0.4)])
def test_power_by_formula_by_sum_and_by_simulation(design):
    formula, summed = power(design), exact(design).significant
    assert formula == pytest.approx(summed, abs=0.03)
    assert near(resample(design, 4000).misled.significant, summed, 4000)


def test_a_textbook_size():
    # 30% against 40%, power 80%, two-sided 5%: 356 a group by the usual normal formula.
    assert people_needed(0.3, 0.4) == 356
    assert power(Design(356, 356, 0.3, 0.4)) >= 0.8 > power(Design(355, 355, 0.3, 0.4))


@STEADY
@given(SHARE, SHARE)
def test_a_larger_effect_needs_fewer_people(p, q):
    if abs(p - q) < 0.05:
        return
    halfway = people_needed(p, (p + q) / 2)
    assert people_needed(p, q) <= halfway


def test_without_an_effect_five_in_a_hundred_are_called_significant():
    level = exact(Design(300, 300, 0.3, 0.3))
    assert level.significant == pytest.approx(0.05, abs=0.006) and level.false_alarm == level.significant
    assert (level.missed, level.wrong_way, level.exaggeration) == (0, 0, None)


def test_a_trial_of_99_people_misleads_more_than_one_of_990():
    small, large = exact(SABR), exact(Design(330, 660, 0.177, 0.423))
    assert small.missed > 0.25 and large.missed < 1e-6
    assert small.exaggeration > 1.1 and large.exaggeration == pytest.approx(1, abs=0.01)
    modest = exact(Design(33, 66, 0.30, 0.35))
    # Where the true effect is small, a small trial that is significant has to exaggerate.
    assert modest.exaggeration > 3 and modest.wrong_way > 0.2 and modest.significant_wrong_way > 0.005


def test_the_p_value_is_the_plain_test():
    # 10 of 50 against 20 of 50: pooled 0.3, z = 0.2 / root(0.3 x 0.7 x 0.04) = 2.182.
    assert p_value(10, 50, 20, 50) == pytest.approx(
        math.erfc(0.2 / math.sqrt(0.3 * 0.7 * 0.04) / math.sqrt(2))
    )
    assert p_value(0, 10, 0, 20) == 1 and p_value(10, 10, 20, 20) == 1
    assert p_value(10, 50, 20, 50) == p_value(20, 50, 10, 50)


def test_a_result_has_its_place_among_the_others():
    made = resample(SABR, 4000, seed=3)
    assert made.place(-1) == 0 and made.place(1) == 1
    assert made.place(SABR.effect) == pytest.approx(0.5, abs=0.05)
    low, high = made.middle()
    assert made.place(low) == pytest.approx(0.025, abs=0.02) and made.place(high) == pytest.approx(
        0.975, abs=0.02
    )
    assert low < SABR.effect < high and high - low > 0.3  # a wide place for one trial to fall in


def test_results_that_are_equal_share_their_place():
    assert resample(Design(5, 5, 0, 0), 10).place(0) == 0.5


def test_the_seed_decides():
    assert resample(SABR, 500, seed=1) == resample(SABR, 500, seed=1) != resample(SABR, 500, seed=2)


def test_cost_does_not_follow_the_people():
    # A million people in each arm: binomial draws, not a loop over them.
    made = resample(Design(10**6, 10**6, 0.3, 0.31), 200)
    assert made.misled.significant == 1


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="people in the control arm is 0"):
        Design(0, 1, 0.5, 0.5)
    with pytest.raises(ValueError, match=r"treated arm is 1\.5"):
        Design(1, 1, 0.5, 1.5)
    with pytest.raises(ValueError, match="number of trials is 0"):
        resample(SABR, 0)
    with pytest.raises(ValueError, match="Alpha is 1"):
        exact(SABR, 1)
    with pytest.raises(ValueError, match="needs both between 0 and 1"):
        power(Design(5, 5, 0, 0.5))
    with pytest.raises(ValueError, match="the shares must differ"):
        people_needed(0.3, 0.3)
    assert trials.ALPHA == 0.05


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ((40, 33, 28, 66), "control arm has 40 people alive of 33"),
        ((-1, 33, 28, 66), "alive in the control arm is -1"),
        ((1, 0, 0, 5), "people in the control arm is 0"),
        ((6, 33, 67, 66), "treated arm has 67 people alive of 66"),
        ((6, 33, 2.5, 66), r"alive in the treated arm is 2\.5"),
    ],
)
def test_no_p_value_of_people_who_cannot_be(counts, message):
    with pytest.raises(ValueError, match=message):
        p_value(*counts)


def test_percentages_are_recognised_where_shares_are_meant():
    made = resample(Design(33, 66, 0.177, 0.423), 200)
    with pytest.raises(ValueError, match=r"level is 95; it must be a share from 0 to 1 \(95% is 0\.95\)"):
        made.middle(95)
    with pytest.raises(ValueError, match=r"difference is 24\.6; .* from -1 to 1 \(24\.6% is 0\.246\)"):
        made.place(24.6)
    with pytest.raises(ValueError, match=r"control arm is 17\.7; .*\(17\.7% is 0\.177\)"):
        Design(33, 66, 17.7, 42.3)
    assert made.place(-1) == 0 and made.middle(1)[0] <= made.middle(0)[0]


def test_percentages_are_recognised_when_people_are_counted_up():
    for ask, message in (
        (lambda: people_needed(30, 40), r"control arm is 30; .*\(30% is 0\.3\)"),
        (lambda: people_needed(0.3, 0.4, 80), r"power is 80; .*\(80% is 0\.8\)"),
        (lambda: power(SABR, 5), r"Alpha is 5; .*\(5% is 0\.05\)"),
    ):
        with pytest.raises(ValueError, match=message):
            ask()
