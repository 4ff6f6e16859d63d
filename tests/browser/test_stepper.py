"""The stepper worked as a reader works it: by mouse, then by keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook

SHOW = "from metalearn import CascadeStepper\nw = CascadeStepper({})\nw"
LAST_OF_21 = "Step 21 of 21: Whole body: Changing the whole body (cachexia)"


@pytest.fixture
def opened(reader, lab_folder):
    def make(arguments="", name="stepper", **options):
        theme = options.pop("theme", "light")
        one = reader(height=1900, **options)
        page = one.open(notebook(lab_folder, name, SHOW.format(arguments)), theme=theme)
        page.wait_for_selector(".bars .point")
        page.wait_for_timeout(300)
        return one, page

    return make


def heading(page):
    return page.locator(".st-says h3").inner_text()


def said(page):
    return page.locator(".st-sentence").inner_text()


def test_clicking_through_the_journey_moves_the_cells_and_the_mark(opened):
    _, page = opened()
    places = set()
    for number in range(1, 6):
        page.locator(".st-ruler button").nth(number - 1).click()
        assert heading(page).startswith(f"Step {number} of 5")
        assert page.locator(".st-ruler [aria-current=step]").inner_text() == str(number)
        places.add(page.evaluate("() => document.querySelector('.scene .halo').getAttribute('cx')"))
    assert len(places) >= 4
    kernel_says(page, "print(w.step)", "5\n")
    in_kernel(page, "w.step = 2")
    page.wait_for_function("() => document.querySelector('.st-says h3').textContent.startsWith('Step 2')")


def test_every_control_works_by_keyboard_alone(opened):
    _, page = opened()
    focus_by_tab(page, ".ml input[value=blood]")
    page.keyboard.press("ArrowRight")
    assert page.locator(".only.on .head").nth(1).text_content() == "On the way: vessel and node"
    page.keyboard.press("ArrowLeft")
    focus_by_tab(page, ".ml input[value=short]")
    page.keyboard.press("ArrowRight")
    assert heading(page).startswith("Step 1 of 21")
    focus_by_tab(page, ".st-motion button")
    page.keyboard.press("Enter")
    assert page.locator(".st-motion [aria-pressed=true]").inner_text() == "Stop motion"
    page.keyboard.press(" ")
    assert page.locator("svg.moving").count() == 0
    focus_by_tab(page, ".st-ruler button")
    for key, number in (("ArrowRight", 2), ("ArrowRight", 3), ("End", 21), ("ArrowLeft", 20), ("Home", 1)):
        page.keyboard.press(key)
        assert heading(page).startswith(f"Step {number} of 21")
        assert page.evaluate("() => document.activeElement.textContent") == str(number)
    focus_by_tab(page, ".st-steps > button:last-child")
    page.keyboard.press("Enter")
    assert heading(page) == LAST_OF_21
    page.keyboard.press("ArrowRight")
    assert heading(page) == LAST_OF_21
    for _ in range(2):
        focus_by_tab(page, ".st-says summary")
        page.keyboard.press("Enter")
    assert page.locator(".st-says details[open]").count() == 2


def test_the_funnel_is_worked_by_keyboard_alone(opened):
    _, page = opened()
    focus_by_tab(page, ".st-funnel select")
    page.keyboard.press("ArrowDown")
    page.wait_for_function(
        "() => document.querySelector('.st-sentence').textContent.includes('1 in 100 (1%)')"
    )
    assert "measured (Fidler 1970)" in page.locator(".st-shares label").first.inner_text()
    focus_by_tab(page, ".bars .point")
    page.keyboard.press("ArrowDown")
    status = page.locator(".ml-host [role=status]")
    assert status.inner_text().startswith("Alive in the blood after 24 hours: 10,000 cells")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.point[aria-selected=true]')")
    kernel_says(page, "print(w.selected['label'])", "Alive in the blood after 24 hours\n")
    focus_by_tab(page, ".st-shares input")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function(
        "() => document.querySelector('.st-sentence').textContent.includes('about 50 grow')"
    )
    assert "yours" in page.locator(".st-shares label").first.inner_text()
    assert page.locator(".st-shares output").first.inner_text() == "1 in 200 (0.5%)"
    kernel_says(page, "print(w.table()[-1][1])", "50 cells\n")
    in_kernel(page, "w.survival = (0.0001, 0.5, 0.001, 0.5, 0.5)")
    page.wait_for_function(
        "() => document.querySelector('.st-sentence').textContent.includes('fewer than one')"
    )
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("() => document.activeElement.matches('.st-funnel .ml-bar button')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelector('.st-sentence').textContent.includes('about 100 grow')"
    )


def test_the_cards_of_the_funnel_open_by_keyboard_and_follow_the_sliders(opened):
    _, page = opened()
    focus_by_tab(page, ".st-wide details:last-of-type summary", presses=120)
    page.keyboard.press("Enter")
    cards = page.locator(".st-wide details[open] .ml-card")
    assert "1,000,000 shed cells × 0.001 × 0.8" in cards.nth(2).inner_text()
    assert "Row: classic, leave" in cards.nth(2).inner_text()
    assert "Licence: " in page.locator(".st-wide details[open]").inner_text()
    in_kernel(page, "w.survival = (0.01, 0.8, 0.5, 0.5, 0.5)")
    page.wait_for_function(
        "() => document.querySelectorAll('.st-wide .ml-card')[1].textContent.includes('Your value')"
    )
    assert "10,000 cells" in cards.nth(1).inner_text()


def test_keys_never_reach_lab(opened):
    _, page = opened()
    cells = page.locator(".jp-Cell").count()
    for selector in (".st-ruler button[tabindex='0']", ".bars .point[tabindex='0']"):
        page.locator(selector).focus()
        for key in ("a", "b", "d", "d", "x", "m"):
            page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_serious(opened, theme):
    one, page = opened('"blood", "full", 10', theme=theme)
    for summary in page.locator(".ml summary").all():
        summary.click()
    assert one.axe(".ml") == []


def test_a_narrow_page_shows_the_marked_part_large_enough_to_read(opened):
    _, page = opened("step=3", width=620)
    box = page.evaluate(
        "() => document.querySelector('.scene').getAttribute('viewBox').split(' ').map(Number)"
    )
    assert 430 <= box[2] < 960
    type_size = page.evaluate(
        """() => { const text = document.querySelector('.only.on .tag:not(.cut) text');
            return 14 * text.getScreenCTM().a; }"""
    )
    assert type_size >= 11.5
    page.locator(".st-ruler button").nth(4).click()
    page.wait_for_timeout(1200)
    moved = page.evaluate(
        "() => document.querySelector('.scene').getAttribute('viewBox').split(' ').map(Number)"
    )
    assert moved[0] > box[0]
    assert page.evaluate(
        "() => { const m = document.querySelector('.ml'); return m.scrollWidth <= m.clientWidth; }"
    )


def test_nothing_moves_where_less_motion_is_wanted(opened):
    _, page = opened(reduced_motion="reduce")
    assert page.locator(".st-motion button").is_hidden()
    assert "asks for less motion" in page.locator(".st-motion").inner_text()
    page.locator(".st-ruler button").nth(4).click()
    running = page.evaluate("() => document.querySelector('.scene').getAnimations({ subtree: true }).length")
    assert running == 0


def test_two_steppers_on_a_page_keep_apart(opened, reader, lab_folder):
    one = reader(height=4200)
    code = "from metalearn import CascadeStepper\nCascadeStepper()"
    page = one.open(notebook(lab_folder, "two", code, code.replace("()", "('nerve')")))
    page.wait_for_function("() => document.querySelectorAll('.barlayer:has(.bars)').length === 2")
    page.locator(".ml").nth(1).locator(".st-ruler button").nth(2).click()
    assert page.locator(".st-says h3").nth(0).inner_text().startswith("Step 1")
    assert page.locator(".st-says h3").nth(1).inner_text().startswith("Step 3")
    ids = page.evaluate("() => [...document.querySelectorAll('.ml [id]')].map(one => one.id)")
    ours = [name for name in ids if name.startswith("ml-")]
    assert len(ours) == len(set(ours))
