"""English that is left where every word of the library was translated, told apart from the words of the tables."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

# Runs of plain letters; the odd language has none.
RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,;:/]+[A-Za-z][A-Za-z'’-]*)*")
_PART = re.compile(r"[,;:/]+ ?")
_WORD = re.compile(r"\d[\d.,]*|[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|doi:\S+")
# What is the same in every language: names, units, and the codes of stages and of responses.
NAMES = re.compile(r"metalearn|Python|PET|MRI|[IVX]+[A-D]?|i?(?:UPD|CPD|CR|PR|SD|PD)")
LONG = 4  # so many words one after the other come from a table when they stand there one after the other
SHORT = 8  # words of a cell that is a name, a label or a list of them, and not a sentence
SHOWN = 110


def strings(value: Any) -> Iterator[str]:
    """Yield every text in plain data that a reader can meet: the keys are names for the view only."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def cells(path: Path) -> Iterator[str]:
    """Yield every text of a table, of a list of questions or cases, or of the bibliography."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        for row in csv.reader(io.StringIO(text)):
            yield from row
    elif path.suffix == ".toml":
        yield from strings(tomllib.loads(text))
    elif path.suffix == ".json":
        yield from strings(json.loads(text))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


class Corpus:
    """What the tables say: four words in a row of any cell, and each name or label as a whole.

    A word alone counts only when it is such a name or label: that "people" stands in some sentence of a table does
    not make a label "people" the table's.

    Args:
        texts: The cells of the tables.

    Example:
        >>> corpus = Corpus(["Prostate", "Bone; Distant lymph nodes", "Of 100 people five had it twice in a year."])
        >>> list(corpus.left_over(["Öƒ 12 people", "çéļļš: Prostate, distant lymph nodes", "five had it twice in"]))
        ["'people' in 'Öƒ 12 people'"]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._phrases: set[tuple[str, ...]] = set()
        self._names: set[str] = set()
        for text in dict.fromkeys(texts):
            words = _words(text)
            self._phrases.update(zip(*(words[i:] for i in range(LONG)), strict=False))
            self._names.update(_names(text))

    def left_over(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield what is left in plain letters and comes from no table, each with the text it stands in.

        A text may be wrapped: words on two lines stand one after the other.
        """
        for text in dict.fromkeys(texts):
            yield from self._in_text(_ADDRESS.sub(lambda found: " " * len(found[0]), text))

    def _in_text(self, text: str) -> Iterator[str]:
        said: list[bool] = []
        wrapped: set[int] = set()
        for run in RUN.finditer(text):
            if run[0].casefold() in self._names:
                continue
            if not said:
                said, wrapped = self._said(text), set(self._wrapped(text))
            for start, part in _parts(run[0], run.start()):
                named = len(part) < 3 or part.casefold() in self._names or NAMES.fullmatch(part)
                if not named and start not in wrapped and not all(said[start : start + len(part)]):
                    yield f"{part!r} in {_around(text, start)!r}"

    def _wrapped(self, text: str) -> Iterator[int]:
        """The letters of names and labels that go on in the next line, or in the two next ones."""
        lines = [
            [(at, part) for run in RUN.finditer(text, *ends) for at, part in _parts(run[0], run.start())]
            for ends in _lines(text)
        ]
        lines = [line for line in lines if line]
        for i, line in enumerate(lines):
            for more in (1, 2)[: len(lines) - i - 1]:
                pieces = [line[-1], *(next_line[0] for next_line in lines[i + 1 : i + more + 1])]
                name = " ".join(part for _at, part in pieces).casefold()
                # A line also ends after a hyphen, that of the name itself or one put in to break it.
                if {name, name.replace("- ", "-"), name.replace("- ", "")} & self._names:
                    yield from (at for at, _part in pieces)

    def _said(self, text: str) -> list[bool]:
        """Whether each letter of a text stands in words that stand one after the other in a table."""
        found = list(_WORD.finditer(text))
        said = [False] * len(text)
        for i in range(len(found) - LONG + 1):
            if tuple(word[0].casefold() for word in found[i : i + LONG]) in self._phrases:
                first, last = found[i].start(), found[i + LONG - 1].end()
                said[first:last] = [True] * (last - first)
        return said


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _parts(run: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The parts of a list in one run of letters, each with its place."""
    at = 0
    for gap in (*_PART.finditer(run), None):
        part = run[at : gap.start() if gap else len(run)]
        yield start + at + len(part) - len(part.lstrip()), part.strip()
        at = gap.end() if gap else at


def _names(text: str) -> Iterator[str]:
    """What a short cell says as a whole, and what each part of a list in it says."""
    if len(_words(text)) > SHORT:
        return
    for run in RUN.findall(text):
        yield run.casefold()
        for _place, part in _parts(run):
            yield part.casefold()


def _around(text: str, place: int) -> str:
    """The text near a place, on one line."""
    return " ".join(text[max(0, place - SHOWN // 2) : place + SHOWN].split())


class _Pieces(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("alt", "title") and value]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def pieces_of(markup: str) -> list[str]:
    """Return the texts of markup, piece by piece: what stands in two elements is not one sentence.

    Example:
        >>> pieces_of('<p>One</p><p><b>Two</b> three <img alt="four"></p>')
        ['One', 'Two', ' three ', 'four']
    """
    sieve = _Pieces()
    sieve.feed(markup)
    sieve.close()
    return sieve.found
