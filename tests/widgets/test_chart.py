import gzip
import html
import json
import re
import subprocess
import sys

import pytest
from plotly import graph_objects

from metalearn import Chart, Quiz, datasets
from metalearn.errors import MetalearnError
from metalearn.figures.plotly_sankey import sankey
from metalearn.widgets import chart as library
from metalearn.widgets import export
from metalearn.widgets.chart import PlotlyLibrary, plain_figure, plotly_js_version

BARS = {"data": [{"type": "bar", "x": ["Bone", "Liver"], "y": [3, 5]}], "layout": {"height": 300}}
ROWS = [["Organ", "Patients"], ["Bone", 3], ["Liver", 5]]


def chart(**keywords):
    return Chart(BARS, "Two organs", ROWS, **keywords)


def code(widget):
    return gzip.decompress(widget._code).decode()


def test_it_describes_itself_by_title_and_table_and_the_same_every_time():
    assert (
        repr(chart())
        == repr(chart())
        == "Two organs\n  Organ: Bone; Patients: 3\n  Organ: Liver; Patients: 5"
    )
    assert chart().table() == [["Organ", "Patients"], ["Bone", "3"], ["Liver", "5"]]


def test_what_is_selected_is_part_of_the_description():
    widget = chart()
    widget.selected = {"kind": "point", "index": 1, "label": "Liver", "curve": 0}
    assert widget.describe().endswith("Selected: Liver")


def test_a_plotly_figure_becomes_plain_data_without_its_template():
    widget = Chart(graph_objects.Figure(BARS), "Two organs", ROWS)
    assert widget.figure["data"][0]["x"] == ["Bone", "Liver"]
    assert "template" not in json.dumps(widget.figure)
    assert len(json.dumps(widget.figure)) < 200


def test_the_figure_can_be_changed_and_is_checked_again():
    widget = chart()
    widget.figure = graph_objects.Figure(BARS).update_layout(height=500)
    assert widget.figure["layout"]["height"] == 500
    with pytest.raises(MetalearnError, match="got int"):
        widget.figure = 3
    assert widget.figure["layout"]["height"] == 500


def test_arrays_become_lists():
    class Array:
        def tolist(self):
            return [1, 2]

    assert plain_figure({"data": [{"y": Array()}]}) == {"data": [{"y": [1, 2]}]}


def test_charts_of_a_kernel_share_one_library_and_say_its_version():
    first, second = chart(), chart()
    assert first._library == second._library == f"IPY_MODEL_{PlotlyLibrary.instance().model_id}"
    source = gzip.decompress(PlotlyLibrary.instance().source)
    assert f"plotly.js v{plotly_js_version()}".encode() in source[:200]
    assert len(second._esm) + len(second._code) + len(json.dumps(second.figure)) < 20_000


def test_plotly_js_is_compressed_ahead_from_the_first_view_on_whichever_that_is():
    library.prepare.cache_clear()
    Quiz("Q01a")
    assert library.prepare.cache_info().misses == 1
    Quiz("Q01b")
    assert library.prepare.cache_info().misses == 1


def test_plotly_js_is_compressed_where_no_thread_can_start(monkeypatch):
    def refuse(_thread):
        raise RuntimeError("can't start new thread")

    ahead = library.library_source()
    monkeypatch.setattr("threading.Thread.start", refuse)
    library.prepare.cache_clear()
    assert library.prepare() is None
    assert library.library_source() == ahead
    library.prepare.cache_clear()


def test_a_closed_library_is_replaced():
    old = PlotlyLibrary.instance()
    old.close()
    assert PlotlyLibrary.instance() is not old
    assert chart()._library.endswith(PlotlyLibrary.instance().model_id)


def test_the_view_never_uploads_and_has_no_english_of_its_own():
    text = code(chart())
    assert re.search(r"modeBarButtonsToRemove: \[[^\]]*sendDataToCloud[^\]]*sendChartToCloud", text)
    assert 'plotlyServerURL: ""' in text and "displaylogo: false" in text
    assert "innerHTML" not in text


