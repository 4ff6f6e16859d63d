"""The deck of a learner's progress: what was answered so far, in all and by lesson."""

from __future__ import annotations

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.figures.decks.design import Card, Deck
from metalearn.models.teaching.progress import LessonProgress, Progress
from metalearn.words import _

LOOK = _("Sure, but another answer fits: worth a second look first")


def deck(progress: Progress) -> Deck:
    """Return a summary of answers as a deck: first all of them, then each lesson that was begun.

    Args:
        progress: What :func:`metalearn.progress.summary` returns.

    Example:
        >>> from metalearn.models.teaching.progress import summary
        >>> deck(summary((), ())).cards[0].text
        'No question answered yet.'
    """
    titles = datasets.table("misconceptions").column("lessons").meanings
    begun = (each for each in progress.by_lesson if each.answered)
    return Deck(
        name="progress",
        title=_("Your answers so far"),
        intro=_("By the last answer to each question. Kept on this machine only. Unanswered is not wrong."),
        cards=(_whole(progress), *(_lesson(each, titles.get(each.lesson, each.lesson)) for each in begun)),
        more=_("How it was counted"),
        stamp=progress.notice,
    )


def _whole(progress: Progress) -> Card:
    if not progress.answered:
        return Card("all", _("All lessons"), _("No question answered yet."))
    facts = list(_facts(progress))
    if progress.put_right:
        facts.append((_("Sure but wrong at first, right since"), ", ".join(progress.put_right)))
    facts.append((_("First and last answer"), f"{progress.since}, {progress.last}"))
    return _card("all", _("All lessons"), _answered(progress), facts)


def _lesson(part: LessonProgress, title: str) -> Card:
    return _card(part.lesson, title, _answered(part), list(_facts(part)))


def _answered(part: Progress | LessonProgress) -> str:
    return _("{answered} of {questions} questions answered").format(
        answered=part.answered, questions=part.questions
    )


def _facts(part: Progress | LessonProgress) -> tuple[tuple[str, str], ...]:
    facts = (
        (_("Right"), str(part.right)),
        (_("Partly right"), str(part.partly)),
        (_("Not right yet"), str(part.wrong)),
    )
    return (*facts, (LOOK, ", ".join(part.sure_but_wrong))) if part.sure_but_wrong else facts


def _card(id: str, title: str, text: str, facts: list[tuple[str, str]]) -> Card:
    how = _("counted from the answers kept on this machine")
    cards: list[Evidence] = [computed(title, text, how), *(computed(*fact, how) for fact in facts)]
    return Card(id, title, text, facts=tuple(facts), evidence=tuple(cards))
