import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from metalearn.models.imaging import png

STEADY = settings(derandomize=True, deadline=None, max_examples=40)
PICTURES = st.integers(1, 20).flatmap(
    lambda width: st.lists(st.binary(min_size=width, max_size=width), min_size=1, max_size=20)
)


def decoded(file: bytes) -> tuple[list[bytes], dict[str, str], list[bytes]]:
    """A small decoder that knows nothing of the encoder: rows, words and the kinds of the pieces."""
    assert file[:8] == bytes([137, 80, 78, 71, 13, 10, 26, 10])
    at, kinds, words, body, head = 8, [], {}, b"", ()
    while at < len(file):
        (length,) = struct.unpack_from(">I", file, at)
        kind, data = file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", file, at + 8 + length)[0] == zlib.crc32(kind + data)
        kinds.append(kind)
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", data)
        elif kind == b"tEXt":
            key, _, value = data.partition(b"\0")
            words[key.decode("latin-1")] = value.decode("latin-1")
        elif kind == b"IDAT":
            body += data
        at += 12 + length
    width, height, depth, colour, *rest = head
    assert (depth, colour, rest) == (8, 0, [0, 0, 0])
    raw = zlib.decompress(body)
    lines = [raw[k * (width + 1) : (k + 1) * (width + 1)] for k in range(height)]
    assert len(raw) == height * (width + 1) and {line[0] for line in lines} == {0}
    return [line[1:] for line in lines], words, kinds


@STEADY
@given(PICTURES, st.dictionaries(st.sampled_from(["Title", "Comment"]), st.text("abc, é", max_size=20)))
def test_a_picture_comes_back_as_it_was(rows, words):
    back, said, kinds = decoded(png.encode(rows, words))
    assert back == rows and said == words
    assert kinds == [b"IHDR", *[b"tEXt"] * len(words), b"IDAT", b"IEND"]  # and no piece with a date


def test_another_reader_sees_the_same():
    rows = [bytes(range(k, k + 30)) for k in range(20)]
    opened = Image.open(io.BytesIO(png.encode(rows, {"Comment": "drawn"})))
    assert (opened.size, opened.mode, opened.tobytes()) == ((30, 20), "L", b"".join(rows))
    assert opened.text == {"Comment": "drawn"}


@pytest.mark.parametrize("rows", [[], [b""], [b"ab", b"a"]])
def test_what_is_no_picture_is_refused(rows):
    with pytest.raises(ValueError, match="expected rows of one length"):
        png.encode(rows)


def test_the_bytes_never_change():
    assert zlib.crc32(png.encode([bytes(range(256))] * 4, {"Title": "x"})) == 3004509004
