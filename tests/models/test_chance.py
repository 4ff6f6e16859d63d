import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models import chance
from metalearn.models.chance import MOST, binomial, binomial_log_pmf, multinomial

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
SMALL_AND_LARGE = [
    (1, 0.3), (10, 0.5), (30, 0.02), (24, 0.5), (40, 0.3), (100, 0.5), (1000, 0.003), (1000, 0.0101),
    (1000, 0.02), (5000, 0.3), (20_000, 0.9), (100_000, 0.0004),
]  # fmt: skip


def exact(n: int, k: int, p: float) -> Fraction:
    share = Fraction(p)
    return math.comb(n, k) * share**k * (1 - share) ** (n - k)


def too_large(statistic: float, df: int, z: float = 4.5) -> bool:
    """Whether a chi-square statistic is beyond z standard deviations (Wilson and Hilferty)."""
    return statistic > df * (1 - 2 / (9 * df) + z * math.sqrt(2 / (9 * df))) ** 3


def compare(counts: Counter, expected: dict, draws: int) -> tuple[float, int]:
    """Chi-square of counts against expected numbers; neighbours are joined until each holds at least 8."""
    statistic, cells, seen, hoped, rest = 0.0, 0, 0, 0.0, draws
    for k in sorted(expected):
        seen, hoped = seen + counts[k], hoped + expected[k]
        if hoped >= 8 and draws - hoped >= 8:
            statistic, cells, rest = statistic + (seen - hoped) ** 2 / hoped, cells + 1, rest - hoped
            seen, hoped = 0, 0.0
    if hoped > 0.5:
        statistic, cells = statistic + (seen - hoped) ** 2 / hoped, cells + 1
    return statistic, max(1, cells - 1)


@pytest.mark.parametrize(("n", "p"), SMALL_AND_LARGE)
def test_draws_fit_the_exact_distribution(n, p):
    rng, draws = random.Random(20), 20_000
    counts = Counter(binomial(rng, n, p) for _ in range(draws))
    mean, spread = n * p, math.sqrt(n * p * (1 - p))
    window = range(max(0, int(mean - 9 * spread - 9)), min(n, int(mean + 9 * spread + 9)) + 1)
    expected = {k: draws * math.exp(binomial_log_pmf(n, k, p)) for k in window}
    assert sum(expected.values()) == pytest.approx(draws, rel=1e-9)
    assert counts.keys() <= expected.keys()
    statistic, df = compare(counts, expected, draws)
    assert not too_large(statistic, df), (statistic, df)


def test_the_comparison_itself_can_tell_a_wrong_chance():
    rng, draws = random.Random(20), 20_000
    counts = Counter(binomial(rng, 100, 0.5) for _ in range(draws))
    wrong = {k: draws * math.exp(binomial_log_pmf(100, k, 0.51)) for k in range(101)}
    assert too_large(*compare(counts, wrong, draws))


@pytest.mark.parametrize("mean", [10, 12, 20, 60, 300, 5000])
@pytest.mark.parametrize("p", [1e-6, 0.01, 0.3, 0.5])
def test_the_hat_covers_the_distribution_and_the_squeeze_lies_within_it(mean, p):
    # What the rejection method rests on, looked at point by point: no draw can show so small an error.
    n = round(mean / p)
    a, b, squeeze, hat = chance._shape(n, p)
    top = binomial_log_pmf(n, math.floor((n + 1) * p), p)
    looked = 0
    for step in range(1, 4000):
        u = step / 4000 - 0.5
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + n * p + 0.5)
        accepted = math.exp(binomial_log_pmf(n, k, p) - top) * (a / us**2 + b) / hat
        assert accepted <= 1 + 1e-9, (u, k)
        if us >= 0.07:
            assert squeeze <= accepted + 1e-9, (u, k)
            looked += 1
    assert looked > 3000


