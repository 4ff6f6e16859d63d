import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metalearn import datasets
from metalearn.datasets import Flow
from metalearn.errors import UnknownNameError
from metalearn.models.spread import unknown_primary
from metalearn.models.spread.unknown_primary import posterior

STEADY = settings(derandomize=True, deadline=None, max_examples=50)
SITES = datasets.sites()
CHOSEN = st.lists(st.sampled_from(SITES), unique=True, max_size=6).flatmap(
    lambda sites: st.integers(0, len(sites)).map(lambda cut: (sites[:cut], sites[cut:]))
)


def flow(primary, site, n, low=None, high=None, total=100):
    low, high = n if low is None else low, n if high is None else high
    return Flow("Mine", primary, site, n, low, high, total, "exact", "x_2020", "verified")


OWN = (flow("A", "Liver", 80), flow("A", "Lung", 10), flow("B", "Liver", 20), flow("B", "Lung", 40))


def chances(found):
    return {each.primary: each.posterior for each in found.candidates}


@pytest.mark.parametrize("site", SITES)
def test_for_one_organ_it_is_a_count_divided_by_a_sum_of_counts(site):
    found = chances(posterior([site], smoothing=0))
    counts = {each.primary: each.n for each in datasets.flows() if each.site == site}
    for primary, n in counts.items():
        assert found[primary] == pytest.approx(n / sum(counts.values()))


def test_bayes_by_hand():
    found = chances(posterior(["Liver"], ["Lung"], flows=OWN, smoothing=0, prior={"A": 1, "B": 3}))
    a, b = 1 * 0.8 * 0.9, 3 * 0.2 * 0.6
    assert found == pytest.approx({"A": a / (a + b), "B": b / (a + b)})
    smooth = chances(posterior(["Lung"], flows=OWN, prior="equal", people={"A": 90, "B": 45}, smoothing=1))
    assert smooth["A"] == pytest.approx((11 / 92) / (11 / 92 + 41 / 47))


def test_nothing_known_leaves_the_prior():
    for prior in unknown_primary.PRIORS:
        for each in posterior([], prior=prior).candidates:
            assert each.posterior == pytest.approx(each.prior) and each.moved == pytest.approx(1)
    metastatic = {each.primary: each.n_metastatic for each in datasets.primaries()}
    breast = next(each for each in posterior([]).candidates if each.primary == "Breast")
    assert breast.prior == pytest.approx(metastatic["Breast"] / sum(metastatic.values()))
    said = str(posterior([], prior="equal"))
    assert said.startswith(
        "Before any organ is known: all 14 primaries are equally likely; counts of MSK-MET"
    )


def test_it_reads_as_a_sentence():
    assert str(posterior(["Liver", "Lung"], ["Bone"])) == (
        "Given metastases in the liver and the lung and none in bone: most likely colorectal (40%, 39% to 42% by the "
        "intervals of the counts), then pancreas (14%) and lung (non-small cell) (12%); counts of MSK-MET, cohort "
        "prior, organs taken as independent. Not a diagnosis."
    )


def test_the_answer_hangs_on_the_prior_and_on_the_cohort():
    cohort, equal = unknown_primary.compare(["Brain/CNS"])
    assert cohort.candidates[0].primary == "Lung (non-small cell)"
    assert equal.candidates[0].primary == "Lung (small cell)"
    wide, narrow = unknown_primary.compare(
        ["Liver"], cohorts=[datasets.group_flows(), None], priors=["cohort"]
    )
    assert (len(wide.candidates), len(narrow.candidates)) == (26, 14)
    assert wide.chance("Colorectal") < narrow.chance("Colorectal")  # more cancers share the liver
    given = posterior(["Liver"], prior={"Pancreas": 1, "Breast": 1})
    assert given.prior == "given" and given.chance("Pancreas", "Breast") == pytest.approx(1)
    assert given.chance("Colorectal") == 0 and math.isnan(given.candidates[-1].moved)


def test_shares_are_of_patients_with_metastases_where_their_number_is_known():
    assert posterior(["Liver"]).of == posterior(["Liver"], flows=datasets.group_flows()).of == "metastatic"
    assert (
        posterior(["Liver"], flows=datasets.subtype_flows()).of
        == posterior(["Liver"], flows=OWN).of
        == "patients"
    )
    told = posterior(["Liver"], flows=OWN, people={"A": 90, "B": 45}, smoothing=0)
    assert told.of == "metastatic" and told.chance("A") == pytest.approx(80 / 100)
    names = {each.primary for each in posterior([], flows=datasets.subtype_flows()).candidates}
    assert "All cancers" not in names and len(names) == 50


