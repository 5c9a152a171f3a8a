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


def large_report(entries: int = 10_000, organizations: int = 10_000, *, report: str = "large") -> ReportReading:
    """Return a report of many entries, each of which brings three organizations together: as many links as thrice the entries."""
    from random import Random

    chance = Random(7)
    words = ["Agency", "Bureau", "Customs", "Union", "Council", "Bank", "Police", "Institute", "Forum", "Network", "Office", "Trust"]
    places = ["North", "South", "Harbour", "River", "Upper", "Lower", "Coastal", "Central", "Eastern", "Western", "Alpine", "Delta"]
    kinds = ["igo", "government", "law-enforcement", "customs", "ngo", "company", "association", "university", "media", "coalition"]
    crimes = ["corruption", "fraud", "drug-trafficking", "money-laundering", "illicit-trade", "wildlife-trafficking", "cybercrime"]
    types = ["Meeting", "Workshop", "Operation", "Campaign", "Conference"]
    entities = [
        Entity(
            f"organization/o{number}",
            "organization",
            f"{chance.choice(places)} {chance.choice(words)} of {chance.choice(places)} {number}",
            classification=kinds[number % len(kinds)],
        )
        for number in range(organizations)
    ]
    readings = []
    at = 0
    for position in range(entries):
        first = position if position < organizations else chance.randrange(organizations)
        near = (first // 40) * 40  # most work with those around them, some with anyone
        others = [near + chance.randrange(40) if chance.random() < 0.8 else chance.randrange(organizations) for _ in range(2)]
        three = [entities[number % organizations] for number in dict.fromkeys((first, *others))]
        crime, kind = chance.choice(crimes), chance.choice(types)
        text = f"March: a {kind.lower()} against {crime.replace('-', ' ')} was held by "
        spans = []
        for entity in three:
            spans.append(Span(len(text), len(text) + len(entity.label)))
            text += entity.label + ", "
        text += "who agreed to share what they know, to train their officers together and to meet again in the year after."
        trigger = Span(9, 9 + len(kind))
        entry = Entry(
            report, position, text, Span(at, at + len(text)), PartialDate(2010 + position % 12, position % 12 + 1), "stated", "en"
        )
        roles = tuple(RoleFiller("participant", entity.id, span) for entity, span in zip(three, spans, strict=True))
        mentions = tuple(
            Mention(span, entity.label, "organization", entity.id, "unique-name") for entity, span in zip(three, spans, strict=True)
        )
        readings.append(Reading(entry, mentions=mentions, events=(Event(kind, trigger, roles=roles, crimes=(crime,)),)))
        at += len(text)
    about = Report(report, "A large report", "", "en", None, 2010, "large.txt", "0" * 64)
    return ReportReading(about, tuple(readings), tuple(sorted(entities, key=lambda entity: entity.id)))
