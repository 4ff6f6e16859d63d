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
    opened = len(datasets.flows()) + len(datasets.primaries()) + len(datasets.sites())
    assert seen == len(states) + opened


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
        "ul",
        "li",
        "br",
    }


def test_the_bundle_has_view_text_and_twin():
    widget = MetastasisSankey()
    data, _ = widget._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"} <= set(data)
    assert data["text/plain"] == widget.describe()


def test_the_evidence_card_of_a_flow_is_part_of_the_screen():
    widget = MetastasisSankey(flow="Prostate → Bone")
    assert "10.1016/j.cell.2022.01.003" in widget.describe()


def test_the_view_is_given_the_card_of_every_number():
    widget = MetastasisSankey()
    sent = payload(widget)
    assert set(sent["evidence"]) == {*sent["flows"], *datasets.sites(), *sent["primaries"]}
    for name, text in sent["evidence"].items():
        widget.flow = name
        assert widget.describe().endswith(text)
        assert "Licence: " in text and "Last reviewed: " in text


def test_a_whole_organ_is_a_sum_with_a_range():
    (card,) = MetastasisSankey("Lung").evidence("6,779")
    lungs = [flow for flow in datasets.flows() if flow.site == "Lung"]
    assert (card.value, card.low, card.high) == (
        sum(flow.n for flow in lungs),
        sum(flow.n_low for flow in lungs),
        sum(flow.n_high for flow in lungs),
    )
    assert card.formula.startswith("the patients of 14 primaries, added")


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
    assert len(widget._payload) + len(widget._esm) + len(widget._code) < 60_000


@pytest.fixture
def own(tmp_path):
    """Flows of somebody's own, with markup in their names."""
    file = tmp_path / "mine.csv"
    file.write_text(
        "cohort,primary,site,n,n_total\n"
        "Our <b>clinic</b>,<script>alert(1)</script>,Bone,5,10\n"
        "Our <b>clinic</b>,Chordoma,Bone,13,40\n"
        "Our <b>clinic</b>,Chordoma,Lung,3,40\n",
        encoding="utf-8",
    )
    return datasets.read_flows(file)


def test_an_own_cohort_is_drawn_with_its_largest_cancer_in_focus(own):
    widget = MetastasisSankey(flows=own)
    assert repr(widget).startswith("Chordoma: 13 of 40 patients (32%) had metastases in bone")
    assert "Cohort Our <b>clinic</b>, bands in patients." in repr(widget)
    assert payload(widget)["primaries"] == ["Chordoma", "<script>alert(1)</script>"]
    assert MetastasisSankey("Bone", flows=own).table()[1][:3] == ["Chordoma", "Bone", "13"]


def test_names_of_an_own_cohort_stay_text_and_its_cards_claim_nothing_of_ours(own):
    widget = MetastasisSankey("<script>alert(1)</script>", flows=own, flow="<script>alert(1)</script> → Bone")
    page = widget.twin() + "".join(
        drawing for pair in payload(widget)["drawings"].values() for drawing in pair
    )
    assert "&lt;script&gt;" in page and "<script" not in page and "<b>" not in page
    assert "Nguyen" not in repr(widget) and "Open Database Licence" not in page


def test_an_own_cohort_with_numbers_in_its_names_has_no_orphans(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(
        "cohort,primary,site,n,n_total\nClinic 2031,Type 77,Bone,5,10\nClinic 2031,Type 77,Lung,4,10\n"
    )
    widget = MetastasisSankey(flows=datasets.read_flows(file))
    assert [widget.orphans() for _ in widget.drive()] == [()] * len(payload(widget)["states"]) + [()] * 5
    assert "somebody's own" in widget.evidence("5")[0].licence


def test_names_of_an_own_cohort_are_checked_against_it(own):
    with pytest.raises(
        UnknownNameError, match=r"Did you mean 'Chordoma'\? See all 5 with the flows you gave"
    ):
        MetastasisSankey("Chordom", flows=own)
    with pytest.raises(TypeError, match="a cohort, or at least one flow, but not both"):
        MetastasisSankey(flows=own, cohort="MSK-MET")
    with pytest.raises(TypeError, match="at least one flow"):
        MetastasisSankey(flows=())


def test_a_cohort_without_a_matrix_cannot_be_drawn():
    with pytest.raises(MetalearnError, match="no matrix of primaries by organs"):
        MetastasisSankey(cohort="SEER bone 2010-2016")
