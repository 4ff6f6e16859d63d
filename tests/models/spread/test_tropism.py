import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.datasets import Flow
from metalearn.errors import UnknownNameError
from metalearn.models.spread import tropism

STEADY = settings(derandomize=True, deadline=None, max_examples=60)
COUNTS = st.tuples(st.integers(0, 200), st.integers(0, 20)).map(lambda each: (each[0], each[0] + each[1]))


def flow(primary, site, n, low=None, high=None, total=1000, cohort="Mine"):
    low, high = n if low is None else low, n if high is None else high
    return Flow(cohort, primary, site, n, low, high, total, "exact", "x_2020", "verified")


def grid(counts):
    """Flows from a table of (low, high) or of single counts."""
    return tuple(
        flow(
            f"P{i}", f"S{j}", *((sum(each) // 2, *each) if isinstance(each, tuple) else (each,)), total=10**6
        )
        for i, row in enumerate(counts)
        for j, each in enumerate(row)
    )


def test_the_yardstick_is_row_times_column_over_all():
    flows = datasets.flows()
    bone = sum(each.n for each in flows if each.site == "Bone")
    prostate = sum(each.n for each in flows if each.primary == "Prostate")
    found = tropism.pair("Prostate", "Bone")
    assert found.expected == pytest.approx(prostate * bone / sum(each.n for each in flows))
    assert found.ratio == pytest.approx(1140 / found.expected) and found.log2 == pytest.approx(
        math.log2(found.ratio)
    )
    assert found.direction == "more often" and found.source_id == "msk_met_2022"
    assert str(found) == (
        "Prostate to bone: 1,140 patients, 2.46 times (between 2.32 and 2.61) the 464 expected if primary and organ "
        "were independent in MSK-MET."
    )


def test_the_known_tropisms_stand_out():
    # hess_2006, huang_2020_bone and the NCI list name these; the yardstick must find them.
    known = [("Prostate", "Bone"), ("Colorectal", "Liver"), ("Pancreas", "Liver"), ("Melanoma", "Skin")]
    known += [("Lung (small cell)", "Brain/CNS"), ("Melanoma", "Brain/CNS"), ("Ovary", "Peritoneum/abdomen")]
    for primary, site in known:
        assert tropism.pair(primary, site).direction == "more often", (primary, site)
    assert tropism.pair("Prostate", "Brain/CNS").direction == "less often"
    assert (tropism.strongest(count=1)[0].primary, tropism.strongest(count=1)[0].site) == ("Melanoma", "Skin")


def test_every_pair_of_every_row_and_column():
    found = tropism.enrichment()
    assert len(found) == 126
    assert math.fsum(each.expected for each in found) == pytest.approx(sum(each.n for each in found))
    for site in datasets.sites():
        column = [each for each in found if each.site == site]
        assert math.fsum(each.expected for each in column) == pytest.approx(sum(each.n for each in column))


def test_own_flows_and_empty_rows():
    own = grid([[10, 20, 0], [30, 60, 0], [0, 0, 0]])
    found = tropism.enrichment(own)
    assert [(each.primary, each.site) for each in found] == [
        ("P0", "S0"),
        ("P0", "S1"),
        ("P1", "S0"),
        ("P1", "S1"),
    ]
    assert all(each.ratio == pytest.approx(1) and each.direction == "as often" for each in found)
    with pytest.raises(ValueError, match="Nobody was counted for P2 or for S0"):
        tropism.pair("P2", "S0", own)
    never = tropism.pair("P0", "S0", grid([[0, 5], [5, 5]]))
    assert (never.ratio, never.log2, never.direction) == (0, -math.inf, "less often")


def test_names_are_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match=r"Unknown primary 'Prostat'\. Did you mean 'Prostate'"):
        tropism.pair("Prostat", "Bone")
    with pytest.raises(UnknownNameError, match=r"Unknown site 'Livver'\. Did you mean 'Liver'"):
        tropism.pair("Prostate", "Livver")


@STEADY
@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=6), st.lists(st.integers(1, 50), min_size=1, max_size=6)
)
def test_an_independent_table_is_enriched_nowhere(rows, columns):
    for each in tropism.enrichment(grid([[row * column for column in columns] for row in rows])):
        assert each.ratio == pytest.approx(1) and each.ratio_low == pytest.approx(1) == pytest.approx(
            each.ratio_high
        )


@STEADY
@given(
    st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=2, max_size=4),
    st.randoms(use_true_random=False),
)
def test_no_table_within_the_intervals_falls_outside_the_bounds(intervals, chance):
    bounds = {(each.primary, each.site): each for each in tropism.enrichment(grid(intervals))}
    for _ in range(10):
        counts = [
            [chance.choice([low, high, chance.randint(low, high)]) for low, high in row] for row in intervals
        ]
        for each in tropism.enrichment(grid(counts)):
            if (each.primary, each.site) in bounds:
                outer = bounds[each.primary, each.site]
                assert outer.ratio_low * (1 - 1e-9) <= each.ratio <= outer.ratio_high * (1 + 1e-9)


@STEADY
@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_bounds_are_reached(cell, row, column, rest):
    def ratio(x, a, b, d):
        return x * (x + a + b + d) / ((x + a) * (x + b)) if x else 0.0

    low, high = tropism.ratio_bounds(cell, row, column, rest)
    steps = [cell[0] + (cell[1] - cell[0]) * k / 400 for k in range(401)]
    assert low == pytest.approx(min(ratio(x, row[1], column[1], rest[0]) for x in steps), rel=1e-9)
    assert high == pytest.approx(max(ratio(x, row[0], column[0], rest[1]) for x in steps), rel=1e-3)


def test_names_are_found_whatever_their_case():
    assert tropism.pair("prostate", "bone") == tropism.pair("Prostate", "Bone")
