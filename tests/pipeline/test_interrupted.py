"""A run that is killed, at any moment: the store opens, holds whole reports only, and a resumed run ends with the same graph."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.corpus import PUBLISHER, written

from csgraph.graph.store import Store, open_store
from csgraph.pipeline import Settings, add_reports

ENTRIES, IN_REPORT = 300, 10
KILLS = 20
# Small batches and a low bound for bulk loading, so that there are many moments to be killed at.
_PROGRAM = """
import sys
from pathlib import Path
from csgraph import pipeline
from csgraph.graph import embedded
from csgraph.graph.store import open_store
pipeline._BATCH_BYTES = embedded._BULK_FROM = 1 << 18
print("ready", flush=True)
with open_store(sys.argv[1]) as store:
    pipeline.add_reports(store, sorted(Path(sys.argv[2]).iterdir()), pipeline.Settings(publisher=sys.argv[3]), resume=True)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    written(ENTRIES, folder, size=IN_REPORT)
    return folder


def run(store: Path, corpus: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", _PROGRAM, str(store), str(corpus), PUBLISHER], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout:
        process.stdout.readline()
    return process


def assert_whole_reports_only(store: Store, whole: dict[str, int]) -> None:
    """Every entry belongs to a report that is listed, and every report has all its entries."""
    listed = {report.iri for report in store.reports()}
    assert all(graph.partition("/entry/")[0] in listed for graph in store.graphs() if "/entry/" in graph)
    assert {report.iri: report.entries for report in store.reports()}.items() <= whole.items()


def test_a_run_killed_twenty_times_ends_with_the_same_graph(corpus: Path, tmp_path: Path) -> None:
    place, chance = tmp_path / "store", random.Random(5)
    begun = time.monotonic()
    finished = run(place, corpus)
    assert finished.wait(120) == 0
    whole = time.monotonic() - begun
    with open_store(place) as store:
        entries = {report.iri: report.entries for report in store.reports()}
    shutil.rmtree(place)
    seen = []
    for _ in range(KILLS):
        process = run(place, corpus)
        time.sleep(chance.uniform(whole / 8, whole / 2))
        process.kill()
        process.wait(10)
        with open_store(place) as store:
            assert_whole_reports_only(store, entries)
            seen.append(len(store.reports()))
    assert seen == sorted(seen), "what was there once stays"
    assert run(place, corpus).wait(120) == 0
    with open_store() as memory, open_store(place, create=False) as resumed:
        add_reports(memory, sorted(corpus.iterdir()), Settings(publisher=PUBLISHER))
        ours, theirs = resumed.canonical_nquads().splitlines(), memory.canonical_nquads().splitlines()
        assert not set(ours) ^ set(theirs)
        assert ours == theirs
