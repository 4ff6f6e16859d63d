"""Rules for code cells: run once from the top, plain Python, short, and open to validation."""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Iterator

from metalearn.course.page import Finding, Page
from metalearn.course.source import parsed, tree_of

MOST_LINES = 3
_MAGIC = re.compile(r"^\s*(?P<sign>[%!?]{1,2})|(?P<help>\?)\s*$|=\s*(?P<assigned>[%!])\s*\w")
# nbval leaves a cell unchecked, or unrun, when a comment in it says so.
_SWITCH = re.compile(r"^\s*#\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)", re.MULTILINE)
_SIGNS = {"%": "a magic", "!": "a shell command", "?": "a request for help"}


def never_run(page: Page) -> Iterator[Finding]:
    """Find code cells that were never run: validation passes them whatever they do."""
    for cell in page.code:
        if not cell.source.strip():
            yield page.finding(cell, "This code cell is empty.", "Delete it.")
        elif cell.count is None:
            yield page.finding(cell, "This cell was never run.", f"Run metalearn refresh {page.name}.")


def run_out_of_order(page: Page) -> Iterator[Finding]:
    """Find the first cell that was not run in its turn from a fresh kernel."""
    ran = [cell for cell in page.code if cell.count is not None]
    for expected, cell in enumerate(ran, start=1):
        if cell.count != expected:
            message = f"This cell was run as number {cell.count}, but from the top it is number {expected}."
            yield page.finding(cell, message, f"Run metalearn refresh {page.name}.")
            return


def not_python(page: Page) -> Iterator[Finding]:
    """Find magics, shell lines and broken syntax: a mistyped magic makes a whole cell pass validation."""
    for cell in page.code:
        if parsed(cell) is not None:
            continue
        for line in cell.source.splitlines():
            found = _MAGIC.search(line)
            if found:
                sign = found["sign"] or found["help"] or found["assigned"]
                message = f"The line {line.strip()!r} is {_SIGNS[sign[0]]}, not Python."
                yield page.finding(cell, message, "Write it in plain Python, or leave it out.")
                break
        else:
            yield page.finding(cell, "This cell is not valid Python.", "Run it and mend what it says.")


def magic_call(page: Page) -> Iterator[Finding]:
    """Find magics that are called as functions."""
    for cell in page.code:
        names = [node.id for node in ast.walk(tree_of(cell)) if isinstance(node, ast.Name)]
        if "get_ipython" in names:
            message = "This cell calls get_ipython(), which is a magic in other clothes."
            yield page.finding(cell, message, "Write it in plain Python, or leave it out.")


def validation_off(page: Page) -> Iterator[Finding]:
    """Find comments that switch validation off for a cell."""
    for cell in page.code:
        for found in _SWITCH.finditer(cell.source):
            message = f"The comment {found[1]} switches validation off for this cell."
            yield page.finding(cell, message, "Delete the comment; make the output the same on every run.")


def trailing_semicolon(page: Page) -> Iterator[Finding]:
    """Find a semicolon at the end of a line, which hides the cell's result."""
    for cell in page.code:
        if parsed(cell) is None:
            continue
        tokens = list(tokenize.generate_tokens(io.StringIO(cell.source).readline))
        ends = (tokenize.NEWLINE, tokenize.COMMENT, tokenize.NL, tokenize.ENDMARKER)
        if any(token.string == ";" and after.type in ends for token, after in itertools.pairwise(tokens)):
            yield page.finding(cell, "A line ends with a semicolon, which hides the result.", "Delete it.")


def too_long(page: Page) -> Iterator[Finding]:
    """Find long code cells: a lesson calls the library, and the reader reads."""
    for cell in page.code:
        lines = [
            line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")
        ]
        if len(lines) > MOST_LINES and "optional" not in cell.tags:
            message = f"This cell has {len(lines)} lines of code; at most {MOST_LINES} are easy to read."
            yield page.finding(cell, message, "Move code into the library, or tag the cell 'optional'.")


RULES = (
    never_run,
    run_out_of_order,
    not_python,
    magic_call,
    validation_off,
    trailing_semicolon,
    too_long,
)
