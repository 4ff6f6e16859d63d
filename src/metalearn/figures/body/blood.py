"""The stops of the ways by blood; :mod:`metalearn.figures.body.stops` has those of the other routes."""

from __future__ import annotations

from metalearn.figures.body.stops import Stop
from metalearn.words import _

_FILTER = _("First filter: the first fine vessels on this way. Many cells get stuck in them.")

BLOOD = {
    "bowel veins": Stop(
        _("Veins of the bowel (mesenteric veins)"),
        _("They collect the blood of the bowel."),
        ("v-smv", "v-imv"),
        (27, 432),
    ),
    "stomach veins": Stop(
        _("Veins of the stomach"),
        _("They collect the blood of the stomach and of the lowest part of the gullet."),
        ("v-gastric",),
        (18, 358),
    ),
    "spleen vein": Stop(
        _("Vein of the spleen (splenic vein)"),
        _("It runs along the pancreas and takes up much of its blood."),
        ("v-splenic",),
        (62, 361),
    ),
    "portal": Stop(
        _("Portal vein"),
        _("It brings this blood to the liver before it goes anywhere else."),
        ("v-portal",),
        (-10, 371),
        "liver",
    ),
    "liver": Stop(_("Liver"), _FILTER, ("liver",), (-66, 372), "liver"),
    "past liver": Stop(
        _("Veins of the liver, then the right side of the heart"),
        _("What gets past the liver goes on to the heart."),
        ("v-hepatic", "heart"),
        (-14, 316),
    ),
    "lungs next": Stop(
        _("Lungs"),
        _("Second filter: the next fine vessels on this way."),
        ("v-lung_artery", "lung"),
        (-62, 288),
        "lung",
    ),
    "throat veins": Stop(
        _("Veins of throat and neck (jugular vein)"),
        _("They take the blood of the head and neck down to the chest."),
        ("v-throat", "v-jugular"),
        (30, 172),
    ),
    "thyroid veins": Stop(
        _("Veins of the thyroid and the neck (jugular vein)"),
        _("They take the blood of the gland down to the chest."),
        ("v-thyroid", "v-jugular"),
        (30, 190),
    ),
    "eye veins": Stop(
        _("Veins of the eye, then of the neck (jugular vein)"),
        _("Blood leaves the eye backwards and flows down the neck."),
        ("v-eye", "v-jugular"),
        (27, 150),
    ),
    "breast veins": Stop(
        _("Veins of the armpit and behind the ribs"),
        _("They collect the blood of the breast."),
        ("v-breast", "v-breast_inner", "v-armpit"),
        (95, 248),
    ),
    "upper cava": Stop(
        _("Upper vena cava"),
        _("It takes the blood of the head, the arms and the chest to the heart."),
        ("v-brachio", "v-svc"),
        (-17, 246),
    ),
    "leg veins": Stop(
        _("Veins of leg and groin (femoral and iliac veins)"),
        _("They take the blood of the leg up into the pelvis."),
        ("v-leg", "v-iliac"),
        (63, 574),
    ),
    "right leg veins": Stop(
        _("Veins of leg and groin (femoral and iliac veins)"),
        _("They take the blood of the leg up into the pelvis."),
        ("v-shin", "v-leg_right", "v-iliac_right"),
        (-60, 556),
    ),
    "pelvis veins": Stop(
        _("Veins of the pelvis (iliac veins)"),
        _("Nets of veins around the organs of the pelvis drain into them."),
        ("v-pelvic_organs", "v-pelvis", "v-iliac"),
        (32, 486),
    ),
    "womb veins": Stop(
        _("Veins of the womb and the pelvis (iliac veins)"),
        _("Nets of veins around the organs of the pelvis drain into them."),
        ("v-uterus", "v-pelvis", "v-iliac"),
        (32, 486),
    ),
    "ovary vein": Stop(
        _("Vein of the ovary"),
        _(
            "It runs up the back of the belly: on the left to the vein of the kidney, on the right to the lower "
            "vena cava."
        ),
        ("v-ovary", "v-renal"),
        (28, 436),
    ),
    "testis vein": Stop(
        _("Vein of the testis"),
        _(
            "It runs up the back of the belly: on the left to the vein of the kidney, on the right to the lower "
            "vena cava."
        ),
        ("v-testis", "v-renal"),
        (31, 450),
    ),
    "kidney vein": Stop(
        _("Vein of the kidney (renal vein)"),
        _("A short, wide way into the lower vena cava."),
        ("v-renal",),
        (16, 380),
    ),
    "lower cava": Stop(
        _("Lower vena cava"),
        _("It takes the blood of the legs, the pelvis and the kidneys to the heart."),
        ("v-ivc_low", "v-ivc"),
        (-12, 362),
    ),
    "lower cava from kidney": Stop(
        _("Lower vena cava"),
        _("It takes the blood of the legs, the pelvis and the kidneys to the heart."),
        ("v-ivc",),
        (-12, 362),
    ),
    "right heart": Stop(
        _("Right side of the heart"),
        _("It pumps all the blood of the large veins into the lungs."),
        ("heart", "v-lung_artery"),
        (2, 312),
    ),
    "lungs": Stop(_("Lungs"), _FILTER, ("lung",), (-62, 288), "lung"),
    "past lungs": Stop(
        _("Left side of the heart and aorta"),
        _("What gets past the lungs can reach every organ."),
        ("v-lung_veins", "v-aorta"),
        (14, 336),
    ),
    "spine veins": Stop(
        _("Net of veins along the spine (Batson)"),
        _(
            "These veins have no valves and join the pelvis to the spine: a side way past the lungs. "
            "How much of the spread they explain is debated."
        ),
        ("v-to_spine", "v-plexus"),
        (-1, 492),
        "bone",
    ),
    "chest wall veins": Stop(
        _("Veins of the chest wall, which join those along the spine (Batson)"),
        _("A side way past the lungs. How much of the spread it explains is debated."),
        ("v-breast_spine", "v-plexus"),
        (26, 303),
    ),
    "lung veins": Stop(
        _("Veins of the lungs"),
        _("They bring the blood of the lungs to the left side of the heart."),
        ("v-lung_veins",),
        (-34, 296),
    ),
    "left heart": Stop(
        _("Left side of the heart"), _("It pumps this blood into the aorta."), ("heart",), (38, 314)
    ),
    "everywhere": Stop(
        _("Aorta and its branches"),
        _("Every organ receives this blood at the same time: brain, bone, liver, adrenals and all others."),
        ("v-aorta", "v-to_head", "v-to_belly", "v-to_legs", "v-to_arms"),
        (9, 410),
    ),
}
