"""The cards: every face from one state, closed until opened, and text that stays text."""

import gzip
import json
import re

import pytest

from metalearn import Cards, datasets
from metalearn.datasets import computed
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures import decks
from metalearn.figures.decks.design import Card, Deck

EVIL = "<img src=x onerror=alert(1)>"
EVERY = pytest.mark.parametrize("name", decks.names())


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def unwrapped(text):
    return " ".join(text.split())


@EVERY
def test_driving_walks_every_card_open_and_comes_back(name):
    cards = Cards(name)
    before = cards.describe()
    walked = list(cards.drive())
    assert cards.describe() == before and (cards.search, cards.group, cards.opened) == ("", "all", ())
    opened = {each for controls, _ in walked for each in controls["opened"]}
    assert opened == {card.id for card in cards.deck.cards if card.opens}
    if cards.deck.groups:
        assert {controls["group"] for controls, _ in walked} == {"all", *cards.deck.group_names}


@EVERY
def test_no_number_is_without_a_card_in_any_state(name):
    cards = Cards(name)
    assert cards.orphans() == ()
    for i, _ in enumerate(cards.drive()):
        assert i % 7 or cards.orphans() == ()


def test_what_is_closed_is_told_only_when_it_is_open():
    cards = Cards("faq")
    answer = datasets.faq()[0].answer
    assert answer not in unwrapped(cards.describe()) and answer not in str(cards.table())
    assert answer in cards.twin().split("<details>")[1]
    cards.opened = ["F01"]
    assert answer in unwrapped(cards.describe())
    assert [cards.deck.cards[0].title, answer] in cards.table()
    assert "Partly checked" in cards.describe()


def test_the_twin_has_every_card_whatever_is_searched():
    assert Cards("glossary", search="portal").twin() == Cards("glossary").twin()


def test_searching_says_how_many_are_left():
    cards = Cards("glossary", search="vessel lymph")
    assert "3 of 101 cards shown" in cards.describe() and len(cards.state.shown) == 3
    cards.search = "§§"
    assert "No card has all of these words." in cards.describe()
    assert payload(cards)["counts"][3] == "3 of 101 cards shown"
    assert (
        payload(cards)["counts"][0] == "No card has all of these words. Try fewer, or the beginning of one."
    )


def test_a_group_leaves_its_own_cards():
    cards = Cards("emergencies", group="Spine")
    assert [card.id for card in cards.state.shown] == ["T184"]
    assert "Part of the body: Spine" in cards.describe()


def test_markup_in_a_deck_stays_text():
    deck = Deck(
        "mine", EVIL, EVIL, (Card("a", EVIL, EVIL, EVIL, ((EVIL, EVIL),), ((EVIL, EVIL),), link=(EVIL, "a.ipynb")),),
        EVIL, groups=EVIL, search=EVIL, stamp=EVIL,
    )  # fmt: skip
    cards = Cards(deck, opened=["a"])
    assert "<img" not in cards.twin() and "&lt;img src=x onerror=alert(1)&gt;" in cards.twin()
    assert unwrapped(cards.describe()).count(EVIL) >= 8
    assert payload(cards)["cards"][0]["title"] == EVIL


def test_evidence_and_key_points_are_decks_of_their_own():
    flow = datasets.flows()[0]
    cards = Cards(evidence=[flow.evidence("n"), flow.evidence("percent")], title="Two numbers")
    assert cards.describe().startswith("Two numbers") and cards.orphans() == ()
    cards.opened = cards.deck.ids
    assert "Licence: Open Database Licence" in cards.describe() and cards.orphans() == ()
    given = computed("Share", "1 in 5", "counted")
    assert Cards(points=["About 1 in 5."], evidence=[given]).orphans() == ()
    assert Cards(points=["About 17 in 50."]).orphans() == ("17", "50")


def test_the_evidence_line_of_a_card_repeats_nothing():
    shipped = payload(Cards("glossary"))
    lines = [shipped["texts"][i] for i in shipped["cards"][0]["proof"]]
    assert lines == ["Row: angiogenesis (table glossary)", "How it was read: read in the source"]
    assert "Licence: Creative Commons" in shipped["about"] and "Last reviewed: " in shipped["about"]


def test_the_same_deck_gives_the_same_bytes_and_opens_light():
    for name in decks.names():
        cards = Cards(name)
        assert cards._payload == Cards(name)._payload
        assert len(cards._esm) + len(cards._code) + len(cards._payload) <= 20_000
        assert max(map(len, cards.describe().splitlines())) <= 110


@pytest.mark.parametrize(
    ("arguments", "keywords", "error", "said"),
    [
        (("glosary",), {}, UnknownNameError, "Unknown deck 'glosary'. Did you mean 'glossary'?"),
        (("emergencies",), {"group": "Spin"}, UnknownNameError, "Did you mean 'Spine'?"),
        (("faq",), {"opened": ["F1"]}, UnknownNameError, "Unknown card of 'faq' 'F1'. Did you mean 'F10'?"),
        (("faq",), {"serch": "x"}, TypeError, "Cards() has no keyword 'serch'. Did you mean 'search'?"),
        ((), {}, MetalearnError, "Cards need one thing to show"),
        (("faq",), {"points": ["a"]}, MetalearnError, "Cards need one thing to show"),
        ((3,), {}, MetalearnError, "Got 3."),
        (("faq",), {"opened": 3}, MetalearnError, "opened= takes a list; got 3."),
        ((), {"evidence": 3}, MetalearnError, "evidence= takes a list; got 3."),
        ((), {"points": 3}, MetalearnError, "points= takes a list; got 3."),
        (("glossary",), {"title": "T"}, MetalearnError, "A deck has a title of its own"),
    ],
)
def test_slips_are_answered(arguments, keywords, error, said):
    with pytest.raises(error, match=re.escape(said)):
        Cards(*arguments, **keywords)


def test_one_thing_alone_is_a_list_of_one():
    assert [card.title for card in Cards(points="Most cells die.").deck.cards] == ["Most cells die."]
    assert Cards("faq", opened="F10").opened == ("F10",)
    flow = datasets.flows()[0].evidence("n")
    assert Cards(evidence=flow).describe() == Cards(evidence=[flow]).describe()


def test_a_slip_in_a_trait_is_refused_and_changes_nothing():
    cards = Cards("faq")
    with pytest.raises(UnknownNameError):
        cards.opened = ["F99"]
    with pytest.raises(UnknownNameError):
        cards.group = "Cost"
    assert (cards.opened, cards.group) == ((), "all")


def test_progress_is_shown_from_what_this_machine_keeps():
    assert Cards("progress").describe().startswith("Your answers so far")
