"""Where the data and the notebooks are, and how a file is written: whole, or not at all."""

from __future__ import annotations

import functools
import importlib.resources
import os
from pathlib import Path

from metalearn.errors import MetalearnError


@functools.cache
def folder(name: str) -> Path:
    """Return the folder that holds the project's data or notebooks.

    In an installed wheel both travel inside the package; in a checkout they are at its top level.

    Args:
        name: "data" or "notebooks".

    Returns:
        The folder, which exists.

    Raises:
        MetalearnError: When it is in neither place.

    Example:
        >>> (folder("data") / "datapackage.json").is_file()
        True
    """
    package = Path(str(importlib.resources.files("metalearn")))
    places = [package / name, package.parents[1] / name]
    for place in places:
        if place.is_dir():
            return place
    looked = " or ".join(str(place) for place in places)
    raise MetalearnError(
        f"The folder {name!r} is missing: it should be at {looked}. Install metalearn again."
    )


def replace(path: Path, text: str) -> None:
    """Write a file whole or not at all: a reader never finds half of it.

    Args:
        path: The file; what a link points to is what is written.
        text: All that it shall hold.
    """
    target = path.resolve()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.new")  # two programs may write the same file
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave a name without its text
        if target.exists():
            unfinished.chmod(target.stat().st_mode)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
