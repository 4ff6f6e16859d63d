"""Facts that the lessons lean on, and what must never get lost."""

import dataclasses
import math

from metalearn import datasets
from metalearn.models.journey import cascade


def flow(primary, site):
    return next(each for each in datasets.flows() if (each.primary, each.site) == (primary, site))


def test_msk_met():
    assert len(datasets.flows()) == 126 == len(datasets.primaries()) * len(datasets.sites())
    msk = datasets.cohort("MSK-MET")
    assert (msk.n_patients, msk.n_metastatic) == (25_775, 21_546)
    assert (flow("Colorectal", "Liver").n, flow("Colorectal", "Liver").n_total) == (2024, 3548)
    assert (flow("Prostate", "Bone").n, flow("Prostate", "Bone").n_total) == (1140, 2172)
    assert "Oesophagogastric" in [each.primary for each in datasets.primaries()]
    assert any("4,229" in problem for problem in msk.known_problems)
    assert msk.n_patients - msk.n_metastatic == 4229


def test_flows_and_primaries_agree_on_the_patients():
    totals = {each.primary: each for each in datasets.primaries()}
    for each in datasets.flows():
        assert each.n_total == totals[each.primary].n_patients
        assert each.n_low <= each.n <= each.n_high <= each.n_total
        assert each.n_low <= totals[each.primary].n_metastatic
    assert sum(each.n_patients for each in totals.values()) < datasets.cohort("MSK-MET").n_patients


def test_steps():
    steps = datasets.cascade_steps()
    assert [step.order for step in steps] == list(range(1, 25))
    stages = {
        "before": 3,
        "invasion": 4,
        "entry": 4,
        "transport": 4,
        "arrival": 2,
        "colonisation": 5,
        "beyond": 2,
    }
    assert {name: [step.stage for step in steps].count(name) for name in stages} == stages
    assert [len(datasets.cascade_steps(route)) for route in datasets.ROUTES] == [21, 10, 10, 10]
    wide = [step.order for step in steps if step.evidence_route == "blood" and len(step.routes) == 4]
    assert wide == [19, 21, 22]  # evidence from spread by blood, shown on every route


def test_each_route_has_five_stages_with_titles():
    for route in datasets.ROUTES:
        stages = datasets.cascade_stages(route)
        assert [stage.order for stage in stages] == [1, 2, 3, 4, 5]
        for stage in stages:
            assert stage.title.endswith(")") and 1 <= stage.what_happens.count(". ") + 1 <= 3


def test_survival_presets_end_at_one_hundred_of_a_million():
    grid = {0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 1}
    for preset in datasets.survival_presets():
        assert [each.barrier for each in preset.barriers] == [
            "first_day",
            "leave",
            "settle",
            "divide",
            "grow",
        ]
        assert set(preset.fractions) <= grid
        assert math.isclose(math.prod(preset.fractions), 0.0001, rel_tol=1e-12)
        assert cascade.survivors(1_000_000, preset.fractions)[-1] == 100
        for barrier in preset.barriers:
            assert barrier.kind == "teaching" or barrier.checked == "yes"


def test_each_preset_has_its_own_bottleneck():
    found = {
        each.name: each.barriers[cascade.bottleneck(each.fractions)].barrier
        for each in datasets.survival_presets()
    }
    assert found == {"classic": "first_day", "fidler_1970": "first_day", "koop_1995": "grow"}


def test_numbers_of_the_literature():
    assert len(datasets.cascade_quantities()) == 34
    late = {
        each.quantity: each.value for each in datasets.cascade_quantities() if each.source_id == "pan_2017"
    }
    assert late["Distant recurrence in years 5 to 20, T1N0"] == 13
    assert late["Distant recurrence in years 0 to 20, 4 to 9 nodes involved"] == 52


def test_treatment_rows_keep_their_markers():
    rows = datasets.treatment_options()
    assert [row.id for row in rows] == [f"T{number:03}" for number in range(1, 202)]
    assert [row.checked for row in rows].count("no") == 5
    marks = {
        mark: [row.side_effects_checked for row in rows].count(mark) for mark in ("yes", "partial", "no")
    }
    assert marks == {"yes": 82, "partial": 44, "no": 75}
    text = " ".join(" ".join(map(str, dataclasses.astuple(row))) for row in rows)
    assert "unchecked" not in text.lower()  # what was not checked stands in the note, in a sentence
    assert text.lower().count("not checked") == 26


def test_a_source_that_is_not_an_original_says_so():
    cited = {id for row in datasets.treatment_options() for id in row.source_ids}
    standing = [datasets.reference(id).standing for id in sorted(cited)]
    assert [standing.count(each) for each in ("secondary source", "tertiary source", "third-party copy")] == [
        6,
        1,
        1,
    ]
    assert datasets.reference("nrg_br002_news").cite().endswith("[secondary source]")


def test_treatment_rows_never_rank():
    for row in datasets.treatment_options():
        words = f" {row.option} {row.goal_of_care} {row.note} ".lower()
        assert " best " not in words and "recommended" not in words, row.id


def test_glossary():
    assert len(datasets.glossary()) == 101
    assert datasets.define("CTC CLUSTER").term == "CTC cluster"
    for term in datasets.glossary():
        assert term.definition.endswith(".") and term.definition[0].isupper(), term.term
