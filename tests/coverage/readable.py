"""How the lessons read: ease, sentences, minutes, size, numbers, links, and what was not checked."""

from __future__ import annotations

import re
from pathlib import Path

from metalearn import datasets
from metalearn.course.coverage_links import ill_formed, links, missing_anchor, targets
from metalearn.course.coverage_prose import CODE, FENCE, masked
from metalearn.course.minutes import estimate
from metalearn.course.numbers import trace
from metalearn.course.page import Cell, Page, read
from metalearn.course.rules.outputs import MOST_BYTES
from metalearn.widgets.sources import address
from tests.coverage.reading import LONG, ease, longest, sentences
from tests.coverage.table import TOP, Table, course, lessons, name, pages
from tests.coverage.unchecked import CHECKED_TABLES, uses

MOST_WORDS = 18  # of a sentence, on average
_GITHUB = re.compile(r"[^\w\- ]")


def reading() -> Table:
    """How easy each lesson is to read."""
    rows, gaps, every = [], [], []
    for page in lessons():
        found = list(sentences(page))
        if not found:
            continue
        every += found
        flesch, length = ease(found)
        long = longest(found)
        rows.append(
            (name(page), len(found), f"{length:.1f}", f"{flesch:.0f}", len(long), (long or [""])[0][:90])
        )
        if length > MOST_WORDS:
            gaps.append(f"{name(page)}: a sentence has {length:.1f} words on average, more than {MOST_WORDS}")
    flesch, length = ease(every)
    said = f"{len(every)} sentences of {length:.1f} words; reading ease {flesch:.0f} (60 to 70 is plain English)."
    head = ("lesson", "sentences", "words each", "reading ease", f"over {LONG} words", "the longest begins")
    return Table("Reading ease", said, head, rows, tuple(gaps))


def minutes() -> Table:
    """The declared minutes beside those that words, widgets and questions take."""
    rows, gaps = [], []
    for page in lessons():
        assert page.lesson is not None
        found, declared = estimate(page), page.lesson.minutes
        off = declared / found.minutes - 1
        rows.append(
            (
                name(page),
                found.words,
                found.widgets,
                found.questions,
                f"{found.minutes:.0f}",
                declared,
                f"{off:+.0%}",
            )
        )
        if not found.agrees(declared):
            gaps.append(f"{name(page)} says {declared} minutes, but {found} take about {found.minutes:.0f}")
    total = sum(lesson.minutes for lesson in course().lessons)
    said = (
        f"{len(rows) - len(gaps)} of {len(rows)} lessons are honest; the course says {total / 60:.1f} hours."
    )
    head = ("lesson", "words", "widgets", "questions", "estimate", "declared", "off")
    return Table("Minutes", said, head, rows, tuple(gaps))


def sizes() -> Table:
    """How big each page is."""
    found = [*pages(), *(read(path, course()) for path in data_pages())]
    rows = [(page.path.name, f"{page.size / 1000:.0f} KB", len(page.cells)) for page in found]
    gaps = tuple(
        f"{page.path.name} has {page.size / 1000:.0f} KB" for page in found if page.size > MOST_BYTES
    )
    biggest = max(page.size for page in found) / 1000
    return Table(
        "Sizes",
        f"The biggest of {len(rows)} pages has {biggest:.0f} KB.",
        ("page", "size", "cells"),
        rows,
        gaps,
    )


def data_pages() -> list[Path]:
    return [path for page in course().pages if (path := course().folder / page.file).is_file()]


def numbers() -> Table:
    """The numbers of each lesson, and those that lead nowhere."""
    rows, gaps = [], []
    for page in lessons():
        found = trace(page)
        written = [each for each in found.found if each.written]
        rows.append((name(page), len(written), len(found.found) - len(written), len(found.orphans)))
        gaps += [
            f"{name(page)}, {each.cell.id}: {each.number.text} leads to no card" for each in found.orphans
        ]
    prose, printed = (sum(row[i] for row in rows) for i in (1, 2))
    said = f"{prose} numbers in prose, {printed} in outputs, {len(gaps)} without a card."
    return Table("Numbers", said, ("lesson", "in prose", "in outputs", "without a card"), rows, tuple(gaps))


