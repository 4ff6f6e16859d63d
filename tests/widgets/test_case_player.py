"""The case player: every path is played, nothing is told before it is reached, and a faulty case is refused plainly."""

import gzip
import json
import re
from dataclasses import replace

import pytest

from metalearn import CasePlayer, datasets
from metalearn.datasets.records.cases import Choice, Node
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.widgets import case_player_text as text

EVERY = datasets.cases()
SAFE = {"a", "br", "details", "figcaption", "figure", "li", "ol", "p", "strong", "summary", "ul"}
EVIL = "<img src=x onerror=alert(1)>"
by_case = pytest.mark.parametrize("case", EVERY, ids=lambda case: case.id)


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def unwrapped(said):
    return " ".join(said.split())


@by_case
def test_driving_walks_every_path_and_every_step_on_it(case):
    player = CasePlayer(case.id, path=case.best_path()[:1])
    before = player.describe()
    walked = [controls["path"] for controls, said in player.drive() if said]
    assert len(walked) == len(set(walked))
    assert set(walked) == {path[:length] for path in case.paths() for length in range(len(path) + 1)}
    assert player.describe() == before


@by_case
def test_nothing_is_said_before_it_is_reached(case):
    player = CasePlayer(case.id)
    feedback = {unwrapped(choice.feedback) for node in case.nodes for choice in node.choices}
    for controls, said in player.drive():
        told = {unwrapped(choice.feedback) for _node, choice in player.state.taken}
        plain = unwrapped(said)
        assert {each for each in feedback if each in plain} == told
        shown = {node.id for node in case.nodes if unwrapped(node.text) in plain}
        assert shown == {node.id for node in player.state.nodes}
        ended = case.walk(controls["path"])[-1].kind == "end"
        assert (unwrapped(case.debrief[0]) in plain) == ended
        carded = unwrapped(" ".join(card.text() for card in player.evidence()))
        assert {each for each in feedback if each in carded} == told


@by_case
def test_the_view_walks_the_same_case(case):
    shipped = payload(CasePlayer(case.id))
    for path in (case.best_path(), case.paths()[0], case.paths()[-1]):
        node, earned = shipped["nodes"][0], []
        for index, (left, choice) in zip(path, text.CaseState(case, path).taken, strict=True):
            assert node["text"] == left.text and node["kind"] == left.kind
            label, score, after, feedback, points = node["choices"][index]
            assert (label, score, feedback) == (choice.label, choice.score, choice.feedback)
            assert points == text.points(choice)
            earned += [] if score is None else [score]
            node = shipped["nodes"][after]
        assert node["kind"] == "end" and 100 * sum(earned) / (2 * len(earned)) == case.score(path)


@by_case
def test_every_number_has_a_card(case):
    player = CasePlayer(case.id)
    for path in ((), case.best_path()[:2], case.best_path(), case.paths()[0]):
        player.path = path
        assert player.orphans() == ()


@by_case
def test_it_opens_with_less_than_60_kilobytes(case):
    player = CasePlayer(case.id)
    assert len(player._esm) + len(player._code) + len(player._payload) <= 60_000


@by_case
def test_the_twin_is_a_story_with_closed_feedback(case):
    html = CasePlayer(case.id).twin()
    assert set(re.findall(r"<(\w+)", html)) <= SAFE
    assert set(re.findall(r"<\w+ ([a-z]+)=", html)) <= {"style", "href"}
    assert case.banner in html and html.count("Scene ") >= len(case.nodes)
    opened = re.sub(r"<details>.*?</details>", "", html)
    assert not any(choice.feedback in opened for node in case.nodes for choice in node.choices)
    assert html.count("<summary>") == sum(len(node.choices) for node in case.nodes) + 2


def test_the_invented_person_is_announced_in_every_state():
    player = CasePlayer("omar")
    assert "short and optional" in player.describe()
    for _controls, said in player.drive():
        assert player.case.banner in unwrapped(said)


