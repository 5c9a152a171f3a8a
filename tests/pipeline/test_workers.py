"""Reading over processes, and over a real Dask cluster of which a worker dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.corpus import PUBLISHER, written

from csgraph.errors import StoreError
from csgraph.graph.store import open_store
from csgraph.pipeline import Progress, Settings, add_reports
from tests.graph.servers import ended, free_port

pytestmark = pytest.mark.xdist_group("workers")

SETTINGS = Settings(publisher=PUBLISHER)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return written(1_500, tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def expected(reports: list[Path]) -> bytes:
    return added(reports, "1")


def added(reports: list[Path], workers: str, progress: object = None) -> bytes:
    with open_store() as store:
        summary = add_reports(store, reports, SETTINGS, workers=workers, progress=progress)  # type: ignore[arg-type]
        assert summary.failures == []
        return store.canonical_nquads()


def test_two_processes_give_the_graph_of_one(reports: list[Path], expected: bytes) -> None:
    assert added(reports, "2") == expected


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on loopback, each a process."""
    pytest.importorskip("distributed")
    address = f"tcp://127.0.0.1:{free_port()}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard", "--no-show"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(root), str(root / "src")))}
    with ended(subprocess.Popen(scheduler, **quiet)):  # type: ignore[call-overload]
        workers = [subprocess.Popen(worker, env=environment, **quiet) for _ in range(2)]  # type: ignore[call-overload]
        with ended(workers[0]), ended(workers[1]):
            yield address, workers


def test_a_cluster_that_loses_a_worker_gives_the_same_graph(
    reports: list[Path], expected: bytes, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    _wait_for_workers(address, 2)
    killed = threading.Event()

    def kill_one(progress: Progress) -> None:
        if progress.done >= 2 and not killed.is_set():
            workers[0].send_signal(signal.SIGKILL)
            killed.set()

    assert added(reports, address, kill_one) == expected
    assert killed.is_set()


def _wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    for _ in range(100):
        try:
            with Client(address, timeout="5s", set_as_default=False) as client:
                client.wait_for_workers(count, timeout=30)
                return
        except (OSError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("the cluster does not start")


def test_a_scheduler_that_is_not_there_is_one_line(reports: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    with open_store() as store, pytest.raises(StoreError, match="no Dask scheduler") as caught:
        add_reports(store, reports, SETTINGS, workers=f"tcp://127.0.0.1:{free_port()}")
    assert "\n" not in str(caught.value)
