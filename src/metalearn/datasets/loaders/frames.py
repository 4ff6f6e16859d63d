"""Records as a pandas DataFrame, for whoever has pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pandas import DataFrame


def to_dataframe(rows: Iterable[object]) -> DataFrame:
    """Return records as a pandas DataFrame, one row a record. Needs pandas, which is imported only now.

    Args:
        rows: Records of one kind, such as ``flows()``.

    Raises:
        ModuleNotFoundError: When pandas is not installed; the message says how to get it.
    """
    from dataclasses import asdict

    try:
        import pandas
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "to_dataframe() needs pandas, which metalearn does not install: python -m pip install pandas"
        ) from None
    return pandas.DataFrame([asdict(row) for row in rows])  # type: ignore[call-overload]
