"""Make every widget of the course and say what it shows; run by CPython and by Pyodide, which must agree."""

import json
import sys

import metalearn


def chart():
    from metalearn.widgets import Chart

    figure = {
        "data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}],
        "layout": {"title": {"text": "Two bars"}},
    }
    return Chart(figure, "Two bars", [["name", "height"], ["a", "1"], ["b", "2"]])


MAKERS = {
    "CascadeStepper": lambda: metalearn.CascadeStepper(),
    "MetastasisSankey": lambda: metalearn.MetastasisSankey(),
    "TreatmentExplorer": lambda: metalearn.TreatmentExplorer(),
    "Quiz": lambda: metalearn.Quiz("Q01a"),
    "Chart": chart,
    "figures.sankey": lambda: metalearn.figures.sankey(),
}


def shown(maker):
    made = maker()
    bundle = made._repr_mimebundle_(include=None, exclude=None)
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return {"kinds": sorted(data), "text": data["text/plain"], "html": data["text/html"]}


answer = {name: shown(maker) for name, maker in MAKERS.items()}
answer["share"] = str(metalearn.models.flows.share("Prostate", "Bone"))
answer["problems"] = [str(problem) for problem in metalearn.datasets.check()]
answer["unwanted"] = [name for name in ("numpy", "pandas", "ipykernel") if name in sys.modules]
answer = json.dumps(answer, sort_keys=True)
if __name__ == "__main__" and sys.platform != "emscripten":
    print(answer)
answer  # noqa: B018 - the value of the last line is what Pyodide hands back
