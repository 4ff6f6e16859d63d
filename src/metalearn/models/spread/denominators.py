"""What a share may be a share of, and when it was counted: the kinds that the tables tell apart, in words."""

from __future__ import annotations

from metalearn.words import _

ALL_CANCERS = "All cancers"
UNSTATED = "not_stated"

# Kinds of denominator, from the widest group of people to the narrowest; the last ones count backwards or after death.
KINDS = {
    "all_cases": _("all cases of cancer in a registry"),
    "cases_of_that_cancer": _("all cases of that cancer"),
    "patients_of_one_centre": _("all patients of one centre with that cancer"),
    "metastatic_patients": _("people with that cancer who have metastases"),
    "metastatic_patients_of_one_centre": _("patients of one centre with that cancer who have metastases"),
    "stage_iv_patients": _("people with that cancer at stage IV"),
    "distant_stage_patients": _("people with that cancer at distant stage"),
    "inpatients_metastatic": _("hospital inpatients with metastases"),
    "treated_metastatic": _("people treated for metastases"),
    "sequenced_metastases": _("patients whose one sequenced sample was a metastasis"),
    "patients_with_metastasis_at_site": _("people with a metastasis at the site, from any primary"),
    "metastases_at_site": _("metastases at the site, from any primary"),
    "all_metastases": _("all metastases that were found"),
    "autopsies": _("autopsies"),
    "autopsies_with_recurrence": _("autopsies of people with recurrent disease"),
    "autopsies_three_or_more_organs": _("autopsies with three or more organs involved"),
    "autopsies_one_organ": _("autopsies with one organ involved"),
}
TIMES = {
    "at_diagnosis": _("when the cancer was first found"),
    "at_first_metastasis": _("when metastases were first found"),
    "within_5_years": _("within five years"),
    "ever": _("at any time on record"),
    "at_death": _("at death"),
    UNSTATED: _("not stated"),
}
# What the kinds are called where the question is about cancer of any kind.
_ANY_CANCER = {
    "patients_of_one_centre": _("all patients of one centre with any cancer"),
}


def kind_in_words(kind: str, primary: str) -> str:
    """Return what a kind of denominator is called where the question is about one cancer, or about any.

    Example:
        >>> kind_in_words("patients_of_one_centre", "Breast")
        'all patients of one centre with that cancer'
        >>> kind_in_words("patients_of_one_centre", "All cancers")
        'all patients of one centre with any cancer'
    """
    return _ANY_CANCER.get(kind, KINDS[kind]) if primary == ALL_CANCERS else KINDS[kind]
