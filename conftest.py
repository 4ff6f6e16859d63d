"""How pytest runs here: alone, it also compares every lesson with what is stored, strictly, through nbval."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

# Empty, and a test holds it so: nothing is blurred before a lesson's outputs are compared.
SANITIZE = Path(__file__).parent / "tests" / "nothing_is_sanitized.cfg"
PROFILE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Give kernels clean settings, and turn nbval on when it is there (``-p no:nbval`` leaves it out)."""
    # The lessons' kernels get a profile of their own: a contributor's IPython settings are no part of them.
    config.stash[PROFILE] = os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="metalearn-ipython-")
    os.environ["METALEARN_PROGRESS"] = "off"  # a test is no learner: it leaves no answers behind
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")
    if config.pluginmanager.hasplugin("nbval"):
        config.option.nbval = True
        config.option.nbval_lax = False
        config.option.nbval_current_env = True
        config.option.nbval_sanitize_with = str(SANITIZE)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the kernels' settings."""
    shutil.rmtree(config.stash.get(PROFILE, ""), ignore_errors=True)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Look for docstring examples in the package, not in the tests' helpers; the gallery has a test of its own."""
    if collection_path.name == "gallery.ipynb":
        return True  # no lesson: it stores no outputs that could be compared
    ours = (Path(__file__).parent / "tests") in collection_path.parents
    helper = collection_path.suffix == ".py" and not collection_path.name.startswith("test_")
    return True if ours and helper and collection_path.name != "conftest.py" else None
