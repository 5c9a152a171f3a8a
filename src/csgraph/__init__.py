"""csgraph: activity reports in, an evidenced knowledge graph out.

>>> import csgraph
>>> store = csgraph.build("data/reports/csi-2019.da.txt", publisher="Crime Stoppers International")  # doctest: +SKIP
>>> csgraph.ask(store, "partners-of-crime", crime="illicit trade").rows  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from csgraph.errors import CsgraphError, LanguagePackError, QueryError, ReportError, StoreError

if TYPE_CHECKING:
    from csgraph.answers.ask import ask
    from csgraph.answers.partners import partners
    from csgraph.graph.store import Store, open_store
    from csgraph.model import Document, Entity, Entry, Event, Figure, Finding, Mention, Reading, Relation, Report, ReportReading, Span
    from csgraph.pipeline import add_reports, build, read_report

__all__ = [
    "CsgraphError",
    "Document",
    "Entity",
    "Entry",
    "Event",
    "Figure",
    "Finding",
    "LanguagePackError",
    "Mention",
    "QueryError",
    "Reading",
    "Relation",
    "Report",
    "ReportError",
    "ReportReading",
    "Span",
    "Store",
    "StoreError",
    "add_reports",
    "ask",
    "build",
    "open_store",
    "partners",
    "read_report",
]

_HOMES: Final = {
    "ask": "csgraph.answers.ask",
    "partners": "csgraph.answers.partners",
    "Store": "csgraph.graph.store",
    "open_store": "csgraph.graph.store",
    "add_reports": "csgraph.pipeline",
    "build": "csgraph.pipeline",
    "read_report": "csgraph.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for, so that `import csgraph` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'csgraph' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES.get(name, "csgraph.model")), name)
