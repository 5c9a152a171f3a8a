"""Worker processes that answer queries: few at once, none too long, and a slow one out of the way of the fast.

A query that has taken `grace` seconds of processor time moves to the slow lane: its worker gets a low priority, and another takes
its place in the fast lane. There is room for a few slow ones; the others wait, and begin again when it is their turn. A query that was slow
goes to the slow lane at once when it is asked again, until it has been quick. Who finds too many waiting, or waits too long, is told to
come back (503). At the time-out the worker is ended, and the work with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import signal
import sys
import time
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final

from csgraph.web import frames

_TICK: Final = 0.05
_REMEMBERED: Final = 10_000
"""Slow queries that are known again."""
_LOW: Final = 10
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
    """Queries in each lane."""
    patience: float = 10.0
    """Seconds that a query waits for its turn."""
    seconds: float = 30.0
    """For one query."""
    grace: float = 0.2
    answer_bytes: int = 1 << 30
    memory: int = 2 << 30
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
    async def started(cls, *arguments: str, memory: int = 0, is_slow: bool = False) -> Worker:
        """Start a process and wait until it is ready; a slow one has a low priority from the beginning."""
        environment = os.environ | {"CSGRAPH_WORKER_MEMORY": str(memory)}
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable, *_MAIN, *arguments, stdin=pipe, stdout=pipe, limit=1 << 20, env=environment, start_new_session=True
        )
        worker = cls(process)
        if is_slow:
            worker.give_way()
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
            raise self.refusal or await self._broken() from fault

    async def _broken(self) -> Refusal:
        """Say why the process has ended by itself: Rust aborts where memory is refused."""
        if await self.process.wait() == -signal.SIGABRT:
            return Refusal(503, "the query took too much memory. Ask for less, with LIMIT or a narrower pattern.", retry_after=30)
        return Refusal(500, "the query broke its worker. The log of the server may say why.")

    def give_way(self) -> None:
        """Give the process a low priority, for good."""
        pid = self.process.pid
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, pid, _LOW)
        # Where Linux groups the processes of a session, priorities count within one, and each worker has its own: sched(7), "autogroup".
        with contextlib.suppress(OSError), open(f"/proc/{pid}/autogroup", "w") as file:  # noqa: PTH123
            file.write(str(_LOW))

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
class _Lane:
    """Places for queries at once, and who waits for one."""

    places: int
    longest: int
    patience: float
    is_slow: bool
    taken: int = 0
    idle: deque[Worker] = field(default_factory=deque)
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)

    async def turn(self) -> None:
        """Wait for a place."""
        if self.taken < self.places:
            self.taken += 1
            return
        kind, later = ("long ", 10) if self.is_slow else ("", 2)
        if len(self.waiting) >= self.longest:
            raise Refusal(503, f"too many {kind}queries are waiting. Come back in a moment.", retry_after=later)
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.waiting.append(mine)
        try:
            await asyncio.wait_for(mine, self.patience)
        except TimeoutError as fault:
            raise Refusal(503, f"no worker became free for {kind}queries in time. Come back in a moment.", retry_after=later) from fault
        finally:
            with contextlib.suppress(ValueError):
                self.waiting.remove(mine)

    def leave(self) -> None:
        """Hand a place to who waits longest."""
        while self.waiting and self.taken <= self.places:
            waiting = self.waiting.popleft()
            if not waiting.done():
                waiting.set_result(None)
                return
        self.taken -= 1


class _Postponed(Refusal):
    """A query that is to be begun again in the slow lane."""

    def __init__(self) -> None:
        super().__init__(503, "the server is busy with long queries. Come back later, or ask for less.", retry_after=10)


@dataclass(slots=True)
class _Task:
    key: bytes
    worker: Worker
    lane: _Lane
    place: tuple[str, ...]
    begun: float
    worked: float
    seconds: float
    may_be_slow: bool


class Pool:
    """Workers that answer from one place; `move` sends new queries to another."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.arguments: tuple[str, ...] = ()
        self._fast = _Lane(limits.workers, limits.waiting, limits.patience, is_slow=False)
        self._slow = _Lane(limits.slow, limits.waiting, max(limits.patience, limits.seconds), is_slow=True)
        self._running: dict[int, _Task] = {}
        self._were_slow: dict[bytes, None] = {}
        """By digest, the oldest first."""
        self._watch: asyncio.Task[None] | None = None
        self._quitting: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers of the fast lane."""
        self._watch = asyncio.create_task(self._watched())
        self._fast.idle.extend(await asyncio.gather(*(self._new(self._fast) for _ in range(self.limits.workers))))

    def move(self, *arguments: str) -> None:
        """Answer from another place from now on; who is at work finishes where it is."""
        if arguments == self.arguments:
            return
        self.arguments = arguments
        for lane in (self._fast, self._slow):
            while lane.idle:
                self._later(lane.idle.pop().quit())

    async def stop(self) -> None:
        """End every process."""
        if self._watch is not None:
            self._watch.cancel()
        for task in self._running.values():
            task.worker.end(Refusal(503, "the server is being stopped.", retry_after=5))
        idle = (*self._fast.idle, *self._slow.idle)
        await asyncio.gather(*(worker.quit() for worker in idle), *self._quitting, return_exceptions=True)
        self._fast.idle.clear()
        self._slow.idle.clear()

    async def ask(self, request: dict[str, Any], body: bytes = b"", *, seconds: float | None = None) -> Reply:
        """Answer a request, once it is its turn."""
        key = hashlib.sha256(json.dumps(request, sort_keys=True).encode() + body).digest()
        if key not in self._were_slow:
            with contextlib.suppress(_Postponed):
                return await self._asked(self._fast, key, request, body, seconds)
        return await self._asked(self._slow, key, request, body, seconds)

    async def _asked(self, lane: _Lane, key: bytes, request: dict[str, Any], body: bytes, seconds: float | None) -> Reply:
        await lane.turn()
        place = self.arguments
        try:
            worker = await self._taken(lane)
        except BaseException:
            lane.leave()
            raise
        begun, worked = time.monotonic(), worker.processor_seconds() or 0.0
        task = _Task(key, worker, lane, place, begun, worked, seconds or self.limits.seconds, may_be_slow=seconds is None)
        self._running[id(task)] = task
        answer = worker.ask(request | {"limit": self.limits.answer_bytes}, body)
        try:
            _, head = await anext(answer)
            kind, first = await anext(answer)
        except BaseException as fault:
            self._done(task, whole=False)
            if isinstance(fault, StopAsyncIteration):
                raise Refusal(500, "the worker gave no answer.") from fault
            raise
        told = json.loads(head)
        if kind == frames.END:
            self._done(task, whole=True)
            return Reply(told["status"], told["media"], b"", None)
        return await self._begun(task, told, first, answer)

    async def _begun(self, task: _Task, told: dict[str, Any], first: bytes, answer: AsyncIterator[tuple[bytes, bytes]]) -> Reply:
        """Look whether the answer ends with its first chunk: most do, and are sent at once with their length."""
        try:
            kind, second = await anext(answer)
        except BaseException:
            self._done(task, whole=False)
            raise
        if kind == frames.END:
            self._done(task, whole=True)
            if second:
                raise Refusal(400, second.decode())
            return Reply(told["status"], told["media"], first, None)
        return Reply(told["status"], told["media"], first, self._rest(task, second, answer))

    async def _rest(self, task: _Task, second: bytes, answer: AsyncIterator[tuple[bytes, bytes]]) -> AsyncIterator[bytes]:
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
            self._done(task, whole=whole)

    # Workers

    async def _taken(self, lane: _Lane) -> Worker:
        while lane.idle:
            worker = lane.idle.popleft()
            if worker.is_alive:
                return worker
        return await self._new(lane)

    async def _new(self, lane: _Lane) -> Worker:
        return await Worker.started(*self.arguments, memory=self.limits.memory, is_slow=lane.is_slow)

    def _done(self, task: _Task, *, whole: bool) -> None:
        """Take a worker back into its lane, unless that has enough of them; one that was left half-way still talks, and is ended."""
        self._running.pop(id(task), None)
        lane, worker = task.lane, task.worker
        if whole and not self._has_worked(task):
            self._were_slow.pop(task.key, None)
        if whole and task.place == self.arguments and worker.is_alive and len(lane.idle) < lane.places:
            lane.idle.append(worker)
        else:
            worker.end()
            self._later(worker.quit())
        lane.leave()

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
        if now > task.begun + task.seconds:
            told = f"the query took longer than {task.seconds:g} s and was ended. Ask for less, with LIMIT or a narrower pattern."
            task.worker.end(Refusal(503, told, retry_after=30))
        elif not task.lane.is_slow and task.may_be_slow and now - task.begun > self.limits.grace and self._has_worked(task):
            self._remember(task.key)
            if self._slow.taken >= self._slow.places:
                task.worker.end(_Postponed())
                return
            task.worker.give_way()
            task.lane = self._slow
            self._slow.taken += 1
            self._fast.leave()

    def _remember(self, key: bytes) -> None:
        self._were_slow[key] = None
        if len(self._were_slow) > _REMEMBERED:
            del self._were_slow[next(iter(self._were_slow))]

    def _has_worked(self, task: _Task) -> bool:
        """Whether a task has used up its grace; where the system does not tell, all its time counts."""
        worked = task.worker.processor_seconds()
        return (time.monotonic() - task.begun if worked is None else worked - task.worked) > self.limits.grace
