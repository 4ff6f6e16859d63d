"""Records that teach: the words of the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from metalearn.datasets.base import Record


@dataclass(frozen=True, slots=True)
class Term(Record):
    """A word of the field and what it means.

    Attributes:
        term: The word.
        definition: One or two plain sentences.
        source_ids: The sources.
        checked: Whether the definition was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "glossary"

    term: str
    definition: str
    source_ids: tuple[str, ...]
    checked: str
