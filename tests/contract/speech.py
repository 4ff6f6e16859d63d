"""What every widget says in a language that nobody speaks, heard in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from metalearn import words
from tests.contract.catalogue import write_odd
from tests.contract.leftover import Corpus

TOP = Path(__file__).parents[2]


@dataclass(frozen=True)
class OddRun:
    """One run in the odd language.

    Attributes:
        said: The texts of each widget.
        failed: Why a widget could not be heard.
        planted: The texts of a widget with words planted in it that are not translated.
        corpus: What the tables say.
        folder: Where the pages are.
    """

    said: dict[str, list[str]]
    failed: dict[str, str]
    planted: list[str]
    corpus: Corpus
    folder: Path

    def left_over(self, texts: list[str]) -> list[str]:
        """Return the English that is left in texts and comes from no table."""
        return list(dict.fromkeys(self.corpus.left_over(texts)))

    def left_in(self, name: str) -> list[str]:
        """Return the English that is left in a widget."""
        return [self.failed[name]] if name in self.failed else self.left_over(self.said[name])

    def page(self, name: str) -> Path:
        """Return the page of a widget in the odd language, with what it keeps closed opened."""
        return self.folder / f"{name}.html"


def odd_run_in(folder: Path) -> OddRun:
    """Run every widget in the odd language; catalogue and pages go into a folder.

    Raises:
        RuntimeError: When the run itself fails.
    """
    write_odd(folder / "odd.mo")
    environment = {**os.environ, words.VARIABLE: str(folder / "odd.mo"), "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-m", "tests.contract.english", str(folder)]
    ran = subprocess.run(command, env=environment, cwd=TOP, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(ran.stderr[-3000:])
    found = json.loads(ran.stdout)
    return OddRun(found["said"], found["failed"], found["planted"], Corpus(found["data"]), folder)
