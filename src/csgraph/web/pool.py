"""Worker processes that answer queries: few at once, none too long, and a slow one out of the way of the fast.

A query that has taken `grace` seconds of processor time moves to the slow lane: its worker gets the lowest priority, and another takes
its place in the fast lane. There is room for a few slow ones; who comes after that, or waits too long, is told to come back (503). At the
time-out the worker is ended, and the work with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

from csgraph.web import frames

_TICK: Final = 0.1
_MAIN: Final = ("-m", "csgraph.web.worker")


class Refusal(Exception):
    """A request that gets no answer, with the status that says why."""

    def __init__(self, status: int, message: str, *, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class BrokenOff(Exception):
    """An answer that had begun and does not go on."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server gives."""

    workers: int = max(2, os.cpu_count() or 2)
    """Queries at once in the fast lane."""
    slow: int = 2
    """Queries at once in the slow lane."""
    waiting: int = 256
    patience: float = 10.0
    """Seconds that a query waits for its turn."""
    seconds: float = 30.0
    """For one query."""
    grace: float = 0.5
    answer_bytes: int = 1 << 30
    memory: int = 4 << 30
    """Bytes of data segment for one worker; more ends it."""


@dataclass(slots=True)
class Reply:
    """The beginning of an answer; the rest comes from `chunks`."""

    status: int
    media: str
    first: bytes
    chunks: AsyncIterator[bytes] | None
    """None if `first` is all."""


