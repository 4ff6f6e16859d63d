"""The cascade stepper: the journey of one tumour cell, step by step, and a funnel of how many are left."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import ROUTES, Evidence, SurvivalPreset
from metalearn.datasets.sheets import sheets, text_of
from metalearn.figures import funnel, svg, twin
from metalearn.figures.funnel import FunnelState, check_survival, funnel_state
from metalearn.figures.funnel_cards import bar_cards, funnel_cards
from metalearn.figures.scene import drawing as scene_drawing
from metalearn.figures.stepper_state import (
    DEPTHS,
    StepState,
    check_depth,
    check_route,
    check_step,
    elsewhere,
    states,
    title,
)
from metalearn.figures.stepper_text import WORDS, card, description, outline, picture, route_choices
from metalearn.figures.still import still
from metalearn.widgets import sources
from metalearn.widgets.base import Controls, Table, Texts, pack, refuse_unknown, walk
from metalearn.widgets.chart import Host
from metalearn.words import _


class CascadeStepper(Host):
    """The journey of one tumour cell, step by step, beside a funnel of how many cells are left.

    Args:
        route: How the cells travel: "blood", "lymph", "cavity" or "nerve".
        depth: "short" (5 stages) or "full" (every step of the table on this route).
        step: Where to begin, from 1.
        preset: The survival shares to begin with; see :func:`metalearn.datasets.survival_presets`.
        survival: Shares of your own, 0 to 1, one a barrier, from :func:`metalearn.figures.funnel.grid`; None for
            those of the preset.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown route, depth, step or preset, with the nearest right name.
        MetalearnError: For survival shares that the sliders do not have.
        TypeError: For an unknown keyword.

    Source:
        Each step and each survival share names its own. The shares are teaching values, not patient values.

    Example:
        >>> stepper = CascadeStepper(step=2)
        >>> print(stepper.describe().splitlines()[1])
        Step 2 of 5: Entering a blood vessel (intravasation)
    """

    script = "stepper"

    route = traitlets.Unicode("blood").tag(sync=True)
    depth = traitlets.Unicode("short").tag(sync=True)
    step = traitlets.Int(1).tag(sync=True)
    preset = traitlets.Unicode("classic").tag(sync=True)
    survival: traitlets.Any = traitlets.Any(help="share of the cells that gets past each barrier").tag(
        sync=True
    )
    _funnel = traitlets.Dict(help="what the funnel says in words").tag(sync=True)

    def __init__(
        self,
        route: str = "blood",
        depth: str = "short",
        step: int = 1,
        preset: str = "classic",
        *,
        survival: Sequence[float] | None = None,
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        check_step(check_route(route), check_depth(depth), step)
        shares = funnel.preset(preset).fractions if survival is None else check_survival(survival)
        self._shown = (route, depth, step, preset, shares)
        super().__init__(
            payload=_payload(),
            route=route,
            depth=depth,
            step=step,
            preset=preset,
            survival=shares,
            label=WORDS["funnel_label"],
            scale=scale,
            **_funnel_traits(funnel_state(preset, shares)),
        )

    @traitlets.validate("route")
    def _known_route(self, proposal: Any) -> str:
        return check_route(proposal["value"])

    @traitlets.validate("depth")
    def _known_depth(self, proposal: Any) -> str:
        return check_depth(proposal["value"])

    @traitlets.validate("step")
    def _known_step(self, proposal: Any) -> int:
        return check_step(check_route(self.route), check_depth(self.depth), proposal["value"])

    @traitlets.validate("preset")
    def _known_preset(self, proposal: Any) -> str:
        return funnel.preset(proposal["value"]).name

    @traitlets.validate("survival")
    def _known_survival(self, proposal: Any) -> tuple[float, ...]:
        return check_survival(tuple(proposal["value"]))

    @traitlets.observe("route", "depth")
    def _keep_step(self, _change: Any) -> None:
        """On another route or at another depth, stay at the same step or stage, unless a step was set with it."""
        route, depth, step, *_ = self._shown
        if (self.route, self.depth) != (route, depth):
            if self.step == step:
                self.step = elsewhere(states(route, depth)[step - 1], self.route, self.depth)
            self._remember()

    @traitlets.observe("step")
    def _remember(self, _change: Any = None) -> None:
        self._shown = (self.route, self.depth, self.step, *self._shown[3:])

    @traitlets.observe("preset", "survival")
    def _recount(self, _change: Any) -> None:
        """Count anew; another preset brings its own shares, unless shares were set with it."""
        *_, name, shares = self._shown
        if self.preset != name and self.survival == shares:
            shares = funnel.preset(self.preset).fractions
            self._shown = (*self._shown[:3], self.preset, shares)
            self.survival = shares
        self._shown = (*self._shown[:3], self.preset, self.survival)
        with self.hold_sync():
            for trait, value in _funnel_traits(self.chain).items():
                setattr(self, trait, value)

    @property
    def state(self) -> StepState:
        """What is on screen of the journey, as plain data."""
        return states(self.route, self.depth)[self.step - 1]

    @property
    def chain(self) -> FunnelState:
        """What is on screen of the funnel, as plain data."""
        return funnel_state(self.preset, self.survival)

    def describe(self) -> str:
        """Return everything on screen as text: the step, its picture and card, and the funnel."""
        return description(self.state, self.chain)

    def table(self) -> Table:
        """Return the funnel: barrier, cells left, share that gets past it, kind of number, where it comes from."""
        return funnel.rows(self.chain)

    def twin(self) -> str:
        """Return the picture of this step with its card, all steps of the route, and the funnel with its rows."""
        state, chain = self.state, self.chain
        scene = svg.picture(scene_drawing.draw(state.route, state.key))
        bars = svg.picture(still(funnel.figure(chain), 560))
        counted = f"{WORDS['funnel_label']}. {' '.join(bar.name + '.' for bar in chain.bars)}"
        return twin.figure(
            title(state.route, state.depth),
            twin.image(scene, " ".join(picture(state)), 960),
            f"<p><strong>{escape(state.heading)}</strong></p>",
            _card(card(state)),
            twin.details(WORDS["sources"], _list("ul", map(sources.anchor, state.source_ids))),
            twin.evidence(state.cards, WORDS["evidence"]),
            twin.details(
                _("All {count} steps").format(count=state.count),
                _list("ol", map(escape, outline(state.route, state.depth))),
            ),
            f"<p><strong>{escape(WORDS['funnel'])}</strong> {escape(WORDS['tag'])}.</p>",
            "" if state.route == "blood" else twin.paragraph(WORDS["only_blood"]),
            twin.image(bars, counted, 560),
            *map(twin.paragraph, chain.sentence.split("\n")),
            twin.table(self.table(), chain.title),
            twin.evidence((card for cards in bar_cards(chain) for card in cards), WORDS["proof"]),
            twin.paragraph(WORDS["scheme"]),
        )

    def _cards(self) -> Iterator[Evidence]:
        yield from self.state.cards
        yield from funnel_cards(self.chain)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every step of every route and depth, every preset, and every value of every survival slider."""
        step, survival = self.step, self.survival
        try:
            yield from walk(self, _settings())
        finally:
            self.step, self.survival = step, survival  # neither survives when what it hangs on is put back


