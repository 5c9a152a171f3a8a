"""``python -m benchmarks.run --sizes 10000,100000 --folder F`` measures what has no result in F yet and writes docs/performance.md."""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import os
import platform
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import clients, measure
from benchmarks.measure import Figures

DOCS = Path(__file__).parents[1] / "docs"
_PACKAGES = ("pyoxigraph", "rdflib", "oxrdflib", "oxigraph", "starlette", "uvicorn", "httpx")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "csgraph-bench"))
    parser.add_argument("--serve-seconds", type=float, default=60.0)
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.sizes.split(",")]
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    DOCS.mkdir(exist_ok=True)
    (DOCS / "performance.md").write_text(page(measured(sizes, folder, arguments.serve_seconds), sizes), encoding="utf-8")


def measured(sizes: list[int], folder: Path, serve_seconds: float) -> dict[str, Figures]:
    """Return every result, measuring those that are not there; the file of results may be deleted to begin anew."""
    file = folder / "results.json"
    kept = {"reading": measure.kept(file, "reading", lambda: measure.reading(folder))}
    kept["loading"] = measure.kept(file, "loading", lambda: measure.loading(folder))
    kept["asking"] = measure.kept(file, "asking", lambda: measure.asking(folder))
    for size in sizes:
        corpus, store = folder / f"corpus-{size}", folder / f"store-{size}"
        for name, work in (
            ("adding", lambda size=size, corpus=corpus, store=store: measure.adding(size, corpus, store)),
            ("questions", lambda store=store: measure.questions(store)),
            ("commands", lambda store=store: measure.commands(store)),
        ):
            kept[f"{name} {size}"] = measure.kept(file, f"{name} {size}", work)
    first = folder / f"store-{sizes[0]}"
    kept["serving"] = measure.kept(file, "serving", lambda: clients.serving(first, length=serve_seconds))
    return kept


def page(results: dict[str, Figures], sizes: list[int]) -> str:
    """Return docs/performance.md."""
    parts = [
        "# Performance",
        "Written by `make bench`; do not edit. Texts and stores are made by `benchmarks/corpus.py` from a seed: the words of the packs, "
        "the gazetteers and the crime scheme, a hundred entries a report. Ratios hold better than seconds: other work ran on the machine.",
        _machine(),
        "## Reading: text to N-Quads with evidence, entries a second",
        _table(("", "entries/s"), [(name, value) for name, value in results["reading"].items() if name != "quads an entry"]),
        f"An entry gives {results['reading']['quads an entry']} quads.",
        f"## Loading: quads a second, {results['loading']['quads']:,} quads",
        _table(("", "quads/s"), [(name, value) for name, value in results["loading"].items() if name != "quads"]),
        f"rdflib and oxrdflib were given the first {measure.RDFLIB_QUADS:,}.",
        f"## The same questions, {measure.SAMPLE:,} entries, milliseconds",
        _table(("", *results["asking"]), [(name, *(column[name] for column in results["asking"].values())) for name in measure.QUERIES]),
    ]
    for size in sizes:
        parts += _of_size(results, size)
    parts += _of_serving(results["serving"], sizes[0])
    _draw(results, sizes)
    return "\n\n".join(parts) + "\n"


def _of_size(results: dict[str, Figures], size: int) -> list[str]:
    adding, questions = results[f"adding {size}"], dict(results[f"questions {size}"])
    quads = questions.pop("quads")
    endless = sorted(name for name, took in questions.items() if took is None)
    slowest = sorted(((name, took) for name, took in questions.items() if took is not None), key=lambda one: -one[1])
    times = [took for _, took in reversed(slowest)]
    without = f" Without an answer after two minutes: {', '.join(endless)}." if endless else ""
    return [
        f"## {size:,} entries",
        f"Added with two processes at {adding['entries/s']:,} entries/s in {adding['seconds']:,} s, rules included; main process at most "
        f"{adding['peak MB']:,} MB; {quads:,} quads, {adding['MB on disk']:,} MB on disk.",
        f"![Memory while adding](performance-{size}.svg)",
        f"The catalogue ({len(times)} questions): median {times[len(times) // 2]} ms, worst {times[-1]} ms.{without} The slowest:",
        _table(("question", "ms"), slowest[:8]),
        _table(
            ("process", "wall ms", "CPU ms"), [(name, one["wall ms"], one["CPU ms"]) for name, one in results[f"commands {size}"].items()]
        ),
    ]


def _of_serving(results: Figures, size: int) -> list[str]:
    columns = ("answers/s", "median ms", "95 % ms", "statuses", "statuses of slow")
    rows = [(name, *(_cell(results[name][column]) for column in columns)) for name in ("alone", "beside slow ones")]
    return [
        f"## `csgraph serve`, 64 clients, {size:,} entries",
        f"Each client asks again as soon as it is answered: most of them the {results['fast questions']} questions of the catalogue that take less than "
        f"{clients.FAST_MS} ms, eight of them the other ones and what cannot be answered in time.",
        _table(("fast questions", *columns), rows),
        f"Beside slow ones the median is {results['factor, median']} times and the 95th percentile {results['factor, 95 %']} times what it is alone. "
        f"All processes together: {results['all processes, MB at most']:,} MB, without the files of the store.",
    ]


def _machine() -> str:
    model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    memory = next((int(line.split()[1]) >> 20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    virtuoso = (
        subprocess.run(["virtuoso-t", "-?"], capture_output=True, text=True, check=False).stderr
        if Path("/usr/bin/virtuoso-t").exists()
        else ""
    )
    version = next((line.split("Version")[1].split()[0] for line in virtuoso.splitlines() if "Version" in line), "not installed")
    today = datetime.datetime.now(tz=datetime.UTC).date()
    return f"{today}; {model}, {os.cpu_count()} cores, {memory} GB; Python {platform.python_version()}; {versions}, Virtuoso {version}."


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).is_file() else []


def _table(head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in lines)


def _cell(value: Any) -> str:
    if value is None:
        return "not installed"
    if isinstance(value, dict):
        return ", ".join(f"{count:,} × {status}" for status, count in value.items())
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _draw(results: dict[str, Figures], sizes: list[int]) -> None:
    """Draw the memory of a run over its time, as SVG."""
    for size in sizes:
        memory = results[f"adding {size}"]["memory"]
        (DOCS / f"performance-{size}.svg").write_text(_plot(memory, f"MB while {size:,} entries are added, by second"), encoding="utf-8")


def _plot(points: list[list[float]], title: str, width: int = 640, height: int = 240) -> str:
    end, top = max(point[0] for point in points) or 1, 1.1 * max(point[1] for point in points)
    line = " ".join(f"{50 + (width - 70) * x / end:.1f},{height - 30 - (height - 60) * y / top:.1f}" for x, y in points)
    marks = "".join(
        f'<text x="44" y="{height - 26 - (height - 60) * share:.0f}" text-anchor="end">{top * share:,.0f}</text>'
        f'<text x="{50 + (width - 70) * share:.0f}" y="{height - 10}" text-anchor="middle">{end * share:,.0f}</text>'
        for share in (0, 0.5, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{title}" font-family="sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="#fff"/><text x="50" y="18" font-size="13">{title}</text>{marks}'
        f'<path d="M50 30V{height - 30}H{width - 20}" fill="none" stroke="#888"/><polyline points="{line}" fill="none" stroke="#0b57a4" stroke-width="2"/></svg>\n'
    )


if __name__ == "__main__":
    main()
