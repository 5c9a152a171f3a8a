"""What a pack's words do, compiled into matchers once for a language; each when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from csgraph.language.crimes import CrimeNames, shipped_crimes
from csgraph.language.gazetteer import Gazetteer, Name, shipped_gazetteer
from csgraph.language.grammar import Grammar, load_grammar
from csgraph.language.pack import LanguagePack
from csgraph.language.packs import head
from csgraph.language.packs import pack as pack_of
from csgraph.language.shared import shared_words
from csgraph.text import fold, quantities
from csgraph.text.match import HeadMatcher, Matcher, Scanner

ItemKind = Literal[
    "noun", "verb", "cue", "body", "relative", "infinitive", "possessive", "passive", "have", "negation", "intention", "publisher", "after",
    "members", "unit_of", "member_of", "title", "place_preposition", "others", "instrument", "before", "denial", "void", "closing",
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
"""Lists of words of a pack → the kind of item that a word of theirs is in a sentence."""
_GAP = "…"
"""Stands in a form of the pack for what may come between its parts ("nahm…teil")."""
_LETTERS = re.compile(r"[^\W\d_]+")
_FIRST_PART = re.compile(r"(\w+)[ -]")
"""What stands before the first space or hyphen of a name."""
_SHORTEST_BODY_HEAD = 4
_SHORTEST_CRIME_HEAD = 7


class Word(NamedTuple):
    """What a form of the pack does: its kind, and the class, cue, event type or body it stands for."""

    kind: ItemKind
    value: str
    """Of a verb its class, behind a ``~`` where the form is passive in itself."""


@cache
def lexicon(tag: str, folder: Path | None = None) -> Lexicon:
    """Return the compiled words of a language."""
    return Lexicon(pack_of(tag, folder), load_grammar(), shipped_gazetteer(), shipped_crimes())


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language, with the pack and the gazetteer they come from."""

    pack: LanguagePack
    grammar: Grammar
    gazetteer: Gazetteer
    crimes: CrimeNames

    # ── Matchers ─────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def names(self) -> Matcher[Name]:
        """Names of organizations and places."""
        named = list(_without_months(self.gazetteer.names(self.pack.tag), self.months))
        names = _declined([*named, *_behind_articles(named, self.written_articles)], self.pack)
        return Matcher(names, fold=fold.key, endings=self.pack.writing["genitive"])

    @cached_property
    def demonyms(self) -> Matcher[str]:
        """Nationalities → ISO code, or place id."""
        forms = self.gazetteer.demonyms.get(self.pack.tag, {})
        return Matcher(forms.items(), fold=fold.low, endings=self.pack.writing["genitive"])

    @cached_property
    def words(self) -> Matcher[Word]:
        """Verbs, cues and function words: they stand as they are."""
        return Matcher([row for row in self._plain if _GAP not in row[0]], fold=fold.low)

    @cached_property
    def parted(self) -> Matcher[tuple[str, Word]]:
        """First part of a verb or cue whose second part stands later ("nahm … teil", "under … ledning") → the folded second part and the word."""
        return Matcher(_parted(self._plain), fold=fold.low)

    @cached_property
    def nouns(self) -> Matcher[Word]:
        """Nouns, bodies, titles and instruments: endings may follow."""
        return Matcher(self._nouns, fold=fold.low, endings=self.pack.endings)

    @cached_property
    def heads(self) -> HeadMatcher[Word] | None:
        """Nouns as the ends of compounds; None where the pack writes none."""
        if not self.pack.writing["compounds"]:
            return None
        return HeadMatcher([row for row in self._nouns if row[1].kind != "instrument"], fold=fold.low, endings=self.pack.endings)

    @cached_property
    def crime_forms(self) -> Matcher[str]:
        """Names of crime types."""
        return Matcher(self._crime_forms, fold=fold.low, endings=self.pack.endings)

    @cached_property
    def crime_heads(self) -> HeadMatcher[str] | None:
        """Names of crime types as the ends of compounds; None where the pack writes none."""
        if not self.pack.writing["compounds"]:
            return None
        return HeadMatcher(self._crime_forms, fold=fold.low, endings=self.pack.endings, shortest=_SHORTEST_CRIME_HEAD)

    @cached_property
    def acts(self) -> Matcher[str]:
        """Acts that name a crime type together with an object."""
        return Matcher(_pairs(self.pack.acts), fold=fold.low, endings=self.pack.endings)

    @cached_property
    def objects(self) -> Matcher[str]:
        """Objects that name a crime type together with an act."""
        return Matcher(_pairs(self.pack.objects), fold=fold.low, endings=self.pack.endings)

    @cached_property
    def scanner(self) -> Scanner:
        """All matchers of what `fold.low` makes of a text, those of quantities among them: for one walk over it."""
        own = (self.words, self.parted, self.nouns, self.demonyms, self.crime_forms, self.acts, self.objects)
        return Scanner((*own, *quantities.matchers(self.pack)))

    # ── Sets of folded words ─────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def inside(self) -> frozenset[str]:
        """Words that make a capitalized name an organization; bodies of other countries go by their English names in every language."""
        return frozenset(fold.low(word) for word in (*self.pack.organizations["inside"], *head("en")["organizations"]["inside"]))

    @cached_property
    def inside_heads(self) -> tuple[str, ...]:
        """The same as ends of compounds, longest first; empty where the pack writes none."""
        if not self.pack.writing["compounds"]:
            return ()
        return tuple(
            sorted(
                (fold.low(word) for word in self.pack.organizations["inside"] if len(word) >= _SHORTEST_BODY_HEAD), key=len, reverse=True
            )
        )

    @cached_property
    def connectors(self) -> frozenset[str]:
        """Small words inside a name."""
        foreign = _folded(shared_words().connectors) - _folded(self.pack.words["function"])
        return (_folded(self.pack.words["within_names"]) - {""}) | foreign

    @cached_property
    def function(self) -> frozenset[str]:
        """Words that carry no meaning of their own."""
        return frozenset(fold.low(word) for word in self.pack.words["function"])

    @cached_property
    def joints(self) -> frozenset[str]:
        """Conjunctions; an empty one stands for a sign such as "&"."""
        return _folded(self.pack.words["and"])

    @cached_property
    def articles(self) -> frozenset[str]:
        """Articles, elided ones without their apostrophe."""
        return _folded(self.pack.words["articles"])

    @cached_property
    def bare_articles(self) -> frozenset[str]:
        """Articles that are no "of" with an article: behind "and" they open another name, none goes on."""
        return self.articles - self.of_words

    @cached_property
    def agents(self) -> frozenset[str]:
        """Words for "by"."""
        return _folded(form for form in self.pack.cues["agent"] if " " not in form)

    @cached_property
    def of_words(self) -> frozenset[str]:
        """Words for "of"."""
        return _folded(self.pack.words["of"])

    @cached_property
    def of_parts(self) -> frozenset[str]:
        """Words for "of", those of more than one word in parts."""
        return _letters(self.pack.words["of"])

    @cached_property
    def article_parts(self) -> frozenset[str]:
        """Articles without apostrophes."""
        return _letters(self.pack.words["articles"])

    @cached_property
    def complement_words(self) -> dict[str, frozenset[str]]:
        """The words of the pack's complements: "of", "for", acts that go on with "for", heads of local bodies."""
        return {key: _folded(self.pack.complements.get(key, ())) for key in ("of", "for", "acts", "local")}

    @cached_property
    def local(self) -> frozenset[str]:
        """Heads of bodies that a place behind them makes names, also in small letters ("tribunal de Lille")."""
        return self.complement_words["local"]

    @cached_property
    def place_heads(self) -> frozenset[str]:
        """Heads of local bodies that a place right behind them completes, in small letters too ("gemeente Venlo")."""
        return _folded(self.pack.organizations.get("of_places", ()))

    @cached_property
    def talks(self) -> frozenset[str]:
        """Nouns with which verbs mean to speak ("hielt einen *Vortrag*")."""
        spoken = {fold.low(word).strip() for form in self.pack.verbs.get("speak", ()) for word in form.split()}
        return frozenset(spoken & _folded(self.pack.nouns.get("Seminar", ())))

    @cached_property
    def heads_behind(self) -> Matcher[str]:
        """Heads of local bodies behind their place, in small letters ("Malmö stad", "Oslo tingretts")."""
        forms = self.pack.organizations.get("behind", ())
        return Matcher(((word, word) for word in forms), fold=fold.low, endings=self.pack.writing["genitive"])

    @cached_property
    def national_heads(self) -> tuple[str, ...]:
        """Heads of compounds in small letters that a nationality or a country before them makes names ("Norsk krisesenterforbund")."""
        return tuple(fold.low(form).strip() for form in self.pack.organizations.get("national", ()))

    @cached_property
    def local_heads(self) -> Matcher[str]:
        """The same in a text."""
        return Matcher(((word, word) for word in self.pack.complements.get("local", ())), fold=fold.low)

    @cached_property
    def persons(self) -> frozenset[str]:
        """Words that count persons: they are a group, no part of a name."""
        return _folded(form for kind, forms in self.pack.units.values() if kind == "person" for form in forms)

    @cached_property
    def times(self) -> frozenset[str]:
        """Words that count time ("months")."""
        return _folded(form for kind, forms in self.pack.units.values() if kind == "time" for form in forms)

    @cached_property
    def folded_months(self) -> frozenset[str]:
        """Names of months, folded."""
        return _folded(self.months)

    @cached_property
    def head_links(self) -> frozenset[str]:
        """Small words that close the head of a name ("de" in "université de")."""
        return self.of_words | _folded(self.pack.words["within_names"])

    @cached_property
    def titles(self) -> frozenset[str]:
        """Titles of persons."""
        return _folded(self.pack.words["person_titles"])

    @cached_property
    def months(self) -> frozenset[str]:
        """Names of months, as written."""
        return frozenset(form for forms in self.pack.months for form in forms)

    @cached_property
    def after_particle(self) -> frozenset[str]:
        """Words that may follow a parted verb's particle: what begins another part of the clause."""
        forms = [form for cue in self.pack.cues.values() for form in cue]
        return _folded((*forms, *self.pack.words["place_prepositions"], *self.pack.words["after"]))

    @cached_property
    def towards(self) -> frozenset[str]:
        """Words for "to"."""
        return _folded(form for form in self.pack.cues["to"] if " " not in form)

    @cached_property
    def governing(self) -> tuple[str, ...]:
        """Words before a noun that make it no particle of a verb, prepositions and conjunctions, each behind a space."""
        forms = (form for cue in ("with", "agent", "from", "to", "at", "about") for form in self.pack.cues[cue] if " " not in form)
        return tuple(f" {word}" for word in sorted(_folded(forms) | self.joints) if word)

    @cached_property
    def first_person(self) -> tuple[str, ...]:
        """Endings of verbs whose subject is "we"; empty where a pronoun says so."""
        return tuple(self.pack.writing.get("first_person", ()))

    @cached_property
    def object_pronouns(self) -> tuple[str, ...]:
        """Words for "us" as an object, one behind its verb with the hyphen; empty where "we" and "us" are told by their place."""
        return tuple(self.pack.writing.get("object_pronouns", ()))

    @cached_property
    def infinitive_endings(self) -> tuple[str, ...]:
        """Endings of infinitives; empty where they do not tell."""
        return tuple(self.pack.writing.get("infinitives", ()))

    @cached_property
    def genitives(self) -> tuple[str, ...]:
        """Endings of the genitive, folded, in the order of the pack."""
        return tuple(ending for written in self.pack.writing["genitive"] if (ending := fold.low(written).strip()))

    @cached_property
    def measure_cues(self) -> dict[str, tuple[str, ...]]:
        """Measure → the words that call for it."""
        return {measure.name: tuple(fold.low(cue).strip() for cue in measure.cues) for measure in self.pack.measures}

    # ── Words as written ─────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def written_joints(self) -> frozenset[str]:
        """Conjunctions and signs such as "&", in lower case."""
        return frozenset(word.casefold() for word in self.pack.words["and"])

    @cached_property
    def written_apposition(self) -> frozenset[str]:
        """Words that open a description behind a name, in lower case."""
        return frozenset(word.casefold() for word in (*self.pack.words["apposition"], *self.pack.words["articles"]))

    @cached_property
    def written_articles(self) -> frozenset[str]:
        """Articles with their apostrophes, in lower case."""
        return frozenset(word.casefold() for word in self.pack.words["articles"])

    @cached_property
    def written_prepositions(self) -> frozenset[str]:
        """Prepositions of place, in lower case."""
        return frozenset(word.casefold() for word in self.pack.words["place_prepositions"])

    @cached_property
    def genitive(self) -> re.Pattern[str]:
        """A genitive's ending that closes a word."""
        endings = sorted(self.pack.writing["genitive"], key=len, reverse=True)
        return re.compile("(?:" + "|".join(map(re.escape, endings)) + r")(?!\w)" if endings else r"(?!)")

    @cached_property
    def crime_acronyms(self) -> frozenset[tuple[str, str]]:
        """Names of crime types in capitals, in lower case and with their type: in small letters they are other words."""
        forms = self.crimes.names(self.pack.tag, "en")
        return frozenset((form.casefold(), type_) for form, type_ in forms if form.isupper())

    # ── What the matchers are made of ────────────────────────────────────────────────────────────────────────

    @cached_property
    def _plain(self) -> list[tuple[str, Word]]:
        pack = self.pack
        rows = [(form, Word("verb", verb_class)) for form, verb_class in _pairs(pack.verbs)]
        rows += [(form, Word("verb", "~" + verb_class)) for form, verb_class in _pairs(pack.passives)]
        rows += [(form, Word("cue", cue)) for form, cue in _pairs(pack.cues)]
        for list_name, kind in WORD_KINDS.items():
            rows += [(form, Word(kind, form)) for form in pack.words.get(list_name, ())]
        rows += list(_with_contractions(pack.words["publisher"], pack.contractions))
        rows = list(_contracted(rows, pack.contractions))
        return rows + [(form, Word("before", form)) for form in pack.organizations["before"]]

    @cached_property
    def _nouns(self) -> list[tuple[str, Word]]:
        pack = self.pack
        rows = [(form, Word("noun", event)) for form, event in _pairs(pack.nouns)]
        rows += [(form, Word("body", body)) for form, body in _pairs(pack.bodies)]
        rows += [(form, Word("title", form)) for form in pack.words["person_titles"]]
        return rows + [(form, Word("instrument", instrument)) for form, instrument in _pairs(pack.instruments)]

    @cached_property
    def _crime_forms(self) -> list[tuple[str, str]]:
        return list(self.crimes.names(*dict.fromkeys((self.pack.tag, "en"))))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold.low(word).strip() for word in words)


