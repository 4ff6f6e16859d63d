"""Stage migration: nobody lives longer, whatever moves; and both groups rise exactly when the condition holds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.models.stages import stage_migration
from metalearn.models.stages.stage_migration import Group, Hidden, labelled, migrate, sharper

CHECK = settings(derandomize=True, deadline=None, max_examples=200)
SHARE = st.integers(0, 100).map(lambda n: n / 100)


@st.composite
def moves(draw):
    """Two groups, and people who really can move between them."""
    lower = draw(st.integers(1, 1000))
    upper = draw(st.integers(1, 1000))
    moved = draw(st.integers(0, lower))
    alive_moved = draw(st.integers(0, moved))
    alive_stay = draw(st.integers(0, lower - moved))
    low = Group("III", lower, alive_moved + alive_stay)
    high = Group("IV", upper, draw(st.integers(0, upper)))
    return low, high, moved, alive_moved / moved if moved else 0.0


def test_feinsteins_arithmetic_by_hand():
    # 100 people of whom 60 live, and 100 of whom 10 live; 20 move, of whom 6 live: 54 of 80, and 16 of 120.
    move = migrate(Group("III", 100, 60), Group("IV", 100, 10), 20, 0.3)
    assert (move.lower_after.people, move.lower_after.alive) == (80, 54)
    assert (move.upper_after.people, move.upper_after.alive) == (120, 16)
    assert move.lower_after.survival == 0.675 and move.upper_after.survival == pytest.approx(0.1333, abs=1e-4)
    assert move.reasons == (
        "20 of 100 people move from III to IV.",
        "III: 60.0% alive before, 67.5% after.",
        "IV: 10.0% alive before, 13.3% after.",
        "Everybody together: 35.0% before and after. Nobody lives longer.",
        "Both groups look better, because those who move did worse than the group they leave and do better than "
        "the group they join.",
    )


@CHECK
@given(moves())
def test_nobody_lives_longer_and_nobody_is_lost(move):
    done = migrate(*move)
    low, high = move[:2]
    assert done.lower_after.people + done.upper_after.people == low.people + high.people
    assert done.lower_after.alive + done.upper_after.alive == pytest.approx(low.alive + high.alive)
    assert done.overall == pytest.approx((low.alive + high.alive) / (low.people + high.people))


@CHECK
@given(moves())
def test_both_rise_exactly_when_those_who_move_stand_between_the_groups(move):
    done = migrate(*move)
    low, high, moved, survival = move
    low_now, high_now = done.lower_after.survival, done.upper_after.survival
    rose = low_now is not None and low_now > low.survival + 1e-12 and high_now > high.survival + 1e-12
    assert done.both_rise == rose
    assert done.both_rise == (0 < moved < low.people and high.survival < survival < low.survival)
    assert any("Both groups look better" in text for text in done.reasons) == rose


@pytest.mark.parametrize(
    ("moved", "survival", "rise"),
    [
        (20, 0.3, True),
        (0, 0.3, False),
        (20, 0.6, False),  # like the group they leave: it does not change
        (20, 0.1, False),  # like the group they join
        (20, 0.9, False),  # better than both: the group they leave falls
        (20, 0.0, False),  # worse than both: the group they join falls
    ],
)
def test_the_condition_at_its_edges(moved, survival, rise):
    assert migrate(Group("III", 100, 60), Group("IV", 100, 10), moved, survival).both_rise is rise


def test_when_everybody_moves_there_is_no_group_left_to_rise():
    done = migrate(Group("III", 10, 5), Group("IV", 10, 1), 10, 0.5)
    assert done.lower_after.survival is None and not done.both_rise
    assert len([text for text in done.reasons if "alive before" in text]) == 1


@CHECK
@given(
    spread=SHARE,
    chances=st.lists(SHARE, min_size=3, max_size=3),
    limits=st.lists(st.floats(0.5, 100), min_size=2, max_size=2),
)
def test_a_sharper_scan_never_lowers_either_group_and_never_changes_the_whole(spread, chances, limits):
    large, small, clear = sorted(chances)
    people = Hidden(with_spread=spread, alive_clear=clear, alive_small=small, alive_large=large)
    new, old = sorted(limits)
    before, after = labelled(old, people), labelled(new, people)
    assert sum(g.people for g in after) == pytest.approx(1000)
    assert sum(g.alive for g in after) == pytest.approx(sum(g.alive for g in before))
    for was, now in zip(before, after, strict=True):
        if was.people > 1e-6 and now.people > 1e-6:
            assert now.survival >= was.survival - 1e-9
    move = sharper(old, new, people)
    for group, same in zip((move.lower_after, move.upper_after), after, strict=True):
        assert group.people == pytest.approx(same.people, abs=1e-6)
        assert group.alive == pytest.approx(same.alive, abs=1e-6)


@CHECK
@given(limit=st.floats(0.5, 100))
def test_the_closed_form_is_the_sum_over_many_people(limit):
    people = Hidden()
    n = 4000
    sizes = [64 ** ((i + 0.5) / n) for i in range(n)]
    chance = [0.4 - 0.35 * (i + 0.5) / n for i in range(n)]
    seen = [c for size, c in zip(sizes, chance, strict=True) if size >= limit]
    none, some = labelled(limit, people)
    assert some.people == pytest.approx(400 * len(seen) / n, abs=0.11)
    assert some.alive == pytest.approx(400 * sum(seen) / n, abs=0.11)
    assert none.people + some.people == pytest.approx(1000)


def test_a_scan_that_sees_everything_or_nothing():
    none, some = labelled(0.5)
    assert (none.people, none.survival, some.people) == (600, pytest.approx(0.7), 400)
    none, some = labelled(100)
    assert (none.people, some.people, some.survival) == (1000, 0, None)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Group("I", 10, 11), "Group I: 11 alive of 10; alive must be from 0"),
        (lambda: Group("I", -1, 0), "Group I: 0 alive of -1"),
        (
            lambda: migrate(Group("I", 10, 5), Group("II", 10, 1), 11, 0.5),
            "11 people would move; it must be from 0 to 10",
        ),
        (lambda: migrate(Group("I", 10, 5), Group("II", 10, 1), 2, 1.5), "Survival of those who move is 1.5"),
        (
            lambda: migrate(Group("I", 10, 1), Group("II", 10, 1), 5, 0.9),
            "it holds 1 who are alive and 9 who are not",
        ),
        (
            lambda: migrate(Group("I", 10, 9), Group("II", 10, 1), 5, 0.1),
            "it holds 9 who are alive and 1 who are not",
        ),
        (lambda: labelled(0), "The detection limit is 0 mm"),
        (lambda: sharper(4, 8), "the new limit must be lower"),
        (lambda: Hidden(people=0), "The number of people is 0"),
        (lambda: Hidden(with_spread=2), "The share with deposits is 2"),
        (lambda: Hidden(alive_small=0.9), "0.9 with the smallest"),
        (lambda: Hidden(smallest_mm=70), "Deposits range from 70 to 64 mm"),
        (lambda: stage_migration.example("Lymphoma"), "Lymphoma is a blood cancer"),
        (lambda: stage_migration.example("Lun"), "Did you mean 'Lung'?"),
        (lambda: stage_migration.example("Lung", 101), "The percentage that moves is 101"),
    ],
)
def test_numbers_that_cannot_be_are_refused(call, said):
    with pytest.raises(ValueError, match=r"[.]") as caught:
        call()
    assert said in str(caught.value)


def test_the_example_uses_registered_groups_and_says_so():
    move = stage_migration.example("Lung", 10)
    assert (move.lower.name, move.upper.name) == ("III", "IV")
    assert (move.lower.people, move.upper.people) == (86645, 169029)  # seer18_grail_2020
    assert move.lower.survival == pytest.approx(0.1986, abs=1e-5)
    assert move.upper.survival == pytest.approx(0.0486, abs=1e-5)
    assert move.moved == 8665 and move.moved_survival == pytest.approx((0.1986 + 0.0486) / 2, abs=1e-4)
    assert move.both_rise
    assert move.reasons[1] == (
        "III: before the change of label 19.9% had not died of it within 60 months, after it 20.7%."
    )
    assert not any("alive" in text for text in move.reasons)  # cause-specific: other deaths are not counted


SOLID = [each.cancer for each in datasets.seer_cancers() if each.kind != "blood"]


@pytest.mark.parametrize("cancer", SOLID)
def test_the_example_works_for_every_solid_cancer_with_whole_people(cancer):
    try:
        stage_migration.example(cancer, 100)
        most = 100.0
    except ValueError as error:
        most = float(re.search(r"at most ([\d.]+)% can\.", str(error))[1])
    for percent in (None, 0, most):  # the percentage that is named does work
        move = stage_migration.example(cancer, percent)
        groups = (move.lower, move.upper, move.lower_after, move.upper_after)
        for number in (move.moved, *(each.people for each in groups), *(each.alive for each in groups)):
            assert number == pytest.approx(round(number), abs=1e-6)
        assert move.both_rise or percent == 0
    if most < 100:
        with pytest.raises(ValueError, match="at most"):
            stage_migration.example(cancer, most + 0.1)