@pytest.mark.parametrize(("n", "p"), [(2000, 0.5), (10**5, 0.3), (10**6, 0.01), (10**12, 0.2)])
def test_the_quick_bounds_never_decide_otherwise_than_the_distribution(n, p):
    spread = math.sqrt(n * p * (1 - p))
    mode = math.floor((n + 1) * p)
    for step in range(-500, 501):
        k = mode + round(step * spread / 80)
        exact_height = binomial_log_pmf(n, k, p) - binomial_log_pmf(n, mode, p)
        for off in (-1.0, -1e-2, -1e-4, 1e-4, 1e-2, 1.0):
            assert chance._accepted(exact_height + off, n, k, p) == (off < 0)


@pytest.mark.parametrize(("n", "p"), [(10**12, 0.001), (10**15, 0.3), (MOST, 0.5), (10**15, 1e-14)])
def test_huge_numbers_of_cells_have_the_right_mean_spread_and_shape(n, p):
    rng, draws = random.Random(7), 6_000
    mean, variance = n * p, n * p * (1 - p)
    off = [(binomial(rng, n, p) - mean) / math.sqrt(variance) for _ in range(draws)]
    middle = math.fsum(off) / draws
    assert abs(middle) < 4.5 / math.sqrt(draws)
    assert math.fsum((x - middle) ** 2 for x in off) / draws == pytest.approx(
        1, abs=4.5 * math.sqrt(2 / draws)
    )
    if variance > 1e6:  # near enough to the normal curve for twenty classes of equal probability
        bins = Counter(int(10 * (1 + math.erf(x / math.sqrt(2)))) for x in off)
        statistic, df = compare(bins, dict.fromkeys(range(20), draws / 20), draws)
        assert not too_large(statistic, df)


@pytest.mark.parametrize("n", [1, 7, 60, 400])
@pytest.mark.parametrize("p", [0.001, 0.25, 0.5, 0.9])
def test_the_log_probability_is_that_of_exact_fractions(n, p):
    for k in range(n + 1):
        share = exact(n, k, p)
        if share > Fraction(1, 10**300):
            assert math.exp(binomial_log_pmf(n, k, p)) == pytest.approx(float(share), rel=1e-11)


def log_factorial(n: int) -> Decimal:
    """Stirling's series with fifty digits."""
    x = Decimal(n)
    two_pi = 2 * Decimal("3.14159265358979323846264338327950288419716939937510582")
    return x * x.ln() - x + (two_pi * x).ln() / 2 + 1 / (12 * x) - 1 / (360 * x**3)


@pytest.mark.parametrize("n", [10**9, 10**12, 10**15])
@pytest.mark.parametrize("p", [0.001, 0.37, 0.5, 0.8])
@pytest.mark.parametrize("away", [-6, -1, 0, 0.3, 5])
def test_the_log_probability_keeps_its_digits_where_log_gamma_has_none(n, p, away):
    k = round(n * p + away * math.sqrt(n * p * (1 - p)))
    with localcontext() as context:
        context.prec = 50
        share = Decimal(p)
        right = (
            log_factorial(n) - log_factorial(k) - log_factorial(n - k)
            + k * share.ln() + (n - k) * (1 - share).ln()
        )  # fmt: skip
    assert binomial_log_pmf(n, k, p) == pytest.approx(float(right), abs=3e-7)
    if n == 10**15 and p == 0.37:  # the way not taken
        raw = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
        raw += k * math.log(p) + (n - k) * math.log1p(-p)
        assert abs(raw - float(right)) > 1e-3


def test_nothing_and_everything_and_what_cannot_be():
    rng = random.Random(1)
    assert [binomial(rng, 10**12, 0), binomial(rng, 10**12, 1), binomial(rng, 0, 0.5)] == [0, 10**12, 0]
    assert rng.random() == random.Random(1).random()  # no chance was used up
    assert [binomial_log_pmf(5, k, 0) for k in (0, 1)] == [0, -math.inf]
    assert [binomial_log_pmf(5, k, 1) for k in (5, 4)] == [0, -math.inf]
    assert [binomial_log_pmf(5, k, 0.5) for k in (-1, 6)] == [-math.inf, -math.inf]


