"""Acronyms and the names that they stand for: which words are acronyms, and which name a text spells out for one."""

from __future__ import annotations

import re

from csgraph.language.shared import shared_words
from csgraph.model import Span
from csgraph.reading.entry_text import EntryText
from csgraph.reading.lexicon import Lexicon
from csgraph.text import fold

ACRONYM = re.compile(
    # The capital comes first, and what may not stand before it is asked afterwards: so the search leaps from capital to capital.
    r"[^\W\d_a-zà-öø-ÿ](?<![\w&].)(?:[\w&/.-]{0,10}[^\W_a-zà-öø-ÿ](?![\w&])|[^\W\d_a-zà-öø-ÿ]+[a-z]{0,3}[^\W\d_a-zà-öø-ÿ]?(?![\w&]))"
)
BRACKET = re.compile(r"\(\s*[\"'“”„«]?(?:[^()\d,;]{0,16}?[:;]\s*)?([^()\s,;:\"“”„«»]{2,14})[\"'“”»]?\s*\)")
"""One word in brackets, in quotes or not, behind a label or not ("(hereafter: OECD)")."""
_WORD = re.compile(r"(?:(?<=['’])|(?<![\w’']))[^\W\d_](?:[\w&/-]|['’](?![^\W\d_a-zà-öø-ÿ]))*|&")
_PARTS = re.compile(r"[-’'/&]")
_ENDS_NAME = ".;:!?()\n"
_FURTHEST = 160
"""Characters before a bracket in which its name begins."""
_MOST_WORDS = 14
_MOST_HEADED_WORDS = 12
_LEAST_LOWER_CASE = 3
"""A name that begins with a small letter has so many words."""
_SMALL_WORD = 3
"""A word of so few letters may give none to the acronym."""


