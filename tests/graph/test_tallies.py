"""What is answered from tallies is what counting the events, figures and mentions themselves gives."""

from __future__ import annotations

import random

import pytest

from csgraph.answers.ask import ask
from csgraph.graph.embedded import EmbeddedStore
from tests.graph.test_derive import ENTITIES, add, any_report, opened

REGION = "<https://w3id.org/csgraph/id/region/crime-stoppers-international/3>"
IN_REGION = "?entry a csg:Entry ; csg:region ?region ."
COUNTING = {
    "first-contacts": """
        SELECT ?organization (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) (COUNT(DISTINCT ?event) AS ?events) {
          { SELECT DISTINCT ?organization { ?organization a org:Organization } }
          ?event csg:involves ?organization ; csg:date ?date } GROUP BY ?organization""",
    "hosts": """
        SELECT ?host ?events ?last {
          { SELECT ?host (COUNT(DISTINCT ?event) AS ?events) { ?event csg:host ?host } GROUP BY ?host }
          OPTIONAL { SELECT ?host (MAX(STR(?date)) AS ?last) { ?event csg:host ?host ; csg:date ?date } GROUP BY ?host } }""",
    "events-by-place": """
        SELECT ?place ?within ?events ?last {
          { SELECT ?place (COUNT(DISTINCT ?event) AS ?events) { ?event schema:location ?place } GROUP BY ?place }
          OPTIONAL { ?place schema:containedInPlace ?within }
          OPTIONAL { SELECT ?place (MAX(STR(?date)) AS ?last) { ?event schema:location ?place ; csg:date ?date } GROUP BY ?place } }""",
    "events-by-type": """
        SELECT ?type ?events ?first ?last {
          { SELECT ?type (COUNT(DISTINCT ?event) AS ?events) { ?event a csg:Event, ?type FILTER(?type != csg:Event) } GROUP BY ?type }
          OPTIONAL { SELECT ?type (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) { ?event a ?type ; csg:date ?date } GROUP BY ?type } }""",
    "events-by-region-and-month": f"""
        SELECT ?region ?month (COUNT(DISTINCT ?event) AS ?events) {{
          {IN_REGION} GRAPH ?entry {{ ?event a csg:Event }}
          OPTIONAL {{ ?event csg:date ?date }}
          BIND(SUBSTR(STR(?date), 1, 7) AS ?month) }} GROUP BY ?region ?month""",
    "crimes-by-region": f"""
        SELECT ?region ?crime (COUNT(DISTINCT ?event) AS ?events) {{
          {IN_REGION} GRAPH ?entry {{ ?event a csg:Event ; csg:concerns ?crime }} }} GROUP BY ?region ?crime""",
    "partners-in-region": """
        SELECT ?organization ?events ?last {
          { SELECT ?organization (COUNT(DISTINCT ?event) AS ?events) { {in_region} } GROUP BY ?organization }
          OPTIONAL { SELECT ?organization (MAX(STR(?date)) AS ?last) { {in_region} ?event csg:date ?date } GROUP BY ?organization } }""".replace(
        "{in_region}",
        f"VALUES ?region {{ {REGION} }} {{ {IN_REGION} GRAPH ?entry {{ ?event csg:involves ?organization }} }} UNION"
        " { ?event csg:region ?region ; csg:involves ?organization } FILTER(?organization != ?region)",
    ),
    "gaps-in-region": f"""
        SELECT ?crime (COUNT(DISTINCT ?organization) AS ?partnersElsewhere) {{
          ?coverage csg:exact true ; csg:crimeType ?crime ; csg:organization ?organization .
          MINUS {{ SELECT DISTINCT ?crime {{
            VALUES ?region {{ {REGION} }} {IN_REGION} GRAPH ?entry {{ ?here csg:concerns ?crime }} }} }}
        }} GROUP BY ?crime""",
    "figures-by-measure": """
        SELECT ?measure ?unit (COUNT(?figure) AS ?figures) (SUM(?value) AS ?sum) (MAX(?value) AS ?largest) {
          ?figure a csg:Figure ; csg:measure ?measure ; schema:value ?value .
          OPTIONAL { ?figure schema:currency ?currency }
          OPTIONAL { ?figure schema:unitText ?unitText }
          BIND(COALESCE(?currency, ?unitText, "") AS ?unit) } GROUP BY ?measure ?unit""",
    "crime-types": """
        SELECT ?crime ?broader (COUNT(?phrase) AS ?mentions) {
          ?crime a skos:Concept ; skos:inScheme crime:scheme .
          OPTIONAL { ?crime skos:broader ?broader }
          OPTIONAL { ?phrase itsrdf:taIdentRef ?crime } } GROUP BY ?crime ?broader""",
    "organizations": """
        SELECT DISTINCT ?organization ?kind ?country ?mentions ?events {
          { SELECT ?organization (COUNT(DISTINCT ?phrase) AS ?mentions) { ?phrase itsrdf:taIdentRef ?organization } GROUP BY ?organization }
          { SELECT DISTINCT ?organization { ?organization a org:Organization } }
          OPTIONAL { SELECT ?organization (COUNT(DISTINCT ?event) AS ?events) { ?event csg:involves ?organization } GROUP BY ?organization }
          OPTIONAL { ?organization org:classification ?kind }
          OPTIONAL { ?organization schema:addressCountry ?country } }""",
    "organizations-by-kind": """
        SELECT ?kind (COUNT(DISTINCT ?organization) AS ?organizations) (COUNT(DISTINCT ?event) AS ?events) {
          { SELECT ?organization ?kind { ?organization a org:Organization OPTIONAL { ?organization org:classification ?kind } } }
          { SELECT ?event ?organization { ?event csg:involves ?organization } } } GROUP BY ?kind""",
    "partners-by-country": """
        SELECT ?country (COUNT(DISTINCT ?organization) AS ?organizations) (COUNT(DISTINCT ?event) AS ?events) {
          { SELECT ?organization ?country { ?organization schema:addressCountry ?country } }
          { SELECT ?event ?organization { ?event csg:involves ?organization } } } GROUP BY ?country""",
    "mentioned-only": """
        SELECT ?organization ?mentions {
          { SELECT ?organization (COUNT(DISTINCT ?phrase) AS ?mentions) { ?phrase itsrdf:taIdentRef ?organization } GROUP BY ?organization }
          { SELECT DISTINCT ?organization { ?organization a org:Organization } }
          FILTER NOT EXISTS { ?event csg:involves ?organization } }""",
}


@pytest.fixture(scope="module", params=[3, 4])
def store(request: pytest.FixtureRequest) -> EmbeddedStore:
    chance, store = random.Random(request.param), opened()
    add(store, *(any_report(chance, f"r{number}", ENTITIES) for number in range(8)))
    store.refresh_inferred()
    add(store, any_report(chance, "r2", ENTITIES), any_report(chance, "r9", ENTITIES))
    store.remove_report(store.mint.report("r4"))
    store.refresh_inferred()
    return store


@pytest.mark.parametrize("name", COUNTING)
def test_a_question_that_reads_tallies_gives_what_counting_gives(store: EmbeddedStore, name: str) -> None:
    def rows(found: object) -> list[list[tuple[str, str]]]:
        return sorted(sorted((column, str(term)) for column, term in row.items()) for row in found)  # type: ignore[attr-defined]

    assert rows(ask(store, name).rows) == rows(store.select(COUNTING[name]))
