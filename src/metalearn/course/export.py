"""Lessons as pages of their own, their widgets alive without a kernel: ``metalearn export``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from metalearn.course.extras import need
from metalearn.course.page import Cell, Json, UnreadableError, read, shown
from metalearn.course.refresh import MODULES, CellFailedError, run
from metalearn.course.rules.outputs import VIEW
from metalearn.errors import MetalearnError
from metalearn.widgets import export

STATE = "application/vnd.jupyter.widget-state+json"
HIDE_INPUT, INSTRUCTOR = "hide-input", "instructor"


def export_all(places: Sequence[Path], target: Path, say: Callable[[str], None]) -> bool:
    """Write each notebook as one HTML page that needs no kernel, no server and no internet.

    Args:
        places: Notebooks, or folders of them.
        target: The folder to write to; it is made when it does not exist.
        say: Where to tell what was done.

    Returns:
        Whether every notebook ran to its end; one that does not is told, and the others go on.

    Raises:
        MissingExtraError: When the ``lab`` extra is not installed.
        MetalearnError: When there is nothing to export, the target is a file, or a page would be written over
            something else.
    """
    from metalearn.course.check import notebooks

    need("metalearn export", *MODULES, "nbconvert")
    files = tuple(notebooks(places))
    if not files:
        raise MetalearnError("There is no notebook to export: name one, or a folder that has some.")
    if target.exists() and not target.is_dir():
        raise MetalearnError(f"{shown(target)} is a file: name a folder with --to.")
    target.mkdir(parents=True, exist_ok=True)
    together = {path.name for path in files}
    good = True
    for path in files:
        try:
            page = export.write(target / f"{path.stem}.html", lesson_page(path, together))
        except CellFailedError as error:
            say(str(error))
            good = False
        else:
            say(f"{shown(page)}: written")
    return good


def lesson_page(path: Path, together: set[str] | frozenset[str] = frozenset()) -> str:
    """Run a notebook in a fresh kernel and return it as a page with living widgets; the file is left as it is.

    Args:
        path: The notebook.
        together: The notebooks that are exported with it; links to them lead to their pages.

    Raises:
        CellFailedError: When a cell fails.
        MetalearnError: When the file is not a notebook.
    """
    import nbformat

    try:
        title = _title(read(path, None).prose) or path.stem
    except UnreadableError as error:
        raise MetalearnError(str(error.finding)) from None
    node = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    run(node, path, widget_states=True)
    states = node["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    alive = {key: model for key, model in states.items() if "_esm" in model.get("state", {})}
    for cell in node["cells"]:
        for output in cell.get("outputs", ()):
            _place(output, alive)
    return export.page(title, _linked(_body(node), together), alive)


def _place(output: Json, alive: Json) -> None:
    """Put the place of a living widget where its output was; what cannot live on a page keeps its static twin."""
    data = output.get("data", {})
    model = data.pop(VIEW, {}).get("model_id")
    if model in alive:
        data["text/html"] = export.place(model, data.get("text/html", ""))


def _body(node: Any) -> str:
    from nbconvert import HTMLExporter
    from nbconvert.preprocessors import TagRemovePreprocessor

    hide = TagRemovePreprocessor(  # type: ignore[no-untyped-call]
        remove_input_tags={HIDE_INPUT}, remove_cell_tags={INSTRUCTOR}, enabled=True
    )
    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic", exclude_anchor_links=True
    )
    exporter.register_preprocessor(hide, enabled=True)  # type: ignore[no-untyped-call]
    body, _resources = exporter.from_notebook_node(node)
    return str(body)


def _linked(body: str, together: set[str] | frozenset[str]) -> str:
    """Let links to notebooks that are exported too lead to their pages."""

    def lead(found: re.Match[str]) -> str:
        return f'href="{found[1]}.html{found[2]}"' if f"{found[1]}.ipynb" in together else found[0]

    return re.sub(r'href="([^"/#]+)\.ipynb(#[^"]*|)"', lead, body)


def _title(prose: Sequence[Cell]) -> str:
    """The first heading of a notebook, as plain text."""
    found = re.search(r"(?m)^# +(.+)$", "\n".join(cell.source for cell in prose))
    return found[1].replace("*", "").replace("`", "").strip() if found else ""
