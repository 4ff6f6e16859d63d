import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.datasets import Flow
from metalearn.models.spread import independence
from metalearn.models.spread.independence import Joint, two_organs
from metalearn.models.spread.unknown_primary import posterior

STEADY = settings(derandomize=True, deadline=None, max_examples=80)
KNOWN = st.sampled_from([True, False, None])
JOINT = st.builds(Joint, st.just("P"), *[st.integers(1, 60)] * 4)


def test_the_naive_posterior_is_wrong_where_organs_go_together():
    a, b = two_organs(True, True)
    assert (a.naive, a.exact, b.naive, b.exact) == pytest.approx((0.5, 0.8, 0.5, 0.2))
    assert str(a) == "Cancer A (invented): 50% if the organs were independent, 80% in fact."
    assert [verdict.exact for verdict in two_organs(True, False)] == pytest.approx([0.2, 0.8])
    assert all("invented" in joint.primary for joint in independence.EXAMPLE)


def test_one_organ_alone_tells_nothing_in_the_example():
    for first, second in [(True, None), (None, False), (None, None)]:
        for verdict in two_organs(first, second):
            assert verdict.naive == verdict.exact == pytest.approx(0.5)


def test_the_naive_side_is_the_model_itself():
    flows = tuple(
        Flow("Mine", joint.primary, site, n, n, n, joint.people, "exact", "x_2020", "verified")
        for joint in independence.EXAMPLE
        for site, n in [("First", joint.both + joint.first), ("Second", joint.both + joint.second)]
    )
    found = posterior(["First", "Second"], flows=flows, smoothing=0)
    for verdict in two_organs(True, True):
        assert found.chance(verdict.primary) == pytest.approx(verdict.naive)


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="There are 1 weights for 2 cancers"):
        two_organs(True, True, weights=[1])
    with pytest.raises(ValueError, match="No cancer of these tables fits"):
        two_organs(True, True, [Joint("A", 0, 5, 5, 5)])
    with pytest.raises(ValueError, match="A needs counts of 0 or more and at least one patient"):
        Joint("A", 0, 0, 0, 0)


@STEADY
@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(1, 30), st.integers(1, 30), st.integers(1, 30)),
        min_size=1,
        max_size=5,
    ),
    KNOWN,
    KNOWN,
)
def test_where_organs_are_independent_both_agree(tables, first, second):
    joints = [Joint(f"P{i}", a * c, a * d, b * c, b * d) for i, (a, b, c, d) in enumerate(tables)]
    for verdict in two_organs(first, second, joints):
        assert verdict.naive == pytest.approx(verdict.exact)


@STEADY
@given(st.lists(JOINT, min_size=1, max_size=5), KNOWN, KNOWN)
def test_chances_sum_to_one(joints, first, second):
    verdicts = two_organs(first, second, joints)
    assert sum(verdict.naive for verdict in verdicts) == pytest.approx(1)
    assert sum(verdict.exact for verdict in verdicts) == pytest.approx(1)
