"""In a language nobody speaks, no English is left on any widget's page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.instances import WIDGETS
from tests.contract.pages import opened, readable
from tests.contract.speech import OddRun
from tests.contract.test_words import odd_run

__all__ = ["odd_run"]


@pytest.mark.parametrize("name", WIDGETS)
def test_no_english_is_left_on_its_page(name: str, odd_run: OddRun, browser: Any) -> None:
    with opened(browser, odd_run.page(name), []) as page:
        texts = readable(page)
    assert len(texts) > 5
    assert odd_run.left_over(texts) == []
