"""The decision table: complete, careful about proof, and in line with the course's people."""

import pytest

from metalearn.errors import UnknownNameError
from metalearn.models.finding import new_lesion
from metalearn.models.finding.new_lesion import Lesion, combinations, read
from metalearn.models.finding.new_lesion_rules import AGAINST, FOR, ROWS, SETTLE, VALUES

ALL = [(lesion, read(lesion)) for lesion in combinations()]
CANCER_TISSUE = ("same cancer", "cancer, origin open", "another cancer")


def test_every_combination_has_an_answer_with_reasons_and_a_next_step():
    assert len(ALL) == 6 * 3 * 4 * 2 * 3 * 3
    for _, found in ALL:
        assert found.rule.endswith(".") and found.would_settle
        assert found.speaks_for
        assert found.reasons[-1] == new_lesion.CAUTION and "does not diagnose" in found.caution
        assert len(set(found.reasons)) == len(found.reasons)


def test_nothing_is_shown_without_tissue_and_no_metastasis_without_cancer_in_it():
    for lesion, found in ALL:
        if lesion.tissue == "none":
            assert found.certainty in ("suspected", "open")
        if found.outcome == "metastasis":
            assert lesion.tissue in ("none", "same cancer", "cancer, origin open")
            if lesion.tissue == "none":
                assert "There is no tissue: a scan cannot prove a metastasis." in found.speaks_against
                assert "not proven" in found.rule
        if found.certainty == "shown by tissue" and found.outcome == "metastasis":
            assert lesion.tissue == "same cancer"


def test_proof_is_only_ever_denied():
    said = [text for _, found in ALL for text in found.reasons if "prove" in text]
    assert said and all("not proven" in text or "cannot prove" in text for text in said)


def test_tissue_without_cancer_is_never_called_cancer_and_cancer_never_a_mimic():
    for lesion, found in ALL:
        if lesion.tissue == "no cancer seen":
            assert found.outcome in ("mimic", "undecided")
            assert found.certainty != "shown by tissue" and SETTLE["repeat"] in found.would_settle
        if lesion.tissue == "benign diagnosis":
            assert found.outcome == "mimic"
            assert (found.certainty == "shown by tissue") == (lesion.look != "typical of spread")
        if lesion.tissue in CANCER_TISSUE:
            assert found.outcome != "mimic"


def test_genes_count_only_when_there_is_cancer_tissue_to_read_them_from():
    answers = {}
    for lesion, found in ALL:
        if lesion.tissue not in CANCER_TISSUE:
            key = (lesion.tissue, lesion.place, lesion.number, lesion.time, lesion.look)
            answers.setdefault(key, set()).add(found)
    assert len(answers) == 3 * 4 * 2 * 3 * 3 and all(len(found) == 1 for found in answers.values())


def test_nothing_has_come_back_when_it_was_found_together_with_the_cancer():
    assert all(found.outcome != "recurrence" for lesion, found in ALL if lesion.time == "together")
    assert all(lesion.time == "together" for lesion, found in ALL if found.outcome == "first cancer")
    assert all(lesion.place == "old place" for lesion, found in ALL if found.outcome == "recurrence")


def test_more_lesions_never_turn_a_metastasis_into_a_second_primary():
    for lesion, found in ALL:
        if lesion.number == "one" and found.outcome == "metastasis":
            values = {name: getattr(lesion, name) for name in VALUES} | {"number": "several"}
            assert read(Lesion(**values)).outcome == "metastasis"


def test_a_nodule_in_the_other_lung_four_years_on_is_a_second_primary_until_shown_otherwise():
    nodule = {"place": "same kind of organ", "number": "one", "time": "later"}
    assert read(Lesion(**nodule)).outcome == "second primary"
    squamous = read(Lesion(tissue="another cancer", **nodule))
    assert (squamous.outcome, squamous.certainty) == ("second primary", "shown by tissue")
    same = read(Lesion(tissue="same cancer", **nodule))  # the same type does not prove a metastasis
    assert (same.outcome, same.certainty) == ("second primary", "supported")
    assert any("gene changes" in text for text in same.would_settle)
    assert read(Lesion(tissue="same cancer", genes="different", **nodule)).outcome == "second primary"
    assert read(Lesion(tissue="same cancer", genes="shared", **nodule)).outcome == "metastasis"


def test_another_cancer_with_the_genes_of_the_old_one_is_left_open():
    for lesion, found in ALL:
        if (lesion.tissue, lesion.genes) == ("another cancer", "shared"):
            assert (found.outcome, found.certainty) == ("undecided", "open")
            assert SETTLE["stains"] in found.would_settle
            assert "The gene changes are those of the old cancer." in found.speaks_for


def test_when_nothing_decides_what_it_may_be_is_named():
    found = read(Lesion(place="unusual site"))
    assert found.rule.endswith(
        "it may be a metastasis, a mimic or a second primary. Away from the old place it is no local recurrence."
    )
    assert all(lesion.place != "old place" for lesion, other in ALL if other.rule == found.rule)


def test_a_harmless_spot_in_the_liver_is_not_called_a_metastasis():
    spot = read(Lesion(place="usual site", time="together", look="typical of a harmless finding"))
    assert (spot.outcome, spot.certainty) == ("mimic", "suspected")
    assert "This cancer often spreads to this place." in spot.speaks_against
    assert any("right scan" in text for text in spot.would_settle)


def test_a_bone_lesion_years_after_breast_cancer_asks_for_tissue_and_receptors():
    before = read(Lesion(place="usual site", look="typical of spread"))
    assert (before.outcome, before.certainty) == ("metastasis", "suspected")
    assert "Tissue would settle it, if knowing would change care." in before.would_settle
    after = read(Lesion(tissue="same cancer", place="usual site", look="typical of spread"))
    assert (after.outcome, after.certainty) == ("metastasis", "shown by tissue")
    assert any("Receptors" in text for text in after.would_settle)


def test_every_line_and_every_reason_of_the_table_is_used():
    assert {found.rule for _, found in ALL} == {row.words for row in ROWS}
    said = {text for _, found in ALL for text in found.reasons}
    assert said >= set(SETTLE.values())
    assert said >= set(FOR.values()) | set(AGAINST.values())
    for outcome, name, value in (*FOR, *AGAINST):
        assert value in VALUES[name] and outcome in {row.outcome for row in ROWS}
    # Tissue of open origin is cancer, and does not say which; nothing else speaks both for and against the same.
    assert {value for _, _, value in FOR.keys() & AGAINST.keys()} == {
        "cancer, origin open",
        "another cancer",
        "no cancer seen",
    }


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Lesion(tissue="same"), "Unknown tissue 'same'. Did you mean 'same cancer'?"),
        (lambda: Lesion(number="many"), "Unknown number 'many'."),
        (lambda: new_lesion.choices("tissues"), "Unknown finding 'tissues'. Did you mean 'tissue'?"),
    ],
)
def test_an_unknown_name_gets_the_nearest(call, said):
    with pytest.raises(UnknownNameError) as caught:
        call()
    assert said in str(caught.value)
    assert new_lesion.choices("number") == ("one", "several")
