"""Rules for the notebook as a document: tags, kernel, cell ids, title, links and pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from metalearn.course.page import Finding, Page, data, joined
from metalearn.course.source import headings, prose_of
from metalearn.errors import nearest

TAGS = {
    "predict": "the reader is asked to guess before touching the widget",
    "solution": "an answer; never part of a student copy",
    "instructor": "for whoever teaches; never part of a student copy",
    "slide": "shown when the lesson is used as slides",
    "generated": "written from the registry by metalearn refresh",
    "optional": "for the curious; may be longer than three lines",
    "hide-input": "the code is not the point: folded away in JupyterLab and in the exported page",
    "quiz": "a self-check question",
    "clinical": "in depth, for clinical students; left out of the school copy",
    "care": "may be close to home; announced, so that a reader can skip it",
}
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\(\s*<?(?P<target>[^)\s>]*)")
_HREF = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*[\"'](?P<target>[^\"']*)[\"']", re.IGNORECASE)
_IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
# Words, or nothing at all: alt="" says that the picture only repeats the words beside it.
_ALT = re.compile(r"\balt\s*=\s*(\"\"|''|\"\s*[^\"\s]|'\s*[^'\s])", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^([a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


def unknown_tag(page: Page) -> Iterator[Finding]:
    """Find tags outside the closed vocabulary, which would be silently without effect."""
    for cell in page.cells:
        for tag in cell.tags:
            if tag not in TAGS:
                guess = nearest(tag, TAGS)
                hint = f"Did you mean {guess!r}?" if guess else f"Known tags: {', '.join(TAGS)}."
                yield page.finding(cell, f"The tag {tag!r} is unknown.", hint)


def wrong_kernel(page: Page) -> Iterator[Finding]:
    """Find notebooks that ask for a kernel that others may not have."""
    spec = page.metadata.get("kernelspec")
    name = spec.get("name") if isinstance(spec, dict) else None
    if name != "python3":
        message = "The file names no kernel." if name is None else f"The file asks for the kernel {name!r}."
        advice = "It should be 'python3', which everybody has; metalearn refresh writes it."
        yield page.finding(None, message, advice)


def cell_ids(page: Page) -> Iterator[Finding]:
    """Find missing and repeated cell ids, by which changes are tracked."""
    without = [cell for cell in page.cells if not cell.id]
    if without:
        are = "1 cell has" if len(without) == 1 else f"{len(without)} cells have"
        message = f"{are} no id, the first is cell {without[0].number}."
        yield page.finding(None, message, f"Run metalearn refresh {page.name}, which gives them one.")
    counts = Counter(cell.id for cell in page.cells if cell.id)
    for cell in page.cells:
        if counts[cell.id] > 1:
            message = f"The id {cell.id!r} is used by {counts.pop(cell.id)} cells; this is the first."
            yield page.finding(cell, message, f"Run metalearn refresh {page.name}, which renames the others.")


def one_title(page: Page) -> Iterator[Finding]:
    """Find notebooks without exactly one first-level heading, or with another than the registry's."""
    titles = [(cell, text) for cell, level, text in headings(page) if level == 1]
    if not titles:
        yield page.finding(None, "There is no title.", "Begin the first cell with '# ' and the title.")
        return
    for cell, text in titles[1:]:
        message = f"{text!r} is a second first-level heading (# ...)."
        yield page.finding(cell, message, "A page has one title; use ## for its sections.")
    cell, text = titles[0]
    if page.lesson and text != page.lesson.title:
        message = f"The title is {text!r}, but course.toml says {page.lesson.title!r}."
        yield page.finding(cell, message, "Make them the same.")
    if cell.number != 1:
        yield page.finding(cell, "The title is not in the first cell.", "Move it to the top.")


def broken_link(page: Page) -> Iterator[Finding]:
    """Find links to files that are not there, or that a copy of the lessons' folder would lose."""
    for cell in page.prose:
        words = prose_of(cell)
        targets = [found["target"] for found in (*_LINK.finditer(words), *_HREF.finditer(words))]
        for target in targets:
            if not target or _ELSEWHERE.match(target):
                continue
            plain = unquote(re.split("[?#]", target)[0])
            file = (page.path.parent / plain).resolve()
            if not file.is_relative_to(page.path.parent.resolve()):
                message = (
                    f"The link to {target!r} leaves the lesson's folder, so a copy of the folder loses it."
                )
                yield page.finding(cell, message, "Put the file beside the lesson, or give a web address.")
            elif not file.exists():
                near = nearest(plain, sorted(other.name for other in page.path.parent.iterdir()))
                hint = f"Did you mean {near!r}?" if near else "Correct the name, or add the file."
                yield page.finding(cell, f"The link leads to {target!r}, which does not exist.", hint)


def picture_without_words(page: Page) -> Iterator[Finding]:
    """Find pictures without alternative text, which a screen reader cannot show."""
    for cell in page.cells:
        missing = []
        if cell.kind == "markdown":
            words = prose_of(cell)
            links = _LINK.finditer(words)
            missing += [each["target"] for each in links if each["picture"] and not each["text"].strip()]
            missing += [tag[:60] for tag in _IMG.findall(words) if not _ALT.search(tag)]
        for output in map(data, cell.outputs):
            shown = _IMG.findall(joined(output.get("text/html")))
            missing += [tag[:60] for tag in shown if not _ALT.search(tag)]
        for each in missing:
            message = f"The picture {each!r} has no alternative text."
            yield page.finding(cell, message, "Say in words what it shows: ![what it shows](file).")


RULES = (unknown_tag, wrong_kernel, cell_ids, one_title, broken_link, picture_without_words)
