"""How the text of the lessons looks: what a reader of JupyterLab would stumble over, and no rule of the check finds."""

import re
from pathlib import Path

import pytest

from metalearn.course import page, registry
from metalearn.figures import decks

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
BARE_DICT = re.compile(r"\{'\w+': ")  # for those who read code, and for nobody else
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)


def written(path: Path) -> list[page.Cell]:
    return [cell for cell in page.read(path).cells if cell.kind == "markdown" and cell.generated is None]


@each_notebook
def test_a_fold_is_the_end_of_its_cell(path: Path) -> None:
    """JupyterLab leaves no room between a closed fold and a paragraph of the same cell."""
    glued = [cell.id for cell in written(path) if re.search(r"</details>\s*\S", cell.source)]
    assert glued == []


@each_notebook
def test_quotations_are_upright_as_they_stand_in_a_block(path: Path) -> None:
    assert [cell.id for cell in written(path) if re.search(r"(?m)^> \*.*\*$", cell.source)] == []


@each_notebook
def test_a_printed_bullet_hangs_over_its_lines(path: Path) -> None:
    bullets = [cell for cell in page.read(path).code if 'initial_indent="- "' in cell.source]
    assert [cell.id for cell in bullets if 'subsequent_indent="  "' not in cell.source] == []


@each_notebook
def test_nothing_is_printed_as_a_bare_dict(path: Path) -> None:
    said = [
        (cell.id, text)
        for cell in page.read(path).code
        for output in cell.outputs
        if BARE_DICT.search(text := page.printed_text(cell, output))
    ]
    assert said == []


def test_the_lesson_on_emergencies_says_how_many_its_deck_has() -> None:
    words = ("six", "seven", "eight", "nine", "ten")
    aims = [aim.text for aim in registry.load().lesson("symptoms").objectives]
    said = [word for word in words if any(aim.startswith(f"{word} emergencies") for aim in aims)]
    assert said == [words[len(decks.deck("emergencies").cards) - 6]]
