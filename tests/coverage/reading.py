"""How easy a text is to read: sentences, their length, and the reading ease of Flesch.

The two packages that are known for this (textstat, py-readability-metrics) rest on NLTK and fetch a word list from the
network when they are first called; Pyphen alone finds too few syllables in the words of this field. So syllables are
counted here by their vowels, and a test says how often that is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from metalearn.course.coverage_prose import CODE, HEADING, QUOTED, ROW, masked, plain, reading_text
from metalearn.course.page import Page

LONG = 30  # words
_PART = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?[A-Z0-9])")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’]*")
_SOUNDS = re.compile(r"[aeiouyàâäéèêëíïóôöúûü]+")
_TWO = re.compile(
    r"ia(?!l|n)|ia[ln](?!\w)|i[ou](?=[^n]|$)|io(?=[^n])|eo(?!u)|ua[lt]|uou|ying|(?<!q)ui(?=d)|iet|thei|oin?c(?=i)"
)
_SILENT = re.compile(
    r"(?<=[^aeiouylt])e$|(?<=[aeiouy][lt])e$|(?<=[^l])le(?=ly)|(?<=[^td])ed$|(?<=[^aeiouyscgzhx])es$|(?<=[bcdfghjklmnprstvz])e(?=ly$|ment|ful|less)"
)


_KNOWN = {"people": 2, "idea": 3, "ideas": 3, "area": 3, "areas": 3, "create": 2, "created": 3, "being": 2}


def syllables(word: str) -> int:
    """Return about how many syllables an English word has.

    Example:
        >>> [syllables(word) for word in ("bone", "cancer", "metastasis", "lymph", "treated")]
        [1, 2, 4, 1, 2]
    """
    word = word.lower().strip("'’")
    if word in _KNOWN:
        return _KNOWN[word]
    bare = _SILENT.sub("", word) if len(word) > 3 else word
    return max(1, len(_SOUNDS.findall(bare)) + len(_TWO.findall(bare)))


def sentences(page: Page) -> Iterator[str]:
    """Yield the sentences that everybody reads in a lesson; headings, tables, code and quotations are none."""
    text = plain(masked(reading_text(page), CODE, HEADING, QUOTED, ROW)).text
    for part in _PART.split(text):
        for sentence in _END.split(re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", part)):
            if len(_WORD.findall(sentence)) > 1:
                yield " ".join(sentence.split())


def ease(text: list[str]) -> tuple[float, float]:
    """Return the reading ease of sentences (Flesch 1948: 60 to 70 is plain English) and their mean length in words."""
    words = [word for sentence in text for word in _WORD.findall(sentence)]
    length = len(words) / len(text)
    return 206.835 - 1.015 * length - 84.6 * sum(map(syllables, words)) / len(words), length


def longest(text: list[str]) -> list[str]:
    """Return the sentences that are longer than is easy, the longest first."""
    counted = {sentence: len(_WORD.findall(sentence)) for sentence in text}
    return sorted((each for each in counted if counted[each] > LONG), key=lambda each: -counted[each])
