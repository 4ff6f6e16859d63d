"""The lines of web sources that have a fault: what is wrong with each is what the scope says of it."""

import re

import pytest

from metalearn import datasets

FAULTS = ("wrong", "imprecise", "out of date", "contested")
EXCEPTIONS_OF_STAGE = (
    "nci_pdq_renal_cell_2025",
    "nci_pdq_prostate_2025",
)  # two more cancers of the same kind
# The item of the scope behind each line with a fault. The scope calls "imprecise" what has been overtaken as well.
LINES = {
    "Q01e": 6,
    "Q02g": 28,
    "Q03e": 40,
    "Q03f": 41,
    "Q04d": 48,
    "Q07f": 89,
    "Q08f": 104,
    "Q10e": 122,
    "Q14c": 7,
}


@pytest.mark.parametrize("id", LINES)
def test_a_line_with_a_fault_is_a_web_source_and_its_fault_is_that_of_the_scope(id):
    question = datasets.question(id)
    item = next(each for each in datasets.scope_items() if each.no == LINES[id])
    verdict = question.matches[question.answer[1]]
    assert item.verdict == {"out of date": "imprecise"}.get(verdict, verdict)
    assert set(item.web_sources) & set(question.source_ids)
    assert set(item.source_ids) <= {*question.source_ids, *EXCEPTIONS_OF_STAGE}
    assert len(" ".join(question.options)) <= 125
    assert "web source" in question.stem and re.search(
        r"without author or date|undated|20\d\d", question.stem
    )


def test_every_line_with_a_fault_has_its_item():
    assert set(LINES) == {each.id for each in datasets.questions() if each.kind == "error"}
    assert {each.matches[each.answer[1]] for each in datasets.questions() if each.kind == "error"} == set(
        FAULTS
    )
