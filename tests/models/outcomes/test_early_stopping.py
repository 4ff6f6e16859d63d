import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.outcomes import early_stopping
from metalearn.models.outcomes.early_stopping import (
    drift_of,
    monitored,
    obrien_fleming,
    pocock,
    resample,
    unadjusted,
)
from metalearn.models.outcomes.trials import Design, power

STEADY = settings(derandomize=True, deadline=None, max_examples=40)


@pytest.mark.parametrize(
    ("looks", "known"), [(1, 0.05), (2, 0.083), (3, 0.107), (4, 0.126), (5, 0.142), (10, 0.193), (20, 0.248)]
)
def test_false_alarms_grow_with_every_look_as_has_long_been_known(looks, known):
    # The inflation of repeated tests at 5% (armitage_1969), as it is usually quoted to three figures.
    assert round(monitored(unadjusted(looks)).significant, 3) == known


def test_two_looks_by_the_bivariate_normal():
    # Independently: P(|Z1| > c or |Z2| > c) with correlation root(1/2), summed over a fine grid of Z1.
    c, rho, steps = 1.959963984540054, math.sqrt(0.5), 20_000
    inside = 0.0
    for k in range(steps):
        z = -c + (k + 0.5) * 2 * c / steps
        width = math.sqrt(1 - rho * rho) * math.sqrt(2)
        stays = 0.5 * (math.erf((c - rho * z) / width) + math.erf((c + rho * z) / width))
        inside += math.exp(-z * z / 2) / math.sqrt(math.tau) * stays * 2 * c / steps
    assert monitored(unadjusted(2)).significant == pytest.approx(1 - inside, abs=1e-7)


def test_boundaries_that_keep_the_promise():
    # Constants of Pocock and of O'Brien and Fleming as tables print them.
    assert [round(pocock(looks)[0], 3) for looks in (2, 3, 4, 5)] == [2.178, 2.289, 2.361, 2.413]
    assert [round(obrien_fleming(looks)[-1], 3) for looks in (2, 3, 4, 5)] == [1.977, 2.004, 2.024, 2.040]
    for shape in (pocock, obrien_fleming):
        assert monitored(shape(5)).significant == pytest.approx(0.05, abs=1e-6)
    five = obrien_fleming(5)
    assert all(
        each == pytest.approx(five[-1] * math.sqrt(5 / look)) for look, each in enumerate(five, start=1)
    )


def test_one_look_is_the_plain_test():
    once = monitored(unadjusted(1), drift_of(0.8))
    assert once.better[0] == pytest.approx(0.8, abs=1e-9)
    assert (once.estimate, once.estimate_if_early, once.people) == (pytest.approx(1), None, 1)


@STEADY
@given(st.integers(1, 8), st.floats(0.5, 4), st.floats(-5, 5))
def test_chances_add_up_and_mirror(looks, limit, drift):
    made = monitored((limit,) * looks, drift)
    assert 0 <= made.significant <= 1 + 1e-9 and all(each >= -1e-12 for each in (*made.better, *made.worse))
    mirrored = monitored((limit,) * looks, -drift)
    assert made.better == pytest.approx(mirrored.worse, abs=1e-12)
    assert 1 / looks - 1e-9 <= made.people <= 1 + 1e-9
    stricter = monitored((limit * 1.2,) * looks, drift)
    assert stricter.significant <= made.significant + 1e-9 and stricter.people >= made.people - 1e-9


@STEADY
@given(st.integers(1, 7), st.floats(1.5, 3))
def test_one_look_more_never_means_fewer_false_alarms_of_the_first(looks, limit):
    # Stopping at the first of several looks does not depend on how the later ones are drawn up.
    made = monitored((limit,) * looks)
    assert made.better[0] == pytest.approx(0.5 * math.erfc(limit / math.sqrt(2)))


def test_what_is_stopped_early_exaggerates():
    for shape in (unadjusted, pocock, obrien_fleming):
        made = monitored(shape(5), drift_of(0.8))
        assert made.estimate_if_early > made.estimate > 1
    strict, loose = (monitored(shape(5), drift_of(0.8)) for shape in (obrien_fleming, unadjusted))
    assert loose.estimate_if_early > strict.estimate_if_early and loose.people < strict.people
    # The weaker the true effect, the worse: as with few events in published trials (bassler_2010).
    assert monitored(unadjusted(5), drift_of(0.2)).estimate_if_early > 2 > made.estimate_if_early


def test_without_stopping_the_estimate_is_fair():
    assert monitored((50.0,) * 5, 2.8).estimate == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("effect", [0.0, 0.083])
def test_trials_of_people_do_what_the_integral_says(effect):
    design = Design(500, 500, 0.3, 0.3 + effect)
    made = resample(design, unadjusted(5), 3000, seed=2)
    drift = drift_of(power(design)) if effect else 0.0
    expected = monitored(unadjusted(5), drift)
    assert made.significant == pytest.approx(expected.significant, abs=0.03)
    assert made.better == pytest.approx(expected.better, abs=0.03)
    assert made.people == pytest.approx(expected.people, abs=0.02)
    if effect:
        assert made.estimate_if_early == pytest.approx(expected.estimate_if_early, abs=0.06)
        assert made.estimate == pytest.approx(expected.estimate, abs=0.05)


def test_the_integration_is_exact_enough():
    nodes = early_stopping._nodes(64)
    assert math.fsum(width for _, width in nodes) == pytest.approx(2, abs=1e-12)
    assert math.fsum(width * node**10 for node, width in nodes) == pytest.approx(2 / 11, abs=1e-12)


def test_what_cannot_be_is_refused():
    for wrong in ((), (0.0,), (2.0,) * 21):
        with pytest.raises(ValueError, match="expected 1 to 20 values above 0"):
            monitored(wrong)
    with pytest.raises(ValueError, match="expected 1 to 20 looks"):
        pocock(0)
    with pytest.raises(ValueError, match="0 < alpha < power < 1"):
        drift_of(0.01)
    with pytest.raises(ValueError, match="arms that can be divided by the looks"):
        resample(Design(33, 66, 0.3, 0.3), unadjusted(5))


def test_a_resampled_trial_keeps_the_expected_statistic_and_not_the_difference():
    design = Design(500, 500, 0.3, 0.4)
    made = resample(design, unadjusted(5), 300)
    together = 0.35
    assert made.drift == pytest.approx(0.1 / math.sqrt(together * (1 - together) * 2 / 500))
    assert made.drift == pytest.approx(3.32, abs=0.01)
    assert 0.9 < made.estimate < 1.3  # still the difference over the true one
    assert resample(Design(500, 500, 0.3, 0.3), unadjusted(5), 50).drift == 0
    assert resample(Design(500, 500, 0.0, 0.0), unadjusted(5), 50).drift == 0


@pytest.mark.parametrize("boundary", [[-1, 2], [], [0.0], [2.0] * 21, [math.nan], 1.96, "12", ["a"]])
def test_both_ways_of_working_refuse_the_same_boundaries(boundary):
    for ask in (lambda: monitored(boundary), lambda: resample(Design(420, 420, 0.3, 0.3), boundary, 10)):
        with pytest.raises(ValueError, match="expected 1 to 20 values above 0"):
            ask()
    with pytest.raises(ValueError, match=r"The boundary is 1\.96; .*such as \(2\.4, 2\.4\)"):
        monitored(1.96)
    with pytest.raises(ValueError, match="drift is 21"):
        monitored((2.0,), 21)
    with pytest.raises(ValueError, match="number of trials is 0"):
        resample(Design(500, 500, 0.3, 0.3), unadjusted(5), 0)
