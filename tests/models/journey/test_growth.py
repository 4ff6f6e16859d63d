import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.journey import growth
from metalearn.models.journey.growth import Growth

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
LAW = st.sampled_from(growth.LAWS)
DOUBLING = st.floats(0.1, 50)


def test_published_sizes_come_out():
    # erdi_2012: a ball 7 mm across holds 0.2 mL.
    row = next(q for q in datasets.cascade_quantities() if q.source_id == "erdi_2012" and q.value == 7)
    assert "0.2 mL" in row.note and round(growth.volume_ml(row.value), 1) == 0.2
    # del_monte_2009: a cubic centimetre is commonly taken to hold 10^9 cells; that is about 30 doublings.
    one_cm3 = growth.diameter_of(1e9)
    assert growth.volume_ml(one_cm3) == pytest.approx(1) and round(growth.doublings(1e9)) == 30
    assert growth.cells_in(one_cm3, growth.CELLS_PER_CM3_LOW) == pytest.approx(1e8)


@pytest.mark.parametrize(("mm", "longer"), [(12, 0.23), (8, 0.16)])
def test_the_logistic_law_is_that_of_coumans(mm, longer):
    # coumans_2013, supplement S1: at 12 mm doubling takes 23% longer than at the start, at 8 mm 16%.
    law = Growth(1.7, "logistic")
    assert law.doubling_at(growth.cells_in(mm)) / 1.7 - 1 == pytest.approx(longer, abs=0.005)
    assert growth.from_scan(1.7 * (1 + longer), mm, law="logistic").doubling_months == pytest.approx(
        1.7, rel=0.005
    )


def test_exponential_growth_has_its_closed_form():
    law = Growth(2)
    assert [law.cells(months) for months in (0, 2, 20)] == pytest.approx([1, 2, 1024])
    assert law.months_to_cells(1024) == pytest.approx(20)
    assert law.doubling_at(1) == law.doubling_at(2**40) == pytest.approx(2)
    assert law.diameter(6) == pytest.approx(2 * law.diameter(0))  # three doublings double the diameter


@pytest.mark.parametrize("law", ["gompertz", "logistic"])
def test_slowing_growth_obeys_its_own_equation(law):
    top, doubling = 1e12, 1.7
    grown = Growth(doubling, law, ceiling=top)
    rates = {
        "gompertz": lambda n: math.log(2) / doubling / math.log(top) * math.log(top / n),
        "logistic": lambda n: math.log(2) / doubling * (1 - (n / top) ** 0.25),
    }
    for months in (1, 10, 40, 80):
        step = 1e-4
        before, here, after = (grown.cells(months + move) for move in (-step, 0, step))
        assert (after - before) / (2 * step) / here == pytest.approx(rates[law](here), rel=1e-5)
    assert grown.cells(1e6) == pytest.approx(top) and grown.months_to_cells(2 * top) == math.inf
    assert grown.doubling_at(top) == math.inf


def test_a_dormant_phase_is_a_pause():
    single = Growth(1.7, dormant_months=60)
    assert [single.cells(months) for months in (0, 30, 60, 61.7)] == pytest.approx([1, 1, 1, 2])
    tiny = Growth(1.7, dormant_months=60, dormant_cells=2**20)
    assert tiny.months_to_cells(2**20) == pytest.approx(34)
    assert [tiny.cells(months) for months in (34, 60, 94, 95.7)] == pytest.approx(
        [2**20, 2**20, 2**20, 2**21]
    )
    assert tiny.months_to_cells(2**21) == pytest.approx(95.7)
    awake = Growth(1.7)
    assert single.months_to_diameter(7) == pytest.approx(awake.months_to_diameter(7) + 60)


def test_growth_reads_as_a_sentence():
    assert str(Growth(1.7, dormant_months=60)) == (
        "Exponential growth from one cell, doubling in 1.7 months. It sleeps as a single cell for 5 years."
    )
    assert str(Growth(3, "gompertz", dormant_months=12, dormant_cells=1.2e6)) == (
        "Gompertz growth from one cell, doubling in 3 months at first. It sleeps at 1.2 million cells for 12 months."
    )
    assert [growth.duration(x) for x in (1, 0.5, 11.96, 12, 23.9, 24, 300)] == [
        "1 month", "0.5 months", "12 months", "12 months", "24 months", "2 years", "25 years",
    ]  # fmt: skip


