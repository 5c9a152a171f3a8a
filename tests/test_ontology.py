"""The vocabulary, the crime scheme, the shapes and the rules, each on its own: no reader and no store of csgraph is needed."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = ROOT / "ontology"
CSG = "https://w3id.org/csgraph/ontology#"
CRIME = "https://w3id.org/csgraph/crime/"
ID = "https://w3id.org/csgraph/id/"
ROLES = "host|partner|participant|speaker|signatory|grantor|recipient|subject"
SCHEME_LANGUAGES = {"en", "da", "de", "es", "fr", "it", "nb", "nl", "pt", "sv"}
NAMES = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
PREFIXES = {name: iri for name, iri in NAMES.items() if isinstance(iri, str) and iri.startswith("http")}
SPARQL_HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
HEAD = SPARQL_HEAD.replace("PREFIX", "@prefix").replace(">\n", "> .\n") + f"@prefix id: <{ID}> .\n@prefix o: <{ID}organization/> .\n"


def terms(store: ox.Store) -> set[str]:
    return {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(CSG)}


def load(store: ox.Store, name: str, graph: str) -> None:
    store.load(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))


def ontology() -> ox.Store:
    store = ox.Store()
    load(store, "csgraph.ttl", CSG.rstrip("#"))
    return store


def scheme() -> ox.Store:
    store = ox.Store()
    load(store, "crime.ttl", CRIME + "scheme")
    return store


def select(store: ox.Store, pattern: str) -> list[tuple[str, ...]]:
    """Rows of `SELECT * WHERE { pattern }` as strings, variables in the order of their names, with prefixes for IRIs."""
    result = store.query(
        f"{SPARQL_HEAD}PREFIX id: <{ID}>\nPREFIX o: <{ID}organization/>\nSELECT * WHERE {{ {pattern} }}", use_default_graph_as_union=True
    )
    order = sorted(range(len(result.variables)), key=lambda index: result.variables[index].value)
    return sorted(tuple(short(row[index]) for index in order) for row in result)


def short(term: ox.Term | None) -> str:
    if not isinstance(term, ox.NamedNode):
        return "" if term is None else term.value
    for prefix, iri in {"o": ID + "organization/", "id": ID, **PREFIXES}.items():
        if term.value.startswith(iri):
            return f"{prefix}:{term.value[len(iri) :]}"
    return term.value


# ── The vocabulary ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_term_has_a_label_and_a_comment_in_english_and_danish() -> None:
    store = ontology()
    for term in sorted(terms(store)):
        for predicate in ("label", "comment"):
            found = store.quads_for_pattern(ox.NamedNode(term), ox.NamedNode(PREFIXES["rdfs"] + predicate), None)
            assert sorted(quad.object.language for quad in found) == ["da", "en"], f"{predicate} of {term}"


def test_every_term_that_another_term_uses_is_defined() -> None:
    store = ontology()
    used = {term.value for quad in store for term in (quad.predicate, quad.object) if isinstance(term, ox.NamedNode)}
    assert {iri for iri in used if iri.startswith(CSG) and iri != CSG} <= terms(store)


def test_every_term_that_rules_shapes_and_scheme_use_is_defined() -> None:
    names = {term.removeprefix(CSG) for term in terms(ontology())}
    for path in (ONTOLOGY / "shapes.ttl", ONTOLOGY / "crime.ttl", *sorted((ONTOLOGY / "rules").glob("*.rq"))):
        used = set(re.findall(r"\bcsg:([A-Za-z]+)", path.read_text(encoding="utf-8")))
        assert used <= names, path.name


def test_every_role_is_a_subproperty_of_involves() -> None:
    roles = {row[0] for row in select(ontology(), "?role rdfs:subPropertyOf csg:involves")}
    assert roles == {f"csg:{role}" for role in ROLES.split("|")}


def test_the_context_names_every_term_of_the_ontology() -> None:
    store = ontology()
    for term in terms(store):
        name = term.removeprefix(CSG)
        entry = NAMES[name]
        assert (entry if isinstance(entry, str) else entry["@id"]) == f"csg:{name}"
        is_link = bool(select(store, f"csg:{name} a owl:ObjectProperty . BIND(1 AS ?yes)"))
        assert is_link == (isinstance(entry, dict) and entry.get("@type") == "@id"), name


# ── The crime scheme ────────────────────────────────────────────────────────────────────────────────────────────


@cache
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_crime_scheme", ROOT / "scripts" / "build_crime_scheme.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_scheme_is_what_the_table_gives() -> None:
    assert (ONTOLOGY / "crime.ttl").read_text(encoding="utf-8") == builder().turtle(builder().rows())


def test_the_table_keeps_its_own_rules() -> None:
    builder().check(builder().rows())


@pytest.mark.parametrize(
    ("crime", "column", "value", "complaint"),
    [
        ("crime", "broader", "money-laundering", "circle"),
        ("crime", "broader", "", "only 'reported-harm'"),
        ("fraud", "broader", "no-such-type", "no row"),
        ("fraud", "hidden_en", "money laundering", "stands under"),
        ("fraud", "labels_da", "", "no label in 'da'"),
        ("fraud", "matchable", "perhaps", "give yes or no"),
    ],
)
def test_a_fault_in_the_table_is_named(crime: str, column: str, value: str, complaint: str) -> None:
    table = builder().rows()
    next(row for row in table if row["id"] == crime)[column] = value
    with pytest.raises(builder().TableError, match=complaint):
        builder().check(table)


def test_a_shared_form_is_allowed_when_the_table_says_why() -> None:
    table = builder().rows()
    fraud = next(row for row in table if row["id"] == "fraud")
    fraud.update(hidden_en="money laundering", shared_reason="for the test")
    builder().check(table)


def test_the_scheme_has_one_top_and_every_type_leads_to_it() -> None:
    store = scheme()
    assert select(store, "?top skos:topConceptOf crime:scheme") == [("crime:reported-harm",)]
    concepts = select(store, "?concept skos:inScheme crime:scheme")
    assert select(store, "?concept skos:broader* crime:reported-harm . ?concept a skos:Concept") == concepts
    assert select(store, "?concept skos:broader+ ?concept") == []
    assert len(concepts) > 160


def test_narrower_is_broader_the_other_way_round() -> None:
    assert select(scheme(), "?a skos:broader ?b") == select(scheme(), "?b skos:narrower ?a")


def test_every_label_of_a_crime_type_has_a_language_and_each_language_one_preferred_label() -> None:
    preferred: Counter[tuple[str, str]] = Counter()
    for quad in scheme():
        if quad.predicate.value.startswith(PREFIXES["skos"]) and quad.predicate.value.endswith("Label"):
            assert quad.object.language in SCHEME_LANGUAGES, quad
            if quad.predicate.value.endswith("prefLabel"):
                preferred[quad.subject.value, quad.object.language] += 1
    assert set(preferred.values()) == {1}
    assert Counter(language for _, language in preferred) == dict.fromkeys(SCHEME_LANGUAGES, len({concept for concept, _ in preferred}))


def test_an_exact_match_belongs_to_one_crime_type() -> None:
    matches = Counter(row[1] for row in select(scheme(), "?concept skos:exactMatch ?match"))
    assert {match for match, count in matches.items() if count > 1} == set()


def test_words_that_say_too_little_are_not_looked_for_in_reports() -> None:
    silent = {row[0].removeprefix("crime:") for row in select(scheme(), "?concept csg:matchable false")}
    assert {"reported-harm", "crime", "non-crime-harm"} <= silent
    assert not {"illicit-trade", "fraud", "cybercrime"} & silent


@pytest.mark.parametrize(
    ("language", "form", "crime"),
    [
        ("da", "ulovlig handel", "illicit-trade"),
        ("da", "handelen med ulovlige cigaretter", "illicit-tobacco-trade"),
        ("da", "terrorangrebene", "terrorism"),
        ("en", "traffic of wildlife", "wildlife-trafficking"),
        ("de", "Schmuggelzigaretten", "illicit-tobacco-trade"),
        ("es", "blanqueo de capitales", "money-laundering"),
        ("fr", "contrefaçon", "counterfeiting"),
        ("it", "tratta di esseri umani", "human-trafficking"),
        ("nb", "hvitvasking", "money-laundering"),
        ("nl", "witwassen", "money-laundering"),
        ("pt", "branqueamento de capitais", "money-laundering"),
        ("sv", "penningtvätt", "money-laundering"),
    ],
)
def test_a_crime_is_known_by_the_words_of_reports(language: str, form: str, crime: str) -> None:
    row = next(row for row in builder().rows() if row["id"] == crime)
    assert form in builder().values(row[f"labels_{language}"]) + builder().values(row[f"hidden_{language}"])


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("de", "OK"),  # organisierte Kriminalität, and "okay"
        ("fr", "vol"),  # theft, and flight
        ("fr", "faux"),  # forgery, and false
        ("fr", "usure"),  # usury, and wear
        ("en", "fencing"),  # of stolen goods, and of gardens
        ("en", "emergency"),
        ("es", "allanamiento"),  # burglary, and a police search
        ("pt", "propinas"),  # bribes, and tuition fees
        ("sv", "målvakt"),  # a money mule, and a goalkeeper
        ("da", "muldyr"),
    ],
)
def test_a_word_that_means_other_things_too_is_no_form_of_a_crime(language: str, word: str) -> None:
    for row in builder().rows():
        if row["matchable"] == "yes":
            assert word not in builder().values(row[f"labels_{language}"]) + builder().values(row[f"hidden_{language}"]), row["id"]


# ── The rules ───────────────────────────────────────────────────────────────────────────────────────────────────


def inferred(*entries: str, entities: str = "") -> ox.Store:
    """A store with the ontology, the scheme, entry graphs 1, 2, … of one report, and what the rules derive in their order."""
    store = ontology()
    load(store, "crime.ttl", CRIME + "scheme")
    trig = "".join(f"<{ID}report/r/entry/{number}> {{ {entry} }}\n" for number, entry in enumerate(entries, start=1))
    store.load(f"{HEAD}{trig}<{ID}entities> {{ {entities} }}", format=ox.RdfFormat.TRIG)
    graph = ox.NamedNode(ID + "inferred")
    for rule in sorted((ONTOLOGY / "rules").glob("*.rq")):
        derived = list(store.query(rule.read_text(encoding="utf-8"), use_default_graph_as_union=True))
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in derived)
    return store


def event(kind: str, facts: str, status: str = "Done", number: int = 1) -> str:
    """Turtle of an event; every organization in a role is involved as well, as the graph writer does it."""
    roles = re.findall(rf"csg:(?:{ROLES}) (\S+)", facts)
    involved = f"csg:involves {', '.join(roles)} ;" if roles else ""
    return f"id:e{number} a csg:Event, csg:{kind} ; csg:status csg:{status} ; {involved} {facts} ."


def coverage(store: ox.Store, organization: str) -> dict[str, str]:
    """Crime type → grade of an organization, without the broadest type."""
    rows = select(store, f"?c csg:organization {organization} ; csg:crimeType ?type ; csg:grade ?grade")
    return {crime.removeprefix("crime:"): grade.removeprefix("csg:") for _, grade, crime in rows if crime != "crime:crime"}


def test_written_out_steps_reach_the_top_of_the_scheme() -> None:
    store = inferred()
    assert select(store, "?a skos:broaderTransitive ?b") == select(store, "?a skos:broader+ ?b")


def test_two_that_were_involved_in_one_event_are_partners_both_ways() -> None:
    store = inferred(event("Workshop", "csg:host o:oecd ; csg:participant o:wwf"))
    assert select(store, "?one csg:partnerOf ?two") == [("o:oecd", "o:wwf"), ("o:wwf", "o:oecd")]


def test_a_region_is_a_partner_too() -> None:
    store = inferred(event("Workshop", "csg:host id:region\\/csi\\/3 ; csg:partner o:wwf"))
    assert ("id:region/csi/3", "o:wwf") in select(store, "?one csg:partnerOf ?two")


@pytest.mark.parametrize("status", ["Planned", "Invited"])
def test_a_plan_or_an_invitation_makes_no_partners(status: str) -> None:
    assert select(inferred(event("Meeting", "csg:host o:oecd ; csg:participant o:wwf", status)), "?one csg:partnerOf ?two") == []


def test_being_invited_together_makes_no_partners() -> None:
    assert select(inferred(event("Invitation", "csg:grantor o:oecd ; csg:recipient o:wwf")), "?one csg:partnerOf ?two") == []


def test_a_mere_mention_makes_no_partners() -> None:
    mentions = "[] a nif:Phrase ; itsrdf:taIdentRef o:oecd . [] a nif:Phrase ; itsrdf:taIdentRef o:wwf ."
    assert select(inferred(mentions), "?one csg:partnerOf ?two") == []


def test_members_of_one_coalition_are_partners_and_members_of_another_body_are_not() -> None:
    store = inferred(
        "o:iata org:memberOf o:routes . o:wwf org:memberOf o:routes . o:cs-nz org:memberOf o:csi . o:cs-au org:memberOf o:csi .",
        entities="o:routes org:classification csg:Coalition . o:csi org:classification csg:Ngo .",
    )
    assert select(store, "?one csg:partnerOf ?two") == [("o:iata", "o:wwf"), ("o:wwf", "o:iata")]


def test_an_organization_addresses_the_crime_of_its_event_and_the_broader_ones() -> None:
    store = inferred(event("Campaign", "csg:host o:interpol ; csg:concerns crime:business-email-compromise"))
    assert {row[0].removeprefix("crime:") for row in select(store, "o:interpol csg:addresses ?type")} == {
        "business-email-compromise",
        "online-fraud",
        "fraud",
        "financial-crime",
        "crime",
    }


def test_an_organization_is_active_in_the_region_of_its_entry_and_in_what_contains_the_place() -> None:
    store = inferred(
        "id:report\\/r\\/entry\\/1 a csg:Entry ; csg:region id:region\\/csi\\/3 . "
        + event("Workshop", "csg:host o:oecd ; schema:location id:colon"),
        event("Meeting", "csg:host o:wwf ; schema:location id:colon", "Planned", number=2),
        entities="id:colon schema:containedInPlace id:panama . id:panama schema:containedInPlace id:central-america .",
    )
    assert select(store, "?who csg:activeIn ?x") == [
        ("o:oecd", "id:central-america"),
        ("o:oecd", "id:colon"),
        ("o:oecd", "id:panama"),
        ("o:oecd", "id:region/csi/3"),
    ]


@pytest.mark.parametrize(
    ("kind", "facts", "status", "grade"),
    [
        ("AgreementSigning", "csg:signatory o:x", "Done", "A"),
        ("AgreementSigning", "csg:signatory o:x ; csg:instrument csg:MemorandumOfUnderstanding", "Done", "A"),
        ("AgreementSigning", "csg:signatory o:x ; csg:instrument csg:LetterOfIntent", "Done", "B"),
        ("AgreementSigning", "csg:signatory o:x", "Planned", "D"),
        ("AgreementSigning", "csg:participant o:x", "Done", "D"),
        ("Operation", "csg:host o:x", "Done", "B"),
        ("Campaign", "csg:partner o:x", "Done", "B"),
        ("Cooperation", "csg:participant o:x", "Done", "B"),
        ("Selection", "csg:recipient o:x", "Done", "B"),
        ("ResearchPublication", "csg:subject o:x", "Done", "D"),
        ("Workshop", "csg:host o:x", "Done", "C"),
        ("Conference", "csg:speaker o:x", "Done", "C"),
        ("Meeting", "csg:participant o:x", "Done", "D"),
        ("Seminar", "csg:host o:x", "Invited", "D"),
        ("Invitation", "csg:grantor o:x", "Done", "D"),
        ("Award", "csg:recipient o:x", "Done", "D"),
    ],
)
def test_the_grade_follows_from_the_kind_of_event_the_role_and_the_status(kind: str, facts: str, status: str, grade: str) -> None:
    store = inferred(event(kind, f"{facts} ; csg:concerns crime:illicit-trade", status))
    assert coverage(store, "o:x") == {"illicit-trade": grade}


def test_the_strongest_grade_counts() -> None:
    store = inferred(
        event("Meeting", "csg:participant o:x ; csg:concerns crime:fraud"),
        event("Workshop", "csg:host o:x ; csg:concerns crime:fraud", number=2),
        event("Campaign", "csg:partner o:x ; csg:concerns crime:fraud", number=3),
    )
    assert coverage(store, "o:x")["fraud"] == "B"
    assert len(select(store, "?c csg:organization o:x ; csg:crimeType crime:fraud ; csg:basedOn ?event")) == 3


def test_a_narrower_crime_covers_the_broader_one_but_not_exactly() -> None:
    store = inferred(
        event("AgreementSigning", "csg:signatory o:x ; csg:concerns crime:trade-based-money-laundering"),
        event("Meeting", "csg:participant o:x ; csg:concerns crime:financial-crime", number=2),
    )
    assert coverage(store, "o:x") == {"trade-based-money-laundering": "A", "money-laundering": "A", "financial-crime": "A"}
    rows = select(store, "?c csg:crimeType ?a ; csg:exact ?b . FILTER(?a != crime:crime)")
    exact = {crime.removeprefix("crime:"): value for crime, value, _ in rows}
    assert exact == {"trade-based-money-laundering": "true", "money-laundering": "false", "financial-crime": "true"}
    assert select(store, "?c csg:crimeType crime:financial-crime ; csg:exactGrade ?grade . FILTER(BOUND(?grade))")[0][1] == "csg:D"


def test_a_coverage_is_named_after_its_organization_and_crime_and_counts_its_events_with_first_and_last_date() -> None:
    store = inferred(
        event("Meeting", 'csg:participant o:x ; csg:concerns crime:fraud ; csg:date "2019-03"^^xsd:gYearMonth'),
        event("Meeting", 'csg:participant o:x ; csg:concerns crime:fraud ; csg:date "2018"^^xsd:gYear', number=2),
        event("Meeting", 'csg:participant o:x ; csg:concerns crime:fraud ; csg:date "2019-03-12"^^xsd:date', number=3),
        event("Meeting", "csg:participant o:x ; csg:concerns crime:fraud", number=4),
    )
    node = ox.NamedNode(f"{ID}coverage/organization/x/fraud")
    values = {
        name: next(store.quads_for_pattern(node, ox.NamedNode(CSG + name), None)).object for name in ("eventCount", "firstDate", "lastDate")
    }
    assert values == {
        "eventCount": ox.Literal(4),
        "firstDate": ox.Literal("2018", datatype=ox.NamedNode(PREFIXES["xsd"] + "gYear")),
        "lastDate": ox.Literal("2019-03-12", datatype=ox.NamedNode(PREFIXES["xsd"] + "date")),
    }


def test_a_coverage_without_a_dated_event_has_no_dates() -> None:
    store = inferred(event("Meeting", "csg:participant o:x ; csg:concerns crime:fraud"))
    assert select(store, "?c csg:firstDate ?d") == []


def test_nothing_covers_the_top_of_the_scheme() -> None:
    store = inferred(event("Meeting", "csg:participant o:x ; csg:concerns crime:fraud"))
    assert select(store, "?c csg:crimeType crime:reported-harm") == select(store, "?o csg:addresses crime:reported-harm") == []


def test_a_rule_says_what_it_derives_and_leaves_no_path_open_at_both_ends() -> None:
    for rule in sorted((ONTOLOGY / "rules").glob("*.rq")):
        text = rule.read_text(encoding="utf-8")
        assert re.fullmatch(r"\d\d-[a-z-]+", rule.stem) and text.startswith("# "), rule.name
        query = re.sub(r"#.*|\"[^\"]*\"|<[^>]*>", "", text)
        assert not re.search(r"\w[*+]\s+\?", query), f"{rule.name}: Virtuoso 7 refuses a path with two free ends"


# ── The shapes ──────────────────────────────────────────────────────────────────────────────────────────────────

GOOD = f"""
id:report\\/r a csg:Report ; dct:title "2019"@en ; dct:language "en" ; dct:source "r.txt" ; dct:publisher o:csi ;
  dct:temporal "2019"^^xsd:gYear ; schema:sha256 "{"0" * 64}" ; csg:finding id:f .
