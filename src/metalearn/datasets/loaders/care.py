"""Loaders of what is done."""

from __future__ import annotations

from metalearn.datasets.loaders.picking import every
from metalearn.datasets.records.care import TreatmentOption


def treatment_options() -> tuple[TreatmentOption, ...]:
    """Return the teaching table of treatment options. Education, not advice; the order means nothing.

    Example:
        >>> len(treatment_options())
        201
    """
    return every(TreatmentOption)
