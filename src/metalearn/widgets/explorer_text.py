"""The words of the treatment-option explorer: its labels, its description, its table and its static twin."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape

from metalearn.datasets import Evidence, TreatmentOption
from metalearn.datasets.cards import computed, told
from metalearn.figures import twin
from metalearn.models.teaching.options import ALL, NAMED_BY_OPTION, Selection, overall, setting_text
from metalearn.widgets import sources
from metalearn.widgets.sources import checked_text

TITLE = "Treatment options in this teaching table"
BANNER = "Education, not advice."
BANNER_MORE = "What is right for a person is for that person and their team to decide."
STAMP = "Table built 2026-11; sources to 2025-12."
ORDER = "In the order of the table; the order says nothing about which is better."
NOTHING = "Not in this teaching table. That does not mean no treatment exists."
CAUTION_NOTE = "Cautions mix what a source says with general knowledge; not all of them were checked."
BESIDE = "Always beside: care, emergencies and trials"
BESIDE_NOTE = "For any primary, whatever else is chosen."
AGNOSTIC_TITLE = "Whatever the primary: options by marker"
AGNOSTIC_NOTE = (
    "For a solid tumour that has the marker, whatever organ it began in; each has limits of its own."
)
RELATED = "Also in this table, wider or narrower:"

PLACES = {
    "local": "Local: one place",
    "systemic": "Systemic: whole body",
    "both": "Local and systemic",
    "neither": "Neither local nor systemic",
}
LABELS = {
    "for": "For",
    "goal": "Goal",
    "modality": "Kind",
    "agents": "Examples, no doses",
    "side_effects": "Side effects",
    "cautions": "Cautions",
    "note": "Note",
    "source": "Source",
    "sources": "Sources",
    "place": "Where it acts",
    "checked": "Checked",
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
    "menu_primary": "Primary (where it began)",
    "menu_condition": "Biomarker or condition",
    "menu_setting": "Setting",
    "all_conditions": "All",
    "all_settings": "All",
    "no_row": "no row here",
    "open": "Side effects, cautions, source",
    "new_tab": "opens in a new tab",
    "evidence": "Evidence card",
    "about": "Evidence card of this table: how it was counted, read and dated",
    **{f"label_{name}": text for name, text in LABELS.items()},
}
HEADER = [
    "Setting",
    "Biomarker or condition",
    "Option",
    "Kind",
    "Examples",
    "Where it acts",
    "Goal",
    "Side effects",
    "Side effects checked",
    "Cautions",
    "Checked",
    "Sources",
    "Note",
]


_TEXTS = ("condition", "modality", "example_agents", "goal_of_care", "cautions", "note")


@functools.cache
def row_cards(row: TreatmentOption) -> tuple[Evidence, ...]:
    """Return the evidence cards of a row: the option, its side effects, and every text with a number in it."""
    return row.evidence("option"), row.evidence("side_effects"), *told(row, *_TEXTS)


def about_cards(count: object, row: TreatmentOption) -> tuple[Evidence, Evidence]:
    """Return the cards of what stands over the rows: how many there are, and the dates of the table."""
    option = row.evidence("option")
    about = [replace(option, sources=(), how_read="")]  # each row says its own
    counted = computed("Options for this choice", count, "the rows of the table that fit it, counted", about)
    return counted, computed("Dates", STAMP, "when the table was written, and its newest source", about)


def cards(selection: Selection) -> Iterator[Evidence]:
    """Yield the evidence cards of everything in a selection."""
    beside = [row for _, rows in selection.beside for row in rows]
    shown = [*selection.rows, *beside, *selection.agnostic]
    counted, dates = about_cards(len(selection.rows), shown[0])
    yield from (counted, dates)
    for name in (selection.condition, *selection.related):
        yield computed("Biomarker or condition", name, "a name in the table, for you to choose", [dates])
    for row in shown:
        yield from row_cards(row)


def side_effects_label(row: TreatmentOption) -> str:
    """Return the label of the side effects with their own flag."""
    return f"{LABELS['side_effects']} ({_lower(checked_text(row.side_effects_checked))})"


def row_checked(row: TreatmentOption) -> str:
    """Return in words whether a whole row was checked: its use, and its side effects."""
    flag = overall(row)
    rest = {"no": ": its side effects were not", "partial": ": its side effects only in part"}
    return checked_text(flag) + (rest.get(row.side_effects_checked, "") if flag == "partial" else "")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _place(row: TreatmentOption) -> str:
    return PLACES.get(row.local_or_systemic, row.local_or_systemic)


def rows_of(selection: Selection) -> list[list[str]]:
    """Return the options of a selection as rows of text under a header."""
    return [HEADER, *(_row(row) for row in selection.rows)]


def _row(row: TreatmentOption) -> list[str]:
    return [
        setting_text(row.setting),
        row.condition,
        row.option,
        row.modality,
        row.example_agents,
        _place(row),
        row.goal_of_care,
        row.side_effects,
        checked_text(row.side_effects_checked),
        row.cautions,
        checked_text(row.checked),
        sources.labels(row.source_ids),
        row.note,
    ]


def describe(selection: Selection) -> str:
    """Return a selection as text: the banner, every option in full, and what always stands beside it."""
    lines = [TITLE, f"{BANNER} {BANNER_MORE}", STAMP, "", *_chosen(selection), ""]
    lines += [selection.headline, ORDER if selection.rows else NOTHING]
    if selection.related:
        lines.append(f"{RELATED} {'; '.join(selection.related)}")
    for setting, rows in selection.groups:
        lines += ["", setting.upper(), *(line for row in rows for line in _full(row))]
    lines += ["", CAUTION_NOTE] if selection.rows else []
    lines += ["", BESIDE.upper(), BESIDE_NOTE]
    for group, rows in selection.beside:
        lines += [f"{group}:", *(_short(row, group) for row in rows)]
    if selection.agnostic:
        lines += ["", AGNOSTIC_TITLE.upper(), AGNOSTIC_NOTE, *(_marker(row) for row in selection.agnostic)]
    return "\n".join(_wrapped(lines))


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


def _full(row: TreatmentOption) -> Iterator[str]:
    yield f"- {row.option}"
    cells = {
        LABELS["for"]: row.condition,
        LABELS["place"]: _place(row),
        LABELS["goal"]: row.goal_of_care,
        LABELS["modality"]: row.modality,
        LABELS["agents"]: row.example_agents,
        side_effects_label(row): row.side_effects,
        LABELS["cautions"]: row.cautions,
        LABELS["note"]: row.note,
        LABELS["source"]: sources.labels(row.source_ids),
    }
    yield from (f"    {label}: {text}" for label, text in cells.items() if text)
    yield f"    {row_checked(row)}"


def _short(row: TreatmentOption, group: str = "") -> str:
    flag = "" if row.checked == "yes" else f" [{checked_text(row.checked)}]"
    return f"- {': '.join(_named(row, group))}. {LABELS['goal']}: {row.goal_of_care}.{flag}"


def _named(row: TreatmentOption, group: str) -> tuple[str, str]:
    """What a row is for and what it is, the more telling first."""
    return (row.option, row.condition) if group in NAMED_BY_OPTION else (row.condition, row.option)


def _marker(row: TreatmentOption) -> str:
    return f"{_short(row)} {LABELS['agents']}: {row.example_agents}. {LABELS['cautions']}: {row.cautions}."


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Fold long lines, and keep the indent of what they belong to."""
    for line in lines:
        start = line[: len(line) - len(line.lstrip())] + "  "
        yield from textwrap.wrap(line, 110, subsequent_indent=start, break_on_hyphens=False) or [""]


