"""From the store's facts to the data of a page: plain lists and numbers that JSON can hold.

Things (organizations, regions, places, crime types) stand in one table; entries, events and figures refer to them by
their place in it. Keys are short because a large page has a hundred thousand of them; `web/src/data.js` names them again:

- thing: ``i`` IRI without base, ``k`` kind, ``l`` names, ``s`` short name, ``a`` further names, ``c`` classification,
  ``p`` what contains it, ``m`` member of, ``g`` latitude and longitude, ``cc`` country, ``w`` Wikidata, ``h`` homepage, ``u`` 1 if unknown
- entry: ``i``, ``r`` report, ``n`` position, ``t`` text, ``d`` date, ``b`` 1 if inherited, ``g`` regions, ``m`` mentions, ``f`` findings
- event: ``i``, ``e`` entry, ``t`` type, ``d`` date, ``n`` name, ``s`` status, ``x`` instrument, ``c`` crimes, ``p`` places,
  ``g`` regions, ``r`` roles, ``v`` spans of its evidence, ``au`` audience
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote

from csgraph.graph import mint, vocab
from csgraph.screens.gather import Facts, Value, Values, first, texts

Data = dict[str, Any]
LANGUAGES: Final = ("en", "da")

_KINDS: Final = {vocab.ORG + "Organization": "organization", vocab.REGION_CLASS: "region", vocab.SCHEMA + "Place": "place"}
_BEGIN, _END = vocab.NIF + "beginIndex", vocab.NIF + "endIndex"
_REFERENCE: Final = vocab.ITSRDF + "taIdentRef"
_PREF, _ALT = vocab.SKOS + "prefLabel", vocab.SKOS + "altLabel"
_RELATIONS: Final = ("subOrganizationOf", "memberOf")
_PARENTS: Final = (vocab.ORG + "subOrganizationOf", vocab.ORG + "unitOf", vocab.SCHEMA + "containedInPlace", vocab.SKOS + "broader")
_MAY_BE_ZERO: Final = ("r", "n", "e", "ev", "publisher")
_REFERRING: Final = (
    _REFERENCE, vocab.INVOLVES, vocab.CONCERNS, vocab.REGION, vocab.SCHEMA + "location", vocab.RDF + "subject", vocab.RDF + "object"
)  # fmt: skip
_ACRONYM: Final = re.compile(r"[^\W\d_a-zß-ÿ][\w&-]{1,9}")


def page_data(facts: Facts, *, base: str = mint.BASE) -> Data:
    """Return the data of the explorer, everything sorted, so that the same graph gives the same page."""
    return _Builder(facts, base).data()


class _Builder:
    """Gives every thing, entry and event its number, then writes them down."""

    def __init__(self, facts: Facts, base: str) -> None:
        self.facts = facts
        self.base = base
        self.reports = sorted(facts.reports, key=lambda iri: (first(facts.reports[iri].get(iri, {}), vocab.DCT + "temporal"), iri))
        self.entries = sorted(facts.entries, key=self._entry_order)
        self.report_number = {iri: number for number, iri in enumerate(self.reports)}
        self.entry_number = {iri: number for number, iri in enumerate(self.entries)}
        self.known = self._known()
        self.things = self._thing_order()
        self.number = {iri: number for number, iri in enumerate(self.things)}
        self.events = [(entry, iri) for entry in self.entries for iri in self._of_class(entry, vocab.EVENT)]
        self.event_number = {iri: number for number, (_, iri) in enumerate(self.events)}
        self.surfaces = self._surfaces()
        self.findings = self._findings()

    def data(self) -> Data:
        short = self._short_names()
        return {
            "base": self.base,
            "reports": [self._report(iri) for iri in self.reports],
            "things": [self._thing(iri, short.get(iri, "")) for iri in self.things],
            "terms": self._terms(),
            "entries": [self._entry(iri) for iri in self.entries],
            "events": [self._event(entry, iri) for entry, iri in self.events],
            "figures": [self._figure(entry, iri) for entry in self.entries for iri in self._of_class(entry, vocab.FIGURE)],
            "relations": [row for entry in self.entries for row in self._relations(entry)],
            "coverage": self._coverage(),
        }

    # Order

    def _entry_order(self, iri: str) -> tuple[str, str, int]:
        values = self.facts.entries[iri].get(iri, {})
        report = first(values, vocab.DCT + "isPartOf")
        year = first(self.facts.reports.get(report, {}).get(report, {}), vocab.DCT + "temporal")
        return year, report, int(first(values, vocab.POSITION, "0"))

    def _of_class(self, entry: str, wanted: str) -> list[str]:
        subjects = self.facts.entries[entry]
        found = (iri for iri, values in subjects.items() if any(value.text == wanted for value in values.get(vocab.TYPE, ())))
        return sorted(found, key=_natural)

    def _known(self) -> dict[str, Values]:
        """What is said of entities and crime types, the names of a report's own unknown ones included."""
        known = dict(self.facts.crimes)
        for report in self.reports:
            for iri, values in self.facts.reports[report].items():
                if _kind(values):
                    known[iri] = values
        known.update(self.facts.entities)
        return known

    def _thing_order(self) -> list[str]:
        """All crime types, and of the entities those that a report names and what contains them."""
        wanted = {iri for iri in self.known if iri in self.facts.crimes} | self._referred()
        waiting = sorted(wanted)
        while waiting:
            for parent in self._parents(waiting.pop()):
                if parent not in wanted:
                    wanted.add(parent)
                    waiting.append(parent)
        rank = {"organization": 0, "region": 1, "place": 2, "crime": 3}
        return sorted(wanted, key=lambda iri: (rank[self._kind_of(iri)], iri))

    def _referred(self) -> set[str]:
        found = {
            value.text
            for subjects in self.facts.entries.values()
            for values in subjects.values()
            for predicate in _REFERRING
            for value in values.get(predicate, ())
        }
        for report in self.reports:
            found.update(texts(self.facts.reports[report].get(report, {}), vocab.DCT + "publisher"))
        return found

    def _parents(self, iri: str) -> list[str]:
        values = self.known.get(iri, {})
        return [parent for predicate in _PARENTS for parent in texts(values, predicate) if parent != iri]

    def _kind_of(self, iri: str) -> str:
        if iri.startswith(vocab.CRIME):
            return "crime"
        return _kind(self.known.get(iri, {})) or "organization"

    def _refs(self, values: Values, predicate: str) -> list[int]:
        return [self.number[iri] for iri in texts(values, predicate) if iri in self.number]

    # Rows

    def _report(self, iri: str) -> Data:
        values = self.facts.reports[iri].get(iri, {})
        return _filled(
            i=self._short(iri),
            title=first(values, vocab.DCT + "title") or self._short(iri),
            language=first(values, vocab.DCT + "language"),
            source=first(values, vocab.DCT + "source"),
            year=first(values, vocab.DCT + "temporal"),
            publisher=next(iter(self._refs(values, vocab.DCT + "publisher")), None),
            findings=[text or kind for _, kind, text in self.findings.get(iri, ())],
        )

    def _thing(self, iri: str, short: str) -> Data:
        values = self.known.get(iri, {})
        kind = self._kind_of(iri)
        names = _names(values.get(_PREF, []), _readable(iri))
        latitude, longitude = first(values, vocab.GEO + "lat"), first(values, vocab.GEO + "long")
        same = texts(values, vocab.OWL + "sameAs")
        return _filled(
            i=self._short(iri),
            k=kind,
            l=names,
            s=short,
            a=self._further_names(values, names, kind),
            c=_local(first(values, vocab.ORG + "classification")),
            p=[self.number[parent] for parent in self._parents(iri)],
            m=self._refs(values, vocab.ORG + "memberOf"),
            g=[float(latitude), float(longitude)] if latitude and longitude else None,
            cc=first(values, vocab.SCHEMA + "addressCountry"),
            w=next((same_as.rsplit("/", 1)[-1] for same_as in same if same_as.startswith(vocab.WD)), ""),
            h=_web_address(first(values, vocab.FOAF + "homepage")),
            u=1 if kind == "organization" and iri not in self.facts.entities else 0,
        )

    def _further_names(self, values: Values, names: str | Data, kind: str) -> list[str]:
        """Names to search by; of a crime type those in the languages of the page and of the reports."""
        shown = {names} if isinstance(names, str) else set(names.values())
        spoken = {*LANGUAGES, "", *(first(self.facts.reports[iri].get(iri, {}), vocab.DCT + "language") for iri in self.reports)}
        found = {value.text for value in (*values.get(_ALT, ()), *values.get(_PREF, ())) if kind != "crime" or value.language in spoken}
        return sorted(found - shown)

    def _entry(self, iri: str) -> Data:
        values = self.facts.entries[iri].get(iri, {})
        report = first(values, vocab.DCT + "isPartOf")
        return _filled(
            i=self._short(iri),
            r=self.report_number.get(report, 0),
            n=int(first(values, vocab.POSITION, "0")),
            t=first(values, vocab.NIF + "isString"),
            d=first(values, vocab.DATE),
            b=1 if first(values, vocab.BASIS) == vocab.INHERITED else 0,
            g=self._refs(values, vocab.REGION),
            m=self._mentions(iri),
            f=[[*self._span(iri, about), kind, text] for about, kind, text in self.findings.get(iri, ())],
        )

    def _mentions(self, entry: str) -> list[list[Any]]:
        """Begin, end, thing and rule of each phrase that was linked, in the order of the text."""
        rows = []
        for values in self.facts.entries[entry].values():
            for target in self._refs(values, _REFERENCE):
                rows.append([int(first(values, _BEGIN, "0")), int(first(values, _END, "0")), target, first(values, vocab.RULE)])
        return sorted(rows)

    def _findings(self) -> dict[str, list[tuple[str, str, str]]]:
        """What the checks had to report, by the report or entry it is about: subject, kind, message."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        for report in self.reports:
            for values in self.facts.reports[report].values():
                if any(value.text == vocab.FINDING for value in values.get(vocab.TYPE, ())):
                    about = first(values, vocab.ABOUT)
                    row = (about, first(values, vocab.FINDING_KIND), first(values, vocab.DCT + "description"))
                    found.setdefault(about.split("#")[0], []).append(row)
        return {about: sorted(rows) for about, rows in found.items()}

    def _span(self, entry: str, phrase: str) -> list[int]:
        values = self.facts.entries[entry].get(phrase, {})
        if _BEGIN in values and phrase != entry:
            return [int(first(values, _BEGIN)), int(first(values, _END))]
        return [0, 0]

    def _spans(self, entry: str, values: Values) -> list[list[int]]:
        return sorted(span for phrase in texts(values, vocab.EVIDENCE) if (span := self._span(entry, phrase)) != [0, 0])

    def _event(self, entry: str, iri: str) -> Data:
        values = self.facts.entries[entry][iri]
        types = [local for text in texts(values, vocab.TYPE) if text.startswith(vocab.CSG) and (local := _local(text)) != "Event"]
        return _filled(
            i=self._short(iri),
            e=self.entry_number[entry],
            t=types[0] if types else "Event",
            d=first(values, vocab.DATE),
            n=first(values, vocab.SCHEMA + "name"),
            s=_local(first(values, vocab.STATUS)),
            x=_local(first(values, vocab.INSTRUMENT)),
            c=self._refs(values, vocab.CONCERNS),
            p=self._refs(values, vocab.SCHEMA + "location"),
            g=self._refs(values, vocab.REGION),
            r=self._roles(values),
            v=self._words(entry, values),
            au=texts(values, vocab.AUDIENCE),
            b=1 if first(values, vocab.BASIS) == vocab.INHERITED else 0,
        )

    def _words(self, entry: str, values: Values) -> list[list[int]]:
        """The spans of an event's evidence, without those that only name who took part: those are mentions already."""
        named = {value.text for predicate in (vocab.INVOLVES, vocab.CONCERNS) for value in values.get(predicate, ())}
        phrases = self.facts.entries[entry]
        kept = [phrase for phrase in texts(values, vocab.EVIDENCE) if not named.intersection(texts(phrases.get(phrase, {}), _REFERENCE))]
        return sorted(span for phrase in kept if (span := self._span(entry, phrase)) != [0, 0])

    def _roles(self, values: Values) -> list[list[Any]]:
        rows = [[role, thing] for role in vocab.ROLES for thing in self._refs(values, vocab.CSG + role)]
        named = {thing for _, thing in rows}
        return rows + [["involves", thing] for thing in self._refs(values, vocab.INVOLVES) if thing not in named]

    def _figure(self, entry: str, iri: str) -> Data:
        values = self.facts.entries[entry][iri]
        return _filled(
            e=self.entry_number[entry],
            me=_local(first(values, vocab.MEASURE)),
            va=first(values, vocab.SCHEMA + "value"),
            up=first(values, vocab.UPPER),
            cu=first(values, vocab.SCHEMA + "currency"),
            un=first(values, vocab.SCHEMA + "unitText"),
            q=first(values, vocab.QUALIFIER),
            ev=self.event_number.get(first(values, vocab.OF_EVENT)),
            c=self._refs(values, vocab.CONCERNS),
            v=self._spans(entry, values),
        )

    def _relations(self, entry: str) -> Iterator[list[Any]]:
        """Kind, the two organizations, entry and spans of each standing relation that the entry states."""
        for iri in self._of_class(entry, vocab.RDF + "Statement"):
            values = self.facts.entries[entry][iri]
            subject, target = self._refs(values, vocab.RDF + "subject"), self._refs(values, vocab.RDF + "object")
            kind = _local(first(values, vocab.RDF + "predicate"))
            if subject and target and kind in _RELATIONS:
                yield [kind, subject[0], target[0], self.entry_number[entry], self._spans(entry, values)]

    def _coverage(self) -> list[list[Any]]:
        """Organization, crime type, grade, grade without the narrower types, and the events, from which dates and numbers follow."""
        rows = []
        for values in self.facts.coverage.values():
            grades = _local(first(values, vocab.CSG + "grade", "D")), _local(first(values, vocab.CSG + "exactGrade"))
            events = sorted(self.event_number[iri] for iri in texts(values, vocab.CSG + "basedOn") if iri in self.event_number)
            for who in self._refs(values, vocab.CSG + "organization"):
                rows += [[who, crime, *grades, events] for crime in self._refs(values, vocab.CSG + "crimeType")]
        return sorted(rows)

    def _terms(self) -> Data:
        terms = {}
        for iri, labels in sorted(self.facts.terms.items()):
            ordered = sorted(labels, key=lambda value: (value.language, value.text))
            names = {value.language: value.text for value in ordered if value.language in LANGUAGES}
            if names:
                terms[_local(iri)] = names
        return terms

    # Names

    def _surfaces(self) -> Counter[tuple[str, str]]:
        """How often the reports call a thing by which words."""
        return Counter(
            (target.text, words.text)
            for subjects in self.facts.entries.values()
            for values in subjects.values()
            for target in values.get(_REFERENCE, ())
            for words in values.get(vocab.NIF + "anchorOf", ())
        )

    def _short_names(self) -> dict[str, str]:
        """The acronym by which the reports call an organization; one acronym goes to one organization only."""
        said = [
            (words not in self._listed_names(iri), -times, iri, words)
            for (iri, words), times in self.surfaces.items()
            if _is_acronym(words) and self._kind_of(iri) == "organization"
        ]
        chosen: dict[str, str] = {}
        taken: set[str] = set()
        for _, _, iri, words in sorted(said):
            if iri not in chosen and words not in taken:
                chosen[iri] = words
                taken.add(words)
        return chosen

    def _listed_names(self, iri: str) -> set[str]:
        values = self.known.get(iri, {})
        return {value.text for value in (*values.get(_ALT, ()), *values.get(_PREF, ()))}

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self.base)


