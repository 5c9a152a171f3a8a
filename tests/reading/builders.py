"""A few lines of text → what was read in them, by names instead of ids."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from csgraph.language.gazetteer import shipped_gazetteer
from csgraph.model import Document, Event, Figure, Finding, Mention, Reading, ReportReading
from csgraph.reading.reader import Reader
from csgraph.text import fold
from csgraph.text.load import document_from_bytes

PUBLISHER = "Crime Stoppers International"


@cache
def reader() -> Reader:
    """The shipped reader, loaded once a process."""
    return Reader.shipped()


def document(text: str, name: str = "report.txt") -> Document:
    return document_from_bytes(text.encode(), name)


def read(text: str, *, language: str | None = "en", publisher: str | None = PUBLISHER, name: str = "report.txt", **options: Any) -> Seen:
    """Read a report of these lines."""
    return Seen(reader().read(document(text, name), language=language, publisher=publisher, **options))


def entry(text: str, **options: Any) -> Seen:
    """Read a report of one entry, in 2020 unless the options say another year."""
    return read(text, **{"year": 2020, **options})


@dataclass
class Seen:
    """What was read, to ask by name. A name is a label, or any words of the text that were linked to the thing."""

    read: ReportReading
    names: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = defaultdict(set)
        for thing in self.read.entities:
            self.names[thing.id].add(thing.label)
        for mention in self.mentions:
            if mention.target:
                self.names[mention.target].add(mention.surface)

    # ── Everything of one kind ───────────────────────────────────────────────────────────────────────────────

    @property
    def readings(self) -> tuple[Reading, ...]:
        return self.read.readings

    @property
    def mentions(self) -> list[Mention]:
        return [mention for reading in self.read.readings for mention in reading.mentions]

    @property
    def events(self) -> list[Event]:
        return [event for reading in self.read.readings for event in reading.events]

    @property
    def figures(self) -> list[Figure]:
        return [figure for reading in self.read.readings for figure in reading.figures]

    @property
    def findings(self) -> list[Finding]:
        return [*self.read.findings, *(finding for reading in self.read.readings for finding in reading.findings)]

    @property
    def dates(self) -> list[str]:
        return [str(reading.entry.date) if reading.entry.date else "" for reading in self.read.readings]

    def labels(self, kind: str) -> set[str]:
        """Return the labels of what is mentioned; the words where the candidates are left open."""
        labels = {thing.id: thing.label for thing in self.read.entities}
        return {labels.get(m.target or "", m.target or m.surface) for m in self.mentions if m.kind == kind}

    @property
    def organizations(self) -> set[str]:
        return self.labels("organization")

    @property
    def places(self) -> set[str]:
        return self.labels("place")

    @property
    def crimes(self) -> set[str]:
        """Ids of the crime types that are named, or that an event or figure is about."""
        found = {m.target.removeprefix("crime/") for m in self.mentions if m.kind == "crime" and m.target}
        found |= {crime for event in self.events for crime in event.crimes}
        return found | {figure.crime for figure in self.figures if figure.crime}

    @property
    def types(self) -> list[str]:
        return [event.type for event in self.events]

    def kinds_of_finding(self) -> set[str]:
        return {finding.kind for finding in self.findings}

    # ── One thing ────────────────────────────────────────────────────────────────────────────────────────────

    def event(self, type_: str) -> Event:
        """Return the one event of a type."""
        (found,) = [event for event in self.events if event.type == type_]
        return found

    def role(self, type_: str, role: str) -> set[str]:
        """Return the labels of who has a role in the events of a type."""
        labels = {thing.id: thing.label for thing in self.read.entities}
        return {labels[filler.entity] for event in self.events if event.type == type_ for filler in event.roles if filler.role == role}

    def is_named(self, id_: str, name: str) -> bool:
        """Say whether `name` is a label or a surface form of a thing, with or without an article or ending around it."""
        wanted = fold.key(name).strip()
        return any(wanted == fold.key(own).strip() for own in self.names[id_])

    def target(self, surface: str) -> str | None:
        """Return what the words were linked to; None when that is left open or nothing was seen in them."""
        return next((mention.target for mention in self.mentions if mention.surface == surface), None)


def label_of(id_: str) -> str:
    return shipped_gazetteer().entity(id_).label
