"""The panels about trials and survival: what they show against the models, and against figures that are known."""

import json
import re

import pytest

from metalearn import datasets
from metalearn.datasets.tracing import orphans
from metalearn.figures import panels
from metalearn.figures.panels import (
    averages,
    lead_time,
    outcomes_looks,
    stage_migration,
    survival,
    two_arm_trials,
)
from metalearn.figures.still import still
from metalearn.models.outcomes import early_stopping, real_trials, stage_four
from metalearn.models.outcomes import survival as curves
from metalearn.models.stages.stage_migration import example

NAMES = ("stage-migration", "two-arm-trials", "survival", "lead-time", "averages")
every = pytest.mark.parametrize("name", NAMES)


def scene(name, **values):
    design = panels.panel(name)
    return design.scene(**{**design.start, **values})


def cell(found, row, column):
    """A cell of a scene's table, by what stands first in its row and by its place."""
    return next(cells for cells in found.rows if cells[0] == row)[column]


@every
def test_every_setting_has_a_sentence_numbers_and_a_chart(name):
    design = panels.panel(name)
    settings = list(design.settings())
    assert 5 < len(settings) <= 400
    for values in settings:
        found = design.scene(**values)
        assert found.headline.endswith((".", "?")) and found.notes, values
        assert len({len(row) for row in found.rows}) == 1 and found.caption, values
        layout = found.figure["layout"]
        assert (
            layout["title"]["text"] and layout["xaxis"]["title"]["text"] and layout["yaxis"]["title"]["text"]
        )
        assert len(layout["title"]["text"]) < 45, "it would not fit a narrow page"
        assert sum(each.n for each in found.people) in (0, 100), values
        json.dumps(found.figure, allow_nan=False)


@every
def test_its_named_settings_exist_and_differ_from_the_first_view(name):
    design = panels.panel(name)
    settings = list(design.settings())
    assert len(design.tries) == 3
    assert all({**design.start, **each.values} in settings for each in design.tries)
    assert len({design.scene(**each.values).headline for each in design.tries}) == 3
    assert still(design.scene(**design.start).figure).startswith("<svg")


@every
def test_every_number_of_a_scene_has_a_card(name):
    design = panels.panel(name)
    for values in list(design.settings())[::3]:
        found = design.scene(**values)
        said = [found.headline, *found.text, *found.notes, *(" ".join(row) for row in found.rows)]
        said += [text for fact in found.facts for text in fact]
        said += [f"{each.n} {each.label}" for each in found.people]
        set_to = [
            text
            for each in design.controls(values)
            for value, text in each.options
            if value == values[each.name]
        ]
        assert orphans("\n".join(said), found.cards, set_to) == (), values


def test_what_somebody_may_not_want_to_see_is_closed_and_no_treatment_view_advises():
    closed = {name for name in NAMES if panels.panel(name).closed}
    assert closed == {"stage-migration", "survival", "lead-time", "averages"}
    assert all("not advice" in panels.panel(name).stamp for name in NAMES)
    for name in closed:  # what stands outside holds no figure
        design = panels.panel(name)
        controls = design.controls(design.start)
        assert orphans("\n".join([design.title, design.intro, *(each.tells for each in controls)]), ()) == ()


@pytest.mark.parametrize("people", [stage_migration.INVENTED, *stage_migration.CANCERS])
def test_both_groups_rise_and_everybody_together_stays(people):
    changes = [
        value for value, _text in panels.panel("stage-migration").controls({"people": people})[1].options
    ]
    for change in changes:
        _head, lower, upper, everybody = scene("stage-migration", people=people, change=change).rows
        assert everybody[2] == everybody[4] and everybody[1] == everybody[3]
        before, after = ([float(row[k].rstrip("%")) for row in (lower, upper)] for k in (2, 4))
        moved = change != changes[0]
        assert all((late > early) is moved for early, late in zip(before, after, strict=True)), change


def test_registered_groups_are_those_of_the_registry():
    # seer18_grail_2020: of stage IV lung cancer 4.86% had not died of it after 60 months, 136,297 people and more.
    found = scene("stage-migration", people="Lung", change=10)
    assert cell(found, "stage IV", 2) == "4.9%" and cell(found, "stage III", 1) == "86,645"
    move = example("Lung", 10)
    assert cell(found, "stage IV", 4) == f"{move.upper_after.survival:.1%}"
    assert f"{move.moved:,.0f} people move" in found.headline


def test_the_hundred_invented_people_are_a_hundred_in_every_view():
    for limit, moved in ((16, 0), (8, 6), (4, 12), (2, 18), (1, 24)):
        found = scene("stage-migration", change=limit)
        assert [each.n for each in found.people if each.mark == "half"] == [moved] * bool(moved)
        assert int(cell(found, "deposits seen", 3)) == 12 + moved


