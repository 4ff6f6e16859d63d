"""Branching cases: stories of invented people in which a learner decides, and how a way through one is scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from metalearn.datasets.base import Record
from metalearn.datasets.records.case_faults import faults_of_nodes
from metalearn.errors import MetalearnError, unknown

BEST = 2  # the score of a choice that the evidence supports best


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to do at a node.

    Attributes:
        label: What one would do or say.
        score: 2 best supported, 1 defensible or partly right, 0 unhelpful or harmful; None where nothing is decided.
        next: Id of the node that it leads to.
        feedback: What is said once it is chosen.
    """

    label: str
    score: int | None
    next: str
    feedback: str

    def __str__(self) -> str:
        scored = "" if self.score is None else f", {self.score} of {BEST}"
        return f"{self.label} (to {self.next}{scored}): {self.feedback}"


@dataclass(frozen=True, slots=True)
class Node:
    """One scene of a case.

    Attributes:
        id: Stable name within the case.
        kind: "decision" (something is decided), "info" (something happens) or "end".
        text: What is told.
        choices: What can be done; none at an end.
        outcome: At an end, how it went in a few words; otherwise empty.
    """

    id: str
    kind: str
    text: str
    choices: tuple[Choice, ...]
    outcome: str

    def __str__(self) -> str:
        last = [f"Outcome: {self.outcome}."] if self.outcome else []
        return " ".join([f"[{self.id}, {self.kind}] {self.text}", *map(str, self.choices), *last])


@dataclass(frozen=True, slots=True)
class Case(Record):
    """A branching case. A way through it, a path, is the index of the choice taken at each node, from the first on.

    Attributes:
        id: Stable name, such as "amina".
        title: Title of the story.
        level: "core" or "mini".
        minutes: How long it takes, about.
        lessons: Ids of the lessons that it serves.
        goals: What a learner can do afterwards.
        banner: What is said before the story: that the person is invented, and that this is no advice.
        opening: How the story begins.
        nodes: The scenes; the first one is the start.
        debrief: What to take home.
        source_ids: The sources.
        unchecked: What still needs a source.
        checked: Whether its facts were read in their sources: yes, partial or no.

    Example:
        >>> from metalearn import datasets
        >>> omar = datasets.case("omar")
        >>> [node.id for node in omar.walk(omar.best_path())]
        ['start', 'mri', 'end_ok']
        >>> omar.score((0, 1))
        75.0
    """

    table: ClassVar[str] = "cases"

    id: str
    title: str
    level: str
    minutes: int
    lessons: tuple[str, ...]
    goals: tuple[str, ...]
    banner: str
    opening: str
    nodes: tuple[Node, ...]
    debrief: tuple[str, ...]
    source_ids: tuple[str, ...]
    unchecked: tuple[str, ...]
    checked: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(map(_node, self.nodes)))

    @classmethod
    def faults(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the nodes of one case; each message names the case, the node and what was expected.

        Args:
            values: The typed values of one row, by column; the nodes are still plain tables.

        Example:
            >>> end = {"id": "end", "kind": "end", "text": "It is over.", "outcome": "over"}
            >>> list(Case.faults({"id": "x", "nodes": (end,)}))
            []
            >>> list(Case.faults({"id": "x", "nodes": ({**end, "outcome": ""},)}))
            [('id', "node 'end' to have 'outcome', some text")]
        """
        # Named by the id, which says which case it is: the column "nodes" would print the whole story in the message.
        return (("id", expected) for expected in faults_of_nodes(values["nodes"]))

    @property
    def start(self) -> Node:
        """The node where the story begins."""
        return self.nodes[0]

    @property
    def endings(self) -> tuple[Node, ...]:
        """The nodes where the story can end."""
        return tuple(node for node in self.nodes if node.kind == "end")

    def node(self, id: str) -> Node:
        """Return one node by its id.

        Raises:
            UnknownNameError: When the case has no such node.

        Example:
            >>> from metalearn import datasets
            >>> datasets.case("grace").node("wait").kind
            'info'
        """
        for each in self.nodes:
            if each.id == id:
                return each
        see = f"metalearn.datasets.case({self.id!r}).nodes"
        raise unknown(f"node of the case {self.id!r}", id, [each.id for each in self.nodes], see)

    def walk(self, path: Sequence[int]) -> tuple[Node, ...]:
        """Return the nodes that a path visits, in order; the last one is where it stands.

        Args:
            path: The index of the choice taken at each node; a path may stop before an ending.

        Raises:
            MetalearnError: When a node has no such choice; the message names the node and what it offers.

        Example:
            >>> from metalearn import datasets
            >>> [node.id for node in datasets.case("grace").walk((1, 0))]
            ['start', 'wait', 'end_late']
        """
        visited = [self.start]
        for choice in self._taken(path):
            visited.append(self.node(choice.next))
        return tuple(visited)

    def paths(self) -> tuple[tuple[int, ...], ...]:
        """Return every way from the start to an ending that comes to no node twice.

        Example:
            >>> from metalearn import datasets
            >>> datasets.case("omar").paths()
            ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1))
        """
        return tuple(self._paths(self.start, ()))

    def best_path(self) -> tuple[int, ...]:
        """Return the path with the highest score; of several, the shortest, and of these the first in the file.

        Example:
            >>> from metalearn import datasets
            >>> datasets.case("omar").best_path()
            (1, 1)
        """
        return max(self.paths(), key=lambda path: (self.score(path), -len(path)))

    def score(self, path: Sequence[int]) -> float:
        """Return the points of a path as a percentage of what its decisions could have given.

        A node of kind "info" decides nothing and does not count, so that a detour cannot raise the result.

        Args:
            path: The index of the choice taken at each node; a path may stop before an ending.

        Returns:
            100 x points / (2 x decisions made); 0.0 before the first decision.

        Raises:
            MetalearnError: When a node has no such choice.

        Example:
            >>> from metalearn import datasets
            >>> datasets.case("grace").score((1, 0))
            0.0
        """
        points = [choice.score for choice in self._taken(path) if choice.score is not None]
        return 100 * sum(points) / (BEST * len(points)) if points else 0.0

    def _taken(self, path: Sequence[int]) -> Iterator[Choice]:
        """Walk a path, choice by choice."""
        node = self.start
        for index in path:
            if not 0 <= index < len(node.choices):
                offers = f"choices 0 to {len(node.choices) - 1}" if node.choices else "no choice"
                raise MetalearnError(
                    f"{tuple(path)} is no path through the case {self.id!r}: "
                    f"node {node.id!r} has {offers}, not {index}."
                )
            yield node.choices[index]
            node = self.node(node.choices[index].next)

    def _paths(self, node: Node, visited: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
        if node.kind == "end":
            yield ()
        for index, choice in enumerate(node.choices):
            if choice.next not in (*visited, node.id):
                for rest in self._paths(self.node(choice.next), (*visited, node.id)):
                    yield (index, *rest)


def _node(said: Any) -> Node:
    """Make a node of a table of the file; a node stays what it is."""
    if isinstance(said, Node):
        return said
    choices = tuple(
        Choice(each["label"], each.get("score"), each["next"], each["feedback"])
        for each in said.get("choices", ())
    )
    return Node(said["id"], said["kind"], said["text"], choices, said.get("outcome", ""))
