"""A code carries what was answered to another place; what is forgotten stays forgotten."""

import pytest

from metalearn import Quiz, progress
from metalearn.errors import MetalearnError
from metalearn.widgets import progress_file
from tests.widgets.answers import check, kept, opened, restart

pytestmark = pytest.mark.usefixtures("path")


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


def test_a_code_can_be_read_after_forgetting(path):
    check("Q01a", 1, 3)
    code = progress.code()
    progress.forget(copy=False)
    assert progress.restore(code).right == 1 and len(kept(path)) == 1


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
