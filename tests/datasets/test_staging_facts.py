"""The rules of stage, and how many people are found at each stage."""

import re
from collections import Counter, defaultdict

import pytest

from metalearn import datasets
from metalearn.datasets.records.staging import StagingFact
from metalearn.errors import UnknownNameError

FACTS = {fact.id: fact for fact in datasets.staging_facts()}


def test_the_rules_keep_their_ids_and_topics():
    assert list(FACTS) == [f"S{number:02}" for number in range(1, 69)]
    assert Counter(fact.topic for fact in FACTS.values()) == {
        "general": 3,
        "m_definition": 25,
        "distant_nodes": 6,
        "stage_exception": 13,
        "recist_1_1": 15,
        "irecist": 2,
        "rano_bm": 1,
        "survival": 3,
    }


@pytest.mark.parametrize(
    ("id", "cancer", "code", "implication"),
    [
        ("S04", "Lung", "M1a", "IVA"),
        ("S08", "Lung", "M1c1", "IVB"),
        ("S09", "Lung", "M1c2", "IVB"),
        ("S16", "Colorectal", "M1c", "IVC"),
        ("S21", "Prostate", "IVA", "IVA without M1"),
        ("S25", "Melanoma of the skin", "M1d", "IV"),
        ("S32", "Thyroid, differentiated, younger than 55", "stage II", "II with M1"),
        ("S34", "Gestational trophoblastic", "stage III", "III with a metastasis"),
    ],
)
def test_rules_that_models_lean_on(id, cancer, code, implication):
    fact = FACTS[id]
    assert (fact.cancer, fact.code, fact.implication) == (cancer, code, implication)


def test_a_rule_that_was_not_read_in_full_says_what_was_not():
    marks = Counter(fact.checked for fact in FACTS.values())
    assert marks == {"yes": 55, "partial": 12, "no": 1}
    for fact in FACTS.values():
        if fact.checked != "yes":
            assert fact.note, fact.id
        assert bool(fact.source_ids) == (fact.checked != "no"), fact.id
        assert ("not checked" in fact.note.lower()) <= (fact.checked != "yes"), fact.id
    values = {name: getattr(FACTS["S03"], name) for name in ("checked", "note")}
    assert list(StagingFact.faults(values)) == []
    assert [column for column, _ in StagingFact.faults({**values, "note": ""})] == ["note"]


def test_rules_are_written_for_people():
    for fact in FACTS.values():
        assert fact.fact[0].isupper() and fact.fact.endswith("."), fact.id
        assert not re.search(r"\bpatients?\b|tumor\b|\bunchecked\b", f"{fact.fact} {fact.trap}"), fact.id


def test_the_rows_on_survival_agree_with_the_table_of_survival():
    def table(cancer, period, stage="Distant"):
        return [
            round(row.percent)
            for row in datasets.relative_survival()
            if (row.cancer, row.stage) == (cancer, stage) and period in (row.period, None)
        ]

    def named(id):
        return [int(figure) for figure in re.findall(r"(\d+)%", FACTS[id].fact)]

    assert named("S66") == [70, 69, 35, 17]
    assert table("All cancers", None, "All stages") == [70] and table("All cancers", None) == [35]
    subtypes = ["HR+/HER2-", "HR+/HER2+", "HR-/HER2+", "HR-/HER2- (triple negative)"]
    breast = [*table("Breast (female)", "2013-2019"), *table("Breast (female)", "2015-2021")]
    assert named("S67") == breast + [table(f"Breast {each}", "2013-2019")[0] for each in subtypes]
    lung, _, _, bladder, stomach, cervix, prostate = named("S68")
    assert [lung] == table("Lung and bronchus", "2015-2021")
    for cancer, figure in (
        ("Bladder", bladder),
        ("Stomach", stomach),
        ("Cervix", cervix),
        ("Prostate", prostate),
    ):
        assert table(cancer, None) == [figure], cancer


def test_the_cancers_of_the_seer_tables():
    cancers = datasets.seer_cancers()
    assert Counter(each.kind for each in cancers) == {"solid": 20, "blood": 4, "mixed": 1}
    printed = {each.cancer: each.printed for each in cancers}
    assert (printed["Oesophagus"], printed["Other"]) == ("Esophagus", "[OTHER]")
    primaries = {each.primary for each in datasets.primaries()}
    assert {each.primary for each in cancers} - {""} <= primaries
    assert not any(each.primary for each in cancers if each.kind == "blood")


def test_stage_shares_add_up():
    groups = defaultdict(list)
    for share in datasets.stage_shares():
        groups[share.cancer].append(share)
    assert sum(share.n_cases for share in datasets.stage_shares()) == 2_814_069
    assert len(groups) == 25
    for cancer, shares in groups.items():
        assert [share.stage for share in shares] == ["I", "II", "III", "IV", "Unknown"], cancer
        assert {share.n_total for share in shares} == {sum(share.n_cases for share in shares)}, cancer
        assert {share.n_staged for share in shares} == {sum(share.n_cases for share in shares[:4])}, cancer
        assert sum(share.percent_of_all for share in shares) == pytest.approx(100)
        if shares[0].n_staged:
            assert sum(share.percent_of_staged for share in shares[:4]) == pytest.approx(100)
        assert shares[4].percent_of_staged is None


def test_stage_shares_are_those_of_the_file():
    anus = datasets.stage_shares("Anus")
    assert [(share.n_cases, round(share.percent_of_all, 2)) for share in anus] == [
        (2214, 18.2),
        (3335, 27.41),
        (2961, 24.33),
        (935, 7.68),
        (2723, 22.38),
    ]
    assert [round(share.rate, 2) for share in anus] == [0.93, 1.41, 1.25, 0.39, 1.15]
    assert round(datasets.stage_shares("Breast")[3].percent_of_staged, 2) == 5.71
    assert datasets.stage_shares("Myeloid neoplasm")[3].percent_of_staged is None
    with pytest.raises(UnknownNameError, match="Did you mean 'Oesophagus'"):
        datasets.stage_shares("Esophagus")
