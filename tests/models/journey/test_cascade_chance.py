import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.models.journey import cascade

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
SHARES = st.lists(st.floats(0, 1), max_size=6)
CLASSIC = (0.001, 0.8, 0.5, 0.5, 0.5)


def test_a_run_is_pinned_by_its_seed():
    assert cascade.simulate(1_000_000, CLASSIC).left == (1_000_000, 960, 758, 379, 194, 86)
    assert cascade.simulate(1_000_000, CLASSIC, seed=2).left != cascade.simulate(1_000_000, CLASSIC).left
    assert cascade.simulate(1e6, CLASSIC) == cascade.simulate(1_000_000, CLASSIC)
    assert type(cascade.simulate(1e6, CLASSIC).left[0]) is int


def test_a_run_reads_as_a_sentence():
    assert str(cascade.simulate(1_000_000, CLASSIC)) == (
        "Of 1,000,000 cells shed, 86 got past all barriers in this run (seed 1); 100 are expected on average."
    )
    assert str(cascade.simulate_many(1_000_000, CLASSIC, runs=400)) == (
        "In 400 runs of 1,000,000 cells, between 80 and 123 got through in 95 of 100 runs; none at all in 0%. "
        "100 are expected on average."
    )


def test_many_runs_have_the_mean_and_spread_of_one_binomial_draw():
    runs = cascade.simulate_many(1_000_000, CLASSIC, runs=4000)
    assert runs.mean == pytest.approx(100, abs=4.5 * math.sqrt(100 / 4000))
    variance = math.fsum((left - runs.mean) ** 2 for left in runs.left) / 4000
    assert variance == pytest.approx(100 * (1 - 1e-4), rel=4.5 * math.sqrt(2 / 4000))
    low, high = runs.between()
    assert 78 <= low <= 83 and 117 <= high <= 123  # 1.96 times the square root of 100 to each side
    assert runs.between(1) == (min(runs.left), max(runs.left))


@pytest.mark.parametrize("shed", [200, 5_000, 20_000, 60_000])
def test_the_chance_of_at_least_one_is_that_of_the_simulation(shed):
    fractions = (0.01, 0.01)
    runs = cascade.simulate_many(shed, fractions, runs=5000, seed=3)
    chance = cascade.at_least_one(shed, fractions)
    assert 1 - runs.none == pytest.approx(chance, abs=4.5 * math.sqrt(chance * (1 - chance) / 5000))


def test_published_figures_come_out():
    # coumans_2013: one metastasis for 60 million disseminated cells, so 60 million give at least one in 63 of 100.
    efficiency = next(
        q for q in datasets.cascade_quantities() if q.source_id == "coumans_2013" and q.value == 6e7
    )
    assert cascade.at_least_one(6e7, (1 / efficiency.value,)) == pytest.approx(1 - math.exp(-1), abs=1e-8)
    # mayo_ctc_2011: fewer than 0.01% of shed cells form a metastasis; each preset is held to that end.
    for preset in datasets.survival_presets():
        assert cascade.survivors(1e6, preset.fractions)[-1] == pytest.approx(100)
    # fidler_1970: about 400 cells in the lung on day 14 gave 78 metastases on average.
    assert cascade.survivors(400, (78 / 400,))[-1] == pytest.approx(78)


def test_the_chance_keeps_its_digits_for_tiny_shares():
    assert cascade.at_least_one(1, (1e-18,)) == pytest.approx(1e-18, rel=1e-12)
    assert cascade.at_least_one(1e15, (1e-18,)) == pytest.approx(0.0009995001666, rel=1e-9)
    assert 1 - (1 - 1e-18) ** 1e15 == 0  # the way not taken
    assert (cascade.at_least_one(0, CLASSIC), cascade.at_least_one(3, ()), cascade.at_least_one(9, (0,))) == (
        0,
        1,
        0,
    )


def test_how_many_cells_for_even_odds():
    assert cascade.shed_for(0.5, CLASSIC) == pytest.approx(math.log(2) / 1e-4, rel=1e-3)
    assert cascade.shed_for(0.5, (0.5, 0)) == math.inf
    assert cascade.shed_for(0.9, (1, 1)) == 1
    assert cascade.shed_for(0.001, (0.5,)) == 1  # fewer than one cell cannot be shed


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: cascade.simulate(10.5, (0.5,)), "shed cells is 10.5; chance needs a whole number of cells"),
        (lambda: cascade.simulate(1e17, (0.5,)), r"shed cells is 1e\+17; chance needs"),
        (lambda: cascade.simulate(-1, (0.5,)), "shed cells is -1; it must be 0 or more"),
        (lambda: cascade.simulate(10, (0.5, 2)), "Survival fraction 2 is 2"),
        (lambda: cascade.at_least_one(10, (-1,)), "Survival fraction 1 is -1"),
        (lambda: cascade.at_least_one(-10, (1,)), "shed cells is -10"),
        (lambda: cascade.simulate_many(10, (1,), runs=0), "number of runs is 0; it must be at least 1"),
        (lambda: cascade.shed_for(1, (0.5,)), "The chance is 1; it must be above 0 and below 1"),
        (lambda: cascade.simulate_many(10, (1,), runs=2).between(0), "share of runs is 0"),
    ],
)
def test_what_cannot_be_is_refused(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()


@STEADY
@given(st.integers(0, 10**15), SHARES, st.integers(0, 999))
def test_cells_only_ever_get_fewer(shed, fractions, seed):
    run = cascade.simulate(shed, fractions, seed=seed)
    assert list(run.left) == sorted(run.left, reverse=True) and run.left[0] == shed
    assert len(run.left) == len(run.expected) == len(fractions) + 1


@STEADY
@given(st.floats(0, 1e15), SHARES.filter(bool), st.data())
def test_a_harder_barrier_never_lets_more_through(shed, fractions, data):
    index = data.draw(st.integers(0, len(fractions) - 1))
    harder = list(fractions)
    harder[index] *= data.draw(st.floats(0, 1))
    assert cascade.survivors(shed, harder)[-1] <= cascade.survivors(shed, fractions)[-1] * (1 + 1e-12)
    assert cascade.at_least_one(shed, harder) <= cascade.at_least_one(shed, fractions) + 1e-12
    assert cascade.survivors(shed, [*fractions, 0.5])[-1] <= cascade.survivors(shed, fractions)[-1]


@STEADY
@given(st.floats(0.001, 0.999), st.lists(st.floats(1e-4, 0.9), min_size=1, max_size=5))
def test_cells_needed_and_chance_are_each_others_inverse(chance, fractions):
    shed = cascade.shed_for(chance, fractions)
    if shed > 1:
        assert cascade.at_least_one(shed, fractions) == pytest.approx(chance, rel=1e-9)


def test_one_cell_is_one():
    assert str(cascade.simulate(10**12, (1e-12,), seed=2)).endswith("1 is expected on average.")
    assert str(cascade.simulate(1, (1,))) == (
        "Of 1 cell shed, 1 got past all barriers in this run (seed 1); 1 is expected on average."
    )
    assert str(cascade.simulate_many(1000, (0.001,), runs=20)).endswith("1 is expected on average.")
    assert str(cascade.simulate_many(1000, (0.002,), runs=20)).endswith("2 are expected on average.")
