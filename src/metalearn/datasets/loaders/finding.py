"""Loaders of how metastases are found."""

from __future__ import annotations

from metalearn.datasets.loaders.picking import every
from metalearn.datasets.records.finding import Accuracy, Timing


def accuracy() -> tuple[Accuracy, ...]:
    """Return how well each kind of imaging finds metastases: sensitivity and specificity, in percent.

    Example:
        >>> brain = [row for row in accuracy() if row.organ == "Brain"]
        >>> brain[0].modality, brain[0].sensitivity, brain[0].sensitivity_low, brain[0].sensitivity_high
        ('Gadolinium MRI', 77.0, 60.0, 89.0)
    """
    return every(Accuracy)


def timing() -> tuple[Timing, ...]:
    """Return shares of people with metastases at once or later, an unknown primary, or a second primary.

    Example:
        >>> next(row.said for row in timing() if row.topic == "unknown_primary")
        'less than 1 percent'
    """
    return every(Timing)