@pytest.mark.parametrize("n", [20, 10**4, 10**12])
@pytest.mark.parametrize("p", [0.25, 0.125])
def test_success_and_failure_are_two_sides_of_one_draw(n, p):
    for seed in range(20):
        through = binomial(random.Random(seed), n, p)
        assert binomial(random.Random(seed), n, 1 - p) == n - through


def test_a_seed_gives_the_same_draws_on_every_python():
    rng = random.Random(2024)
    draws = [binomial(rng, n, p) for n, p in [*SMALL_AND_LARGE, (10**12, 0.001), (10**15, 0.3)]]
    assert draws == PINNED


PINNED = [0, 6, 0, 16, 14, 46, 3, 9, 31, 1520, 18039, 39, 1000041256, 299999987005327]


# Drawn once, 20,000 times each with seed 4, by the random.binomialvariate() of Python 3.12.1: the last number of each
# class, and how many draws fell into it.
OF_PYTHON = {
    (10, 0.5): ((3, 4, 5, 6, 10), (3417, 4057, 4969, 4114, 3443)),
    (100, 0.3): (
        (24, 26, 28, 29, 30, 31, 33, 35, 100),
        (2228, 2271, 3032, 1731, 1765, 1646, 2811, 2130, 2386),
    ),
    (5000, 0.02): (
        (86, 90, 93, 96, 98, 100, 103, 106, 109, 5000),
        (1662, 1640, 1839, 2192, 1630, 1636, 2324, 1985, 1709, 3383),
    ),
}


def against_python(n, p, drawn):
    """Chi-square of as many draws as Python's own against them, class by class."""
    ends, theirs = OF_PYTHON[n, p]
    ours = Counter(bisect_left(ends, k) for k in drawn)
    statistic = sum((ours[i] - other) ** 2 / (ours[i] + other) for i, other in enumerate(theirs))
    return statistic, len(ends) - 1


@pytest.mark.parametrize(("n", "p"), OF_PYTHON)
def test_it_draws_as_python_itself_does(n, p):
    rng = random.Random(3)
    assert sum(OF_PYTHON[n, p][1]) == 20_000
    assert not too_large(*against_python(n, p, [binomial(rng, n, p) for _ in range(20_000)]))
    assert too_large(*against_python(n, p, [binomial(rng, n, p * 1.05) for _ in range(20_000)]))


