"""The classifier panels: the classes of the models, through the controls, in every setting that is shipped."""

import re
from itertools import product

import pytest

from metalearn.errors import UnknownNameError
from metalearn.figures.panels import (
    new_lesion_words,
    panel,
    response_course,
    staging_case,
    staging_changes,
    staging_ladder,
    staging_words,
)
from metalearn.figures.panels.response_course import IMMUNE, RECIST, Course
from metalearn.figures.panels.response_series import people
from metalearn.figures.panels.setting import settle
from metalearn.models.finding.new_lesion import VALUES, Lesion, read
from metalearn.models.response import recist as recist_model
from metalearn.models.response.recist import Visit
from metalearn.models.response.response_charts import waterfall
from metalearn.models.response.targets import Target
from metalearn.models.stages import staging
from metalearn.models.stages.stage_rules import SYSTEMS
from metalearn.widgets import Panel
from metalearn.widgets.panel_payload import shipment
from tests.models.stages.stage_cases import CASES

NAMES = ("m-category", "recist", "waterfall", "new-lesion")
MOST_BYTES = 60_000


def facts(scene):
    return dict(scene.facts)


# every panel


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_setting_is_possible_once_and_has_a_class_and_its_rule(name):
    design = panel(name)
    seen = set()
    for values in design.settings():
        assert settle(design, values, values) == values
        assert repr(sorted(values.items())) not in seen
        seen.add(repr(sorted(values.items())))
        scene = design.scene(**values)
        assert re.search(r"[.?]( |$)", scene.headline) and scene.facts
        assert scene.cards or values == {"cancer": "another cancer"}
    assert repr(sorted(settle(design, design.start).items())) in seen


