"""A store in a folder, opened for questions only: at once, beside others who read, and without writing a byte."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pyoxigraph as ox

from csgraph.errors import StoreError, one_line
from csgraph.graph.embedded import EmbeddedStore, is_held, is_written_here
from csgraph.graph.mint import Mint
from csgraph.graph.ontology import Ontology


class ReadOnlyStore(EmbeddedStore):
    """Keeps writers away while it is open."""

    def __init__(self, quads: ox.Store, mint: Mint, ontology: Ontology, lock: IO[bytes]) -> None:
        super().__init__(quads, mint, ontology)
        self._lock = lock

    def close(self) -> None:
        super().close()
        self._lock.close()


def opened_to_read(folder: Path, mint: Mint, ontology: Ontology) -> EmbeddedStore:
    """Open the store of a folder for questions; where the rules have to be run first, it is opened to be written."""
    store = _reading(folder, mint, ontology)
    if store is not None:
        if store.is_current():
            return store
        store.close()
    changed = EmbeddedStore.opened(folder, mint, ontology, create=False)
    changed.refresh_inferred()
    return changed


def _reading(folder: Path, mint: Mint, ontology: Ontology) -> ReadOnlyStore | None:
    # A lock of ours on the same file would undo the one of this process's writer: POSIX locks are one a process (fcntl(2)).
    if not (folder / "CURRENT").is_file() or is_written_here(folder):
        return None
    lock = _shared_lock(folder)
    if lock is None:
        return None
    try:
        return ReadOnlyStore(ox.Store.read_only(str(folder)), mint, ontology, lock)
    except OSError as fault:
        lock.close()
        raise StoreError(f"{folder}: the store cannot be opened: {one_line(fault)}") from fault


def _shared_lock(folder: Path) -> IO[bytes] | None:
    """Lock a folder against writers and not against readers, by the file with which RocksDB locks it; None where there are no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        file = (folder / "LOCK").open("rb")
    except OSError:
        return None
    try:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as fault:
        file.close()
        raise is_held(folder) from fault
    except OSError:
        # A file system without locks; opening the store to write says what else may be wrong.
        file.close()
        return None
    return file
