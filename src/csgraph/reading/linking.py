"""From mention to entity: the rule that chose, or the candidates left open."""

from __future__ import annotations

from dataclasses import dataclass

from csgraph.language.gazetteer import Gazetteer, Name

FIRM = ("", "case", "word")
"""Conditions that are met once the name is written as it should be."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The entity that a name stands for, and why."""

    entity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Unlinked:
    """No decision: the entities that it may be."""

    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What the surroundings of a name say."""

    countries: tuple[str, ...]
    """ISO codes that the entry names, in order; the publisher's own last."""
    publisher: str | None
    usual: tuple[str, ...] = ()
    """ISO codes that the language's readers mean when nothing nearer says so; they decide only between firm names."""


def link_organization(names: tuple[Name, ...], context: Context, gazetteer: Gazetteer) -> Linked | Unlinked:
    """Choose among the organizations of one name: the only one, the one of a country that the entry names, or none."""
    firm = tuple(dict.fromkeys(name.entity for name in names if name.condition in FIRM))
    if len(firm) == 1:
        return Linked(firm[0], "acronym" if all(name.is_acronym for name in names) else "unique-name")
    every = tuple(dict.fromkeys(name.entity for name in names if name.condition in (*FIRM, "country")))
    if context.publisher in every and context.publisher is not None:
        return Linked(context.publisher, "publisher")
    for pool, codes in ((firm, (*context.countries, *context.usual)), (every, context.countries)):
        for country in codes:
            near = [entity for entity in pool if gazetteer.country_of(entity) == country]
            if len(near) == 1:
                return Linked(near[0], "country-context")
    return Unlinked(every)


def link_place(names: tuple[Name, ...], context: Context, gazetteer: Gazetteer, following: str) -> Linked:
    """Choose among the places of one name: in the country that follows it or that the entry names, else the largest.

    `following` is the ISO code of a place that stands right after it ("Christchurch, New Zealand"), or empty.
    """
    every = list(dict.fromkeys(name.entity for name in names))
    if len(every) == 1:
        return Linked(every[0], "unique-name")
    if following:
        near = [entity for entity in every if gazetteer.country_of(entity) == following and gazetteer.kind_of(entity) != "country"]
        if near:
            return Linked(max(near, key=gazetteer.population), "country-context")
    largest = max(every, key=gazetteer.population)
    if gazetteer.kind_of(largest) in ("country", "continent", "region"):
        return Linked(largest, "largest-place")
    for country in context.countries:
        near = [entity for entity in every if gazetteer.country_of(entity) == country]
        if near:
            return Linked(max(near, key=gazetteer.population), "country-context")
    return Linked(largest, "largest-place")