def test_the_story_can_be_kept_as_text():
    player = CasePlayer("grace", path=(1, 0))
    said = player.story()
    assert said.splitlines()[0] == "A new nodule after an old cancer" and "is invented" in said
    assert "You chose: Repeat the CT in a year" in said and "nothing to decide" in said
    assert "Outcome: found later than it could have been." in said
    assert "Score so far: 0 of 2 points (0%)." in said  # where nothing is decided, nothing is counted
    assert CasePlayer("grace", path=player.path).story() == said


def test_side_roads_are_named():
    assert text.detours(datasets.case("grace")) == {"wait"}
    player = CasePlayer("grace", path=(1,))
    assert text.WORDS["detour"] in unwrapped(player.describe())
    player.path = (2,)
    assert text.WORDS["detour"] not in unwrapped(player.describe())


def test_the_table_is_the_path():
    player = CasePlayer("grace")
    assert "Your path so far: Nothing is decided yet." in player.twin()
    assert player.table() == [["Your path so far"], ["Nothing is decided yet."]]
    player.path = (2, 0)
    header, first, second = player.table()
    assert header == ["Your decision", "You chose", "Points", "What was said"]
    assert first[2] == second[2] == "2 of 2: best supported" and second[1] == "A second primary lung cancer"
    assert player.score == 100.0
    assert all(f">{cell}<" in player.twin() for cell in (*header, *first, *second))


def own(**changes):
    end = Node("end", "end", EVIL, (), EVIL)
    choices = (Choice(EVIL, 2, "end", EVIL), Choice("b", 0, "end", "No."))
    start = Node("start", "decision", EVIL, choices, "")
    values = {
        "id": EVIL,
        "title": EVIL,
        "banner": EVIL,
        "opening": EVIL,
        "goals": (EVIL,),
        "debrief": (EVIL,),
    }
    values |= {"nodes": (start, end), "source_ids": ("my_source",), "unchecked": (EVIL,)}
    return replace(datasets.case("omar"), **{**values, **changes})


def test_a_case_of_ones_own_is_played_and_its_markup_stays_text():
    player = CasePlayer(own())
    for path in ((), (0,), (1,)):
        player.path = path
        assert "<img" not in player.twin() and EVIL in unwrapped(player.describe())
        assert player.orphans() == ()
    assert payload(player)["nodes"][0]["text"] == EVIL
    assert "my_source" in player.describe()


def test_a_faulty_case_is_refused_with_the_place():
    wrong = Node(
        "start", "decision", "What now?", (Choice("a", 2, "emd", "Yes."), Choice("b", 0, "end", "No.")), ""
    )
    with pytest.raises(
        MetalearnError, match="choice 1 of node 'start' to lead to a node of this case, not to 'emd'"
    ):
        CasePlayer(own(nodes=(wrong, Node("end", "end", "Over.", (), "over"))))


def test_slips_are_answered_plainly():
    with pytest.raises(UnknownNameError, match="Did you mean 'amina'"):
        CasePlayer("amna")
    with pytest.raises(MetalearnError, match="node 'start' has choices 0 to 2, not 7"):
        CasePlayer("amina", path=(7,))
    with pytest.raises(MetalearnError, match="no choice, not 0"):
        CasePlayer("omar").path = (*datasets.case("omar").best_path(), 0)
    with pytest.raises(MetalearnError, match="A path is a list"):
        CasePlayer("amina", path="10")
    with pytest.raises(MetalearnError, match="got int"):
        CasePlayer(3)
    with pytest.raises(TypeError, match=r"CasePlayer\(\) has no keyword 'pth'. Did you mean 'path'"):
        CasePlayer("amina", pth=())


def test_a_fault_in_a_callback_surfaces():
    player = CasePlayer("omar")

    def fault(_change):
        raise RuntimeError("planted")

    player.observe(fault, "path")
    with pytest.raises(RuntimeError, match="planted"):
        list(player.drive())


def test_the_repr_is_the_description_and_the_same_every_time():
    first, second = CasePlayer("mei", path=(1,)), CasePlayer("mei", path=(1,))
    assert repr(first) == first.describe() == repr(second)
    assert first._payload == second._payload and first.twin() == second.twin()


def test_the_path_from_the_page_is_kept_in_normal_form():
    player = CasePlayer("omar")
    player.set_state({"path": [1, 1]})
    assert player.path == (1, 1)
