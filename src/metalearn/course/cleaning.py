"""How a lesson is stored: the same bytes for the same content, and nothing that belongs to one run only."""

from __future__ import annotations

import hashlib

from metalearn.course import generated
from metalearn.course.page import HIDE, Json, Page, joined
from metalearn.course.rules.outputs import VIEW

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# Without the version of Python, which would change with every author's machine.
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
# What editors leave in a cell's metadata: timing, folding, trust. Which code is folded is for the tag to say.
_LEFTOVERS = {
    "ExecuteTime",
    "collapsed",
    "execution",
    "jp-MarkdownHeadingCollapsed",
    "jupyter",
    "scrolled",
    "trusted",
    "vscode",
}


def write_generated(raw: Json, page: Page) -> None:
    """Fill the generated cells of a notebook, in place; one that is no lesson of a course has none.

    Args:
        raw: The notebook as plain JSON.
        page: The same notebook as the checks see it.

    Raises:
        UnknownNameError: When a cell names a kind that does not exist.
    """
    if page.course is None or page.lesson is None:
        return
    for cell in raw["cells"]:
        kind = cell.get("metadata", {}).get("metalearn", {}).get("generated")
        if kind is not None:
            cell["source"] = generated.text(kind, page.course, page.lesson, page)
            tags = cell["metadata"].setdefault("tags", [])
            if "generated" not in tags:
                tags.append("generated")


def clean(raw: Json) -> None:
    """Bring a notebook into the stored form, in place.

    Args:
        raw: The notebook as plain JSON, format 4.

    Example:
        >>> notebook = {"cells": [], "metadata": {"widgets": {}}, "nbformat": 4, "nbformat_minor": 2}
        >>> clean(notebook)
        >>> sorted(notebook["metadata"]), notebook["nbformat_minor"]
        (['kernelspec', 'language_info'], 5)
    """
    raw["nbformat_minor"] = 5
    metadata = raw.setdefault("metadata", {})
    for name in ("widgets", "signature"):
        metadata.pop(name, None)
    metadata["kernelspec"], metadata["language_info"] = dict(KERNEL), dict(LANGUAGE)
    used: set[str] = set()
    for cell in raw["cells"]:
        cell["source"] = joined(cell.get("source"))
        cell["metadata"] = {k: v for k, v in cell.get("metadata", {}).items() if k not in _LEFTOVERS}
        cell["id"] = _cell_id(cell, used)
        if cell["cell_type"] == "code":
            if HIDE in cell["metadata"].get("tags", ()):
                cell["metadata"]["jupyter"] = {
                    "source_hidden": True
                }  # JupyterLab folds it to a line that opens
            cell["outputs"] = _outputs(cell.get("outputs", []))
            cell.setdefault("execution_count", None)


def _cell_id(cell: Json, used: set[str]) -> str:
    """Keep a cell's id; a cell without one, or with another's, gets one made from its text."""
    wanted = str(cell.get("id") or "")
    attempt = 0
    while not wanted or wanted in used:
        text = f"{cell['cell_type']}\n{cell['source']}\n{attempt}"
        wanted = hashlib.sha256(text.encode()).hexdigest()[:8]
        attempt += 1
    used.add(wanted)
    return wanted


def _outputs(outputs: list[Json]) -> list[Json]:
    """Join printed text that arrived in pieces, and leave out live views that have a picture beside them."""
    kept: list[Json] = []
    for output in outputs:
        if output["output_type"] == "stream":
            text = joined(output.get("text"))
            before = kept[-1] if kept else {}
            if before.get("name") == output["name"] and before["output_type"] == "stream":
                before["text"] += text
                continue
            output = {**output, "text": text}
        elif "text/html" in output.get("data", {}):
            output = {**output, "data": {k: v for k, v in output["data"].items() if k != VIEW}}
        kept.append(output)
    return kept
