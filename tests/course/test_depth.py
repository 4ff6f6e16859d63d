"""One lesson at two depths: the copies for a class, the switch on the page, and nothing of a learner's written over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from metalearn.cli import main
from metalearn.course import check, lab, registry
from metalearn.course.cleaning import write_generated
from metalearn.course.depth import DEPTHS, at_depth, text_at
from metalearn.course.page import page_of
from metalearn.errors import MetalearnError, UnknownNameError
from tests.contract.pages import axe, opened
from tests.course.conftest import code, lesson_cells, markdown, notebook, store

Raw = dict[str, Any]
INNER = "<details><summary>A survival figure</summary>\n\nA number.\n\n</details>"
FOLDED = f"<details><summary>In depth: sums</summary>\n\nMore about sums.\n\n{INNER}\n\n</details>"


@pytest.fixture
def deep_course(course_folder: Path) -> Path:
    """The tiny course, its lesson with a passage and a cell in depth before the question."""
    cells = lesson_cells()
    at = next(i for i, cell in enumerate(cells) if cell["id"] == "quiz")
    cells[at]["execution_count"] = cells[at]["outputs"][0]["execution_count"] = 4
    cells[at:at] = [
        markdown("deep", FOLDED, "clinical"),
        code("more", "2 + 2 == 4", 3, "clinical", text_plain="True"),
    ]
    path = course_folder / "01_first_lesson.ipynb"
    raw = notebook(cells)
    write_generated(raw, page_of(raw, path, course=registry.load(course_folder)))
    store(path, raw)
    return course_folder


def lesson(folder: Path) -> Raw:
    return dict(json.loads((folder / "01_first_lesson.ipynb").read_text(encoding="utf-8")))


def test_a_lesson_in_depth_is_in_order(deep_course: Path) -> None:
    assert check.check_file(deep_course / "01_first_lesson.ipynb") == ()


def test_the_school_copy_leaves_out_what_is_in_depth_and_nothing_else(deep_course: Path) -> None:
    whole = lesson(deep_course)
    school = at_depth(whole, "school")
    ids = [cell["id"] for cell in whole["cells"]]
    assert [cell["id"] for cell in school["cells"]] == [each for each in ids if each not in ("deep", "more")]
    counts = [cell["execution_count"] for cell in school["cells"] if cell["cell_type"] == "code"]
    shown = [each["execution_count"] for cell in school["cells"] for each in cell.get("outputs", ())]
    assert counts == [1, 2, 3] and shown == [2, 3]
    assert lesson(deep_course) == whole and len(whole["cells"]) == len(ids), (
        "the notebook itself is left as it is"
    )


def test_the_clinical_copy_unfolds_the_block_and_not_what_is_folded_in_it(deep_course: Path) -> None:
    whole = lesson(deep_course)
    clinical = at_depth(whole, "clinical")
    (deep,) = (cell for cell in clinical["cells"] if cell["id"] == "deep")
    assert deep["source"] == FOLDED.replace("<details>", "<details open>", 1) and INNER in deep["source"]
    others = [
        (one, two) for one, two in zip(whole["cells"], clinical["cells"], strict=True) if one["id"] != "deep"
    ]
    assert all(one == two for one, two in others)
    assert at_depth(clinical, "clinical") == clinical, "an open block stays as it is"


def test_only_cells_in_depth_are_unfolded() -> None:
    plain = notebook([markdown("a", FOLDED)])
    assert at_depth(plain, "clinical") == plain and at_depth(plain, "school") == plain


def test_an_unknown_depth_gets_the_nearest_name() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown depth 'scool'\. Did you mean 'school'"):
        at_depth(notebook([]), "scool")


def test_the_school_copy_of_a_lesson_keeps_every_rule(deep_course: Path) -> None:
    copied = deep_course.parent / "copy"
    lab.copy_lessons(deep_course, copied, "school")
    assert check.check_file(copied / "01_first_lesson.ipynb") == ()
    assert len(lesson(copied)["cells"]) == len(lesson(deep_course)["cells"]) - 2


def test_the_list_of_numbers_of_the_school_copy_is_written_anew(deep_course: Path) -> None:
    path = deep_course / "01_first_lesson.ipynb"
    raw = lesson(deep_course)
    (cell,) = (cell for cell in raw["cells"] if cell["id"] == "all")
    current, cell["source"] = cell["source"], "a list with numbers that are gone"
    store(path, raw)
    made = json.loads(text_at(path, "school", registry.load(deep_course)))
    assert [cell["source"] for cell in made["cells"] if cell["id"] == "all"] == [current]


@pytest.mark.parametrize("depth", [None, *DEPTHS])
def test_a_notebook_without_depths_stays_the_same_to_the_byte(depth: str | None, course_folder: Path) -> None:
    path = course_folder / "01_first_lesson.ipynb"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert text_at(path, depth, registry.load(course_folder)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["{", '{"nbformat": 3}'])
def test_what_is_no_notebook_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_text(text)
    with pytest.raises(MetalearnError, match=r"not a notebook"):
        text_at(tmp_path / "x.ipynb", "school", None)


# metalearn lab --depth


@pytest.fixture
def source(deep_course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(deep_course.parent)
    monkeypatch.setattr(lab, "find_folder", lambda name: deep_course)
    return deep_course


@pytest.mark.parametrize("depth", DEPTHS)
def test_each_depth_is_opened_in_a_copy_of_its_own(depth: str, source: Path) -> None:
    said: list[str] = []
    before = (source / "01_first_lesson.ipynb").read_bytes()
    place = lab.place_to_work(None, said.append, depth)
    assert place == Path(f"metalearn-course-{depth}")
    assert lesson(place)["cells"] == at_depth(lesson(source), depth)["cells"]
    assert (place / "course.toml").read_bytes() == (source / "course.toml").read_bytes()
    assert (source / "01_first_lesson.ipynb").read_bytes() == before
    assert said == [f"Lessons in {place}: 3 copied, 0 already there and left as they are."]


def test_what_a_learner_wrote_is_never_written_over(source: Path) -> None:
    said: list[str] = []
    place = lab.place_to_work(Path("mine"), said.append)
    mine = place / "01_first_lesson.ipynb"
    mine.write_text("my own work")
    assert lab.place_to_work(Path("mine"), said.append, "school") == place
    assert mine.read_text() == "my own work"
    assert said[-1] == "Lessons in mine: 0 copied, 3 already there and left as they are."


def test_without_a_depth_the_lessons_are_opened_in_place(source: Path) -> None:
    assert lab.place_to_work(None, print) == source


def test_a_copy_inside_the_lessons_is_not_copied_again(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source)
    for _again in range(2):
        place = lab.place_to_work(None, lambda line: None, "school")
    assert sorted(each.name for each in place.iterdir()) == [
        "00_start.ipynb",
        "01_first_lesson.ipynb",
        "course.toml",
    ]


def test_lab_hands_the_depth_on(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def opened(folder: object, port: object, browser: bool, depth: str | None) -> int:
        asked.append(depth)
        return 0

    monkeypatch.setattr(lab, "lab", opened)
    assert [main(["lab", "--depth", "school"]), main(["lab"])] == [0, 0]
    assert asked == ["school", None]


@pytest.mark.parametrize("command", [("lab",), ("export", "x.ipynb")])
def test_a_depth_that_does_not_exist_is_refused(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--depth", "expert"])
    assert stop.value.code == 2
    assert "invalid choice: 'expert' (choose from" in capsys.readouterr().err


# metalearn export --depth


def pages(folder: Path, *words: str) -> Iterator[str]:
    for name in ("deep", "flat"):
        assert main(["export", str(folder / f"{name}.ipynb"), "--to", str(folder), *words]) == 0
        yield (folder / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    link = markdown("a", "# A page\n\n[down](#Check:-what-you-saw)\n\n## Check: what you *saw*")
    store(tmp_path / "flat.ipynb", notebook([link]))
    run = code("c", "print('four is', 2 + 2)", None, "clinical", "hide-input")
    store(tmp_path / "deep.ipynb", notebook([link, markdown("b", FOLDED, "clinical"), run]))
    return tmp_path


def test_a_page_has_the_switch_only_when_there_is_something_to_switch(two: Path) -> None:
    deep, flat = pages(two)
    assert '<fieldset class="ml-depth" hidden>' in deep and '<fieldset class="ml-depth"' not in flat
    assert deep.count("celltag_clinical") - flat.count("celltag_clinical") == 2
    assert FOLDED.partition("\n")[0] in deep and "four is 4" in deep


def test_a_page_for_one_audience(two: Path) -> None:
    deep, _flat = pages(two, "--depth", "school")
    assert '<fieldset class="ml-depth"' not in deep and "In depth" not in deep and "four is" not in deep
    deep, _flat = pages(two, "--depth", "clinical")
    assert '<details open=""><summary>In depth' in deep and "<details><summary>A survival" in deep
    assert '<fieldset class="ml-depth"' in deep
    assert "<details><summary>In depth" in (two / "deep.ipynb").read_text(encoding="utf-8")


def test_a_heading_of_a_page_can_be_linked_to(two: Path) -> None:
    _deep, flat = pages(two)
    assert '<h2 id="Check:-what-you-saw">' in flat and 'href="#Check:-what-you-saw"' in flat
    assert "anchor-link" not in flat and "¶" not in flat


def test_the_switch_hides_and_shows_by_keyboard(two: Path, browser: object) -> None:
    list(pages(two))
    problems: list[str] = []
    with opened(browser, two / "deep.html", problems) as page:
        switch = page.get_by_role("group", name="Depth of this page")
        passage, output = page.get_by_text("In depth: sums"), page.get_by_text("four is 4")
        assert switch.is_visible() and passage.is_visible() and output.is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.value") == "clinical"
        page.keyboard.press("ArrowLeft")
        assert page.get_by_role("radio", name="School").is_checked()
        assert (
            passage.is_hidden() and output.is_hidden() and page.get_by_role("heading", level=2).is_visible()
        )
        page.keyboard.press("ArrowRight")
        assert passage.is_visible() and output.is_visible()
        page.keyboard.press("ArrowLeft")
        page.reload()
        page.wait_for_selector("html[data-ready]", state="attached")
        assert passage.is_visible(), "nothing is remembered outside the page"
        assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
        assert axe(page) == []
    assert problems == []
