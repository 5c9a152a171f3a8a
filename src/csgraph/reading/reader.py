"""Report → what its entries say. The layer's one entrance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from csgraph.errors import ReportError
from csgraph.language.gazetteer import Gazetteer, shipped_gazetteer
from csgraph.language.packs import guess_language, pack, pack_tags
from csgraph.model import Document, Entity, Entry, Finding, Mention, Reading, Report, ReportReading
from csgraph.reading.decisions import Decisions
from csgraph.reading.entry_text import EntryText
from csgraph.reading.figures import FigureReader
from csgraph.reading.frames import FrameReader, Surroundings
from csgraph.reading.lexicon import Lexicon, lexicon
from csgraph.reading.mentions import MentionReader
from csgraph.reading.organizations import new_organization, slug
from csgraph.reading.publisher import home_country, introduce
from csgraph.reading.registry import Registry, folded_names
from csgraph.reading.title import publisher_of
from csgraph.text.segment import Segment, entries, segment

_HEAD = 300
"""Characters at the head of a report in which its publisher names itself."""
_LONGEST_TITLE = 120
_WITHOUT_COUNTRY = ("igo", "coalition")
"""Kinds of publisher that act in many countries."""
_PRIVATE = ("igo", "ngo", "company", "coalition", "association")
"""Kinds of body whose seat says nothing about where they act."""


class Reader:
    """Reads documents with the packs and gazetteers that it is given; it keeps nothing of what it read."""

    def __init__(self, gazetteer: Gazetteer, packs: Path | None = None) -> None:
        self.gazetteer, self.packs = gazetteer, packs

    @classmethod
    def shipped(cls) -> Reader:
        """Return a reader with the shipped packs and gazetteers."""
        return cls(shipped_gazetteer())

    def read(
        self,
        document: Document,
        *,
        report_id: str | None = None,
        publisher: str | None = None,
        language: str | None = None,
        year: int | None = None,
        decisions: Decisions | None = None,
    ) -> ReportReading:
        """Return what a document says.

        `publisher` is a name or an entity id; without it the body that the title or the introduction names is taken,
        never one that only an entry names. `language` and `year`
        override what the text tells. Raises `ReportError` when no pack reads the text's language.
        """
        findings: list[Finding] = []
        tag = language or self._language(document, findings)
        words = lexicon(tag, self.packs)
        chosen, segments = segment(document, words.pack, year)
        if chosen is None:
            findings.append(
                Finding("no-year", "Neither the headers nor the introduction tell the year of the report. Give it with --year.")
            )
        id_ = report_id or slug(Path(document.source).stem)
        registry = Registry(self.gazetteer, decisions=decisions or Decisions())
        body = self._publisher(publisher, document, segments, words, registry, findings)
        if body is not None:
            registry.publisher = registry.add(body)
            introduce(body, document, words, registry)
        registry.find_home = lambda: home_country(document, words)
        report = Report(
            id_, document.title or _title(document), document.text, tag, body.id if body else None, chosen, document.source, document.sha256
        )
        parts = entries(id_, document.text, segments, tag)
        readings = tuple(self._entry(entry, part, words, registry, report, len(parts)) for entry, part in zip(parts, segments, strict=True))
        return ReportReading(report, readings, self._entities(registry, readings, report), tuple(findings))

    # ── One entry ────────────────────────────────────────────────────────────────────────────────────────────

    def _entry(self, entry: Entry, part: Segment, words: Lexicon, registry: Registry, report: Report, count: int) -> Reading:
        text = EntryText.of(entry.text, entry.body, words)
        mentions, findings = MentionReader(registry).read(text)
        regions = tuple(self._region(registry, number) for number in part.regions)
        is_introduction = entry.date is None and entry.position == 0 and count > 1
        publisher = registry.publisher
        around = Surroundings(
            actors=regions or ((publisher.id,) if publisher else ()),
            publisher=publisher.id if publisher else None,
            publisher_words=registry.publisher_words(words.pack),
            publisher_names=folded_names(publisher) if publisher else "",
            date=entry.date,
            year=report.year,
            is_introduction=is_introduction,
        )
        events, relations, denied = FrameReader(text, around).read()
        figures, doubtful = FigureReader(text, self._countries(mentions, regions, registry), events).read()
        if regions:
            events = tuple(replace(event, regions=regions) for event in events)
        if entry.date is None and not is_introduction:
            findings.append(Finding("no-date", "Nothing dates this entry."))
        return Reading(
            entry=entry,
            region=regions[0] if regions else None,
            mentions=tuple(text.mentions),
            events=events,
            figures=figures,
            relations=relations,
            findings=tuple(replace(finding, entry=entry.position) for finding in (*findings, *denied, *doubtful)),
        )

    def _region(self, registry: Registry, number: int) -> str:
        publisher = registry.publisher.id if registry.publisher else ""
        return registry.add(self.gazetteer.region(publisher, number)).id

    def _countries(self, mentions: Sequence[Mention], regions: tuple[str, ...], registry: Registry) -> tuple[str, ...]:
        """Return the ISO codes that speak for a currency: of the entry's places and bodies, its region, the publisher."""
        codes = [code for mention in mentions if (code := self._country(mention, registry))]
        for region in regions:
            codes += [self.gazetteer.country_of(place) for place in registry.entities[region].covers]
        publisher = registry.publisher
        if publisher and publisher.country and publisher.classification not in _WITHOUT_COUNTRY:
            codes.append(publisher.country)
        elif (publisher is None or not publisher.known) and registry.home:
            codes.append(registry.home)
        return tuple(dict.fromkeys(code for code in codes if code))

    def _country(self, mention: Mention, registry: Registry) -> str:
        """Return the country of a place, or of a body that acts for one; else an empty string."""
        entity = registry.entities.get(mention.target) if mention.target and mention.kind in ("place", "organization") else None
        if entity is None or (mention.kind == "organization" and entity.classification in _PRIVATE):
            return ""
        return entity.country

    # ── The report as a whole ────────────────────────────────────────────────────────────────────────────────

    def _language(self, document: Document, findings: list[Finding]) -> str:
        found = guess_language(document.text, self.packs)
        declared = document.language if document.language in pack_tags(self.packs) else None
        if declared is not None and (found.tag is None or found.is_tie):
            return declared
        if found.tag is None:
            raise ReportError(
                f"{document.source}: the text is in none of the languages that have a pack ({', '.join(pack_tags(self.packs))}). Name one with --language if it is, or add a pack (docs/languages.md)."
            )
        if found.is_tie:
            second = found.shares[1][0]
            findings.append(
                Finding(
                    "language-tie",
                    f"The text may be {pack(found.tag, self.packs).name} or {pack(second, self.packs).name}; it was read as the first. Say which with --language.",
                )
            )
        return found.tag

    def _publisher(
        self, given: str | None, document: Document, segments: list[Segment], words: Lexicon, registry: Registry, findings: list[Finding]
    ) -> Entity | None:
        if given:
            if given in self.gazetteer:
                return self.gazetteer.entity(given)
            known = self.gazetteer.find_organization(given)
            if known:
                return self.gazetteer.entity(known)
            entity = new_organization(given, "en")
            registry.alias(given, entity, words.pack.tag)
            return entity
        guessed = publisher_of(_head(document, segments), document.text, words, self.gazetteer)
        if guessed is not None:
            findings.append(
                Finding(
                    "publisher-guessed",
                    f"{guessed.label} was taken for the publisher: the title or the introduction names it. Name another with --publisher.",
                )
            )
            return guessed
        findings.append(
            Finding(
                "no-publisher",
                "No organization stands in a title or an introduction. Name the publisher with --publisher, so that it is known who acts where the text names nobody.",
            )
        )
        return None

    def _entities(self, registry: Registry, readings: tuple[Reading, ...], report: Report) -> tuple[Entity, ...]:
        """Return every entity that is referred to, with what it is part of."""
        queue = {report.publisher} if report.publisher else set()
        for reading in readings:
            queue |= set(_named(reading))
        found: dict[str, Entity] = {}
        while queue:
            id_ = queue.pop()
            entity = found[id_] = registry.entities.get(id_) or self.gazetteer.entity(id_)
            queue |= {other for other in (entity.parent, *entity.covers) if other and other not in found}
        return tuple(found[id_] for id_ in sorted(found))


def _named(reading: Reading) -> Iterator[str]:
    """Yield the entities that a reading refers to."""
    yield from (mention.target for mention in reading.mentions if mention.target and mention.kind != "crime")
    for event in reading.events:
        yield from (filler.entity for filler in event.roles)
        yield from (*event.places, *event.regions)
    for relation in reading.relations:
        yield from (relation.subject, relation.object)
    if reading.region:
        yield reading.region


def _title(document: Document) -> str:
    first = document.text.strip().partition("\n")[0].strip(" #*")
    return first if 0 < len(first) <= _LONGEST_TITLE else Path(document.source).stem


def _head(document: Document, segments: Sequence[Segment]) -> str:
    """Return what stands before the first entry: the title, and the introduction's beginning."""
    has_introduction = len(segments) > 1 and segments[0].date is None
    before = document.text[: segments[0].span.begin] if segments else ""
    return "\n".join((document.title or "", before[:_HEAD], segments[0].span.of(document.text)[:_HEAD] if has_introduction else ""))