def is_acronym(word: str) -> bool:
    """Say whether a word looks like an acronym: two capitals or more, and mostly capitals.

    >>> [is_acronym(word) for word in ("OECD", "WFZO", "AfDB", "Region", "VAT")]
    [True, True, True, False, False]
    """
    letters = [char for char in word if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    is_shaped = 2 <= len(letters) <= 12 and capitals >= 2 and 2 * capitals >= len(letters)
    return is_shaped and word.upper().strip(".") not in shared_words().no_acronyms


def letters_of(acronym: str) -> list[str]:
    """Return the folded letters of an acronym."""
    return [char for char in fold.key(acronym) if char.isalpha()]


def abbreviates(acronym: str, name: str) -> bool:
    """Say whether an acronym is made of a name's initials, at most two small words left out.

    >>> abbreviates("CSI", "Crime Stoppers International")
    True
    """
    letters = letters_of(acronym)
    initials = [word[0] for word in fold.key(name).split()]
    rest = iter(initials)
    return len(letters) >= 3 and len(initials) - len(letters) <= 2 and all(letter in rest for letter in letters)


def spelled_by_name(letters: str, name: str) -> bool:
    """Say whether a name gives the letters in order: the initial of each of its words, and between them letters inside a compound.

    >>> spelled_by_name("nlf", "nordisk luftfartsforbund"), spelled_by_name("abc", "nordisk luftfartsforbund")
    (True, False)
    """
    words = [word for word in name.split() if len(word) > _SMALL_WORD] or name.split()
    at = 0
    for number, word in enumerate(words):
        if at >= len(letters) or word[0] != letters[at]:
            return False
        at += 1
        rest = len(words) - number - 1
        place = 1
        while len(letters) - at > rest and (found := word.find(letters[at], place)) > 0:
            at, place = at + 1, found + 1
    return at == len(letters)


def spells(words: list[str], letters: list[str], lexicon: Lexicon) -> bool:
    """Say whether the words' initials spell the letters: small words may be left out, compounds and hyphens give several."""
    is_single = len(words) == 1 and len(letters) > 1
    at = 0
    for word in words:
        parts = [part for part in _PARTS.split(word) if part] or [word]
        for number, part in enumerate(parts, 1):
            folded = fold.key(part)
            if at < len(letters) and folded[:1] == letters[at]:
                at += 1
                # A compound or a clipped word may give more letters ("Europol", "Kriminalforsorgen").
                while is_single and number == len(parts) and at < len(letters) and letters[at] in folded[1:]:
                    at += 1
            elif not (_is_small(fold.low(part).strip(), lexicon) or len(part) <= _SMALL_WORD):
                return False
    return at == len(letters)


# ── The name before a bracket ────────────────────────────────────────────────────────────────────────────────


def name_before(entry: EntryText, stop: int, acronym: str) -> Span | None:
    """Return the span of the words before `stop` that `acronym` abbreviates.

    The shortest run of words whose initials spell the acronym, small words left out or not; else the capitalized
    run directly before. (After Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions", 2003, by initials only.)
    """
    words = _words_before(entry, stop)
    if not words:
        return None
    letters = letters_of(acronym)
    spelled = _spelled(entry, words, letters)
    if spelled is not None:
        return spelled
    begin = _capital_run(entry, words)
    if begin is None or (words[-1].of(entry.text).islower() and not entry.lexicon.inside_heads):
        headed = _headed(entry, words, stop)
        if headed is not None:
            return headed
    begin = _behind_articles(entry, words, _behind_joint(entry, words, begin))
    if begin is None:
        return None
    span = Span(words[begin].begin, words[-1].end)
    name = span.of(entry.text)
    # Where every noun has a capital, one noun before the brackets is no name unless the letters stand in it.
    is_noun = entry.lexicon.pack.writing["capital_nouns"] and len(name.split()) == 1
    return None if is_noun and not spelled_by_name("".join(letters), fold.key(name)) else span


def _words_before(entry: EntryText, stop: int) -> list[Span]:
    """Return the words before a bracket, back to where a sentence or another bracket ends."""
    begin = max(0, stop - _FURTHEST)
    begin = max(begin, *(entry.text.rfind(char, begin, stop) + 1 for char in _ENDS_NAME))
    if entry.body <= stop:
        begin = max(begin, entry.body)
    return [Span(begin + match.start(), begin + match.end()) for match in _WORD.finditer(entry.text[begin:stop])]


def _spelled(entry: EntryText, words: list[Span], letters: list[str]) -> Span | None:
    for count in range(1, min(len(words), _MOST_WORDS) + 1):
        part = words[-count:]
        if _is_small(part[0].of(entry.low).strip(), entry.lexicon):
            continue
        is_name = entry.text[part[0].begin].isupper() or count >= _LEAST_LOWER_CASE
        if is_name and spells([word.of(entry.text) for word in part], letters, entry.lexicon):
            return Span(part[0].begin, part[-1].end)
    return None


def _capital_run(entry: EntryText, words: list[Span]) -> int | None:
    """Return which word opens the run of capitalized words that ends before the bracket."""
    first = None
    for number in range(len(words) - 1, -1, -1):
        word = words[number]
        if number + 1 < len(words) and "," in entry.text[word.begin : words[number + 1].begin]:
            break
        if any(char.isupper() for char in word.of(entry.text)):
            first = number
        elif word.of(entry.low).strip() not in entry.lexicon.connectors:
            break
    return first


def _headed(entry: EntryText, words: list[Span], stop: int) -> Span | None:
    """Return a name that opens with a body's word and goes on with small words ("Coalition pour des ports propres (…)")."""
    for word in reversed(words[-_MOST_HEADED_WORDS:]):
        is_head = entry.text[word.begin].isupper() and word.of(entry.low).strip() in entry.lexicon.inside
        if is_head and "," not in entry.text[word.begin + 1 : stop]:
            has_verb = bool(entry.placed("verb", "passive", "relative").behind(word.begin + 1, stop))
            return None if has_verb else Span(word.begin, words[-1].end)
    return None


def _behind_joint(entry: EntryText, words: list[Span], begin: int | None) -> int | None:
    """Return the first word of a run behind "and the": there another name begins ("… dos Açores e o Centro de Análise (CA)")."""
    for number in range(begin + 1 if begin is not None else len(words), len(words) - 2):
        joint, article = words[number].of(entry.low).strip(), words[number + 1].of(entry.low).strip()
        if joint in entry.lexicon.joints and article in entry.lexicon.bare_articles:
            begin = number + 2
    return begin


def _behind_articles(entry: EntryText, words: list[Span], begin: int | None) -> int | None:
    """Return the first word of a run behind its function words ("A Associação …": the article is no part of the name)."""
    while begin is not None and len(words) > 1 and words[begin].of(entry.low).strip() in entry.lexicon.function:
        begin = begin + 1 if begin + 1 < len(words) else None
    return begin


def _is_small(folded: str, lexicon: Lexicon) -> bool:
    return folded in lexicon.connectors or folded in lexicon.function
