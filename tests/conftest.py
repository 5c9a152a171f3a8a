"""Tests of one group run in one process: what they share is then made once."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Write the group of a test behind its id, where pytest-xdist's scheduler looks for it.

    pytest-xdist 3.8 writes it to `_nodeid`, which pytest 9.2 no longer reads: without this, ``--dist loadgroup`` groups nothing.
    """
    if not getattr(config.option, "loadgroup", False):
        return
    for item in items:
        groups = sorted({str((*mark.args, mark.kwargs.get("name", "default"))[0]) for mark in item.iter_markers("xdist_group")})
        end = f"@{'_'.join(groups)}"
        structured: Any = getattr(item, "_id", None)
        if groups and structured is not None and not item.nodeid.endswith(end):
            item._id = type(structured).parse(item.nodeid + end)  # type: ignore[attr-defined]
