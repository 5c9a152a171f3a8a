"""Real SPARQL servers on loopback, each with a port, a folder and settings of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MAX_ROWS = 250
"""Virtuoso cuts longer answers here: so few that the tests meet it."""

_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = {folder}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 8
MaxClientConnections = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {max_rows}
MaxQueryCostEstimationTime = 0
MaxQueryExecutionTime = {seconds}
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def has_answered(url: str, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Wait until a server answers, whatever it says."""
    for _ in range(int(seconds / 0.05)):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")


@contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """Yield a process, and end it whatever happens."""
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


@contextmanager
def oxigraph() -> Iterator[str]:
    """Yield the address of an `oxigraph serve` with a store in memory."""
    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        _missing("oxigraph is not installed (pip install oxigraph)")
    port = free_port()
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}"]
    with ended(subprocess.Popen(command, stderr=subprocess.DEVNULL)) as process:
        has_answered(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def virtuoso(folder: Path, *, max_rows: int = MAX_ROWS, buffers: int = 8_000, seconds: int = 60) -> Iterator[str]:
    """Yield the address of a Virtuoso whose files are in `folder`; its user is "dba", its password "dba"."""
    program = shutil.which("virtuoso-t")
    if program is None:
        _missing("Virtuoso is not installed (apt-get install virtuoso-opensource-7)")
    port = free_port()
    settings = {"folder": folder, "port": port, "sql_port": free_port(), "max_rows": max_rows, "seconds": seconds}
    (folder / "virtuoso.ini").write_text(_INI.format(buffers=buffers, dirty=buffers * 3 // 4, **settings))
    command = [str(program), "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ended(subprocess.Popen(command, cwd=folder, **quiet)) as process:
        has_answered(f"http://127.0.0.1:{port}/sparql", process)
        yield f"http://127.0.0.1:{port}/sparql"


def _missing(why: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(why)
    pytest.skip(why)
