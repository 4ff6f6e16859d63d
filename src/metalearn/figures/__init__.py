"""Drawings and charts: from a state to a picture, with no Jupyter in between.

``sankey`` makes the flows a plotly figure that can be changed; it is loaded on first use, because plotly is large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from metalearn.figures.plotly_sankey import TwinFigure, sankey

__all__ = ["TwinFigure", "sankey"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from metalearn.figures import plotly_sankey

        return getattr(plotly_sankey, name)
    from metalearn.errors import nearest

    guess = nearest(name, __all__)
    raise AttributeError(
        f"metalearn.figures has no {name!r}." + (f" Did you mean {guess!r}?" if guess else "")
    )
