"""Which rows of the treatment table belong to a choice of primary, condition and setting.

Education, not advice: rows are found by what they are for, and never ordered by how good they are. Rows for any
primary (symptoms, emergencies, palliative care, clinical trials) belong to every choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metalearn import datasets
from metalearn.datasets import Conflict, TreatmentOption
from metalearn.errors import unknown
from metalearn.models.wording import inside
from metalearn.words import _, several

ALL = "all"
ANY_PRIMARY = "Any primary"
AGNOSTIC = "Any solid tumour (tumour-agnostic)"

SETTINGS = {
    "first_line": _("First line (first treatment)"),
    "later_line": _("Later line (after earlier treatment)"),
    "maintenance": _("Maintenance (to hold a response)"),
    "any_line": _("Any line (at any point)"),
    "local_oligomet": _("Few metastases (local treatment)"),
    "symptom_control": _("Symptom control"),
    "emergency": _("Emergency"),
    "observation": _("Observation (watching closely)"),
}
_PLACES = {name: i for i, name in enumerate(SETTINGS)}
TRIALS = _("Clinical trials")
PALLIATIVE = _("Supportive and palliative care")
NAMED_BY_OPTION = (PALLIATIVE, TRIALS)  # in these groups the option says more than the situation
ANYTHING = {"condition": _("any biomarker or condition"), "setting": _("any setting")}

Rows = tuple[TreatmentOption, ...]
Groups = tuple[tuple[str, Rows], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What belongs to one choice.

    Attributes:
        primary: The primary.
        condition: A biomarker or condition of that primary, or "all".
        setting: A setting, or "all".
        groups: The rows of the primary, as (setting in words, rows); the rows keep the order of the table.
        beside: The rows for any primary, as (group in words, rows); the same for every choice.
        agnostic: The rows for any solid tumour with a marker, where they fit the setting.
        related: Other conditions of the primary that widen or narrow the chosen one.
        headline: How many rows the primary has for this choice.
    """

    primary: str
    condition: str
    setting: str
    groups: Groups
    beside: Groups
    agnostic: Rows
    related: tuple[str, ...]
    headline: str

    @property
    def rows(self) -> Rows:
        """The rows of the primary, in the order in which they are shown."""
        return tuple(row for _group, rows in self.groups for row in rows)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The treatment table, ready to be asked.

    Attributes:
        rows: All rows, in the order of the table.
        conflicts: Where their sources disagree.

    Example:
        >>> table = Catalogue(datasets.treatment_options())
        >>> table.select("GIST").headline
        '3 options for GIST, any biomarker or condition, any setting'
    """

    rows: Rows
    conflicts: tuple[Conflict, ...] = ()

    def primaries(self) -> tuple[str, ...]:
        """Return the cancers that have rows of their own, in the order of the table."""
        own = (row.primary for row in self.rows if row.primary not in (ANY_PRIMARY, AGNOSTIC))
        return tuple(dict.fromkeys(own))

    def conditions(self, primary: str) -> tuple[str, ...]:
        """Return the biomarkers and conditions of a primary, in the order of the table."""
        return tuple(dict.fromkeys(row.condition for row in self.rows if row.primary == primary))

    def settings(self, primary: str, condition: str = ALL) -> tuple[str, ...]:
        """Return the settings in which a primary has rows, in the order in which they are shown."""
        return tuple(dict.fromkeys(row.setting for row in self.own(primary, condition)))

    def own(self, primary: str, condition: str = ALL, setting: str = ALL) -> Rows:
        """Return the rows of a primary for a condition and a setting: by setting, then in the order of the table."""
        found = [
            row
            for row in self.rows
            if row.primary == primary and condition in (ALL, row.condition) and setting in (ALL, row.setting)
        ]
        return tuple(sorted(found, key=lambda row: _place(row.setting)))

    def choices(self) -> Iterator[tuple[str, str, str]]:
        """Walk every combination of primary, condition and setting that has rows; "all" comes first."""
        for primary in self.primaries():
            for condition in (ALL, *self.conditions(primary)):
                for setting in (ALL, *self.settings(primary, condition)):
                    yield primary, condition, setting

    def agnostic(self, setting: str = ALL) -> Rows:
        """Return the rows for any solid tumour with a marker, where they fit the setting."""
        return tuple(row for row in self.rows if row.primary == AGNOSTIC and setting in (ALL, row.setting))

    def beside(self) -> Groups:
        """Return the rows for any primary, grouped: palliative care and trials first, then by setting."""
        rows = [row for row in self.rows if row.primary == ANY_PRIMARY]
        order = (PALLIATIVE, TRIALS, SETTINGS["emergency"], SETTINGS["symptom_control"])
        names = sorted(
            dict.fromkeys(map(_group, rows)),
            key=lambda name: order.index(name) if name in order else len(order),
        )
        return tuple((name, tuple(row for row in rows if _group(row) == name)) for name in names)

    def disputed(self, row: TreatmentOption) -> tuple[Conflict, ...]:
        """Return where the sources of a row disagree."""
        return tuple(each for each in self.conflicts if row.id in each.row_ids)

    def select(self, primary: str, condition: str = ALL, setting: str = ALL) -> Selection:
        """Collect everything that belongs to one choice.

        Args:
            primary: One of ``primaries()``.
            condition: One of ``conditions(primary)``, or "all".
            setting: One of ``SETTINGS``, or "all". A setting without rows gives an empty selection.

        Raises:
            UnknownNameError: For a name that does not exist there, with the nearest right one.
        """
        self.check(primary, condition, setting)
        rows = self.own(primary, condition, setting)
        names = dict.fromkeys(row.setting for row in rows)
        groups = tuple(
            (setting_text(name), tuple(row for row in rows if row.setting == name)) for name in names
        )
        return Selection(
            primary=primary,
            condition=condition,
            setting=setting,
            groups=groups,
            beside=self.beside(),
            agnostic=self.agnostic(setting),
            related=related(condition, self.conditions(primary)),
            headline=count_line(len(rows), primary, condition, setting),
        )

    def check(self, primary: str, condition: str = ALL, setting: str = ALL) -> None:
        """Refuse names that do not exist.

        Raises:
            UnknownNameError: With the nearest right name, and where to see all of them.
        """
        here = "metalearn.models.options"
        if primary not in self.primaries():
            raise unknown("primary", primary, self.primaries(), f"{here}.primaries()")
        conditions = (ALL, *self.conditions(primary))
        if condition not in conditions:
            kind = f"biomarker or condition for {primary}"
            raise unknown(kind, condition, conditions, f"{here}.conditions({primary!r})")
        settings = (ALL, *_in_order(row.setting for row in self.rows))
        if setting not in settings:
            raise unknown("setting", setting, settings, f"{here}.settings()")


def _in_order(settings: Iterator[str]) -> tuple[str, ...]:
    """Settings once each, in the order in which they are shown."""
    return tuple(sorted(dict.fromkeys(settings), key=_place))


def _place(setting: str) -> int:
    """The place of a setting in the course; unknown ones (of an instructor's own table) come last."""
    return _PLACES.get(setting, len(_PLACES))


def _group(row: TreatmentOption) -> str:
    if "clinical trial" in row.modality:
        return TRIALS
    return PALLIATIVE if "palliative" in row.modality else setting_text(row.setting)


def overall(row: TreatmentOption) -> str:
    """Return whether a whole row was checked: "yes" only if its use and its side effects both were.

    Example:
        >>> {overall(row) for row in datasets.treatment_options()} <= {"yes", "partial", "no"}
        True
    """
    if row.checked != "yes":
        return "partial" if row.checked == "partial" else "no"
    return "yes" if row.side_effects_checked == "yes" or not row.side_effects else "partial"


def setting_text(setting: str) -> str:
    """Return a setting in words.

    Example:
        >>> setting_text("later_line")
        'Later line (after earlier treatment)'
    """
    return SETTINGS.get(setting, setting.replace("_", " ").capitalize())


def count_line(count: int, primary: str, condition: str, setting: str) -> str:
    """Return the sentence that says how many rows there are for a choice.

    Example:
        >>> count_line(4, "Breast", "HER2+", "all")
        '4 options for breast cancer, HER2+, any setting'
        >>> count_line(0, "GIST", "all", "emergency")
        'No option for GIST, any biomarker or condition, emergency'
    """
    chosen = [
        in_words(primary),
        ANYTHING["condition"] if condition == ALL else condition,
        ANYTHING["setting"] if setting == ALL else short_setting(setting),
    ]
    return counted(count).format(where=", ".join(chosen))


_TUMOURS = re.compile(r"germ cell|trophoblastic|neuroendocrine", re.IGNORECASE)
_CANCERS = re.compile(r"GIST|tumour|melanoma|carcinoma|sarcoma|unknown", re.IGNORECASE)


def in_words(primary: str) -> str:
    """Return a primary as it stands inside a sentence: a small letter, and "cancer" where the table leaves it out.

    Example:
        >>> in_words("Breast"), in_words("Ovarian (epithelial)"), in_words("Melanoma (cutaneous)")
        ('breast cancer', 'ovarian cancer (epithelial)', 'melanoma (cutaneous)')
        >>> in_words("Testicular germ cell"), in_words("GIST")
        ('testicular germ cell tumours', 'GIST')
    """
    name = inside(primary)
    if _CANCERS.search(name):
        return name
    kind, bracket, rest = name.partition(" (")
    said = _("{kind} tumours") if _TUMOURS.search(kind) else _("{kind} cancer")
    return f"{said.format(kind=kind)}{bracket}{rest}"


def counted(count: int) -> str:
    """Return the sentence for a number of options, with a place for what they are for.

    Example:
        >>> counted(2)
        '2 options for {where}'
    """
    if not count:
        return _("No option for {where}")
    return several("{n} option for {where}", "{n} options for {where}", count).replace("{n}", str(count))


def short_setting(setting: str) -> str:
    """Return a setting as it stands inside a sentence.

    Example:
        >>> short_setting("first_line")
        'first line'
    """
    return setting_text(setting).split(" (")[0].lower()


def related(condition: str, conditions: Sequence[str]) -> tuple[str, ...]:
    """Return the conditions that begin with the chosen one, or with which it begins.

    Rows are found by the exact condition, so that "HER2+" alone would hide "HER2+ and HR+"; this is what points there.

    Example:
        >>> related("HER2+", ["HER2+", "HER2+ and HR+", "HER2-low"])
        ('HER2+ and HR+',)
    """
    return tuple(
        other for other in conditions if _continues(other, condition) or _continues(condition, other)
    )


def _continues(longer: str, shorter: str) -> bool:
    rest = longer.removeprefix(shorter)
    return rest != longer and rest != "" and not rest[0].isalnum()


def primaries() -> tuple[str, ...]:
    """Return the cancers that have rows of their own in the treatment table.

    Example:
        >>> primaries()[:2]
        ('Breast', 'Non-small cell lung')
    """
    return Catalogue(datasets.treatment_options()).primaries()


def conditions(primary: str) -> tuple[str, ...]:
    """Return the biomarkers and conditions that the treatment table has for a primary.

    Raises:
        UnknownNameError: When the table has no such primary.

    Example:
        >>> conditions("GIST")[1]
        'PDGFRA D842V'
    """
    catalogue = Catalogue(datasets.treatment_options())
    catalogue.check(primary)
    return catalogue.conditions(primary)


def settings() -> tuple[str, ...]:
    """Return every setting of the treatment table.

    Example:
        >>> settings()[:2]
        ('first_line', 'later_line')
    """
    return _in_order(row.setting for row in datasets.treatment_options())
