"""The scope of the course, and what people believe: complete, in line with the lessons, honest about what was read."""

import re
import tomllib
from collections import Counter

import pytest

from metalearn import datasets
from metalearn.datasets import files
from metalearn.errors import UnknownNameError

ITEMS = datasets.scope_items()
BELIEFS = datasets.misconceptions()
WEB = {
    "web_medlineplus_metastasis": 11,
    "web_cancershospitals_metastasis": 124,
    "web_wikimd_metastasis": 26,
    "web_paraphrase_metastatic": 27,
    "web_explanation_metastatic": 35,
}
PER_LESSON = {
    "what-metastasis-is": 14,
    "journey-of-one-cell": 20,
    "routes": 7,
    "where-cancers-go": 10,
    "dormancy": 4,
    "symptoms": 11,
    "finding-it": 32,
    "staging": 12,
    "goals-of-treatment": 32,
    "treatment-options": 8,
    "few-metastases": 5,
    "response-and-survival": 9,
    "living-with-it": 21,
    "capstone": 6,
}


def test_all_191_items_have_one_lesson():
    assert [each.no for each in ITEMS] == list(range(1, 192))
    assert Counter(each.lesson for each in ITEMS) == PER_LESSON
    for lesson, count in PER_LESSON.items():
        assert len(datasets.scope_items(lesson)) == count


def test_the_lessons_of_the_registry_take_up_the_items_that_are_theirs():
    registry = tomllib.loads((files.folder("notebooks") / "course.toml").read_text(encoding="utf-8"))
    for lesson in registry["lesson"]:
        if lesson["id"] in PER_LESSON:
            theirs = [each.no for each in datasets.scope_items(lesson["id"])]
            assert lesson["scope_items"] == theirs, lesson["id"]


def test_verdicts():
    assert Counter(each.verdict for each in ITEMS) == {
        "ok": 134,
        "imprecise": 26,
        "contested": 1,
        "wrong": 5,
        "template": 6,
        "list": 3,
        "gap": 16,
    }
    assert [each.no for each in ITEMS if each.verdict == "wrong"] == [6, 7, 47, 84, 138]
    assert [each.no for each in ITEMS if each.verdict == "contested"] == [41]
    for each in ITEMS:
        assert each.comment or each.verdict == "ok", f"{each.no}: {each.verdict}, and no word why"


def test_a_gap_is_in_none_of_the_five_and_everything_else_is_in_one():
    assert Counter(id for each in ITEMS for id in each.web_sources) == WEB
    for each in ITEMS:
        assert bool(each.web_sources) == (each.verdict != "gap"), each.no


def test_what_was_not_opened_says_so():
    assert Counter(each.checked for each in ITEMS) == {"yes": 84, "partial": 76, "no": 31}
    for each in ITEMS:
        assert bool(each.source_ids) == (each.checked != "no"), each.no


def test_a_specimen_is_a_line_and_the_rest_is_in_our_own_words():
    for each in ITEMS:
        quoted = re.findall(r'"([^"]*)"', each.item)
        assert all(len(text) <= 90 for text in quoted), each.no
        own = re.sub(r'"[^"]*"', "", f"{each.item} {each.comment}")
        assert not re.search(r"tumor\b|metastasiz|\bseeds? \d", own), each.no
        assert len(own) <= 260, each.no


def test_thirty_three_misconceptions():
    assert [each.id for each in BELIEFS] == [f"M{number:02}" for number in range(1, 34)]
    assert len({each.belief for each in BELIEFS}) == 33
    for each in BELIEFS:
        assert each.findings.endswith(".") and each.belief[0].isupper() and not each.belief.endswith(".")
        assert set(each.lessons) <= set(PER_LESSON)


def test_questions_and_misconceptions_name_each_other():
    """Which questions look for which belief, by their wrong choices too, is compared in test_questions.py."""
    named = {each.id: each.misconception for each in datasets.questions() if each.misconception}
    for id, belief in named.items():
        assert id in datasets.misconception(belief).questions, id
    both = {(belief.id, id) for belief in BELIEFS for id in belief.questions}
    assert set(named.items()) <= {(id, belief) for belief, id in both}
    assert not [belief.id for belief in BELIEFS if not belief.questions]
    assert {id for belief, id in both if belief in ("M13", "M33")} == {"Q14e"}


def test_how_a_belief_is_known_agrees_with_what_was_read():
    for each in BELIEFS:
        if each.how_known == "experience":
            assert each.checked == "no" and not each.source_ids
        else:
            assert each.source_ids and each.checked != "no"
        if each.how_known in ("study", "report"):
            assert re.search(r"\d", each.findings) or each.id == "M02"
        else:
            assert each.findings.startswith("No study of learners was found."), each.id


def test_figures_of_studies():
    said = {each.id: each.findings for each in BELIEFS}
    for id, figures in {
        "M03": ("105", "63%", "44%", "46%"),
        "M08": ("957", "41%", "13%", "626", "37%"),
        "M24": ("69%", "81%", "1,193"),
        "M30": ("66.7%",),
        "M31": ("28.8%", "12.6%", "44.4%"),
    }.items():
        assert all(figure in said[id] for figure in figures), id


def test_an_unknown_lesson_or_id_gets_the_nearest():
    with pytest.raises(
        UnknownNameError, match=r"lesson with scope items 'stagin'\. Did you mean 'staging'\?"
    ):
        datasets.scope_items("stagin")
    with pytest.raises(UnknownNameError, match="Unknown lesson with misconceptions 'symptom'"):
        datasets.misconceptions("symptom")
    with pytest.raises(UnknownNameError, match="Unknown misconception 'M99'"):
        datasets.misconception("M99")
