"""What is answered is kept: by two kernels at once, through a kill, damage and a full disk; a code carries it."""

import ast
import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import metalearn
from metalearn import Quiz, datasets, progress
from metalearn.datasets import files
from metalearn.errors import MetalearnError
from metalearn.widgets import progress_file

LESSONS = sorted(files.folder("notebooks").glob("*.ipynb"))


@pytest.fixture(autouse=True)
def path(tmp_path, monkeypatch):
    """A file of its own for each test, and a kernel that has just started."""
    chosen = tmp_path / progress_file.NAME
    monkeypatch.setenv(progress_file.VARIABLE, str(chosen))
    progress_file._session.clear()
    yield chosen
    progress_file._session.clear()


def check(id, answer, certainty=0):
    quiz = Quiz(id)
    quiz.answer, quiz.certainty, quiz.checked = answer, certainty, True
    return quiz


def opened(quiz):
    """Open a live view: it asks, and hears what was answered before."""
    heard = []
    quiz.send = lambda content, *_more: heard.append(content)
    quiz._handle_custom_msg({"ask": "earlier"}, [])
    return heard


def restart():
    progress_file._session.clear()


def kept(path):
    return json.loads(path.read_text(encoding="utf-8"))["attempts"]


def python(script, path, *words):
    environment = {**os.environ, progress_file.VARIABLE: str(path)}
    return subprocess.Popen([sys.executable, "-c", script, *words], env=environment)


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


TWO = """
import sys, time
from metalearn import Quiz
from metalearn.widgets import progress_file
locks = sys.argv[2] == "True"
if not locks:
    progress_file.fcntl = None
Quiz("Q01a")
while not progress_file.where().with_name("go").exists():
    time.sleep(0.001)
for n in range(60):
    quiz = Quiz(sys.argv[1])
    quiz.answer, quiz.certainty, quiz.checked = n % 4, 1 + n % 4, True
    if locks:
        progress_file._session.clear()  # nothing heals what a missing lock would lose
"""


@pytest.mark.parametrize("locks", [True, False], ids=["with locks", "without locks"])
def test_two_kernels_at_once_lose_nothing(path, locks):
    """Without locks one may overtake the other, whose next answer brings back what was lost."""
    both = [python(TWO, path, id, str(locks)) for id in ("Q01a", "Q05b")]
    time.sleep(1)
    path.with_name("go").touch()
    assert [each.wait(60) for each in both] == [0, 0]
    counts = [sum(each["question"] == id for each in kept(path)) for id in ("Q01a", "Q05b")]
    assert max(counts) == 60 and (min(counts) == 60 or not locks)
    assert {each.name for each in path.parent.iterdir()} == {path.name, "go"}


def test_what_was_overtaken_without_locks_comes_back_with_the_next_answer(path, monkeypatch):
    monkeypatch.setattr(progress_file, "fcntl", None)
    check("Q01a", 1)
    path.write_text(progress_file._text((), ""), encoding="utf-8")  # another kernel had read it before
    check("Q01b", (0, 2))
    assert [each["question"] for each in kept(path)] == ["Q01a", "Q01b"]


KILLED = """
import sys
from metalearn import Quiz
while True:
    quiz = Quiz("Q01a")
    quiz.answer, quiz.checked = 1, True
    print(".", flush=True)
"""


KILLED_BEFORE_RENAMING = """
import os, pathlib, signal
from metalearn import Quiz
pathlib.Path.replace = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
quiz = Quiz("Q01a")
quiz.answer, quiz.checked = 1, True
"""


