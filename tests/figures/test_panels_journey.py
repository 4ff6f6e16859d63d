"""The panels about the journey of a cell: what they show against the models, and against figures that are known."""

import json
import math

import pytest

from metalearn import datasets
from metalearn.figures import panels
from metalearn.figures.panels import cascade_funnel, detection_limits, dormancy, late_relapse
from metalearn.figures.panels.setting import settle
from metalearn.figures.still import still
from metalearn.models.journey.cascade import simulate, survivors
from metalearn.models.journey.cascade_sensitivity import sensitivity
from metalearn.models.journey.detection import limits
from metalearn.models.journey.growth import Growth
from metalearn.widgets.panel import Panel

NAMES = ("cascade-funnel", "dormancy", "late-relapse", "detection-limits")
every = pytest.mark.parametrize("name", NAMES)


def scene(name, **values):
    design = panels.panel(name)
    return design.scene(**{**design.start, **values})


@every
def test_every_setting_has_a_sentence_a_table_and_a_chart_with_titles(name):
    design = panels.panel(name)
    settings = list(design.settings())
    assert 5 < len(settings) <= 400
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
    panel = Panel(name, opened=True)
    settings = list(design.settings())
    for values in settings[:: max(1, len(settings) // 9)]:
        panel.values = values
        assert panel.orphans() == (), values


@every
def test_it_is_light(name):
    assert len(Panel(name)._payload) < 40_000


def test_the_run_is_that_of_the_model_and_chance_is_seeded():
    fractions = next(each.fractions for each in datasets.survival_presets() if each.name == "classic")
    found = scene("cascade-funnel")
    assert [row[1] for row in found.rows[1:]] == [
        f"{n:,}" for n in simulate(1_000_000, fractions, seed=1).left
    ]
    assert scene("cascade-funnel").headline == found.headline != scene("cascade-funnel", run=2).headline


@pytest.mark.parametrize("shares", cascade_funnel.PRESETS)
def test_all_three_presets_end_at_the_classic_hundred_of_a_million(shares):
    """The teaching page of the classic estimate: fewer than 0.01% of shed cells form a metastasis."""
    found = scene("cascade-funnel", shares=shares)
    assert found.rows[-1][2] == "100"
    assert "100 are expected on average" in found.headline


def test_the_narrowest_barrier_is_named_and_has_the_most_room():
    found = scene("cascade-funnel", shares="koop_1995")
    assert "The narrowest barrier is “Grew into a visible metastasis”." in found.headline
    assert "Most are lost" not in found.headline, "the narrowest barrier is not where most cells are lost"
    fractions = next(each.fractions for each in datasets.survival_presets() if each.name == "koop_1995")
    levers = sensitivity(1_000_000, fractions, times=10)
    assert [float(row[4].replace(",", "")) for row in found.rows[2:]] == [
        round(each.expected_eased) for each in levers
    ]
    assert found.rows[-1][4] == "1,000"


def test_clusters_help_as_the_mouse_study_measured():
    """Aceto 2014: a cluster had 23 to 50 times the metastatic potential of a single cell; the low end is used."""
    sent = cascade_funnel.send("classic", 1_000_000, ("clusters",), 1)
    single, cluster = (math.prod(kind.fractions) for kind in sent.planned.travellers)
    assert cluster / single == pytest.approx(23)
    found = scene("cascade-funnel", clusters=True)
    assert "On average, 1.2 times as many get through with" in found.headline
    assert any("23 to 50 times" in text for text in found.text)
    assert any(source.id == "aceto_2014" for card in found.cards for source in card.sources)


def test_of_platelets_and_nk_cells_only_the_stronger_counts():
    both, one = (
        cascade_funnel.send("classic", 1_000_000, on, 1)
        for on in (("platelets", "without_nk"), ("without_nk",))
    )
    assert both.planned.expected == one.planned.expected
    assert any(
        "only the stronger counts" in text
        for text in scene("cascade-funnel", platelets=True, without_nk=True).text
    )


def test_when_nothing_gets_through_the_panel_says_none():
    runs = {run: cascade_funnel.send("classic", 10_000, (), run).left[-1] for run in cascade_funnel.RUNS}
    empty = [run for run, left in runs.items() if not left]
    assert empty, "one of the runs of ten thousand cells should end with none, or the lesson is lost"
    found = scene("cascade-funnel", shed=10_000, run=empty[0])
    assert "none got past all barriers" in found.headline
    assert found.figure["data"][0]["text"][-1].strip() == "0"


def test_clusters_are_not_counted_among_none():
    design = panels.panel("cascade-funnel")
    none = 0
    for values in design.settings():
        if values["clusters"]:
            found = design.scene(**values)
            clusters = dict(found.facts)["How many came as a cluster"]
            left = found.rows[-1][1]
            none += left == "0"
            assert clusters.startswith("0 of the 0") is False
            assert (f" of the {left} in this run; " in clusters) is (left != "0")
    assert none, "some run with clusters should end with none, or the rule is not tried"


def test_sleep_puts_the_scan_off_by_just_as_long():
    awake, asleep = (dormancy.timeline(-3, sleep, 1.7, "exponential") for sleep in (0, 5))
    assert asleep.seen_years - awake.seen_years == pytest.approx(5)
    assert "5.9 years after" in scene("dormancy").headline
    assert "11 months after" in scene("dormancy", sleep=0).headline


def test_a_deposit_of_seven_millimetres_is_27_doublings_old():
    """7 mm hold 0.18 mL (Erdi 2012 says 0.2 mL): 180 million cells, 27.4 doublings of 1.7 months."""
    line = dormancy.timeline(0, 0, 1.7, "exponential")
    assert line.seen.months_low == pytest.approx(1.7 * math.log2(math.pi / 6 * 0.7**3 * 1e9))
    assert "180 million" in scene("dormancy", start=0, sleep=0).headline


def test_the_diamond_stands_on_the_curve_and_on_the_limit():
    for values in panels.panel("dormancy").settings():
        curve, diamond = scene("dormancy", **values).figure["data"]
        (year,), (mm,) = diamond["x"], diamond["y"]
        assert mm == 7 and (year, mm) in set(zip(curve["x"], curve["y"], strict=True)) | {(year, 7)}
        assert curve["x"] == sorted(curve["x"]) and curve["y"] == sorted(curve["y"])
        assert year <= dormancy._LAST_YEAR, "it would lie outside the chart"


def test_the_word_depends_on_where_the_line_is_drawn():
    called = {dormancy._called(months) for months in (0, 2, 6, 13)}
    assert "synchronous, wherever the line is drawn" in called
    assert "metachronous, wherever the line is drawn" in called
    assert any(text.startswith("synchronous where up to 3 months after the primary") for text in called)
    assert any(text.startswith("synchronous where up to 12 months after the primary") for text in called)
    assert len(called) == 4


def test_the_headline_says_for_which_uptake_and_the_chart_shows_the_others():
    found = scene("dormancy")
    assert found.headline.startswith("PET, at 5 times the uptake of its surroundings, could first see it")
    assert "a PET scan is clear" not in found.headline, "at 15 times the uptake it is seen earlier"
    lines = [shape for shape in found.figure["layout"]["shapes"] if shape["x1"] == 1]
    labels = [note["text"] for note in found.figure["layout"]["annotations"]]
    assert [shape["y0"] for shape in lines] == [3.95, 7, 12.43]
    assert len({shape["line"]["dash"] for shape in lines}) == 3, "told apart by more than their place"
    assert "PET at 15×: 3.95 mm" in labels


def test_looking_back_counts_the_doublings_that_it_names():
    """27.4 doublings of 0.8 to 2.6 months are 22 to 71 months; one unit, and no density that is not named."""
    line = dormancy.timeline(-3, 5, 1.7, "exponential")
    assert (line.back.months_low, line.back.months_high) == pytest.approx((27.4 * 0.8, 27.4 * 2.6), rel=0.005)
    said = next(text for text in scene("dormancy").text if text.startswith("Looking back"))
    assert "0.8 to 2.6 months). About 27 doublings" in said and "(between 1.8 and 5.9 years)" in said


def test_no_cell_of_the_timeline_mixes_months_and_years():
    for values in panels.panel("dormancy").settings():
        for row in scene("dormancy", **values).rows[1:]:
            assert not ("month" in row[3] and "year" in row[3]), row


def test_looking_back_misses_the_sleep():
    line = dormancy.timeline(-3, 10, 1.7, "exponential")
    assert line.back.months_high < line.seen.months_low
    assert line.back.verdict == "after", "without sleep it would seem to have settled later"
    assert any("In truth" in text for text in scene("dormancy", sleep=10).text)


def test_the_published_risks_stand_as_they_were_published():
    """Pan 2017 (pooled trials): 22%, 31% and 52% from diagnosis; 13% (T1N0) to 41% (T2N4-9) in years 5 to 20."""
    published = {
        late_relapse.DIAGNOSIS: (22, 31, 52),
        late_relapse.T1: (13, 20, 34),
        late_relapse.T2: (19, 26, 41),
    }
    for counted, shares in published.items():
        for (nodes, _text), share in zip(late_relapse.NODES, shares, strict=True):
            found = scene("late-relapse", nodes=nodes, counted=counted)
            assert [each.n for each in found.people] == [share, 100 - share]
            assert f"in {share} by year 20" in found.headline
            assert any(source.id == "pan_2017" for card in found.cards for source in card.sources)


def test_the_risks_are_closed_until_opened_and_say_what_they_are_not():
    panel = Panel("late-relapse")
    assert not panel.opened and "22" not in panel.describe() and "<details" in panel.twin()
    panel.opened = True
    assert "22" in panel.describe() and "no survival figure" in panel.describe()
    assert "no forecast for one person" in panel.describe() and "Education, not advice." in panel.describe()


def test_what_is_seen_follows_the_published_limits():
    verdicts = {
        mm: [detection_limits.verdict(limit, mm) for limit in limits()] for mm in detection_limits.SIZES_MM
    }
    assert set(verdicts[3]) == {"unseen"} and set(verdicts[16]) == {"seen"}
    assert verdicts[5] == ["seen", "some", "unseen", "unseen"]
    assert verdicts[7] == ["seen", "seen", "seen", "unseen"]
    assert "the scan is clear, and the deposit is there" in scene("detection-limits", mm=0.2).headline
    assert verdicts[13] == ["seen", "seen", "seen", "some"]
    assert "Some PET systems see it even where" in scene("detection-limits", mm=13).headline
    assert "PET sees it even where" in scene("detection-limits", mm=16).headline


def test_volumes_are_written_in_one_form():
    volumes = [dict(scene("detection-limits", mm=mm).facts)["Volume"] for mm in detection_limits.SIZES_MM]
    assert all(text.endswith(" mm³") and "10^" not in text for text in volumes)
    # The note of Q31: 7 mm across is 0.2 mL.
    assert volumes[detection_limits.SIZES_MM.index(7)] == "180 mm³"


def test_small_deposits_are_called_as_the_glossary_says():
    terms = {term.term: term.definition for term in datasets.glossary()}
    assert f"{detection_limits._ISOLATED_MM:g} mm" in terms["isolated tumour cells"]
    assert f"at most {detection_limits._MICRO_MM} mm" in terms["micrometastasis"]
    named = {mm: dict(scene("detection-limits", mm=mm).facts) for mm in (0.2, 0.5, 2, 3)}
    words = [next((text for label, text in named[mm].items() if "lymph node" in label), "") for mm in named]
    assert words == ["isolated tumour cells", "a micrometastasis", "a micrometastasis", ""]


def test_ten_times_fewer_cells_fill_the_same_ball_when_they_lie_less_densely():
    dense, loose = (scene("detection-limits", mm=10, density=density).headline for density in (1e9, 1e8))
    assert "520 million cells" in dense and "52 million cells" in loose
    assert Growth(1.0).diameter(29) == pytest.approx(10, abs=0.2)
    assert survivors(10, (0.1,))[-1] == 1
