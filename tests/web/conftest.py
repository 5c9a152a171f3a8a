"""A real server, in a process of its own, with one small report and a token."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from csgraph.graph import write
from csgraph.graph.store import open_store
from tests.graph.builders import AGREEMENT, reading, report_of, small_report
from tests.graph.servers import ended, free_port, has_answered

TOKEN = "a-long-random-line"
CONTACT = AGREEMENT + " Write to anna@example.org or call +45 12 34 56 78."


@dataclass(frozen=True, slots=True)
class Server:
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, **request: object) -> httpx.Response:
        return httpx.get(self.url + path, timeout=60, **request)  # type: ignore[arg-type]

    def sparql(self, query: str, accept: str = "text/csv", **request: object) -> httpx.Response:
        return httpx.post(self.url + "/sparql", data={"query": query}, headers={"accept": accept}, timeout=60, **request)  # type: ignore[arg-type]


def filled(folder: Path) -> Path:
    """A store with two reports, one of which gives an address and a number."""
    with open_store(folder) as store:
        for read in (small_report(), report_of(reading(CONTACT, 1, report="contact"), report="contact")):
            store.replace_report(store.mint.report(read.report.id), write.report_nquads(read, store.mint))
        store.refresh_inferred()
    return folder


@contextmanager
def serving(store: Path | str, folder: Path, *options: str, token: str | None = TOKEN) -> Iterator[Server]:
    port, log = free_port(), folder / "serve.log"
    command = [sys.executable, "-m", "csgraph", "serve", "--store", str(store), "--port", str(port), *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CSGRAPH_")}
    environment |= {"CSGRAPH_TOKEN": token} if token else {}
    with log.open("wb") as said, ended(subprocess.Popen(command, stderr=said, stdout=said, env=environment)) as process:
        has_answered(f"http://127.0.0.1:{port}/sparql", process)
        yield Server(f"http://127.0.0.1:{port}", process, log)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("serve")
    with serving(filled(folder / "store"), folder, "--time-out", "2") as started:
        yield started
