"""The rules a lesson keeps. Each is a small function that takes a page and yields what is off.

A new rule is one function here and one planted mistake in ``tests/course/test_rules.py``.
"""

from collections.abc import Callable, Iterator

from metalearn.course.page import Finding, Page
from metalearn.course.rules import anatomy, code, coverage, document, evidence, outputs, ways

Rule = Callable[[Page], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *document.RULES,
    *code.RULES,
    *outputs.RULES,
    *anatomy.RULES,
    *evidence.RULES,
    *coverage.RULES,
    *ways.RULES,
)

__all__ = ["RULES", "Rule"]
