"""What was read against what a careful reader marked: precision, recall and F1 for each kind of fact.

Facts are compared as sets over a whole report, so that another cutting into entries costs only where it changes dates
or regions. Two names are the same when a label, alias or surface form of the node equals, after folding, a name or alias in gold.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from csgraph.answers.parts import local, part, value
from csgraph.answers.verify import verify
from csgraph.errors import QueryError, one_line
from csgraph.graph.store import Store
from csgraph.graph.vocab import ROLES

KINDS: Final = (
    "organizations",
    "places",
    "crimes",
    "entry_regions",
    "dates",
    "events",
    "event_roles",
    "partner_crime",
    "figures",
)
# What gold may call a role where the event has no better word for it.
_OTHER_WORDS: Final = {"subject": "about", "host": "actor"}

NamesFrom = Literal["gold", "aliases"]
Fact = tuple[Any, ...] | str
Facts = Mapping[str, set[Fact]]


@dataclass(frozen=True, slots=True)
class Score:
    """How the facts of one kind compare; the two lists are what to look at."""

    right: int
    read: int
    gold: int
    missing: tuple[str, ...] = ()
    spurious: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Twice the product over the sum of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.read + other.read,
            self.gold + other.gold,
            self.missing + other.missing,
            self.spurious + other.spurious,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One report against its gold."""

    name: str
    language: str
    scores: dict[str, Score]
    entries: int
    gold_entries: int
    phrases: int
    evidence_accuracy: float

    @property
    def macro_f1(self) -> float:
        """The mean over the kinds, each rounded to three places as the table shows it."""
        return round(sum(round(score.f1, 3) for score in self.scores.values()) / len(self.scores), 3) if self.scores else 0.0


def load_gold(path: Path) -> dict[str, Any]:
    """Return a gold file."""
    try:
        import yaml
    except ImportError as fault:
        raise QueryError("gold files are YAML. Install PyYAML to evaluate.") from fault
    try:
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as fault:
        raise QueryError(f"{path}: this gold file cannot be read ({one_line(fault)}).") from fault
    if not isinstance(gold, dict) or "entries" not in gold:
        raise QueryError(f"{path}: a gold file has `report` and `entries`.")
    return gold


def evaluate(store: Store, gold: Mapping[str, Any], *, name: str = "", names_from: NamesFrom = "gold") -> Evaluation:
    """Compare what a store with one report says with its gold.

    With ``names_from="aliases"`` a name counts only if gold lists it under `aliases`, so that one without an alias
    can never be right; that is how a first scorer of the seed report counts, and it is kept to compare with it.
    """
    names = _Names(store, gold, names_from)
    found, expected = _read_facts(store, names), _gold_facts(gold, names)
    scores = {kind: _score(found[kind], expected[kind]) for kind in KINDS if found[kind] or expected[kind]}
    verified = verify(store)
    language = str((gold.get("report") or {}).get("language") or "")
    return Evaluation(name, language, scores, verified.entries, len(gold["entries"]), verified.phrases, verified.accuracy)


def totals(evaluations: Iterable[Evaluation]) -> dict[str, Score]:
    """Return the scores of all facts of each kind together."""
    sums: dict[str, Score] = {}
    for evaluation in evaluations:
        for kind, score in evaluation.scores.items():
            sums[kind] = sums[kind] + score if kind in sums else score
    return {kind: sums[kind] for kind in KINDS if kind in sums}


def _score(found: set[Fact], expected: set[Fact]) -> Score:
    missing, spurious = sorted(map(str, expected - found)), sorted(map(str, found - expected))
    return Score(len(found & expected), len(found), len(expected), tuple(missing), tuple(spurious))


def folded(name: object) -> str:
    """Return the key by which two names are the same: no case, no diacritics, no punctuation.

    >>> folded("Colón Free-Zone")
    'colon free zone'
    """
    text = unicodedata.normalize("NFKD", str(name)).casefold()
    return re.sub(r"[\W_]+", " ", "".join(char for char in text if not unicodedata.combining(char))).strip()


