"""From reports to a store: the one place where reading and graph meet."""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from csgraph.errors import CsgraphError, ReportError, StoreError
from csgraph.graph import ontology as ontologies
from csgraph.graph import write
from csgraph.graph.mint import BASE, Mint
from csgraph.graph.store import Store, open_store
from csgraph.model import Finding, ReportReading

if TYPE_CHECKING:
    from csgraph.reading.reader import Reader

_BATCH_BYTES: Final = 16 * 1024 * 1024
"""So much text of quads is written in one transaction: large enough to be fast, small enough to keep memory flat."""
_LONGEST_WAIT: Final = 600
"""Seconds for one report; a cluster whose workers have all died would be waited for without end."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the caller knows about the reports, and the reader would otherwise have to find out."""

    publisher: str | None = None
    language: str | None = None
    year: int | None = None
    report_id: str | None = None
    decisions: Path | None = None
    """A TOML file of decisions about names (`csgraph review`)."""
    base: str = BASE


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with where it was found."""

    source: str
    entry: int | None
    finding: Finding

    def __str__(self) -> str:
        place = self.source if self.entry is None else f"{self.source}, entry {self.entry}"
        return f"{place}: {self.finding.message}"


@dataclass(frozen=True, slots=True)
class Built:
    """A report on its way into a store: its quads, and what to tell about it."""

    iri: str
    source: str
    sha256: str
    nquads: bytes
    entries: int
    events: int
    figures: int
    mentions: int
    entities: tuple[tuple[str, str, bool], ...]
    """(kind, id, known), of what the entries name."""
    crimes: tuple[str, ...]
    findings: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come; whoever shows it brings the clock."""

    done: int
    of: int
    entries: int
    source: str


@dataclass(slots=True)
class Summary:
    """What a run has done."""

    reports: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """A line for each report that could not be read; the store is as it was for these."""
    entries: int = 0
    events: int = 0
    figures: int = 0
    mentions: int = 0
    entities: set[tuple[str, str, bool]] = field(default_factory=set)
    crimes: set[str] = field(default_factory=set)
    findings: list[Located] = field(default_factory=list)

    def count(self, kind: str, *, known: bool | None = None) -> int:
        """Return how many organizations, places or regions were named."""
        return sum(1 for k, _, is_known in self.entities if k == kind and known in (None, is_known))

    def _add(self, built: Built) -> None:
        self.reports.append(built.source)
        self.entries += built.entries
        self.events += built.events
        self.figures += built.figures
        self.mentions += built.mentions
        self.entities |= set(built.entities)
        self.crimes |= set(built.crimes)
        self.findings += built.findings


def read_report(path: Path, settings: Settings | None = None) -> ReportReading:
    """Read one report; `ReportError` says why it cannot be."""
    from csgraph.text.load import load_document

    settings = settings or Settings()
    document = load_document(path)
    return _reader().read(
        document,
        report_id=settings.report_id,
        publisher=settings.publisher,
        language=settings.language,
        year=settings.year,
        **_decided(settings),
    )


