"""What a report has introduced so far: new organizations, and the short forms that stand for known ones from there on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from csgraph.language.gazetteer import Gazetteer, Name
from csgraph.language.pack import LanguagePack
from csgraph.language.shared import shared_words
from csgraph.model import Entity
from csgraph.reading.decisions import Decisions
from csgraph.text import fold
from csgraph.text.match import Matcher

_SHORTEST_STEM = 4
_LONGEST_ENDING = 3


@lru_cache(maxsize=4)
def folded_names(entity: Entity) -> str:
    """Return an entity's names in all languages, folded, in one text."""
    return fold.low("\n".join([entity.label, *(name for _, name in (*entity.labels, *entity.alt_labels))]))


@dataclass(slots=True)
class Registry:
    """The names of one report; it grows while its entries are read in order."""

    gazetteer: Gazetteer
    publisher: Entity | None = None
    find_home: Callable[[], str] = str
    """Returns the ISO code of the country that the report is mostly about, or an empty string; asked once, when first needed."""
    decisions: Decisions = field(default_factory=Decisions)
    entities: dict[str, Entity] = field(default_factory=dict)
    """Every entity that the report refers to, by id."""
    forms: dict[str, str] = field(default_factory=dict)
    """Surface form as introduced → entity id."""
    _labels: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict, init=False)
    """Last two words → the folded labels of new organizations that end in them, by id."""
    _matcher: Matcher[Name] | None = field(default=None, init=False)
    _home: str | None = field(default=None, init=False)
    _publisher_words: tuple[int, frozenset[str]] | None = field(default=None, init=False)
    """For how many forms they were found, and the words."""

    @property
    def home(self) -> str:
        """The ISO code of the country that the report is mostly about, or an empty string."""
        if self._home is None:
            self._home = self.find_home()
        return self._home

    def add(self, entity: Entity) -> Entity:
        """Keep an entity, and return the one that stands for its id."""
        held = self.entities.get(entity.id)
        if held is None:
            held = self.entities[entity.id] = entity
            self._index(entity)
        return held

    def _index(self, entity: Entity) -> None:
        if entity.kind == "organization" and not entity.known:
            label = fold.key(entity.label).strip()
            self._labels.setdefault(tuple(label.split()[-2:]), {})[entity.id] = label

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
            self._index(held)

    def publisher_words(self, pack: LanguagePack) -> frozenset[str]:
        """Return the words that stand for the publisher: those of its names that the pack lists as such words, with their endings."""
        if self.publisher is None:
            return frozenset()
        held = self._publisher_words
        if held is None or held[0] != len(self.forms):
            held = self._publisher_words = (len(self.forms), self._words_of(self.publisher, pack))
        return held[1]

    def _words_of(self, publisher: Entity, pack: LanguagePack) -> frozenset[str]:
        names = [publisher.label, *(name for _, name in publisher.labels), *(name for _, name in publisher.alt_labels)]
        names += [form for form, id_ in self.forms.items() if id_ == publisher.id]
        parts = " ".join(fold.low(name) for name in names)
        shared = shared_words()
        heads = [fold.low(form).split()[-1] for form in pack.words["publisher"]]
        return shared.publisher.union(head for head in heads if head.startswith(shared.publisher_stems) or _names(head, parts))

    def longer_name(self, folded: str) -> Entity | None:
        """Return the one body of this report whose name ends in these words.

        So "the Prosecutor's Office" is that of "Port Ellery City Prosecutor's Office".
        """
        if " " not in folded:
            return None
        ending = " " + folded
        found = [id_ for id_, label in self._labels.get(tuple(folded.split()[-2:]), {}).items() if label.endswith(ending)]
        return self.entities[found[0]] if len(found) == 1 else None

    def matcher(self) -> Matcher[Name]:
        """Return the matcher of the forms introduced so far."""
        if self._matcher is None:
            forms = ((form, Name(id_, "organization", form)) for form, id_ in self.forms.items())
            self._matcher = Matcher(forms, fold=fold.key, endings=shared_words().endings)
        return self._matcher


def _names(head: str, parts: str) -> bool:
    """Say whether a word for a body stands in a name: its definite form shares all but the ending ("forbundet", "…forbund")."""
    return len(head) > _SHORTEST_STEM and head[: max(_SHORTEST_STEM, len(head) - _LONGEST_ENDING)] in parts
