"""The package runs in a browser's Python, and shows there exactly what it shows here."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TOP = HERE.parents[1]
MISSING = (
    "Pyodide is not prepared (it needs node and npm). To run these tests: "
    "bash tests/pyodide/prepare.sh .pyodide && METALEARN_PYODIDE=.pyodide pytest"
)
WIDGETS = ["CascadeStepper", "MetastasisSankey", "TreatmentExplorer", "Quiz", "Chart"]
VIEW = "application/vnd.jupyter.widget-view+json"

Answer = dict[str, Any]


def prepared() -> Path | None:
    """The folder that prepare.sh filled, or None."""
    said = Path(os.environ.get("METALEARN_PYODIDE", ""))
    return said.resolve() if (said / "package" / "pyodide.mjs").is_file() and shutil.which("node") else None


if not prepared() and not os.environ.get("CI"):
    pytest.skip(MISSING, allow_module_level=True)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """What the browser's Python says, with a wheel built from this checkout."""
    folder = prepared() or pytest.fail(MISSING)
    wheels = tmp_path_factory.mktemp("wheels")
    for wheel in (folder / "wheels").glob("*.whl"):
        (wheels / wheel.name).symlink_to(wheel)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    words = [str(HERE / "smoke.mjs"), str(folder / "package"), str(wheels), str(HERE / "smoke.py")]
    ran = subprocess.run(["node", *words], capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    answer: Answer = json.loads(ran.stdout)
    return answer


@pytest.fixture(scope="module")
def here() -> Answer:
    """What this Python says."""
    ran = subprocess.run(
        [sys.executable, str(HERE / "smoke.py")], capture_output=True, text=True, encoding="utf-8"
    )
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


def test_the_data_are_whole_in_the_wheel(there: Answer) -> None:
    assert there["problems"] == []


def test_nothing_came_along_that_a_browser_has_not(there: Answer) -> None:
    assert there["unwanted"] == []
