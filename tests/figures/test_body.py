"""The person of the body map: the drawing, the ways through it, and what they rest on."""

from __future__ import annotations

import re
from itertools import combinations
from xml.dom import minidom

import pytest

from metalearn import datasets
from metalearn.datasets import ROUTES
from metalearn.errors import UnknownNameError
from metalearn.figures.body import basis as body_basis
from metalearn.figures.body import counts as body_counts
from metalearn.figures.body import drawing as body_drawing
from metalearn.figures.body import labels as body_labels
from metalearn.figures.body import places as body_places
from metalearn.figures.body import vessels as body_vessels
from metalearn.figures.body.geometry import HEIGHT, WIDE, along, blob
from metalearn.figures.body.organs import MARKS
from metalearn.figures.body.state import organ_state, route_state
from metalearn.figures.body.ways import names, usual, way
from metalearn.figures.svg import stylesheet
from metalearn.models import plumbing
from metalearn.widgets.base import static_text

WAYS = [way(name, route) for name in names() for route in ROUTES]
STATES = [route_state(name, route, soil) for name in names() for route in ROUTES for soil in (False, True)]


def parts():
    return set(re.findall(r'data-part="([^"]+)"', body_drawing.draw_all()))


def test_the_first_filter_is_the_one_of_the_model_of_plumbing():
    for drains in plumbing.PLUMBING:
        first = way(drains.primary, "blood").first
        assert (body_counts.BEDS[first.parts[0]] if first else "") == drains.first_bed, drains.primary


def test_portal_and_systemic_blood_go_by_their_own_veins():
    for drains in plumbing.PLUMBING:
        lit = {part for leg in way(drains.primary, "blood").legs for part in leg.stop.parts}
        assert ("v-portal" in lit) == (drains.veins == "portal")
        assert ("v-svc" in lit or "v-ivc" in lit) == (drains.veins == "systemic")


def test_every_way_ends_in_one_first_stop_except_from_the_lung():
    for each in WAYS:
        firsts = sum(leg.role == "first" for leg in each.legs)
        single = each.legs and not (each.route == "blood" and each.primary.name.startswith("Lung"))
        assert firsts == bool(single), (each.primary.name, each.route)


def test_what_comes_after_the_first_filter_is_never_before_it():
    for each in WAYS:
        roles = [leg.role for leg in each.legs if leg.role != "aside"]
        if "first" in roles:
            assert roles == sorted(roles, key=["on", "first", "next"].index)


@pytest.mark.parametrize("route", ["cavity", "nerve"])
def test_cavity_and_nerve_are_drawn_for_the_cancers_that_the_table_of_organs_names(route):
    said = {
        "cavity": {*datasets.organ("Peritoneum and omentum").typical_primaries, "lung"},
        "nerve": set(datasets.organ("Along nerves").typical_primaries),
    }[route]
    ours = {
        "ovary": "Ovary",
        "stomach": "Oesophagogastric",
        "colorectal": "Colorectal",
        "pancreas": "Pancreas",
        "uterus": "Endometrium",
        "bladder": "Bladder/urothelial",
        "lung": "Lung (non-small cell)",
        "head and neck": "Head and neck squamous",
        "prostate": "Prostate",
    }
    drawn = {name for name in names() if route in usual(name)} - {"Lung (small cell)"}
    assert drawn == {ours[name] for name in said if name in ours}


def test_an_eye_has_no_way_by_lymph_and_a_source_says_so():
    closed = way("Melanoma (uveal)", "lymph")
    assert not closed.legs
    assert "nci_pdq_uveal_melanoma_2025" in [source.id for source in body_basis.card(closed.basis).sources]
    assert body_basis.card(closed.basis) in route_state("Melanoma (uveal)", "lymph", False).cards


def test_the_leg_drains_to_the_groin_and_the_gonads_to_the_aorta():
    first = {name: way(name, "lymph").first for name in names()}
    assert first["Melanoma"].name == first["Sarcoma"].name == "Nodes of the groin"
    aorta = {name for name, stop in first.items() if stop and "k-back" in stop.parts}
    assert aorta == {"Kidney (clear cell)", "Ovary", "Testis (germ cell)"}
    assert first["Breast"].parts[-1] == "k-armpit"


def test_teaching_anatomy_says_so_and_cites_nothing():
    card = body_basis.card("")
    assert card.sources == () and card.value == "Teaching anatomy"
    assert "no source is cited" in card.text()


