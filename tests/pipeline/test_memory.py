"""Memory while adding does not grow with the number of reports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.corpus import PUBLISHER, written

# What is resident is noted each time a report is done; the reports themselves come from the same few texts under other names.
_PROGRAM = """
import os, sys
from dataclasses import replace
from pathlib import Path
from csgraph import pipeline
from csgraph.graph.store import open_store
pipeline._BATCH_BYTES = 1 << 20
built = [pipeline.built_report(path, pipeline.Settings(publisher=sys.argv[3])) for path in sorted(Path(sys.argv[2]).iterdir())]

def renamed(path, settings):
    one = built[int(path.stem) % len(built)]
    old, new = one.iri.encode(), (one.iri + "-" + path.stem).encode()
    return replace(one, iri=new.decode(), source=path.name, nquads=one.nquads.replace(old, new))

pipeline._attempt = renamed
with open_store(sys.argv[1]) as store:
    store.refresh_inferred = lambda: None
    def note(progress):
        if progress.done % 10 == 0:
            print(int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20, flush=True)
    pipeline.add_reports(store, [Path(f"{number}.txt") for number in range(160)], progress=note)
"""


def test_memory_stays_flat_while_reports_are_added(tmp_path: Path) -> None:
    written(160, tmp_path / "reports", size=40)
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path / "store"), str(tmp_path / "reports"), PUBLISHER]
    noted = [int(line) for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()]
    quarter, end = max(noted[: len(noted) // 4]), max(noted)
    assert end < quarter + 150, noted
