"""How long a lesson takes, estimated from its words, widgets and questions."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from metalearn import widgets
from metalearn.course.coverage_prose import reading_text, word_count
from metalearn.course.page import Page
from metalearn.course.source import tree_of

WORDS_A_MINUTE = 150
A_WIDGET = 3  # minutes, with its settings
A_QUESTION = 1
TOLERANCE = 0.35
_NEAR = 5  # minutes that no declaration needs to be finer than
_QUIZ = "Quiz"
_PLAYED = {name for name in widgets.__all__ if name[:1].isupper()} - {_QUIZ}


@dataclass(frozen=True, slots=True)
class Estimate:
    """What takes time in a lesson.

    Attributes:
        words: Words of its prose, outside closed blocks and generated cells.
        widgets: Widgets it shows.
        questions: Different questions it asks.
    """

    words: int
    widgets: int
    questions: int

    @property
    def minutes(self) -> float:
        """The time it takes, in minutes.

        Example:
            >>> Estimate(words=1500, widgets=3, questions=6).minutes
            25.0
        """
        return self.words / WORDS_A_MINUTE + self.widgets * A_WIDGET + self.questions * A_QUESTION

    def __str__(self) -> str:
        parts = ((self.words, "word"), (self.widgets, "widget"), (self.questions, "question"))
        words, shown, asked = (f"{n:,} {what}{'' if n == 1 else 's'}" for n, what in parts)
        return f"{words}, {shown} and {asked}"

    def agrees(self, declared: int) -> bool:
        """Return whether a declared time is near enough.

        Example:
            >>> Estimate(1500, 3, 6).agrees(30), Estimate(1500, 3, 6).agrees(45)
            (True, False)
        """
        off = abs(declared - self.minutes)
        return off <= _NEAR or off / self.minutes <= TOLERANCE


def estimate(page: Page) -> Estimate:
    """Count what takes time in a lesson; a question that is asked again at the end counts once."""
    shown = [each for cell in page.code if "optional" not in cell.tags for each in calls(tree_of(cell))]
    asked = {ast.dump(each.args[0]) for name, each in shown if name == _QUIZ and each.args}
    played = [name for name, _ in shown if name in _PLAYED]
    return Estimate(word_count(reading_text(page)), len(played), len(asked))


def calls(tree: ast.Module) -> list[tuple[str, ast.Call]]:
    """Return the calls in a piece of code, each with the last part of its name.

    Example:
        >>> [name for name, _ in calls(ast.parse("metalearn.Quiz(question('Q1'))"))]
        ['Quiz', 'question']
    """
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(getattr(each.func, "attr", getattr(each.func, "id", "")), each) for each in found]
