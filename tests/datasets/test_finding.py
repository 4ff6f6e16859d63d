"""How metastases are found, and when: the two tables say what their sources say."""

from collections import Counter

import pytest

from metalearn import datasets
from metalearn.datasets.records.finding import Accuracy, Timing


def test_every_row_of_accuracy_measures_something():
    rows = datasets.accuracy()
    assert [row.id for row in rows] == [f"DA{number:02}" for number in range(1, 68)]
    assert [row.id for row in rows if row.sensitivity is None] == ["DA57", "DA58"]
    for row in rows:
        assert (row.sensitivity is None) == bool(row.other_measure), row.id
        for low, value, high in (
            (row.sensitivity_low, row.sensitivity, row.sensitivity_high),
            (row.specificity_low, row.specificity, row.specificity_high),
        ):
            assert (low is None) == (high is None), row.id
            if low is not None:
                assert 0 <= low <= value <= high <= 100, row.id


def test_what_was_counted():
    kinds = Counter(row.unit_of_analysis for row in datasets.accuracy())
    assert kinds == {"per_patient": 35, "per_lesion": 27, "per_node": 2, "other": 2, "not_stated": 1}
    assert {row.organ for row in datasets.accuracy() if row.unit_of_analysis == "per_node"} == {
        "Mediastinal lymph nodes",
        "Pelvic lymph nodes",
    }


@pytest.mark.parametrize(
    ("source", "modality", "unit", "sensitivity", "specificity"),
    [
        ("li_2017_brain", "Gadolinium MRI", "per_patient", (77, 60, 89), (99, 97, 100)),
        ("peng_2020", "68Ga-PSMA PET/CT", "per_patient", (84, 55, 95), (95, 87, 98)),
        ("tu_2020", "68Ga-PSMA PET/CT", "per_node", (70, 49, 85), (99, 96, 100)),
        ("wu_2011_wbmri", "Whole-body MRI", "not_stated", (89.9, 84.5, 93.9), (91.8, 88.2, 94.6)),
        ("yang_2011", "Bone scintigraphy", "per_patient", (86, None, None), (81.4, None, None)),
        ("surgoncol_2013", "Bone scintigraphy", "per_patient", (83, None, None), (94, None, None)),
    ],
)  # fmt: skip
def test_published_figures_of_accuracy(source, modality, unit, sensitivity, specificity):
    [row] = [
        row
        for row in datasets.accuracy()
        if (row.source_id, row.modality, row.unit_of_analysis) == (source, modality, unit)
    ]
    assert (row.sensitivity, row.sensitivity_low, row.sensitivity_high) == sensitivity
    assert (row.specificity, row.specificity_low, row.specificity_high) == specificity


def test_a_measure_that_is_no_sensitivity_keeps_its_figure():
    missed, right = (row for row in datasets.accuracy() if row.other_measure)
    assert (missed.other_value, missed.other_low, missed.other_high) == (None, 46, 47)
    assert (right.other_value, right.n_patients) == (85.3, 183)
    assert round(100 * 185 / 217, 1) == right.other_value and "185 of 217" in right.note


def spoilt(kind, row, **changes):
    """What the record finds wrong with a row of its table in which something was changed."""
    values = {column.name: getattr(row, column.name) for column in datasets.table(kind.table).columns}
    return [column for column, _ in kind.faults({**values, **changes})]


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({}, []),
        ({"sensitivity_low": 40.0}, ["sensitivity_high"]),
        ({"specificity_high": 99.0}, ["specificity_low"]),
        ({"sensitivity": None}, ["sensitivity"]),
        ({"other_value": 50.0}, ["other_measure"]),
        ({"other_measure": "Something"}, ["other_measure"]),
    ],
)
def test_a_row_of_accuracy_must_hang_together(changes, columns):
    assert spoilt(Accuracy, datasets.accuracy()[0], **changes) == columns


def test_timing_says_how_exact_it_is():
    said = {row.id: row.said for row in datasets.timing()}
    assert len(said) == 24
    assert said["TI10"] == "about 18 percent"
    assert said["TI11"] == "more than 50 percent"
    assert said["TI15"] == "less than 1 percent"
    assert said["TI23"] == "almost 8 percent"
    assert said["TI08"] == "5 to 6 percent"
    assert said["TI01"] == "14.5 percent"
    limits = {row.qualifier: row.value for row in datasets.timing() if row.qualifier.endswith("_than")}
    assert limits == {"more_than": None, "less_than": None}


def test_shares_agree_with_the_people_counted():
    both = [row for row in datasets.timing() if row.n is not None and row.n_total is not None]
    assert [row.id for row in both] == ["TI06", "TI07"]
    for row in both:
        assert row.value == pytest.approx(100 * row.n / row.n_total, abs=0.05)


def test_what_was_read_in_a_digest_says_so():
    [digest] = [row for row in datasets.timing() if row.status == "verified_secondary"]
    assert "read in a news digest" in digest.evidence("value").how_read
    assert digest.evidence("value").sources[0].standing == "secondary source"


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({}, []),
        ({"value": None}, ["value"]),
        ({"value": None, "value_low": 1.0}, ["value"]),
        ({"qualifier": "more_than"}, ["qualifier"]),
    ],
)
def test_a_row_of_timing_must_hang_together(changes, columns):
    assert spoilt(Timing, datasets.timing()[0], **changes) == columns
