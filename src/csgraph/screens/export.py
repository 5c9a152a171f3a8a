"""The graph in the forms of other tools."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from csgraph.graph import vocab
from csgraph.graph.jsonld import compact_jsonld
from csgraph.graph.store import Store
from csgraph.graph.syntax import serialized
from csgraph.model import PartialDate, ReportReading
from csgraph.screens.contacts import masked, masked_nquads
from csgraph.screens.tables import rendered

if TYPE_CHECKING:
    from csgraph.answers.facts import EventFact, OrganizationFact

RDF_FORMATS: Final = ("turtle", "nquads", "trig", "jsonld")


def quads_as(nquads: bytes, format: str) -> bytes:
    """Return N-Quads in another RDF syntax; Turtle has no graphs and gets the union of them."""
    if format == "nquads":
        return nquads
    quads = ox.parse(nquads, ox.RdfFormat.N_QUADS)
    if format == "turtle":
        triples = sorted({quad.triple for quad in quads}, key=str)
        return serialized(triples, ox.RdfFormat.TURTLE)
    return compact_jsonld(quads) if format == "jsonld" else serialized(quads, ox.RdfFormat.TRIG)


def reading_as_json(read: ReportReading) -> str:
    """Return the records of a reading as JSON; a date is its text."""
    return json.dumps(_plain(read), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def exported(store: Store, format: str, *, keep_contacts: bool = False, language: str = "en") -> bytes:
    """Return what a store says in one of `FORMATS`; telephone numbers and e-mail addresses are masked unless kept."""
    if format in RDF_FORMATS:
        nquads = store.canonical_nquads()
        return quads_as(nquads if keep_contacts else masked_nquads(nquads), format)
    text = _EXPORTS[format](store, language)
    return (text if keep_contacts else masked(text)).encode()


# Networks: Gephi, Cytoscape


def _network(store: Store, language: str) -> Any:
    """The partner network with what these tools colour and filter by."""
    from csgraph.answers.facts import organization_facts
    from csgraph.answers.labels import names
    from csgraph.answers.network import partner_network

    graph = partner_network(store)
    known = {organization.iri: organization for organization in organization_facts(store)}
    shown = names(store, graph.nodes, language)
    for iri, node in graph.nodes(data=True):
        organization = known.get(iri)
        node |= {
            "label": _xml_text(shown[iri]),
            "kind": "Region" if organization and organization.is_region else (organization.kind if organization else ""),
            "country": organization.country if organization else "",
        }
    return graph


def _xml_text(text: str) -> str:
    """XML 1.0 has no place for control characters."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def _graphml(store: Store, language: str) -> str:
    import networkx

    out = BytesIO()
    networkx.write_graphml_xml(_network(store, language), out, named_key_ids=True, infer_numeric_types=True)
    return out.getvalue().decode() + "\n"


def _gexf(store: Store, language: str) -> str:
    import networkx

    out = BytesIO()
    networkx.write_gexf(_network(store, language), out)
    # networkx writes the day of writing into the file; the same graph shall give the same bytes.
    return re.sub(r' lastmodifieddate="[^"]*"', "", out.getvalue().decode()) + "\n"


# Spreadsheets


def _csv(store: Store, language: str) -> str:
    """One row for each role in each event, with the words."""
    from csgraph.answers.evidence import event_words, quote
    from csgraph.answers.facts import event_facts
    from csgraph.answers.labels import local_name, names

    events = event_facts(store)
    shown = names(
        store, {iri for event in events for iri in (*event.organizations, *event.crimes, *event.places, *event.regions)}, language
    )
    words = event_words(store, [event.iri for event in events])
    columns = ("date", "event", "name", "status", "role", "organization", "crime types", "places", "regions", "words", "where", "event IRI")
    rows = []
    for event in events:
        about = ["; ".join(shown[iri] for iri in things) for things in (event.crimes, event.places, event.regions)]
        for role, who in event.roles or (("", ""),):
            said = quote(words[event.iri], [who, *event.crimes[:1]]).text if event.iri in words else ""
            what = (event.date, local_name(vocab.CSG + event.type), event.name, event.status.lower(), role, shown.get(who, ""))
            rows.append((*what, *about, said, local_name(event.entry), event.iri))
    return rendered(columns, rows, "csv")


# FollowTheMoney (OpenAleph)

_FTM_SCHEMA: Final = {"Company": "Company", "Government": "PublicBody", "LawEnforcement": "PublicBody", "Customs": "PublicBody"}


def _ftm(store: Store, language: str) -> str:
    """One entity a line: organizations, events, memberships."""
    from csgraph.answers.facts import event_facts, organization_facts
    from csgraph.answers.labels import names

    organizations, events = organization_facts(store), event_facts(store)
    shown = names(store, {iri for event in events for iri in (*event.crimes, *event.places)}, language)
    entities = [_ftm_organization(one, language) for one in organizations]
    entities += [_ftm_membership(one.iri, whole) for one in organizations for whole in one.member_of]
    entities += [_ftm_event(event, shown, language) for event in events]
    return "".join(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities)


