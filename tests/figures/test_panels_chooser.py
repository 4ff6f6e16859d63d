"""The test chooser: each question has a first test, why, what it cannot show, and figures that can be compared."""

import pytest

from metalearn import Panel, datasets
from metalearn.figures.panels.chooser_questions import QUESTIONS, TESTS

every = pytest.mark.parametrize("question", QUESTIONS)


@every
def test_the_answer_is_told_after_a_choice_and_not_before(question):
    asked = QUESTIONS[question]
    panel = Panel("test-chooser", question=question)
    said = panel.state.scene.headline
    assert "?." not in said and f"{asked.asks.rstrip('?')}{said[len(asked.asks.rstrip('?'))]}" == (
        asked.asks if asked.asks.endswith("?") else f"{asked.asks}."
    )
    assert panel.state.scene.verdict == "open" and asked.why not in panel.describe() + panel.twin()
    for test in TESTS:
        panel.values = {"test": test}
        assert panel.state.scene.verdict == ("right" if test in asked.first else "wrong")
        assert asked.why in panel.describe() and asked.cannot in panel.describe()
        assert all(TESTS[name][0] in panel.describe() for name in asked.first)
    panel.values = {"test": "show"}
    assert panel.state.scene.verdict == "" and panel.evidence()


@every
def test_the_figures_are_those_of_one_study_and_one_way_of_counting(question):
    asked = QUESTIONS[question]
    rows = Panel("test-chooser", question=question, test="show").table()
    if not asked.study:
        assert rows[0][0] == "What follows"
        return
    found = [
        each
        for each in datasets.accuracy()
        if (each.source_id, each.organ, each.unit_of_analysis) == (asked.study, asked.where, asked.unit)
    ]
    assert [row[0] for row in rows[1:]] == [each.modality for each in found] and found
    assert all(row[1].startswith(f"{each.sensitivity:g}%") for row, each in zip(rows[1:], found, strict=True))
    assert len({each.context for each in found}) == 1


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("weak-legs", "whole spine"),
        ("headache", "MRI"),
        ("liver", "CT"),
        ("bones", "bone scan"),
        ("thirst", "Calcium"),
    ],
)
def test_the_first_test_is_one_that_the_table_of_organs_names(question, word):
    asked = QUESTIONS[question]
    assert word in datasets.organ(asked.organ).imaging
    assert any(word.lower() in TESTS[name][0].lower() for name in asked.first)


def test_an_emergency_is_called_one():
    panel = Panel("test-chooser", question="weak-legs", test="mri-spine")
    assert "emergency" in panel.describe() and "same day" in panel.describe()
