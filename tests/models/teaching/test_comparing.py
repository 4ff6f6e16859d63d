"""Comparisons: each subject has rows in two cancers, found by what they say, and never by what they exclude."""

import re

import pytest

from metalearn import datasets
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.models.teaching import comparing
from metalearn.models.teaching.options import AGNOSTIC, ANY_PRIMARY

KNOWN = {each.name: each for each in comparing.subjects()}


def test_no_subject_that_is_listed_is_missing_from_the_table():
    assert set(KNOWN) == set(comparing._patterns())
    assert {each.kind for each in KNOWN.values()} == set(comparing.KINDS)


@pytest.mark.parametrize("subject", KNOWN.values(), ids=lambda each: each.name)
def test_a_subject_stands_in_the_rows_of_two_cancers_or_more(subject):
    assert len(subject.sides) >= 2 and ANY_PRIMARY not in subject.primaries
    for primary, rows in subject.sides:
        assert rows and all(row.primary == primary for row in rows)
        if subject.kind == "drug":
            assert all(subject.name in row.example_agents for row in rows)


def test_a_marker_that_a_row_excludes_does_not_count():
    conditions = {row.condition for _primary, rows in KNOWN["HER2"].sides for row in rows}
    assert not any(re.search(r"HER2-(?!positive)", condition) for condition in conditions), conditions
    assert all("wild type" not in row.condition for _p, rows in KNOWN["BRAF V600"].sides for row in rows)


def test_the_same_gene_in_two_cancers():
    pair = comparing.compare(KNOWN["BRAF V600"], "Melanoma (cutaneous)", "Colorectal")
    (_melanoma, one), (_colorectal, other) = pair.sides
    assert pair.shared == ("encorafenib",)
    assert all("cetuximab" in row.example_agents for row in other)
    assert not any("cetuximab" in row.example_agents for row in one)
    assert pair.rows == (*one, *other)
    agnostic = comparing.compare(KNOWN["BRAF V600"], "Colorectal", AGNOSTIC)
    assert "Not for colorectal cancer" in agnostic.sides[1][1][0].cautions


def test_every_name_of_a_drug_that_is_shared_stands_in_both():
    for row in datasets.treatment_options():
        assert all(drug in row.example_agents for drug in comparing.drugs(row))


SECONDS = ("deruxtecan", "emtansine", "govitecan", "vedotin", "soravtansine")


def test_a_conjugate_is_one_drug():
    whole = set()
    for row in datasets.treatment_options():
        found = comparing.drugs(row)
        for said in re.findall(rf"[a-z]+mab (?:{'|'.join(SECONDS)})", row.example_agents):
            whole.add(said)
            assert said in found and said.split()[1] not in found, row.id
            if not re.search(rf"{said.split()[0]}(?! {said.split()[1]})", row.example_agents):
                assert said.split()[0] not in found, row.id
    assert {each.split()[1] for each in whole} == set(SECONDS)
    assert len(whole) == 8


def test_the_drug_shared_by_two_cancers_with_her2_has_one_name():
    pair = comparing.compare(KNOWN["HER2"], "Breast", "Non-small cell lung")
    assert pair.shared == ("trastuzumab deruxtecan",)


def test_a_cancer_without_rows_or_beside_itself_is_refused():
    with pytest.raises(UnknownNameError, match="Unknown cancer with rows about KRAS G12C 'Breast'"):
        comparing.compare(KNOWN["KRAS G12C"], "Breast", "Colorectal")
    with pytest.raises(
        MetalearnError, match="cannot stand beside itself; another cancer is 'Non-small cell lung'"
    ):
        comparing.compare(KNOWN["KRAS G12C"], "Colorectal", "Colorectal")
