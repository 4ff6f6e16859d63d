import random
import zlib

from hypothesis import example, given, settings
from hypothesis import strategies as st

from metalearn.models.imaging.deflate import packed

STEADY = settings(derandomize=True, deadline=None, max_examples=60)


@STEADY
@given(
    st.one_of(
        st.binary(max_size=600),
        st.lists(st.tuples(st.integers(0, 255), st.integers(1, 900)), max_size=12).map(
            lambda runs: b"".join(bytes([byte]) * count for byte, count in runs)
        ),
    )
)
@example(b"")
@example(b"a")
@example(b"a" * 4)
@example(b"a" * 259 + b"b")
@example(b"a" * 262 + b"b")
def test_any_zlib_unpacks_what_was_packed(data):
    assert zlib.decompress(packed(data)) == data


def test_a_code_that_would_grow_too_long_is_flattened():
    # Counts like Fibonacci's give Huffman's longest codes: 20 bits and more here, where 15 are allowed.
    counts = [1, 1]
    while len(counts) < 23:
        counts.append(counts[-1] + counts[-2])
    letters = [byte for byte, count in enumerate(counts) for _ in range(count)]
    random.Random(1).shuffle(letters)
    data = bytes(letters)
    assert zlib.decompress(packed(data)) == data


def test_it_packs_noise_and_runs_about_as_well_as_zlib():
    rng = random.Random(1)
    noise = bytes(max(0, min(255, round(rng.gauss(120, 8)))) for _ in range(20_000))
    assert len(packed(noise)) <= 1.02 * len(zlib.compress(noise, 9))
    assert len(packed(bytes(100_000))) < 400


def test_the_bytes_are_the_same_on_every_machine():
    # Written down once; a change here changes every stored picture.
    assert zlib.crc32(packed(b"drawn by computer" + bytes(999))) == 2049330221
