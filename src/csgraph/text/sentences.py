"""An entry's text → its sentences, by punctuation and the pack's abbreviations; a quote is never cut at an abbreviation."""

from __future__ import annotations

import re
from functools import lru_cache

from csgraph.model import Span
from csgraph.text.blocks import trimmed

_HEADING = r"""[^\n.!?:;]{3,70}\n(?=\s*["“„«]?[^\W\d_a-zà-öø-ÿ])"""
# A full stop ends a sentence when a space and a capital, a digit or an opening quote follow; a bullet or an empty line always does,
# and so does the end of a short line that a capital follows.
_BREAK = re.compile(
    r"""[.!?…]+[)"'”’»]*(?=\s+["'“‘«„(¿¡#]*[^\W_])"""
    r"""|\n\s*\n|\n(?=\s*(?:[-*•·▪‣–]|\d+[.)])\s)|;\s*\n"""
    rf"""|(?<=^){_HEADING}|(?<=\n){_HEADING}"""
)
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_LONGEST_ABBREVIATION = 24


@lru_cache(maxsize=64)
def _folded(abbreviations: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold().rstrip(".") for word in abbreviations)


def sentence_spans(text: str, abbreviations: tuple[str, ...], *, ordinal_stop: bool = True) -> list[Span]:
    """Return the spans of the sentences of `text`; together they cover all but white space.

    `ordinal_stop` says whether the language writes ordinals with a full stop ("47. Mitglied").

    >>> [span.of("Ca. 3 kg. Den 4. maj.") for span in sentence_spans("Ca. 3 kg. Den 4. maj.", ("ca",))]
    ['Ca. 3 kg.', 'Den 4. maj.']
    """
    known = _folded(abbreviations)
    spans = []
    start = 0
    for match in _BREAK.finditer(text):
        stop = match.end()
        if match.group().startswith(".") and _is_inner_stop(text, match.start(), stop, known, ordinal_stop):
            continue
        if text[start:stop].strip():
            spans.append(trimmed(text, Span(start, stop)))
        start = stop
    if text[start:].strip():
        spans.append(trimmed(text, Span(start, len(text))))
    return spans


def _is_inner_stop(text: str, stop: int, after: int, abbreviations: frozenset[str], ordinal_stop: bool) -> bool:
    word = _LAST_WORD.search(text, max(0, stop - _LONGEST_ABBREVIATION), stop + 1)
    if word is None:
        return False
    last = word.group(1).casefold()
    follower = text[after:].lstrip()[:1]
    if last in abbreviations or (last.rsplit(".", 1)[-1] in abbreviations and "." in last):
        return True
    if last.isdigit():  # "den 4. maj", "40. årlige": an ordinal, unless a capital follows a long number
        return (ordinal_stop and len(last) <= 2) or follower.islower() or follower.isdigit()
    # An initial ("J. Smith") or a dotted acronym that goes on ("U.S. Customs").
    return (len(last) == 1 and last.isalpha()) or ("." in last and follower.isupper() and len(last) <= 5) or follower.islower()
