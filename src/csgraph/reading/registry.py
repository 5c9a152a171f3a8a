"""What a report has introduced so far: new organizations, and the short forms that stand for known ones from there on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from csgraph.language.gazetteer import Gazetteer, Name
from csgraph.model import Entity
from csgraph.reading.decisions import Decisions
from csgraph.text import fold
from csgraph.text.match import Matcher


@dataclass(slots=True)
class Registry:
    """The names of one report; it grows while its entries are read in order."""

    gazetteer: Gazetteer
    publisher: Entity | None = None
    home: str = ""
    """ISO code of the country that the report is mostly about, or empty."""
    decisions: Decisions = field(default_factory=Decisions)
    entities: dict[str, Entity] = field(default_factory=dict)
    """Every entity that the report refers to, by id."""
    forms: dict[str, str] = field(default_factory=dict)
    """Surface form as introduced → entity id."""
    _matcher: Matcher[Name] | None = None

    def add(self, entity: Entity) -> Entity:
        """Keep an entity, and return the one that stands for its id."""
        return self.entities.setdefault(entity.id, entity)

    def known(self, id_: str) -> Entity:
        """Return an entity of the report or the gazetteer, and keep it."""
        found = self.entities.get(id_)
        if found is None:
            found = self.entities[id_] = self.gazetteer.entity(id_)
        return found

    def alias(self, form: str, entity: Entity, language: str) -> None:
        """Let `form` stand for the entity from here on; a new entity shows it as another label."""
        if form in self.forms:
            return
        self.forms[form] = entity.id
        self._matcher = None
        held = self.entities.get(entity.id, entity)
        if not held.known and form != held.label and (language, form) not in held.alt_labels:
            self.entities[entity.id] = replace(held, alt_labels=tuple(sorted({*held.alt_labels, (language, form)})))

    def matcher(self) -> Matcher[Name]:
        """Return the matcher of the forms introduced so far."""
        if self._matcher is None:
            self._matcher = Matcher(
                (
                    (form, Name(id_, "organization", form))
                    for form, id_ in self.forms.items()
                ),
                fold=fold.key,
                endings=["s", "n", "en", "'s"],
            )
        return self._matcher
