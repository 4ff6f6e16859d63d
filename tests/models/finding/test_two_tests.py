"""Two tests as one: against the closed forms, against the table of two by two, and for what must always hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.errors import UnknownNameError
from metalearn.models.finding.diagnosis import DiagnosticTest, predict
from metalearn.models.finding.two_tests import combine, covariance_bounds, steps

CHECK = settings(derandomize=True, deadline=None, max_examples=200)
SHARE = st.floats(0.01, 0.99)
TESTS = st.builds(DiagnosticTest, SHARE, SHARE)
BELIEVE = st.sampled_from(["positive", "negative"])
PLACE = st.floats(0, 1)


def between(bounds, place):
    return bounds[0] + (bounds[1] - bounds[0]) * place


def test_independent_tests_follow_the_textbook_formulas():
    first, second = DiagnosticTest(0.9, 0.8), DiagnosticTest(0.7, 0.95)
    either, both = combine(first, second, 0.2), combine(first, second, 0.2, "negative")
    assert either.test.sensitivity == pytest.approx(1 - 0.1 * 0.3)
    assert either.test.specificity == pytest.approx(0.8 * 0.95)
    assert both.test.sensitivity == pytest.approx(0.9 * 0.7)
    assert both.test.specificity == pytest.approx(1 - 0.2 * 0.05)
    assert either.reasons[1] == "It finds 97.0% of people with the disease (the better test alone: 90.0%)."


@CHECK
@given(SHARE, SHARE, PLACE)
def test_within_its_bounds_a_covariance_makes_a_table_of_chances_and_beyond_them_it_does_not(
    one, other, place
):
    def cells(covariance):
        both = one * other + covariance
        return both, one - both, other - both, 1 - one - other + both

    low, high = covariance_bounds(one, other)
    inside = cells(between((low, high), place))
    assert min(inside) >= -1e-12 and sum(inside) == pytest.approx(1)
    assert min(cells(low - 0.01)) < 0 and min(cells(high + 0.01)) < 0
    assert low <= 0 <= high


@CHECK
@given(TESTS, TESTS, SHARE, BELIEVE, PLACE, PLACE)
def test_a_pair_trades_one_kind_of_error_for_the_other(first, second, prevalence, believe, ill, well):
    free = combine(first, second, prevalence, believe)
    pair = combine(
        first,
        second,
        prevalence,
        believe,
        covariance_ill=between(free.bounds_ill, ill),
        covariance_well=between(free.bounds_well, well),
    )
    gains, loses = ("sensitivity", "specificity") if believe == "positive" else ("specificity", "sensitivity")
    assert getattr(pair.test, gains) >= max(getattr(first, gains), getattr(second, gains)) - 1e-9
    assert getattr(pair.test, loses) <= min(getattr(first, loses), getattr(second, loses)) + 1e-9
    assert pair.prediction == predict(prevalence, pair.test)
    assert len(pair.reasons) == (4 if pair.covariance_ill or pair.covariance_well else 3)


@pytest.mark.parametrize(
    ("believe", "ill", "well", "said"),
    [
        ("positive", 0.09, 0, "finds fewer (90.0%, not 99.0%)"),
        ("negative", 0.09, 0, "finds more (90.0%, not 81.0%)"),
        ("negative", -0.01, 0, "finds fewer (80.0%, not 81.0%)"),
        ("positive", 0, 0.16, "clears more (80.0%, not 64.0%)"),
        ("negative", 0, 0.16, "clears fewer (80.0%, not 96.0%)"),
        ("positive", 0.05, -0.01, "finds fewer (94.0%, not 99.0%) and clears fewer (63.0%, not 64.0%)"),
        ("positive", 0.0001, 0, "finds fewer (98.99%, not 99.00%)"),
        ("negative", 0, 0.0001, "clears fewer (95.99%, not 96.00%)"),
    ],
)
def test_what_dependence_does_to_each_figure_is_said(believe, ill, well, said):
    test = DiagnosticTest(0.9, 0.8)
    told = combine(test, test, 0.1, believe, covariance_ill=ill, covariance_well=well).reasons[-1]
    assert told == f"Against two tests that err independently, it {said}."


@CHECK
@given(TESTS, TESTS, BELIEVE, PLACE, PLACE)
def test_the_sentence_on_dependence_agrees_with_the_figures(first, second, believe, ill, well):
    free = combine(first, second, 0.3, believe)
    more = {
        "covariance_ill": between(free.bounds_ill, ill),
        "covariance_well": between(free.bounds_well, well),
    }
    pair = combine(first, second, 0.3, believe, **more)
    told = pair.reasons[-1]
    for verb, name in (("finds", "sensitivity"), ("clears", "specificity")):
        change = getattr(pair.test, name) - getattr(free.test, name)
        assert change > 0 or f"{verb} more" not in told
        assert change < 0 or f"{verb} fewer" not in told
        assert abs(change) < 1e-5 or f"{verb} " in told


@CHECK
@given(TESTS, TESTS, BELIEVE)
def test_the_order_of_the_tests_does_not_matter(first, second, believe):
    one, other = combine(first, second, 0.3, believe).test, combine(second, first, 0.3, believe).test
    assert one.sensitivity == pytest.approx(other.sensitivity)
    assert one.specificity == pytest.approx(other.specificity)


@CHECK
@given(TESTS)
def test_a_test_that_repeats_its_own_errors_adds_nothing(test):
    ill = covariance_bounds(test.sensitivity, test.sensitivity)[1]
    well = covariance_bounds(test.specificity, test.specificity)[1]
    for believe in ("positive", "negative"):
        pair = combine(test, test, 0.3, believe, covariance_ill=ill, covariance_well=well).test
        assert pair.sensitivity == pytest.approx(test.sensitivity)
        assert pair.specificity == pytest.approx(test.specificity)


@CHECK
@given(TESTS, TESTS, SHARE)
def test_two_positives_in_steps_are_the_pair_that_needs_both(first, second, prevalence):
    chances = steps(prevalence, (first, second), (True, True))
    assert chances[0] == prevalence
    assert chances[1] == pytest.approx(predict(prevalence, first).ppv)
    assert chances[2] == pytest.approx(combine(first, second, prevalence, "negative").prediction.ppv)
    negative = steps(prevalence, (first, second), (False, False))
    assert negative[2] == pytest.approx(combine(first, second, prevalence, "positive").prediction.fom)


def test_what_cannot_be_is_refused_and_the_bounds_are_stated():
    test = DiagnosticTest(0.9, 0.8)
    with pytest.raises(ValueError, match=r"with the disease is 0\.5; .* only be from -0\.01 to 0\.09\."):
        combine(test, test, 0.1, covariance_ill=0.5)
    with pytest.raises(ValueError, match=r"without the disease is -0\.2"):
        combine(test, test, 0.1, covariance_well=-0.2)
    with pytest.raises(UnknownNameError, match=r"Unknown rule 'positiv'\. Did you mean 'positive'"):
        combine(test, test, 0.1, "positiv")
    for wrong in ("both", 3):
        with pytest.raises(UnknownNameError) as caught:
            combine(test, test, 0.1, wrong)
        assert str(caught.value) == (
            f"Unknown rule {wrong!r}. It must be 'positive' (any positive result counts) or 'negative' (any negative "
            "result counts)."
        )
    with pytest.raises(ValueError, match="The tests are 'scan'; give a list"):
        steps(0.1, "scan", (True,))
    with pytest.raises(ValueError, match="There are 2 tests and 1 results"):
        steps(0.1, (test, test), (True,))
    with pytest.raises(ValueError, match="The first chance is 2"):
        covariance_bounds(2, 0.5)
