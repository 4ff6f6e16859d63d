"""The map of the course as cards: each lesson with its time, its promise, what it needs, and a link to it."""

from __future__ import annotations

from metalearn.course.registry import START, Course, Lesson, load
from metalearn.datasets.cards import computed
from metalearn.figures.decks.design import Card, Deck
from metalearn.widgets.cards import Cards
from metalearn.words import _, several


def lesson_map(course: Course | None = None, *, scale: float = 1.0) -> Cards:
    """Return every lesson of the course as a card with a link, in the order of the course.

    Args:
        course: The course; by default the one of this folder, or of the package.
        scale: 1 for a page, 1.5 or more for a projector.

    Example:
        >>> lesson_map().state.shown[0].title
        '1. What metastasis is, and what it is not'
    """
    course = course or load()
    titles = {lesson.id: lesson.title for lesson in course.lessons}
    lessons = [lesson for lesson in course.lessons if lesson.id != START]
    minutes = sum(lesson.minutes for lesson in lessons)
    total = _("{lessons} in all, {minutes}").format(
        lessons=several("{n} lesson", "{n} lessons", len(lessons)).format(n=len(lessons)),
        minutes=_minutes(minutes),
    )
    deck = Deck(
        name="lesson-map",
        title=_("The lessons"),
        intro=_(
            "{total}. Begin with any lesson that needs nothing, or with what you are curious about."
        ).format(total=total),
        cards=tuple(_card(lesson, titles) for lesson in lessons),
        more=_("What you will be able to do"),
        about=(computed(_("The lessons"), total, _("counted in the register of the course")),),
    )
    return Cards(deck, scale=scale)


def _minutes(n: int) -> str:
    return several("{n} minute", "{n} minutes", n).format(n=n)


def _card(lesson: Lesson, titles: dict[str, str]) -> Card:
    facts = [(_("Time"), _minutes(lesson.minutes)), (_("For"), lesson.audience)]
    for label, ids in ((_("Needs"), lesson.needs), (_("Helped by"), lesson.helps)):
        if ids:
            facts.append((label, "; ".join(titles.get(each, each) for each in ids)))
    title = f"{lesson.order}. {lesson.title}"
    able = tuple((each.verb, each.text) for each in lesson.objectives)
    said = (title, lesson.promise, *(text for _label, text in (*facts, *able)))
    return Card(
        id=lesson.id,
        title=title,
        text=lesson.promise,
        facts=tuple(facts),
        more=able,
        link=(_("Open the lesson"), lesson.file),
        evidence=(computed(title, said, _("written in the register of the course")),),
    )
