import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.models.journey import detection
from metalearn.models.journey.detection import Limit
from metalearn.models.journey.growth import LAWS, Growth

STEADY = settings(derandomize=True, deadline=None, max_examples=60)


def test_the_limits_are_those_of_the_table():
    found = {(limit.source_id, limit.mm_low, limit.mm_high) for limit in detection.limits()}
    assert found == {
        ("adler_2017", 3.95, 3.95),
        ("adler_2017", 4.95, 6.23),
        ("erdi_2012", 7, 7),
        ("adler_2017", 12.43, 15.43),
    }
    rows = {row.id: row for row in datasets.cascade_quantities()}
    for limit in detection.limits():
        assert rows[limit.row].step == "detection" and rows[limit.row].quantity == limit.name
        assert "phantom" in limit.population.lower()


def test_when_a_breast_deposit_is_seen():
    # coumans_2013: a doubling time of 1.7 months; erdi_2012: 7 mm. 27.4 doublings of 1.7 months.
    seven = detection.when_seen(Growth(1.7))[2]
    assert seven.months_low == seven.months_high == pytest.approx(1.7 * math.log2(math.pi / 6 * 0.343 * 1e9))
    assert str(seven).endswith("7 mm, about 180 million cells; reached after 3.9 years.")
    span = detection.when_seen(Growth(1.7))[3]
    assert span.months_low < span.months_high
    assert "12.43 to 15.43 mm, about 1 billion cells; reached after 4.2 to 4.4 years." in str(span)


def test_a_limit_of_ones_own_and_one_never_reached():
    mine = [Limit("My scanner", 2, 2), Limit("By hand", 90, 200)]
    seen = detection.when_seen(Growth(1.7, "gompertz", ceiling=1e9), mine)
    assert [crossing.limit.name for crossing in seen] == ["My scanner", "By hand"]
    assert (
        math.isinf(seen[1].months_low) and str(seen[1]) == "By hand: 90 to 200 mm; it never grows so large."
    )
    with pytest.raises(ValueError, match="limit is from 5 to 3 mm; both must be above 0, the lower first"):
        Limit("Upside down", 5, 3)


@STEADY
@given(st.sampled_from(LAWS), st.floats(0.2, 20), st.floats(0, 240), st.floats(1, 1e6))
def test_what_sleeps_is_seen_so_much_later_and_larger_limits_later_still(law, doubling, dormant, asleep_at):
    awake = detection.when_seen(Growth(doubling, law))
    asleep = detection.when_seen(Growth(doubling, law, dormant_months=dormant, dormant_cells=asleep_at))
    for early, late in zip(awake, asleep, strict=True):
        assert late.months_low == pytest.approx(early.months_low + dormant)
    months = [crossing.months_low for crossing in awake]
    assert months == sorted(months) and len(set(months)) == len(months)


def test_a_limit_of_which_only_the_low_end_is_reached():
    low = Limit("Low", 2, 2)
    (both,) = detection.when_seen(Growth(1.7, "gompertz", ceiling=1e9), [Limit("Mine", 2, 90)])
    (reached,) = detection.when_seen(Growth(1.7, "gompertz", ceiling=1e9), [low])
    assert math.isfinite(both.months_low) and math.isinf(both.months_high)
    when = str(reached).rpartition("reached after ")[2].rstrip(".")
    assert str(both).endswith(f"; 2 mm is reached after {when}, 90 mm never.")
    assert "for ever" not in str(both)
