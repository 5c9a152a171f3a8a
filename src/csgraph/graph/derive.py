"""What rules derive, brought up to date from what came and went, so that a report more does not cost what the whole store would.

A rule says with its parameters (``VALUES ?event { UNDEF }``) what it can be run for: ``?event``, whatever these events show;
``?organization`` and ``?place``, all that is derived of these; ``?coverage`` and ``?holder``, what sums up the coverages that have
changed; ``?report`` and ``?tally``, what a report adds to the tallies, and their sums; ``?type``, what is counted of a crime type.
A change of the store writes down what it touches (`marks`); `refreshed` works that off. Where more than a part has changed, or what
contains a place has, the answer is a rebuild, which takes the same steps for everything (`everything`), a piece at a time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from csgraph.graph import vocab
from csgraph.graph.bind import bound, parameters, unbound
from csgraph.graph.sparql import template_names
from csgraph.graph.syntax import insert_data

if TYPE_CHECKING:
    from csgraph.graph.embedded import EmbeddedStore
    from csgraph.graph.store import Change

_KNOWN: Final = frozenset({"concept", "event", "organization", "place", "coverage", "holder", "report", "tally", "type"})
_AT_ONCE: Final = 1_000
"""Terms in one question."""

_REPORTS_AT_ONCE: Final = 10
"""Reports in one question; each has some hundred events, and adds to some hundred tallies."""

_LINK: Final = re.compile(
    rf"^<([^>]*)> <(?:{re.escape(vocab.ORG)}memberOf|{re.escape(vocab.SCHEMA)}containedInPlace)> <([^>]*)> <[^>]*> \.$"
    rf"|^<([^>]*)> <{re.escape(vocab.ORG)}classification> <{re.escape(vocab.CSG)}Coalition> <[^>]*> \.$".encode(),
    re.MULTILINE,
)
"""In N-Quads, what rules look at beside events."""

_COUNTED_BY: Final = (vocab.ORG + "classification", vocab.SCHEMA + "addressCountry")
"""What is known of an organization and tallies count by."""

_COUNTED: Final = re.compile(rf"^(<[^>]*> <(?:{'|'.join(map(re.escape, _COUNTED_BY))})> .*) <[^>]*> \.$".encode(), re.MULTILINE)
"""In N-Quads, a triple that says so."""

_GONE: Final = """
SELECT DISTINCT ?event ?organization {
  VALUES ?graph { UNDEF }
  GRAPH ?graph { ?event a csg:Event OPTIONAL { ?event csg:involves ?organization } }
}"""
_LINKED: Final = """
SELECT DISTINCT ?thing {
  VALUES ?graph { UNDEF }
  {
    GRAPH ?graph { ?thing org:memberOf ?whole }
  } UNION {
    GRAPH ?graph { ?part org:memberOf ?thing }
  } UNION {
    GRAPH ?graph { ?thing org:classification csg:Coalition }
  } UNION {
    GRAPH ?graph { ?thing schema:containedInPlace ?container }
  }
}"""
_COUNTED_IN: Final = f"""
SELECT ?thing ?property ?value {{
  VALUES ?graph {{ UNDEF }}
  VALUES ?property {{ {" ".join(f"<{property_}>" for property_ in _COUNTED_BY)} }}
  GRAPH ?graph {{ ?thing ?property ?value }}
}}"""


# What a change touches


def marks(store: EmbeddedStore, reports: Sequence[str], change: Change) -> set[str]:
    """Return what has to be derived anew after a change, looked up before it: IRIs; the inferred graph's own stands for everything."""
    known = marked(store)
    is_everything = store.mint.inferred in known or (store.is_stale and not known)
    if is_everything or not is_in_parts(store) or len(reports) > _report_count(store):
        return {store.mint.inferred}
    whole = [graph for graph in change.drop if "/entry/" not in graph]
    touched = {*reports, *whole}
    for graphs in _some(change.drop):
        for row in store.select(_GONE, {"graph": graphs}):
            touched |= {term.value for term in row.values()}  # type: ignore[union-attr]
        touched |= {row["thing"].value for row in store.select(_LINKED, {"graph": graphs})}  # type: ignore[union-attr]
    own, descriptions = store.parted(change.early + change.add)
    touched |= {iri for match in _LINK.findall(own) for iri in _linked(match)}
    touched |= _mentioning(store, _counted_otherwise(store, own, whole))
    return touched | _touched_descriptions(store, descriptions, change.forget)


