import gzip
import json
import re

import pytest

from metalearn import CascadeStepper, datasets
from metalearn.datasets import ROUTES
from metalearn.datasets.sheets import text_of
from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures import funnel
from metalearn.figures.stepper_state import DEPTHS, elsewhere, states
from metalearn.models.journey.cascade import survivors
from metalearn.widgets import stepper as module

SAFE = {
    *("figure", "figcaption", "img", "p", "br", "strong", "ul", "ol", "li", "a", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}


def payload(widget):
    return json.loads(gzip.decompress(widget._payload))


def test_the_first_view_means_something_without_a_click():
    text = CascadeStepper().describe()
    assert text.startswith("The journey of one cell, by blood, in 5 steps\nStep 1 of 5: Breaking out")
    assert "Of 1,000,000 cells shed, about 100 grow" in text
    assert "Teaching values, not patient values" in text


def test_repr_is_the_whole_description_and_the_same_every_time():
    first, second = CascadeStepper(route="lymph", step=4), CascadeStepper(route="lymph", step=4)
    assert repr(first) == first.describe() == repr(second)
    assert first.twin() == second.twin()
    assert "0x" not in repr(first)
    assert max(map(len, repr(first).splitlines())) <= 110


def test_drive_walks_every_state_and_leaves_the_stepper_as_it_was():
    widget = CascadeStepper("blood", "full", 10, "koop_1995", survival=(0.5, 1, 0.5, 0.05, 0.005))
    before = (widget.route, widget.depth, widget.step, widget.preset, widget.survival, widget.describe())
    seen = {}
    for controls, text in widget.drive():
        seen[tuple(controls.values())] = text
        heading = states(controls["route"], controls["depth"])[controls["step"] - 1].heading
        assert text.splitlines()[1] in heading or heading in text.replace("\n  ", " ")
    steps = sum(len(states(route, depth)) for route in ROUTES for depth in DEPTHS)
    assert len(seen) >= steps + 2 + 5 * (len(funnel.grid()) - 1)
    assert len(set(seen.values())) == len(seen)
    assert (
        widget.route,
        widget.depth,
        widget.step,
        widget.preset,
        widget.survival,
        widget.describe(),
    ) == before


def test_a_fault_planted_in_the_count_surfaces(monkeypatch):
    widget = CascadeStepper()

    def fault(*_):
        raise RuntimeError("planted")

    monkeypatch.setattr(module, "funnel_state", fault)
    with pytest.raises(RuntimeError, match="planted"):
        widget.survival = (0.5, 0.8, 0.5, 0.5, 0.5)
    with pytest.raises(RuntimeError, match="planted"):
        widget.set_state({"survival": [0.9, 0.8, 0.5, 0.5, 0.5]})
    with pytest.raises(RuntimeError, match="planted"):
        list(CascadeStepper().drive())


def test_changed_shares_change_figure_table_description_and_twin_alike():
    widget = CascadeStepper()
    before = widget.describe(), widget.twin()
    widget.survival = (0.01, 0.5, 0.9, 0.2, 0.05)
    left = survivors(1_000_000, widget.survival)
    assert tuple(widget.figure["data"][0]["x"]) == left
    assert [row[1] for row in widget.table()[1:]] == [funnel.amount(cells) for cells in left]
    assert all(funnel.amount(cells) in widget.describe() for cells in left)
    assert widget._funnel["rows"] == widget.table()
    assert all(mark == "yours" for mark in widget._funnel["marks"])
    assert (widget.describe(), widget.twin()) != before


def test_the_view_is_given_the_cards_of_the_funnel():
    widget = CascadeStepper(preset="koop_1995", survival=(0.5, 1, 0.5, 0.05, 0.005))
    sent = payload(widget)
    for preset in datasets.survival_presets():
        rows, shared = sent["cards"][preset.name]
        for barrier, own in zip(preset.barriers, rows, strict=True):
            said = {sent["texts"][line] for line in (*own, *shared)}
            assert said >= set(barrier.evidence("fraction").text().split("\n"))
    assert widget._funnel["counted"][2] == [
        "Cells left: Left the vessel and entered the organ: 500,000 cells",
        "How it was computed: 1,000,000 shed cells × 0.5 × 1",
    ]


def test_a_number_of_the_funnel_leads_to_its_share_and_a_value_of_yours_says_so():
    widget = CascadeStepper(survival=(0.01, 0.8, 0.5, 0.5, 0.5))
    (cells,) = widget.evidence("8,000")
    assert cells.formula == "1,000,000 shed cells × 0.01 × 0.8" and cells.sources
    assert [card.formula for card in widget.evidence("1 in 100")] == ["your value, set with the slider"]
    assert [card.key for card in widget.evidence("8 in 10")] == ["classic, leave"]
    shares = (0.0001, 0.1, 0.1, 0.1, 0.2)
    assert CascadeStepper(survival=shares).evidence("1 in 50")[0].value == pytest.approx(0.02)


def test_a_message_from_the_page_counts_anew():
    widget = CascadeStepper()
    widget.set_state({"survival": [0.001, 0.8, 0.5, 0.5, 0.1]})
    assert widget.survival == (0.001, 0.8, 0.5, 0.5, 0.1)
    assert widget.figure["data"][0]["x"][-1] == pytest.approx(20)


def test_another_preset_brings_its_shares_and_reset_brings_them_back():
    widget = CascadeStepper(survival=(0.5, 0.5, 0.5, 0.5, 0.5))
    widget.preset = "koop_1995"
    assert widget.survival == funnel.preset("koop_1995").fractions
    widget.survival = (0.5, 0.5, 0.5, 0.5, 0.5)
    widget.set_state({"preset": "koop_1995", "survival": list(funnel.preset("koop_1995").fractions)})
    assert "measured" in widget.table()[2][3]


def test_shares_set_together_with_a_preset_are_kept():
    widget = CascadeStepper()
    shares = (0.5, 0.4, 0.3, 0.2, 0.1)
    with widget.hold_trait_notifications():
        widget.preset, widget.survival = "fidler_1970", shares
    assert (widget.preset, widget.survival) == ("fidler_1970", shares)
    assert widget._funnel["title"] == "Labelled cells in mice (Fidler 1970)"


def test_another_route_or_depth_keeps_the_place():
    widget = CascadeStepper(step=3)
    widget.depth = "full"
    assert widget.state.stage == "transport"
    widget.step = 21
    widget.route = "lymph"
    assert widget.state.title == states("blood", "full")[20].title
    widget.depth = "short"
    assert widget.step == 5
    widget.step = 1
    widget.depth = "full"
    assert widget.step == 1


def test_a_step_set_together_with_a_route_is_kept():
    widget = CascadeStepper("blood", "full", 20)
    widget.set_state({"route": "nerve", "step": 2})
    assert (widget.route, widget.step) == ("nerve", 2)


def test_every_step_leads_to_a_step_everywhere_else():
    for route in ROUTES:
        for depth in DEPTHS:
            for state in states(route, depth):
                for other in ROUTES:
                    for another in DEPTHS:
                        assert 1 <= elsewhere(state, other, another) <= len(states(other, another))
                assert elsewhere(state, route, depth) == state.number


def test_the_view_is_given_the_same_states_as_python_has():
    widget = CascadeStepper()
    sent = payload(widget)
    for route in ROUTES:
        for depth in DEPTHS:
            assert len(sent["journeys"][route][depth]) == len(states(route, depth))
            for state, shown in zip(states(route, depth), sent["journeys"][route][depth], strict=True):
                assert sent["texts"][shown["heading"]] == state.heading
                assert state.happens in [sent["texts"][said] for _, said in shown["card"]]
                assert "\n".join(sent["texts"][line] for line in shown["evidence"]) == text_of(state.cards)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("depth", DEPTHS)
def test_every_card_is_complete_and_says_how_sure_it_is(route, depth):
    for state in states(route, depth):
        assert all((state.title, state.happens, state.molecules, state.stops, state.drugs, state.fact))
        assert any("checked" in said or "read in the sources" in said for said in state.sure)
        assert state.source_ids or "not checked" in " ".join(state.sure)
        assert bool(state.fact_from) == (state.fact != "The table has no sourced figure for this step.")


def test_evidence_from_another_route_is_said():
    borrowed = next(s for s in states("nerve", "full") if s.title.startswith("Sleeping"))
    assert "The evidence for it comes from spread by blood, not from this route." in borrowed.sure
    own = next(s for s in states("blood", "full") if s.title.startswith("Sleeping"))
    assert not any("evidence for it comes" in said for said in own.sure)


def test_the_funnel_says_that_it_belongs_to_the_blood():
    assert "The funnel counts cells that spread by blood" in CascadeStepper("nerve").describe()
    assert "The funnel counts cells that spread by blood" in CascadeStepper("nerve").twin()
    assert "The funnel counts cells that spread by blood" not in CascadeStepper().describe()


def test_the_twin_has_every_number_of_the_table_and_only_safe_elements():
    widget = CascadeStepper("blood", "full", 14, "fidler_1970")
    html = widget.twin()
    for row in widget.table():
        assert all(f">{cell}<" in html for cell in row)
    assert set(re.findall(r"<(\w+)", html)) <= SAFE
    assert html.count("data:image/svg+xml,") == 2
    assert widget.state.heading in html
    assert len(html) < 52_000


def test_text_from_the_tables_is_escaped_in_the_twin(monkeypatch):
    row = datasets.cascade_stages("blood")[0]
    bad = type(row)(
        **{**{name: getattr(row, name) for name in row.__slots__}, "what_happens": "<img src=x onerror=1>"}
    )
    monkeypatch.setattr(datasets, "cascade_stages", lambda route="blood": (bad,))
    from metalearn.figures import stepper_state

    monkeypatch.setattr(stepper_state, "_states", stepper_state._states.__wrapped__)
    html = CascadeStepper().twin()
    assert "<img src=x" not in html
    assert "&lt;img src=x onerror=1&gt;" in html


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        ({"route": "blod"}, "Unknown route 'blod'. Did you mean 'blood'"),
        ({"depth": "ful"}, "Did you mean 'full'"),
        ({"preset": "clasic"}, "Did you mean 'classic'"),
        ({"step": 9}, "There is no step 9: the blood route has steps 1 to 5 at short depth"),
        ({"step": 0}, "There is no step 0"),
        ({"step": 22, "depth": "full"}, "steps 1 to 21 at full depth"),
    ],
)
def test_unknown_names_get_the_nearest_right_one(keywords, message):
    with pytest.raises(UnknownNameError, match=message):
        CascadeStepper(**keywords)


@pytest.mark.parametrize("trait", ["route", "depth", "preset"])
def test_a_name_set_later_is_checked_too_and_changes_nothing(trait):
    widget = CascadeStepper()
    before = widget.describe()
    with pytest.raises(UnknownNameError):
        setattr(widget, trait, "nowhere")
    with pytest.raises(UnknownNameError):
        widget.step = 6
    with pytest.raises(MetalearnError):
        widget.survival = (1, 2, 3)
    assert widget.describe() == before


def test_an_unknown_keyword_is_a_type_error_with_the_nearest_one():
    with pytest.raises(TypeError, match="Did you mean 'route'"):
        CascadeStepper(rout="blood")


def test_it_opens_under_sixty_kilobytes():
    widget = CascadeStepper()
    sent = {name: widget.get_state()[name] for name in ("figure", "names", "_funnel", "_chart_words")}
    parts = (
        widget._payload,
        widget._code,
        widget._esm.encode(),
        json.dumps(sent).encode(),
    )
    assert sum(map(len, parts)) < 58_500  # messages around them take the rest


def test_the_view_has_no_markup_of_its_own():
    text = gzip.decompress(CascadeStepper()._code).decode()
    assert "innerHTML" not in text and "insertAdjacentHTML" not in text
