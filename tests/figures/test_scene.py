import itertools
import re
from xml.etree import ElementTree

import pytest

from metalearn import datasets
from metalearn.datasets import ROUTES
from metalearn.figures import svg
from metalearn.figures.scene import labels as scene_labels
from metalearn.figures.scene.drawing import change, draw, draw_all
from metalearn.figures.scene.extras import own, shared
from metalearn.figures.scene.geometry import HEIGHT, WIDTH
from metalearn.figures.scene.labels import HEADINGS, TAGS, Tag, pill, text_width
from metalearn.figures.scene.stops import key_of_stage, key_of_step, keys, stop

PICTURES = [(route, key) for route in ROUTES for key in keys(route)]


@pytest.mark.parametrize(("route", "key"), PICTURES)
def test_every_picture_is_well_formed_and_lacks_nothing_it_refers_to(route, key):
    drawing = draw(route, key)
    ElementTree.fromstring(drawing)
    defined = re.findall(r' id="([^"]+)"', drawing)
    used = re.findall(r'(?:href="|url\()#([^")]+)', drawing)
    assert len(defined) == len(set(defined))
    assert set(used) == set(defined), "a shape is missing, or drawn for nothing"


def test_the_same_step_is_drawn_the_same_way_every_time():
    assert draw("blood", "entry") == draw("blood", "entry")
    assert draw_all() == draw_all()


def test_every_step_and_stage_of_the_tables_has_a_picture():
    for route in ROUTES:
        for step in datasets.cascade_steps(route):
            assert key_of_step(step.order) in keys(route)
        for stage in datasets.cascade_stages(route):
            assert key_of_stage(route, stage.stage) in keys(route)


@pytest.mark.parametrize("route", ROUTES)
def test_no_two_steps_of_a_route_look_alike(route):
    looks = [str(change(route, key)) for key in keys(route)]
    assert len(looks) == len(set(looks))


@pytest.mark.parametrize(("route", "key"), PICTURES)
def test_whatever_a_step_shows_exists(route, key):
    for name in stop(route, key).shows:
        assert name == "large" or shared(name) or own(name, route) or name == "beyond"


@pytest.mark.parametrize("route", ROUTES)
def test_labels_never_overlap_and_stay_in_the_picture(route):
    boxes = [tag.box() for tag in TAGS[route]]
    for left, top, right, bottom in boxes:
        assert left >= 0 and right <= WIDTH and top >= 0 and bottom <= HEIGHT
    for (l1, t1, r1, b1), (l2, t2, r2, b2) in itertools.combinations(boxes, 2):
        assert r1 <= l2 or r2 <= l1 or b1 <= t2 or b2 <= t1


@pytest.mark.parametrize("route", ROUTES)
def test_headings_have_room_beside_each_other(route):
    middles = (166, 480, 793)
    spans = [
        (x - text_width(t, 16) / 2, x + text_width(t, 16) / 2)
        for t, x in zip(HEADINGS[route], middles, strict=True)
    ]
    assert spans[0][0] >= 0 and spans[2][1] <= WIDTH
    assert spans[0][1] <= spans[1][0] and spans[1][1] <= spans[2][0]


@pytest.mark.parametrize(("route", "key"), PICTURES)
def test_the_sentence_stays_in_the_picture_and_in_every_part_of_it_that_a_narrow_page_shows(route, key):
    middle, width = pill(stop(route, key))
    assert middle - width / 2 >= 0 and middle + width / 2 <= WIDTH
    assert width <= 400


@pytest.mark.parametrize(("route", "key"), PICTURES)
def test_the_marked_place_holds_a_cell_or_an_extra(route, key):
    here = stop(route, key)
    (x, y), (rx, ry) = here.centre, here.reach
    inside = [
        c for c in here.cells if c.look != "gone" and ((c.x - x) / rx) ** 2 + ((c.y - y) / ry) ** 2 <= 1.1
    ]
    assert inside or key in {"growth", "niche", "vessels", "supply", "macro", "reseed", "systemic"}


def test_a_live_drawing_holds_every_extra_of_every_route_and_shows_those_of_one_step():
    drawing = draw_all()
    for route, key in PICTURES:
        for name in stop(route, key).shows:
            assert f'data-x="{name}"' in drawing
    assert drawing.count('class="only on"') < drawing.count('class="only"')


def test_a_change_says_where_all_four_cells_go():
    said = change("blood", "cluster")
    assert len(said["cells"]) == 4
    assert all(
        re.fullmatch(r"translate\(.+px,.+px\) rotate\(.+deg\) scale\(.+\)", place)
        for place, _ in said["cells"]
    )
    assert said["part"] == 1
    assert said["says"][0] == "A cluster stays joined"


def test_a_picture_has_paper_colours_only_and_a_live_view_both_and_stillness_on_request():
    assert "data-jp-theme-light" not in draw("blood", "entry")
    assert "data-jp-theme-light" in svg.stylesheet("scene")
    assert "prefers-reduced-motion" in svg.stylesheet("scene")
    assert "/*" not in svg.stylesheet("scene")
    assert "<" not in svg.stylesheet("scene"), "it stands inside markup"


def test_pictures_are_small_enough_for_a_twin():
    assert max(len(svg.picture(draw(*each))) for each in PICTURES) < 40_000


def test_names_in_the_picture_are_text_and_never_markup(monkeypatch):
    monkeypatch.setitem(TAGS, "blood", (Tag("<script>alert(1)</script>", 100, 100),))
    monkeypatch.setitem(scene_labels.HEADINGS, "blood", ("<b>a</b>", "b & c", "d"))
    drawing = draw("blood", "entry")
    ElementTree.fromstring(drawing)
    assert "<script" not in drawing and "<b>" not in drawing