class Worker:
    """One process and what it is doing."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self.process = process
        self.stdin, self.stdout = process.stdin, process.stdout
        self.refusal: Refusal | None = None
        """Why it was ended."""

    @classmethod
    async def started(cls, *arguments: str, memory: int = 0) -> Worker:
        """Start a process and wait until it is ready."""
        environment = os.environ | {"CSGRAPH_WORKER_MEMORY": str(memory)}
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, *_MAIN, *arguments, stdin=pipe, stdout=pipe, limit=1 << 20, env=environment, start_new_session=True
        )
        worker = cls(process)
        try:
            ready = json.loads((await frames.read_async(worker.stdout))[1])
        except (EOFError, asyncio.IncompleteReadError) as fault:
            raise Refusal(500, "a worker could not be started. The log of the server says why.") from fault
        if ready["status"] != 200:
            raise Refusal(500, ready["message"])
        return worker

    async def ask(self, request: dict[str, Any], body: bytes) -> AsyncIterator[tuple[bytes, bytes]]:
        """Send a request and yield the frames of its answer."""
        try:
            self.stdin.write(frames.head(**request) + frames.packed(frames.DATA, body))
            await self.stdin.drain()
            while True:
                kind, data = await frames.read_async(self.stdout)
                yield kind, data
                if kind == frames.END:
                    return
        except (EOFError, ConnectionError, asyncio.IncompleteReadError) as fault:
            raise self.refusal or Refusal(500, "the query took too much memory, or broke its worker. Ask for less.") from fault

    def end(self, refusal: Refusal | None = None) -> None:
        """End the process at once, whatever it is doing."""
        self.refusal = self.refusal or refusal
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def quit(self) -> None:
        """Let the process end by itself; it holds nothing that would have to be kept."""
        with contextlib.suppress(OSError, RuntimeError):
            self.stdin.close()
        try:
            await asyncio.wait_for(self.process.wait(), 5)
        except TimeoutError:
            self.end()
            await self.process.wait()

    @property
    def is_alive(self) -> bool:
        return self.process.returncode is None

    def processor_seconds(self) -> float | None:
        """Return how much the process has worked, if the system tells."""
        try:
            with open(f"/proc/{self.process.pid}/stat", "rb") as file:  # noqa: PTH123 - asked ten times a second
                fields = file.read().rsplit(b")", 1)[1].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class _Task:
    worker: Worker
    deadline: float
    begun: float
    worked: float
    is_slow: bool = False
    may_be_slow: bool = True


@dataclass(slots=True)
class Pool:
    """Workers that answer from one place; `move` sends new queries to another."""

    limits: Limits
    arguments: tuple[str, ...] = ()
    _idle: deque[Worker] = field(default_factory=deque)
    _tasks: set[int] = field(default_factory=set)
    _running: dict[int, _Task] = field(default_factory=dict)
    _fast: int = 0
    _slow: int = 0
    _waiting: deque[asyncio.Future[None]] = field(default_factory=deque)
    _watch: asyncio.Task[None] | None = None
    _quitting: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        """Start the workers of the fast lane."""
        self._watch = asyncio.create_task(self._watched())
        self._idle.extend(await asyncio.gather(*(self._new() for _ in range(self.limits.workers))))

    def move(self, *arguments: str) -> None:
        """Answer from another place from now on; who is at work finishes where it is."""
        if arguments == self.arguments:
            return
        self.arguments = arguments
        while self._idle:
            self._later(self._idle.pop().quit())

    async def stop(self) -> None:
        """End every process."""
        if self._watch is not None:
            self._watch.cancel()
        for task in self._running.values():
            task.worker.end(Refusal(503, "the server is being stopped.", retry_after=5))
        await asyncio.gather(*(worker.quit() for worker in self._idle), *self._quitting, return_exceptions=True)
        self._idle.clear()

    async def ask(self, request: dict[str, Any], body: bytes = b"", *, seconds: float | None = None) -> Reply:
        """Answer a request, once it is its turn."""
        await self._turn()
        place = self.arguments
        try:
            worker = await self._taken()
        except BaseException:
            self._next_turn()
            raise
        limit = seconds or self.limits.seconds
        now = time.monotonic()
        task = _Task(worker, now + limit, now, worker.processor_seconds() or 0.0, may_be_slow=seconds is None)
        self._running[id(task)] = task
        answer = worker.ask(request | {"limit": self.limits.answer_bytes}, body)
        try:
            _, head = await anext(answer)
            kind, first = await anext(answer)
        except BaseException as fault:
            self._done(task, place, whole=False)
            if isinstance(fault, StopAsyncIteration):
                raise Refusal(500, "the worker gave no answer.") from fault
            raise
        told = json.loads(head)
        if kind == frames.END:
            self._done(task, place, whole=True)
            return Reply(told["status"], told["media"], b"", None)
        return await self._begun(task, place, told, first, answer)

    async def _begun(
        self, task: _Task, place: tuple[str, ...], told: dict[str, Any], first: bytes, answer: AsyncIterator[tuple[bytes, bytes]]
    ) -> Reply:
        """Look whether the answer ends with its first chunk: most do, and are sent at once with their length."""
        try:
            kind, second = await anext(answer)
        except BaseException:
            self._done(task, place, whole=False)
            raise
        if kind == frames.END:
            self._done(task, place, whole=True)
            if second:
                raise Refusal(400, second.decode())
            return Reply(told["status"], told["media"], first, None)
        return Reply(told["status"], told["media"], first, self._rest(task, place, second, answer))

    async def _rest(
        self, task: _Task, place: tuple[str, ...], second: bytes, answer: AsyncIterator[tuple[bytes, bytes]]
    ) -> AsyncIterator[bytes]:
        whole = False
        try:
            yield second
            async for kind, data in answer:
                if kind == frames.END:
                    whole = True
                    if data:
                        raise BrokenOff(data.decode())
                else:
                    yield data
        except Refusal as fault:
            raise BrokenOff(str(fault)) from fault
        finally:
            self._done(task, place, whole=whole)

    # Turns

    async def _turn(self) -> None:
        """Wait for a place in the fast lane."""
        if self._fast < self.limits.workers:
            self._fast += 1
            return
        if len(self._waiting) >= self.limits.waiting:
            raise Refusal(503, "too many queries are waiting. Come back in a moment.", retry_after=2)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        try:
            await asyncio.wait_for(mine, self.limits.patience)
        except TimeoutError as fault:
            raise Refusal(503, "no worker became free in time. Come back in a moment.", retry_after=2) from fault
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(mine)

    def _next_turn(self) -> None:
        """Hand a place in the fast lane to who waits longest."""
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)
                return
        self._fast -= 1

    async def _taken(self) -> Worker:
        while self._idle:
            worker = self._idle.popleft()
            if worker.is_alive:
                return worker
        return await self._new()

    async def _new(self) -> Worker:
        return await Worker.started(*self.arguments, memory=self.limits.memory)

    def _done(self, task: _Task, place: tuple[str, ...], *, whole: bool) -> None:
        """Take a worker back: one of the slow lane has the lowest priority for good, and one that was left half-way still talks."""
        self._running.pop(id(task), None)
        if whole and not task.is_slow and place == self.arguments and task.worker.is_alive:
            self._idle.append(task.worker)
        else:
            task.worker.end()
            self._later(task.worker.quit())
        if task.is_slow:
            self._slow -= 1
        else:
            self._next_turn()

    def _later(self, quitting: Any) -> None:
        task = asyncio.ensure_future(quitting)
        self._quitting.add(task)
        task.add_done_callback(self._quitting.discard)

    # The watch

    async def _watched(self) -> None:
        while True:
            await asyncio.sleep(_TICK)
            now = time.monotonic()
            for task in list(self._running.values()):
                self._look_at(task, now)

    def _look_at(self, task: _Task, now: float) -> None:
        if now > task.deadline:
            told = f"the query took longer than {self.limits.seconds:g} s and was ended. Ask for less, with LIMIT or a narrower pattern."
            task.worker.end(Refusal(503, told, retry_after=30))
        elif not task.is_slow and task.may_be_slow and now - task.begun > self.limits.grace and self._has_worked(task, now):
            if self._slow >= self.limits.slow:
                task.worker.end(Refusal(503, "the server is busy with long queries. Come back later, or ask for less.", retry_after=10))
                return
            task.is_slow = True
            self._slow += 1
            with contextlib.suppress(OSError, AttributeError):
                os.setpriority(os.PRIO_PROCESS, task.worker.process.pid, 19)
            self._next_turn()

    def _has_worked(self, task: _Task, now: float) -> bool:
        worked = task.worker.processor_seconds()
        return (now - task.begun if worked is None else worked - task.worked) > self.limits.grace
