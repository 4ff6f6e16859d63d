"""The scan worked by keyboard alone, and its picture against the model's own, pixel by pixel."""

from __future__ import annotations

import json

import pytest

from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook


@pytest.fixture
def page(reader, lab_folder):
    source = "from metalearn import Scan\nw = Scan()\nw"
    opened = reader(height=1500).open(notebook(lab_folder, "scan", source))
    opened.wait_for_selector(".ml .sc-cell")
    return opened


def says(page, selector, text):
    page.wait_for_function(
        "([selector, text]) => document.querySelector(selector).textContent.includes(text)",
        arg=[selector, text],
    )


def test_the_windows_by_keyboard(page):
    assert "6 of 255 greys apart" in page.locator(".sc-sentence").inner_text()
    focus_by_tab(page, ".sc-tries button:nth-of-type(2)")
    page.keyboard.press("Enter")
    says(page, ".sc-sentence", "60 of 255 greys apart")
    kernel_says(page, "print(w.window, w.level, w.width)", "liver 90 160\n")
    focus_by_tab(page, ".sc-part select")
    page.keyboard.press("l")
    page.keyboard.type("ung")
    says(page, ".sc-sentence", "Window: lung")
    focus_by_tab(page, ".sc-part .ml-slider input")
    page.keyboard.press("ArrowRight")
    says(page, ".sc-sentence", "Window: your own")
    kernel_says(page, "print(w.window, w.level)", "own -590\n")


def test_the_spot_is_found_by_keyboard(page):
    assert page.locator(".sc-cell[tabindex='0']").count() == 1
    focus_by_tab(page, ".sc-cell")
    for key in ("ArrowUp", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    says(page, ".sc-verdict", "C3: no spot here")
    for key in ("ArrowDown", "Home", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    says(page, ".sc-verdict", "B4: right")
    assert (
        page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "B4: liver, marked, right"
    )
    says(page, ".sc-answer", "What a report in words would say")
    kernel_says(page, "print(w.marked, w.verdict)", "('C3', 'B4') right\n")
    focus_by_tab(page, ".sc-told button:nth-of-type(3)")
    page.keyboard.press("Enter")
    says(page, ".sc-verdict", "No cell is marked yet")
    kernel_says(page, "print(w.picture, w.marked)", "2 ()\n")


def test_the_picture_is_the_models_own(page):
    pixels = """() => { const canvas = document.querySelector('.ml canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return Array.from({ length: data.length / 4 }, (_one, i) => data[4 * i]); }"""
    for change in (
        "pass",
        "w.picture, w.phase, w.level, w.width, w.size, w.thickness = 4, 'plain', 90, 160, 20, 1.25",
    ):
        in_kernel(page, change)
        page.wait_for_timeout(500)
        made = in_kernel(page, "print([v for row in w.state.made.shown(w.level, w.width) for v in row])")
        apart = [abs(a - b) for a, b in zip(page.evaluate(pixels), json.loads(made), strict=True)]
        # Edges between organs are shipped in whole units: they may be one unit off, which is two greys here.
        assert max(apart) <= 2 and sum(each > 0 for each in apart) < 0.01 * len(apart)


def test_the_view_says_what_python_says_in_every_window(page):
    cells = """() => [...document.querySelectorAll('.ml .ml-table')]
        .map(table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent)))"""
    for change in (
        "pass",
        "w.phase, w.noise, w.contrast, w.size, w.level, w.width = 'plain', 24, 6, 3, -700, 40",
    ):
        in_kernel(page, change)
        page.wait_for_timeout(500)
        rows = json.loads(in_kernel(page, "import json; print(json.dumps(w.table()))"))
        assert page.evaluate(cells)[0] == rows
        sentence = in_kernel(
            page, "from metalearn.widgets import scan_text; print(scan_text.sentence(w.state))"
        )
        assert page.locator(".sc-sentence").inner_text() == sentence.strip()
