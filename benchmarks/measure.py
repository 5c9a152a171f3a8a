"""The measurements: each returns plain numbers, and says in its docstring what is timed."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import psutil
import pyoxigraph as ox
from tests.graph import servers

from benchmarks.corpus import PUBLISHER, written
from csgraph.answers import ask as catalogue
from csgraph.graph.store import open_store
from csgraph.pipeline import Settings, add_reports, built_report

Figures = dict[str, Any]
SETTINGS = Settings(publisher=PUBLISHER)
SAMPLE = 2_000
"""Entries that are read, loaded and asked side by side with the peers."""
RDFLIB_QUADS = 60_000
"""rdflib is measured on so many; it takes too long, and too much memory, for more."""

QUERIES = {
    "partners of a crime type": "SELECT ?o ?g ?n { ?c csg:crimeType crime:corruption ; csg:organization ?o ; csg:grade ?g ; csg:eventCount ?n }",
    "the evidence of an event": "SELECT ?e ?w { GRAPH ?e { ?event csg:concerns crime:bribery ; csg:evidence/nif:anchorOf ?w } } LIMIT 100",
    "events by region": "SELECT ?r (COUNT(?event) AS ?n) { ?event a csg:Event ; csg:region ?r } GROUP BY ?r",
    "sum of figures by measure": "SELECT ?m (SUM(?v) AS ?sum) { ?f csg:measure ?m ; schema:value ?v } GROUP BY ?m",
}


@contextlib.contextmanager
def seconds() -> Iterator[list[float]]:
    """Put how long it took into the list."""
    took: list[float] = []
    begun = time.perf_counter()
    yield took
    took.append(time.perf_counter() - begun)


def reading(folder: Path) -> Figures:
    """Text to N-Quads with evidence, one process and two; the reader is loaded before the clock starts."""
    paths = written(SAMPLE, folder / "sample")
    built_report(paths[0], SETTINGS)
    before, quads = time.process_time(), 0
    for path in paths:
        quads += built_report(path, SETTINGS).nquads.count(b"\n")
    one = time.process_time() - before
    figures: Figures = {"one core": round(SAMPLE / one), "quads an entry": round(quads / SAMPLE, 1)}
    for workers in ("1", "2"):
        with open_store() as store, seconds() as took:
            store.replace_reports = lambda reports: None  # type: ignore[method-assign,misc]
            add_reports(store, paths, SETTINGS, workers=workers)
        figures[f"{workers} processes, with their start"] = round(SAMPLE / took[0])
    figures["spaCy fr_core_news_sm"] = _spacy(paths[:4])
    return figures


def _spacy(paths: list[Path]) -> int | None:
    """Entries a second of a statistical tagger, in the Python that CSGRAPH_BENCH_SPACY names."""
    python = os.environ.get("CSGRAPH_BENCH_SPACY")
    if not python:
        return None
    program = (
        "import sys, time, pathlib, fr_core_news_sm\n"
        "lines = [l for p in sys.argv[1:] for l in pathlib.Path(p).read_text(encoding='utf-8').splitlines()]\n"
        "tagger = fr_core_news_sm.load(); list(tagger.pipe(lines[:20])); begun = time.process_time()\n"
        "found = sum(len(doc.ents) for doc in tagger.pipe(lines)); print(round(len(lines) / (time.process_time() - begun)))"
    )
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run([python, "-c", program, *map(str, paths)], capture_output=True, text=True, env=environment)
    return int(done.stdout) if done.returncode == 0 else None


def adding(entries: int, folder: Path, store: Path, workers: str = "2") -> Figures:
    """`csgraph add` of all reports into a folder, rules and all, with the memory of its main process every two seconds."""
    written(entries, folder)
    shutil.rmtree(store, ignore_errors=True)
    command = [sys.executable, "-m", "csgraph", "add", str(folder), "--store", str(store), "--publisher", PUBLISHER, "--workers", workers]
    memory: list[tuple[float, int]] = []
    with seconds() as took:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        begun = time.perf_counter()
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                memory.append((round(time.perf_counter() - begun, 1), psutil.Process(process.pid).memory_info().rss >> 20))
            time.sleep(2)
    size = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
    return {
        "entries/s": round(entries / took[0]),
        "seconds": round(took[0]),
        "peak MB": max(m for _, m in memory),
        "MB on disk": size >> 20,
        "memory": memory,
    }


def loading(folder: Path) -> Figures:
    """Quads a second from one N-Quads file into each store."""
    data = b"".join(built_report(path, SETTINGS).nquads for path in written(SAMPLE, folder / "sample"))
    file = folder / "sample.nq"
    file.write_bytes(data)
    quads = data.count(b"\n")
    figures: Figures = {"quads": quads}

    def timed(name: str, count: int, work: Callable[[], object]) -> None:
        with seconds() as took:
            work()
        figures[name] = round(count / took[0])

    with tempfile.TemporaryDirectory(dir=folder) as place:
        for name, store in (("pyoxigraph in memory", ox.Store()), ("pyoxigraph on disk", ox.Store(Path(place, "raw")))):
            timed(name, quads, lambda store=store: store.bulk_load(data, ox.RdfFormat.N_QUADS))  # type: ignore[misc]
        with open_store(Path(place, "ours")) as ours:
            reports = [(built.iri, built.nquads) for built in (built_report(path, SETTINGS) for path in written(SAMPLE, folder / "sample"))]
            timed("csgraph on disk", quads, lambda: ours.replace_reports(reports))
        program = Path(sys.executable).parent / "oxigraph"
        if program.exists():
            command = [str(program), "load", "--location", str(Path(place, "cli")), "--file", str(file)]
            timed("oxigraph load", quads, lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL))
    some = b"".join(data.splitlines(keepends=True)[:RDFLIB_QUADS])
    for name, dataset in _rdflib_datasets():
        timed(name, RDFLIB_QUADS, lambda dataset=dataset: dataset.parse(data=some, format="nquads"))  # type: ignore[misc]
    if shutil.which("virtuoso-t"):
        with _virtuoso(folder) as store:
            timed("Virtuoso, through csgraph", quads, lambda: store.load(data))
    return figures


def _rdflib_datasets() -> list[tuple[str, Any]]:
    import rdflib
    from oxrdflib import OxigraphStore

    return [("rdflib", rdflib.Dataset(default_union=True)), ("oxrdflib", rdflib.Dataset(store=OxigraphStore(), default_union=True))]


@contextlib.contextmanager
def _virtuoso(folder: Path) -> Iterator[Any]:
    os.environ |= {"CSGRAPH_STORE_USER": "dba", "CSGRAPH_STORE_PASSWORD": "dba"}
    with (
        tempfile.TemporaryDirectory(dir=folder) as place,
        servers.virtuoso(Path(place), max_rows=1_000_000, buffers=80_000) as url,
        open_store(url) as store,
    ):
        yield store


def asking(folder: Path) -> Figures:
    """Milliseconds for four questions on the same data, the median of five; rdflib on a part of it."""
    paths = written(SAMPLE, folder / "sample")
    figures: Figures = {}
    with tempfile.TemporaryDirectory(dir=folder) as place, open_store() as memory, open_store(Path(place, "s")) as disk:
        for store in (memory, disk):
            store.replace_reports([(built.iri, built.nquads) for built in (built_report(path, SETTINGS) for path in paths)])
            store.rebuild_inferred()
        figures["csgraph in memory"] = {name: _median(lambda q=q: len(memory.select(q))) for name, q in QUERIES.items()}  # type: ignore[misc]
        figures["csgraph on disk"] = {name: _median(lambda q=q: len(disk.select(q))) for name, q in QUERIES.items()}  # type: ignore[misc]
        through = memory.rdflib()
        figures["oxrdflib"] = {name: _median(lambda q=q: len(list(through.query(q)))) for name, q in QUERIES.items()}  # type: ignore[misc]
        everything = memory.dump()
        figures["rdflib, of a twentieth"] = _rdflib_asking(paths[: max(1, len(paths) // 20)])
        if shutil.which("virtuoso-t"):
            with _virtuoso(folder) as store:
                store.load(everything)
                figures["Virtuoso"] = {name: _median(lambda q=q: len(store.select(q))) for name, q in QUERIES.items()}  # type: ignore[misc]
    return figures


def _rdflib_asking(paths: list[Path]) -> Figures:
    import rdflib

    with open_store() as small:
        small.replace_reports([(built.iri, built.nquads) for built in (built_report(path, SETTINGS) for path in paths)])
        small.rebuild_inferred()
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=small.dump(), format="nquads")
        for prefix, iri in small.rdflib().namespaces():
            dataset.bind(prefix, iri, override=True, replace=True)
    return {name: _median(lambda q=q: len(list(dataset.query(q))), times=1) for name, q in QUERIES.items()}  # type: ignore[misc]


def _median(work: Callable[[], object], times: int = 5) -> float:
    took = []
    for _ in range(times):
        with seconds() as one:
            work()
        took.append(one[0])
    return round(1000 * statistics.median(took), 1)


QUESTION_SECONDS = 30


def questions(store: Path) -> Figures:
    """Milliseconds for each question of the catalogue on a folder, the median of three after a first; None for one that takes too long."""
    figures: Figures = {}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as counting:
        figures["quads"] = counting.submit(_quads, store).result()
    for question in catalogue.questions():
        process = get_context("spawn").Process(target=_asked, args=(store, question.name, file := store.with_suffix(".answer")))
        file.unlink(missing_ok=True)
        process.start()
        process.join(4 * QUESTION_SECONDS)
        process.kill()
        process.join()
        figures[question.name] = json.loads(file.read_text()) if file.is_file() else None
    return figures


def _quads(store: Path) -> int:
    with open_store(store, create=False) as opened:
        return int(opened.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"].value)  # type: ignore[union-attr]


def _asked(store: Path, name: str, answer: Path) -> None:
    with open_store(store, create=False) as opened:
        catalogue.ask(opened, name)
        answer.write_text(str(_median(lambda: catalogue.ask(opened, name), times=3)))


def commands(store: Path) -> Figures:
    """Milliseconds for whole processes, wall and processor time: the median of five after a first."""
    asked = {
        "csgraph --help": ["--help"],
        "csgraph partners corruption": ["partners", "corruption", "--store", str(store)],
        "csgraph ask crime-types": ["ask", "crime-types", "--store", str(store)],
    }
    return {name: _process([sys.executable, "-m", "csgraph", *arguments]) for name, arguments in asked.items()}


def _process(command: list[str]) -> Figures:
    walls, processor = [], []
    for _ in range(6):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with seconds() as took:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(took[0])
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"wall ms": round(1000 * statistics.median(walls[1:])), "CPU ms": round(1000 * statistics.median(processor[1:]))}


def kept(file: Path, name: str, work: Callable[[], Figures]) -> Figures:
    """Return a result that is in the file already, or measure it and put it there."""
    results: dict[str, Figures] = json.loads(file.read_text()) if file.is_file() else {}
    if name not in results:
        print(f"{name} …", file=sys.stderr, flush=True)
        results[name] = work()
        print(json.dumps({key: value for key, value in results[name].items() if key != "memory"}), file=sys.stderr, flush=True)
        file.write_text(json.dumps(results, indent=1))
    return results[name]
