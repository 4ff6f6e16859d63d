import gzip
import json
import re

import ipywidgets
import pytest

from metalearn import BodyMap, MetastasisSankey, datasets
from metalearn.errors import UnknownNameError
from metalearn.figures.body import places as body_places

SAFE = {
    "figure",
    "figcaption",
    "img",
    "p",
    "strong",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "ul",
    "li",
    "br",
}


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def test_the_first_view_tells_one_story():
    assert repr(BodyMap()).startswith("Colorectal, by blood: first the liver\n")
    assert repr(BodyMap()) == BodyMap().describe()


def test_plumbing_alone_beside_what_was_counted():
    widget = BodyMap("Prostate")
    assert "first the lungs" in widget.describe() and "1,140" not in widget.describe()
    widget.soil = True
    said = " ".join(widget.describe().split())
    assert "most often in bone (1,140 patients); plumbing says lung (250 patients, place 3)" in said
    assert widget.table()[1][:6] == ["Bone", "blood", "1,140", "1,130 to 1,151", "2,172", "52%"]
    assert [row[0] for row in widget.table() if row[6] == "expects it first"] == ["Lung"]
    (card,) = widget.evidence("1,140")
    assert card.key == "MSK-MET, Prostate, Bone"
    assert "grand total" in widget.evidence("2.46")[0].formula


def test_table_is_the_way_step_by_step():
    header, *rows = BodyMap("Colorectal").table()
    assert header == ["Step", "Vessel or organ", "Why", "Where it comes from"]
    assert [row[1] for row in rows][2:4] == ["Portal vein", "Liver"]
    assert rows[2][3] == "Table of organs: Liver" and rows[0][3] == "Teaching anatomy"


def test_every_number_has_a_card_in_every_state():
    widget = BodyMap()
    found = {str(controls): widget.orphans() for controls, _ in widget.drive()}
    assert len(found) == 17 * 4 * 2 + 20
    assert not {key: left for key, left in found.items() if left}


def test_drive_leaves_the_widget_as_it_was():
    widget = BodyMap("Breast", "lymph", "organs", soil=True, selected="Brain")
    before = widget.describe()
    states = {text for _, text in widget.drive()}
    assert len(states) == 17 * 4 * 2 + 20
    assert widget.describe() == before and widget.site == "Brain/CNS"


def test_the_view_is_given_the_same_states_as_python_has():
    widget = BodyMap()
    sent = payload(widget)

    def text(place):
        return sent["texts"][place] if isinstance(place, int) else place

    for controls, _ in widget.drive():
        for name, value in controls.items():
            setattr(widget, name, value)
        if widget.view == "organs":
            state = sent["organs"][widget.selected]
        else:
            state = sent["ways"][widget.primary][widget.route][int(widget.soil)]
        assert text(state["head"]) == widget.state.headline
        assert [list(map(text, row)) for row in sent["tables"][state["rows"]]] == widget.table()
        assert dict(sent["tables"][state["lit"]]) == widget.state.lit


def test_it_opens_under_sixty_kilobytes():
    widget = BodyMap()
    assert len(widget._payload) + len(widget._code) < 57_400  # the messages around them weigh 2.6 KB


def test_the_twin_has_the_table_and_only_safe_elements():
    for widget in (
        BodyMap("Pancreas", "nerve"),
        BodyMap("Ovary", "cavity", soil=True),
        BodyMap(view="organs", selected="Bone"),
    ):
        html = widget.twin()
        assert set(re.findall(r"<(\w+)", html)) <= SAFE
        said = html.replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'")
        assert all(cell in said for row in widget.table() for cell in row)
        assert len(html) < 130_000


def test_a_selected_organ_and_its_site():
    widget = BodyMap(view="organs", selected="Liver")
    assert widget.site == "Liver"
    widget.selected = "Ovary"
    assert widget.site == ""
    assert dict(widget.table()[1:])["How it is usually found"] == "Ultrasound; CT or MRI."
    assert "Education, not advice" in widget.describe()


def test_the_map_is_a_picker_for_other_widgets():
    picker, sankey = BodyMap(view="organs"), MetastasisSankey()
    ipywidgets.link((picker, "site"), (sankey, "focus"))
    picker.selected = "Brain"
    assert sankey.focus == "Brain/CNS"
    picker.selected = "Dormant disease"
    assert sankey.focus == ""
    seen = []
    picker.observe(lambda change: seen.append(change["new"]), "selected")
    picker.selected = "Bone"
    assert seen == ["Bone"] and sankey.focus == "Bone"
    ipywidgets.jslink((picker, "selected"), (BodyMap(view="organs"), "selected"))


def test_every_organ_of_the_table_can_be_chosen():
    assert set(body_places.names()) == {organ.organ for organ in datasets.organs()}
    assert set(body_places.SITES) == set(datasets.sites())


def test_what_does_not_exist_is_refused():
    with pytest.raises(UnknownNameError, match="Did you mean 'Prostate'"):
        BodyMap("Prostrate")
    with pytest.raises(UnknownNameError, match="Did you mean 'Brain'"):
        BodyMap(selected="brain")
    with pytest.raises(UnknownNameError, match="view"):
        BodyMap(view="organ")
    with pytest.raises(TypeError, match="Did you mean 'route'"):
        BodyMap(rout="blood")
    widget = BodyMap()
    with pytest.raises(UnknownNameError):
        widget.route = "air"
    assert widget.route == "blood"
