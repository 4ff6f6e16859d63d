"""The tables of where cancers spread agree with each other, and keep what the sources say."""

from collections import Counter, defaultdict

import pytest

from metalearn import datasets
from metalearn.datasets import files, store
from metalearn.errors import MetalearnError, UnknownNameError

NUMBERS = ("n", "n_low", "n_high", "n_total")


def numbers(flow):
    return tuple(getattr(flow, name) for name in NUMBERS)


def test_the_tables_have_all_their_rows():
    rows = {
        "cohorts": 35,
        "flows_groups": 26 * 21,
        "flows_subtypes": 51 * 21,
        "sequenced_sites": 363,
        "cancer_types": 27,
        "site_frequencies": 74 + 12 + 49 + 15,
        "usual_sites": 50,
        "oncotree": 66,
        "organs": 19,
    }
    assert {name: len(store.load(name)) for name in rows} == rows


def test_the_default_flows_are_a_part_of_the_fuller_table():
    groups = {(flow.primary, flow.site): numbers(flow) for flow in datasets.group_flows()}
    for flow in datasets.flows():
        assert groups[flow.primary, flow.site] == numbers(flow)


def test_a_group_is_the_sum_of_its_subtypes():
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for flow in datasets.subtype_flows():
        if flow.group:
            sums[flow.group, flow.site] = [
                a + b for a, b in zip(sums[flow.group, flow.site], numbers(flow), strict=True)
            ]
    groups = datasets.group_flows()
    assert len(sums) == len(groups)
    for flow in groups:
        n, *exact = sums[flow.primary, flow.site]
        assert exact == list(numbers(flow)[1:]), flow
        assert abs(n - flow.n) <= 2, (
            flow
        )  # middles of intervals that end in a half, rounded before or after adding


def test_all_patients_are_counted_once():
    msk = datasets.cohort("MSK-MET")
    totals = {flow.primary: flow.n_total for flow in datasets.subtype_flows() if flow.group}
    assert sum(totals.values()) == msk.n_patients == 25_775
    assert sum({flow.primary: flow.n_total for flow in datasets.group_flows()}.values()) == msk.n_patients
    types = datasets.cancer_types()
    assert sum(each.n_patients for each in types) == msk.n_patients
    assert sum(each.n_metastatic for each in types) == msk.n_metastatic == 21_546
    samples = [
        sum(each.n_primary_samples for each in types),
        sum(each.n_metastasis_samples for each in types),
    ]
    assert samples == [15_632, 10_143] and sum(samples) == msk.n_patients
    assert all(each.n_primary_samples + each.n_metastasis_samples == each.n_patients for each in types)


def test_types_and_groups_are_the_same_patients():
    groups = {flow.primary: flow.n_total for flow in datasets.group_flows()}
    by_group = Counter()
    for each in datasets.cancer_types():
        by_group[each.group] += each.n_patients
    assert by_group == groups
    known = {each.primary: (each.n_patients, each.n_metastatic) for each in datasets.primaries()}
    types = {each.primary: (each.n_patients, each.n_metastatic) for each in datasets.cancer_types()}
    assert known.items() <= types.items()


def test_every_sequenced_metastasis_is_counted_once():
    sums = Counter()
    for each in datasets.sequenced_sites():
        sums[each.primary, each.n_total] += each.n
    samples = {(each.primary, each.n_metastasis_samples) for each in datasets.cancer_types()}
    assert set(sums) == samples and all(n == total for (_, total), n in sums.items())
    bone = next(
        each for each in datasets.sequenced_sites() if (each.primary, each.site) == ("Prostate", "Bone")
    )
    assert round(bone.percent) == 24  # while 52% of the patients had bone metastases


def test_every_primary_of_the_flows_has_a_line_in_oncotree():
    lines = {each.name: each for each in datasets.oncotree()}
    named = {
        row.primary
        for table in ("flows", "flows_groups", "flows_subtypes", "cancer_types", "sequenced_sites")
        for row in store.load(table)
    }
    assert named <= set(lines)
    for each in lines.values():
        assert (each.match == "none") == (each.code == "") == (each.oncotree_name == ""), each.name
        assert each.note or each.match == "exact", each.name
    exact = [each.code for each in lines.values() if each.match == "exact"]
    assert len(set(exact)) == len(exact)  # two names of ours never mean the same code
    assert lines["Testis (non-seminoma)"].code == "NSGCT"  # TGCT is a tumour of the joint lining in this tree
    assert datasets.reference("oncotree_2026_05_21").date == "2026-05-21"


def test_usual_sites_name_no_lymph_nodes_and_no_frequencies():
    rows = datasets.usual_sites()
    assert not any("node" in row.site.lower() for row in rows)
    assert not any(column.is_number for column in datasets.table("usual_sites").columns)
    groups = {flow.primary for flow in datasets.group_flows()}
    assert {group for row in rows for group in row.groups} <= groups
    assert {row.primary for row in rows if row.site == "Bone"} >= {"Prostate", "Breast", "Lung"}


def test_organs_say_what_was_not_checked():
    sites = {flow.site for flow in datasets.group_flows()}
    for each in datasets.organs():
        assert each.site in ("", *sites)
        assert each.checked == "yes" or each.unchecked, each.organ
    assert [each.organ for each in datasets.organs() if each.first_capillary_bed] == ["Liver", "Lung"]
    with pytest.raises(UnknownNameError, match="Did you mean 'Liver'"):
        datasets.organ("Livr")


def test_every_cohort_of_every_table_is_described():
    known = {each.cohort: each for each in datasets.cohorts()}
    named = set()
    for name in (
        "flows",
        "flows_groups",
        "flows_subtypes",
        "sequenced_sites",
        "cancer_types",
        "site_frequencies",
    ):
        named |= {row.cohort for row in store.load(name)}
    assert named == set(known)
    for each in known.values():
        assert each.known_problems and each.denominator and each.who
    assert Counter(each.kind for each in known.values()) == {
        "registry": 21,
        "autopsy": 6,
        "centre": 3,
        "inpatients": 2,
        "series": 2,
        "literature": 1,
    }


def test_a_cohort_without_a_matrix_says_so_and_names_one_that_has_it():
    for ask in (datasets.flows, datasets.primaries, datasets.sites):
        with pytest.raises(
            MetalearnError, match=r"no matrix of primaries by organs.* Cohorts with a matrix: MSK-MET\."
        ):
            ask("SEER bone 2010-2016")
    with pytest.raises(UnknownNameError, match="Did you mean 'Thyroid'"):
        datasets.subtype_flows("Thyroyd")


def test_names_are_spelt_as_in_britain():
    american = ("esoph", "tumor", "hematolog", "gynecolog", "leukemia", "color ")
    for name in (
        "cohorts",
        "flows_groups",
        "flows_subtypes",
        "cancer_types",
        "site_frequencies",
        "usual_sites",
        "organs",
    ):
        columns = [
            column.name
            for column in datasets.table(name).columns
            if column.type == "string"
            and not column.name.endswith(("as_printed", "_id", "_ids", "in_source"))
        ]
        for row in store.load(name):
            text = " ".join(str(getattr(row, column)) for column in columns).lower()
            assert not [word for word in american if word in text.replace("oesoph", "")], row


def test_notes_are_in_our_own_words():
    for name in ("cohorts", "site_frequencies", "organs"):
        text = (files.folder("data") / datasets.table(name).path).read_text(encoding="utf-8")
        assert "REVERSE" not in text and "not retrieved" not in text
