"""No orphan numbers: every number of every table has a card with a source, a unit and a date."""

import pytest

from metalearn import datasets
from metalearn.datasets import store
from metalearn.datasets.records import HOMES


@pytest.mark.parametrize("name", HOMES)
def test_every_field_of_every_row_gives_a_card(name):
    table = datasets.table(name)
    for record in store.load(name):
        for column in (*table.columns, *table.computed):
            card = record.evidence(column.name)
            assert card.value == getattr(record, column.name)
            assert card.key and card.title and card.licence and card.how_read and card.last_reviewed
            assert card.text().startswith(card.title)
            if column.is_number and card.value is not None:
                assert card.unit or name == "questions", (name, column.name)
                if column.name != "order":
                    assert card.sources, f"{card.key}: {column.name} has no source"


def test_a_step_without_a_source_says_that_it_was_not_checked():
    bare = [step for step in datasets.cascade_steps() if not step.source_ids]
    assert [step.checked for step in bare] == ["no"]


def test_the_card_of_a_flow_reads_well():
    bone = next(flow for flow in datasets.flows() if (flow.primary, flow.site) == ("Prostate", "Bone"))
    assert datasets.evidence(bone, "n").text().splitlines()[:7] == [
        "Patients with a metastasis at the site: 1,140 patients (between 1,130 and 1,151)",
        "Row: MSK-MET, Prostate, Bone (table flows)",
        "Who was counted: MSK-MET: 25,775 patients whose tumour was sequenced, 21,546 of them with metastases",
        "Part of: 2,172 (all patients with this cancer)",
        "How it was read: count estimated from a percentage cut to a whole number; read off a published figure; "
        "percentages read from a public re-creation of Figure 1 of the paper, turned into counts with the exact "
        "totals",
        "Source: Nguyen B, Fong C, Luthra A, et al. (2022). Genomic characterization of metastatic patterns from "
        "prospective clinical sequencing of 25,000 patients. Cell 185:563-575. doi:10.1016/j.cell.2022.01.003",
        "Licence: Open Database Licence 1.0; please attribute Nguyen et al. 2022, MSK-MET, via cBioPortal",
    ]
    percent = bone.evidence("percent")
    assert (round(percent.value, 1), round(percent.low, 1), round(percent.high, 1)) == (52.5, 52.0, 53.0)
    assert percent.unit == "percent"


def card(id, field="value"):
    return next(each for each in datasets.cascade_quantities() if each.id == id).evidence(field)


def test_a_published_number_is_named_by_its_own_row():
    first = [card(id).text().splitlines()[0] for id in ("Q01", "Q04", "Q06", "Q11")]
    assert first == [
        "Tumour cells shed into the blood leaving a growing tumour: 3,200,000 cells per gram per 24 hours",
        "Half-life of circulating tumour cells: 1 to 2.4 hours",
        "Injected cells that survived and left the vessel within 24 hours: 80 percent (at least 80)",
        "Doubling time of the tumour, fitted to the time to distant metastasis: 1.7 months (between 0.8 and 2.6)",
    ]
    assert card("Q23").how_read == "read in a news digest, not in the paper itself"
    assert card("Q23").known_problems[0].startswith("Read in a news digest (ASCO Post)")


def test_side_effects_carry_their_own_marker():
    row = next(each for each in datasets.treatment_options() if each.id == "T005")
    assert (row.checked, row.side_effects_checked) == ("yes", "no")
    assert row.evidence("option").how_read.startswith("read in the source")
    assert row.evidence("side_effects").how_read.startswith("not checked against a source")


def test_a_teaching_number_says_so():
    shares = {(each.preset, each.barrier): each for each in store.load("cascade_survival")}
    assert shares["koop_1995", "first_day"].kind == "measured"
    said = shares["koop_1995", "grow"].evidence("fraction")
    assert "a teaching number" in said.how_read
    assert said.text().splitlines()[0] == "Grew into a visible metastasis: 0.005 of the cells that reach it"
