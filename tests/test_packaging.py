"""What is shipped: three dependencies, a small wheel with lessons and data, and pins that agree with each other."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

TOP = Path(__file__).parents[1]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MOST_WHEEL_BYTES = 1_500_000
FOR_A_CHECKOUT = {"metalearn/data/README.md", "metalearn/locale/metalearn.pot"}
MOST_FILE_BYTES = 1_000_000
# The hosts of package registries, in pieces so that this file does not name one either.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("anaconda", "org"),
        ("crates", "io"),
    )
]


def requirements(names: list[str]) -> dict[str, Requirement]:
    return {Requirement(name).name: Requirement(name) for name in names}


def test_the_core_needs_three_packages() -> None:
    assert sorted(requirements(PROJECT["dependencies"])) == ["anywidget", "ipywidgets", "plotly"]


def test_bounds_are_lower_bounds() -> None:
    """An upper bound would stop a class from installing the course beside what the class already has."""
    named = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["lab"], PROJECT["requires-python"]]
    for each in named:
        bounds = SpecifierSet(each) if each[0] in "<>=~!" else Requirement(each).specifier
        assert [bound.operator for bound in bounds] == [">="], each


def test_what_binder_has_is_allowed() -> None:
    lab = requirements(PROJECT["optional-dependencies"]["lab"])
    assert lab["jupyterlab"].specifier.contains("4.4.9")
    assert requirements(PROJECT["dependencies"])["ipywidgets"].specifier.contains("8.1.7")


def test_binder_pins_what_pyproject_asks_for() -> None:
    lines = (TOP / ".binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = requirements([line for line in lines if line and not line.startswith("#")])
    assert "jupyterlab" not in pins and "metalearn-notebooks" not in pins
    versions = {}
    for name, pin in pins.items():
        (exact,) = pin.specifier
        assert exact.operator == "==", f"{name} is not pinned"
        versions[name] = exact.version
    for name, needed in requirements(PROJECT["dependencies"]).items():
        assert needed.specifier.contains(versions[name]), (
            f".binder pins {name} {versions[name]}, not {needed}"
        )


def test_binder_uses_a_python_that_is_supported() -> None:
    said = (TOP / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert SpecifierSet(PROJECT["requires-python"]).contains(said.removeprefix("python-"))


@pytest.mark.parametrize("name", ["postBuild", "start"])
def test_binder_can_run_its_scripts(name: str) -> None:
    path = TOP / ".binder" / name
    assert path.stat().st_mode & 0o111, f"{name} is not executable"
    assert path.read_text(encoding="utf-8").startswith("#!/bin/bash\n")
    assert subprocess.run(["bash", "-n", str(path)]).returncode == 0


def test_the_version_is_said_once() -> None:
    import metalearn

    citation = (TOP / "CITATION.cff").read_text(encoding="utf-8")
    assert metalearn.__version__ == PROJECT["version"]
    assert f"\nversion: {PROJECT['version']}\n" in citation


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_is_pure_and_small(wheel: Path) -> None:
    assert wheel.name == f"metalearn_notebooks-{PROJECT['version']}-py3-none-any.whl"
    assert wheel.stat().st_size <= MOST_WHEEL_BYTES


def test_the_wheel_holds_code_lessons_data_and_licences_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (("data", "*.*"), ("notebooks", "*.*")):
        here = {f"metalearn/{folder}/{path.name}" for path in (TOP / folder).glob(pattern) if path.is_file()}
        assert here and here - FOR_A_CHECKOUT <= names
    source = TOP / "src"
    code = {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in str(path)
    }
    assert {name for name in code if not name.endswith(".pyc")} - FOR_A_CHECKOUT <= names
    assert not FOR_A_CHECKOUT & names
    notices = {name.rpartition("/")[2] for name in names if "/licenses/" in name}
    assert notices == {"LICENSE", "CC-BY-4.0.txt", "ODbL-1.0.txt"}
    strangers = re.compile(r"(^|/)(tests?|conftest|\.ipynb_checkpoints|__pycache__)(/|\.|$)")
    assert not [name for name in names if strangers.search(name)]
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"metalearn", f"metalearn_notebooks-{PROJECT['version']}.dist-info"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=TOP, capture_output=True
    )
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    paths = [TOP / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_no_file_is_too_big_to_review() -> None:
    big = [
        f"{path.relative_to(TOP)}: {path.stat().st_size:,} bytes"
        for path in tracked()
        if path.stat().st_size > MOST_FILE_BYTES
    ]
    assert not big, big


def test_no_file_names_a_package_registry() -> None:
    """Which registry is used is the reader's own setting; a class may have a mirror."""
    found = []
    for path in tracked():
        content = path.read_bytes()
        found += [f"{path.relative_to(TOP)}: {host}" for host in REGISTRIES if host.encode() in content]
    assert not found, found


def test_the_readme_does_not_send_readers_to_the_other_metalearn() -> None:
    """On the package index that name belongs to an unrelated machine-learning library."""
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert not re.search(r"pip install (-U |--upgrade )?[\"']?metalearn(?!-notebooks)", readme)