@pytest.mark.parametrize("name", NAMES)
def test_no_number_of_a_shipped_setting_is_without_its_card(name):
    widget = Panel(name)
    settings = list(widget.design.settings())
    for values in settings[:: max(1, len(settings) // 20)]:
        widget.values = values
        assert widget.orphans() == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_panel_opens_small_and_every_named_setting_works_without_a_kernel(name):
    design = panel(name)
    sent = shipment(design)
    assert len(sent.packed) < MOST_BYTES
    widget = Panel(name)
    widget.complete()
    assert len(design.tries) >= 3
    for each in design.tries:
        widget.values = each.values
        assert widget._computed == {} and dict(widget.values) == settle(design, each.values)


@pytest.mark.parametrize("name", NAMES)
def test_two_settings_to_try_never_say_the_same(name):
    design = panel(name)
    scenes = [design.scene(**settle(design, each.values)) for each in design.tries]
    said = {(scene.headline, scene.facts, repr(scene.figure)) for scene in scenes}
    assert len(said) == len(design.tries)


# the M category


def as_values(cancer, edition, found, options):
    more = {}
    if "age" in options:
        more["age"] = "under 55" if options["age"] < 55 else "55 or over"
    if "lesions" in options:
        few = "up to three" if options["lesions"] <= 3 else "more than three"
        count = few if cancer == "Nasopharynx" else "one" if options["lesions"] == 1 else "several"
        more["deposits"] = count
    return staging_case.values_of(cancer, edition, tuple(found), **more)


@pytest.mark.parametrize(("cancer", "edition", "found", "options", "m", "group"), CASES)
def test_the_published_cases_have_the_same_class_through_the_panel(cancer, edition, found, options, m, group):
    widget = Panel("m-category", **as_values(cancer, edition, found, options))
    told = facts(widget.state.scene)
    assert (told["M category"], told["Stage group"]) == (m, group)
    assert staging.classify(cancer, found, edition, **options).rule in widget.state.scene.headline


def test_every_cancer_edition_and_stage_group_has_its_words():
    assert set(staging_words.CANCERS) == set(staging.cancers())
    assert {rules.edition for rules in SYSTEMS} <= set(staging_words.EDITIONS)
    for rules in SYSTEMS:
        for rule in rules.rules:
            assert staging_words.group(rule.group) and staging_words.short_group(rule.group)


def test_findings_that_contradict_each_other_are_in_one_menu():
    for rules in SYSTEMS:
        values = staging_case.values_of(rules.cancer, rules.edition, ())
        menus = [
            {value for value, _text in each.options}
            for each in staging_case.controls(values)
            if each.kind == "menu"
        ]
        for first, second, _why in rules.clashes:
            assert any({first, second} <= menu for menu in menus), (rules.cancer, first, second)


def test_every_finding_has_a_control_of_its_own_that_reaches_the_rules():
    for rules in SYSTEMS:
        for finding in rules.findings:
            values = staging_case.values_of(rules.cancer, rules.edition, (finding.name,))
            assert staging_case.case(values).found == (finding.name,), (rules.cancer, finding.name)


def test_the_number_of_deposits_is_asked_only_where_it_decides():
    def asked(*found):
        return {"deposits"} & set(staging_case.values_of("Lung", "9th", found))

    assert asked("bone") and not asked() and not asked("bone", "liver")
    many = staging_case.values_of("Nasopharynx", "9th", ("bone", "liver", "lung", "brain"))
    assert many["deposits"] == "more than three"


def test_a_near_miss_is_one_change_away_and_gives_what_it_says():
    values = staging_case.values_of("Lung", "9th", ("bone",), deposits="several")
    found = {each.text: (each.m, each.group) for each in staging_changes.changes(values)}
    assert found["Edition: 8th edition"] == ("M1c", "IVB")
    assert found["How many deposits in distant organs: one deposit"] == ("M1b", "IVA")
    assert found["Without: bone"][0] == "M0"
    here = staging.classify("Lung", ["bone"], "9th", lesions=2)
    assert (here.m, here.group) not in found.values()
    for rules in SYSTEMS:
        assert staging_changes.changes(staging_case.values_of(rules.cancer, rules.edition, ())), rules.cancer


def test_the_ladder_marks_this_case_once_and_says_it_in_words():
    rules = staging.system("Colorectal")
    scene = panel("m-category").scene(**staging_case.values_of("Colorectal", "8th", ("liver",)))
    assert scene.drawing.count(">this case<") == 1 and scene.drawing_text.count("(this case)") == 1
    assert "M1a, stage IVA (this case)" in scene.drawing_text
    assert [m for m, _group in staging_ladder.ladder(rules)] == ["M1c", "M1b", "M1a", "M0"]


def test_other_cancers_are_turned_away_in_words():
    for name in staging_words.REFUSED:
        scene = panel("m-category").scene(cancer=name)
        assert scene.headline.startswith("Not in this table") and facts(scene)["Why"]
    assert "Blood cancers are not staged by M" in Panel("m-category", cancer="leukaemia").describe()
    with pytest.raises(UnknownNameError, match="Unknown cancer 'Skin'"):
        Panel("m-category", cancer="Skin")


def test_spread_and_stage_iv_part_company_in_words():
    design = panel("m-category")
    young = design.scene(**staging_case.values_of("Thyroid, differentiated", "8th", ("lung",)))
    prostate = design.scene(**staging_case.values_of("Prostate", "8th", ("regional nodes",)))
    assert facts(young)["Spread to a distance"] == "yes, and yet not stage IV"
    assert facts(prostate)["Spread to a distance"] == "no: stage IV without it"


# RECIST and iRECIST


@pytest.mark.parametrize(("first", "second"), list(product((0, 20, 24, 40, 56, 60, 80, 96), repeat=2)))
def test_the_panel_says_what_the_model_says(first, second):
    target = [Target("t", "liver", 80)]
    model = recist_model.assess(target, [Visit(8, {"t": first}), Visit(16, {"t": second})])[-1]
    scene = panel("recist").scene(RECIST, 80, first, second, response_course.NOT_YET, "none", "no")
    assert facts(scene)["Overall response"].startswith(f"{model.overall} (")
    assert scene.rows[-1][-1] == model.overall and scene.rows[-1][-2] == model.targets.response


@pytest.mark.parametrize(
    ("criteria", "sums", "more", "answer"),
    [
        (RECIST, (40, 56), {}, "PD"),
        (RECIST, (20, 24), {}, "PR"),  # a fifth more, and 4 mm only
        (RECIST, (40, 24), {"new": "last"}, "PD"),
        (RECIST, (40, 24), {"new": "doubtful"}, "PR"),
        (RECIST, (40, 0), {"others": "there"}, "PR"),
        (RECIST, (40, 0), {"others": "gone"}, "CR"),
        (RECIST, (40, 40), {"others": "worse"}, "PD"),
        (RECIST, (40, 32, 60), {}, "PD"),
        (IMMUNE, (100,), {}, "iUPD"),
        (IMMUNE, (100, 112), {}, "iCPD"),
        (IMMUNE, (100, 102), {}, "iUPD"),
        (IMMUNE, (100, 40), {}, "iPR"),
        (IMMUNE, (80, 80), {"new": "first"}, "iUPD"),
        (IMMUNE, (80, 80), {"new": "grows"}, "iCPD"),
    ],
)
def test_worked_examples(criteria, sums, more, answer):
    assert response_course.final(Course(criteria, 80, sums, **more)) == answer


def test_a_response_that_stays_one_is_a_response():
    design = panel("recist")
    tried = next(each for each in design.tries if each.label == "A response that stays one")
    assert design.scene(**tried.values).headline.startswith("Week 24: PR (partial response)")


def test_changes_are_written_with_a_true_minus():
    for scene in (
        panel("recist").scene(RECIST, 80, 40, 24, response_course.NOT_YET, "none", "no"),
        panel("waterfall").scene("lasting", "answers"),
    ):
        said = " ".join(cell for row in scene.rows for cell in row)
        assert "−" in said and not re.search(r"(?<!\w)-\d", said)


def test_shrinking_is_said_of_lesions_and_never_of_people():
    for show in ("bars", "answers"):
        assert (
            "people the target lesions shrank by 30% or more"
            in panel("waterfall").scene("lasting", show).headline
        )


def test_the_version_of_figo_is_named_by_its_year():
    found = panel("m-category").scene(**staging_case.values_of("Endometrium", "FIGO 2021", ("liver",)))
    assert facts(found)["Rules"] == "Endometrium, FIGO 2009 (as in the 2021 report)"


def test_of_several_changes_either_is_enough():
    said = [
        each.text
        for each in staging_changes.changes(staging_case.values_of("Colorectal", "8th", ("liver", "lung")))
    ]
    assert "Without: liver, or lung" in said and not any("like these" in each for each in said)


@pytest.mark.parametrize("mm", range(0, 121, 4))
def test_a_near_sum_is_the_nearest_that_changes_the_answer(mm):
    course = Course(RECIST, 80, (40, mm))
    here = response_course.final(course)
    found = {side: (edge, then) for edge, then, side in response_course.near_sums(course)}
    for side in (-1, 1):
        reach = range(mm + side, -1 if side < 0 else 140, side)
        other = ((each, response_course.final(Course(RECIST, 80, (40, each)))) for each in reach)
        assert found.get(side) == next(((each, then) for each, then in other if then != here), None)


def test_the_sentence_that_decided_is_the_one_in_the_headline():
    scene = panel("recist").scene(RECIST, 80, 40, 24, response_course.NOT_YET, "none", "last")
    assert "unequivocal new lesion" in scene.headline and facts(scene)["Target lesions alone"].startswith(
        "PR"
    )
    immune = panel("recist").scene(IMMUNE, 80, 100, 40, response_course.NOT_YET, "none", "no")
    assert "The bar is reset" in immune.headline


def test_the_spider_chart_marks_the_nadir_and_names_both_lines():
    figure = panel("recist").scene(RECIST, 80, 40, 56, response_course.NOT_YET, "none", "no").figure
    course, partial, progression = figure["data"]
    assert course["y"] == [0, -50.0, -30.0] and course["marker"]["symbol"][1] == "diamond"
    assert "nadir" in course["text"][1] and partial["y"] == [-30, -30]
    assert progression["y"][0] == 20 and progression["y"][3] == -40  # it falls with the smallest sum
    texts = " ".join(note["text"] for note in figure["layout"]["annotations"])
    assert "30% down" in texts and "20% up" in texts


def test_no_line_runs_through_the_words_of_a_visit():
    figure = panel("recist").scene(RECIST, 80, 40, 40, response_course.NOT_YET, "none", "no").figure
    limit = figure["data"][2]["y"][3]
    assert limit == -40, "it lies above −50%, where the words of week 16 would stand"
    assert figure["data"][0]["textposition"][2].startswith("bottom")
    design = panel("recist")
    for values in design.settings():
        _assert_free(design.scene(**values).figure["data"])


def _assert_free(traces):
    """No line above or below a visit is as near as its words are, in percent of the axis (one pixel is about 0.8)."""
    course, _partial, progression = traces
    limits = [(*progression["x"][i : i + 2], progression["y"][i]) for i in range(0, len(progression["x"]), 3)]
    for x, y, said, way in zip(course["x"], course["y"], course["text"], course["textposition"], strict=True):
        if not said or not way.endswith("center"):
            continue
        levels = [-30, *(limit for start, end, limit in limits if start < x + 3 and end > x - 3)]
        side = 1 if way.startswith("top") else -1
        assert not [level for level in levels if 7 < side * (level - y) < 15], (x, y, said, way, levels)


def test_the_names_of_the_lines_stand_in_one_line_beside_the_chart():
    layout = panel("recist").scene(**panel("recist").start).figure["layout"]
    assert all("<br>" not in note["text"] for note in layout["annotations"])
    assert {note["x"] for note in layout["annotations"]} == {layout["xaxis"]["range"][1]}
    assert layout["margin"]["r"] >= 100


def test_a_very_small_sum_needs_five_millimetres_more():
    figure = panel("recist").scene(RECIST, 80, 20, 24, response_course.NOT_YET, "none", "no").figure
    assert figure["data"][2]["y"][3] == round(100 * 25 / 80 - 100, 1)


# the waterfall


def test_two_series_have_the_same_bars_and_not_the_same_courses():
    first, second = (waterfall(people(series)) for series in ("lasting", "short"))
    assert [(bar.name, bar.change) for bar in first] == [(bar.name, bar.change) for bar in second]
    assert not any(bar.surprise for bar in first)
    assert [bar.name for bar in second if bar.surprise] == ["H", "J"]
    design = panel("waterfall")
    alone = [design.scene(series, "bars") for series in ("lasting", "short")]
    assert alone[0].rows == alone[1].rows and alone[0].figure == alone[1].figure
    assert design.scene("lasting", "time").headline != design.scene("short", "time").headline
    assert all("invented" in scene.notes[0] for scene in alone)


# a new lesion


def test_every_value_of_the_model_has_its_words_and_every_answer_its_name():
    options = {each.name: [value for value, _text in each.options] for each in new_lesion_words.CONTROLS}
    options["genes"] = [value for value, _text in new_lesion_words.GENES.options]
    for name, values in VALUES.items():
        assert sorted(options[name]) == sorted(values)
    for values in product(*VALUES.values()):
        found = read(Lesion(**dict(zip(VALUES, values, strict=True))))
        assert found.outcome in new_lesion_words.OUTCOMES and found.certainty in new_lesion_words.CERTAINTIES


def test_the_answer_is_that_of_the_model_and_the_changes_are_true():
    design = panel("new-lesion")
    for values in list(design.settings())[::7]:
        scene = design.scene(**values)
        found = read(Lesion(**values))
        assert facts(scene)["It points to"] == new_lesion_words.SHORT[found.outcome]
        assert found.rule in scene.headline
        assert all(row[1] != facts(scene)["It points to"] for row in scene.rows[1:])


def test_without_tissue_nothing_is_ever_shown_by_tissue_and_genes_are_not_asked():
    design = panel("new-lesion")
    for values in design.settings():
        if values["tissue"] == "none":
            assert "genes" not in values
            assert facts(design.scene(**values))["How sure"] != "shown by tissue"
    assert "does not diagnose" in design.stamp
