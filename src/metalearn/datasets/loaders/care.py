"""Loaders of what is done."""

from __future__ import annotations

from metalearn.datasets.loaders.picking import every
from metalearn.datasets.records.care import Conflict, TreatmentOption


def treatment_options() -> tuple[TreatmentOption, ...]:
    """Return the teaching table of treatment options. Education, not advice; the order means nothing.

    Example:
        >>> len(treatment_options())
        201
    """
    return every(TreatmentOption)


def conflicts() -> tuple[Conflict, ...]:
    """Return the points on which two sources of the treatment table disagree, with both sides.

    Example:
        >>> conflicts()[0].row_ids
        ('T097',)
    """
    return every(Conflict)
