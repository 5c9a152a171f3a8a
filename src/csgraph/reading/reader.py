"""Report → what its entries say. The layer's one entrance."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

from csgraph.errors import ReportError
from csgraph.language.gazetteer import Gazetteer, shipped_gazetteer
from csgraph.language.packs import guess_language, pack, pack_tags
from csgraph.model import Document, Entity, Entry, Finding, Mention, Reading, Report, ReportReading, Span
from csgraph.reading.decisions import Decisions
from csgraph.reading.figures import FigureReader
from csgraph.reading.frames import FrameReader, Surroundings
from csgraph.reading.lexicon import Lexicon, lexicon
from csgraph.reading.mentions import MentionReader
from csgraph.reading.names import ACRONYM, BRACKET, is_acronym, name_before, new_organization, slug, spelled_by_name
from csgraph.reading.registry import Registry
from csgraph.reading.sentence import EntryText
from csgraph.text import fold
from csgraph.text.segment import Segment, entries, segment
from csgraph.text.sentences import sentence_spans


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

        `publisher` is a name or an entity id; without it the first organization of the introduction is taken. `language` and `year`
        override what the text tells. Raises `ReportError` when no pack reads the text's language.
        """
        findings: list[Finding] = []
        tag = language or self._language(document, findings)
        words = lexicon(tag, self.packs)
        chosen, segments = segment(document, words.pack, year)
        if chosen is None:
            findings.append(Finding("no-year", "Neither the headers nor the introduction tell the year of the report. Give it with --year."))
        id_ = report_id or slug(Path(document.source).stem)
        registry = Registry(self.gazetteer, decisions=decisions or Decisions())
        body = self._publisher(publisher, document, segments, words, registry, findings)
        if body is not None:
            registry.publisher = registry.add(body)
            _short_form(body, document, words, registry)
        registry.home = _home_country(document, words)
        report = Report(id_, document.title or _title(document), document.text, tag, body.id if body else None, chosen, document.source, document.sha256)
        parts = entries(id_, document.text, segments, tag)
        readings = tuple(self._entry(entry, part, words, registry, report, len(parts)) for entry, part in zip(parts, segments, strict=True))
        return ReportReading(report, readings, self._entities(registry, readings, report), tuple(findings))

    # ── One entry ────────────────────────────────────────────────────────────────────────────────────────────

    def _entry(self, entry: Entry, part: Segment, words: Lexicon, registry: Registry, report: Report, count: int) -> Reading:
        text = EntryText.of(entry.text, entry.body, words)
        mentions, findings = MentionReader(registry).read(text, part.regions)
        sentences = sentence_spans(entry.text, words.pack.abbreviations, ordinal_stop="." in words.pack.ordinal_endings)
        regions = tuple(self._region(registry, number) for number in part.regions)
        is_introduction = entry.date is None and entry.position == 0 and count > 1
        publisher = registry.publisher
        around = Surroundings(
            actors=regions or ((publisher.id,) if publisher else ()),
            publisher=publisher.id if publisher else None,
            publisher_words=_publisher_words(publisher, registry, words),
            date=entry.date,
            year=report.year,
            is_introduction=is_introduction,
        )
        events, relations, denied = FrameReader(text, sentences, around).read()
        figures, doubtful = FigureReader(text, sentences, self._countries(mentions, regions, registry), events).read()
        if regions:
            events = tuple(replace(event, regions=regions) for event in events)
        if entry.date is None and not is_introduction:
            findings.append(Finding("no-date", "Nothing dates this entry."))
        every = (*findings, *denied, *doubtful)
        return Reading(
            entry=entry,
            region=regions[0] if regions else None,
            mentions=tuple(mentions),
            events=events,
            figures=figures,
            relations=relations,
            findings=tuple(replace(finding, entry=entry.position) for finding in every),
        )

    def _region(self, registry: Registry, number: int) -> str:
        publisher = registry.publisher.id if registry.publisher else ""
        return registry.add(self.gazetteer.region(publisher, number)).id

    def _countries(self, mentions: list[Mention], regions: tuple[str, ...], registry: Registry) -> tuple[str, ...]:
        """Return the ISO codes that speak for a currency: of the entry's places and bodies, its region, the publisher."""
        codes: list[str] = []
        for mention in mentions:
            if mention.target and mention.kind in ("place", "organization"):
                entity = registry.entities.get(mention.target)
                if entity is not None and entity.country and (mention.kind == "place" or entity.classification not in ("igo", "ngo", "company", "coalition", "association")):
                    codes.append(entity.country)
        for region in regions:
            codes += [self.gazetteer.country_of(place) for place in registry.entities[region].covers]
        if registry.publisher and registry.publisher.country and registry.publisher.classification not in ("igo", "coalition"):
            codes.append(registry.publisher.country)
        elif registry.home and (registry.publisher is None or not registry.publisher.known):
            codes.append(registry.home)
        return tuple(dict.fromkeys(code for code in codes if code))

    # ── The report as a whole ────────────────────────────────────────────────────────────────────────────────

    def _language(self, document: Document, findings: list[Finding]) -> str:
        guess = guess_language(document.text, self.packs)
        if guess.tag is None:
            raise ReportError(
                f"{document.source}: the text is in none of the languages that have a pack ({', '.join(pack_tags(self.packs))}). Name one with --language if it is, or add a pack (docs/languages.md)."
            )
        if guess.is_tie:
            second = guess.shares[1][0]
            findings.append(Finding("language-tie", f"The text may be {pack(guess.tag, self.packs).name} or {pack(second, self.packs).name}; it was read as the first. Say which with --language."))
        return guess.tag

    def _publisher(self, given: str | None, document: Document, segments: list[Segment], words: Lexicon, registry: Registry, findings: list[Finding]) -> Entity | None:
        if given:
            if given in self.gazetteer:
                return self.gazetteer.entity(given)
            known = self.gazetteer.find_organization(given)
            if known:
                return self.gazetteer.entity(known)
            entity = new_organization(given, "en")
            registry.alias(given, entity, words.pack.tag)
            return entity
        if not segments:
            return None
        trial = Registry(self.gazetteer)
        head = EntryText.of(segments[0].span.of(document.text), 0, words)
        mentions, _ = MentionReader(trial).read(head, ())
        for mention in mentions:
            if mention.kind == "organization" and mention.target is not None and mention.span.begin < 300:
                entity = trial.entities[mention.target]
                findings.append(Finding("publisher-guessed", f"{entity.label} was taken for the publisher, the first organization of the text. Name another with --publisher."))
                return entity
        findings.append(Finding("no-publisher", "No organization stands at the head of the text. Name the publisher with --publisher, so that it is known who acts where the text names nobody."))
        return None

    def _entities(self, registry: Registry, readings: tuple[Reading, ...], report: Report) -> tuple[Entity, ...]:
        """Return every entity that is referred to, with what it is part of."""
        wanted: set[str] = {report.publisher} if report.publisher else set()
        for reading in readings:
            wanted |= {mention.target for mention in reading.mentions if mention.target and mention.kind != "crime"}
            wanted |= {filler.entity for event in reading.events for filler in event.roles}
            wanted |= {place for event in reading.events for place in event.places}
            wanted |= {region for event in reading.events for region in event.regions}
            wanted |= {end for relation in reading.relations for end in (relation.subject, relation.object)}
            if reading.region:
                wanted.add(reading.region)
        found: dict[str, Entity] = {}
        queue = sorted(wanted)
        while queue:
            id_ = queue.pop()
            if id_ in found:
                continue
            entity = registry.entities.get(id_) or self.gazetteer.entity(id_)
            found[id_] = entity
            if entity.parent:
                queue.append(entity.parent)
            queue += entity.covers
        return tuple(found[id_] for id_ in sorted(found))


