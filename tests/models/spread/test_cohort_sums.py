"""Shares of different things never become one number by accident."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn.errors import DenominatorError, MetalearnError
from metalearn.models.spread.cohort_sums import MIXED, compare, pool, why_apart
from metalearn.models.spread.cohorts import side_by_side, wilson

COLORECTAL = side_by_side("Colorectal", "Liver")
BREAST = side_by_side("Breast", "Bone")
quick = settings(derandomize=True, deadline=None, max_examples=100)


def only(found, cohort):
    return found.of(cohort)[0]


def test_a_ratio_of_different_things_is_refused_and_the_reason_given():
    centre, registry = only(COLORECTAL, "MSK-MET"), only(COLORECTAL, "SEER liver (Wang)")
    with pytest.raises(DenominatorError) as caught:
        compare(centre, registry)
    said = str(caught.value)
    assert "shares of different things" in said and "mix_denominators=True" in said
    assert "MSK-MET gives 57% (56.6% to 57.5%) of all patients of one centre with that cancer" in said
    assert "SEER liver (Wang) gives 16% of all cases of that cancer, when the cancer was first found" in said
    assert isinstance(caught.value, MetalearnError) and isinstance(caught.value, ValueError)


def test_it_can_be_done_all_the_same_and_is_then_marked():
    centre, registry = only(COLORECTAL, "MSK-MET"), only(COLORECTAL, "SEER liver (Wang)")
    found = compare(centre, registry, mix_denominators=True)
    assert found.mixed and str(found).endswith(MIXED)
    assert found.ratio == pytest.approx(57.05 / 16, rel=1e-3)
    assert found.difference == pytest.approx(57.05 - 16, rel=1e-3)


def test_the_same_denominator_at_another_time_is_another_thing():
    registry, later = only(COLORECTAL, "SEER liver (Wang)"), only(COLORECTAL, "Stockholm colorectal 2008")
    assert registry.denominator_kind == later.denominator_kind
    with pytest.raises(DenominatorError, match="within five years"):
        compare(later, registry)


def test_like_with_like_needs_no_leave():
    gong, xiao = only(BREAST, "SEER breast 2010-2014 (Gong)"), only(BREAST, "SEER breast 2010-2014 (Xiao)")
    found = compare(gong, xiao)
    assert not found.mixed and MIXED not in str(found)
    assert found.ratio == pytest.approx(3.62 / 3.28)


def test_a_time_that_is_not_stated_is_like_no_other():
    prostate = side_by_side("Prostate", "Bone")
    sequenced = only(prostate, "MSK-MET sequenced")
    assert compare(sequenced, sequenced).ratio == 1
    stomach, lung = side_by_side("Stomach", "Bone").entries[0], side_by_side("Lung (adenocarcinoma)", "Bone")
    swedish = only(lung, "Sweden lung 2002-2010")
    assert stomach.denominator_kind == swedish.denominator_kind
    with pytest.raises(DenominatorError, match=r"\(when is not stated\)"):
        compare(stomach, swedish)


def test_a_class_is_not_a_share_of_all():
    right, rectum = (side_by_side(part, "Liver").entries[0] for part in ("Right colon", "Rectum"))
    assert compare(right, rectum).ratio == pytest.approx(43 / 52)  # both "Liver only"
    peritoneum = side_by_side("Right colon", "Peritoneum/abdomen").entries[0]
    with pytest.raises(DenominatorError):
        compare(right, peritoneum)


def test_men_and_women_of_one_cohort_add_up():
    men, women = (side_by_side(f"Kidney (renal cell, {sex})", "Bone").entries[0] for sex in ("men", "women"))
    both = pool([men, women])
    assert (both.n, both.n_total, both.mixed) == (1897 + 953, 9607, False)
    assert both.percent == pytest.approx(100 * 2850 / 9607)
    assert both.sampling == wilson(2850, 9607)
    assert str(both).startswith("29.7% (2,850 of 9,607; sampling interval 28.8% to 30.6%)")


def test_people_of_one_register_are_never_counted_twice():
    pairs = [
        (only(BREAST, "SEER breast 2010-2014 (Gong)"), only(BREAST, "SEER breast 2010-2014 (Xiao)")),
        tuple(BREAST.of("MSK-MET")),
        (only(BREAST, "MSK-MET"), only(side_by_side("Breast (ductal, triple-negative)", "Bone"), "MSK-MET")),
        (only(BREAST, "MSK-MET"), only(side_by_side("Breast", "Liver"), "MSK-MET")),
        tuple(only(side_by_side(name, "Bone"), "MSK-MET") for name in ("All cancers", "Lung (squamous)")),
    ]
    for pair in pairs:
        with pytest.raises(DenominatorError, match="the same people would be counted twice"):
            pool(pair, mix_denominators=True)


def test_two_rows_of_one_cohort_are_not_called_by_the_same_name_twice():
    assert why_apart(BREAST.of("MSK-MET")).startswith("Both rows come from MSK-MET: pooled, ")


def test_cancers_of_any_kind_are_not_that_cancer():
    every = side_by_side("All cancers", "Liver")
    said = why_apart([only(every, "MSK-MET"), only(COLORECTAL, "Stockholm colorectal 2008")])
    assert "of all patients of one centre with any cancer, at any time" in said
    assert "of all cases of that cancer, within five years" in said


def test_shares_of_one_whole_are_not_pooled():
    lung, breast = (
        only(side_by_side(name, "Brain/CNS", direction="site_to_primary"), "SEER brain origins 2010-2015")
        for name in ("Lung", "Breast")
    )
    with pytest.raises(DenominatorError, match="counted twice"):
        pool([lung, breast])


def test_cancers_of_one_centre_are_separate_people():
    lung, breast = (only(side_by_side(name, "Bone"), "MSK-MET") for name in ("Lung (small cell)", "Breast"))
    assert pool([lung, breast]).n_total == 314 + 2609


def test_pooling_different_things_is_refused_or_marked():
    stockholm, munich = (
        only(COLORECTAL, "Stockholm colorectal 2008"),
        only(COLORECTAL, "Munich colorectal 2007-2014"),
    )
    with pytest.raises(DenominatorError, match="so one share would compare the wholes"):
        pool([stockholm, munich])
    mixed = pool([stockholm, munich], mix_denominators=True)
    assert (mixed.n, mixed.n_total) == (272 + 270, 1026 + 385)
    assert mixed.mixed and str(mixed).endswith(MIXED)


def test_what_has_no_counts_or_no_share_is_refused():
    registry, munich = only(COLORECTAL, "SEER liver (Wang)"), only(COLORECTAL, "Munich colorectal 2007-2014")
    with pytest.raises(DenominatorError, match="without saying of how many people"):
        pool([registry, munich], mix_denominators=True)
    brain = side_by_side("Lung", "Brain/CNS", direction="site_to_primary")
    with pytest.raises(DenominatorError, match="gives only a range"):
        compare(only(brain, "PDQ brain origins"), only(brain, "MD Anderson 1994-1996"), mix_denominators=True)
    with pytest.raises(ValueError, match="two answers or more"):
        pool([munich])


@quick
@given(
    st.permutations(
        [only(side_by_side(name, "Liver"), "MSK-MET") for name in ("Colorectal", "Pancreas", "Ovary")]
    )
)
def test_a_pooled_share_lies_between_its_parts_in_any_order(entries):
    shares = [entry.percent for entry in entries]
    found = pool(entries)
    assert min(shares) < found.percent < max(shares)
    assert found.n == sum(entry.n for entry in entries)
