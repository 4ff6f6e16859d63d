"""The self-check questions: complete, fair, aligned with objectives and misconceptions, and right."""

import math
import re
import tomllib
from collections import Counter

import pytest

from metalearn import Panel, datasets
from metalearn.datasets import files
from metalearn.errors import UnknownNameError
from metalearn.models.journey.seeding import CUT_OFFS
from metalearn.models.teaching.quiz import mark
from metalearn.widgets.sources import checked_text

EVERY = datasets.questions()
FAULTS = ("wrong", "imprecise", "out of date", "contested")
by_id = pytest.mark.parametrize("question", EVERY, ids=lambda question: question.id)

LESSONS = {
    "Q01": ("what-metastasis-is", 5),
    "Q02": ("journey-of-one-cell", 8),
    "Q03": ("routes", 6),
    "Q04": ("where-cancers-go", 5),
    "Q05": ("dormancy", 4),
    "Q06": ("symptoms", 6),
    "Q07": ("finding-it", 8),
    "Q08": ("staging", 7),
    "Q09": ("goals-of-treatment", 5),
    "Q10": ("treatment-options", 6),
    "Q11": ("few-metastases", 6),
    "Q12": ("response-and-survival", 9),
    "Q13": ("living-with-it", 6),
    "Q14": ("capstone", 6),
}

# What each numeric answer is computed from; every figure stands in the stem.
ARITHMETIC = {
    "Q02b": (1_000_000 * 0.0001, ["1,000,000", "0.01%"]),
    "Q05a": (200 * 0.22, ["200", "22%"]),
    "Q07e": (1000 * 0.21, ["1,000", "21%"]),
    "Q07h": (100 * 90 / (90 + 0.1 * 900), ["1,000", "100", "90", "10 of each 100"]),
    "Q11a": (42.3 - 17.7, ["42.3%", "17.7%"]),
    "Q12a": (100 * (61 - 50) / 50, ["80 mm", "50 mm", "61 mm"]),
    "Q12d": (100 * 30 / 90, ["30%", "90%"]),
    "Q12f": ((50 * 10 + 50 * 60) / 100, ["10%", "60%", "50 people"]),
    "Q13b": (200 * 0.81, ["200", "81%"]),
}

# Their answers were read in a secondary source, or not all of the answer was read.
PARTLY_CHECKED = (
    *(
        "Q01d",
        "Q02a",
        "Q02e",
        "Q02f",
        "Q03b",
        "Q05a",
        "Q05d",
        "Q06b",
        "Q06d",
        "Q06e",
        "Q06f",
        "Q07b",
        "Q07g",
        "Q09e",
    ),
    *("Q10b", "Q10d", "Q10e", "Q11b", "Q11c", "Q11f", "Q12i", "Q13c", "Q13f", "Q14e", "Q14f"),
)


def objectives():
    registry = tomllib.loads((files.folder("notebooks") / "course.toml").read_text(encoding="utf-8"))
    return {
        lesson["id"]: [f"{each['verb']} {each['text']}" for each in lesson["objectives"]]
        for lesson in registry["lesson"]
    }


def test_eighty_seven_questions_in_the_order_of_the_lessons():
    assert [each.id for each in EVERY] == sorted(each.id for each in EVERY)
    assert len(EVERY) == 87 == sum(count for _, count in LESSONS.values())
    for start, (lesson, count) in LESSONS.items():
        found = [each.id for each in datasets.questions(lesson)]
        assert found == [start + "abcdefghi"[place] for place in range(count)]
    assert Counter(each.kind for each in EVERY) == {
        "single": 33,
        "multiple": 17,
        "numeric": 9,
        "matching": 11,
        "ordering": 4,
        "grid": 4,
        "error": 9,
    }


