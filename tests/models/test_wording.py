import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.models import wording

STEADY = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (9.96, "10"),
        (0.0995, "0.1"),
        (999.5, "1,000"),
        (1e12, "1 x 10^12"),
        (2e-8, "2 x 10^-8"),
        (-12.4, "-12"),
        (math.inf, "inf"),
    ],
)
def test_amounts(value, text):
    assert wording.amount(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(999_999_999, "1 billion"), (99.6, "100"), (5, "5"), (2e13, "2 x 10^13")]
)
def test_rough_amounts(value, text):
    assert wording.rough(value) == text


@STEADY
@given(st.floats(1e-6, 1e11))
def test_an_amount_is_off_by_five_percent_at_most(value):
    assert float(wording.amount(value).replace(",", "")) == pytest.approx(value, rel=0.0501)


@STEADY
@given(st.floats(0, 1))
def test_a_share_above_nothing_is_never_0_and_one_below_all_never_100(share):
    text = wording.percent(share)
    assert (text == "0%") == (share == 0)
    assert (text == "100%") == (share == 1)


def test_words_in_a_sentence():
    assert wording.listed([]) == "" and wording.listed(["a", "b"]) == "a and b"
    assert wording.inside("") == "" and wording.inside("CNS") == "CNS"
    assert wording.inside("A coat of platelets") == "a coat of platelets"
    assert wording.inside("T cells") == "T cells" and wording.inside("B-cell") == "B-cell"
