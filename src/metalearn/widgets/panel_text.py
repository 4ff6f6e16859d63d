"""What a panel says and shows besides its live view: text, rows, static twin, evidence."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.datasets.numbers import numbers
from metalearn.figures import people, svg, twin
from metalearn.figures.panels.design import Control, Design, DesignError, People, Scene, Values
from metalearn.widgets.chart import plain_figure
from metalearn.words import _, several

WORDS = {
    "settings": _("Settings"),
    "result": _("What follows"),
    "tries": _("Try these"),
    "step": _("Step {n} of {total}: {name}"),
    "back": _("Back"),
    "next": _("Next"),
    "legend": _("What the marks mean"),
    "right": _("Right"),
    "wrong": _("Not right"),
    "open": _("Open"),
    "numbers": _("The numbers as a table"),
    "evidence": _("Evidence cards: where this comes from"),
    "closed": _("Closed until it is opened: {summary}"),
    "computing": _("Working it out ..."),
    "silent": _("Python does not answer. If the kernel was restarted, run this cell again."),
    "failed": _("This setting could not be worked out: {error}"),
    "fixed": _("Needs a running kernel: every setting on this page has this value."),
    "alone": _("That setting needs a running kernel. Shown is the nearest one that works without it."),
}
_YOURS = _("your setting")
_GRID = _("one mark for each person, counted")
_PICTURE = 720


def _readable(scene: Scene) -> Scene:
    """A scene whose chart a page can read; nearly all are so already, and that is seen at once."""
    if scene.figure is None:
        return scene
    try:
        json.dumps(scene.figure, allow_nan=False)
    except (TypeError, ValueError):
        return replace(scene, figure=plain_figure(scene.figure))
    return scene


def failed_text(error: Exception) -> str:
    """Return what the view says when a scene could not be made."""
    return WORDS["failed"].format(error=f"{type(error).__name__}: {error}")


@dataclass(frozen=True)
class PanelState:
    """One state of a panel.

    Attributes:
        design: The panel.
        values: The value of each control.
        opened: Whether what is closed until opened is open.
    """

    design: Design
    values: Values
    opened: bool = True

    @functools.cached_property
    def scene(self) -> Scene:
        """What follows from the setting.

        Raises:
            DesignError: When a part of the scene cannot be shown; it names the panel.
        """
        try:
            scene = self.design.scene(**self.values)
        except DesignError as error:
            raise DesignError(f"Panel {self.design.name!r} with {dict(self.values)}: {error}") from None
        return _readable(scene)

    @functools.cached_property
    def controls(self) -> tuple[Control, ...]:
        """The controls that there are in this setting."""
        return self.design.controls(self.values)

    @property
    def shown(self) -> bool:
        """Whether the scene can be seen."""
        return self.opened or not self.design.closed


def chosen_text(control: Control, values: Values) -> str:
    """Return the text of the chosen option; of a story's step, with its place."""
    place, text = next(
        (i, text) for i, (value, text) in enumerate(control.options) if value == values[control.name]
    )
    if control.kind == "steps":
        return WORDS["step"].format(n=place + 1, total=len(control.options), name=text)
    return text


def _told(control: Control, values: Values) -> str:
    """The chosen option, and what the control does."""
    return (
        f"{chosen_text(control, values)} ({control.tells})" if control.tells else chosen_text(control, values)
    )


def headline(scene: Scene) -> str:
    """Return the headline, with the verdict in words before it."""
    return f"{WORDS[scene.verdict]}: {scene.headline}" if scene.verdict else scene.headline


def legend_line(group: People) -> str:
    """Return what stands beside a mark of the grid.

    Example:
        >>> legend_line(People(1000, "are well", "dot"))
        '1,000: are well'
    """
    return f"{group.n:,}: {group.label}"


def total_text(scene: Scene) -> str:
    """Return how many people the grid shows."""
    total = sum(each.n for each in scene.people)
    return several("{n} person, one mark", "{n} people, one mark each", total).format(n=f"{total:,}")


def describe(state: PanelState) -> str:
    """Return everything on screen as text."""
    return "\n".join(_lines(state))


def _lines(state: PanelState) -> Iterator[str]:
    design = state.design
    yield from (text for text in (design.title, design.intro, design.stamp) if text)
    yield f"{WORDS['settings']}:"
    for control in state.controls:
        yield f"  {control.label}: {_told(control, state.values)}"
    if state.shown:
        yield from _scene_lines(state.scene)
    else:
        yield WORDS["closed"].format(summary=design.closed)


