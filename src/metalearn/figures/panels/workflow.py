"""How a suspicion becomes an answer and a plan: the seven steps that one of the web sources lists, in order.

This is the pattern of every ordered story: a list of steps, and :func:`metalearn.figures.panels.story.story`.
"""

from __future__ import annotations

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.figures.panels.story import Step, story
from metalearn.words import _

_ASKS = _("The question")
_ANSWERS = _("What this step answers")
_CANNOT = _("What it cannot show")
_ALONGSIDE = _("Meanwhile")


def _cards(*ids: int) -> tuple[Evidence, ...]:
    """The statements of the scope that a step rests on, with their sources."""
    rows = {each.no: each for each in datasets.scope_items()}
    return tuple(rows[each].evidence("item") for each in ids)


STEPS = (
    Step(
        "examine",
        _("Listen and examine"),
        _("Somebody tells what has changed, and is examined. What was found before is read again."),
        (
            (_ASKS, _("Is there reason to look for cancer, and where?")),
            (_ANSWERS, _("Which organ to look at first, and how urgent it is.")),
            (_CANNOT, _("Whether it is cancer. Many metastases cause nothing that can be felt.")),
            (
                _ALONGSIDE,
                _("Pain can be treated from the first day; relief need not wait for a diagnosis."),
            ),
        ),
        _cards(95, 65),
    ),
    Step(
        "test",
        _("Scans, tissue and blood"),
        _("Pictures show where something is. A piece of tissue shows what it is. Blood tests help both."),
        (
            (_ASKS, _("Is something there, and what is it made of?")),
            (
                _ANSWERS,
                _(
                    "Where it sits and how large it is; from tissue, which cancer it is and which receptors it has."
                ),
            ),
            (
                _CANNOT,
                _("A scan cannot name the cells, and a blood test seldom settles anything on its own."),
            ),
            (
                _ALONGSIDE,
                _("Tissue is taken where that is safe, and where the answer would change what is done."),
            ),
        ),
        _cards(96, 71, 89, 91, 94),
    ),
    Step(
        "stage",
        _("Stage"),
        _(
            "All findings are put into one common language: how large, which nodes, whether it has spread further."
        ),
        (
            (_ASKS, _("How far does it reach?")),
            (_ANSWERS, _("Which treatments are open, and which deposits can be measured later.")),
            (_CANNOT, _("How one person will do. A stage describes a disease, on the day it was looked at.")),
            (_ALONGSIDE, _("The stage on record stays as it was, even if the disease changes afterwards.")),
        ),
        _cards(97),
    ),
    Step(
        "plan",
        _("Plan together"),
        _("Several professions look at the findings, and the person says what matters most to them."),
        (
            (_ASKS, _("What can be reached, and what does the person want?")),
            (_ANSWERS, _("The goal: cure, more time, or comfort; and the treatments that serve it.")),
            (_CANNOT, _("What is right for this person without asking them.")),
            (_ALONGSIDE, _("Palliative care can be part of the plan from here on, beside everything else.")),
        ),
        _cards(98, 102),
    ),
    Step(
        "treat",
        _("Treat"),
        _(
            "Drugs for the whole body, surgery or radiotherapy for one place, and care for symptoms: often together."
        ),
        (
            (_ASKS, _("Does the plan work for this person, and can they bear it?")),
            (_ANSWERS, _("How the body takes the treatment, visit by visit.")),
            (_CANNOT, _("Whether the cancer shrinks: feeling better or worse is a hint, no measurement.")),
            (_ALONGSIDE, _("A plan may be changed or stopped at any time, by the person too.")),
        ),
        _cards(99),
    ),
    Step(
        "assess",
        _("See how it responds"),
        _("The same deposits are measured in the same way as before, and compared."),
        (
            (_ASKS, _("Is the cancer smaller, the same, or larger?")),
            (_ANSWERS, _("Whether to go on, or to change the treatment.")),
            (_CANNOT, _("Deposits too small to be seen; and rules differ, so one scan can have two labels.")),
            (_ALONGSIDE, _("Often the way leads from here back to the plan, or to a new piece of tissue.")),
        ),
        _cards(100),
    ),
    Step(
        "follow",
        _("Follow up and support"),
        _(
            "Visits go on: for what the treatment left behind, for what may come back, and for life with both."
        ),
        (
            (_ASKS, _("How is the person, and has anything changed?")),
            (_ANSWERS, _("What help is needed now: for body, mind, work and family.")),
            (_CANNOT, _("That nothing will come back. New symptoms start the way again at its first step.")),
            (_ALONGSIDE, _("Support does not wait for this step: it has been there since the first.")),
        ),
        _cards(101, 68),
    ),
)

DESIGN = story(
    "workflow",
    _("From a suspicion to a plan"),
    _(
        "One of the web sources lists seven steps. Go through them, and ask of each what it can answer and what not."
    ),
    _("The steps"),
    STEPS,
    notes=(
        _("Real life goes back and forth between these steps, and the order differs from place to place."),
    ),
    stamp=_("Education, not advice"),
)