def test_sabr_comet_stands_where_it_was_published():
    # palma_2020: 42.3% of 66 against 17.7% of 33, a difference of 24.6 points.
    found = scene("two-arm-trials")
    fact = dict(found.facts)["SABR-COMET on this picture"]
    assert fact.startswith("+24.6 points with 99 people; ")
    assert "42.3" not in fact and any("42.3" in each.text() for each in found.cards)  # closed until opened
    shown = two_arm_trials.resampled(10, 99)
    place = shown.place(real_trials.result("SABR-COMET", "5-year overall survival").difference)
    assert fact.endswith(f"{int(200 * place)} of these 200 trials showed less") and 0.8 < place < 1
    assert dict(found.facts)["NRG-BR002"].startswith("129 people with breast cancer: ")


@pytest.mark.parametrize("benefit", two_arm_trials.BENEFITS)
@pytest.mark.parametrize("people", two_arm_trials.SIZES)
def test_all_two_hundred_trials_are_in_the_chart_and_those_that_mislead_are_counted(benefit, people):
    found = scene("two-arm-trials", benefit=benefit, people=people)
    misled = two_arm_trials.resampled(benefit, people).misled
    counts = [[int(cell) for cell in row[1:]] for row in found.rows[1:]]
    assert sum(n for n, _wrong in counts) == 200 == sum(sum(bars["y"]) for bars in found.figure["data"])
    assert sum(wrong for _n, wrong in counts) == round(200 * misled.wrong_way)
    significant = int(dict(found.facts)["Called significant"].split()[0])
    assert significant + round(200 * misled.missed) == (200 if benefit else significant)
    assert f"{significant} of them" in found.headline or benefit


def test_more_people_scatter_less():
    def widths(people):
        low, high = two_arm_trials.resampled(10, people).middle()
        return high - low

    found = [widths(people) for people in two_arm_trials.SIZES]
    assert found == sorted(found, reverse=True)


def test_looking_early_raises_false_alarms_as_armitage_found():
    # Armitage, McPherson and Rowe 1969: 10.7% at three looks; the limits of O'Brien and Fleming keep 5%.
    often = scene("two-arm-trials", benefit=0, look=outcomes_looks.OFTEN)
    strict = scene("two-arm-trials", benefit=0, look=outcomes_looks.STRICT)
    key = "Called significant in the long run"
    assert (
        dict(often.facts)[key] == "10.7% of such trials" and dict(strict.facts)[key] == "5.0% of such trials"
    )
    for found in (often, strict):
        assert sum(int(cell) for row in found.rows[1:] for cell in row[1:]) == 200


def test_trials_stopped_early_for_benefit_exaggerate():
    found = scene("two-arm-trials", benefit=10, look=outcomes_looks.OFTEN)
    truth = outcomes_looks.design(0.2, 10, (33, 66))
    model = early_stopping.resample(truth, early_stopping.unadjusted(3), 200, seed=two_arm_trials.SEED)
    said = dict(found.facts)["What those stopped early for benefit show"]
    shown = float(said.split()[2])
    assert shown == pytest.approx(100 * model.estimate_if_early * truth.effect, abs=0.06) and shown > 15
    assert said.endswith("points, where the truth is +10")


def test_harm_that_chance_shows_as_benefit_is_said_in_points():
    said = [
        dict(scene("two-arm-trials", benefit=-5, people=n, look=outcomes_looks.OFTEN).facts).get(
            "What those stopped early for benefit show", ""
        )
        for n in two_arm_trials.SIZES
    ]
    assert any(said) and all(
        re.fullmatch(r"on average \+\S+ points, where the truth is −5", each) for each in said if each
    )


def test_nobody_is_said_as_none():
    found = scene("two-arm-trials", benefit=25, people=1002)
    assert "None points the wrong way, and none misses the true difference" in found.headline
    assert " 0 " not in found.headline


@pytest.mark.parametrize("cancer", survival.CANCERS)
def test_what_stage_four_means_is_said_cancer_by_cancer(cancer):
    said = dict(scene("survival", cancer=cancer, group="IV").facts)["Mind"]
    assert said.startswith(stage_four.meaning(cancer))


def test_shares_of_a_hundred_people_are_said_to_be_expected():
    found = scene("stage-migration")
    assert "Expected survival" in found.headline and "need not come to whole people" in found.notes[0]
    assert found.rows[0][2] == "Expected to be alive, before"


