"""A gold file as if a reader had read it: each name stands in a text of its own, so that every fact has words."""

from __future__ import annotations

from typing import Any

from csgraph.graph.vocab import ROLES
from csgraph.model import Entity, Entry, Event, Figure, Mention, PartialDate, Reading, Report, ReportReading, RoleFiller, Span


def slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def gold_reading(gold: dict[str, Any], report_id: str = "gold") -> ReportReading:
    """Return what `gold` says as a reading."""
    entities: dict[str, Entity] = {}

    def entity(name: str, kind: str) -> str:
        key = f"{kind}/{slug(name)}"
        entities.setdefault(key, Entity(key, kind, name))  # type: ignore[arg-type]
        return key

    publisher = entity(gold["report"]["publisher"], "organization")
    readings, whole = [], ""
    for number, item in enumerate(gold["entries"]):
        regions = set(item.get("regions") or ())
        text, mentions = "", []
        for kind, names in (
            ("organization", item.get("organizations")),
            ("place", item.get("places")),
            ("region", regions),
            ("crime", item.get("crimes")),
        ):
            for name in sorted(names or ()):
                span = Span(len(text), len(text) + len(name))
                text += name + ". "
                target = f"crime/{name}" if kind == "crime" else entity(name, kind)
                mentions.append(Mention(span, name, kind, target, "gold"))  # type: ignore[arg-type]
        text += "did it 1."
        trigger = Span(len(text) - 9, len(text) - 3)
        date = _date(item.get("date"))
        events = tuple(_event(event, trigger, regions, entity) for event in item.get("events") or ())
        figures = tuple(
            Figure("Reports", str(figure["value"]), Span(len(text) - 2, len(text) - 1), currency=figure.get("currency"))
            for figure in item.get("figures") or ()
        )
        entry = Entry(report_id, number, text, Span(len(whole), len(whole) + len(text)), date)
        region = entity(sorted(regions)[0], "region") if regions else None
        readings.append(Reading(entry, region, tuple(mentions), events, figures))
        whole += text
    report = Report(
        report_id, report_id, whole, gold["report"]["language"], publisher, gold["report"].get("year"), f"{report_id}.txt", "0" * 64
    )
    return ReportReading(report, tuple(readings), tuple(entities[key] for key in sorted(entities)))


def _date(text: object) -> PartialDate | None:
    return PartialDate(*map(int, str(text).split("-"))) if text else None


def _event(event: dict[str, Any], trigger: Span, regions: set[str], entity: Any) -> Event:
    fillers = []
    for role in ROLES:
        for name in event.get(role) or event.get({"subject": "about", "host": "actor"}.get(role, "-")) or ():
            fillers.append(RoleFiller(role, entity(name, "region" if name in regions else "organization"), None))  # type: ignore[arg-type]
    places = tuple(entity(name, "place") for name in event.get("place") or ())
    return Event(
        event["type"],
        trigger,
        (),
        tuple(fillers),
        tuple(event.get("crimes") or ()),
        places,
        date=_date(event.get("date")),
        name=event.get("name"),
    )
