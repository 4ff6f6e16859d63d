"""A widget on a page leaves nothing behind when it is closed, and fifty of them do not slow each other down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import notebook
from tests.contract.instances import one_each
from tests.contract.lives import left_after_closing, listeners, on_an_empty_page, slower_among_fifty
from tests.contract.pages import opened

SLOWER = 4  # times as slow as alone a change may be among fifty; fifty that hear each other would be 50 times
TRIES = 3


@pytest.fixture(scope="module")
def empty(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    return on_an_empty_page(browser, tmp_path_factory.mktemp("empty"))


@pytest.mark.parametrize("name", one_each())
def test_a_closed_widget_leaves_no_listener_behind(
    name: str, browser: Any, empty: dict[str, int], tmp_path: Path
) -> None:
    file = one_each()[name]().save(tmp_path / "page.html")
    with opened(browser, file, []) as page:
        assert left_after_closing(page, empty) == {}


def test_the_test_would_see_a_listener(browser: Any, empty: dict[str, int], tmp_path: Path) -> None:
    file = one_each()["Quiz"]().save(tmp_path / "page.html")
    with opened(browser, file, []) as page:
        page.evaluate(
            """() => { addEventListener('resize', () => 1); globalThis.kept = new ResizeObserver(() => 1);
                [...globalThis[Symbol.for('metalearn.models')].values()][0].on('change:scale', () => 1); }"""
        )
        assert left_after_closing(page, empty) == {"window": 1, "ResizeObserver": 1, "models": 1}


@pytest.mark.parametrize("name", one_each())
def test_fifty_on_a_page_stay_responsive(name: str, browser: Any, tmp_path: Path) -> None:
    # Other work on the machine only adds: one quiet try shows that they do not hear each other.
    tries = (slower_among_fifty(browser, tmp_path, one_each()[name]) for _ in range(TRIES))
    said = []
    for slower, spent in tries:
        if slower <= SLOWER:
            return
        said.append(spent)
    pytest.fail(f"slower than {SLOWER} times among fifty: {said}")


@pytest.mark.parametrize("name", one_each())
def test_it_opens_in_a_browser_that_has_run_short_of_pipes(name: str, browser: Any, tmp_path: Path) -> None:
    file = one_each()[name]().save(tmp_path / "page.html")
    short = browser.new_context()
    short.add_init_script(
        "Blob.prototype.stream = Blob.prototype.text = () => { throw new TypeError('no pipe') }"
    )
    page = short.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.locator("[data-model] .ml").count() == int(page.locator("html").get_attribute("data-ready"))
    if name == "Chart":
        page.wait_for_selector(".main-svg")
    short.close()


def test_closed_cells_leave_nothing_in_jupyterlab(reader: Any, lab_folder: Path) -> None:
    sources = {
        "CasePlayer": 'CasePlayer("amina")',
        "Quiz": 'Quiz("Q01a")',
        "Panel": 'Panel("test-results")',
        "Cards": 'Cards("emergencies")',
        "Chart": "Chart({'data': [{'type': 'bar', 'x': ['a'], 'y': [1]}]}, 'A chart', [['a'], ['1']])",
    }
    cells = [f"from metalearn import {name}\n{sources.get(name, f'{name}()')}" for name in one_each()]
    page = reader(height=3000).open(notebook(lab_folder, "lives", "1 + 1", *cells))
    scroll = """async () => {
        const scroller = document.querySelector('.jp-WindowedPanel-outer');
        for (let y = 0; y < scroller.scrollHeight; y += 1500) {
            scroller.scrollTop = y; await new Promise(done => setTimeout(done, 250)); }
    }"""
    page.evaluate(scroll)
    before = listeners(page)
    assert page.evaluate("() => document.querySelectorAll('.ml').length") > 0
    page.evaluate("() => window.jupyterapp.commands.execute('editmenu:clear-all')")
    page.wait_for_function("() => document.querySelectorAll('.ml').length === 0")
    page.wait_for_timeout(700)
    after = listeners(page)
    assert sum(after.values()) < sum(before.values())
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.evaluate(scroll)
    page.evaluate("() => window.jupyterapp.commands.execute('editmenu:clear-all')")
    page.wait_for_function("() => document.querySelectorAll('.ml').length === 0")
    page.wait_for_timeout(700)
    again = listeners(page)
    assert {key: again[key] - after[key] for key in after if again[key] > after[key]} == {}
