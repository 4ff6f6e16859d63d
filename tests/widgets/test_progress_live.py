"""What is answered is kept once, and a live view hears of it; running a lesson leaves nothing behind."""

import ast
import json

import pytest

import metalearn
from metalearn import Quiz, datasets, progress
from metalearn.datasets import files
from metalearn.widgets import progress_file
from tests.widgets.answers import check, kept, opened, restart

LESSONS = sorted(files.folder("notebooks").glob("*.ipynb"))

pytestmark = pytest.mark.usefixtures("path")


def test_each_check_of_a_whole_answer_is_kept_once(path):
    quiz = check("Q01a", 0, 4)
    quiz.checked = True  # pressed again: nothing changed
    quiz.hinted = True
    quiz.checked = False
    quiz.answer, quiz.certainty, quiz.checked = 1, 2, True
    entries = kept(path)
    assert [(e["question"], e["result"], e["certainty"], e["answer"]) for e in entries] == [
        ("Q01a", "wrong", 4, [0]),
        ("Q01a", "right", 2, [1]),
    ]
    assert (
        entries[0]["checked_at"] < entries[1]["checked_at"] and entries[0]["lesson"] == "what-metastasis-is"
    )


def test_the_file_explains_itself(path):
    check("Q02b", 100, 3)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert set(content) == {"how_to_read", "format", "forgotten_at", "attempts"}
    assert set(content["how_to_read"]) >= {"checked_at", "result", "certainty", "answer", "to_forget"}
    assert path.read_text(encoding="utf-8").count("\n") > 15
    assert kept(path)[0]["answer"] == 100.0


def test_what_is_no_attempt_leaves_no_file(path):
    quiz = Quiz("Q01a")
    quiz.answer, quiz.certainty = 1, 3
    Quiz("Q01b").checked = True  # nothing was answered
    list(Quiz("Q08f").drive())
    quiz.describe(), quiz.table(), quiz.twin(), quiz.evidence(), repr(quiz), quiz._repr_mimebundle_()
    progress.summary(), progress.code(), opened(Quiz("Q01a"))
    assert not path.exists() and list(path.parent.iterdir()) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda each: each.stem)
def test_running_a_lesson_leaves_no_file(lesson, path, monkeypatch, capsys):
    """As nbval and refresh run it: every cell, no view."""
    monkeypatch.chdir(path.parent)
    monkeypatch.delenv(progress_file.VARIABLE)
    names = {}
    for cell in json.loads(lesson.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile(ast.parse("".join(cell["source"])), lesson.name, "exec"), names)
    assert not list(path.parent.glob("metalearn-progress*"))
    check("Q01a", 1)
    assert list(path.parent.glob("metalearn-progress*")) == [
        path
    ]  # this very folder is where it would have been


def test_stored_outputs_do_not_depend_on_who_ran_the_lesson(path):
    before = Quiz("Q01a")
    texts = before.describe(), before.twin(), before.get_state(["answer", "checked", "_payload"])
    check("Q01a", 0, 4)
    assert "You answered" not in check("Q01a", 1, 2).describe()  # no live view asked
    after = Quiz("Q01a")
    assert (after.describe(), after.twin(), after.get_state(["answer", "checked", "_payload"])) == texts


def test_a_live_view_hears_how_it_was_answered_and_can_retry(path):
    check("Q01a", 0, 3)
    restart()
    quiz = Quiz("Q01a")
    day = kept(path)[0]["checked_at"][:10]
    line = f"You answered this on {day}: not right, fairly sure."
    assert opened(quiz) == [{"earlier": line, "notice": ""}]
    assert line in quiz.describe() and quiz.answer == () and not quiz.checked and not quiz.orphans()
    heard = opened(quiz)
    quiz.answer, quiz.checked = 1, True
    assert heard[-1]["earlier"] == f"You answered this on {day}: right."
    assert line not in str(quiz.get_state()) and [e["result"] for e in kept(path)] == ["wrong", "right"]
    assert opened(Quiz("Q01b")) == [{"earlier": "", "notice": ""}]


def test_a_walk_through_all_states_is_no_attempt_but_a_check_after_it_is(path):
    quiz = Quiz("Q01a")
    walk = quiz.drive()
    next(walk)
    walk.close()
    quiz.answer, quiz.checked = 1, True
    assert len(kept(path)) == 1


def test_off_keeps_nothing_but_knows_until_the_kernel_ends(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv(progress_file.VARIABLE, "OFF")
    check("Q01a", 1, 3)
    assert progress.summary().right == 1 and list(path.parent.iterdir()) == []
    restart()
    assert progress.summary().right == 0


@pytest.mark.parametrize("off", ["off", "0", "False", "none", " no "])
def test_every_word_for_no_is_off(off, path, monkeypatch):
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv(progress_file.VARIABLE, off)
    check("Q01a", 1)
    assert progress.summary().right == 1 and list(path.parent.iterdir()) == []


def test_a_folder_can_be_named(path, monkeypatch):
    monkeypatch.setenv(progress_file.VARIABLE, str(path.parent))
    check("Q01a", 1)
    assert len(kept(path)) == 1


def test_progress_is_public():
    assert metalearn.progress is progress and "progress" in dir(metalearn)
    assert progress.summary().questions == len(datasets.questions())
