import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metalearn.errors import UnknownNameError
from metalearn.models.imaging import lesions
from metalearn.models.imaging.lesions import Sphere, filled, placed, shares, volume_in_slice
from metalearn.models.imaging.phantom import PIXEL_MM, abdomen, middle_of

STEADY = settings(derandomize=True, deadline=None, max_examples=60)
SIZES = st.floats(2, 40)
PLACES = st.floats(-25, 25)


@STEADY
@given(SIZES, PLACES, st.floats(0.5, 20))
def test_the_volume_is_that_of_a_cut_sphere(diameter, z, thickness):
    volume = volume_in_slice(diameter, z, thickness)
    assert 0 <= volume <= math.pi * diameter**3 / 6 + 1e-9
    # Added up ring by ring from the share of the thickness that is filled.
    steps = 4000
    rings = math.fsum(
        math.tau * r * filled(diameter, z, thickness, r) * thickness * diameter / 2 / steps
        for r in ((k + 0.5) * diameter / 2 / steps for k in range(steps))
    )
    assert volume == pytest.approx(rings, abs=1e-4 * diameter**3)


@STEADY
@given(SIZES, PLACES, st.lists(st.floats(0.1, 10), min_size=1, max_size=8))
def test_slices_side_by_side_hold_the_whole_sphere(diameter, z, thicknesses):
    total, low = 0.0, -sum(thicknesses) / 2
    for thickness in thicknesses:
        total += volume_in_slice(diameter, z - (low + thickness / 2), thickness)
        low += thickness
    assert total == pytest.approx(volume_in_slice(diameter, z, sum(thicknesses)), abs=1e-6)
    assert volume_in_slice(diameter, z, 200) == pytest.approx(math.pi * diameter**3 / 6)


def test_known_values():
    assert volume_in_slice(2, 0, 100) == pytest.approx(4 / 3 * math.pi)
    assert volume_in_slice(2, 1, 2) == pytest.approx(2 / 3 * math.pi)  # half of it
    # A cap of height h of a sphere of radius r: pi h^2 (3 r - h) / 3.
    assert volume_in_slice(10, 6, 5) == pytest.approx(math.pi * 1.5**2 * (15 - 1.5) / 3)
    assert volume_in_slice(4, 4.5, 5) == 0


@STEADY
@given(st.floats(4, 30), st.floats(0, 0.9), st.floats(1, 10), st.floats(-5, 5), st.floats(-5, 5))
def test_the_pixels_of_a_lesion_hold_its_volume(diameter, offset, thickness, x, y):
    sphere = Sphere("liver", x, y, offset * diameter / 2, diameter)
    found = shares(sphere, thickness)
    volume = volume_in_slice(diameter, sphere.z, thickness)
    assume(volume > 5)
    assert sum(found.values()) * PIXEL_MM**2 * thickness == pytest.approx(volume, rel=0.06)
    assert all(0 < share <= 1 for share in found.values())


@pytest.mark.parametrize("thickness", [1.25, 5, 10])
@pytest.mark.parametrize("sphere", [Sphere("liver", 3, -7, 0, 12), Sphere("liver", 0.2, 1, 4, 9)])
def test_a_pixel_is_filled_as_the_points_in_it_are(sphere, thickness):
    found = shares(sphere, thickness)
    steps = [(k - 1.5) / 4 * PIXEL_MM for k in range(4)]
    for row in range(110, 150):
        for column in range(110, 150):
            x, y = middle_of(column) - sphere.x, middle_of(row) - sphere.y
            points = [math.hypot(x + right, y + down) for right in steps for down in steps]
            mean = sum(filled(sphere.diameter, sphere.z, thickness, each) for each in points) / 16
            assert found.get((row, column), 0) == pytest.approx(mean)


def test_a_small_lesion_fades_before_it_vanishes():
    assert [filled(diameter, 0, 5) for diameter in (10, 5, 4, 2)] == [1, 1, 0.8, 0.4]
    assert filled(10, 5, 5) == 0.5 and filled(10, 7.5, 5) == 0


@STEADY
@given(st.integers(0, 10_000), st.lists(st.floats(2, 22), min_size=1, max_size=4))
def test_lesions_lie_inside_the_organ_and_apart(seed, diameters):
    slice_ = abdomen()
    found = placed(slice_, "liver", diameters, seed=seed)
    assert [each.diameter for each in found] == diameters
    for each in found:
        for turn in range(0, 360, 15):
            x = each.x + each.diameter / 2 * math.cos(math.radians(turn))
            y = each.y + each.diameter / 2 * math.sin(math.radians(turn))
            assert slice_.name_at(x, y) == "liver"
        for other in found:
            gap = math.hypot(each.x - other.x, each.y - other.y) - (each.diameter + other.diameter) / 2
            assert each is other or gap >= lesions.GAP_MM - 1e-9
    assert placed(slice_, "liver", diameters, seed=seed) == found


def test_every_organ_has_room():
    for organ in lesions.ORGANS:
        (one,) = placed(abdomen(), organ, (4,))
        assert abdomen().name_at(one.x, one.y) == organ
    assert placed(abdomen(), "spleen", ()) == ()


def test_cells_are_named_as_on_a_map():
    assert [lesions.cell_at(x, y) for x, y in ((-174, -174), (174, 174), (1, -1), (-1, 1))] == [
        "A1",
        "H8",
        "E4",
        "D5",
    ]


def test_what_cannot_be_is_refused():
    slice_ = abdomen()
    with pytest.raises(UnknownNameError, match="Did you mean 'liver'"):
        placed(slice_, "livr", (10,))
    with pytest.raises(ValueError, match="no room in the pancreas for a lesion of 40 mm beside 0 others"):
        placed(slice_, "pancreas", (40,))
    with pytest.raises(ValueError, match="The diameter is -1 mm"):
        placed(slice_, "liver", (-1,))
    with pytest.raises(ValueError, match="The offset is 1"):
        placed(slice_, "liver", (5,), offset=1)
    with pytest.raises(ValueError, match="thickness of the slice is 0"):
        volume_in_slice(1, 0, 0)


def test_lesions_are_put_where_they_are_wanted_or_refused():
    (one,) = lesions.put(abdomen(), "liver", (10,), [(-94, -35)], offset=0.5)
    assert (one.cell, one.z) == ("B4", 2.5)
    with pytest.raises(ValueError, match="does not lie within the liver"):
        lesions.put(abdomen(), "liver", (10,), [(100, 20)])
    with pytest.raises(ValueError, match="2 lesions and 1 centres"):
        lesions.put(abdomen(), "liver", (10, 5), [(-94, -35)])
    with pytest.raises(UnknownNameError, match="liver"):
        lesions.put(abdomen(), "livr", (10,), [(-94, -35)])
