import gzip
import json

import pytest
import traitlets

from metalearn import BodyMap, Cards, CascadeStepper, Quiz, Scan, datasets
from metalearn.datasets.cards import computed
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures import svg
from metalearn.widgets.base import Faces, View, lean, pack, refuse_unknown, static_text, walk


class Toy(View):
    script = "sankey"
    side = traitlets.Unicode("left").tag(sync=True)

    def describe(self):
        return f"side {self.side}"

    def twin(self):
        return f"<p>{self.side}</p>"


def test_packing_is_deterministic_and_keeps_every_letter():
    data = {"words": ["ö", "→"], "n": 1}
    assert pack(data) == pack(data)
    assert json.loads(gzip.decompress(pack(data))) == data


def test_walking_yields_each_state_and_puts_the_first_back():
    toy = Toy()
    seen = list(walk(toy, iter([{"side": "right"}, {"side": "middle"}])))
    assert [text for _, text in seen] == ["side right", "side middle"]
    assert toy.side == "left"


def test_a_walk_that_is_left_half_way_puts_the_first_back():
    toy = Toy()
    walked = walk(toy, iter([{"side": "right"}, {"side": "middle"}]))
    next(walked)
    assert toy.side == "right"
    walked.close()
    assert toy.side == "left"


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), {1, 2}])
def test_what_json_has_no_word_for_is_refused_early(bad):
    with pytest.raises(MetalearnError, match="use None"):
        pack({"deep": [{"x": bad}]})


@pytest.mark.parametrize("bad", ["big", None, True, float("nan"), float("inf"), 0.5, 3.5, [2]])
def test_the_scale_is_a_number_from_one_to_three(bad):
    with pytest.raises(MetalearnError, match="scale of Toy is a number from 1 to 3; got"):
        Toy(scale=bad)
    toy = Toy(scale=2)
    with pytest.raises(MetalearnError, match="scale of Toy is a number from 1 to 3; got"):
        toy.scale = bad
    assert toy.scale == 2


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: BodyMap(None), "primary of BodyMap is a text; got None"),
        (lambda: BodyMap(soil="yes"), "soil of BodyMap is True or False; got 'yes'"),
        (lambda: Scan(size="large"), "size of Scan is a whole number; got 'large'"),
        (lambda: Scan(thickness="thin"), "thickness of Scan is a number; got 'thin'"),
        (lambda: Cards("glossary", search=None), "search of Cards is a text; got None"),
        (lambda: Quiz(None), "takes the id of a question"),
        (lambda: CascadeStepper(step="2"), "There is no step 2"),
        (lambda: CascadeStepper(survival=3), "survival needs 5 shares"),
    ],
)
def test_a_value_of_the_wrong_type_is_answered_in_our_own_words(make, said):
    with pytest.raises(MetalearnError, match=said):
        make()


def test_a_fault_in_a_callback_is_not_swallowed():
    toy = Toy()

    def fault(_change):
        raise RuntimeError("planted")

    toy.observe(fault, "side")
    with pytest.raises(RuntimeError, match="planted"):
        list(walk(toy, iter([{"side": "right"}])))


def test_the_bundle_carries_the_twin_beside_the_view():
    data, _ = Toy()._repr_mimebundle_()
    assert data["text/html"] == "<p>left</p>"
    assert data["text/plain"] == "side left"


def test_a_widget_is_of_its_own_class_and_names_it():
    # Left alone, anywidget would make a class for each widget, which takes longer than the widget itself.
    quiz = Quiz("Q01a")
    assert type(quiz) is Quiz
    assert quiz.get_state()["_anywidget_id"] == "metalearn.widgets.quiz.Quiz"


def test_a_layout_is_made_and_told_to_the_view_once_it_is_asked_for(monkeypatch):
    toy = Toy()
    assert "layout" not in toy.get_state() and toy.get_state("layout") == {}
    sent = []
    monkeypatch.setattr(toy.comm, "send", lambda data=None, **rest: sent.append(data))
    toy.layout.width = "50%"
    assert sent == [{"method": "update", "state": {"layout": f"IPY_MODEL_{toy.layout.model_id}"}}]
    assert toy.get_state()["layout"] == sent[0]["state"]["layout"] and toy.layout.width == "50%"


def test_keywords_are_read_off_the_signature():
    class Owner:
        def __init__(self, focus, *, unit="a", **unknown): ...

    with pytest.raises(TypeError, match=r"It takes: focus, unit\."):
        refuse_unknown(Owner, {"unti": 1})


def test_a_face_that_is_missing_says_so():
    with pytest.raises(NotImplementedError):
        Faces().describe()
    with pytest.raises(NotImplementedError):
        Faces().evidence()


def test_code_and_style_travel_compressed_and_once():
    code = gzip.decompress(Toy()._code).decode()
    assert lean(static_text("kit.js")) in code and lean(static_text("sankey.js")) in code
    assert json.dumps(lean(svg.stylesheet()))[1:-1] in code and "export const STYLES" in code
    assert Toy()._code == Toy()._code and len(Toy()._code) < 10_000


class Counted(Toy):
    """A widget with three numbers, of which one has a card, one a card in its twin only, and one none."""

    def describe(self):
        return "154 patients, 7 more"

    def table(self):
        return [["154"]]

    def twin(self):
        return '<p>154</p><img src="data:" alt="412"><details>953</details>'

    def _cards(self):
        return [datasets.flows()[0].evidence("n")] * 2

    def _folded_cards(self):
        return [computed("Folded", 953, "made up")]


def test_numbers_lead_to_cards_and_what_does_not_is_named():
    widget = Counted()
    (card,) = widget.evidence()
    assert widget.evidence("154") == widget.evidence(154) == (card,)
    assert card.denominator.startswith("412 ")
    assert widget.orphans() == ("7",)
    with pytest.raises(UnknownNameError, match=r"no number 8 with a card here\. There are: 7, 154\."):
        widget.evidence("8")