def test_a_sankey_is_a_chart_too():
    flows = sankey("Prostate")
    widget = Chart(flows, "Flows", flows.table(), names={"node": ["a"]})
    assert widget.figure["data"][0]["type"] == "sankey"
    assert widget.names == {"node": ["a"]}


def test_its_evidence_reaches_view_twin_and_call():
    flows = [flow for flow in datasets.flows() if flow.primary == "Prostate"][:2]
    rows = [["Organ", "Patients"], *([flow.site, f"{flow.n:,}"] for flow in flows)]
    widget = Chart(BARS, "Prostate", rows, evidence=(flow.evidence("n") for flow in flows))
    assert widget.orphans() == ()
    assert widget.evidence(rows[1][1]) == (flows[0].evidence("n"),)
    ((own, shared),) = widget._sheets
    assert [lines[0] for lines in own] == [flow.evidence("n").text().split("\n")[0] for flow in flows]
    for line in flows[0].evidence("n").text().split("\n"):
        assert line in (*own[0], *shared)
        assert html.escape(line) in widget.twin()


def test_a_chart_without_cards_names_its_orphans_and_shows_no_empty_block():
    assert chart().evidence() == () and chart().orphans() == ("3", "5")
    assert chart()._sheets == [] and "<details" not in chart().twin()


def test_the_twin_has_every_cell_and_markup_in_it_is_text():
    widget = Chart(BARS, "<b>Title</b>", [["<i>a</i>"], ["<script>x</script>"]])
    twin = widget.twin()
    assert "<b>" not in twin and "<i>" not in twin and "<script" not in twin
    assert "&lt;script&gt;x&lt;/script&gt;" in twin
    assert set(re.findall(r"<(\w+)", twin)) <= {
        "img",
        "figure",
        "figcaption",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


def test_the_bundle_has_view_text_and_twin():
    data, _ = chart()._repr_mimebundle_()
    assert {"application/vnd.jupyter.widget-view+json", "text/html", "text/plain"} <= set(data)
    assert data["text/plain"] == chart().describe()


def test_drive_puts_the_selection_back():
    widget = chart()
    widget.selected = {"kind": "point", "index": 0, "label": "Bone", "curve": 0}
    states = [text for _, text in widget.drive()]
    assert states == [chart().describe()]
    assert widget.selected["label"] == "Bone"


def test_a_fault_in_a_callback_is_not_swallowed():
    widget = chart()

    def fault(_change):
        raise RuntimeError("planted")

    widget.observe(fault, "selected")
    with pytest.raises(RuntimeError, match="planted"):
        widget.set_state({"selected": {"kind": "point", "index": 0, "label": "Bone", "curve": 0}})


@pytest.mark.parametrize("table", [[], [["a", "b"], ["1"]]])
def test_a_table_without_header_or_with_ragged_rows_is_refused(table):
    with pytest.raises(MetalearnError, match="needs a header"):
        Chart(BARS, "x", table)


def test_unknown_keywords_get_the_nearest_one():
    with pytest.raises(TypeError, match="Did you mean 'label'"):
        Chart(BARS, "x", ROWS, labl="y")


def test_the_scale_has_bounds():
    with pytest.raises(MetalearnError, match="scale of Chart is a number from 1 to 3; got 9"):
        chart(scale=9)


def test_numbers_that_are_none_become_gaps():
    nan = float("nan")
    figure = {
        "data": [{"type": "scatter", "x": [1, 2, 3], "y": (1.5, nan, [-float("inf")])}],
        "layout": {"y": nan},
    }
    given = Chart(figure, "Gaps", ROWS)
    assert given.figure["data"][0]["y"] == [1.5, None, [None]] and given.figure["layout"] == {"y": None}
    given = Chart({"data": [{"type": "scatter", "y": [1.5, nan]}]}, "Gaps", ROWS)
    data = re.search(r'id="ml-states">(.*?)</script>', export.page_of([given]), re.S)
    assert data and json.loads(data[1], parse_constant=pytest.fail)


def test_importing_the_host_does_not_import_plotly():
    check = "import sys, metalearn.widgets.chart, metalearn.widgets.stepper;"
    check += "sys.exit(any(name.split('.')[0] == 'plotly' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
