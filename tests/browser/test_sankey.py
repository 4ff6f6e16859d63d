"""The Sankey worked as a reader works it: by mouse, then by keyboard alone; and every state against Python's own."""

from __future__ import annotations

import re

import pytest

from metalearn import MetastasisSankey
from metalearn.figures.sankey_drawing import NARROW, WIDE, draw
from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook
from tests.contract.pages import opened

# Set every state on the page and read what it then shows, in the order of Python's own state.
READ = """async states => {
    const [model] = [...globalThis[Symbol.for('metalearn.models')].values()];
    const text = (selector) => document.querySelector(selector).textContent;
    const read = [];
    for (const state of states) {
        for (const [key, value] of Object.entries(state)) model.set(key, value);
        await Promise.resolve();
        const flows = (kind) => [...document.querySelectorAll(`.wide .flow.${kind}`)].map(one => +one.dataset.i);
        const rows = [...document.querySelector('.ml > details table').tBodies[0].rows];
        const marks = [...document.querySelectorAll('.wide .node')]
            .map(node => [node.dataset.name, node.querySelector('.mark').textContent]).filter(([, mark]) => mark);
        read.push({ headline: text('.ml h3'), about: text('.ml-note'), notes: text('.sankey-stage + .ml-note'),
            lit: flows('lit'), hidden: flows('hidden'), marks: Object.fromEntries(marks),
            rows: rows.map(row => [...row.cells].slice(0, -1).map(cell => cell.textContent)) });
    }
    return read;
}"""
BANDS = """sizes => sizes.map(size => [...document.querySelectorAll(`.${size} .flow`)]
    .map(one => [+one.dataset.i, one.getAttribute('d'), one.getAttribute('fill')]))"""


@pytest.fixture(scope="module")
def exported(browser, tmp_path_factory):
    """A page without a kernel that shows every flow."""
    file = MetastasisSankey("").save(tmp_path_factory.mktemp("sankey") / "page.html")
    problems: list[str] = []
    with opened(browser, file, problems) as one:
        yield one
    assert problems == []


@pytest.mark.parametrize("cohort", ["MSK-MET", "MSK-MET groups", "NCI list"])
def test_a_page_without_kernel_shows_every_state_as_python_makes_it(exported, cohort):
    widget = MetastasisSankey()
    walked = [each for each, _ in widget.drive() if each["cohort"] == cohort and not each["flow"]]
    walked = walked[:: 1 if len(walked) < 300 else 5]
    for controls, shown in zip(walked, exported.evaluate(READ, walked), strict=True):
        with widget.hold_trait_notifications():
            for name, value in controls.items():
                setattr(widget, name, value)
        state, chosen = widget.state, widget._set
        drawn = {int(i) for i in re.findall(r'data-i="(\d+)"', draw(chosen.map, state))}
        assert shown["headline"] == state.headline, controls
        assert shown["about"] == "".join(chosen.about)
        assert shown["notes"] == "".join((chosen.legend(state.unit), *state.notes, *chosen.mind))
        assert (set(shown["lit"]), set(shown["hidden"])) == (
            drawn & set(state.lit),
            drawn & set(state.hidden),
        )
        assert shown["marks"] == state.marks, controls
        assert shown["rows"] == widget.table()[1:], controls


@pytest.mark.parametrize("cohort", ["MSK-MET", "MSK-MET groups", "NCI list"])
@pytest.mark.parametrize("unit", ["patients", "percent"])
def test_a_page_stacks_the_bands_as_python_draws_them(exported, cohort, unit):
    widget = MetastasisSankey("", cohort=cohort, unit=unit)
    exported.evaluate(READ, [{"cohort": cohort, "unit": unit, "threshold": 0, "focus": "", "flow": ""}])
    for size, bands in zip((WIDE, NARROW), exported.evaluate(BANDS, ["wide", "narrow"]), strict=True):
        python = re.findall(
            r'<path d="([^"]*)" fill="([^"]*)" class="[^"]*" data-i="(\d+)"',
            draw(widget._set.map, widget.state, size),
        )
        assert [(i, fill) for i, _, fill in bands] == [(int(i), fill) for _, fill, i in python]
        for (i, live, _), (still, _, _) in zip(bands, python, strict=True):
            assert re.sub(r"[\d.]+", "", live) == re.sub(r"[\d.]+", "", still)
            pairs = zip(re.findall(r"[\d.]+", live), re.findall(r"[\d.]+", still), strict=True)
            assert all(abs(float(a) - float(b)) < 0.35 for a, b in pairs), (i, live, still)


