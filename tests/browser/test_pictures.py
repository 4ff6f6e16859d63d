"""The pictures of the README, taken from the real thing: METALEARN_PICTURES=1 pytest tests/browser/test_pictures.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.browser.pages import notebook

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / ".github" / "pictures"
TALLEST = 960  # a picture of the README shows the top of a widget, not thirty cards
WIDGETS = {
    "stepper": ("CascadeStepper(step=3)", ".ml"),
    "sankey": ("MetastasisSankey()", ".sankey-stage svg.wide"),
    "explorer": ("TreatmentExplorer(condition='HER2+')", ".ml"),
}


@pytest.mark.parametrize("name", WIDGETS)
def test_the_readme_shows_the_widget_as_it_is(reader, lab_folder, tmp_path, name):
    call, selector = WIDGETS[name]
    page = reader(height=1500).open(
        notebook(lab_folder, f"picture-{name}", f"import metalearn\nmetalearn.{call}")
    )
    page.wait_for_selector(f".jp-OutputArea-output {selector}")
    page.wait_for_timeout(1500)
    folder = PICTURES if os.environ.get("METALEARN_PICTURES") else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    box = page.locator(".jp-OutputArea-output").first.bounding_box()
    page.screenshot(path=folder / f"{name}.png", clip={**box, "height": min(box["height"], TALLEST)})
    assert (folder / f"{name}.png").stat().st_size > 20_000, "the picture is blank"
    assert f".github/pictures/{name}.png" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (PICTURES / f"{name}.png").exists(), "take it with METALEARN_PICTURES=1"
