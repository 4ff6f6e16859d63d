"""The checks of `by_keyboard` notice what is broken for somebody who has no mouse. The lessons are worked through in
test_lessons.py, on the page that is open there.
"""

from __future__ import annotations

from tests.browser import by_keyboard
from tests.browser.pages import notebook

# What is done to a question so that it fails somebody without a mouse, and what must then be said of it.
CHECK = "keys.root.querySelector('button.primary')"
CARD = "keys.root.querySelector('.ml > details > summary')"
BROKEN = {
    'Tab does not reach button "Check"': (by_keyboard.walk, f"{CHECK}.tabIndex = -1"),
    'the focus cannot be seen on button "Check"': (
        by_keyboard.walk,
        f"{CHECK}.style.setProperty('outline', 'none', 'important')",
    ),
    'nothing comes of Enter on button "Check"': (
        by_keyboard.work,
        f"{CHECK}.addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault())",
    ),
    'the focus is lost after button "Check"': (
        by_keyboard.work,
        f"{CHECK}.addEventListener('click', event => event.target.remove())",
    ),
    "no live region says anything about the answer": (
        by_keyboard.answer,
        "keys.root.querySelector('.qz-says').removeAttribute('role')",
    ),
    # The last: there is no way out of it.
    "Tab does not leave the widget": (
        by_keyboard.walk,
        f"{CARD}.addEventListener('keydown', event => event.key === 'Tab' && event.preventDefault())",
    ),
}


def test_what_is_broken_for_the_keyboard_is_noticed(reader, lab_folder, monkeypatch):
    cells = ["from metalearn import Quiz\nQuiz('Q01a')", *["Quiz('Q01a')"] * len(BROKEN)]
    page = reader().open(notebook(lab_folder, "by-keyboard", *cells))
    page.evaluate(by_keyboard.TOOLS)
    by_keyboard.take(page, 0)
    assert by_keyboard.walk(page) + by_keyboard.answer(page) + by_keyboard.work(page) == []
    monkeypatch.setattr(by_keyboard, "PATIENCE_MS", 3000)
    for cell, (said, (look, fault)) in enumerate(BROKEN.items(), 1):
        by_keyboard.take(page, cell)
        if look is not by_keyboard.walk:
            assert by_keyboard.walk(page) == []
        page.evaluate(f"() => {{ {fault}; }}")
        assert any(each.startswith(said) for each in look(page)), said