id:f a csg:Finding ; csg:findingKind "unknown-organization" ; dct:description "ADIT" ; csg:about id:p .
id:entry a csg:Entry ; dct:isPartOf id:report\\/r ; csg:position 1 ; nif:isString "OECD met." ; nif:beginIndex 0 ; nif:endIndex 9 ;
  csg:date "2019-03"^^xsd:gYearMonth ; csg:region id:r3 ; csg:basis csg:Inherited .
id:p a nif:Phrase ; nif:anchorOf "OECD" ; nif:beginIndex 0 ; nif:endIndex 4 ; nif:referenceContext id:entry ; itsrdf:taIdentRef o:oecd .
id:e a csg:Event, csg:Meeting ; csg:status csg:Done ; csg:evidence id:p ; csg:host o:oecd ; csg:involves o:oecd ;
  csg:concerns crime:fraud ; schema:location id:paris ; csg:date "2019"^^xsd:gYear .
id:g a csg:Figure ; csg:measure csg:Arrests ; schema:value 3.0 ; schema:unitText "person" ; csg:qualifier "exactly" ; csg:evidence id:p ;
  csg:ofEvent id:e .
o:oecd a org:Organization ; skos:prefLabel "OECD"@en ; org:classification csg:Igo .
o:csi a org:Organization ; skos:prefLabel "CSI"@en .
id:r3 a csg:Region ; skos:prefLabel "Region 3"@en ; org:unitOf o:csi ; csg:covers id:paris .
id:paris a schema:Place ; skos:prefLabel "Paris"@en ; schema:addressCountry "FR" .
id:c a csg:Coverage ; csg:organization o:oecd ; csg:crimeType crime:fraud ; csg:grade csg:C ; csg:exactGrade csg:C ; csg:exact true ;
  csg:basedOn id:e ; csg:eventCount 1 ; csg:firstDate "2019"^^xsd:gYear ; csg:lastDate "2019"^^xsd:gYear .