def _scene_lines(scene: Scene) -> Iterator[str]:
    yield headline(scene)
    yield from (f"  {label}: {text}" for label, text in scene.facts)
    yield from scene.text
    if scene.figure is not None and chart_title(scene):
        yield chart_title(scene)
    if scene.rows:
        header, *body = scene.rows
        yield f"{scene.caption or WORDS['numbers']}:"
        yield from ("  " + "; ".join(f"{h}: {c}" for h, c in zip(header, row, strict=True)) for row in body)
    if scene.people:
        yield f"{total_text(scene)}:"
        yield from (f"  {legend_line(each)}" for each in scene.people)
    if scene.drawing_text:
        yield scene.drawing_text
    yield from scene.notes


def rows(state: PanelState) -> list[list[str]]:
    """Return the numbers on screen; of a scene without a table its facts, of a closed panel its settings."""
    if not state.shown:
        chosen = ([each.label, chosen_text(each, state.values)] for each in state.controls)
        return [[WORDS["settings"], state.design.title], *chosen]
    scene = state.scene
    if scene.rows:
        return [list(row) for row in scene.rows]
    return [[WORDS["result"], scene.headline], *(list(fact) for fact in scene.facts)]


def chart_title(scene: Scene) -> str:
    """Return the title that the chart itself shows."""
    title = (scene.figure or {}).get("layout", {}).get("title", "")
    return str(title.get("text", "") if isinstance(title, dict) else title)


def setting_cards(state: PanelState) -> Iterator[Evidence]:
    """Yield a card for each number in the settings: it is the reader's own."""
    for control in state.controls:
        said = chosen_text(control, state.values)
        if numbers(said):
            yield computed(control.label, said, _YOURS)


def scene_cards(state: PanelState) -> Iterator[Evidence]:
    """Yield the cards of everything the scene shows."""
    yield from state.scene.cards
    if state.scene.people:
        total = sum(each.n for each in state.scene.people)
        yield computed(_("Marks in the grid of people"), total, _GRID)


def static_twin(state: PanelState) -> str:
    """Return the panel as it is set, for where nothing runs; what is closed stays closed until it is opened."""
    design = state.design
    before = [text for text in (design.intro, design.stamp) if text]
    settings = [[each.label, _told(each, state.values)] for each in state.controls]
    rest = [part for part in _scene_parts(state) if part]
    return twin.figure(
        design.title,
        *map(twin.paragraph, before),
        twin.paragraph(WORDS["settings"]),
        _facts(settings),
        *([twin.details(design.closed, *rest)] if design.closed else rest),
    )


def _scene_parts(state: PanelState) -> Iterator[str]:
    scene = state.scene
    yield twin.paragraph(WORDS["result"])
    yield f"<p><strong>{escape(headline(scene))}</strong></p>"
    yield _facts(scene.facts)
    yield _chart(state)
    yield _grid(scene)
    if scene.drawing:
        yield twin.image(svg.picture(scene.drawing), scene.drawing_text, _PICTURE)
    yield from map(twin.paragraph, scene.text)
    if scene.rows:
        yield twin.table(scene.rows, scene.caption or WORDS["numbers"])
    yield from map(twin.paragraph, scene.notes)
    yield twin.evidence([*setting_cards(state), *scene_cards(state)])


def _facts(pairs: Sequence[Sequence[str]]) -> str:
    items = (f"<li>{escape(label)}: <strong>{escape(text)}</strong></li>" for label, text in pairs)
    return f"<ul>{''.join(items)}</ul>" if pairs else ""


def _chart(state: PanelState) -> str:
    if state.scene.figure is None:
        return ""
    from metalearn.figures.still import still

    title = chart_title(state.scene) or state.design.title
    height = int(state.scene.figure.get("layout", {}).get("height", 420))
    return twin.image(svg.picture(still(state.scene.figure, _PICTURE, height)), title, _PICTURE)


def _grid(scene: Scene) -> str:
    """The grid as a picture, and beneath it what each mark means, with the mark itself."""
    if not scene.people:
        return ""
    wide = people.columns(sum(each.n for each in scene.people))
    picture = twin.image(svg.picture(people.drawing(scene.people)), total_text(scene), wide * 16 + 100)
    items = (
        f"<li>{twin.image(svg.picture(people.sample(each.mark)), '', 18)} {escape(legend_line(each))}</li>"
        for each in scene.people
    )
    return f'{picture}<ul style="list-style:none;padding-left:0">{"".join(items)}</ul>'
