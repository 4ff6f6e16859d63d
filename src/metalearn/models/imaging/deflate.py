"""Packing of bytes in the deflate format, to the same bytes on every machine.

``zlib.compress`` may not be used where a stored picture is compared byte for byte: Python is built with more than
one zlib, and two of them pack the same data differently, each of them rightly. This packer is small and plain: runs
of one byte are shortened, everything else is written in a Huffman code. What it writes, any zlib unpacks.

Where it is wrong about the world: it looks for runs only, not for repeated patterns, so text and drawings come out
larger than zlib would make them. Noise, which has no patterns, does not.
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

_LONGEST_CODE = 15  # bits, by the format
_END = 256
_SHORTEST_RUN, _LONGEST_RUN = 3, 258
_ALIKE = re.compile(rb"(.)\1{%d,}" % _SHORTEST_RUN, re.DOTALL)  # one byte, and as many like it as make a run
# How the format writes the length of a run: from each of these lengths a symbol counted from 257, with extra bits.
_RUN_BASE = (*range(3, 11), *(3 + (step << bits) for bits in range(1, 6) for step in range(4, 8)), 258)
_RUN_BITS = (0,) * 8 + tuple(bits for bits in range(1, 6) for _ in range(4)) + (0,)


def packed(data: bytes) -> bytes:
    """Pack bytes as a zlib stream (deflate with its header and checksum), the same on every machine.

    Args:
        data: Any bytes.

    Returns:
        The stream; ``zlib.decompress`` gives the bytes back.

    Source:
        The deflate format is RFC 1951, its wrapping RFC 1950.

    Example:
        >>> zlib.decompress(packed(b"aaaaaaaaaab")) == b"aaaaaaaaaab"
        True
    """
    return b"\x78\x01" + _deflated(data) + zlib.adler32(data).to_bytes(4, "big")


def _deflated(data: bytes) -> bytes:
    """One last block with a Huffman code of its own."""
    stretches = list(_stretches(data))
    counts = Counter([_END])
    for plain, runs in stretches:
        counts.update(plain)
        counts.update(symbol for symbol, _ in runs)
    lengths = _code_lengths(counts, _LONGEST_CODE)
    highest = max(max(lengths), 257)
    codes = _codes([lengths.get(symbol, 0) for symbol in range(highest + 1)])
    body = "".join(
        [
            "".join([codes[byte] for byte in plain])
            + "".join([codes[symbol] + bits for symbol, bits in runs])
            for plain, runs in stretches
        ]
    )
    # Bits go into bytes from the lowest up, so the whole string is turned round and read as one number.
    bits = _header(lengths, highest) + body + codes[_END]
    return int(bits[::-1], 2).to_bytes((len(bits) + 7) // 8, "little")


def _stretches(data: bytes) -> Iterator[tuple[bytes, list[tuple[int, str]]]]:
    """The data in stretches: bytes that are written as they are, then the runs that repeat the last of them."""
    start = 0
    for same in _ALIKE.finditer(data):
        first = same.start() + 1
        left = same.end() - first
        runs = []
        while left >= _SHORTEST_RUN:
            runs.append(min(left, _LONGEST_RUN))
            left -= runs[-1]
        yield data[start:first], list(map(_run, runs))
        start = same.end() - left
    yield data[start:], []


@lru_cache(maxsize=_LONGEST_RUN)
def _run(length: int) -> tuple[int, str]:
    """The symbol and bits of a run; the last bit stands for "one byte back", the only distance there is."""
    index = max(i for i, base in enumerate(_RUN_BASE) if base <= length)
    return 257 + index, _low_first(length - _RUN_BASE[index], _RUN_BITS[index]) + "0"


def _low_first(value: int, bits: int) -> str:
    """A number as bits, the lowest first."""
    return f"{value:0{bits}b}"[::-1] if bits else ""


def _code_lengths(counts: Counter[int], longest: int) -> dict[int, int]:
    """How many bits each symbol gets: Huffman's lengths, with the counts flattened until none is too long."""
    while True:
        # The smallest symbol stands beside the weight so that equal weights are always joined in the same order.
        heap: list[tuple[int, int, tuple[int, ...]]] = [
            (count, symbol, (symbol,)) for symbol, count in counts.items()
        ]
        heapq.heapify(heap)
        lengths = dict.fromkeys(counts, 0)
        while len(heap) > 1:
            one, other = heapq.heappop(heap), heapq.heappop(heap)
            joined = one[2] + other[2]
            for symbol in joined:
                lengths[symbol] += 1
            heapq.heappush(heap, (one[0] + other[0], min(one[1], other[1]), joined))
        if len(lengths) == 1:
            return dict.fromkeys(lengths, 1)
        if max(lengths.values()) <= longest:
            return lengths
        counts = Counter({symbol: (count + 1) // 2 for symbol, count in counts.items()})


def _codes(lengths: Sequence[int]) -> dict[int, str]:
    """The code of each symbol, from the lengths alone, as the format lays down."""
    codes: dict[int, str] = {}
    code = 0
    for bits in range(1, _LONGEST_CODE + 1):
        for symbol, length in enumerate(lengths):
            if length == bits:
                codes[symbol] = f"{code:0{bits}b}"
                code += 1
        code <<= 1
    return codes


def _header(lengths: dict[int, int], highest: int) -> str:
    """What stands before the data: last block, own code, and the length of each symbol's code."""
    literal = [lengths.get(symbol, 0) for symbol in range(highest + 1)]
    # One distance, "one byte back", with a code of one bit.
    every = [*literal, 1]
    # The lengths 0 to 15 are themselves written in four bits each; the format's three ways to shorten are not used.
    order = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
    plain = "".join(_low_first(0 if symbol > 15 else 4, 3) for symbol in order)
    sizes = _low_first(len(literal) - 257, 5) + _low_first(0, 5) + _low_first(len(order) - 4, 4)
    return "1" + "01" + sizes + plain + "".join(f"{length:04b}" for length in every)
