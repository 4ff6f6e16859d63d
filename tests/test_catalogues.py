"""The reader's catalogue: a broken one is one line, whole or cut off anywhere, and its language is known."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from metalearn import words
from metalearn.errors import MetalearnError


def compiled(path: Path, locale: str = "de_AT") -> Path:
    catalogue = Catalog(locale=locale)
    catalogue.add("Evidence card", "Belegkarte")
    catalogue.add(("{n} row", "{n} rows"), ("{n} Zeile", "{n} Zeilen"))
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return path


def test_a_catalogue_cut_off_anywhere_is_refused_in_plain_words(tmp_path: Path) -> None:
    whole = compiled(tmp_path / "de.mo").read_bytes()
    assert words.catalogue(str(tmp_path / "de.mo")).gettext("Evidence card") == "Belegkarte"
    for length in range(0, len(whole) - 1, 3):
        (tmp_path / "cut.mo").write_bytes(whole[:length])
        with pytest.raises(MetalearnError, match="is not a whole compiled gettext catalogue"):
            words.catalogue(str(tmp_path / "cut.mo"))


@pytest.mark.parametrize(
    "old, new", [(b"utf-8", b"utf-0"), (b"plural=(n", b"plural=(%"), (b"charset=", b"charsat=")]
)
def test_a_catalogue_with_a_header_nobody_can_read_gives_no_other_error(
    old: bytes, new: bytes, tmp_path: Path
) -> None:
    path = compiled(tmp_path / "de.mo")
    whole = path.read_bytes()
    assert old in whole
    path.write_bytes(whole.replace(old, new))
    try:
        words.catalogue(str(path)).gettext("Evidence card")
    except MetalearnError as error:
        assert "pybabel compile" in str(error)


def test_the_command_line_says_it_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "empty.mo").touch()
    environment = {**os.environ, words.VARIABLE: str(tmp_path / "empty.mo")}
    command = [sys.executable, "-m", "metalearn.cli", "export", str(tmp_path), "--to", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 2 and ran.stdout == ""
    assert ran.stderr.startswith("metalearn: ") and ran.stderr.count("\n") == 1
    assert "is not a whole compiled gettext catalogue" in ran.stderr


def test_the_language_is_that_of_the_header(tmp_path: Path) -> None:
    assert words.language(words.catalogue(str(compiled(tmp_path / "de.mo")))) == "de-AT"
    assert words.language(gettext.NullTranslations()) == words.LANGUAGE == "en-GB"
