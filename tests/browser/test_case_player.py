"""A branching case played by keyboard alone."""

from __future__ import annotations

import json

import pytest

from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook

FOCUS = "() => document.activeElement.textContent"


@pytest.fixture
def page(reader, lab_folder):
    source = "from metalearn import CasePlayer\nw = CasePlayer('grace')\nw"
    opened = reader(height=1400).open(notebook(lab_folder, "case_player", source))
    opened.wait_for_selector(".ml .cp-choice")
    return opened


def test_a_case_is_played_to_its_end_and_back(page):
    focus_by_tab(page, ".cp-choice")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the second choice: too late
    assert "Too long for a nodule" in page.locator(".cp-says").inner_text()
    assert not page.locator(".cp-scene").is_visible()  # what was said comes first
    assert page.evaluate(FOCUS) == "Go on"
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "What happened next"
    assert "A side road" in page.locator(".cp-detour").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "How it ended"
    assert "To take home" in page.locator(".cp-end").inner_text()
    kernel_says(page, "print(w.path, w.score)", "(1, 0) 0.0\n")
    focus_by_tab(page, ".cp-path button")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUS) == "Your decision" and page.locator(".cp-path li").count() == 0
    kernel_says(page, "print(w.path)", "()\n")


def test_the_kernel_sets_the_path_and_the_text_to_keep_is_pythons(page):
    for path in ((2, 0, 0, 1), (1,), (0, 2)):
        in_kernel(page, f"w.path = {path}")
        page.wait_for_function("n => document.querySelectorAll('.cp-path li').length === n", arg=len(path))
        assert page.locator("textarea").input_value() == in_kernel(page, "print(w.story())").rstrip("\n")
        shown = page.locator(".ml").evaluate("node => node.textContent")
        for row in json.loads(in_kernel(page, "import json; print(json.dumps(w.table()))")):
            assert all(cell in shown for cell in row)


def test_the_text_to_keep_is_reached_and_selected_by_keyboard(page):
    focus_by_tab(page, ".ml > .ml-more summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.matches('textarea[readonly]')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.ml .ml-status').textContent !== ''")