def test_a_page_without_kernel_keeps_the_focus_that_both_cohorts_have(exported):
    exported.evaluate(
        READ, [{"cohort": "MSK-MET", "unit": "patients", "threshold": 0, "focus": "Prostate", "flow": ""}]
    )
    whose = exported.get_by_role("group", name="Whose patients")
    whose.get_by_label("NCI list of usual sites, nobody counted").check()
    assert headline(exported) == "Prostate: the list names Adrenal, Bone, Liver, Lung"
    assert exported.get_by_role("slider").count() == 0
    assert exported.get_by_role("group", name="Bands show").count() == 0
    assert exported.locator(".ml select").first.input_value() == "Prostate"
    exported.locator(".ml select").first.select_option("Colon")
    whose.get_by_label("MSK-MET, 14 cancers and 9 organs").check()
    assert headline(exported).startswith("All flows: 14 cancers to 9 organs")
    assert exported.get_by_text("Colon has no row in this table, so everything is shown.").is_visible()
    assert exported.get_by_role("slider").count() == 1


def test_flows_of_somebodys_own_leave_nothing_to_switch(browser, tmp_path):
    from metalearn import datasets

    file = MetastasisSankey(flows=datasets.flows()).save(tmp_path / "own.html")
    problems: list[str] = []
    with opened(browser, file, problems) as one:
        assert one.get_by_role("group", name="Whose patients").count() == 0
        assert one.locator(".wide .flow").count() == 126
    assert problems == []


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


def test_the_cohort_is_switched_by_keyboard_alone_and_python_hears_it(page):
    in_kernel(page, "w.focus = 'Prostate'")
    focus_by_tab(page, ".sankey-cohorts input")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelectorAll('.wide .node').length === 26 + 21")
    assert headline(page).startswith("Prostate: ")
    kernel_says(page, "print(w.cohort, w.focus)", "MSK-MET groups Prostate\n")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "() => document.querySelector('.ml h3').textContent.includes('the list names Adrenal')"
    )
    kernel_says(page, "print(w.cohort, w.focus, w.orphans())", "NCI list Prostate ()\n")
    focus_by_tab(page, ".ml > details > summary")
    page.keyboard.press("Enter")
    focus_by_tab(page, ".ml-table button")
    page.keyboard.press("Enter")
    card = page.locator(".sankey-evidence .ml-card[role=status]")
    assert "Where this line comes from: Prostate → Adrenal" in card.inner_text()
    assert "names sites and no frequencies" in card.inner_text()
    in_kernel(page, "w.cohort = 'MSK-MET'")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.startsWith('Prostate: 1,140')")


def test_every_control_works_by_keyboard_alone(page):
    page.locator(".ml select").first.focus()
    page.keyboard.type("Ovary")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.startsWith('Ovary')")
    focus_by_tab(page, ".ml .ml-field:nth-of-type(2) select")
    page.keyboard.type("Skin")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.startsWith('Skin')")
    focus_by_tab(page, ".ml-choice:not(.sankey-cohorts) input[type=radio]")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.ml h3').textContent.includes('largest share')")
    focus_by_tab(page, ".ml input[type=range]")
    page.keyboard.press("ArrowRight")
    assert page.locator(".ml-slider output").inner_text() == "5% of patients"
    assert "flows are hidden" in page.locator(".sankey-stage + .ml-note").inner_text()
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
    opener = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    page.locator(".sankey-evidence .ml-card button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sankey-evidence .ml-card", state="detached")
    # The button that closed the card is gone: who pressed it stands where the card was opened.
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == opener
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
