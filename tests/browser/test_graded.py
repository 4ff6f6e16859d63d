"""A whole lesson answered in JupyterLab, all right and all wrong, and the progress page after each."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from metalearn import datasets
from metalearn.course import registry
from tests.browser.pages import notebook

LESSON = registry.load().lesson("dormancy")
CERTAIN = 3  # the last of the four buttons
KEEP = "import os\nos.environ['METALEARN_PROGRESS'] = 'metalearn-progress.json'"  # tests keep no answers unless told
PICTURES = os.environ.get("METALEARN_GRADED")  # a folder for pictures of the progress page, to look at


def wrong(question):
    """Return a whole answer that is wrong in every part."""
    match question.kind:
        case "numeric":
            return question.answer + 10 * question.tolerance + 1
        case "single":
            return [next(i for i in range(len(question.options)) if i not in question.answer)]
        case "multiple":
            return [i for i in range(len(question.options)) if i not in question.answer]
        case "matching":
            return [(i + 1) % len(question.matches) for i in question.answer]
    raise NotImplementedError(question.kind)


def give(widget, question, answer):
    """Set the controls of a question as a learner does, say "certain", and check."""
    if question.kind == "numeric":
        widget.locator(".qz-number input").fill(f"{answer:g}")
    elif question.kind == "matching":
        for select, value in zip(widget.locator(".qz-places select").all(), answer, strict=True):
            select.select_option(str(value))
    else:
        for place in answer:
            widget.locator(".qz-field .qz-option").nth(place).click()
    widget.locator(".ml-choice input[type=radio]").nth(CERTAIN).check()
    widget.locator("button.primary").click()
    widget.locator(".qz-verdict").wait_for()


def copied(source, folder):
    """Copy a lesson, with a first cell that has its answers kept."""
    raw = json.loads(source.read_text(encoding="utf-8"))
    cell = {
        "cell_type": "code",
        "id": "keep",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": KEEP,
    }
    raw["cells"].insert(0, cell)
    (folder / source.name).write_text(json.dumps(raw), encoding="utf-8")


@pytest.mark.parametrize("all_right", [True, False], ids=["all right", "all wrong"])
def test_a_graded_lesson(reader, lab_folder, all_right):
    folder = lab_folder / ("right" if all_right else "wrong")
    folder.mkdir()
    copied(lab_folder / LESSON.file, folder)
    one = reader(height=16000)  # tall enough for the whole lesson, so that Lab draws every cell
    page = one.open(f"{folder.name}/{LESSON.file}")
    for question in map(datasets.question, LESSON.questions):
        asked = page.locator(".ml", has_text=question.stem[:60])
        widget = asked.filter(has_not=page.locator(".qz-kind", has_text="Before you begin"))
        widget.locator(".qz-kind").wait_for()
        give(widget, question, question.answer if all_right else wrong(question))
        verdict = widget.locator(".qz-verdict").get_attribute("class")
        assert ("right" in verdict.split()) is all_right, (question.id, verdict)
        assert widget.locator(".qz-why").count() == 1
    assert one.errors() == []
    one.close()

    shown = reader(height=1400)
    name = notebook(folder, "progress", KEEP, 'from metalearn import Cards\nCards("progress")')
    page = shown.open(f"{folder.name}/{name}")
    page.wait_for_selector(".ml .cd-card")
    said = page.locator(".ml .cd-list").inner_text()
    asked = len(LESSON.questions)
    count = len(datasets.questions())
    assert (
        f"{asked} of {count} questions answered" in said and f"{asked} of {asked} questions answered" in said
    )
    assert LESSON.title in said
    assert ("Sure, but another answer fits" in said) is not all_right
    assert said.count("A second look: ") == (0 if all_right else asked)
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"progress-{folder.name}.png")