def test_a_kernel_killed_in_the_middle_of_writing_leaves_a_whole_file(path):
    check("Q02a", (3, 1, 4, 2, 0), 4)
    before = 1
    for pause in (0.003, 0.011, 0.017, 0.029, 0.041, 0.053):
        running = subprocess.Popen(
            [sys.executable, "-c", KILLED],
            env={**os.environ, progress_file.VARIABLE: str(path)},
            stdout=subprocess.PIPE,
        )
        running.stdout.readline()
        time.sleep(pause)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        assert len(kept(path)) > before
        before = len(kept(path))
    running = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_RENAMING], env={**os.environ, progress_file.VARIABLE: str(path)}
    )
    assert running.returncode == -signal.SIGKILL and len(kept(path)) == before
    left = list(path.parent.glob(".*.new"))
    assert left
    for rest in left:
        os.utime(rest, (0, 0))  # the next kernel comes much later
    restart()
    assert check("Q01b", (0, 2)).describe().count("could not") == 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert len(kept(path)) == before + 1 and kept(path)[0]["question"] == "Q02a"
    assert not list(path.parent.glob("*damaged*"))


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b'{"attempts": [',
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"format": 1, "forgotten_at": "", "attempts": [{"question": "Q01a"}]}',
        b"[" * 100_000,
    ],
    ids=["empty", "cut", "bytes", "list", "null", "entry", "deep"],
)
def test_a_damaged_file_is_set_aside_with_one_message(path, damage):
    path.write_bytes(damage)
    said = opened(quiz := Quiz("Q01a"))[0]["notice"]
    assert said.startswith(f"{path.name} was damaged") and "metalearn-progress.damaged-1.json" in said
    assert "damaged" in quiz.describe() and not quiz.orphans()
    assert path.with_name("metalearn-progress.damaged-1.json").read_bytes() == damage
    assert opened(Quiz("Q01b")) == [{"earlier": "", "notice": ""}]
    check("Q01a", 1)
    path.write_bytes(damage)
    assert "damaged-2.json" in progress.summary().notice
    assert path.with_name("metalearn-progress.damaged-2.json").read_bytes() == damage


def test_damage_met_when_checking_is_said_there_and_the_answer_is_kept(path):
    path.write_text("{")
    quiz = check("Q01a", 1)
    assert "damaged-1.json" in quiz.describe() and len(kept(path)) == 1
    quiz.checked = False
    quiz.checked = True
    assert "damaged" not in quiz.describe()


def test_a_full_disk_gives_one_message_and_the_quiz_goes_on(path, monkeypatch):
    check("Q01b", (0, 2), 4)
    before = path.read_bytes()

    def full(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    quiz = check("Q01a", 1, 3)
    text = " ".join(quiz.describe().split())
    assert quiz.result == "right" and text.count("could not be kept in a file (no space left on device)") == 1
    assert path.read_bytes() == before and [each.name for each in path.parent.iterdir()] == [path.name]
    assert progress.summary().answered == 2  # known until the kernel ends
    monkeypatch.undo()
    monkeypatch.setenv(progress_file.VARIABLE, str(path))
    check("Q02b", 100)
    assert [each["question"] for each in kept(path)] == ["Q01b", "Q01a", "Q02b"]


@pytest.mark.parametrize("where", ["/proc/version_not", "/nowhere/at/all.json", "/dev/null"])
def test_where_nothing_can_be_kept_the_quiz_says_so_and_goes_on(where, monkeypatch):
    monkeypatch.setenv(progress_file.VARIABLE, where)
    quiz = check("Q01a", 1)
    assert quiz.result == "right" and "could not be kept" in " ".join(quiz.describe().split())
    assert Path("/dev/null").exists() and progress.summary().right == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="whoever may do everything can write here")
def test_a_folder_that_may_not_be_written(path):
    path.parent.chmod(0o500)
    try:
        assert "could not be kept" in " ".join(check("Q01a", 1).describe().split())
    finally:
        path.parent.chmod(0o700)


def test_a_file_of_a_newer_version_is_left_alone(path):
    path.write_text('{"format": 2, "attempts": {}}')
    quiz = check("Q01a", 1)
    assert "newer metalearn" in quiz.describe()
    assert path.read_text() == '{"format": 2, "attempts": {}}'


