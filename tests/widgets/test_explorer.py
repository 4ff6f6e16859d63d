"""The treatment explorer: complete, the same in all its faces, honest about what it does not know."""

import gzip
import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest

from metalearn import TreatmentExplorer, datasets
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.models.teaching import comparing
from metalearn.models.teaching.options import AGNOSTIC, ALL, ANY_PRIMARY, Catalogue

SAFE = {
    "a", "br", "caption", "details", "figcaption", "figure", "li", "p", "strong", "summary",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ADVICE = re.compile(
    r"\b(best|rank(s|ed|ing)?|recommend\w*|preferred|first choice|gold standard|superior to)\b", re.I
)
ROWS = datasets.treatment_options()


class Tags(HTMLParser):
    """Collects every tag and attribute of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name == "href"]


def read(html):
    page = Tags()
    page.feed(html)
    return page


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def unwrapped(text):
    return " ".join(text.split())


@pytest.fixture(scope="module")
def driven():
    """Every state once: controls and description."""
    return list(TreatmentExplorer().drive())


def test_driving_walks_every_choice_and_leaves_the_widget_as_it_was(driven):
    explorer = TreatmentExplorer("GIST", setting="emergency")
    before = explorer.describe()
    assert [controls for controls, _ in explorer.drive()] == [controls for controls, _ in driven]
    assert explorer.describe() == before
    for controls, _ in explorer.drive():
        assert all(getattr(explorer, name) == value for name, value in controls.items())
    walked = {tuple(controls.values())[:3] for controls, _ in driven if not controls["compare"]}
    assert walked >= set(Catalogue(ROWS).choices())
    assert len({text for _, text in driven}) == len(driven)


def test_a_fault_in_a_callback_surfaces():
    explorer = TreatmentExplorer()

    def fault(_change):
        raise RuntimeError("planted")

    explorer.observe(fault, "condition")
    with pytest.raises(RuntimeError, match="planted"):
        list(explorer.drive())


def test_every_state_warns_says_its_date_and_shows_care_and_trials(driven):
    for _, text in driven:
        assert "Education, not advice." in text
        assert "Table built 2026-11; sources to 2025-12." in text
        assert "Clinical trial: " in text
        assert "Early specialist palliative care" in text
        assert "Suspected spinal cord compression" in text
        assert "says nothing about which is better" in text or "does not mean no treatment exists" in text


def test_every_row_is_described_somewhere(driven):
    everything = unwrapped(" ".join(text for _, text in driven))
    for row in ROWS:
        assert unwrapped(row.option) in everything
        assert unwrapped(row.condition) in everything


def test_nothing_is_ranked_or_recommended(driven):
    for _, text in driven:
        assert not ADVICE.search(unwrapped(text))
    words = payload(TreatmentExplorer())
    assert not ADVICE.search(
        json.dumps({name: words[name] for name in words if name not in ("rows", "sources")})
    )


@pytest.mark.parametrize("row", [row for row in ROWS if row.checked == "no"], ids=lambda row: row.id)
def test_rows_that_were_not_checked_say_so_in_every_face(row):
    primary = "Breast" if row.primary in (ANY_PRIMARY, AGNOSTIC) else row.primary
    explorer = TreatmentExplorer(primary)
    flag = "Not checked: treat with care"
    after = unwrapped(explorer.describe()).split(row.option)[-1]
    assert flag in after.split(" - ")[0]
    cells = re.search(rf"<td[^>]*>{re.escape(row.option)}.*?</tr>", explorer.twin())
    assert flag in cells.group(0)
    if primary == row.primary:
        assert [line[9] for line in explorer.table() if line[1] == row.option] == [flag]
    shipped = next(each for each in payload(explorer)["rows"] if each["option"] == row.option)
    assert (shipped["checked"], shipped["checked_text"]) == ("no", flag)


def test_side_effects_carry_a_flag_of_their_own():
    explorer = TreatmentExplorer("Breast", "HR+/HER2- with ESR1 mutation")
    assert "Side effects (not checked: treat with care):" in explorer.describe()
    assert "Partly checked: its side effects were not" in explorer.describe()


def test_the_view_is_given_the_same_rows_as_python_has():
    shipped = payload(TreatmentExplorer())
    catalogue = Catalogue(ROWS)
    for primary, condition, setting in catalogue.choices():
        indices = shipped["states"][primary][condition][setting]
        assert [ROWS[i] for i in indices] == list(catalogue.select(primary, condition, setting).rows)
    beside = [i for _, _, indices in shipped["beside"] for i in indices]
    assert {ROWS[i].id for i in beside} == {row.id for row in ROWS if row.primary == ANY_PRIMARY}
    assert {ROWS[i].id for i in shipped["agnostic"][ALL]} == {
        row.id for row in ROWS if row.primary == AGNOSTIC
    }
    assert all(address.startswith("https://") or not address for _, address in shipped["sources"].values())


def test_the_view_is_given_what_each_card_says_beyond_its_other_texts():
    shipped = payload(TreatmentExplorer())
    for row, sent in zip(ROWS, shipped["rows"], strict=True):
        lines = [shipped["texts"][i] for i in sent["evidence"]]
        card = row.evidence("option").text().split("\n")
        assert set(lines) <= set(card)
        for label in ("Row: ", "How it was read: ", "Licence: ", "Last reviewed: "):
            assert sum(line.startswith(label) for line in lines) == 1
        rest = {line for line in card[1:] if line not in lines}
        assert all(line.startswith(("Source: ", "Mind: ")) for line in rest)
    for problem in datasets.table("treatment_options").known_problems:
        assert problem in shipped["about"]
    assert "Options for this choice: {n}" in shipped["about"]


def test_a_number_in_a_row_leads_to_that_text_of_the_row():
    count, *_ = TreatmentExplorer("GIST").evidence("3")
    assert (count.title, count.value) == ("Options for this choice", 3)
    (exon, *_) = TreatmentExplorer("GIST").evidence("11")
    assert (exon.table, exon.field) == ("treatment_options", "condition")


def test_it_opens_with_less_than_60_kilobytes():
    explorer = TreatmentExplorer()
    assert len(explorer._esm) + len(explorer._code) + len(explorer._payload) <= 60_000


def test_the_twin_is_safe_and_complete():
    explorer = TreatmentExplorer("Breast", "HER2+")
    page = read(explorer.twin())
    assert page.tags <= SAFE
    assert page.attributes <= {"style", "scope", "href"}
    assert all(link.startswith("https://") for link in page.links)
    for expected in (
        "Education, not advice.",
        "Table built 2026-11",
        "Clinical trial",
        "4 options for breast cancer, HER2+",
    ):
        assert expected in explorer.twin()


def test_markup_in_the_table_stays_text(monkeypatch):
    evil = "<script>alert(1)</script>"
    rows = (replace(ROWS[0], option=evil, condition=evil, cautions=evil), *ROWS[1:])
    monkeypatch.setattr(datasets, "treatment_options", lambda: rows)
    explorer = TreatmentExplorer("Breast", evil)
    assert "<script" not in explorer.twin()
    assert "&lt;script&gt;" in explorer.twin()
    assert payload(explorer)["rows"][0]["option"] == evil


def test_the_repr_is_the_description_and_the_same_every_time():
    first, second = TreatmentExplorer("Thyroid"), TreatmentExplorer("Thyroid")
    assert repr(first) == first.describe() == repr(second)
    assert first._payload == second._payload
    assert "0x" not in repr(first)


def test_lines_of_the_description_are_short(driven):
    assert max(len(line) for _, text in driven for line in text.splitlines()) <= 110


def test_the_table_has_one_row_for_each_option():
    explorer = TreatmentExplorer("Melanoma (cutaneous)", "BRAF V600")
    header, *rows = explorer.table()
    assert len(rows) == len(explorer.state.rows) == 2
    assert all(len(row) == len(header) and all(isinstance(cell, str) for cell in row) for row in rows)


def test_a_new_primary_gives_up_what_it_does_not_have():
    explorer = TreatmentExplorer("Breast", "HER2+", "first_line")
    explorer.primary = "Prostate"
    assert (explorer.condition, explorer.setting) == (ALL, "first_line")
    explorer.setting = "observation"
    explorer.primary = "Cervical"
    assert (explorer.condition, explorer.setting) == (ALL, ALL)


def test_the_page_may_change_all_three_at_once():
    explorer = TreatmentExplorer("Breast", "HER2+", "first_line")
    explorer.set_state({"primary": "GIST", "condition": "PDGFRA D842V", "setting": "first_line"})
    assert explorer.state.headline == "1 option for GIST, PDGFRA D842V, first line"


def test_nothing_in_the_table_is_not_nothing_at_all():
    explorer = TreatmentExplorer("Breast", setting="emergency")
    assert "Not in this teaching table. That does not mean no treatment exists." in explorer.describe()
    assert "Not in this teaching table." in explorer.twin()
    assert len(explorer.table()) == 1


@pytest.mark.parametrize(
    ("keywords", "error", "said"),
    [
        ({"primary": "Brest"}, UnknownNameError, "Did you mean 'Breast'?"),
        ({"condition": "HER2"}, UnknownNameError, "Unknown biomarker or condition for Breast 'HER2'"),
        ({"setting": "first line"}, UnknownNameError, "Did you mean 'first_line'?"),
        (
            {"settings": "first_line"},
            TypeError,
            "has no keyword 'settings'. Did you mean 'setting'?",
        ),
    ],
)
def test_slips_are_answered_with_the_nearest_right_name(keywords, error, said):
    with pytest.raises(error, match=re.escape(said)):
        TreatmentExplorer(**keywords)


def test_a_slip_in_a_trait_is_refused_too():
    explorer = TreatmentExplorer()
    for name in ("primary", "condition", "setting"):
        with pytest.raises(UnknownNameError):
            setattr(explorer, name, "nowhere")
    assert explorer.state == TreatmentExplorer().state


PAIR = {"primary": "Melanoma (cutaneous)", "compare": "BRAF V600", "against": "Colorectal"}


def test_every_pair_of_every_comparison_is_walked(driven):
    pairs = {
        (controls["compare"], controls["primary"], controls["against"])
        for controls, _ in driven
        if controls["compare"]
    }
    known = comparing.subjects()
    assert len(pairs) == sum(len(each.sides) * (len(each.sides) - 1) // 2 for each in known)
    assert {name for name, _one, _other in pairs} == {each.name for each in known}


def test_two_cancers_stand_side_by_side_with_every_face_the_same():
    explorer = TreatmentExplorer(**PAIR)
    header, *rows = explorer.table()
    assert (
        header[0] == "Cancer"
        and [row[0] for row in rows] == ["Melanoma (cutaneous)"] * 2 + ["Colorectal"] * 2
    )
    text = unwrapped(explorer.describe())
    assert "BRAF V600: Melanoma (cutaneous) beside Colorectal" in text
    assert "Drugs named on both sides: encorafenib." in text
    assert "BRAF inhibitor alone does not work in colorectal cancer" in text
    for said in (
        "Cancer: Colorectal. 2 options for colorectal cancer",
        "Drugs named on both sides: encorafenib.",
    ):
        assert said in explorer.twin()
    assert explorer.orphans() == ()
    assert {card.key for card in explorer.evidence()} >= {row.id for row in explorer.comparison.rows}


def test_the_view_is_given_both_sides_of_every_comparison():
    shipped = payload(TreatmentExplorer())
    found = {name: sides for name, _kind, sides in shipped["subjects"]}
    for subject in comparing.subjects():
        for primary, rows in subject.sides:
            assert [ROWS[i] for i in found[subject.name][primary]] == list(rows)
    for row, sent in zip(ROWS, shipped["rows"], strict=True):
        assert tuple(sent["drugs"]) == comparing.drugs(row)


def test_a_comparison_finds_its_cancers_and_ends_with_a_cancer_it_lacks():
    explorer = TreatmentExplorer(compare="KRAS G12C")
    assert (explorer.primary, explorer.against) == ("Non-small cell lung", "Colorectal")
    explorer.primary = "Colorectal"
    assert explorer.against == "Non-small cell lung"
    explorer.primary = "GIST"
    assert (explorer.compare, explorer.against, explorer.comparison) == ("", "", None)
    explorer.compare = "BRCA"
    assert (explorer.primary, explorer.against) == ("Breast", "Prostate")


def test_the_page_may_change_a_whole_comparison_at_once():
    explorer = TreatmentExplorer("Breast", "HER2+")
    explorer.set_state({**PAIR, "condition": ALL, "setting": ALL})
    assert [primary for primary, _rows in explorer.comparison.sides] == [PAIR["primary"], PAIR["against"]]


@pytest.mark.parametrize(
    ("keywords", "error", "said"),
    [
        ({"compare": "BRAF"}, UnknownNameError, "Unknown comparison 'BRAF'. Did you mean 'BRAF"),
        (
            {**PAIR, "against": "Breast"},
            UnknownNameError,
            "Unknown cancer with rows about BRAF V600 'Breast'",
        ),
        ({**PAIR, "against": PAIR["primary"]}, MetalearnError, "cannot stand beside itself"),
        ({"against": "Colorectal"}, MetalearnError, "A second cancer needs something to compare"),
        ({"compares": "BRCA"}, TypeError, "Did you mean 'compare'?"),
    ],
)
def test_slips_in_a_comparison_are_answered(keywords, error, said):
    with pytest.raises(error, match=re.escape(said)):
        TreatmentExplorer(**keywords)


@pytest.mark.parametrize("conflict", datasets.conflicts(), ids=lambda each: each.id)
def test_a_conflict_shows_both_sides_wherever_its_option_stands(conflict):
    rows = [row for row in ROWS if row.id in conflict.row_ids]
    for row in rows:
        explorer = TreatmentExplorer("Breast" if row.primary == ANY_PRIMARY else row.primary)
        twin = unescape(explorer.twin())
        for said in (conflict.about, conflict.one, conflict.other, conflict.mind):
            assert said in twin
        if row.primary == ANY_PRIMARY:
            continue
        text = unwrapped(explorer.describe())
        assert f"Conflict: {conflict.about} One side: {conflict.one}" in text
        assert f"The other side: {conflict.other}" in text
        assert [line[-1] for line in explorer.table() if line[1] == row.option] == [conflict.about]
        assert explorer.orphans() == ()


def test_every_conflict_is_listed_whatever_is_chosen(driven):
    for _, text in driven[::40]:
        assert "CONFLICT: WHERE SOURCES DISAGREE (7)" in text
    shipped = payload(TreatmentExplorer())["conflicts"]
    assert [[ROWS[i].id for i in each["rows"]] for each in shipped] == [
        list(each.row_ids) for each in datasets.conflicts()
    ]
