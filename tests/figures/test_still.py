"""Still pictures of charts: what plotly would show, drawn where plotly would put it, or refused."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from metalearn.errors import MetalearnError
from metalearn.figures.still import still
from metalearn.figures.still_axes import axis

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*traces: dict[str, Any], **layout: Any) -> ET.Element:
    return ET.fromstring(still({"data": traces, "layout": layout}))


def texts(picture: ET.Element) -> list[str]:
    return ["".join(each.itertext()) for each in picture.iter(f"{SVG}text")]


def bars(picture: ET.Element) -> list[dict[str, float]]:
    return [
        {key: float(each.get(key, "nan")) for key in ("x", "y", "width", "height")}
        for each in picture.iter(f"{SVG}rect")
    ]


def test_a_bar_is_as_long_as_its_value() -> None:
    first, second = bars(drawn({"type": "bar", "x": ["a", "b"], "y": [10, 40]}))
    assert second["height"] == pytest.approx(4 * first["height"], rel=0.01)
    assert first["y"] + first["height"] == pytest.approx(second["y"] + second["height"], abs=0.2)
    assert first["x"] < second["x"]


def test_bars_lie_when_the_figure_says_so_and_stand_on_each_other() -> None:
    one = {"type": "bar", "orientation": "h", "y": ["a"], "x": [10]}
    two = {"type": "bar", "orientation": "h", "y": ["a"], "x": [30], "marker": {"pattern": {"shape": "/"}}}
    picture = drawn(one, two, barmode="stack")
    first, second, pattern = bars(picture)
    assert second == pattern and len(list(picture.iter(f"{SVG}pattern"))) == 1  # colour is not alone
    assert second["x"] == pytest.approx(first["x"] + first["width"], abs=0.2)
    assert second["width"] == pytest.approx(3 * first["width"], rel=0.01)


def test_a_logarithmic_axis_puts_powers_of_ten_at_equal_distances() -> None:
    found = axis({"type": "log"}, [1, 10, 1000], 0, 300)
    step = found.at(10) - found.at(1)
    assert found.at(100) - found.at(10) == pytest.approx(step)
    assert [text for _, text in found.ticks] == ["1", "10", "100", "1,000"]


def test_the_ends_of_an_axis_are_those_that_were_given() -> None:
    found = axis({"range": [0, 50], "tickvals": [0, 25], "ticktext": ["none", "half"]}, [3], 10, 110)
    assert (found.at(0), found.at(50), found.ticks) == (10, 110, ((0, "none"), (25, "half")))


def test_a_step_curve_goes_across_and_then_down() -> None:
    line = {"type": "scatter", "mode": "lines", "x": [0, 1, 2], "y": [3, 2, None], "line": {"shape": "hv"}}
    (path,) = drawn(line).iter(f"{SVG}path")
    assert re.fullmatch(r"M[\d.]+ [\d.]+H[\d.]+V[\d.]+", path.get("d", ""))


def test_titles_labels_lines_across_and_notes_are_all_there() -> None:
    picture = drawn(
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [1, 2],
            "y": [5, 6],
            "text": ["one", "two"],
            "name": "A",
        },
        {"type": "scatter", "mode": "lines", "x": [1, 2], "y": [1, 2], "name": "B", "line": {"dash": "dash"}},
        title={"text": "Chart"},
        xaxis={"title": {"text": "Years"}},
        yaxis={"title": {"text": "People"}},
        shapes=[
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 4, "y1": 4, "line": {"dash": "dot"}}
        ],
        annotations=[{"x": 1, "y": 4, "text": "<b>limit</b> of it", "showarrow": False}],
    )
    said = texts(picture)
    for text in ("Chart", "Years", "People", "one", "two", "A", "B", "limit of it"):
        assert text in said
    dashes = [each.get("stroke-dasharray") for each in picture.iter() if each.get("stroke-dasharray")]
    assert sorted(dashes) == ["2 3", "7 4", "7 4"]  # a line across; the second line and its legend


def test_a_heat_map_writes_its_numbers_in_ink_that_can_be_read() -> None:
    cells = {"type": "heatmap", "x": ["a", "b"], "y": ["c"], "z": [[0, 1]], "text": [["low", "high"]]}
    picture = drawn(cells)
    ink = {"".join(each.itertext()): each.get("style") for each in picture.iter(f"{SVG}text")}
    assert (ink["low"], ink["high"]) == ("fill:#fff", "fill:#111")


def test_text_is_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    source = still(
        {"data": [{"type": "bar", "x": [evil], "y": [1], "text": ["&lt;script&gt;"]}], "layout": {}}
    )
    assert "<img" not in source and "<script" not in source and "&lt;script&gt;" in source


NAMES = [
    "Peritoneum/<br>abdomen",
    "Distant<br>lymph nodes",
    "Head and neck squamous",
    "Liver",
    "Bone",
    "Skin",
] * 2


def test_turned_names_stay_in_the_picture_and_off_the_title_of_the_axis():
    places = list(range(12))
    layout = {"xaxis": {"tickvals": places, "ticktext": NAMES, "title": {"text": "Organ"}}, "height": 400}
    picture = drawn({"type": "bar", "x": places, "y": [1] * 12}, **layout)
    turned = [each for each in picture.iter(f"{SVG}g") if "rotate(-32)" in (each.get("transform") or "")]
    assert len(turned) == 12
    (title,) = [each for each in picture.iter(f"{SVG}text") if "".join(each.itertext()) == "Organ"]
    for group in turned:
        x, y = map(float, re.findall(r"[\d.]+", group.get("transform", ""))[:2])
        for line in group.iter(f"{SVG}text"):
            long = 6.6 * len("".join(line.itertext()))
            assert x - long * math.cos(math.radians(32)) > 0, "it begins left of the picture"
            assert y + long * math.sin(math.radians(32)) < float(title.get("y", "0")) - 8, (
                "it runs into the title"
            )
    assert float(title.get("y", "0")) < 400


def test_a_name_of_two_lines_stays_in_two_lines():
    upright = drawn({"type": "bar", "orientation": "h", "y": ["Lung<br>(small cell)", "Bone"], "x": [1, 2]})
    level = drawn({"type": "bar", "x": ["Lung<br>(small cell)", "Bone"], "y": [1, 2]})
    for picture in (upright, level):
        tops = {"".join(each.itertext()): float(each.get("y", "0")) for each in picture.iter(f"{SVG}text")}
        assert tops["(small cell)"] - tops["Lung"] == pytest.approx(13, abs=0.2)


def test_a_frame_keeps_its_width_and_its_dashes():
    frame = {"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "line": {"width": 3, "dash": "dot"}}
    bare = {"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "fillcolor": "#eee", "line": {"width": 0}}
    picture = drawn({"type": "scatter", "x": [0, 1], "y": [0, 1]}, shapes=[frame, bare])
    found = [(each.get("stroke-width"), each.get("stroke-dasharray")) for each in picture.iter(f"{SVG}rect")]
    assert found == [("3", "2 3"), (None, None)]


def test_what_it_cannot_draw_is_refused() -> None:
    with pytest.raises(MetalearnError, match="no 'pie'; it draws bar, scatter, heatmap"):
        still({"data": [{"type": "pie", "values": [1]}], "layout": {}})
