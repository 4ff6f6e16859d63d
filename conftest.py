"""How pytest runs here: alone, it also compares every lesson with what is stored, strictly, through nbval."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

# Benchmarks are a program of their own, not tests: python tests/benchmarks/run.py
collect_ignore = ["tests/benchmarks", "build", "dist"]

# Empty, and a test holds it so: nothing is blurred before a lesson's outputs are compared.
SANITIZE = Path(__file__).parent / "tests" / "nothing_is_sanitized.cfg"
PROFILE = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Give kernels clean settings, and turn nbval on when it is there (``-p no:nbval`` leaves it out)."""
    # The lessons' kernels get a profile of their own: a contributor's IPython settings are no part of them.
    config.stash[PROFILE] = os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="metalearn-ipython-")
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
