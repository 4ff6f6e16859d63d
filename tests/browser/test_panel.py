"""Panels worked by keyboard alone in Lab, and on a page of their own where no kernel computes."""

from __future__ import annotations

import pytest

from metalearn import Panel
from metalearn.datasets.cards import computed
from metalearn.figures.panels.design import Control, Design, People, Scene, fixed, product
from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook

GRID = """
from metalearn import Panel
from tests.browser.test_panel import DESIGN
p = Panel(DESIGN)
p
"""


def _scene(n: int, kind: str) -> Scene:
    bars = {"type": "bar", "x": ["Ill", "Well"], "y": [n, 100 - n]}
    axes = {f"{each}axis": {"title": {"text": "People"}} for each in "xy"}
    cards = [computed(title, value, "set by the reader") for title, value in (("Ill", n), ("Well", 100 - n))]
    return Scene(
        f"{n} of them are ill ({kind}).",
        rows=(("Group", "People"), ("Ill", f"{n}"), ("Well", f"{100 - n}")),
        figure={"data": [bars], "layout": {"title": {"text": "Ill and well"}, **axes}}
        if kind == "chart"
        else None,
        people=(People(n, "are ill", "full"), People(100 - n, "are well", "dot")),
        cards=tuple(cards),
    )


DESIGN = Design(
    name="browser-test",
    title="Ill or well",
    intro="Set it and see.",
    controls=fixed(
        Control(
            "n",
            "Ill people",
            tuple((n, f"{n} in a hundred") for n in range(101)),
            "slider",
            "How many are ill.",
        ),
        Control("kind", "Show", (("chart", "a chart"), ("words", "words")), "choice"),
    ),
    scene=_scene,
    start={"n": 10, "kind": "chart"},
    closed="Show the figures",
    shipped=lambda: product(n=range(0, 101, 10), kind=("chart", "words")),
)


def headline(page) -> str:
    return page.locator(".pn-headline").first.inner_text()


def says(page, text: str) -> None:
    page.wait_for_function(
        "text => document.querySelector('.pn-headline').textContent.includes(text)", arg=text
    )


@pytest.fixture
def lab_page(reader, lab_folder):
    cells = (
        "from metalearn import Panel\nw = Panel('name-that-tumour')\nw",
        "s = Panel('workflow')\ns",
        f"import sys\nsys.path.insert(0, {str(__file__.rsplit('/tests/', 1)[0])!r}){GRID}",
    )
    opened = reader(height=3200).open(notebook(lab_folder, "panel", *cells))
    opened.wait_for_function("() => document.querySelectorAll('.ml .pn-headline').length === 3")
    return opened


def test_menus_radio_buttons_a_story_and_a_slider_by_keyboard(lab_page):
    page = lab_page
    focus_by_tab(page, ".pn-field.menu:nth-of-type(2) select")
    page.keyboard.type("a bone")
    says(page, "found in a bone")
    focus_by_tab(page, ".pn-field.choice input")
    while "bone" not in headline(page) or "Right" not in headline(page):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(50)
    kernel_says(
        page, "print(w.values['name'], w.state.scene.verdict)", "metastatic breast cancer in bone right\n"
    )
    focus_by_tab(page, ".pn-ruler button")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-current')") == "step"
    kernel_says(page, "print(s.values)", "{'step': 'stage'}\n")
    focus_by_tab(page, ".pn-story .ml-bar button:last-child")
    page.keyboard.press("Enter")
    kernel_says(page, "print(s.values)", "{'step': 'plan'}\n")


def test_the_kernel_works_out_what_was_not_shipped_and_what_is_closed_stays_so(lab_page):
    page = lab_page
    assert not page.locator(".pn-people").last.is_visible() and not page.locator(".ml-graph").count()
    focus_by_tab(page, ".pn-fold > summary")
    page.keyboard.press("Enter")
    kernel_says(page, "print(p.opened)", "True\n")
    page.wait_for_function("() => document.querySelector('.ml-graph')?._fullLayout")
    focus_by_tab(page, ".ml-graph [role=option]")
    focus_by_tab(page, "input[type=range]", 200)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.pn-headline')].at(-1).textContent.includes('11 of them')"
    )
    kernel_says(page, "print(p.values['n'], p._computed['values']['n'])", "11 11\n")
    assert page.evaluate("() => document.querySelector('.ml-graph')._fullData[0].y[0]") == 11
    in_kernel(page, "p.values = {'n': 50, 'kind': 'words'}")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.pn-headline')].at(-1).textContent.includes('50 of them are ill (words)')"
    )
    assert not page.locator(".ml-graph").is_visible()


FAULTY = """
from dataclasses import replace
from tests.browser.test_panel import DESIGN
def fails(n, kind):
    if n == 11:
        raise ValueError("planted")
    return DESIGN.scene(n, kind)
f = Panel(replace(DESIGN, scene=fails, closed=""))
f
"""


