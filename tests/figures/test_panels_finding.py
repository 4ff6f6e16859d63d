"""The panels about test results and the unknown primary: against the models, and against figures that are known."""

import json
import math

import pytest

from metalearn import datasets
from metalearn.figures import panels
from metalearn.figures.panels import results_of_tests as results
from metalearn.figures.panels import unknown_primary as detective
from metalearn.figures.panels.setting import settle
from metalearn.figures.still import still
from metalearn.models.finding.diagnosis import DiagnosticTest, predict
from metalearn.models.finding.two_tests import steps
from metalearn.widgets.panel import Panel

NAMES = ("test-results", "unknown-primary", "origins")
every = pytest.mark.parametrize("name", NAMES)


def scene(name, **values):
    design = panels.panel(name)
    return design.scene(**settle(design, {**design.start, **values}))


def ticked(*organs, clear=False, start="cohort"):
    return {**{name: name in organs for name in detective.ORGANS}, "clear": clear, "start": start}


@every
def test_every_setting_has_a_sentence_a_table_and_a_chart_with_titles(name):
    design = panels.panel(name)
    settings = list(design.settings())
    assert 5 <= len(settings) <= 400
    assert len({tuple(sorted(each.items(), key=str)) for each in settings}) == len(settings)
    for values in settings:
        found = design.scene(**values)
        assert found.headline.endswith(".") and "{" not in found.headline, values
        assert found.notes and found.caption
        assert len({len(row) for row in found.rows}) == 1, values
        layout = found.figure["layout"]
        titles = [layout["title"]["text"], layout["xaxis"]["title"]["text"], layout["yaxis"]["title"]["text"]]
        assert all(titles) and len(titles[0]) < 45, values
        json.dumps(found.figure, allow_nan=False)


@every
def test_the_chart_can_be_drawn_still(name):
    assert still(scene(name).figure).startswith("<svg")


@every
def test_three_named_settings_lead_elsewhere_than_the_first_view(name):
    design = panels.panel(name)
    ready = list(design.settings())
    assert len(design.tries) == 3
    for each in design.tries:
        values = settle(design, {**design.start, **each.values})
        assert values in ready and values != design.start


