import gzip
import json
import re

import pytest

from metalearn import MetastasisSankey, datasets
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures.sankey_sets import NAMES as COHORTS
from metalearn.widgets.sankey_payload import field, shape


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def test_the_first_view_tells_one_story():
    assert repr(MetastasisSankey()).startswith("Colorectal: 2,024 of 3,548 patients (57%)")


def test_repr_is_the_whole_description_and_the_same_every_time():
    first, second = MetastasisSankey(), MetastasisSankey()
    assert repr(first) == first.describe() == repr(second)
    assert "0x" not in repr(first)


def test_it_walks_every_cohort_focus_unit_threshold_and_card():
    walked = [controls for controls, _ in MetastasisSankey().drive()]
    assert {each["cohort"] for each in walked} == {"MSK-MET", "MSK-MET groups", "NCI list"}
    sizes = {"MSK-MET": (14, 9, 126), "MSK-MET groups": (26, 21, 546)}
    for cohort, (primaries, sites, flows) in sizes.items():
        mine = [each for each in walked if each["cohort"] == cohort]
        assert len(mine) == (1 + primaries + sites) * 12 + flows + primaries + sites
    listed = [each for each in walked if each["cohort"] == "NCI list"]
    assert len(listed) == 1 + 13 + 9 + 50
    assert {(each["unit"], each["threshold"]) for each in listed} == {("patients", 0)}


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


def filled(text, row):
    return re.sub("[\ue000-\ue01f]", lambda letter: row[ord(letter[0]) - 0xE000], text)


@pytest.mark.parametrize("cohort", COHORTS)
def test_what_the_view_fills_in_is_what_python_says(cohort):
    widget = MetastasisSankey("", cohort=cohort)
    sent = payload(widget)["sets"][cohort]
    rows = [[sent["primaries"][p], sent["sites"][s], *rest] for p, s, *rest in sent["rows"]]
    shown = {tuple(filled(cell, row) for cell in sent["cells"]) for row in rows}
    assert shown == {tuple(row) for row in widget.table()[1:]}
    for row, card in zip(rows, sent["cards"], strict=True):
        widget.flow = f"{row[0]} → {row[1]}"
        text = filled(sent["card_texts"][card], row)
        assert widget.describe().endswith(text)
        assert "Licence: " in text and "Last reviewed: " in text
    for name, text in sent["named"].items():
        widget.flow = name
        assert widget.describe().endswith(text)
    ends = {*sent["primaries"], *sent["sites"]}
    assert set(sent["named"]) == (set() if cohort == "NCI list" else ends)


def test_a_number_is_taken_out_of_a_text_only_as_a_whole():
    said = "12 of 120 in Bone, 1,012, Bones, 12.5, 12% and 12."
    fields = ["Lung (bone)", "Bone", "12"]
    shaped = shape(said, fields)
    assert shaped == f"{field(2)} of 120 in {field(1)}, 1,012, {field(1)}s, 12.5, 12% and {field(2)}."
    assert filled(shaped, fields) == said


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
        ({"cohort": "NCI lits"}, "Did you mean 'NCI list'"),
        ({"cohort": "MSK-MET groups", "focus": "Sarkoma"}, "Did you mean 'Sarcoma'"),
        (
            {"cohort": "NCI list", "focus": "Colorectal"},
            r"See all 23 with metalearn.datasets.usual_sites\(\)",
        ),
        ({"flow": "Prostate → Bon"}, "Did you mean 'Prostate → Bone'"),
    ],
)
def test_unknown_names_get_the_nearest_right_one(keywords, message):
    with pytest.raises(UnknownNameError, match=message):
        MetastasisSankey(**keywords)


def test_a_name_set_later_is_checked_too_and_changes_nothing():
    widget = MetastasisSankey()
    for name, value in (("focus", "nowhere"), ("cohort", "nobody's"), ("flow", "Prostate → Vagina")):
        with pytest.raises(UnknownNameError):
            setattr(widget, name, value)
    assert (widget.focus, widget.cohort, widget.flow) == ("Colorectal", "MSK-MET", "")
    with pytest.raises(MetalearnError, match="no matrix of primaries by organs"):
        widget.cohort = "SEER bone 2010-2016"


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


def test_it_opens_under_sixty_kilobytes_with_every_cohort():
    widget = MetastasisSankey()
    assert set(payload(widget)["sets"]) == set(COHORTS)
    assert len(widget._payload) + len(widget._esm) + len(widget._code) < 60_000


@pytest.mark.parametrize(
    ("cohort", "people"), [("MSK-MET", "22,274 of them"), ("MSK-MET groups", "All of them")]
)
def test_counted_patients_come_with_cohort_number_denominator_and_warning(cohort, people):
    said = MetastasisSankey("Breast", cohort=cohort).describe()
    assert "Whose patients: MSK-MET" in said and "25,775 patients whose tumour was sequenced" in said
    assert f"{people} are in the picture" in said
    assert (
        "out of one cancer's patients: all patients of the cohort with that cancer, with or without" in said
    )
    assert "one referral centre. They are not the population" in said
    assert ("way of coding, not an organ" in said) == (cohort == "MSK-MET groups")


