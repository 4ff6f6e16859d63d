"""Baseline: what can be measured, and which lesions become targets."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.errors import UnknownNameError
from metalearn.models.response.organs import NODES
from metalearn.models.response.targets import (
    MOST,
    MOST_IN_ORGAN,
    BaselineLesion,
    Target,
    check,
    choose,
    role,
)

CHECK = settings(derandomize=True, deadline=None, max_examples=60)


@st.composite
def lesion_lists(draw):
    organs = draw(st.lists(st.sampled_from(["liver", "lung", "bone", "brain", NODES, "skin"]), max_size=12))
    return [
        BaselineLesion(
            f"L{i:02}",
            organ,
            draw(st.one_of(st.none(), st.integers(1, 60))),
            draw(st.sampled_from(["CT", "MRI", "chest X-ray", "caliper"])),
            draw(st.booleans()),
        )
        for i, organ in enumerate(organs)
    ]


@pytest.mark.parametrize(
    ("lesion", "expected"),
    [
        (BaselineLesion("a", "liver", 10), "measurable"),
        (BaselineLesion("a", "liver", 9.9), "non-target"),
        (BaselineLesion("a", "lung", 19, method="chest X-ray"), "non-target"),
        (BaselineLesion("a", "lung", 20, method="chest X-ray"), "measurable"),
        (BaselineLesion("a", "skin", 10, method="caliper"), "measurable"),
        (BaselineLesion("a", "bone", 40), "non-target"),
        (BaselineLesion("a", "bone", 40, soft_tissue=True), "measurable"),
        (BaselineLesion("a", "Bone", 12), "non-target"),
        (BaselineLesion("a", "Lymph node(s)", 12), "non-target"),
        (BaselineLesion("a", "lymph node", 9), "normal"),
        (BaselineLesion("a", "Distant lymph nodes", 12), "non-target"),
        (BaselineLesion("a", "peritoneum", None), "non-target"),
        (BaselineLesion("a", NODES, 9.9), "normal"),
        (BaselineLesion("a", NODES, 10), "non-target"),
        (BaselineLesion("a", NODES, 14.9), "non-target"),
        (BaselineLesion("a", NODES, 15), "measurable"),
    ],
)
def test_the_limits_of_recist_1_1(lesion, expected):
    kind, why = role(lesion)
    assert kind == expected
    assert why.startswith("a: ") and why.endswith(".")


@CHECK
@given(lesion_lists(), st.integers(0, 100))
def test_targets_keep_the_rules_and_every_lesion_is_somewhere(lesions, seed):
    choice = choose(lesions)
    check(choice.targets)
    assert len(choice.targets) <= MOST
    names = [target.name for target in choice.targets]
    assert sorted([*names, *choice.non_targets, *choice.normal]) == [each.name for each in lesions]
    assert choice.sum_mm == sum(each.mm for each in lesions if each.name in names)
    assert len(choice.reasons) == len(lesions)
    shuffled = list(lesions)
    random.Random(seed).shuffle(shuffled)
    assert choose(shuffled) == choice


@CHECK
@given(lesion_lists())
def test_no_measurable_lesion_is_left_out_while_there_is_room(lesions):
    choice = choose(lesions)
    held = [target.organ for target in choice.targets]
    for each in lesions:
        if role(each)[0] == "measurable" and each.name in choice.non_targets:
            assert len(held) == MOST or held.count(each.organ) == MOST_IN_ORGAN
            same = [target.mm for target in choice.targets if target.organ == each.organ]
            assert all(mm >= each.mm for mm in same)  # never a smaller one of the same organ


def test_every_organ_comes_before_a_second_lesion_of_one():
    lesions = [
        BaselineLesion(f"{organ} {i}", organ, 50 - i) for organ in ("liver", "lung") for i in (1, 2, 3)
    ]
    lesions += [BaselineLesion("node 1", NODES, 16), BaselineLesion("adrenal", "adrenal", 11)]
    choice = choose(lesions)
    assert [target.name for target in choice.targets] == ["liver 1", "lung 1", "liver 2", "node 1", "adrenal"]
    assert (
        "lung 2: measurable, but five targets are already chosen; it is followed as a non-target."
        in choice.reasons
    )


def test_all_nodes_are_one_organ():
    choice = choose([BaselineLesion(f"node {i}", NODES, 20 + i) for i in range(4)])
    assert [target.name for target in choice.targets] == ["node 3", "node 2"]
    assert "two targets in lymph nodes are already chosen" in choice.reasons[0]


def test_capitals_do_not_make_another_organ():
    choice = choose(BaselineLesion(name, name, 20) for name in ("Liver", "liver", "LIVER"))
    assert [target.name for target in choice.targets] == ["LIVER", "Liver"]
    assert choice.non_targets == ("liver",)


def test_a_bone_target_keeps_its_soft_tissue():
    choice = choose([BaselineLesion("a", "Bone", 40, soft_tissue=True)])
    assert choice.targets == (Target("a", "bone", 40, soft_tissue=True),)
    check(choice.targets)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: check([Target("a", "Bone", 40)]), "a lies in bone: without a part of soft tissue"),
        (lambda: Target("a", "lymf nodes", 20), "Did you mean 'lymph nodes'?"),
        (lambda: BaselineLesion("a", "bonne", 20), "Did you mean 'bone'?"),
        (
            lambda: BaselineLesion("a", "liver", -3),
            "a measures -3 mm; a lesion at baseline must measure more than 0",
        ),
        (lambda: BaselineLesion("a", "liver", 0), "a measures 0 mm"),
        (lambda: choose([BaselineLesion("a", "liver", 20)] * 2), "Two lesions are called 'a'"),
        (
            lambda: check([Target(str(i), f"organ {i}", 20) for i in range(6)]),
            "There are 6 targets; no more than 5",
        ),
        (lambda: check([Target(c, "liver", 20) for c in "abc"]), "There are 3 targets in liver (a, b, c)"),
        (lambda: check([Target("a", NODES, 14)]), "a target node (short axis) needs 15 mm or more"),
        (lambda: check([Target("a", "lung", 9)]), "a target needs 10 mm or more"),
        (lambda: check([Target("a", "lung", 20), Target("a", "liver", 20)]), "Two lesions are called 'a'"),
    ],
)
def test_baselines_that_break_the_rules_are_refused(call, said):
    with pytest.raises(ValueError, match=r"[.]") as caught:
        call()
    assert said in str(caught.value)


def test_an_unknown_method_gets_the_nearest():
    with pytest.raises(UnknownNameError, match=r"Unknown method 'X-ray'\. Did you mean 'chest X-ray'"):
        BaselineLesion("a", "lung", 20, method="X-ray")
