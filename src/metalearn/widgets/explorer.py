"""The treatment-option explorer: what a teaching table holds for a primary, a biomarker and a setting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import traitlets

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.errors import MetalearnError, unknown
from metalearn.models.teaching import comparing
from metalearn.models.teaching.comparing import Comparison, Subject
from metalearn.models.teaching.options import AGNOSTIC, ALL, Catalogue, Selection
from metalearn.widgets import explorer_text as text
from metalearn.widgets import explorer_twin
from metalearn.widgets.base import Controls, Table, View, pack, refuse_unknown, walk
from metalearn.widgets.explorer_payload import payload

START = "Breast"


class TreatmentExplorer(View):
    """Treatment options by primary, biomarker or condition, and setting. Education, not advice; never a ranking.

    With ``compare`` the same gene, drug or class of drugs stands in two cancers, side by side.

    Args:
        primary: Where the cancer began; see :func:`metalearn.models.options.primaries`. By default breast, or the first
            cancer of a comparison.
        condition: A biomarker or condition of that primary, or None for all;
            see :func:`metalearn.models.options.conditions`.
        setting: When in the course of the disease, or None for all; see :func:`metalearn.models.options.settings`.
            A setting for which the table has no row shows that, and what it does not mean.
        compare: A gene, drug or class to show in two cancers; see :func:`metalearn.models.comparing.subjects`.
        against: The cancer beside ``primary``; by default the next one that has rows about it.
        scale: 1 for a page, 1.5 or more for a projector.

    Raises:
        UnknownNameError: For an unknown name, with the nearest right one.
        MetalearnError: For a cancer beside itself, or a second cancer without ``compare``.
        TypeError: For an unknown keyword.

    Source:
        Each row names its own; see :func:`metalearn.datasets.treatment_options` and
        :func:`metalearn.datasets.conflicts`.

    Example:
        >>> explorer = TreatmentExplorer("Melanoma (cutaneous)", condition="BRAF V600")
        >>> [row.option for row in explorer.state.rows]
        ['BRAF + MEK + PD-L1 inhibitor', 'BRAF plus MEK inhibitor']
        >>> pair = TreatmentExplorer("Melanoma (cutaneous)", compare="BRAF V600", against="Colorectal").comparison
        >>> [len(rows) for _primary, rows in pair.sides], pair.shared
        ([2, 2], ('encorafenib',))
    """

    script = "explorer"

    primary = traitlets.Unicode(START).tag(sync=True)
    condition = traitlets.Unicode(ALL).tag(sync=True)
    setting = traitlets.Unicode(ALL).tag(sync=True)
    compare = traitlets.Unicode("", help="what is shown in two cancers; nothing for one cancer").tag(
        sync=True
    )
    against = traitlets.Unicode("", help="the second cancer of a comparison").tag(sync=True)

    def __init__(
        self,
        primary: str | None = None,
        condition: str | None = None,
        setting: str | None = None,
        *,
        compare: str | None = None,
        against: str | None = None,
        scale: float = 1.0,
        **unknown: object,
    ) -> None:
        refuse_unknown(type(self), unknown)
        self._catalogue = Catalogue(datasets.treatment_options(), datasets.conflicts())
        self._subjects = {each.name: each for each in comparing.subjects(self._catalogue)}
        one, other = self._pair(compare, primary, against)
        chosen = {"primary": one, "condition": condition or ALL, "setting": setting or ALL}
        self._catalogue.check(**chosen)
        packed = pack(payload(self._catalogue, tuple(self._subjects.values())))
        pair = {"compare": compare or "", "against": other}
        super().__init__(payload=packed, **chosen, **pair, scale=scale)
        self.setting = chosen["setting"]  # once more: a primary that comes gives up a setting without rows

    def _subject(self, name: str) -> Subject:
        if name not in self._subjects:
            raise unknown("comparison", name, list(self._subjects), "metalearn.models.comparing.subjects()")
        return self._subjects[name]

    def _pair(self, compare: str | None, primary: str | None, against: str | None) -> tuple[str, str]:
        """The two cancers that the keywords ask for; the second is empty when nothing is compared."""
        if not compare:
            if against:
                raise MetalearnError(
                    "A second cancer needs something to compare, such as compare='BRAF V600'."
                )
            return primary or START, ""
        subject = self._subject(compare)
        one = primary or next(place for place in subject.primaries if place != against)
        other = against or _next(subject.primaries, one)
        comparing.compare(subject, one, other)
        return one, other

    @traitlets.validate("primary")
    def _known_primary(self, proposal: Any) -> str:
        self._catalogue.check(proposal["value"])
        return str(proposal["value"])

    @traitlets.validate("condition")
    def _known_condition(self, proposal: Any) -> str:
        self._catalogue.check(self.primary, proposal["value"])
        return str(proposal["value"])

    @traitlets.validate("setting")
    def _known_setting(self, proposal: Any) -> str:
        self._catalogue.check(self.primary, setting=proposal["value"])
        return str(proposal["value"])

    @traitlets.validate("compare")
    def _known_subject(self, proposal: Any) -> str:
        return self._subject(proposal["value"]).name if proposal["value"] else ""

    @traitlets.validate("against")
    def _known_cancer(self, proposal: Any) -> str:
        if proposal["value"] not in ("", AGNOSTIC):
            self._catalogue.check(proposal["value"])
        return str(proposal["value"])

    @traitlets.observe("primary")
    def _keep_what_exists(self, change: Any) -> None:
        """Give up a condition or setting that the new primary does not have."""
        if self.condition not in (ALL, *self._catalogue.conditions(self.primary)):
            self.condition = ALL
        if self.setting not in (ALL, *self._catalogue.settings(self.primary, self.condition)):
            self.setting = ALL

    @traitlets.observe("primary", "compare", "against")
    def _keep_a_pair(self, change: Any) -> None:
        """Find two cancers for a comparison; a new primary without rows about it ends the comparison."""
        places = self._subject(self.compare).primaries if self.compare else ()
        if places and self.primary not in places:
            if change["name"] == "primary":
                self.compare = ""
                return
            self.primary = places[0]
        if not places:
            self.against = ""
        elif self.against not in places or self.against == self.primary:
            self.against = _next(places, self.primary)

    @property
    def state(self) -> Selection:
        """What is chosen of one cancer, as plain data."""
        return self._catalogue.select(self.primary, self.condition, self.setting)

    @property
    def comparison(self) -> Comparison | None:
        """What is compared in two cancers, as plain data; None when one cancer is on screen."""
        if not self.compare:
            return None
        return comparing.compare(self._subject(self.compare), self.primary, self.against)

    def describe(self) -> str:
        """Return everything on screen as text; what always stands beside the options is condensed."""
        return text.describe(self.state, self.comparison, self._catalogue)

    def table(self) -> Table:
        """Return the options of the current choice, one row each, with flags, sources and conflicts."""
        return text.rows_of(self.state, self.comparison, self._catalogue)

    def twin(self) -> str:
        """Return the options, what always stands beside them, where sources disagree, and the sources."""
        return explorer_twin.static_twin(self.state, self.comparison, self._catalogue)

    def _cards(self) -> Iterator[Evidence]:
        return text.cards(self.state, self.comparison, self._catalogue)

    def drive(self) -> Iterator[tuple[Controls, str]]:
        """Walk every condition of every primary with each of its settings, then every pair of every comparison."""
        setting = self.setting
        try:
            yield from walk(self, _settings(self._catalogue, self._subjects.values()))
        finally:
            self.setting = setting  # a setting without rows does not survive a change of primary


def _next(places: tuple[str, ...], primary: str) -> str:
    """The cancer after another one, in the order of the table; after the last comes the first."""
    at = places.index(primary) if primary in places else -1
    return places[(at + 1) % len(places)]


def _settings(catalogue: Catalogue, subjects: Iterable[Subject]) -> Iterator[Controls]:
    """Every setting of a primary with each of its conditions, whether there are rows or not; then every pair."""
    alone = {"compare": "", "against": ""}
    for primary in catalogue.primaries():
        for condition in (ALL, *catalogue.conditions(primary)):
            for setting in (ALL, *catalogue.settings(primary)):
                yield {"primary": primary, "condition": condition, "setting": setting, **alone}
    for subject in subjects:
        for one, other in combinations(subject.primaries, 2):
            pair = {"compare": subject.name, "against": other}
            yield {"primary": one, "condition": ALL, "setting": ALL, **pair}
