"""Widgets on a page of their own: whole, safe to keep, and nobody's file is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from metalearn import MetastasisSankey, Quiz, datasets
from metalearn.errors import MetalearnError
from metalearn.widgets import export
from tests.widgets.test_chart import chart

STATES = re.compile(r'<script type="application/json" id="ml-states">(.*?)</script>', re.S)


def states(page: str) -> dict[str, dict[str, object]]:
    found = STATES.search(page)
    assert found
    loaded: dict[str, dict[str, object]] = json.loads(found[1])
    return loaded


def test_a_page_holds_the_twin_the_states_and_no_address_of_another_host() -> None:
    quiz = Quiz("Q01a")
    page = export.page_of([quiz], "A question")
    assert quiz.twin() in page and quiz.model_id in states(page)
    assert "<title>A question</title>" in page and "<h1>A question</h1>" in page
    loads = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(?!data:)', page)
    assert loads == [] and "default-src 'none'" in page


def test_a_page_begins_in_the_state_that_the_widget_is_in() -> None:
    sankey = MetastasisSankey("Prostate", unit="percent")
    found = states(export.page_of([sankey]))[sankey.model_id]["state"]
    assert isinstance(found, dict) and (found["focus"], found["unit"]) == ("Prostate", "percent")


def test_plotly_comes_along_only_where_a_chart_needs_it() -> None:
    assert len(states(export.page_of([Quiz("Q01a")]))) == 1
    with_chart = states(export.page_of([chart(), chart(), Quiz("Q01a")]))
    assert len(with_chart) == 4  # one library for both charts


def test_nothing_in_the_data_can_end_the_script_it_lies_in() -> None:
    evil = "</script><script>alert(1)</script>"
    question = replace(datasets.question("Q01a"), stem=evil)
    page = export.page_of([Quiz(question)], evil)
    assert "<script>alert" not in page
    assert page.count("</script>") == 2  # the states', and the page's own


def test_a_page_is_written_whole_and_written_over_only_by_a_page(tmp_path: Path) -> None:
    quiz = Quiz("Q01a")
    file = quiz.save(tmp_path / "quiz.html")
    first = file.read_text(encoding="utf-8")
    assert quiz.save(file) == file and file.read_text(encoding="utf-8") == first
    mine = tmp_path / "mine.html"
    mine.write_text("<p>my notes</p>", encoding="utf-8")
    with pytest.raises(MetalearnError, match=r"mine\.html exists and is not a page made by metalearn"):
        quiz.save(mine)
    assert mine.read_text(encoding="utf-8") == "<p>my notes</p>"


@pytest.mark.parametrize(
    ("name", "said"), [("quiz.txt", r"should end in \.html"), ("no/such/quiz.html", "There is no folder")]
)
def test_a_place_that_will_not_do_is_named(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(MetalearnError, match=said):
        Quiz("Q01a").save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_page_of_nothing_is_refused() -> None:
    with pytest.raises(MetalearnError, match="at least one widget"):
        export.page_of([])


def test_a_page_names_the_language_of_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert '<html lang="en-GB">' in export.page("a", "", {})
    monkeypatch.setattr(export, "LANGUAGE", "de-AT")
    assert '<html lang="de-AT">' in export.page("a", "", {})


def test_what_a_browser_could_not_read_is_refused() -> None:
    with pytest.raises(MetalearnError, match="numbers that are finite"):
        export.page("a", "", {"m": {"state": {"x": float("nan")}}})
