"""Rules for stored outputs: no errors, no leftovers, and something to see where no kernel runs."""

from __future__ import annotations

from collections.abc import Iterator

from metalearn.course.page import Finding, Page, data, joined

MOST_BYTES = 200_000
VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"


def error_output(page: Page) -> Iterator[Finding]:
    """Find cells that ended in an error."""
    for cell in page.cells:
        for output in cell.outputs:
            if output.get("output_type") == "error":
                message = f"This cell ended in an error: {output.get('ename')}: {output.get('evalue')}"
                yield page.finding(cell, message, "Mend the cell, then run metalearn refresh.")


def stderr_output(page: Page) -> Iterator[Finding]:
    """Find warnings and other text on the error stream: validation does not tell the two streams apart."""
    for cell in page.cells:
        for output in cell.outputs:
            if output.get("output_type") == "stream" and output.get("name") == "stderr":
                first = next(iter(joined(output.get("text")).strip().splitlines()), "")
                message = f"This cell wrote to the error stream: {first!r}."
                yield page.finding(cell, message, "Remove what causes it, then run metalearn refresh.")


def widget_state(page: Page) -> Iterator[Finding]:
    """Find stored widget state, which differs on every run and hides the static picture."""
    if "widgets" in page.metadata:
        message = "The file stores the state of its widgets (metadata.widgets)."
        yield page.finding(None, message, f"Run metalearn refresh {page.name}, which leaves it out.")


def widget_view(page: Page) -> Iterator[Finding]:
    """Find stored references to live widgets: without a kernel they show an error, or nothing."""
    for cell in page.cells:
        for output in map(data, cell.outputs):
            if VIEW in output and "text/html" not in output:
                message = "This output is a widget with no picture for readers without a kernel (text/html)."
                yield page.finding(cell, message, "Show a widget that has a static twin.")
            elif VIEW in output:
                message = (
                    "This output points to a live widget that will be gone when the file is opened again."
                )
                yield page.finding(
                    cell, message, f"Run metalearn refresh {page.name}, which keeps its picture."
                )


def uncompared_picture(page: Page) -> Iterator[Finding]:
    """Find pictures that validation does not compare, in the course's own lessons."""
    for cell in page.cells if page.lesson else ():
        for output in map(data, cell.outputs):
            for kind in ("image/png", "image/jpeg"):
                if kind in output:
                    message = f"This output is a picture ({kind}), which validation cannot compare."
                    yield page.finding(cell, message, "Show a figure of the library, which has a text form.")


def too_big(page: Page) -> Iterator[Finding]:
    """Find files that are slow to open and to review."""
    if page.size > MOST_BYTES and page.cells:
        biggest = max(page.cells, key=lambda cell: cell.size)
        message = (
            f"The file has {page.size / 1000:.0f} KB, more than {MOST_BYTES / 1000:.0f} KB; "
            f"its biggest cell is cell {biggest.number} with {biggest.size / 1000:.0f} KB."
        )
        yield page.finding(None, message, "Show less in that cell, or split the lesson.")


RULES = (error_output, stderr_output, widget_state, widget_view, uncompared_picture, too_big)
