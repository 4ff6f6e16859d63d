import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.datasets.survival_interval import interval
from metalearn.models.chance import binomial_log_pmf

STEADY = settings(derandomize=True, deadline=None, max_examples=80)


def test_the_interval_is_the_formula():
    # By hand: 0.5 to the power exp(+-1.959964 x 0.05 / (0.5 x ln 2)).
    low, high = interval(0.5, 0.05, 100)
    assert low == pytest.approx(0.5 ** math.exp(1.959964 * 0.05 / (0.5 * math.log(2))), abs=1e-6)
    assert high == pytest.approx(0.5 ** math.exp(-1.959964 * 0.05 / (0.5 * math.log(2))), abs=1e-6)
    # Nobody died of 9: the exact 95% interval begins at the ninth root of 0.025.
    assert interval(1.0, 0, 9) == (pytest.approx(0.025 ** (1 / 9)), 1.0)
    assert interval(0.0, 0, 9) == (0.0, pytest.approx(1 - 0.025 ** (1 / 9)))


@pytest.mark.parametrize(("n", "truth"), [(50, 0.2), (100, 0.5), (200, 0.9)])
def test_the_interval_covers_the_truth_about_as_often_as_it_says(n, truth):
    covered = 0.0
    for alive in range(n + 1):
        share = alive / n
        low, high = interval(share, math.sqrt(share * (1 - share) / n), n)
        covered += math.exp(binomial_log_pmf(n, alive, truth)) * (low <= truth <= high)
    assert 0.93 < covered < 0.97


@STEADY
@given(st.floats(0.001, 0.999), st.floats(0.0001, 0.4), st.floats(0.5, 0.99))
def test_a_higher_level_gives_a_wider_interval_within_bounds(share, error, level):
    low, high = interval(share, error, 50, level)
    assert 0 <= low <= share <= high <= 1
    wider = interval(share, error, 50, (1 + level) / 2)
    assert wider[0] <= low and high <= wider[1]


@pytest.mark.parametrize("wrong", [(1.2, 0.1, 5), (0.5, -0.1, 5), (0.5, 0.1, 0), (0.5, 0.1, 5, 1.0)])
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="expected shares from 0 to 1"):
        interval(*wrong)
