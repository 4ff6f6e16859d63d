"""The rows that belong to a choice: every row is reachable, care and trials are always there, nothing is ranked."""

from dataclasses import replace

import pytest

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.teaching import options
from metalearn.models.teaching.options import AGNOSTIC, ALL, ANY_PRIMARY, Catalogue

ROWS = datasets.treatment_options()
CATALOGUE = Catalogue(ROWS)
CHOICES = tuple(CATALOGUE.choices())


def row(**changed):
    """A small row of one's own."""
    return replace(ROWS[0], **{"id": "X1", "primary": "Mouse", "condition": "Any", **changed})


def test_every_row_of_the_table_is_reachable():
    seen = set()
    for choice in CHOICES:
        found = CATALOGUE.select(*choice)
        beside = [each for _, rows in found.beside for each in rows]
        seen |= {each.id for each in (*found.rows, *beside, *found.agnostic)}
    assert seen == {each.id for each in ROWS}


def test_a_row_is_reachable_by_its_own_condition_and_setting():
    for each in ROWS:
        if each.primary not in (ANY_PRIMARY, AGNOSTIC):
            assert each in CATALOGUE.select(each.primary, each.condition, each.setting).rows


def test_every_choice_has_rows_and_only_rows_of_its_own():
    for primary, condition, setting in CHOICES:
        rows = CATALOGUE.select(primary, condition, setting).rows
        assert rows
        assert {each.primary for each in rows} == {primary}
        assert condition == ALL or {each.condition for each in rows} == {condition}
        assert setting == ALL or {each.setting for each in rows} == {setting}


def test_care_and_trials_belong_to_every_choice():
    for choice in CHOICES:
        beside = [each for _, rows in CATALOGUE.select(*choice).beside for each in rows]
        assert len(beside) == sum(each.primary == ANY_PRIMARY for each in ROWS)
        assert any(each.modality == "clinical trial" for each in beside)
        assert any("palliative" in each.modality for each in beside)
        assert {"emergency", "symptom_control"} <= {each.setting for each in beside}


def test_the_order_is_that_of_the_table_within_a_setting():
    place = {each.id: i for i, each in enumerate(ROWS)}
    for choice in CHOICES:
        for _, rows in CATALOGUE.select(*choice).groups:
            places = [place[each.id] for each in rows]
            assert places == sorted(places)


def test_a_setting_without_rows_is_an_empty_selection_with_care_beside_it():
    found = CATALOGUE.select("GIST", setting="emergency")
    assert found.rows == ()
    assert found.headline == "No option for GIST, any biomarker or condition, emergency"
    assert found.beside


def test_rows_by_marker_come_where_their_setting_fits():
    assert CATALOGUE.select("Breast").agnostic
    assert CATALOGUE.select("Breast", setting="later_line").agnostic
    assert not CATALOGUE.select("Breast", setting="first_line").agnostic


def test_wider_and_narrower_conditions_are_pointed_at():
    conditions = ["HER2+", "HER2+ and HR+", "HER2-low", "HER2+ (brain)"]
    assert options.related("HER2+", conditions) == ("HER2+ and HR+", "HER2+ (brain)")
    assert options.related("HER2+ and HR+", conditions) == ("HER2+",)
    assert options.related("HER2", conditions) == ("HER2+", "HER2+ and HR+", "HER2-low", "HER2+ (brain)")
    assert options.related(ALL, conditions) == ()


@pytest.mark.parametrize(
    ("checked", "side", "effects", "expected"),
    [
        ("yes", "yes", "nausea", "yes"),
        ("yes", "no", "nausea", "partial"),
        ("yes", "partial", "nausea", "partial"),
        ("yes", "no", "", "yes"),
        ("partial", "yes", "nausea", "partial"),
        ("no", "yes", "nausea", "no"),
        ("??", "yes", "nausea", "no"),
    ],
)
def test_a_row_counts_as_checked_only_when_all_of_it_was(checked, side, effects, expected):
    assert options.overall(row(checked=checked, side_effects_checked=side, side_effects=effects)) == expected


def test_a_table_of_ones_own_may_have_settings_of_its_own():
    own = Catalogue((row(setting="pre_hab"), row(id="X2", setting="first_line")))
    assert own.settings("Mouse") == ("first_line", "pre_hab")
    assert [name for name, _ in own.select("Mouse").groups] == ["First line (first treatment)", "Pre hab"]
    assert own.select("Mouse").beside == ()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (
            ("Brest",),
            "Unknown primary 'Brest'. Did you mean 'Breast'? See all 26 with metalearn",
        ),
        (
            ("GIST", "PDGFRA D842"),
            "Did you mean 'PDGFRA D842V'? See all 4 with metalearn.models",
        ),
        (("GIST", ALL, "first line"), "Did you mean 'first_line'?"),
    ],
)
def test_unknown_names_are_answered_with_the_nearest(choice, said):
    with pytest.raises(UnknownNameError) as caught:
        CATALOGUE.select(*choice)
    assert said in str(caught.value)


def test_what_the_messages_point_to_exists():
    assert len(options.primaries()) == 26
    assert options.conditions("GIST")
    assert "emergency" in options.settings()
    with pytest.raises(UnknownNameError):
        options.conditions("Brest")
