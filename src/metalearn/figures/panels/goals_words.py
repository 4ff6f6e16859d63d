"""The words of the goals panel: the goals, what can matter to somebody, and which goals speak to it and why.

Which goals speak to what is a choice made for teaching; it stands in no source, and the panel says so.
"""

from __future__ import annotations

from metalearn.words import _

# What can matter most: as an option, and as it begins a sentence.
MATTERS = {
    "time": (_("More time"), _("Time")),
    "comfort": (_("Comfort, and doing things"), _("Comfort")),
    "visits": (_("Few visits and treatments"), _("Having few visits")),
    "chance": (_("A chance of cure, even a small one"), _("A chance of cure")),
}

# Each goal with what would make it a success.
GOALS = {
    "cure": (_("Cure"), _("A success if the cancer is gone and stays away.")),
    "control": (_("Control"), _("A success if the cancer shrinks or stands still for a time.")),
    "relief": (_("Relief"), _("A success if a symptom eases or a person can do more.")),
    "prevention": (
        _("Prevention"),
        _("A success if a complication, such as a broken bone, does not come or is mended in time."),
    ),
    "watch": (
        _("Watching"),
        _("A success if nothing is lost by waiting, and the burden of treatment is spared."),
    ),
    "find_out": (
        _("Finding out"),
        _("A success if a question is answered fairly, whichever way the answer falls."),
    ),
}

# The words of the goal cell that name each goal.
SAYS = {
    "cure": ("cure",),
    "control": (
        "control growth",
        "long-term control",
        "local control",
        "brain control",
        "delay progression",
        "slow growth",
        "prolong life and",
    ),
    "relief": ("relieve", "palliate", "quality of life", "maintain function", "carcinoid symptoms"),
    "prevention": ("prevent", "protect", "preserve", "reverse a life-threatening complication"),
    "watch": ("avoid", "delay toxicity"),
    "find_out": ("uncertain", "being tested", "new approach"),
}

REACHES = {
    "any": _("any reach"),
    "local": _("local: one place"),
    "systemic": _("systemic: the whole body"),
    "other": _("both, or neither"),
}

# What speaks to what, and why.
REASONS = {
    "time": {
        "cure": _(
            "Where it succeeds, it gives the most time of all. Only some cancers that have spread allow it."
        ),
        "control": _("Holding the cancer back is meant to give time. Ask what the time will be like."),
    },
    "comfort": {
        "relief": _("Fewer symptoms is just what it is for."),
        "prevention": _("A bone that does not break does not hurt."),
        "watch": _("Nothing is given, so nothing has side effects. The waiting itself can weigh."),
    },
    "visits": {
        "relief": _("Some of it takes one visit: the table has radiotherapy in a single session."),
        "watch": _("No visits for treatment. Check-ups and scans remain."),
    },
    "chance": {
        "cure": _("Ask for whom, how often, and at what price."),
        "find_out": _("A trial may open something new. It may also turn out no better."),
    },
}

# Rows to show first: clear, and read in their source as far as there is one.
EXAMPLES = (
    "T168",
    "T169",
    "T060",
    "T001",
    "T028",
    "T089",
    "T180",
    "T190",
    "T084",
    "T183",
    "T181",
    "T182",
    "T057",
    "T085",
    "T105",
    "T200",
    "T201",
    "T179",
    "T198",
)

NOTES = {
    "no_advice": _(
        "No recommendation: a table has never met anybody. Which goal fits is talked over with the people who know the "
        "scans, the other illnesses and the wishes. It may change, and two goals may go together."
    ),
    "twice": _(
        "A row with two goals is counted under both. These are rows of a teaching table, and no measure of how many "
        "people are treated or helped. Which goals speak to what matters is our choice: argue with it."
    ),
    "visits": _("The table does not count visits. Ask how many, how long each, and how far from home."),
    "empty": _("No row in this teaching table. That does not mean that there is no such treatment."),
}
