"""The case player: a branching story of an invented person, one decision a screen, with what is said about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.records.cases import BEST, Case
from metalearn.errors import MetalearnError
from metalearn.widgets import case_player_text as text
from metalearn.widgets.base import Controls, Table, View, pack, refuse_unknown, walk
from metalearn.widgets.sources import checked_text


class CasePlayer(View):
    """A branching case: decide, read what is said about it, go on, and try another way.

    Args:
        case: Id of a case, see :func:`metalearn.datasets.cases`, or a case of one's own.
        path: The index of the choice taken at each node so far; () for the beginning.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown id, with the nearest right one.
        MetalearnError: For a path that the case does not have, or a case that cannot be played; it names the node.
        TypeError: For an unknown keyword.

    Source:
        Each case names its own. Every person in them is invented.

    Example:
        >>> player = CasePlayer("omar", path=(1,))
        >>> player.state.node.id
        'mri'
        >>> player.score
        100.0
    """

    script = "case_player"

    path: traitlets.Any = traitlets.Any(default_value=(), help="the choice taken at each node").tag(sync=True)

    def __init__(
        self, case: str | Case, path: Sequence[int] = (), *, scale: float = 1.0, **unknown: object
    ) -> None:
        refuse_unknown(type(self), unknown)
        self._case = datasets.case(case) if isinstance(case, str) else _sound(case)
        super().__init__(payload=pack(_payload(self._case)), path=path, scale=scale)

    @traitlets.validate("path")
    def _possible(self, proposal: Any) -> tuple[int, ...]:
        given = proposal["value"]
        if not isinstance(given, list | tuple) or not all(_is_index(each) for each in given):
            raise MetalearnError(
                f"A path is a list with the index of each choice, such as (1, 0); got {given!r}."
            )
        self._case.walk(given)
        return tuple(given)

    @property
    def case(self) -> Case:
        """The case as the course knows it."""
        return self._case

    @property
    def state(self) -> text.CaseState:
        """What is on screen, as plain data."""
        return text.CaseState(self._case, self.path)

    @property
    def score(self) -> float:
        """The points so far, in percent of what the decisions made could have given; 0 before the first."""
        return self._case.score(self.path)

    def story(self) -> str:
        """Return the path so far as text to keep: every scene, what was chosen, and what was said about it.

        Example:
            >>> print(CasePlayer("omar").story().splitlines()[0])
            A spot that was not cancer
        """
        return text.story(self.state)

    def describe(self) -> str:
        """Return everything on screen as text; what is said about a choice is in it once the choice was made."""
        return text.describe(self.state)

    def table(self) -> Table:
        """Return the path so far: what was to be decided, what was chosen, its points, and what was said."""
        return text.rows(self.state)

    def twin(self) -> str:
        """Return the case as a numbered story; what is said about a choice stays closed until it is opened."""
        return text.static_twin(self.state)

    def _cards(self) -> Iterator[Evidence]:
        return text.cards(self.state)

    def _folded_cards(self) -> Iterator[Evidence]:
        return text.folded_cards(self._case)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every way through the case, and every step on it, each once."""
        return walk(self, _steps(self._case))


def _is_index(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _steps(case: Case) -> Iterator[Controls]:
    every = {path[:length]: None for path in case.paths() for length in range(len(path) + 1)}
    yield from ({"path": path} for path in every)


def _sound(case: Case) -> Case:
    """Return a case of one's own, or say what keeps it from being played.

    Raises:
        MetalearnError: With everything that is wrong, and where.
    """
    if not isinstance(case, Case):
        raise MetalearnError(f"A case is an id such as 'amina', or a Case; got {type(case).__name__}.")
    faults = [f"expected {expected}" for _key, expected in Case.faults({"nodes": _plain(case)})]
    if faults:
        raise MetalearnError(f"The case {case.id!r} cannot be played: {'; '.join(faults)}.")
    return case


def _plain(case: Case) -> list[dict[str, Any]]:
    """The nodes as the file would have them."""
    return [asdict(node) for node in case.nodes]


def _payload(case: Case) -> dict[str, Any]:
    """Collect what the view selects among: every node with its choices, and what stands around them."""
    places = {node.id: place for place, node in enumerate(case.nodes)}
    side = text.detours(case)
    nodes = [
        {
            "kind": node.kind,
            "text": node.text,
            "detour": node.id in side,
            "outcome": text.outcome(node) if node.kind == "end" else "",
            "choices": [
                [each.label, each.score, places[each.next], each.feedback, text.points(each)]
                for each in node.choices
            ],
        }
        for node in case.nodes
    ]
    return {
        "words": text.WORDS,
        "score": text.score_template(),
        "best": BEST,
        "kind": text.kind(case),
        "title": case.title,
        "banner": case.banner,
        "goals": case.goals,
        "opening": case.opening,
        "nodes": nodes,
        "debrief": case.debrief,
        "sources": text.cited_sources(case),
        "checked": checked_text(case.checked),
        "unchecked": case.unchecked,
        "evidence": case.evidence("opening").text(),
    }
