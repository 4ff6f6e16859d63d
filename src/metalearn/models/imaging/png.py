"""Greyscale pictures as PNG files, with the standard library alone and to the same bytes on every machine.

Where it is wrong about the world: nowhere that matters here; it writes one kind of PNG (8-bit grey, not interlaced),
with no date and nothing else that changes from run to run.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

from metalearn.models.imaging.deflate import packed

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def encode(rows: Sequence[bytes], text: Mapping[str, str] | None = None) -> bytes:
    r"""Return a greyscale picture as a PNG file.

    Args:
        rows: The picture from top to bottom; each row holds one byte a pixel, 0 (black) to 255 (white).
        text: Words that travel inside the file, by keyword such as "Title"; Latin letters only.

    Returns:
        The file's bytes; equal rows always give equal bytes.

    Raises:
        ValueError: When there is no pixel, or the rows differ in length.

    Source:
        PNG specification (W3C): signature, IHDR, tEXt, IDAT, IEND.

    Example:
        >>> encode([bytes([0, 255]), bytes([255, 0])])[:8]
        b'\x89PNG\r\n\x1a\n'
    """
    widths = sorted({len(row) for row in rows})
    if len(widths) != 1 or widths[0] == 0:
        raise ValueError(
            f"A picture of {len(rows)} rows with {widths} pixels a row; expected rows of one length, 1 or more."
        )
    head = struct.pack(">IIBBBBB", widths[0], len(rows), 8, 0, 0, 0, 0)
    words = [
        _chunk(b"tEXt", key.encode("latin-1") + b"\0" + value.encode("latin-1"))
        for key, value in (text or {}).items()
    ]
    body = b"".join(
        b"\0" + bytes(row) for row in rows
    )  # before each row its filter: none, since noise has no slope
    chunks = [_chunk(b"IHDR", head), *words, _chunk(b"IDAT", packed(body)), _chunk(b"IEND", b"")]
    return _SIGNATURE + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of the file: its length, its kind, its data, and a checksum of both."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
