"""The bibliography page: every source that the course cites, how to find it, and which lessons cite it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import quote

from metalearn import datasets
from metalearn.course.bibliography_citing import SPECIMENS, Citing, citing
from metalearn.course.registry import Course, Lesson
from metalearn.datasets import Reference
from metalearn.datasets.citations import stop_after

_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|~"} | {"$": "&#36;"})
_MONTHS = tuple(calendar.month_name)[1:]
INTRO = (
    "Each entry says how to find the source, its licence where we know it, and whether the citation is complete: "
    "whether authors, title, year and place of publication were all verified. *Lessons* cite it in their text, "
    "questions or widgets; *data of lessons* means that a row of a table which they read rests on it."
)
SPECIMENS_INTRO = (
    "Five web pages on metastasis are read critically in this course. They are specimens: they are quoted a line at a "
    "time, by site and date, to ask what is right in them, what is wrong, and how one can tell. Some rows of the "
    "tables name them too."
)


def escaped(text: str) -> str:
    r"""Return text in which nothing is taken for Markdown or a formula.

    Example:
        >>> escaped("[Our title] *p* < 0.05, $5")
        '\\[Our title\\] \\*p\\* \\< 0.05, &#36;5'
    """
    return text.translate(_ESCAPED)


def links_to(lessons: Iterable[Lesson]) -> str:
    """Return the places of lessons as links; the start page is called so."""
    return ", ".join(f"[{each.order or 'start'}]({each.file})" for each in lessons)


def _sentence(parts: Iterable[str]) -> str:
    """What is said of a source, in one line that begins with a capital letter or a link."""
    said = "; ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def _lessons(lessons: Iterable[Lesson], before: str = "") -> str:
    """The lessons that cite a source, in the order of the course; "" for none."""
    found = sorted(lessons, key=lambda each: each.order)
    word = "lesson" if len(found) == 1 else "lessons"
    return f"{before}{word} {links_to(found)}" if found else ""


def locator(reference: Reference) -> str:
    """Return the link to a source, shown as its DOI, PubMed number or address; "" when none is known.

    Example:
        >>> locator(datasets.reference("msk_met_2022"))
        '[doi:10.1016/j.cell.2022.01.003](https://doi.org/10.1016/j.cell.2022.01.003)'
    """
    link = reference.link()
    if not link.startswith("https://"):
        return ""
    shown = f"doi:{reference.doi}" if reference.doi else reference.pmcid
    shown = shown or (f"PMID {reference.pmid}" if reference.pmid else link.removeprefix("https://"))
    address = quote(link, safe=":/?#@!$&'*+,;=%~()")
    return f"[{escaped(shown)}]({f'<{address}>' if '(' in address else address})"


def _entry(reference: Reference, who: Citing) -> str:
    said = reference.cite()
    last = next(
        (each for each in (f"doi:{reference.doi}" if reference.doi else "", reference.pmcid) if each), ""
    )
    last = last or (f"PMID {reference.pmid}" if reference.pmid else reference.url)
    standing = f" [{reference.standing}]" if reference.standing else ""
    text = said.removesuffix(standing).removesuffix(last).rstrip(". ")
    parts = [
        locator(reference),
        escaped(reference.standing),
        f"licence: {escaped(reference.licence)}" if reference.licence else "",
        "" if reference.complete else "citation not complete",
        _lessons(who.shown),
        _lessons(who.behind, "data of "),
    ]
    return f"- {escaped(text)}{stop_after(text)} {_sentence(parts)}"


def _letter(reference: Reference) -> str:
    first = next((sign for sign in _key(reference) if sign.isalnum()), "#")
    return first.upper() if first.isalpha() else "0–9"


def _key(reference: Reference) -> str:
    return (reference.cite() if reference.cite() != "." else reference.id).casefold().lstrip("[\"'“(")


def specimen(reference: Reference) -> str:
    """Return how the course names a web source: by site and date.

    Example:
        >>> specimen(datasets.reference("web_cancershospitals_metastasis"))
        'cancershospitals.com, 27 February 2026'
        >>> specimen(datasets.reference("web_paraphrase_metastatic"))
        'An undated page without an author'
    """
    site = reference.publisher or (reference.authors[0] if reference.authors else "")
    if not site:
        return "An undated page without an author"
    return f"{site.split(' Medical ')[0]}, {_day(reference.date)}"


def _day(date: str) -> str:
    year, _, rest = date.partition("-")
    parts = [int(part) for part in rest.split("-") if part]
    if not year:
        return "undated"
    month = f"{_MONTHS[parts[0] - 1]} " if parts else ""
    return f"{parts[1]} {month}{year}" if len(parts) > 1 else f"{month}{year}"


def _specimen(reference: Reference, who: Citing) -> str:
    title = f"“{escaped(reference.title)}”{stop_after(reference.title)} "
    parts = [locator(reference) or "the address was not kept", _lessons((*who.shown, *who.behind))]
    named = "" if reference.title.startswith("[") else title
    return f"- {escaped(specimen(reference))}. {named}{_sentence(parts)}"


def bibliography(course: Course) -> tuple[str, ...]:
    """Return the passages of the bibliography page, each the text of a markdown cell.

    Args:
        course: The course whose lessons are read.
    """
    found = citing(course)
    cited = [each for each in datasets.references() if each.id in found]
    web = [each for each in cited if each.id.startswith(SPECIMENS)]
    facts = sorted((each for each in cited if each not in web), key=lambda each: (_letter(each), _key(each)))
    complete = sum(each.complete for each in facts)
    count = f"{len(facts)} sources: {complete} citations are complete, {len(facts) - complete} are not."
    passages = [f"{INTRO}\n\n{count}"]
    for letter, group in groupby(facts, key=_letter):
        passages.append("\n".join([f"## {letter}", "", *(_entry(each, found[each.id]) for each in group)]))
    if web:
        lines = (_specimen(each, found[each.id]) for each in sorted(web, key=specimen))
        passages.append("\n".join(["## Web sources, read as specimens", "", SPECIMENS_INTRO, "", *lines]))
    return tuple(passages)
