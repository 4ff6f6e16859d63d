"""What can be wrong with the nodes of a branching case, in words that whoever writes one can act on.

Each fault completes the sentence "expected ...". The form of every node comes first; only when each node is well-formed
are the ways between them looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from metalearn.errors import nearest

KINDS = ("decision", "info", "end")
SCORES = (0, 1, 2)
_NODE = ("id", "kind", "text", "choices", "outcome")
_CHOICE = ("label", "score", "next", "feedback")

Nodes = Mapping[str, Mapping[str, Any]]


def faults_of_nodes(nodes: Any) -> Iterator[str]:
    """Yield what is wrong with the nodes of one case.

    Args:
        nodes: The nodes as the file has them: a list or tuple of tables.

    Example:
        >>> start = {"id": "start", "kind": "info", "text": "So it began.",
        ...          "choices": [{"label": "Continue", "next": "emd", "feedback": "Read on."}]}
        >>> end = {"id": "end", "kind": "end", "text": "It is over.", "outcome": "over"}
        >>> for fault in faults_of_nodes([start, end]):
        ...     print(fault)
        choice 1 of node 'start' to lead to a node of this case, not to 'emd' (did you mean 'end'?)
    """
    if (
        not isinstance(nodes, list | tuple)
        or not nodes
        or not all(isinstance(each, Mapping) for each in nodes)
    ):
        yield "a list of nodes, each with named values"
        return
    wrong = [fault for place, node in enumerate(nodes, start=1) for fault in _node_faults(place, node)]
    wrong += [
        f"every node to have an id of its own, not {count} called {id!r}"
        for id, count in Counter(str(node.get("id")) for node in nodes).items()
        if count > 1
    ]
    if not wrong:
        by_id = {node["id"]: node for node in nodes}
        wrong = [*_link_faults(by_id)] or [*_way_faults(by_id, nodes[0]["id"])]
    yield from wrong


def _node_faults(place: int, node: Mapping[str, Any]) -> Iterator[str]:
    who = f"node {node['id']!r}" if _is_text(node.get("id")) else f"node {place} (in the order of the file)"
    yield from _text_faults(who, node, ("id", "text"), _NODE)
    kind = node.get("kind")
    if kind not in KINDS:
        yield f"{who} to be of kind {', '.join(KINDS)}, not {kind!r}{_meant(kind, KINDS)}"
        return
    if kind == "end":
        yield from _text_faults(who, node, ("outcome",), _NODE)
    elif node.get("outcome"):
        yield f"{who} to have no 'outcome': only an end has one"
    choices = node.get("choices", [])
    if not isinstance(choices, list | tuple) or not all(isinstance(each, Mapping) for each in choices):
        yield f"{who} to have a list of choices, each with named values"
        return
    yield from _number_faults(who, kind, choices)
    for number, choice in enumerate(choices, start=1):
        yield from _choice_faults(f"choice {number} of {who}", kind, choice)


def _number_faults(who: str, kind: str, choices: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Too few choices, too many, or none that is best."""
    scores = [choice.get("score") for choice in choices]
    if kind == "end" and scores:
        yield f"{who} to have no choices: it is an end"
    if kind == "info" and not scores:
        yield f"{who} to have a choice that leads on: nothing may end here but an end"
    if kind == "decision" and len(scores) < 2:
        yield f"{who} to offer at least 2 choices, not {len(scores)}: it is a decision"
    elif kind == "decision" and max(SCORES) not in scores:
        yield f"{who} to have a best choice, one with score {max(SCORES)}"


def _choice_faults(who: str, kind: str, choice: Mapping[str, Any]) -> Iterator[str]:
    yield from _text_faults(who, choice, ("label", "next", "feedback"), _CHOICE)
    score = choice.get("score")
    if kind == "decision" and (isinstance(score, bool) or score not in SCORES):
        yield f"{who} to have a score of {', '.join(map(str, SCORES))}, not {score!r}"
    if kind == "info" and score is not None:
        yield f"{who} to have no score: nothing is decided there"


def _text_faults(
    who: str, said: Mapping[str, Any], needed: Iterable[str], known: Iterable[str]
) -> Iterator[str]:
    """Values that are missing, empty or no text, and values of another name."""
    for key in needed:
        if not _is_text(said.get(key)):
            yield f"{who} to have {key!r}, some text"
    for key in said:
        if key not in known:
            yield f"{who} to have no {key!r}{_meant(key, known)}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value == value.strip()


def _link_faults(nodes: Nodes) -> Iterator[str]:
    """Choices that lead nowhere."""
    for id, node in nodes.items():
        for number, choice in enumerate(node.get("choices", []), start=1):
            if choice["next"] not in nodes:
                meant = _meant(choice["next"], nodes)
                yield f"choice {number} of node {id!r} to lead to a node of this case, not to {choice['next']!r}{meant}"


def _way_faults(nodes: Nodes, start: str) -> Iterator[str]:
    """Nodes that no way reaches, and nodes from which no way reaches an ending."""
    leads = {id: {choice["next"] for choice in node.get("choices", [])} for id, node in nodes.items()}
    comes = {id: {other for other in nodes if id in leads[other]} for id in nodes}
    endings = [id for id, node in nodes.items() if node["kind"] == "end"]
    if not endings:
        yield "at least one node of kind 'end'"
        return
    reached, closing = _spread([start], leads), _spread(endings, comes)
    for id, node in nodes.items():
        if id not in reached:
            what = "ending" if node["kind"] == "end" else "node"
            yield f"some way from the start ({start!r}) to reach the {what} {id!r}"
        elif id not in closing:
            yield f"some way from node {id!r} to reach an ending ({', '.join(map(repr, endings))})"


def _spread(start: Iterable[str], leads: Mapping[str, set[str]]) -> set[str]:
    """Everything that can be reached, the start included."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        id = waiting.pop()
        if id not in seen:
            seen.add(id)
            waiting += leads[id]
    return seen


def _meant(value: object, options: Iterable[str]) -> str:
    guess = nearest(value, options)
    return f" (did you mean {guess!r}?)" if guess else ""
