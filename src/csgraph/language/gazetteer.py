"""Names, aliases and acronyms of organizations, places and regions, as ``data/gazetteers/`` has them.

The gazetteer knows what a name may stand for; which one it is in a text is the linker's question.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from csgraph import resources
from csgraph.errors import LanguagePackError
from csgraph.model import Entity, EntityKind

LANGUAGES = ("da", "fr", "it", "de", "es", "pt", "nl", "sv", "nb")
"""Columns of names besides English, in the order of the files."""
_BRACKET = re.compile(r"\s*\(([^()]+)\)\s*$")
_SPELLINGS = (
    ("rganization", "rganisation"),
    ("rganisation", "rganization"),
    (" & ", " and "),
    (" and ", " & "),
    ("Centre", "Center"),
    ("Center", "Centre"),
    ("U.S. ", "US "),
    ("U.S. ", "United States "),
    ("United States ", "US "),
    ("United States ", "U.S. "),
    ("St. ", "St "),
    ("Department", "Dept"),
)


class Name(NamedTuple):
    """One way to write an entity."""

    entity: str
    kind: EntityKind
    form: str
    """The name as the gazetteer writes it."""
    condition: str = ""
    """What must hold before it counts (``data/gazetteers/README.md``): ``country name word case place``; for a place ``context``."""

    @property
    def is_acronym(self) -> bool:
        """Say whether the name is one word of capitals."""
        return " " not in self.form and self.form.isupper() and len(self.form) <= 9

    @property
    def has_initial(self) -> bool:
        """Say whether it is written with a capital."""
        return not self.form[:1].islower()


class Gazetteer:
    """Organizations, places and regions by id and by name. Rows are read once, entities made when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self._organizations = {row["id"]: row for row in _rows(folder / "organizations.csv")}
        self._places = {row["id"]: row for row in _rows(folder / "places.csv")}
        self._regions = {f"{row['publisher']}/{row['number']}": row for row in _rows(folder / "regions.csv")}
        self.countries = {row["country"]: row["id"] for row in self._places.values() if row["kind"] == "country" and row["country"]}
        """ISO code → place id."""
        self.demonyms: dict[str, dict[str, str]] = defaultdict(dict)
        """Language → adjective or nationality form, as written → ISO code or place id."""
        if (folder / "demonyms.csv").exists():
            for row in _rows(folder / "demonyms.csv"):
                for form in _cell(row["forms"]):
                    self.demonyms[row["lang"]].setdefault(form, row["country"] or f"place/{row['place']}")
        self._children: dict[str, list[str]] = defaultdict(list)
        for row in self._organizations.values():
            if row["parent"]:
                self._children[row["parent"]].append(row["id"])

    # ── Names ────────────────────────────────────────────────────────────────────────────────────────────────

    def names(self, language: str) -> Iterator[tuple[str, Name]]:
        """Yield the surface forms that may stand in a text of `language`, with what they may stand for.

        Organizations go by their names in any language (a Danish report writes *Banca d'Italia*), places by those of
        this language and English: the place names of all languages together hold too many ordinary words.
        """
        for id_, row in self._organizations.items():
            for name in _organization_names(id_, row, language):
                yield name.form, name
        for id_, row in self._places.items():
            for name in _place_names(id_, row, language):
                yield name.form, name

    # ── Entities ─────────────────────────────────────────────────────────────────────────────────────────────

    def entity(self, id_: str) -> Entity:
        """Return the entity with that id; raises `KeyError` for one that is not here."""
        kind, _, rest = id_.partition("/")
        if kind == "organization":
            return self._organization(rest)
        if kind == "place":
            return self._place(rest)
        return self._region(rest)

    def __contains__(self, id_: str) -> bool:
        kind, _, rest = id_.partition("/")
        return rest in {"organization": self._organizations, "place": self._places, "region": self._regions}.get(kind, {})

    def country_of(self, id_: str) -> str:
        """Return the ISO code of an organization's or place's country, or an empty string."""
        kind, _, rest = id_.partition("/")
        row = (self._organizations if kind == "organization" else self._places).get(rest)
        return row["country"] if row else ""

    def kind_of(self, id_: str) -> str:
        """Return the kind of a known organization ("police", "igo" …) or place ("country", "city" …); empty when unknown."""
        kind, _, rest = id_.partition("/")
        row = (self._organizations if kind == "organization" else self._places).get(rest)
        return row["kind"] if row else ""

    def population(self, id_: str) -> int:
        """Return the inhabitants of a place; countries and what is larger come before every city."""
        row = self._places[id_.partition("/")[2]]
        return 10**10 if row["kind"] not in ("city", "subdivision") else int(row["population"] or 10**5)

    def parents(self, id_: str) -> tuple[str, ...]:
        """Return the places that contain a place, nearest first."""
        found: dict[str, None] = {}
        queue = [id_.partition("/")[2]]
        while queue:
            row = self._places.get(queue.pop(0))
            for parent in _cell(row["parent"]) if row else ():
                if f"place/{parent}" not in found:
                    found[f"place/{parent}"] = None
                    queue.append(parent)
        return tuple(found)

    def member_in(self, umbrella: str, country: str) -> str | None:
        """Return the programme of an umbrella body in a country, when there is one and only one."""
        found = [child for child in self._children.get(umbrella.partition("/")[2], ()) if self._organizations[child]["country"] == country]
        return f"organization/{found[0]}" if len(found) == 1 else None

    def national_bodies(self) -> Iterator[tuple[str, str, str, list[str]]]:
        """Yield the organizations of one country: id, ISO code, kind, and their names without what stands in brackets."""
        for id_, row in self._organizations.items():
            if row["country"] and row["kind"] in ("government", "law-enforcement", "customs"):
                names = [row["name"], *_cell(row["aliases_en"]), *(form for column in LANGUAGES for form in _cell(row[column]))]
                yield f"organization/{id_}", row["country"], row["kind"], [_BRACKET.sub("", name) for name in names]

    def region(self, publisher: str, number: int) -> Entity:
        """Return a numbered region of a publisher, listed or not."""
        return self._region(f"{publisher.partition('/')[2]}/{number}")

    def region_publishers(self) -> frozenset[str]:
        """Return the organizations whose regions are listed."""
        return frozenset(f"organization/{row['publisher']}" for row in self._regions.values())

    def find_organization(self, name: str) -> str | None:
        """Return the id of the organization that is called exactly so (letter case apart), or None."""
        wanted = name.casefold().strip()
        for id_, row in self._organizations.items():
            known = [id_, row["name"], *_cell(row["acronyms"]), *_cell(row["aliases_en"]), *(form for column in LANGUAGES for form in _cell(row[column]))]
            if any(form.casefold() == wanted for form in known):
                return f"organization/{id_}"
        return None

    def _organization(self, id_: str) -> Entity:
        row = self._organizations[id_]
        labels, others = _labels(row)
        others += [("", form) for form in _cell(row["acronyms"]) if form != row["name"]]
        return Entity(
            id=f"organization/{id_}",
            kind="organization",
            label=row["name"],
            classification=row["kind"],
            labels=tuple(labels),
            alt_labels=tuple(sorted({*others, *(("en", form) for form in _cell(row["aliases_en"]))})),
            parent=f"organization/{row['parent']}" if row["parent"] in self._organizations else None,
            country=row["country"],
            wikidata=row["wikidata"],
            homepage=row["website"],
        )

    def _place(self, id_: str) -> Entity:
        row = self._places[id_]
        labels, others = _labels(row)
        return Entity(
            id=f"place/{id_}",
            kind="place",
            label=row["name_en"],
            labels=tuple(labels),
            alt_labels=tuple(sorted({*others, *(("", form) for form in _cell(row["aliases"]))})),
            parent=next((f"place/{parent}" for parent in _cell(row["parent"]) if parent in self._places), None),
            country=row["country"],
            wikidata=row["wikidata"],
            geonames=row["geonames"],
            lat=float(row["lat"]) if row["lat"] else None,
            long=float(row["long"]) if row["long"] else None,
        )

    def _region(self, path: str) -> Entity:
        publisher, _, number = path.rpartition("/")
        row = self._regions.get(path)
        short = next(iter(_cell(self._organizations[publisher]["acronyms"])), "") if publisher in self._organizations else ""
        covers = tuple(f"place/{self.countries[code]}" for code in _cell(row["countries"]) if code in self.countries) if row else ()
        return Entity(
            id=f"region/{path}",
            kind="region",
            label=f"{short} Region {number}".strip(),
            known=row is not None,
            alt_labels=tuple(sorted({("en", f"Region {number}"), *([("en", row["name"])] if row and row["name"] else [])})),
            parent=f"organization/{publisher}" if publisher else None,
            covers=covers,
        )