def _home_country(document: Document, words: Lexicon) -> str:
    """Return the ISO code of the country that most places and national bodies of a report belong to, or an empty string when none has half of them."""
    gazetteer = words.gazetteer
    codes: Counter[str] = Counter()
    for match in words.names.find(fold.key(document.text)):
        firm = {name.entity for name in match.values if not name.condition}
        if len(firm) == 1 and document.text[match.begin : match.begin + 1].isupper():
            entity = next(iter(firm))
            if entity.startswith("place/") or gazetteer.kind_of(entity) in ("government", "law-enforcement", "customs", "university", "programme"):
                codes[gazetteer.country_of(entity)] += 1
    codes.pop("", None)
    best = codes.most_common(1)
    return best[0][0] if best and best[0][1] >= 3 and 2 * best[0][1] >= codes.total() else ""


def _short_form(publisher: Entity, document: Document, words: Lexicon, registry: Registry) -> None:
    """Let an acronym that the report uses and that spells its publisher's name stand for it ("NLF" in a report of Nordisk Luftfartsforbund)."""
    name = fold.key(publisher.label)
    counts = Counter(match.group() for match in ACRONYM.finditer(document.text) if is_acronym(match.group()))
    for acronym, count in counts.items():
        letters = fold.key(acronym).strip()
        listed = [value for match in words.names.find(letters) for value in match.values if value.kind == "organization"]
        if count >= 2 and not listed and 3 <= len(letters) <= 6 and spelled_by_name(letters, name):
            registry.alias(acronym, publisher, words.pack.tag)
    head = document.text.strip()[:160]
    opening = EntryText.of(document.text[:2500], 0, words)
    if not publisher.known and fold.key(publisher.label).strip() not in opening.key:
        for match in BRACKET.finditer(opening.text):
            span = name_before(opening, match.start(), match[1]) if is_acronym(match[1]) else None
            # The report calls its publisher by its own language's name: it is the title, and is given an acronym.
            if span is not None and fold.key(span.of(opening.text)).strip() in fold.key(head):
                registry.alias(span.of(opening.text), publisher, words.pack.tag)
                registry.alias(match[1], publisher, "")
                break
    parts = publisher.label.split()
    ordinary = words.inside | words.function | {fold.low(form) for form in words.pack.words["publisher"]}
    kept = [part for part in parts if fold.low(part).strip() not in ordinary]
    if 1 < len(kept) < len(parts) and kept in (parts[: len(kept)], parts[-len(kept) :]):
        registry.alias(" ".join(kept), publisher, words.pack.tag)  # "Ny Morgen" of "Fonden Ny Morgen"
    last = parts[-1] if parts else ""
    if len(last) >= 7 and fold.low(last).strip() not in ordinary and words.heads is not None:
        for ending in words.pack.endings:
            if re.search(rf"(?<!\w){re.escape(last.capitalize() + ending)}(?!\w)", document.text):
                registry.alias(last.capitalize() + ending, publisher, words.pack.tag)  # "Vildtvagten" of "Nordisk Vildtvagt"


