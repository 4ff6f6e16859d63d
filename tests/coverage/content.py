"""What is taught, asked and explained: topics, objectives, distractors, misconceptions, words, cases and widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from metalearn import Quiz, datasets, widgets
from metalearn.course.coverage import marks
from metalearn.course.coverage_words import new_in
from metalearn.course.minutes import calls
from metalearn.course.page import Page
from metalearn.course.source import tree_of
from metalearn.datasets import Case, Question
from metalearn.figures.panels import names
from tests.coverage.table import Table, course, lessons, name, pages, without_a_file

WIDGETS = [each for each in widgets.__all__ if each[:1].isupper()]
assert Quiz.__name__ in WIDGETS
CAPSTONE = "capstone"
IN_GALLERY = {"Chart": "draws a chart of one's own; a lesson shows its charts as panels, with their controls"}


def scope() -> Table:
    """Every topic of the list: the lesson and the cells that teach it."""
    found = {number: (page, cells) for page in lessons() for number, cells in marks(page).items()}
    rows, gaps = [], list(without_a_file())
    for item in datasets.scope_items():
        page, cells = found.get(item.no, (None, ()))
        where = f"{name(page)}: {', '.join(cell.id for cell in cells)}" if page else "nowhere"
        rows.append((item.no, item.item, item.verdict, where))
        if page is None or page.lesson is None:
            gaps.append(f"no cell of {item.lesson} teaches {item.no}, {item.item!r}")
        elif page.lesson.id != item.lesson:
            gaps.append(f"{item.no} belongs to {item.lesson}, but {page.lesson.id} teaches it")
    every = len(datasets.scope_items())
    said = f"{len(found)} of {every} topics are taught by a cell that says so."
    return Table(
        "Topics and the cells that teach them",
        said,
        ("no", "topic", "verdict", "taught in"),
        rows,
        tuple(gaps),
    )


def objectives() -> Table:
    """Every objective and its questions; a question that tests none, or that no lesson asks, is a gap."""
    rows, gaps, matched = [], [], set[str]()
    for lesson in course().lessons:
        asked = [each for each in datasets.questions() if each.id in lesson.questions]
        for objective in lesson.objectives:
            text = f"{objective.verb} {objective.text}"
            ids = [each.id for each in asked if each.lesson == lesson.id and each.objective == text]
            matched.update(ids)
            rows.append((lesson.id, text, ", ".join(ids) or "none"))
            if not ids:
                gaps.append(f"{lesson.id}: no question tests {text!r}")
    listed = {each for lesson in course().lessons for each in lesson.questions}
    for question in datasets.questions():
        if question.id not in listed:
            gaps.append(f"{question.id} is asked by no lesson")
        elif question.id not in matched:
            gaps.append(
                f"{question.id} tests {question.objective!r}, which is no objective of {question.lesson}"
            )
    with_one = sum(each[2] != "none" for each in rows)
    said = (
        f"{with_one} of {len(rows)} objectives have a question; "
        f"{len(matched)} of {len(datasets.questions())} questions test an objective of their lesson."
    )
    return Table("Objectives and questions", said, ("lesson", "objective", "questions"), rows, tuple(gaps))


def can_be_wrong(question: Question) -> tuple[int, ...]:
    """Where a learner can go wrong in a question, as indexes of its explanations (or of its typical wrong numbers)."""
    answer, n = question.answer, len(question.options)
    if not isinstance(answer, tuple):
        return tuple(range(len(getattr(question, "typical_wrong", ()))))
    if question.kind in ("single", "multiple"):
        return tuple(i for i in range(n) if i not in answer)
    if question.kind == "error":
        kinds = range(len(question.matches))
        return (*(i for i in range(n) if i != answer[0]), *(n + i for i in kinds if i != answer[1]))
    return tuple(range(n))


def distractors() -> Table:
    """Every way to be wrong that a question foresees, and the mistake or misconception behind it."""
    rows, gaps, count, named = [], [], 0, 0
    for question in datasets.questions():
        wrong = can_be_wrong(question)
        mistakes = tuple(getattr(question, "mistakes", ()) or ())
        told = [i for i in wrong if i < len(mistakes) and mistakes[i]]
        count, named = count + len(wrong), named + len(told)
        said = ", ".join(dict.fromkeys(mistakes[i] for i in told)) or "none"
        rows.append((question.id, question.kind, len(wrong), len(told), said))
        gaps += [f"{question.id}: wrong answer {i + 1} names no mistake" for i in wrong if i not in told]
    if not any(hasattr(each, "mistakes") for each in datasets.questions()):
        gaps = ["the questions have no column 'mistakes' yet"]
    said = f"{named} of {count} wrong answers name the mistake behind them, in {len(rows)} questions."
    return Table(
        "Distractors and mistakes",
        said,
        ("question", "kind", "wrong", "named", "mistakes"),
        rows,
        tuple(gaps),
    )


def misconceptions() -> Table:
    """Every misconception: the lessons that take it up, and the questions there or in the capstone that look for it."""
    ids = {lesson.id for lesson in course().lessons}
    asked = {(lesson.id, each) for lesson in course().lessons for each in lesson.questions}
    rows, gaps = [], []
    for each in datasets.misconceptions():
        # Blame and cheerfulness (M13, M33) are not quizzed beside the passage that is there to comfort.
        where = (*each.lessons, CAPSTONE)
        looked = [ask for ask in each.questions if any((lesson, ask) in asked for lesson in where)]
        rows.append((each.id, each.belief, ", ".join(each.lessons), ", ".join(looked) or "none"))
        if not each.lessons or set(each.lessons) - ids:
            gaps.append(f"{each.id}: belongs to {each.lessons}, which are no lessons of the course")
        if not looked:
            gaps.append(
                f"{each.id}, {each.belief!r}: no question of its lessons or the capstone looks for it"
            )
    good = sum(row[3] != "none" for row in rows)
    said = (
        f"{len(rows)} misconceptions belong to lessons; for {good} a question there or in the capstone looks."
    )
    return Table("Misconceptions", said, ("id", "belief", "lessons", "questions"), rows, tuple(gaps))


def words() -> Table:
    """Every word of the glossary, where the course uses it first, and whether it stands out there."""
    found = {use.term.term: (page, use) for page in lessons() for use in new_in(page)}
    rows, gaps = [], list(without_a_file())
    for term in datasets.glossary():
        page, use = found.get(term.term, (None, None))
        if page is None or use is None:
            rows.append((term.term, "nowhere", "", term.checked))
            gaps.append(f"no lesson uses {term.term!r}")
            continue
        rows.append((term.term, f"{name(page)}: {use.cell.id}", "yes" if use.marked else "no", term.checked))
        if not use.marked:
            gaps.append(f"{term.term!r} is not in bold where {name(page)} uses it first ({use.cell.id})")
    bold = sum(row[2] == "yes" for row in rows)
    said = f"{len(found)} of {len(rows)} words are used; {bold} stand out at their first use."
    return Table(
        "Words of the glossary", said, ("word", "first used in", "in bold", "checked"), rows, tuple(gaps)
    )


def _links(page: Page, case: Case) -> Iterator[str]:
    """How a lesson leads to a case: it plays it, or names its person beside a link to the capstone."""
    for cell in page.code:
        for called, node in calls(tree_of(cell)):
            if called == "CasePlayer" and any(getattr(arg, "value", None) == case.id for arg in node.args):
                yield f"plays it ({cell.id})"
    capstone = course().lesson(CAPSTONE).file
    person = re.compile(rf"\b{re.escape(case.id)}\b|{re.escape(case.title)}", re.IGNORECASE)
    for cell in page.prose:
        named = person.search(cell.source) if cell.generated is None else f"*{case.title}*" in cell.source
        if named and capstone in cell.source:
            yield f"links to it ({cell.id})"


def cases() -> Table:
    """Every case and lesson that it serves: does the lesson lead to it?"""
    by_id = {page.lesson.id: page for page in pages() if page.lesson}
    rows, gaps = [], []
    for case in datasets.cases():
        for lesson in (*case.lessons, CAPSTONE):
            how = list(_links(by_id[lesson], case)) if lesson in by_id else []
            rows.append((case.id, lesson, "; ".join(how) or "no"))
            if not how:
                gaps.append(f"{lesson} does not lead to the case {case.id!r}")
    good = sum(row[2] != "no" for row in rows)
    return Table(
        "Cases and the lessons they serve",
        f"{good} of {len(rows)} lead there.",
        ("case", "lesson", "how"),
        rows,
        tuple(gaps),
    )


def shown() -> Table:
    """Every widget, and every panel by name, with the lessons that show it; a few are for the gallery only."""
    used: dict[str, list[str]] = {}
    for page in pages():
        for cell in page.code:
            for called, node in calls(tree_of(cell)):
                first = getattr(node.args[0], "value", "") if node.args else ""
                for each in (called, f'Panel("{first}")' if called == "Panel" else ""):
                    if page.lesson and name(page) not in used.setdefault(each, []):
                        used[each].append(name(page))
    every = [*WIDGETS, *(f'Panel("{each}")' for each in names())]
    rows = [(each, ", ".join(used.get(each, ())) or IN_GALLERY.get(each, "none")) for each in every]
    gaps = tuple(f"no lesson shows {each}" for each in WIDGETS if each not in used and each not in IN_GALLERY)
    panels = sum(f'Panel("{each}")' in used for each in names())
    good = sum(each in used for each in WIDGETS)
    said = f"A lesson shows {good} of {len(WIDGETS)} widgets and {panels} of {len(names())} panels."
    return Table("Widgets", said, ("widget", "lessons"), rows, gaps)
