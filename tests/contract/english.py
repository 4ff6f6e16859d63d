"""Run with METALEARN_LANGUAGE set to the odd language: print what every widget says, and what the data say, as JSON.

A process of its own, because a language is chosen once, before the first import. One widget is also made with words
planted in it that no catalogue has translated: they must be found, or nothing would be.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from metalearn import datasets
from metalearn.datasets.files import folder
from metalearn.widgets import cards_text, sources
from tests.contract.faces import states
from tests.contract.instances import WIDGETS, chart
from tests.contract.leftover import cells, pieces_of, strings

STATES = 12
# A sentence, and a word alone that the tables have in many a sentence: each where the text and the page show it.
PLANTED = {"closed": "nobody has translated this", "open_all": "waiting"}
PLANTED_IN = "Cards glossary"


def said(widget: Any) -> list[str]:
    """Return every text of a widget, in some of its states."""
    found = [text for _controls, text in states(widget, STATES)]
    found += [cell for row in widget.table() for cell in row]
    found += pieces_of(widget.twin())
    found += [line for card in widget.evidence() for line in card.text().split("\n")]
    return found


def data_texts() -> Iterator[str]:
    """Yield every text of the tables, of their descriptions and of the bibliography, and each source as it is cited."""
    for path in sorted(folder("data").iterdir()):
        if path.is_file():
            yield from cells(path)
    for reference in datasets.references():
        yield from (reference.cite(), reference.short(), sources.label(reference))
        yield from (*reference.authors, ", ".join(reference.authors))
    given = chart()  # its title, rows and figure are those of whoever makes it
    yield from strings([given.label, given.figure, given.table()])


def planted(page: Path) -> list[str]:
    """Return what a widget says that has words which are not translated; its page is saved, too."""
    with mock.patch.dict(cards_text.WORDS, PLANTED):
        widget = WIDGETS[PLANTED_IN]()
        widget.save(page)
        return said(widget)


def main(pages: Path) -> None:
    """Save a page of each widget; print what all of them say."""
    found: dict[str, list[str]] = {}
    failed: dict[str, str] = {}
    for name, make in WIDGETS.items():
        try:
            widget = make()
            found[name] = said(widget)
            if getattr(widget, "opened", None) is False:  # what is kept closed has words, too
                widget.opened = True
            widget.save(pages / f"{name}.html")
        except Exception as error:  # the others can still be heard
            failed[name] = f"{type(error).__name__}: {error}"
    wrong = planted(pages / "planted.html")
    texts = list(dict.fromkeys(data_texts()))
    print(json.dumps({"said": found, "failed": failed, "planted": wrong, "data": texts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
