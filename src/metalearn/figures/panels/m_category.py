"""The M-category classifier: a cancer and its findings in; the class, the rule that decided and the near misses out."""

from __future__ import annotations

from collections.abc import Iterator

from metalearn.figures.panels import staging_cards as behind
from metalearn.figures.panels.design import Design, Rows, Scene, Try, Value, Values
from metalearn.figures.panels.staging_case import Case, case, controls, values_of
from metalearn.figures.panels.staging_changes import Change, changes
from metalearn.figures.panels.staging_ladder import drawing, place, told
from metalearn.figures.panels.staging_shipped import shipped
from metalearn.figures.panels.staging_words import CANCERS, EDITIONS, REFUSED, group, letter
from metalearn.models.stages.stage_rules import REFUSED as TURNED_AWAY
from metalearn.models.stages.stage_rules.base import NO_M
from metalearn.models.stages.staging import NearMiss, Stage
from metalearn.words import _

_CAPTION = _("One change, another class")
_HEADER = (_("One change"), _("M category"), _("Stage group"))
_NOTHING = _("No single change of these settings gives another class.")
_ONLY = _("It knows only what is set here; a real stage also weighs T and N, tissue, and how sure a scan is.")
_KEPT = _("A stage given at the first diagnosis stays in the records; a relapse does not change it.")
_HERE_ONLY = _("This table knows the cancers of the menu only. That says nothing about the cancer.")
_EXCEPTIONS = {
    "metastatic, not stage IV": _("yes, and yet not stage IV"),
    "stage IV, not metastatic": _("no: stage IV without it"),
}


def _scene(**values: Value) -> Scene:
    here = case(values)
    if here is None:
        return _turned_away(str(values["cancer"]))
    stage = here.stage()
    near = changes(values)
    rungs = {place(here.system, each.m, each.group) for each in near if _same_rules(here, each)}
    mine = place(here.system, stage.m, stage.group)
    rows = _rows(near)
    notes = tuple(text for text in (stage.unchecked, stage.note, _ONLY, _KEPT) if text)
    labels = [text for each in controls(values) for text in (each.label, each.tells)]
    facts = tuple(_facts(stage))
    shown = [*(text for _label, text in facts), *notes, *labels, *(cell for row in rows for cell in row)]
    return Scene(
        headline=f"{_class(stage)} {stage.rule}",
        facts=facts,
        text=() if rows else (_NOTHING,),
        rows=rows,
        caption=_CAPTION if rows else "",
        drawing=drawing(here.system, mine, rungs - {mine}),
        drawing_text=told(here.system, mine, rungs - {mine}),
        notes=notes,
        cards=tuple(behind.cards(stage, shown)),
    )


def _same_rules(here: Case, change: Change) -> bool:
    """Whether a change stays on the ladder: another edition has its own."""
    return any(change.m.startswith(rule.m) and change.group == rule.group for rule in here.system.rules)


def _class(stage: Stage) -> str:
    if stage.m == NO_M:
        return _("Stage group: {group}.").format(group=group(stage.group))
    if stage.group.startswith("depends"):
        return _("{m}; the stage group {depends}.").format(m=letter(stage.m), depends=group(stage.group))
    return _("{m}, stage group {group}.").format(m=letter(stage.m), group=group(stage.group))


def _facts(stage: Stage) -> Iterator[tuple[str, str]]:
    yield _("Rules"), f"{CANCERS[stage.cancer]}, {EDITIONS[stage.edition]}"
    yield _("M category"), letter(stage.m)
    yield _("Stage group"), group(stage.group)
    plain = _("yes") if stage.metastatic else _("no")
    yield _("Spread to a distance"), _EXCEPTIONS[stage.exception] if stage.exception else plain
    if stage.near_miss:
        yield _("The rule next to it"), _near(stage.near_miss)
    if stage.trap:
        yield _("Easily got wrong"), stage.trap


def _near(near: NearMiss) -> str:
    if near.m == NO_M:
        return _("Stage {group}. {why}").format(group=group(near.group), why=near.why_not)
    return _("{m} ({group}). {why}").format(m=letter(near.m), group=group(near.group), why=near.why_not)


def _rows(near: tuple[Change, ...]) -> Rows:
    if not near:
        return ()
    return [_HEADER, *((each.text, letter(each.m), group(each.group)) for each in near)]


def _turned_away(cancer: str) -> Scene:
    why, row = TURNED_AWAY.get(cancer, (_HERE_ONLY, ""))
    return Scene(
        headline=_("Not in this table: {cancer}.").format(cancer=REFUSED[cancer]),
        facts=((_("Why"), why),),
        cards=(behind.fact_card(row),) if row else (),
    )


def _setting(cancer: str, edition: str, *found: str, **more: Value) -> Values:
    return values_of(cancer, edition, found, **more)


DESIGN = Design(
    name="m-category",
    title=_("Has it spread, and what is that called? The M category"),
    intro=_(
        "Choose a cancer and tick where deposits were found. The panel says which class that makes, by which rule, and "
        "which single change would make another."
    ),
    controls=controls,
    scene=_scene,
    start=_setting("Lung", "9th", "bone", deposits="several"),
    tries=(
        Try(
            _("The same lung cancer in the 8th edition"), _setting("Lung", "8th", "bone", deposits="several")
        ),
        Try(_("Bowel cancer in liver and lung"), _setting("Colorectal", "8th", "liver", "lung")),
        Try(
            _("Spread, and not stage IV: thyroid, under 55"),
            _setting("Thyroid, differentiated", "8th", "lung"),
        ),
        Try(_("Stage IV without spread: prostate"), _setting("Prostate", "8th", "regional nodes")),
    ),
    stamp=_("For learning how the rules work. It stages nobody."),
    shipped=shipped,
)
