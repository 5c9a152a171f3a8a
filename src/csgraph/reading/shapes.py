"""Names by their shape: runs of capitalized words, and which of them an organization's word makes an organization."""

from __future__ import annotations

import re
from functools import cache

from csgraph.language.shared import alternatives, shared_words
from csgraph.model import Span
from csgraph.reading.entry_text import EntryText, Token
from csgraph.reading.lexicon import Lexicon
from csgraph.text import fold

_WORD = re.compile(r"[^\W\d_]{1,4}['’](?=[^\W\d_a-zà-öø-ÿ])|\S+")
_SUSPENDED = re.compile(r"(?:,\s[^\W\d_]+-)*\s([^\W\d_]+)\s([^\W\d_]+)")
"""Behind the first part of compounds that share their head."""
_APOSTROPHE = re.compile(r"['’]")
_BETWEEN_PARTS = re.compile(r"[\s-]+")
_SIGNS = ("&", "+")
"""Signs that join the words of a name."""
_ENTERED = frozenset({"Admission", "Meeting"})
"""Kinds of event whose noun may open a sentence before a body's name ("Ingreso en …", "Reunión con …")."""
_MOST_CONNECTORS = 3
_BEFORE_COMPOUND_HEAD = 2
"""Letters that stand before the head of a compound at least."""


def capital_runs(entry: EntryText, *, places: bool = False) -> list[Span]:
    """Return the runs of capitalized words, with connectors inside them ("Institute of International Finance", "Entreprise et Diplomatie").

    Runs end before a mention that is there already (with `places`, before one that is no place: "Antwerp Criminal Court"); a sentence's first
    word counts only when it is no function word.
    """
    parts = [part for run in _Runs(entry, places).read() for part in _split_at_and(entry, run)]
    trimmed = [_without_tail(entry, part) for part in parts]
    return [run for run in trimmed if not _is_sentence_start(entry, run)]


class _Runs:
    """Walks the tokens of an entry and closes a run where no capital or connector goes on with it."""

    def __init__(self, entry: EntryText, places: bool) -> None:
        self.entry, self.places, self.lexicon = entry, places, entry.lexicon
        self.runs: list[Span] = []
        self.run: Span | None = None
        self.ends_in_place = False

    def read(self) -> list[Span]:
        at, end = self.entry.body, len(self.entry.text)
        while (begin := self.entry.capital_token_begin(at)) < end:
            at = self._read_from(begin)
        self._close()
        return self.runs

    def _read_from(self, begin: int) -> int:
        """Walk the tokens from one with a capital on, as far as a run is open; return where the last one ends."""
        for token in self.entry.tokens(begin):
            if self.run is not None:
                self._next(self.run, token)
            elif token.is_capital and self._may_open(token):
                self._go_on(token)
            if self.run is None:
                return token.end
        return len(self.entry.text)

    def _next(self, run: Span, token: Token) -> None:
        """Go on with a run, or close it; a token that closes it may open the next."""
        if "\n" in self.entry.text[run.end : token.begin] or self._is_elided_otherwise(token):
            self._close()
            if token.is_capital and self._may_open(token):
                self._go_on(token)
        elif token.is_capital and not self._is_taken(token):
            self._go_on(token)
        elif not self._is_connector(run, token):
            self._close()

    def _may_open(self, token: Token) -> bool:
        return self.entry.low[token.begin : token.end].strip() not in self.lexicon.function and not self._is_taken(token)

    def _go_on(self, token: Token) -> None:
        begin = self.run.begin if self.run is not None else token.begin
        whole = _SUSPENDED.match(self.entry.text, token.end) if self.entry.text[token.end - 1] == "-" else None
        if whole is not None and self._is_suspended(whole):
            self.runs.append(Span(begin, whole.end()))
            self.run = None
            return
        self.run = Span(begin, token.end)
        self.ends_in_place = self.places and self.entry.is_covered(token.begin, token.end)
        if self.entry.text[token.end - 1] == "." and not _abbreviated().fullmatch(self.entry.text, token.begin, token.end):
            self._close()

    def _is_suspended(self, whole: re.Match[str]) -> bool:
        """Say whether a compound whose head is still to come is a body's name ("Kultur- og likestillingsdepartementet")."""
        joint, last = whole[1].casefold(), fold.low(whole[2]).strip()
        return joint in self.lexicon.written_joints and closes_as_body(self.lexicon, last)

    def _close(self) -> None:
        if self.run is not None:
            self.runs.append(self.run)
        self.run = None

    def _is_taken(self, token: Token) -> bool:
        return self.entry.is_covered(token.begin, token.end, places=not self.places)

    def _is_elided_otherwise(self, token: Token) -> bool:
        """Say whether a word before an apostrophe is none that stands inside names."""
        return token.elided > 0 and self.entry.low[token.whole_begin : token.begin].strip() not in self.lexicon.connectors

    def _is_connector(self, run: Span, token: Token) -> bool:
        word = self.entry.text[token.begin : token.end]
        is_small = word in _SIGNS or self.entry.low[token.begin : token.end].strip() in self.lexicon.connectors or _opens_elided(word)
        if not is_small or self._is_taken(token) or (self.places and self.ends_in_place) or self._ends_at_noun(run, token):
            return False
        return len(self.entry.text[run.end : token.end].split()) <= _MOST_CONNECTORS

    def _ends_at_noun(self, run: Span, token: Token) -> bool:
        """Say whether a small word ends a run: "of" behind a prize's own name, another behind an event's noun ("*Ingreso* en la Alianza …")."""
        if any(verb.begin == run.begin and verb.end >= run.end for verb in self.entry.placed("verb").near(run.begin, run.end)):
            return _is_sentence_head(self.entry, run)  # "*Aderimos* à Rede …"
        is_of = self.entry.low[token.begin : token.end].strip() in self.lexicon.complement_words["of"]
        for noun in self.entry.placed("noun").near(run.begin - 1, run.end):
            if is_of and noun.value == "Award" and noun.end + 1 == run.begin:
                return True
            if not is_of and noun.begin == run.begin and noun.end >= run.end and noun.value in _ENTERED:
                return True
        return False


