"""The panels about where cancers go: what they show against the models, and against figures that are known."""

import json

import pytest

from metalearn.datasets.tracing import orphans
from metalearn.figures import panels
from metalearn.figures.panels import cohorts, enrichment
from metalearn.figures.still import still
from metalearn.models.spread.cohort_sums import why_apart
from metalearn.models.spread.cohorts import side_by_side

every = pytest.mark.parametrize("name", ["cohorts", "enrichment"])


def scene(name, **values):
    design = panels.panel(name)
    return design.scene(**{**design.start, **values})


@every
def test_every_setting_has_a_sentence_numbers_and_a_chart(name):
    design = panels.panel(name)
    settings = list(design.settings())
    assert 20 < len(settings) <= 400
    for values in settings:
        found = design.scene(**values)
        assert found.headline.endswith(".") and found.notes and found.caption, values
        assert len({len(row) for row in found.rows}) == 1, values
        layout = found.figure["layout"]
        assert layout["xaxis"]["title"]["text"] and layout["yaxis"]["title"]["text"]
        assert 0 < len(layout["title"]["text"]) < 45, values
        json.dumps(found.figure, allow_nan=False)


@every
def test_every_number_of_a_scene_has_a_card(name):
    design = panels.panel(name)
    for values in list(design.settings())[::4]:
        found = design.scene(**values)
        said = [found.headline, *found.text, *found.notes, *(" ".join(row) for row in found.rows)]
        said += [text for fact in found.facts for text in fact]
        assert orphans("\n".join(said), found.cards) == (), values


@every
def test_its_named_settings_exist_and_differ(name):
    design = panels.panel(name)
    settings = list(design.settings())
    assert len(design.tries) == 3
    assert all({**design.start, **each.values} in settings for each in design.tries)
    assert len({design.scene(**each.values).headline + str(each.values) for each in design.tries}) == 3
    assert still(design.scene(**design.start).figure).startswith("<svg")


def test_the_same_question_has_many_answers():
    # msk_met_2022: 57% of all patients; the SEER liver cohort: 16% of cases at diagnosis.
    found = scene("cohorts")
    shares = {(row[1], row[2].partition(" (")[0]) for row in found.rows[1:]}
    assert {
        ("MSK-MET", "57%"),
        ("SEER liver (Wang)", "16%"),
        ("Munich colorectal 2007-2014", "70%"),
    } <= shares
    assert found.headline == (
        "How often does colorectal cancer spread to the liver? 7 answers, from 16% to 70%, with 6 kinds of "
        "denominator."
    )
    assert all(row[5] for row in found.rows[1:]), "each answer says of whom"


def test_why_two_answers_are_not_one_is_said():
    apart = dict(scene("cohorts", two="AC").facts)["As one number"]
    assert apart.startswith("Not possible. SEER liver (Wang) gives 16% without saying of how many people")
    kinds = dict(scene("cohorts", two="BC").facts)["As one number"]
    assert "shares of different things" in kinds and "mix_denominators" not in kinds
    people = dict(scene("cohorts", primary="Breast", site="Bone", two="AB").facts)["As one number"]
    assert "both come from SEER" in people and "counted twice" in people
    entries = side_by_side("Breast", "Bone").entries[:2]
    assert people == f"Not possible. {why_apart(entries)}"


def test_two_rows_that_may_be_pooled_are_pooled(monkeypatch):
    monkeypatch.setattr(cohorts, "why_apart", lambda pair: "")
    monkeypatch.setattr(cohorts, "pool", lambda pair: "12.3% (45 of 678)")
    found = scene("cohorts", two="BC")
    assert found.facts == (("As one number", "12.3% (45 of 678)"),)
    assert orphans(found.facts[0][1], found.cards) == ()


def test_the_question_can_be_turned_round_and_says_so():
    found = scene("cohorts", direction=cohorts.BACKWARD, primary="Lung", site="Brain/CNS", two="")
    assert found.headline.startswith("Of people with metastases in the brain/CNS")
    assert {trace["name"] for trace in found.figure["data"]} == {"of metastases, backwards"}
    assert "18% to 64%" in {row[2] for row in found.rows}