def _counted_otherwise(store: EmbeddedStore, own: bytes, drop: Sequence[str]) -> set[str]:
    """Return the unknown organizations of which reports that come and go do not say the same, where no other report does."""
    before = {
        f"{row['thing']} {row['property']} {row['value']}" for graphs in _some(drop) for row in store.select(_COUNTED_IN, {"graph": graphs})
    }
    changed = before ^ {match.decode() for match in _COUNTED.findall(own)}
    said = "ASK {{ GRAPH ?graph {{ {} }} FILTER(?graph NOT IN ({})) }}"
    gone = ", ".join(f"<{graph}>" for graph in drop)
    return {triple[1 : triple.index(">")] for triple in changed if not store.ask(said.format(triple, gone))}


def _mentioning(store: EmbeddedStore, entities: Iterable[str]) -> set[str]:
    """Return the reports that mention an entity; what they add to tallies is to be counted again."""
    question = "SELECT DISTINCT ?report { VALUES ?entity { UNDEF } ?report schema:mentions ?entity }"
    return {row["report"].value for some in _some(sorted(entities)) for row in store.select(question, {"entity": some})}  # type: ignore[union-attr]


def _linked(match: tuple[bytes, bytes, bytes]) -> set[str]:
    subject, object_, coalition = (part.decode() for part in match)
    return {coalition} if coalition else {subject, object_}


def _touched_descriptions(store: EmbeddedStore, new: dict[str, bytes], forget: Sequence[str]) -> set[str]:
    """A name that has changed changes nothing derived; what contains a place, is a coalition, or tallies count by, does."""
    before: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    described = set()
    question = (
        f"SELECT ?entity ?property ?value {{ VALUES ?entity {{ UNDEF }} GRAPH <{store.mint.entities}> {{ ?entity ?property ?value }} }}"
    )
    for entities in _some(sorted({*new, *forget})):
        for row in store.select(question, {"entity": entities}):
            entity, property_, value = (str(row[name].value) for name in ("entity", "property", "value"))  # type: ignore[union-attr]
            described.add(entity)
            if _matters(property_, value):
                before[entity].add((property_, value))
    touched, counted = set(), set()
    for entity in {*new, *forget}:
        after = {
            (quad.predicate.value, str(quad.object.value))
            for quad in ox.parse(new.get(entity, b""), ox.RdfFormat.N_QUADS)
            if _matters(quad.predicate.value, str(quad.object.value))
        }
        changed = after ^ before[entity]
        links = any(_links(*one) for one in changed)
        if links and entity in new and entity in described:
            return {store.mint.inferred}
        if links:
            touched.add(entity)
        if changed:
            counted.add(entity)
    return touched | _mentioning(store, counted)


def _matters(property_: str, value: str) -> bool:
    return _links(property_, value) or property_ in _COUNTED_BY


def _links(property_: str, value: str) -> bool:
    links = (vocab.SCHEMA + "containedInPlace", vocab.ORG + "memberOf")
    return property_ in links or (property_ == vocab.ORG + "classification" and value == vocab.CSG + "Coalition")


def marked(store: EmbeddedStore) -> set[str]:
    """Return what was written down to be derived anew."""
    rows = store.select(f"SELECT ?thing {{ GRAPH <{store.mint.store}> {{ ?store <{vocab.REDERIVE}> ?thing }} }}")
    return {row["thing"].value for row in rows}  # type: ignore[union-attr]


def mark_lines(store: EmbeddedStore, things: Iterable[str]) -> bytes:
    """Return marks as N-Quads."""
    me = store.mint.store
    return "".join(f"<{me}> <{vocab.REDERIVE}> <{thing}> <{me}> .\n" for thing in sorted(things)).encode()


def is_in_parts(store: EmbeddedStore) -> bool:
    """Say whether every rule says what it can be run for."""
    return all(set(parameters(rule)) & _KNOWN for _, rule in store.ontology.rules)


def _report_count(store: EmbeddedStore) -> int:
    return int(store.select("SELECT (COUNT(?report) AS ?n) { ?report a csg:Report }")[0]["n"].value)  # type: ignore[union-attr]