def _opens_elided(word: str) -> bool:
    """Say whether a small word is elided before a capital ("dell'Uganda", but not "l'association")."""
    elided, *rest = _APOSTROPHE.split(word, maxsplit=1)
    return elided.casefold() in shared_words().elided and not (rest and rest[0].islower())


@cache
def _abbreviated() -> re.Pattern[str]:
    return re.compile(rf"(?:\w\.)+|(?:{alternatives(shared_words().abbreviated)})\.")


# ── Where a run is cut ───────────────────────────────────────────────────────────────────────────────────────


def parts_at_and(entry: EntryText, run: Span) -> list[Span]:
    """Return the parts of a run between its conjunctions: in a list of names each is one ("Icelandair og Wizz Air")."""
    parts, begin = [], run.begin
    words = _words(entry, run)
    for number, word in enumerate(words[1:-1], 1):
        if _is_joint(entry, word) and not words[number - 1].of(entry.text).endswith("-"):
            parts.append(Span(begin, words[number - 1].end))
            begin = next((later.begin for later in words[number + 1 :] if entry.text[later.begin].isupper()), words[number + 1].begin)
    return [*parts, Span(begin, run.end)]


def _split_at_and(entry: EntryText, run: Span) -> list[Span]:
    """Part two names that a conjunction joined ("Opuwo og Københavns Universitet"), or one from the body that acts behind it.

    One name stays whole ("Ministry of Health and Social Services").
    """
    words = _words(entry, run)
    for number, word in enumerate(words[1:-1], 1):
        before = Span(run.begin, words[number - 1].end)
        if _opens_agent(entry, words, number):
            head = next(later for later in words[number + 1 :] if entry.text[later.begin].isupper())
            return [before, *_split_at_and(entry, Span(head.begin, run.end))]
        if _opens_beside(entry, words, number):
            return [before, *_split_at_and(entry, Span(words[number + 1].begin, run.end))]
        if not _is_joint(entry, word) or before.of(entry.text).endswith("-"):
            continue
        head = next((later for later in words[number + 1 :] if entry.text[later.begin].isupper()), words[number + 1])
        after = Span(head.begin, run.end)
        if has_organization_shape(entry, after) and not _opens_with_head(entry, before):
            return [before, *_split_at_and(entry, after)]
    return [run]


def _opens_agent(entry: EntryText, words: list[Span], number: int) -> bool:
    """Say whether the small words from here on bring in another body ("… pelo Tribunal de Contas", "… y el Banco de España").

    Behind a head that goes on with "by" they do not ("Coalición por unos Puertos Limpios").
    """
    small: list[str] = []
    for word in words[number:]:
        if entry.text[word.begin].isupper():
            is_by = bool(small) and small[0] in entry.lexicon.joints and any(one in entry.lexicon.agents for one in small[1:])
            is_body = is_by or word.of(entry.low).strip() in entry.lexicon.inside
            return is_body and bool(small) and not entry.placed("before").ends_at(words[number].end) and _brings_in(entry, small)
        small.append(word.of(entry.low).strip())
    return False


def _opens_beside(entry: EntryText, words: list[Span], number: int) -> bool:
    """Say whether an article right behind a name opens the body beside it ("entrano nell'Osservatorio la Banca del Lario")."""
    before, word, head = words[number - 1], words[number], words[number + 1]
    is_article = entry.text[word.begin].islower() and word.of(entry.low).strip("'’ ") in entry.lexicon.bare_articles
    return is_article and entry.text[before.begin].isupper() and head.of(entry.low).strip() in entry.lexicon.inside


