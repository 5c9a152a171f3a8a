"""Every gold report, read and scored once; and the floors that the scores may not fall below."""

from __future__ import annotations

import json
import math
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from csgraph.answers.evaluate import Evaluation, Score, evaluate, load_gold, totals
from csgraph.graph.ontology import Ontology
from csgraph.graph.store import open_store
from csgraph.pipeline import Settings, built_report

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
FLOORS = GOLD / "floors.toml"
SEED = "csi-2019.da"
Floors = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Scored:
    """A gold report with what was read from it."""

    name: str
    """``NAME.LANG``, as its files are called."""
    gold: dict[str, Any]
    evaluation: Evaluation
    nquads: bytes

    @property
    def language(self) -> str:
        return self.name.rsplit(".", 1)[1]

    @property
    def family(self) -> str:
        return self.name.rsplit(".", 1)[0]

    @property
    def is_blind(self) -> bool:
        return bool(self.gold["report"].get("blind"))


def gold_names() -> list[str]:
    return sorted(path.stem for path in GOLD.glob("*.yaml"))


def report_path(name: str) -> Path:
    """Return the text of a gold report; the seed's lies with the reports that are shipped."""
    beside = GOLD / f"{name}.txt"
    return beside if beside.is_file() else ROOT / "data" / "reports" / f"{name}.txt"


@cache
def scored(name: str) -> Scored:
    """Read a gold report as its publisher's, and compare."""
    gold = load_gold(GOLD / f"{name}.yaml")
    built = built_report(report_path(name), Settings(publisher=gold["report"]["publisher"]))
    return Scored(name, gold, _evaluated(built.iri, built.nquads, gold, name), built.nquads)


def _evaluated(iri: str, nquads: bytes, gold: dict[str, Any], name: str) -> Evaluation:
    with open_store(ontology=Ontology()) as store:
        store.replace_report(iri, nquads)
        return evaluate(store, gold, name=name)


def all_scored() -> list[Scored]:
    return [scored(name) for name in gold_names()]


# ── Parallel reports ─────────────────────────────────────────────────────────────────────────────────────────


def families() -> dict[str, list[str]]:
    """Return the reports that there are in more than one language."""
    found = defaultdict(list)
    for name in gold_names():
        found[name.rsplit(".", 1)[0]].append(name)
    return {family: names for family, names in found.items() if len(names) > 1}


@cache
def facts_of(name: str) -> frozenset[tuple[str, str]]:
    """Return the facts that were read, with things called as the golds of all its translations call them.

    Against a gold without entries every fact is spurious; so they come out by their kind, whatever the gold of the report says.
    """
    aliases: dict[str, list[str]] = {}
    for other in families()[name.rsplit(".", 1)[0]]:
        for canonical, forms in (scored(other).gold.get("aliases") or {}).items():
            aliases.setdefault(canonical, []).extend(forms)
    nothing = {"report": {"language": ""}, "entries": [], "aliases": aliases}
    one = scored(name)
    iri = one.nquads.partition(b"> .\n")[0].rpartition(b"<")[2].decode()
    found = _evaluated(iri, one.nquads, nothing, name)
    return frozenset((kind, fact) for kind, score in found.scores.items() for fact in score.spurious)


def agreement(one: str, other: str) -> float:
    """Return the share of the facts of either report that both have."""
    mine, theirs = facts_of(one), facts_of(other)
    return len(mine & theirs) / len(mine | theirs)


def family_agreement(names: list[str]) -> float:
    """Return the mean agreement of every two of a family."""
    pairs = list(combinations(names, 2))
    return sum(agreement(*pair) for pair in pairs) / len(pairs)


# ── Floors ───────────────────────────────────────────────────────────────────────────────────────────────────


def short_reports() -> list[Scored]:
    """Return the Danish and English reports that stand alone and were not kept from whoever wrote the rules."""
    alone = [name for name in gold_names() if name.rsplit(".", 1)[1] in ("da", "en") and name.rsplit(".", 1)[0] not in families()]
    return [one for one in map(scored, alone) if not one.is_blind]


def scores_now() -> Floors:
    """Return the F1 of each language and kind of fact, of the seed and of the short reports, and how parallel reports agree."""
    every = all_scored()
    now = {
        f"language.{tag}": _f1(totals(one.evaluation for one in every if one.language == tag))
        for tag in sorted({one.language for one in every})
    }
    now["seed"] = _f1(scored(SEED).evaluation.scores)
    now["short"] = {
        kind: f1 for kind, f1 in _f1(totals(one.evaluation for one in short_reports())).items() if kind in ("organizations", "crimes")
    }
    now["parallel"] = {family: family_agreement(names) for family, names in sorted(families().items())}
    return now


def _f1(scores: dict[str, Score]) -> dict[str, float]:
    return {kind: score.f1 for kind, score in scores.items()}


def load_floors() -> Floors:
    """Return the floors as ``section.row`` → kind → value."""
    if not FLOORS.is_file():
        return {}
    table = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    rows = {f"language.{tag}": row for tag, row in table.pop("language", {}).items()}
    return {**rows, **table}


def raised(floors: Floors, now: Floors) -> Floors:
    """Return the floors, each as high as the score is now (rounded down to two digits) unless it was higher already."""
    return {
        section: {kind: max(floors.get(section, {}).get(kind, 0.0), math.floor(value * 100 + 1e-9) / 100) for kind, value in row.items()}
        for section, row in now.items()
    }


def written(floors: Floors) -> str:
    """Return floors as they stand in their file."""
    lines = [
        "# What the scores of tests/gold may not fall below: F1 of each kind of fact, and the share of facts that translations have in common.",
        "# Written by `python scripts/golden.py --floors`, which only raises them; where gold was added, delete the section first.",
    ]
    for section, row in floors.items():
        lines += [
            "",
            f"[{section}]",
            *(f"{kind if kind.isidentifier() else json.dumps(kind)} = {value:.2f}" for kind, value in row.items()),
        ]
    return "\n".join(lines) + "\n"
