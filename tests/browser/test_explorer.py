"""The treatment explorer worked by keyboard alone."""

from __future__ import annotations

import pytest

from tests.browser.pages import focus_by_tab, in_kernel, kernel_says, notebook


@pytest.fixture
def page(reader, lab_folder):
    source = "from metalearn import TreatmentExplorer\nw = TreatmentExplorer('Breast')\nw"
    opened = reader(height=1400).open(notebook(lab_folder, "explorer", source))
    opened.wait_for_selector(".ml .tx-options article, .ml .tx-options section")
    return opened


def said(page):
    return page.locator(".ml .ml-status").first.inner_text()


def test_the_three_menus_by_keyboard(page):
    focus_by_tab(page, ".tx-bar .ml-field:nth-of-type(1) select")
    page.keyboard.type("Melanoma (c")
    page.wait_for_function(
        "() => document.querySelector('.ml .ml-status').textContent.includes('melanoma (cutaneous)')"
    )
    before = said(page)
    focus_by_tab(page, ".tx-bar .ml-field:nth-of-type(2) select")
    page.keyboard.type("BRAF")
    page.wait_for_function(
        "before => document.querySelector('.ml .ml-status').textContent !== before", arg=before
    )
    assert "BRAF" in said(page)
    focus_by_tab(page, ".tx-bar .ml-field:nth-of-type(3) select")
    page.keyboard.press("ArrowDown")
    page.wait_for_function(
        "() => !document.querySelector('.ml .ml-status').textContent.includes('any setting')"
    )
    kernel_says(page, "print(w.primary, w.condition.startswith('BRAF'))", "Melanoma (cutaneous) True\n")


def test_advice_is_refused_and_care_stands_beside_every_choice(page):
    in_kernel(page, "w.primary = 'Thyroid'")
    page.wait_for_function("() => document.querySelector('.ml .ml-status').textContent.includes('thyroid')")
    text = page.locator(".ml").inner_text().lower()
    assert "education, not advice" in text
    assert "clinical trial" in text
    assert "palliative care" in text
    assert "says nothing about which is better" in text


def test_cards_open_by_keyboard(page):
    focus_by_tab(page, ".ml .tx-options summary")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.parentElement.open")


def test_the_card_of_a_row_and_of_the_table_are_one_press_away(page):
    focus_by_tab(page, ".ml .tx-options summary")
    page.keyboard.press("Enter")
    opened = page.locator(".tx-options details[open]").first.inner_text()
    for said in ("Evidence card: Row: T", "How it was read: ", "Licence: ", "Last reviewed: ", "Source"):
        assert said in opened
    page.locator(".ml > details > summary").last.focus()
    page.keyboard.press("Enter")
    about = page.locator(".ml > details[open]").inner_text()
    count = page.locator(".tx-count").inner_text().split()[0]
    assert f"Options for this choice: {count}" in about and "Mind: No FDA label" in about


def test_nothing_matching_does_not_mean_nothing_exists(page):
    in_kernel(page, "w.primary = 'Biliary tract'\nw.setting = 'observation'")
    page.wait_for_selector(".tx-hint.nothing")
    assert "does not mean no treatment exists" in page.locator(".tx-hint").inner_text()


def test_a_gene_in_two_cancers_by_keyboard(page):
    focus_by_tab(page, ".tx-bar .ml-field:last-child select")
    page.keyboard.type("BRAF V")
    page.wait_for_selector(".ml .tx-sides .tx-side")
    assert page.locator(".ml .tx-side > h3").all_inner_texts() == ["Non-small cell lung", "Colorectal"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("Melanoma")
    page.wait_for_function(
        "() => document.querySelector('.ml .tx-side > h3').textContent.startsWith('Melanoma')"
    )
    assert said(page) == (
        "BRAF V600: Melanoma (cutaneous) beside Colorectal\n\nDrugs named on both sides: encorafenib."
    )
    kernel_says(
        page,
        "print(w.primary, w.against, w.comparison.shared)",
        "Melanoma (cutaneous) Colorectal ('encorafenib',)\n",
    )


def test_a_conflict_is_said_in_words_on_the_card(page):
    in_kernel(page, "w.primary = 'Melanoma (uveal)'")
    page.wait_for_selector(".ml .tx-card .tx-conflict")
    text = page.locator(".ml .tx-card .tx-conflict").first.inner_text()
    for part in ("Conflict: ", "One side", "The other side", "What to make of it"):
        assert part in text
