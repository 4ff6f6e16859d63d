import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.journey import seeding
from metalearn.models.journey.growth import CELLS_PER_CM3, LAWS, cells_in, from_scan

STEADY = settings(derandomize=True, deadline=None, max_examples=60)


def test_looking_back_has_its_closed_form():
    seeded = seeding.when_seeded(10, 2, cells_per_cm3_low=CELLS_PER_CM3)
    assert seeded.months == pytest.approx(2 * math.log2(math.pi / 6 * 1e9))
    assert seeded.months_low == seeded.months_high == pytest.approx(seeded.months)
    assert seeded.doublings == pytest.approx(seeded.months / 2)
    assert "cells in a cubic centimetre" not in str(seeded), "one density: nothing to name"


def test_the_published_doubling_time_leaves_years_open():
    row = next(
        q for q in datasets.cascade_quantities() if q.source_id == "coumans_2013" and q.step == "growth"
    )
    assert row.unit == "months"
    seeded = seeding.when_seeded((8, 12), (row.value_low, row.value_high), months_since_diagnosis=24)
    assert seeded.months == pytest.approx(row.value * math.log2(cells_in(10)))
    assert seeded.months_low == pytest.approx(row.value_low * math.log2(cells_in(8, 1e8)))
    assert seeded.months_high == pytest.approx(row.value_high * math.log2(cells_in(12, 1e9)))
    assert seeded.verdict == "cannot tell"
    assert str(seeded) == (
        "About 29 doublings: seeded about 4.1 years before it was seen (between 1.6 and 6.4 years, with 100 million to "
        "1 billion cells in a cubic centimetre), if it never slept. That is before or after the primary was found: the "
        "span does not say."
    )


@pytest.mark.parametrize(
    ("since", "verdict"), [(None, "cannot tell"), (1, "before"), (90, "after"), (30, "cannot tell")]
)
def test_before_or_after_the_primary(since, verdict):
    seeded = seeding.when_seeded(10, (0.8, 2.6), months_since_diagnosis=since)
    assert seeded.verdict == verdict
    assert ("the primary was found" in str(seeded)) == (since is not None)


@pytest.mark.parametrize(
    ("cut_off", "kind"), [(0, "metachronous"), (3, "metachronous"), (4, "synchronous"), (12, "synchronous")]
)
def test_the_same_metastasis_changes_its_name_with_the_cut_off(cut_off, kind):
    assert seeding.timing(4, cut_off_months=cut_off).kind == kind


def test_the_cut_off_has_to_be_stated():
    with pytest.raises(TypeError):
        seeding.timing(4)
    assert str(seeding.timing(4, 6)) == (
        "Found 4 months after the primary: synchronous, if up to 6 months counts as synchronous. "
        "Sources draw this line in different places."
    )
    assert len({cut_off.months_high for cut_off in seeding.CUT_OFFS}) > 1
    known = {reference.id for reference in datasets.references()}
    assert {cut_off.source_id for cut_off in seeding.CUT_OFFS} | {"engstrand_2019", "mehrara_2013"} <= known


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: seeding.when_seeded(0, 2), "diameter is 0 mm; it must be above 0"),
        (lambda: seeding.when_seeded((9, 8), 2), "diameter is from 9 to 8 mm; .* the lower end first"),
        (lambda: seeding.when_seeded(9, (3, 2)), "doubling time is from 3 to 2 months"),
        (lambda: seeding.when_seeded(0.001, 2), "ball of 0.001 mm would hold less than one cell"),
        (lambda: seeding.when_seeded(9, 2, months_since_diagnosis=-1), "time since diagnosis is -1 months"),
        (lambda: seeding.timing(-1, 3), "time is -1 months"),
        (lambda: seeding.timing(1, math.nan), "cut-off is nan months"),
    ],
)
def test_what_cannot_be_is_refused(ask, message):
    with pytest.raises(ValueError, match=message):
        ask()
    with pytest.raises(UnknownNameError, match="Unknown law of growth 'linear'"):
        seeding.when_seeded(9, 2, law="linear")


@STEADY
@given(
    st.sampled_from(LAWS),
    st.tuples(st.floats(2, 60), st.floats(2, 60)).map(sorted).map(tuple),
    st.tuples(st.floats(0.2, 20), st.floats(0.2, 20)).map(sorted).map(tuple),
    st.floats(0, 1), st.floats(0, 1), st.floats(8, 9),
)  # fmt: skip
def test_no_history_within_the_spans_falls_outside_the_answer(law, sizes, times, at, pace, density):
    seeded = seeding.when_seeded(sizes, times, law=law)
    mm, months = sizes[0] + at * (sizes[1] - sizes[0]), times[0] + pace * (times[1] - times[0])
    history = from_scan(months, mm, law=law, cells_per_cm3=10**density)
    age = history.months_to_diameter(mm)
    assert seeded.months_low * 0.999 <= age <= seeded.months_high * 1.001
    assert seeded.months_low <= seeded.months <= seeded.months_high


@STEADY
@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_a_wider_cut_off_never_makes_a_metastasis_metachronous(months, cut_off, wider):
    if seeding.timing(months, cut_off).kind == "synchronous":
        assert seeding.timing(months, cut_off + wider).kind == "synchronous"


def test_after_is_said_only_of_cells_that_never_slept():
    after = str(seeding.when_seeded(10, (0.8, 2.6), months_since_diagnosis=90))
    assert after.endswith(
        " Without sleep, that is after the primary was found; a cell that slept may have settled before."
    )
    before = str(seeding.when_seeded(10, (0.8, 2.6), months_since_diagnosis=1))
    assert before.endswith(" That is before the primary was found.")  # sleep would only put it earlier


def test_a_list_of_two_is_a_span_and_any_other_is_refused():
    assert seeding.when_seeded([5, 10], 2) == seeding.when_seeded((5, 10), 2)
    for wrong in ([5], (5, 7, 10), "ab", None):
        with pytest.raises(ValueError, match=r"diameter is .*; give one number, or the low and the high end"):
            seeding.when_seeded(wrong, 2)
