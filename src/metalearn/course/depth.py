"""One lesson, two audiences: what is for clinical students left out, or unfolded.

Passages in depth are cells tagged ``clinical``; in prose each is one folded block, ``<details>``. The lesson as it is
written works for both audiences everywhere, because a reader unfolds what they want; a copy at one depth is for a
class that should meet only the one.
"""

from __future__ import annotations

import copy
import itertools
import json
import re
from pathlib import Path

from metalearn.course.cleaning import write_generated
from metalearn.course.page import Json, UnreadableError, joined, page_of, shown
from metalearn.course.registry import Course
from metalearn.errors import MetalearnError, unknown

SCHOOL, CLINICAL = "school", "clinical"
DEPTHS = (SCHOOL, CLINICAL)
_BLOCK = re.compile(r"<details\b(?P<more>[^>]*)>", re.IGNORECASE)


def deep(cell: Json) -> bool:
    """Return whether a cell is for clinical students.

    Example:
        >>> deep({"cell_type": "markdown", "metadata": {"tags": ["clinical"]}, "source": ""})
        True
    """
    return CLINICAL in cell.get("metadata", {}).get("tags", [])


def at_depth(notebook: Json, depth: str) -> Json:
    """Return a copy of a notebook for one audience; the notebook itself is left as it is.

    Args:
        notebook: The notebook as plain JSON, format 4.
        depth: "school" leaves the cells tagged ``clinical`` out; "clinical" unfolds the block of each of them (a block
            inside that block stays folded: it may hold what a reader wants to choose to see).

    Raises:
        UnknownNameError: For any other depth.

    Example:
        >>> folded = "<details><summary>In depth</summary>More.</details>"
        >>> cell = {"cell_type": "markdown", "metadata": {"tags": ["clinical"]}, "source": folded}
        >>> len(at_depth({"cells": [cell]}, "school")["cells"])
        0
        >>> at_depth({"cells": [cell]}, "clinical")["cells"][0]["source"][:14]
        '<details open>'
    """
    if depth not in DEPTHS:
        raise unknown("depth", depth, DEPTHS, "metalearn.course.depth.DEPTHS")
    made = copy.deepcopy(notebook)
    if depth == SCHOOL:
        made["cells"] = [cell for cell in made["cells"] if not deep(cell)]
        _count_anew(made["cells"])
        return made
    for cell in filter(deep, made["cells"]):
        if cell["cell_type"] == "markdown":
            cell["source"] = _BLOCK.sub(_unfolded, joined(cell["source"]), count=1)
    return made


def _unfolded(block: re.Match[str]) -> str:
    return block[0] if re.search(r"\bopen\b", block["more"]) else f"<details open{block['more']}>"


def _count_anew(cells: list[Json]) -> None:
    """Number the cells that were run as they are now when run from the top."""
    count = itertools.count(1)
    for cell in cells:
        if cell.get("execution_count") is not None:
            cell["execution_count"] = next(count)
            for output in cell.get("outputs", ()):
                if "execution_count" in output:
                    output["execution_count"] = cell["execution_count"]


def text_at(path: Path, depth: str | None, course: Course | None) -> str:
    """Return the text of a notebook's file for one audience; a lesson that is the same for all stays the same.

    Args:
        path: The notebook.
        depth: "school" or "clinical"; None for the notebook as it is.
        course: The course it may belong to, by which its generated cells are written anew.

    Raises:
        UnknownNameError: For any other depth.
        MetalearnError: When the file is not a notebook.
    """
    text = path.read_text(encoding="utf-8")
    if depth is None:
        return text
    try:
        raw = json.loads(text)
        page_of(raw, path)
    except json.JSONDecodeError:
        raise MetalearnError(f"{shown(path)} is not a notebook.") from None
    except UnreadableError as error:
        raise MetalearnError(str(error.finding)) from None
    made = at_depth(raw, depth)
    if made == raw:
        return text
    if depth == SCHOOL:  # what was left out is no longer on the list of the lesson's numbers
        write_generated(made, page_of(made, path, course=course))
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
