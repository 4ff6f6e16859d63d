import itertools
import re
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from metalearn import datasets, figures
from metalearn.errors import UnknownNameError
from metalearn.figures.sankey_drawing import NARROW, WIDE, draw
from metalearn.figures.sankey_list import list_map, list_state
from metalearn.figures.sankey_sets import NAMES, flow_set, own_set
from metalearn.figures.sankey_state import COUNTED_ONCE, LISTED, flow_map, sankey_state, told_apart
from metalearn.figures.sankey_text import state_cards
from metalearn.figures.svg import picture

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def flows():
    return flow_map(datasets.flows())


def rendered(flows, focus="", unit="patients", threshold=0, size=WIDE):
    return ElementTree.fromstring(draw(flows, sankey_state(flows, focus, unit, threshold), size))


def test_primaries_and_organs_are_ordered_by_patients(flows):
    patients = [flows.patients[name] for name in flows.primaries]
    assert patients == sorted(patients, reverse=True)
    reached = [flows.into(site) for site in flows.sites]
    assert reached == sorted(reached, reverse=True)


def test_a_focus_lights_its_own_flows_largest_first(flows):
    state = sankey_state(flows, "Prostate", "patients", 0)
    lit = [flows.flows[i] for i in state.lit]
    assert {flow.primary for flow in lit} == {"Prostate"}
    assert [flow.n for flow in lit] == sorted((flow.n for flow in lit), reverse=True)
    assert state.headline == "Prostate: 1,140 of 2,172 patients (52%) had metastases in bone"


@pytest.mark.parametrize("name", NAMES)
def test_a_headline_asked_for_alone_is_that_of_the_whole_state(name):
    chosen = flow_set(name)
    for focus in ("", *chosen.map.primaries, *chosen.map.sites):
        for unit in chosen.units():
            assert chosen.headline(focus, unit) == chosen.state(focus, unit, 0).headline


def test_an_organ_is_led_by_another_cancer_in_percent_than_in_patients(flows):
    assert "lung (non-small cell), 1,800 patients" in sankey_state(flows, "Bone", "patients", 0).headline
    assert "prostate, 52% of 2,172" in sankey_state(flows, "Bone", "percent", 0).headline


def test_the_threshold_hides_exactly_the_flows_below_it(flows):
    hidden = sankey_state(flows, "", "patients", 250).hidden
    assert {i for i, flow in enumerate(flows.flows) if flow.n < 250} == set(hidden)
    assert 0 < len(hidden) < len(flows.flows)


def test_counted_once_is_said_wherever_bands_of_a_cancer_are_added(flows):
    assert COUNTED_ONCE in sankey_state(flows, "Breast", "patients", 0).notes
    assert COUNTED_ONCE not in sankey_state(flows, "Liver", "patients", 0).notes


def test_the_legend_says_what_width_means_in_each_unit(flows):
    counted = flow_set("MSK-MET")
    patients = counted.describe(counted.state("", "patients", 0))
    percent = counted.describe(counted.state("", "percent", 0))
    assert "the more patients" in patients
    assert "the more patients" not in percent
    assert "the larger its share" in percent


def test_percent_says_that_shares_cannot_be_added(flows):
    assert any("cannot be added" in note for note in sankey_state(flows, "", "percent", 0).notes)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
@pytest.mark.parametrize("name", NAMES)
def test_labels_never_overlap_and_stay_inside(name, size):
    chosen = flow_set(name)
    for unit in chosen.units():
        drawing = ElementTree.fromstring(draw(chosen.map, chosen.state("", unit, 0), size))
        _, _, width, height = map(float, drawing.get("viewBox").split())
        nodes = drawing.findall(f".//{SVG}rect[@class='hit']")
        for x in {node.get("x") for node in nodes}:
            column = sorted((float(n.get("y")), float(n.get("height"))) for n in nodes if n.get("x") == x)
            assert all(y + tall <= below + 0.2 for (y, tall), (below, _) in itertools.pairwise(column))
            assert column[0][0] >= -0.2
            assert column[-1][0] + column[-1][1] <= height + 0.2
            assert min(tall for _, tall in column) >= size.slot - 0.1
        assert width == size.width and height >= size.height


@pytest.mark.parametrize("name", NAMES)
def test_on_a_phone_every_line_of_a_label_has_room(name):
    chosen = flow_set(name)
    drawing = ElementTree.fromstring(draw(chosen.map, chosen.state("", chosen.units()[0], 0), NARROW))
    for node in drawing.iter(f"{SVG}g"):
        if "node" not in node.get("class").split():
            continue
        label = node.find(f"{SVG}text/{SVG}tspan[@class='name']")
        lines = [label.text, *(part.text for part in label)]
        assert "".join(lines).replace(" ", "") == node.get("data-name").replace(" ", "")
        room = NARROW.left if "primary" in node.get("class") else NARROW.right
        assert max(map(len, lines)) * 0.56 * NARROW.type <= room - 8, lines
        tall = float(node.find(f"{SVG}rect[@class='hit']").get("height"))
        assert tall >= (len(lines) + 1) * NARROW.type * 1.15


