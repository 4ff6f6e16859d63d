import gzip
import json
import re

import pytest

from metalearn import MetastasisSankey, datasets
from metalearn.errors import MetalearnError, UnknownNameError


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def test_the_first_view_tells_one_story():
    assert repr(MetastasisSankey()).startswith("Colorectal: 2,024 of 3,548 patients (57%)")


def test_repr_is_the_whole_description_and_the_same_every_time():
    first, second = MetastasisSankey(), MetastasisSankey()
    assert repr(first) == first.describe() == repr(second)
    assert "0x" not in repr(first)


def test_the_view_is_given_the_same_states_as_python_has():
    widget = MetastasisSankey()
    states = payload(widget)["states"]
    seen = 0
    for controls, _ in widget.drive():
        key = "|".join(str(controls[name]) for name in ("focus", "unit", "threshold"))
        widget.focus, widget.unit = controls["focus"], controls["unit"]
        assert states[key]["headline"] in widget.describe()
        seen += 1
    assert seen == len(states) + len(datasets.flows())


def test_drive_leaves_the_widget_as_it_was():
    widget = MetastasisSankey(focus="Bone", unit="percent", threshold=10)
    before = widget.describe()
    for _ in widget.drive():
        pass
    assert widget.describe() == before


def test_the_table_shows_what_is_in_focus():
    widget = MetastasisSankey(focus="Prostate", threshold=250)
    header, *rows = widget.table()
    assert header == ["Primary", "Organ", "Patients", "Between", "Of", "Percent"]
    assert rows[0] == ["Prostate", "Bone", "1,140", "1,130 to 1,151", "2,172", "52%"]
    assert all(int(row[2].replace(",", "")) >= 250 for row in rows)


def test_the_twin_has_every_number_of_the_table_and_only_safe_elements():
    widget = MetastasisSankey(focus="Liver")
    html = widget.twin()
    for row in widget.table():
        assert all(f">{cell}<" in html for cell in row)
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {
        "figure",
        "figcaption",
        "img",
        "p",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "details",
        "summary",
    }


def test_the_bundle_has_view_text_and_twin():
    widget = MetastasisSankey()
    data, _ = widget._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"} <= set(data)
    assert data["text/plain"] == widget.describe()


def test_the_evidence_card_of_a_flow_is_part_of_the_screen():
    widget = MetastasisSankey(flow="Prostate → Bone")
    assert "10.1016/j.cell.2022.01.003" in widget.describe()


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"focus": "Brest"}, "Did you mean 'Breast'"),
        ({"unit": "patient"}, "Did you mean 'patients'"),
        ({"cohort": "MSKMET"}, "Did you mean 'MSK-MET'"),
        ({"flow": "Prostate → Bon"}, "Did you mean 'Prostate → Bone'"),
    ],
)
def test_unknown_names_get_the_nearest_right_one(keywords, message):
    with pytest.raises(UnknownNameError, match=message):
        MetastasisSankey(**keywords)


def test_a_name_set_later_is_checked_too_and_changes_nothing():
    widget = MetastasisSankey()
    with pytest.raises(UnknownNameError):
        widget.focus = "nowhere"
    assert widget.focus == "Colorectal"


def test_a_threshold_off_the_scale_is_refused_with_the_scale():
    with pytest.raises(MetalearnError, match=r"0, 5, 10, 20, 30, 50\. The nearest is 50"):
        MetastasisSankey(unit="percent", threshold=60)


def test_another_unit_starts_without_a_threshold_when_it_lacks_the_old_one():
    widget = MetastasisSankey(threshold=250)
    widget.unit = "percent"
    assert widget.threshold == 0


def test_an_unknown_keyword_is_a_type_error_with_the_nearest_one():
    with pytest.raises(TypeError, match="Did you mean 'focus'"):
        MetastasisSankey(focuss="Breast")


def test_it_opens_under_sixty_kilobytes():
    widget = MetastasisSankey()
    assert len(widget._payload) + len(widget._esm) + len(widget._css) < 60_000