# Working it off


def refreshed(store: EmbeddedStore) -> bool:
    """Derive anew what was marked; False if it has to be everything."""
    touched = marked(store)
    if not touched or store.mint.inferred in touched or not is_in_parts(store):
        return False
    work = _Work(store, touched)
    if work.is_large() or work.moves_places():
        return False
    work.run()
    return True


class _Work:
    """One refresh. It may be interrupted anywhere and begun again: a mark goes only when all is done."""

    def __init__(self, store: EmbeddedStore, touched: set[str]) -> None:
        self.store = store
        base = store.mint.base

        def below(*kinds: str) -> list[str]:
            return sorted(iri for iri in touched if iri.startswith(tuple(f"{base}{kind}/" for kind in kinds)))

        self.places = below("place")
        self.organizations = below("organization", "region")
        self.coverages = set(below("coverage"))
        self.reports = [iri for iri in below("report") if "#" not in iri]
        self.gone = [iri for iri in below("report") if "#" in iri]
        self.tallies = set(below("tally"))
        self.types = {iri for iri in touched if iri.startswith(vocab.CRIME)}

    def is_large(self) -> bool:
        """Whether as much is new as a rebuild would look at."""
        return 2 * len(self.reports) > _report_count(self.store)

    def moves_places(self) -> bool:
        """Whether a place that is touched contains one that is not: then that one's events are elsewhere now."""
        inner = self._column("inner", "VALUES ?place { UNDEF } ?inner schema:containedInPlace|csg:within ?place", self.places)
        return not set(inner) <= set(self.places)

    def run(self) -> None:
        self.organizations += self._column(
            "member", "VALUES ?organization { UNDEF } ?member org:memberOf ?organization", self.organizations
        )
        events = self._column(
            "event", "VALUES ?report { UNDEF } ?entry dct:isPartOf ?report . GRAPH ?entry { ?event a csg:Event }", self.reports
        )
        self._set("place", self.places)
        self._take_out_events()
        for rule in self._rules("event"):
            for some in _some(events):
                self.store.derive(unbound(bound(rule, {"event": some})))
        self._set("organization", self.organizations)
        self.coverages |= set(self._column("coverage", "VALUES ?event { UNDEF } ?coverage csg:basedOn ?event", events))
        before = self._exact()
        # If this run is interrupted, the next one cannot know which of them had changed.
        self._write_down(self._column("type", "VALUES ?coverage { UNDEF } ?coverage csg:crimeType ?type", sorted(self.coverages)))
        self._sum_up()
        self._set("type", sorted(self.types | {type_ for _, type_ in before ^ self._exact()}))
        self._tally()
        self.store.nothing_is_stale()

    def _take_out_events(self) -> None:
        """Delete what rests on events that are gone, once it is written down which coverages that changes."""
        rests: list[str] = []
        for property_ in ("csg:basedOn", "csg:namedBy"):
            question = f"SELECT ?coverage ?event {{ VALUES ?event {{ UNDEF }} ?coverage {property_} ?event }}"
            for some in _some(self.gone):
                rows = self.store.select(question, {"event": some})
                self.coverages |= {row["coverage"].value for row in rows}  # type: ignore[union-attr]
                rests += [f"{row['coverage']} {property_} {row['event']} ." for row in rows]
        if rests:
            self._write_down(self.coverages)
            self._change(rests, [])

    def _write_down(self, things: Iterable[str]) -> None:
        """Mark more things, so that they are not forgotten if this run is interrupted."""
        if lines := mark_lines(self.store, things).decode():
            self.store.update("".join(insert_data(lines)))

    def _sum_up(self) -> None:
        """Run the rules on coverages for those that have changed, and end those that rest on nothing any more."""
        resting = self._column(
            "coverage", "VALUES ?coverage { UNDEF } FILTER EXISTS { ?coverage csg:basedOn ?event }", sorted(self.coverages)
        )
        self._end(sorted(self.coverages.difference(resting)))
        holders = self._column("holder", "VALUES ?coverage { UNDEF } ?coverage csg:organization ?holder", resting)
        for rule in self._rules("coverage", "holder"):
            name, things = ("coverage", resting) if "coverage" in parameters(rule) else ("holder", holders)
            self._replace("coverage", resting, template_names(rule), self._derived([rule], name, things))

    def _end(self, coverages: list[str]) -> None:
        """Whom nothing brings together with a crime type does not address it either: 30-addresses.rq and 50-coverage.rq ask the same."""
        of_coverage = "SELECT ?coverage ?property ?value { VALUES ?coverage { UNDEF } ?coverage ?property ?value }"
        pairs = "SELECT ?organization ?type { VALUES ?coverage { UNDEF } ?coverage csg:organization ?organization ; csg:crimeType ?type }"
        for some in _some(coverages):
            ended = [f"{row['organization']} csg:addresses {row['type']} ." for row in self.store.select(pairs, {"coverage": some})]
            ended += [f"{row['coverage']} {row['property']} {row['value']} ." for row in self.store.select(of_coverage, {"coverage": some})]
            self._change(ended, [])

    def _exact(self) -> set[tuple[str, str]]:
        """Return those of the coverages that are exact, with their crime types."""
        question = "SELECT ?coverage ?type { VALUES ?coverage { UNDEF } ?coverage csg:exact true ; csg:crimeType ?type }"
        rows = (row for some in _some(sorted(self.coverages)) for row in self.store.select(question, {"coverage": some}))
        return {(row["coverage"].value, row["type"].value) for row in rows}  # type: ignore[union-attr]

    def _tally(self) -> None:
        """Count the reports again, and then sum up the tallies that they add to or added to."""
        in_parts = "VALUES ?report { UNDEF } ?part prov:wasDerivedFrom ?report ; csg:addsTo ?tally"
        of_part = "SELECT ?part ?property ?value { VALUES ?report { UNDEF } ?part prov:wasDerivedFrom ?report ; ?property ?value }"
        for reports in _some(self.reports, _REPORTS_AT_ONCE):
            before = self._lines(of_part, "report", reports)
            derived = self._derived(self._rules("report"), "report", [report.value for report in reports])
            tallies = {row["tally"].value for row in self.store.select(f"SELECT DISTINCT ?tally {{ {in_parts} }}", {"report": reports})}  # type: ignore[union-attr]
            adds = f" <{vocab.CSG}addsTo> <"
            self.tallies |= tallies | {line.partition(adds)[2].removesuffix("> .") for line in derived if adds in line}
            self._write_down(self.tallies)
            self._change(sorted(before - derived), sorted(derived - before))
        self._sum_up_tallies()

    def _sum_up_tallies(self) -> None:
        tallies = sorted(self.tallies)
        kept = self._column("tally", "VALUES ?tally { UNDEF } FILTER EXISTS { ?part csg:addsTo ?tally }", tallies)
        for rule in self._rules("tally"):
            self._replace("tally", kept, template_names(rule), self._derived([rule], "tally", kept))
        of_tally = "SELECT ?tally ?property ?value { VALUES ?tally { UNDEF } ?tally ?property ?value }"
        for some in _some(sorted(self.tallies.difference(kept))):
            self._change(sorted(self._lines(of_tally, "tally", some)), [])

    def _lines(self, question: str, parameter: str, things: list[ox.NamedNode]) -> set[str]:
        """Return the triples that a question for a subject, a property and a value finds."""
        return {" ".join((*map(str, row.values()), ".")) for row in self.store.select(question, {parameter: things})}

    def _rules(self, *names: str) -> list[str]:
        return [rule for _, rule in self.store.ontology.rules if set(parameters(rule)) & set(names)]

    def _column(self, name: str, pattern: str, things: Iterable[str]) -> list[str]:
        """Return the IRIs that a pattern finds for any number of terms, each once."""
        (parameter,) = parameters(pattern)
        question = f"SELECT DISTINCT ?{name} {{ {pattern} }}"
        return sorted({row[name].value for some in _some(things) for row in self.store.select(question, {parameter: some})})  # type: ignore[union-attr]

    def _set(self, name: str, things: list[str]) -> None:
        """Give some things all that the rules derive of them, and no more."""
        rules = self._rules(name)
        properties = dict.fromkeys(property_ for rule in rules for property_ in template_names(rule))
        self._replace(name, things, tuple(properties), self._derived(rules, name, things))

    def _derived(self, rules: list[str], name: str, things: Iterable[str]) -> set[str]:
        every = list(_some(things))
        return {f"{triple} ." for rule in rules for some in every for triple in self.store.construct(unbound(bound(rule, {name: some})))}

    def _replace(self, name: str, things: list[str], properties: Sequence[str], derived: set[str]) -> None:
        """Put what was derived of some things in the place of what there was; what stays is not written again."""
        before = set()
        graph, every = self.store.mint.inferred, list(_some(things))
        for property_ in properties:
            question = f"SELECT ?{name} ?value {{ VALUES ?{name} {{ UNDEF }} GRAPH <{graph}> {{ ?{name} {property_} ?value }} }}"
            rows = (row for some in every for row in self.store.select(question, {name: some}))
            before |= {f"{row[name]} <{vocab.expanded(property_)}> {row['value']} ." for row in rows}
        subjects = {f"<{thing}>" for thing in things}
        self._change(sorted(before - derived), sorted(line for line in derived - before if line[: line.index(" ")] in subjects))

    def _change(self, gone: Sequence[str], new: Sequence[str]) -> None:
        """Delete and insert derived triples in one transaction."""
        graph = f"GRAPH <{self.store.mint.inferred}>"
        blocks = ((verb, "\n".join(lines)) for verb, lines in (("DELETE", gone), ("INSERT", new)) if lines)
        update = " ;\n".join(f"{verb} DATA {{ {graph} {{\n{triples}\n}} }}" for verb, triples in blocks)
        if update:
            self.store.update(update)


