"""What stands behind the numbers of the M-category panel: the rows of the table ``staging``, and our words for them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.datasets.numbers import numbers
from metalearn.figures.panels.outcomes_charts import worked
from metalearn.models.stages.staging import Stage
from metalearn.words import _

_RULE = _("a rule in our own words, made from the rows named here; no wording of a manual is copied")


@functools.cache
def fact_card(fact_id: str) -> Evidence:
    """Return the card of a row of the table ``staging``.

    Example:
        >>> fact_card("S16").key
        'S16'
    """
    return next(each for each in datasets.staging_facts() if each.id == fact_id).evidence("fact")


def cards(stage: Stage, texts: Iterable[str]) -> Iterator[Evidence]:
    """Yield the cards of a case: its rule, the rows behind it, and every other text with a number in it.

    Args:
        stage: What the rules made of the findings.
        texts: What else is on screen.
    """
    rows = tuple(map(fact_card, stage.facts))
    rule = computed(_("The rule that decided"), stage.rule, _RULE, rows)
    more = tuple(datasets.reference(source) for source in stage.sources)
    yield replace(rule, sources=tuple(dict.fromkeys((*rule.sources, *more))))
    yield from rows
    held = [text for text in texts if numbers(text)]
    if held:
        yield worked(_("Numbers in the other rules and findings"), held, _RULE, rows)
