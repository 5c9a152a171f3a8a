"""A process that answers for the server: it can be ended in the middle of a query, which a thread cannot.

``python -m csgraph.web.worker owner PLACE FOLDER`` holds the store, writes to it, and makes snapshots of it in FOLDER.
``python -m csgraph.web.worker reader SNAPSHOT`` answers from a snapshot, which nobody writes to. Requests come on stdin, answers go to
stdout, as `frames`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final, Protocol

from csgraph.errors import CsgraphError, QueryError, StoreError
from csgraph.graph.mint import BASE
from csgraph.web import frames

_CHUNK: Final = 64 * 1024


@dataclass(slots=True)
class Reply:
    """An answer on its way: nothing is sent before there is a full chunk, so that an early fault is still told as one."""

    pipe: IO[bytes]
    limit: int = 0
    """Bytes; an answer that would be longer is broken off. 0 is no limit."""
    status: int = 200
    media: str = "text/plain; charset=utf-8"
    _buffer: bytearray = field(default_factory=bytearray)
    _sent: int = -1
    _is_ended: bool = False

    def write(self, data: bytes) -> int:
        """Take a piece of the answer."""
        self._buffer += data
        if len(self._buffer) >= _CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what is there."""
        if self._sent < 0:
            self.pipe.write(frames.head(status=self.status, media=self.media))
            self._sent = 0
        self._sent += len(self._buffer)
        if self.limit and self._sent > self.limit:
            raise QueryError(f"the answer is longer than {self.limit:,} bytes. Ask for less, with LIMIT or a narrower pattern.")
        if self._buffer:
            self.pipe.write(frames.packed(frames.DATA, bytes(self._buffer)))
            self.pipe.flush()
            self._buffer.clear()

    def end(self) -> None:
        """Say that this was all."""
        if self._is_ended:
            return
        self.flush()
        self._end(b"")

    def _end(self, message: bytes) -> None:
        self.pipe.write(frames.packed(frames.END, message))
        self.pipe.flush()
        self._is_ended = True

    def fail(self, status: int, message: str) -> None:
        """Say what went wrong; once an answer has begun, all that is left is to break it off."""
        begun = self._sent >= 0
        self._buffer.clear()
        if not begun:
            self.status, self.media = status, "text/plain; charset=utf-8"
            self.limit = 0
            self.write((message + "\n").encode())
            self.flush()
        self._end(message.encode() if begun else b"")


class Answering(Protocol):
    """What a worker does with a request."""

    def __call__(self, request: dict[str, Any], body: bytes, reply: Reply) -> None: ...


def main(arguments: list[str]) -> None:
    """Answer requests until stdin ends."""
    pipe_in, pipe_out = _pipes()
    _end_with_the_server()
    _bound_memory(int(os.environ.get("CSGRAPH_WORKER_MEMORY", "0")))
    role, *rest = arguments
    try:
        handlers = _OPENERS[role](*rest)
    except CsgraphError as fault:
        pipe_out.write(frames.head(status=500, message=str(fault)))
        pipe_out.flush()
        return
    pipe_out.write(frames.head(status=200))
    pipe_out.flush()
    for request, body in _requests(pipe_in):
        _answer(handlers, request, body, Reply(pipe_out, limit=int(request.get("limit", 0))))


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep stdout for frames: what a library prints goes to stderr."""
    pipe_out = os.fdopen(os.dup(1), "wb", buffering=_CHUNK)
    os.dup2(2, 1)
    return sys.stdin.buffer, pipe_out


def _end_with_the_server() -> None:
    """A server that is killed leaves no query behind, where the system can see to that."""
    import ctypes
    import signal

    set_parent_death_signal = 1
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)


def _bound_memory(most: int) -> None:
    """End with a memory fault rather than fill the machine."""
    if most:
        with contextlib.suppress(ImportError, OSError, ValueError):
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _requests(pipe: IO[bytes]) -> Iterator[tuple[dict[str, Any], bytes]]:
    while (first := frames.read(pipe)) is not None and (second := frames.read(pipe)) is not None:
        yield json.loads(first[1]), second[1]


def _answer(handlers: dict[str, Answering], request: dict[str, Any], body: bytes, reply: Reply) -> None:
    try:
        handlers[request["do"]](request, body, reply)
        reply.end()
    except QueryError as fault:
        reply.fail(400, str(fault))
    except StoreError as fault:
        reply.fail(500, str(fault))
    except CsgraphError as fault:
        reply.fail(400, str(fault))
    except MemoryError:
        reply.fail(503, "the query took too much memory. Ask for less, with LIMIT or a narrower pattern.")
    except Exception as fault:  # the process must live, and who asked must hear of it
        print(f"csgraph serve: {type(fault).__name__}: {fault}", file=sys.stderr)
        reply.fail(500, "something went wrong here. The log of the server says what.")


def _owner(place: str, folder: str, base: str = BASE) -> dict[str, Answering]:
    from csgraph.web.owner import Owner

    return Owner(place, folder, base).handlers()


def _reader(snapshot: str, base: str = BASE) -> dict[str, Answering]:
    from csgraph.web.reader import Reader

    if not snapshot.startswith(("http://", "https://")):
        _without_network()
    return Reader(snapshot, base).handlers()


def _without_network() -> None:
    """Leave the network behind, where the system lets a process do so: a second lock behind the refusal of SERVICE."""
    import ctypes

    new_user, new_network = 0x10000000, 0x40000000
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(new_user | new_network)


_OPENERS: Final[dict[str, Callable[..., dict[str, Answering]]]] = {"owner": _owner, "reader": _reader}

if __name__ == "__main__":
    main(sys.argv[1:])
