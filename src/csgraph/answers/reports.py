"""Which report of a store somebody means."""

from __future__ import annotations

import difflib
from pathlib import PurePath

from csgraph.errors import QueryError
from csgraph.graph.store import Store, StoredReport


def found_report(store: Store, name: str) -> StoredReport:
    """Return the report of that id, IRI, file name or title; an unknown one gets the nearest."""
    reports = store.reports()
    wanted = (name, PurePath(name).name)
    for report in reports:
        if any(given in (report.id, report.iri, report.source, report.title) for given in wanted):
            return report
    near = difflib.get_close_matches(PurePath(name).name, [report.id for report in reports], n=3, cutoff=0.4)
    known = ", ".join(near or [report.id for report in reports][:5]) or "none"
    raise QueryError(f'no report "{name}" is in the store. There is: {known}.')
