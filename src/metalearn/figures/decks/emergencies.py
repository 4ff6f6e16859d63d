"""The deck of emergencies: the organ, the warning, a first safe step, and what not to wait for.

The situations are the emergency rows of the treatment table, and each leans on a row of the table of organs. The step
and the wait are sentences of our own, calm and without a clock; what a hospital may do is what the tables say, in plain
words with the technical ones in brackets.
"""

from __future__ import annotations

from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import Organ, TreatmentOption
from metalearn.datasets.cards import computed, told, whole
from metalearn.figures.decks.design import Card, Deck
from metalearn.words import _

WARNING, STEP, WAIT = _("What may be noticed"), _("A first safe step"), _("Do not wait for")
HOSPITAL, GOAL, ORGAN = _("What a hospital may do"), _("Why"), _("Dangers in this place")
OWN = _("this course's own words, not a guideline's; what is agreed with your own team comes first")


@dataclass(frozen=True, slots=True)
class Situation:
    """One emergency.

    Attributes:
        row: Id of its row in the treatment table.
        title: What it is in plain words, with the name that a hospital uses in brackets.
        organ: Its row in the table of organs.
        where: Where it is, for the menu.
        warning: What may be noticed.
        step: A first safe step for whoever notices it.
        wait: What not to wait for.
        hospital: What a hospital may do: the option of the row, in plain words.
    """

    row: str
    title: str
    organ: str
    where: str
    warning: str
    step: str
    wait: str
    hospital: str


SITUATIONS = (
    Situation(
        "T184",
        _("Pressure on the spinal cord (spinal cord compression)"),
        "Spine and epidural space",
        _("Spine"),
        _(
            "Back pain, often for weeks, and then legs that grow weak or numb. Trouble passing urine "
            "comes late."
        ),
        _("Call the cancer team or the emergency number the same day. Say: cancer, back pain, weak legs."),
        _(
            "The next appointment, or a blood test. Somebody who can still walk when treatment starts will "
            "probably walk afterwards."
        ),
        _("A steroid (dexamethasone), a scan of the whole spine (MRI), then surgery, radiotherapy, or both."),
    ),
    Situation(
        "T188",
        _("Pressure in the head (raised intracranial pressure)"),
        "Brain",
        _("Brain"),
        _("A seizure, headache with sickness, weakness on one side, a change in walking or in character."),
        _("Call the emergency number for a seizure; for the other signs, the cancer team the same day."),
        _("A scan that is booked for another day, or for a second seizure."),
        _("A steroid, and a look by a brain surgeon."),
    ),
    Situation(
        "T185",
        _("Too much calcium in the blood (hypercalcaemia)"),
        "Hypercalcaemia",
        _("Blood"),
        _("Thirst, constipation, a dried-out body, confusion."),
        _("Call the cancer team the same day and name these signs: a blood test can show it."),
        _("The confusion to pass by itself."),
        _("Fluid into a vein, and a drug that slows the loss of bone (antiresorptive drug)."),
    ),
    Situation(
        "T191",
        _("Fluid around the heart (pericardial effusion, tamponade)"),
        "Pericardium and heart",
        _("Heart"),
        _("Breathlessness and tiredness that grow."),
        _(
            "Call the emergency number when breathing is hard at rest; otherwise the cancer team the "
            "same day."
        ),
        _("The breath to come back by itself."),
        _(
            "Draining the fluid around the heart with a needle (pericardiocentesis), or through a "
            "small opening (window)."
        ),
    ),
    Situation(
        "T192",
        _("A blocked large vein in the chest (superior vena cava syndrome)"),
        "Mediastinum and large veins",
        _("Large veins of the chest"),
        _("A swollen face and swollen arms."),
        _("Call the cancer team the same day, and the emergency number when breathing is hard."),
        _("The swelling to go down by itself."),
        _(
            "A tube that keeps the vein open (stent), radiotherapy, or chemotherapy where that "
            "shrinks this kind of cancer well (chemosensitive)."
        ),
    ),
    Situation(
        "T195",
        _("Blocked bile ducts (biliary obstruction, jaundice)"),
        "Liver",
        _("Liver and bile ducts"),
        _("Yellow skin and eyes, itching. Fever as well makes it more pressing."),
        _("Call the cancer team the same day; with fever or shivering, the emergency number."),
        _("The yellow colour to fade."),
        _(
            "A tube that keeps the bile duct open (stent), put in through the gut (endoscopic) or "
            "through the skin (percutaneous)."
        ),
    ),
    Situation(
        "T193",
        _("A blocked bowel (bowel obstruction)"),
        "Peritoneum and omentum",
        _("Bowel"),
        _("A swollen belly, pain, being sick, and nothing that passes."),
        _(
            "Call the cancer team the same day; with strong pain, the emergency number. Ask before "
            "any laxative."
        ),
        _("It to move on by itself."),
        _(
            "Taking the pressure off the bowel (decompression), drugs that lessen its fluid "
            "(antisecretory drugs), a tube that keeps it open (stent), or surgery."
        ),
    ),
    Situation(
        "T182",
        _("A bone that is broken or may soon break (fracture)"),
        "Bone",
        _("Bone"),
        _("A deep, steady ache in a bone that moving makes worse, or sudden pain after a small knock."),
        _("Spare the limb, and call the cancer team the same day. With a break, call the emergency number."),
        _("The bone to break: it can be fixed before."),
        _("Fixing the bone in an operation (orthopaedic fixation), then radiotherapy."),
    ),
)


def deck() -> Deck:
    """Return the emergencies as a deck.

    Example:
        >>> [card.title for card in deck().cards][:2]
        ['Pressure on the spinal cord (spinal cord compression)', 'Pressure in the head (raised intracranial pressure)']
    """
    rows = {row.id: row for row in datasets.treatment_options()}
    return Deck(
        name="emergencies",
        title=_("When not to wait"),
        intro=_(
            "Eight situations that need help the same day. They are not all: fever or shivering during cancer "
            "treatment, for one, needs a call at once, day or night (this course's own words, not a guideline's). "
            "None of the signs proves that cancer is the cause: finding out is what the call is for."
        ),
        cards=tuple(_card(each, rows[each.row], datasets.organ(each.organ)) for each in SITUATIONS),
        more=_("What a hospital may do, and sources"),
        groups=_("Part of the body"),
        stamp=_(
            "Education, not advice. If this may be happening now, call your cancer team's urgent line or the "
            "emergency number where you live."
        ),
        about=(whole("treatment_options"), whole("organs")),
    )


def _least(*flags: str) -> str:
    """What can be said of several rows together: no more than of the one that was checked least."""
    return min(flags, key=("no", "partial", "yes").index)


def _card(situation: Situation, row: TreatmentOption, organ: Organ) -> Card:
    more = (
        (HOSPITAL, situation.hospital),
        (GOAL, f"{row.goal_of_care[:1].upper()}{row.goal_of_care[1:]}."),
        (ORGAN, organ.emergencies),
    )
    return Card(
        id=row.id,
        title=situation.title,
        group=situation.where,
        facts=((WARNING, situation.warning), (STEP, situation.step), (WAIT, situation.wait)),
        more=tuple((label, text) for label, text in more if text),
        sources=tuple(dict.fromkeys((*row.source_ids, *organ.source_ids))),
        checked=_least(row.checked, organ.checked),
        evidence=(
            row.evidence("option"),
            organ.evidence("emergencies"),
            *told(row, "condition", "goal_of_care"),
            computed(STEP, situation.step, OWN),
        ),
    )
