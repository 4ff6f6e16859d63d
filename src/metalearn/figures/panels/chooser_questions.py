"""What the test chooser knows: the tests, and for each clinical question which comes first, why, and its limits."""

from __future__ import annotations

from dataclasses import dataclass

from metalearn.words import _

# Test -> its name, and what it can show.
TESTS = {
    "ct": (_("CT with contrast"), _("CT shows organs, bones and nodes in slices, and their size.")),
    "mri-spine": (_("MRI of the whole spine"), _("MRI of the spine shows the cord and what presses on it.")),
    "mri-head": (
        _("MRI of the head with contrast"),
        _("MRI of the head shows the brain and its skins in detail."),
    ),
    "bone-scan": (_("Bone scan"), _("A bone scan shows where in the skeleton bone is being rebuilt.")),
    "psma": (_("PSMA PET-CT"), _("PSMA PET-CT shows cells that carry a marker of prostate cancer.")),
    "x-ray": (_("Chest X-ray"), _("A chest X-ray shows the lungs and fluid around them at a glance.")),
    "calcium": (_("Calcium in the blood"), _("This blood test shows how much calcium is in the blood.")),
    "marker": (
        _("A tumour marker in the blood"),
        _("A tumour marker helps to follow a cancer that is known."),
    ),
    "biopsy": (_("A piece of tissue (biopsy)"), _("Tissue shows which cells something is made of.")),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A clinical question.

    Attributes:
        asks: The question.
        first: The tests that suit it first, in the order of :data:`TESTS`.
        why: Why they come first.
        cannot: What they cannot show.
        organ: The organ whose row names the imaging, or "".
        study: The source of the figures beside it, or "".
        where: The organ that the figures are about.
        unit: What the study counted.
        questions: Questions of the course whose explanation says it too.
        misconceptions: Beliefs of the course whose correction says it too.
        scope: Statements of the scope it rests on.
    """

    asks: str
    first: tuple[str, ...]
    why: str
    cannot: str
    organ: str = ""
    study: str = ""
    where: str = ""
    unit: str = "per_patient"
    questions: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    scope: tuple[int, ...] = ()


QUESTIONS = {
    "weak-legs": Question(
        _("Back pain for weeks and now weak legs, in somebody who has cancer"),
        ("mri-spine",),
        _(
            "The spinal cord may be under pressure. That is an emergency: it needs help the same day. MRI shows the "
            "cord itself, and the whole spine is looked at, not only where it hurts."
        ),
        _(
            "Which cells press on the cord. Treatment to protect the cord may have to begin before that is known."
        ),
        organ="Spine and epidural space",
    ),
    "headache": Question(
        _("Headaches and a first seizure, in somebody who has lung cancer"),
        ("mri-head",),
        _(
            "MRI with contrast finds most metastases in the brain. CT with contrast is for people who cannot have MRI."
        ),
        _(
            "What a spot is made of: not every spot in the brain is a metastasis. And it does not find every one."
        ),
        organ="Brain",
        study="li_2017_brain",
        where="Brain",
    ),
    "liver": Question(
        _("Bowel cancer has just been found: is the liver involved?"),
        ("ct",),
        _(
            "CT with contrast shows the liver and all around it in one visit. MRI with a liver contrast agent is for "
            "planning an operation; ultrasound is a first look."
        ),
        _(
            "Whether a spot is cancer: harmless changes can look the same. And very small deposits stay unseen."
        ),
        organ="Liver",
        study="tsili_2021",
        where="Liver",
        misconceptions=("M17",),
    ),
    "bones": Question(
        _("Aching in several bones, in somebody who has breast cancer"),
        ("ct", "bone-scan"),
        _("Either shows how much of the skeleton is involved. MRI is for the spinal cord and the marrow."),
        _(
            "Why a bone is busy: a fracture that heals, an infection or Paget's disease can look much the same."
        ),
        organ="Bone",
        study="yang_2011",
        where="Bone",
        questions=("Q07b",),
    ),
    "prostate": Question(
        _("Prostate cancer with a high risk of spread, before treatment: has it spread?"),
        ("ct", "bone-scan", "psma"),
        _(
            "PSMA PET-CT looks at nodes and bones at once. Where there is none, CT looks at the nodes, and a bone scan "
            "at the bones."
        ),
        _("That there is nothing: a clear scan leaves small deposits in nodes unseen."),
        organ="Bone",
        study="tu_2020",
        where="Pelvic lymph nodes",
        scope=(87,),
    ),
    "breathless": Question(
        _("Breathless, with a heavy feeling in the chest, in somebody who has cancer"),
        ("x-ray",),
        _("A chest X-ray shows quickly whether there is fluid around a lung. Ultrasound and CT follow."),
        _("Why the fluid is there: for that, cancer cells are looked for in the fluid itself."),
        organ="Pleura",
    ),
    "thirst": Question(
        _("Thirst, constipation and confusion, in somebody who has kidney cancer"),
        ("calcium",),
        _(
            "Too much calcium in the blood does this, and can be dangerous. The result is corrected for albumin, a "
            "protein that binds some of it."
        ),
        _(
            "The cause. It is not always bone metastases: the tumour itself can send out a signal that frees calcium."
        ),
        organ="Hypercalcaemia",
    ),
    "shadow": Question(
        _("Years after breast cancer, a new shadow in the liver: what is it?"),
        ("biopsy",),
        _(
            "Only tissue shows whether it is breast cancer, another cancer or neither; and its receptors are tested "
            "again, because they can differ from before. It is done where it is safe and would change what is done."
        ),
        _("The other deposits: one piece speaks for the place it was taken from."),
        questions=("Q07a",),
        misconceptions=("M17", "M18"),
        scope=(94,),
    ),
}
