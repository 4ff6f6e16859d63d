"""The contract of every widget on a page of its own: one file, opened from disk, offline, without a kernel."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.contract.instances import WIDGETS, enlarged, one_each
from tests.contract.pages import Measured, axe, lost, moving, opened, overflow, shows_its_tables, unreached

ARIA = Path(__file__).parent / "aria"
STATES = 8  # of each widget are compared on its page; all of them are in Python
every = pytest.mark.parametrize("name", WIDGETS)


def page_of(name: str, folder: Path, make: Any = None) -> Path:
    file: Path = (make or WIDGETS[name])().save(folder / "page.html")
    return file


@every
def test_it_lives_without_a_kernel(name: str, browser: Any, tmp_path: Path) -> None:
    measured = Measured()
    with opened(browser, page_of(name, tmp_path), measured.problems) as page:
        assert page.locator(".ml[role=figure][aria-label]").count() == 1
        assert page.locator(".ml [role=status]").count() >= 1
        measured.stops, missed = unreached(page)
        measured.problems += [*missed, *axe(page)]
        shows_its_tables(page, WIDGETS[name](), STATES, measured)
        measured.problems += axe(page)  # once more where the walk ends: what was closed is open there
    assert measured.states > 0 and measured.stops > 0 and measured.says_so == measured.needs_kernel
    assert measured.problems == []


@every
def test_nothing_is_lost_on_a_narrow_dark_page(name: str, browser: Any, tmp_path: Path) -> None:
    problems: list[str] = []
    file = page_of(name, tmp_path)
    with opened(browser, file, problems, 400, color_scheme="dark", reduced_motion="reduce") as page:
        problems += [*axe(page), *lost(page), *moving(page)]
        page.emulate_media(media="print")
        assert page.locator(".ml").first.is_visible() and overflow(page) == 0
    assert problems == []


@every
def test_nothing_is_lost_at_twice_the_size(name: str, browser: Any, tmp_path: Path) -> None:
    """A browser's zoom of 200% halves the page's width; a projector's scale enlarges the widget itself."""

    problems: list[str] = []
    with opened(browser, page_of(name, tmp_path), problems, 640, device_scale_factor=2) as page:
        problems += lost(page)
    with opened(browser, page_of(name, tmp_path, enlarged(WIDGETS[name])), problems) as page:
        problems += lost(page)
        size = page.evaluate(
            """() => { const all = [...document.querySelectorAll('.ml :is(p, label, h3, summary)')];
                const e = all.find(e => e.checkVisibility() && e.getBoundingClientRect().height > 8);
                return parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom ?? 1); }"""
        )
        assert size >= 18
    assert problems == []


@pytest.mark.parametrize("name", one_each())
def test_a_screen_reader_hears_what_it_heard(name: str, browser: Any, tmp_path: Path) -> None:
    """METALEARN_ARIA=1 writes the texts anew; read what changed before you keep it."""
    with opened(browser, page_of(name, tmp_path, one_each()[name]), []) as page:
        heard = page.locator(".ml").first.aria_snapshot() + "\n"
    file = ARIA / f"{name}.yaml"
    if os.environ.get("METALEARN_ARIA"):
        file.write_text(heard, encoding="utf-8")
    assert heard == file.read_text(encoding="utf-8")