def _organization_names(id_: str, row: dict[str, str], language: str) -> Iterator[Name]:
    entity = f"organization/{id_}"
    conditions: dict[str, str] = {}
    for cell in _cell(row["hidden"]):
        tag, _, rest = cell.partition(":")
        form, _, condition = rest.rpartition(":")
        if tag in ("*", language):
            conditions[form] = condition
    bracketed = bool(_BRACKET.search(row["name"]))
    forms = dict.fromkeys(_cell(row["acronyms"]), "")
    forms[row["name"]] = ""
    if bracketed:
        # What stands in brackets tells one country's body from another's; without it the name needs that country near by.
        forms.setdefault(_BRACKET.sub("", row["name"]), "country" if row["country"] else "name")
    for cell in (row["aliases_en"], *(row[column] for column in LANGUAGES)):
        for form in _cell(cell):
            forms.setdefault(_BRACKET.sub("", form), "country" if _BRACKET.search(form) and row["country"] else "")
    forms.update(conditions)
    seen = set()
    for form, condition in forms.items():
        for spelling in _spellings(form):
            if spelling not in seen and len(spelling) > 1:
                seen.add(spelling)
                yield Name(entity, "organization", spelling, condition)


def _place_names(id_: str, row: dict[str, str], language: str) -> Iterator[Name]:
    for form in dict.fromkeys((row["name_en"], *_cell(row.get(language, "")), *_cell(row["aliases"]))):
        if form:
            yield Name(f"place/{id_}", "place", form, "context" if row["context"] else "")


def _spellings(form: str) -> Iterator[str]:
    yield form
    if form.startswith("The "):
        yield form[4:]
    for one, other in _SPELLINGS:
        if one in form:
            yield form.replace(one, other)


def _labels(row: dict[str, str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the preferred names by language, and the further ones."""
    labels, others = [], []
    for column in LANGUAGES:
        forms = _cell(row[column])
        if forms:
            labels.append((column, forms[0]))
            others += [(column, form) for form in forms[1:]]
    return labels, others


def _cell(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        raise LanguagePackError(f"{path}: missing. The gazetteers are organizations.csv, places.csv and regions.csv.") from None


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer of ``data/gazetteers/``."""
    return Gazetteer(resources.path("data", "gazetteers"))
