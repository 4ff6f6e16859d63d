"""Run a Python script in Pyodide under node, with a wheel built from this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TOP = HERE.parents[1]
MISSING = (
    "Pyodide is not prepared (it needs node and npm). To run these tests: "
    "bash tests/pyodide/prepare.sh .pyodide && METALEARN_PYODIDE=.pyodide pytest"
)


def prepared() -> Path | None:
    """The folder that prepare.sh filled, or None."""
    said = Path(os.environ.get("METALEARN_PYODIDE", ""))
    return said.resolve() if (said / "package" / "pyodide.mjs").is_file() and shutil.which("node") else None


def prepare(folder: Path) -> Path:
    """Fill a folder with Pyodide and the wheels that the course needs; this downloads them."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    words = ["bash", str(HERE / "prepare.sh"), str(folder)]
    subprocess.run(words, check=True, capture_output=True, env={**os.environ, "PATH": path})
    return folder


def run(folder: Path, wheels: Path, script: Path) -> str:
    """Build the wheel, run a script, and return what its last line gives.

    Args:
        folder: What prepare.sh filled.
        wheels: An empty folder in which the wheels are gathered.
        script: The script; what it prints goes to the error stream.

    Raises:
        RuntimeError: When the script fails; the message is what it said.
    """
    for wheel in (folder / "wheels").glob("*.whl"):
        (wheels / wheel.name).symlink_to(wheel)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    words = ["node", str(HERE / "smoke.mjs"), str(folder / "package"), str(wheels), str(script)]
    ran = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    return ran.stdout
