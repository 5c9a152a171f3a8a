"""From a reading to the quads of its named graphs, as N-Quads text; the layer's counterpart to the reader.

Lines are made as text, not from term objects: that is ten times as fast, and a property test holds every line against
a parser. Each subject's lines are written once and in the order of the reading, so the same reading gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from csgraph.errors import ReportError
from csgraph.graph import mint as minting
from csgraph.graph import vocab
from csgraph.graph.mint import Mint
from csgraph.model import (
    Entity,
    Entry,
    Event,
    Figure,
    Finding,
    Mention,
    PartialDate,
    Reading,
    Relation,
    Report,
    ReportReading,
    RoleFiller,
    Span,
)

_MUST_ESCAPE: Final = re.compile(r'[\x00-\x1f"\\\x7f]')
# Other controls stand as they are, as N-Quads allows: a \u escape would be read differently inside a SPARQL update.
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_STATUS: Final = {status: f"<{minting.slug_term(status)}>" for status in ("done", "planned", "invited")}
_BASIS: Final = {"stated": f"<{vocab.STATED}>", "inherited": f"<{vocab.INHERITED}>"}
_ROLE: Final = {role: f"<{minting.term(role)}>" for role in vocab.ROLES}
_RELATION: Final = {kind: f"<{vocab.ORG}{kind}>" for kind in ("subOrganizationOf", "memberOf")}


def _angle(iri: str) -> str:
    return f"<{iri}>"


_A: Final = _angle(vocab.TYPE)
_INTEGER: Final = f"^^<{vocab.XSD}integer>"
_DECIMAL: Final = f"^^<{vocab.XSD}decimal>"
_DATE: Final = _angle(vocab.DATE)
_EVIDENCE: Final = _angle(vocab.EVIDENCE)
_CONCERNS: Final = _angle(vocab.CONCERNS)
_BASIS_OF: Final = _angle(vocab.BASIS)
_LOCATION: Final = _angle(vocab.SCHEMA + "location")
_NAME: Final = _angle(vocab.SCHEMA + "name")
_REGION: Final = _angle(vocab.REGION)
_INVOLVES: Final = _angle(vocab.INVOLVES)
_REF: Final = _angle(vocab.ITSRDF + "taIdentRef")
_PREF: Final = _angle(vocab.SKOS + "prefLabel")
_ALT: Final = _angle(vocab.SKOS + "altLabel")
_SAME: Final = _angle(vocab.OWL + "sameAs")
_MENTIONS: Final = _angle(vocab.SCHEMA + "mentions")
_LANGUAGE: Final = _angle(vocab.DCT + "language")
_IS_PHRASE: Final = f"{_A} <{vocab.NIF}Phrase>"
_ANCHOR: Final = _angle(vocab.NIF + "anchorOf")
_BEGIN: Final = _angle(vocab.NIF + "beginIndex")
_END: Final = _angle(vocab.NIF + "endIndex")
_CONTEXT: Final = _angle(vocab.NIF + "referenceContext")


def escaped(text: str) -> str:
    r"""Return `text` as it stands between the quotes of an N-Quads literal.

    >>> print(escaped('a "b"\n'))
    a \"b\"\n
    """
    return text.translate(_ESCAPES) if _MUST_ESCAPE.search(text) else text


def plain(text: str) -> str:
    """Return `text` as a literal without a language."""
    return f'"{escaped(text)}"'


def tagged(text: str, language: str) -> str:
    """Return `text` as a literal in `language`; a tag that is none is left out."""
    return plain(text) + _tag(language)


@lru_cache(maxsize=1024)
def _tag(language: str) -> str:
    return "@" + language.lower() if _LANGUAGE_TAG.fullmatch(language) else ""


def decimal(number: str | float) -> str:
    """Return a number as xsd:decimal in its canonical form, so that every store gives back what was written.

    >>> decimal("11.50"), decimal(8.0), decimal("1000000")
    ('"11.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"8"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1000000"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    text = number if isinstance(number, str) else format(Decimal(repr(number)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f'"{text}"{_DECIMAL}'


def dated(date: PartialDate) -> str:
    """Return a date as a literal that is as precise as the text."""
    return f'"{date}"^^<{vocab.XSD}{date.datatype}>'


def report_nquads(read: ReportReading, mint: Mint | None = None) -> bytes:
    """Return everything that `read` says, as N-Quads in UTF-8."""
    try:
        return "".join(nquads_chunks(read, mint)).encode()
    except UnicodeEncodeError as fault:
        raise ReportError(
            f"{read.report.source}: a lone surrogate stands in the text (character {fault.start}). Save it as UTF-8."
        ) from fault


def nquads_chunks(read: ReportReading, mint: Mint | None = None) -> Iterator[str]:
    """Yield the N-Quads of a report piece by piece: the report, each entry, the known entities."""
    mint = mint or Mint()
    yield "".join(_report_lines(read, mint))
    yield from (entry_nquads(reading, mint, report_language=read.report.language) for reading in read.readings)
    known = (entity for entity in read.entities if entity.known)
    end = f"<{mint.entities}> .\n"
    yield "".join(_description(entity, mint, end) for entity in known)


def entry_nquads(reading: Reading, mint: Mint, *, report_language: str = "") -> str:
    """Return what one entry states, in the named graph of the entry."""
    return _EntryLines(reading, mint, report_language).text()


def _report_lines(read: ReportReading, mint: Mint) -> Iterator[str]:
    report = read.report
    iri = mint.report(report.id)
    subject, end = f"<{iri}>", f"<{iri}> .\n"
    yield f"{subject} {_A} <{vocab.REPORT}> {end}"
    for predicate, value in _report_values(report, mint):
        yield f"{subject} <{predicate}> {value} {end}"
    for entity in read.entities:
        yield f"{subject} {_MENTIONS} <{mint.entity(entity.id)}> {end}"
    for entity in read.entities:
        if not entity.known:
            yield from entity_lines(entity, mint, end)
            yield f"<{mint.entity(entity.id)}> {_BASIS_OF} {_BASIS['stated']} {end}"
    for number, (finding, entry) in enumerate(_all_findings(read), start=1):
        yield from _finding_lines(finding, entry, number, report, mint)


def _report_values(report: Report, mint: Mint) -> Iterator[tuple[str, str]]:
    yield vocab.DCT + "title", tagged(report.title, report.language)
    yield vocab.DCT + "language", plain(report.language)
    if report.publisher is not None:
        yield vocab.DCT + "publisher", f"<{mint.entity(report.publisher)}>"
    yield vocab.DCT + "source", plain(report.source)
    if report.year is not None:
        yield vocab.DCT + "temporal", dated(PartialDate(report.year))
    yield vocab.SCHEMA + "sha256", plain(report.sha256)


def _all_findings(read: ReportReading) -> Iterator[tuple[Finding, Entry | None]]:
    entries = {reading.entry.position: reading.entry for reading in read.readings}
    for finding in read.findings:
        yield finding, entries.get(finding.entry) if finding.entry is not None else None
    for reading in read.readings:
        for finding in reading.findings:
            yield finding, reading.entry


def _finding_lines(finding: Finding, entry: Entry | None, number: int, report: Report, mint: Mint) -> Iterator[str]:
    """A finding hangs on its report and points at the words, the entry or the report that it is about."""
    report_iri = mint.report(report.id)
    subject, end = f"<{minting.part(report_iri, 'finding', number)}>", f"<{report_iri}> .\n"
    about = report_iri
    if entry is not None:
        about = mint.entry(report.id, entry.position)
        if finding.span is not None:
            about = minting.phrase(about, finding.span.begin, finding.span.end)
    yield f"<{report_iri}> <{vocab.HAS_FINDING}> {subject} {end}"
    yield f"{subject} {_A} <{vocab.FINDING}> {end}"
    yield f"{subject} <{vocab.FINDING_KIND}> {plain(finding.kind)} {end}"
    yield f"{subject} <{vocab.DCT}description> {plain(finding.message)} {end}"
    yield f"{subject} <{vocab.ABOUT}> <{about}> {end}"
    for candidate in dict.fromkeys(finding.candidates):
        yield f"{subject} <{vocab.CANDIDATE}> <{mint.target(candidate)}> {end}"


@lru_cache(maxsize=4096)
def _description(entity: Entity, mint: Mint, end: str) -> str:
    """The lines of a known entity: most of what a report writes, and the same in every report that names it."""
    return "".join(entity_lines(entity, mint, end))


def entity_lines(entity: Entity, mint: Mint, end: str) -> Iterator[str]:
    """Yield what is known of an entity; each line ends with `end`, its graph."""
    subject = f"<{mint.entity(entity.id)}>"
    for predicate, value in dict.fromkeys(_entity_values(entity, mint)):
        yield f"{subject} {predicate} {value} {end}"


def _entity_values(entity: Entity, mint: Mint) -> Iterator[tuple[str, str]]:
    yield _A, f"<{_entity_class(entity)}>"
    yield _PREF, tagged(entity.label, entity.label_language)
    # One preferred name a language (SKOS S14): the label comes first, a second name in its language is an alternative.
    taken = {entity.label_language}
    for language, name in entity.labels:
        yield (_ALT if language in taken else _PREF), tagged(name, language)
        taken.add(language)
    for language, name in entity.alt_labels:
        yield _ALT, tagged(name, language)
    yield from _entity_links(entity, mint)


def _entity_class(entity: Entity) -> str:
    return {"organization": vocab.ORG + "Organization", "place": vocab.SCHEMA + "Place", "region": vocab.REGION_CLASS}[entity.kind]


def _entity_links(entity: Entity, mint: Mint) -> Iterator[tuple[str, str]]:
    if entity.classification:
        yield f"<{vocab.ORG}classification>", f"<{minting.slug_term(entity.classification)}>"
    if entity.parent is not None:
        yield f"<{_parent_property(entity)}>", f"<{mint.entity(entity.parent)}>"
    if entity.country:
        yield f"<{vocab.SCHEMA}addressCountry>", plain(entity.country)
    if entity.wikidata:
        yield _SAME, f"<{vocab.WD}{minting.encoded(entity.wikidata)}>"
    if entity.geonames:
        yield _SAME, f"<{vocab.GEONAMES}{minting.encoded(entity.geonames)}/>"
    if entity.homepage:
        yield f"<{vocab.FOAF}homepage>", f"<{_homepage(entity.homepage)}>"
    if entity.lat is not None and entity.long is not None:
        yield f"<{vocab.GEO}lat>", decimal(entity.lat)
        yield f"<{vocab.GEO}long>", decimal(entity.long)
    for place in entity.covers:
        yield f"<{vocab.COVERS}>", f"<{mint.entity(place)}>"


def _parent_property(entity: Entity) -> str:
    return {
        "organization": vocab.ORG + "subOrganizationOf",
        "place": vocab.SCHEMA + "containedInPlace",
        "region": vocab.ORG + "unitOf",
    }[entity.kind]


def _homepage(address: str) -> str:
    """An address keeps its own percent signs and punctuation; only what no IRI may hold is encoded."""
    return re.sub(r"[\x00-\x20<>\"{}|\\^`]", lambda found: minting.encoded(found.group()), address)


class _EntryLines:
    """The lines of one entry. Phrases are gathered while facts are written, so that each stands once."""

    def __init__(self, reading: Reading, mint: Mint, report_language: str) -> None:
        entry = reading.entry
        self.reading = reading
        self.entry = entry
        self.mint = mint
        self.language = entry.language or report_language
        self.iri = mint.entry(entry.report, entry.position)
        self.end = f"<{self.iri}> .\n"
        self.lines: list[str] = []
        self.mentions: dict[Span, list[Mention]] = {}

    def text(self) -> str:
        for mention in self.reading.mentions:
            self.mentions.setdefault(mention.span, []).append(mention)
        self._entry()
        for number, event in enumerate(self.reading.events, start=1):
            self._event(event, number)
        for number, figure in enumerate(self.reading.figures, start=1):
            self._figure(figure, number)
        for number, relation in enumerate(self.reading.relations, start=1):
            self._relation(relation, number)
        for finding in self.reading.findings:
            if finding.span is not None:
                self._phrase(finding.span)
        for span, mentions in sorted(self.mentions.items()):
            self._phrase_lines(span, mentions)
        return "".join(self.lines)

    def _facts(self, iri: str, facts: Iterable[tuple[str, str]]) -> None:
        start, end = f"<{iri}> ", self.end
        self.lines += [f"{start}{predicate} {value} {end}" for predicate, value in dict.fromkeys(facts)]

    def _phrase(self, span: Span) -> str:
        """Return the phrase where `span` stands, and see to it that it is written."""
        self.mentions.setdefault(span, [])
        return f"<{self.iri}#char={span.begin},{span.end}>"

    def _entry(self) -> None:
        entry, report = self.entry, self.mint.report(self.entry.report)
        facts = [
            (_A, f"<{vocab.ENTRY}>"),
            (_A, f"<{vocab.NIF}Context>"),
            (f"<{vocab.DCT}isPartOf>", f"<{report}>"),
            (f"<{vocab.POSITION}>", f'"{entry.position}"{_INTEGER}'),
            (f"<{vocab.NIF}isString>", plain(entry.text)),
            (f"<{vocab.NIF}beginIndex>", f'"{entry.span.begin}"{_INTEGER}'),
            (f"<{vocab.NIF}endIndex>", f'"{entry.span.end}"{_INTEGER}'),
        ]
        if self.language:
            facts.append((_LANGUAGE, plain(self.language)))
        if entry.date is not None:
            facts += [(_DATE, dated(entry.date)), (_BASIS_OF, _BASIS[entry.date_basis])]
        if self.reading.region is not None:
            facts.append((_REGION, f"<{self.mint.entity(self.reading.region)}>"))
        self._facts(self.iri, facts)

    def _event(self, event: Event, number: int) -> None:
        facts = [(_A, f"<{vocab.EVENT}>"), (_A, f"<{minting.term(event.type)}>"), (f"<{vocab.STATUS}>", _STATUS[event.status])]
        facts += [(_EVIDENCE, self._phrase(span)) for span in _event_spans(event)]
        for filler in event.roles:
            who = f"<{self.mint.entity(filler.entity)}>"
            facts += [(_ROLE[filler.role], who), (_INVOLVES, who)]
        facts += self._event_circumstances(event)
        self._facts(minting.part(self.iri, "event", number), facts)

    def _event_circumstances(self, event: Event) -> Iterator[tuple[str, str]]:
        yield _BASIS_OF, _BASIS["inherited" if _is_inherited(event.roles) else "stated"]
        date = event.date or self.entry.date
        if date is not None:
            yield _DATE, dated(date)
        for crime in event.crimes:
            yield _CONCERNS, f"<{minting.crime(crime)}>"
        for place in event.places:
            yield _LOCATION, f"<{self.mint.entity(place)}>"
        for region in event.regions:
            yield _REGION, f"<{self.mint.entity(region)}>"
        if event.name is not None:
            yield _NAME, plain(event.name)
        if event.instrument is not None:
            yield f"<{vocab.INSTRUMENT}>", f"<{minting.term(event.instrument)}>"
        for group in event.audience:
            yield f"<{vocab.AUDIENCE}>", tagged(group, self.language)

    def _figure(self, figure: Figure, number: int) -> None:
        facts = [
            (_A, f"<{vocab.FIGURE}>"),
            (f"<{vocab.MEASURE}>", f"<{minting.term(figure.measure)}>"),
            (f"<{vocab.SCHEMA}value>", decimal(figure.value)),
            (f"<{vocab.QUALIFIER}>", plain(figure.qualifier)),
            (_EVIDENCE, self._phrase(figure.span)),
        ]
        if figure.currency is not None:
            facts.append((f"<{vocab.SCHEMA}currency>", plain(figure.currency)))
        if figure.unit is not None:
            facts.append((f"<{vocab.SCHEMA}unitText>", plain(figure.unit)))
        if figure.event is not None:
            facts.append((f"<{vocab.OF_EVENT}>", f"<{minting.part(self.iri, 'event', figure.event + 1)}>"))
        if figure.crime is not None:
            facts.append((_CONCERNS, f"<{minting.crime(figure.crime)}>"))
        self._facts(minting.part(self.iri, "figure", number), facts)

    def _relation(self, relation: Relation, number: int) -> None:
        """Write the plain triple, and beside it a statement that can show its words."""
        subject, predicate, value = self.mint.entity(relation.subject), _RELATION[relation.kind], f"<{self.mint.entity(relation.object)}>"
        self._facts(subject, [(predicate, value)])
        self._facts(
            minting.part(self.iri, "relation", number),
            [
                (_A, f"<{vocab.RDF}Statement>"),
                (f"<{vocab.RDF}subject>", f"<{subject}>"),
                (f"<{vocab.RDF}predicate>", predicate),
                (f"<{vocab.RDF}object>", value),
                (_EVIDENCE, self._phrase(relation.span)),
            ],
        )

    def _phrase_lines(self, span: Span, mentions: list[Mention]) -> None:
        surface = mentions[0].surface if mentions else span.of(self.entry.text)
        iri, end = f"{self.iri}#char={span.begin},{span.end}", self.end
        # One string for the five lines that every phrase has: they are two thirds of a graph.
        self.lines.append(
            f"<{iri}> {_IS_PHRASE} {end}"
            f'<{iri}> {_ANCHOR} "{escaped(surface)}" {end}'
            f'<{iri}> {_BEGIN} "{span.begin}"{_INTEGER} {end}'
            f'<{iri}> {_END} "{span.end}"{_INTEGER} {end}'
            f"<{iri}> {_CONTEXT} <{self.iri}> {end}"
        )
        if mentions:
            self._facts(iri, self._links(mentions))

    def _links(self, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
        for mention in mentions:
            if mention.target is not None:
                yield _REF, f"<{self.mint.target(mention.target)}>"
            yield f"<{vocab.RULE}>", plain(mention.rule)
            for candidate in mention.candidates if mention.target is None else ():
                yield f"<{vocab.CANDIDATE}>", f"<{self.mint.target(candidate)}>"


def _event_spans(event: Event) -> list[Span]:
    """The trigger first, then cues, then the words that name who was what."""
    return [event.trigger, *event.evidence, *(filler.span for filler in event.roles if filler.span is not None)]


def _is_inherited(roles: tuple[RoleFiller, ...]) -> bool:
    return any(filler.basis == "inherited" for filler in roles)
