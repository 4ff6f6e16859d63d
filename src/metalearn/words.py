"""The words of the library in the reader's language: one gettext catalogue for every widget, figure and model.

The language is chosen once, before the first import, by the environment variable ``METALEARN_LANGUAGE``: the name of a
folder in ``metalearn/locale/``, or the path of a compiled catalogue (``.mo``). Without it the words stay English.
CONTRIBUTING.md says how a translation is made.

Example:
    >>> _("Evidence card")
    'Evidence card'
    >>> several("{n} row", "{n} rows", 2).format(n=2)
    '2 rows'
"""

from __future__ import annotations

import gettext
import os
import struct
from pathlib import Path

from metalearn.errors import MetalearnError, unknown

VARIABLE = "METALEARN_LANGUAGE"
_FOLDER = Path(__file__).parent / "locale"
_DOMAIN = "metalearn"


def catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language.

    Args:
        language: A folder name in ``metalearn/locale/``, the path of a ``.mo`` file, or "" for English.

    Raises:
        UnknownNameError: When there is no such language, with those there are.
        MetalearnError: When the file cannot be read as a catalogue.
    """
    if not language or language in ("en", "en_GB"):
        return gettext.NullTranslations()
    path = Path(language)
    if path.suffix != ".mo":
        path = _FOLDER / language / "LC_MESSAGES" / f"{_DOMAIN}.mo"
    if not path.is_file():
        there = ("en_GB", *sorted(each.parts[-3] for each in _FOLDER.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")))
        raise unknown(f"language in {VARIABLE}", language, there, "metalearn/locale")
    try:
        with path.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error) as error:  # all that a cut-off file can end in
        raise MetalearnError(
            f"{path} is not a whole compiled gettext catalogue ({error}). "
            "Compile the .po file with pybabel compile."
        ) from error


def language(words: gettext.NullTranslations) -> str:
    """Return the language of a catalogue as a web page names it; ours is British English.

    Example:
        >>> language(catalogue(""))
        'en-GB'
    """
    return words.info().get("language", "").replace("_", "-") or "en-GB"


_CHOSEN = catalogue(os.environ.get(VARIABLE, ""))
LANGUAGE = language(_CHOSEN)


def _(text: str) -> str:
    """Return a text in the reader's language."""
    return _CHOSEN.gettext(text) if text else ""


def several(one: str, more: str, n: int) -> str:
    """Return the form of a text that goes with ``n`` things; fill ``{n}`` in yourself."""
    return _CHOSEN.ngettext(one, more, n)