def _ftm_id(*iris: str) -> str:
    return "csg-" + hashlib.sha1(" ".join(iris).encode(), usedforsecurity=False).hexdigest()


def _ftm_entity(id_: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in properties.items() if any(values)}}


def _ftm_organization(one: OrganizationFact, language: str) -> dict[str, Any]:
    name = one.name(language)
    return _ftm_entity(
        _ftm_id(one.iri),
        _FTM_SCHEMA.get(one.kind, "Organization"),
        name=[name],
        alias=[alias for alias in one.aliases if alias != name],
        country=[one.country.lower()],
        wikidataId=[one.wikidata],
        website=[one.homepage],
        parent=[_ftm_id(parent) for parent in one.parents],
    )


def _ftm_membership(member: str, whole: str) -> dict[str, Any]:
    return _ftm_entity(_ftm_id(member, whole), "Membership", member=[_ftm_id(member)], organization=[_ftm_id(whole)])


def _ftm_event(event: EventFact, shown: dict[str, str], language: str) -> dict[str, Any]:
    from csgraph.answers.labels import local_name

    kind = local_name(vocab.CSG + event.type)
    hosts = {who for role, who in event.roles if role == "host"}
    return _ftm_entity(
        _ftm_id(event.iri),
        "Event",
        name=[event.name or f"{kind} {event.date}".strip()],
        date=[event.date],
        organizer=[_ftm_id(who) for who in sorted(hosts)],
        involved=[_ftm_id(who) for who in event.organizations if who not in hosts],
        location=[shown[place] for place in event.places],
        keywords=[kind, *(shown[crime] for crime in event.crimes)],
        summary=["" if event.status in ("", "Done") else event.status.lower()],
        recordId=[event.iri],
    )


# Cypher (Neo4j)


def _cypher(store: Store, language: str) -> str:
    """MERGE statements: nodes by IRI, roles as relationships."""
    from csgraph.answers.facts import event_facts, organization_facts
    from csgraph.answers.labels import names

    organizations, events = organization_facts(store), event_facts(store)
    shown = names(store, {iri for event in events for iri in (*event.crimes, *event.places, *event.regions)}, language)
    lines = ["CREATE CONSTRAINT csgraph_iri IF NOT EXISTS FOR (n:Thing) REQUIRE n.iri IS UNIQUE;"]
    for one in organizations:
        label = "Region" if one.is_region else "Organization"
        lines.append(_node(label, one.iri, name=one.name(language), kind=one.kind, country=one.country, wikidata=one.wikidata))
    things = {crime: "CrimeType" for event in events for crime in event.crimes} | {
        place: "Place" for event in events for place in event.places
    }
    lines += [_node(label, iri, name=shown[iri]) for iri, label in sorted(things.items())]
    lines += [
        _node("Event", event.iri, type=event.type, name=event.name, date=event.date, status=event.status, entry=event.entry)
        for event in events
    ]
    for one in organizations:
        lines += [_relationship(one.iri, "PART_OF", parent) for parent in one.parents]
        lines += [_relationship(one.iri, "MEMBER_OF", whole) for whole in one.member_of]
    for event in events:
        lines += [_relationship(event.iri, role.upper(), who) for role, who in event.roles]
        lines += [_relationship(event.iri, "CONCERNS", crime) for crime in event.crimes]
        lines += [_relationship(event.iri, "AT", place) for place in event.places]
    return "\n".join(lines) + "\n"


def _node(label: str, iri: str, **properties: str) -> str:
    settings = ", ".join(f"n.{name} = {_cypher_text(value)}" for name, value in properties.items() if value)
    return f"MERGE (n:Thing {{iri: {_cypher_text(iri)}}}) SET n:{label}{', ' + settings if settings else ''};"


def _relationship(start: str, kind: str, end: str) -> str:
    return f"MATCH (a:Thing {{iri: {_cypher_text(start)}}}), (b:Thing {{iri: {_cypher_text(end)}}}) MERGE (a)-[:{kind}]->(b);"


def _cypher_text(text: str) -> str:
    r"""Return a Cypher string; what a terminal or shell would obey goes as an escape.

    >>> print(_cypher_text("it's\n"))
    'it\'s\n'
    """
    escapes = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "'" + "".join(escapes.get(char, char if char.isprintable() else f"\\u{ord(char):04x}") for char in text) + "'"


_EXPORTS: Final[dict[str, Callable[[Store, str], str]]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "ftm": _ftm,
    "cypher": _cypher,
}
FORMATS: Final = (*RDF_FORMATS, *_EXPORTS)
