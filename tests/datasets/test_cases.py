"""The branching cases: every path can be walked, nothing is a dead end, and a faulty case is refused in plain words."""

import copy
import dataclasses
import re
import shutil
import tomllib

import pytest

from metalearn import datasets
from metalearn.datasets import checking, files
from metalearn.datasets.records.cases import Case
from metalearn.errors import MetalearnError, UnknownNameError

EVERY = datasets.cases()
FILE = files.folder("data") / "cases.toml"
by_case = pytest.mark.parametrize("case", EVERY, ids=lambda case: case.id)

# The best way through each case, and how many ways there are in all.
BEST = {
    "amina": ("start mri tissue plan dose talk end_ok", 812),
    "tomas": ("start tests mdt plan vanish later end_ok", 432),
    "grace": ("start pet treat twist end_ok", 25),
    "devon": ("start scan sperm chemo mass end_ok", 108),
    "mei": ("start stage result brain drive later end_ok", 486),
    "ruth": ("start route stage surgery gene back end_ok", 486),
    "karim": ("start er treat after end_ok", 20),
    "lena": ("start age treat aim end_ok", 54),
    "omar": ("start mri end_ok", 6),
}
WORSE_ENDINGS = {"amina": "end_walk", "grace": "end_late", "devon": "end_relapse", "karim": "end_chair"}


def test_nine_cases_of_invented_people():
    assert [case.id for case in EVERY] == list(BEST)
    assert [case.id for case in EVERY if case.level == "mini"] == ["omar"]
    for case in EVERY:
        assert "is invented" in case.banner and "no medical advice" in case.banner
        assert case.goals and case.debrief and case.unchecked and case.checked == "partial"


def test_the_cases_are_what_the_file_says():
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))["cases"]
    for case, said in zip(EVERY, written, strict=True):
        assert [node.text for node in case.nodes] == [node["text"] for node in said["nodes"]]
        for node, row in zip(case.nodes, said["nodes"], strict=True):
            assert (node.id, node.kind, node.outcome) == (row["id"], row["kind"], row.get("outcome", ""))
            assert [dataclasses.asdict(choice) for choice in node.choices] == [
                {"score": None, **choice} for choice in row.get("choices", [])
            ]


@by_case
def test_every_path_ends_and_every_node_and_choice_is_on_one(case):
    paths = case.paths()
    assert len(paths) == len(set(paths)) == BEST[case.id][1]
    nodes, choices = set(), set()
    for path in paths:
        walked = case.walk(path)
        assert walked[0] is case.start and walked[-1].kind == "end"
        assert 0 <= case.score(path) <= 100
        nodes |= {node.id for node in walked}
        choices |= {(node.id, index) for node, index in zip(walked, path, strict=False)}
    assert nodes == {node.id for node in case.nodes} >= {node.id for node in case.endings}
    assert choices == {(node.id, index) for node in case.nodes for index in range(len(node.choices))}


@by_case
def test_every_choice_answers_with_feedback_of_its_own(case):
    said = [choice.feedback for node in case.nodes for choice in node.choices]
    assert all(text.endswith((".", "?")) for text in said)
    assert len(set(said)) == len(said)


@by_case
def test_the_best_path_reaches_the_good_ending(case):
    walked = [node.id for node in case.walk(case.best_path())]
    assert walked == BEST[case.id][0].split()
    assert case.score(case.best_path()) == 100
    worse = {WORSE_ENDINGS[case.id]} if case.id in WORSE_ENDINGS else set()
    assert {node.id for node in case.endings} == {"end_ok", *worse}
    for path in case.paths():
        if case.walk(path)[-1].id in worse:
            assert case.score(path) < 100


def test_a_detour_cannot_raise_the_score():
    amina = datasets.case("amina")
    through_marker = (2, 0, *amina.best_path()[1:])
    assert [node.id for node in amina.walk(through_marker)][:3] == ["start", "marker", "mri"]
    assert amina.score(through_marker) == pytest.approx(100 * 13 / 14)
    grace = datasets.case("grace")
    assert [node.id for node in grace.walk((1, 0))] == ["start", "wait", "end_late"]
    assert grace.score((1,)) == grace.score((1, 0)) == 0  # one decision; what merely happens does not count


def test_a_path_may_stop_early():
    mei = datasets.case("mei")
    assert mei.walk(()) == (mei.start,)
    assert (mei.score(()), mei.score((0,)), mei.score((0, 0))) == (0, 50, 75)
    assert mei.best_path() == (1, 0, 2, 0, 1, 1)  # of two equally good approaches, the first in the file


def test_the_best_choice_stands_in_no_fixed_place():
    decisions = [node for case in EVERY for node in case.nodes if node.kind == "decision"]
    first = [node for node in decisions if node.choices[0].score == 2]
    last = [node for node in decisions if node.choices[-1].score == 2]
    assert len(decisions) == 46
    assert 0.2 < len(first) / len(decisions) < 0.5 and 0.2 < len(last) / len(decisions) < 0.5


