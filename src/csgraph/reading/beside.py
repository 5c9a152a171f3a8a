"""What stands beside a name, a noun or a verb in its sentence: an owner, a title, a subject that is left out, a cue's organization."""

from __future__ import annotations

import re
from itertools import islice

from csgraph.reading.clause import Clause
from csgraph.reading.entry_text import Item
from csgraph.reading.frame import ORGANIZATIONAL

FULL_BREAK = re.compile(r"[.,;:()]")
CLAUSE_BREAK = re.compile(r"[.,;:]")
_SENTENCE_BREAK = re.compile(r"[.;:]")
_ACRONYM = re.compile(r"\s\([^()]{2,12}\)")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\w+")
_NAME_REACH, _WITH_REACH = 3, 9
"""Words between a cue and its organization."""
_TITLE_REACH = 6
_OWNER_REACH, _OWNER_WINDOW = 3, 60
_GENITIVE_WORDS = 2
"""Words that a genitive's ending takes at most."""
_OF_REACH = 3


def is_left_out(clause: Clause, verb: Item) -> bool:
    """Say whether nothing but adverbs and small words stands where the subject would be."""
    before = clause.text[clause.start : verb.begin]
    content = [word for word in _LETTERS.findall(before.rpartition(",")[2]) if word.casefold() not in clause.lexicon.function]
    return not content or len(_LETTERS.findall(before)) <= 1


def is_possessed(clause: Clause, noun: Item) -> bool:
    """Say whether a noun is somebody's ("its campaign", "a campaign of theirs")."""
    for item in clause.of_kind("possessive"):
        is_before = item.end <= noun.begin
        begin, end = (item.end, noun.begin) if is_before else (noun.end, item.begin)
        if clause.count(begin, end) <= _OWNER_REACH and "," not in clause.text[begin:end] and (is_before or " " in item.value):
            return True
    return False


def owner_noun(clause: Clause, item: Item) -> Item | None:
    """Return the event noun right after an organization ("INTERPOL meeting"), or after its genitive ("OECD’s task force meeting")."""
    nouns = clause.placed("noun")
    number = nouns.first_behind(item.end)
    while number < len(nouns.items) and nouns.items[number].value == "Cooperation":
        number += 1
    noun = nouns.items[number] if number < len(nouns.items) else None
    if noun is None or clause.count(item.end, noun.begin) > _OWNER_REACH + _GENITIVE_WORDS:
        return None
    if any(verb.begin == noun.begin and clause.has_auxiliary(verb) for verb in clause.placed("verb").behind(noun.begin, noun.begin + 1)):
        return None  # "ble ansatte i X kurset": a participle
    genitive = clause.lexicon.genitive.match(clause.text[item.end : item.end + _OWNER_WINDOW])
    begin = item.end + (genitive.end() if genitive else 0)
    acronym = _ACRONYM.match(clause.text, begin, noun.begin) if genitive else None  # "rådets (BRÅ) seminarium"
    begin = acronym.end() if acronym is not None else begin
    gap = clause.text[begin : noun.begin]
    if FULL_BREAK.search(gap):
        return None
    words = clause.count(begin, noun.begin)
    return noun if (genitive and words <= _OWNER_REACH) or (not words and gap in (" ", "-", "")) else None


def is_of(clause: Clause, noun: Item, item: Item) -> bool:
    """Say whether an organization stands right after a noun with a bare "of" ("réunion de l'OCDE", "conferenza di INTERPOL")."""
    if noun.end > item.begin:
        return False
    words = [match.group().casefold() for match in islice(_LETTERS.finditer(clause.text, noun.end, item.begin), _OF_REACH + 1)]
    if not words or len(words) > _OF_REACH or FULL_BREAK.search(clause.text, noun.end, item.begin):
        return False
    of_parts, article_parts = clause.lexicon.of_parts, clause.lexicon.article_parts
    return words[0] in of_parts and all(word in of_parts or word in article_parts for word in words[1:])


def is_affiliation(clause: Clause, item: Item) -> bool:
    """Say whether a name only tells where a person belongs ("Constable Mountie of the RCMP")."""
    if "," in clause.text[max(clause.start, item.begin - 12) : item.begin]:
        return False
    if not any(
        cue.value in ("at", "from", "agent") and 0 <= item.begin - cue.end <= 6
        for cue in clause.placed("cue").near(item.begin - 6, item.begin)
    ):
        return False
    return any(_is_title_of(clause, title, item) for title in clause.of_kind("title"))


def _is_title_of(clause: Clause, title: Item, item: Item) -> bool:
    if title.begin >= item.begin or clause.count(title.end, item.begin) > _TITLE_REACH:
        return False
    return clause.entry.low[title.begin : title.end].endswith(title.value.casefold())


def organization_follows(clause: Clause, cue: Item, *, far: bool = False, most: int = _NAME_REACH) -> bool:
    """Say whether an organization stands so near behind a cue, in the same part of the clause unless `far`."""
    if any(cue.begin < item.begin < cue.end < item.end for item in clause.placed("publisher").overlapping(cue.begin, cue.end)):
        return True  # "par l'agence": the article is in both
    for number in range(clause.first_item(cue.end), len(clause.items)):
        item = clause.items[number]
        if not far and item.kind in ("verb", "place", "relative", "intention", "passive", "have"):
            return False
        if item.kind in (*ORGANIZATIONAL, "publisher"):
            return _is_in_reach(clause, cue, item, far, _WITH_REACH if far else most)
    return False


def _is_in_reach(clause: Clause, cue: Item, item: Item, far: bool, most: int) -> bool:
    most = 1 if item.kind == "publisher" else most
    if clause.count(cue.end, item.begin) > most:
        return False
    gap = clause.text[cue.end : item.begin]
    if not far and any(char.isdigit() for char in gap):
        return False  # "On 31 January WIBA …": the preposition is the date's
    first = _WORD.search(clause.entry.low, cue.end, item.begin)
    if first is not None and first.group() in clause.lexicon.folded_months:
        return False  # "riunisce da ottobre la procura"
    return not (_SENTENCE_BREAK if far else CLAUSE_BREAK).search(gap)


def is_infinitive_mark(clause: Clause, cue: Item) -> bool:
    """Say whether "to" opens an infinitive ("to join X"), not a recipient ("to X", "to the X")."""
    if not clause.placed("infinitive").begins_at(cue.begin):
        return False
    word = _WORD.search(clause.text, cue.end)
    if word is not None and any(clause.placed(kind).begins_at(word.start()) for kind in ORGANIZATIONAL):
        return False  # "à l'université de Liège"
    return word is not None and word.group()[:1].islower() and word.group() not in clause.lexicon.written_articles
