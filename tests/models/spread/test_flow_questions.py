import pytest

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.spread import flows


def test_a_share_reads_as_a_sentence():
    assert str(flows.share("Prostate", "Bone")) == (
        "Prostate to bone: 1,140 of 2,172 patients (52%; between 1,130 and 1,151). "
        "Source: Nguyen et al. 2022, MSK-MET."
    )
    assert str(flows.share("Prostate", "Bone", of="metastatic")) == (
        "Prostate to bone: 1,140 of 1,762 patients with metastases (65%; between 1,130 and 1,151). "
        "Source: Nguyen et al. 2022, MSK-MET."
    )


def test_a_share_keeps_its_interval():
    share = flows.share("Colorectal", "Liver")
    assert (share.n, share.n_low, share.n_high, share.total) == (2024, 2008, 2041, 3548)
    assert (round(share.percent), round(share.percent_low, 1), round(share.percent_high, 1)) == (
        57,
        56.6,
        57.5,
    )
    assert share.source.id == "msk_met_2022"


def test_percent_of_patients_is_that_of_the_record():
    for flow in datasets.flows():
        assert flows.share(flow.primary, flow.site).percent == flow.percent


def test_ranked_and_into_are_the_flows_sorted():
    for primary in datasets.primaries():
        counts = [flow.n for flow in flows.ranked(primary.primary)]
        assert counts == sorted(counts, reverse=True) and len(counts) == 9
    for site in datasets.sites():
        counts = [flow.n for flow in flows.into(site)]
        assert counts == sorted(counts, reverse=True) and len(counts) == 14
    assert flows.ranked("Prostate")[0].site == "Bone"


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: flows.share("Brest", "Bone"),
            "Unknown primary 'Brest'. Did you mean 'Breast'? See all 14 with metalearn.datasets.primaries().",
        ),
        (
            lambda: flows.share("Breast", "Bones"),
            "Unknown site 'Bones'. Did you mean 'Bone'? See all 9 with metalearn.datasets.sites().",
        ),
        (
            lambda: flows.into("Bran"),
            "Unknown site 'Bran'. Did you mean 'Brain/CNS'? See all 9 with metalearn.datasets.sites().",
        ),
        (
            lambda: flows.share("Breast", "Bone", cohort="MSKMET"),
            "Unknown cohort 'MSKMET'. Did you mean 'MSK-MET'? See all 35 with metalearn.datasets.cohorts().",
        ),
        (
            lambda: flows.share("Breast", "Bone", of="metastases"),
            "Unknown whole 'metastases'. Did you mean 'metastatic'? "
            "See all 2 with help(metalearn.models.flows.share).",
        ),
    ],
)
def test_an_unknown_name(ask, message):
    with pytest.raises(UnknownNameError) as caught:
        ask()
    assert str(caught.value) == message


def test_names_are_found_whatever_their_case():
    assert flows.share("prostate", "bone") == flows.share("Prostate", "Bone")
    assert flows.ranked("breast") == flows.ranked("Breast") and flows.into("brain/cns") == flows.into(
        "Brain/CNS"
    )
