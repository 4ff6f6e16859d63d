"""Records that teach: the words of the field, what people ask and believe, and what the course covers."""

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


@dataclass(frozen=True, slots=True)
class Misconception(Record):
    """Something that many people believe and that is not so.

    Attributes:
        id: Stable name, such as "M01".
        belief: The misconception, as somebody might hold it.
        truth: What is so instead, in one or two plain sentences.
        findings: Who was found to believe it, with the figures of the study.
        how_known: study, report, science, page, web source or experience.
        lessons: Ids of the lessons that take it up.
        questions: Ids of the questions that look for it.
        source_ids: The sources.
        checked: Whether the findings were read in its sources: yes, partial or no.
        truth_source_ids: The sources of what is so; empty when none was opened for it.
        truth_checked: Whether what is so was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "misconceptions"

    id: str
    belief: str
    truth: str
    findings: str
    how_known: str
    lessons: tuple[str, ...]
    questions: tuple[str, ...]
    source_ids: tuple[str, ...]
    checked: str
    truth_source_ids: tuple[str, ...]
    truth_checked: str


@dataclass(frozen=True, slots=True)
class Mistake(Record):
    """What somebody may believe who chooses a wrong answer.

    Attributes:
        id: Stable name, such as "E01".
        mistake: The belief, as somebody might hold it.
        misconception: Id of the common misconception that it is, see ``misconceptions()``; empty when it is none.
        how_known: misconception, web source, slip or supposed.
    """

    table: ClassVar[str] = "mistakes"

    id: str
    mistake: str
    misconception: str
    how_known: str


@dataclass(frozen=True, slots=True)
class CommonQuestion(Record):
    """A question that people ask, with a short answer. Education, not advice.

    Attributes:
        id: Stable name, such as "F01".
        question: The question, as somebody might ask it.
        answer: A short answer in plain words.
        ask: What to ask a professional, and when not to wait.
        lesson: Id of the lesson that takes it up.
        source_ids: The sources.
        checked: Whether the answer was read in its sources: yes, partial or no.
    """

    table: ClassVar[str] = "faq"

    id: str
    question: str
    answer: str
    ask: str
    lesson: str
    source_ids: tuple[str, ...]
    checked: str


@dataclass(frozen=True, slots=True)
class ScopeItem(Record):
    """A topic, claim or question of the five web sources, or a gap in all of them.

    Attributes:
        no: Number of the item, from 1.
        section: What it is about.
        item: The topic or claim; a quotation is a specimen, not a fact.
        web_sources: Which of the five web sources carry it; none for a gap.
        verdict: ok, imprecise, wrong, contested, template, list or gap.
        comment: What to add or correct.
        source_ids: The sources that it was compared with; empty when none was opened.
        checked: Whether it was read in these sources: yes, partial or no.
        lesson: Id of the lesson that takes it up.
    """

    table: ClassVar[str] = "scope"

    no: int
    section: str
    item: str
    web_sources: tuple[str, ...]
    verdict: str
    comment: str
    source_ids: tuple[str, ...]
    checked: str
    lesson: str
