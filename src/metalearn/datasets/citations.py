"""The sources, read from ``data/references.json`` (CSL-JSON)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """A source of facts in the tables.

    Attributes:
        id: The ``source_id`` that the tables cite.
        kind: CSL type, such as "article-journal" or "webpage".
        authors: Names as "Nguyen B"; an organisation is one entry. Empty when not verified.
        more_authors: Whether the list is only the start of the authors.
        year: Year as text; empty when the source gives none or it was not verified.
        date: Date of publication or last update as exactly as known: "2025-04-25", "2025-10" or "2025".
        accessed: Date of the copy that was read, as YYYY-MM-DD, or "".
        title: Title; empty when not verified.
        container: Journal, book or site, with volume and pages where known.
        publisher: Publisher; empty when the same as the author or not given.
        doi: DOI without address, or "".
        pmid: PubMed number, or "".
        pmcid: PubMed Central number with "PMC", or "".
        url: Address, or "".
        complete: Whether authors, title, year and place of publication were all verified.
        seen: How much of it was read, such as "abstract".
        licence: Licence of the source as far as known; empty when unknown, and then only facts are taken from it.
        licence_basis: What that rests on, such as "publisher policy"; empty when the source itself says so.
        standing: "secondary source", "tertiary source" or "third-party copy"; empty for an original.
        note: What to mind.
    """

    id: str
    kind: str
    authors: tuple[str, ...]
    more_authors: bool
    year: str
    date: str
    accessed: str
    title: str
    container: str
    publisher: str
    doi: str
    pmid: str
    pmcid: str
    url: str
    complete: bool
    seen: str
    licence: str
    licence_basis: str
    standing: str
    note: str

    def short(self) -> str:
        """Return the shortest form that names the source in a sentence.

        Example:
            >>> from metalearn import datasets
            >>> datasets.reference("msk_met_2022").short()
            'Nguyen et al. 2022'
        """
        if not self.authors:
            who = self.title or self.container or self.id
        else:
            many = len(self.authors) > 2 or self.more_authors
            family = [name if " " not in name else _family(name) for name in self.authors]
            who = f"{family[0]} et al." if many else " and ".join(family)
        return f"{who} {self.year}".strip()

    def cite(self) -> str:
        """Return the full citation on one line.

        What was not verified is left out; a title of ours stands in square brackets, and so does the word that a
        source is not an original one.

        Example:
            >>> from metalearn import datasets
            >>> print(datasets.reference("fidler_1970").cite()[:60])
            Fidler IJ (1970). Metastasis: quantitative analysis of distr
        """
        who = ", ".join([*self.authors, *(["et al."] if self.more_authors else [])])
        year = f" ({self.year})" if self.year else ""
        start = (who + year, self.title) if who else (self.title + year,)
        number = f"doi:{self.doi}" if self.doi else self.pmcid or (f"PMID {self.pmid}" if self.pmid else "")
        last = number or self.url
        parts = [part + stop_after(part) for part in (*start, self.container, self.publisher) if part]
        standing = f"[{self.standing}]" if self.standing else ""
        return " ".join(part for part in (*parts, last, standing) if part)

    def link(self) -> str:
        """Return the best address for the source, or "" when none is known.

        Example:
            >>> from metalearn import datasets
            >>> datasets.reference("msk_met_2022").link()
            'https://doi.org/10.1016/j.cell.2022.01.003'
        """
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url


def stop_after(text: str) -> str:
    """Return the full stop that a sentence with this text at its end still needs; one that asks needs none.

    Example:
        >>> stop_after("Does surgery spread cancer?"), stop_after("Metastasis")
        ('', '.')
    """
    return "" if text.rstrip("\"'”’]").endswith((".", "?", "!")) else "."


def _family(name: str) -> str:
    """The family name of "van Kessel CS"; an organisation's name stays whole."""
    *family, initials = name.split(" ")
    return " ".join(family) if initials.isupper() and len(initials) <= 4 else name


def _person(said: dict[str, str]) -> str:
    return said.get("literal") or f"{said.get('family', '')} {said.get('given', '')}".strip()


def _container(said: dict[str, Any]) -> str:
    title = said.get("container-title", "")
    place = said.get("volume", "")
    if said.get("page"):
        place = f"{place}:{said['page']}" if place else said["page"]
    return f"{title} {place}".strip()


def _date(said: dict[str, Any] | None) -> str:
    """A CSL date as "2025-04-25", as far as it is known."""
    parts = said["date-parts"][0] if said else []
    return "-".join(f"{part:02}" for part in parts)


def from_csl(said: dict[str, Any]) -> Reference:
    """Turn one CSL-JSON entry into a Reference.

    Args:
        said: The entry; its ``custom`` object holds what CSL has no place for.

    Returns:
        The reference, with "" for everything that the entry leaves out.
    """
    custom = said.get("custom", {})
    date = _date(said.get("issued"))
    people = said.get("author", [])
    authors = tuple(_person(person) for person in people)
    publisher = said.get("publisher", "")
    return Reference(
        id=said["id"],
        kind=said["type"],
        authors=authors,
        more_authors=bool(custom.get("moreAuthors", False)),
        year=date[:4],
        date=date,
        accessed=_date(said.get("accessed")),
        title=said.get("title", ""),
        container=_container(said),
        publisher="" if publisher in authors else publisher,
        doi=said.get("DOI", ""),
        pmid=said.get("PMID", ""),
        pmcid=said.get("PMCID", ""),
        url=said.get("URL", ""),
        complete=bool(custom.get("complete", False)),
        seen=custom.get("seen", ""),
        licence=custom.get("licence", ""),
        licence_basis=custom.get("licenceBasis", ""),
        standing=custom.get("standing", ""),
        note=said.get("note", ""),
    )
