"""Is it responding? The sums of one person's scans in; the answer of RECIST 1.1 or iRECIST, and its reason, out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from metalearn.figures.panels import response_words as words
from metalearn.figures.panels.design import Design, Scene, Try, Value, Values, fixed
from metalearn.figures.panels.outcomes_charts import NOT_ADVICE
from metalearn.figures.panels.response_course import IMMUNE, NOT_YET, RECIST, Course, answers
from metalearn.figures.panels.response_spider import spider
from metalearn.words import _

_COARSE = (0, 20, 24, 40, 56, 60, 80, 96)  # both sides of every line that 80 mm can cross


def _scene(
    criteria: str, baseline: int, week8: int, week16: int, week24: int, others: str, new: str
) -> Scene:
    sums = tuple(mm for mm in (week8, week16, week24) if mm != NOT_YET)
    course = Course(criteria, baseline, sums, others, new)
    done = answers(course)
    last = done[-1]
    headline = words.headline(last)
    facts = tuple(words.facts(course, last))
    rows = words.rows(done)
    text = last.more
    shown = [
        headline,
        *text,
        *(said for fact in facts for said in fact),
        *(cell for row in rows[1:] for cell in row),
    ]
    return Scene(
        headline=headline,
        facts=facts,
        text=text,
        rows=rows,
        caption=words.CAPTION,
        figure=spider(done),
        notes=words.NOTES,
        cards=tuple(words.cards(course, shown)),
    )


def _setting(week8: int, week16: int, week24: int = NOT_YET, **more: Value) -> dict[str, Value]:
    sums: dict[str, Value] = {"baseline": 80, "week8": week8, "week16": week16, "week24": week24}
    return {"criteria": RECIST, **sums, "others": "none", "new": "no", **more}


_START = _setting(40, 56)
_TRIES = (
    Try(_("A fifth of very little"), _setting(20, 24)),
    Try(_("Smaller, and a new lesion"), _setting(40, 24, new="last")),
    Try(_("What is left of the others"), _setting(40, 0, others="there")),
    Try(_("iRECIST: unconfirmed, then confirmed"), _setting(100, 112, criteria=IMMUNE)),
    Try(_("iRECIST: unconfirmed, then taken back"), _setting(100, 40, criteria=IMMUNE)),
    Try(_("A response that stays one"), _setting(56, 52, 60)),
)


def _shipped() -> Iterator[Values]:
    """Two scans in coarse steps; and around every worked example, each control alone over what it takes."""
    settings = [
        _setting(first, second, criteria=criteria)
        for criteria, first, second in product((RECIST, IMMUNE), _COARSE, _COARSE)
    ]
    for example in (_START, *(each.values for each in _TRIES)):
        settings.append(dict(example))
        for control in words.CONTROLS:
            settings += (
                {**example, control.name: value} for value, _text in _stops(control.name, control.options)
            )
    yield from {repr(sorted(each.items())): each for each in settings}.values()


def _stops(name: str, options: tuple[tuple[Value, str], ...]) -> tuple[tuple[Value, str], ...]:
    if name == "baseline":
        return ()
    if not name.startswith("week"):
        return options
    return tuple(option for option in options if option[0] in (NOT_YET, *_COARSE, 48, 112))


DESIGN = Design(
    name="recist",
    title=_("Is it working? Response on scans"),
    intro=_(
        "Set the sum of the target lesions at each scan. The panel compares it with the start and with the smallest "
        "sum so far, looks at the other and the new lesions, and says what that is called."
    ),
    controls=fixed(*words.CONTROLS),
    scene=_scene,
    start=_START,
    tries=_TRIES,
    stamp=NOT_ADVICE,
    shipped=_shipped,
)
