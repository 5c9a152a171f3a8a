"""Whose report it is, told by its head: the name in the title that the text uses again, else the first organization that is named there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from csgraph.language.gazetteer import Gazetteer
from csgraph.model import Entity
from csgraph.reading.acronyms import BRACKET, is_acronym
from csgraph.reading.entry_text import EntryText
from csgraph.reading.lexicon import Lexicon
from csgraph.reading.mentions import MentionReader
from csgraph.reading.organizations import new_organization
from csgraph.reading.registry import Registry
from csgraph.text import fold

_LINES = 3
"""So many lines at the head of a report may hold its title."""
_LONGEST_NAME = 10
"""Words of a name in a title."""
_PIECES = re.compile(r"\s+[–—|·•-]+\s+|[:(\n]\s*")
"""What stands between the name and the rest of a title ("Fondazione Terra Onesta – Un anno di attività")."""
_LEAST_USES = 2
_FIRST_WORD = re.compile(r"(\w+)(?:[’']|\s+)")
_MARKS = " \t#*_=.,;\"'“”„«»"
_ENDS_SENTENCE = ".:!?\n•*#|–—"


def publisher_of(head: str, text: str, words: Lexicon, gazetteer: Gazetteer) -> Entity | None:
    """Return the body that a report's head names as its own, or None.

    `head` is what stands before the first entry, the introduction among it, `text` the whole report. The name in the
    title comes first where the report gives its acronym or writes it again within a sentence: so it is known where the name
    ends, listed or not. Else it is the first organization that is named in the head.
    """
    named = _first_named(head, words, gazetteer)
    for name in _names_in_title(head, words):
        if _is_introduced(name, text) or _is_used_as_name(name, text, words):
            form = _as_in_text(name, text)
            known = gazetteer.find_organization(form)
            if known is not None:
                return gazetteer.entity(known)
            if named is None or not _is_name_of(named, form):
                return new_organization(form, words.pack.tag)
            return named
    return named


def _first_named(head: str, words: Lexicon, gazetteer: Gazetteer) -> Entity | None:
    if not head.strip():
        return None
    trial = Registry(gazetteer)
    mentions, _ = MentionReader(trial).read(EntryText.of(head, 0, words))
    named = next((mention.target for mention in mentions if mention.kind == "organization" and mention.target is not None), None)
    return trial.entities[named] if named is not None else None


def _is_name_of(entity: Entity, form: str) -> bool:
    """Say whether an entity is called so, and not by a part of it."""
    names = (entity.label, *(name for _, name in (*entity.labels, *entity.alt_labels)))
    return fold.key(form).strip() in {fold.key(name).strip() for name in names}


def _names_in_title(head: str, words: Lexicon) -> Iterator[str]:
    """Yield what may be a name in the first lines: a few words behind their article, the first with a capital, none a number."""
    lines = [line for line in head.splitlines() if line.strip(_MARKS)][:_LINES]
    for line in lines:
        for piece in _PIECES.split(line):
            name = _without_article(piece.strip(_MARKS), words)
            if name[:1].isupper() and not any(char.isdigit() for char in name) and len(name.split()) <= _LONGEST_NAME:
                yield name


def _without_article(name: str, words: Lexicon) -> str:
    """Return a name without the article before it ("A Aliança …", "L'Alleanza …"), unless it is all that has a capital ("Den internasjonale …")."""
    match = _FIRST_WORD.match(name)
    if match is None or fold.low(match[1]).strip() not in words.bare_articles or not name[match.end() :][:1].isupper():
        return name
    return name[match.end() :]


def _is_introduced(name: str, text: str) -> bool:
    """Say whether the report gives the name its acronym: "Netzwerk Grüne Grenzen (NGG)"."""
    for match in re.finditer(re.escape(name) + r"\s*(?=\()", text, re.IGNORECASE):
        bracket = BRACKET.match(text, match.end())
        if bracket is not None and is_acronym(bracket[1]):
            return True
    return False


def _is_used_as_name(name: str, text: str, words: Lexicon) -> bool:
    """Say whether a name of several words stands again and again within sentences, with its capitals; a word alone may be any noun."""
    if " " not in name:
        return False
    uses = [match for match in _occurrences(name, text) if _has_capitals(match.group(), words) and _is_within_sentence(text, match.start())]
    return len(uses) >= _LEAST_USES


def _occurrences(name: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))[1:]


def _is_within_sentence(text: str, begin: int) -> bool:
    before = text[:begin].rstrip(" \t\"'“”„«»(")
    return bool(before) and before[-1] not in _ENDS_SENTENCE


def _has_capitals(form: str, words: Lexicon) -> bool:
    """Say whether the words of a form that are no function words begin with a capital, the first among them."""
    parts = form.split()
    content = [part for part in parts if fold.low(part).strip() not in words.function]
    capital = sum(part[:1].isupper() for part in content)
    return form[:1].isupper() and (capital > 1 or len(content) == 1)


def _as_in_text(name: str, text: str) -> str:
    """Return the name as the text writes it, where the title has it in capitals only."""
    if not name.isupper():
        return name
    return next((match.group() for match in _occurrences(name, text) if not match.group().isupper()), name)
