"""The same question in every cohort gives the figures of the sources, ordered by what they are shares of."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.spread import cohorts
from metalearn.models.spread.cohorts import side_by_side, wilson
from metalearn.models.spread.denominators import KINDS, TIMES

quick = settings(derandomize=True, deadline=None, max_examples=200)


def shares(primary, site):
    """Each answer's share in percent, by cohort and kind of denominator."""
    return {(each.cohort, each.denominator_kind): each.percent for each in side_by_side(primary, site)}


# What comparing cohorts teaches: the same question, different answers.


def test_colorectal_to_liver():
    found = shares("Colorectal", "Liver")
    assert found["SEER liver (Wang)", "cases_of_that_cancer"] == 16.0
    assert found["Munich colorectal 2007-2014", "treated_metastatic"] == 70
    assert found["Stockholm colorectal 2008", "cases_of_that_cancer"] == 26.5
    assert round(found["MSK-MET", "patients_of_one_centre"]) == 57
    assert found["Autopsies UK colorectal", "autopsies_with_recurrence"] == 57


def test_breast_to_brain():
    found = side_by_side("Breast", "Brain/CNS")
    [xiao] = found.of("SEER breast 2010-2014 (Xiao)")
    assert (xiao.percent, xiao.denominator_kind) == (0.35, "cases_of_that_cancer")
    [only] = found.of("SEER stage IV breast 2010-2015")
    assert (only.percent, only.site, only.direction) == (1.51, "Brain/CNS only", "pattern")
    assert round(found.of("MSK-MET")[0].percent) == 16
    assert not [each for each in found if each.kind in ("series", "autopsy", "inpatients")]


def test_prostate_to_bone():
    found = side_by_side("Prostate", "Bone")
    assert found.of("SEER bone 2010-2016")[0].percent == 88.74
    assert found.of("US inpatients prostate 1998-2010")[0].percent == 84
    assert found.of("MD Anderson 1994-1996")[0].percent == 90
    every, metastatic = found.of("MSK-MET")
    assert (every.n, every.n_total, round(every.percent)) == (1140, 2172, 52)
    assert (metastatic.n, metastatic.n_total, round(metastatic.percent)) == (1140, 1762, 65)
    assert round(found.of("MSK-MET sequenced")[0].percent) == 24


def test_answers_stand_in_the_order_of_their_denominators():
    order = list(KINDS)
    for question in (("Colorectal", "Liver"), ("Lung", "Bone"), ("Melanoma", "Brain/CNS")):
        places = [order.index(each.denominator_kind) for each in side_by_side(*question)]
        assert places == sorted(places)


def test_every_kind_and_every_time_has_words():
    rows = [row for row in datasets.site_frequencies() if row.direction != "none"]
    assert {row.denominator_kind for row in rows} <= set(KINDS)
    assert {row.timing for row in rows} <= set(TIMES)


def test_every_published_share_can_be_asked_for():
    for row in datasets.site_frequencies():
        if row.direction in ("primary_to_site", "site_to_primary"):
            found = side_by_side(row.primary, row.site, direction=row.direction)
            assert row.percent in [each.percent for each in found.of(row.cohort)], row.id


def test_the_other_direction_is_another_question():
    found = side_by_side("Lung", "Brain/CNS", direction="site_to_primary")
    assert found.question == (
        "Of people with metastases in the brain/CNS (or of the metastases, where a row says so), in how many did they "
        "come from lung cancer?"
    )
    people = side_by_side("Lung", "Liver", direction="site_to_primary")
    assert (
        people.question
        == "Of people with metastases in the liver, in how many did they come from lung cancer?"
    )
    deposits = side_by_side("Lung", "Adrenal", direction="site_to_primary")
    assert deposits.question == "Of the metastases in the adrenal glands, how many came from lung cancer?"
    assert [(each.cohort, each.share) for each in found] == [
        ("SEER brain origins 2010-2015", "80%"),
        ("PDQ brain origins", "18% to 64%"),
        ("MD Anderson 1994-1996", "64%"),
    ]


def test_all_cancers_are_several_and_their_patients_have_any_cancer():
    found = side_by_side("All cancers", "Liver")
    assert found.question == "How often do all cancers spread to the liver?"
    wholes = {each.whole for each in found.of("MSK-MET")}
    assert wholes and all("with any cancer" in whole for whole in wholes)
    assert all("with this cancer" in each.whole for each in side_by_side("Breast", "Bone").of("MSK-MET"))


def test_a_time_that_is_not_stated_is_said_so_in_a_sentence():
    unstated = [each for each in side_by_side("Prostate", "Bone") if each.timing == "not_stated"]
    assert unstated and all(str(each).endswith("(when is not stated)") for each in unstated)


def test_the_table_reads_well():
    text = str(side_by_side("Breast", "Brain/CNS"))
    lines = text.splitlines()
    assert lines[0] == "How often does breast cancer spread to the brain/CNS?"
    assert lines[1].split() == ["Cohort", "Share", "Of", "whom", "When", "Source"]
    assert (
        lines[2].split("  ")[0] == "SEER breast 2010-2014 (Xiao)"
        and "295,213 cases of breast cancer" in lines[2]
    )
    assert any("1.51%, Brain/CNS only" in line for line in lines)
    assert (
        lines[-2] == "5 kinds of denominator: these shares answer different questions and cannot be averaged."
    )
    assert lines[-1].startswith("See also: Breast (ductal, HR+/HER2+); ")
    columns = {line.index("when the cancer") for line in lines if "when the cancer" in line}
    assert len(columns) == 1  # the columns stand under each other


