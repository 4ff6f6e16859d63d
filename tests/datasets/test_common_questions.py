"""Common questions, what is so instead of a misconception, and where sources disagree: complete, honest, plain."""

import re
from collections import Counter

import pytest

from metalearn import datasets

FAQ, BELIEFS, CONFLICTS = datasets.faq(), datasets.misconceptions(), datasets.conflicts()
AMERICAN = re.compile(r"\btumor\b|metastasiz|anesthe|fiber\b|color\b")


def test_the_ten_questions_of_the_scope_are_answered():
    assert [each.id for each in FAQ] == [f"F{number:02}" for number in range(1, 11)]
    items = [item for item in datasets.scope_items() if item.section == "Common questions"]
    assert Counter(each.lesson for each in FAQ) == Counter(item.lesson for item in items)
    for each, item in zip(FAQ, items, strict=True):
        assert each.lesson == item.lesson and each.question.endswith("?")
        assert {"yes": 2, "partial": 1, "no": 0}[each.checked] <= {"yes": 2, "partial": 1, "no": 0}[
            item.checked
        ]


@pytest.mark.parametrize("each", FAQ, ids=lambda each: each.id)
def test_an_answer_is_short_plain_and_says_when_to_ask(each):
    assert 80 < len(each.answer) <= 330 and len(each.ask) <= 180
    assert not AMERICAN.search(each.answer + each.ask) and "you should" not in each.answer.lower()
    assert re.search(r"\b(Ask|Tell|ask)\b", each.ask) and each.source_ids


@pytest.mark.parametrize("each", BELIEFS, ids=lambda each: each.id)
def test_what_is_so_is_short_and_says_whether_it_was_read(each):
    assert 40 < len(each.truth) <= 230 and each.truth[-1] in ".?" and each.truth != each.belief
    assert not AMERICAN.search(each.truth)
    assert bool(each.truth_source_ids) == (each.truth_checked != "no")
    assert not any(source.startswith("web_") for source in each.truth_source_ids)
    card = each.evidence("truth")
    meaning = datasets.table("misconceptions").column("truth_checked").meanings[each.truth_checked]
    assert card.how_read.startswith(meaning)


def test_truths_without_a_source_are_few_and_named():
    assert [each.id for each in BELIEFS if each.truth_checked == "no"] == ["M13", "M19", "M33"]


@pytest.mark.parametrize("each", CONFLICTS, ids=lambda each: each.id)
def test_a_conflict_has_two_sides_and_its_options_are_there(each):
    rows = {row.id: row for row in datasets.treatment_options()}
    assert each.one != each.other and each.about.endswith("?") and each.row_ids
    assert each.source_ids == tuple(dict.fromkeys((*each.one_source_ids, *each.other_source_ids)))
    assert each.one_source_ids and not set(each.one_source_ids) & set(each.other_source_ids)
    assert bool(each.other_source_ids) or each.checked == "partial"
    for id in each.row_ids:
        assert rows[id].note, f"{each.id} names {id}, whose note says nothing of it"
    assert not re.search(r"\d+(\.\d+)?%|\bmonths\b", each.one + each.other), "no survival figure in sight"
    assert set(each.evidence("about").sources) == set(map(datasets.reference, each.source_ids))
