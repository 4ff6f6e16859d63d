"""Where the data and the notebooks are: one answer for a checkout, an editable install and a wheel."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

from metalearn.errors import MetalearnError


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
