import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.journey import cascade
from metalearn.models.journey import cascade_switches as switches

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
CLASSIC = (0.001, 0.8, 0.5, 0.5, 0.5)
NAMES = [switch.name for switch in switches.SWITCHES]


def test_every_switch_says_what_was_measured_and_what_was_chosen():
    sources = {reference.id for reference in datasets.references()}
    for switch in switches.SWITCHES:
        assert switch.kind in ("measured", "teaching") and switch.checked in ("yes", "partial")
        assert switch.measured and switch.chosen and set(switch.source_ids) <= sources
        if switch.kind == "measured":
            assert switch.factor_low <= switch.factor <= switch.factor_high
        else:
            assert switch.factor_low is None and "teaching number" in switch.chosen
            assert "(a teaching number)" in str(switch)
    barriers = {barrier.barrier for preset in datasets.survival_presets() for barrier in preset.barriers}
    assert {switch.barrier for switch in switches.SWITCHES} <= barriers | {"all"}
    assert all(preset.barriers[0].barrier == "first_day" for preset in datasets.survival_presets())


def test_the_measured_figure_is_that_of_the_table():
    row = next(step for step in datasets.cascade_steps() if "aceto_2014" in step.source_ids)
    clusters = switches.switch("clusters")
    assert f"{clusters.factor_low:.0f} to {clusters.factor_high:.0f} times" in row.fact


def test_with_every_switch_off_it_is_the_plain_cascade():
    journey = switches.journey(1_000_000, CLASSIC)
    assert journey.expected == cascade.survivors(1_000_000, CLASSIC)
    assert journey.at_least_one == pytest.approx(cascade.at_least_one(1_000_000, CLASSIC))
    assert journey.from_clusters == 0 and journey.plain == 100
    assert str(journey).startswith("With every switch off: 100 of 1,000,000 travellers get past all barriers")


def test_a_cluster_has_the_measured_multiple_of_a_single_cells_chance():
    for factor in (23, 50):
        journey = switches.journey(1_000_000, CLASSIC, ["clusters"], cluster_factor=factor)
        single, cluster = journey.travellers
        assert math.prod(cluster.fractions) == pytest.approx(factor * math.prod(single.fractions))
        assert (single.expected[0], cluster.expected[0]) == (950_000, 12_500)  # 50,000 cells, four by four
        metastases = 95 + 12_500 * factor * 1e-4
        assert journey.expected[-1] == pytest.approx(metastases)
        assert journey.from_clusters == pytest.approx(12_500 * factor * 1e-4 / metastases)
    assert switches.journey(1e6, CLASSIC, ["clusters"]).at_least_one == pytest.approx(1)


def test_platelets_and_missing_nk_cells_remove_one_obstacle_not_two():
    both = switches.journey(1e6, CLASSIC, ["platelets", "without_nk"])
    assert both.expected == switches.journey(1e6, CLASSIC, ["without_nk"]).expected
    coat = switches.journey(1e6, CLASSIC, ["platelets"])
    assert coat.travellers[0].fractions[0] == pytest.approx(0.001 * 2 / 1.001)
    assert coat.travellers[0].fractions[1:] == CLASSIC[1:]
    other = switches.journey(1e6, CLASSIC, ["platelets"], blood_barrier=2)
    assert other.travellers[0].fractions == pytest.approx((0.001, 0.8, 2 / 3, 0.5, 0.5))


def test_chance_agrees_with_what_is_expected():
    journey = switches.journey(10**9, CLASSIC, ["clusters", "platelets"])
    for kind, run in zip(journey.travellers, switches.simulate(journey, seed=4), strict=True):
        mean = kind.expected[-1]
        assert run.left[0] == kind.expected[0]
        assert run.left[-1] == pytest.approx(mean, abs=5 * math.sqrt(mean))
    assert switches.simulate(journey, seed=4) == switches.simulate(journey, seed=4)
    assert switches.simulate(journey, seed=4) != switches.simulate(journey, seed=5)
    small = switches.journey(20_000, (0.01, 0.01), ["clusters"])
    seen = sum(any(run.left[-1] for run in switches.simulate(small, seed=seed)) for seed in range(2000))
    chance = small.at_least_one
    assert seen / 2000 == pytest.approx(chance, abs=4.5 * math.sqrt(chance * (1 - chance) / 2000))


def test_what_cannot_be_is_refused():
    with pytest.raises(
        UnknownNameError, match=r"Unknown switch 'cluster'. Did you mean 'clusters'\? See all 3"
    ):
        switches.journey(10, CLASSIC, ["cluster"])
    with pytest.raises(
        ValueError, match=r"share of cells in clusters is 1.5; it must be a share from 0 to 1"
    ):
        switches.journey(10, CLASSIC, clustered=1.5)
    with pytest.raises(ValueError, match="A cluster has 1 cells; it needs a whole number of at least 2"):
        switches.journey(10, CLASSIC, cluster_size=1)
    with pytest.raises(ValueError, match="There is no barrier 5; they are numbered from 0 to 4"):
        switches.journey(10, CLASSIC, ["platelets"], blood_barrier=5)


@STEADY
@given(
    st.integers(0, 10**12),
    st.lists(st.floats(0, 1), min_size=1, max_size=6),
    st.sets(st.sampled_from(["platelets", "without_nk"])),
)
def test_a_switch_on_single_cells_never_stops_more_of_them(shed, fractions, on):
    journey = switches.journey(shed, fractions, sorted(on))
    assert journey.expected[-1] >= cascade.survivors(shed, fractions)[-1] * (1 - 1e-12)
    assert all(0 <= share <= 1 for kind in journey.travellers for share in kind.fractions)


@STEADY
@given(st.integers(0, 10**12), st.lists(st.floats(0, 1), max_size=6), st.floats(0, 1), st.integers(2, 9))
def test_no_cell_is_lost_or_made_by_joining_a_cluster(shed, fractions, clustered, size):
    journey = switches.journey(shed, fractions, ["clusters"], clustered=clustered, cluster_size=size)
    assert sum(kind.cells_each * kind.expected[0] for kind in journey.travellers) == shed
    assert 0 <= journey.at_least_one <= 1 and 0 <= journey.from_clusters <= 1


@STEADY
@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=6), st.floats(1, 100))
def test_easing_all_barriers_multiplies_the_whole(fractions, factor):
    eased = switches.times_the_whole(fractions, factor)
    whole = math.prod(fractions)
    assert math.prod(eased) == pytest.approx(min(1.0, whole * factor), rel=1e-9)
    assert all(old <= new * (1 + 1e-12) <= 1 + 1e-9 for old, new in zip(fractions, eased, strict=True))


def test_one_word_is_not_a_list_of_switches():
    with pytest.raises(ValueError, match=r"'clusters'.*give a list such as \['clusters'\]"):
        switches.journey(1_000_000, (0.001, 0.8), "clusters")
    assert switches.journey(1_000_000, (0.001, 0.8), ["Clusters"]).on == ("clusters",)
    with pytest.raises(ValueError, match=r"clusters is 5; .*\(5% is 0\.05\)"):
        switches.journey(1_000_000, (0.001, 0.8), ["clusters"], clustered=5)


def test_switches_stand_in_a_sentence_as_other_words_do():
    text = str(switches.journey(1_000_000, (0.001, 0.8), ["platelets", "without_nk"]))
    assert text.startswith("With a coat of platelets and no natural killer (NK) cells: ")