# Worked out with whole fractions: the first number at which the distribution function reaches 1, 10, 25, 50, 75, 90
# and 99%, and its value there.
QUANTILES = {
    (10, 0.5): (
        (1, 0.010742), (3, 0.171875), (4, 0.376953), (5, 0.623047), (6, 0.828125), (7, 0.945312), (9, 0.999023),
    ),
    (100, 0.3): (
        (20, 0.016463), (24, 0.11357), (27, 0.296366), (30, 0.549124), (33, 0.779258), (36, 0.92012), (41, 0.992826),
    ),
    (5000, 0.02): (
        (78, 0.012577), (87, 0.101446), (93, 0.258689), (100, 0.526564), (107, 0.777743), (113, 0.91166),
        (124, 0.991811),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("n", "p"), QUANTILES)
def test_draws_and_probabilities_have_the_quantiles_of_the_distribution(n, p):
    rng, draws = random.Random(11), 20_000
    drawn = sorted(binomial(rng, n, p) for _ in range(draws))
    for k, share in QUANTILES[n, p]:
        assert math.fsum(math.exp(binomial_log_pmf(n, i, p)) for i in range(k + 1)) == pytest.approx(
            share, abs=1e-6
        )
        error = math.sqrt(share * (1 - share) / draws)
        assert bisect_right(drawn, k) / draws == pytest.approx(share, abs=4.5 * error)


class Counting(random.Random):
    """Counts how often chance is asked."""

    def __init__(self, seed):
        super().__init__(seed)
        self.asked = 0

    def random(self):
        self.asked += 1
        return super().random()


def test_the_cost_does_not_grow_with_the_number_of_cells():
    asked = {}
    for n in (10**3, 10**9, 10**15):
        rng = Counting(5)
        for _ in range(500):
            binomial(rng, n, 0.3)
        asked[n] = rng.asked / 500
    assert asked[10**15] <= 1.2 * asked[10**3] and asked[10**9] <= 1.2 * asked[10**3]
    assert max(asked.values()) < 4


@pytest.mark.parametrize(
    ("n", "p", "message"),
    [
        (-1, 0.5, "The number of trials is -1; it must be a whole number from 0 to 9,007,199,254,740,992"),
        (10.0, 0.5, "The number of trials is 10.0"),
        (2**54, 0.5, "The number of trials is 18014398509481984"),
        (10, 1.5, r"The probability is 1.5; it must be from 0 \(never\) to 1 \(always\)"),
        (10, -0.1, "The probability is -0.1"),
        (10, math.nan, "The probability is nan"),
    ],
)
def test_what_cannot_be_drawn_is_refused(n, p, message):
    with pytest.raises(ValueError, match=message):
        binomial(random.Random(1), n, p)
    with pytest.raises(ValueError, match=message):
        binomial_log_pmf(n, 1, p)


@STEADY
@given(st.integers(0, MOST), st.floats(0, 1), st.integers(0, 2**32))
def test_a_draw_is_a_whole_number_of_trials(n, p, seed):
    drawn = binomial(random.Random(seed), n, p)
    assert type(drawn) is int and 0 <= drawn <= n


@STEADY
@given(st.integers(1, 200), st.floats(0, 1))
def test_probabilities_sum_to_one(n, p):
    assert math.fsum(math.exp(binomial_log_pmf(n, k, p)) for k in range(n + 1)) == pytest.approx(1, rel=1e-10)


@STEADY
@given(st.integers(2, 10**15), st.floats(1e-6, 1 - 1e-6), st.floats(-5, 5))
def test_neighbours_have_the_ratio_they_must_have(n, p, away):
    k = min(max(0, round(n * p + away * math.sqrt(n * p * (1 - p)))), n - 1)
    step = binomial_log_pmf(n, k + 1, p) - binomial_log_pmf(n, k, p)
    wanted = math.log1p(((n - k) * p - (k + 1) * (1 - p)) / ((k + 1) * (1 - p)))
    assert step == pytest.approx(wanted, abs=1e-6)


@STEADY
@given(st.integers(0, 10**12), st.lists(st.integers(0, 50), min_size=1, max_size=8), st.integers(0, 999))
def test_classes_share_out_all_trials(n, weights, seed):
    total = sum(weights)
    if not total:
        return
    counts = multinomial(random.Random(seed), n, [weight / total for weight in weights])
    assert sum(counts) == n
    assert all(count == 0 for count, weight in zip(counts, weights, strict=True) if not weight)


def test_each_class_gets_its_share():
    shares, draws = (0.1, 0.0, 0.6, 0.3), 200
    rng = random.Random(9)
    counts = [multinomial(rng, 10**6, shares) for _ in range(draws)]
    for index, share in enumerate(shares):
        mean = sum(count[index] for count in counts) / draws
        assert mean == pytest.approx(
            10**6 * share, abs=4.5 * math.sqrt(10**6 * share * (1 - share) / draws) + 1e-9
        )
    with pytest.raises(ValueError, match=r"sum to 0.9; they must be 0 or more and sum to 1"):
        multinomial(rng, 5, (0.5, 0.4))
    with pytest.raises(ValueError, match="must be 0 or more"):
        multinomial(rng, 5, (1.5, -0.5))
