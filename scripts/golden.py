"""Rewrites what the tests compare with: the kept graphs, or with ``--floors`` the floors of the gold scores (those are only raised).

``git diff tests/golden`` afterwards is the review of a change of the reader.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.gold_scores import FLOORS, load_floors, raised, scores_now, written  # noqa: E402
from tests.golden_graphs import KEPT, golden_nquads, graph_path  # noqa: E402


def main() -> None:
    """Write the graphs, or raise the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true", help="raise the floors of tests/gold/floors.toml to today's scores")
    if parser.parse_args().floors:
        _raise_floors()
    else:
        _write_graphs()


def _raise_floors() -> None:
    old, now = load_floors(), scores_now()
    new = raised(old, now)
    FLOORS.write_text(written(new), encoding="utf-8")
    for section, row in new.items():
        for kind, floor in row.items():
            before = old.get(section, {}).get(kind)
            if before != floor:
                print(f"{section} {kind}: {'new' if before is None else before} → {floor:.2f}")
            elif now[section][kind] < floor:
                print(f"{section} {kind}: {now[section][kind]:.3f} is below its floor {floor:.2f}", file=sys.stderr)


def _write_graphs() -> None:
    for name in KEPT:
        path = graph_path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = golden_nquads(name)
        if not path.is_file() or path.read_bytes() != new:
            path.write_bytes(new)
            print(f"{path.relative_to(ROOT)}: written")


if __name__ == "__main__":
    main()
