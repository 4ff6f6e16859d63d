"""The decks of cards: complete, honest about what was read, calm, and found by name and by search."""

import re

import pytest

from metalearn import datasets
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures import decks
from metalearn.figures.decks import emergencies, given, progress
from metalearn.figures.decks.design import Card, Deck, hidden
from metalearn.models.teaching.progress import Attempt, summary

EVERY = pytest.mark.parametrize("name", decks.names())
JARGON = re.compile(
    r"compression|intracranial|calcaemia|effusion|superior vena|obstruction|fracture|chemosensitive|centesis"
    r"|anti\w+tory|antiresorptive|endoscopic|percutaneous|orthopaedic",
    re.I,
)
FRIGHT = re.compile(r"\b(deadly|fatal|die|dying|devastat\w*|minutes|hours|countdown|panic|must)\b|!", re.I)


@EVERY
def test_every_card_can_be_told_apart_and_has_a_source(name):
    deck = decks.deck(name)
    assert deck.name == name and deck.cards and len(set(deck.ids)) == len(deck.cards)
    assert len({card.title for card in deck.cards}) == len(deck.cards)
    for card in deck.cards:
        assert card.sources or card.checked == "no", card.id
        assert card.checked in ("yes", "partial", "no")
        assert card.evidence and all(map(datasets.reference, card.sources))


def test_the_glossary_and_the_beliefs_are_the_tables():
    glossary = decks.deck("glossary")
    assert {(card.title, card.text) for card in glossary.cards} == {
        (term.term, term.definition) for term in datasets.glossary()
    }
    titles = [card.title for card in glossary.cards]
    assert titles == sorted(titles, key=str.casefold)  # the page says: from A to Z
    beliefs = decks.deck("misconceptions")
    for card, belief in zip(beliefs.cards, datasets.misconceptions(), strict=True):
        assert (card.title, card.text) == (belief.belief, "")
        assert card.more[0] == ("", belief.truth) and card.more[1][1] == belief.findings
        assert card.checked == belief.truth_checked


def test_an_answer_stays_closed_and_says_when_to_ask():
    for card, asked in zip(decks.deck("faq").cards, datasets.faq(), strict=True):
        assert list(card.seen()) == [asked.question, "", ""]
        assert [text for _label, text in card.more] == [asked.answer, asked.ask]


def test_emergencies_lean_on_both_tables_and_are_calm():
    deck = decks.deck("emergencies")
    rows = {row.id: row for row in datasets.treatment_options() if row.setting == "emergency"}
    assert {each.row for each in emergencies.SITUATIONS} == set(rows)
    for card, situation in zip(deck.cards, emergencies.SITUATIONS, strict=True):
        plain, named = card.title.removesuffix(")").split(" (")
        assert plain[0].isupper() and not JARGON.search(plain)
        assert JARGON.search(named), named
        assert all(text[0].isupper() for _label, text in card.more)
        assert not JARGON.search(re.sub(r"\(.*?\)", "", situation.hospital))
        assert [label for label, _text in card.facts] == [
            emergencies.WARNING,
            emergencies.STEP,
            emergencies.WAIT,
        ]
        assert re.search(r"[Cc]all the (cancer team|emergency number)", situation.step)
        assert not FRIGHT.search(f"{situation.warning} {situation.step} {situation.wait}")
        assert set(rows[card.id].source_ids) <= set(card.sources)
        assert not (card.checked == "yes" and rows[card.id].checked != "yes")
    assert "not advice" in deck.stamp and "not advice" in decks.deck("faq").stamp


def test_a_search_finds_every_word_anywhere_in_any_case():
    deck = decks.deck("glossary")
    found = deck.find("VESSEL  lymph")
    assert [card.title for card in found] == ["intravasation", "lymphangiogenesis", "lymphatic spread"]
    assert deck.find("") == deck.cards and deck.find("(") != deck.cards
    faq = decks.deck("faq")
    inside = faq.find("licensing")
    assert [card.id for card in inside] == ["F07"] and hidden(inside[0], "licensing")
    assert not hidden(inside[0], "driving")


def test_a_group_is_one_of_the_decks_own():
    deck = decks.deck("misconceptions")
    assert {card.group for card in deck.find(group="Staging")} == {"Staging"}
    assert deck.find("stage", "Staging") != deck.find("stage")
    with pytest.raises(UnknownNameError, match=r"'Stagin'\. Did you mean 'Staging'"):
        deck.find(group="Stagin")
    with pytest.raises(UnknownNameError, match="card of 'misconceptions' 'M99'"):
        deck.card("M99")