def test_every_band_of_the_list_is_equally_wide():
    listed = list_map(datasets.usual_sites())
    drawing = ElementTree.fromstring(draw(listed, list_state(listed, "")))
    heights = {re.search(r"v([\d.]+)", path.get("d")).group(1) for path in drawing.iter(f"{SVG}path")}
    assert len(heights) == 1 and len(list(drawing.iter(f"{SVG}path"))) == len(datasets.usual_sites())


def test_the_list_is_in_alphabetical_order_and_says_who_is_listed():
    listed = list_map(datasets.usual_sites())
    assert list(listed.primaries) == sorted(listed.primaries) and list(listed.sites) == sorted(listed.sites)
    state = list_state(listed, "Bone")
    assert (state.unit, state.threshold, state.hidden) == (LISTED, 0, ())
    assert state.headline.startswith("Bone: a usual site of Bladder, Breast, Kidney, Lung (primary)")
    assert set(state.marks) == {
        row.primary for row in told_apart(datasets.usual_sites()) if row.site == "Bone"
    }
    assert set(state.marks.values()) == {"listed"}


def test_a_pair_in_which_nobody_was_counted_has_no_band_and_stays_in_the_table():
    groups = flow_set("MSK-MET groups")
    nobody = sum(flow.n == 0 for flow in datasets.group_flows())
    drawing = ElementTree.fromstring(draw(groups.map, groups.state("", "patients", 0)))
    assert nobody == 29 and len(list(drawing.iter(f"{SVG}path"))) == 546 - nobody
    assert len(groups.rows(groups.state("", "patients", 0).lit)) == 1 + 546


def test_a_name_on_both_sides_of_somebodys_own_flows_is_told_apart():
    flows = [flow for flow in datasets.flows() if flow.primary == "Breast"][:2]
    own = own_set([replace(flows[0], site="Breast"), replace(flows[1], primary="Lung", site="Lung")])
    assert own.map.primaries == ("Breast", "Lung (primary)")
    assert set(own.map.sites) == {"Breast (organ)", "Lung"}


def test_bands_are_as_wide_as_their_patients(flows):
    drawing = rendered(flows)
    height = {}
    for path in drawing.iter(f"{SVG}path"):
        height[int(path.get("data-i"))] = float(re.search(r"v([\d.]+)", path.get("d")).group(1))
    big = {i: flow.n for i, flow in enumerate(flows.flows) if flow.n > 500}
    ratios = [height[i] / n for i, n in big.items()]
    assert max(ratios) / min(ratios) < 1.02


def test_every_flow_is_drawn_once_in_each_unit(flows):
    for unit in ("patients", "percent"):
        assert len(list(rendered(flows, unit=unit).iter(f"{SVG}path"))) == len(flows.flows)


def test_names_from_data_are_text_in_the_drawing():
    hostile = "<script>alert(1)</script>"
    flows = flow_map(
        [replace(flow, primary=hostile) for flow in datasets.flows() if flow.primary == "Breast"]
    )
    drawing = draw(flows, sankey_state(flows, hostile, "patients", 0))
    assert "<script" not in drawing
    assert hostile in "".join(ElementTree.fromstring(drawing).itertext())


def test_the_picture_carries_its_own_colours(flows):
    address = picture(draw(flows, sankey_state(flows, "Breast", "patients", 0)))
    svg = unquote(address.split(",", 1)[1])
    ElementTree.fromstring(svg)
    assert ".sankey .flow" in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_the_plotly_figure_has_the_same_flows_and_follows_changes():
    figure = figures.sankey("Prostate")
    assert figure.table()[1] == ["Prostate", "Bone", "1,140"]
    assert len(figure.table()) == 10
    figure.update_layout(title_text="Mine")
    bundle = figure._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Mine\n")
    assert "Mine" in bundle["text/html"]
    assert bundle["application/vnd.plotly.v1+json"]["layout"]["title"]["text"] == "Mine"


def test_the_plotly_figure_refuses_unknown_names():
    with pytest.raises(ValueError, match="Did you mean 'Prostate'"):
        figures.sankey("Prostat")
    with pytest.raises(TypeError, match="Did you mean 'cohort'"):
        figures.sankey("Prostate", cohorts="x")


def test_a_plotly_figure_gives_the_card_of_a_number_and_says_what_has_none():
    figure = figures.sankey("Prostate")
    assert [card.key for card in figure.evidence("1,140")] == ["MSK-MET, Prostate, Bone"]
    assert len(figure.evidence()) == 9
    figure.update_layout(title_text="Somebody's own title")
    assert len(figure.evidence("2,172")) == 9
    with pytest.raises(UnknownNameError, match="no number 4,711 with a card here"):
        figure.evidence("4,711")
    assert "Licence: " in figure._repr_mimebundle_()["text/html"]


def test_the_cards_of_a_state_are_those_of_what_is_lit(flows):
    state = sankey_state(flows, "Liver", "patients", 500)
    cards = list(state_cards(flows, state))
    assert [card.field for card in cards[: 2 * len(state.lit)]] == ["n", "percent"] * len(state.lit)
    said = {card.title: card.value for card in cards if card.formula}
    assert said["Liver: all bands together"] == flows.into("Liver")
    assert said["Flows in focus"] == len(state.lit) and said["Hidden flows"] == len(state.hidden)
    assert said["Hide flows below"] == 500
