"""Two reports compared: one year with the next, or two language versions of one report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pyoxigraph as ox

from csgraph.answers.facts import EventFact, event_facts
from csgraph.answers.labels import local_name, names
from csgraph.answers.parts import own, part, value
from csgraph.answers.reports import found_report
from csgraph.errors import QueryError
from csgraph.graph import vocab
from csgraph.graph.store import Store

_KIND_OF_CLASS: Final = {
    vocab.ORG + "Organization": "organization",
    vocab.REGION_CLASS: "region",
    vocab.SCHEMA + "Place": "place",
    vocab.SKOS + "Concept": "crime type",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two do not share."""

    kind: str
    what: str
    where: str
    """An entry, or empty."""


def compared(store: Store, one: str, other: str, *, language: str = "en") -> tuple[Difference, ...]:
    """Return what changed from one report to a later one: partners gained, lost and silent, crimes newly named, agreements without sequel."""
    first, second = _reports(store, one, other)
    before, after = event_facts(store, first), event_facts(store, second)
    publishers = own(store)
    earlier, later = _partners(before) - publishers, _partners(after) - publishers
    named_before, named_after = _named(store, first), _named(store, second)
    silent = {iri for iri in earlier - later if iri in named_after["organization"]}
    crimes = (named_after["crime type"] | _crimes(after)) - named_before["crime type"] - _crimes(before)
    followed = _without_sequel(before, after)
    shown = names(store, {*earlier, *later, *crimes, *(who for event, _ in followed for who in event.organizations)}, language)
    differences = [Difference("partner gained", shown[iri], "") for iri in later - earlier]
    differences += [Difference("partner lost", shown[iri], "") for iri in earlier - later - silent]
    differences += [Difference("partner silent (named, in no event)", shown[iri], "") for iri in silent]
    differences += [Difference("crime type newly named", shown[iri], "") for iri in crimes]
    differences += [
        Difference("agreement with no event after it", " – ".join(shown[who] for who in pair), local_name(event.entry))
        for event, pair in followed
    ]
    return tuple(sorted(differences, key=lambda one: (one.kind, one.what, one.where)))


def same(store: Store, one: str, other: str, *, language: str = "en") -> tuple[Difference, ...]:
    """Return where two language versions of a report disagree: names, crime types, numbers, currencies, kinds of events.

    Entries are laid side by side by their place in the report; if the two have different numbers of them, the whole reports are.
    """
    first, second = _reports(store, one, other)
    sides = [_facts_by_entry(store, report) for report in (first, second)]
    if set(sides[0]) != set(sides[1]):
        sides = [{-1: sum(side.values(), Counter[tuple[str, str]]())} for side in sides]
    things = {thing for side in sides for facts in side.values() for kind, thing in facts if kind in _KIND_OF_CLASS.values()}
    shown = names(store, things, language)
    ids = [report.rsplit("/", 1)[-1] for report in (first, second)]
    differences = []
    for position in sorted(sides[0]):
        where = "" if position < 0 else f"entry {position}"
        for mine, theirs, id_ in ((sides[0], sides[1], ids[0]), (sides[1], sides[0], ids[1])):
            for (kind, thing), count in (mine[position] - theirs[position]).items():
                what = shown.get(thing, thing) + (f" ({count} ×)" if count > 1 else "")
                differences.append(Difference(f"{kind} only in {id_}", what, where))
    return tuple(sorted(differences, key=lambda one: (_number(one.where), one.kind, one.what)))


def _number(where: str) -> int:
    return int(where.rsplit(" ", 1)[-1]) if where else -1


def _reports(store: Store, one: str, other: str) -> tuple[str, str]:
    first, second = found_report(store, one).iri, found_report(store, other).iri
    if first == second:
        raise QueryError(f'"{one}" and "{other}" are the same report. Name two.')
    return first, second


def _partners(events: Iterable[EventFact]) -> set[str]:
    return {who for event in events for who in event.organizations}


def _crimes(events: Iterable[EventFact]) -> set[str]:
    return {crime for event in events for crime in event.crimes}


def _named(store: Store, report: str) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.select(part("report-mentions"), {"report": ox.NamedNode(report)}):
        found[_KIND_OF_CLASS[value(row, "class")]].add(value(row, "thing"))
    return found


def _without_sequel(before: tuple[EventFact, ...], after: tuple[EventFact, ...]) -> list[tuple[EventFact, tuple[str, str]]]:
    """Return the agreements whose signatories meet in no later event of the two reports."""
    later = [*before, *after]
    found = []
    for event in before:
        signatories = sorted({who for role, who in event.roles if role == "signatory"})
        if event.type != "AgreementSigning":
            continue
        for pair in combinations(signatories, 2):
            if not any(set(pair) <= set(one.organizations) and (one.date, one.iri) > (event.date, event.iri) for one in later):
                found.append((event, (pair[0], pair[1])))
    return found


def _facts_by_entry(store: Store, report: str) -> dict[int, Counter[tuple[str, str]]]:
    facts: defaultdict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    bound = {"report": ox.NamedNode(report)}
    positions = {}
    for row in store.select(
        "SELECT ?entry ?position { VALUES ?report { UNDEF } ?entry dct:isPartOf ?report ; csg:position ?position }", bound
    ):
        positions[value(row, "entry")] = int(value(row, "position"))
        facts[int(value(row, "position"))] = Counter()
    named = {
        (int(value(row, "position")), _KIND_OF_CLASS[value(row, "class")], value(row, "thing"))
        for row in store.select(part("report-mentions"), bound)
    }
    for position, kind, thing in named:
        facts[position][kind, thing] += 1
    for row in store.select(part("report-figures"), bound):
        unit = value(row, "currency")
        facts[int(value(row, "position"))]["figure", f"{value(row, 'value')} {unit}".strip()] += 1
    for event in event_facts(store, report):
        facts[positions[event.entry]]["event", " ".join(filter(None, (local_name(vocab.CSG + event.type), event.date)))] += 1
    return dict(facts)
