"""The same question asked of every cohort: side by side, each with its denominator, and nothing mixed by accident.

How often does a cancer spread to an organ? A registry at diagnosis, a hospital's inpatients, a referral centre over
years and the autopsies of another century all give true answers to different questions. ``side_by_side`` puts them in
one table; ``cohort_sums`` makes one number of them, and refuses when the figures are shares of different things.

Where the model is wrong about the world: the kinds of denominator are ours, and coarser than the studies. Two rows of
one kind may still differ in age, country, decade and in who was scanned. An organ stands under our name although the
source's may be a little wider. A sampling interval says how far chance alone would move the share in a sample of that
size drawn from the same people; what was missed, misread or chosen by the study is not in it.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from metalearn import datasets
from metalearn.datasets import Evidence, Flow, Reference, SequencedSite, SiteFrequency
from metalearn.errors import unknown
from metalearn.models import checks
from metalearn.models.spread.denominators import ALL_CANCERS, KINDS, TIMES, UNSTATED
from metalearn.models.spread.in_words import are_several, cancer_in_text, organ_in_text
from metalearn.words import _

Direction = Literal["primary_to_site", "site_to_primary"]

_ONLY = " only"  # how a pattern such as "Bone only" ends
_Z = 1.959963984540054  # the middle 95% of a normal distribution


@dataclass(frozen=True, slots=True)
class Span:
    """A range of percentages.

    Attributes:
        low: Lower end, in percent.
        high: Upper end, in percent.
    """

    low: float
    high: float


def wilson(n: int, n_total: int) -> Span:
    """Return the 95% sampling interval of a share: Wilson's score interval, in closed form.

    It says how far chance would move the share in samples of this size. It is not a reading interval, which says
    what counts fit a rounded percentage.

    Args:
        n: The part that was counted.
        n_total: The whole, at least 1.

    Returns:
        The interval, in percent.

    Raises:
        ValueError: When the part is not between 0 and the whole.

    Example:
        >>> span = wilson(272, 1026)
        >>> round(span.low, 1), round(span.high, 1)
        (23.9, 29.3)
    """
    if n_total < 1 or not 0 <= n <= n_total:
        raise ValueError(f"A share needs 0 <= n <= n_total and n_total >= 1; n is {n}, n_total is {n_total}.")
    share, square = n / n_total, _Z * _Z
    middle = share + square / (2 * n_total)
    half = _Z * math.sqrt(share * (1 - share) / n_total + square / (4 * n_total**2))
    scale = 100 / (1 + square / n_total)
    return Span(max(0.0, (middle - half) * scale), min(100.0, (middle + half) * scale))


@dataclass(frozen=True, slots=True)
class Entry:
    """One cohort's answer.

    Attributes:
        cohort: Name of the cohort.
        kind: How its people were found: centre, registry, inpatients, series, autopsy or literature.
        register: Where its people come from; cohorts of one register may share people.
        primary: Where the cancer began.
        site: The organ, or a pattern such as "Brain/CNS only".
        n: The part that was counted, or None when the source gives only a percentage.
        n_total: The whole, or None when the source does not say.
        percent: The share, or None when the source gives only a range.
        reading: Lowest and highest share that fit the source, or None when it gives one figure.
        direction: primary_to_site, site_to_primary or pattern, as in ``SiteFrequency``.
        denominator: What the share is a share of, in words.
        denominator_kind: The same in one word, one of ``denominators.KINDS``.
        timing: When the metastases were there, one of ``denominators.TIMES``.
        source: Where the figure comes from.
        note: What to mind.
        record: The row of the tables it comes from.
    """

    cohort: str
    kind: str
    register: str
    primary: str
    site: str
    n: int | None
    n_total: int | None
    percent: float | None
    reading: Span | None
    direction: str
    denominator: str
    denominator_kind: str
    timing: str
    source: Reference
    note: str
    record: Flow | SequencedSite | SiteFrequency

    @property
    def sampling(self) -> Span | None:
        """The 95% sampling interval, or None when there is no count to make it from. See ``wilson``."""
        return None if self.n is None or self.n_total is None else wilson(self.n, self.n_total)

    @property
    def evidence(self) -> Evidence:
        """The evidence card of the row: of its share, or of its count where the whole is not the row's own."""
        return self.record.evidence("percent" if self.n_total == self.record.n_total else "n")

    @property
    def share(self) -> str:
        """The share in words, such as "57.0% (56.6% to 57.5%)" or "18% to 64%"."""
        span = ""
        if self.reading:
            span = _("{low}% to {high}%").format(
                low=f"{self.reading.low:.3g}", high=f"{self.reading.high:.3g}"
            )
        if self.percent is None:
            return span
        return f"{self.percent:.3g}% ({span})" if span else f"{self.percent:.3g}%"

    @property
    def whole(self) -> str:
        """What the share is of, with its size: "2,172 patients of the centre with this cancer"."""
        size = f"{self.n_total:,} " if self.n_total is not None else ""
        return f"{size}{self.denominator}"

    def counted(self, of: str) -> str:
        """Return the share with what it is of and when: "16% of all cases of that cancer, at death"."""
        said = _("{share} of {kind}, {time}")
        if self.timing == UNSTATED:
            said = _("{share} of {kind} (when is not stated)")
        return said.format(share=self.share, kind=of, time=TIMES[self.timing])

    def __str__(self) -> str:
        return f"{self.cohort}: {self.primary} to {self.site}, {self.counted(self.whole)}"


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One question, answered by every cohort that has an answer.

    Attributes:
        primary: Where the cancer began.
        site: The organ.
        direction: primary_to_site or site_to_primary.
        entries: The answers, ordered by kind of denominator; see ``KINDS``.
        related: Other primaries with answers for this organ, whose names begin with the same word.
    """

    primary: str
    site: str
    direction: Direction
    entries: tuple[Entry, ...]
    related: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def of(self, cohort: str) -> tuple[Entry, ...]:
        """Return the answers of one cohort.

        Raises:
            UnknownNameError: When it has none.
        """
        known = list(dict.fromkeys(entry.cohort for entry in self.entries))
        wanted = checks.one_of("cohort with an answer", cohort, known, "the entries of this comparison")
        return tuple(entry for entry in self.entries if entry.cohort == wanted)

    def table(self) -> list[list[str]]:
        """Return the answers as rows of text under a header."""
        head = [_("Cohort"), _("Share"), _("Of whom"), _("When"), _("Source")]
        return [head, *([each.cohort, _with_pattern(each), each.whole, TIMES[each.timing], each.source.short()]
                        for each in self.entries)]  # fmt: skip

    def __str__(self) -> str:
        rows = self.table()
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
        ]
        kinds = len({entry.denominator_kind for entry in self.entries})
        last = (
            f"{kinds} kinds of denominator: these shares answer different questions and cannot be averaged."
            if kinds > 1
            else "One kind of denominator."
        )
        foot = [f"See also: {'; '.join(self.related)}."] if self.related else []
        return "\n".join([self.question, *(line.rstrip() for line in lines), last, *foot])

    @property
    def question(self) -> str:
        """The question in words."""
        if self.direction == "site_to_primary":
            deposits = {entry.denominator_kind == "metastases_at_site" for entry in self.entries}
            if deposits == {True}:
                said = _("Of the metastases in {site}, how many came from {primary}?")
            elif True in deposits:
                said = _(
                    "Of people with metastases in {site} (or of the metastases, where a row says so), in how many "
                    "did they come from {primary}?"
                )
            else:
                said = _("Of people with metastases in {site}, in how many did they come from {primary}?")
        elif are_several(self.primary):
            said = _("How often do {primary} spread to {site}?")
        else:
            said = _("How often does {primary} spread to {site}?")
        return said.format(primary=cancer_in_text(self.primary), site=organ_in_text(self.site))


def _with_pattern(entry: Entry) -> str:
    return f"{entry.share}, {entry.site}" if entry.direction == "pattern" else entry.share


def side_by_side(primary: str, site: str, *, direction: Direction = "primary_to_site") -> SideBySide:
    """Ask how often one cancer is found in one organ, in every cohort that says.

    Args:
        primary: Where the cancer began, as in ``datasets.group_flows()``, ``datasets.subtype_flows()`` or
            ``datasets.site_frequencies()``.
        site: The organ, as in the same tables.
        direction: "primary_to_site" for shares of the people with that cancer (with patterns such as "Bone only");
            "site_to_primary" for shares of the people with a metastasis there.

    Returns:
        The answers, ordered by kind of denominator, with the related primaries that have answers of their own: one
        cohort's "Lung" may be another's "Lung (non-small cell)".

    Raises:
        UnknownNameError: When no cohort has such a primary, organ or direction; the message gives the nearest.

    Source:
        ``msk_met_2022``, and the sources of the table ``site_frequencies``, row by row.

    Example:
        >>> found = side_by_side("Colorectal", "Liver")
        >>> [(each.cohort, each.share) for each in found if each.kind == "registry"]
        [('SEER liver (Wang)', '16%'), ('Stockholm colorectal 2008', '26.5%')]
    """
    if direction not in get_args(Direction):
        raise unknown(
            "direction", direction, get_args(Direction), "help(metalearn.models.cohorts.side_by_side)"
        )
    every = _entries(direction)
    primaries = list(dict.fromkeys(entry.primary for entry in every))
    see = "metalearn.datasets.group_flows() and .site_frequencies()"
    primary = checks.one_of("primary", primary, primaries, see)
    own = [entry for entry in every if entry.primary == primary]
    sites = list(dict.fromkeys(entry.site.removesuffix(_ONLY) for entry in own))
    site = checks.one_of("organ", site, sites, f"the organs that cohorts give for {primary}")
    answers = [entry for entry in every if entry.site.removesuffix(_ONLY) == site]
    found = [entry for entry in answers if entry.primary == primary]
    found.sort(key=lambda entry: list(KINDS).index(entry.denominator_kind))
    related = sorted({entry.primary for entry in answers if _related(entry.primary, primary)})
    return SideBySide(primary, site, direction, tuple(found), tuple(related))


def _related(one: str, other: str) -> bool:
    """Whether two names begin with the same word, other than the word "Other", which says nothing."""
    first, second = (re.findall(r"\w+", name)[0].casefold() for name in (one, other))
    return one != other and first == second != "other"


@functools.cache
def _entries(direction: Direction) -> tuple[Entry, ...]:
    """Every answer to any question of one direction, in the order of the tables."""
    if direction == "site_to_primary":
        return tuple(_published(direction))
    return (*_of_msk_met(), *_sequenced(), *_published(direction, "pattern"))


def _published(*directions: str) -> Iterator[Entry]:
    cohorts = {each.cohort: each for each in datasets.cohorts()}
    for row in datasets.site_frequencies():
        if row.direction not in directions:
            continue
        ends = row.percent_low, row.percent_high
        yield Entry(
            cohort=row.cohort,
            kind=cohorts[row.cohort].kind,
            register=cohorts[row.cohort].register,
            primary=row.primary,
            site=row.site,
            n=row.n,
            n_total=row.n_total,
            percent=row.percent,
            reading=Span(ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None,
            direction=row.direction,
            denominator=row.denominator,
            denominator_kind=row.denominator_kind,
            timing=row.timing,
            source=datasets.reference(row.source_id),
            note=row.note,
            record=row,
        )


def _of_msk_met() -> Iterator[Entry]:
    """Shares of all patients with a cancer, and of those with metastases; subtypes have only the first."""
    metastatic: dict[str, int] = {}
    for kind in datasets.cancer_types():
        metastatic[kind.group] = metastatic.get(kind.group, 0) + kind.n_metastatic
    groups = datasets.group_flows()
    for flow in groups:
        yield _of_centre(
            flow, flow.n_total, "patients_of_one_centre", _("patients of the centre with this cancer")
        )
        words = _("patients of the centre with this cancer and metastases")
        yield _of_centre(flow, metastatic[flow.primary], "metastatic_patients_of_one_centre", words)
    named = {flow.primary for flow in groups}
    for each in datasets.subtype_flows():
        if each.primary not in named:
            words = _("patients of the centre with this cancer")
            if each.primary == ALL_CANCERS:
                words = _("patients of the centre with any cancer")
            yield _of_centre(each, each.n_total, "patients_of_one_centre", words)


def _of_centre(flow: Flow, whole: int, kind: str, words: str) -> Entry:
    cohort = datasets.cohort(flow.cohort)
    n = min(flow.n, whole)  # a count read off a rounded percentage may pass the exact number with metastases
    return Entry(
        cohort=flow.cohort,
        kind=cohort.kind,
        register=cohort.register,
        primary=flow.primary,
        site=flow.site,
        n=n,
        n_total=whole,
        percent=100 * n / whole,
        reading=Span(100 * min(flow.n_low, whole) / whole, 100 * min(flow.n_high, whole) / whole),
        direction="primary_to_site",
        denominator=words,
        denominator_kind=kind,
        timing="ever",
        source=datasets.reference(flow.source_id),
        note=_("Counts are intervals: they come from percentages cut to whole numbers."),
        record=flow,
    )


def _sequenced() -> Iterator[Entry]:
    for row in datasets.sequenced_sites():
        cohort = datasets.cohort(row.cohort)
        yield Entry(
            cohort=row.cohort,
            kind=cohort.kind,
            register=cohort.register,
            primary=row.primary,
            site=row.site,
            n=row.n,
            n_total=row.n_total,
            percent=row.percent,
            reading=None,
            direction="primary_to_site",
            denominator=_("patients of the centre with a sequenced metastasis of this cancer"),
            denominator_kind="sequenced_metastases",
            timing="not_stated",
            source=datasets.reference(row.source_id),
            note=_("Organs that are easy to take a sample from are over-represented."),
            record=row,
        )
