"""The records that the layers hand to each other: frozen, with tuples inside, and no storage.

Spans count Unicode code points, `begin` included and `end` not, in the text of the entry unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Basis = Literal["stated", "inherited"]
Status = Literal["done", "planned", "invited"]
MentionKind = Literal["organization", "place", "region", "crime"]
EntityKind = Literal["organization", "place", "region"]
Role = Literal["host", "partner", "participant", "speaker", "signatory", "grantor", "recipient", "subject"]
Qualifier = Literal["exactly", "more-than", "at-least", "at-most", "less-than", "about"]
RelationKind = Literal["subOrganizationOf", "memberOf"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words stand.

    >>> Span(12, 15).of("signed with WWF")
    'WWF'
    """

    begin: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of `text` that stand here."""
        return text[self.begin : self.end]

    def __contains__(self, other: object) -> bool:
        return isinstance(other, Span) and self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as the text and no more: a year, a month of a year, or a day.

    >>> str(PartialDate(2019, 3)), PartialDate(2019, 3).datatype
    ('2019-03', 'gYearMonth')
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text

    @property
    def datatype(self) -> Literal["date", "gYearMonth", "gYear"]:
        """The local name of the XSD datatype that fits (XML Schema Part 2, 3.2)."""
        if self.month is None:
            return "gYear"
        return "gYearMonth" if self.day is None else "date"


@dataclass(frozen=True, slots=True)
class Document:
    """A text with where it came from; the text is never changed afterwards."""

    text: str
    source: str
    """File name or address, as the user gave it, without folders."""
    sha256: str
    """Hex digest of the bytes that were read."""
    title: str | None = None
    language: str | None = None
    """What the source itself declares (an HTML `lang`), if anything."""
    blocks: tuple[Block, ...] = ()
    """What the layout of the source says about the text; empty for plain text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table row of a document, by its span in the document's text."""

    kind: Literal["heading", "paragraph", "item", "row"]
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A document that was read: its facts, without its entries."""

    id: str
    """A slug, the last part of the report's IRI; from the file name unless the caller gives one."""
    title: str
    text: str
    language: str
    """BCP 47 tag of the pack that reads it."""
    publisher: str | None
    """Entity id of the publisher, when it is known."""
    year: int | None
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated item of a report; position 0 is the introduction."""

    report: str
    position: int
    text: str
    """The entry's text exactly as it stands in the report: `report.text[span.begin:span.end]`."""
    span: Span
    """In the report's text."""
    date: PartialDate | None
    date_basis: Basis = "stated"
    language: str = ""
    body: int = 0
    """Where its text goes on after the header ("Marts, Region 5 – "), in the entry's text."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An organization, place or numbered region: known from a gazetteer, or new in this report."""

    id: str
    """Path below the base IRI: ``organization/oecd``, ``place/nl-the-hague``, ``region/crime-stoppers-international/3``."""
    kind: EntityKind
    label: str
    label_language: str = "en"
    known: bool = True
    """False for a name that nobody listed; it then stands in the graph of its report and has a finding."""
    classification: str = ""
    """For an organization: ``igo government law-enforcement customs ngo company association university media programme coalition`` or empty."""
    labels: tuple[tuple[str, str], ...] = ()
    """Preferred names in other languages, as (language tag, name)."""
    alt_labels: tuple[tuple[str, str], ...] = ()
    """Further names and acronyms, as (language tag or empty, name)."""
    parent: str | None = None
    """Entity id of the body it is a unit of, the place that contains it, or the publisher whose region it is."""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case, or empty."""
    wikidata: str = ""
    geonames: str = ""
    homepage: str = ""
    lat: float | None = None
    long: float | None = None
    covers: tuple[str, ...] = ()
    """For a region: entity ids of the places it covers."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the entry that names something, and what it was linked to."""

    span: Span
    surface: str
    kind: MentionKind
    target: str | None
    """Entity id, or ``crime/{id}`` for a crime type; None when the candidates are left open."""
    rule: str
    """The rule that linked it: ``acronym-pair alias genitive unique-name country-context cue-shape …``."""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleFiller:
    """Who is what in an event, with the words that say so."""

    role: Role
    entity: str
    span: Span | None
    """The mention's span; None when the text leaves the actor to its surroundings (then `basis` is ``inherited``)."""
    basis: Basis = "stated"


@dataclass(frozen=True, slots=True)
class Event:
    """A frame that was evoked: what happened, who was what in it."""

    type: str
    """Local name of a class of the vocabulary: ``Workshop``, ``AgreementSigning``, …"""
    trigger: Span
    evidence: tuple[Span, ...] = ()
    """Further spans that support it (cues, roles); the trigger comes first in the graph."""
    roles: tuple[RoleFiller, ...] = ()
    crimes: tuple[str, ...] = ()
    """Crime type ids, without prefix."""
    places: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    date: PartialDate | None = None
    date_basis: Basis = "inherited"
    status: Status = "done"
    name: str | None = None
    instrument: str | None = None
    """Local name: ``MemorandumOfUnderstanding``, ``LetterOfIntent``, ``Treaty``, ``Contract``."""
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured amount that the report states."""

    measure: str
    """Local name of a measure of the vocabulary: ``Arrests``, ``SeizedValue``, …"""
    value: str
    """Plain decimal, no grouping, a point: ``11.15``, ``1000000`` (lexical form of xsd:decimal)."""
    span: Span
    """The amount with its unit, as printed."""
    currency: str | None = None
    unit: str | None = None
    """English singular (``person``, ``cigarette``, ``kilogram``, ``percent``), or the words as printed when not known."""
    qualifier: Qualifier = "exactly"
    event: int | None = None
    """Index into the reading's events."""
    crime: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation that the text states between two organizations."""

    subject: str
    kind: RelationKind
    object: str
    span: Span
    """The words that say so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader of the graph should look at: an unknown name, a doubtful amount, an ambiguous one."""

    kind: str
    """A slug: ``unknown-organization ambiguous-name doubtful-amount no-date language-tie decision-needed denied-event …``"""
    message: str
    span: Span | None = None
    entry: int | None = None
    """Position of the entry, None for the report as a whole."""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one entry says."""

    entry: Entry
    region: str | None = None
    """Entity id of the region that the entry's header names."""
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportReading:
    """What a report says: its readings, and every entity that they name."""

    report: Report
    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...] = ()
    """Sorted by id: each entity that a reading or the report refers to, and what contains it."""
    findings: tuple[Finding, ...] = field(default=())
    """Of the report as a whole (language, year); those of an entry stand in its reading."""
