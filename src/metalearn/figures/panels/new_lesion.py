"""A new lesion after a cancer: metastasis, mimic, local recurrence or second primary? Findings in, reasoning out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, Value, Values, product
from metalearn.figures.panels.new_lesion_words import (
    CANCER,
    CERTAINTIES,
    CONTROLS,
    GENES,
    OUTCOMES,
    SHORT,
)
from metalearn.models.finding.new_lesion import CAUTION, Lesion, Reading, read
from metalearn.words import _

_HEADER = (_("One change"), _("It would point to"), _("How sure"))
_OR = _("; or ")
_NOTHING = _("No single change of these findings points elsewhere.")
_ORDER = _(
    "The table behind this asks for tissue first, then genes, place, number, time and look; it gives no weights."
)
_LINE = _("The line at two years is ours, for teaching.")
_SOURCES = ("nci_pdq_nsclc_2025", "nci_pdq_breast_2025")


def _controls(values: Values) -> tuple[Control, ...]:
    return (*CONTROLS, GENES) if values.get("tissue") in CANCER else CONTROLS


def _scene(**values: Value) -> Scene:
    found = read(_lesion(values))
    rows = _rows(values, found)
    return Scene(
        headline=_("This points to {outcome}. {rule}").format(
            outcome=OUTCOMES[found.outcome], rule=found.rule
        )
        if found.outcome != "undecided"
        else _("Undecided. {rule}").format(rule=found.rule),
        facts=tuple(_facts(found)),
        text=() if rows else (_NOTHING,),
        rows=rows,
        caption=_("One change, another answer") if rows else "",
        notes=(_ORDER, _LINE),
        cards=(_card(found),),
    )


def _lesion(values: Values) -> Lesion:
    return Lesion(**{name: str(value) for name, value in values.items()})


def _facts(found: Reading) -> Iterator[tuple[str, str]]:
    yield _("It points to"), SHORT[found.outcome]
    yield _("How sure"), CERTAINTIES[found.certainty]
    if found.speaks_for:
        yield _("What speaks for it"), " ".join(found.speaks_for)
    if found.speaks_against:
        yield _("What speaks against it"), " ".join(found.speaks_against)
    yield _("What would settle it"), " ".join(found.would_settle)


def _rows(values: Values, here: Reading) -> Rows:
    """Every single change that points elsewhere; those of one control with the same answer together."""
    said: dict[tuple[str, str, str], list[str]] = {}
    for control in _controls(values):
        for value, text in control.options:
            then = read(_lesion({**values, control.name: value}))
            if value != values[control.name] and then.outcome != here.outcome:
                said.setdefault((control.label, then.outcome, then.certainty), []).append(text)
    if not said:
        return ()
    body = [
        [f"{label}: {_OR.join(texts)}", SHORT[outcome], CERTAINTIES[sure]]
        for (label, outcome, sure), texts in said.items()
    ]
    return [list(_HEADER), *body]


def _card(found: Reading) -> Evidence:
    how = _(
        "our own reasoning for teaching, along the lines of the sources named; a rule, and no measurement"
    )
    card = computed(_("The rule that decided"), found.rule, how)
    return replace(card, sources=tuple(map(datasets.reference, _SOURCES)))


def _shipped() -> Iterator[Values]:
    """Yield all findings without cancer in the tissue; with it, those where genes were not compared, and some more."""
    base = {"place": _all("place"), "number": _all("number"), "time": _all("time")}
    without = [value for value in _all("tissue") if value not in CANCER]
    yield from product(**base, look=_all("look"), tissue=without)
    some = {"look": ("typical of spread", "not typical"), "tissue": CANCER}
    for each in product(**base, **some):
        genes = (
            _all("genes") if each["number"] == "one" and each["look"] == "not typical" else ("not compared",)
        )
        for value in genes:
            yield {**each, "genes": value}


def _all(name: str) -> tuple[Value, ...]:
    control = next(each for each in (*CONTROLS, GENES) if each.name == name)
    return tuple(value for value, _text in control.options)


_SPOT: dict[str, Value] = {
    "place": "usual site",
    "number": "one",
    "time": "later",
    "look": "typical of spread",
    "tissue": "none",
}

DESIGN = Design(
    name="new-lesion",
    title=_("A new lesion after a cancer: what could it be?"),
    intro=_(
        "It begins six years after breast cancer, with one spot in a bone. Change a finding and see what the findings "
        "point to, what speaks for and against it, and what would settle it. The cases are invented."
    ),
    controls=_controls,
    scene=_scene,
    start=_SPOT,
    tries=(
        Try(_("A spot in the liver that looks harmless"), {**_SPOT, "look": "typical of a harmless finding"}),
        Try(
            _("One lump in the other breast, years later"),
            {**_SPOT, "place": "same kind of organ", "look": "not typical"},
        ),
        Try(
            _("A lump in the old scar, within two years"),
            {**_SPOT, "place": "old place", "time": "within 2 years", "look": "not typical"},
        ),
        Try(
            _("The same spot in bone, after a biopsy"),
            {**_SPOT, "tissue": "same cancer", "genes": "not compared"},
        ),
    ),
    stamp=CAUTION,
    shipped=_shipped,
)