def test_the_span_is_that_of_the_counts():
    flows = (flow("A", "Liver", 50, 40, 60), flow("B", "Liver", 50, 45, 55))
    found = posterior(["Liver"], flows=flows, prior="equal", smoothing=0)
    a = next(each for each in found.candidates if each.primary == "A")
    assert (a.posterior, a.low, a.high) == pytest.approx((0.5, 40 / 95, 60 / 105))
    without = posterior([], ["Liver"], flows=flows, prior="equal", smoothing=0)
    a = next(each for each in without.candidates if each.primary == "A")
    assert (a.low, a.high) == pytest.approx((40 / (40 + 55), 60 / (60 + 45)))


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (lambda: posterior(["Livver"]), UnknownNameError, r"Unknown site 'Livver'. Did you mean 'Liver'\?"),
        (lambda: posterior([], ["Bones"]), UnknownNameError, r"Unknown site 'Bones'. Did you mean 'Bone'\?"),
        (lambda: posterior(["Liver"], prior="flat"), UnknownNameError, "Unknown prior 'flat'"),
        (lambda: posterior(["Liver"], prior={"Brest": 1}), UnknownNameError, "Did you mean 'Breast'"),
        (lambda: posterior(["Liver"]).chance("Brest"), UnknownNameError, "Did you mean 'Breast'"),
        (lambda: posterior(["Liver"], ["Liver"]), ValueError, "Liver is given both as involved and as clear"),
        (lambda: posterior(["Liver", "Liver"]), ValueError, "An organ is named twice in Liver and Liver"),
        (lambda: posterior(["Liver"], smoothing=-1), ValueError, "smoothing is -1; it must be 0 or more"),
        (lambda: posterior(["Liver"], prior={"Breast": 0}), ValueError, "prior leaves no primary possible"),
        (lambda: posterior(["Liver"], prior={"Breast": -1}), ValueError, "A prior weight is below 0"),
        (lambda: posterior(["Liver"], flows=OWN, people={"A": 90}), UnknownNameError, "Unknown primary 'B'"),
        (
            lambda: posterior(["Liver"], flows=OWN, people={"A": 70, "B": 50}),
            ValueError,
            "A has 70 patients with metastases, but up to 80 in one organ",
        ),
        (
            lambda: posterior(["Liver"], flows=(flow("A", "Liver", 0),), smoothing=0),
            ValueError,
            "No primary of these flows fits those organs",
        ),
    ],
)
def test_what_cannot_be_is_refused(ask, error, message):
    with pytest.raises(error, match=message):
        ask()


@STEADY
@given(CHOSEN, st.sampled_from(unknown_primary.PRIORS), st.floats(0.01, 5))
def test_chances_sum_to_one_and_lie_within_their_spans(chosen, prior, smoothing):
    found = posterior(*chosen, prior=prior, smoothing=smoothing)
    assert math.fsum(each.posterior for each in found.candidates) == pytest.approx(1)
    assert math.fsum(each.prior for each in found.candidates) == pytest.approx(1)
    for each in found.candidates:
        assert (
            0 <= each.low <= each.posterior * (1 + 1e-12)
            and each.posterior <= each.high * (1 + 1e-12) <= 1 + 1e-9
        )
    ranked = [each.posterior for each in found.candidates]
    assert ranked == sorted(ranked, reverse=True)


@STEADY
@given(CHOSEN, st.randoms(use_true_random=False))
def test_no_counts_within_their_intervals_fall_outside_the_span(chosen, chance):
    spans = {each.primary: each for each in posterior(*chosen).candidates}
    people = {each.primary: each.n_metastatic for each in datasets.primaries()}
    moved = tuple(
        Flow("Mine", each.primary, each.site, n, n, n, each.n_total, "exact", "x_2020", "verified")
        for each in datasets.flows()
        for n in [chance.choice([each.n_low, each.n_high, chance.randint(each.n_low, each.n_high)])]
    )
    for each in posterior(*chosen, flows=moved, people=people).candidates:
        assert spans[each.primary].low * (1 - 1e-9) <= each.posterior <= spans[each.primary].high * (1 + 1e-9)


@STEADY
@given(CHOSEN, st.data())
def test_the_order_of_organs_and_flows_does_not_matter(chosen, data):
    involved, clear = chosen
    mixed = posterior(data.draw(st.permutations(involved)), clear, flows=reversed(datasets.flows()))
    assert chances(mixed) == pytest.approx(chances(posterior(involved, clear)))


def test_one_word_is_not_a_list_of_organs():
    for ask in (lambda: posterior("Liver"), lambda: posterior(["Lung"], "Liver")):
        with pytest.raises(ValueError, match=r"give a list such as \['Liver'\]"):
            ask()


def test_names_are_found_whatever_their_case():
    assert posterior(["liver"], ["BONE"]) == posterior(["Liver"], ["Bone"])
    found = posterior(["Liver"])
    assert found.chance("pancreas") == found.chance("Pancreas") == found.chance("pancreas", "Pancreas")
    prior = {"colorectal": 1, "Pancreas": 3}
    assert posterior(["Liver"], prior=prior) == posterior(["Liver"], prior={"Colorectal": 1, "Pancreas": 3})
    with pytest.raises(ValueError, match="both as involved and as clear"):
        posterior(["Liver"], ["liver"])
    with pytest.raises(ValueError, match="named twice"):
        posterior(["Liver", "liver"])