class _Names:
    """What gold calls a node, and which crime types it takes for the same."""

    def __init__(self, store: Store, gold: Mapping[str, Any], names_from: NamesFrom) -> None:
        self._by_iri: defaultdict[str, set[str]] = defaultdict(set)
        for row in store.select(part("gold-names")):
            self._by_iri[value(row, "x")].add(folded(value(row, "l")))
        self._alias: dict[str, str] = {folded(name): name for name in (_gold_names(gold) if names_from == "gold" else ())}
        for canonical, aliases in (gold.get("aliases") or {}).items():
            for alias in (canonical, *aliases):
                self._alias[folded(alias)] = canonical
        self._same_crime = {other: crime for crime, others in (gold.get("crime_equivalents") or {}).items() for other in others}

    def of_node(self, iri: str) -> str:
        """Return gold's name of a node, or a name of its own that no name in gold equals."""
        own = sorted(self._by_iri.get(iri, ()))
        hits = [self._alias[name] for name in own if name in self._alias]
        if hits:
            return max(sorted(set(hits)), key=hits.count)
        return "~" + (min(own, key=len) if own else iri)

    def of_gold(self, name: str) -> str:
        return self._alias.get(folded(name), name)

    def of_crime(self, crime: str) -> str:
        crime = re.split(r"[/#]", crime)[-1]
        return str(self._same_crime.get(crime, crime))


def _gold_names(gold: Mapping[str, Any]) -> set[str]:
    """Return every name that gold uses for an organization, place or region."""
    names: set[str] = set()
    for entry in gold["entries"]:
        names |= {name for kind in ("organizations", "places", "regions") for name in entry.get(kind) or ()}
        for event in entry.get("events") or ():
            names |= {name for role in (*ROLES, *_OTHER_WORDS.values()) for name in event.get(role) or ()}
    return names


def _read_facts(store: Store, names: _Names) -> Facts:
    entries = {value(row, "e"): value(row, "d") for row in store.select(part("gold-entries"))}
    return {
        "organizations": {names.of_node(value(row, "x")) for row in store.select(part("gold-organizations"))},
        "places": {names.of_node(value(row, "x")) for row in store.select(part("gold-places"))},
        "crimes": {names.of_crime(value(row, "x")) for row in store.select(part("gold-crimes"))},
        "entry_regions": {
            (names.of_node(value(row, "r")), entries.get(value(row, "e"), "")[:7]) for row in store.select(part("gold-regions"))
        },
        "dates": {date[:7] for date in entries.values() if date},
        "events": {(local(row, "t"), value(row, "d")[:7]) for row in store.select(part("gold-events"))},
        "event_roles": {
            (local(row, "t"), local(row, "r"), names.of_node(value(row, "o"))) for row in store.select(part("gold-event-roles"))
        },
        "partner_crime": {(names.of_node(value(row, "o")), names.of_crime(value(row, "c"))) for row in store.select(part("gold-pairs"))},
        "figures": {(float(value(row, "v")), value(row, "c")) for row in store.select(part("gold-figures"))},
    }


def _gold_facts(gold: Mapping[str, Any], names: _Names) -> Facts:
    facts: defaultdict[str, set[Fact]] = defaultdict(set)
    for entry in gold["entries"]:
        date = str(entry["date"]) if entry.get("date") else ""
        facts["organizations"] |= {names.of_gold(name) for name in entry.get("organizations") or ()}
        facts["places"] |= {names.of_gold(name) for name in entry.get("places") or ()}
        facts["crimes"] |= {names.of_crime(crime) for crime in entry.get("crimes") or ()}
        facts["entry_regions"] |= {(names.of_gold(name), date[:7]) for name in entry.get("regions") or ()}
        facts["dates"] |= {date[:7]} if date else set()
        facts["figures"] |= {(float(figure["value"]), figure.get("currency") or "") for figure in entry.get("figures") or ()}
        for event in entry.get("events") or ():
            _gold_event(event, date, names, facts)
    return facts


def _gold_event(event: Mapping[str, Any], entry_date: str, names: _Names, facts: defaultdict[str, set[Fact]]) -> None:
    facts["events"].add((event["type"], str(event.get("date") or entry_date)[:7]))
    for role in ROLES:
        for name in event.get(role) or event.get(_OTHER_WORDS.get(role, "-")) or ():
            facts["event_roles"].add((event["type"], role, names.of_gold(name)))
            facts["partner_crime"] |= {(names.of_gold(name), names.of_crime(crime)) for crime in event.get("crimes") or ()}
