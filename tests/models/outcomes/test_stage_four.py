"""What stage IV means in each cancer of the curves agrees with the rules of staging."""

from __future__ import annotations

import pytest

from metalearn import datasets
from metalearn.models.outcomes import stage_four
from metalearn.models.outcomes.stage_four import meaning
from metalearn.models.stages import staging

SYSTEMS = {
    "Bladder": "Bladder",
    "Breast": "Breast",
    "Cervix": "Cervix",
    "Colon/rectum": "Colorectal",
    "Head and neck": "Oropharynx, p16-negative",
    "Kidney": "Kidney",
    "Lung": "Lung",
    "Melanoma": "Melanoma of the skin",
    "Ovary": "Ovary",
    "Pancreas": "Pancreas",
    "Prostate": "Prostate",
    "Thyroid": "Thyroid, anaplastic",
    "Uterus": "Endometrium",
}


def _without_metastasis(cancer: str) -> bool:
    """Whether the rules have a stage IV that is no spread to a distance."""
    return any(
        rule.group.startswith("IV") and not rule.metastatic
        for edition in staging.editions(cancer)
        for rule in staging.system(cancer, edition).rules
    )


@pytest.mark.parametrize(("cancer", "system"), SYSTEMS.items())
def test_stage_four_without_metastasis_is_said_where_the_rules_have_it_and_nowhere_else(cancer, system):
    assert ("without distant metastasis" in meaning(cancer)) == _without_metastasis(system)


def test_every_cancer_named_is_one_of_the_curves_and_the_rest_is_left_open():
    solid = {each.cancer for each in datasets.seer_cancers() if each.kind == "solid"}
    assert set(stage_four.MEANING) <= solid
    left = {cancer for cancer in solid if meaning(cancer) == stage_four.OPEN}
    assert left == {"Anus", "Gallbladder", "Liver/bile duct", "Oesophagus", "Stomach", "Urothelial tract"}


@pytest.mark.parametrize("cancer", ["Breast", "Colon/rectum", "Melanoma", "Pancreas", "Lung"])
def test_where_stage_four_is_metastasis_nothing_else_is_said(cancer):
    assert meaning(cancer) == stage_four.METASTASIS
