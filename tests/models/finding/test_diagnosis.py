"""Predictive values and whole people: against published examples, against Bayes' rule, and for what always holds."""

import math
import re
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.models.finding import diagnosis
from metalearn.models.finding.diagnosis import DiagnosticTest, people, predict, update

CHECK = settings(derandomize=True, deadline=None, max_examples=200)
SHARE = st.floats(0, 1)
INNER = st.floats(0.001, 0.999)


def test_the_mammogram_problem_of_eddy_1982():
    # 1 woman in 100 has the disease, 80 of 100 with it and 9.6 of 100 without it test positive: 7.8%, not 80%.
    mammogram = DiagnosticTest(0.8, 1 - 0.096)
    result = predict(0.01, mammogram)
    assert result.ppv == pytest.approx(0.0776, abs=5e-5)
    assert result.reasons == (
        "Of 100 positive results, about 8 are right and 92 are false alarms.",
        "Of 1,000 negative results, about 998 are right and 2 miss the disease.",
    )


@pytest.mark.parametrize(
    ("prevalence", "test", "said"),
    [
        (0.5, (0.99, 0.99), "Of 100 positive results, about 99 are right and 1 is a false alarm."),
        (0.5, (0.99, 0.99), "Of 100 negative results, about 99 are right and 1 misses the disease."),
        (0.01, (0.8, 0.2), "Of 100 positive results, about 1 is right and 99 are false alarms."),
        (0.001, (0.5, 0.5), "Of 1,000 positive results, about 1 is right and 999 are false alarms."),
        (0.0001, (0.5, 0.5), "Of 10,000 positive results, about 1 is right and 9,999 are false alarms."),
        (1e-6, (0.5, 0.5), "Fewer than 1 in 10,000 positive results is right; the others are false alarms."),
        (
            1e-6,
            (0.5, 0.5),
            "Fewer than 1 in 10,000 negative results misses the disease; the others are right.",
        ),
        (0.1, (0.9, 1), "Every positive result is right: none is a false alarm."),
        (0.1, (1, 0.9), "Every negative result is right: none misses the disease."),
        (0, (0.9, 0.9), "No positive result is right: all are false alarms."),
        (1, (0.9, 0.9), "No negative result is right: all miss the disease."),
    ],
)
def test_a_rare_part_is_never_rounded_to_nothing(prevalence, test, said):
    assert said in predict(prevalence, DiagnosticTest(*test)).reasons


@CHECK
@given(SHARE, SHARE, SHARE)
def test_no_sentence_says_about_0_and_a_singular_has_its_verb(prevalence, sensitivity, specificity):
    test = DiagnosticTest(sensitivity, specificity)
    said = (*predict(prevalence, test).reasons, *people(prevalence, test, 10).reasons)
    for text in said:
        assert not re.search(r"about 0 |and 0 (are false|miss)", text)
        assert not re.search(r"(?<![\d,])1 (are|have|do|test|miss)\b", text)
        assert not re.search(r"(?<![\d,])(0|\d\d+|[2-9]) (is|has|does|tests|misses)\b", text)


def test_one_person_has_and_does_and_tests():
    assert people(0.1, DiagnosticTest(1, 8 / 9), 10).reasons == (
        "Of 10 people, 1 has the disease and 9 do not.",
        "Of the 1 with it, 1 tests positive and 0 are missed.",
        "Of the 9 without it, 1 tests positive all the same.",
        "Of the 2 who test positive, 1 has the disease.",
    )
    assert people(0.1, DiagnosticTest(1, 1), 10).reasons[-1] == "The 1 who tests positive has the disease."
    assert people(0.1, DiagnosticTest(0, 8 / 9), 10).reasons[-1] == (
        "The 1 who tests positive does not have the disease."
    )


def test_the_same_as_natural_frequencies_of_gigerenzer_and_hoffrage_1995():
    # "10 out of 1000 have breast cancer, 8 of the 10 test positive, 95 of the 990 do so too": 8 of 103.
    group = people(0.01, DiagnosticTest(0.8, 1 - 0.096))
    assert (group.ill, group.true_positive, group.false_positive) == (10, 8, 95)
    assert (group.positive, group.negative) == (103, 897)
    assert group.reasons == (
        "Of 1,000 people, 10 have the disease and 990 do not.",
        "Of the 10 with it, 8 test positive and 2 are missed.",
        "Of the 990 without it, 95 test positive all the same.",
        "Of the 103 who test positive, 8 have the disease.",
    )


def test_likelihood_ratios_of_bone_scans():
    scan = DiagnosticTest(0.86, 0.814)  # yang_2011: bone scintigraphy per patient
    assert scan.likelihood_ratio_positive == pytest.approx(0.86 / 0.186)
    assert scan.likelihood_ratio_negative == pytest.approx(0.14 / 0.814)
    assert DiagnosticTest(0.44, 1).likelihood_ratio_positive == math.inf
    assert math.isnan(DiagnosticTest(0, 1).likelihood_ratio_positive)


@CHECK
@given(SHARE, SHARE, SHARE)
def test_right_and_wrong_results_make_all(prevalence, sensitivity, specificity):
    result = predict(prevalence, DiagnosticTest(sensitivity, specificity))
    assert (result.ppv is None) == (result.fdr is None) and (result.npv is None) == (result.fom is None)
    if result.ppv is not None:
        assert result.ppv + result.fdr == pytest.approx(1)
    if result.npv is not None:
        assert result.npv + result.fom == pytest.approx(1)
    if result.ppv is not None and result.npv is not None:  # the disease is found or missed
        ill = result.positive * result.ppv + (1 - result.positive) * result.fom
        assert ill == pytest.approx(prevalence, abs=1e-9)


