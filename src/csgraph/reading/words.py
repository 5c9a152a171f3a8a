"""The pack's words in a text: verbs and cues as they are, nouns with endings and as heads of compounds, verbs in two parts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from csgraph.model import Span
from csgraph.reading.intervals import Cover
from csgraph.reading.lexicon import Lexicon, Word
from csgraph.text import fold
from csgraph.text.match import Match, Scan

_CLAUSE = re.compile(r"[;:](?=\s)")
_LONGEST_CLAUSE = 260
"""Characters between a verb and its particle at most."""
_LONGEST_NAMED = 70
"""Characters between the two parts of a cue at most."""
_NAMED = re.compile(r"\s[^\W\d_a-zà-öø-ÿ]")
_PARTICLE = "particle"
"""Where a verb's particle stands: it is no word that dates something ("skrev X *under* en avsiktsförklaring")."""
_NOT_PARTICLES = ("after", "unit_of")
_COMPOUND = re.compile(r"[^ ]{8,}")
"""A word of a folded text that is long enough for a compound."""


class Item(NamedTuple):
    """A word or mention of the text. `kind` is an `ItemKind`, or ``organization place region crime`` for a mention."""

    begin: int
    end: int
    kind: str
    value: str
    """Class, cue, event type or body; of a mention its target."""

    @property
    def verb_class(self) -> str:
        """The class of a verb, whether its form is passive in itself or not."""
        return self.value.removeprefix("~")

    @property
    def is_passive_form(self) -> bool:
        """Say whether a verb's form is passive in itself ("afholdes")."""
        return self.value.startswith("~")

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.begin, self.end)


def words_in(text: str, low: str, sentences: list[Span], lexicon: Lexicon, scan: Scan) -> list[Item]:
    """Return the pack's words in `text`, by begin and then length; `low` is `fold.low(text)`, `scan` what stands in it."""
    items = _plain(lexicon, scan)
    whole = {item.begin for item in items if item.kind == "cue" and " " in text[item.begin : item.end]}
    parted = list(_parted(text, low, sentences, lexicon, scan, whole))
    if parted:
        begins = {(kind, item.begin) for item in parted for kind in (_NOT_PARTICLES if item.kind == _PARTICLE else (item.kind,))}
        items = [item for item in items if (item.kind, item.begin) not in begins]
        items += [item for item in parted if item.kind != _PARTICLE]
    items += _nouns(text, low, lexicon, scan)
    items.sort(key=lambda item: (item.begin, -item.end))
    return items


def _plain(lexicon: Lexicon, scan: Scan) -> list[Item]:
    """Return verbs, cues and function words. Of two that begin in one place the longer counts ("i samarbejde med", not "i")."""
    items: list[Item] = []
    last: dict[str, tuple[int, int]] = {}
    for match in scan.all_of(lexicon.words):
        for kind, value in match.values:
            begin, end = last.get(kind, (0, 0))
            if match.begin < end and (begin, end) != (match.begin, match.end):
                continue
            last[kind] = (match.begin, match.end)
            # "do observatório": the preposition is a word of its own
            begin = max(match.begin, match.end - len(value)) if kind == "publisher" else match.begin
            items.append(Item(begin, match.end, kind, value))
    return items


def _nouns(text: str, low: str, lexicon: Lexicon, scan: Scan) -> list[Item]:
    has_capitals = bool(lexicon.pack.writing["capital_nouns"])
    items: list[Item] = []
    taken: list[tuple[int, int]] = []
    for match in scan.of(lexicon.nouns):
        if has_capitals and (form := text[match.begin : match.word_end]).islower() and " " not in form:
            continue  # where nouns have capitals, a word without one is none
        taken.append((match.begin, match.word_end))
        items += [Item(match.begin, match.word_end, word.kind, word.value) for word in match.values]
    if lexicon.heads is not None:
        cover = Cover(taken)
        for begin, end in (match.span() for match in _COMPOUND.finditer(low)):
            head = lexicon.heads.head_of(low[begin:end])
            if head is not None and not cover.overlaps(begin, end):
                items += [Item(begin, end, word.kind, word.value) for word in head[1]]
    return items


# ── Verbs in two parts ───────────────────────────────────────────────────────────────────────────────────────


def _parted(text: str, low: str, sentences: list[Span], lexicon: Lexicon, scan: Scan, whole: set[int]) -> Iterator[Item]:
    """Yield the verbs whose particle stands at the end of their clause ("stellten … sicher"): the particle says which verb it is.

    So do the cues around a name ("under Europols ledning"); what closes one is an item of its own.
    """
    for match in scan.all_of(lexicon.parted):
        end = _clause_end(text, match, sentences)
        if match.begin not in whole:  # "med støtte fra X stod Y i spidsen": the support is X's
            yield from _around_name(text, low, match, end)
        particles = [particle for particle, word in match.values if word.kind == "verb"]
        places = [at for particle in particles if (at := _particle(text, low, particle, match, end, lexicon)) is not None]
        if places:
            first = min(places)
            verbs = dict.fromkeys(
                word for particle, word in match.values if low.startswith(particle + " ", first) or low[first:] == particle
            )
            for verb in verbs:
                yield Item(match.begin, match.word_end, "verb", verb.value)
            yield Item(first, first, _PARTICLE, "")


def _around_name(text: str, low: str, match: Match[tuple[str, Word]], end: int) -> Iterator[Item]:
    """Yield the cues whose second part closes a name, and that part itself."""
    for part, word in match.values:
        close = low.find(f" {part} ", match.word_end, min(end, match.word_end + _LONGEST_NAMED) + 1) if word.kind == "cue" else -1
        if close >= 0 and _NAMED.search(text, match.word_end, close):
            yield Item(match.begin, match.word_end, "cue", word.value)
            yield Item(close + 1, close + 1 + len(part), "closing", word.value)


def _clause_end(text: str, match: Match[tuple[str, Word]], sentences: list[Span]) -> int:
    furthest = match.word_end + _LONGEST_CLAUSE
    stop = _CLAUSE.search(text, match.word_end, furthest + 2)
    number = bisect_right(sentences, match.begin, key=_end)
    sentence = sentences[number].end if number < len(sentences) else len(text)
    return min(stop.start() if stop else len(text), sentence, furthest)


def _end(span: Span) -> int:
    return span.end


def _particle(text: str, low: str, particle: str, match: Match[tuple[str, Word]], end: int, lexicon: Lexicon) -> int | None:
    """Return where a verb's particle stands: as a word, and at its clause's end unless it can be no other word."""
    at = begin = match.word_end
    again = low.find(f" {low[match.begin : begin]} ", begin, end)
    end = end if again < 0 else again  # "where X held a seminar, Y held a talk": the particle is that of the second verb
    while (at := low.find(particle, at, end)) >= 0:
        after = at + len(particle)
        if low[at - 1] == " " and (after >= len(low) or low[after] == " "):
            if low[begin:at].rpartition(" ")[0].endswith(lexicon.governing):
                return None  # "held a seminar with talks": the talks are not what was held
            is_only_particle = particle not in lexicon.after_particle and not lexicon.pack.writing["capital_nouns"]
            is_only_particle = is_only_particle or particle in lexicon.towards  # "her gik prisen til X"
            if is_only_particle or _closes(text[after:end].strip(), lexicon):
                return at
        at = after
    return None


def _closes(rest: str, lexicon: Lexicon) -> bool:
    """Say whether a clause, or its part with a verb, ends before these words."""
    if not rest or not rest[0].isalnum():
        return True
    first = fold.low(rest.split(None, 1)[0]).strip()
    return first in lexicon.joints or first in lexicon.after_particle
