"""A question answered by keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.pages import focus_by_tab, kernel_says, notebook


@pytest.fixture
def page(reader, lab_folder):
    source = "from metalearn import Quiz\nw = Quiz('Q01a')\nw"
    opened = reader().open(notebook(lab_folder, "quiz", source))
    opened.wait_for_selector(".ml .qz-field")
    return opened


def verdict(page):
    return page.locator(".qz-says").inner_text()


def test_unattempted_is_not_wrong(page):
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.qz-says').textContent !== ''")
    assert "wrong" not in verdict(page).lower()
    assert "No answer yet" in verdict(page)
    kernel_says(page, "print(w.result)", "unattempted\n")


def test_a_sure_but_wrong_answer_then_the_right_one(page):
    focus_by_tab(page, ".qz-field input[type=radio]")
    page.keyboard.press(" ")
    focus_by_tab(page, ".ml-choice input[type=radio]")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.wrong")
    kernel_says(page, "print(w.result)", "wrong\n")
    page.keyboard.press("Tab")
    focus_by_tab(page, ".qz-field input[type=radio]")
    page.keyboard.press("ArrowDown")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.right")
    kernel_says(page, "print(w.result)", "right\n")


def test_the_evidence_card_opens_by_keyboard_and_warns_first(page):
    focus_by_tab(page, ".ml > details > summary")
    assert "may give the answer away" in page.evaluate("() => document.activeElement.textContent")
    page.keyboard.press("Enter")
    opened = page.locator(".ml > details[open]").inner_text()
    for said in ("Row: Q01a (table questions)", "Source: ", "Licence: ", "Last reviewed: "):
        assert said in opened


def test_the_answer_is_not_on_the_page_before_it_is_asked_for(page):
    assert page.locator(".qz-why").count() == 0
    focus_by_tab(page, ".qz-bar button:nth-of-type(2)")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.qz-hint').textContent !== ''")
    assert page.locator(".qz-why").count() == 0


def opened(reader, lab_folder, name, source):
    page = reader().open(notebook(lab_folder, name, source))
    page.wait_for_selector(".ml .qz-field")
    return page


def test_a_grid_by_keyboard(reader, lab_folder):
    page = opened(reader, lab_folder, "grid", "from metalearn import Quiz\nw = Quiz('Q14d')\nw")
    focus_by_tab(page, ".qz-grid input")
    for box in range(16):
        if box in (0, 1, 2, 5, 11, 15):
            page.keyboard.press(" ")
        page.keyboard.press("Tab")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.right")
    kernel_says(page, "print(w.answer, w.result)", "((0, 1, 2), (1,), (3,), (3,)) right\n")
    rows = page.locator(".qz-grid").aria_snapshot()
    assert 'group "cancershospitals.com: 2026; the pen-name \\"drcancer\\""' in rows
    assert rows.count("checkbox") == 16 and rows.count("[checked]") == 6


def test_a_faulty_line_by_keyboard(reader, lab_folder):
    page = opened(reader, lab_folder, "error", "from metalearn import Quiz\nw = Quiz('Q08f')\nw")
    focus_by_tab(page, ".qz-choose input[type=radio]")
    page.keyboard.press("ArrowDown")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.unattempted")
    focus_by_tab(page, ".qz-choose ~ .qz-choose input[type=radio]")
    page.keyboard.press(" ")
    page.keyboard.press("ArrowDown")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.right")
    kernel_says(page, "print(w.answer, w.result)", "(1, 1) right\n")


def test_what_was_answered_is_there_after_a_restart(reader, lab_folder):
    source = (
        "import os; os.environ['METALEARN_PROGRESS'] = 'learner.json'\n"
        "from metalearn import Quiz, progress\nw = Quiz('Q01a')\nw"
    )
    page = opened(reader, lab_folder, "progress", source)
    assert page.locator(".qz-before").inner_text() == ""
    focus_by_tab(page, ".qz-field input[type=radio]")
    page.keyboard.press(" ")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.wrong")
    page.wait_for_function("() => document.querySelector('.qz-before').textContent.endsWith(': not right.')")
    kernel_says(page, "print(progress.summary().wrong)", "1\n")

    again = opened(reader, lab_folder, "progress-again", source)
    again.wait_for_function(
        "() => document.querySelector('.qz-before').textContent.startsWith('You answered this on')"
    )
    assert again.locator(".qz-verdict").count() == 0
    assert again.locator(".qz-field input:checked").count() == 0
    kernel_says(again, "print('You answered this on' in w.describe())", "True\n")
    assert (lab_folder / "learner.json").is_file()


def test_kept_before_a_lesson_and_said_at_its_end(reader, lab_folder):
    keep = (
        "import os; os.environ['METALEARN_PROGRESS'] = 'before.json'\nfrom metalearn import Quiz, progress\n"
    )
    page = opened(reader, lab_folder, "before", keep + "w = Quiz('Q01a', moment='before')\nw")
    assert "Before you begin" in page.locator(".qz-kind").inner_text()
    focus_by_tab(page, ".qz-field input[type=radio]")
    page.keyboard.press(" ")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.unattempted")
    assert "say how sure you are, too" in verdict(page)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(" ")
    focus_by_tab(page, ".ml button.primary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".qz-verdict.kept")
    page.wait_for_function("() => document.querySelector('.qz-before').textContent.startsWith('Kept on')")
    assert "You will meet this question again at the end" in verdict(page)
    assert (
        page.locator(".qz-feedback").inner_text() == ""
        and "right" not in page.locator(".qz-before").inner_text()
    )
    kernel_says(page, "print(w.result, progress.summary().waiting)", "kept ('Q01a',)\n")

    again = opened(reader, lab_folder, "before-again", keep + "w = Quiz('Q01a')\nw")
    again.wait_for_function(
        "() => document.querySelector('.qz-before').textContent.startsWith('You kept an answer')"
    )
    focus_by_tab(again, ".qz-field input[type=radio]")
    again.keyboard.press("ArrowDown")
    focus_by_tab(again, ".ml button.primary")
    again.keyboard.press("Enter")
    again.wait_for_selector(".qz-verdict.right")
    again.wait_for_function(
        "() => document.querySelector('.qz-says').textContent.includes('Then it was not right')"
    )
    assert "Before the lesson, on " in verdict(again) and "Lung cancer (not right," in verdict(again)
    focus_by_tab(again, ".qz-field input[type=radio]")
    again.keyboard.press("ArrowDown")
    again.wait_for_function("() => document.querySelector('.qz-says').textContent === ''")
