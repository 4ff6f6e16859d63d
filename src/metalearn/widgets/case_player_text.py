"""The words of the case player: its labels, its description, its table, its story as text and its static twin.

What is said about a choice comes only after it was made; in the twin, which is read without anything that runs, it
stays behind the choice until that is opened.
"""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.datasets.records.cases import BEST, Case, Choice, Node
from metalearn.figures import twin
from metalearn.widgets import sources
from metalearn.widgets.sources import checked_text
from metalearn.words import _, several

WORDS = {
    "kind": _("Branching case"),
    "optional": _("short and optional"),
    "goals": _("What you can do afterwards"),
    "opening": _("How it begins"),
    "decision": _("Your decision"),
    "info": _("What happened next"),
    "end": _("How it ended"),
    "outcome": _("Outcome"),
    "detour": _("A side road: the best supported way does not come here."),
    "chose": _("You chose"),
    "points": _("Points"),
    "said": _("What was said"),
    "nothing": _("Nothing is decided yet."),
    "path": _("Your path so far"),
    "go_on": _("Go on"),
    "other": _("Try another way"),
    "other_here": _("Try another way here: {text}"),
    "again": _("Start again"),
    "undecided": _("nothing to decide"),
    "score": _("Score so far"),
    "no_score": _("Nothing scored yet."),
    "debrief": _("To take home"),
    "sources": _("Sources"),
    "unchecked": _("What was not checked in a source"),
    "story": _("Your path as text, to keep"),
    "copy": _("Copy"),
    "copied": _("Copied."),
    "select": _("The text is selected: copy it with the keyboard."),
    "evidence": _("Evidence card of this case"),
    "new_tab": _("opens in a new tab"),
    "advice": _("For learning; not advice for anybody."),
    "of": _("{points} of {most}"),
    "outcome_is": _("{label}: {outcome}."),
}
JUDGED = {2: _("best supported"), 1: _("can be defended"), 0: _("less helpful")}
"""What the points of a choice mean."""