def _brings_in(entry: EntryText, small: list[str]) -> bool:
    """Say whether small words hold "by the", or "and" with an article."""
    lexicon = entry.lexicon
    if small[0] in lexicon.joints:
        return any(word in lexicon.agents or word in lexicon.bare_articles for word in small[1:])
    return small[0] in lexicon.agents and any(word in lexicon.articles for word in small[:2])


def _words(entry: EntryText, run: Span) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(entry.text, run.begin, run.end)]


def _is_joint(entry: EntryText, word: Span) -> bool:
    folded = word.of(entry.low).strip()
    return bool(folded) and folded in entry.lexicon.joints


def _opens_with_head(entry: EntryText, run: Span) -> bool:
    return entry.placed("before").begins_at(run.begin) or entry.placed("body").begins_at(run.begin)


def _without_tail(entry: EntryText, run: Span) -> Span:
    """Return a run without a genitive's ending or a sentence's full stop."""
    words = run.of(entry.text)
    for ending in shared_words().tails:
        if words.endswith(ending):
            return Span(run.begin, run.end - len(ending))
    ending = _genitive_of_compound(entry, run)
    if ending:
        return Span(run.begin, run.end - len(ending))
    return Span(run.begin, run.end - 1) if words.endswith(".") and not _own_stop().search(words) else run


def _genitive_of_compound(entry: EntryText, run: Span) -> str:
    """Return the ending behind the head of a compound ("Politiforbundets": the name ends where its head does), or an empty string."""
    heads = entry.lexicon.inside_heads
    last = run.of(entry.low).rstrip().rpartition(" ")[2] if heads else ""
    if not last or last.endswith(heads):
        return ""
    endings = entry.lexicon.pack.writing["genitive"]
    return next((ending for ending in endings if ending.isalpha() and last.endswith(ending) and last[: -len(ending)].endswith(heads)), "")


@cache
def _own_stop() -> re.Pattern[str]:
    """A full stop that belongs to the name: of an initial or a legal form."""
    return re.compile(rf"\b[A-Z]\.$|\b(?:{alternatives(shared_words().closing)})\.$")


def _is_sentence_start(entry: EntryText, run: Span) -> bool:
    """Say whether a run is one ordinary word that has its capital from the sentence's beginning."""
    words = run.of(entry.text)
    if " " in words or any(char.isupper() for char in words[1:]) or closes_as_body(entry.lexicon, run.of(entry.low).strip()):
        return False
    return _is_sentence_head(entry, run)


def _is_sentence_head(entry: EntryText, run: Span) -> bool:
    before = entry.before(run.begin, " \"'“„«(*_")
    return not before or before in ".!?:;\n–—-•"


# ── What makes an organization ───────────────────────────────────────────────────────────────────────────────


def has_organization_shape(entry: EntryText, run: Span) -> bool:
    """Say whether a capitalized run is an organization by one of its words ("… Coalition", "… A/S", "Foreningen …")."""
    lexicon = entry.lexicon
    folded = [entry.low[begin:end].strip() for begin, end in _parts(entry.text, run)]
    if len(folded) < 2 and not lexicon.inside_heads:
        return False
    if any(word in lexicon.inside for word in folded):
        return len(folded) > 1
    return any(closes_as_body(lexicon, word) for word in folded)


def _parts(text: str, run: Span) -> list[tuple[int, int]]:
    """Return where the parts of a run stand between white space and hyphens."""
    parts, begin = [], run.begin
    for match in _BETWEEN_PARTS.finditer(text, run.begin, run.end):
        parts.append((begin, match.start()))
        begin = match.end()
    return [(begin, end) for begin, end in [*parts, (begin, run.end)] if begin < end]


def closes_as_body(lexicon: Lexicon, word: str) -> bool:
    """Say whether a folded word is a compound that ends as bodies do ("jordemoderforeningen", with a genitive's ending or not)."""
    if not lexicon.inside_heads:
        return False
    stems = [word, *(word[: -len(ending)] for ending in lexicon.genitives if word.endswith(ending))]
    return any(
        stem.endswith(lexicon.inside_heads)
        and any(stem.endswith(head) and len(stem) > len(head) + _BEFORE_COMPOUND_HEAD for head in lexicon.inside_heads)
        for stem in stems
    )


def is_foreign_shape(words: str) -> bool:
    """Say whether a name shows itself where every noun has a capital: by capitals inside a word or by an acronym."""
    return any(sum(char.isupper() for char in part) >= 2 for part in words.split())
