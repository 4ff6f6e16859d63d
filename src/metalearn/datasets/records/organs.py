"""Records of the organs that metastases reach, and of the names of cancers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from metalearn.datasets.base import Record


@dataclass(frozen=True, slots=True)
class UsualSite(Record):
    """A site to which a cancer usually spreads, as the National Cancer Institute lists it: a name, not a frequency.

    Attributes:
        primary: Where the cancer began.
        site: The usual site, in our words.
        groups: The groups of ``group_flows()`` that come nearest to the primary.
        site_as_printed: The list's own word where ours differs, otherwise empty.
        source_id: The source.
        checked: Whether the row was read in its source: yes, partial or no.
    """

    table: ClassVar[str] = "usual_sites"

    primary: str
    site: str
    groups: tuple[str, ...]
    site_as_printed: str
    source_id: str
    checked: str


@dataclass(frozen=True, slots=True)
class OncoTree(Record):
    """The OncoTree code of one of our names of cancers, where one exists.

    Attributes:
        name: Our name.
        code: The code, such as "LUAD"; empty when none fits.
        oncotree_name: What OncoTree calls the code.
        main_type: The main type that the code is filed under.
        tissue: The tissue that the code is filed under.
        match: How the code fits our name: exact, broader (it covers more), narrower (it covers less) or none.
        note: What to mind.
        source_id: The version of OncoTree that was read.
        status: How it was read.
    """

    table: ClassVar[str] = "oncotree"

    name: str
    code: str
    oncotree_name: str
    main_type: str
    tissue: str
    match: str
    note: str
    source_id: str
    status: str


@dataclass(frozen=True, slots=True)
class Organ(Record):
    """What metastases do in one organ or situation. Education, not advice.

    Attributes:
        organ: The organ or situation.
        kind: organ, route or whole_body.
        site: The organ of ``group_flows()`` that it belongs to; empty when there is none.
        typical_primaries: Cancers that often come here, in words.
        symptoms: What people notice.
        emergencies: What must not wait, and other complications.
        imaging: How it is usually found.
        local_treatments: Treatments aimed at this place.
        mechanism: Why cells arrive and settle here, as far as known.
        first_capillary_bed: For whose blood the organ holds the first fine vessels; empty when nothing is noted.
        teaching_point: One thing to remember.
        source_ids: The sources.
        checked: Whether the row was read in its sources: yes, partial or no.
        unchecked: The parts that were not.
    """

    table: ClassVar[str] = "organs"

    organ: str
    kind: str
    site: str
    typical_primaries: tuple[str, ...]
    symptoms: str
    emergencies: str
    imaging: str
    local_treatments: str
    mechanism: str
    first_capillary_bed: str
    teaching_point: str
    source_ids: tuple[str, ...]
    checked: str
    unchecked: tuple[str, ...]