def build(path: str | Path, store: Store | None = None, **settings: Any) -> Store:
    """Read a report into a store (a new one in memory unless you give one), run the rules, and return the store.

    The settings are those of `Settings`: ``publisher``, ``language``, ``year``, ``report_id``, ``decisions``.
    """
    store = store or open_store()
    built = built_report(Path(path), Settings(base=store.mint.base, **settings))
    store.replace_report(built.iri, built.nquads)
    store.rebuild_inferred()
    return store


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a text that name something known; `begin` and `end` count code points of the text."""

    begin: int
    end: int
    words: str
    kind: str
    name: str
    id: str
    """Entity id, or ``crime/{id}``; the candidates where more than one is left."""
    rule: str


def matches(text: str, *, language: str | None = None, publisher: str | None = None) -> tuple[Match, ...]:
    """Return what a text names, in order."""
    from csgraph.text.load import document_from_bytes

    read = _reader().read(document_from_bytes(text.encode(), "text"), language=language, publisher=publisher)
    labels = {entity.id: entity.label for entity in read.entities}
    found = []
    for reading in read.readings:
        at = reading.entry.span.begin
        for mention in reading.mentions:
            target = mention.target or " | ".join(mention.candidates)
            name = labels.get(target, target.removeprefix("crime/").replace("-", " "))
            found.append(Match(at + mention.span.begin, at + mention.span.end, mention.surface, mention.kind, name, target, mention.rule))
    return tuple(sorted(found, key=lambda one: (one.begin, one.end, one.id)))


def extracted(path: Path, settings: Settings | None = None, *, inferred: bool = False) -> bytes:
    """Return what one report says, as N-Quads: the report, its entries, known entities, names of the crime types.

    With `inferred`, what the rules derive from it as well.
    """
    settings = settings or Settings()
    built, ontology = built_report(path, settings), ontologies.shipped()
    mint = Mint(settings.base)
    quads = built.nquads + ontologies.crime_names(ontology, {mint.target(crime) for crime in built.crimes})
    if inferred:
        with open_store(base=settings.base) as store:
            store.replace_report(built.iri, built.nquads)
            store.rebuild_inferred()
            derived = store.dump(graph=mint.inferred, format=ox.RdfFormat.N_TRIPLES)
        end = f" <{mint.inferred}> .\n".encode()
        quads += b"".join(line.removesuffix(b" .") + end for line in sorted(derived.splitlines()))
    return quads


def add_reports(
    store: Store,
    paths: Iterable[Path],
    settings: Settings | None = None,
    *,
    workers: str = "1",
    resume: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read reports into a store, each wholly or not at all, and run the rules at the end.

    `workers` is a number of processes, or the ``tcp://`` address of a Dask scheduler. With `resume`, a report that stands
    in the store with the same bytes is left as it is: so an interrupted run goes on where it stopped.
    """
    settings, paths = settings or Settings(), tuple(paths)
    summary = Summary()
    paths_to_read = _without_those_in(store, paths, summary) if resume else paths
    batch: dict[str, Built] = {}
    size, added = 0, set[str]()
    done = len(paths) - len(paths_to_read)
    for path, outcome in _outcomes(paths_to_read, settings, workers):
        done += 1
        if isinstance(outcome, CsgraphError):
            summary.failures.append(str(outcome))
        elif outcome.source in added:
            summary.failures.append(f"{path}: a report of this name was added in the same run. Rename one, or add it alone.")
        else:
            size += len(outcome.nquads)
            added.add(outcome.source)
            batch[outcome.iri] = outcome
            summary._add(outcome)
        if progress is not None:
            progress(Progress(done, len(paths), summary.entries, path.name))
        if size > _BATCH_BYTES:
            _write(store, batch)
            size = 0
    _write(store, batch)
    store.refresh_inferred()
    return summary


def built_report(path: Path, settings: Settings) -> Built:
    """Read one report and write its quads down; this is what a worker process does."""
    return _built(read_report(path, settings), Mint(settings.base))


def _built(read: ReportReading, mint: Mint) -> Built:
    named = {m.target for reading in read.readings for m in reading.mentions if m.target}
    source = read.report.source
    findings = [Located(source, finding.entry, finding) for finding in read.findings]
    findings += [Located(source, reading.entry.position, finding) for reading in read.readings for finding in reading.findings]
    return Built(
        iri=mint.report(read.report.id),
        source=source,
        sha256=read.report.sha256,
        nquads=write.report_nquads(read, mint),
        entries=len(read.readings),
        events=sum(len(reading.events) for reading in read.readings),
        figures=sum(len(reading.figures) for reading in read.readings),
        mentions=sum(len(reading.mentions) for reading in read.readings),
        entities=tuple((entity.kind, entity.id, entity.known) for entity in read.entities if entity.id in named),
        crimes=tuple(sorted(_crimes(read))),
        findings=tuple(findings),
    )


