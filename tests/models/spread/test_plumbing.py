import pytest

from metalearn import datasets
from metalearn.datasets import Flow
from metalearn.errors import UnknownNameError
from metalearn.models.spread import plumbing


def test_every_primary_of_the_default_flows_has_a_drainage_that_says_how_sure_it_is():
    assert [each.primary for each in plumbing.PLUMBING] == [each.primary for each in datasets.primaries()]
    known = {reference.id for reference in datasets.references()}
    for each in plumbing.PLUMBING:
        assert set(each.source_ids) <= known and each.checked in ("partial", "no")
        assert bool(each.source_ids) == (each.checked == "partial")
        assert {"portal": "Liver", "systemic": "Lung", "lung": ""}[each.veins] == each.first_bed
    assert set(plumbing.OTHER_ROUTES) < set(datasets.sites())


def test_the_rule_is_that_of_the_table_of_steps():
    fact = next(step for step in datasets.cascade_steps() if "arrest" in step.step)
    assert (
        "lung is the first filter for blood from most of the body, and the liver for blood from the gut"
        in (fact.controversy)
    )


def test_where_plumbing_is_right_and_where_the_soil_decides():
    compared = {each.primary: each for each in plumbing.against_observed()}
    right = {primary for primary, each in compared.items() if each.agrees}
    portal = {"Oesophagogastric", "Colorectal", "Pancreas"}
    assert right == portal | {"Head and neck squamous", "Thyroid", "Kidney (clear cell)", "Melanoma"}
    assert compared["Lung (small cell)"].agrees is None and compared["Lung (small cell)"].place == 0
    assert (compared["Breast"].observed, compared["Breast"].place) == ("Bone", 3)
    assert compared["Prostate"].clear and not compared["Bladder/urothelial"].clear
    assert str(compared["Lung (small cell)"]) == (
        "Lung (small cell): among organs reached by blood, most often in bone (137 patients); plumbing names no single "
        "first organ."
    )


LED = {
    "Ovary": ("peritoneum/abdomen", "1,010"),
    "Endometrium": ("peritoneum/abdomen", "474"),
    "Bladder/urothelial": ("distant lymph nodes", "386"),
    "Oesophagogastric": ("peritoneum/abdomen", "358"),
}


def test_what_is_left_out_is_named_with_its_count_where_it_leads():
    compared = plumbing.against_observed()
    flows = {(each.primary, each.site): each.n for each in datasets.flows()}
    for each in compared:
        text = str(each)
        assert text.startswith(f"{each.primary}: among organs reached by blood, most often in ")
        assert dict(each.left_out) == {site: flows[each.primary, site] for site in plumbing.OTHER_ROUTES}
        leads = {site for site, n in each.left_out if n > each.n}
        assert [site for site, _ in each.ahead] == sorted(leads, key=lambda site: -dict(each.left_out)[site])
        assert ("Left out, though in more patients: " in text) == bool(leads)
        if each.primary in LED:
            site, count = LED[each.primary]
            assert f"Left out, though in more patients: {site} ({count})" in text
    assert set(LED) <= {each.primary for each in compared if each.ahead}
    colorectal = next(each for each in compared if each.primary == "Colorectal")
    assert colorectal.ahead == () and str(colorectal).endswith("(2,024 patients), as plumbing says.")


def test_the_agreement_says_among_which_organs_it_holds():
    counted = plumbing.agreement(plumbing.against_observed())
    assert (counted.agree, counted.told) == (7, 12)
    assert counted.led == sum(
        bool(each.ahead) for each in plumbing.against_observed() if each.agrees is not None
    )
    assert str(counted) == (
        "Among organs reached by blood, plumbing names the most frequent one for 7 of 12 cancers. For "
        f"{counted.led} of the 12, an organ that is left out holds more patients."
    )
    everywhere = plumbing.agreement(plumbing.against_observed(leave_out=()))
    assert str(everywhere).startswith("Plumbing names the most frequent organ for ") and everywhere.led == 0


def test_as_in_weiss_1980_it_holds_for_the_portal_vein_more_than_for_the_large_veins():
    compared = plumbing.against_observed()
    by_veins = {
        veins: plumbing.agreement([each for each in compared if each.veins == veins])
        for veins in ("portal", "systemic")
    }
    assert {veins: (each.agree, each.told) for veins, each in by_veins.items()} == {
        "portal": (3, 3),
        "systemic": (4, 9),
    }


def test_other_routes_can_be_let_in():
    compared = {each.primary: each for each in plumbing.against_observed(leave_out=())}
    assert compared["Ovary"].observed == "Peritoneum/abdomen"
    assert str(compared["Ovary"]) == (
        "Ovary: most often in peritoneum/abdomen (1,010 patients); plumbing says lung "
        f"({compared['Ovary'].n_first_bed} patients, place {compared['Ovary'].place})."
    )
    assert compared["Bladder/urothelial"].observed == "Distant lymph nodes"
    for leave_out in (["Liver"], ["pleura"]):
        (breast,) = (
            each for each in plumbing.against_observed(leave_out=leave_out) if each.primary == "Breast"
        )
        assert str(breast).startswith("Breast: among the organs compared, most often in ")
    with pytest.raises(ValueError, match="Fewer than two organs are left"):
        plumbing.against_observed(leave_out=datasets.sites()[1:])


def test_own_flows_with_primaries_the_rule_does_not_cover():
    counts = [
        ("Pancreas", "Liver", 3),
        ("Pancreas", "Bone", 9),
        ("Thymus", "Liver", 1),
        ("Thymus", "Bone", 2),
    ]
    own = [Flow("Mine", primary, site, n, n, n, 99, "exact", "x", "verified") for primary, site, n in counts]
    (only,) = plumbing.against_observed(own)
    assert (only.primary, only.observed, only.agrees, only.place, only.clear) == (
        "Pancreas",
        "Bone",
        False,
        2,
        True,
    )
    with pytest.raises(UnknownNameError, match=r"Unknown primary 'Pancreass'\. Did you mean 'Pancreas'"):
        plumbing.drainage("Pancreass")
    assert plumbing.drainage("pancreas").primary == "Pancreas"
    with pytest.raises(ValueError, match=r"give a list such as \['Pleura'\]"):
        plumbing.against_observed(leave_out="Pleura")
    with pytest.raises(UnknownNameError, match=r"Unknown site 'Plevra'\. Did you mean 'Pleura'"):
        plumbing.against_observed(leave_out=["Plevra"])
