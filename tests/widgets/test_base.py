import gzip
import json

import pytest
import traitlets

from metalearn.widgets.base import Faces, View, pack, refuse_unknown, walk


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


def test_keywords_are_read_off_the_signature():
    class Owner:
        def __init__(self, focus, *, unit="a", **unknown): ...

    with pytest.raises(TypeError, match=r"It takes: focus, unit\."):
        refuse_unknown(Owner, {"unti": 1})


def test_a_face_that_is_missing_says_so():
    with pytest.raises(NotImplementedError):
        Faces().describe()
