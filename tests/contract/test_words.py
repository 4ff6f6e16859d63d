"""Every word of the library comes from one catalogue: in a language nobody speaks, no English is left in any widget."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from metalearn import words
from metalearn.errors import MetalearnError, UnknownNameError
from tests.contract.catalogue import KEYWORDS, PACKAGE, TEMPLATE, extracted, messages, odd, stored, write_odd
from tests.contract.english import PLANTED
from tests.contract.instances import WIDGETS
from tests.contract.leftover import Corpus
from tests.contract.pages import opened, readable
from tests.contract.speech import OddRun, odd_run_in


@pytest.fixture(scope="session")
def odd_run(tmp_path_factory: pytest.TempPathFactory) -> OddRun:
    return odd_run_in(tmp_path_factory.mktemp("odd"))


@pytest.mark.parametrize("name", WIDGETS)
def test_no_english_is_left_in_a_widget(name: str, odd_run: OddRun) -> None:
    assert odd_run.left_in(name) == []


def test_the_test_would_see_english() -> None:
    corpus = Corpus(["Prostate", "lung"])
    assert list(corpus.left_over(["Öƒ 12 people", "çéļļš: Prostate"])) == ["'people' in 'Öƒ 12 people'"]


def test_words_of_a_table_do_not_hide_a_label_that_has_them_too() -> None:
    corpus = Corpus(["In a year 12 of 100 people had it. Nobody else was counted at all.", "Liver; Bone"])
    assert list(corpus.left_over(["Öƒ 12 of\n  100 people had", "ļîṽéŕ: liver, Bone"])) == []
    assert list(corpus.left_over(["people", "was counted"])) == [
        "'people' in 'people'",
        "'was counted' in 'was counted'",
    ]


def test_a_sentence_planted_in_a_widget_is_seen(odd_run: OddRun, browser: Any) -> None:
    found = odd_run.left_over(odd_run.planted)
    assert found and all(PLANTED["closed"] in each for each in found)
    with opened(browser, odd_run.page("planted"), []) as page:
        assert odd_run.left_over(readable(page)) == ["'waiting' in 'waiting'"]


def test_the_catalogue_that_translators_get_is_current() -> None:
    """``python -m tests.contract.catalogue`` writes it anew."""
    new, old = messages(extracted()), messages(stored())
    assert new == old, f"missing: {sorted(map(str, new - old))[:5]}; gone: {sorted(map(str, old - new))[:5]}"
    assert len(new) > 500 and TEMPLATE.is_file()


def hidden_from_the_catalogue(source: str) -> list[int]:
    """The lines where a text is translated inside an f-string, in which the extractor does not look."""
    return [
        call.lineno
        for outer in ast.walk(ast.parse(source))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]


def test_no_text_hides_from_the_catalogue() -> None:
    assert hidden_from_the_catalogue("a = 1\nb = f'{_(\"x\")} y'") == [2]
    found = {
        path: hidden_from_the_catalogue(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")
    }
    assert {str(path.relative_to(PACKAGE)): lines for path, lines in found.items() if lines} == {}


def test_what_is_filled_in_survives_translation() -> None:
    assert odd("Of {n:,} people") == "Öƒ {n:,} þéöþļé"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="METALEARN_LANGUAGE"):
        words.catalogue("klingon")


def test_a_broken_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "de.mo").write_bytes(b"not a catalogue")
    with pytest.raises(MetalearnError, match="pybabel compile"):
        words.catalogue(str(tmp_path / "de.mo"))


def test_a_catalogue_is_used(tmp_path: Path) -> None:
    write_odd(tmp_path / "odd.mo")
    found = words.catalogue(str(tmp_path / "odd.mo"))
    assert found.gettext("Show all flows") == odd("Show all flows")
    assert words.catalogue("").gettext("Show all flows") == "Show all flows"