@by_id
def test_a_question_fits_its_kind(question):
    indexes = range(len(question.options))
    explained = question.options + (question.matches if question.kind == "error" else ())
    assert len(question.explanations) == len(explained) == len(set(explained))
    assert question.hint and question.explanation and question.objective and question.source_ids
    match question.kind:
        case "numeric":
            assert isinstance(question.answer, (int, float)) and question.tolerance is not None
            assert question.unit and not question.options
        case "single":
            assert len(question.answer) == 1 and question.answer[0] in indexes and len(indexes) >= 3
        case "multiple":
            assert 1 < len(question.answer) < len(indexes) and set(question.answer) <= set(indexes)
        case "ordering":
            assert sorted(question.answer) == list(indexes) != list(question.answer)
        case "matching":
            assert len(question.answer) == len(indexes)
            assert set(question.answer) == set(range(len(question.matches)))
        case "grid":
            assert len(question.answer) == len(indexes)
            assert {each for row in question.answer for each in row} == set(range(len(question.matches)))
            assert any(len(row) > 1 for row in question.answer)
        case "error":
            assert question.answer[0] in indexes and question.matches == FAULTS
            assert question.explanation.startswith("Better: ")
    if question.kind in ("single", "multiple"):
        right = {index for index in indexes if question.explanations[index].startswith("Right:")}
        assert right == set(question.answer)


@by_id
def test_a_question_tests_an_objective_of_its_lesson(question):
    assert question.objective in objectives()[question.lesson]


def test_every_objective_has_a_question():
    asked = {each.objective for each in EVERY}
    assert not [text for found in objectives().values() for text in found if text not in asked]


def test_the_course_asks_every_question_in_its_lesson():
    registry = tomllib.loads((files.folder("notebooks") / "course.toml").read_text(encoding="utf-8"))
    lessons = {each["id"]: each["questions"] for each in registry["lesson"]}
    for lesson, _count in LESSONS.values():
        assert {each.id for each in datasets.questions(lesson)} <= set(lessons[lesson])


@by_id
def test_the_misconception_of_a_question_names_the_question_too(question):
    if question.misconception:
        assert question.id in datasets.misconception(question.misconception).questions


@by_id
def test_the_right_option_does_not_stand_out(question):
    if question.kind != "single":
        return
    lengths = [len(option) for option in question.options]
    right = lengths.pop(question.answer[0])
    assert 0.6 <= right / max(lengths) <= 1.5
    assert not re.search(r"\b(all|none|both) of (the above|these|them)\b", " ".join(question.options), re.I)


def test_the_right_option_is_often_not_the_longest_and_stands_in_every_place():
    single = [each for each in EVERY if each.kind == "single"]
    longest = [each for each in single if len(each.options[each.answer[0]]) > max_of_the_others(each)]
    assert len(longest) <= 0.6 * len(single)
    places = Counter(each.answer[0] for each in single)
    assert set(places) == {0, 1, 2, 3} and max(places.values()) <= 0.5 * len(single)


def max_of_the_others(question):
    return max(len(text) for index, text in enumerate(question.options) if index != question.answer[0])


def test_the_hint_does_not_say_the_answer():
    for each in EVERY:
        if each.kind == "single":
            assert each.options[each.answer[0]].lower() not in each.hint.lower(), each.id
        if each.kind == "numeric":
            assert f"{each.answer:g}" not in re.findall(r"[\d.,]*\d", each.hint), each.id


@pytest.mark.parametrize("id", ARITHMETIC)
def test_a_numeric_answer_follows_from_the_figures_in_the_stem(id):
    question = datasets.question(id)
    computed, figures = ARITHMETIC[id]
    assert math.isclose(computed, question.answer, abs_tol=max(0.05, question.tolerance))
    for figure in figures:
        assert figure in question.stem
    assert f"{question.answer:g}" in question.explanation


def test_every_numeric_question_is_recomputed():
    assert set(ARITHMETIC) == {each.id for each in EVERY if each.kind == "numeric"}


def test_recist_rules_in_the_questions():
    first, smallest, now = 80, 50, 61
    assert (
        now >= 1.2 * smallest and now - smallest >= 5 and now < first
    )  # progression, though smaller than at first
    assert "this is progression" in datasets.question("Q12a").explanation
    assert 45 <= 0.7 * 70  # the targets of Q12b alone are in partial response
    assert said("Q12b") == ["Progressive disease"]
    assert said("Q12c") == ["Complete response"]  # a target node of 9 mm is below 10 mm
    assert said("Q12g")[0].startswith("Choose the target lesions")
    assert said("Q12g")[-1] == "Give the overall response"


