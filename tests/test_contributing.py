"""The worked example in CONTRIBUTING: its code runs as it stands there, in as many lines as the text says."""

import ast
import re
from pathlib import Path

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
MOST_LINES = 40


def section(title):
    return re.search(rf"^## {title}\n(.*?)(?=^## )", TEXT, re.M | re.S).group(1)


def example():
    (code,) = re.findall(r"^```python\n(.*?)^```", section("Add an interactive"), re.M | re.S)
    return code


def shown(code):
    """Run code as a notebook would, and return what its last line shows."""
    tree = ast.parse(code)
    last = ast.Expression(tree.body.pop().value)
    names = {}
    exec(compile(tree, "CONTRIBUTING.md", "exec"), names)
    return eval(compile(last, "CONTRIBUTING.md", "eval"), names)


def test_the_example_has_as_many_lines_as_the_text_says():
    written = [line for line in example().splitlines() if line.strip()]
    assert re.search(r"in (\d+) lines:", section("Add an interactive")).group(1) == str(len(written))
    assert len(written) < MOST_LINES


def test_the_example_is_a_panel_whose_every_state_has_its_cards():
    panel = shown(example())
    before = panel.describe()
    walked = []
    for _, text in panel.drive():
        assert panel.orphans() == ()
        assert all(cell in " ".join(panel.twin().split()) for row in panel.table() for cell in row)
        walked.append(text)
    assert len(set(walked)) == len(walked) == len(panel.controls[0].options) > 5
    assert (
        panel.describe() == before
        and "Bone: of 100 people with prostate cancer in this cohort, about 52" in before
    )


def test_the_text_names_what_exists():
    from metalearn.figures import panels
    from metalearn.figures.panels import design, story

    told = section("Add an interactive")
    assert design.__name__ in told and f"{story.__name__}.story" in told and "workflow" in panels.names()
