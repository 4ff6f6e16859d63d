import math
from fractions import Fraction

import pytest

from metalearn.errors import UnknownNameError
from metalearn.models import checks


@pytest.mark.parametrize("value", [0, 1, 0.3, Fraction(1, 3), 1.0])
def test_a_share_passes(value):
    checks.share(value, "Prevalence")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (30, "Prevalence is 30; it must be a share from 0 to 1 (30% is 0.3)."),
        (2.5, "Prevalence is 2.5; it must be a share from 0 to 1 (2.5% is 0.025)."),
        (100, "Prevalence is 100; it must be a share from 0 to 1 (100% is 1)."),
        (101, "Prevalence is 101; it must be a share from 0 to 1."),
        (-0.1, "Prevalence is -0.1; it must be a share from 0 to 1."),
        (math.nan, "Prevalence is nan; it must be a share from 0 to 1."),
        ("0.3", "Prevalence is '0.3'; it must be a share from 0 to 1."),
        (None, "Prevalence is None; it must be a share from 0 to 1."),
    ],
)
def test_what_is_not_a_share_is_refused_and_a_percentage_recognised(value, message):
    with pytest.raises(ValueError) as caught:
        checks.share(value, "Prevalence")
    assert str(caught.value) == message


def test_a_difference_of_shares_may_be_below_nothing():
    checks.share(-1, "The difference", least=-1)
    with pytest.raises(ValueError, match=r"is -24; it must be a share from -1 to 1 \(-24% is -0\.24\)"):
        checks.share(-24, "The difference", least=-1)


def test_whole_numbers():
    checks.whole(1, "The number")
    checks.whole(0, "The number", least=0)
    for wrong in (0, 1.0, 10.5, True, "3", None):
        with pytest.raises(ValueError, match=r"The number is .*; it must be a whole number, 1 or more"):
            checks.whole(wrong, "The number")


def test_a_bare_word_is_not_a_list_of_names():
    assert checks.names(["Liver", "Lung"], "organs") == ("Liver", "Lung")
    assert checks.names((each for each in "ab"), "organs") == ("a", "b")
    for wrong, such in (("Liver", r"\['Liver'\]"), (20, r"\[20\]"), (None, r"\[\]")):
        with pytest.raises(ValueError, match=f"The organs are .*; give a list such as {such}"):
            checks.names(wrong, "organs")


def test_a_name_is_found_whatever_its_case():
    assert checks.one_of("organ", " liver", ["Lung", "Liver"], "sites()") == "Liver"
    assert (
        checks.one_of("organ", "lung", ["LUNG", "lung"], "sites()") == "lung"
    )  # what is the same goes first
    with pytest.raises(UnknownNameError, match=r"Unknown organ 'Livver'\. Did you mean 'Liver'"):
        checks.one_of("organ", "Livver", ["Lung", "Liver"], "sites()")
