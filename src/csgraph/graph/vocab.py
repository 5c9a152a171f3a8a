"""The terms of ``ontology/csgraph.ttl`` and of the standards that code uses, as plain IRIs; a test compares the two."""

from __future__ import annotations

from typing import Final

CSG: Final = "https://w3id.org/csgraph/ontology#"
CRIME: Final = "https://w3id.org/csgraph/crime/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCT: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
ORG: Final = "http://www.w3.org/ns/org#"
SCHEMA: Final = "https://schema.org/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ITSRDF: Final = "http://www.w3.org/2005/11/its/rdf#"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
WD: Final = "http://www.wikidata.org/entity/"
GEONAMES: Final = "https://sws.geonames.org/"
SH: Final = "http://www.w3.org/ns/shacl#"

PREFIXES: Final[dict[str, str]] = {
    "csg": CSG,
    "crime": CRIME,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dct": DCT,
    "prov": PROV,
    "org": ORG,
    "schema": SCHEMA,
    "foaf": FOAF,
    "nif": NIF,
    "itsrdf": ITSRDF,
    "geo": GEO,
    "wd": WD,
    "sh": SH,
}
"""Declared for every query, so that a question need not begin with a page of them."""

ONTOLOGY_GRAPH: Final = "https://w3id.org/csgraph/ontology"
SCHEME_GRAPH: Final = CRIME + "scheme"

TYPE: Final = RDF + "type"

# Reports and entries
REPORT: Final = CSG + "Report"
ENTRY: Final = CSG + "Entry"
POSITION: Final = CSG + "position"
DATE: Final = CSG + "date"
REGION: Final = CSG + "region"
REGION_CLASS: Final = CSG + "Region"
BASIS: Final = CSG + "basis"
STATED: Final = CSG + "Stated"
INHERITED: Final = CSG + "Inherited"
RULE: Final = CSG + "rule"
EVIDENCE: Final = CSG + "evidence"
CANDIDATE: Final = CSG + "candidate"
FINDING: Final = CSG + "Finding"
HAS_FINDING: Final = CSG + "finding"
FINDING_KIND: Final = CSG + "findingKind"
ABOUT: Final = CSG + "about"

# Events and figures
EVENT: Final = CSG + "Event"
FIGURE: Final = CSG + "Figure"
INVOLVES: Final = CSG + "involves"
CONCERNS: Final = CSG + "concerns"
STATUS: Final = CSG + "status"
INSTRUMENT: Final = CSG + "instrument"
AUDIENCE: Final = CSG + "audience"
MEASURE: Final = CSG + "measure"
QUALIFIER: Final = CSG + "qualifier"
OF_EVENT: Final = CSG + "ofEvent"
UPPER: Final = CSG + "upperValue"
COVERS: Final = CSG + "covers"

# How a store describes itself
STORE_FORMAT: Final = CSG + "storeFormat"
ONTOLOGY_DIGEST: Final = CSG + "ontologyDigest"
RULES_DIGEST: Final = CSG + "rulesDigest"
STALE: Final = CSG + "inferredIsStale"
REDERIVE: Final = CSG + "rederive"
BEING_ADDED: Final = CSG + "beingAdded"

ROLES: Final = ("host", "partner", "participant", "speaker", "signatory", "grantor", "recipient", "subject")


def compact(iri: str) -> str:
    """Return an IRI with its prefix, if it has one; else the IRI.

    >>> compact(CSG + "Event"), compact("https://example.org/x")
    ('csg:Event', 'https://example.org/x')
    """
    for prefix, namespace in PREFIXES.items():
        local = iri[len(namespace) :]
        if iri.startswith(namespace) and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return iri


def expanded(name: str) -> str:
    """Return the IRI of a prefixed name.

    >>> expanded("csg:Event") == EVENT
    True
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local
