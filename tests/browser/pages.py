"""What a reader does on a page: small notebooks made for one test, Tab, and a word with the kernel."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any


def notebook(folder: Path, name: str, *cells: str) -> str:
    """Write a notebook of code cells and return its file name."""
    content = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{i}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": source,
            }
            for i, source in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")
    return f"{name}.ipynb"


def focus_by_tab(page: Any, selector: str, presses: int = 80) -> None:
    """Press Tab until an element that matches has the focus: what cannot be reached this way fails."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def in_kernel(page: Any, code: str) -> str:
    """Run code in the open notebook's kernel and return what it printed."""
    printed: str = page.evaluate(
        """async code => {
            let text = "";
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const future = kernel.requestExecute({ code });
            future.onIOPub = message => { text += message.content.text ?? message.content.evalue ?? ""; };
            await future.done;
            return text;
        }""",
        code,
    )
    return printed


def kernel_says(page: Any, code: str, expected: str, seconds: float = 20) -> None:
    """Hold that code prints ``expected`` in the kernel.

    Lab keeps a widget's next message back until the kernel has answered the one before, so a word with the kernel can
    overtake what the reader just did: it is repeated until the answer is right or the time is over.
    """
    deadline = time.monotonic() + seconds
    while (printed := in_kernel(page, code)) != expected and time.monotonic() < deadline:
        page.wait_for_timeout(100)
    assert printed == expected
