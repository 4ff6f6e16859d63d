"""The Sankey worked as a reader works it: by mouse, then by keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook


@pytest.fixture
def page(reader, lab_folder):
    one = reader(height=1300)
    name = notebook(lab_folder, "sankey", "from metalearn import MetastasisSankey\nw = MetastasisSankey()\nw")
    opened = one.open(name)
    opened.wait_for_selector(".sankey-stage svg")
    return opened


def headline(page):
    return page.locator(".ml h3").inner_text()


def test_clicking_a_primary_an_organ_and_a_band(page):
    page.locator(".wide .node[data-name='Prostate'] .name").click()
    assert headline(page).startswith("Prostate: 1,140 of 2,172")
    page.locator(".wide .node[data-name='Liver'] .name").click()
    assert headline(page).startswith("Liver: the largest group")
    page.locator(".wide .flow.lit").first.dispatch_event("click")
    page.wait_for_selector(".sankey-evidence .ml-card")
    assert "10.1016/j.cell.2022.01.003" in page.locator(".sankey-evidence").inner_text()


def test_every_control_works_by_keyboard_alone(page):
    page.locator(".ml select").first.focus()
    page.keyboard.type("Ovary")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.startsWith('Ovary')")
    focus_by_tab(page, ".ml .ml-field:nth-of-type(2) select")
    page.keyboard.type("Skin")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.startsWith('Skin')")
    focus_by_tab(page, ".ml input[type=radio]")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.includes('largest share')")
    focus_by_tab(page, ".ml input[type=range]")
    page.keyboard.press("ArrowRight")
    assert page.locator(".ml-slider output").inner_text() == "5% of patients"
    assert "flows are hidden" in page.locator(".ml-note").inner_text()
    focus_by_tab(page, ".ml button")
    page.keyboard.press("Enter")
    assert headline(page).startswith("All flows")
    focus_by_tab(page, ".wide .node")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert headline(page).startswith("Colorectal")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    assert headline(page).startswith("Liver")
    page.keyboard.press("Escape")
    assert headline(page).startswith("All flows")


def test_the_table_and_its_evidence_open_by_keyboard(page):
    focus = page.locator(".ml > details > summary")
    focus.focus()
    page.keyboard.press("Enter")
    focus_by_tab(page, ".ml-table button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sankey-evidence .ml-card")
    focus_by_tab(page, ".ml-table button")


def test_the_number_beside_a_name_has_a_card_too(page):
    in_kernel(page, "w.focus = 'Lung'")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.startsWith('Lung')")
    page.locator(".ml summary").first.focus()
    page.keyboard.press("Enter")
    focus_by_tab(page, ".ml-table button[aria-label='Evidence for Lung']")
    page.keyboard.press("Enter")
    card = page.locator(".sankey-evidence .ml-card[role=status]")
    assert "Lung: all bands together: 6,779 patients" in card.inner_text()
    assert "Licence: " in card.inner_text() and "Last reviewed: " in card.inner_text()
    kernel_says(page, "print(w.flow, w.evidence('6,779')[0].text() in w.describe())", "Lung True\n")
    focus_by_tab(page, ".ml-table summary")
    page.keyboard.press("Enter")
    assert "Flows in focus: 14" in page.locator(".ml-table details[open]").inner_text()


def test_keys_never_reach_lab(page):
    cells = page.locator(".jp-Cell").count()
    page.locator(".wide .node[tabindex='0']").focus()
    for key in ("a", "b", "d", "d", "x", "m"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells


def test_python_hears_the_reader_and_the_reader_hears_python(page):
    page.locator(".wide .node[data-name='Breast'] .name").click()
    kernel_says(page, "print(w.focus)", "Breast\n")
    in_kernel(page, "w.focus = 'Ovary'")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.startsWith('Ovary')")


def test_narrow_pages_get_the_narrow_drawing(page):
    assert page.locator("svg.narrow").is_hidden()
    page.set_viewport_size({"width": 560, "height": 1300})
    page.locator("svg.narrow").wait_for(state="visible")
    assert page.locator("svg.wide").is_hidden()
