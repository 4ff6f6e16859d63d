"""A widget takes the place that ipywidgets gives it: its layout is made, and told to the page, once somebody asks."""

from __future__ import annotations

from tests.browser.pages import notebook

WIDTHS = "() => [...document.querySelectorAll('.ml')].map(e => e.parentElement.getBoundingClientRect().width)"


def test_a_width_that_is_set_later_reaches_the_view_and_a_box_shares_out_its_own(reader, lab_folder):
    name = notebook(
        lab_folder,
        "layout",
        'from ipywidgets import HBox\nfrom metalearn import Quiz\nquiz = Quiz("Q01a")\nquiz',
        'quiz.layout.width = "321px"',
        'pair = HBox([Quiz("Q01b"), Quiz("Q01c")])\nfor each in pair.children:\n    each.layout.flex = "1 1 0"\npair',
    )
    one = reader()
    page = one.open(name)
    page.wait_for_function("() => document.querySelectorAll('.ml').length === 3")
    page.wait_for_function(f"() => ({WIDTHS})()[0] === 321")
    alone, left, right = page.evaluate(WIDTHS)
    assert alone == 321
    assert left == right > 321
    assert one.errors() == []
