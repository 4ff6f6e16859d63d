"""Our own lessons keep every rule that ``metalearn check`` has, and validation is as strict as it can be."""

from pathlib import Path

import pytest

from metalearn.course import check, page, registry
from metalearn.course.rules.anatomy import SECTIONS
from metalearn.course.rules.document import TAGS

TOP = Path(__file__).parents[1]
NOTEBOOKS = sorted((TOP / "notebooks").glob("*.ipynb"))
MOST_LETTERS = 76  # of a printed line, in JupyterLab in a window of 800 px
FIRST_LETTERS = (
    70  # of folded code: JupyterLab shows its first line, and a longer one pushes the lesson out of sight
)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_lesson_is_in_order(path: Path) -> None:
    findings = check.check_file(path)
    assert not findings, "\n" + "\n".join(map(str, findings))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_no_printed_line_is_too_long_for_a_narrow_window(path: Path) -> None:
    """JupyterLab breaks a longer one in the middle of a word: print(fill(text, 75)), or datasets.cite()."""
    cells = page.read(path).code
    outputs = [output for cell in cells for output in cell.outputs if output["output_type"] == "stream"]
    lines = [line for output in outputs for line in page.joined(output["text"]).split("\n")]
    # One long word, an address, cannot be broken.
    assert [line for line in lines if len(line) > MOST_LETTERS and len(line.split()) > 1] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_folded_code_says_in_one_short_line_what_it_is(path: Path) -> None:
    firsts = [cell.source.partition("\n")[0] for cell in page.read(path).code if page.HIDE in cell.tags]
    assert [line for line in firsts if len(line) > FIRST_LETTERS] == []


def test_the_course_is_in_order() -> None:
    findings = check.check_course(registry.load(TOP / "notebooks"))
    assert not findings, "\n" + "\n".join(map(str, findings))


def test_every_notebook_is_a_lesson_or_a_page_of_the_course() -> None:
    course = registry.load(TOP / "notebooks")
    pages = sorted(each.file for each in course.pages)
    assert [path.name for path in NOTEBOOKS] == [*(lesson.file for lesson in course.lessons), *pages]


# Read by models, and by widgets at settings that no lesson opens with: a wrong figure here turns no lesson red, only
# the tests of data and models. tests/mutation/unseen.toml says so of each of their numbers.
WITHOUT_A_LESSON = {
    "cancer_types",
    "flows_groups",
    "mistakes",
    "oncotree",
    "seer_cancers",
    "sequenced_sites",
    "site_frequencies",
    "stage_at_diagnosis",
    "survival_curves",
}


def test_every_other_table_is_read_by_a_lesson() -> None:
    from metalearn import datasets

    named = {table for lesson in registry.load().lessons for table in lesson.tables}
    assert set(datasets.tables()) - named == WITHOUT_A_LESSON


def test_contributing_says_what_the_rules_are() -> None:
    words = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for tag, meaning in TAGS.items():
        assert f"| `{tag}` | {meaning} |" in words
    for section in SECTIONS:
        assert f"\n- `## {section}`" in words


def test_nothing_is_blurred_before_outputs_are_compared(pytestconfig: pytest.Config) -> None:
    if not pytestconfig.pluginmanager.hasplugin("nbval"):
        pytest.skip("nbval is switched off")
    option = pytestconfig.option
    assert option.nbval and not option.nbval_lax
    assert Path(option.nbval_sanitize_with).read_text(encoding="utf-8") == ""
