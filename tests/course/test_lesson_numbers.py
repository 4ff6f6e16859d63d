"""Numbers of a lesson lead to a row or to the cell that computed them, and to nothing by their value alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from metalearn import datasets
from metalearn.course import registry
from metalearn.course.facts import Fact, Facts, facts_of, names_in
from metalearn.course.ledger import NOTHING, ledger
from metalearn.course.numbers import Found, _rows, evidence, trace
from metalearn.course.page import Page, page_of, printed_text, read
from metalearn.course.reads import readings, tables_behind
from metalearn.course.structure import masked
from metalearn.datasets import store
from metalearn.datasets.numbers import Number, numbers
from metalearn.errors import UnknownNameError
from tests.course.conftest import REGISTRY, code, markdown, notebook

IMPORT = "from metalearn import models\n"
SHARE = f'{IMPORT}print(models.flows.share("Prostate", "Bone"))'
SAID = "Prostate to bone: 1,140 of 2,172 patients (52%; between 1,130 and 1,151)."
SAFE = {"details", "summary", "p", "b", "br", "code"}


@pytest.fixture(autouse=True)
def known_names() -> None:
    """Here the real tables are read: with the tiny course's names, what is found would also stay in the cache."""


@pytest.fixture
def lesson(tmp_path: Path) -> Callable[..., Page]:
    """Make a lesson that names the table of flows, of the given cells."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / "course.toml").write_text(
        REGISTRY.replace("tables = []\nscope_items = [1, 2]", 'tables = ["flows"]\nscope_items = [1, 2]')
    )
    course = registry.load(folder)

    def make(*cells: dict[str, Any]) -> Page:
        path = folder / "01_first_lesson.ipynb"
        raw = notebook(list(cells))
        path.write_text(json.dumps(raw))
        return page_of(raw, path, course=course)

    return make


def printed(cell_id: str, source: str, text: str, count: int = 1) -> dict[str, Any]:
    cell = code(cell_id, source, count)
    return {**cell, "outputs": [{"output_type": "stream", "name": "stdout", "text": text}]}


def cards(page: Page, number: str) -> list[str]:
    """What each card of a number is about, for every place it stands in; "orphan" without any."""
    found = [each for each in trace(page).found if each.number.text == number]
    return [", ".join(card.key or card.formula for card in each.cards) or "orphan" for each in found]


def test_prose_that_names_a_row_leads_to_it(lesson: Callable[..., Page]) -> None:
    page = lesson(markdown("a", "Bone was reached in 1,140 people with prostate cancer (52%)."))
    assert cards(page, "1,140") == cards(page, "52%") == ["MSK-MET, Prostate, Bone"]


@pytest.mark.parametrize(
    "text",
    [
        "Some 1,140 people took part.",
        "In prostate cancer there were 1,140.",
        "Bone: 1,141 with prostate cancer.",
        "Bone in breast cancer: 1,140 people.",
        "| Prostate | Liver | 1,140 |",
        "<details><summary>a</summary><p>1,140 of them</p></details>",
    ],
)
def test_a_value_alone_leads_nowhere(text: str, lesson: Callable[..., Page]) -> None:
    (only,) = trace(lesson(markdown("a", text))).orphans
    assert only.number.text in ("1,140", "1,141") and only.written


@pytest.mark.parametrize(("text", "rows"), [("after 60 months", ["Anus, IV, 60"]), ("after some time", [])])
def test_a_point_of_a_curve_is_named_by_its_month_too(text: str, rows: list[str]) -> None:
    passage = f"Cancer of the anus, stage IV: {text} 24% were alive."
    (percent,) = [number for number in numbers(passage) if number.kind == "percent"]
    found = facts_of("survival_curves").find(percent, names_in(passage))
    assert [fact.record.evidence(fact.field).key for _, fact in found] == rows


def test_prose_leads_to_the_cell_that_follows_it(lesson: Callable[..., Page]) -> None:
    source = f'{IMPORT}print(sum(flow.n for flow in models.flows.ranked("Breast")))'
    page = lesson(markdown("a", "That makes 5,287."), printed("b", source, "5287 in all\n"))
    assert cards(page, "5,287") == ["by the code of cell 2"]
    assert cards(page, "5287") == ["by the code of cell 2"]


def test_prose_elsewhere_must_share_words_with_the_line(lesson: Callable[..., Page]) -> None:
    source = f"{IMPORT}print(models.flows.share)"
    cell = printed("b", source, "bands that overlap: 9,876\n")
    rest = (markdown("c", "## Later"), markdown("d", "Of the bands, 9,876 overlap."))
    assert cards(lesson(cell, *rest), "9,876")[1] == "by the code of cell 1"
    assert cards(lesson(cell, rest[0], markdown("d", "They were 9,876.")), "9,876")[1] == "orphan"


BROKEN = "Prostate to bone, which this cohort counted among all of its patients:\n1,140 of them.\n"


def test_a_line_that_a_cell_broke_to_fit_is_one_line(lesson: Callable[..., Page]) -> None:
    source = SHARE.replace("print(", "print(fill(str(") + ", 75))"
    assert cards(lesson(printed("a", source, BROKEN)), "1,140") == ["MSK-MET, Prostate, Bone"]
    assert cards(lesson(printed("a", SHARE, BROKEN)), "1,140") == ["by the code of cell 1"]


@pytest.mark.parametrize(
    ("second", "apart"),
    [("1,140 of them.", False), ("  1,140 of them.", False), ("- 1,140 of them.", True), ("", True)],
)
def test_which_lines_are_joined_again(second: str, apart: bool) -> None:
    first = "Prostate to bone, which this cohort counted among all of its patients:"
    output = {"output_type": "stream", "name": "stdout", "text": f"Short\n{first}\n{second}\nlast\n"}
    (cell,) = page_of(notebook([code("a", "print(fill(text, 75))", 1)]), Path("a.ipynb")).cells
    lines = printed_text(cell, output).splitlines()
    assert lines == ["Short", *([first, second] if apart else [f"{first} {second.strip()}"]), "last"]
    assert printed_text(cell, {"output_type": "display_data", "data": {"text/plain": "x"}}) == ""


def test_a_line_that_is_the_text_of_a_row_leads_to_that_row() -> None:
    facts = [facts_of(name, "journey-of-one-cell") for name in ("misconceptions", "cascade_quantities")]
    text = datasets.misconception("M08").findings
    share = next(number for number in numbers(text) if number.text == "41%")
    # Another row has 41 percent as its figure and shares two words with this text.
    assert any(fact.record.evidence(fact.field).key == "Q22" for fact in found_in(share, text, facts))
    assert [card.key for card in _rows(share, text, facts)] == ["M08"]


def found_in(number: Number, text: str, facts: list[Facts]) -> list[Fact]:
    return [fact for each in facts for _, fact in each.find(number, names_in(text))]


def test_what_was_said_once_may_be_said_again_in_its_section(lesson: Callable[..., Page]) -> None:
    first, again = markdown("a", "Prostate to bone: 1,140."), markdown("b", "These 1,140 again.")
    assert cards(lesson(first, again), "1,140") == ["MSK-MET, Prostate, Bone"] * 2
    apart = lesson(first, markdown("h", "## Another"), again)
    assert cards(apart, "1,140") == ["MSK-MET, Prostate, Bone", "orphan"]


@pytest.mark.parametrize(
    ("source", "text", "why"),
    [
        ("print(30 + 7)", "37", "the cell does not call the library"),
        (f'{IMPORT}print("37 of them", models)', "37 of them", "the number is spelt out in a text"),
        (f"{IMPORT}print(37, models)", "37", "the number is only passed on to print"),
        (f'{IMPORT}print(f"{{37}} of", models)', "37 of", "the number is only put into a text"),
    ],
)
def test_an_output_that_computes_nothing_is_an_orphan(
    source: str, text: str, why: str, lesson: Callable[..., Page]
) -> None:
    assert cards(lesson(printed("a", source, text)), "37") == ["orphan"], why


def test_how_a_number_is_written_is_not_the_number(lesson: Callable[..., Page]) -> None:
    source = f'{IMPORT}print(f"{{models.flows.share("Prostate", "Skin").percent / 1e9:.0%}}")'
    assert cards(lesson(printed("a", source.replace('"Prostate", "Skin"', "*'ab'"), "0%")), "0%") == [
        "by the code of cell 1"
    ]


def test_one_person_counted_is_no_share_of_100_percent() -> None:
    rare = next(each for each in store.load("flows_subtypes") if getattr(each, "n", 0) == 1)
    passage = " ".join([*rare.evidence("n").key.split(", "), "1 person, which is 100% of one."])
    count, percent = (each for each in numbers(passage) if each.text in ("1", "100%"))
    found = facts_of("flows_subtypes")
    assert "n" in [fact.field for _, fact in found.find(count, names_in(passage))]
    assert not [*found.find(percent, names_in(passage))]


def test_a_row_that_is_printed_beside_a_passage_is_meant_before_a_row_of_the_same_figure() -> None:
    course = registry.load()
    page = read(course.folder / course.lesson("routes").file, course)
    trees = next(
        each for each in trace(page).found if each.passage.startswith("Such trees were drawn for 17")
    )
    printed_beside = next(
        each for each in trace(page).found if each.passage.startswith("Among 17 people") and not each.written
    )
    assert trees.number.text == printed_beside.number.text == "17" and trees.cards
    assert set(trees.cards) <= set(printed_beside.cards)


def test_an_output_leads_to_the_row_it_names_or_to_its_cell(lesson: Callable[..., Page]) -> None:
    page = lesson(printed("a", SHARE, SAID + "\nthe rest: 48%\n"))
    assert cards(page, "1,140") == cards(page, "1,130") == ["MSK-MET, Prostate, Bone"]
    assert cards(page, "48%") == ["by the code of cell 1"]
    (rest,) = [each for each in trace(page).found if each.number.text == "48%"]
    assert rest.cards[0].table == "flows" and rest.cards[0].sources[0].id == "msk_met_2022"


def test_a_later_cell_may_use_what_an_earlier_one_got(lesson: Callable[..., Page]) -> None:
    first = code("a", f'{IMPORT}bone = models.flows.share("Prostate", "Bone")', 1)
    page = lesson(first, printed("b", "print(bone.n // 2)", "570\n"), printed("c", "print(571)", "571\n"))
    assert cards(page, "570") + cards(page, "571") == ["by the code of cell 2", "orphan"]
    reading = readings(page.code)
    assert [reading[number].calls for number in (1, 2, 3)] == [True, True, False]
    assert "flows" in reading[2].tables


@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("datasets.define", {"glossary"}),
        ("datasets.survival_presets", {"cascade_survival"}),
        ("datasets.sites", {"cohorts", "flows"}),
        ("datasets.reference", {"references"}),
        ("models.cascade.survivors", set()),
        ("TreatmentExplorer", {"treatment_options", "conflicts", "references"}),
    ],
)
def test_the_tables_behind_a_name_are_found_without_running_it(name: str, tables: set[str]) -> None:
    assert tables_behind(f"metalearn.{name}") == tables


@pytest.mark.parametrize(
    ("text", "structural", "left"),
    [
        ("1. first\n2. second", 2, []),
        ("Set `20% of patients`, see [here](03_x.ipynb#4) or <https://a.org/7>", 3, []),
        ("Lesson 3, Step 2 of 5, Table 1", 4, []),
        ("from 1 (a guess) to 4 (as good as certain)", 2, []),
        ("CC BY 4.0 and ODbL 1.0", 2, []),
        ("| Time | 25 minutes |", 1, []),
        ("Out of every 100 people 52", 1, ["52"]),
        ("Nguyen et al. 2022 counted 25,775", 1, ["25,775"]),
        ("In 2022 there were 12 minutes", 0, ["2022", "12"]),
        ("4.0 of 25 minutes, between 1 and 2", 0, ["4.0", "25", "1", "2"]),
    ],
)
def test_only_a_closed_list_of_digits_needs_no_card(text: str, structural: int, left: list[str]) -> None:
    plain, blanked = masked(text)
    assert (blanked, [number.text for number in numbers(plain)]) == (structural, left)


def test_one_call_gives_the_card_of_a_number() -> None:
    bone = [card.key for card in evidence("where-cancers-go", "52%") if card.key]
    assert bone == ["MSK-MET, Prostate, Bone"]
    assert len(evidence("where-cancers-go")) > 50
    with pytest.raises(UnknownNameError, match=r"no number 4,711 with a card here\. There are: 3,548"):
        evidence("where-cancers-go", "4,711")
    with pytest.raises(UnknownNameError, match="Did you mean 'where-cancers-go'"):
        evidence("where-cancer-go", "52%")


def test_the_list_of_a_lesson_says_each_number_with_its_card(lesson: Callable[..., Page]) -> None:
    text = ledger(lesson(markdown("a", "$ & Prostate"), printed("b", SHARE, SAID)))
    assert "\n\n" not in text and "$" not in text
    assert set(re.findall(r"<(\w+)", text)) <= SAFE and not re.search(r"<\w+ ", text)
    for number in ("1,140", "2,172", "52%", "1,130", "1,151"):
        assert f"<details><summary><b>{number}</b> " in text
    assert text.count("Licence: ") == 1 and "Last reviewed: " in text and "10.1016/j.cell.2022.01.003" in text
    assert "evidence(&quot;first-lesson&quot;, &quot;52%&quot;)" in text


def test_a_lesson_without_figures_says_so(lesson: Callable[..., Page]) -> None:
    assert ledger(lesson(markdown("a", "1. No figure here."))) == NOTHING


@pytest.mark.parametrize(("id", "warns"), [("response-and-survival", True), ("symptoms", False)])
def test_the_closed_list_warns_of_survival_figures(id: str, warns: bool) -> None:
    course = registry.load()
    page = read(course.folder / course.lesson(id).file, course)
    summary = re.search(r"<summary>(.*?)</summary>", ledger(page))
    assert summary and (summary[1].endswith(" (with survival figures)")) == warns
    assert page.lesson
    without_care = replace(page, lesson=replace(page.lesson, care=False))
    assert "with survival figures" not in ledger(without_care)


def test_what_only_a_widget_shows_is_left_to_the_widget(lesson: Callable[..., Page]) -> None:
    shown = code("a", f"{IMPORT}models.flows", 1, text_html="<p>1,140</p>", text_plain=SAID)
    page = lesson(shown)
    assert all(each.shown for each in trace(page).found) and len(trace(page).found) == 5
    assert ledger(page) == NOTHING


def test_every_number_found_stands_where_it_is_said_to(lesson: Callable[..., Page]) -> None:
    page = lesson(markdown("a", "About 12 and\n\n- 34 of them"), printed("b", SHARE, SAID))
    found: tuple[Found, ...] = trace(page).found
    assert [each.number.text for each in found if each.cell.number == 1] == ["12", "34"]
    assert all(each.number.text in each.passage for each in found)