def test_an_unknown_deck_is_refused():
    with pytest.raises(UnknownNameError, match=r"'emergency'\. Did you mean 'emergencies'"):
        decks.deck("emergency")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://example.org", "../x.ipynb", "https://a b"]
)
def test_a_link_leads_to_a_lesson_or_a_safe_address(address):
    with pytest.raises(MetalearnError, match="links to"):
        Deck("d", "T", "", (Card("a", "A", link=("go", address)),))
    Deck(
        "d",
        "T",
        "",
        (Card("a", "A", link=("go", "01_what.ipynb")), Card("b", "B", link=("go", "https://a.org"))),
    )


@pytest.mark.parametrize(
    ("cards", "about", "said"),
    [
        ((), (), "at least one card"),
        (("Bone",), (), "nothing but Cards"),
        ((Card("a", "A", checked="maybe"),), (), "checked='maybe'; it can be 'yes', 'partial', 'no' or ''"),
        ((Card("a", "A"),), ("154",), "are evidence cards"),
    ],
)
def test_a_deck_that_cannot_be_shown_is_refused(cards, about, said):
    with pytest.raises(MetalearnError, match=said):
        Deck("d", "T", "", cards, about=about)


def test_two_cards_of_one_id_are_refused():
    with pytest.raises(MetalearnError, match="two cards of the id 'a'"):
        Deck("d", "T", "", (Card("a", "A"), Card("a", "B")))


def test_key_points_are_sentences_or_pairs():
    deck = given.key_points(["One.", ("Two", "And more.")], "Take home")
    assert [(card.title, card.text) for card in deck.cards] == [("One.", ""), ("Two", "And more.")]
    assert deck.title == "Take home" and not deck.opens
    for wrong in ([], [("a", "b", "c")], [3], [" "]):
        with pytest.raises(MetalearnError):
            given.key_points(wrong)


def test_an_evidence_card_shows_the_value_and_keeps_its_source_behind():
    flow = datasets.flows()[0]
    card = given.evidence([flow.evidence("n")]).cards[0]
    assert card.text == "154 patients (between 153 and 156)"
    assert [label for label, _text in card.facts] == ["Row", "Who was counted", "Part of"]
    assert [label for label, _text in card.more][:3] == ["How it was read", "Source", "Licence"]
    for wrong in ([], ["154"]):
        with pytest.raises(MetalearnError, match="come from a record or a widget"):
            given.evidence(wrong)


def test_progress_counts_what_was_answered_and_blames_nobody():
    empty = progress.deck(summary((), datasets.questions()))
    assert [card.text for card in empty.cards] == ["No question answered yet."]
    first = Attempt("Q01a", "what-metastasis-is", "2026-03-01T09:30:00.000Z", "wrong", 4)
    deck = progress.deck(summary([first], datasets.questions()))
    assert [card.id for card in deck.cards] == ["all", "Q01a", "what-metastasis-is"]
    assert deck.cards[0].facts[0] == (progress.LOOK, "Q01a")  # what is most worth a second look stands first
    assert dict(deck.cards[0].facts) == {
        "Right": "0",
        "Partly right": "0",
        "Not right yet": "1",
        progress.LOOK: "Q01a",
        "First and last answer": "2026-03-01, 2026-03-01",
    }
    assert not re.search(r"fail|wrong answers|score", " ".join(deck.cards[0].seen()))


def test_progress_says_what_to_read_again_and_sets_before_beside_since():
    """What waits for its lesson is named, and neither right nor wrong."""
    lesson, when = "what-metastasis-is", "2026-03-0{}T09:30:00.000Z"
    kept = [
        Attempt("Q01a", lesson, when.format(1), "right", 4, (1,), "before"),
        Attempt("Q01b", lesson, when.format(1), "wrong", 4, (1,), "before"),
        Attempt("Q03a", "routes", when.format(1), "wrong", 4, (4,), "before"),
        Attempt("Q01a", lesson, when.format(2), "wrong", 3, (0,)),
        Attempt("Q01b", lesson, when.format(2), "right", 2, (0, 2)),
    ]
    deck = progress.deck(summary(kept, datasets.questions()))
    assert [card.id for card in deck.cards] == ["all", "Q01a", "before", lesson]
    look, both = deck.cards[1:3]
    assert look.facts == (
        (progress.THOUGHT, datasets.mistake("E01").mistake),
        (progress.READ, "What metastasis is, and what it is not"),
    )
    assert look.text == datasets.question("Q01a").stem
    assert dict(both.facts) == {
        "Put right since": "1",
        "Right before, another answer since": "1",
        "Q01a": "right, certain → not right, fairly sure",
        "Q01b": "not right, certain → right, not sure",
        "To be met again at the end of a lesson": "Q03a",
    }
    waiting = progress.deck(summary(kept[2:3], datasets.questions()))
    assert "wrong" not in str([card.seen() for card in waiting.cards])
    assert "not right" not in str([card.seen() for card in waiting.cards]).lower()
