"""Widgets made from data whose every text is markup: somebody's own cohort, question, case, deck, panel and chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from metalearn import Cards, CasePlayer, Chart, MetastasisSankey, Panel, Quiz, datasets
from metalearn.figures.decks.design import Card, Deck
from metalearn.figures.panels.design import Control, Design, People, Scene, Try, fixed

EVIL = '<img src=x onerror="globalThis.pwned = true"><script>globalThis.pwned = true</script>&lt;b&gt; {0} %s'


def sankey() -> MetastasisSankey:
    flows = [
        replace(flow, cohort=EVIL, primary=f"{flow.primary} {EVIL}", site=f"{flow.site} {EVIL}")
        for flow in datasets.flows()[:12]
    ]
    return MetastasisSankey(flows=flows)


def quiz() -> Quiz:
    question = datasets.question("Q01a")
    options = tuple(f"{option} {EVIL}" for option in question.options)
    explanations = tuple(EVIL for _ in question.options)
    made = replace(
        question,
        stem=EVIL,
        options=options,
        explanations=explanations,
        explanation=EVIL,
        hint=EVIL,
        unit=EVIL,
    )
    widget = Quiz(made)
    widget.answer, widget.checked, widget.hinted = (0,), True, True
    return widget


def case() -> CasePlayer:
    plain = datasets.case("omar")
    nodes = tuple(
        replace(
            node,
            text=f"{node.text} {EVIL}",
            choices=tuple(
                replace(choice, label=f"{choice.label} {EVIL}", feedback=EVIL) for choice in node.choices
            ),
        )
        for node in plain.nodes
    )
    return CasePlayer(replace(plain, id="own", title=EVIL, opening=EVIL, nodes=nodes, goals=(EVIL,)))


def cards() -> Cards:
    return Cards(
        Deck(
            name="own",
            title=EVIL,
            intro=EVIL,
            cards=(Card(id="one", title=EVIL, text=EVIL, more=((EVIL, EVIL),)),),
        )
    )


def panel() -> Panel:
    def scene(what: str) -> Scene:
        return Scene(
            headline=EVIL,
            facts=((EVIL, EVIL),),
            text=(EVIL,),
            rows=((EVIL, EVIL), (what, EVIL)),
            caption=EVIL,
            people=(People(100, EVIL, "full"),),
            notes=(EVIL,),
        )

    control = Control("what", EVIL, (("a", EVIL), ("b", "b")), tells=EVIL)
    return Panel(
        Design(
            "own",
            EVIL,
            EVIL,
            fixed(control),
            scene,
            {"what": "a"},
            tries=(Try(EVIL, {"what": "b"}),),
            stamp=EVIL,
        )
    )


def chart() -> Chart:
    bars = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {"title": {"text": "A chart"}}}
    return Chart(bars, EVIL, [[EVIL], [EVIL]])


HOSTILE: dict[str, Callable[[], Any]] = {
    "MetastasisSankey": sankey,
    "Quiz": quiz,
    "CasePlayer": case,
    "Cards": cards,
    "Panel": panel,
    "Chart": chart,
}