def test_staging_rules_in_the_questions():
    assert said("Q08a") == ["Stage II"]
    assert said("Q08c") == ["M1c1"]
    assert said("Q08d") == ["M1a", "M1b", "M1c", "M0"]
    assert "Breast cancer with ten involved nodes, M0" not in said("Q08b")


def said(id):
    question = datasets.question(id)
    pool = question.matches or question.options
    return [pool[index] for index in question.answer]


def test_which_answers_were_not_wholly_read():
    assert [each.id for each in EVERY if each.checked == "partial"] == [*PARTLY_CHECKED]
    assert not [each.id for each in EVERY if each.checked == "no"]


@by_id
def test_the_words_are_british_and_people_come_first(question):
    own = [question.stem, *question.options, *question.matches, *question.explanations]
    text = re.sub(r'"[^"]*"', "", " ".join([*own, question.hint, question.explanation]))
    assert not re.search(r"tumor\b|metastasiz|leukemia|esophag|color\b|hemorrh|randomiz", text, re.I)
    assert not re.search(
        r"\b(victims?|sufferers?|suffers? from|lost (his|her|the) battle|terminal)\b", text, re.I
    )


def test_a_web_source_is_quoted_in_a_line_and_said_to_be_one():
    for each in EVERY:
        quoted = re.findall(r'"([^"]{25,})"', each.stem)
        assert all(len(text) <= 90 for text in quoted), each.id
        if quoted and any(id.startswith("web_") for id in each.source_ids):
            assert "web page" in each.stem or "web source" in each.stem, each.id


def test_the_barriers_of_the_cascade_are_those_of_the_table():
    """Q02h: of a million cells, with one barrier opened, by the classic teaching values."""
    shares = [each.fraction for each in datasets.survival_presets()[0].barriers]
    assert shares == [0.001, 0.8, 0.5, 0.5, 0.5]

    def left(place, share):
        return round(1_000_000 * math.prod([*shares[:place], share, *shares[place + 1 :]]))

    changed = [left(0, 0.001), left(0, 0.01), left(1, 1.0), left(3, 1.0)]
    assert [f"{number:,} cells" for number in changed] == said("Q02h")


def test_the_band_of_the_sankey_is_that_of_the_table():
    band = next(each for each in datasets.flows() if (each.primary, each.site) == ("Colorectal", "Liver"))
    assert f"about {band.n:,} of {band.n_total:,} patients" in datasets.question("Q04e").stem


def test_two_hundred_trials_are_those_of_the_panel():
    said = Panel("two-arm-trials").describe()
    stem = datasets.question("Q11e").stem
    for figure in ("99 people", "−13.6 to +33.3 points"):
        assert figure in said and figure in stem
    assert "39 of 200" in said and "39 are significant" in stem and 200 - 39 == 161
    assert "2.3 times" in said and "2.3 times" in stem and "10 more of 100" in said
    assert datasets.question("Q11e").options[0].startswith("The 161 others")


def test_the_words_for_time_are_those_of_their_sources():
    consensus, textbook = CUT_OFFS
    question = datasets.question("Q05d")
    assert set(question.source_ids) == {consensus.source_id, textbook.source_id, "engstrand_2019"}
    assert "together with" in consensus.said and "within 12 months" in consensus.said
    assert textbook.months_high == 12
    assert said("Q05d") == ["synchronous", "early metachronous", "late metachronous", "synchronous"]


def test_the_row_of_the_explorer_is_not_checked():
    row = next(each for each in datasets.treatment_options() if each.id == "T077")
    assert (row.primary, row.condition, row.checked) == ("Prostate", "Low-volume metastatic", "no")
    stem = datasets.question("Q10f").stem
    assert row.condition in stem and checked_text("no") in stem


def test_the_turning_point_of_a_case_is_one():
    """Q14e: the choice at the heavy legs leads to one ending or to the other, and to nothing else."""
    legs = next(each for each in datasets.case("amina").nodes if each.id == "legs")
    assert [(each.label.split(":")[0], each.next) for each in legs.choices] == [
        ("Book the next clinic, in four days", "end_walk"),
        ("Same day", "mscc"),
    ]
    assert "four days later" in datasets.question("Q14e").explanation


