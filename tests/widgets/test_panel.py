"""The panel engine: a design in, and out of it the settings that exist, the text, the twin and what a page needs."""

import gzip
import json
import re
from dataclasses import replace

import pytest

from metalearn import Panel
from metalearn.datasets.cards import computed
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures import panels
from metalearn.figures.panels.design import Control, Design, People, Scene, Try, fixed, product
from metalearn.widgets import panel_payload
from metalearn.widgets.base import static_text
from metalearn.widgets.chart import PlotlyLibrary
from metalearn.widgets.panel_text import PanelState
from metalearn.widgets.pool import Pool

HOSTILE = "<img src=x onerror=alert(1)>"


def figure(n):
    bars = {"type": "bar", "x": ["Ill", "Well"], "y": [n, 100 - n]}
    axis = {"title": {"text": "People"}}
    return {"data": [bars], "layout": {"title": {"text": "Ill and well"}, "xaxis": axis, "yaxis": axis}}


def scene(n, test, which=""):
    return Scene(
        f"{n} of them are ill.",
        facts=(("Ill", f"{n}"), ("Test", which or "none")),
        text=("A paragraph.",),
        rows=(("Group", "People"), ("Ill", f"{n}"), ("Well", f"{100 - n}")),
        caption="Who is ill",
        figure=figure(n),
        people=(People(n, "are ill", "full"), People(100 - n, "are well", "dot")),
        notes=("Invented.",),
        cards=(computed("Ill", n, "your setting"), computed("Well", 100 - n, "100 less those")),
        verdict="right" if which == "b" else "",
    )


def controls(values):
    n = Control(
        "n", "Ill people", tuple((n, f"{n} in a hundred") for n in range(0, 101, 10)), "slider", "How many."
    )
    test = Control("test", "Use a test", ((False, "no"), (True, "yes")), "check")
    kinds = (("a", "A"), ("b", "B")) if values.get("n") else (("b", "B"), ("c", "C"))
    which = Control("which", "Which test", kinds)
    return (n, test, which) if values.get("test") else (n, test)


def design(**changes):
    given = {
        "name": "toy",
        "title": "Ill or well",
        "intro": "Set it and see.",
        "controls": controls,
        "scene": scene,
        "start": {"n": 10, "test": False},
        "tries": (Try("Half of them", {"n": 50}),),
        "stamp": "Teaching numbers",
    }
    return Design(**given | changes)


def story(names):
    options = tuple((name, name) for name in names)
    return Design(
        "story", "T", "", fixed(Control("step", "Steps", options, "steps")), lambda step: Scene(step), {}
    )


def shipped(panel):
    return json.loads(gzip.decompress(panel._payload))


def unpacked(data):
    """The settings of a payload as the view reads them."""

    def live(value):
        if isinstance(value, list):
            return [live(each) for each in value]
        if isinstance(value, dict):
            return live(data["parts"][value[""]]) if "" in value else {k: live(v) for k, v in value.items()}
        return value

    parts = live(data["settings"])
    return [tuple(parts[i : i + 3]) for i in range(0, len(parts), 3)]


def plain(value):
    return json.loads(json.dumps(value))


def test_it_says_title_settings_and_all_that_follows():
    assert Panel(design(), n=20, test=True, which="b").describe().splitlines() == [
        "Ill or well",
        "Set it and see.",
        "Teaching numbers",
        "Settings:",
        "  Ill people: 20 in a hundred (How many.)",
        "  Use a test: yes",
        "  Which test: B",
        "Right: 20 of them are ill.",
        "  Ill: 20",
        "  Test: b",
        "A paragraph.",
        "Ill and well",
        "Who is ill:",
        "  Group: Ill; People: 20",
        "  Group: Well; People: 80",
        "100 people, one mark each:",
        "  20: are ill",
        "  80: are well",
        "Invented.",
    ]


def test_the_table_is_that_of_the_scene_or_its_facts():
    assert Panel(design()).table() == [["Group", "People"], ["Ill", "10"], ["Well", "90"]]
    bare = design(scene=lambda **_values: Scene("So it is.", facts=(("Class", "A"),)))
    assert Panel(bare).table() == [["What follows", "So it is."], ["Class", "A"]]


