"""Every published frequency keeps its denominator, its time, and numbers that agree."""

from collections import defaultdict

import pytest

from metalearn import datasets
from metalearn.datasets import SiteFrequency

ROWS = datasets.site_frequencies()


def decimals(row):
    """Decimals of the percentage, as far as its figure shows them."""
    return len(f"{row.percent:g}".partition(".")[2])


def test_a_percentage_is_its_count_out_of_its_whole():
    both = [row for row in ROWS if row.percent is not None and row.n is not None and row.n_total]
    assert len(both) == 59
    for row in both:
        assert abs(100 * row.n / row.n_total - row.percent) <= 0.5 * 10 ** -decimals(row) + 1e-9, row.id


def test_classes_that_exclude_one_another_add_up():
    classes, whole = defaultdict(list), {}
    for row in ROWS:
        if row.direction == "pattern":
            classes[row.cohort, row.primary].append(row.percent)
            whole[row.cohort, row.primary] = row.site
    complete = {key: sum(shares) for key, shares in classes.items() if len(shares) > 2}
    assert {key[0] for key in complete} == {"SEER stage IV breast 2010-2015", "SEER stage IV lung 2010-2014"}
    assert len(complete) == 4
    for total in complete.values():
        assert total == pytest.approx(100, abs=0.11)
    assert sum(row.n for row in ROWS if row.id in ("SF060", "SF061", "SF062", "SF063", "SF064")) == 54_697


def test_each_measure_has_its_number_and_only_that():
    for row in ROWS:
        share = row.percent is not None or (row.percent_low is not None and row.percent_high is not None)
        assert share == row.measure.startswith("share"), row.id
        assert (row.rate is not None) == (row.measure == "rate_per_case"), row.id
        assert (row.direction == "none") == (not share), row.id
        assert (row.denominator_kind == "none") == (row.measure == "count"), row.id
        assert bool(row.denominator) == (row.measure != "count"), row.id
        assert bool(row.percent_kind) == share, row.id
        assert (row.count_kind == "none") == (row.n is None), row.id


def test_totals_and_rates_without_a_share_are_kept():
    counts = {row.cohort: row.n for row in ROWS if row.measure == "count"}
    assert counts == {
        "Sweden all cancers": 179_581,
        "Sweden colorectal": 49_096,
        "Autopsies 1914-1943": 3827,
        "Autopsies Berlin 2000-2013": 1008,
        "Autopsies Japan 1993-2021": 332_195,
        "Autopsies Netherlands colorectal": 1393,
    }
    rates = {(row.primary, row.rate) for row in ROWS if row.measure == "rate_per_case"}
    assert rates == {("Testis", 5.8), ("Duodenum", 0.6), ("All cancers", 2.44)}
    assert round(810_206 / 332_195, 2) == 2.44


def test_ranges_of_the_literature_are_two_ends():
    ranges = {row.primary: (row.percent_low, row.percent_high) for row in ROWS if row.percent_kind == "range"}
    assert len(ranges) == 6 and ranges["Lung"] == (18, 64) and ranges["Unknown primary"] == (1, 18)


def test_directions_and_times_follow_the_cohort():
    for row in ROWS:
        if row.direction == "site_to_primary":
            assert row.denominator_kind in ("patients_with_metastasis_at_site", "metastases_at_site"), row.id
        if row.cohort.startswith("SEER"):
            assert row.timing == "at_diagnosis", row.id
        if row.cohort.startswith("Autopsies"):
            assert row.timing == "at_death" and row.counted in ("autopsies", "metastases"), row.id
    known = {each.cohort: each for each in datasets.cohorts()}
    for row in ROWS:
        size = known[row.cohort].n_patients
        if row.n_total and size:
            assert row.n_total <= size, row.id  # no whole is larger than its cohort


def test_names_are_ours_and_the_printed_ones_are_kept():
    brain = [row for row in ROWS if row.site == "Brain/CNS"]
    assert {row.site_as_printed for row in brain} == {"Brain", "Nervous system"}
    assert {row.primary for row in ROWS if row.primary_as_printed == "Esophagus"} == {"Oesophagus"}
    ours = {flow.primary for flow in (*datasets.group_flows(), *datasets.subtype_flows())}
    assert {"Lung (small cell)", "Lung (adenocarcinoma)", "Prostate"} <= {row.primary for row in ROWS} & ours


def test_the_card_of_a_share_says_of_whom():
    bone = next(
        row for row in ROWS if row.cohort == "US inpatients prostate 1998-2010" and row.site == "Bone"
    )
    lines = bone.evidence("percent").text().splitlines()
    assert lines[0] == "Prostate to Bone: percent: 84 percent"
    assert "Part of: 74,826 inpatients with metastatic prostate cancer (the whole that was counted)" in lines
    assert any(line.startswith("How it was read: percentage as the source states it") for line in lines)
    assert bone.evidence("n").how_read.startswith("count worked back from a percentage")
    assert bone.evidence("n").unit == "patients"
    brain = next(row for row in ROWS if row.percent_kind == "range").evidence("percent")
    assert brain.denominator.startswith("people with brain metastases; how many is not stated")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"percent": 12.0}, ["percent"]),
        ({"percent": None}, ["percent"]),
        ({"denominator": ""}, ["denominator"]),
        ({"measure": "count", "n": None}, ["n"]),
        ({"measure": "rate_per_case"}, ["rate"]),
    ],
)
def test_a_row_must_fit_its_measure(changes, wrong):
    good = {name: getattr(ROWS[0], name) for name in SiteFrequency.__slots__}
    assert [column for column, _ in SiteFrequency.faults({**good, **changes})] == wrong
