"""Run lessons again in a fresh kernel and write them clean: ``metalearn refresh``."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from metalearn.course import generated
from metalearn.course.bibliography_pages import notebook
from metalearn.course.check import course_of, here, notebooks, readme_of
from metalearn.course.cleaning import KERNEL, clean, write_generated
from metalearn.course.extras import need
from metalearn.course.page import Json, Page, UnreadableError, in_package, page_of, read, shown
from metalearn.course.registry import REGISTRY, Course, load
from metalearn.datasets import files
from metalearn.errors import MetalearnError
from metalearn.widgets.base import COMPLETE

CELL_SECONDS = 300
MODULES = ("nbformat", "nbclient", "ipykernel")


class CellFailedError(MetalearnError):
    """A cell did not run to its end, so the lesson was left as it was."""


def refresh(path: Path, course: Course | None = None) -> bool:
    """Run a notebook from the top and write it clean; the same content always gives the same bytes.

    Generated cells are written from registry and tables. Widget state, timing and other leftovers of one run
    are left out, and so is the live view of an output that has a static twin: the twin is what a reader
    without a kernel must see, and "Run All Cells" brings the live view back.

    Args:
        path: The notebook, which is run in its own folder.
        course: The course it may belong to; by default the one whose registry lies beside it.

    Returns:
        Whether the file changed.

    Raises:
        CellFailedError: When a cell fails, with its number and the error's last line; the file is untouched.
        MissingExtraError: When the ``lab`` extra is not installed.
        MetalearnError: When the file is not a notebook.
    """
    need("metalearn refresh", *MODULES)
    old, raw, page = _opened(path, course or course_of(path))
    write_generated(raw, page)
    clean(raw)
    node = _node(raw)
    run(node, path)
    clean(node)
    write_generated(
        node, page_of(node, path, course=page.course)
    )  # the numbers are read from what the cells gave
    new = _text(node)
    if new != old:
        files.replace(path, new)
    return new != old


def _opened(path: Path, course: Course | None) -> tuple[str, Json, Page]:
    """A notebook's text, the notebook, and the same as the checks see it; a page that is no lesson is written anew."""
    own = course.page_by_file(path.name) if course else None
    if course and own:
        raw = notebook(course, own)
        return (
            path.read_text(encoding="utf-8") if path.is_file() else "",
            raw,
            page_of(raw, path, course=course),
        )
    try:
        page = read(path, course)
    except UnreadableError as error:
        raise MetalearnError(str(error.finding)) from None
    old = path.read_text(encoding="utf-8")
    return old, json.loads(old), page


def _node(raw: Json) -> Any:
    import nbformat

    return nbformat.from_dict(raw)  # type: ignore[no-untyped-call]


def _text(raw: Json) -> str:
    import nbformat

    return str(nbformat.writes(_node(raw), version=4)) + "\n"  # type: ignore[no-untyped-call]


def _this_python() -> Any:
    """Return a kernel manager for the Python that runs this code, whatever other kernels there are."""
    from ipykernel.kernelspec import RESOURCES, get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class ThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())

    return AsyncKernelManager(kernel_name=KERNEL["name"], kernel_spec_manager=ThisPython())


def run(node: Any, path: Path, *, widget_states: bool = False) -> None:
    """Run every cell of a notebook in its own folder, and store what it gives in ``node``.

    Args:
        node: The notebook.
        path: Where it lies.
        widget_states: Whether the states of its widgets are stored in its metadata, too.

    Raises:
        CellFailedError: When a cell fails; the message names the file and the cell.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    now: list[int] = []
    client = NotebookClient(
        node,
        km=_this_python(),
        resources={"metadata": {"path": str(path.resolve().parent)}},
        record_timing=False,
        store_widget_state=widget_states,
        timeout=CELL_SECONDS,
        on_cell_start=lambda cell, cell_index: now.append(cell_index),
    )
    with tempfile.TemporaryDirectory() as profile:
        # A profile of its own: what a reader's IPython does at start is not part of the lesson.
        quiet = {"IPYTHONDIR": profile, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        if widget_states:
            quiet[COMPLETE] = "1"
        try:
            client.execute(cleanup_kc=True, env={**os.environ, **quiet}, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            last = (str(error.evalue).strip().splitlines() or [""])[-1]
            raise _failed(node, path, now, f"{error.ename}: {last}") from None
        except CellTimeoutError:
            raise _failed(node, path, now, f"it ran for more than {CELL_SECONDS} seconds") from None
        except DeadKernelError:
            raise _failed(node, path, now, "the kernel died") from None


def _failed(node: Any, path: Path, now: list[int], why: str) -> CellFailedError:
    index = now[-1] if now else 0
    cell = node["cells"][index]
    return CellFailedError(
        f"{shown(path)}, cell {index + 1} ({cell['id']}) failed: {why}. The file was left as it was."
    )


def tidy(course: Course) -> Iterator[str]:
    """Rename the files whose number is not their lesson's place, and write the README's table.

    Args:
        course: The course; its folder must be the reader's own, not an installed package.

    Yields:
        One line for each thing that was changed.

    Raises:
        MetalearnError: When a file would have to take the name of another one.
    """
    for path in sorted(course.folder.glob("*.ipynb")):
        lesson = course.by_file(path.name)
        if lesson is None or lesson.file == path.name:
            continue
        target = path.with_name(lesson.file)
        if target.exists():
            raise MetalearnError(f"{shown(path)} and {shown(target)} are the same lesson: keep one of them.")
        path.rename(target)
        yield f"{shown(path)}: renamed to {lesson.file}"
    readme = readme_of(course)
    if readme:
        old = readme.read_text(encoding="utf-8")
        new = generated.readme(course, old)
        if new != old:
            files.replace(readme, new)
            yield f"{shown(readme)}: table of lessons written"


def _unwritten(places: Sequence[Path]) -> Iterator[Path]:
    """The pages that are no lessons and have no file yet, which is nothing that an author has to write."""
    for place in places:
        if place.is_dir() and (place / REGISTRY).is_file():
            files_of = (place / page.file for page in load(place).pages)
            yield from (path for path in files_of if not path.exists())


def refresh_all(places: Sequence[Path], say: Callable[[str], None]) -> bool:
    """Refresh notebooks, or the whole course with its file names and the README's table.

    Args:
        places: Notebooks and folders; none means the course in :func:`metalearn.course.check.here`.
        say: Where to tell what was done to each.

    Returns:
        Whether every notebook ran to its end; one that does not is told, and the others go on.

    Raises:
        MissingExtraError: When the ``lab`` extra is not installed.
        MetalearnError: When the notebooks are those of an installed package.
    """
    need("metalearn refresh", *MODULES)
    named = tuple(places) or (here(),)
    for place in named:
        if in_package(place):
            raise MetalearnError(
                f"{shown(place)} belongs to the installed package: name a notebook of your own."
            )
        if place.is_dir() and (place / REGISTRY).is_file():
            for line in tidy(load(place)):
                say(line)
    good = True
    for path in (*notebooks(named), *_unwritten(named)):
        try:
            say(f"{shown(path)}: {'written' if refresh(path) else 'no change'}")
        except CellFailedError as error:
            say(str(error))
            good = False
    return good
