"""Lessons as pages of their own, their widgets alive without a kernel: ``metalearn export``."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from metalearn.course.check import course_of, notebooks
from metalearn.course.depth import CLINICAL, SCHOOL, deep, text_at
from metalearn.course.extras import need
from metalearn.course.page import HIDE, Cell, Json, UnreadableError, read, shown
from metalearn.course.refresh import MODULES, CellFailedError, run
from metalearn.course.rules.outputs import VIEW
from metalearn.errors import MetalearnError
from metalearn.widgets import export
from metalearn.words import _

STATE = "application/vnd.jupyter.widget-state+json"
INSTRUCTOR = "instructor"
_PICTURE = re.compile(r'(<img\b[^>]*?\ssrc=")(?!data:)([^"]*)(?=")', re.IGNORECASE)


class PictureMissingError(MetalearnError):
    """A picture of a lesson that cannot come along on its page."""


def export_all(
    places: Sequence[Path], target: Path, say: Callable[[str], None], depth: str | None = None
) -> bool:
    """Write each notebook as one HTML page that needs no kernel, no server and no internet.

    Args:
        places: Notebooks, or folders of them.
        target: The folder to write to; it is made when it does not exist.
        say: Where to tell what was done.
        depth: "school" or "clinical" for pages for that audience; None for pages that leave the choice to the reader.

    Returns:
        Whether every notebook ran to its end and has its pictures; one that does not is told, and the others go on.

    Raises:
        MissingExtraError: When the ``lab`` extra is not installed.
        MetalearnError: When there is nothing to export, the target is a file, two notebooks have one name, or a page
            would be written over something else.
    """
    need("metalearn export", *MODULES, "nbconvert")
    files = _each_its_page(notebooks(places))
    if target.exists() and not target.is_dir():
        raise MetalearnError(f"{shown(target)} is a file: name a folder with --to.")
    target.mkdir(parents=True, exist_ok=True)
    together = {path.name for path in files}
    good = True
    for path in files:
        try:
            page = export.write(target / f"{path.stem}.html", lesson_page(path, together, depth))
        except (CellFailedError, PictureMissingError) as error:
            say(str(error))
            good = False
        else:
            say(f"{shown(page)}: written")
    return good


def _each_its_page(found: Sequence[Path]) -> tuple[Path, ...]:
    """The notebooks, each once; two of one name would write one page, and capitals do not tell files apart everywhere.

    Raises:
        MetalearnError: When there is none, or two have one name.
    """
    if not found:
        raise MetalearnError("There is no notebook to export: name one, or a folder that has some.")
    files = {each.resolve(): each for each in found}
    pages: dict[str, Path] = {}
    for path in files.values():
        other = pages.setdefault(path.stem.casefold(), path)
        if other != path:
            raise MetalearnError(
                f"{shown(other)} and {shown(path)} would both become {path.stem}.html: "
                "rename one of them, or export them to two folders."
            )
    return tuple(files.values())


def lesson_page(
    path: Path, together: set[str] | frozenset[str] = frozenset(), depth: str | None = None
) -> str:
    """Run a notebook in a fresh kernel and return it as a page with living widgets; the file is left as it is.

    Args:
        path: The notebook.
        together: The notebooks that are exported with it; links to them lead to their pages.
        depth: "school" or "clinical" for a page for that audience; None for one that leaves the choice to the reader.

    Raises:
        CellFailedError: When a cell fails.
        PictureMissingError: When a picture of it is no file on this machine.
        MetalearnError: When the file is not a notebook.
    """
    import nbformat

    try:
        title = _title(read(path, None).prose) or path.stem
    except UnreadableError as error:
        raise MetalearnError(str(error.finding)) from None
    text = text_at(path, depth, course_of(path) if depth else None)
    node = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    run(node, path, widget_states=True)
    states = node["metadata"].get("widgets", {}).get(STATE, {}).get("state", {})
    alive = {key: model for key, model in states.items() if "_esm" in model.get("state", {})}
    for cell in node["cells"]:
        for output in cell.get("outputs", ()):
            _place(output, alive)
    body = _linked(_with_pictures(_body(node), path), together)
    return export.page(title, _switch() + body if any(map(deep, node["cells"])) else body, alive)


def _switch() -> str:
    """Return the switch that hides and shows what is for clinical students; ``page.js`` brings it to life."""
    buttons = ""
    for value, words, checked in ((SCHOOL, _("School"), ""), (CLINICAL, _("Clinical"), " checked")):
        button = f'<input type="radio" name="ml-depth" value="{value}" autocomplete="off"{checked}>'
        buttons += f"<label>{button} {escape(words)}</label>"
    title = escape(_("Depth of this page"))
    return f'<fieldset class="ml-depth" hidden><legend>{title}</legend>{buttons}</fieldset>'


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
        remove_input_tags={HIDE}, remove_cell_tags={INSTRUCTOR}, enabled=True
    )
    exporter = HTMLExporter(template_name="basic")  # type: ignore[no-untyped-call]
    exporter.register_preprocessor(hide, enabled=True)  # type: ignore[no-untyped-call]
    body, _resources = exporter.from_notebook_node(node)
    # A heading keeps the id that links lead to, and loses the sign that would be read after it.
    return re.sub(r'<a class="anchor-link"[^>]*>[^<]*</a>', "", str(body))


def _with_pictures(body: str, notebook: Path) -> str:
    """Put the pictures themselves where a notebook names them, in its text or in what its cells gave.

    (What nbconvert has for this leaves out names with a blank, and the outputs.)
    """
    missing: list[str] = []

    def put(found: re.Match[str]) -> str:
        name = unescape(found[2])
        kind, _encoding = mimetypes.guess_type(name)
        file = notebook.parent / unquote(name)
        if not (kind or "").startswith("image/") or not file.is_file():
            missing.append(name)
            return found[0]
        return f"{found[1]}data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"

    body = _PICTURE.sub(put, body)
    if missing:
        raise PictureMissingError(
            f"{shown(notebook)}: no page was written, because it would lack {', '.join(dict.fromkeys(missing))}. "
            "A page takes along a picture that is a file beside the notebook; look at the name."
        )
    return body


def _linked(body: str, together: set[str] | frozenset[str]) -> str:
    """Let links to notebooks that are exported too lead to their pages."""

    def lead(found: re.Match[str]) -> str:
        name = unquote(unescape(found[1]))
        return f'href="{escape(quote(name))}.html{found[2]}"' if f"{name}.ipynb" in together else found[0]

    return re.sub(r'href="([^"/#]+)\.ipynb(#[^"]*|)"', lead, body)


def _title(prose: Sequence[Cell]) -> str:
    """The first heading of a notebook, as plain text."""
    found = re.search(r"(?m)^# +(.+)$", "\n".join(cell.source for cell in prose))
    return found[1].replace("*", "").replace("`", "").strip() if found else ""
