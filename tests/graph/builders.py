"""Readings made by hand, so that the graph can be tried without a reader."""

from __future__ import annotations

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

PUBLISHER = "organization/crime-stoppers-international"

ENTITIES = {
    entity.id: entity
    for entity in (
        Entity(PUBLISHER, "organization", "Crime Stoppers International", classification="association", country="NL"),
        Entity(
            "organization/wfzo", "organization", "World Free Zones Organization", alt_labels=(("", "WFZO"),), classification="association"
        ),
        Entity(
            "organization/oecd",
            "organization",
            "Organisation for Economic Co-operation and Development",
            labels=(("fr", "Organisation de coopération et de développement économiques"),),
            alt_labels=(("", "OECD"), ("fr", "OCDE")),
            classification="igo",
            wikidata="Q41550",
            homepage="https://www.oecd.org/",
        ),
        Entity("organization/wwf", "organization", "World Wide Fund for Nature", alt_labels=(("", "WWF"), ("da", "Verdensnaturfonden"))),
        Entity("organization/a-new-one", "organization", "A New One", known=False),
        Entity("place/pa", "place", "Panama", country="PA", wikidata="Q804", lat=8.97, long=-79.53, parent="place/americas"),
        Entity("place/americas", "place", "Americas"),
        Entity("region/crime-stoppers-international/3", "region", "CSI Region 3", parent=PUBLISHER, covers=("place/pa",)),
    )
}


def span_of(text: str, words: str) -> Span:
    """Return where `words` stand in `text`, the first time."""
    begin = text.index(words)
    return Span(begin, begin + len(words))


def mention(text: str, words: str, target: str, rule: str = "unique-name") -> Mention:
    kind = target.split("/")[0]
    return Mention(span_of(text, words), words, kind, target, rule)  # type: ignore[arg-type]


def agreement(text: str, words: str, *partners: str, crimes: tuple[str, ...] = ()) -> Event:
    roles = [RoleFiller("signatory", PUBLISHER, None, "inherited")]
    roles += [RoleFiller("signatory", partner, span_of(text, name)) for partner, name in zip(partners[::2], partners[1::2], strict=True)]
    return Event("AgreementSigning", span_of(text, words), roles=tuple(roles), crimes=crimes, instrument="MemorandumOfUnderstanding")


def reading(text: str, position: int = 1, *, report: str = "csi-2019", begin: int = 0, month: int | None = 3, **parts: object) -> Reading:
    entry = Entry(report, position, text, Span(begin, begin + len(text)), PartialDate(2019, month), "inherited", "en")
    return Reading(entry, **parts)  # type: ignore[arg-type]


def report_of(*readings: Reading, report: str = "csi-2019", findings: tuple[Finding, ...] = ()) -> ReportReading:
    """Return a report of these readings, with the entities that they name and what contains them."""
    about = Report(report, f"Report {report}", "".join(r.entry.text for r in readings), "en", PUBLISHER, 2019, f"{report}.txt", "0" * 64)
    return ReportReading(about, readings, tuple(ENTITIES[i] for i in sorted(_named(readings))), findings)


def _named(readings: tuple[Reading, ...]) -> set[str]:
    named = {PUBLISHER}
    for one in readings:
        named |= {m.target for m in one.mentions if m.target and not m.target.startswith("crime/")}
        named |= {filler.entity for event in one.events for filler in event.roles}
        named |= {place for event in one.events for place in (*event.places, *event.regions)}
        named |= {name for relation in one.relations for name in (relation.subject, relation.object)}
        named |= {one.region} if one.region else set()
    waiting = list(named)
    while waiting:
        entity = ENTITIES[waiting.pop()]
        for further in (entity.parent, *entity.covers):
            if further and further not in named:
                named.add(further)
                waiting.append(further)
    return named


AGREEMENT = "March – signed an MOU with World Free Zones Organization (WFZO) on illicit trade in free zones."
MEETING = "March, Region 3 – took part in OECD’s meeting in Panama on illicit trade with WWF and A New One; 12 people arrested."


def small_report(report: str = "csi-2019") -> ReportReading:
    """A report of two entries that uses every kind of fact."""
    signed = reading(
        AGREEMENT,
        1,
        report=report,
        mentions=(
            mention(AGREEMENT, "World Free Zones Organization", "organization/wfzo"),
            mention(AGREEMENT, "WFZO", "organization/wfzo", "acronym-pair"),
            mention(AGREEMENT, "illicit trade", "crime/illicit-trade"),
        ),
        events=(agreement(AGREEMENT, "signed", "organization/wfzo", "World Free Zones Organization", crimes=("illicit-trade",)),),
    )
    met = reading(
        MEETING,
        2,
        report=report,
        begin=len(AGREEMENT),
        region="region/crime-stoppers-international/3",
        mentions=(
            mention(MEETING, "Region 3", "region/crime-stoppers-international/3"),
            mention(MEETING, "OECD", "organization/oecd", "genitive"),
            mention(MEETING, "Panama", "place/pa"),
            mention(MEETING, "illicit trade", "crime/illicit-trade"),
            mention(MEETING, "WWF", "organization/wwf"),
            mention(MEETING, "A New One", "organization/a-new-one", "cue-shape"),
        ),
        events=(
            Event(
                "Meeting",
                span_of(MEETING, "meeting"),
                evidence=(span_of(MEETING, "took part in"),),
                roles=(
                    RoleFiller("host", "organization/oecd", span_of(MEETING, "OECD")),
                    RoleFiller("participant", "region/crime-stoppers-international/3", span_of(MEETING, "Region 3")),
                    RoleFiller("participant", "organization/wwf", span_of(MEETING, "WWF")),
                    RoleFiller("participant", "organization/a-new-one", span_of(MEETING, "A New One")),
                ),
                crimes=("illicit-trade",),
                places=("place/pa",),
                regions=("region/crime-stoppers-international/3",),
                audience=("people",),
            ),
        ),
        figures=(Figure("Arrests", "12", span_of(MEETING, "12 people arrested"), unit="person", event=0, crime="illicit-trade"),),
        relations=(Relation("organization/wwf", "memberOf", "organization/a-new-one", span_of(MEETING, "WWF and A New One")),),
        findings=(Finding("unknown-organization", 'nobody lists "A New One"', span_of(MEETING, "A New One"), 2),),
    )
    return report_of(signed, met, report=report)
