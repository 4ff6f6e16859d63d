"""metalearn: teaching notebooks and interactive widgets on metastasis.

Everything is loaded when it is first used, so ``import metalearn`` costs next to nothing.

Example:
    >>> import metalearn
    >>> metalearn.__version__
    '0.1.0'
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said plainly, because a checkout can be run by any Python
    raise ImportError(
        "metalearn needs Python 3.11 or newer; this is Python %d.%d. " % sys.version_info[:2]  # noqa: UP031
        + "Make a virtual environment with a newer Python and install there."
    )

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from metalearn import datasets, figures, models, widgets
    from metalearn.widgets import (
        BodyMap,
        Cards,
        CascadeStepper,
        CasePlayer,
        Chart,
        MetastasisSankey,
        Panel,
        Quiz,
        Scan,
        TreatmentExplorer,
        progress,
    )

__version__ = "0.1.0"

__all__ = [
    "BodyMap",
    "Cards",
    "CascadeStepper",
    "CasePlayer",
    "Chart",
    "MetastasisSankey",
    "Panel",
    "Quiz",
    "Scan",
    "TreatmentExplorer",
    "datasets",
    "figures",
    "models",
    "progress",
    "widgets",
]

_MODULES = ("datasets", "figures", "models", "widgets")


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"metalearn.{name}")
    if name == "progress":
        return importlib.import_module("metalearn.widgets.progress")
    if name in __all__:
        return getattr(importlib.import_module("metalearn.widgets"), name)
    from metalearn.errors import nearest

    guess = nearest(name, __all__)
    hint = f" Did you mean {guess!r}?" if guess else ""
    raise AttributeError(f"metalearn has no {name!r}.{hint}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
