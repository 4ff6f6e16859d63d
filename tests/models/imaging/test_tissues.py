import pytest

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.imaging import anatomy, tissues
from metalearn.models.imaging.tissues import TISSUES, hounsfield


def test_the_scale_has_its_two_fixed_points():
    assert (hounsfield("water"), hounsfield("air")) == (0, -1000)


# radclass_hounsfield: the ranges of its table, read there.
RANGES = {
    "fat": (-100, -50),
    "kidney": (20, 40),
    "spleen": (35, 55),
    "blood in veins": (45, 65),
    "blood in arteries": (45, 65),
    "liver": (45, 65),
    "dense bone": (700, 3000),
}


@pytest.mark.parametrize("name", RANGES)
def test_plain_values_lie_in_the_ranges_that_were_read(name):
    low, high = RANGES[name]
    assert low <= hounsfield(name, "plain") <= high
    assert "radclass_hounsfield" in TISSUES[name].source_ids


def test_contrast_medium_lifts_the_liver_as_published():
    # pickhardt_postcontrast_liver: 47.3 HU on average in livers without moderate fat.
    assert hounsfield("liver", "portal") - hounsfield("liver", "plain") == round(47.3)


def test_every_tissue_says_what_it_rests_on():
    for tissue in TISSUES.values():
        for source in tissue.source_ids:
            assert datasets.reference(source).id == source
        assert (tissue.checked == "no") == (not tissue.source_ids), tissue.name
        assert tissue.note and "Chosen" in tissue.note if tissue.checked == "no" else tissue.note


def test_medium_never_darkens_and_every_structure_has_a_tissue():
    assert all(tissue.portal >= tissue.plain for tissue in TISSUES.values())
    assert {each.tissue for each in anatomy.STRUCTURES} <= set(TISSUES)


def test_a_mistyped_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'spleen'"):
        hounsfield("splen")
    with pytest.raises(UnknownNameError, match="Did you mean 'portal'"):
        hounsfield("liver", "portl")
    assert tissues.PHASES.keys() == {"plain", "portal"}
