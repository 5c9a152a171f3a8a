"""An entry's text → its mentions, each linked, left open with a finding, or new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csgraph.model import Finding, Mention
from csgraph.reading.brackets import find_acronym_pairs
from csgraph.reading.crime_mentions import find_crimes
from csgraph.reading.draft import Draft
from csgraph.reading.entry_text import EntryText
from csgraph.reading.listed import find_listed, find_numbered_regions
from csgraph.reading.national import drop_places_of_bodies, find_bodies_again, find_branches, find_national_bodies, find_programmes
from csgraph.reading.registry import Registry
from csgraph.reading.role_names import find_in_roles, find_sites_that_act
from csgraph.reading.shaped import find_headed, find_shaped

_STEPS = (
    find_numbered_regions,
    find_listed,
    find_acronym_pairs,
    find_programmes,
    find_national_bodies,
    find_headed,
    find_shaped,
    find_in_roles,
    find_sites_that_act,
    find_branches,
    find_bodies_again,
    drop_places_of_bodies,
    find_crimes,
)
"""In this order: what is known comes before what has a shape, and what has a shape before what only stands in a role."""


@dataclass(slots=True)
class MentionReader:
    """Finds the mentions of entries, one after the other; what one introduces the next ones know."""

    registry: Registry

    def read(self, entry: EntryText) -> tuple[Sequence[Mention], list[Finding]]:
        """Return the mentions of an entry by place, and what could not be decided."""
        draft = Draft(entry, self.registry)
        for step in _STEPS:
            step(draft)
        entry.sort_mentions()
        return entry.mentions, draft.findings
