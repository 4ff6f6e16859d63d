"""The deck of a learner's progress: what was answered so far, in all and by lesson."""

from __future__ import annotations

from collections.abc import Mapping

from metalearn import datasets
from metalearn.datasets import Evidence
from metalearn.datasets.cards import computed
from metalearn.figures.decks.design import Card, Deck
from metalearn.models.teaching.progress import LessonProgress, LookAgain, Progress
from metalearn.words import _, several

LOOK = _("Sure, but another answer fits: worth a second look first")
SECOND = _("A second look: {id}")
THOUGHT = _("Perhaps the thought behind it")
READ = _("Read again")
_KINDS = {
    "put right": _("Put right since"),
    "still right": _("Right before and since"),
    "not right yet": _("Not right yet"),
    "no longer right": _("Right before, another answer since"),
}


def deck(progress: Progress) -> Deck:
    """Return a summary of answers as a deck: all of them, what to look at again, before and since, each lesson begun.

    Args:
        progress: What :func:`metalearn.progress.summary` returns.

    Example:
        >>> from metalearn.models.teaching.progress import summary
        >>> deck(summary((), ())).cards[0].text
        'No question answered yet.'
    """
    titles = datasets.table("misconceptions").column("lessons").meanings
    begun = [each for each in progress.by_lesson if each.answered]
    lessons = (_lesson(each, titles.get(each.lesson, each.lesson)) for each in begun)
    looks = (_look(each, titles) for each in progress.look_again)
    both = [_both(progress)] if progress.changes or progress.waiting else []
    return Deck(
        name="progress",
        title=_("Your answers so far"),
        intro=_("By the last answer to each question. Kept on this machine only. Unanswered is not wrong."),
        cards=(_whole(progress), *looks, *both, *lessons),
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


def _look(again: LookAgain, titles: Mapping[str, str]) -> Card:
    """A question answered wrongly while sure, with the thought that may be behind it."""
    asked = {each.id: each.stem for each in datasets.questions()}
    facts = [(THOUGHT, datasets.mistake(id).mistake) for id in again.mistakes]
    facts.append((READ, titles.get(again.lesson, again.lesson)))
    title = SECOND.format(id=again.question)
    return _card(again.question, title, asked.get(again.question, again.question), facts)


def _both(progress: Progress) -> Card:
    """What was answered before a lesson and since; what waits is counted and not marked."""
    counts = ((name, sum(each.kind == kind for each in progress.changes)) for kind, name in _KINDS.items())
    facts = [(name, str(count)) for name, count in counts if count]
    line = _("{before} → {now}")
    for each in progress.changes:
        said = line.format(before=each.before.graded, now=each.after.graded)
        facts.append((each.after.question, said))
    if progress.waiting:
        facts.append((_("To be met again at the end of a lesson"), ", ".join(progress.waiting)))
    count = len(progress.changes)
    text = several(
        "{n} question answered before a lesson and again since",
        "{n} questions answered before a lesson and again since",
        count,
    ).format(n=count)
    return _card("before", _("Before and since"), text, facts)


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
    return ((LOOK, ", ".join(part.sure_but_wrong)), *facts) if part.sure_but_wrong else facts


def _card(id: str, title: str, text: str, facts: list[tuple[str, str]]) -> Card:
    how = _("counted from the answers kept on this machine")
    cards: list[Evidence] = [computed(title, text, how), *(computed(*fact, how) for fact in facts)]
    return Card(id, title, text, facts=tuple(facts), evidence=tuple(cards))