def where() -> Table:
    """Every link of the lessons, the pages, README and CONTRIBUTING."""
    rows, gaps = [], []
    for page in (*pages(), *(read(path, course()) for path in data_pages())):
        found = [target for cell, target in links(page) if not quoted(cell, target)]
        wrong = [*_dead(page, found), *(f"{each!r} {ill_formed(each)}" for each in found if ill_formed(each))]
        rows.append((page.path.name, *_counts(found), len(wrong)))
        gaps += [f"{page.path.name}: {each}" for each in wrong]
    for path in (TOP / "README.md", TOP / "CONTRIBUTING.md"):
        text = path.read_text(encoding="utf-8")
        found = list(targets(masked(text, FENCE, CODE, re.compile(r"(?m)^ {4}.*$"))))
        wrong = [
            *dead_in(path, found),
            *(f"{each!r} {ill_formed(each)}" for each in found if ill_formed(each)),
        ]
        rows.append((path.name, *_counts(found), len(wrong)))
        gaps += [f"{path.name}: {each}" for each in wrong]
    cited = [address(each) for each in datasets.references() if address(each)]
    gaps += [f"references: {each!r} {ill_formed(each)}" for each in cited if ill_formed(each)]
    rows.append(("references.json", 0, len(cited), 0))
    said = (
        f"{sum(row[1] for row in rows)} links inside the course, {sum(row[2] for row in rows)} to elsewhere."
    )
    return Table("Links", said, ("page", "inside", "elsewhere", "wrong"), rows, tuple(gaps))


def quoted(cell: Cell, target: str) -> bool:
    """Whether a generated cell cites a source by its address as it was read, which may begin with http:."""
    read_at = {each.url for each in datasets.references() if each.url.startswith("http:")}
    return cell.generated is not None and target in read_at


def _counts(found: list[str]) -> tuple[int, int]:
    outside = sum(bool(re.match(r"[a-z]+:", each)) for each in found)
    return len(found) - outside, outside


def _dead(page: Page, found: list[str]) -> list[str]:
    files = [each.partition("#")[0] for each in found if not re.match(r"[a-z]+:|#", each)]
    dead = [f"{each!r} is no file" for each in files if not (page.path.parent / each).is_file()]
    return dead + [f"{each!r} leads to no heading" for each in found if missing_anchor(page, each)]


def dead_in(path: Path, found: list[str]) -> list[str]:
    """The links of a Markdown file that lead nowhere on GitHub."""
    dead = []
    for each in found:
        file, _, fragment = each.partition("#")
        target = path.parent / file if file else path
        if re.match(r"[a-z]+:", each):
            continue
        if not target.exists():
            dead.append(f"{each!r} is no file")
        elif fragment and target.suffix == ".md" and fragment not in _headings(target):
            dead.append(f"{each!r} leads to no heading")
    return dead


def _headings(path: Path) -> set[str]:
    text = masked(path.read_text(encoding="utf-8"), FENCE)
    titles = re.findall(r"(?m)^#{1,6}\s+(.+?)\s*$", text)
    return {_GITHUB.sub("", title.lower()).replace(" ", "-") for title in titles}


def unchecked() -> Table:
    """Where a lesson uses a row that was not checked, and whether it says so."""
    rows, gaps = [], []
    for page in lessons():
        found = list(uses(page))
        kept_quiet = [each for each in found if not each.said]
        rows.append((name(page), len(found), len(found) - len(kept_quiet)))
        gaps += [f"{name(page)}, {each.cell.id}: {each}" for each in kept_quiet]
    said = (
        f"{sum(row[1] for row in rows)} uses of unchecked rows could be recognised (a number that leads to "
        f"such rows only, or their words as they stand) among {len(CHECKED_TABLES)} tables; "
        "a claim in other words cannot be tested."
    )
    return Table("Not checked", said, ("lesson", "uses", "marked"), rows, tuple(gaps))
