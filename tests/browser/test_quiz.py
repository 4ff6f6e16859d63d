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
