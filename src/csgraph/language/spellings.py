"""The ways to write an entity of the gazetteer: its names as listed, without brackets, and in the spellings that writers vary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from csgraph.language.tables import LANGUAGES, OrganizationRow, PlaceRow, cell, translations
from csgraph.model import EntityKind

_BRACKET = re.compile(r"\s*\(([^()]+)\)\s*$")
_LONGEST_ACRONYM = 9
_SPELLINGS = (
    # How English-language bodies are written, whatever the language of the report.
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
_ARTICLE = "The "


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
        return " " not in self.form and self.form.isupper() and len(self.form) <= _LONGEST_ACRONYM

    @property
    def has_initial(self) -> bool:
        """Say whether it is written with a capital."""
        return not self.form[:1].islower()


def organization_names(row: OrganizationRow, language: str) -> Iterator[Name]:
    """Yield the names of an organization in any language (a Danish report writes *Banca d'Italia*)."""
    entity = f"organization/{row.id}"
    seen: set[str] = set()
    for form, condition in _conditions(row, language).items():
        for spelling in _spelled(form):
            if spelling not in seen and len(spelling) > 1:
                seen.add(spelling)
                yield Name(entity, "organization", spelling, condition)


def place_names(row: PlaceRow, language: str) -> Iterator[Name]:
    """Yield the names of a place in `language` and English: those of all languages together hold too many ordinary words."""
    own = getattr(row, language) if language in LANGUAGES else ""
    entity, condition = f"place/{row.id}", "context" if row.context else ""
    if not own and not row.aliases:
        if row.name_en:
            yield Name(entity, "place", row.name_en, condition)
        return
    for form in dict.fromkeys((row.name_en, *cell(own), *cell(row.aliases))):
        if form:
            yield Name(entity, "place", form, condition)


def without_bracket(name: str) -> str:
    """Return a name without what stands in brackets at its end.

    >>> without_bracket("National Police (Kenya)")
    'National Police'
    """
    return _BRACKET.sub("", name) if name.endswith((")", ") ")) else name


def every_name(row: OrganizationRow) -> list[str]:
    """Return the full names of an organization in all languages, as listed."""
    return [row.name, *cell("|".join((row.aliases_en, *translations(row))))]


def labels(row: OrganizationRow | PlaceRow) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the preferred names by language, and the further ones."""
    preferred, others = [], []
    for language, column in zip(LANGUAGES, translations(row), strict=True):
        forms = cell(column)
        preferred += [(language, form) for form in forms[:1]]
        others += [(language, form) for form in forms[1:]]
    return preferred, others


def _conditions(row: OrganizationRow, language: str) -> dict[str, str]:
    """Return the forms of an organization with the condition of each; a hidden form has its own."""
    forms = dict.fromkeys(cell(row.acronyms), "")
    forms[row.name] = ""
    if (plain := without_bracket(row.name)) != row.name:
        # What stands in brackets tells one country's body from another's; without it the name needs that country near by.
        forms.setdefault(plain, "country" if row.country else "name")
    for form in every_name(row)[1:]:
        plain = without_bracket(form)
        forms.setdefault(plain, "country" if plain != form and row.country else "")
    forms.update(_hidden(row, language))
    return forms


def _hidden(row: OrganizationRow, language: str) -> Iterator[tuple[str, str]]:
    for hidden in cell(row.hidden):
        tag, _, rest = hidden.partition(":")
        form, _, condition = rest.rpartition(":")
        if tag in ("*", language):
            yield form, condition


def _spelled(form: str) -> Iterator[str]:
    yield form
    if form.startswith(_ARTICLE):
        yield form.removeprefix(_ARTICLE)
    for one, other in _SPELLINGS:
        if one in form:
            yield form.replace(one, other)