crime:scheme a skos:ConceptScheme .
crime:fraud a skos:Concept ; skos:inScheme crime:scheme ; skos:topConceptOf crime:scheme ; skos:prefLabel "fraud"@en ;
  skos:notation "0701"^^csg:iccs .
"""


@cache
def shapes_graph() -> object:
    rdflib = pytest.importorskip("rdflib")
    return rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")


@pytest.mark.filterwarnings("ignore")
def faults(turtle: str) -> list[tuple[str, str]]:
    """(shape, English message) of every violation in a graph, with the ontology beside it."""
    rdflib = pytest.importorskip("rdflib")
    pyshacl = pytest.importorskip("pyshacl")
    data = rdflib.Graph().parse(ONTOLOGY / "csgraph.ttl").parse(data=HEAD + turtle, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph())
    sh = rdflib.Namespace(PREFIXES["sh"])
    found = []
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        messages = {message.language: str(message) for message in report.objects(result, sh.resultMessage)}
        assert set(messages) == {"en", "da"}
        found.append((str(report.value(result, sh.focusNode)).rsplit("/", 1)[-1], messages["en"]))
    return sorted(found)


@pytest.mark.filterwarnings("ignore")
def test_a_good_graph_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('dct:title "2019"@en ;', "", "A report has one title."),
        ('"0000', '"zz', "A report carries the SHA-256"),
        ("csg:position 1", "csg:position -1", "An entry has one place"),
        ('"2019-03"^^xsd:gYearMonth', '"March"', "An entry has at most one date"),
        ("nif:endIndex 4", "nif:endIndex 0", "A phrase begins at one character of its entry, before its end."),
        ("itsrdf:taIdentRef o:oecd", "itsrdf:taIdentRef o:nobody", "A phrase links to"),
        ("csg:status csg:Done ;", "", "An event has one status"),
        ("csg:Event, csg:Meeting", "csg:Event", "An event is of exactly one kind"),
        ("csg:status csg:Done ; csg:evidence id:p ;", "csg:status csg:Done ;", "An event shows the words"),
        ("csg:involves o:oecd ;", "", "Whoever has a role is also named by csg:involves"),
        ("csg:concerns crime:fraud", "csg:concerns crime:nothing", "An event concerns crime types"),
        ("csg:Arrests", "csg:Apples", "A figure counts one thing"),
        ("schema:value 3.0", 'schema:value "three"', "A figure has one value"),
        ('"exactly"', '"roughly"', "A figure says how exact"),
        ('o:oecd a org:Organization ; skos:prefLabel "OECD"@en ;', "o:oecd a org:Organization ;", "An organization has a preferred name"),
        ("csg:Igo", "csg:Arrests", "An organization is of at most one kind"),
        ("org:unitOf o:csi ;", "", "A region is a unit of one organization."),
        ('"FR"', '"France"', "A country is an ISO 3166-1"),
        ("csg:grade csg:C ;", "", "A coverage has one grade"),
        ("csg:eventCount 1", "csg:eventCount 0", "A coverage counts its events."),
        ("skos:topConceptOf crime:scheme ;", "", "A crime type has a broader one"),
        ('"fraud"@en', '"fraud"', "A crime type has a preferred label"),
        ('"0701"^^csg:iccs', '"0701"', "A notation is an ICCS code."),
        ('csg:findingKind "unknown-organization" ;', "", "A finding is of one kind."),
    ],
)
def test_a_fault_is_found_and_explained(right: str, wrong: str, complaint: str) -> None:
    assert right in GOOD
    assert any(message.startswith(complaint) for _, message in faults(GOOD.replace(right, wrong, 1)))


@pytest.mark.filterwarnings("ignore")
def test_every_shape_explains_itself_in_english_and_danish() -> None:
    store = ox.Store()
    load(store, "shapes.ttl", "https://w3id.org/csgraph/shapes/")
    properties = {quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES["sh"] + "property"), None)}
    assert len(properties) > 60
    for shape in properties:
        messages = store.quads_for_pattern(shape, ox.NamedNode(PREFIXES["sh"] + "message"), None)
        assert sorted(quad.object.language for quad in messages) == ["da", "en"]


@pytest.mark.filterwarnings("ignore")
def test_the_shipped_scheme_conforms() -> None:
    rdflib = pytest.importorskip("rdflib")
    pyshacl = pytest.importorskip("pyshacl")
    data = rdflib.Graph().parse(ONTOLOGY / "csgraph.ttl").parse(ONTOLOGY / "crime.ttl")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes_graph())
    assert conforms, text