def _settings() -> Iterator[Controls]:
    start = {"preset": "classic", "survival": funnel.preset("classic").fractions}
    for route in ROUTES:
        for depth in DEPTHS:
            for state in states(route, depth):
                yield {"route": route, "depth": depth, "step": state.number, **start}
    place = {"route": "blood", "depth": "short", "step": 1}
    for each in datasets.survival_presets():
        yield {**place, "preset": each.name, "survival": each.fractions}
    shares = funnel.preset("classic").fractions
    for i in range(len(shares)):
        for value in funnel.grid():
            yield {**place, "preset": "classic", "survival": (*shares[:i], value, *shares[i + 1 :])}


def _card(parts: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<p><strong>{escape(name)}.</strong> {escape(text)}</p>" for name, text in parts)


def _list(kind: str, items: Iterable[str]) -> str:
    return f"<{kind}>{''.join(f'<li>{item}</li>' for item in items)}</{kind}>"


def _funnel_traits(chain: FunnelState) -> dict[str, Any]:
    """Collect what changes with the survival shares."""
    return {
        "figure": funnel.figure(chain),
        "names": {"0": [bar.name + (_(", the narrowest") if bar.narrowest else "") for bar in chain.bars]},
        "_funnel": {
            "sentence": chain.sentence,
            "marks": [bar.kind for bar in chain.bars[1:]],
            "rows": funnel.rows(chain),
            "title": chain.title,
            "counted": [_counted(cards[0]) for cards in bar_cards(chain)],
        },
    }


def _counted(card: Evidence) -> list[str]:
    """The two lines of a card that say how many cells are left, and how they were counted."""
    return card.text().split("\n")[:2]


@functools.cache
def _payload() -> bytes:
    """Pack what the view selects among: one drawing, and what each step changes in it and says beside it."""
    texts = Texts()
    journeys = {
        route: {depth: [_step(each, texts) for each in states(route, depth)] for depth in DEPTHS}
        for route in ROUTES
    }
    presets = datasets.survival_presets()
    cited = {sources.label(one): sources.address(one) for one in datasets.references()}
    return pack(
        {
            "words": WORDS,
            "routes": route_choices(),
            "depths": [[depth, WORDS[depth]] for depth in DEPTHS],
            "presets": [[each.name, each.title] for each in presets],
            "shares": {each.name: each.fractions for each in presets},
            "barriers": [barrier.label for barrier in presets[0].barriers],
            "yours": _("Your value, set with the slider; the model's own share:"),
            "counted": {
                each.name: _funnel_traits(funnel_state(each.name, each.fractions)) for each in presets
            },
            "cards": {each.name: _shares(each, texts) for each in presets},
            "grid": [[value, funnel.share(value)] for value in funnel.grid()],
            "journeys": journeys,
            "links": {text: cited[text] for text in texts.all if text in cited},
            "texts": texts.all,
            "drawing": scene_drawing.draw_all(),
        }
    )


def _step(state: StepState, texts: Texts) -> dict[str, Any]:
    return {
        "title": texts(state.title),
        "heading": texts(state.heading),
        "card": [[texts(name), texts(text)] for name, text in card(state)],
        "sources": [texts(sources.label(datasets.reference(source_id))) for source_id in state.source_ids],
        "evidence": _lines(texts, *state.cards),
        "elsewhere": [[elsewhere(state, route, depth) for depth in DEPTHS] for route in ROUTES],
        "picture": texts(" ".join(picture(state))),
        "scene": scene_drawing.change(state.route, state.key),
    }


def _shares(start: SurvivalPreset, texts: Texts) -> list[list[Any]]:
    """The cards of a preset's shares: the lines of each, and the lines that stand on all of them."""
    (sheet,) = sheets(barrier.evidence("fraction") for barrier in start.barriers)
    shared = [twin.SHARED, *sheet.shared]
    return [[[texts(line) for line in own] for own in sheet.rows], [texts(line) for line in shared]]


def _lines(texts: Texts, *cards: Evidence) -> list[int]:
    return [texts(line) for line in text_of(cards).split("\n")]