# The rows of the table of treatments behind the grid of reach and goal.
TREATMENTS = ("T168", "T060", "T001", "T180", "T181", "T190")
GOALS = {
    "cure": {"cure"},
    "long-term control, cure in a selected minority": {"cure", "longer control"},
    "control growth and prolong life": {"longer control"},
    "relieve symptoms": {"relief"},
    "prevent a complication": {"prevention"},
}


def test_the_grid_of_treatments_says_what_the_table_of_treatments_says():
    question = datasets.question("Q09d")
    table = {each.id: each for each in datasets.treatment_options()}
    for id, row in zip(TREATMENTS, question.answer, strict=True):
        chosen = {question.matches[column] for column in row}
        assert chosen == {table[id].local_or_systemic, *GOALS[table[id].goal_of_care]}, id
        assert set(table[id].source_ids) & set(question.source_ids), id


# The words of the table of organs behind each row of the symptom sorter, by column.
SYMPTOMS = [
    {0: ("Bone", "A deep, steady ache that moving")},
    {2: ("Lung", "breathlessness"), 3: ("Pericardium and heart", "Breathlessness")},
    {0: ("Spine and epidural space", "Back pain"), 1: ("Leptomeninges", "back pain")},
    {1: ("Brain", "a seizure")},
    {4: ("Liver", "little appetite")},
    {5: ("Peritoneum and omentum", "Bloating, feeling full after little food")},
]


def test_the_symptom_sorter_says_what_the_table_of_organs_says():
    question = datasets.question("Q06e")
    organs = {each.organ: each for each in datasets.organs()}
    for row, wanted in zip(question.answer, SYMPTOMS, strict=True):
        assert set(row) == set(wanted)
        for organ, words in wanted.values():
            assert words in organs[organ].symptoms


# The mistakes behind wrong answers.
MISTAKES = {each.id: each for each in datasets.mistakes()}
MARKED = ("single", "multiple", "error")  # each choice has its own; elsewhere each row has one


@by_id
def test_every_wrong_choice_names_the_mistake_behind_it(question):
    if question.kind == "numeric":
        assert len(question.mistakes) == len(question.typical_wrong) >= 1 and all(question.mistakes)
        return
    assert len(question.mistakes) == len(question.explanations) and not question.typical_wrong
    if question.kind in MARKED:
        place, kind = question.answer[0], len(question.options) + question.answer[-1]
        right = {place, kind} if question.kind == "error" else set(question.answer)
        assert {index for index, id in enumerate(question.mistakes) if not id} == right
    else:
        assert all(question.mistakes)


def test_a_typical_wrong_number_is_wrong():
    for question in EVERY:
        for number in question.typical_wrong:
            assert abs(number - question.answer) > (question.tolerance or 0), question.id
    assert [mark(datasets.question("Q12a"), float(each)).result for each in (61, 22)] == ["wrong", "right"]


def test_every_mistake_is_used_and_stands_once():
    used = {id for question in EVERY for id in question.mistakes if id}
    assert used == set(MISTAKES) and 30 <= len(MISTAKES) <= 75
    assert len({each.mistake.lower() for each in MISTAKES.values()}) == len(MISTAKES)
    for each in MISTAKES.values():
        assert (each.how_known == "misconception") == bool(each.misconception), each.id
        assert each.mistake[0].isupper() and not each.mistake.endswith(".") and len(each.mistake) <= 100


def looked_for(question):
    """The misconceptions that a question looks for: its own, and those behind its wrong choices."""
    behind = {MISTAKES[id].misconception for id in question.mistakes if id}
    return {*behind, question.misconception} - {""}


def test_every_misconception_is_looked_for_and_names_the_questions_that_do():
    for belief in datasets.misconceptions():
        found = [each.id for each in EVERY if belief.id in looked_for(each)]
        assert found and list(belief.questions) == found, belief.id


def test_mistakes_are_found_by_id():
    assert datasets.mistake("E01").misconception == "M01"
    with pytest.raises(UnknownNameError, match="Unknown mistake 'E99'"):
        datasets.mistake("E99")
