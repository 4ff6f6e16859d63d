"""The map of the course: every lesson of the register, with its time, what it needs, and a link that exists."""

from metalearn.course import registry
from metalearn.course.lesson_map import lesson_map


def test_every_lesson_is_a_card_with_what_the_register_says():
    course = registry.load()
    cards = lesson_map().deck.cards
    lessons = [lesson for lesson in course.lessons if lesson.id != registry.START]
    assert [card.id for card in cards] == [lesson.id for lesson in lessons]
    for card, lesson in zip(cards, lessons, strict=True):
        facts = dict(card.facts)
        assert card.title == f"{lesson.order}. {lesson.title}" and card.text == lesson.promise
        assert facts["Time"] == f"{lesson.minutes} minutes"
        assert facts.get("Needs", "") == "; ".join(course.lesson(need).title for need in lesson.needs)
        assert card.link[1] == lesson.file and (course.folder / lesson.file).is_file()


def test_the_time_is_added_up_and_every_number_has_a_card():
    widget = lesson_map()
    minutes = sum(lesson.minutes for lesson in registry.load().lessons if lesson.id != registry.START)
    assert f"{minutes} minutes" in widget.describe()
    widget.opened = widget.deck.ids
    assert widget.orphans() == ()
