"""A few terms in the place of the ontology, so that a test of the store reads three crime types and not all."""

from __future__ import annotations

from csgraph.graph import vocab
from csgraph.graph.ontology import Ontology

_CRIMES = """
@prefix crime: <https://w3id.org/csgraph/crime/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
crime:crime a skos:Concept ; skos:prefLabel "crime"@en, "kriminalitet"@da .
crime:illicit-trade a skos:Concept ; skos:broader crime:crime ; skos:prefLabel "illicit trade"@en, "ulovlig handel"@da ; skos:altLabel "illegal trade"@en .
crime:illicit-tobacco-trade a skos:Concept ; skos:broader crime:illicit-trade ; skos:prefLabel "illicit tobacco trade"@en .
"""

_PARTNERS = """
PREFIX csg: <https://w3id.org/csgraph/ontology#>
CONSTRUCT { ?a csg:partnerOf ?b } WHERE { ?event csg:involves ?a, ?b FILTER(?a != ?b) }
"""

ONTOLOGY = Ontology(
    ((vocab.ONTOLOGY_GRAPH, b""), (vocab.SCHEME_GRAPH, _CRIMES.encode())),
    (("partner-of", _PARTNERS),),
)
