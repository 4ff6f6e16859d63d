"""The host of live charts, in JupyterLab and on a page without any kernel."""

from __future__ import annotations

import base64
import json

import pytest

from metalearn import Chart
from metalearn.widgets.chart import plotly_js
from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook

BARS = {"data": [{"type": "bar", "x": ["Bone", "Liver", "Lung"], "y": [3, 5, 4]}], "layout": {"height": 300}}
ROWS = [["Organ", "Patients"], ["Bone", "3"], ["Liver", "5"], ["Lung", "4"]]
IMPORT = f"from metalearn import Chart\nBARS, ROWS = {BARS!r}, {ROWS!r}"
SANKEY = """
from metalearn.figures.plotly_sankey import sankey
flows = sankey()
c = Chart(flows, "Flows", flows.table())
c"""


@pytest.fixture
def opened(reader, lab_folder):
    def make(name, *cells, wait=".bars .point", **options):
        one = reader(height=2400, **options)
        page = one.open(notebook(lab_folder, name, IMPORT, *cells))
        page.wait_for_selector(wait)
        page.wait_for_timeout(300)
        return one, page

    return make


def press_middle(page, locator):
    box = locator.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
    page.wait_for_timeout(200)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_click_says_which_bar_it_was_on_a_projector_too(opened, scale):
    _, page = opened("bars", f"c = Chart(BARS, 'Organs', ROWS, scale={scale})\nc")
    press_middle(page, page.locator(".bars .point").nth(1))
    kernel_says(
        page, "print(c.selected['kind'], c.selected['index'], c.selected['label'])", "point 1 Liver\n"
    )
    assert page.locator(".ml-host [role=status]").inner_text() == "Selected: Liver: 5"
    press_middle(page, page.locator(".bars .point").nth(1))
    kernel_says(page, "print(c.selected)", "None\n")


def test_nodes_and_flows_of_a_sankey_are_told_apart(opened):
    _, page = opened("flows", SANKEY, wait=".sankey-node")
    press_middle(page, page.locator(".sankey-node .node-rect").nth(2))
    kernel_says(page, "print(c.selected['kind'], c.selected['label'])", "node Breast\n")
    where = page.evaluate(
        """() => { const flow = [...document.querySelectorAll('.sankey-link')]
                .sort((a, b) => b.__data__.link.value - a.__data__.link.value)[0];
            const point = flow.getPointAtLength(flow.getTotalLength() * 0.12), m = flow.getScreenCTM();
            return [point.x * m.a + m.e, point.y * m.d + m.f + 6]; }"""
    )
    page.mouse.move(*where, steps=3)
    page.mouse.click(*where)
    page.wait_for_timeout(300)
    kernel_says(page, "print(c.selected['kind'], c.selected['label'])", "link Colorectal → Liver\n")


def test_the_keyboard_walks_points_nodes_and_flows(opened):
    _, page = opened(
        "keys", "c = Chart(BARS, 'Organs', ROWS)\nc", SANKEY.replace("c = ", "d = ").replace("\nc", "\nd")
    )
    page.wait_for_selector(".sankey-node")
    says = page.locator(".ml-host [role=status]")
    page.locator(".bars .point[tabindex='0']").focus()
    for key, expected in (
        ("ArrowRight", "Liver: 5"),
        ("End", "Lung: 4"),
        ("ArrowUp", "Liver: 5"),
        ("Home", "Bone: 3"),
    ):
        page.keyboard.press(key)
        assert says.nth(0).inner_text() == expected
    focus_by_tab(page, ".sankey-node")
    page.keyboard.press("ArrowDown")
    first = says.nth(1).inner_text()
    page.keyboard.press("Shift+ArrowDown")
    assert "→" in says.nth(1).inner_text() and says.nth(1).inner_text().split(" →")[0] in first
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    kernel_says(page, "print(d.selected['kind'])", "link\n")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    kernel_says(page, "print(d.selected)", "None\n")


def test_colours_follow_the_theme_and_a_new_figure_keeps_names_and_focus(opened):
    one, page = opened("theme", "c = Chart(BARS, 'Organs', ROWS)\nc")
    ink = "() => getComputedStyle(document.querySelector('.xtick text')).fill"
    light = page.evaluate(ink)
    page.evaluate("() => jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})")
    page.wait_for_function(f"before => ({ink})() !== before", arg=light)
    assert one.axe(".ml") == []
    page.locator(".bars .point[tabindex='0']").focus()
    in_kernel(page, "c.figure = {**BARS, 'data': [{'type': 'bar', 'x': ['Skin', 'Brain'], 'y': [1, 2]}]}")
    page.wait_for_function("() => document.activeElement.getAttribute('aria-label') === 'Skin: 1'")


