"""Gather the wheels that the course needs in a browser: pure Python, one by one.

pip resolves for the Python that runs it; a browser's Python is another one, on another platform, so each wheel's
requirements are read here with that platform's markers. A package without a pure-Python wheel stops this, which is
the point: nothing may creep in that a browser cannot run.

Usage: python tests/pyodide/wheels.py PYTHON_VERSION FOLDER
"""

from __future__ import annotations

import email.parser
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).parents[2]


def browser(python: str) -> dict[str, str]:
    """The markers of a Python in a browser."""
    return {
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": "wasm32",
        "platform_python_implementation": "CPython",
        "platform_system": "Emscripten",
        "python_full_version": python,
        "python_version": ".".join(python.split(".")[:2]),
        "sys_platform": "emscripten",
    }


def asked_for(wheel: Path, python: str) -> list[Requirement]:
    """What a wheel needs in a browser."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.parser.Parser().parsestr(archive.read(name).decode())
    every = [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]
    markers = {**browser(python), "extra": ""}
    return [each for each in every if each.marker is None or each.marker.evaluate(markers)]


def download(requirement: Requirement, python: str, folder: Path) -> Path:
    """Fetch the newest pure-Python wheel that fits."""
    plain = f"{requirement.name}{requirement.specifier}"
    before = set(folder.glob("*.whl"))
    flags = ["--no-deps", "--only-binary=:all:", "--platform=any", "--implementation=py", "--abi=none"]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", *flags]
    command += [f"--python-version={python}", f"--dest={folder}", plain]
    if subprocess.run(command).returncode:
        sys.exit(f"{plain} has no wheel that a browser can use: the core must not need it.")
    (new,) = set(folder.glob("*.whl")) - before
    return new


def gather(python: str, folder: Path) -> None:
    """Fill a folder with everything that the core needs."""
    folder.mkdir(parents=True, exist_ok=True)
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    have: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in have:
            have.add(name)
            waiting += asked_for(download(requirement, python, folder), python)
    print(f"{len(have)} wheels in {folder}")


if __name__ == "__main__":
    gather(sys.argv[1], Path(sys.argv[2]))
