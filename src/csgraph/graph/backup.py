"""A copy of a store that is in use, and a store from such a copy.

The copy of a folder is a folder that is a store itself: Oxigraph's checkpoint of one moment, mostly hard links, made in no time. The copy
of a store on a server is its N-Quads.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from csgraph.errors import StoreError, one_line
from csgraph.graph.embedded import EmbeddedStore, is_taken
from csgraph.graph.mint import BASE
from csgraph.graph.store import Store, open_store

QUADS: Final = "store.nq"
_CHUNK: Final = 32 * 1024 * 1024


def back_up(store: Store, folder: Path) -> Path:
    """Write a copy of a store to a new folder, and return what was written."""
    if is_taken(folder):
        raise StoreError(f"{folder}: there is something in this place already. Name a new folder for the copy.")
    try:
        if isinstance(store, EmbeddedStore) and store.is_on_disk:
            if folder.exists():
                folder.rmdir()
            folder.parent.mkdir(parents=True, exist_ok=True)
            store.quads.backup(folder)
            return folder
        folder.mkdir(parents=True, exist_ok=True)
        # Written whole before it has its name, so that a file of this name is a whole copy.
        unfinished = folder / f".{QUADS}"
        unfinished.write_bytes(store.dump())
        return unfinished.rename(folder / QUADS)
    except OSError as fault:
        raise StoreError(f"{folder}: the copy could not be written: {fault}") from fault


def restore(copy: Path, place: str, *, base: str = BASE) -> int:
    """Make the store at `place` from a copy, and return how many reports it has; a store that is there already is left alone."""
    if not (copy / "CURRENT").is_file() and not (copy / QUADS).is_file():
        raise StoreError(f"{copy}: no copy of a store is here. Name the folder that `csgraph backup` wrote.")
    if place.startswith(("http://", "https://")):
        return _restore_remote(copy, place, base)
    target = Path(place)
    if is_taken(target):
        raise StoreError(f"{target}: there is something in this place already. Name another with --store.")
    _restore_folder(copy, target)
    with open_store(target, base=base, create=False) as store:
        return len(store.reports())


def _restore_folder(copy: Path, target: Path) -> None:
    """A copy that was cut short, or is damaged, leaves nothing behind at the target."""
    try:
        if (copy / QUADS).is_file():
            ox.Store(target).bulk_load(path=copy / QUADS, format=ox.RdfFormat.N_QUADS)
        else:
            shutil.copytree(copy, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("LOCK", "LOG*"))
            ox.Store(target).flush()
    except (OSError, SyntaxError, ValueError) as fault:
        shutil.rmtree(target, ignore_errors=True)
        raise StoreError(f"{copy}: the copy cannot be read: {one_line(fault)}") from fault


def _restore_remote(copy: Path, place: str, base: str) -> int:
    with open_store(place, base=base) as store:
        if store.reports():
            raise StoreError(f"{place}: there are reports in this store already. Remove them, or name another with --store.")
        for chunk in _chunks(copy):
            store.load(chunk)
        store.refresh_inferred()
        return len(store.reports())


def _chunks(copy: Path) -> list[bytes]:
    """The quads of a copy in pieces of whole lines."""
    if (copy / QUADS).is_file():
        data = (copy / QUADS).read_bytes()
    else:
        data = ox.Store.read_only(str(copy)).dump(format=ox.RdfFormat.N_QUADS) or b""
    chunks, begin = [], 0
    while begin < len(data):
        end = data.find(b"\n", min(len(data), begin + _CHUNK)) + 1 or len(data)
        chunks.append(data[begin:end])
        begin = end
    return chunks
