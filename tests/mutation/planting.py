"""Plant wrong numbers in a copy of the data, and ask the lessons, each time in a process of its own.

The process that asks has imported the library and read no table; each question is a fork of it, so nothing that one
wrong number left behind (a cache, a module that read a table when it was imported) can reach the next question.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import metalearn
from metalearn.datasets import files, store
from metalearn.errors import DataError
from metalearn.widgets import chart
from tests.mutation.places import Place, Rows
from tests.mutation.running import Step

# What widgets send to their live views, which no lesson stores: it takes most of the time, and is left out here.
_SENT: dict[str, Any] = {
    "sankey.payload": {},
    "explorer.payload": {},
    "cards._payload": {},
    "case_player._payload": {},
    "body_map.payload": b"",
    "scan._packed": b"",
    "stepper._payload": b"",
}
SECONDS = 120  # a cell that runs for longer, because of a wrong number, has noticed it
REFUSED = "refused"


def warm() -> None:
    """Import all of the library that reads no table when it is imported, which leaves out the panels."""
    os.environ["METALEARN_PROGRESS"] = "off"
    for module in pkgutil.walk_packages(metalearn.__path__, "metalearn."):
        if ".panels." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name, nothing in _SENT.items():
        module, _, function = name.partition(".")
        home = importlib.import_module(f"metalearn.widgets.{module}")
        assert callable(getattr(home, function)), name
        setattr(home, function, lambda *_, nothing=nothing: nothing)
    chart.library_source()  # a fork has no thread that could still be at it
    gc.collect()
    gc.freeze()  # what is here stays where it is, so that a fork need not copy it


def tables_read() -> bool:
    """Whether this process has read a table already."""
    return bool(store.load.cache_info().currsize or store._entries.cache_info().currsize)


def forked(work: Callable[[], Any], seconds: float) -> Any:
    """Do something in a fork of this process and return what it returns; None when it takes too long.

    Raises:
        RuntimeError: When it ends without an answer.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        os.close(ours)
        _answer(work, theirs)
    os.close(theirs)
    said, late = bytearray(), False
    with os.fdopen(ours, "rb", buffering=0) as pipe:
        while not (late := not select.select([pipe], [], [], seconds)[0]) and (more := pipe.read(1 << 16)):
            said += more
    if late:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if late:
        return None
    if not said:
        raise RuntimeError("a fork of this process died")
    answer = json.loads(said)
    if "error" in answer:
        raise RuntimeError(answer["error"])
    return answer["found"]


def _answer(work: Callable[[], Any], pipe: int) -> NoReturn:
    """Write what the work gives into the pipe, and end this process, which is a fork."""
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stderr(nowhere):
            answer = {"found": work()}
    except BaseException:
        answer = {"error": traceback.format_exc()}
    with os.fdopen(pipe, "w") as file:
        file.write(json.dumps(answer))
    os._exit(0)


@contextlib.contextmanager
def copied_data() -> Iterator[Path]:
    """Let the library read a copy of the data, in which numbers may be changed."""
    original, real = files.folder("data"), files.folder
    with tempfile.TemporaryDirectory(prefix="metalearn-mutation-") as folder:
        copied = Path(folder) / "data"
        shutil.copytree(original, copied, ignore=shutil.ignore_patterns(".*"))
        files.folder = lambda name: copied if name == "data" else real(name)  # type: ignore[assignment]
        try:
            yield copied
        finally:
            files.folder = real


def read(name: str) -> None:
    """Read a table, once, as the lessons do.

    Raises:
        DataError: When it breaks its description.
    """
    store.references() if name == "references" else store.load(name)


def red_steps(steps: Sequence[Step], tables: Sequence[str], *, all_of_them: bool) -> list[str] | str:
    """Return the names of the steps that notice, or of the first; or that the tables break their description."""
    try:
        for name in tables:
            read(name)
    except (DataError, KeyError, TypeError, ValueError):  # the references are checked by their reader alone
        return REFUSED
    found = []
    for step in steps:
        if step.notices():
            found.append(step.name)
            if not all_of_them:
                break
    return found


def tables_of(step: Step) -> list[str]:
    """Return the tables that a step reads, or the word that it does not give what is stored."""
    from metalearn.datasets import checking

    seen, ask = set[str](), checking.table_problems

    def spy(described: Any, folder: Path) -> Any:
        seen.add(described.name)
        return ask(described, folder)

    checking.table_problems = spy  # in a fork: nobody else meets it
    wrong = step.notices()
    cited = {"references"} if store._entries.cache_info().currsize else set()
    return [f"!{wrong}"] if wrong else sorted(seen | cited)


class Field:
    """The copied data with wrong numbers in it, one question at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[str, Rows] = {}

    def of(self, table: str) -> Rows:
        """Return the rows of a table as they are without a wrong number."""
        if table not in self.rows:
            self.rows[table] = Rows(table, self.folder)
        return self.rows[table]

    def seconds(self, step: Step) -> float:
        """Return how long a step takes when nothing is wrong.

        Raises:
            RuntimeError: When it does not give what is stored.
        """

        def timed() -> float:
            began = time.monotonic()
            if wrong := step.notices():
                raise RuntimeError(f"{step.name} does not give what is stored: {wrong}")
            return time.monotonic() - began

        return float(forked(timed, SECONDS))

    def ask(
        self, places: Sequence[Place], steps: Sequence[Step], *, all_of_them: bool = True
    ) -> list[str] | str:
        """Change the numbers at some places, and return the names of the steps that notice.

        Returns:
            The steps, all or only the first; or REFUSED when the tables' own description notices.
        """
        tables = sorted({place.table for place in places})
        right = {name: self.of(name).file.read_text(encoding="utf-8") for name in tables}
        try:
            for name in tables:
                mine = tuple(place for place in places if place.table == name)
                self.of(name).file.write_text(self.of(name).written(mine), encoding="utf-8")
            found = forked(
                lambda: red_steps(steps, tables, all_of_them=all_of_them), SECONDS + 5.0 * len(steps)
            )
        finally:
            for name, text in right.items():
                self.of(name).file.write_text(text, encoding="utf-8")
        return [step.name for step in steps] if found is None else found