def test_a_change_before_the_other_settings_came_and_a_scene_that_fails_are_answered(reader, lab_folder):
    """The kernel is busy while the reader chooses: it then ships everything first, and computes nothing."""
    top = __file__.rsplit("/tests/", 1)[0]
    cells = (
        "import time\nfrom metalearn import Panel\nw = Panel('name-that-tumour')\nw",
        "time.sleep(6)",
        f"import sys\nsys.path.insert(0, {top!r}){FAULTY}",
    )
    one = reader(height=2000)
    page = one.open(notebook(lab_folder, "early", *cells), run=False)
    page.evaluate(
        """async () => {
            const panel = window.jupyterapp.shell.currentWidget;
            await panel.context.sessionContext.ready; await panel.revealed;
            void window.jupyterapp.commands.execute('notebook:run-all-cells');
        }"""
    )
    page.wait_for_selector(".pn-field.menu select")
    page.locator(".pn-field.menu select").nth(1).select_option("a bone")
    says(page, "found in a bone")
    assert page.locator("[aria-busy=true]").count() == 0
    page.wait_for_function("() => document.querySelectorAll('.ml .pn-headline').length === 2")
    page.locator("input[type=range]").last.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.pn-notice')].at(-1).textContent.includes('ValueError: planted')"
    )


@pytest.fixture
def alone(browser, tmp_path):
    """Open a panel's own page, from its file and offline; afterwards nothing may have gone wrong."""
    problems: list[str] = []
    contexts = []

    def opened(panel, **context):
        contexts.append(browser.new_context(offline=True, viewport={"width": 900, "height": 1200}, **context))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(panel.save(tmp_path / f"{panel.design.name}.html").as_uri())
        page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for each in contexts:
        each.close()
    assert problems == []


def test_without_a_kernel_it_says_so_and_goes_to_the_nearest_setting_ahead(alone):
    page = alone(Panel(DESIGN, opened=True))
    focus_by_tab(page, "input[type=range]")
    page.keyboard.press("ArrowRight")
    says(page, "20 of them are ill (chart)")
    assert "needs a running kernel" in page.locator(".pn-notice").inner_text()
    assert page.locator("input[type=range]").get_attribute("aria-valuetext") == "20 in a hundred"
    page.keyboard.press("ArrowLeft")
    says(page, "10 of them are ill (chart)")
    focus_by_tab(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")
    says(page, "10 of them are ill (words)")
    assert page.locator(".pn-notice").inner_text() == ""


def test_the_view_settles_on_the_same_setting_as_python(alone):
    panel = Panel("name-that-tumour", started="breast", found="lung")
    page = alone(panel)
    for started in ("lung", "bowel", "skin", "lung", "breast"):
        page.locator("select").first.select_option(index=list(_values(panel, "started")).index(started))
        panel.values = {"started": started}
        says(page, panel.state.scene.headline)
        chosen = [each.options[0][1] for each in panel.controls]
        assert page.locator("select").nth(1).evaluate("e => e.options.length") == len(_values(panel, "found"))
        assert page.locator(".pn-field.choice label").first.inner_text() == chosen[2]


def _values(panel, name):
    control = next(each for each in panel.controls if each.name == name)
    return [value for value, _ in control.options]


def test_buttons_to_try_set_the_panel_and_show_which_is_on(alone):
    page = alone(Panel("test-chooser"))
    page.get_by_role("button", name="Bones: show me").click()
    says(page, "First: CT with contrast or Bone scan.")
    assert page.locator(".pn-tries .chosen").inner_text() == "Bones: show me"


def test_what_stayed_the_same_is_left_as_it_stands(alone):
    page = alone(Panel(DESIGN, opened=True))
    page.wait_for_function("() => document.querySelector('.ml-graph')?._fullLayout")
    kept = page.evaluate(
        """async () => {
            const before = document.querySelector('.pn-people').firstChild, chart = document.querySelector('.ml-graph');
            document.querySelectorAll('input[type=radio]')[1].click();
            await new Promise(done => setTimeout(done, 100));
            const people = document.querySelector('.pn-people').firstChild;
            return [people === before, chart.isConnected, chart.checkVisibility()];
        }"""
    )
    assert kept == [True, True, False]


def test_labels_of_a_design_are_shown_literally(alone):
    mark = "<img src=x onerror=alert(1)>"
    control = Control("a", mark, ((mark, mark), ("b", "b")), "choice", mark)
    scene = Scene(mark, ((mark, mark),), (mark,), ((mark,), (mark,)), mark, notes=(mark,), verdict="right")
    hostile = Design(
        "hostile", mark, mark, fixed(control), lambda a: scene, {"a": mark}, closed=mark, stamp=mark
    )
    page = alone(Panel(hostile, opened=True))
    assert page.locator("img[src=x]").count() == 0
    assert page.locator(".ml").text_content().count(mark) >= 12


def test_a_closed_view_leaves_no_listener_behind(alone):
    page = alone(Panel(DESIGN, opened=True))
    page.wait_for_function("() => document.querySelector('.ml-graph')?._fullLayout")
    left = page.evaluate(
        """async () => {
            const [model] = [...globalThis[Symbol.for('metalearn.models')].values()].filter(one => one.get('values'));
            let heard = 0;
            const on = (...told) => (heard++, model.on(...told));
            const off = (...told) => (heard--, model.off(...told));
            const watched = Object.assign(Object.create(model), { on, off });
            const url = URL.createObjectURL(new Blob([model.get('_esm')], { type: 'text/javascript' }));
            const el = document.body.appendChild(document.createElement('div'));
            const { default: widget } = await import(url);
            const end = await widget.render({ model: watched, el });
            await new Promise(done => setTimeout(done, 500));
            const before = heard;
            end();
            return [before > 4, heard, el.children.length];
        }"""
    )
    assert left == [True, 0, 0]
