import pytest

from metalearn import datasets
from metalearn.datasets import Flow
from metalearn.errors import UnknownNameError
from metalearn.models.spread.flow_table import ALL_TOGETHER, arrange


def flow(primary, site, n, total=1000, cohort="Mine"):
    return Flow(cohort, primary, site, n, n, n, total, "exact", "x_2020", "verified")


@pytest.mark.parametrize("flows", [datasets.flows(), datasets.group_flows(), datasets.subtype_flows()])
def test_every_flow_stands_in_its_row_and_column(flows):
    table = arrange(flows)
    for each in flows:
        if each.primary not in ALL_TOGETHER:
            i, j = table.row(each.primary), table.column(each.site)
            assert (table.n[i][j], table.low[i][j], table.high[i][j]) == (each.n, each.n_low, each.n_high)
            assert table.totals[i] == each.n_total
    assert len(table.primaries) * len(table.sites) == sum(each.primary not in ALL_TOGETHER for each in flows)


def test_a_row_for_all_cancers_together_is_left_out():
    assert any(each.primary in ALL_TOGETHER for each in datasets.subtype_flows())
    assert len(arrange(datasets.subtype_flows()).primaries) == 50


def test_the_default_and_the_order_are_those_of_the_flows():
    table = arrange()
    assert table == arrange(iter(datasets.flows()))
    assert table.primaries == tuple(each.primary for each in datasets.primaries())
    assert table.sites == datasets.sites() and table.cohort == "MSK-MET"


def test_names_are_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'Breast'"):
        arrange().row("Brest")
    with pytest.raises(UnknownNameError, match="Did you mean 'Liver'"):
        arrange().column("Livver")


@pytest.mark.parametrize(
    ("flows", "message"),
    [
        ([], "There are no flows"),
        ([flow("A", "X", 1), flow("A", "X", 2)], "name 1 pairs of primary and organ twice"),
        (
            [flow("A", "X", 1), flow("B", "X", 1, cohort="Yours")],
            "mix the cohorts Mine and Yours; people counted",
        ),
        ([flow("A", "X", 1), flow("A", "Y", 1, total=9)], "A has 1000 patients in one flow and 9 in another"),
        (
            [flow("A", "X", 1), flow("B", "Y", 1)],
            "leave out A to Y, B to X. Not counted is not the same as none",
        ),
    ],
)
def test_flows_that_make_no_table_are_refused(flows, message):
    with pytest.raises(ValueError, match=message):
        arrange(flows)
