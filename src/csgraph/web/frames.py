"""What the server and its worker processes say to each other over pipes: frames of a kind, a length and bytes."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import IO, Any, Final

HEAD: Final = b"H"
"""JSON: what a request asks, or the status and media type of an answer."""
DATA: Final = b"D"
END: Final = b"E"

_LENGTH: Final = struct.Struct("!cI")
_LARGEST: Final = 1 << 30


def packed(kind: bytes, data: bytes) -> bytes:
    """Return a frame."""
    return _LENGTH.pack(kind, len(data)) + data


def head(**values: Any) -> bytes:
    """Return a frame of JSON.

    >>> head(status=200)
    b'H\\x00\\x00\\x00\\x0f{"status": 200}'
    """
    return packed(HEAD, json.dumps(values).encode())


def read(pipe: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return the next frame, or None when the other side has gone."""
    start = pipe.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    kind, length = _LENGTH.unpack(start)
    return kind, pipe.read(length)


async def read_async(pipe: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Return the next frame; `EOFError` when the other side has gone."""
    kind, length = _LENGTH.unpack(await pipe.readexactly(_LENGTH.size))
    if length > _LARGEST:
        raise EOFError("a frame is too long")
    return kind, await pipe.readexactly(length)