@every
def test_no_number_is_an_orphan(name):
    design = panels.panel(name)
    panel = Panel(name)
    settings = list(design.settings())
    for values in settings[:: max(1, len(settings) // 9)]:
        panel.values = values
        assert panel.orphans() == (), values


@every
def test_it_is_light(name):
    assert len(Panel(name)._payload) < 46_000


def test_nine_of_ninety_eight():
    """The worked example of Gigerenzer 2007: 1% have it, 90% are found, 9% of the others alarm: 9 of 98."""
    found = scene("test-results")
    assert found.headline.startswith("Of the 98 who test positive, 9 have the disease.")
    assert dict(found.facts)["After a positive result"] == "9.2%"
    assert [each.n for each in found.people] == [9, 1, 89, 901]


def test_everybody_is_counted_once_in_every_setting():
    for values in panels.panel("test-results").settings():
        found = scene("test-results", **values)
        total = sum(each.n for each in found.people)
        assert total == (100 if values["chance"] >= 10 else 1000)
        assert found.rows[-1][-1] == f"{total:,}"
        assert sum(int(row[i]) for row in found.rows[1:3] for i in (1, 2)) == total


def test_the_chances_are_those_of_bayes_rule():
    result = predict(0.25, DiagnosticTest(0.8, 0.91))
    facts = dict(scene("test-results", chance=25, sensitivity=80, false_alarms=9).facts)
    assert facts["After a positive result"] == f"{result.ppv:.0%}"
    assert facts["After a negative result"] == f"{100 * result.fom:.1f}%"


def test_two_positive_tests_move_the_chance_as_one_after_the_other_would():
    one = DiagnosticTest(0.9, 0.91)
    twice = steps(0.01, (one, one), (True, True))[-1]
    found = results.outcome("own", 1, "both", 90, 9)
    assert found.prediction.ppv == pytest.approx(twice)
    assert found.crowd.true_positive < results.outcome("own", 1, "any", 90, 9).crowd.true_positive


def test_a_second_test_that_errs_in_the_same_people_adds_nothing():
    one, same = (results.outcome("own", 10, second, 80, 9) for second in ("one", "same"))
    assert same.test.sensitivity == pytest.approx(one.test.sensitivity)
    assert same.test.specificity == pytest.approx(one.test.specificity)
    assert (
        "Against two tests that err independently" in scene("test-results", chance=10, second="same").text[-1]
    )


def test_published_tests_show_their_ranges_and_their_source():
    """Li 2017: gadolinium MRI found 77% (60 to 89) of brain metastases and cleared 99% (97 to 100)."""
    found = scene("test-results", test="DA53", chance=25)
    assert "77% (60 to 89%)" in found.text[0] and "99% (97 to 100%)" in found.text[0]
    assert any(source.id == "li_2017_brain" for card in found.cards for source in card.sources)
    assert " to " in dict(found.facts)["After a positive result"]
    assert len(found.figure["data"]) == 3, "the bars, and a range beneath each of two"
    assert not any("invented" in note and "figures of this test" in note for note in found.notes)


def test_a_rounded_hundred_percent_is_no_certainty():
    """Li 2017: PET cleared 100% (99 to 100), so false alarms are not ruled out."""
    for values in panels.panel("test-results").settings():
        found = scene("test-results", **values)
        after = dict(found.facts)["After a positive result"]
        assert not after.startswith("100%") and "nearly proof" not in found.headline, values
    assert (
        dict(scene("test-results", test="DA54", chance=25).facts)["After a positive result"] == "85% to 100%"
    )
    both = scene("test-results", test="DA54", chance=25, second="both")
    assert dict(both.facts)["After a positive result"].startswith("up to 100%, if")
    nobody = scene("test-results", test="DA54", chance=1, second="both").headline
    assert nobody.startswith("Nobody tests positive. The test misses")


def test_what_is_not_quite_all_is_never_written_as_all():
    """Two tests that each clear 98% clear 99.96% together."""
    said = " ".join(scene("test-results", false_alarms=2, second="both").text)
    assert "clears 99.96%" in said and "100.0%" not in said
    assert "not 99.96%" in " ".join(scene("test-results", false_alarms=2, second="same").text)


def test_a_test_of_ones_own_is_said_to_be_invented():
    assert results._INVENTED in scene("test-results").notes
    assert "sensitivity" not in settle(panels.panel("test-results"), {"test": "DA53"})


def test_only_figures_per_person_are_used_for_people():
    rows = {row.id: row for row in datasets.accuracy()}
    assert {rows[name].unit_of_analysis for name in results.ROWS} == {"per_patient"}


def test_one_organ_gives_the_shares_that_the_table_counts():
    """For one organ nothing is assumed: the chance is a count divided by a sum of counts."""
    counts = {row.primary: row.n for row in datasets.flows() if row.site == "Brain/CNS"}
    for each in detective.found("cohort", False, ("Brain/CNS",)).candidates:
        assert each.posterior == pytest.approx(counts[each.primary] / sum(counts.values()), abs=0.004)


def test_the_sentence_is_that_of_the_first_and_leaves_the_rest_open():
    result = detective.found("cohort", False, ("Liver", "Lung"))
    found = scene("unknown-primary", **ticked("liver", "lung"))
    assert (
        "metastases in the liver and the lung, this model" in found.headline
        and "colorectal first" in found.headline
    )
    assert f"In {100 * (1 - result.candidates[0].posterior):.0f} of 100" in found.headline
    shown = [float(row[2].rstrip("%")) for row in found.rows[1:]]
    assert math.fsum(shown) == pytest.approx(100, abs=2)
    assert found.rows[1][0] == "Colorectal"


def test_two_that_are_printed_alike_are_called_level():
    level = 0
    for values in panels.panel("unknown-primary").settings():
        found = scene("unknown-primary", **values)
        named = any(values[name] for name in detective.ORGANS) or values["clear"]
        alike = found.rows[1][2] == found.rows[2][2]
        level += alike and named
        assert ("level with each other" in found.headline) is (alike and named), values
        assert not (alike and " next (" in found.headline)
    assert level
    clear = scene("unknown-primary", **ticked("adrenal", clear=True)).headline
    assert "metastases in the adrenal glands, and none in any other organ, this model" in clear


def test_what_one_begins_with_changes_the_answer():
    assert "lung (non-small cell) first" in scene("unknown-primary", **ticked("brain")).headline
    assert "lung (small cell) first" in scene("unknown-primary", **ticked("brain", start="equal")).headline


def test_a_woman_has_no_prostate_and_a_man_no_ovary():
    for start, missing in detective.WITHOUT.items():
        result = detective.found(start, False, ("Bone",))
        assert result.chance(*missing) == 0
        assert math.fsum(each.posterior for each in result.candidates) == pytest.approx(1)
    assert "rare in men" in scene("unknown-primary", **ticked("bone", start="man")).text[0]


def test_a_setting_that_was_not_shipped_is_worked_out():
    values = ticked("liver", "lung", "bone", "brain")
    assert values not in list(panels.panel("unknown-primary").settings())
    panel = Panel("unknown-primary", **values)
    assert "the liver, the lung, bone and the brain/CNS" in panel.describe() and panel.orphans() == ()


def test_it_says_what_it_is_not():
    said = Panel("unknown-primary").describe()
    assert "not a diagnosis" in said and "one referral centre" in said and "no tissue" in said


def test_published_origins_stand_beside_our_counts():
    """The registry of the United States: 80% of people with brain metastases at diagnosis had lung cancer."""
    found = scene("origins")
    assert found.rows[1][:2] == ["Lung", "80%"] and "80% had lung" in found.headline
    ours = {row.primary: row.n for row in datasets.flows() if row.site == "Brain/CNS"}
    lung = sum(n for primary, n in ours.items() if primary.startswith("Lung"))
    assert found.rows[1][2] == f"{100 * lung / sum(ours.values()):.0f}%"


def test_a_wide_range_is_said_to_be_easy_to_agree_with():
    assert "inside that range" in scene("origins", published="PDQ brain origins").headline
    low, high = scene("origins", published="PDQ brain origins").rows[1][1].rstrip("%").split(" to ")
    bar = scene("origins", published="PDQ brain origins").figure["data"][0]
    assert (bar["base"][0], bar["base"][0] + bar["x"][0]) == (float(low), float(high))
