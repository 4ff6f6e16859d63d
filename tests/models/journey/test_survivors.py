import math

import pytest

from metalearn import models
from metalearn.models.journey import cascade


def test_one_number_more_than_barriers():
    assert cascade.survivors(1_000_000, ()) == (1_000_000.0,)
    assert cascade.survivors(1_000_000, (0.001, 0.8, 0.5, 0.5, 0.5)) == (1e6, 1000, 800, 400, 200, 100)
    assert cascade.survivors(0, (0.5,)) == (0, 0)
    assert cascade.survivors(5, (0, 1)) == (5, 0, 0)


def test_it_never_grows_and_costs_the_same_for_many_cells():
    left = cascade.survivors(1e12, [0.5] * 20)
    assert list(left) == sorted(left, reverse=True)
    assert left[-1] == pytest.approx(1e12 / 2**20)


@pytest.mark.parametrize("shed", [-1, math.inf, math.nan])
def test_shed_cells_are_a_number_of_cells(shed):
    with pytest.raises(ValueError, match=r"The number of shed cells is .*; it must be 0 or more"):
        cascade.survivors(shed, (0.5,))


@pytest.mark.parametrize("wrong", [-0.1, 1.01, math.nan, 50])
def test_a_fraction_is_a_share(wrong):
    with pytest.raises(ValueError, match=r"Survival fraction 2 is .*; it must be from 0"):
        cascade.survivors(10, (0.5, wrong))
    with pytest.raises(ValueError, match="Survival fraction 1 is"):
        cascade.bottleneck((wrong,))


def test_the_bottleneck_is_the_smallest_share_and_the_first_of_equals():
    assert cascade.bottleneck((0.8, 0.1, 0.1, 1)) == 1
    with pytest.raises(ValueError, match="give at least one"):
        cascade.bottleneck(())


def test_a_mistyped_model_is_answered_with_the_nearest():
    with pytest.raises(AttributeError, match=r"metalearn.models has no 'flow'\. Did you mean 'flows'\?"):
        models.flow  # noqa: B018
