import pytest

from metalearn import datasets
from metalearn.models.spread import origins
from metalearn.models.spread.unknown_primary import posterior


def test_every_row_that_can_be_asked_is_asked():
    rows = {row.id: row for row in datasets.site_frequencies()}
    found = origins.against_published()
    assert len(found) == 15 and len({each.row for each in found}) == 15
    for each in found:
        row = rows[each.row]
        assert row.direction == "site_to_primary" and row.measure == "share_of_patients"
        assert (each.percent, each.percent_low, each.percent_high) == (
            row.percent,
            row.percent_low,
            row.percent_high,
        )
        assert each.counted_low <= each.counted <= each.counted_high


def test_the_counts_are_those_of_the_posterior_for_one_organ():
    for each in origins.against_published():
        if each.published_cohort not in origins.WITHOUT:
            assert each.counted == pytest.approx(
                100 * posterior([each.site], smoothing=0).chance(*each.primaries)
            )


def test_singh_2020_and_our_counts_differ_and_both_are_shown():
    lung = next(each for each in origins.against_published() if each.source_id == "singh_2020_brain")
    assert (lung.primary, lung.percent) == ("Lung", 80) and lung.counted == pytest.approx(49.4, abs=0.1)
    assert str(lung) == (
        "From lung: 80% of people with brain metastases (SEER brain origins 2010-2015; Singh et al. 2020); 49% of "
        "those with metastases in brain/CNS in MSK-MET. The two count different people."
    )


def test_every_share_lies_in_the_range_of_the_literature():
    ranges = [each for each in origins.against_published() if each.source_id == "nci_pdq_cns_2025"]
    assert {each.primary for each in ranges} == {"Lung", "Breast", "Melanoma", "Colorectal", "Kidney"}
    for each in ranges:
        assert each.percent_low <= each.counted <= each.percent_high, each
    assert "18 to 64% of people with brain metastases" in str(ranges[0])


def test_a_group_without_lung_cancer_is_compared_without_it():
    kidney = next(each for each in origins.against_published() if each.row == "SF047")
    others = [
        each for each in datasets.flows() if each.site == "Lung" and not each.primary.startswith("Lung")
    ]
    ours = next(each for each in others if each.primary == "Kidney (clear cell)")
    assert kidney.counted == pytest.approx(100 * ours.n / sum(each.n for each in others))


def test_flows_that_lack_the_organ_are_left_out():
    only_bone = [each for each in datasets.flows() if each.site == "Bone"]
    assert origins.against_published(only_bone) == ()
