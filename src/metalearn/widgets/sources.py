"""How widgets show where a fact comes from, and whether it was read there."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from metalearn import datasets
from metalearn.datasets import Reference
from metalearn.words import _

CHECKED = {
    "yes": _("Checked against its source"),
    "partial": _("Partly checked"),
    "no": _("Not checked: treat with care"),
}


def checked_text(value: str) -> str:
    """Return a checked flag in words; a flag that is not known counts as not checked.

    Example:
        >>> checked_text("partial")
        'Partly checked'
    """
    return CHECKED.get(value, CHECKED["no"])


def label(reference: Reference) -> str:
    """Return a source on one short line: title, who published it, date.

    Example:
        >>> label(datasets.reference("nci_pdq_breast_2025"))
        'Breast Cancer Treatment (PDQ), Health Professional Version (National Cancer Institute, 2025)'
    """
    who = reference.authors[0] if reference.authors else reference.publisher or reference.container
    if len(reference.authors) > 1 or reference.more_authors:
        who = _("{author} and others").format(author=who)
    where = ", ".join(part for part in (who, reference.year or _("undated")) if part)
    return f"{reference.title.strip('[]') or reference.id} ({where})"


def address(reference: Reference) -> str:
    """Return the source's address if a page may link to it, otherwise "".

    Example:
        >>> address(datasets.reference("msk_met_2022"))
        'https://doi.org/10.1016/j.cell.2022.01.003'
    """
    link = reference.link()
    return link if link.startswith("https://") else ""


def labels(source_ids: Iterable[str]) -> str:
    """Return several sources as one line of text."""
    return "; ".join(label(datasets.reference(source_id)) for source_id in source_ids)


def anchor(source_id: str) -> str:
    """Return a source as HTML: its label, as a link where it has an address."""
    reference = datasets.reference(source_id)
    text, link = escape(label(reference)), address(reference)
    return f'<a href="{escape(link)}">{text}</a>' if link else text
