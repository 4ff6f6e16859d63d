"""Waterfall and spider: sorted, honest about what the bars do not show, and made of the same sums."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models.response.best_response import best
from metalearn.models.response.recist import Visit, assess
from metalearn.models.response.response_charts import Person, spider, waterfall
from metalearn.models.response.targets import Target
from tests.models.response.recist_cases import courses

CHECK = settings(derandomize=True, deadline=None, max_examples=30)


def person(name, *visits, mm=100):
    return Person(name, (Target("a", "liver", mm),), tuple(visits))


def test_bars_go_from_the_largest_rise_to_the_deepest_fall():
    people = [
        person("A", Visit(8, {"a": 60}), Visit(16, {"a": 50})),
        person("B", Visit(8, {"a": 130})),
        person("C", Visit(8, {"a": 0})),
        person("D", Visit(8, {"a": 100})),
    ]
    assert [(bar.name, bar.change, bar.best) for bar in waterfall(people)] == [
        ("B", 30, "PD"),
        ("D", 0, "SD"),
        ("A", -50, "PR"),
        ("C", -100, "CR"),
    ]


def test_a_deep_bar_with_a_new_lesion_says_so():
    bar = waterfall([person("A", Visit(8, {"a": 45}, new="yes"))])[0]
    assert (bar.best, bar.surprise) == ("PD", True)
    assert bar.reason == (
        "A: −55% in week 8; best overall response PD. The targets shrank, and yet it was progression: look at the "
        "other and the new lesions."
    )


def test_a_bar_just_short_of_a_response_does_not_say_30():
    assert waterfall([person("A", Visit(8, {"a": 70.4}))])[0].reason == (
        "A: −29.6% in week 8; best overall response SD."
    )


def test_what_shrinks_after_progression_does_not_count_in_the_waterfall_and_shows_in_the_spider():
    pseudo = person("A", Visit(8, {"a": 130}), Visit(16, {"a": 20}))
    assert waterfall([pseudo])[0].change == pytest.approx(30)
    line = spider([pseudo])[0]
    assert line.points == ((0.0, 0.0), (8, pytest.approx(30)), (16, pytest.approx(-80)))
    assert line.responses == ((8, "PD"), (16, "PR")) and line.progressed == 8


def test_people_without_a_sum_have_no_bar_and_a_line_of_one_point():
    unread = person("A", Visit(8, {"a": None}))
    assert waterfall([unread]) == ()
    assert spider([unread])[0].points == ((0.0, 0.0),)


@CHECK
@given(st.lists(courses(), min_size=1, max_size=6), st.integers(0, 100))
def test_bars_and_lines_come_from_the_same_assessments(found, seed):
    people = [Person(f"P{i}", tuple(targets), tuple(visits)) for i, (targets, visits) in enumerate(found)]
    bars, lines = waterfall(people), {line.name: line for line in spider(people)}
    changes = [bar.change for bar in bars]
    assert changes == sorted(changes, reverse=True)
    for bar in bars:
        whose = next(each for each in people if each.name == bar.name)
        course = assess(whose.targets, whose.visits)
        assert (bar.week, bar.change) in lines[bar.name].points
        assert bar.best == best([(each.week, each.overall) for each in course]).response
        ended = lines[bar.name].progressed
        counted = [change for week, change in lines[bar.name].points[1:] if ended is None or week <= ended]
        assert bar.change == min(counted)
    shuffled = list(people)
    random.Random(seed).shuffle(shuffled)
    assert waterfall(shuffled) == bars


def test_two_people_of_one_name_are_refused():
    with pytest.raises(ValueError, match="Two people are called 'A'"):
        waterfall([person("A", Visit(8, {"a": 60}))] * 2)
    with pytest.raises(ValueError, match="Two people are called 'A'"):
        spider([person("A", Visit(8, {"a": 60}))] * 2)