def static_twin(selection: Selection) -> str:
    """Return a selection as HTML that survives Jupyter's sanitizer."""
    parts = [
        f"<p><strong>{escape(BANNER)}</strong> {escape(BANNER_MORE)} {escape(STAMP)}</p>",
        f"<p><strong>{escape(selection.headline)}</strong></p>",
        twin.paragraph(ORDER if selection.rows else NOTHING),
    ]
    if selection.related:
        parts.append(twin.paragraph(f"{RELATED} {'; '.join(selection.related)}"))
    parts += [twin.table(_twin_rows(rows), setting) for setting, rows in selection.groups]
    parts += [twin.paragraph(CAUTION_NOTE)] if selection.rows else []
    beside = [[*_twin_short(row, group)] for group, rows in selection.beside for row in rows]
    parts.append(twin.table([["Group", "What", "How, or for whom", "Goal", "Checked"], *beside], BESIDE))
    if selection.agnostic:
        parts += [twin.table(_twin_rows(selection.agnostic), AGNOSTIC_TITLE), twin.paragraph(AGNOSTIC_NOTE)]
    about = about_cards(len(selection.rows), selection.beside[0][1][0])
    return twin.figure(TITLE, *parts, _twin_sources(selection), twin.evidence(about, WORDS["about"]))


def _twin_rows(rows: Iterable[TreatmentOption]) -> list[list[str]]:
    header = [
        "Option",
        "For",
        "Where it acts, goal",
        "Examples",
        "Side effects",
        "Cautions, notes",
        "Checked",
    ]
    return [header, *(_twin_row(row) for row in rows)]


def _twin_row(row: TreatmentOption) -> list[str]:
    side = (
        f"{row.side_effects} ({_lower(checked_text(row.side_effects_checked))})" if row.side_effects else ""
    )
    return [
        f"{row.option} ({row.modality})",
        row.condition,
        f"{_place(row)}. {LABELS['goal']}: {row.goal_of_care}",
        row.example_agents,
        side,
        f"{row.cautions}. {LABELS['note']}: {row.note}" if row.note else row.cautions,
        row_checked(row),
    ]


def _twin_short(row: TreatmentOption, group: str) -> list[str]:
    return [group, *_named(row, group), row.goal_of_care, checked_text(row.checked)]


def _twin_sources(selection: Selection) -> str:
    """The sources of everything in the tables above, each with the options that it backs."""
    backs: dict[str, list[str]] = {}
    rows = [*selection.rows, *selection.agnostic, *(row for _, group in selection.beside for row in group)]
    for row in rows:
        for source_id in row.source_ids:
            backs.setdefault(source_id, []).append(row.option)
    items = (
        f"<li>{sources.anchor(source_id)}: {escape('; '.join(dict.fromkeys(options)))}</li>"
        for source_id, options in backs.items()
    )
    return twin.details(LABELS["sources"], f"<ul>{''.join(items)}</ul>")
