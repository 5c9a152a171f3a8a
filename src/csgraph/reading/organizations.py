"""Organizations that nobody listed: each gets an `Entity` of its own, with the words as its label."""

from __future__ import annotations

from dataclasses import dataclass

from csgraph.model import Entity, Span
from csgraph.text import fold


@dataclass(frozen=True, slots=True)
class Named:
    """A span that names an organization, the entity, and the rule that said so."""

    span: Span
    entity: Entity
    rule: str


def slug(words: str) -> str:
    """Return the last part of an id for a name: folded words joined by hyphens.

    >>> slug("Foreningen mod Økonomisk Svig")
    'foreningen-mod-økonomisk-svig'
    """
    return "-".join(fold.key(words).split()) or "unnamed"


def new_organization(
    label: str,
    language: str,
    *,
    country: str = "",
    classification: str = "",
    parent: str | None = None,
    alt: tuple[tuple[str, str], ...] = (),
) -> Entity:
    """Return the entity of an organization that nobody listed; the same words give the same id in every report."""
    return Entity(
        id=f"organization/x-{slug(label)}",
        kind="organization",
        label=label,
        label_language=language,
        known=False,
        classification=classification,
        country=country,
        parent=parent,
        alt_labels=alt,
    )
