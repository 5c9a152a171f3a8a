"""64 clients on `csgraph serve`: ``python -m benchmarks.clients --store S`` measures fast questions alone, then beside slow ones.

Each client asks again as soon as it has its answer, whatever that is: nobody heeds ``Retry-After``. The fast ones ask the questions of the
catalogue that take less than `FAST_MS` when they are asked one by one; the slow ones the rest, what cannot be answered in time, and the
same with other words each time, so that no server can know them. The two loads take turns, so that other work on the machine meets both.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
from tests.graph import servers

from csgraph.answers import ask as catalogue

FAST_MS = 100
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TURNS = 3


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked, as paths."""

    fast: tuple[str, ...]
    slow: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one load."""

    took: tuple[float, ...]
    """Seconds of each answer to a fast question."""
    fast: Counter[int]
    slow: Counter[int]
    """How often each status came; 0 is no answer at all."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--slow", type=int, default=8)
    given = parser.parse_args()
    print(json.dumps(serving(given.store, clients=given.clients, slow=given.slow, length=given.seconds), indent=1))


def serving(store: Path, *, clients: int = 64, slow: int = 8, length: float = 60.0) -> dict[str, Any]:
    """Return how fast questions fare alone and beside slow ones; with slow ones for `length` seconds in all."""
    with _served(store) as (port, process):
        asked = _parted(port)
        alone, beside = [], []
        memory = 0
        for _ in range(TURNS):
            alone.append(_load_apart(port, asked, clients - slow, 0, length / TURNS / 2))
            with _watched(process.pid) as peak:
                beside.append(_load_apart(port, asked, clients - slow, slow, length / TURNS))
            memory = max(memory, *peak)
    figures: dict[str, Any] = {"fast questions": len(asked.fast), "slow questions": len(asked.slow) + 2}
    figures |= {"alone": _figures(alone, length / 2), "beside slow ones": _figures(beside, length)}
    for name in ("median ms", "95 % ms"):
        figures[f"factor, {name.removesuffix(' ms')}"] = round(figures["beside slow ones"][name] / figures["alone"][name], 2)
    return figures | {"all processes, MB at most": memory}


def _figures(loads: list[Load], length: float) -> dict[str, Any]:
    took = sorted(one for load in loads for one in load.took)
    fast, slow = sum((load.fast for load in loads), Counter()), sum((load.slow for load in loads), Counter())
    return {
        "answers/s": round(len(took) / length),
        "median ms": round(1000 * statistics.median(took), 1),
        "95 % ms": round(1000 * took[len(took) * 95 // 100], 1),
        "statuses": {str(status): count for status, count in sorted(fast.items())},
        "statuses of slow": {str(status): count for status, count in sorted(slow.items())},
    }


@contextmanager
def _served(store: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = servers.free_port()
    command = [sys.executable, "-m", "csgraph", "serve", "--store", str(store), "--port", str(port), "--time-out", "10"]
    with servers.ended(subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)) as process:
        servers.has_answered(f"http://127.0.0.1:{port}/sparql", process, 300)
        yield port, process


def _parted(port: int) -> Questions:
    """Part the catalogue by how long an answer takes when nothing else is asked."""
    fast, slow = [], []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for question in catalogue.questions():
        path, took = f"/ask/{question.name}", []
        for _ in range(3):
            begun = time.perf_counter()
            status = _status(connection, path)
            took.append(time.perf_counter() - begun)
        (fast if status == 200 and 1000 * min(took) < FAST_MS else slow).append(path)
    return Questions(tuple(fast), tuple(slow))


def _status(connection: http.client.HTTPConnection, path: str) -> int:
    try:
        connection.request("GET", path, headers={"accept": "text/csv"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0
    return answer.status


def _load_apart(port: int, asked: Questions, fast: int, slow: int, length: float) -> Load:
    """Run the clients in a process of their own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(load, (port, asked, fast, slow, length))


def load(port: int, asked: Questions, fast: int, slow: int, length: float) -> Load:
    """Ask for so many seconds with so many clients of each kind."""
    until = time.monotonic() + length

    def client(number: int) -> tuple[list[float], Counter[int]]:
        is_fast = number < fast
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        took, statuses = [], Counter[int]()
        turn = number
        while time.monotonic() < until:
            turn += 1
            path = asked.fast[turn % len(asked.fast)] if is_fast else _slow_path(asked.slow, number, turn)
            begun = time.perf_counter()
            status = _status(connection, path)
            statuses[status] += 1
            if status == 200:
                took.append(time.perf_counter() - begun)
        return took if is_fast else [], statuses

    with ThreadPoolExecutor(fast + slow) as threads:
        done = list(threads.map(client, range(fast + slow)))
    times = tuple(one for took, _ in done for one in took)
    return Load(times, sum((s for _, s in done[:fast]), Counter()), sum((s for _, s in done[fast:]), Counter()))


def _slow_path(slow: tuple[str, ...], number: int, turn: int) -> str:
    if slow and number % 2:
        return slow[turn % len(slow)]
    other = f"# {os.getpid()} {number} {turn}\n" if number % 4 else ""
    return f"/sparql?query={quote(other + ENDLESS)}"


@contextmanager
def _watched(pid: int) -> Iterator[list[int]]:
    """Sample the MB of a process and all that it has started, without the files of the store, which they share and the system takes back."""
    samples, ended = [0], threading.Event()

    def sample() -> None:
        while not ended.wait(0.5):
            size = 0
            for process in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
                try:
                    memory = process.memory_info()
                    size += memory.rss - memory.shared
                except psutil.Error:
                    continue
            samples.append(size >> 20)

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield samples
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":
    main()
