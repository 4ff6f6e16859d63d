"""Survival from diagnosis, relative survival, and the trials of local treatment."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from metalearn import datasets
from metalearn.datasets import store
from metalearn.datasets.records.outcomes import RelativeSurvival, SurvivalPoint, TrialResult
from metalearn.errors import UnknownNameError


def curves():
    found = defaultdict(list)
    for point in store.load("survival_curves"):
        found[point.cancer, point.stage].append(point)
    return found


def test_every_curve_falls_and_keeps_its_people():
    assert len(curves()) == 119 and sum(len(points) for points in curves().values()) == 2378
    cases = {(share.cancer, share.stage): share.n_cases for share in datasets.stage_shares()}
    for name, points in curves().items():
        months = [point.months for point in points]
        assert months == list(range(3, months[-1] + 1, 3)), name
        assert months[-1] == (54 if name == ("Plasma cell neoplasm", "IV") else 60)
        assert len({point.n_at_start for point in points}) == 1 and points[0].n_at_start <= cases[name]
        assert all(1 >= before.survival >= after.survival >= 0 for before, after in pairwise(points)), name
        assert all(point.se >= 0 for point in points), name
        assert datasets.survival_curve(*name) == tuple(points)


def test_the_curves_that_do_not_exist():
    cancers = [each.cancer for each in datasets.seer_cancers()]
    every = {(cancer, stage) for cancer in cancers for stage in ("I", "II", "III", "IV", "Unknown")}
    assert every - set(curves()) == {
        *(("Myeloid neoplasm", stage) for stage in ("I", "II", "III", "IV")),
        ("Plasma cell neoplasm", "II"),
        ("Plasma cell neoplasm", "III"),
    }
    with pytest.raises(UnknownNameError, match="Unknown stage with a curve for Myeloid neoplasm 'IV'"):
        datasets.survival_curve("Myeloid neoplasm", "IV")
    with pytest.raises(UnknownNameError, match="Did you mean 'Lung'"):
        datasets.survival_curve("lungs", "IV")


def test_a_curve_of_few_people_is_not_to_be_shown():
    hidden = {name: points[0].n_at_start for name, points in curves().items() if not points[0].shown}
    assert hidden == {("Plasma cell neoplasm", "I"): 9, ("Plasma cell neoplasm", "IV"): 2}
    fewest = SurvivalPoint("X", "I", 3, SurvivalPoint.FEWEST, 1, 0, "x")
    assert fewest.shown and not SurvivalPoint("X", "I", 3, SurvivalPoint.FEWEST - 1, 1, 0, "x").shown


def test_intervals_lie_within_what_is_possible():
    for point in store.load("survival_curves"):
        assert 0 <= point.survival_low <= point.survival <= point.survival_high <= 1
    last = datasets.survival_curve("Lung", "IV")[-1]
    assert (last.survival, last.se, last.n_at_start) == (0.0486, 0.0007, 136_297)
    card = last.evidence("survival")
    assert (round(card.low, 4), round(card.high, 4)) == (0.0472, 0.05)
    assert card.denominator == "136,297 (people at the start)" and card.how_read == "read in a data file"


def test_relative_survival():
    rows = datasets.relative_survival()
    assert [row.id for row in rows] == [f"RS{number:02}" for number in range(1, 69)]
    assert Counter(row.status for row in rows) == {"verified": 61, "verified_secondary": 7}
    assert Counter(row.period for row in rows)["not stated"] == 23
    for row in rows:
        assert row.percent is None or 0 <= row.percent <= 100
        if row.percent is not None and row.percent_low is not None:
            assert row.percent_low <= row.percent <= row.percent_high


def test_greater_than_99_percent_stays_what_it_is():
    [limit] = [row for row in datasets.relative_survival() if row.percent is None]
    assert (limit.cancer, limit.stage, limit.said) == ("Prostate", "Localised or regional", ">99%")
    assert (limit.percent_low, limit.percent_high, limit.qualifier) == (99, 100, "more_than")
    assert limit.evidence("percent").text().startswith("5-year relative survival: 99 to 100 percent")
    full = [row for row in datasets.relative_survival() if row.percent == 100]
    assert len(full) == 2 and all("does not mean that nobody dies" in row.note for row in full)


def test_shares_of_cases_agree_with_the_cases():
    rows = [row for row in datasets.relative_survival() if row.n_cases]
    total = next(row.n_cases for row in rows if row.stage == "All stages")
    assert total == 263_385 == sum(row.n_cases for row in rows if row.stage != "All stages")
    for row in rows:
        assert row.percent_of_cases == pytest.approx(100 * row.n_cases / total, abs=0.05)


def pairs():
    found = defaultdict(dict)
    for row in datasets.trials():
        found[row.trial, row.source_id, row.outcome][row.arm_kind] = row
    return found


def test_every_outcome_of_a_trial_has_both_arms_and_one_comparison():
    assert len(datasets.trials()) == 20 == 2 * len(pairs())
    for name, arms in pairs().items():
        assert set(arms) == {"control", "local"}, name
        control, local = arms["control"], arms["local"]
        assert control.unit == local.unit
        assert (control.hazard_ratio, control.hr_low, control.hr_high, control.p_value) == (
            None,
            None,
            None,
            "",
        )
        assert local.p_value or local.outcome == "Treatment-related death"


def test_published_figures_of_the_trials():
    found = pairs()
    sabr = found["SABR-COMET", "palma_2020", "5-year overall survival"]
    assert [(arm.n_arm, arm.value, arm.low, arm.high) for arm in sabr.values()] == [
        (33, 17.7, 6, 34),
        (66, 42.3, 28, 56),
    ]
    assert sabr["local"].p_value == "0.006" and sabr["local"].hazard_ratio is None
    later = found["SABR-COMET", "harrow_2022", "8-year overall survival"]["local"]
    assert (later.value, later.hazard_ratio, later.hr_low, later.hr_high, later.p_value) == (
        27.2,
        0.5,
        0.3,
        0.84,
        "0.008",
    )
    first = found["SABR-COMET", "palma_2019_news", "Median overall survival"]["local"]
    assert (first.value, first.low, first.high) == (41, 26, None) and "not reached" in first.note
    assert "read in a news digest" in first.evidence("value").how_read
    gomez = found["Gomez 2019", "gomez_2019", "Median overall survival"]
    assert [(arm.n_arm, arm.value, arm.low, arm.high) for arm in gomez.values()] == [
        (24, 17, 10.1, 39.8),
        (25, 41.2, 18.9, None),
    ]


def test_a_value_of_another_time_says_so():
    arms = pairs()["SABR-COMET", "palma_2020", "5-year progression-free survival"]
    assert (arms["control"].at_months, arms["local"].at_months) == (48, 60)
    assert arms["control"].note.startswith("At 4 years")


def test_deaths_from_treatment_are_counted():
    deaths = pairs()["SABR-COMET", "palma_2019_news", "Treatment-related death"]
    assert [(arm.n, arm.n_arm) for arm in deaths.values()] == [(0, 33), (3, 66)]
    for arm in deaths.values():
        assert arm.value == pytest.approx(100 * arm.n / arm.n_arm, abs=0.05)


@pytest.mark.parametrize(
    ("kind", "row", "changes", "columns"),
    [
        (RelativeSurvival, 0, {}, []),
        (RelativeSurvival, 0, {"qualifier": "more_than"}, ["qualifier"]),
        (RelativeSurvival, 0, {"percent": None}, ["qualifier", "percent_low"]),
        (TrialResult, 0, {}, []),
        (TrialResult, 0, {"p_value": "0.006"}, ["arm_kind"]),
        (TrialResult, 0, {"hazard_ratio": 0.5}, ["arm_kind"]),
        (TrialResult, 0, {"value": 177.0}, ["value"]),
    ],
)
def test_a_row_must_hang_together(kind, row, changes, columns):
    record = store.load(kind.table)[row]
    values = {column.name: getattr(record, column.name) for column in datasets.table(kind.table).columns}
    assert [column for column, _ in kind.faults({**values, **changes})] == columns
