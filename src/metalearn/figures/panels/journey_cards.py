"""Evidence cards that the panels about the journey and the finding of metastases share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed


def cited(title: str, said: str, formula: str, source_ids: Sequence[str]) -> Evidence:
    """Return the card of something that a model holds itself, with the sources the model names.

    Args:
        title: What it is.
        said: What is said of it, with its numbers.
        formula: Where the numbers come from, in words.
        source_ids: The sources.

    Example:
        >>> [source.id for source in cited("Clusters", "23 times", "measured in mice", ["aceto_2014"]).sources]
        ['aceto_2014']
    """
    return replace(computed(title, said, formula), sources=tuple(map(datasets.reference, source_ids)))