def _crimes(read: ReportReading) -> set[str]:
    """Return the crime types that are named, or that an event or figure is about."""
    found: set[str | None] = set()
    for reading in read.readings:
        found |= {m.target for m in reading.mentions if m.kind == "crime"}
        found |= {f"crime/{crime}" for event in reading.events for crime in event.crimes}
        found |= {f"crime/{figure.crime}" for figure in reading.figures if figure.crime}
    return {crime for crime in found if crime}


def _write(store: Store, batch: dict[str, Built]) -> None:
    if batch:
        store.replace_reports([(iri, built.nquads) for iri, built in batch.items()])
        batch.clear()


def _without_those_in(store: Store, paths: tuple[Path, ...], summary: Summary) -> tuple[Path, ...]:
    import hashlib

    kept = {(report.source, report.sha256) for report in store.reports()}
    left = []
    for path in paths:
        if path.is_file() and (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) in kept:
            summary.skipped.append(path.name)
        else:
            left.append(path)
    return tuple(left)


def _outcomes(paths: tuple[Path, ...], settings: Settings, workers: str) -> Iterator[tuple[Path, Built | CsgraphError]]:
    """Yield what became of each report, in the order given, so that any number of workers gives the same store."""
    if workers == "1" or len(paths) < 2:
        for path in paths:
            yield path, _attempt(path, settings)
        return
    with _executor(workers) as (executor, width):
        waiting: deque[tuple[Path, Future[Built | CsgraphError]]] = deque()
        for path in paths:
            waiting.append((path, executor.submit(_attempt, path, settings)))
            if len(waiting) >= width:
                yield _awaited(*waiting.popleft())
        while waiting:
            yield _awaited(*waiting.popleft())


def _awaited(path: Path, future: Future[Built | CsgraphError]) -> tuple[Path, Built | CsgraphError]:
    try:
        return path, future.result(timeout=_LONGEST_WAIT)
    except TimeoutError:
        return path, StoreError(f"{path}: no worker answered within {_LONGEST_WAIT} s. Look at the workers, then go on with --resume.")


def _attempt(path: Path, settings: Settings) -> Built | CsgraphError:
    """An error of one report is a result: the others are read all the same."""
    try:
        return built_report(path, settings)
    except CsgraphError as fault:
        return fault


@contextmanager
def _executor(workers: str) -> Iterator[tuple[Executor, int]]:
    """Yield an executor and how many reports may be under way in it at once."""
    if workers.startswith(("tcp://", "tls://")):
        try:
            distributed: Any = importlib.import_module("distributed")
        except ImportError as fault:
            raise StoreError("--workers tcp://… needs Dask. Install csgraph[dask].") from fault
        try:
            client = distributed.Client(workers, timeout="10s", set_as_default=False)
        except (OSError, TimeoutError) as fault:
            raise StoreError(f"{workers}: no Dask scheduler answers there. Start one, or give a number of processes.") from fault
        with client:
            yield client.get_executor(pure=False), 4 * max(1, sum(client.nthreads().values()))
        return
    if not workers.isdecimal() or int(workers) < 1:
        raise ReportError(f"--workers {workers}: give a number of processes, or the tcp:// address of a Dask scheduler.")
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # "spawn" is the same on every system, and does not copy an open store into the workers.
    with ProcessPoolExecutor(int(workers), mp_context=get_context("spawn")) as pool:
        yield pool, 4 * int(workers)


def gazetteer_names() -> dict[str, str]:
    """Return the names of the listed organizations, as keys to compare by, with their entity ids."""
    from csgraph.answers.crimes import name_key

    names = _reader().gazetteer.names("en")
    return {name_key(surface): name.entity for surface, name in names if name.kind == "organization" and not name.is_acronym}


_SHIPPED: list[Reader] = []


def _reader() -> Reader:
    """The reader of this process: loading its words once is worth more than reading a report."""
    if not _SHIPPED:
        from csgraph.reading.reader import Reader

        _SHIPPED.append(Reader.shipped())
    return _SHIPPED[0]


def _decided(settings: Settings) -> dict[str, Any]:
    if settings.decisions is None:
        return {}
    from csgraph.reading.decisions import load_decisions

    return {"decisions": load_decisions(settings.decisions)}
