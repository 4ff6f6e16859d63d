"""On a page that is busy, widgets take longer to begin than anywidget waits: they must work all the same."""

from __future__ import annotations

from tests.browser.pages import in_kernel, notebook

# anywidget gives a model two seconds; here it gives it none, as on a machine that is busy for longer.
NO_TIME = """(() => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    globalThis.late = 0;
    AbortSignal.timeout = ms => timeout(ms === 2000 ? (late++, 0) : ms);
})()"""


def test_a_widget_that_begins_late_hears_what_python_says(reader, lab_folder):
    cells = (
        "from metalearn import Quiz, Panel",
        "quiz = Quiz('Q01a', moment='before')\nquiz",
        "panel = Panel('m-category')\npanel",
    )
    one = reader()
    one.page.add_init_script(NO_TIME)
    page = one.open(notebook(lab_folder, "late", *cells))
    page.wait_for_selector(".ml .pn-head")
    assert page.evaluate("late") >= 2
    quiz = page.locator(".ml", has=page.locator(".qz-field"))
    quiz.locator("label", has_text="Metastatic breast cancer").click()
    quiz.locator("label", has_text="Certain").click()
    quiz.locator("button.primary").click()
    page.wait_for_function("() => document.querySelector('.qz-before')?.textContent.includes('Kept')")
    in_kernel(page, "quiz.scale = panel.scale = 1.5")
    page.wait_for_function(
        "() => [...document.querySelectorAll('.ml')].every(e => e.style.getPropertyValue('--ml-scale') === '1.5')"
    )
    assert in_kernel(page, "print(quiz.checked, quiz.result, panel.scale)") == "True kept 1.5\n"
