"""Say plainly which extra is missing, instead of a traceback about a module."""

from __future__ import annotations

import importlib.util

from metalearn.errors import MetalearnError


class MissingExtraError(MetalearnError):
    """A command needs a package that comes with an extra which is not installed."""


def need(command: str, *modules: str, extra: str = "lab") -> None:
    """Refuse to go on without some modules.

    Args:
        command: What the reader typed.
        modules: The modules it imports.
        extra: The extra that brings them.

    Raises:
        MissingExtraError: Naming the first that is missing, and the one line that installs it.

    Example:
        >>> need("metalearn refresh", "json")
        >>> need("metalearn refresh", "no_such_module")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        metalearn.course.extras.MissingExtraError: metalearn refresh needs no_such_module, ...
    """
    for module in modules:
        if importlib.util.find_spec(module) is None:
            raise MissingExtraError(
                f"{command} needs {module}, which comes with an extra: "
                f'python -m pip install "metalearn-notebooks[{extra}]"'
            )