def _some(things: Iterable[str], size: int | None = None) -> Iterator[list[ox.NamedNode]]:
    """Yield terms, so many at a time as go into one question."""
    left = iter(things)
    while some := [ox.NamedNode(thing) for thing in islice(left, size or _AT_ONCE)]:
        yield some


# Everything


def everything(store: EmbeddedStore) -> None:
    """Run all rules for everything, each for so many things at a time that memory does not grow with the store."""
    for name, group in groupby((rule for _, rule in store.ontology.rules), key=_piece):
        rules = list(group)
        if name is None:
            store.add_inferred(triple for rule in rules for triple in store.construct(unbound(rule)))
        else:
            store.add_inferred(_derived_in_pieces(store, rules, name))


def _piece(rule: str) -> str | None:
    """Return the parameter by whose values a rule is run piece by piece; None for what is small however large the store is."""
    return next((name for name in _PIECES if name in parameters(rule)), None)


def _derived_in_pieces(store: EmbeddedStore, rules: Sequence[str], name: str) -> Iterator[ox.Triple]:
    wholes, size, inside = _PIECES[name]
    every = sorted({row["whole"].value for row in store.select(f"SELECT DISTINCT ?whole {{ {wholes} }}")})  # type: ignore[union-attr]
    for some in _some(every, size):
        for things in _some(_inside(store, inside, some)) if inside else (some,):
            for rule in rules:
                yield from store.construct(unbound(bound(rule, {name: things})))


def _inside(store: EmbeddedStore, pattern: str, wholes: list[ox.NamedNode]) -> list[str]:
    rows = store.select(f"SELECT DISTINCT ?thing {{ {pattern} }}", {"whole": wholes})
    return sorted(row["thing"].value for row in rows)  # type: ignore[union-attr]


_PIECES: Final[dict[str, tuple[str, int, str]]] = {
    "event": (
        "?whole a csg:Report",
        _REPORTS_AT_ONCE,
        "VALUES ?whole { UNDEF } ?entry dct:isPartOf ?whole . GRAPH ?entry { ?thing a csg:Event }",
    ),
    "report": ("?whole a csg:Report", _REPORTS_AT_ONCE, ""),
    "coverage": ("?coverage csg:organization ?whole", 10, "VALUES ?whole { UNDEF } ?thing csg:organization ?whole"),
    "holder": ("?coverage csg:organization ?whole", 10, ""),
    "tally": ("?whole csg:counts ?kind", _AT_ONCE, ""),
    "type": ("?coverage csg:crimeType ?whole", 10, ""),
}
"""By parameter: the wholes that there are, how many of them are asked about at once, and the things in a whole, if these are not the wholes."""
