"""Name that tumour: the label follows from two rules, and nothing is given away before an answer."""

import pytest

from metalearn import Panel
from metalearn.figures.panels import name_that_tumour as naming

PAIRS = [(started, found) for started in naming.ORIGINS for found in naming.PLACES if started != found]


@pytest.mark.parametrize(
    ("started", "found", "name"),
    [
        ("breast", "lung", "metastatic breast cancer in the lung"),
        ("bowel", "liver", "metastatic bowel cancer in the liver"),
        ("lung", "brain", "metastatic lung cancer in the brain"),
        ("prostate", "bone", "metastatic prostate cancer in bone"),
        ("kidney", "lung", "metastatic kidney cancer in the lung"),
        ("skin", "brain", "metastatic melanoma in the brain"),
        ("breast", "node", "breast cancer in a lymph node close by"),
    ],
)
def test_a_tumour_is_named_after_where_it_started(started, found, name):
    panel = Panel("name-that-tumour", started=started, found=found, name=name)
    assert panel.state.scene.verdict == "right"
    assert ("So its name is", name) in panel.state.scene.facts


@pytest.mark.parametrize(("started", "found"), PAIRS)
def test_nothing_is_given_away_before_an_answer(started, found):
    panel = Panel("name-that-tumour", started=started, found=found)
    asked = panel.state.scene
    assert asked.verdict == "open" and not asked.facts and not asked.cards
    right = naming.right_name(started, found)
    assert right not in panel.describe() and right not in panel.twin()
    offered = [value for value, _ in panel.controls[2].options]
    assert offered[0] == naming.UNNAMED and len(set(offered)) == 4 and right in offered
    for name in offered[1:]:
        panel.values = {"name": name}
        assert panel.state.scene.verdict == ("right" if name == right else "wrong")
        assert naming.PLACES[found].own in dict(panel.state.scene.facts)["A wrong name for it"]
        assert right.lower() in panel.state.scene.headline.lower()


def test_another_tumour_asks_anew():
    panel = Panel("name-that-tumour", name="lung cancer, not breast cancer")
    panel.values = {"started": "bowel"}
    assert panel.values == {"started": "bowel", "found": "lung", "name": "none"}


def test_the_right_name_does_not_always_stand_at_the_same_place():
    places = set()
    for started, found in PAIRS:
        options = [
            value for value, _ in Panel("name-that-tumour", started=started, found=found).controls[2].options
        ]
        places.add(options.index(naming.right_name(started, found)))
    assert places == {1, 2, 3}


def test_a_node_close_by_is_not_called_metastatic():
    panel = Panel(
        "name-that-tumour", started="breast", found="node", name="breast cancer in a lymph node close by"
    )
    assert "metastatic breast" not in panel.describe()
    assert any(card.key == "Distant lymph nodes" for card in panel.evidence())