def test_plotly_comes_once_leaves_no_global_and_offers_no_upload(opened):
    _, page = opened("once", "Chart(BARS, 'One', ROWS)", "Chart(BARS, 'Two', ROWS)", SANKEY)
    page.wait_for_selector(".sankey-node")
    assert page.evaluate("() => [...globalThis[Symbol.for('metalearn.plotly')].keys()].length") == 1
    assert page.evaluate("() => typeof globalThis.Plotly") == "undefined"
    titles = page.evaluate(
        "() => [...document.querySelectorAll('.modebar-btn')].map(one => one.dataset.title)"
    )
    assert titles and not any(
        "edit" in title.lower() or "cloud" in title.lower() for title in titles if title
    )


def test_the_cards_of_a_chart_open_by_keyboard(opened):
    source = """
from metalearn import datasets
flows = [flow for flow in datasets.flows() if flow.primary == "Prostate"][:2]
rows = [["Organ", "Patients"], *([flow.site, flow.n] for flow in flows)]
Chart(BARS, "Prostate", rows, evidence=[flow.evidence("n") for flow in flows])"""
    one, page = opened("cards", source)
    focus_by_tab(page, ".ml > details:last-of-type > summary")
    page.keyboard.press("Enter")
    opened_cards = page.locator(".ml > details[open]")
    assert opened_cards.locator(".ml-card").count() == 2
    assert "The same for all of these:" in opened_cards.inner_text()
    assert "10.1016/j.cell.2022.01.003" in opened_cards.inner_text()
    assert one.axe(".ml") == []


def test_markup_in_a_figure_and_its_table_is_text(opened):
    bars = "{'data': [{'type': 'bar', 'x': ['<img src=x onerror=alert(1)>'], 'y': [3]}]}"
    _, page = opened("markup", f"Chart({bars}, '<img src=x>', [['<img src=x>']])")
    assert page.locator(".ml img").count() == 0
    assert page.locator(".ml h3").inner_text() == "<img src=x>"


def test_a_chart_that_goes_leaves_nothing_behind(opened):
    _, page = opened("gone", "Chart(BARS, 'Organs', ROWS)")
    page.evaluate(
        """() => { window.gone = document.querySelector('.ml-graph');
            return jupyterapp.commands.execute('notebook:clear-all-cell-outputs'); }"""
    )
    page.wait_for_function(
        "() => !window.gone.isConnected && !window.gone._fullLayout && !window.gone.firstChild"
    )


RENDER = """async ({ esm, state, code }) => {
    const bytes = Uint8Array.from(atob(code), one => one.charCodeAt(0));
    const values = { ...state, _code: bytes }, heard = {};
    const model = {
        get: name => values[name],
        set: (name, value) => { values[name] = value; (heard[`change:${name}`] ?? []).forEach(then => then()); },
        save_changes() {}, on: (name, then) => (heard[name] ??= []).push(then), off() {},
    };
    const url = URL.createObjectURL(new Blob([esm], { type: 'text/javascript' }));
    const { default: view } = await import(url);
    window.end = await view.render({ model, el: document.body });
}"""


@pytest.mark.parametrize("library", [True, False])
def test_a_page_without_a_kernel_draws_with_its_own_plotly_or_says_that_it_cannot(browser, library):
    widget = Chart(BARS, "Organs", ROWS)
    names = (
        "figure",
        "names",
        "selected",
        "label",
        "scale",
        "_chart_words",
        "_library",
        "_version",
        "_rows",
        "_sheets",
    )
    state = {name: value for name, value in widget.get_state().items() if name in names}
    page = browser.new_page()
    if library:
        page.add_script_tag(path=plotly_js())
    given = {
        "esm": widget._esm,
        "state": json.loads(json.dumps(state)),
        "code": base64.b64encode(widget._code).decode(),
    }
    page.evaluate(RENDER, given)
    if library:
        page.wait_for_selector(".bars .point")
        page.locator(".bars .point").first.focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("[role=status]").inner_text() == "Liver: 5"
    else:
        page.wait_for_function(
            "() => document.querySelector('[role=status]').textContent.includes('could not be loaded')"
        )
        page.locator("summary").click()
        assert page.locator("td").first.inner_text() == "3"
    page.evaluate("() => window.end()")
    assert page.locator(".ml").count() == 0
    page.close()
