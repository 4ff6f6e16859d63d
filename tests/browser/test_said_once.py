"""What a view says by itself, on a page of its own: each thing once, and nothing is claimed that did not happen."""

from __future__ import annotations

from typing import Any

import pytest

from metalearn import Cards, CasePlayer, Quiz, Scan, TreatmentExplorer
from metalearn.widgets import export
from metalearn.widgets.quiz_text import WORDS
from tests.contract.pages import SET, opened, overflow

# Count how often each live region is written to.
COUNT = """() => {
    globalThis.written = [];
    const regions = document.querySelectorAll('.ml [role=status], .ml output:not([aria-live=off])');
    for (const one of regions) new MutationObserver(() => written.push(one.textContent))
        .observe(one, {childList: true, characterData: true, subtree: true});
}"""
# Open the view anew, in front of a kernel that can be told what to do.
WITH_KERNEL = """async () => {
    const place = document.querySelector('[data-model]');
    const held = globalThis[Symbol.for('metalearn.models')].get(place.dataset.model);
    globalThis.kernel = {status: 'idle'};
    const on = (event, then) => event === 'msg:custom' ? globalThis.tell = then : held.on(event, then);
    const send = message => globalThis.asked = message;
    const model = {...held, standalone: false, widget_manager: {kernel}, on, send};
    place.close();
    const code = URL.createObjectURL(new Blob([held.get('_esm')], {type: 'text/javascript'}));
    place.close = await (await import(code)).default.render({model, el: place});
}"""


@pytest.fixture
def show(browser, tmp_path):
    """Open widgets on one page, and close it at the end of the test; nothing may have gone wrong on it."""
    problems: list[str] = []
    places: list[Any] = []

    def make(*widgets, width=1280):
        file = tmp_path / "page.html"
        export.write(file, export.page_of(list(widgets)))
        places.append(opened(browser, file, problems, width))
        return places[-1].__enter__()

    yield make
    for place in places:
        place.__exit__(None, None, None)
    assert problems == []


def written(page):
    page.wait_for_timeout(100)
    return page.evaluate("() => written.splice(0)")


def set_to(page, **controls):
    page.evaluate(SET, controls)


def answer_and_check(page, place=0):
    page.locator(".qz-option input").nth(place).check()
    page.locator(".ml button.primary").click()


def test_an_exported_quiz_says_that_it_keeps_nothing(show):
    page = show(Quiz("Q01a"))
    assert page.locator(".qz-before").inner_text() == WORDS["alone"]
    answer_and_check(page)
    assert page.locator(".qz-before").inner_text() == WORDS["alone"]


def test_a_kernel_that_does_not_answer_a_check_keeps_nothing_and_it_is_said(show):
    page = show(Quiz("Q01a"))
    page.evaluate(WITH_KERNEL)
    assert page.evaluate("() => asked") == {"ask": "earlier"}
    assert page.locator(".qz-before").inner_text() == ""
    page.locator(".ml button.primary").click()  # nothing was answered: nothing is kept, nothing is missed
    page.wait_for_timeout(2500)
    assert page.locator(".qz-before").inner_text() == ""
    answer_and_check(page)
    page.evaluate("() => tell({earlier: 'You answered this on 2026-03-01: right.', notice: ''})")
    page.wait_for_timeout(2500)
    assert page.locator(".qz-before").inner_text() == "You answered this on 2026-03-01: right."
    page.evaluate("() => { kernel.status = 'busy'; }")
    answer_and_check(page, 1)
    page.wait_for_timeout(2500)
    assert WORDS["unkept"] not in page.locator(".qz-before").inner_text()  # it may still answer
    page.evaluate("() => { kernel.status = 'idle'; }")
    page.wait_for_function(
        "said => document.querySelector('.qz-before').textContent === said", arg=WORDS["unkept"]
    )


def test_a_number_beyond_all_numbers_is_no_number(show):
    page = show(Quiz("Q02b"))
    page.locator(".qz-number input").fill("1e999")
    page.locator(".ml button.primary").click()
    assert page.locator(".qz-says").inner_text().endswith(WORDS["not_number"])


def test_opening_the_hint_does_not_repeat_the_verdict(show):
    page = show(Quiz("Q01a"))
    answer_and_check(page)
    page.evaluate(COUNT)
    page.locator(".qz-bar button", has_text=WORDS["hint"]).click()
    (hint,) = written(page)
    assert hint.startswith(WORDS["hint"])
    page.locator(".ml button.primary").click()  # asked once more, it is answered once more
    assert len(written(page)) == 1


def test_the_scan_says_only_what_changed(show):
    page = show(Scan())
    page.evaluate(COUNT)
    set_to(page, marked=["A1"])
    assert [each.startswith("A1") for each in written(page)] == [True]
    set_to(page, size=20)
    assert all("A1" not in each for each in written(page))
    set_to(page, level=90, width=160)
    (sentence,) = written(page)
    assert "liver" in sentence


def test_opening_a_card_does_not_count_the_cards_again(show):
    page = show(Cards("faq"))
    page.evaluate(COUNT)
    set_to(page, opened=["F01"])
    assert written(page) == []
    set_to(page, search="bone")
    assert len(written(page)) == 1


def test_a_slider_says_its_value_once(show):
    page = show(Scan())
    values = page.locator(".ml-slider output").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-live'))"
    )
    assert values and set(values) == {"off"}


def test_another_view_that_moves_on_ends_what_was_being_read(show):
    player = CasePlayer("grace")
    page = show(player, player)
    first, second = page.locator(".ml").nth(0), page.locator(".ml").nth(1)
    first.locator(".cp-choice").first.click()
    assert first.locator(".cp-says").inner_text() and not first.locator(".cp-scene").is_visible()
    second.locator(".cp-path button").first.click()
    page.wait_for_timeout(100)
    assert first.locator(".cp-scene").is_visible() and not first.locator(".cp-on").is_visible()
    assert first.locator(".cp-says").inner_text() == ""
    page.evaluate(COUNT)
    first.locator(".cp-choice").first.click()
    assert len(written(page)) == 1  # and what is said about a choice is said once


def test_a_table_is_a_stop_of_the_tab_key_only_while_it_scrolls(show):
    page = show(Scan(), width=1280)
    page.evaluate("() => document.querySelectorAll('.ml details').forEach(one => one.open = true)")
    page.wait_for_timeout(200)
    assert page.locator(".ml-scroll").count() >= 1 and page.locator(".ml-scroll[tabindex]").count() == 0
    page.evaluate("() => document.querySelectorAll('.ml-scroll').forEach(one => one.style.width = '60px')")
    page.wait_for_selector(".ml-scroll[tabindex='0'][role=group][aria-label]")
    page.evaluate("() => document.querySelectorAll('.ml-scroll').forEach(one => one.style.width = '')")
    page.wait_for_selector(".ml-scroll:not([tabindex]):not([role])")


def test_the_explorer_fits_a_very_narrow_page(show):
    assert overflow(show(TreatmentExplorer(), width=320)) == 0


def test_a_link_to_a_source_says_that_it_opens_in_a_new_tab(show):
    from metalearn import CascadeStepper

    page = show(CascadeStepper(), Cards("faq", opened=["F01"]))
    links = page.locator(".ml a[target=_blank]")
    assert page.locator(".st-says a").count() and page.locator(".cd-source a").count()
    assert set(links.evaluate_all("all => all.map(one => one.title)")) == {"opens in a new tab"}
