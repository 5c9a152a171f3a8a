"""The graph in the forms of other tools."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pyoxigraph as ox

from csgraph.graph import vocab
from csgraph.model import PartialDate, ReportReading


def quads_as(nquads: bytes, format: str) -> bytes:
    """Return N-Quads in another RDF syntax: ``nquads``, ``trig`` or ``jsonld``."""
    if format == "nquads":
        return nquads
    syntax = {"trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}[format]
    return ox.serialize(ox.parse(nquads, ox.RdfFormat.N_QUADS), format=syntax, prefixes=vocab.PREFIXES) or b""


def reading_as_json(read: ReportReading) -> str:
    """Return the records of a reading as JSON; a date is its text."""
    return json.dumps(_plain(read), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