def test_off_keeps_nothing_but_knows_until_the_kernel_ends(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv(progress_file.VARIABLE, "OFF")
    check("Q01a", 1, 3)
    assert progress.summary().right == 1 and list(path.parent.iterdir()) == []
    restart()
    assert progress.summary().right == 0


def test_a_folder_can_be_named(path, monkeypatch):
    monkeypatch.setenv(progress_file.VARIABLE, str(path.parent))
    check("Q01a", 1)
    assert len(kept(path)) == 1


def test_a_code_carries_everything_to_a_fresh_place(path, monkeypatch, tmp_path):
    check("Q01a", 0, 4)
    check("Q01b", (0, 1), 2)
    check("Q02b", 100, 1)
    code, before = progress.code(), path.read_bytes()
    assert progress.restore(code).attempts == 3 and path.read_bytes() == before  # here it adds nothing
    fresh = tmp_path / "fresh" / "progress.json"
    fresh.parent.mkdir()
    monkeypatch.setenv(progress_file.VARIABLE, str(fresh))
    restart()
    found = progress.restore(code.lower())
    assert (found.right, found.partly, found.wrong, found.sure_but_wrong) == (1, 1, 1, ("Q01a",))
    assert [each["answer"] for each in kept(fresh)] == [None] * 3
    assert opened(Quiz("Q01a"))[0]["earlier"].endswith(": not right, certain.")
    assert progress.restore(code).attempts == 3  # read twice, it adds nothing
    check("Q01a", 1, 3)
    assert progress.restore(code).right == 2 and progress.code() != code
    with pytest.raises(MetalearnError, match="does not add up"):
        progress.restore(code[:-1])
    with pytest.raises(MetalearnError, match="takes the code as text"):
        progress.restore(12)


def test_forgetting_keeps_a_copy_unless_told_otherwise(path):
    check("Q01a", 1, 3)
    before = path.read_bytes()
    said = progress.forget()
    copy = path.with_name("metalearn-progress.before-1.json")
    assert said == f"1 attempt forgotten. A copy is kept in {copy.name}." and copy.read_bytes() == before
    assert progress.summary().answered == 0
    check("Q01b", (0, 2))
    check("Q01a", 1)
    assert progress.forget(copy=False) == "2 attempts forgotten."
    assert {each.name for each in path.parent.iterdir()} == {path.name, copy.name}
    assert progress.forget(copy=False) == "0 attempts forgotten." and kept(path) == []


def test_another_kernel_does_not_bring_back_what_was_forgotten(path):
    check("Q01a", 1, 3)
    other = dict(progress_file._session)
    progress.forget(copy=False)
    progress_file._session.update(other)  # the other kernel still knows it
    check("Q01b", (0, 2))
    assert [each["question"] for each in kept(path)] == ["Q01b"]


def test_a_code_can_be_read_after_forgetting(path):
    check("Q01a", 1, 3)
    code = progress.code()
    progress.forget(copy=False)
    assert progress.restore(code).right == 1 and len(kept(path)) == 1


def test_progress_is_public():
    assert metalearn.progress is progress and "progress" in dir(metalearn)
    assert progress.summary().questions == len(datasets.questions())


def test_a_lock_that_is_held_for_ever_does_not_stop_a_quiz(path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(progress_file, "_PATIENCE", 0.05)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        check("Q01a", 1)
    finally:
        os.close(folder)
    assert len(kept(path)) == 1


def test_hostile_text_in_the_file_is_only_text(path):
    check("Q01a", 1)
    evil = "<img src=x onerror=alert(1)>"
    path.write_text(path.read_text().replace("what-metastasis-is", evil))
    restart()
    assert evil in repr(progress.summary()) and opened(Quiz("Q01a"))[0]["notice"] == ""


def test_a_code_brings_back_a_newer_answer_of_the_same_day(path, monkeypatch, tmp_path):
    check("Q01a", 0, 4)  # here, and on the same day elsewhere: right
    elsewhere = tmp_path / "elsewhere.json"
    monkeypatch.setenv(progress_file.VARIABLE, str(elsewhere))
    restart()
    check("Q01a", 1, 3)
    code = progress.code()
    monkeypatch.setenv(progress_file.VARIABLE, str(path))
    restart()
    assert progress.restore(code).right == 1 and len(kept(path)) == 2
    assert progress.restore(code).attempts == 2  # read twice, it adds nothing
    check("Q01a", 2, 1)  # what is answered after that is newer, within the same minute, too
    assert progress.restore(code).right == 0 and progress.summary().attempts == 3


@pytest.mark.parametrize("off", ["off", "0", "False", "none", " no "])
def test_every_word_for_no_is_off(off, path, monkeypatch):
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv(progress_file.VARIABLE, off)
    check("Q01a", 1)
    assert progress.summary().right == 1 and list(path.parent.iterdir()) == []


def test_a_home_folder_that_nobody_has_is_said(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv(progress_file.VARIABLE, "~nobody-of-this-name/x.json")
    assert opened(Quiz("Q01a"))[0]["notice"] == progress.summary().notice
    assert "~nobody-of-this-name, a home folder that is not known" in progress.summary().notice
    assert check("Q01a", 1).result == "right" and list(path.parent.iterdir()) == []
    with pytest.raises(MetalearnError, match="not known here"):
        progress.forget()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lesson.ipynb", b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        ("lesson.ipynb", b"not even JSON"),
        ("package.json", b'{"name": "x", "attempts": 3}'),
        ("settings.json", b"// settings\n{}"),
        ("notes.json", b'["\\"how_to_read\\""]'),
        ("answers", b""),
    ],
)
def test_a_file_that_was_never_ours_is_not_touched(name, content, path, monkeypatch):
    other = path.with_name(name)
    other.write_bytes(content)
    monkeypatch.setenv(progress_file.VARIABLE, str(other))
    said = " ".join(check("Q01a", 1).describe().split())
    assert said.count(f"{other} is not a file of answers, and is left as it is.") == 1
    assert progress.summary().notice.startswith("Your answers could not be kept")
    with pytest.raises(MetalearnError, match="is not a file of answers"):
        progress.forget(copy=False)
    assert other.read_bytes() == content and [each.name for each in path.parent.iterdir()] == [name]


def test_a_file_of_answers_under_another_name_is_set_aside_when_it_is_cut_off(path, monkeypatch):
    other = path.with_name("mine.json")
    monkeypatch.setenv(progress_file.VARIABLE, str(other))
    check("Q01a", 1)
    other.write_bytes(other.read_bytes()[:-60])
    restart()
    assert "mine.damaged-1.json" in progress.summary().notice


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"certainty": 3', '"certainty": 1.0'),
        ('"certainty": 3', '"certainty": true'),
        ('"question": "Q01a"', '"question": "\\ud800"'),
        ('"lesson": "what', '"lesson": "\\udfffwhat'),
        ('"result": "right"', '"result": ["right"]'),
        ('"checked_at": "2', '"checked_at": "x2'),
        ('"answer": [\n    1\n   ]', '"answer": {"a": "\\ud800"}'),
        ('"answer": [\n    1\n   ]', '"answer": ["1"]'),
        ('"answer": [\n    1\n   ]', '"answer": 1e999'),
    ],
)
def test_a_file_that_was_edited_by_hand_crashes_nothing(before, after, path):
    check("Q01a", 1, 3)
    restart()
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert "damaged" in progress.summary().notice
    assert check("Q01b", (0, 2)).result == "right" and progress.code()
    assert [each["question"] for each in kept(path)] == ["Q01b"]


@pytest.mark.parametrize("slip", ['"zzzz"', '"2999-01-01T00:00:00.000Z"', "7", "null", '"\\ud800"'])
def test_a_slip_in_the_time_of_forgetting_swallows_no_answer(slip, path):
    check("Q01a", 1, 3)
    restart()
    path.write_text(path.read_text().replace('"forgotten_at": ""', f'"forgotten_at": {slip}'))
    check("Q01b", (0, 2))
    assert [each["question"] for each in kept(path)] == ["Q01a", "Q01b"]
    assert progress.summary().answered == 2
