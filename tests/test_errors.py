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
