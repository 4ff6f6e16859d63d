"""Links of a page: where they lead, which headings they can lead to, and whether an address is well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from metalearn.course.coverage_prose import plain
from metalearn.course.page import Cell, Page, UnreadableError, read
from metalearn.course.source import headings, prose_of

# A target in angle brackets may hold blanks; one without ends at the first blank or closing bracket.
_LINK = re.compile(r"\]\(\s*(?:<(?P<wide>[^>\n]*)>|(?P<narrow>(?:[^()\s]|\([^()\s]*\))*)(?P<rest>[^)\n]*))")
_HREF = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)\s*=\s*([\"'])(?P<target>.*?)\1", re.IGNORECASE)
_BARE = re.compile(r"<?(?P<target>\bhttps?://[^\s<>\"'`)\]]+)")
_TITLE = re.compile(r"\s+([\"'(].*)?")
_SCHEME = re.compile(r"^(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_INSIDE = {"data", "attachment"}  # pictures that the notebook holds itself


def targets(text: str) -> Iterator[str]:
    """Yield where the links of a text lead, each once.

    Args:
        text: Markdown without its code.

    Example:
        >>> list(targets("[a](x.ipynb#Top 'title') <a href='y.html'>b</a> https://a.org/c."))
        ['x.ipynb#Top', 'y.html', 'https://a.org/c']
    """
    found: dict[str, None] = {}
    for link in _LINK.finditer(text):
        rest = link["rest"] or ""
        titled = not rest.strip() or _TITLE.fullmatch(rest)
        target = link["wide"] if link["wide"] is not None else link["narrow"]
        found[target if titled else f"{target}{rest}".strip()] = None
    for link in _HREF.finditer(text):
        found[link["target"]] = None
    known = " ".join(found)
    for link in _BARE.finditer(text):
        if link["target"].rstrip(".,;:") not in known:
            found[link["target"].rstrip(".,;:")] = None
    yield from (each for each in found if each)


def links(page: Page) -> Iterator[tuple[Cell, str]]:
    """Yield each link of a page's prose with its cell."""
    for cell in page.prose:
        for target in targets(prose_of(cell)):
            yield cell, target


def anchors(page: Page) -> frozenset[str]:
    """Return where on a page a link can lead to: its headings, as JupyterLab makes their addresses."""
    return frozenset(plain(text).text.replace(" ", "-").replace("`", "") for _, _, text in headings(page))


def missing_anchor(page: Page, target: str) -> tuple[str, frozenset[str]] | None:
    """Return the heading that a link names and that is not there, with those that are; None when all is well."""
    file, sign, fragment = target.partition("#")
    if not sign or not fragment or _SCHEME.match(target):
        return None
    path = page.path.parent / unquote(file)
    if file and (path.suffix != ".ipynb" or not path.is_file()):
        return None  # a missing file is a finding of its own
    there = anchors(page) if not file else _anchors_of(path)
    return None if unquote(fragment) in there else (unquote(fragment), there)


def _anchors_of(path: Path) -> frozenset[str]:
    try:
        return anchors(read(path))
    except UnreadableError:
        return frozenset()


def ill_formed(target: str) -> str:
    """Return what is wrong with a link to somewhere else, or "" when nothing is.

    Example:
        >>> ill_formed("https://doi.org/10.1016/j.cell.2022.01.003"), ill_formed("notebook.ipynb")
        ('', '')
        >>> ill_formed("http://example.org")
        "begins with 'http:', not with 'https:'"
    """
    scheme = _SCHEME.match(target)
    if scheme is None:
        return "names no https: in front" if target.startswith("//") else ""
    if scheme["scheme"].lower() in _INSIDE:
        return ""
    if scheme["scheme"].lower() != "https":
        return f"begins with {scheme[0]!r}, not with 'https:'"
    if re.search(r"\s", target):
        return "has a blank in it"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "is no address"
    if not _HOST.fullmatch(parts.hostname or ""):
        return f"has no host that could exist ({parts.netloc!r})"
    doi = unquote(parts.path.lstrip("/"))
    if parts.hostname in ("doi.org", "dx.doi.org", "www.doi.org") and not _DOI.fullmatch(doi):
        return f"has {doi!r} where a DOI (10.number/name) should stand"
    return ""
