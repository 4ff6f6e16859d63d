"""The sources: none twice, none cited in vain, none invented."""

import re
from collections import Counter

import pytest

from metalearn import datasets
from metalearn.datasets import files, store
from metalearn.datasets.citations import Reference, from_csl
from metalearn.datasets.records import HOMES


def twice(values):
    return [value for value, count in Counter(filter(None, values)).items() if count > 1]


def test_no_source_stands_twice():
    every = datasets.references()
    for key in ("id", "doi", "pmid", "pmcid", "url"):
        assert twice(getattr(each, key).lower() for each in every) == [], key
    assert twice((each.cite()) for each in every) == []


def test_a_complete_citation_lacks_nothing():
    for each in datasets.references():
        if each.complete:
            assert each.title and each.authors, each.id
            if each.kind == "article-journal":
                assert each.year and each.container, each.id
                assert each.link() or ":" in each.container, each.id  # volume and pages find it, too
            else:
                assert each.link(), each.id


def test_a_supplied_title_stands_in_brackets_and_is_then_all_there_is():
    for each in datasets.references():
        if each.title.startswith("[") and each.kind == "article-journal":
            assert not each.complete, each.id


def test_every_row_that_is_checked_cites_a_source():
    for name in HOMES:
        for record in store.load(name):
            if getattr(record, "checked", "") in ("yes", "partial"):
                assert record.source_ids, (name, record)


@pytest.mark.parametrize("name", HOMES)
def test_no_source_is_cited_twice_in_a_row(name):
    for record in store.load(name):
        assert twice(getattr(record, "source_ids", ())) == []


def test_citations_read_well():
    said = {id: datasets.reference(id) for id in ("msk_met_2022", "naxerova_2017", "nci_drug_palbociclib")}
    assert said["naxerova_2017"].cite() == (
        "Naxerova K, Reiter JG, Brachtel E, et al. (2017). Origins of lymphatic and distant metastases in human "
        "colorectal cancer. Science 357:55-60. doi:10.1126/science.aai8515"
    )
    assert said["naxerova_2017"].link() == "https://doi.org/10.1126/science.aai8515"
    assert said["nci_drug_palbociclib"].short() == "National Cancer Institute"
    assert datasets.reference("welch_hurst_2019").short() == "Welch and Hurst 2019"
    assert datasets.reference("nci_pdq_breast_2025").short() == "National Cancer Institute 2025"


def test_what_is_missing_is_left_out():
    bare = from_csl({"id": "x", "type": "webpage", "title": "[A page]", "custom": {}})
    assert isinstance(bare, Reference)
    assert (bare.cite(), bare.short(), bare.link(), bare.complete) == ("[A page].", "[A page]", "", False)
    pubmed = from_csl({"id": "x", "type": "webpage", "title": "T", "PMID": "12", "custom": {}})
    assert (pubmed.cite(), pubmed.link()) == ("T. PMID 12", "https://pubmed.ncbi.nlm.nih.gov/12/")


def test_nothing_speaks_of_how_the_tables_were_made():
    told = re.compile(r"\bseeds? 0\d\d|shared/", re.IGNORECASE)
    for name in datasets.tables():
        text = (files.folder("data") / datasets.table(name).path).read_text(encoding="utf-8")
        assert told.findall(text) == [], name


def test_dates_are_as_exact_as_known():
    breast = datasets.reference("nci_pdq_breast_2025")
    assert (breast.date, breast.year, breast.accessed) == ("2025-04-25", "2025", "2025-12-30")
    assert datasets.reference("fda_roundup_2025_10").date == "2025-10"
    assert datasets.reference("nci_metastatic_cancer").date == ""
    assert datasets.reference("onclive_2025_12").cite().startswith("[Top oncology articles for the week")
