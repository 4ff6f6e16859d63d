"""Pure science behind the widgets: plain functions of plain numbers, with no Jupyter.

Example:
    >>> from metalearn import models
    >>> models.cascade.survivors(1000, (0.5, 0.1))
    (1000.0, 500.0, 50.0)
"""

import importlib
from typing import TYPE_CHECKING, Any

from metalearn.errors import nearest

if TYPE_CHECKING:
    from metalearn.models import cascade, flows, options, quiz

__all__ = ["cascade", "flows", "options", "quiz"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return importlib.import_module(f"metalearn.models.{name}")
    guess = nearest(name, __all__)
    hint = f" Did you mean {guess!r}?" if guess else ""
    raise AttributeError(f"metalearn.models has no {name!r}.{hint}")
