"""Names, aliases and acronyms of organizations, places and regions, as ``data/gazetteers/`` has them.

The gazetteer knows what a name may stand for; which one it is in a text is the linker's question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

from csgraph import resources
from csgraph.language.spellings import Name, every_name, labels, organization_names, place_names, without_bracket
from csgraph.language.tables import LANGUAGES, DemonymRow, OrganizationRow, PlaceRow, RegionRow, cell, read_rows
from csgraph.model import Entity

__all__ = ["LANGUAGES", "NATIONAL_KINDS", "Gazetteer", "Name", "shipped_gazetteer"]

NATIONAL_KINDS = ("government", "law-enforcement", "customs")
"""Kinds of organization that belong to one state."""
_LARGER_THAN_ANY_CITY = 10**10
_UNCOUNTED = 10**5
"""Inhabitants of a place that the table gives none for: more than a village, fewer than a well-known city."""


class Gazetteer:
    """Organizations, places and regions by id and by name. Rows are read once, entities made when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._organizations = {f"organization/{row.id}": row for row in read_rows(folder / "organizations.csv", OrganizationRow)}
        self._places = {f"place/{row.id}": row for row in read_rows(folder / "places.csv", PlaceRow)}
        self._regions = {f"region/{row.publisher}/{row.number}": row for row in read_rows(folder / "regions.csv", RegionRow)}
        self._rows: dict[str, OrganizationRow | PlaceRow] = {**self._organizations, **self._places}
        self._entities: dict[str, Entity] = {}
        self.countries = {row.country: row.id for row in self._places.values() if row.kind == "country" and row.country}
        """ISO code → place id."""
        self.demonyms = _demonyms(folder / "demonyms.csv")
        """Language → adjective or nationality form, as written → ISO code or place id."""

    # ── Names ────────────────────────────────────────────────────────────────────────────────────────────────

    def names(self, language: str) -> Iterator[tuple[str, Name]]:
        """Yield the surface forms that may stand in a text of `language`, with what they may stand for."""
        for organization in self._organizations.values():
            for name in organization_names(organization, language):
                yield name.form, name
        for place in self._places.values():
            for name in place_names(place, language):
                yield name.form, name

    def find_organization(self, name: str) -> str | None:
        """Return the id of the organization that is called exactly so (letter case apart), or None."""
        return self._ids_by_name.get(name.casefold().strip())

    @cached_property
    def _ids_by_name(self) -> dict[str, str]:
        ids: dict[str, str] = {}
        for id_, row in self._organizations.items():
            for form in (row.id, *cell(row.acronyms), *every_name(row)):
                ids.setdefault(form.casefold(), id_)
        return ids

    # ── Entities ─────────────────────────────────────────────────────────────────────────────────────────────

    def entity(self, id_: str) -> Entity:
        """Return the entity with that id; raises `KeyError` for one that is not here."""
        found = self._entities.get(id_)
        if found is None:
            found = self._entities[id_] = self._made(id_)
        return found

    def __contains__(self, id_: str) -> bool:
        return id_ in self._rows or id_ in self._regions

    def country_of(self, id_: str) -> str:
        """Return the ISO code of an organization's or place's country, or an empty string."""
        row = self._rows.get(id_)
        return row.country if row is not None else ""

    def kind_of(self, id_: str) -> str:
        """Return the kind of a known organization ("police", "igo" …) or place ("country", "city" …); empty when unknown."""
        row = self._rows.get(id_)
        return row.kind if row is not None else ""

    def population(self, id_: str) -> int:
        """Return the inhabitants of a place; countries and what is larger come before every city."""
        row = self._places[id_]
        return _LARGER_THAN_ANY_CITY if row.kind not in ("city", "subdivision") else int(row.population or _UNCOUNTED)

    def parents(self, id_: str) -> tuple[str, ...]:
        """Return the places that contain a place, nearest first."""
        found: dict[str, None] = {}
        queue = [id_]
        while queue:
            row = self._places.get(queue.pop(0))
            for parent in cell(row.parent) if row else ():
                if f"place/{parent}" not in found:
                    found[f"place/{parent}"] = None
                    queue.append(f"place/{parent}")
        return tuple(found)

    # ── Bodies of a country, regions of a publisher ──────────────────────────────────────────────────────────

    def member_in(self, umbrella: str, country: str) -> str | None:
        """Return the programme of an umbrella body in a country, when there is one and only one."""
        found = [child for child in self._children.get(umbrella, ()) if self._organizations[child].country == country]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for id_, row in self._organizations.items():
            if row.parent:
                children[f"organization/{row.parent}"].append(id_)
        return children

    def national_bodies(self) -> Iterator[tuple[str, str, str, list[str]]]:
        """Yield the organizations of one country: id, ISO code, kind, and their names without what stands in brackets."""
        for id_, row in self._organizations.items():
            if row.country and row.kind in NATIONAL_KINDS:
                yield id_, row.country, row.kind, [without_bracket(name) for name in every_name(row)]

    def region(self, publisher: str, number: int) -> Entity:
        """Return a numbered region of a publisher, listed or not."""
        return self.entity(f"region/{publisher.partition('/')[2]}/{number}")

    # ── From rows to entities ────────────────────────────────────────────────────────────────────────────────

    def _made(self, id_: str) -> Entity:
        if id_.startswith("organization/"):
            return self._organization(id_, self._organizations[id_])
        if id_.startswith("place/"):
            return self._place(id_, self._places[id_])
        return self._region(id_)

    def _organization(self, id_: str, row: OrganizationRow) -> Entity:
        preferred, others = labels(row)
        others += [("", form) for form in cell(row.acronyms) if form != row.name]
        others += [("en", form) for form in cell(row.aliases_en)]
        parent = f"organization/{row.parent}"
        return Entity(
            id=id_,
            kind="organization",
            label=row.name,
            classification=row.kind,
            labels=tuple(preferred),
            alt_labels=tuple(sorted(set(others))),
            parent=parent if parent in self._organizations else None,
            country=row.country,
            wikidata=row.wikidata,
            homepage=row.website,
        )

    def _place(self, id_: str, row: PlaceRow) -> Entity:
        preferred, others = labels(row)
        others += [("", form) for form in cell(row.aliases)]
        return Entity(
            id=id_,
            kind="place",
            label=row.name_en,
            labels=tuple(preferred),
            alt_labels=tuple(sorted(set(others))),
            parent=next((place for parent in cell(row.parent) if (place := f"place/{parent}") in self._places), None),
            country=row.country,
            wikidata=row.wikidata,
            geonames=row.geonames,
            lat=float(row.lat) if row.lat else None,
            long=float(row.long) if row.long else None,
        )

    def _region(self, id_: str) -> Entity:
        publisher, _, number = id_.partition("/")[2].rpartition("/")
        row = self._regions.get(id_)
        owner = self._organizations.get(f"organization/{publisher}")
        short = next(iter(cell(owner.acronyms)), "") if owner is not None else ""
        label = f"{short} Region {number}".strip()
        # The bare name of what it covers is the name of a place, not of the region.
        alt = {("en", f"Region {number}"), *([("en", f"{label} ({row.name})")] if row and row.name else [])}
        codes = cell(row.countries) if row else []
        return Entity(
            id=id_,
            kind="region",
            label=label,
            known=row is not None,
            alt_labels=tuple(sorted(alt)),
            parent=f"organization/{publisher}" if publisher else None,
            covers=tuple(f"place/{self.countries[code]}" for code in codes if code in self.countries),
        )


def _demonyms(path: Path) -> dict[str, dict[str, str]]:
    demonyms: dict[str, dict[str, str]] = {}
    for row in read_rows(path, DemonymRow) if path.exists() else ():
        forms = demonyms.setdefault(row.lang, {})
        for form in cell(row.forms):
            forms.setdefault(form, row.country or f"place/{row.place}")
    return demonyms


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer of ``data/gazetteers/``."""
    return Gazetteer(resources.path("data", "gazetteers"))
