"""The pages that are no lessons: written wholly from the data, checked, and refreshed like any other."""

import json
import re
from pathlib import Path

import pytest

from metalearn import datasets
from metalearn.course import bibliography_pages, check, registry
from metalearn.course.bibliography import locator
from metalearn.course.bibliography_citing import citing, source_columns
from metalearn.course.coverage_links import ill_formed
from metalearn.course.page import read
from metalearn.course.refresh import refresh, refresh_all
from metalearn.errors import MetalearnError


@pytest.fixture(autouse=True)
def known_names() -> None:
    """These pages are written from the real tables, so nothing is put in their place."""


PAGES = """
[[page]]
id = "glossary"
title = "Words"
promise = "What they mean."

[[page]]
id = "bibliography"
title = "Sources"
promise = "Where it stands."
"""


@pytest.fixture
def with_pages(course_folder: Path) -> Path:
    toml = course_folder / "course.toml"
    toml.write_text(toml.read_text() + PAGES)
    return course_folder


def test_a_missing_page_is_told_and_written(with_pages: Path) -> None:
    course = registry.load(with_pages)
    told = [str(each) for each in check.check_course(course) if "page" in each.message]
    assert [each.split("notebooks/")[1] for each in told] == [
        "glossary.ipynb: This page of course.toml has no file. Run metalearn refresh, which writes it.",
        "bibliography.ipynb: This page of course.toml has no file. Run metalearn refresh, which writes it.",
    ]
    said: list[str] = []
    assert refresh_all([with_pages], said.append)
    assert (
        sum("glossary.ipynb: written" in each or "bibliography.ipynb: written" in each for each in said) == 2
    )
    assert not [each for each in check.check_course(course) if "page" in each.message]
    for name in ("glossary.ipynb", "bibliography.ipynb"):
        assert check.check_file(with_pages / name, course) == ()
        assert not refresh(with_pages / name, course)  # the same bytes again


def test_what_is_written_by_hand_is_told_and_lost(with_pages: Path) -> None:
    path, course = with_pages / "bibliography.ipynb", registry.load(with_pages)
    refresh(path, course)
    good = path.read_bytes()
    raw = json.loads(good)
    raw["cells"][1]["source"] += " And mine."
    path.write_text(json.dumps(raw))
    told = [finding.message for finding in check.check_file(path, course)]
    assert "This page is written from the data, and does not say what they and the lessons say now." in told
    assert refresh(path, course) and path.read_bytes() == good


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'id = "glossary"',
            'id = "glosary"',
            "page number 1: id names 'glosary', expected a page .* Did you mean 'glossary'",
        ),
        ('id = "bibliography"', 'id = "glossary"', "page number 2: the id 'glossary' is used twice"),
        ('title = "Words"', "", "page number 1: the key 'title' is missing, expected one line of text"),
        ('title = "Words"', 'name = "Words"', "page number 1: unknown key 'name'"),
    ],
)
def test_a_mistake_in_the_registry_gives_one_message(
    with_pages: Path, old: str, new: str, message: str
) -> None:
    toml = with_pages / "course.toml"
    toml.write_text(toml.read_text().replace(old, new))
    with pytest.raises(MetalearnError, match=message):
        registry.load(with_pages)


COURSE = registry.load()


def text_of(page_id: str) -> str:
    page = COURSE.page_by_file(f"{page_id}.ipynb")
    assert page is not None
    return "\n".join(source for _, _, source in bibliography_pages.sources(COURSE, page))


def test_the_bibliography_has_every_source_that_is_cited_once() -> None:
    text = text_of("bibliography")
    entries = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(entries) == len(citing(COURSE)) > 200
    assert len(set(entries)) == len(entries)
    said = re.search(r"(\d+) sources: (\d+) citations are complete, (\d+) are not", text)
    assert said is not None
    facts, complete, not_complete = map(int, said.groups())
    assert facts == complete + not_complete == len(entries) - 5
    assert sum("citation not complete" in entry.lower() for entry in entries) == not_complete


def test_an_entry_reads_as_sentences() -> None:
    text = text_of("bibliography") + text_of("glossary")
    assert re.findall(r"[?!.][”\]\\]?\. ", text) == []  # no second stop after a title that asks
    assert re.findall(r"[.?!\])] (?:the address|citation|lessons?|data of)\b", text) == []
    assert re.findall(r"[Ll]essons \[\w+\]\([^)]+\)(?!,)", text) == []  # one lesson is a lesson
    for places in re.findall(r"[Ll]essons? (\[.+?\)(?:, \[.+?\))*)", text):
        numbers = [int(each) for each in re.findall(r"\[(\d+)\]", places)]
        assert numbers == sorted(set(numbers))


def test_a_source_of_a_lesson_a_table_and_a_question_is_in_it() -> None:
    found = citing(COURSE)
    for lesson in COURSE.lessons:
        for question in datasets.questions(lesson.id) if lesson.questions and lesson.objectives else ():
            if question.id in lesson.questions and (COURSE.folder / lesson.file).is_file():
                for source in question.source_ids:
                    assert lesson in found[source].shown
    where = next(lesson for lesson in COURSE.lessons if lesson.id == "where-cancers-go")
    assert where in found["msk_met_2022"].shown
    assert source_columns(datasets.table("misconceptions")) == ("source_ids", "truth_source_ids")
    assert source_columns(datasets.table("flows")) == ("source_id",)


def test_the_web_sources_stand_apart_by_site_and_date() -> None:
    before, _, apart = text_of("bibliography").partition("## Web sources, read as specimens")
    assert "cancershospitals" not in before and "WikiMD" not in before
    entries = [line for line in apart.splitlines() if line.startswith("- ")]
    assert len(entries) == 5
    for known in (
        "An undated page without an author",
        "WikiMD",
        "cancershospitals.com, 27 February 2026",
        "MedlinePlus",
    ):
        assert any(known in entry.replace("\\", "") for entry in entries)


@pytest.mark.parametrize("reference", datasets.references(), ids=lambda each: each.id)
def test_every_link_of_a_source_is_well_formed(reference: datasets.Reference) -> None:
    link = reference.link()
    if link.startswith("http://"):  # the copy that was read; no page links to it
        assert locator(reference) == ""
    elif link:
        assert ill_formed(link.replace("<", "%3C").replace(">", "%3E")) == ""
        assert locator(reference)


def test_the_glossary_page_has_every_word_with_its_sources_and_first_lesson() -> None:
    text = text_of("glossary")
    headings = re.findall(r"(?m)^### (.+)$", text)
    assert sorted(headings) == sorted(term.term for term in datasets.glossary())
    assert headings == sorted(headings, key=str.casefold)
    assert 'Cards("glossary")' in text
    entry = text.split("### arrest\n")[1].split("###")[0]
    assert "First used in [The journey of one cell](02_journey_of_one_cell.ipynb)." in entry
    several = sum(len(term.source_ids) > 1 for term in datasets.glossary())
    assert text.count("Sources: ") == several and text.count("Source: ") == len(headings) - several
    assert "can local treatment help?](11_few_metastases.ipynb)\n" in text


@pytest.mark.parametrize("page", COURSE.pages, ids=lambda each: each.id)
def test_a_page_is_small_and_says_what_the_data_say(page: registry.DataPage) -> None:
    there = read(COURSE.folder / page.file, COURSE)
    assert there.size < 200_000
    assert bibliography_pages.is_current(there), "run metalearn refresh"
