"""A million entries, from text to answers: ``python -m benchmarks.million --entries 1000000 --folder F``.

Writes the texts, adds them with two processes, asks the questions of the catalogue and some whole commands, and prints a table. What is
done is kept in F: after an interruption the same command goes on, reports that are in the store are not read again, and measured figures
are not measured again. F/add.log has a line for each few seconds of adding, F/samples.csv the memory of all its processes and the size of
the store.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from benchmarks import measure
from benchmarks.corpus import PUBLISHER, written
from benchmarks.measure import Figures
from csgraph.graph.store import open_store
from csgraph.pipeline import Progress, Settings, add_reports

EVERY = 10.0
"""Seconds from one sample to the next."""


def main() -> None:
    """Measure what has no figure yet, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--workers", default="2")
    parser.add_argument("--only-add", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    texts, store, kept = given.folder / "texts", given.folder / "store", given.folder / "results.json"
    # To be ended is an exception like another, so that what was started is ended as well.
    signal.signal(signal.SIGTERM, _ended)
    if given.only_add:
        _add(texts, store, given.workers)
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    measure.kept(kept, "texts", lambda: _texts(given.entries, texts))
    measure.kept(kept, "adding", lambda: _adding(given.folder, given.entries, given.workers))
    measure.kept(kept, "questions", lambda: measure.questions(store))
    measure.kept(kept, "commands", lambda: measure.commands(store))
    print(table(given.entries, json.loads(kept.read_text())))


def _ended(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _texts(entries: int, folder: Path) -> Figures:
    paths = written(entries, folder)
    return {"reports": len(paths), "MB": sum(path.stat().st_size for path in paths) >> 20}


def _add(texts: Path, store: Path, workers: str) -> None:
    """Add what is not there yet, with a line on stdout every few seconds; runs in a process of its own, so that its memory is its own."""
    begun, last = time.monotonic(), 0.0

    def told(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic() - begun
        if now - last >= EVERY or progress.done == progress.of:
            last = now
            print(
                f"{now:8.0f} s  {progress.done:,}/{progress.of:,} reports  {progress.entries:,} entries  {progress.entries / now:,.0f}/s",
                flush=True,
            )

    with open_store(store) as opened:
        summary = add_reports(opened, sorted(texts.iterdir()), Settings(publisher=PUBLISHER), workers=workers, resume=True, progress=told)
        print(f"{time.monotonic() - begun:8.0f} s  all derived; {len(summary.failures)} failures", flush=True)


def _adding(folder: Path, entries: int, workers: str) -> Figures:
    """Run `_add` and sample it; the samples of runs that were interrupted count as well."""
    command = [sys.executable, "-m", "benchmarks.million", "--only-add", "--folder", str(folder), "--workers", workers]
    samples = folder / "samples.csv"
    with (folder / "add.log").open("a") as log, samples.open("a", newline="") as file:
        process, begun, out = subprocess.Popen(command, stdout=log, stderr=log), time.monotonic(), csv.writer(file)
        try:
            while process.poll() is None:
                time.sleep(min(EVERY, 1 + (time.monotonic() - begun) / 10))
                out.writerow((round(time.monotonic() - begun), *_memory(process.pid), _size(folder / "store")))
                file.flush()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    if process.returncode:
        raise SystemExit(f"adding ended with {process.returncode}; {folder / 'add.log'} says why.")
    with samples.open(newline="") as file:
        rows = [[int(cell) for cell in row] for row in csv.reader(file)]
    # A run begins where the clock goes back.
    seconds = sum(row[0] for row, after in zip(rows, [*rows[1:], [0]], strict=True) if after[0] < row[0])
    tenth = max(1, len(rows) // 10)
    return {
        "seconds": seconds,
        "entries/s": round(entries / max(1, seconds)),
        "main process, MB at most": max(row[1] for row in rows),
        "main process, MB at most in the first tenth": max(row[1] for row in rows[:tenth]),
        "all processes, MB at most": max(row[2] for row in rows),
        "store, MB": _size(folder / "store"),
    }


def _memory(pid: int) -> tuple[int, int]:
    """Return the resident MB of a process, and of it with its children."""
    main, others = 0, 0
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        main = process.memory_info().rss >> 20
        for child in process.children(recursive=True):
            with contextlib.suppress(psutil.Error):
                others += child.memory_info().rss >> 20
    return main, main + others


def _size(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            size += path.stat().st_size
    return size >> 20


def table(entries: int, results: dict[str, Figures]) -> str:
    """Return the figures as a table of Markdown."""
    questions = dict(results["questions"])
    rows: list[tuple[str, object]] = [("entries", entries), *results["texts"].items(), *results["adding"].items()]
    rows.append(("quads", questions.pop("quads")))
    times = sorted(took for took in questions.values() if took is not None)
    rows += [("the catalogue, median ms", times[len(times) // 2]), ("the catalogue, worst ms", times[-1])]
    rows += [(f"question {name}, ms", "no answer in time" if took is None else took) for name, took in questions.items()]
    rows += [(f"{name}, ms", one["wall ms"]) for name, one in results["commands"].items()]
    return "\n".join(
        [
            "| what | figure |",
            "| --- | --- |",
            *(f"| {name} | {value:,} |" if not isinstance(value, str) else f"| {name} | {value} |" for name, value in rows),
        ]
    )


if __name__ == "__main__":
    main()