def test_survival_is_that_of_the_curves():
    # seer18_grail_2020: 4.9% of stage IV lung cancer at 60 months.
    found = scene("survival", cancer="Lung", group="IV", months=60)
    assert cell(found, "stage IV", 4) == "4.9%" and "about 5 would not have died" in found.headline
    assert found.people[0].n == 5
    own = curves.curve("Lung", "IV")
    assert dict(found.facts)["When half would have died of it"] == str(own.median())
    assert "6th edition" in found.notes[0] and "one person" in found.notes[2]


@pytest.mark.parametrize("cancer", survival.CANCERS)
def test_an_average_lies_among_its_stages_and_weighs_people_alike(cancer):
    parts = survival.curves(cancer)
    total = sum(each.n for each in parts.values())
    for i, together in enumerate(survival.average(cancer)):
        shares = [each.points[i].survival for each in parts.values()]
        assert min(shares) - 1e-12 <= together <= max(shares) + 1e-12
        people = sum(each.n * each.points[i].survival for each in parts.values())
        assert together == pytest.approx(people / total)


def test_blood_cancers_have_no_place_beside_metastatic_ones():
    kinds = {each.cancer: each.kind for each in datasets.seer_cancers()}
    assert {kinds[cancer] for cancer in survival.CANCERS} == {"solid"}


def test_an_earlier_clock_passes_more_people_and_moves_no_death():
    # The closed form of the model: 17.7% and 35.4%.
    found = scene("lead-time")
    assert "35 of 100 people instead of 18" in found.headline and "same day" in found.headline
    for person in lead_time.people(2, 2, False):
        assert person.symptoms - person.found == pytest.approx(2)
    for row in found.rows[1:]:
        figures = [float(each) for each in row[1:]]
        assert figures[2] - figures[1] == pytest.approx(figures[3], abs=0.11)
    none = scene("lead-time", lead=0)
    assert len({text for name, text in none.facts if name.startswith("The clock")}) == 1
    deaths = [[row[3] for row in scene("lead-time", lead=lead).rows[1:]] for lead in (0, 2)]
    late = [float(b) - float(a) for a, b in zip(*deaths, strict=True)]
    assert all(
        each == pytest.approx(2, abs=0.11) for each in late
    )  # counted from when it could first be found


def test_the_claim_stands_beside_what_was_published():
    # acs_2026_news: 35% of all distant cancers diagnosed 2015 to 2021; 22% has no source.
    found = scene("averages")
    assert "published average is 35%" in found.headline and cell(found, "the claim", 1) == "22%"
    assert cell(found, "All cancers", 1) == "35%" and cell(found, "Lung and bronchus", 1) == "10%"
    periods = {row.period for row in averages._distant()}
    assert periods == {"2015-2021"}, "figures of different years are never put side by side"
    assert "22%" in averages.fact().trap


@pytest.mark.parametrize("mix", averages._MADE_UP)
def test_four_mixes_have_one_average(mix):
    alone, behind = (scene("averages", average=mix, view=view) for view in (averages.ONE, averages.MIX))
    assert alone.headline.startswith("Of 100 people, 35 are alive after five years")
    assert behind.headline.startswith("Of 100 people, 35 are alive.")
    assert cell(behind, "everybody", 2) == "35"
    assert sum(int(row[2]) for row in behind.rows[1:-1]) in (0, 35)


def test_subtypes_of_breast_cancer_are_those_of_the_source():
    # nci_breast_survival, 2013-2019: 31% together, 12.8% to 45.6% by subtype.
    found = scene("averages", average="2013-2019")
    assert set(found.figure["data"][0]["x"]) == {31.0, 34.0, 45.6, 39.5, 12.8}
    assert any("one answer of many" in note for note in found.notes)


def test_a_card_does_not_say_a_heap_of_numbers_and_gives_each_of_them():
    card = next(each for each in scene("lead-time").cards if each.title == "The ten people")
    assert card.text().splitlines()[0] == "The ten people"
    shown = " ".join(cell for row in scene("lead-time").rows[1:] for cell in row)
    assert orphans(shown, [card]) == ()
    setting = scene("two-arm-trials").cards[0]
    assert "20 of 100 people" in setting.text(), "what was chosen is said"


def test_the_lines_of_the_trials_have_the_ink_of_the_page():
    shapes = scene("two-arm-trials").figure["layout"]["shapes"]
    assert len(shapes) == 2 and not any("color" in shape["line"] for shape in shapes)


def test_the_years_of_a_person_add_up():
    for values in panels.panel("lead-time").settings():
        for _name, found, symptoms, died, after, both in panels.panel("lead-time").scene(**values).rows[1:]:
            assert round(float(died) - float(symptoms), 1) == float(after)
            assert round(float(died) - float(found), 1) == float(both)