def test_the_general_rule_stands_only_behind_cancers_that_it_was_read_for():
    rule = body_basis.card("rule")
    assert {source.id for source in rule.sources} == {"chambers_2002", "weiss_1980"}
    backed = {name for name in names() if rule in route_state(name, "blood", False).cards}
    assert backed == {each.primary for each in plumbing.PLUMBING if each.source_ids}


def test_what_cites_a_table_has_a_card_with_sources():
    cited = {leg.stop.basis for each in WAYS for leg in each.legs} | {each.basis for each in WAYS}
    assert {"liver", "lung", "bone", "fluid", "nerve", "testis nodes"} <= cited
    for basis in cited - {""}:
        assert body_basis.card(basis).sources, basis


def test_every_part_that_a_state_lights_is_in_the_drawing_and_the_other_way_round():
    drawn = parts()
    lit = {part for state in STATES for part in state.lit}
    lit |= {part for name in body_places.names() for part in organ_state(name).lit}
    assert lit <= drawn
    assert {part for part in drawn if part[:2] in ("v-", "l-", "f-", "n-", "k-")} - lit <= {
        "v-renal_right",  # drawn so that the body is whole; no way of ours takes them
        "v-pelvis_right",
        "v-jugular_right",
        "v-arm",
        "v-arm_right",
        "f-left_side",
        "l-neck_right",
    }


def test_liver_spleen_and_heart_lie_on_their_sides():
    from metalearn.figures.body import organs

    middle = lambda points: sum(x for x, _y in points) / len(points)  # noqa: E731
    assert middle(organs._LIVER) < -20 and middle(organs._SPLEEN) > 60 and middle(organs._HEART) > 5
    lowest = max(y for _x, y in organs._KIDNEY)
    assert lowest < max(y for _x, y in organs._LIVER) + 20


def test_vessels_join_where_one_way_goes_on_as_another():
    def end(name):
        return body_vessels.VEINS[name].lines[0][-1]

    near = lambda a, b: abs(a[0] - b[0]) + abs(a[1] - b[1]) < 12  # noqa: E731
    assert near(end("leg"), body_vessels.VEINS["iliac"].lines[0][0])
    assert near(end("iliac"), body_vessels.VEINS["ivc_low"].lines[0][0])
    assert near(end("ivc_low"), body_vessels.VEINS["ivc"].lines[0][0])
    assert near(end("renal"), body_vessels.VEINS["ivc"].lines[0][0])
    assert near(end("brachio"), body_vessels.VEINS["svc"].lines[0][0])
    assert near(body_vessels.PORTAL["smv"].lines[0][-1], body_vessels.PORTAL["portal"].lines[0][0])
    assert body_vessels.LYMPH["duct"].lines[0][-1] == body_vessels.VEINS["brachio"].lines[0][0]


def test_labels_never_lie_over_each_other_nor_outside():
    marks = [state.marks for state in STATES] + [organ_state("").marks]
    for placed in marks:
        for side in (-1, 1):
            spans = [
                (each.top - 14, each.top + body_labels._LINE * (len(each.lines) - 1) + 3)
                for each in placed
                if each.side == side
            ]
            assert all(top >= 0 and bottom <= HEIGHT for top, bottom in spans)
            for one, other in combinations(spans, 2):
                assert one[1] <= other[0] or other[1] <= one[0]
        assert all(len(line) <= body_labels._LETTERS for each in placed for line in each.lines)


def test_the_live_view_lays_labels_out_in_the_same_way():
    live = static_text("body_map.js")
    assert f"LINE = {body_labels._LINE:g}, TEXT = {body_labels._TEXT}, EDGE = {body_labels._EDGE};" in live
    assert live.count(f"{body_labels._LETTERS} letters") == 1 and f"<= {body_labels._LETTERS}) return" in live


def test_labels_can_be_read_on_a_common_screen():
    rules = re.findall(r"\.mk (text|\.tells) ?\{[^}]*?font-size: ?(\d+)px", stylesheet("body"))
    drawn = 600 / WIDE[1]  # pixels a unit where the picture is smallest beside the text
    assert {name: int(size) * drawn > 12 for name, size in rules} == {"text": True, ".tells": True}


