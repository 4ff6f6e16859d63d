"""The body map worked by keyboard alone."""

from __future__ import annotations

import pytest

from metalearn import BodyMap
from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook


@pytest.fixture
def page(reader, lab_folder):
    source = (
        "import ipywidgets\nfrom metalearn import BodyMap, MetastasisSankey\n"
        "w, s = BodyMap(), MetastasisSankey()\nipywidgets.jslink((w, 'site'), (s, 'focus'))\nipywidgets.VBox([w, s])"
    )
    opened = reader(height=1400).open(notebook(lab_folder, "body_map", source))
    opened.wait_for_selector(".body-map .mk")
    return opened


def wait(page, text):
    page.wait_for_function(
        "text => document.querySelector('.bm-says h3').textContent.includes(text)", arg=text
    )


def test_route_and_soil_by_keyboard(page):
    focus_by_tab(page, ".bm-bar .ml-field select")
    page.keyboard.type("Prostate")
    wait(page, "Prostate, by blood: first the lungs")
    assert page.locator(".body-map .lung.lit.first").count()
    focus_by_tab(page, ".bm-bar fieldset:nth-of-type(2) input:checked")
    page.keyboard.press("ArrowRight")
    wait(page, "by lymph")
    assert (
        page.locator(".body-map .nodes.lit.first").count() and not page.locator(".body-map .lung.lit").count()
    )
    focus_by_tab(page, ".bm-bar fieldset:nth-of-type(3) input:checked")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.ml').textContent.includes('750 of 2,172')")
    kernel_says(page, "print(w.primary, w.route, w.soil)", "Prostate lymph True\n")
    # A cell such as "213" is a number of patients, and not the 213th text that was sent.
    cells = (
        "() => [...document.querySelectorAll('.ml-table tbody tr')]"
        ".map(row => [...row.cells].map(cell => cell.textContent))"
    )
    counted = [row for row in page.evaluate(cells) if len(row) == 8]
    assert counted == BodyMap("Prostate", route="lymph", soil=True).table()[1:]


def test_organs_by_arrow_keys_and_the_map_as_a_picker(page):
    in_kernel(page, "w.view = 'organs'")
    page.wait_for_selector(".body-map [role=option]")
    assert page.locator(".body-map [role=option]").count() == 17
    assert page.locator(".body-map [role=option][tabindex='0']").count() == 1
    focus_by_tab(page, ".body-map [role=option]")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    here = "() => document.activeElement.getAttribute('aria-label')"
    below = page.evaluate(here)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(here) != below
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait(page, below)
    assert page.locator("[role=option][aria-selected=true]").first.get_attribute("aria-label") == below
    kernel_says(page, "print(w.selected, '|', s.focus == w.site)", f"{below} | True\n")
    page.keyboard.press("Escape")
    wait(page, "Choose an organ")


def test_no_motion_where_less_is_wanted(reader, lab_folder):
    calm = reader(reduced_motion="reduce").open(
        notebook(lab_folder, "body_map_calm", "from metalearn import BodyMap\nBodyMap()")
    )
    calm.wait_for_selector(".body-map .vessel.lit .flow")
    name = calm.evaluate("() => getComputedStyle(document.querySelector('.vessel.lit .flow')).animationName")
    assert name == "none"
