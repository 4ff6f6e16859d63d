"""Intervals carried over to predictive values: bounds that hold, draws that repeat, and no width from nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.finding.diagnosis import DiagnosticTest, predict
from metalearn.models.finding.diagnosis_intervals import uncertain

CHECK = settings(derandomize=True, deadline=None, max_examples=40)
NODES = DiagnosticTest(0.774, 0.901, (0.653, 0.861), (0.853, 0.935))  # schmidthansen_2014


@st.composite
def with_intervals(draw):
    """A test whose intervals lie well inside 0 and 1."""
    sens = sorted(draw(st.lists(st.floats(0.2, 0.95), min_size=3, max_size=3)))
    spec = sorted(draw(st.lists(st.floats(0.2, 0.95), min_size=3, max_size=3)))
    return DiagnosticTest(sens[1], spec[1], (sens[0], sens[2]), (spec[0], spec[2]))


@CHECK
@given(with_intervals(), st.floats(0.01, 0.99), st.sampled_from(["ppv", "npv"]))
def test_the_value_lies_in_its_range_and_the_range_between_the_ends(test, prevalence, which):
    found = uncertain(prevalence, test, which, draws=400)
    assert found.value == getattr(predict(prevalence, test), which)
    assert found.lowest - 1e-12 <= found.value <= found.highest + 1e-12
    assert found.low <= found.value + 0.02 and found.high >= found.value - 0.02
    slack = 0.05  # both ends of one interval are only the middle 95%, and 400 draws are few
    assert found.lowest - slack <= found.low <= found.high <= found.highest + slack


def test_the_ends_are_the_corners_and_the_range_is_inside_them():
    found = uncertain(0.3, NODES)
    assert found.lowest == predict(0.3, DiagnosticTest(0.653, 0.853)).ppv
    assert found.highest == predict(0.3, DiagnosticTest(0.861, 0.935)).ppv
    assert found.lowest < found.low < found.value < found.high < found.highest


def test_with_one_interval_the_range_is_that_of_the_interval():
    # With specificity known, the predictive value is a rising function of sensitivity alone: its 2.5% and 97.5%
    # points are the values at the ends of the interval.
    test = DiagnosticTest(0.774, 0.901, (0.653, 0.861), None)
    found = uncertain(0.3, test, draws=20_000)
    assert found.low == pytest.approx(found.lowest, abs=0.005)
    assert found.high == pytest.approx(found.highest, abs=0.005)


def test_the_same_seed_gives_the_same_range_and_another_seed_nearly_the_same():
    assert uncertain(0.3, NODES, seed=5) == uncertain(0.3, NODES, seed=5)
    one, other = uncertain(0.3, NODES, seed=5), uncertain(0.3, NODES, seed=6)
    assert one != other and one.low == pytest.approx(other.low, abs=0.02)


def test_without_intervals_there_is_no_width_and_without_such_results_no_value():
    found = uncertain(0.3, DiagnosticTest(0.9, 0.8))
    assert found.low == found.value == found.high == found.lowest == found.highest
    assert uncertain(0, DiagnosticTest(0.9, 1)) is None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: uncertain(0.3, NODES, "fdr"), "Which value is meant by 'fdr'"),
        (lambda: uncertain(0.3, NODES, draws=10), "The number of draws is 10"),
        (lambda: uncertain(3, NODES), "Prevalence is 3"),
    ],
)
def test_what_cannot_be_asked_is_refused(call, said):
    with pytest.raises(ValueError, match=said):
        call()
