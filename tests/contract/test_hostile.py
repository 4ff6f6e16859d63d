"""Text from data is text: in the live view, in the twin, in the text and on the exported page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from metalearn.figures import twin
from tests.contract.faces import refused_by_jupyter, squeezed
from tests.contract.hostile import EVIL, HOSTILE
from tests.contract.pages import TEXT, opened

every = pytest.mark.parametrize("name", HOSTILE)


@every
def test_markup_is_literal_without_a_browser(name: str) -> None:
    widget = HOSTILE[name]()
    assert EVIL in widget.describe() or squeezed(EVIL) in squeezed(widget.describe())
    assert refused_by_jupyter(widget) == []
    assert "<img src=x" not in widget.twin() and "<script" not in widget.twin()
    assert squeezed(EVIL) in squeezed(twin.words(widget.twin()))


@every
def test_markup_is_literal_in_the_live_view(name: str, browser: Any, tmp_path: Path) -> None:
    problems: list[str] = []
    with opened(browser, HOSTILE[name]().save(tmp_path / "page.html"), problems) as page:
        page.wait_for_timeout(300)
        assert page.evaluate("() => globalThis.pwned") is None
        assert page.locator(".ml img[src=x], .ml script").count() == 0
        assert squeezed(EVIL) in squeezed(page.evaluate(TEXT))
    assert problems == []