@dataclass(frozen=True, slots=True)
class CaseState:
    """One state of the player: a case, and how far somebody has come in it.

    Attributes:
        case: The case.
        path: The index of the choice taken at each node.
    """

    case: Case
    path: tuple[int, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes that were visited; the last one is where the path stands."""
        return self.case.walk(self.path)

    @property
    def node(self) -> Node:
        """Where the path stands."""
        return self.nodes[-1]

    @property
    def taken(self) -> tuple[tuple[Node, Choice], ...]:
        """Each node that was left, with the choice that was taken there."""
        return tuple((node, node.choices[index]) for node, index in zip(self.nodes, self.path, strict=False))

    @property
    def points(self) -> int:
        """The points of the decisions so far."""
        return sum(choice.score or 0 for _node, choice in self.taken)

    @property
    def most(self) -> int:
        """What these decisions could have given."""
        return BEST * sum(choice.score is not None for _node, choice in self.taken)


def minutes(case: Case) -> str:
    """Return how long a case takes, in words."""
    return several("about {n} minute", "about {n} minutes", case.minutes).format(n=case.minutes)


def kind(case: Case) -> str:
    """Return what stands over the title: what this is, and how long it takes."""
    parts = [WORDS["kind"], minutes(case), *([WORDS["optional"]] if case.level == "mini" else [])]
    return ", ".join(parts)


def score(state: CaseState) -> str:
    """Return the score so far, in words.

    Example:
        >>> from metalearn import datasets
        >>> score(CaseState(datasets.case("omar"), (0, 1)))
        'Score so far: 3 of 4 points (75%).'
    """
    if not state.most:
        return WORDS["no_score"]
    share = f"{state.case.score(state.path):.0f}"
    return score_template().format(points=state.points, most=state.most, share=share)


def score_template() -> str:
    """Return the sentence of the score, with gaps for points, for what could be had, and for the share."""
    return _("Score so far: {points} of {most} points ({share}%).")


def points(choice: Choice) -> str:
    """Return what a choice earned, in words.

    Example:
        >>> points(Choice("Wait", 0, "end", "Too long."))
        '0 of 2: less helpful'
    """
    if choice.score is None:
        return WORDS["undecided"]
    return f"{WORDS['of'].format(points=choice.score, most=BEST)}: {JUDGED[choice.score]}"


@functools.lru_cache(maxsize=32)
def detours(case: Case) -> frozenset[str]:
    """Return the ids of nodes on side roads: the best supported way does not come to them, and they are no ending."""
    best = {node.id for node in case.walk(case.best_path())}
    return frozenset(node.id for node in case.nodes if node.id not in best and node.kind != "end")


def story(state: CaseState) -> str:
    """Return the path so far as text to keep: every scene, what was chosen, and what was said about it."""
    case = state.case
    lines = [case.title, case.banner, "", f"{WORDS['opening']}: {case.opening}"]
    for node, choice in state.taken:
        lines += ["", f"{WORDS[node.kind]}: {node.text}", f"{WORDS['chose']}: {choice.label}"]
        lines += [f"{WORDS['points']}: {points(choice)}", f"{WORDS['said']}: {choice.feedback}"]
    lines += [""]
    if state.node.kind == "end":
        lines += [f"{WORDS['end']}: {state.node.text}", outcome(state.node)]
    lines += [score(state), WORDS["advice"]]
    return "\n".join(lines)


def outcome(node: Node) -> str:
    """Return how it went, in a few words."""
    return WORDS["outcome_is"].format(label=WORDS["outcome"], outcome=node.outcome)


def describe(state: CaseState) -> str:
    """Return a state as text; what is said about a choice is in it once the choice was made."""
    case, node = state.case, state.node
    lines = [kind(case), f"{WORDS['goals']}: {'; '.join(case.goals)}", "", *story(state).split("\n")]
    if not state.path:
        lines.insert(-2, WORDS["nothing"])
    if node.kind != "end":
        lines += ["", f"{WORDS[node.kind]}: {node.text}"]
        lines += [WORDS["detour"]] if node.id in detours(case) else []
        lines += [f"  - {choice.label}" for choice in node.choices]
    else:
        lines += ["", f"{WORDS['debrief']}:", *(f"  - {each}" for each in case.debrief)]
        cited = "; ".join(label for label, _address in cited_sources(case))
        lines += [f"{WORDS['sources']}: {cited}. {checked_text(case.checked)}."] if cited else []
        lines += [f"{WORDS['unchecked']}: {'; '.join(case.unchecked)}"] if case.unchecked else []
    return "\n".join(_wrapped(lines))


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        start = line[: len(line) - len(line.lstrip())] + "  "
        yield from textwrap.wrap(line, 110, subsequent_indent=start, break_on_hyphens=False) or [""]


def rows(state: CaseState) -> list[list[str]]:
    """Return the path so far as rows of text."""
    if not state.path:
        return [[WORDS["path"]], [WORDS["nothing"]]]
    body = [[node.text, choice.label, points(choice), choice.feedback] for node, choice in state.taken]
    return [[WORDS["decision"], WORDS["chose"], WORDS["points"], WORDS["said"]], *body]


def cited_sources(case: Case) -> list[tuple[str, str]]:
    """Return label and address of each source; of one that only somebody's own case names, its name."""
    found = case.evidence("opening").sources
    return [(sources.label(each), sources.address(each)) for each in found]


def cards(state: CaseState) -> Iterator[Evidence]:
    """Yield the cards of what was told so far: nothing that lies further on."""
    case, node = state.case, state.node
    told = [case.title, case.banner, *case.goals, node.text, *(choice.label for choice in node.choices)]
    for left, choice in state.taken:
        told += [left.text, choice.label, choice.feedback]
    yield case.evidence("opening")
    yield case.evidence("minutes")
    yield replace(case.evidence("nodes"), title=_("What was told so far"), value=tuple(told))
    yield score_card(state)
    if node.kind == "end":
        yield from end_cards(case)


def score_card(state: CaseState) -> Evidence:
    """Return the card of the score: what was earned, and how that is counted."""
    said = tuple(points(choice) for _node, choice in state.taken)
    how = _(
        "points of the choices made, over 2 for each decision; where nothing is decided, nothing is counted"
    )
    return computed(WORDS["score"], (score(state), *said), how)


def end_cards(case: Case) -> tuple[Evidence, ...]:
    """Return the cards of what is said after an ending."""
    return case.evidence("debrief"), case.evidence("unchecked")


def folded_cards(case: Case) -> Iterator[Evidence]:
    """Yield the cards of the whole case, which the twin tells behind its choices."""
    told = [text for node in case.nodes for text in (node.text, *_said_at(node))]
    yield replace(case.evidence("nodes"), value=tuple(told))
    yield from end_cards(case)
    numbered = tuple(_scene(number) for number in range(1, len(case.nodes) + 1))
    yield computed(_("Scenes"), numbered, _("the scenes of the case, numbered in the order of the file"))
    earned = tuple(points(choice) for node in case.nodes for choice in node.choices)
    yield computed(WORDS["points"], earned, _("2 best supported, 1 can be defended, 0 less helpful"))


def _said_at(node: Node) -> Iterator[str]:
    """What can be chosen at a node, and what is said about each choice."""
    for choice in node.choices:
        yield from (choice.label, choice.feedback)


def _scene(number: int) -> str:
    return _("Scene {n}").format(n=number)


def static_twin(state: CaseState) -> str:
    """Return the case as a numbered story to be read like a book of choices, and the path so far."""
    case = state.case
    scenes = [_twin_scene(case, number, node) for number, node in enumerate(case.nodes, 1)]
    cited = "; ".join(
        f'<a href="{escape(address)}">{escape(label)}</a>' if address else escape(label)
        for label, address in cited_sources(case)
    )
    ended = [
        _list(case.debrief),
        f"<p>{WORDS['sources']}: {cited}. {escape(checked_text(case.checked))}.</p>" if cited else "",
        twin.paragraph(f"{WORDS['unchecked']}: {'; '.join(case.unchecked)}") if case.unchecked else "",
    ]
    return twin.figure(
        case.title,
        twin.paragraph(kind(case)),
        f"<p><strong>{escape(case.banner)}</strong></p>",
        twin.paragraph(f"{WORDS['goals']}:"),
        _list(case.goals),
        twin.paragraph(case.opening),
        *_twin_path(state),
        twin.paragraph(_("Read a scene, open the choice that you would make, and go on where it says.")),
        *scenes,
        twin.details(WORDS["debrief"], *ended),
        twin.evidence([case.evidence("opening")], WORDS["evidence"]),
        twin.paragraph(WORDS["advice"]),
    )


def _twin_path(state: CaseState) -> Iterator[str]:
    """The path so far; what was said on it stays closed, as on the scenes below."""
    if state.path:
        yield twin.details(
            WORDS["path"], twin.table(rows(state), WORDS["path"]), twin.paragraph(score(state))
        )
    else:
        yield twin.paragraph(f"{WORDS['path']}: {WORDS['nothing']}")


def _twin_scene(case: Case, number: int, node: Node) -> str:
    places = {each.id: place for place, each in enumerate(case.nodes, 1)}
    title = f"<p><strong>{escape(_scene(number))}. {escape(WORDS[node.kind])}</strong></p>"
    parts = [title, twin.paragraph(node.text)]
    parts += [twin.paragraph(WORDS["detour"])] if node.id in detours(case) else []
    for choice in node.choices:
        leads = _("Go on to: {scene}").format(scene=_scene(places[choice.next]))
        said = f"{points(choice)}. {choice.feedback}"
        parts.append(twin.details(choice.label, *map(twin.paragraph, (said, leads))))
    if node.kind == "end":
        parts.append(twin.paragraph(outcome(node)))
    return "".join(parts)


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
