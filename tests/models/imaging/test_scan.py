import io
import math
import statistics
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from metalearn.errors import UnknownNameError
from metalearn.models.imaging import scan as scans
from metalearn.models.imaging.phantom import NAMES, STAMP, SYNTHETIC, abdomen
from metalearn.models.imaging.scan import WINDOWS, grey_of, scan

STEADY = settings(derandomize=True, deadline=None, max_examples=100)


@pytest.fixture(scope="module")
def made():
    return scan((25, 14, 8, 5, 3), seed=3)


def test_the_same_numbers_give_the_same_scan(made):
    assert scan((25, 14, 8, 5, 3), seed=3) == made
    assert scan((25, 14, 8, 5, 3), seed=4).hu != made.hu


def test_noise_has_the_spread_that_was_asked_for():
    for thickness, spread in ((5, 12.0), (1.25, 24.0)):
        noisy = scan((), thickness=thickness)
        clean = abdomen().hu
        rest = [
            a - b
            for one, two in zip(noisy.hu, clean, strict=True)
            for a, b in zip(one, two, strict=True)
            if b > -900
        ]
        assert len(rest) > 20_000
        assert statistics.fmean(rest) == pytest.approx(0, abs=4 * spread / math.sqrt(len(rest)))
        # Rounding to whole units adds a variance of a twelfth.
        assert statistics.pstdev(rest) == pytest.approx(math.sqrt(spread**2 + 1 / 12), rel=0.02)
        beyond = sum(abs(each) > 1.959964 * spread for each in rest) / len(rest)
        assert beyond == pytest.approx(0.05, abs=0.006)


def test_without_noise_a_lesion_is_as_dark_as_it_should_be():
    quiet = scan((20,), noise=0, seed=5)
    (finding,) = quiet.findings
    row, column = scans.phantom.pixel_of(finding.sphere.y), scans.phantom.pixel_of(finding.sphere.x)
    assert quiet.hu[row][column] == 105 - 38
    assert finding.ratio == math.inf and finding.verdict == "seen"
    faded = scan((20,), noise=0, seed=5, offset=0.95, thickness=5)
    assert -38 < faded.findings[0].shown < 0
    assert quiet.findings[0].sphere.cell == faded.findings[0].sphere.cell


def test_noise_stays_the_same_when_a_lesion_is_left_out():
    one, none = scan((20,), seed=2), scan((), seed=2)
    differ = [
        (row, column)
        for row in range(256)
        for column in range(256)
        if one.hu[row][column] != none.hu[row][column]
    ]
    assert 100 < len(differ) < 250  # a disc of 20 mm has about 168 pixels


def test_contrast_medium_makes_the_lesion_stand_out():
    with_medium, without = scan((12,), seed=1), scan((12,), seed=1, phase="plain")
    assert with_medium.findings[0].ratio > 2 * without.findings[0].ratio


@STEADY
@given(st.integers(-1024, 3071), st.integers(-600, 600), st.integers(1, 2000))
def test_grey_is_a_straight_line_between_black_and_white(hu, level, width):
    grey = grey_of(hu, level, width)
    if hu <= level - width / 2:
        assert grey == 0
    elif hu >= level + width / 2:
        assert grey == 255
    else:
        assert abs(grey - 255 * (hu - (level - width / 2)) / width) <= 0.5
    assert grey <= grey_of(hu + 1, level, width)


def test_each_window_shows_what_it_is_for(made):
    assert made.grey("bone") != made.grey("soft tissue")
    liver = NAMES.index("liver")
    labels = abdomen().labels

    def spread(window):
        grey = made.grey(window)
        shown = [grey[y][x] for y in range(256) for x in range(256) if labels[y][x] == liver]
        return statistics.pstdev(shown)

    assert spread("liver") > 2 * spread("soft tissue") > 2 * spread("bone")
    with pytest.raises(UnknownNameError, match="Did you mean 'liver'"):
        made.grey("livr")
    assert WINDOWS["soft tissue"] == (40, 400)


def test_the_picture_says_on_its_face_and_inside_that_nobody_is_shown(made):
    opened = Image.open(io.BytesIO(made.png()))
    assert opened.size == (256, 256) and opened.text["Comment"] == STAMP
    stamped = [bytearray(256) for _ in range(256)]
    scans.stamp.write(stamped, "DRAWN BY COMPUTER, NOT A PATIENT", 32, 244, 200)
    grey = opened.tobytes()
    assert all(grey[y * 256 + x] == 200 for y in range(256) for x in range(256) if stamped[y][x])


def test_the_picture_is_small_and_never_changes(made):
    file = made.png()
    assert len(file) < 40_000 and file == made.png()
    assert made.png(grid=True) != file
    assert zlib.crc32(file) == 4121770545  # a change here changes every stored picture


def test_words_tell_what_can_be_seen_and_what_it_does_not_settle(made):
    said = made.report()
    assert said.startswith(SYNTHETIC)
    assert "about 25 mm in the liver" in said and "darker" in said
    assert "about 3 mm" not in said and "3 mm in the liver" in made.answer()
    assert "Metastases would fit, and so would harmless things" in said
    assert "spleen" in said.split("No spot is seen")[1]
    assert "nothing unusual is seen" in scan(()).report() and "No lesion was put" in scan(()).answer()
    assert "brighter" in scan((20,), contrast=40).report()
    assert "too faint to be sure of" in scan((3.6,), seed=1).report()


def test_marking_cells_is_scored(made):
    cells = {each.cell for each in made.findings}
    first = made.findings[0].cell
    marked = made.mark([first.lower(), " H1 ", first])
    assert first in marked.hits and marked.false_alarms == ("H1",)
    assert set(marked.hits) | set(marked.missed) == cells
    assert made.mark(cells).missed == ()
    # A lesion across a line counts in every cell that it lies in.
    wide = made.findings[0]
    assert len(wide.cells) > 1 and all(wide.cell in made.mark([cell]).hits for cell in wide.cells)
    with pytest.raises(ValueError, match="a letter A to H and a figure 1 to 8"):
        made.mark(["I9"])


def test_what_cannot_be_is_refused():
    for wrong in ({"thickness": 0}, {"noise": -1}, {"organ": "brain"}, {"phase": "arterial"}, {"offset": 2}):
        with pytest.raises(ValueError):
            scan((10,), **wrong)
    with pytest.raises(ValueError, match="width of the window"):
        grey_of(0, 0, 0)


def test_one_number_or_one_word_is_not_a_list():
    with pytest.raises(ValueError, match=r"diameters are 20; give a list such as \[20\]"):
        scan(20)
    made = scan((20,), noise=0)
    with pytest.raises(ValueError, match=r"give a list such as \['C4'\]"):
        made.mark("C4")
    assert scan((20,), "Liver", noise=0).findings == made.findings
    assert made.grey("Bone") == made.grey("bone")


def test_what_is_known_of_the_lesions_needs_no_picture():
    drawn, known = (scan((10,), at=[(-94, -35)], drawn=each) for each in (True, False))
    assert known.hu == () and known.findings == drawn.findings and known.report() == drawn.report()
    assert drawn.shown(90, 160) == drawn.shown(*WINDOWS["liver"]) != drawn.shown(40, 400)
