import pytest

from metalearn.errors import check_keywords, nearest, unknown


@pytest.mark.parametrize(
    ("given", "expected"),
    [("brest", "Breast"), ("BREAST", "Breast"), ("small", "Lung (small cell)"), ("zzz", None), ("", None)],
)
def test_the_nearest_name_is_found_whatever_the_case(given, expected):
    assert nearest(given, ["Breast", "Prostate", "Lung (small cell)"]) == expected


def test_an_unknown_name_says_what_was_meant_and_where_to_see_all():
    message = str(unknown("organ", "Livr", ["Liver", "Lung"], "metalearn.datasets.sites()"))
    assert message == "Unknown organ 'Livr'. Did you mean 'Liver'? See all 2 with metalearn.datasets.sites()."


def test_without_a_near_name_no_guess_is_made():
    assert "Did you mean" not in str(unknown("organ", "xyz", ["Liver"], "sites()"))


def test_right_keywords_pass_and_a_wrong_one_is_named():
    check_keywords("Quiz", ["scale"], ["question", "scale"])
    with pytest.raises(TypeError, match=r"Quiz\(\) has no keyword 'scal'. Did you mean 'scale'\?"):
        check_keywords("Quiz", ["scal"], ["question", "scale"])


BREAST = [
    "Bone",
    "Breast (female)",
    "Breast (male)",
    "Colon",
    "Lung (small cell)",
    "Lung (non-small cell)",
    "Lungs",
]


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("Breast", " Did you mean 'Breast (female)' or 'Breast (male)'? "),
        ("breast", " Did you mean 'Breast (female)' or 'Breast (male)'? "),
        ("Lung", " Did you mean 'Lung (small cell)', 'Lung (non-small cell)' or 'Lungs'? "),
        (" LUNG ", " Did you mean 'Lung (small cell)', 'Lung (non-small cell)' or 'Lungs'? "),
        ("lungs", " Did you mean 'Lungs'? "),
        ("Breast (f", " Did you mean 'Breast (female)'? "),
        ("COLON", " Did you mean 'Colon'? "),
        ("xyzzy", "'. See all 7"),
        ("", "''. See all 7"),
    ],
)
def test_a_name_that_begins_several_names_them_all(given, hint):
    message = str(unknown("primary", given, BREAST, "here()"))
    assert hint in message and message.endswith(" See all 7 with here().")


def test_very_many_names_that_begin_alike_are_cut_short():
    message = str(unknown("name", "lung", [f"Lung {k}" for k in range(12)], "here()"))
    assert "'Lung 7' or 4 more? See all 12" in message and "'Lung 8'" not in message


def test_four_or_fewer_names_are_all_listed_when_none_is_near():
    assert str(unknown("phase", "xyzzy", ["plain", "portal"], "PHASES")) == (
        "Unknown phase 'xyzzy'. It can be 'plain' or 'portal'. See all 2 with PHASES."
    )
    assert "It can be 'only'. See" in str(unknown("thing", "xyzzy", ["only"], "X"))
    assert "It can be" not in str(unknown("thing", "xyzzy", list("abcde"), "X"))
    assert "It can be" not in str(unknown("thing", "xyzzy", [], "X"))


def test_a_single_beginning_goes_before_a_likeness():
    assert nearest("Bre", ["Bare", "Breast (female)"]) == "Breast (female)"


def test_a_name_with_which_all_the_others_begin_stands_for_them():
    options = ["flows_groups", "flows", "flows_subtypes"]
    assert "Did you mean 'flows'? See" in str(unknown("table", "flow", options, "tables()"))
