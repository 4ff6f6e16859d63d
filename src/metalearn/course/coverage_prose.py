"""The text of a lesson as its author wrote it, without what only quotes, names or repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from metalearn.course.page import Cell, Page

FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#{1,6}\s.*$", re.MULTILINE)
DETAILS = re.compile(r"<details\b.*?</details>", re.DOTALL | re.IGNORECASE)
SUMMARY = re.compile(r"<summary\b.*?</summary>", re.DOTALL | re.IGNORECASE)
QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ROW = re.compile(r"^\s*\|.*$", re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
TO_LESSON = re.compile(r"\[[^\]]*\]\(<?\d\d_[^)]*\)")
ADDRESS = re.compile(r"<?https?://[^\s)>\]]+>?")
SPOKEN = re.compile(r"“[^”]{1,300}”|(?<!\w)\"[^\"\n]{1,300}\"")
_MARKS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|\[|\]\([^)]*\)|</?\w[^>]*>")
_BOLD = re.compile(r"\*\*(?=\S)(?P<a>.+?)(?<=\S)\*\*|<(b|strong)>(?P<b>.+?)</\2>", re.DOTALL)
_LINKED = re.compile(r"\[(?P<a>[^\]]*)\]\([^)]*\)|<a\b[^>]*>(?P<b>.*?)</a>", re.DOTALL)
_SOURCES = re.compile(r"^##\s+Sources\b", re.MULTILINE)
_ASIDE = {"optional", "instructor", "solution"}  # cells that a learner may leave out


def masked(text: str, *patterns: re.Pattern[str]) -> str:
    """Blank out what matches, at the old length.

    Example:
        >>> masked("Say `x` aloud", CODE)
        'Say     aloud'
    """
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text


@dataclass(frozen=True, slots=True)
class Plain:
    """Text without its markup, and which letters of it stand in bold or in a link.

    Attributes:
        text: The text as a reader sees it.
        marked: For each letter, whether it is in bold or in a link.
    """

    text: str
    marked: tuple[bool, ...]

    def stands_out(self, start: int, end: int) -> bool:
        """Return whether all letters from ``start`` to ``end`` are in bold or in a link."""
        return all(self.marked[start:end])

    def sentence(self, at: int) -> str:
        """Return the sentence around a letter, on one line.

        Example:
            >>> plain("One. **Two** is here. Three").sentence(6)
            'Two is here.'
        """
        start = max((found.end() for found in _END.finditer(self.text[:at])), default=0)
        after = _END.search(self.text, at)
        return " ".join(self.text[start : after.start() if after else None].split())


_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")


def plain(text: str) -> Plain:
    """Take the markup off a text.

    Example:
        >>> found = plain("A **bone** or [lung](x.ipynb) deposit")
        >>> found.text, found.stands_out(2, 6), found.stands_out(0, 6)
        ('A bone or lung deposit', True, False)
    """
    strong = [False] * len(text)
    for pattern in (_BOLD, _LINKED):
        for found in pattern.finditer(text):
            group = "a" if found["a"] is not None else "b"
            strong[found.start(group) : found.end(group)] = [True] * len(found[group])
    skipped = [False] * len(text)
    for found in _MARKS.finditer(text):
        skipped[found.start() : found.end()] = [True] * len(found[0])
    kept = [i for i, skip in enumerate(skipped) if not skip]
    return Plain("".join(text[i] for i in kept), tuple(strong[i] for i in kept))


def own_words(page: Page) -> Iterator[tuple[Cell, Plain]]:
    """Yield each markdown cell with the words that its author says in their own voice.

    Headings, code, quotations, pictures, addresses, links to other lessons, generated cells and the list of the
    sources at the end are left out.
    """
    for cell in page.prose:
        if _SOURCES.search(cell.source):
            return
        if cell.generated is None:
            text = masked(
                cell.source, FENCE, COMMENT, CODE, HEADING, QUOTED, SUMMARY, PICTURE, TO_LESSON, ADDRESS
            )
            yield cell, plain(SPOKEN.sub(_unless_bold, text))


def _unless_bold(found: re.Match[str]) -> str:
    """A quotation is somebody else's voice, unless a word in it is being introduced."""
    return found[0] if "**" in found[0] else masked(found[0], re.compile(r".+", re.DOTALL))


def reading_text(page: Page) -> str:
    """Return what everybody reads in a lesson: prose outside closed blocks, asides and generated cells."""
    read = [cell for cell in page.prose if cell.generated is None and not _ASIDE & set(cell.tags)]
    texts = (masked(cell.source, FENCE, COMMENT, DETAILS, PICTURE) for cell in read)
    return "\n\n".join(plain(text).text for text in texts)


def word_count(text: str) -> int:
    """Return the number of words in a text.

    Example:
        >>> word_count("Well-known: 52% of **people**.")
        4
    """
    return len(re.findall(r"\w[\w'’.,%-]*", text))
