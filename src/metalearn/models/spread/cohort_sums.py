"""One number from several cohorts: a pooled share or a ratio, refused where the figures are shares of different things.

Where the model is wrong about the world: two shares of one kind of denominator, counted at one time, may still differ
in age, country, decade and in who was scanned; that they may be put together does not say that they should. The people
of two rows are taken to be different people unless both rows come from one register.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from metalearn.errors import DenominatorError
from metalearn.models.spread.cohorts import Entry, Span, wilson
from metalearn.models.spread.denominators import kind_in_words
from metalearn.words import _

MIXED = _(
    "Mixed: these are shares of different things, so the number describes the cohorts more than the cancer."
)
_NO_SHARE = _(
    "These are shares of different things, so one share would compare the wholes and not the cancers: {said}."
)
_NO_RATIO = _(
    "These are shares of different things, so one ratio would compare the wholes and not the cancers: {said}."
)


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several cohorts as one.

    Attributes:
        entries: The answers that were put together.
        n: The parts, added.
        n_total: The wholes, added.
        mixed: Whether they are shares of different things.
    """

    entries: tuple[Entry, ...]
    n: int
    n_total: int
    mixed: bool

    @property
    def percent(self) -> float:
        """The pooled share, in percent: every person counts the same."""
        return 100 * self.n / self.n_total

    @property
    def sampling(self) -> Span:
        """The 95% sampling interval. Between cohorts that differ, it is too narrow."""
        return wilson(self.n, self.n_total)

    def __str__(self) -> str:
        span = self.sampling
        said = _("{percent}% ({n} of {total}; sampling interval {low}% to {high}%) from {cohorts}.").format(
            percent=f"{self.percent:.3g}",
            n=f"{self.n:,}",
            total=f"{self.n_total:,}",
            low=f"{span.low:.3g}",
            high=f"{span.high:.3g}",
            cohorts=", ".join(dict.fromkeys(each.cohort for each in self.entries)),
        )
        return f"{said} {MIXED}" if self.mixed else said


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two answers, the first against the second.

    Attributes:
        first: The one that is compared.
        second: The one it is compared with.
        mixed: Whether they are shares of different things.
    """

    first: Entry
    second: Entry
    mixed: bool

    @property
    def ratio(self) -> float:
        """How many times the second share the first one is."""
        return _percent(self.first) / _percent(self.second)

    @property
    def difference(self) -> float:
        """The first share minus the second, in percentage points."""
        return _percent(self.first) - _percent(self.second)

    def __str__(self) -> str:
        said = _(
            "{first} in {one} is {ratio} times {second} in {other} ({difference} percentage points)."
        ).format(
            first=self.first.share,
            one=self.first.cohort,
            ratio=f"{self.ratio:.3g}",
            second=self.second.share,
            other=self.second.cohort,
            difference=f"{self.difference:+.3g}",
        )
        return f"{said} {MIXED}" if self.mixed else said


def pool(entries: Sequence[Entry], *, mix_denominators: bool = False) -> Pooled:
    """Put answers together into one share, in which every person counts the same.

    Args:
        entries: Two answers or more, each with its counts; see ``cohorts.side_by_side``.
        mix_denominators: Put them together although they are shares of different things; the result says so.

    Raises:
        DenominatorError: When they are shares of different things and it was not allowed, when one has no counts, or
            when two may count the same people.

    Example:
        >>> from metalearn.models.spread.cohorts import side_by_side
        >>> men, women = (side_by_side(f"Kidney (renal cell, {sex})", "Bone").entries[0] for sex in ("men", "women"))
        >>> print(pool([men, women]))
        29.7% (2,850 of 9,607; sampling interval 28.8% to 30.6%) from US inpatients kidney 2008-2015.
    """
    if len(entries) < 2:
        raise ValueError(f"Pooling needs two answers or more; there are {len(entries)}.")
    if reason := _without_counts(entries) or _same_people(entries):
        raise DenominatorError(reason)
    mixed = _mixed(entries, _NO_SHARE, mix_denominators)
    return Pooled(
        tuple(entries),
        sum(each.n or 0 for each in entries),
        sum(each.n_total or 0 for each in entries),
        mixed,
    )


def why_apart(entries: Sequence[Entry]) -> str:
    """Return why answers cannot be put together into one share, or "" where they can.

    Args:
        entries: Two answers or more.

    Example:
        >>> from metalearn.models.spread.cohorts import side_by_side
        >>> xiao, gong = side_by_side("Breast", "Bone").entries[:2]
        >>> print(why_apart([xiao, gong]))
        SEER breast 2010-2014 (Xiao) and SEER breast 2010-2014 (Gong) both come from SEER: pooled, ...
    """
    return _without_counts(entries) or _same_people(entries) or _different_things(entries)


def compare(first: Entry, second: Entry, *, mix_denominators: bool = False) -> Comparison:
    """Compare two answers by their ratio and their difference.

    Args:
        first: The answer that is compared.
        second: The answer it is compared with.
        mix_denominators: Compare them although they are shares of different things; the result says so.

    Raises:
        DenominatorError: When they are shares of different things and it was not allowed, when one is only a range,
            or when the second is 0%.

    Example:
        >>> from metalearn.models.spread.cohorts import side_by_side
        >>> found = side_by_side("Colorectal", "Liver")
        >>> centre, registry = found.of("MSK-MET")[0], found.of("SEER liver (Wang)")[0]
        >>> round(compare(centre, registry, mix_denominators=True).ratio, 1)
        3.6
    """
    _percent(first)
    if not _percent(second):
        raise DenominatorError(f"No ratio to 0%: {second}.")
    return Comparison(first, second, _mixed([first, second], _NO_RATIO, mix_denominators))


def _percent(entry: Entry) -> float:
    if entry.percent is None:
        raise DenominatorError(f"{entry.cohort} gives only a range ({entry.share}), not one share.")
    return entry.percent


def _without_counts(entries: Sequence[Entry]) -> str:
    for entry in entries:
        if entry.n is None or entry.n_total is None:
            return _(
                "{cohort} gives {share} without saying of how many people, so it cannot be pooled."
            ).format(cohort=entry.cohort, share=entry.share)
    return ""


def _same_people(entries: Sequence[Entry]) -> str:
    """Rows of one register share people, unless one table gives them for separate cancers of one cohort."""
    for first, second in combinations(entries, 2):
        if first.register == second.register and first.register and not _separate(first, second):
            said = _(
                "{one} and {other} both come from {register}: pooled, the same people would be counted twice."
            )
            if first.cohort == second.cohort:
                said = _("Both rows come from {one}: pooled, the same people would be counted twice.")
            return said.format(one=first.cohort, other=second.cohort, register=first.register)
    return ""


def _separate(first: Entry, second: Entry) -> bool:
    """Whether two rows of one register count different people: separate cancers of one table."""
    return (
        first.cohort == second.cohort
        and first.record.table == second.record.table
        and first.direction == second.direction == "primary_to_site"
        and first.primary != second.primary
        and not any(entry.primary.startswith("All ") for entry in (first, second))
    )


def _different_things(entries: Sequence[Entry], reason: str = _NO_SHARE) -> str:
    if len({_what_it_is_a_share_of(entry) for entry in entries}) == 1:
        return ""
    one = _("{cohort} gives {counted}")
    said = "; ".join(
        one.format(
            cohort=entry.cohort, counted=entry.counted(kind_in_words(entry.denominator_kind, entry.primary))
        )
        for entry in entries
    )
    return reason.format(said=said)


def _mixed(entries: Sequence[Entry], reason: str, allowed: bool) -> bool:
    """Whether the answers are shares of different things; refused for that reason unless it is allowed."""
    reason = _different_things(entries, reason)
    if reason and not allowed:
        raise DenominatorError(
            f"{reason} To do it all the same, say mix_denominators=True; the result will say that it is mixed."
        )
    return bool(reason)


def _what_it_is_a_share_of(entry: Entry) -> tuple[str, str, str]:
    """Kind of denominator, direction and time; a time that is not stated is like no other cohort's."""
    timing = f"not stated by {entry.cohort}" if entry.timing == "not_stated" else entry.timing
    only = entry.site if entry.direction == "pattern" else ""
    return entry.denominator_kind, entry.direction + only, timing