def _publisher_words(publisher: Entity | None, registry: Registry, words: Lexicon) -> frozenset[str]:
    """Return the words that stand for the publisher: those of its names that the pack lists as such words, with their endings."""
    if publisher is None:
        return frozenset()
    names = [publisher.label, *(name for _, name in publisher.labels), *(name for _, name in publisher.alt_labels)]
    names += [form for form, id_ in registry.forms.items() if id_ == publisher.id]
    parts = " ".join(fold.low(name) for name in names)
    found = {"organization", "organisation"}
    for form in words.pack.words["publisher"]:
        head = fold.low(form).split()[-1]
        # "forbundet" stands for a body whose name has "…forbund": its definite form shares all but the ending.
        if re.match(r"organi[sz]a", head) or (len(head) > 4 and head[: max(4, len(head) - 3)] in parts):
            found.add(head)
    return frozenset(found)


def _title(document: Document) -> str:
    first = document.text.strip().partition("\n")[0].strip(" #*")
    return first if 0 < len(first) <= 120 else Path(document.source).stem


def sentences_of(entry: Entry, words: Lexicon) -> list[Span]:
    """Return the sentences of an entry, for those who show them."""
    return sentence_spans(entry.text, words.pack.abbreviations, ordinal_stop="." in words.pack.ordinal_endings)