def test_the_list_names_sites_and_no_number_anywhere():
    widget = MetastasisSankey(cohort="NCI list", unit="percent", threshold=20)
    for controls, said in widget.drive():
        if controls["cohort"] == "NCI list":
            shown = (
                "" if controls["flow"] else said + " ".join(cell for row in widget.table() for cell in row)
            )
            assert not re.search(r"\d|%", shown), shown
            assert "because the list names sites, not how often" in said
    assert "“Bands show” and “Hide flows below” are put away here" in widget.describe()
    assert widget.table()[0] == ["Cancer", "Usual site", "The list's own word", "Nearest counted groups"]
    assert "patients" not in " ".join(widget.table()[1])
    (card,) = MetastasisSankey("", cohort="NCI list")._set.openable["Prostate → Bone"]
    assert card.table == "usual_sites" and [each.id for each in card.sources] == ["nci_metastatic_cancer"]


def test_the_list_is_the_table_of_usual_sites():
    rows = MetastasisSankey("", cohort="NCI list").table()[1:]
    named = {
        ("Lung (primary)" if row.primary == "Lung" else row.primary, row.site)
        for row in datasets.usual_sites()
    }
    assert {(row[0], row[1]) for row in rows} == named and len(rows) == 50
    assert ["Prostate", "Adrenal", "adrenal gland", "Prostate"] in rows


@pytest.mark.parametrize(
    ("focus", "cohort", "then"),
    [
        ("Prostate", "NCI list", "Prostate"),
        ("Bone", "NCI list", "Bone"),
        ("Lung", "NCI list", "Lung"),
        ("Colorectal", "NCI list", ""),
        ("Pleura", "MSK-MET groups", "Pleura"),
        ("Breast", "MSK-MET groups", "Breast"),
    ],
)
def test_another_cohort_keeps_the_focus_when_it_has_the_name(focus, cohort, then):
    widget = MetastasisSankey(focus, unit="percent", threshold=10)
    widget.cohort = cohort
    assert (widget.cohort, widget.focus) == (cohort, then)
    side = "primaries" if focus in [each.primary for each in datasets.primaries()] else "sites"
    assert not then or then in getattr(widget._set.map, side)
    widget.cohort = "MSK-MET"
    assert (widget.focus, widget.unit, widget.threshold) == (then, "percent", 10)


def test_another_cohort_keeps_an_open_card_only_when_it_has_that_band():
    widget = MetastasisSankey("Prostate", flow="Prostate → Bone")
    widget.cohort = "NCI list"
    assert widget.flow == "Prostate → Bone" and "table usual_sites" in widget.describe()
    widget.cohort, widget.flow = "MSK-MET", "Prostate → Pleura"
    widget.cohort = "NCI list"
    assert widget.flow == ""


def test_one_name_is_one_thing_and_its_card_keeps_the_name_of_the_table():
    for cohort in COHORTS:
        sent = payload(MetastasisSankey())["sets"][cohort]
        assert not {*sent["primaries"]} & {*sent["sites"]}
    organ = MetastasisSankey("Breast (organ)", cohort="MSK-MET groups")
    assert organ.describe().startswith("Breast (organ): the largest group came from breast, 163 patients")
    (card,) = organ.evidence("163")
    assert card.key == "MSK-MET, Breast, Breast" and "Open Database Licence" in card.licence


def test_the_whole_table_of_groups_is_folded_into_a_matrix():
    widget = MetastasisSankey("Breast", cohort="MSK-MET groups")
    assert widget.twin().count("<tr>") < 60
    assert widget.orphans() == ()
    assert MetastasisSankey("Breast").twin().count("<tr>") > 126


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
    assert "Whose patients: Our <b>clinic</b>. Bands show patients." in repr(widget)
    assert "50 patients are in the picture: 2 cancers, 2 organs." in repr(widget)
    assert "one referral centre" not in repr(widget)
    (sent,) = payload(widget)["sets"].values()
    assert sent["primaries"] == ["Chordoma", "<script>alert(1)</script>"]
    assert MetastasisSankey("Bone", flows=own).table()[1][:3] == ["Chordoma", "Bone", "13"]


def test_names_of_an_own_cohort_stay_text_and_its_cards_claim_nothing_of_ours(own):
    widget = MetastasisSankey("<script>alert(1)</script>", flows=own, flow="<script>alert(1)</script> → Bone")
    (sent,) = payload(widget)["sets"].values()
    page = widget.twin() + "".join(drawing for pair in sent["drawings"].values() for drawing in pair)
    assert "&lt;script&gt;" in page and "<script" not in page and "<b>" not in page
    assert "Nguyen" not in repr(widget) and "Open Database Licence" not in page


def test_an_own_cohort_with_numbers_in_its_names_has_no_orphans(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(
        "cohort,primary,site,n,n_total\nClinic 2031,Type 77,Bone,5,10\nClinic 2031,Type 77,Lung,4,10\n"
    )
    widget = MetastasisSankey(flows=datasets.read_flows(file))
    assert [widget.orphans() for _ in widget.drive()] == [()] * (4 * 12 + 5)
    assert "somebody's own" in widget.evidence("5")[0].licence


def test_names_of_an_own_cohort_are_checked_against_it(own):
    with pytest.raises(
        UnknownNameError, match=r"Did you mean 'Chordoma'\? See all 5 with the flows you gave"
    ):
        MetastasisSankey("Chordom", flows=own)
    with pytest.raises(UnknownNameError, match="Unknown cohort 'MSK-MET'"):
        MetastasisSankey(flows=own).cohort = "MSK-MET"
    with pytest.raises(TypeError, match="a cohort, or at least one flow, but not both"):
        MetastasisSankey(flows=own, cohort="MSK-MET")
    with pytest.raises(TypeError, match="at least one flow"):
        MetastasisSankey(flows=())


def test_a_cohort_without_a_matrix_cannot_be_drawn():
    with pytest.raises(MetalearnError, match="no matrix of primaries by organs"):
        MetastasisSankey(cohort="SEER bone 2010-2016")
