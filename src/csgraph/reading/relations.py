"""Standing relations that a sentence states: units and members of a body, and lists of members in brackets."""

from __future__ import annotations

import re

from csgraph.model import Relation, Span
from csgraph.reading.clause import Clause
from csgraph.reading.entry_text import Item

RELATION_KINDS = ("members", "unit_of", "member_of")
"""Kinds of item that state a relation."""
_LIST = re.compile(r"(?:-[^\W\d_]+)?\s?\(([^()]*)\)")
_BESIDE = 3
"""Characters between a body and the words of a relation, brackets and commas apart."""
_UNIT_REACH, _MEMBER_REACH = 7, 3


class RelationReader:
    """Reads the relations of one sentence; what it finds tells the roles what to leave out."""

    def __init__(self, clause: Clause) -> None:
        self.clause, self.text = clause, clause.text
        self.relations: list[Relation] = []
        self.consumed: set[Item] = set()
        """Bodies that only say what another is a unit of."""
        self.seats: set[Item] = set()
        """Bodies that another has a seat in."""

    def read(self, item: Item, index: int) -> Item | None:
        """Keep the relation that the words of `item` state; return the body whose members follow, or None."""
        items = self.clause.items
        before = next((other for other in reversed(items[:index]) if other.kind == "organization"), None)
        after = next((other for other in items[index + 1 :] if other.kind == "organization"), None)
        if before is None or not before.value:
            return None
        is_beside = len(self.text[before.end : item.begin].strip(" ,(")) <= _BESIDE
        if item.kind == "members":
            return before if is_beside or "(" in self.text[before.end : item.begin] else None
        if after is not None and after.value and after.value != before.value:
            self._relate(item, before, after, is_beside)
        return None

    def _relate(self, item: Item, before: Item, after: Item, is_beside: bool) -> None:
        words = self.clause.count(item.end, after.begin)
        span = Span(before.begin, after.end)
        if item.kind == "unit_of" and is_beside and words <= _UNIT_REACH and "." not in self.text[item.end : after.begin]:
            self.relations.append(Relation(before.value, "subOrganizationOf", after.value, span))
            self.consumed.add(after)
        elif item.kind == "member_of" and words <= _MEMBER_REACH and before.end <= item.begin:
            self.relations.append(Relation(before.value, "memberOf", after.value, span))
            self.seats.add(after)

    def opens_list(self, item: Item) -> bool:
        """Say whether brackets with two organizations or more follow ("ROUTES Partnership (USAID, WWF, IATA)")."""
        match = _LIST.match(self.text, item.end)
        if match is None:
            return False
        inside = {other.value for other in self.clause.of_kind("organization") if item.end <= other.begin < match.end()}
        return len(inside - {item.value}) >= 2

    def add_member(self, item: Item, body: Item) -> None:
        """Keep a member of the list behind a body."""
        if item.kind == "organization" and item.value and body.value and item.value != body.value:
            self.relations.append(Relation(item.value, "memberOf", body.value, Span(body.begin, item.end)))
