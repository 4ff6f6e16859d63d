import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.journey import cascade
from metalearn.models.journey.cascade_sensitivity import sensitivity

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
CLASSIC = (0.001, 0.8, 0.5, 0.5, 0.5)


def slope(outcome, fractions, index, step=1e-6):
    """The elasticity by a small step up and a small step down."""
    up, down = (
        outcome([*fractions[:index], fractions[index] * factor, *fractions[index + 1 :]])
        for factor in (1 + step, 1 - step)
    )
    return (math.log(up) - math.log(down)) / (math.log1p(step) - math.log1p(-step))


@STEADY
@given(st.integers(1, 10**7), st.lists(st.floats(0.001, 0.99), min_size=1, max_size=5), st.data())
def test_elasticities_are_those_of_a_small_step(shed, fractions, data):
    index = data.draw(st.integers(0, len(fractions) - 1))
    lever = sensitivity(shed, fractions)[index]

    def expected(moved):
        return shed * math.prod(moved)

    assert slope(expected, fractions, index) == pytest.approx(lever.elasticity, abs=1e-6)
    found = slope(lambda moved: cascade.at_least_one(shed, moved), fractions, index)
    assert found == pytest.approx(lever.elasticity_of_one, abs=1e-4)
    odds = fractions[index] / (1 - fractions[index])
    step = 1e-6
    shares = [odds * factor / (1 + odds * factor) for factor in (1 + step, 1 - step)]
    by_odds = (math.log(shares[0]) - math.log(shares[1])) / (math.log1p(step) - math.log1p(-step))
    assert by_odds == pytest.approx(lever.elasticity_of_odds, abs=1e-5)


def test_ten_times_more_at_one_barrier():
    levers = sensitivity(1_000_000, CLASSIC, labels=["in the blood", "out", "alive", "dividing", "grown"])
    assert [round(lever.expected_eased) for lever in levers] == [1000, 125, 200, 200, 200]
    assert [lever.capped for lever in levers] == [False, True, True, True, True]
    assert [lever.elasticity_of_odds for lever in levers] == pytest.approx([0.999, 0.2, 0.5, 0.5, 0.5])
    assert str(levers[0]) == (
        "Barrier 1 (in the blood) lets 0.1% through. If it let through 10 times as much, 1,000 would get past all "
        "barriers instead of 100."
    )
    assert str(levers[2]) == (
        "Barrier 3 (alive) lets 50% through. It can let through 2 times as much at most; then 200 would get past all "
        "barriers instead of 100."
    )
    assert str(levers[1]).partition(". ")[2] == (
        "It can let through 1.25 times as much at most; then 125 would get past all barriers instead of 100."
    )
    one, nearly = sensitivity(400, (1, 0.9999))
    assert str(one) == "Barrier 1 lets 100% through: it cannot let through any more."
    assert str(nearly) == "Barrier 2 lets more than 99.9% through: it can hardly let through any more."
    harder = sensitivity(400, (1,), times=0.5)[0]
    assert str(harder).endswith(
        "If it let through 0.5 times as much, 200 would get past all barriers instead of 400."
    )


def test_the_edges():
    assert sensitivity(10, ()) == ()
    shut = sensitivity(10, (0, 0.5))
    assert (shut[0].room, shut[0].expected_eased, shut[0].elasticity_of_one) == (math.inf, 0, 1)
    open_ = sensitivity(10, (1, 1))[0]
    assert (open_.risk, open_.elasticity_of_one, open_.capped) == (1, 0, True)
    assert sensitivity(1, (1,))[0].elasticity_of_one == 1
    assert (
        sensitivity(1e6, CLASSIC)[0].elasticity_of_one < 1e-30
    )  # at least one is certain: nothing more to gain


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="let through 0 times as much; that must be above 0"):
        sensitivity(10, CLASSIC, times=0)
    with pytest.raises(ValueError, match="There are 1 labels for 5 barriers; give none or one each"):
        sensitivity(10, CLASSIC, labels=["one"])
    with pytest.raises(ValueError, match="Survival fraction 1 is 7"):
        sensitivity(10, (7,))


@STEADY
@given(st.floats(0, 1e12), st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(1, 100))
def test_easing_never_hurts_and_the_hardest_barrier_gains_most(shed, fractions, times):
    levers = sensitivity(shed, fractions, times=times)
    assert all(lever.expected_eased >= lever.expected * (1 - 1e-12) for lever in levers)
    assert all(lever.risk_eased >= lever.risk - 1e-12 for lever in levers)
    hardest = cascade.bottleneck(fractions)
    assert levers[hardest].expected_eased >= max(lever.expected_eased for lever in levers) * (1 - 1e-9)
