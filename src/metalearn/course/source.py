"""What the text of a cell means: the Python of a code cell, the words and headings of a markdown cell."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from metalearn.course.page import Cell, Page

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.+?)\s*#*\s*$", re.MULTILINE)


def parsed(cell: Cell) -> ast.Module | None:
    """Return the cell's syntax tree, or None when it is not Python (top-level await is, in a notebook)."""
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a warning about the lesson's code is not about ours
        try:
            tree = compile(cell.source, "<cell>", "exec", flags, dont_inherit=True)
        except (SyntaxError, ValueError):
            return None
    return tree if isinstance(tree, ast.Module) else None


def tree_of(cell: Cell) -> ast.Module:
    """Return the cell's syntax tree; empty when it is not Python, which is a finding of its own."""
    return parsed(cell) or ast.Module(body=[], type_ignores=[])


def prose_of(cell: Cell) -> str:
    """Return a markdown cell without its code, in which a hash or a bracket means something else."""
    return _CODE.sub("", _FENCE.sub("", cell.source))


def plain(heading: str) -> str:
    """Return a heading as a reader sees it, without the marks of Markdown.

    Example:
        >>> plain("Explore: the *body* `map`")
        'Explore: the body map'
    """
    return re.sub(r"[*`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "", heading).strip()


def section(heading: str) -> str:
    """Return the section that a heading opens.

    Example:
        >>> section("Explore: the stepper")
        'Explore'
    """
    return heading.partition(":")[0].strip()


def headings(page: Page) -> Iterator[tuple[Cell, int, str]]:
    """Yield each heading with its cell and level."""
    for cell in page.prose:
        for found in _HEADING.finditer(_FENCE.sub("", cell.source)):
            yield cell, len(found["marks"]), found["text"]