def parts(data: Data, *, rows: int = 2000) -> Iterator[Data]:
    """Cut page data into pieces that a server can send one after another; the page puts lists of one name end to end.

    >>> [sorted(part) for part in parts({"base": "x", "things": [], "entries": [1, 2, 3]}, rows=2)]
    [['base', 'things'], ['entries'], ['entries']]
    """
    growing = ("entries", "events", "figures", "relations", "coverage")
    yield {key: value for key, value in data.items() if key not in growing}
    for key in growing:
        waiting = iter(data.get(key, ()))
        while piece := list(islice(waiting, rows)):
            yield {key: piece}


def _filled(**values: Any) -> Data:
    """Leave out what is empty: in a large page that is most of it."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}) and (value != 0 or key in _MAY_BE_ZERO)}


def _kind(values: Values) -> str:
    return next((_KINDS[value.text] for value in sorted(values.get(vocab.TYPE, ()), key=lambda v: v.text) if value.text in _KINDS), "")


def _names(labels: Iterable[Value], otherwise: str) -> str | Data:
    """One name if all languages of the page share it, else a name for each; English, then any, stands in."""
    by_language = {value.language: value.text for value in sorted(labels, key=lambda value: (value.language, value.text), reverse=True)}
    if not by_language:
        return otherwise
    fallback = by_language.get("en") or by_language[min(by_language)]
    names = {"": fallback} | {language: by_language[language] for language in LANGUAGES if by_language.get(language, fallback) != fallback}
    return fallback if len(names) == 1 else names


def _is_acronym(name: str) -> bool:
    """Say whether a name is short and mostly capitals.

    >>> [_is_acronym(name) for name in ("WWF", "EuroCham", "Europol", "risikoTek", "UK IPO")]
    [True, False, False, False, False]
    """
    return _ACRONYM.fullmatch(name) is not None and sum(letter.isupper() for letter in name) * 2 > len(name)


def _readable(iri: str) -> str:
    return unquote(iri.rstrip("/").rsplit("/", 1)[-1]).replace("-", " ") or iri


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _web_address(address: str) -> str:
    """Only what a browser opens as a page; anything else is no link."""
    return address if address.startswith(("https://", "http://")) else ""


def _natural(iri: str) -> list[Any]:
    return [(1, int(piece), "") if piece.isdigit() else (0, 0, piece) for piece in re.split(r"(\d+)", iri)]
