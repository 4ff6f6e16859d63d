"""The grid of people: as many marks as people, in order, told apart by shape."""

import re

import pytest

from metalearn.figures import people
from metalearn.figures.panels.design import People


def marks(outline):
    return re.findall(r"M(\d+) (\d+)", outline)


@pytest.mark.parametrize("total", [1, 9, 100, 101, 499, 1000])
def test_each_person_has_one_mark_and_no_two_share_a_place(total):
    groups = [People(total // 3, "a", "full"), People(0, "b", "ring"), People(total - total // 3, "c", "dot")]
    places = [place for outline in people.outlines(groups) for place in marks(outline)]
    assert len(places) == len(set(places)) == total
    wide = people.columns(total)
    assert max(int(x) for x, _ in places) <= wide * people.PITCH


def test_the_groups_follow_each_other_row_by_row():
    first, second = people.outlines([People(11, "a", "full"), People(2, "b", "ring")])
    assert marks(first)[-1] == ("5", "15") and marks(second) == [("15", "15"), ("25", "15")]


def test_no_two_marks_have_the_same_outline():
    outlines = {outline for outline, _, _ in people.MARKS.values()}
    assert len(outlines) == len(people.MARKS) == 6


def test_the_drawing_is_one_path_a_group():
    drawing = people.drawing([People(98, "a", "full"), People(2, "b", "cross"), People(0, "c", "half")])
    assert drawing.count("<path") == 2 and 'viewBox="0 0 100 100"' in drawing
    assert drawing.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert people.sample("ring").count("<path") == 1
