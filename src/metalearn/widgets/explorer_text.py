"""The words of the treatment-option explorer: its labels, its description and its table."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace

from metalearn.datasets import Conflict, Evidence, TreatmentOption
from metalearn.datasets.cards import computed, told
from metalearn.models.teaching.comparing import KINDS, Comparison
from metalearn.models.teaching.options import (
    ALL,
    NAMED_BY_OPTION,
    Catalogue,
    Groups,
    Selection,
    counted,
    in_words,
    overall,
    setting_text,
)
from metalearn.widgets import sources
from metalearn.widgets.sources import checked_text
from metalearn.words import _

TITLE = _("Treatment options in this teaching table")
BANNER = _("Education, not advice.")
BANNER_MORE = _("What is right for a person is for that person and their team to decide.")
STAMP = _("Table built 2026-11; sources to 2025-12.")
ORDER = _("In the order of the table; the order says nothing about which is better.")
NOTHING = _("Not in this teaching table. That does not mean no treatment exists.")
CAUTION_NOTE = _("Cautions mix what a source says with general knowledge; not all of them were checked.")
BESIDE = _("Always beside: care, emergencies and trials")
BESIDE_NOTE = _("For any primary, whatever else is chosen.")
AGNOSTIC_TITLE = _("Whatever the primary: options by marker")
AGNOSTIC_NOTE = _(
    "For a solid tumour that has the marker, whatever organ it began in; each has limits of its own."
)
RELATED = _("Also in this table, wider or narrower:")

PLACES = {
    "local": _("Local: one place"),
    "systemic": _("Systemic: whole body"),
    "both": _("Local and systemic"),
    "neither": _("Neither local nor systemic"),
}
LABELS = {
    "for": _("For"),
    "setting": _("Setting"),
    "option": _("Option"),
    "goal": _("Goal"),
    "modality": _("Kind"),
    "agents": _("Examples, no doses"),
    "side_effects": _("Side effects"),
    "cautions": _("Cautions"),
    "note": _("Note"),
    "source": _("Source"),
    "sources": _("Sources"),
    "place": _("Where it acts"),
    "checked": _("Checked"),
}
WORDS = {
    "title": TITLE,
    "banner": BANNER,
    "banner_more": BANNER_MORE,
    "stamp": STAMP,
    "order": ORDER,
    "nothing": NOTHING,
    "caution_note": CAUTION_NOTE,
    "beside": BESIDE,
    "beside_note": BESIDE_NOTE,
    "agnostic": AGNOSTIC_TITLE,
    "agnostic_note": AGNOSTIC_NOTE,
    "related": RELATED,
    "menu_primary": _("Primary (where it began)"),
    "menu_condition": _("Biomarker or condition"),
    "menu_setting": LABELS["setting"],
    "all_conditions": _("All"),
    "all_settings": _("All"),
    "no_row": _("no row here"),
    "open": _("Side effects, cautions, source"),
    "new_tab": _("opens in a new tab"),
    "evidence": _("Evidence card"),
    "about": _("Evidence card of this table: how it was counted, read and dated"),
    "compare": _("Compare in two cancers"),
    "compare_off": _("One cancer at a time"),
    "cancer": _("Cancer"),
    "cancer_a": _("Cancer A"),
    "cancer_b": _("Cancer B"),
    "shared": _("Drugs named on both sides: {names}."),
    "not_shared": _("No drug is named on both sides."),
    "beside_each": _("{subject}: {one} beside {other}"),
    "conflict": _("Conflict"),
    "conflicts": _("Conflict: where sources disagree ({n})"),
    "one_side": _("One side"),
    "other_side": _("The other side"),
    "no_source": _("no source opened"),
    "mind": _("What to make of it"),
    **{f"label_{name}": text for name, text in LABELS.items()},
}
COLUMNS = (
    "setting",
    "option",
    "for",
    "modality",
    "agents",
    "place",
    "goal",
    "side_effects",
    "cautions",
    "checked",
)
HEADER = [*(LABELS[name] for name in COLUMNS), LABELS["sources"], LABELS["note"]]


_TEXTS = ("condition", "modality", "example_agents", "goal_of_care", "cautions", "note")


@functools.cache
def row_cards(row: TreatmentOption) -> tuple[Evidence, ...]:
    """Return the evidence cards of a row: the option, its side effects, and every text with a number in it."""
    return row.evidence("option"), row.evidence("side_effects"), *told(row, *_TEXTS)


def about_cards(count: object, row: TreatmentOption) -> tuple[Evidence, Evidence]:
    """Return the cards of what stands over the rows: how many there are, and the dates of the table."""
    option = row.evidence("option")
    about = [replace(option, sources=(), how_read="")]  # each row says its own
    counted = computed(
        _("Options for this choice"), count, _("the rows of the table that fit it, counted"), about
    )
    return counted, computed(_("Dates"), STAMP, _("when the table was written, and its newest source"), about)


def cards(selection: Selection, comparison: Comparison | None, catalogue: Catalogue) -> Iterator[Evidence]:
    """Yield the evidence cards of everything on screen."""
    beside = [row for _group, rows in selection.beside for row in rows]
    shown = comparison.rows if comparison else (*selection.rows, *selection.agnostic)
    counts = [len(comparison.rows if comparison else selection.rows)]
    counts += [len(rows) for _primary, rows in comparison.sides] if comparison else []
    for count in counts:
        yield from about_cards(count, beside[0])
    dates = about_cards(0, beside[0])[1]
    named = [selection.condition, *selection.related] if comparison is None else [comparison.subject.name]
    drugs = comparison.shared if comparison else ()
    for name in (*named, *drugs):
        yield computed(WORDS["menu_condition"], name, _("a name in the table, for you to choose"), [dates])
    listed = WORDS["conflicts"].format(n=len(catalogue.conflicts))
    yield computed(WORDS["conflict"], listed, _("the rows of the table of conflicts, counted"))
    for row in (*shown, *beside):
        yield from row_cards(row)
    for conflict in catalogue.conflicts:
        yield from conflict_cards(conflict)


@functools.cache
def conflict_cards(conflict: Conflict) -> tuple[Evidence, ...]:
    """Return the evidence cards of a conflict: what it is about, and every text with a number in it."""
    return conflict.evidence("about"), *told(conflict, "one", "other", "mind")


def side_effects_label(row: TreatmentOption) -> str:
    """Return the label of the side effects with their own flag."""
    return f"{LABELS['side_effects']} ({_lower(checked_text(row.side_effects_checked))})"


def row_checked(row: TreatmentOption) -> str:
    """Return in words whether a whole row was checked: its use, and its side effects."""
    flag = overall(row)
    rest = {
        "no": _("{flag}: its side effects were not"),
        "partial": _("{flag}: its side effects only in part"),
    }
    said = rest.get(row.side_effects_checked, "{flag}") if flag == "partial" else "{flag}"
    return said.format(flag=checked_text(flag))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def place(row: TreatmentOption) -> str:
    """Return in words where a row acts."""
    return PLACES.get(row.local_or_systemic, row.local_or_systemic)


def rows_of(selection: Selection, comparison: Comparison | None, catalogue: Catalogue) -> list[list[str]]:
    """Return the options on screen as rows of text under a header; of a comparison, with the cancer before each."""
    if comparison is None:
        return [[*HEADER, WORDS["conflict"]], *(_cells(row, catalogue) for row in selection.rows)]
    body = [[primary, *_cells(row, catalogue)] for primary, rows in comparison.sides for row in rows]
    return [[WORDS["cancer"], *HEADER, WORDS["conflict"]], *body]


def _cells(row: TreatmentOption, catalogue: Catalogue) -> list[str]:
    return [*cells(row), " ".join(each.about for each in catalogue.disputed(row))]


def cells(row: TreatmentOption) -> list[str]:
    """Return a row of the table as texts, one a column of ``HEADER``."""
    return [
        setting_text(row.setting),
        row.option,
        row.condition,
        row.modality,
        row.example_agents,
        place(row),
        row.goal_of_care,
        row.side_effects,
        row.cautions,
        row_checked(row),
        sources.labels(row.source_ids),
        row.note,
    ]


def describe(selection: Selection, comparison: Comparison | None, catalogue: Catalogue) -> str:
    """Return what is on screen as text: the banner, every option in full, and what always stands beside it."""
    lines = [TITLE, f"{BANNER} {BANNER_MORE}", STAMP, ""]
    lines += _compared(comparison, catalogue) if comparison else _selected(selection, catalogue)
    lines += ["", BESIDE.upper(), BESIDE_NOTE, *_beside(selection.beside)]
    if selection.agnostic and not comparison:
        lines += ["", AGNOSTIC_TITLE.upper(), AGNOSTIC_NOTE, *map(_marker, selection.agnostic)]
    lines += ["", WORDS["conflicts"].format(n=len(catalogue.conflicts)).upper()]
    lines += [f"- {each.about}" for each in catalogue.conflicts]
    return "\n".join(_wrapped(lines))


def _selected(selection: Selection, catalogue: Catalogue) -> list[str]:
    """One cancer: what was chosen, then its options by setting."""
    lines = [*_chosen(selection), "", selection.headline, ORDER if selection.rows else NOTHING]
    if selection.related:
        lines.append(f"{RELATED} {'; '.join(selection.related)}")
    for setting, rows in selection.groups:
        lines += ["", setting.upper(), *(line for row in rows for line in _full(row, catalogue))]
    return [*lines, "", CAUTION_NOTE] if selection.rows else lines


def _compared(comparison: Comparison, catalogue: Catalogue) -> list[str]:
    """Two cancers: what is compared, then the options of each."""
    subject = comparison.subject
    (one, _one_rows), (other, _other_rows) = comparison.sides
    lines = [
        f"{WORDS['compare']}: {subject.name} ({KINDS[subject.kind]})",
        f"{WORDS['cancer_a']}: {one}",
        f"{WORDS['cancer_b']}: {other}",
        "",
        compared_line(comparison),
        shared_line(comparison),
        ORDER,
    ]
    for primary, rows in comparison.sides:
        lines += ["", primary, counted(len(rows)).format(where=in_words(primary))]
        lines += [line for row in rows for line in _full(row, catalogue, setting_text(row.setting))]
    return [*lines, "", CAUTION_NOTE]


def compared_line(comparison: Comparison) -> str:
    """Return what stands beside what, in a line."""
    (one, _one_rows), (other, _other_rows) = comparison.sides
    return WORDS["beside_each"].format(subject=comparison.subject.name, one=one, other=other)


def shared_line(comparison: Comparison) -> str:
    """Return the drugs that are named on both sides, in a sentence."""
    if not comparison.shared:
        return WORDS["not_shared"]
    return WORDS["shared"].format(names=", ".join(comparison.shared))


def side(text: str, source_ids: tuple[str, ...]) -> str:
    """Return one side of a conflict with its sources, or that none was opened."""
    return f"{text} ({sources.labels(source_ids) or WORDS['no_source']})"


def disputed(conflict: Conflict) -> Iterator[tuple[str, str]]:
    """Yield the lines of a conflict, each as (label, text): both sides, and what to make of them."""
    yield WORDS["conflict"], conflict.about
    yield WORDS["one_side"], side(conflict.one, conflict.one_source_ids)
    yield WORDS["other_side"], side(conflict.other, conflict.other_source_ids)
    yield WORDS["mind"], f"{conflict.mind} ({checked_text(conflict.checked)})"


def _beside(groups: Groups) -> Iterator[str]:
    for group, rows in groups:
        yield f"{group}:"
        yield from (_short(row, group) for row in rows)


def _chosen(selection: Selection) -> list[str]:
    words = {
        WORDS["menu_primary"]: selection.primary,
        WORDS["menu_condition"]: WORDS["all_conditions"]
        if selection.condition == ALL
        else selection.condition,
        WORDS["menu_setting"]: WORDS["all_settings"]
        if selection.setting == ALL
        else setting_text(selection.setting),
    }
    return [f"{label}: {value}" for label, value in words.items()]


def _full(row: TreatmentOption, catalogue: Catalogue, setting: str = "") -> Iterator[str]:
    yield f"- {row.option}"
    said = {
        LABELS["setting"]: setting,
        LABELS["for"]: row.condition,
        LABELS["place"]: place(row),
        LABELS["goal"]: row.goal_of_care,
        LABELS["modality"]: row.modality,
        LABELS["agents"]: row.example_agents,
        side_effects_label(row): row.side_effects,
        LABELS["cautions"]: row.cautions,
        LABELS["note"]: row.note,
        LABELS["source"]: sources.labels(row.source_ids),
    }
    yield from (f"    {label}: {text}" for label, text in said.items() if text)
    yield f"    {row_checked(row)}"
    for conflict in catalogue.disputed(row):
        yield from (f"    {label}: {text}" for label, text in disputed(conflict))


def _short(row: TreatmentOption, group: str = "") -> str:
    flag = "" if row.checked == "yes" else f" [{checked_text(row.checked)}]"
    return f"- {': '.join(named(row, group))}. {LABELS['goal']}: {row.goal_of_care}.{flag}"


def named(row: TreatmentOption, group: str) -> tuple[str, str]:
    """Return what a row is for and what it is, the more telling first."""
    return (row.option, row.condition) if group in NAMED_BY_OPTION else (row.condition, row.option)


def _marker(row: TreatmentOption) -> str:
    return f"{_short(row)} {LABELS['agents']}: {row.example_agents}. {LABELS['cautions']}: {row.cautions}."


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Fold long lines, and keep the indent of what they belong to."""
    for line in lines:
        start = line[: len(line) - len(line.lstrip())] + "  "
        yield from textwrap.wrap(line, 110, subsequent_indent=start, break_on_hyphens=False) or [""]
