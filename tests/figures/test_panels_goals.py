"""The goals panel: the treatment table by goal and reach, which goals speak to what matters, and no ranking."""

import pytest

from metalearn import Panel, datasets
from metalearn.figures.panels import goals
from metalearn.figures.panels.goals_words import EXAMPLES, GOALS, MATTERS, NOTES, REACHES, REASONS, SAYS

every_matter = pytest.mark.parametrize("matters", MATTERS)


def test_every_row_has_a_goal_and_every_word_names_one():
    rows = datasets.treatment_options()
    assert [row.id for row in rows if not goals.goals_of(row)] == []
    for words in SAYS.values():
        for word in words:
            assert any(word in row.goal_of_care for row in rows), word
    assert list(SAYS) == list(GOALS)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("T168", ("cure",)),
        ("T060", ("cure", "control")),
        ("T133", ("control", "relief")),  # "usually not curative" is no cure
        ("T180", ("relief",)),
        ("T181", ("prevention",)),
        ("T185", ("prevention",)),
        ("T085", ("watch",)),
        ("T027", ("find_out",)),  # "no gain" is no control
        ("T198", ("relief",)),
    ],
)
def test_a_goal_is_read_from_the_words_of_the_row(row, expected):
    assert goals.goals_of(next(each for each in datasets.treatment_options() if each.id == row)) == expected


def test_the_cells_of_the_grid_hold_each_row_once_for_each_of_its_goals():
    rows = datasets.treatment_options()
    for goal in GOALS:
        parts = [goals.cell(goal, reach) for reach in REACHES if reach != goals.ANYWHERE]
        assert sum(map(len, parts)) == len(goals.cell(goal, goals.ANYWHERE)) > 0
    both = sum(len(goals.cell(goal, goals.ANYWHERE)) for goal in GOALS)
    assert both == sum(len(goals.goals_of(row)) for row in rows) > len(rows)


@every_matter
def test_what_matters_moves_its_goals_up_and_leaves_no_goal_out(matters):
    panel = Panel("goals", matters=matters)
    _header, *rows = panel.state.scene.rows
    labels = [GOALS[name][0] for name in REASONS[matters]]
    assert [row[0] for row in rows][: len(labels)] == labels
    assert sorted(row[0] for row in rows) == sorted(label for label, _means in GOALS.values())
    assert [row[-1] == "yes" for row in rows] == [row[0] in labels for row in rows]
    assert all(why in panel.describe() for why in REASONS[matters].values())


@every_matter
def test_it_recommends_nothing(matters):
    for goal in GOALS:
        scene = Panel("goals", matters=matters, goal=goal).state.scene
        assert NOTES["no_advice"] in scene.notes and scene.verdict == ""
        assert not any(word in " ".join(scene.text) for word in ("best", "should", "recommend"))


def test_two_people_who_say_different_things_see_the_same_treatments():
    shown = {Panel("goals", matters=matters, goal="relief").state.scene.text for matters in MATTERS}
    assert len(shown) == 1


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("reach", REACHES)
def test_the_examples_are_rows_of_the_opened_cell(goal, reach):
    shown = goals.examples(goal, reach)
    assert set(shown) <= set(goals.cell(goal, reach)) and len(shown) <= goals.SHOWN
    text = Panel("goals", goal=goal, reach=reach).state.scene.text
    assert text == (NOTES["empty"],) if not shown else len(text) == len(shown)


def test_what_was_not_checked_says_so():
    by_id = {row.id: row for row in datasets.treatment_options()}
    watching = Panel("goals", goal="watch").state.scene.text
    flagged = ["This use was not checked." in each for each in watching]
    assert (
        flagged == [by_id[name].checked != "yes" for name in ("T085", "T105", "T200")] == [False, True, True]
    )
    checked = Panel("goals", goal="relief").state.scene.text[0]
    assert by_id["T180"].side_effects_checked == "yes" and "checked" not in checked


def test_the_examples_and_the_single_session_exist():
    by_id = {row.id: row for row in datasets.treatment_options()}
    assert set(EXAMPLES) <= set(by_id) and len(set(EXAMPLES)) == len(EXAMPLES)
    assert "Single-fraction" in by_id["T084"].option and by_id["T084"].checked == "yes"
    assert all(set(REASONS[name]) <= set(GOALS) for name in MATTERS)