def test_every_answer_has_a_source_and_a_card():
    for each in side_by_side("Colorectal", "Liver"):
        assert each.source in each.evidence.sources and each.whole and str(each).startswith(each.cohort)
    metastatic = side_by_side("Prostate", "Bone").of("MSK-MET")[1]
    assert (
        metastatic.evidence.value == 1140
    )  # the card of the count: the table has no share of the metastatic


def test_a_reading_interval_is_not_a_sampling_interval():
    every = side_by_side("Prostate", "Bone").of("MSK-MET")[0]
    assert (round(every.reading.low, 1), round(every.reading.high, 1)) == (52.0, 53.0)
    assert (round(every.sampling.low, 1), round(every.sampling.high, 1)) == (50.4, 54.6)
    registry = side_by_side("Prostate", "Bone").of("SEER bone 2010-2016")[0]
    assert registry.reading is None and registry.sampling is None  # one figure, of how many is not said


def test_subtypes_and_all_cancers_can_be_asked_too():
    assert [each.cohort for each in side_by_side("Lung (adenocarcinoma)", "Bone")][:2] == [
        "SEER bone 2010-2016",
        "MSK-MET",
    ]
    assert len(side_by_side("All cancers", "Brain/CNS").of("MSK-MET")) == 1


@pytest.mark.parametrize(
    ("question", "keywords", "message"),
    [
        (("Brest", "Bone"), {}, "Unknown primary 'Brest'. Did you mean 'Breast'?"),
        (("Breast", "Bones"), {}, "Unknown organ 'Bones'. Did you mean 'Bone'?"),
        (("Breast", "Bone"), {"direction": "site_to_primry"}, "Did you mean 'site_to_primary'?"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(question, keywords, message):
    with pytest.raises(UnknownNameError) as caught:
        side_by_side(*question, **keywords)
    assert message in str(caught.value)
    with pytest.raises(UnknownNameError, match="Unknown cohort with an answer 'SEER'"):
        side_by_side("Breast", "Bone").of("SEER")


def test_answers_are_frozen():
    found = side_by_side("Breast", "Bone")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.entries[0].percent = 1
    assert found == side_by_side("Breast", "Bone")


# The sampling interval, against the closed form's own equation and known values.


def test_wilson_against_published_values():
    # The worked examples of Newcombe 1998 (Statistics in Medicine 17:857-872), score method without correction.
    assert (round(wilson(81, 263).low / 100, 4), round(wilson(81, 263).high / 100, 4)) == (0.2553, 0.3662)
    assert (round(wilson(0, 20).low / 100, 4), round(wilson(0, 20).high / 100, 4)) == (0.0, 0.1611)
    assert (round(wilson(1, 29).low / 100, 4), round(wilson(1, 29).high / 100, 4)) == (0.0061, 0.1718)


@quick
@given(st.integers(1, 10**6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_wilson_solves_its_equation_and_holds_the_share(counts):
    n, total = counts
    span, share = wilson(n, total), 100 * n / total
    assert 0 <= span.low <= share + 1e-9 and share - 1e-9 <= span.high <= 100
    for end in (span.low / 100, span.high / 100):
        if 1e-9 < end < 1 - 1e-9:  # the ends are where the share is just 1.96 standard errors away
            error = (end * (1 - end) / total) ** 0.5
            assert abs(n / total - end) == pytest.approx(1.959963984540054 * error, rel=1e-5, abs=1e-9)
    mirror = wilson(total - n, total)
    assert mirror.low == pytest.approx(100 - span.high, abs=1e-9)


@quick
@given(st.integers(1, 1000), st.integers(0, 1000))
def test_more_people_never_widen_the_interval(total, n):
    n = min(n, total)
    one, ten = wilson(n, total), wilson(10 * n, 10 * total)
    assert ten.high - ten.low < one.high - one.low


@pytest.mark.parametrize(("n", "total"), [(1, 0), (-1, 5), (6, 5)])
def test_wilson_refuses_what_is_no_share(n, total):
    with pytest.raises(ValueError, match=f"n is {n}, n_total is {total}"):
        wilson(n, total)


def test_no_count_passes_its_whole():
    for entry in cohorts._entries("primary_to_site"):
        if entry.n is not None and entry.n_total is not None:
            assert entry.n <= entry.n_total
        if entry.reading and entry.percent is not None:
            assert entry.reading.low <= entry.percent <= entry.reading.high <= 100


def test_related_primaries_are_listed_at_the_foot():
    lung = side_by_side("Lung", "Brain/CNS")
    assert not any(each.cohort == "MSK-MET" for each in lung)
    assert {"Lung (non-small cell)", "Lung (small cell)"} <= set(lung.related)
    assert str(lung).splitlines()[-1] == f"See also: {'; '.join(lung.related)}."
    kidney = side_by_side("Kidney", "Bone").related
    assert {"Kidney (clear cell)", "Kidney (renal cell, men)"} <= set(kidney) and "Kidney" not in kidney
    for name in kidney:
        assert side_by_side(name, "Bone").entries
    assert side_by_side("Bladder/urothelial", "Bone").related
    assert side_by_side("Prostate", "Bone").related == ()
    assert "See also" not in str(side_by_side("Prostate", "Bone"))
    assert side_by_side("Other genitourinary", "Bone").related == ()


def test_names_are_found_whatever_their_case():
    assert side_by_side("breast", "bone") == side_by_side("Breast", "Bone")
    assert side_by_side("Prostate", "Bone").of("msk-met") == side_by_side("Prostate", "Bone").of("MSK-MET")
