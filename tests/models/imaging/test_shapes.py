import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.imaging.shapes import Ellipse, Region, joined, kept, without

STEADY = settings(derandomize=True, deadline=None, max_examples=60)
RADII = st.floats(0.5, 50)
SPANS = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=6
)


def measured(region, step=0.05):
    """The area of a region, added up line by line."""
    low, high = region.reach()
    lines = round((high - low) / step)
    return step * math.fsum(
        end - start for k in range(lines) for start, end in region.spans(low + (k + 0.5) * step)
    )


@STEADY
@given(RADII, RADII, st.floats(-180, 180))
def test_turning_keeps_the_area(rx, ry, turn):
    shape = Ellipse(3, -2, rx, ry, turn)
    step = min(rx, ry) / 60
    assert measured(Region((shape,)), step) == pytest.approx(shape.area(), rel=0.01)


@STEADY
@given(RADII, RADII, st.floats(-180, 180), st.floats(-1, 1))
def test_both_ends_of_a_span_lie_on_the_ellipse(rx, ry, turn, height):
    shape = Ellipse(0, 0, rx, ry, turn)
    y = height * max(rx, ry)
    span = shape.span(y)
    for x in span or ():
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        along, across = x * cos + y * sin, -x * sin + y * cos
        assert (along / rx) ** 2 + (across / ry) ** 2 == pytest.approx(1, abs=1e-6)


def test_a_quarter_turn_swaps_the_radii():
    lying, standing = Ellipse(0, 0, 5, 2, 90), Ellipse(0, 0, 2, 5)
    for y in (-4.9, -1, 0, 3):
        assert lying.span(y) == pytest.approx(standing.span(y))


def test_a_superellipse_tends_to_a_rectangle():
    areas = [measured(Region((Ellipse(0, 0, 4, 3, power=power),)), 0.005) for power in (2, 4, 40)]
    assert areas == sorted(areas)
    assert areas[0] == pytest.approx(math.pi * 12, rel=1e-3) and 48 * 0.98 < areas[2] < 48


def points(spans):
    """Whole numbers in half-open spans."""
    return {k for start, end in spans for k in range(start, end)}


@STEADY
@given(SPANS, st.tuples(st.integers(-20, 20), st.integers(1, 9)))
def test_spans_are_joined_kept_and_cut_as_sets_are(spans, pair):
    other = (pair[0], sum(pair))
    together = joined(spans)
    assert points(together) == points(spans)
    assert all(end < start for (_, end), (start, _) in pairwise(together))
    assert points(kept(together, other)) == points(spans) & points([other])
    assert points(without(together, other)) == points(spans) - points([other])
    assert kept(together, None) == [] and without(together, None) == together


def test_a_region_is_its_parts_inside_others_without_its_cuts():
    disc = Ellipse(0, 0, 10, 10)
    ring = Region((disc,), cuts=(Ellipse(0, 0, 5, 5),))
    assert measured(ring) == pytest.approx(math.pi * 75, rel=1e-2)
    half = Region((disc,), top=0)
    assert measured(half) == pytest.approx(math.pi * 50, rel=1e-2)
    lens = Region((Ellipse(-5, 0, 10, 10),), inside=(Ellipse(5, 0, 10, 10),))
    # Two circles of radius r whose centres are r apart share r^2 (2 pi / 3 - root(3) / 2).
    assert measured(lens) == pytest.approx(100 * (math.tau / 3 - math.sqrt(3) / 2), rel=1e-2)


def test_what_is_no_shape_is_refused():
    with pytest.raises(ValueError, match="each must be above 0"):
        Ellipse(0, 0, 0, 1)
    with pytest.raises(ValueError, match="only an ellipse"):
        Ellipse(0, 0, 2, 1, turn=10, power=3)
