"""The rules as data: each is sound in itself, refers only to what exists, and rests on rows of the table."""

import re

import pytest

from metalearn import datasets
from metalearn.models.stages import stage_rules
from metalearn.models.stages.stage_rules import SYSTEMS, Case, Rule
from metalearn.models.stages.stage_rules.base import names, organs

RULES = [(system, rule) for system in SYSTEMS for rule in system.rules]
# About other things than M and its groups: prefixes, the N letters of the lung, and response and survival.
NOT_FOR_M = {"S02", "S03", "S10"}


def test_there_is_one_system_for_a_cancer_and_edition():
    keys = [(system.cancer, system.edition) for system in SYSTEMS]
    assert len(keys) == len(set(keys)) == 26
    assert len({cancer for cancer, _ in keys}) == 24


@pytest.mark.parametrize(("system", "rule"), RULES, ids=lambda each: getattr(each, "name", ""))
def test_a_rule_refers_to_findings_and_rules_that_exist(system, rule):
    known = {each.name for each in system.findings}
    assert known.issuperset(rule.any_of) and known.issuperset(rule.all_of)
    others = {each.name for each in system.rules} - {rule.name}
    assert rule.near in others and rule.why_not.endswith(".")
    assert rule.words.endswith(".") and rule.words[0].isupper()
    assert not rule.trap or rule.trap.endswith(".")
    assert (rule.checked == "yes") == (not rule.unchecked)
    assert all(datasets.reference(source).id == source for source in rule.sources)
    assert rule.facts and all(re.fullmatch(r"S\d\d", fact) for fact in rule.facts)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda each: f"{each.cancer} {each.edition}")
def test_a_system_ends_with_a_rule_for_everybody_and_names_things_once(system):
    last = system.rules[-1]
    assert not (last.any_of or last.all_of or last.organs or last.lesions or last.under)
    assert len({rule.name for rule in system.rules}) == len(system.rules)
    assert len({each.name for each in system.findings}) == len(system.findings)
    known = {each.name for each in system.findings}
    assert all({first, second} <= known for first, second, _ in system.clashes)
    assert {name for name, _ in system.suffixes} <= known


def test_every_row_about_m_or_stage_is_used_and_no_other():
    used = {fact for _, rule in RULES for fact in rule.facts} | {
        fact for _, fact in stage_rules.REFUSED.values()
    }
    assert used == {f"S{number:02}" for number in range(1, 48)} - NOT_FOR_M


FACTS = {fact.id: fact for fact in datasets.staging_facts()}
# Partly checked for the sake of something that no rule here says: the 9th edition of thymoma, and the groups before
# treatment of the oesophagus.
CHECKED_FOR_THIS = {"S29", "S39"}


@pytest.mark.parametrize(("system", "rule"), RULES, ids=lambda each: getattr(each, "name", ""))
def test_a_rule_claims_no_more_than_the_rows_it_rests_on(system, rule):
    rows = [FACTS[fact] for fact in rule.facts]
    if rule.checked == "yes":
        assert {row.id for row in rows if row.checked != "yes"} <= CHECKED_FOR_THIS
    general = {"All cancers staged by TNM", "Head and neck, lung and others"}
    for row in rows:
        other = "Oropharynx, p16-positive" if row.id == "S40" else system.cancer
        assert row.cancer in general or system.cancer in row.cancer or system.cancer == other
    assert any(row.edition.startswith((system.edition, "EOD", "FIGO", "TNM")) for row in rows)


def test_the_letters_and_groups_of_the_rules_stand_in_the_rows():
    for system, rule in RULES:
        if rule.checked == "yes" and rule.metastatic and rule.m.startswith("M1"):
            text = " ".join(f"{FACTS[f].code} {FACTS[f].fact} {FACTS[f].implication}" for f in rule.facts)
            assert rule.m in text, (system.cancer, rule.name)


def test_no_edition_has_a_name_that_only_its_table_knows():
    assert not any(system.edition.startswith("EOD") for system in SYSTEMS)
    assert {system.cancer for system in SYSTEMS if system.note} == {"Stomach", "Pancreas"}
    assert all("registries of the United States" in system.note for system in SYSTEMS if system.note)


def test_no_rule_says_what_is_false_of_people():
    said = " ".join((*(rule.trap for _, rule in RULES), *(why for why, _ in stage_rules.REFUSED.values())))
    assert "nobody is worse off" not in said and "from the start" not in said
    assert "without any change in their disease" in said


def test_ovary_says_what_tnm_makes_of_stage_iii():
    traps = [rule.trap for system, rule in RULES if system.cancer == "Ovary" and rule.group.startswith("III")]
    assert len(traps) == 2 and all("FIGO has no M; TNM counts these as T3, M0" in trap for trap in traps)


def test_one_text_is_no_list_of_names():
    for call in (lambda: organs(without="lung"), lambda: names(organs(), without="lung")):
        with pytest.raises(ValueError, match="The names to leave out are 'lung'; give a list"):
            call()


def test_distant_organs_can_be_left_out_and_nodes_explained():
    kept = organs(without=["lung", "bone"], nodes="groin nodes")
    assert {"lung", "bone"}.isdisjoint(names(kept))
    assert next(each for each in kept if each.name == "distant nodes").words == "groin nodes"
    assert "liver" not in names(kept, without=["liver"])


@pytest.mark.parametrize(
    ("bounds", "organs_found", "lesions", "missing", "applies"),
    [
        ((2, None), 1, None, "lesions", False),
        ((2, None), 2, None, "", True),  # two organs hold two deposits at least
        ((1, 1), 2, None, "", False),
        ((1, 1), 1, None, "lesions", False),
        ((4, None), 2, None, "lesions", False),
        ((1, 3), 2, 3, "", True),
        ((1, 3), 2, 4, "", False),
    ],
)
def test_a_number_of_deposits_that_decides_must_be_known(bounds, organs_found, lesions, missing, applies):
    rule = Rule("a", "M1", "IV", "A.", ("S01",), organs=1, lesions=bounds)
    case = Case(frozenset(), organs_found, lesions, None)
    assert rule.missing(case) == missing
    assert missing or rule.applies(case) == applies
