"""The file that keeps a learner's answers: read, merged and written whole, so that nothing is lost.

Two kernels may write at the same time: each takes a lock, reads what is there, adds its own and puts a whole new file
in the place of the old one. Where a folder knows no locks (the browser's own storage), each kernel still adds
everything it recorded since it started, so that the next answer brings back what another kernel wrote over.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import math
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metalearn.datasets import files
from metalearn.models.teaching.progress import COUNTED, Attempt, merged
from metalearn.models.teaching.quiz_words import AFTER, MOMENTS
from metalearn.words import _

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]

VARIABLE = "METALEARN_PROGRESS"
NAME = "metalearn-progress.json"
_OFF = ("off", "0", "false", "none", "no")
_FORMAT = 2  # the first knew nothing of answers given before a lesson; it is read all the same
_HOW_TO_READ = {
    "what": "Answers to the self-check questions of metalearn. This file stays where it is: nothing is sent anywhere.",
    "attempts": "one entry for each press of Check or Keep my answer on a complete answer, the oldest first",
    "moment": "before: kept before a lesson, when nothing was said about it; after: checked",
    "checked_at": "date and time, in UTC",
    "result": "right, partly (partly right) or wrong",
    "certainty": "0 not said, 1 a guess, 2 not sure, 3 fairly sure, 4 certain",
    "answer": "a number, or the chosen options counted from 0; null where a code brought the result from elsewhere",
    "to_forget": "delete this file, or call metalearn.progress.forget()",
}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")
_OURS = (
    b'"how_to_read"',
    b'"forgotten_at"',
)  # a file of answers holds at least one of these, even when it was cut off
_PATIENCE = 3.0  # seconds to wait for another kernel's lock
_LEFT_BEHIND = 60.0  # seconds after which nobody is still writing

_DAMAGED = _(
    "{name} was damaged and could not be read. It was set aside as {aside}, so nothing in it is lost, "
    "and a new {name} was begun."
)
_UNREAD = _("Earlier answers could not be read ({why}). The questions work all the same.")
_UNWRITTEN = _(
    "Your answers could not be kept in a file ({why}). The questions work all the same, and "
    "metalearn.progress.code() carries the answers given so far to another place."
)
_UNCHANGED = _("The kept answers could not be forgotten ({why}).")
_NO_FILE = _(
    "Your answers could not be kept: {name} is not a file of answers, and is left as it is. "
    "METALEARN_PROGRESS names a file that ends in .json, or a folder; off keeps nothing."
)
_NO_HOME = _(
    "Your answers could not be kept: METALEARN_PROGRESS names {name}, a home folder that is not known here."
)
_NEWER = _(
    "{name} was written by a newer metalearn, and is left as it is. Answers given here are not kept in it; "
    "install a newer metalearn to go on with it."
)

# What this kernel recorded since it started, each with the time; it outlives a file that cannot be written.
_session: dict[Attempt, str] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept.

    Attributes:
        attempts: Every attempt, the oldest first.
        forgotten: When everything was last forgotten; "" when never.
        notice: What is wrong with the file, in a sentence; "" when nothing is.
        ours: Whether the file may be written over.
    """

    attempts: tuple[Attempt, ...] = ()
    forgotten: str = ""
    notice: str = ""
    ours: bool = True


def where() -> Path | None:
    """Return the file that keeps the answers, or None when they are not kept."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen.lower() in _OFF:
        return None
    path = Path(chosen or NAME)
    with contextlib.suppress(RuntimeError):  # a home that is not known is said when it is read
        path = path.expanduser()
    with contextlib.suppress(OSError):  # a folder that may not be looked into is reported when it is read
        return path / NAME if path.is_dir() else path
    return path


def now() -> str:
    """Return the time as it stands in the file."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read() -> Found:
    """Return what is kept, together with what this kernel recorded; a damaged file is set aside."""
    path = where()
    if path is None:
        return Found(merged(_session))
    with _alone(path):
        found = _read(path)
    return Found(merged(found.attempts, _mine(found.forgotten)), found.forgotten, found.notice, found.ours)


def keep(attempts: Iterable[Attempt]) -> str:
    """Add attempts to the file.

    Returns:
        What went wrong, in a sentence; "" when nothing did. Nothing is raised: a quiz goes on without its file.
    """
    _session.update(dict.fromkeys(attempts, now()))
    path = where()
    if path is None:
        return ""
    with _alone(path):
        found = _read(path)
        return _write(path, found) if found.ours else found.notice


def forget(copy: bool) -> tuple[str, Path | None]:
    """Forget everything; other kernels will not bring it back.

    Args:
        copy: Whether the file stays under another name.

    Returns:
        What went wrong, and the copy that was made.
    """
    _session.clear()
    path = where()
    if path is None:
        return "", None
    with _alone(path):
        if refused := _never_ours(path):
            return refused, None
        try:
            before = path.read_bytes()
            aside = _free(path, "before") if copy else None
            if aside:
                aside.write_bytes(before)
            files.replace(path, _text((), now()))
        except FileNotFoundError:
            return "", None
        except OSError as error:
            return _UNCHANGED.format(why=_why(error)), None
    return "", aside


