from __future__ import annotations

from pathlib import Path

import pytest

from csgraph.errors import StoreError
from csgraph.graph import write
from csgraph.graph.backup import back_up, restore
from csgraph.graph.store import Store, open_store
from tests.graph.builders import small_report

pytestmark = pytest.mark.xdist_group("servers")


def add(store: Store, *names: str) -> None:
    for name in names:
        store.replace_report(store.mint.report(name), write.report_nquads(small_report(name), store.mint))


def test_a_copy_of_a_folder_is_of_one_moment_and_becomes_a_store_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        add(store, "one")
        before = store.canonical_nquads()
        back_up(store, tmp_path / "copies" / "monday")
        add(store, "two")
    assert restore(tmp_path / "copies" / "monday", str(tmp_path / "again")) == 1
    with open_store(tmp_path / "again", create=False) as again:
        assert again.canonical_nquads() == before
        add(again, "three")
    assert restore(tmp_path / "copies" / "monday", str(tmp_path / "once-more")) == 1


def test_a_store_on_a_server_is_copied_as_quads(tmp_path: Path, oxigraph_url: str) -> None:
    with open_store(oxigraph_url) as store:
        add(store, "one")
        store.refresh_inferred()
        before = store.canonical_nquads()
        back_up(store, tmp_path / "copy")
        with pytest.raises(StoreError, match="reports in this store"):
            restore(tmp_path / "copy", oxigraph_url)
        store.remove_report(store.mint.report("one"))
    assert restore(tmp_path / "copy", str(tmp_path / "here")) == 1
    assert restore(tmp_path / "copy", oxigraph_url) == 1
    for place in (oxigraph_url, tmp_path / "here"):
        with open_store(place, create=False) as again:
            assert again.canonical_nquads() == before


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    with open_store(tmp_path / "store") as store:
        with pytest.raises(StoreError, match="something in this place"):
            back_up(store, tmp_path / "full")
        back_up(store, tmp_path / "copy")
    with pytest.raises(StoreError, match="something in this place"):
        restore(tmp_path / "copy", str(tmp_path / "full"))
    with pytest.raises(StoreError, match="no copy"):
        restore(tmp_path / "full", str(tmp_path / "new"))
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "store.nq").write_text("half a li")
    with pytest.raises(StoreError, match="cannot be read"):
        restore(tmp_path / "bad", str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
