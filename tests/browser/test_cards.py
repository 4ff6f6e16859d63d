"""The cards worked by keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook


@pytest.fixture
def page(reader, lab_folder):
    source = "from metalearn import Cards\nw = Cards('glossary')\nw"
    opened = reader(height=1200).open(notebook(lab_folder, "cards", source))
    opened.wait_for_selector(".ml .cd-card")
    return opened


def said(page):
    return page.locator(".ml .ml-status").first.inner_text()


def test_a_word_is_typed_and_found_and_marked(page):
    assert said(page) == "101 cards"
    focus_by_tab(page, ".ml input[type=search]")
    page.keyboard.type("VESSEL lymph")
    page.wait_for_function("() => document.querySelector('.ml .ml-status').textContent.startsWith('3 of')")
    assert said(page) == "3 of 101 cards shown"
    marked = page.locator(".ml mark:visible").all_inner_texts()
    assert {each.lower() for each in marked} == {"vessel", "lymph"}
    kernel_says(page, "print(w.search, len(w.state.shown))", "VESSEL lymph 3\n")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.wait_for_function("() => document.querySelector('.ml .ml-status').textContent === '101 cards'")
    assert page.locator(".ml mark").count() == 0


def test_a_card_opens_by_keyboard_and_the_kernel_knows(page):
    focus_by_tab(page, ".ml .cd-card summary")
    page.keyboard.press("Enter")
    page.wait_for_selector(".ml .cd-card details[open] .cd-source a")
    opened = page.locator(".ml .cd-card details[open]").inner_text()
    for part in (
        "Sources: ",
        "Checked against its source",
        "Evidence card: Row: angiogenesis (table glossary)",
    ):
        assert part in opened
    kernel_says(page, "print(w.opened)", "('angiogenesis',)\n")


def test_python_searches_opens_and_nothing_is_markup(page):
    in_kernel(page, "w.search = '<img src=x onerror=alert(1)>'")
    page.wait_for_function("() => document.querySelector('.ml .ml-status').textContent.startsWith('No card')")
    assert page.locator(".ml .cd-card:visible").count() == 0 and page.locator(".ml img").count() == 0
    in_kernel(page, "w.search = 'seed soil'\nw.opened = [w.state.shown[0].id]")
    page.wait_for_selector(".ml .cd-card:not([hidden]) details[open]")