def test_the_step_of_a_story_is_said_with_its_place():
    panel = Panel(story(["one", "two", "three"]), step="two")
    assert "  Steps: Step 2 of 3: two" in panel.describe()
    assert panel.orphans() == ()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"n": 12}, r"Unknown n 12\. The nearest is 10\. It takes: 0, 10, 20"),
        ({"n": "10"}, r"Unknown n '10'\. It takes: 0, 10, 20"),
        ({"nn": 10}, r"Unknown control 'nn'\. Did you mean 'n'\?"),
        ({"test": 1}, r"Unknown test 1\. It can be 'False' or 'True'"),
        ({"test": True, "which": "z"}, r"Unknown which 'z'\. It can be 'a' or 'b'"),
        ({"which": "a"}, r"Unknown control 'which'"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(values, said):
    panel = Panel(design())
    before = dict(panel.values)
    with pytest.raises(UnknownNameError, match=said):
        panel.values = values
    assert panel.values == before == panel.state.values


def test_an_unknown_keyword_is_refused_and_so_is_an_unknown_value():
    with pytest.raises(
        TypeError, match=r"no keyword 'tst'. Did you mean 'test'\? It takes: n, test, opened, scale"
    ):
        Panel(design(), tst=True)
    with pytest.raises(UnknownNameError, match="nearest is 100"):
        Panel(design(), n=1000)
    with pytest.raises(MetalearnError, match="values of Panel is a dict; got 3"):
        Panel(design()).values = 3
    with pytest.raises(UnknownNameError, match=r"Unknown n \[10\]"):
        Panel(design()).values = {"n": [10]}
    with pytest.raises(MetalearnError, match="cannot be called 'scale'"):
        Panel(design(controls=fixed(Control("scale", "Scale", ((1, "1"),))), start={}, tries=()))
    assert Panel(design(), test=True, which="b").values["which"] == "b"  # a control that only then exists


def test_some_values_may_be_assigned_and_what_no_longer_exists_gives_way():
    panel = Panel(design(), n=10, test=True, which="b")
    panel.values = {"n": 0}
    assert panel.values == {"n": 0, "test": True, "which": "b"}
    panel.values = {"which": "c"}
    panel.values = {"n": 10}
    assert panel.values == {"n": 10, "test": True, "which": "a"}
    panel.values = {"test": False}
    assert panel.values == {"n": 10, "test": False}


def test_every_setting_is_shipped_with_its_controls_and_its_scene():
    panel = Panel(design())
    assert [values for values, _, _ in unpacked(shipped(panel))] == [panel.values]  # what it opens with
    panel._wants = True  # as the view says once it is on screen
    found = unpacked(shipped(panel))
    settings = list(design().settings())
    assert len(settings) == 33 and [values for values, _, _ in found] == settings
    for values, defs, said in found:
        state = PanelState(design(), values)
        assert defs == plain(panel_payload.controls_data(state))
        assert said == plain(panel_payload.scene_data(state))
    assert panel._computed == {}


def test_a_setting_that_is_not_shipped_is_worked_out():
    panel = Panel(design(shipped=lambda: product(n=(0, 50, 100), test=(False,))), n=50)
    panel.complete()
    assert len(unpacked(shipped(panel))) == 3 and panel._computed == {}
    panel.values = {"n": 20}
    assert panel._computed["values"] == {"n": 20, "test": False}
    assert panel._computed["scene"]["headline"] == "20 of them are ill."
    assert [each["name"] for each in panel._computed["controls"]] == ["n", "test"]
    json.dumps(panel._computed)
    sent = panel._computed
    panel.values = {"n": 100}
    assert panel._computed is sent  # the view has this one
    other = Panel(panel.design, n=30)
    assert other._computed == {}  # it opens with it
    other.complete()
    assert other._computed["scene"]["headline"] == "30 of them are ill."


def test_only_a_panel_with_a_chart_asks_for_plotly():
    old, PlotlyLibrary._only = PlotlyLibrary._only, None
    try:
        bare = Panel(story(["one", "two"]))
        assert bare._library == "" and bare.helpers() == () and PlotlyLibrary._only is None
        drawn = Panel(design())
        assert drawn._library and drawn.helpers() == (PlotlyLibrary._only,)
        assert drawn.figure is None  # the view chooses the figure: none goes to and fro
    finally:
        PlotlyLibrary._only = old or PlotlyLibrary._only


def test_what_is_closed_stays_closed_until_it_is_opened():
    panel = Panel(design(closed="Show the figures"))
    assert (
        "are ill" not in panel.describe()
        and "Closed until it is opened: Show the figures" in panel.describe()
    )
    assert panel.table()[0] == ["Settings", "Ill or well"] and panel.table()[1] == [
        "Ill people",
        "10 in a hundred",
    ]
    before, _, after = panel.twin().partition("<details><summary>Show the figures</summary>")
    assert "are ill" not in before and "10 of them are ill." in after
    assert panel.orphans() == () and len(panel.evidence()) == 1
    panel.opened = True
    assert "10 of them are ill." in panel.describe() and panel.table()[0] == ["Group", "People"]
    assert panel.orphans() == () and len(panel.evidence()) == 4
    assert "Show the figures" not in Panel(design()).twin()


def test_driving_walks_every_setting_and_closed_once_and_comes_back():
    panel = Panel(design(closed="Show"), n=40)
    walked = list(panel.drive())
    assert panel.values == {"n": 40, "test": False} and not panel.opened
    assert [controls["opened"] for controls, _ in walked] == [False] + [True] * 33
    assert len({text for _, text in walked}) == 34
    assert all("opened" not in controls for controls, _ in Panel(design()).drive())


def test_a_fault_in_a_scene_surfaces():
    def broken(n, test, which=""):
        if n == 70:
            raise RuntimeError("planted")
        return scene(n, test, which)

    panel = Panel(design(scene=broken, shipped=lambda: product(n=(0,), test=(False,))), n=0)
    with pytest.raises(RuntimeError, match="planted"):
        panel.values = {"n": 70}


def test_a_number_without_a_card_is_an_orphan():
    panel = Panel(design(scene=lambda **_values: Scene("It is 4,711.", notes=("And 23%.",))))
    assert panel.orphans() == ("4,711", "23%")
    assert Panel(design()).orphans() == ()


def test_the_twin_has_it_all_and_nothing_of_it_is_markup():
    hostile = design(
        title=HOSTILE,
        controls=fixed(Control("a", HOSTILE, ((HOSTILE, HOSTILE),))),
        start={"a": HOSTILE},
        scene=lambda a: Scene(
            a,
            facts=((a, a),),
            text=(a,),
            rows=((a, "b"), (a, a)),
            caption=a,
            figure={"data": [{"type": "bar", "x": [a], "y": [1]}], "layout": {"title": {"text": a}}},
            people=(People(1, a, "full"),),
            notes=(a,),
            cards=(computed(a, 1, a),),
        ),
        tries=(),
        stamp=HOSTILE,
        intro=HOSTILE,
    )
    html = Panel(hostile).twin()
    assert "<img src=x" not in html and html.count("&lt;img src=x onerror=alert(1)&gt;") > 12
    assert Panel(hostile).describe().count(HOSTILE) >= 12
    tags = {"br", "details", "figcaption", "figure", "img", "li", "p", "strong", "summary", "ul"}
    assert set(re.findall(r"<(\w+)", html)) <= {*tags, "table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_the_view_has_no_markup_of_its_own_and_its_code_is_small():
    code = static_text("panel.js")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", code)
    assert len(Panel(story(["one", "two"]))._code) < 18_000


def test_equal_parts_are_sent_once():
    pool = Pool()
    long = "a text that is long enough"
    values = [
        {"a": [long, {"b": long}]},
        [1, 2.5],
        [True, None, 1],
        {"c": {"b": long}},
        "['list', (), []]",
        [],
    ]
    places = [pool(value) for value in values]
    pool.close(places)
    written = json.dumps([[pool.written(place) for place in places], pool.parts()])
    assert written.count(long) == 1
    again = Pool()
    same = [again(value) for value in [values, values]]
    assert same[0] == same[1]


def test_a_whole_panel_is_many_times_smaller_than_its_scenes():
    panel = Panel(design())
    panel.complete()
    loose = json.dumps([panel_payload.scene_data(PanelState(design(), each)) for each in design().settings()])
    assert len(panel._payload) < len(loose) / 10


def test_the_panels_of_the_course_are_packed_once():
    one, two = Panel("workflow"), Panel("workflow")
    one.complete()
    two.complete()
    assert one._payload is two._payload
    with pytest.raises(UnknownNameError, match="Did you mean 'workflow'"):
        Panel("workflw")


@pytest.mark.parametrize("name", panels.names())
def test_every_panel_of_the_course_can_be_set_as_its_buttons_say(name):
    made = panels.panel(name)
    keys = panel_payload.shipment(made).keys
    assert made.name == name and made.title and made.intro
    for each in made.tries:
        panel = Panel(name, **each.values)
        assert all(panel.values[control] == value for control, value in each.values.items())
        assert panel_payload.key(panel.values) in keys


def test_a_scene_that_fails_is_told_to_the_view_and_to_the_caller():
    def scene(n, test):
        if n == 30:
            raise ValueError("planted")
        return design().scene(n, test)

    panel = Panel(replace(design(), scene=scene), n=50)
    with pytest.raises(ValueError, match="planted"):
        panel.values = {"n": 30}
    assert panel._computed["values"]["n"] == 30
    assert panel._computed["failed"] == "This setting could not be worked out: ValueError: planted"


def test_a_chart_that_only_a_computed_scene_has_brings_plotly():
    def scene(n, test):
        shown = design().scene(n, test)
        return shown if n == 30 else replace(shown, figure=None)

    panel = Panel(replace(design(), scene=scene), n=50)
    assert panel._library == ""
    panel.values = {"n": 30}
    assert panel._library != ""


def test_a_number_that_is_none_is_a_gap_in_a_chart_of_ones_own():
    def broken(n, test, which=""):
        return replace(scene(n, test, which), figure=figure(n) | {"layout": {"height": float("nan")}})

    panel = Panel(design(scene=broken))
    assert panel.state.scene.figure["layout"] == {"height": None}
    panel.complete()
    assert "NaN" not in gzip.decompress(panel._payload).decode()


def test_a_scene_that_cannot_be_shown_names_its_panel():
    def ragged(n, test, which=""):
        return Scene("Ragged", rows=(("a", "b"), ("c",)))

    with pytest.raises(MetalearnError, match=r"Panel 'toy' with \{'n': 10.*as long as the header, 2 cells"):
        Panel(design(scene=ragged))
