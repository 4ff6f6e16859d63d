"""What you have answered so far. It is kept in one file on this machine; nothing is sent anywhere.

The file is ``metalearn-progress.json`` in the folder the kernel works in (in the browser-only edition that folder is
the browser's own storage). The environment variable ``METALEARN_PROGRESS`` names another file (ending
in ``.json``) or a folder, or is ``off``: then answers are known only until the kernel ends.

Example:
    >>> from metalearn import progress
    >>> summary = progress.summary()
    >>> summary.answered <= summary.questions
    True
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from metalearn import datasets
from metalearn.errors import MetalearnError
from metalearn.models.teaching import progress as model
from metalearn.models.teaching import progress_code
from metalearn.models.teaching.progress import Change, LessonProgress, LookAgain, Progress
from metalearn.models.teaching.quiz_words import BEFORE
from metalearn.widgets import progress_file
from metalearn.words import _, several

__all__ = ["Change", "LessonProgress", "LookAgain", "Progress", "code", "forget", "restore", "summary"]


def summary() -> Progress:
    """Return how far you are: what is answered, right, and "sure but wrong", in all and by lesson.

    Example:
        >>> summary().questions >= 59
        True
    """
    found = progress_file.read()
    return model.summary(found.attempts, datasets.questions(), found.notice)


def code() -> str:
    """Return a code that carries result and certainty of every answered question to another machine.

    Write it down, or copy it; there, ``progress.restore("...")`` reads it. It says which questions of the course were
    answered, how, how surely, and the minute it was made, and nothing else. Questions of one's own are not in it.

    Example:
        >>> set(code()) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")
        True
    """
    return progress_code.write(progress_file.read().attempts, datetime.datetime.now(datetime.UTC))


def restore(code: str) -> Progress:
    """Add what a code carries to what is kept here; nothing that is here is lost.

    Args:
        code: What :func:`code` gave. Capital or small letters, spaces and hyphens make no difference.

    Returns:
        The summary, with what was restored in it.

    Raises:
        MetalearnError: When the code does not add up, or a newer version wrote it.

    Example:
        >>> restore(code()).answered == summary().answered
        True
    """
    if not isinstance(code, str):
        raise MetalearnError("restore() takes the code as text: progress.restore('...').")
    carried = progress_code.read(code, {each.id: each.lesson for each in datasets.questions()})
    here, now = progress_file.read().attempts, progress_file.now()
    new = [replace(each, when=min(each.when, now)) for each in carried if not _known(each, here)]
    notice = progress_file.keep(new) if new else ""
    found = summary()
    return replace(found, notice=notice) if notice else found


def _known(carried: model.Attempt, here: Iterable[model.Attempt]) -> bool:
    """Whether a code brings back what was, in the minute it was made, the last answer in this place, too.

    Of what was answered before a lesson it is enough that the same was answered here.
    """
    minute = carried.when[:16]
    mine = [
        each
        for each in model.merged(here)
        if (each.question, each.moment) == (carried.question, carried.moment)
    ]
    if carried.moment == BEFORE:
        return any((each.result, each.certainty) == (carried.result, carried.certainty) for each in mine)
    last = [each for each in mine if each.when[:16] < minute][-1:] + [
        each for each in mine if each.when[:16] == minute
    ]
    return any((each.result, each.certainty) == (carried.result, carried.certainty) for each in last)


def forget(*, copy: bool = True) -> str:
    """Forget every answer kept here.

    Args:
        copy: Whether the file stays under another name beside the old one; False leaves nothing behind.

    Returns:
        What was done, in a sentence.

    Raises:
        MetalearnError: When the file cannot be written.
    """
    count = len(progress_file.read().attempts)
    wrong, aside = progress_file.forget(copy)
    if wrong:
        raise MetalearnError(wrong)
    said = several("{n} attempt forgotten.", "{n} attempts forgotten.", count).format(n=count)
    return f"{said} " + _("A copy is kept in {name}.").format(name=aside.name) if aside else said
