"""What counts as a number in a text, and which figures can be read as it."""

import time

import pytest

from metalearn.datasets.numbers import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,140 of 2,172 patients (52%)", ["1,140", "2,172", "52%"]),
        ("<1% and 0.46 percent, 36.1 per cent", ["<1%", "0.46 percent", "36.1 per cent"]),
        ("1 in 1,000 (0.1%), 8 in 10, 1 in 2", ["1 in 1,000", "0.1%", "8 in 10", "1 in 2"]),
        ("5 in 2026; 3 in 12", ["5", "2026", "3", "12"]),
        ("about 3.2 million, 10^6 or 10⁶", ["3.2 million", "10^6", "10⁶"]),
        ("Last reviewed: 2026-11-21, built 2026-11.", ["2026-11-21", "2026-11"]),
        ("between 1,130 and 1,151; 23-50, 7–22", ["1,130", "1,151", "23", "50", "7", "22"]),
        ("185:563-575", ["185", "563", "575"]),
        ("within 24 hours, a 5-year plan, on day 14. Then", ["24", "5", "14"]),
        ("12,34 is no thousand", ["12", "34"]),
    ],
)
def test_numbers_are_found_as_they_are_written(text, found):
    assert [number.text for number in numbers(text)] == found
    assert all(text[number.start : number.end] == number.text for number in numbers(text))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "HER2",
            "PD-1",
            "CTLA-4",
            "V600E",
            "CXCL12",
            "p53",
            "T012",
            "Q02b",
            "T1B",
            "125I",
            "8th",
            "mFOLFOX6",
        ),
        *(
            "BRCA1/2",
            "C57BL/6",
            "CLDN18.2",
            "5-FU",
            "lutetium-177",
            "HLA-A*02:01",
            "HLA-A*02",
            "T1-2",
            "CD8+",
        ),
    ],
)
def test_a_digit_inside_a_name_is_no_number(name):
    assert [number.text for number in numbers(f"with {name} in 7 of them")] == ["7"]


@pytest.mark.parametrize(
    ("text", "figure", "percent", "reads"),
    [
        ("1,140", 1140, False, True),
        ("1,140", 1141, False, False),
        ("52%", 52.486, True, True),
        ("53%", 52.486, True, False),
        ("52.5%", 52.486, True, True),
        ("52", 52.486, True, False),
        ("52%", 52.486, False, False),
        ("0.1%", 0.001, False, True),
        ("80%", 0.8, False, True),
        ("<1%", 0.46, True, True),
        ("<1%", 0.6, True, False),
        ("<1%", 0.0, True, False),
        ("1 in 1,000", 0.001, False, True),
        ("1 in 50", 0.0199, False, True),
        ("1 in 60", 0.0199, False, False),
        ("8 in 10", 0.8, False, True),
        ("7 in 10", 0.8, False, False),
        ("13", 12.5, False, True),
        ("5", 4.8, False, False),
        ("3.2 million", 3_200_000, False, True),
        ("3.2 million", 3_300_000, False, False),
        ("2026-11-21", 20261121, False, False),
    ],
)
def test_a_figure_reads_as_a_number_only_rounded_as_the_course_rounds(text, figure, percent, reads):
    (number,) = numbers(text)
    assert number.reads(figure, percent) is reads


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("3.2 million", "3,200,000", True),
        ("10^6", "1,000,000", True),
        ("52%", "52 percent", True),
        ("52%", "52", False),
        ("<30", "30", False),
        ("<30", "<30", True),
        ("1 in 1,000", "1,000", False),
        ("2026-11", "2026-12", False),
    ],
)
def test_two_texts_say_the_same_number(one, other, same):
    assert numbers(one)[0].same(numbers(other)[0]) is same


@pytest.mark.parametrize("part", ["x", "1", "a-", "a1-", "1 in ", "1,"])
def test_a_long_text_takes_time_in_proportion_to_its_length(part):
    began = time.perf_counter()
    numbers(part * 20_000)
    short = time.perf_counter() - began
    began = time.perf_counter()
    numbers(part * 80_000)
    assert time.perf_counter() - began < 40 * max(short, 0.005)