@by_case
def test_the_words_are_kind(case):
    told = [case.opening, *case.debrief, *(str(node) for node in case.nodes)]
    text = " ".join(told)
    assert not re.search(
        r"\b(victim|sufferer|battle|hopeless|fault|blame|too late for|nothing can be done)\b", text
    )
    assert not re.search(r"tumor\b|metastasiz|color\b|hemorrh", text)


def test_what_cannot_be_is_refused_with_what_can():
    omar = datasets.case("omar")
    with pytest.raises(UnknownNameError, match=r"Unknown case 'omr'\. Did you mean 'omar'\?"):
        datasets.case("omr")
    with pytest.raises(
        UnknownNameError, match=r"Unknown node of the case 'omar' 'mir'\. Did you mean 'mri'\?"
    ):
        omar.node("mir")
    with pytest.raises(UnknownNameError, match="Unknown lesson with cases 'journey-of-one-cell'"):
        datasets.cases("journey-of-one-cell")
    with pytest.raises(
        MetalearnError, match=r"\(0, 5\) is no path .* node 'mri' has choices 0 to 1, not 5\."
    ):
        omar.walk((0, 5))
    with pytest.raises(MetalearnError, match="node 'end_ok' has no choice, not 0"):
        omar.score((0, 0, 0))
    with pytest.raises(MetalearnError, match="not -1"):
        omar.walk((-1,))


def test_nodes_and_choices_are_frozen_and_can_be_replaced():
    case = datasets.case("omar")
    for thing in (case.start, case.start.choices[0]):
        assert not hasattr(thing, "__dict__")
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, dataclasses.fields(thing)[0].name, "other")
    assert dataclasses.replace(case, title="Another").nodes == case.nodes
    assert str(case.node("mri").choices[1]).startswith(
        "M0: treat the rectum with the aim of cure (to end_ok, 2 of 2)"
    )


def decision(**changes):
    """A small sound case to spoil: start decides, rest tells, two endings."""
    nodes = [
        {
            "id": "start",
            "kind": "decision",
            "text": "What now?",
            "choices": [
                {"label": "Ask", "score": 2, "next": "rest", "feedback": "Good."},
                {"label": "Wait", "score": 0, "next": "late", "feedback": "Hm."},
            ],
        },
        {
            "id": "rest",
            "kind": "info",
            "text": "It helps.",
            "choices": [{"label": "Continue", "next": "good", "feedback": "Go on."}],
        },
        {"id": "good", "kind": "end", "text": "All is well.", "outcome": "well"},
        {"id": "late", "kind": "end", "text": "It took longer.", "outcome": "late"},
    ]
    by_id = {node["id"]: node for node in copy.deepcopy(nodes)}
    for id, change in changes.items():
        by_id[id] = {**by_id.get(id, {"id": id}), **change}
    return tuple(by_id.values())


def choices(*said):
    return [
        {"label": f"Choice {next}", "score": score, "next": next, "feedback": "So."} for score, next in said
    ]


def faults(nodes):
    return [expected for _, expected in Case.faults({"id": "x", "nodes": nodes})]


