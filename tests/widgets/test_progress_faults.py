"""Answers outlive two kernels at once, a kill, damage, a full disk and an edit by hand."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from metalearn import Quiz, progress
from metalearn.errors import MetalearnError
from metalearn.widgets import progress_file
from tests.widgets.answers import check, kept, opened, restart

pytestmark = pytest.mark.usefixtures("path")


def python(script, path, *words):
    environment = {**os.environ, progress_file.VARIABLE: str(path)}
    return subprocess.Popen([sys.executable, "-c", script, *words], env=environment)


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
    path.write_text('{"format": 3, "attempts": {}}')
    quiz = check("Q01a", 1)
    assert "newer metalearn" in quiz.describe()
    assert path.read_text() == '{"format": 3, "attempts": {}}'


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