@CHECK
@given(SHARE, SHARE, SHARE, st.integers(1, 100_000))
def test_people_are_whole_and_add_up(prevalence, sensitivity, specificity, total):
    group = people(prevalence, DiagnosticTest(sensitivity, specificity), total)
    cells = (group.true_positive, group.false_negative, group.false_positive, group.true_negative)
    assert sum(cells) == total == group.ill + group.well == group.positive + group.negative
    assert group.true_positive + group.false_negative == group.ill
    assert min(cells) >= 0 and all(isinstance(cell, int) for cell in cells)
    assert abs(group.ill - total * prevalence) <= 0.5 + 1e-6
    assert abs(group.true_positive - group.ill * sensitivity) <= 0.5 + 1e-6
    assert abs(group.false_positive - group.well * (1 - specificity)) <= 0.5 + 1e-6


@CHECK
@given(INNER, INNER, INNER)
def test_odds_and_shares_agree_and_a_positive_result_of_a_useful_test_raises_the_chance(
    prevalence, sens, spec
):
    test = DiagnosticTest(sens, spec)
    result = predict(prevalence, test)
    assert update(prevalence, test.likelihood_ratio_positive) == pytest.approx(result.ppv)
    assert update(prevalence, test.likelihood_ratio_negative) == pytest.approx(result.fom)
    assert (result.ppv > prevalence) == (sens + spec > 1) or math.isclose(sens + spec, 1, abs_tol=1e-9)


@CHECK
@given(INNER, INNER, INNER, INNER)
def test_the_rarer_the_disease_the_less_a_positive_result_says(one, other, sens, spec):
    rare, common = sorted((one, other))
    test = DiagnosticTest(sens, spec)
    assert predict(rare, test).ppv <= predict(common, test).ppv + 1e-12
    assert predict(rare, test).npv >= predict(common, test).npv - 1e-12


def test_a_result_that_nobody_has_has_no_value():
    assert predict(0, DiagnosticTest(0.9, 1)).ppv is None
    assert predict(1, DiagnosticTest(1, 0.9)).npv is None
    assert len(predict(0, DiagnosticTest(0.9, 1)).reasons) == 1
    assert people(0, DiagnosticTest(0.9, 1)).reasons[-1] == "Nobody tests positive."


def test_certainty_is_moved_by_nothing_and_a_perfect_result_is_certain():
    assert update(0, 5) == 0 and update(1, 5) == 1
    assert update(0.2, math.inf) == 1 and update(0.2, 0) == 0
    with pytest.raises(ValueError, match="cannot be raised"):
        update(0, math.inf)
    with pytest.raises(ValueError, match="cannot be lowered"):
        update(1, 0)


@dataclass
class Row:
    """What is read from a row of the accuracy table."""

    id: str = "A1"
    sensitivity: float | None = 77.4
    sensitivity_low: float | None = 65.3
    sensitivity_high: float | None = 86.1
    specificity: float | None = 90.1
    specificity_low: float | None = None
    specificity_high: float | None = None


def test_a_row_in_percent_becomes_a_test_in_shares():
    test = diagnosis.of(Row())
    assert (test.sensitivity, test.specificity) == (pytest.approx(0.774), pytest.approx(0.901))
    assert test.sensitivity_range == (pytest.approx(0.653), pytest.approx(0.861))
    assert test.specificity_range is None
    with pytest.raises(ValueError, match="Row A1 of the accuracy table states no specificity"):
        diagnosis.of(Row(specificity=None))
    with pytest.raises(ValueError, match="states no sensitivity"):
        diagnosis.of(Row(sensitivity=None))


def test_every_row_with_both_figures_becomes_a_test():
    rows = [row for row in datasets.accuracy() if row.sensitivity is not None and row.specificity is not None]
    assert len(rows) > 20
    for row in rows:
        test = diagnosis.of(row)
        assert (round(100 * test.sensitivity, 9), round(100 * test.specificity, 9)) == (
            row.sensitivity,
            row.specificity,
        )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: DiagnosticTest(96, 0.9), "Sensitivity is 96; it must be a share from 0 to 1 (96% is 0.96)."),
        (lambda: DiagnosticTest(0.9, -0.1), "Specificity is -0.1; it must be a share from 0 to 1."),
        (lambda: DiagnosticTest(math.nan, 0.9), "Sensitivity is nan"),
        (lambda: DiagnosticTest(0.9, 0.9, (0.91, 0.95)), "the interval must hold it"),
        (lambda: DiagnosticTest(0.9, 0.9, None, (0.8, 1.1)), "the interval must hold it"),
        (
            lambda: predict(30, DiagnosticTest(0.9, 0.9)),
            "Prevalence is 30; it must be a share from 0 to 1 (30% is 0.3).",
        ),
        (lambda: people(0.1, DiagnosticTest(0.9, 0.9), 0), "The number of people is 0"),
        (lambda: people(0.1, DiagnosticTest(0.9, 0.9), 10.5), "it must be a whole number"),
        (lambda: people(0.1, DiagnosticTest(0.9, 0.9), True), "it must be a whole number"),
        (lambda: update(0.1, -1), "The likelihood ratio is -1"),
        (lambda: update(0.1, math.nan), "The likelihood ratio is nan"),
        (lambda: update(2, 1), "The chance before the result is 2"),
    ],
)
def test_numbers_that_cannot_be_are_refused(call, said):
    with pytest.raises(ValueError, match=r"[.]") as caught:
        call()
    assert said in str(caught.value)
