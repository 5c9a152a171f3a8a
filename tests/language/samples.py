"""The samples of a pack: sentences and what must, or must not, be read in them; and what is left when their words are taken out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csgraph.language.packs import pack
from csgraph.model import Event, Span
from tests.reading.builders import PUBLISHER, Seen, entry

LANGUAGES = Path(__file__).parents[2] / "data" / "languages"
ROLES = ("host", "partner", "participant", "speaker", "signatory", "grantor", "recipient", "subject")
SAMPLE_KEYS = {"text", "organizations", "crimes", "places", "events", "figures", "known_gap"}
COUNTER_KEYS = {"text", "without", "known_gap"}
WITHOUT_KEYS = {"organizations", "crimes", "places", "events", "figures"}


@dataclass(frozen=True)
class Sample:
    """One sentence of a pack; `table` is what its file says about it."""

    tag: str
    number: int
    is_counter: bool
    table: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.table["text"])

    @property
    def id(self) -> str:
        return f"{self.tag}-{'counter' if self.is_counter else 'sample'}-{self.number}"

    def read(self) -> Seen:
        return entry(self.text, language=self.tag)

    def faults(self) -> list[str]:
        """Return what is not as the sample says."""
        return list(_counter_faults(self, self.read()) if self.is_counter else _sample_faults(self, self.read()))


def samples_of(tag: str) -> list[Sample]:
    """Return the samples of a pack and then its counter-samples."""
    table = tomllib.loads((LANGUAGES / tag / "samples.toml").read_text(encoding="utf-8"))
    assert set(table) <= {"sample", "counter"}, f"{tag}/samples.toml: {sorted(set(table))}"
    found = [Sample(tag, number, False, row) for number, row in enumerate(table["sample"], 1)]
    return found + [Sample(tag, number, True, row) for number, row in enumerate(table["counter"], 1)]


# ── What is as it should be ──────────────────────────────────────────────────────────────────────────────────


def _sample_faults(sample: Sample, seen: Seen) -> Iterable[str]:
    table = sample.table
    yield from _organization_faults(table.get("organizations"), seen)
    if "crimes" in table and seen.crimes != set(table["crimes"]):
        yield f"crimes: {sorted(seen.crimes)}"
    if "places" in table and seen.places != set(table["places"]):
        yield f"places: {sorted(seen.places)}"
    if "events" in table:
        wanted = sorted(row["type"] for row in table["events"])
        if sorted(seen.types) != wanted:
            yield f"events: {sorted(seen.types)}"
        for row in table["events"]:
            if not any(is_event(event, row, seen) for event in seen.events):
                yield f"event {row}: read {[described(event, seen) for event in seen.events]}"
    for row in table.get("figures", ()):
        if not any(is_figure(figure, row) for figure in seen.figures):
            yield f"figure {row}: read {[(f.measure, f.value, f.currency, f.unit, f.qualifier) for f in seen.figures]}"


def _organization_faults(wanted: list[str] | None, seen: Seen) -> Iterable[str]:
    """Those named must be there; of the others only the publisher may, for it need not be named to act."""
    if wanted is None:
        return
    mentioned = {m.target or m.surface for m in seen.mentions if m.kind == "organization"}
    ids = mentioned | {filler.entity for event in seen.events for filler in event.roles}
    for name in wanted:
        if not any(seen.is_named(id_, name) for id_ in ids):
            yield f"organization {name!r} is missing: {sorted(seen.organizations)}"
    for id_ in sorted(mentioned - {seen.read.report.publisher}):
        if not any(seen.is_named(id_, name) for name in wanted):
            yield f"organization {sorted(seen.names[id_])} is not in the sample"


def _counter_faults(sample: Sample, seen: Seen) -> Iterable[str]:
    without = sample.table["without"]
    for type_ in without.get("events", ()):
        if type_ in seen.types:
            yield f"event: {[described(event, seen) for event in seen.events]}"
    for kind, plural in (("organization", "organizations"), ("place", "places")):
        targets = {m.target or m.surface for m in seen.mentions if m.kind == kind}
        for name in without.get(plural, ()):
            if any(seen.is_named(target, name) for target in targets):
                yield f"{kind} {name!r}"
    yield from (f"crime {crime}" for crime in without.get("crimes", ()) if crime in seen.crimes)
    values = {float(figure.value) for figure in seen.figures}
    yield from (f"figure {value}" for value in without.get("figures", ()) if float(value) in values)


def is_event(event: Event, row: dict[str, Any], seen: Seen) -> bool:
    """Say whether an event is the one of a sample: its type, its status, and of the roles that the sample names each filler."""
    if event.type != row["type"] or event.status != row.get("status", event.status):
        return False
    for role in set(ROLES) & set(row):
        ids = {filler.entity for filler in event.roles if filler.role == role}
        if len(ids) != len(row[role]) or not all(any(seen.is_named(id_, name) for id_ in ids) for name in row[role]):
            return False
    return True


def is_figure(figure: Any, row: dict[str, Any]) -> bool:
    """Say whether a figure is the one of a sample, in what the sample says of it."""
    return float(figure.value) == float(row["value"]) and all(getattr(figure, key) == row[key] for key in set(row) - {"value"})


def described(event: Event, seen: Seen) -> str:
    roles = {role: sorted(min(seen.names[f.entity], key=len) for f in event.roles if f.role == role) for role in ROLES}
    return f"{event.type} {event.status} { {role: names for role, names in roles.items() if names} }"


# ── What is left without the words ───────────────────────────────────────────────────────────────────────────


def without(text: str, spans: Iterable[Span], instead: str = "") -> str:
    """Return `text` with other words in place of those of the spans."""
    for span in sorted(set(spans), reverse=True):
        text = text[: span.begin] + instead + text[span.end :]
    return " ".join(text.split())


def ordinary_noun(tag: str) -> str:
    """Return a common noun of a language: its word for persons, which every pack has."""
    return max(pack(tag).units["person"][1][:2], key=len)


def evoking_spans(seen: Seen, type_: str) -> list[Span]:
    """Return the words that evoke the events of a type: triggers and cues, without the names of those who play a role."""
    spans: set[Span] = set()
    for event in seen.events:
        if event.type == type_:
            names = {filler.span for filler in event.roles}
            spans |= {
                span for span in (event.trigger, *event.evidence) if span not in names and not any(n and n.overlaps(span) for n in names)
            }
            spans.add(event.trigger)
    return _outermost(spans)


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that lie in no other, with overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.begin < joined[-1].end:
            joined[-1] = Span(joined[-1].begin, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


__all__ = ["PUBLISHER", "Sample", "evoking_spans", "is_event", "ordinary_noun", "samples_of", "without"]
