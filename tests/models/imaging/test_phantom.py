import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.errors import UnknownNameError
from metalearn.models.imaging import phantom
from metalearn.models.imaging.anatomy import STRUCTURES, Structure
from metalearn.models.imaging.phantom import NAMES, PIXEL_MM, PIXELS, abdomen
from metalearn.models.imaging.shapes import Ellipse, Region
from metalearn.models.imaging.tissues import hounsfield

STEADY = settings(derandomize=True, deadline=None, max_examples=80)


def pixels_of(name, slice_):
    wanted = NAMES.index(name)
    return [(row, col) for row in range(PIXELS) for col in range(PIXELS) if slice_.labels[row][col] == wanted]


def middle(name):
    found = pixels_of(name, abdomen())
    return (
        sum(phantom.middle_of(col) for _, col in found) / len(found),
        sum(phantom.middle_of(row) for row, _ in found) / len(found),
    )


def test_organs_lie_where_a_radiologist_expects_them():
    # Seen from the feet: the person's right is on the left of the picture, the back is below.
    assert middle("liver")[0] < -30 < 30 < middle("spleen")[0]
    assert middle("right kidney")[0] < 0 < middle("left kidney")[0]
    assert middle("inferior vena cava")[0] < 0 < middle("aorta")[0]
    assert (
        middle("stomach")[1]
        < middle("aorta")[1]
        < middle("vertebra")[1]
        < middle("right muscles of the back")[1]
    )
    assert (
        middle("gas in the stomach")[1] < middle("stomach")[1]
    )  # gas rises to the front of somebody lying down


def test_every_structure_is_seen_somewhere():
    shown = {number for row in abdomen().labels for number in row}
    assert {NAMES[number] for number in shown} == set(NAMES)


def test_deep_inside_an_organ_a_pixel_has_its_tissue_and_no_other():
    for phase in ("plain", "portal"):
        made = abdomen(phase)
        for name, tissue, x, y in (
            ("liver", "liver", -110, -20),
            ("spleen", "spleen", 118, 20),
            ("aorta", "blood in arteries", 9, 24),
            ("body", "fat", 0, -105),
        ):
            assert made.name_at(x, y) == name
            assert made.hu[phantom.pixel_of(y)][phantom.pixel_of(x)] == hounsfield(tissue, phase)


def test_a_drawn_circle_has_the_area_of_a_circle():
    aorta = next(each for each in STRUCTURES if each.name == "aorta").region.parts[0]
    counted = len(pixels_of("aorta", abdomen())) * PIXEL_MM**2
    hidden = math.pi * 3.4**2  # the most that the artery before it can cover
    assert aorta.area() - hidden - 10 <= counted <= aorta.area() + 10


@pytest.mark.parametrize(
    "shape", [Ellipse(0.4, 0.2, 2.2, 1.5), Ellipse(-3, 7, 1.1, 3.3, 30), Ellipse(5, 5, 20, 9)]
)
def test_pixels_on_an_edge_get_their_share(shape):
    made = phantom._drawn([Structure("body", "water", Region((shape,)))], "plain")
    covered = sum(value + 1000 for row in made.hu for value in row) / 1000
    assert covered * PIXEL_MM**2 == pytest.approx(shape.area(), rel=0.03)


def test_a_pixel_is_named_after_what_lies_at_its_middle():
    labels = abdomen().labels
    for row in range(0, PIXELS, 3):
        y = phantom.middle_of(row)
        inside = [(each.name, each.region.spans(y)) for each in reversed(STRUCTURES)]
        for column in range(PIXELS):
            x = phantom.middle_of(column)
            name = next((name for name, spans in inside if any(a < x < b for a, b in spans)), "air")
            assert NAMES[labels[row][column]] == name


def test_an_edge_pixel_lies_between_what_it_straddles():
    row = abdomen().hu[phantom.pixel_of(0)]
    edge = [value for value in row if -1000 < value < hounsfield("fat")]
    assert edge  # skin and air share a pixel at both sides
    values = [value for line in abdomen().hu for value in line]
    assert min(values) >= -1000 and max(values) <= hounsfield("dense bone")


@STEADY
@given(st.integers(0, PIXELS - 1))
def test_pixels_and_millimetres_agree(pixel):
    assert phantom.pixel_of(phantom.middle_of(pixel)) == pixel


def test_outside_there_is_nothing_to_name():
    with pytest.raises(ValueError, match="within 175 mm"):
        abdomen().name_at(176, 0)
    with pytest.raises(UnknownNameError, match="phase"):
        abdomen("arterial")
