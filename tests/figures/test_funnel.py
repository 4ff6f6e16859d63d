import json
import math
import subprocess
import sys

import pytest

from metalearn import datasets
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures import funnel
from metalearn.figures.funnel import check_survival, figure, funnel_state, grid, preset, rows, share
from metalearn.figures.still import still
from metalearn.models.journey.cascade import survivors

PRESETS = [each.name for each in datasets.survival_presets()]


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_ends_at_a_hundred_metastases(name):
    state = funnel_state(name, preset(name).fractions)
    assert state.bars[-1].cells == pytest.approx(100)
    assert "about 100 grow" in state.sentence


def test_the_bars_are_what_the_model_counts():
    shares = (0.01, 0.5, 0.9, 0.2, 0.05)
    state = funnel_state("classic", shares)
    assert tuple(bar.cells for bar in state.bars) == survivors(funnel.SHED, shares)
    assert tuple(figure(state)["data"][0]["x"]) == survivors(funnel.SHED, shares)


def test_the_key_says_what_the_hatching_of_each_bar_means():
    for name in PRESETS:
        bars, *key = figure(state := funnel_state(name, preset(name).fractions))["data"]
        looks = {one["name"]: (one["marker"]["color"], one["marker"]["pattern"]["shape"]) for one in key}
        for place, bar in enumerate(state.bars):
            if bar.mark:
                drawn = bars["marker"]["color"][place], bars["marker"]["pattern"]["shape"][place]
                assert looks[funnel.MARKS[bar.mark]] == drawn


def test_every_preset_and_every_step_of_a_slider_is_on_the_grid():
    assert all(fraction in grid() for each in datasets.survival_presets() for fraction in each.fractions)
    assert list(grid()) == sorted(grid())  # a slider pushed to the right lets more cells through
    for value in grid():
        assert check_survival((value,) * 5) == (value,) * 5


def test_what_was_measured_says_where_and_what_was_changed_is_the_readers():
    start = preset("koop_1995").fractions
    state = funnel_state("koop_1995", (*start[:4], 0.5))
    assert state.bars[1].kind == "measured (Koop et al. 1995)"
    assert state.bars[2].mark == "teaching"
    assert state.bars[5].mark == "yours"
    assert "1 in 200" in state.bars[5].note


def test_less_than_one_cell_is_said_in_words():
    state = funnel_state("classic", (0.0001, 0.1, 0.1, 0.1, 0.2))
    assert state.bars[-1].amount == "less than one cell: about 1 in 50 such sheddings"
    assert "about 1 in 50 such sheddings" in state.sentence
    assert figure(state)["data"][0]["text"][-1] == "under 1 (1 in 50)"
    assert figure(state)["layout"]["xaxis"]["range"][0] < math.log10(state.bars[-1].cells)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (1.0, "1 cell"),
        (0.96, "about 1 cell"),
        (0.8, "about 8 in 10"),
        (0.5, "about 1 in 2"),
        (0.0032, "about 1 in 310"),
        (1.5, "about 2 cells"),
    ],
)
def test_amounts_are_written_for_people(cells, said):
    assert said in funnel.amount(cells)


def test_the_narrowest_barriers_are_named_all_of_them_or_none():
    assert "The narrowest barriers" in funnel_state("classic", (0.5,) * 5).sentence
    assert "No barrier stops any cell" in funnel_state("classic", (1.0,) * 5).sentence
    narrow = [bar.label for bar in funnel_state("classic", (0.5, 0.5, 0.1, 0.5, 0.5)).bars if bar.narrowest]
    assert narrow == ["Alive as a single cell in the organ"]


def test_shares_are_written_for_people():
    assert [share(value) for value in (1, 0.9, 0.5, 0.05, 0.0001)] == [
        "all (100%)", "9 in 10 (90%)", "1 in 2 (50%)", "1 in 20 (5%)", "1 in 10,000 (0.01%)",
    ]  # fmt: skip


def test_bad_shares_are_refused_with_what_is_needed():
    with pytest.raises(MetalearnError, match=r"needs 5 shares, one for each barrier .* got 2"):
        check_survival((0.5, 0.5))
    with pytest.raises(
        MetalearnError, match=r"0.33 for 'Started to divide' is not on the scale.*nearest is 0.3"
    ):
        check_survival((0.5, 0.5, 0.5, 0.33, 0.5))
    with pytest.raises(MetalearnError, match=r"nearest is 0.0001"):
        check_survival((0, 0.5, 0.5, 0.5, 0.5))


def test_an_unknown_preset_gets_the_nearest_one():
    with pytest.raises(UnknownNameError, match="Did you mean 'fidler_1970'"):
        preset("fidler")


def test_the_figure_is_plain_data_and_leaves_the_colours_of_the_page_alone():
    made = figure(funnel_state("classic", preset("classic").fractions))
    assert json.loads(json.dumps(made)) == made
    text = json.dumps(made["layout"])
    assert "template" not in text and "paper_bgcolor" not in text and '"font"' not in text


def test_labels_from_data_are_text_in_the_figure_too(monkeypatch):
    bar = funnel.Bar("<b>bold</b> & <a href='x'>", 10.0, "10 cells", "all", "teaching")
    state = funnel.FunnelState("classic", "t", (1.0,), (bar,), "s")
    made = figure(state)
    assert "<b>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;a" in made["layout"]["annotations"][0]["text"]
    assert "<b>bold" not in made["data"][0]["customdata"][0]
    assert "<b>" not in still(figure(state))


def test_rows_and_picture_show_the_same_numbers():
    state = funnel_state("fidler_1970", preset("fidler_1970").fractions)
    header, *body = rows(state)
    assert len(header) == len(body[0]) == 5
    assert [row[1] for row in body] == [
        "1,000,000 cells",
        "10,000 cells",
        "8,000 cells",
        "4,000 cells",
        "2,000 cells",
        "100 cells",
    ]
    for row in body:
        assert f">{row[1].removesuffix(' cells')}<" in still(figure(state))


def test_the_funnel_needs_no_plotly():
    code = """
import sys
from metalearn.figures import funnel
funnel.figure(funnel.funnel_state("classic", funnel.preset("classic").fractions))
sys.exit(any(name.split(".")[0] == "plotly" for name in sys.modules))"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
