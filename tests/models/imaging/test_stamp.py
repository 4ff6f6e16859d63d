import pytest

from metalearn.models.imaging import stamp


def drawn(text, wide=40, x=0):
    rows = [bytearray(wide) for _ in range(stamp.HEIGHT)]
    stamp.write(rows, text, x, 0, 1)
    return rows


def test_letters_are_told_apart_and_have_one_size():
    shapes = {letter: tuple(map(bytes, drawn(letter))) for letter in stamp.LETTERS}
    assert len(set(shapes.values())) == len(shapes) >= 30
    assert all(
        len(dots) == stamp.HEIGHT and {len(row) for row in dots} == {5} for dots in stamp.LETTERS.values()
    )


def test_a_word_is_its_letters_side_by_side():
    word, t = drawn("IT"), drawn("T", x=stamp.WIDTH)
    assert [
        bytes(a | b for a, b in zip(one, two, strict=True)) for one, two in zip(drawn("I"), t, strict=True)
    ] == [bytes(row) for row in word]


def test_a_letter_begins_at_its_pixel():
    assert [row[3] for row in drawn("L", x=3)] == [1] * 7 and bytes(drawn("L", x=3)[6][3:9]) == bytes(
        [1] * 5 + [0]
    )


def test_what_falls_outside_is_left_out_and_what_it_cannot_write_refused():
    rows = drawn("RRRRRRRRRR", wide=10)
    assert all(len(row) == 10 for row in rows) and any(rows[0])
    with pytest.raises(ValueError, match="The letter '%' cannot be written"):
        drawn("%")


def test_the_grid_has_its_lines_at_the_edges_of_the_cells():
    rows = [bytearray(16) for _ in range(16)]
    stamp.dotted(rows, 2, 9)
    assert {x for row in rows for x, grey in enumerate(row) if grey} == {0, 4, 8, 12}
    assert [y for y, row in enumerate(rows) if row[4]] == [0, 8]
