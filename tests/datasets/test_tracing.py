"""From a number to its cards, and what is left without one."""

from dataclasses import replace

import pytest

from metalearn import datasets
from metalearn.datasets.cards import OWN, computed, told, whole
from metalearn.datasets.sheets import distinct, sheets, text_of
from metalearn.datasets.tracing import find, orphans
from metalearn.errors import UnknownNameError

BREAST = [flow for flow in datasets.flows() if flow.primary == "Breast"]
CARDS = [flow.evidence(field) for flow in BREAST for field in ("n", "percent")]


def test_a_number_finds_the_cards_that_are_about_it():
    assert [card.key for card in find("1,278", CARDS, "")] == ["MSK-MET, Breast, Bone"]
    assert [card.key for card in find(1278, CARDS, "")] == ["MSK-MET, Breast, Bone"]
    assert [card.field for card in find("49%", CARDS, "")] == ["percent"]
    assert find("1,289", CARDS, "")[0].high == 1289


def test_a_number_that_is_only_the_whole_of_others_finds_those():
    assert len(find("2,609", CARDS, "")) == len(CARDS)
    total = BREAST[0].evidence("n_total")
    assert find("2,609", [*CARDS, total], "") == (total,)


def test_a_number_of_a_citation_finds_the_cards_that_cite():
    assert len(find("25,000", CARDS, "")) == len(CARDS)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("1,279", r"no number 1,279 with a card here\. There are: 1,278, 1,266, 602\."),
        ("many", "'many' is not one number"),
        ("1,278 of 2,609", "is not one number"),
    ],
)
def test_a_number_that_is_not_there_gets_what_is(number, message):
    with pytest.raises(UnknownNameError, match=message):
        find(number, CARDS, "602 people, 1,278 patients (from 1,266)")


def test_without_any_number_that_is_said():
    with pytest.raises(UnknownNameError, match=r"There are no numbers\."):
        find("7", [], "no digit here")


def test_orphans_are_the_numbers_no_card_gives():
    text = "1,278 of 2,609 (49%), between 1,266 and 1,289; Step 2 of 5; HER2; 4,711 or 50%"
    assert orphans(text, CARDS) == ("4,711", "50%")


def test_the_digits_of_an_open_card_and_of_a_citation_are_no_orphans():
    card = BREAST[0].evidence("n")
    assert orphans(card.text(), [card]) == ()
    assert orphans("As Nguyen et al. 2022 say.", [card]) == ()
    assert orphans("As Meier et al. 2021 say.", [card]) == ("2021",)
    assert orphans("As Meier et al. 2021 say.", [card], ["Meier et al. 2021"]) == ()


def test_a_computed_number_carries_what_its_inputs_carry():
    bone, lung = (
        next(flow for flow in BREAST if flow.site == site).evidence("n") for site in ("Bone", "Lung")
    )
    both = computed("Both", bone.value + lung.value, "added", [bone, lung], unit="patients", low=1, high=9)
    assert (both.value, both.low, both.high, both.formula) == (1880, 1, 9, "added")
    assert (both.sources, both.licence, both.cohort) == (bone.sources, bone.licence, bone.cohort)
    assert both.last_reviewed == bone.last_reviewed
    assert both.text().splitlines()[:3] == [
        "Both: 1,880 patients (between 1 and 9)",
        "How it was computed: added",
        "From: table flows",
    ]


def test_the_oldest_review_counts_and_a_choice_of_the_reader_has_no_source():
    first = BREAST[0].evidence("n")
    older = replace(first, last_reviewed="2020-01-01")
    assert computed("x", 1, "y", [first, older]).last_reviewed == "2020-01-01"
    chosen = computed("Your value", 0.2, "set with the slider")
    assert chosen.text() == "Your value: 0.2\nHow it was computed: set with the slider"


def test_a_table_as_a_whole_names_its_sources_when_they_are_few():
    assert [source.id for source in whole("flows").sources] == ["msk_met_2022"]
    many = whole("treatment_options")
    assert many.sources == () and "sources: each row its own" in many.known_problems[0]
    assert many.value == len(datasets.treatment_options())


def test_only_texts_with_a_number_give_a_card():
    step = next(step for step in datasets.cascade_steps() if step.order == 14)
    assert [card.field for card in told(step, "fact", "what_happens")] == ["fact"]


def test_what_cards_share_is_said_once():
    (sheet,) = sheets(CARDS)
    assert len(sheet.rows) == len(BREAST)
    assert all(line not in own for own in sheet.rows for line in sheet.shared)
    for line in ("Licence: ", "Last reviewed: ", "Source: ", "Part of: 2,609"):
        assert sum(text.startswith(line) for text in text_of(CARDS).split("\n")) == 1
    said = set(text_of(CARDS).split("\n"))
    assert all(line in said for card in CARDS for line in card.text().split("\n"))


def test_beside_its_inputs_a_computed_number_is_two_lines():
    total = computed("Sum", 9, "added", CARDS)
    (sheet,) = sheets([*CARDS, total])
    assert sheet.rows[-1] == ("Sum: 9", "How it was computed: added")
    (alone,) = sheets([total])
    assert len(alone.rows[0]) > 5 and alone.shared == ()


def test_a_total_that_rows_repeat_is_told_once():
    assert len(distinct(flow.evidence("n_total") for flow in BREAST)) == 1
    assert len(distinct(CARDS)) == len(CARDS)


def test_a_row_of_ones_own_does_not_borrow_our_licence_or_review():
    own = replace(BREAST[0], cohort="My clinic", source_id="my_register")
    card = own.evidence("n")
    assert (card.licence, card.last_reviewed, card.known_problems) == (OWN, "", ())
    assert "re-creation of Figure 1" not in card.how_read
    assert card.sources[0].id == "my_register" and not card.sources[0].complete
    assert card.cohort == "My clinic"
