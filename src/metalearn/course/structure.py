"""Digits in a lesson that are no figures: places in an order, names, addresses, and the numbers inside a citation.

The list is closed on purpose: whatever is not on it needs an evidence card.
"""

from __future__ import annotations

import functools
import re

from metalearn import datasets
from metalearn.datasets import Reference
from metalearn.datasets.numbers import numbers

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.MULTILINE))
    for reason, pattern in (
        ("a block of code", r"^(```|~~~)[\s\S]*?^\1"),
        ("code, or the name of a control's value", r"`[^`\n]*`"),
        ("an address", r"\]\([^)\s]*\)|<?https?://[^\s)>\]]+|\bdoi:\S+"),
        (
            "the day on which a page was published, reviewed or read",
            r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)"
            r" \d{4}\b",
        ),
        ("a number of a record", r"\b(?:PubMed|PMID|PMC|NCT)[ :]?\d+"),
        ("a place in a list", r"^\s*(?:> )?\d+\.\s|^\|\s*\d+\s*\|"),
        (
            "a place in the course or on a page",
            r"\b(?:[Ll]esson|[Ss]tep|[Pp]lace|Table|Figure|Figs?\.)s? \d+(?: of \d+)?\b"
            r"|\bin \d+ steps\b|\b5 stages\b",
        ),
        ("minutes of the lesson", r"^\| Time \| \d+ minutes \|$"),
        (
            "the scale of certainty",
            r"\b[1-4] (?:\(|is )(?:a guess|not sure|fairly sure|(?:as good as )?certain)\b",
        ),
        ("the ends of a scale of shares", r"\bbetween 0 and 1\b"),
        ("the whole of a frequency", r"\b(?:[Oo]ut )?of every 1(?:0|00|,000)\b"),
        (
            "the name of a licence, edition or standard",
            r"\b(?:CC BY|ODbL|AJCC|RECIST|ICD-O?|TNM) ?\d+(?:\.\d+)?\b",
        ),
    )
)


def masked(text: str) -> tuple[str, int]:
    """Blank out everything that is no figure.

    Args:
        text: A passage of a lesson.

    Returns:
        The text at its old length, and how many numbers were blanked out.

    Example:
        >>> masked("2. Lesson 3 has 52% of `1,000` (CC BY 4.0).")
        ('~~~~~~~~~~~ has 52% of ~~~~~~~ (~~~~~~~~~).', 4)
        >>> masked("a page of 27 February 2026 says 22%")
        ('a page of ~~~~~~~~~~~~~~~~ says 22%', 2)
    """
    before, cited = len(numbers(text)), cited_in(text)
    for _, pattern in PATTERNS:
        text = pattern.sub(_blank, text)
    for reference in cited:
        text = _without(reference, text)
    return text, before - len(numbers(text))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "~", found[0])


@functools.cache
def _references() -> dict[str, Reference]:
    """Every phrase by which a text can cite a source, and the source."""
    found: dict[str, Reference] = {}
    for reference in datasets.references():
        short = reference.short() if reference.year and reference.authors else ""
        title = reference.title if len(reference.title) > 20 else ""
        found |= dict.fromkeys(
            filter(None, (reference.cite(), short, title, reference.doi, reference.url)), reference
        )
    return found


def cited_in(text: str) -> tuple[Reference, ...]:
    """Return the sources that a passage cites in full, in short, by title, DOI or address."""
    return tuple(dict.fromkeys(each for phrase, each in _references().items() if phrase in text))


def _without(reference: Reference, text: str) -> str:
    """Blank out the numbers of one citation: its year, volume and pages, and the digits of its title."""
    own = [number.text for number in numbers(reference.cite())]
    for phrase in sorted(
        {reference.cite(), reference.short(), reference.title, reference.container, *own},
        key=len,
        reverse=True,
    ):
        if phrase:
            text = re.sub(rf"(?<![\d.,]){re.escape(phrase)}(?![\d%])", _blank, text)
    return text
