import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.datasets import Flow
from metalearn.errors import UnknownNameError
from metalearn.models.spread import site_walk

STEADY = settings(derandomize=True, deadline=None, max_examples=60)
WEIGHTS = st.lists(st.integers(0, 500), min_size=2, max_size=9).filter(
    lambda counts: sum(map(bool, counts)) >= 2
)


def flows(counts):
    return tuple(
        Flow("Mine", "P", f"S{i}", n, n, n, 10**6, "exact", "x_2020", "verified")
        for i, n in enumerate(counts)
    )


@pytest.mark.parametrize("primary", [each.primary for each in datasets.primaries()])
def test_the_first_step_follows_the_counts_and_every_row_sums_to_one(primary):
    walk = site_walk.chain(primary)
    counts = {flow.site: flow.n for flow in datasets.flows() if flow.primary == primary}
    for site, n in counts.items():
        assert walk.chance(primary, site) == pytest.approx(n / sum(counts.values()))
        assert walk.chance(site, site) == 0 == walk.chance(site, primary)
    assert all(math.fsum(row) == pytest.approx(1) and min(row) >= 0 for row in walk.rows)
    assert walk.chance(site_walk.REST, site_walk.REST) == 1


def test_the_fundamental_matrix_agrees_with_drawn_walks():
    walk = site_walk.chain("Breast", onward=0.6)
    exact, drawn = site_walk.expected_visits(walk), site_walk.simulate(walk, walks=400_000, seed=2)
    for there, here in zip(exact.visits, drawn.visits, strict=True):
        assert here == pytest.approx(there, abs=5 * math.sqrt(max(there, 0.01) * 3 / 400_000))
    assert sum(drawn.ends) == pytest.approx(1)
    assert drawn == site_walk.simulate(walk, walks=400_000, seed=2)
    assert "in 400,000 walks" in str(drawn) and str(drawn).endswith("Built for teaching, not measured.")
    assert site_walk.simulate(walk, walks=10**12).visits == pytest.approx(
        exact.visits, abs=1e-4
    )  # cost is the same


def test_two_organs_have_a_closed_form():
    # Away from one organ there is only the other, so visits are geometric series.
    exact = site_walk.expected_visits(site_walk.chain("P", flows([30, 10]), onward=0.5))
    assert exact.visits == pytest.approx(((0.75 + 0.5 * 0.25) / 0.75, (0.25 + 0.5 * 0.75) / 0.75))


def test_one_organ_alone_and_none():
    alone = site_walk.chain("P", flows([5, 0]))
    assert site_walk.expected_visits(alone).visits == pytest.approx((1, 0))
    assert site_walk.simulate(alone, walks=7).ends == (1, 0)
    with pytest.raises(ValueError, match="Fewer than two organs were reached"):
        site_walk.stationary(alone)
    with pytest.raises(ValueError, match="Nobody with P had a metastasis in these flows"):
        site_walk.chain("P", flows([0, 0]))


def test_what_cannot_be_is_refused():
    endless = site_walk.chain("Breast", onward=1)
    for ask in (site_walk.expected_visits, site_walk.simulate):
        with pytest.raises(ValueError, match="walks never come to rest"):
            ask(endless)
    with pytest.raises(ValueError, match=r"chance to seed on is 1\.1; it must be a share from 0 to 1"):
        site_walk.chain("Breast", onward=1.1)
    with pytest.raises(ValueError, match="number of walks is 0"):
        site_walk.simulate(site_walk.chain("Breast"), walks=0)
    with pytest.raises(UnknownNameError, match="Did you mean 'Breast'"):
        site_walk.chain("Brest")


@STEADY
@given(WEIGHTS, st.floats(0, 0.95))
def test_a_walk_visits_as_many_organs_as_it_seeds_on(counts, onward):
    exact = site_walk.expected_visits(site_walk.chain("P", flows(counts), onward=onward))
    assert math.fsum(exact.visits) == pytest.approx(1 / (1 - onward), rel=1e-6)
    assert math.fsum(exact.ends) == pytest.approx(1, rel=1e-6)
    assert all(visits == 0 for visits, count in zip(exact.visits, counts, strict=True) if not count)


@STEADY
@given(WEIGHTS)
def test_the_stationary_shares_stay_as_they_are(counts):
    walk = site_walk.chain("P", flows(counts), onward=1)
    shares = site_walk.stationary(walk)
    assert math.fsum(shares) == pytest.approx(1)
    for j in range(len(counts)):
        after = math.fsum(share * walk.rows[i + 1][j + 1] for i, share in enumerate(shares))
        assert after == pytest.approx(shares[j], abs=1e-12)


def test_states_are_found_by_name_whatever_their_case():
    walk = site_walk.chain("colorectal")
    assert walk == site_walk.chain("Colorectal")
    assert walk.chance("liver", "bone") == walk.chance("Liver", "Bone") > 0
    with pytest.raises(UnknownNameError, match=r"Unknown state 'Livver'\. Did you mean 'Liver'"):
        walk.chance("Livver", "Bone")
    with pytest.raises(ValueError, match=r"seed on is 50; .*\(50% is 0\.5\)"):
        site_walk.chain("Colorectal", onward=50)
