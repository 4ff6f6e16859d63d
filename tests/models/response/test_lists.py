"""A text where a list is meant is refused wherever lists are taken, and never read letter by letter."""

import pytest

from metalearn.models.response import (
    best_response,
    irecist,
    recist,
    response_charts,
    target_response,
    targets,
)


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: targets.choose("liver"), "lesions"),
        (lambda: targets.check("liver"), "targets"),
        (lambda: target_response.measure("liver", {}), "targets"),
        (lambda: recist.assess("liver", [recist.Visit(8, {"liver": 10})]), "targets"),
        (lambda: recist.assess([], "liver"), "visits"),
        (lambda: irecist.assess([], "liver"), "visits"),
        (lambda: best_response.best("liver"), "visits"),
        (lambda: best_response.best_immune("liver"), "responses"),
        (lambda: response_charts.waterfall("liver"), "people"),
        (lambda: response_charts.spider("liver"), "people"),
    ],
)
def test_one_text_is_no_list(call, what):
    with pytest.raises(ValueError, match=f"The {what} are 'liver'; give a list such as"):
        call()