FAULTS = {
    "no list": ("nothing", ["a list of nodes, each with named values"]),
    "no nodes": ((), ["a list of nodes, each with named values"]),
    "a node without a name": (
        ({"kind": "end", "text": "Over.", "outcome": "over"},),
        ["node 1 (in the order of the file) to have 'id', some text"],
    ),
    "no text": (decision(rest={"text": " "}), ["node 'rest' to have 'text', some text"]),
    "a mistyped value": (
        decision(rest={"txet": "It helps."}),
        ["node 'rest' to have no 'txet' (did you mean 'text'?)"],
    ),
    "an unknown kind": (
        decision(good={"kind": "ned"}),
        ["node 'good' to be of kind decision, info, end, not 'ned' (did you mean 'end'?)"],
    ),
    "no outcome": (decision(good={"outcome": ""}), ["node 'good' to have 'outcome', some text"]),
    "an outcome in the middle": (
        decision(rest={"outcome": "well"}),
        ["node 'rest' to have no 'outcome': only an end has one"],
    ),
    "a choice without feedback": (
        decision(rest={"choices": [{"label": "Continue", "next": "good"}]}),
        ["choice 1 of node 'rest' to have 'feedback', some text"],
    ),
    "one choice": (
        decision(start={"choices": choices((2, "rest"))}),
        ["node 'start' to offer at least 2 choices, not 1: it is a decision"],
    ),
    "no best choice": (
        decision(start={"choices": choices((1, "rest"), (0, "late"))}),
        ["node 'start' to have a best choice, one with score 2"],
    ),
    "an odd score": (
        decision(start={"choices": choices((2, "rest"), (3, "late"))}),
        ["choice 2 of node 'start' to have a score of 0, 1, 2, not 3"],
    ),
    "a score that is true": (
        decision(start={"choices": choices((2, "rest"), (True, "late"))}),
        ["choice 2 of node 'start' to have a score of 0, 1, 2, not True"],
    ),
    "a scored continue": (
        decision(rest={"choices": choices((2, "good"))}),
        ["choice 1 of node 'rest' to have no score: nothing is decided there"],
    ),
    "a dead end": (
        decision(rest={"choices": []}),
        ["node 'rest' to have a choice that leads on: nothing may end here but an end"],
    ),
    "choices at an end": (
        decision(good={"choices": choices((None, "late"))}),
        ["node 'good' to have no choices: it is an end"],
    ),
    "choices that are no list": (
        decision(rest={"choices": "good"}),
        ["node 'rest' to have a list of choices, each with named values"],
    ),
    "an unknown next": (
        decision(start={"choices": choices((2, "rets"), (0, "late"))}),
        ["choice 1 of node 'start' to lead to a node of this case, not to 'rets' (did you mean 'rest'?)"],
    ),
    "an ending that is never reached": (
        decision(start={"choices": choices((2, "rest"), (0, "rest"))}),
        ["some way from the start ('start') to reach the ending 'late'"],
    ),
    "a node that is never reached": (
        decision(aside={"kind": "info", "text": "Aside.", "choices": choices((None, "good"))}),
        ["some way from the start ('start') to reach the node 'aside'"],
    ),
    "a circle without a way out": (
        decision(
            rest={"choices": choices((None, "loop"))},
            loop={"kind": "info", "text": "Round.", "choices": choices((None, "rest"))},
            start={"choices": choices((2, "rest"), (1, "good"), (0, "late"))},
        ),
        [
            "some way from node 'rest' to reach an ending ('good', 'late')",
            "some way from node 'loop' to reach an ending ('good', 'late')",
        ],
    ),
    "no ending at all": (
        tuple(
            {"id": id, "kind": "info", "text": "Round.", "choices": choices((None, other))}
            for id, other in (("a", "b"), ("b", "a"))
        ),
        ["at least one node of kind 'end'"],
    ),
    "two nodes of one name": (
        (*decision(), {"id": "good", "kind": "end", "text": "Again.", "outcome": "well"}),
        ["every node to have an id of its own, not 2 called 'good'"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_case_is_refused(fault):
    nodes, expected = FAULTS[fault]
    assert faults(nodes) == expected


def test_of_two_equally_good_ways_the_shorter_is_the_best():
    nodes = decision(start={"choices": choices((2, "rest"), (2, "good"), (0, "late"))})
    assert dataclasses.replace(EVERY[0], nodes=nodes).best_path() == (1,)


def test_a_sound_case_has_no_fault_and_a_circle_with_a_way_out_is_one():
    assert faults(decision()) == []
    round_again = decision(start={"choices": choices((2, "rest"), (0, "late"), (1, "again"))})
    again = {"id": "again", "kind": "info", "text": "Back.", "choices": choices((None, "start"))}
    assert faults((*round_again, again)) == []
    case = dataclasses.replace(EVERY[0], nodes=(*round_again, again))
    assert case.paths() == ((0, 0), (1,))  # no path comes to a node twice


@pytest.fixture
def data(tmp_path):
    copied = tmp_path / "data"
    shutil.copytree(files.folder("data"), copied)
    yield copied
    checking.package.cache_clear()
    checking.linked_values.cache_clear()


def test_the_checker_names_case_node_and_nearest_id(data):
    file = data / "cases.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count('next = "mscc"') == 1
    file.write_text(text.replace('next = "mscc"', 'next = "msc"'), encoding="utf-8", newline="\n")
    found = [str(problem) for problem in datasets.check(data) if problem.file == "cases.toml" and problem.row]
    assert found == [
        "cases.toml, row 1, column id: found 'amina', expected choice 2 of node 'legs' to lead to a node of this "
        "case, not to 'msc' (did you mean 'mscc'?)."
    ]


def test_the_checker_sees_the_other_columns_of_a_case(data):
    file = data / "cases.toml"
    text = file.read_text(encoding="utf-8")
    spoilt = text.replace('level = "mini"', 'level = "mni"').replace(
        'lessons = ["finding-it"]', 'lessons = ["finding"]'
    )
    file.write_text(spoilt, encoding="utf-8", newline="\n")
    found = [
        (each.row, each.column, each.nearest)
        for each in datasets.check(data)
        if each.file == file.name and each.row
    ]
    assert found == [(9, "level", "mini"), (9, "lessons", "finding-it")]
