from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.lab import FLAGS, INSTALL, Reader, chromium, jupyterlab

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(INSTALL)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        instance = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield instance
        instance.close()


@pytest.fixture(scope="session")
def lab_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that JupyterLab serves: a copy of the lessons, so that a test may write beside them."""
    folder = tmp_path_factory.mktemp("lessons")
    shutil.copytree(NOTEBOOKS, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def lab(browser: Any, lab_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab of our own."""
    with jupyterlab(lab_folder, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def reader(browser: Any, lab: str) -> Iterator[Callable[..., Reader]]:
    """Make readers; at the end of the test none of them may have met a problem."""
    readers: list[Reader] = []

    def make(**options: Any) -> Reader:
        readers.append(Reader(browser, lab, **options))
        return readers[-1]

    yield make
    problems = [problem for one in readers for problem in one.problems]
    for one in readers:
        one.close()
    assert not problems, "\n".join(problems)
