"""A file of answers of its own for each test that asks for one."""

import pytest

from metalearn.widgets import progress_file


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A file of its own for each test, and a kernel that has just started."""
    chosen = tmp_path / progress_file.NAME
    monkeypatch.setenv(progress_file.VARIABLE, str(chosen))
    progress_file._session.clear()
    yield chosen
    progress_file._session.clear()
