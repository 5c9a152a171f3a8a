"""Words that a report may hold whatever its language (``data/shared.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from csgraph import resources

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedWords:
    """The words by what they do; the file tells each list's reason."""

    legal_forms: Words
    closing: Words
    abbreviated: Words
    no_acronyms: frozenset[str]
    connectors: Words
    elided: frozenset[str]
    endings: Words
    tails: Words
    publisher_stems: Words
    publisher: frozenset[str]
    name_words: Words
    name_words_before: Words
    date_between: Words
    date_links: Words
    ordinal_endings: Words
    ordinal_endings_after_month: Words
    number_between: frozenset[str]
    unit_kinds: frozenset[str]
    measures: frozenset[str]
    columns: dict[str, Words]
    """Heads of a table's columns in small letters: of the date, the region and the text of an entry."""


@cache
def shared_words() -> SharedWords:
    """Return the shipped words."""
    table: dict[str, Any] = tomllib.loads(resources.text("data", "shared.toml"))
    bodies, events, dates = table["organizations"], table["events"], table["dates"]
    return SharedWords(
        legal_forms=tuple(bodies["legal_forms"]),
        closing=tuple(bodies["closing"]),
        abbreviated=tuple(bodies["abbreviated"]),
        no_acronyms=frozenset(bodies["no_acronyms"]),
        connectors=tuple(bodies["connectors"]),
        elided=frozenset(bodies["elided"]),
        endings=tuple(bodies["endings"]),
        tails=tuple(bodies["tails"]),
        publisher_stems=tuple(bodies["publisher_stems"]),
        publisher=frozenset(bodies["publisher"]),
        name_words=tuple(events["name_words"]),
        name_words_before=tuple(events["name_words_before"]),
        date_between=tuple(dates["between"]),
        date_links=tuple(dates["links"]),
        ordinal_endings=tuple(dates["ordinal_endings"]),
        ordinal_endings_after_month=tuple(dates["ordinal_endings_after_month"]),
        number_between=frozenset(table["numbers"]["between"]),
        unit_kinds=frozenset(table["figures"]["unit_kinds"]),
        measures=frozenset(table["figures"]["measures"]),
        columns={name: tuple(table["columns"][name]) for name in ("date", "region", "text")},
    )


def alternatives(words: Iterable[str]) -> str:
    """Return the words as alternatives of a pattern, in their order; without words a pattern that matches nothing.

    >>> alternatives(["d'", "of"])
    "d['’]|of"
    """
    return "|".join(re.escape(word).replace("'", "['’]") for word in words) or "(?!)"
