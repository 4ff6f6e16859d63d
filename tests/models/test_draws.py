import math
from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models import draws
from metalearn.models.chance import binomial_log_pmf
from metalearn.models.draws import binomial_draws

STEADY = settings(derandomize=True, deadline=None, max_examples=60)


@pytest.mark.parametrize(
    ("n", "p"), [(10, 0.5), (33, 0.177), (66, 0.423), (400, 0.02), (4000, 0.7), (5000, 0.7)]
)
def test_draws_follow_the_distribution(n, p):
    rng, draw, count = Random(5), binomial_draws(n, p), 20_000
    seen = Counter(draw(rng) for _ in range(count))
    # Chi-square over classes that expect at least 10 draws; the rest is one class of its own.
    chances = [math.exp(binomial_log_pmf(n, k, p)) * count for k in range(n + 1)]
    often = [k for k in range(n + 1) if chances[k] >= 10]
    squares = [(seen[k] - chances[k]) ** 2 / chances[k] for k in often]
    rest = count - sum(chances[k] for k in often)
    squares.append((count - sum(seen[k] for k in often) - rest) ** 2 / max(rest, 1))
    # A chi-square with m degrees of freedom exceeds m + 4 root(2 m) about once in 10,000.
    assert sum(squares) < len(often) + 4 * math.sqrt(2 * len(often)) + 6


@STEADY
@given(st.integers(0, 300), st.sampled_from([0.0, 1e-9, 0.1, 0.5, 0.999, 1.0]), st.integers(0, 99))
def test_a_draw_is_possible(n, p, seed):
    rng, draw = Random(seed), binomial_draws(n, p)
    values = [draw(rng) for _ in range(20)]
    assert all(0 <= value <= n for value in values)
    assert p not in (0.0, 1.0) or set(values) == {round(n * p)}


class Extreme(Random):
    """Chance that gives its lowest and highest values in turn."""

    def __init__(self):
        super().__init__(0)
        self.turn = 0

    def random(self):
        self.turn += 1
        return (0.0, 1 - 2**-53)[self.turn % 2]


def test_the_ends_of_chance_stay_inside():
    rng = Extreme()
    for n, p in ((5, 0.3), (5, 1.0), (5, 0.0), (1000, 0.5)):
        draw = binomial_draws(n, p)
        assert all(0 <= draw(rng) <= n for _ in range(4))


def test_the_table_uses_one_number_a_draw():
    one, other = Random(3), Random(3)
    draw = binomial_draws(100, 0.5)
    for _ in range(10):
        draw(one)
        other.random()
    assert one.random() == other.random()
    assert binomial_draws(draws.LARGEST_TABLE + 1, 0.5)(Random(1)) > 1900


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="number of trials is -1"):
        binomial_draws(-1, 0.5)
    with pytest.raises(ValueError, match="probability is 2"):
        binomial_draws(5, 2)
