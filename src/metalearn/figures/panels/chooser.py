"""The test chooser: which test suits a clinical question first, why, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from metalearn import datasets
from metalearn.datasets import Accuracy, Evidence
from metalearn.datasets.cards import told
from metalearn.figures.panels.chooser_questions import QUESTIONS, TESTS, Question
from metalearn.figures.panels.design import Control, Design, Rows, Scene, Try, fixed
from metalearn.words import _

NONE, SHOW = "none", "show"
_UNITS = {
    "per_patient": _("counted by person"),
    "per_lesion": _("counted by deposit"),
    "per_node": _("counted by node"),
}

_CONTROLS = (
    Control("question", _("The question"), tuple((name, each.asks) for name, each in QUESTIONS.items())),
    Control(
        "test",
        _("Your choice of a first test"),
        (
            (NONE, _("not chosen yet")),
            *((name, title) for name, (title, _shows) in TESTS.items()),
            (SHOW, _("show me the answer")),
        ),
        tells=_("Choose before you look: what do you want to know, and what shows it?"),
    ),
)


def _scene(question: str, test: str) -> Scene:
    asked = QUESTIONS[question]
    if test == NONE:
        said = _("{question} Which test comes first?")
        if not asked.asks.endswith("?"):
            said = _("{question}. Which test comes first?")
        return Scene(said.format(question=asked.asks), verdict="open")
    figures = tuple(_figures(asked))
    return Scene(
        _said(asked, test),
        facts=(
            (_("First"), _(" or ").join(TESTS[name][0] for name in asked.first)),
            (_("Why"), asked.why),
            (_("What it cannot show"), asked.cannot),
        ),
        rows=_rows(figures),
        caption=_caption(figures),
        notes=(_NOTE,) if figures else (),
        cards=(*_cards(asked), *_figure_cards(figures)),
        verdict="" if test == SHOW else "right" if test in asked.first else "wrong",
    )


_NOTE = _(
    "The figures come from the people in those studies, and depend on what counted as proof. They say how often a test "
    "is right among such people, not what it means for one of them."
)


def _said(asked: Question, test: str) -> str:
    first = _(" or ").join(TESTS[name][0] for name in asked.first)
    if test == SHOW:
        return _("First: {first}.").format(first=first)
    if test in asked.first:
        return _("{shows} That is what is asked here.").format(shows=TESTS[test][1])
    return _("{shows} What is asked here needs something else first: {first}.").format(
        shows=TESTS[test][1], first=first
    )


def _figures(asked: Question) -> Iterator[Accuracy]:
    """The figures beside a question: of one study, so that its tests may be compared."""
    for row in datasets.accuracy():
        if (row.source_id, row.organ, row.unit_of_analysis) == (asked.study, asked.where, asked.unit):
            yield row


def _rows(figures: tuple[Accuracy, ...]) -> Rows:
    if not figures:
        return ()
    header = (_("Test"), _("Of those with metastases, it finds"), _("Of those without, it clears"))
    return (
        header,
        *((each.modality, _share(each, "sensitivity"), _share(each, "specificity")) for each in figures),
    )


def _share(row: Accuracy, field: str) -> str:
    value, low, high = (getattr(row, name) for name in (field, f"{field}_low", f"{field}_high"))
    if value is None:
        return _("not given")
    if low is None:
        return f"{value:g}%"
    return _("{value}% ({low}% to {high}%)").format(value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")


def _caption(figures: tuple[Accuracy, ...]) -> str:
    if not figures:
        return ""
    row = figures[0]
    return _("How well tests find metastases: {organ}; cancer: {context}; {unit}").format(
        organ=row.organ, context=row.context, unit=_UNITS[row.unit_of_analysis]
    )


def _cards(asked: Question) -> Iterator[Evidence]:
    if asked.organ:
        yield datasets.organ(asked.organ).evidence("imaging")
    scope = {each.no: each for each in datasets.scope_items()}
    yield from (scope[no].evidence("item") for no in asked.scope)
    yield from (datasets.question(name).evidence("explanation") for name in asked.questions)
    yield from (datasets.misconception(name).evidence("truth") for name in asked.misconceptions)


def _figure_cards(figures: tuple[Accuracy, ...]) -> Iterator[Evidence]:
    for row in figures:
        yield from (
            row.evidence(name) for name in ("sensitivity", "specificity") if getattr(row, name) is not None
        )
        yield from told(row, "context")


DESIGN = Design(
    name="test-chooser",
    title=_("Which test first?"),
    intro=_(
        "A test answers the question it was made for. Take a question, choose a test, and see why and where it ends."
    ),
    controls=fixed(*_CONTROLS),
    scene=_scene,
    start={"question": "weak-legs", "test": NONE},
    tries=(
        Try(_("Headache: will a bone scan do?"), {"question": "headache", "test": "bone-scan"}),
        Try(_("A shadow in the liver: a blood test?"), {"question": "shadow", "test": "marker"}),
        Try(_("Bones: show me"), {"question": "bones", "test": SHOW}),
    ),
    stamp=_("Education, not advice"),
)
