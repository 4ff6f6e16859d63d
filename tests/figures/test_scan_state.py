"""What is on screen of the scan: the model's own numbers, places that stay, and settings that are refused plainly."""

import gzip
import json
from dataclasses import replace
from random import Random

import pytest

from metalearn.errors import MetalearnError, UnknownNameError
from metalearn.figures.scan import curve as scan_curve
from metalearn.figures.scan import organs as scan_organs
from metalearn.figures.scan import pictures as scan_pictures
from metalearn.figures.scan import shipped as scan_shipped
from metalearn.figures.scan.state import (
    EVERY_CELL,
    NOISES,
    OWN,
    SEEDS,
    SIZES,
    THICKNESSES,
    ScanState,
    allowed,
    cells,
    centre,
    shares,
    window,
)
from metalearn.models.imaging import phantom, visibility
from metalearn.models.imaging.scan import noise_stream, scan

START = ScanState()
PICTURES = range(1, len(SEEDS) + 1)


def test_the_spot_keeps_its_place_whatever_else_is_changed():
    for picture in PICTURES:
        own = {replace(START, picture=picture, size=size).finding.cell for size in SIZES}
        assert len(own) == 1
    assert len({START.finding.cell, *(replace(START, picture=each).finding.cell for each in PICTURES)}) >= 4


def test_the_first_window_hides_what_the_liver_window_shows():
    level, width = window("liver")
    clear = replace(START, level=level, width=width)
    assert START.window == "bone" and clear.window == "liver"
    assert START.apart == 6 and clear.apart == 60
    assert START.finding == clear.finding  # the scan is the same
    assert replace(clear, width=180).window == OWN


def test_the_numbers_are_those_of_the_model():
    state = replace(START, picture=3, size=12, thickness=2.5, noise=24, contrast=20, phase="plain")
    made = scan(
        (12,), seed=SEEDS[2], thickness=2.5, noise=24, phase="plain", contrast=-20, at=[centre(3)], drawn=True
    )
    assert state.made == made and state.finding == made.findings[0]
    assert state.words.report() == made.report() and state.words.hu == ()
    assert state.pixel_noise == made.noise == pytest.approx(24 * 2**0.5)


def test_a_cell_counts_when_the_spot_fills_part_of_it():
    state = replace(START, picture=6, size=20)
    assert len(state.finding.cells) > 1
    for cell in EVERY_CELL:
        verdict = replace(state, marked=(cell,)).verdict
        assert verdict == ("right" if cell in state.finding.cells else "wrong")
    assert state.verdict == "none yet" and not state.told
    assert replace(state, marked=("A1", state.finding.cell)).told and replace(state, answer=True).told


def test_the_curve_says_of_each_size_what_the_picture_of_that_size_says():
    for thickness in THICKNESSES:
        for picture in PICTURES:
            state = replace(START, picture=picture, thickness=thickness, contrast=20)
            for size, ratio in zip(SIZES, scan_curve.ratios(state), strict=True):
                assert f"{replace(state, size=size).finding.ratio:.1f}" == f"{ratio:.1f}"


def test_the_smallest_size_lies_where_the_curve_crosses_five():
    for noise in NOISES:
        state = replace(START, noise=noise)
        least = float(scan_curve.smallest(state))
        for size, ratio in zip(SIZES, scan_curve.ratios(state), strict=True):
            # The drawn pixels keep a little less of a spot than the closed form does.
            assert (ratio > visibility.SURE * 0.8) == (size >= least) or abs(size - least) < 0.5


def test_the_parts_that_are_shipped_add_up_to_the_slice():
    def unrolled(steps):
        found, value, rest = [], 0, iter(steps)
        for step in rest:
            count = 1 if step else next(rest)
            value += step
            found += [value] * count
        return found

    plain = unrolled(scan_shipped.base("plain"))
    assert plain == [round(hu) for row in phantom.abdomen("plain").hu for hu in row]
    lift = unrolled(scan_shipped.lifted())
    both = [a + b for a, b in zip(plain, lift, strict=True)]
    assert both == [round(hu) for row in phantom.abdomen("portal").hu for hu in row]
    pattern = scan_shipped.spot(20, 5.0)
    assert sum(map(sum, pattern)) == pytest.approx(1000 * sum(shares(20, 5.0).values()), rel=1e-3)
    assert (
        len(gzip.compress(json.dumps([scan_shipped.base("plain"), scan_shipped.lifted()]).encode())) < 25_000
    )


def test_the_noise_grows_from_the_key_that_is_shipped():
    for picture in PICTURES:
        key = sum(word << 32 * place for place, word in enumerate(scan_shipped.noise_key(picture)))
        assert Random(key).getstate() == noise_stream(SEEDS[picture - 1]).getstate()


def test_the_pictures_say_that_nobody_is_shown():
    address = scan_pictures.whole(START)
    assert address.startswith("data:image/png;base64,") and len(address) < 60_000
    assert scan_pictures.whole(replace(START, level=90, width=160)) != address
    assert scan_pictures.side_by_side(START).startswith("data:image/png;base64,")


def test_what_lies_in_each_cell_is_told():
    places = scan_organs.places()
    assert tuple(places) == EVERY_CELL and all(places.values())
    assert "liver" in places["B4"] and "spleen" in places["G5"] and "vertebra" in places["D6"]


def test_the_curve_is_drawn_with_its_title_axes_and_bands():
    drawing = scan_curve.drawing(START)
    for text in (
        scan_curve.TITLE,
        scan_curve.ACROSS,
        scan_curve.UP,
        ">seen<",
        ">doubtful<",
        ">hidden<",
        ">8 mm: 14.3<",
    ):
        assert text in drawing


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("size", 9, r"size of the spot is 9 mm; it can be 3, 4, .*Nearest: 8"),
        ("thickness", 3, "Nearest: 2.5"),
        ("picture", 7, "Nearest: 6"),
        ("level", 33, "it can be -700 to 700. Nearest: 30"),
        ("noise", True, "it can be 6, 12, 24"),
        ("width", "wide", "width of the window is wide"),
    ],
)
def test_settings_that_there_are_not_are_refused(name, value, message):
    with pytest.raises(MetalearnError, match=message):
        allowed(name, value)


def test_cells_and_windows_that_there_are_not_are_refused():
    assert cells("b4") == ("B4",) and cells([" c5 ", "C5"]) == ("C5",)
    with pytest.raises(MetalearnError, match="'I9' is no cell"):
        cells(["I9"])
    with pytest.raises(UnknownNameError, match="Did you mean 'liver'"):
        window("livr")


def test_the_slider_of_the_dose_goes_from_little_to_much():
    assert list(NOISES) == sorted(NOISES, reverse=True)  # four times the dose halves the noise
