"""The static twin of the treatment-option explorer."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from metalearn.datasets import Conflict, TreatmentOption
from metalearn.figures import twin
from metalearn.models.teaching.comparing import Comparison
from metalearn.models.teaching.options import Catalogue, Groups, Selection, counted, in_words, setting_text
from metalearn.widgets import explorer_text as text
from metalearn.widgets import sources
from metalearn.widgets.explorer_text import LABELS, WORDS
from metalearn.widgets.sources import checked_text
from metalearn.words import _


def static_twin(selection: Selection, comparison: Comparison | None, catalogue: Catalogue) -> str:
    """Return what is on screen as HTML that survives Jupyter's sanitizer."""
    banner = f"<strong>{escape(text.BANNER)}</strong> {escape(text.BANNER_MORE)} {escape(text.STAMP)}"
    parts = [f"<p>{banner}</p>"]
    parts += _compared(comparison, catalogue) if comparison else _selected(selection, catalogue)
    rows = comparison.rows if comparison else (*selection.rows, *selection.agnostic)
    parts += [_beside(selection.beside)]
    if selection.agnostic and not comparison:
        parts += [
            _table(selection.agnostic, text.AGNOSTIC_TITLE, catalogue),
            twin.paragraph(text.AGNOSTIC_NOTE),
        ]
    count = len(comparison.rows if comparison else selection.rows)
    about = text.about_cards(count, selection.beside[0][1][0])
    beside = (row for _group, group in selection.beside for row in group)
    parts += [_conflicts(catalogue.conflicts), _sources((*rows, *beside))]
    return twin.figure(text.TITLE, *parts, twin.evidence(about, WORDS["about"]))


def _selected(selection: Selection, catalogue: Catalogue) -> list[str]:
    parts = [
        f"<p><strong>{escape(selection.headline)}</strong></p>",
        twin.paragraph(text.ORDER if selection.rows else text.NOTHING),
    ]
    if selection.related:
        parts.append(twin.paragraph(f"{text.RELATED} {'; '.join(selection.related)}"))
    parts += [_table(rows, f"{LABELS['setting']}: {name}", catalogue) for name, rows in selection.groups]
    return [*parts, twin.paragraph(text.CAUTION_NOTE)] if selection.rows else parts


def _compared(comparison: Comparison, catalogue: Catalogue) -> list[str]:
    parts = [
        f"<p><strong>{escape(text.compared_line(comparison))}</strong></p>",
        twin.paragraph(f"{text.shared_line(comparison)} {text.ORDER}"),
    ]
    for primary, rows in comparison.sides:
        count = counted(len(rows)).format(where=in_words(primary))
        parts.append(_table(rows, f"{WORDS['cancer']}: {primary}. {count}", catalogue, settings=True))
    return [*parts, twin.paragraph(text.CAUTION_NOTE)]


def _table(
    rows: Iterable[TreatmentOption], caption: str, catalogue: Catalogue, settings: bool = False
) -> str:
    names = ("option", "for", "place", "agents", "side_effects", "cautions", "checked", "sources")
    header = [LABELS[name] for name in names]
    return twin.table([header, *(_row(row, catalogue, settings) for row in rows)], caption)


def _row(row: TreatmentOption, catalogue: Catalogue, settings: bool) -> list[str]:
    where = f"{LABELS['setting']}: {setting_text(row.setting)}. " if settings else ""
    flag = checked_text(row.side_effects_checked)
    notes = [row.cautions, f"{LABELS['note']}: {row.note}" if row.note else ""]
    notes += [f"{label}: {said}" for each in catalogue.disputed(row) for label, said in text.disputed(each)]
    return [
        f"{row.option} ({LABELS['modality']}: {row.modality})",
        f"{where}{row.condition}",
        f"{text.place(row)}. {LABELS['goal']}: {row.goal_of_care}",
        row.example_agents,
        f"{row.side_effects} ({flag[:1].lower()}{flag[1:]})" if row.side_effects else "",
        ". ".join(note for note in notes if note),
        text.row_checked(row),
        sources.labels(row.source_ids),
    ]


def _beside(groups: Groups) -> str:
    """Care, emergencies and trials, in short."""
    header = [_("Group"), _("What"), _("How, or for whom"), LABELS["goal"], LABELS["checked"]]
    rows = [
        [group, *text.named(row, group), row.goal_of_care, checked_text(row.checked)]
        for group, rows in groups
        for row in rows
    ]
    return twin.table([header, *rows], text.BESIDE)


def _conflicts(conflicts: tuple[Conflict, ...]) -> str:
    """Every point on which sources disagree, with both sides."""
    items = (
        "".join(f"<li>{escape(label)}: {escape(said)}</li>" for label, said in text.disputed(each))
        for each in conflicts
    )
    lists = (f"<ul>{item}</ul>" for item in items)
    return twin.details(WORDS["conflicts"].format(n=len(conflicts)), *lists) if conflicts else ""


def _sources(rows: Iterable[TreatmentOption]) -> str:
    """The sources of everything in the tables above, each with the options that it backs."""
    backs: dict[str, list[str]] = {}
    for row in rows:
        for source_id in row.source_ids:
            backs.setdefault(source_id, []).append(row.option)
    items = (
        f"<li>{sources.anchor(source_id)}: {escape('; '.join(dict.fromkeys(options)))}</li>"
        for source_id, options in backs.items()
    )
    return twin.details(LABELS["sources"], f"<ul>{''.join(items)}</ul>")
