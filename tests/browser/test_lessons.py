"""Every lesson, opened and run as a reader does it: no error, no other host, nothing a screen reader trips over."""

from __future__ import annotations

from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted(path.name for path in NOTEBOOKS.glob("*.ipynb"))


def scroll_through(page):
    """Let every output come into view, so that Lab draws it."""
    page.evaluate(
        """async () => {
            const scroller = document.querySelector('.jp-WindowedPanel-outer');
            for (let y = 0; y < scroller.scrollHeight; y += 700) {
                scroller.scrollTop = y;
                await new Promise(done => setTimeout(done, 120));
            }
            scroller.scrollTop = 0;
        }"""
    )


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_runs_and_is_accessible(reader, lesson):
    one = reader()
    page = one.open(lesson)
    page.wait_for_selector(".jp-Notebook .ml")
    scroll_through(page)
    assert one.errors() == []
    assert one.axe(".jp-Notebook .ml") == []
    widths = page.evaluate(
        "() => [...document.querySelectorAll('.ml')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert all(scroll <= client + 1 for scroll, client in widths), "something is cut off at 1280 px"


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_holds_at_800_pixels_in_the_dark(reader, lesson):
    one = reader(width=800)
    page = one.open(lesson, theme="dark")
    page.wait_for_selector(".jp-Notebook .ml")
    scroll_through(page)
    assert one.axe(".jp-Notebook .ml") == []
    widths = page.evaluate(
        "() => [...document.querySelectorAll('.ml')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert all(scroll <= client + 1 for scroll, client in widths), "something is cut off at 800 px"


@pytest.mark.parametrize("lesson", LESSONS)
def test_before_anything_runs_every_widget_shows_its_twin(reader, lesson):
    page = reader().open(lesson, run=False)
    page.wait_for_selector(".jp-OutputArea-output figure figcaption")
    scroll_through(page)
    assert page.locator("text=Error displaying widget").count() == 0
    assert page.locator("text=Loading widget").count() == 0
    assert page.locator(".jp-OutputArea-output figure").count() > 0


@pytest.mark.parametrize("lesson", LESSONS[1:])
def test_every_number_of_a_lesson_is_one_click_away(reader, lesson):
    page = reader().open(lesson, run=False)
    page.wait_for_selector(".jp-OutputArea-output figure figcaption")
    page.evaluate(
        "() => { const all = document.querySelector('.jp-WindowedPanel-outer'); all.scrollTop = all.scrollHeight; }"
    )
    block = page.locator("details", has_text="Every number in this lesson").first
    block.locator("> summary").click()
    assert block.locator("details").count() >= 20
    block.locator("details summary").first.click()
    assert block.locator("details[open]").count() == 1
    for said in ("Licence: ", "Last reviewed: ", "Source: "):
        assert said in block.text_content()


def test_the_high_contrast_theme_reaches_the_widgets(reader):
    page = reader().open(LESSONS[0], theme="contrast")
    page.wait_for_selector(".jp-Notebook .ml")
    ink, paper = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('.ml')); return [s.color, s.backgroundColor]; }"
    )
    assert ink != paper
    assert paper in ("rgb(0, 0, 0)", "rgb(17, 17, 17)")
