import pytest

from metalearn import datasets
from metalearn.errors import UnknownNameError
from metalearn.models.outcomes import trial_times, trials
from metalearn.models.outcomes.real_trials import published, result


def test_the_figures_are_those_of_the_table():
    # palma_2020: 42.3% against 17.7% at five years, 66 and 33 people. Question Q11a: a difference of 24.6 points.
    sabr = result("SABR-COMET", "5-year overall survival")
    assert (sabr.n_control, sabr.n_treated, sabr.control, sabr.treated) == (33, 66, 17.7, 42.3)
    assert (
        100 * sabr.difference == pytest.approx(24.6) and sabr.p_value == "0.006" and sabr.hazard_ratio is None
    )
    late = result("SABR-COMET", "8-year overall survival")
    assert (late.hazard_ratio, late.ratio_low, late.ratio_high, late.ratio_kind) == (
        0.5,
        0.3,
        0.84,
        "published",
    )
    gomez = result("Gomez 2019", "Median overall survival")
    assert gomez.hazard_ratio == pytest.approx(17.0 / 41.2) and gomez.ratio_kind == "from medians"


def test_only_survival_with_both_arms_is_taken():
    assert {each.outcome for each in published()} == {
        "5-year overall survival",
        "8-year overall survival",
        "Median overall survival",
    }
    known = {row.source_id for row in datasets.trials()}
    assert {each.source_id for each in published()} <= known and len(published()) == 4


def test_sabr_comet_falls_where_a_lucky_trial_of_a_smaller_effect_would():
    sabr = result("SABR-COMET", "5-year overall survival")
    # If the truth is what was seen, it lies in the middle; if there is no effect, in the last hundredth.
    assert trials.resample(sabr.design(), 4000).place(sabr.difference) == pytest.approx(0.5, abs=0.04)
    assert trials.resample(sabr.design(effect=False), 4000).place(sabr.difference) > 0.98
    modest = trials.Design(33, 66, 0.25, 0.35)
    assert 0.85 < trials.resample(modest, 4000).place(sabr.difference) < 0.99
    none = sabr.design(effect=False)
    assert none.effect == 0 and none.p_control == pytest.approx((33 * 0.177 + 66 * 0.423) / 99)


def test_hazard_ratios_have_their_place_too():
    first = result("SABR-COMET", "Median overall survival")
    assert (first.control, first.treated, first.hazard_ratio, first.unit) == (28, 41, 0.57, "months")
    design = trial_times.TimesDesign(first.n_control, first.n_treated, first.control, 1.0, 26)
    place = trial_times.resample(design, 4000).place(first.hazard_ratio)
    assert 0.01 < place < 0.1  # unusual without an effect, not unheard of: p = 0.09 was reported


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="measured in months"):
        result("Gomez 2019", "Median overall survival").design()
    with pytest.raises(UnknownNameError, match="Did you mean 'SABR-COMET'"):
        result("SABR COMET", "5-year overall survival")
    with pytest.raises(UnknownNameError, match="outcome of SABR-COMET"):
        result("SABR-COMET", "9-year overall survival")
