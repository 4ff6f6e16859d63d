"""The sources: none twice, none cited in vain, none invented."""

import re
from collections import Counter

import pytest

from metalearn import datasets
from metalearn.datasets import files, store
from metalearn.datasets.citations import Reference, from_csl
from metalearn.datasets.records import HOMES
from metalearn.errors import UnknownNameError


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
                assert getattr(record, "source_ids", ()) or getattr(record, "source_id", ""), (name, record)


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


def test_a_title_that_asks_has_no_second_stop():
    said = datasets.reference("dillekas_2019").cite()
    assert "caused by metastases? Cancer Med 8:5574-5576. doi:" in said
    assert datasets.reference("web_explanation_metastatic").cite().startswith('What is "metastatic cancer"?')
    assert not [each.id for each in datasets.references() if re.search(r"[?!.]\W?\.", each.cite())]


def test_sources_are_cited_as_a_list_that_fits_a_narrow_window():
    every = [each.id for each in datasets.references()]
    lines = datasets.cite(" ".join(every[:9]), *every[9:]).splitlines()
    for line in lines:
        assert len(line) <= 75 or len(line.split()) == 1 or line.split()[:-1] == ["-"], line
        assert line.startswith(("- ", "  "))
    told = " ".join(line.removeprefix("  ") for line in lines)
    assert told == " ".join(f"- {each.cite()}" for each in datasets.references())
    assert datasets.cite() == ""


def test_a_source_that_is_not_there_is_not_cited():
    with pytest.raises(UnknownNameError, match=r"Unknown source 'paget_1899'\. Did you mean 'paget_1889'"):
        datasets.cite("fidler_1970 paget_1899")


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


def test_incomplete_citations_can_be_listed():
    gaps = datasets.references(complete=False)
    assert gaps and not any(each.complete for each in gaps)
    assert set(gaps) | set(datasets.references(complete=True)) == set(datasets.references())
    assert "bmc_med_educ_2016" in [each.id for each in gaps]
    assert "pmid29315431" not in [each.id for each in gaps]


def test_what_a_licence_rests_on():
    plain = datasets.reference("tu_2020")
    assert (plain.licence, plain.licence_basis) == ("CC BY 4.0", "publisher policy")
    assert datasets.reference("seer18_grail_2020").licence_basis == "LICENSE of the repository seen"
    for each in datasets.references():
        assert each.licence or not each.licence_basis, each.id
        assert each.seen, each.id


@pytest.mark.parametrize(
    ("id", "start"),
    [
        ("prahallad_2012", "Prahallad A, Sun C, Huang S, Di Nicolantonio F,"),
        (
            "paget_1889",
            "Paget S (1889). The distribution of secondary growths in cancer of the breast. Lancet 133:571-573",
        ),
        ("bornes_2019", "Bornes, et al. (2019). Fsp1-Mediated Lineage Tracing"),
        ("acs_surgery_spread_2014", "American Cancer Society (2014). A Guide to Cancer Surgery"),
        ("pmc5648544", "Seymour L, Bogaerts J, Perrone A, et al. (2017). iRECIST"),
    ],
)
def test_sources_that_lessons_name(id, start):
    assert datasets.reference(id).cite().startswith(start)


def test_dates_are_as_exact_as_known():
    breast = datasets.reference("nci_pdq_breast_2025")
    assert (breast.date, breast.year, breast.accessed) == ("2025-04-25", "2025", "2025-12-30")
    assert datasets.reference("fda_roundup_2025_10").date == "2025-10"
    assert datasets.reference("nci_metastatic_cancer").date == ""
    assert datasets.reference("onclive_2025_12").cite().startswith("[Top oncology articles for the week")
