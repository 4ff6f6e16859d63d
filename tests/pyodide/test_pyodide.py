"""The package runs in a browser's Python, and shows there exactly what it shows here."""

import inspect
import json
import os
import subprocess
import sys
from typing import Any

import pytest

import metalearn
from metalearn import models
from metalearn.datasets import files
from tests.pyodide import browser_python

NOTEBOOKS = sorted(path.name for path in files.folder("notebooks").glob("*.ipynb"))
LESSONS = browser_python.HERE / "lessons.py"
SMOKE = browser_python.HERE / "smoke.py"
WIDGETS = [name for name in metalearn.__all__ if inspect.isclass(getattr(metalearn, name))]
# Models that no call of smoke.py names: what widgets show, and what is called through another model.
SHOWN_BY_WIDGETS = {"flows", "options", "quiz"}
SERVE_A_MODEL = {"lesions", "phantom", "png", "target_response", "tissues"}
VIEW = "application/vnd.jupyter.widget-view+json"

Answer = dict[str, Any]

if not browser_python.prepared() and not os.environ.get("CI"):
    pytest.skip(browser_python.MISSING, allow_module_level=True)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """What the browser's Python says, with a wheel built from this checkout."""
    folder = browser_python.prepared() or pytest.fail(browser_python.MISSING)
    answer: Answer = json.loads(browser_python.run(folder, tmp_path_factory.mktemp("wheels"), SMOKE))
    return answer


@pytest.fixture(scope="module")
def here() -> Answer:
    """What this Python says."""
    ran = subprocess.run([sys.executable, str(SMOKE)], capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    answer: Answer = json.loads(ran.stdout)
    return answer


@pytest.mark.parametrize("name", WIDGETS)
def test_a_widget_can_be_shown_in_a_browser(name: str, there: Answer) -> None:
    assert {VIEW, "text/html", "text/plain"} <= set(there[name]["kinds"])
    assert len(there[name]["text"]) > 20 and there[name]["html"].startswith("<figure")


def test_a_figure_can_be_shown_in_a_browser(there: Answer) -> None:
    kinds = set(there["figures.sankey"]["kinds"])
    assert {"application/vnd.plotly.v1+json", "text/html", "text/plain"} <= kinds


@pytest.mark.parametrize("name", [*WIDGETS, "figures.sankey", "share"])
def test_the_browser_shows_what_is_shown_here(name: str, there: Answer, here: Answer) -> None:
    assert there[name] == here[name]


def test_every_model_gives_the_same_numbers_in_a_browser(there: Answer, here: Answer) -> None:
    assert there["models"] == here["models"]
    assert all(here["models"].values())


def test_no_model_is_left_out(here: Answer) -> None:
    left_out = set(models.__all__) - SHOWN_BY_WIDGETS - SERVE_A_MODEL - set(here["models"])
    assert not left_out, "give smoke.py a call of each"


def test_the_data_are_whole_in_the_wheel(there: Answer) -> None:
    assert there["problems"] == []


def test_nothing_came_along_that_a_browser_has_not(there: Answer) -> None:
    assert there["unwanted"] == []


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """The cells of each lesson that give another text in the browser's Python than the lesson stores."""
    folder = browser_python.prepared() or pytest.fail(browser_python.MISSING)
    found: dict[str, list[list[str]]] = json.loads(
        browser_python.run(folder, tmp_path_factory.mktemp("wheels"), LESSONS)
    )
    return found


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_lesson_gives_in_the_browsers_python_what_it_stores(
    name: str, lessons: dict[str, list[list[str]]]
) -> None:
    assert lessons[name] == []
