"""Small graphs for pages: made by hand, without a reader, where a test is about what a page does with strange names."""

from __future__ import annotations

from csgraph.graph.mint import Mint
from csgraph.graph.store import Store, open_store
from csgraph.graph.write import report_nquads
from csgraph.model import Entity, Entry, Event, Finding, Mention, PartialDate, Reading, Report, ReportReading, RoleFiller, Span

PUBLISHER = "organization/publisher"


def store_of(*reports: ReportReading) -> Store:
    """Return a store with these reports, its rules applied."""
    store = open_store()
    for read in reports:
        store.replace_report(Mint().report(read.report.id), report_nquads(read))
    store.refresh_inferred()
    return store


def report_of(
    names: list[str], *, report: str = "r1", year: int = 2020, crime: str = "corruption", text: str = "", title: str = ""
) -> ReportReading:
    """Return a report with an introduction and one entry a name: the publisher and the named body hold a meeting."""
    entities = [Entity(PUBLISHER, "organization", "Publisher")]
    readings = []
    at = 0
    for position, name in enumerate(names, start=1):
        entity = Entity(f"organization/n{_digest(name)}", "organization", name or " ")
        entities.append(entity)
        words = f"March: met {name} on it. {text}"
        begin = words.index(name) if name else 0
        span = Span(begin, begin + len(name))
        entry = Entry(report, position, words, Span(at, at + len(words)), PartialDate(year, position % 12 + 1), "stated", "en")
        meeting = Event(
            "Meeting",
            Span(7, 10),
            roles=(RoleFiller("host", PUBLISHER, None, "inherited"), RoleFiller("participant", entity.id, span)),
            crimes=(crime,),
            name=name or None,
            audience=(name,) if name else (),
        )
        finding = Finding("unknown-organization", f"{name} is new", span, position)
        mentions = (Mention(span, name, "organization", entity.id, "unique-name"),) if name else ()
        readings.append(Reading(entry, mentions=mentions, events=(meeting,), findings=(finding,)))
        at += len(words)
    whole = "".join(reading.entry.text for reading in readings)
    about = Report(report, title or f"Report {report}", whole, "en", PUBLISHER, year, f"{report}.txt", "0" * 64)
    return ReportReading(about, tuple(readings), tuple(sorted(entities, key=lambda entity: entity.id)))


def _digest(name: str) -> str:
    from hashlib import sha256

    return sha256(name.encode()).hexdigest()[:10]