def test_the_curve_is_the_growth_at_equal_steps():
    law = Growth(1.7, "gompertz")
    curve = law.curve(60, points=6)
    assert [point[0] for point in curve] == [0, 10, 20, 30, 40, 50, 60]
    assert curve[3] == (30, law.cells(30), law.diameter(30))


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: Growth(0), "doubling time is 0 months; it must be above 0"),
        (lambda: Growth(math.nan), "doubling time is nan"),
        (lambda: Growth(1, dormant_months=-1), "dormant time is -1 months; it must be 0 or more"),
        (lambda: Growth(1, dormant_cells=0.5), "fall asleep at 0.5 cells"),
        (
            lambda: Growth(1, "gompertz", dormant_cells=1e13),
            r"fall asleep at 1\d+\.0 cells; .* below its ceiling",
        ),
        (lambda: Growth(1, ceiling=1), "ceiling is 1 cells; it must be above 1"),
        (lambda: Growth(1, cells_per_cm3=0), "cells in a cubic centimetre is 0 cells"),
        (lambda: Growth(1).cells(-1), "time is -1 months; it must be 0 or more"),
        (lambda: Growth(1).months_to_cells(0.5), "number of cells is 0.5; growth starts from 1"),
        (lambda: Growth(1).curve(0), "time is 0 months"),
        (lambda: growth.volume_ml(-1), "diameter is -1 mm"),
        (lambda: growth.diameter_of(-1), "number of cells is -1"),
        (lambda: growth.doublings(0), "growth starts from 1"),
        (lambda: growth.from_scan(1, 110), "At 110 mm it has no room to double below 1 x 10.12 cells"),
        (lambda: growth.from_scan(0, 10), "doubling time is 0 months"),
    ],
)
def test_what_cannot_be_is_refused(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()


def test_a_mistyped_law_is_answered_with_the_nearest():
    with pytest.raises(
        UnknownNameError, match=r"Unknown law of growth 'gompertzian'. Did you mean 'gompertz'\?"
    ):
        Growth(1, "gompertzian")


@STEADY
@given(DOUBLING, st.floats(0, 60))
def test_gompertz_and_logistic_tend_to_exponential_as_the_ceiling_rises(doubling, doublings):
    months = doubling * doublings
    plain = Growth(doubling).cells(months)
    far = [Growth(doubling, "gompertz", ceiling=ceiling).cells(months) for ceiling in (1e12, 1e100, 1e300)]
    assert far == sorted(far) and far[-1] <= plain * (1 + 1e-12)
    near = math.log(2) * doublings
    # to second order, a Gompertz curve lags by (ln N)^2 / (2 ln ceiling)
    assert math.log(far[-1]) == pytest.approx(
        near - near**2 / (2 * math.log(1e300)), abs=near**3 / 1e6 + 1e-9
    )
    logistic = Growth(doubling, "logistic", ceiling=1e300).cells(months)
    assert logistic == pytest.approx(plain, rel=1e-9)


@STEADY
@given(LAW, DOUBLING, st.floats(0, 0.95), st.floats(0, 500), st.floats(0, 0.9))
def test_size_and_age_are_each_others_inverse(law, doubling, height, dormant, asleep_at):
    grown = Growth(doubling, law, dormant_months=dormant, dormant_cells=10 ** (12 * asleep_at))
    cells = 10 ** (12 * height)
    months = grown.months_to_cells(cells)
    assert grown.cells(months) == pytest.approx(cells, rel=1e-6)


@STEADY
@given(LAW, DOUBLING, st.lists(st.floats(0, 2000), min_size=2, max_size=8), st.floats(0, 100))
def test_a_deposit_never_shrinks_and_a_longer_sleep_never_makes_it_larger(law, doubling, times, dormant):
    short, long_ = (
        Growth(doubling, law, dormant_months=dormant),
        Growth(doubling, law, dormant_months=2 * dormant),
    )
    sizes = [short.cells(months) for months in sorted(times)]
    assert all(small <= large * (1 + 1e-12) for small, large in pairwise(sizes))
    assert all(long_.cells(months) <= short.cells(months) * (1 + 1e-12) for months in times)


@STEADY
@given(DOUBLING, st.floats(1, 60))
def test_the_same_measured_doubling_makes_slowing_growth_younger(doubling, mm):
    ages = {law: growth.from_scan(doubling, mm, law=law).months_to_diameter(mm) for law in growth.LAWS}
    assert ages["gompertz"] <= ages["exponential"] and ages["logistic"] <= ages["exponential"]
    scanned = growth.from_scan(doubling, mm, law="gompertz")
    assert scanned.doubling_at(growth.cells_in(mm)) == pytest.approx(doubling, rel=1e-6)


@STEADY
@given(st.floats(0.1, 300), st.floats(1e6, 1e10))
def test_diameter_and_cells_are_each_others_inverse(mm, density):
    assert growth.diameter_of(growth.cells_in(mm, density), density) == pytest.approx(mm, rel=1e-9)


def test_how_much_faster_it_doubled_at_the_start():
    # As the example of from_scan says.
    start = growth.from_scan(1.7, 12, law="logistic").doubling_months
    assert round(100 * (1 - start / 1.7)) == 19
    assert "19% less time at the start" in growth.from_scan.__doc__