def test_marks_do_not_hide_each_other():
    for state in STATES:
        for one, other in combinations([each.mark for each in state.marks], 2):
            gap = ((one.at[0] - other.at[0]) ** 2 + (one.at[1] - other.at[1]) ** 2) ** 0.5
            assert gap > 8, (state.headline, one.name, other.name)


def test_a_picture_holds_only_what_its_state_shows():
    state = route_state("Ovary", "cavity", False)
    drawn = body_drawing.draw(state.system, state.lit, state.marks)
    assert "organ mark ovary lit" in drawn and "data-part" not in drawn
    assert 'class="vessel portal' not in drawn and 'class="nodes"' not in drawn
    minidom.parseString(drawn)
    assert "LIVE" not in drawn and "animation" not in drawn


def test_the_live_drawing_is_xml_with_every_small_mark_once():
    tree = minidom.parseString(body_drawing.draw_all())
    found = [node.getAttribute("data-part") for node in tree.getElementsByTagName("path")]
    assert all(found.count(part) == 1 for part in MARKS)
    assert tree.documentElement.getAttribute("viewBox").startswith(f"{WIDE[0]} 0 {WIDE[1]}")


def test_motion_only_where_it_is_allowed_and_never_for_long():
    css = stylesheet("body")
    before, _, allowed = css.partition("@media (prefers-reduced-motion:no-preference)")
    assert "animation:" not in before
    rounds = re.findall(r"animation:ml-body-\w+ ([\d.]+)s [\w-]+ (\d+)", allowed)
    assert rounds and all(float(seconds) * int(times) < 5 for seconds, times in rounds)


def test_nothing_by_colour_alone():
    css = stylesheet("body")
    patterns = {
        kind: re.findall(rf"\.{kind}\.lit \.flow\{{[^}}]*", css)
        for kind in ("artery", "lymph", "fluid", "nerve")
    }
    assert all(patterns.values()) and len({tuple(each) for each in patterns.values()}) == 4
    first = route_state("Colorectal", "blood", False)
    assert [each.mark.tells for each in first.marks].count("First filter") == 1


def test_hostile_labels_stay_text():
    mark = body_labels.Mark("on", (0, 50), "1", "<img src=x onerror=alert(1)>")
    drawn = body_labels.draw(body_labels.arrange([mark]))
    assert "<img" not in drawn and "&lt;img" in drawn


def test_counts_of_the_three_primaries_beside_the_model():
    for name, total in (("Melanoma (uveal)", 103), ("Sarcoma", 722), ("Testis (germ cell)", 337)):
        flows = body_counts.counts(name).flows
        assert len(flows) == len(datasets.sites()) and {flow.n_total for flow in flows} == {total}


def test_how_long_people_live_is_left_out():
    said = " ".join(" ".join(row) for name in body_places.names() for row in body_places.rows(name))
    assert "lived 10 to 12 weeks" not in said and "35% have breast cancer" in said


def test_what_is_no_organ_has_a_heading_and_labels_of_its_own():
    for place in body_places.PLACES:
        said = body_places.heading(place.name)
        kind = datasets.organ(place.name).kind
        assert ("metastases there" in said) == (kind == "organ"), said
        labels = [label for _field, label, _text in body_places.facts(place.name)]
        assert ("Cancers that often come here" in labels) <= (kind == "organ")
        assert ("Why cells settle here, as far as known" in labels) <= (kind == "organ")


def test_no_reader_meets_the_id_of_a_row():
    for each in (*body_basis._ORGANS, *body_basis._STAGING, *body_basis._STAGES, "eye", "rule", ""):
        assert not re.search(r"\b(S\d\d|Q\d\d\w|T\d{3})\b", body_basis.source(each)), body_basis.source(each)


def test_no_headline_has_two_colons():
    for primary in names():
        for route in ROUTES:
            assert route_state(primary, route, False).headline.count(":") == 1


def test_unknown_names_are_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'Colorectal'"):
        way("Colorectl", "blood")
    with pytest.raises(UnknownNameError, match="Did you mean 'lymph'"):
        way("Breast", "lymf")
    with pytest.raises(UnknownNameError, match="Did you mean 'Liver'"):
        body_places.place("Livr")


def test_geometry():
    assert blob([(0, 0), (1, 0), (1, 1)]).endswith("Z")
    assert along([(0, 0), (10, 0)], 2.0) == ((10, 0), 0)
