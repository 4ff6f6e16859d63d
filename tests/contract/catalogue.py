"""The catalogue of the library's words: extracted from the source, and turned into a language that nobody speaks."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parents[2] / "src" / "metalearn"
TEMPLATE = PACKAGE / "locale" / "metalearn.pot"
KEYWORDS = {"_": None, "several": (1, 2)}
_FIELD = re.compile(r"(\{[^}]*\})")
_ODD = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀçďéƒğĥîĵķļɱñöþǫŕšţüṽŵẋýžÀƁÇĎÉƑĞĤÎĴĶĻṀÑÖÞǪŔŠŢÜṼŴẊÝŽ",
)


def extracted() -> Catalog:
    """Return every text that the source gives to ``_`` and ``several``."""
    found = Catalog(project="metalearn", fuzzy=False)
    for name, line, message, _comments, context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        del line  # a line number changes with every edit above it
        found.add(message, locations=[(name, 0)], context=context)
    return found


def messages(catalogue: Catalog) -> set[str | tuple[str, ...]]:
    """Return the texts of a catalogue."""
    return {tuple(each.id) if isinstance(each.id, list | tuple) else each.id for each in catalogue if each.id}


def stored() -> Catalog:
    """Return the catalogue that travels with the source."""
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def write_template() -> None:
    """Write the catalogue anew, without what differs from one day or machine to the next."""
    buffer = io.BytesIO()
    write_po(buffer, extracted(), width=110, sort_output=True, omit_header=True, no_location=True)
    TEMPLATE.write_bytes(buffer.getvalue().strip() + b"\n")


def odd(text: str) -> str:
    """Return a text in letters that no English word has; what is filled in later stays.

    Example:
        >>> odd("Of {n} people")
        'Öƒ {n} þéöþļé'
    """
    return "".join(part if _FIELD.fullmatch(part) else part.translate(_ODD) for part in _FIELD.split(text))


def write_odd(path: Path) -> None:
    """Write a compiled catalogue in which every text is odd."""
    catalogue = Catalog(locale="en_GB")
    for each in extracted():
        if each.id:
            plural = isinstance(each.id, list | tuple)
            catalogue.add(each.id, tuple(map(odd, each.id)) if plural else odd(each.id))
    with path.open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    write_template()
