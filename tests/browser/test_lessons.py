"""Every lesson, run and worked through as a reader does it: no error, no other host, nothing that a screen reader trips
over, nothing that needs a mouse.
"""

from __future__ import annotations

import pytest

from metalearn.course import registry
from tests.browser import by_keyboard

LESSONS = [lesson.file for lesson in registry.load().lessons]


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


def held(one, page):
    """Hold that everything a lesson shows can be heard, and that nothing of it is cut off."""
    scroll_through(page)
    assert one.axe(".jp-Notebook .ml") == []
    widths = page.evaluate(
        "() => [...document.querySelectorAll('.ml')].map(e => [e.scrollWidth, e.clientWidth])"
    )
    assert widths and all(scroll <= client + 1 for scroll, client in widths), "something is cut off"


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_is_worked_through_by_keyboard_and_accessible_wide_and_light_narrow_and_dark(reader, lesson):
    one = reader()
    page = one.open(lesson)
    page.wait_for_selector(".jp-Notebook .ml")
    assert one.errors() == []
    held(one, page)
    assert by_keyboard.work_through(page) == []
    assert one.errors() == []
    page.set_viewport_size({"width": 800, "height": 1000})
    one.wear("dark")
    held(one, page)


@pytest.mark.parametrize("lesson", LESSONS)
def test_before_anything_runs_every_widget_shows_its_twin_and_every_number_its_card(reader, lesson):
    page = reader().open(lesson, run=False)
    page.wait_for_selector(".jp-OutputArea-output figure figcaption")
    scroll_through(page)
    assert page.locator("text=Error displaying widget").count() == 0
    assert page.locator("text=Loading widget").count() == 0
    assert page.locator(".jp-OutputArea-output figure").count() > 0
    if lesson == LESSONS[0]:
        return
    page.evaluate(
        "() => { const all = document.querySelector('.jp-WindowedPanel-outer'); all.scrollTop = all.scrollHeight; }"
    )
    block = page.locator("details", has_text="Every number in this lesson").first
    block.locator("> summary").click()
    assert block.locator("details").count() >= 5
    block.locator("details summary").first.click()
    assert block.locator("details[open]").count() == 1
    for said in ("Licence: ", "Last reviewed: ", "Source: "):
        assert said in block.text_content()


@pytest.mark.parametrize("name", [page.file for page in registry.load().pages])
def test_a_page_written_from_the_data_opens_and_links_on(reader, name):
    one = reader()
    page = one.open(name)
    page.wait_for_selector(".jp-RenderedMarkdown h1")
    assert one.errors() == []
    assert page.locator(".jp-RenderedMarkdown a[href]").count() > 20


def test_the_high_contrast_theme_reaches_the_widgets(reader):
    page = reader().open(LESSONS[0], theme="contrast")
    page.wait_for_selector(".jp-Notebook .ml")
    ink, paper = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('.ml')); return [s.color, s.backgroundColor]; }"
    )
    assert ink != paper
    assert paper in ("rgb(0, 0, 0)", "rgb(17, 17, 17)")