def _write(path: Path, found: Found) -> str:
    try:
        _tidy(path)
        files.replace(path, _text(merged(found.attempts, _mine(found.forgotten)), found.forgotten))
    except OSError as error:
        return " ".join(filter(None, (found.notice, _UNWRITTEN.format(why=_why(error)))))
    return found.notice


def _tidy(path: Path) -> None:
    """Remove what a killed kernel left half-written; a kernel that is writing now is younger than that."""
    for rest in path.parent.glob(f".{path.name}.*.new"):
        if time.time() - rest.stat().st_mtime > _LEFT_BEHIND:
            rest.unlink(missing_ok=True)


def _mine(forgotten: str) -> Iterator[Attempt]:
    """What this kernel recorded and nobody has forgotten since; a time to come is a slip, and forgets nothing."""
    forgotten = forgotten if forgotten <= now() else ""
    return (attempt for attempt, recorded in _session.items() if recorded > forgotten)


def _never_ours(path: Path) -> str:
    """Say why a file is not to be read or written: by its name alone, or because it holds something else."""
    if str(path).startswith("~"):
        return _NO_HOME.format(name=path.parts[0])
    strange = path.suffix.lower() != ".json"
    with contextlib.suppress(OSError):  # said when it is read or written
        strange = strange or (path.exists() and not path.is_file())
        if not strange and path.name != NAME:
            text = path.read_bytes().strip(b"\0 \t\r\n")
            strange = bool(text) and not any(word in text for word in _OURS)
    return _NO_FILE.format(name=path) if strange else ""


def _read(path: Path) -> Found:
    if refused := _never_ours(path):
        return Found(notice=refused, ours=False)
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Found()
    except OSError as error:
        return Found(notice=_UNREAD.format(why=_why(error)), ours=False)
    try:
        content = json.loads(text.decode("utf-8"))
        if content["format"] > _FORMAT:
            return Found(notice=_NEWER.format(name=path.name), ours=False)
        attempts = tuple(_attempt(each) for each in content["attempts"])
        forgotten = content["forgotten_at"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _set_aside(path)
    return Found(merged(attempts), forgotten if _is_time(forgotten) else "")


def _is_time(text: object) -> bool:
    return isinstance(text, str) and _TIME.fullmatch(text) is not None


def _attempt(entry: dict[str, Any]) -> Attempt:
    """One attempt of the file; whoever wrote in it by hand may have left anything there."""
    attempt = Attempt(
        entry["question"],
        entry["lesson"],
        entry["checked_at"],
        entry["result"],
        entry["certainty"],
        _hashable(entry["answer"]),
        entry.get("moment", AFTER),
    )
    for each in (attempt.question, attempt.lesson):
        each.encode("utf-8")  # half a character cannot be written back
    sure = type(attempt.certainty) is int and attempt.certainty in range(5)
    known = attempt.result in COUNTED and attempt.moment in MOMENTS
    if not _is_time(attempt.when) or not known or not sure:
        raise ValueError
    return attempt


def _hashable(answer: Any) -> Any:
    if isinstance(answer, list):
        return tuple(map(_hashable, answer))
    if answer is None or type(answer) is int or (type(answer) is float and math.isfinite(answer)):
        return answer
    raise ValueError


def _set_aside(path: Path) -> Found:
    try:
        aside = _free(path, "damaged")
        path.rename(aside)
    except OSError as error:
        return Found(notice=_UNREAD.format(why=_why(error)), ours=False)
    return Found(notice=_DAMAGED.format(name=path.name, aside=aside.name))


def _free(path: Path, word: str) -> Path:
    """The first name beside the file that nothing has yet."""
    number = 1
    while (free := path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")).exists():
        number += 1
    return free


def _text(attempts: Iterable[Attempt], forgotten: str) -> str:
    entries = [
        {
            "question": each.question,
            "lesson": each.lesson,
            "checked_at": each.when,
            "result": each.result,
            "certainty": each.certainty,
            "answer": each.answer,
            "moment": each.moment,
        }
        for each in attempts
    ]
    content = {
        "how_to_read": _HOW_TO_READ,
        "format": _FORMAT,
        "forgotten_at": forgotten,
        "attempts": entries,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _why(error: OSError) -> str:
    return (error.strerror or str(error) or type(error).__name__).lower()


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of the file's folder, as far as it has one; it ends with the kernel that holds it."""
    try:
        folder = os.open(path.resolve().parent, os.O_RDONLY) if fcntl else -1
    except OSError:
        folder = -1  # what is wrong with the folder is said when the file is read or written
    if folder < 0:
        yield
        return
    try:
        _wait_for(folder)
        yield
    finally:
        os.close(folder)


def _wait_for(folder: int) -> None:
    """Wait for the lock, but not for ever: a kernel that hangs must not stop another one's quiz."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            return  # this file system knows no locks
        else:
            return
