"""Names of organs: one organ under one name, and nothing that only looks like one with rules of its own."""

import csv

import pytest

from metalearn.datasets import files
from metalearn.errors import UnknownNameError
from metalearn.models.response.organs import BONE, BRAIN, NODES, organ


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Bone", BONE),
        (" bones ", BONE),
        ("BRAIN", BRAIN),
        ("Brain/CNS", BRAIN),
        ("lymph node", NODES),
        ("Lymph node(s)", NODES),
        ("Lymph  Nodes", NODES),
        ("Distant lymph nodes", NODES),
        ("Axillary lymph node", NODES),
        ("node", NODES),
        ("Liver", "liver"),
        ("LIVER", "liver"),
        ("lungs", "lung"),
        ("Adrenal glands", "adrenal"),
        ("Bone marrow", "bone marrow"),
        ("Breast", "breast"),
        ("Peritoneum/abdomen", "peritoneum/abdomen"),
    ],
)
def test_one_organ_has_one_name(name, known):
    assert organ(name) == known == organ(known)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("bonne", BONE),
        ("iliac bone", BONE),
        ("Brian", BRAIN),
        ("left brain", BRAIN),
        ("lymph", NODES),
        ("lymphnodes", NODES),
        ("lymf nodes", NODES),
        ("para-aortic nodes", NODES),
    ],
)
def test_what_nearly_is_an_organ_with_rules_of_its_own_is_refused(name, meant):
    with pytest.raises(UnknownNameError) as caught:
        organ(name)
    assert f"Unknown organ {name!r}. Did you mean {meant!r}?" in str(caught.value)


@pytest.mark.parametrize("name", ["", "  ", None, 3])
def test_an_organ_needs_a_name(name):
    with pytest.raises(ValueError, match="it must be a name, such as 'liver'"):
        organ(name)


def test_every_site_of_the_flows_is_understood():
    with (files.folder("data") / "flows_groups.csv").open(encoding="utf-8") as text:
        sites = {row["site"] for row in csv.DictReader(text)}
    found = {site: organ(site) for site in sites}
    assert len(set(found.values())) == len(sites) > 15
    assert (found["Bone"], found["Brain/CNS"], found["Distant lymph nodes"]) == (BONE, BRAIN, NODES)