def _letters(words: Iterable[str]) -> frozenset[str]:
    return frozenset(part.casefold() for word in words for part in _LETTERS.findall(word))


def _pairs(table: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the forms of a table with the key that each stands under."""
    return [(form, key) for key, forms in table.items() for form in forms]


def _contracted(rows: Iterable[tuple[str, Word]], contractions: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Word]]:
    """Yield the forms, those that end in a preposition also with what it makes with an article ("con el apoyo de", "… del")."""
    for form, word in rows:
        yield form, word
        stem, _, last = form.rpartition(" ")
        for contracted in contractions.get(last, ()) if stem else ():
            yield f"{stem} {contracted}", word


def _with_contractions(forms: Iterable[str], contractions: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Word]]:
    """Yield the words for the publisher behind what prepositions make with their article ("do observatório" of "o observatório")."""
    for form in forms:
        article, _, noun = form.partition(" ")
        if noun:
            last = fold.key(article).strip()[-1:]
            for contracted in (one for some in contractions.values() for one in some if fold.key(one).strip().endswith(last)):
                yield f"{contracted} {noun}", Word("publisher", noun)


def _without_months(names: Iterable[tuple[str, Name]], months: frozenset[str]) -> Iterator[tuple[str, Name]]:
    """Yield the names but for places that are called like a month."""
    return ((form, name) for form, name in names if name.kind != "place" or form.casefold() not in months)


def _behind_articles(names: list[tuple[str, Name]], articles: frozenset[str]) -> Iterator[tuple[str, Name]]:
    """Yield longer names with the article that a shorter one begins with ("der Zoll": also "der Zoll der Freizone Colón")."""
    opened: dict[str, set[str]] = {}
    for form, name in names:
        first, _, head = form.partition(" ")
        if name.kind == "organization" and head and " " not in head and first.casefold() in articles:
            opened.setdefault(head.casefold(), set()).add(first.casefold())
    for form, name in names:
        opening = _FIRST_PART.match(form)
        if opening is not None:
            yield from ((f"{article} {form}", name) for article in sorted(opened.get(opening[1].casefold(), ())))


def _declined(names: Iterable[tuple[str, Name]], pack: LanguagePack) -> Iterator[tuple[str, Name]]:
    """Yield the names, and those that an adjective opens in its other forms too ("der Deutschen Bahn", "Deutsche Bahn")."""
    endings = tuple(pack.writing.get("declension", ()))
    stems = tuple(pack.writing.get("adjectives", ()))
    inflected = tuple(stem + ending for stem in stems for ending in endings)
    for form, name in names:
        yield form, name
        first, _, rest = form.partition(" ")
        if inflected and rest and not name.condition and first.endswith(inflected):
            ending = max((ending for ending in endings if first.endswith(ending)), key=len)
            yield from ((f"{first.removesuffix(ending)}{other} {rest}", name) for other in endings if other != ending)


def _parted(words: list[tuple[str, Word]]) -> Iterator[tuple[str, tuple[str, Word]]]:
    """Yield the forms with a gap by their first part."""
    for form, word in words:
        stem, gap, particle = form.partition(_GAP)
        if gap:
            yield stem, (fold.low(particle).strip(), word)
