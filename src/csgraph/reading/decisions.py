"""What a reviewer decided about names: same, not the same, is a, ignore. Kept in a TOML file that git can show; honoured at every reading.

::

    [[decision]]
    name = "Nordic Ports Forum"
    is = "same"                       # same | not-same | kind | ignore
    entity = "organization/oecd"      # for same and not-same
    kind = "ngo"                      # for kind
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from csgraph.errors import ReportError
from csgraph.text import fold

KINDS = ("same", "not-same", "kind", "ignore")


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions by the folded name they are about."""

    same: dict[str, str] = field(default_factory=dict)
    not_same: dict[str, frozenset[str]] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    ignore: frozenset[str] = frozenset()


def load_decisions(path: Path) -> Decisions:
    """Return the decisions in a file; raises `ReportError` naming the row that cannot be read."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportError(f"{path}: {error}. Mend the file or remove it.") from error
    same: dict[str, str] = {}
    apart: dict[str, set[str]] = {}
    kind: dict[str, str] = {}
    ignore: set[str] = set()
    for number, row in enumerate(table.get("decision", []), 1):
        name, verdict = row.get("name"), row.get("is")
        if (
            not name
            or verdict not in KINDS
            or (verdict in ("same", "not-same") and "entity" not in row)
            or (verdict == "kind" and "kind" not in row)
        ):
            raise ReportError(
                f"{path}, decision {number}: it needs a name, is = one of {', '.join(KINDS)}, and what that takes. Mend the row."
            )
        key = fold.key(name).strip()
        if verdict == "same":
            same[key] = row["entity"]
        elif verdict == "not-same":
            apart.setdefault(key, set()).add(row["entity"])
        elif verdict == "kind":
            kind[key] = row["kind"]
        else:
            ignore.add(key)
    return Decisions(same, {key: frozenset(ids) for key, ids in apart.items()}, kind, frozenset(ignore))
