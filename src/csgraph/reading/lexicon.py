"""What a pack's words do, compiled into matchers once for a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from csgraph.language.crimes import CrimeNames, shipped_crimes
from csgraph.language.gazetteer import Gazetteer, Name, shipped_gazetteer
from csgraph.language.grammar import Grammar, load_grammar
from csgraph.language.pack import LanguagePack
from csgraph.language.packs import head
from csgraph.language.packs import pack as load_pack_by_tag
from csgraph.text import fold
from csgraph.text.match import HeadMatcher, Matcher

ItemKind = Literal[
    "noun", "verb", "cue", "body", "relative", "infinitive", "possessive", "passive", "have", "negation", "intention", "publisher", "after",
    "members", "unit_of", "member_of", "title", "place_preposition", "others", "instrument", "before", "denial", "void",
]  # fmt: skip
WORD_KINDS: dict[str, ItemKind] = {
    "relative": "relative",
    "infinitive": "infinitive",
    "possessive": "possessive",
    "passive": "passive",
    "have": "have",
    "negation": "negation",
    "intention": "intention",
    "publisher": "publisher",
    "after": "after",
    "members": "members",
    "unit_of": "unit_of",
    "member_of": "member_of",
    "place_prepositions": "place_preposition",
    "others": "others",
    "denial": "denial",
    "void": "void",
}


class Word(NamedTuple):
    """What a form of the pack does: its kind, and the class, cue, event type or body it stands for."""

    kind: ItemKind
    value: str
    """Of a verb its class, behind a ``~`` where the form is passive in itself."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The matchers of one language, with the pack and the gazetteer they were made from."""

    pack: LanguagePack
    grammar: Grammar
    gazetteer: Gazetteer
    crimes: CrimeNames
    names: Matcher[Name]
    crime_forms: Matcher[str]
    words: Matcher[Word]
    parted: Matcher[tuple[str, Word]]
    """First part of a verb whose particle stands later in the clause ("nahm … teil") → the folded particle and the verb."""
    """Verbs, cues and function words: they stand as they are."""
    nouns: Matcher[Word]
    """Nouns, bodies and instruments: endings may follow."""
    heads: HeadMatcher[Word] | None
    crime_heads: HeadMatcher[str] | None
    acts: Matcher[str]
    objects: Matcher[str]
    """Acts and objects that name a crime type together."""
    demonyms: Matcher[str]
    inside: frozenset[str]
    """Folded words that make a capitalized name an organization."""
    inside_heads: tuple[str, ...]
    """The same as ends of compounds, longest first; empty where the pack writes none."""
    connectors: frozenset[str]
    function: frozenset[str]
    genitive: re.Pattern[str]


@cache
def lexicon(tag: str, folder: Path | None = None) -> Lexicon:
    """Return the compiled words of a language."""
    pack = load_pack_by_tag(tag, folder)
    return compile_lexicon(pack, load_grammar(), shipped_gazetteer(), shipped_crimes())


def compile_lexicon(pack: LanguagePack, grammar: Grammar, gazetteer: Gazetteer, crimes: CrimeNames) -> Lexicon:
    """Return the matchers for `pack`."""
    words: list[tuple[str, Word]] = []
    for verb_class, forms in pack.verbs.items():
        words += [(form, Word("verb", verb_class)) for form in forms]
    for verb_class, forms in pack.passives.items():
        words += [(form, Word("verb", "~" + verb_class)) for form in forms]
    for cue, forms in pack.cues.items():
        words += [(form, Word("cue", cue)) for form in forms]
    for list_name, kind in WORD_KINDS.items():
        words += [(form, Word(kind, form)) for form in pack.words.get(list_name, ())]
    words += [(form, Word("before", form)) for form in pack.organizations["before"]]
    nouns: list[tuple[str, Word]] = []
    for event, forms in pack.nouns.items():
        nouns += [(form, Word("noun", event)) for form in forms]
    for body, forms in pack.bodies.items():
        nouns += [(form, Word("body", body)) for form in forms]
    nouns += [(form, Word("title", form)) for form in pack.words["person_titles"]]
    for instrument, forms in pack.instruments.items():
        nouns += [(form, Word("instrument", instrument)) for form in forms]
    endings = pack.endings
    crime_forms = list(crimes.names(pack.tag, *(["en"] if pack.tag != "en" else [])))
    compounds = bool(pack.writing["compounds"])
    demonyms = gazetteer.demonyms.get(pack.tag, {})
    # Bodies of other countries go by their English names in every language.
    english = head("en")
    inside = (*pack.organizations["inside"], *english["organizations"]["inside"])
    foreign = {fold.low(word).strip() for word in ("of", "and", "for", "against", "on")} - {fold.low(word).strip() for word in pack.words["function"]}
    return Lexicon(
        pack=pack,
        grammar=grammar,
        gazetteer=gazetteer,
        crimes=crimes,
        names=Matcher(_without_months(gazetteer.names(pack.tag), pack), fold=fold.key, endings=[*pack.writing["genitive"]]),
        crime_forms=Matcher(crime_forms, fold=fold.low, endings=endings),
        words=Matcher([row for row in words if "…" not in row[0]], fold=fold.low),
        parted=Matcher(_parted(words), fold=fold.low),
        nouns=Matcher(nouns, fold=fold.low, endings=endings),
        heads=HeadMatcher([(form, word) for form, word in nouns if word.kind != "instrument"], fold=fold.low, endings=endings) if compounds else None,
        crime_heads=HeadMatcher(crime_forms, fold=fold.low, endings=endings, shortest=7) if compounds else None,
        acts=Matcher([(form, act) for act, forms in pack.acts.items() for form in forms], fold=fold.low, endings=endings),
        objects=Matcher([(form, thing) for thing, forms in pack.objects.items() for form in forms], fold=fold.low, endings=endings),
        demonyms=Matcher(demonyms.items(), fold=fold.low, endings=pack.writing["genitive"]),
        inside=frozenset(fold.low(word) for word in inside),
        inside_heads=tuple(sorted((fold.low(word) for word in pack.organizations["inside"] if len(word) >= 4), key=len, reverse=True)) if compounds else (),
        connectors=frozenset(fold.low(word).strip() for word in pack.words["within_names"]) - {""} | foreign,
        function=frozenset(fold.low(word) for word in pack.words["function"]),
        genitive=re.compile("(?:" + "|".join(map(re.escape, sorted(pack.writing["genitive"], key=len, reverse=True))) + r")\b" if pack.writing["genitive"] else r"(?!)"),
    )


def _without_months(names: Iterable[tuple[str, Name]], pack: LanguagePack) -> Iterator[tuple[str, Name]]:
    """Yield the names but for places that are called like a month."""
    months = {form for row in pack.months for form in row}
    return ((form, name) for form, name in names if name.kind != "place" or form.casefold() not in months)


def _parted(words: list[tuple[str, Word]]) -> list[tuple[str, tuple[str, Word]]]:
    """Return the forms with a gap by their first part."""
    rows = []
    for form, word in words:
        stem, gap, particle = form.partition("…")
        if gap:
            rows.append((stem, (fold.low(particle).strip(), word)))
    return rows