def test_kinds_of_denominator_differ_in_more_than_colour():
    looks = list(cohorts._LOOKS.values())
    assert len({color for color, _symbol in looks}) == len({symbol for _color, symbol in looks}) == len(looks)
    traces = scene("cohorts").figure["data"]
    for trace in traces:
        assert trace["marker"]["symbol"].endswith("-open") is ("error_x" not in trace), "hollow: no interval"
    assert sum(len(trace["x"]) for trace in traces) == 7
    assert sum(trace["showlegend"] for trace in traces) == 4, "one entry of the legend for each kind of whole"


def test_prostate_cancer_reaches_bone_more_often_than_chance():
    # msk_met_2022: 1,140 patients, 2.46 times what independence would give.
    rows = {row[0]: row for row in scene("enrichment", primary="Prostate").rows[1:]}
    assert rows["Bone"][1] == "1,140" and rows["Bone"][3].startswith("2.46 (") and rows["Bone"][4] == "+1.3"
    assert rows["Bone"][5] == "more often" and rows["Brain/CNS"][5] == "less often"
    said = scene("enrichment", primary="Prostate").headline
    assert said.startswith(
        "Prostate cancer was found in bone 2.5 times as often as chance would have it, and in the "
    )


def test_the_map_says_in_what_its_cells_are_and_they_can_be_read():
    layout = scene("enrichment").figure["layout"]
    assert "in doublings" in layout["title"]["text"]
    assert any("+1 is twice as often" in note["text"] for note in layout["annotations"])
    heat = scene("enrichment").figure["data"][0]
    ink = luminance(heat["textfont"]["color"])
    for _at, color in heat["colorscale"]:
        assert (luminance(color) + 0.05) / (ink + 0.05) >= 7, color
    assert "size" not in heat["textfont"], "plotly.js then takes the largest that the cells have room for"
    assert layout["xaxis"]["autotickangles"][0] == 0 and layout["xaxis"]["tickfont"]["size"] >= 12


def test_by_night_a_frame_is_seen_by_its_pale_edge():
    edge, frame, _most = scene("enrichment", against="blood", primary="all").figure["data"][1:]
    assert luminance(edge["line"]["color"]) > 0.9 and edge["line"]["width"] > frame["line"]["width"]
    assert (edge["x"], edge["y"]) == (frame["x"], frame["y"])


def luminance(color):
    """Relative luminance, as the accessibility guidelines define it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_question_reads_as_a_sentence_and_its_caption_is_none():
    design = panels.panel("cohorts")
    for values in design.settings():
        found = design.scene(**values)
        assert "?:" not in found.caption and not found.caption.endswith("?")
        assert not any(f"spread to {name}" in found.headline for name in ("Liver", "Bone", "Lung", "Brain"))
    assert "How often do all cancers" in scene("cohorts", primary="All cancers", site="Liver").headline


def test_the_map_says_each_cell_in_a_number_with_its_sign():
    found = scene("enrichment", primary=enrichment.ALL)
    heat = found.figure["data"][0]
    assert [len(row) for row in heat["text"]] == [9] * 14 and found.rows[1][1:] == heat["text"][0]
    for texts, values in zip(heat["text"], heat["z"], strict=True):
        for text, value in zip(texts, values, strict=True):
            assert float(text.replace("−", "-")) == pytest.approx(value)


def test_blood_flow_alone_names_the_organ_for_seven_of_twelve():
    found = scene("enrichment", against=enrichment.BLOOD, primary=enrichment.ALL)
    assert "for 7 of 12 cancers" in found.headline
    same = [row[-1] for row in found.rows[1:]]
    assert same.count("yes") == 7 and same.count("no") == 5 and len(same) == 14
    bowel = scene("enrichment", against=enrichment.BLOOD, primary="Colorectal")
    assert bowel.rows[1][1] == bowel.rows[1][3] == "Liver" and "as plumbing says" in bowel.headline
    frames = {trace["line"]["dash"]: trace["x"].count(None) for trace in found.figure["data"][1:]}
    assert frames == {"solid": 12, "dot": 14}, "told apart by more than colour"
