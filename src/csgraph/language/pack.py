"""One language pack: the words of a language by what they do, loaded and checked.

A pack is a folder ``data/languages/<tag>/`` with ``pack.toml`` (choices among named behaviours, function words, calendar,
bodies), ``frames.toml`` (triggers and cues), ``figures.toml`` (measures and units), ``crimes.toml`` (acts and objects that name a crime together) and the generated ``locale.toml``
(months, number signs and words of Unicode CLDR). It holds words, no patterns and no code; ``docs/languages.md`` tells how to write one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csgraph.errors import LanguagePackError
from csgraph.language.grammar import Grammar
from csgraph.language.shared import shared_words

Words = tuple[str, ...]

WORD_LISTS = frozenset({
    "function", "articles", "and", "others", "relative", "infinitive", "possessive", "passive", "have", "place_prepositions", "of", "within_names",
    "negation", "intention", "publisher", "after", "members", "unit_of", "member_of", "apposition", "person_titles",
})  # fmt: skip
"""Lists of ``[words]`` that every pack has, be they empty."""
OPTIONAL_WORD_LISTS = frozenset({"present", "denial", "void"})
WRITING: dict[str, type] = {
    "compounds": bool,
    "verb_second": bool,
    "verb_last": bool,
    "capital_nouns": bool,
    "genitive": list,
    "endings": list,
    "abbreviations": list,
    "home": list,
}
OPTIONAL_WRITING = frozenset({"contractions", "adjectives", "declension", "first_person", "infinitives", "object_pronouns"})
COMPLEMENTS = frozenset({"of", "for", "acts", "adjectives", "local"})
CALENDAR = frozenset({"year_round", "fillers", "quarters", "weeks", "parts", "report_year"})
DECIMALS = frozenset({"comma", "point"})
GROUPS = frozenset({"comma", "point", "space", "apostrophe"})
QUALIFIERS = frozenset({"more-than", "at-least", "at-most", "less-than", "about"})
_FACTOR = re.compile(r"\d+(?:\.\d+)?")
_SPELLED = {4: "four, January to March first", 12: "twelve, January first"}
_FILES = ("pack", "frames", "figures", "crimes", "locale")


@dataclass(frozen=True)
class Measure:
    """A kind of figure and the words that call for it."""

    name: str
    units: Words
    """Kinds of unit it goes with: ``person goods money percent weight …``; empty for any."""
    cues: Words


@dataclass(frozen=True, eq=False)
class LanguagePack:
    """The words of one language. Every list keeps the order of its file."""

    tag: str
    name: str
    native: str
    writing: Mapping[str, Any]
    calendar: Mapping[str, Any]
    region_words: Words
    words: Mapping[str, Words]
    organizations: Mapping[str, Words]
    bodies: Mapping[str, Words]
    complements: Mapping[str, Words]
    """How a body's name goes on in small letters; empty where names have capitals."""
    qualifiers: Mapping[str, Words]
    nouns: Mapping[str, Words]
    """Event type → nouns that evoke it."""
    instruments: Mapping[str, Words]
    verbs: Mapping[str, Words]
    """Verb class of the grammar → its forms."""
    passives: Mapping[str, Words]
    """Verb class → its forms that are passive in themselves ("afholdes", "se firmó")."""
    acts: Mapping[str, Words]
    objects: Mapping[str, Words]
    """Acts and objects that name a crime type together."""
    cues: Mapping[str, Words]
    """Cue kind of the grammar → its forms."""
    months: tuple[Words, ...]
    weekdays: frozenset[str]
    """Their names and abbreviations, in small letters without a full stop."""
    capital_months: bool
    """Months are written with a capital ("March"): in small letters they are other words."""
    decimal: str
    group: str
    numbers: Mapping[str, int]
    """Spelled number → value, 1 to 1000."""
    ordinals: Mapping[str, int]
    """Spelled ordinal → value, 2 to 50."""
    magnitudes: Mapping[str, int]
    """Word after a number → factor ("mio.", "tusind")."""
    fractions: Mapping[str, str]
    """Words before a magnitude → factor ("en halv" → "0.5")."""
    halves: Words
    """Words that add a half behind a magnitude or unit ("dos toneladas *y media*")."""
    units: Mapping[str, tuple[str, Words]]
    """Unit in English singular → (its kind, its forms)."""
    measures: tuple[Measure, ...]
    ordinal_endings: Words
    edition_words: Words
    founded_words: Words

    @property
    def endings(self) -> Words:
        """What may follow a noun of this pack and still be that noun."""
        return tuple(self.writing["endings"])

    @property
    def contractions(self) -> Mapping[str, Sequence[str]]:
        """Preposition → what it makes with an article ("de" → "del"): a form that ends in it also stands with these."""
        found: Mapping[str, Sequence[str]] = self.writing.get("contractions", {})
        return found

    @property
    def present(self) -> frozenset[str]:
        """The passive auxiliaries of the present tense, which tell what usually happens."""
        return frozenset(self.words.get("present", ()))

    @property
    def abbreviations(self) -> Words:
        """Words whose full stop ends no sentence."""
        return tuple(self.writing["abbreviations"])

    @property
    def has_ordinal_stop(self) -> bool:
        """Say whether the language writes ordinals with a full stop ("47. Mitglied")."""
        return "." in self.ordinal_endings


def load_pack(folder: Path, grammar: Grammar) -> LanguagePack:
    """Return the pack in `folder`.

    Raises `LanguagePackError` with file, key and remedy for an unknown or missing key, a value of another type, a wrong
    number of months, a choice, measure or kind of unit that there is none of, a class, cue or kind of event that the frame
    grammar does not have, and a noun that two kinds of event claim.
    """
    main, frames, figures, crimes, locale = (read_toml(folder / f"{name}.toml") for name in _FILES)
    _check_main(f"{folder.name}/pack.toml", main)
    _check_frames(f"{folder.name}/frames.toml", frames, grammar)
    _check_crimes(f"{folder.name}/crimes.toml", crimes, grammar)
    _check_figures(f"{folder.name}/figures.toml", figures)
    _check_locale(f"{folder.name}/locale.toml", locale)
    return LanguagePack(
        tag=main["tag"],
        name=main["name"],
        native=main["native"],
        writing=main["writing"],
        calendar=main["calendar"],
        region_words=tuple(main["region"]["words"]),
        words=_lists(main["words"]),
        organizations=_lists(main["organizations"]),
        bodies=_lists(main["bodies"]),
        complements=_lists(main.get("complements", {})),
        qualifiers=_lists(main["figures"]),
        nouns=_lists(frames["nouns"]),
        instruments=_lists(frames["instruments"]),
        verbs=_lists(frames["verbs"]),
        passives=_lists(frames["passives"]),
        cues=_lists(frames["cues"]),
        acts=_lists(crimes["acts"]),
        objects=_lists(crimes["objects"]),
        months=tuple(tuple(row) for row in locale["months"]),
        weekdays=frozenset(form for row in locale.get("weekdays", ()) for form in row),
        capital_months=locale.get("capital_months", False),
        decimal=locale["decimal"],
        group=locale["group"],
        numbers={**locale["numbers"], **figures.get("numbers", {})},
        ordinals=locale["ordinals"],
        magnitudes=figures["magnitudes"],
        fractions=figures.get("fractions", {}),
        halves=tuple(figures.get("halves", ())),
        units={unit: (row["kind"], tuple(row["forms"])) for unit, row in figures["units"].items()},
        measures=tuple(Measure(row["name"], tuple(row["units"]), tuple(row["cues"])) for row in figures["measures"]),
        ordinal_endings=tuple(figures["ordinal_endings"]),
        edition_words=tuple(figures["edition_words"]),
        founded_words=tuple(figures["founded_words"]),
    )


# ── Checks ───────────────────────────────────────────────────────────────────────────────────────────────────


def _check_main(where: str, main: Mapping[str, Any]) -> None:
    texts, tables = {"tag", "name", "native"}, {"writing", "calendar", "region", "words", "organizations", "bodies", "figures"}
    _keys(where, main, texts | tables, {"cldr", "num2words", "complements"})
    for key in sorted(texts):
        if not isinstance(main[key], str):
            raise LanguagePackError(f"{where}: {key!r} is no string. Put it in quotes.")
    for key in sorted(tables):
        _table(where, key, main[key])
    _keys(f"{where} [words]", main["words"], WORD_LISTS, OPTIONAL_WORD_LISTS)
    _keys(f"{where} [writing]", main["writing"], WRITING.keys(), OPTIONAL_WRITING)
    _keys(f"{where} [calendar]", main["calendar"], CALENDAR)
    _keys(f"{where} [region]", main["region"], {"words"})
    _keys(f"{where} [organizations]", main["organizations"], {"before", "inside"}, {"behind", "national", "of_places"})
    _keys(f"{where} [figures]", main["figures"], QUALIFIERS)
    if "complements" in main:
        _table(where, "complements", main["complements"])
        _keys(f"{where} [complements]", main["complements"], COMPLEMENTS)
    for key, kind in WRITING.items():
        if not isinstance(main["writing"][key], kind):
            raise LanguagePackError(f"{where}: writing.{key} is no {kind.__name__}. Give one.")
        if kind is list:
            _words(f"{where} [writing]", key, main["writing"][key])
    _table(f"{where} [writing]", "contractions", main["writing"].get("contractions", {}))
    for word, forms in main["writing"].get("contractions", {}).items():
        _words(f"{where} [writing] contractions", word, forms)
    for table in ("words", "region", "organizations", "bodies", "complements", "figures"):
        for key, forms in main.get(table, {}).items():
            _words(f"{where} [{table}]", key, forms)
    for key in sorted(CALENDAR - {"quarters"}):
        _words(f"{where} [calendar]", key, main["calendar"][key])
    _rows(f"{where} [calendar]", "quarters", main["calendar"]["quarters"], 4)


def _check_frames(where: str, frames: Mapping[str, Any], grammar: Grammar) -> None:
    _keys(where, frames, {"nouns", "instruments", "verbs", "passives", "cues"})
    _known(where, "nouns", frames["nouns"], grammar.events)
    _known(where, "verbs", frames["verbs"], grammar.verbs)
    _known(where, "passives", frames["passives"], grammar.verbs)
    _known(where, "cues", frames["cues"], grammar.cues)
    _known(where, "instruments", frames["instruments"], grammar.instruments)
    _claimed_once(where, frames["nouns"])


def _check_figures(where: str, figures: Mapping[str, Any]) -> None:
    needed = {"magnitudes", "units", "measures", "ordinal_endings", "edition_words", "founded_words"}
    _keys(where, figures, needed, {"fractions", "numbers", "halves"})
    for key in ("ordinal_endings", "edition_words", "founded_words"):
        _words(where, key, figures[key])
    _words(where, "halves", figures.get("halves", []))
    _numbers(where, "magnitudes", figures["magnitudes"])
    _numbers(where, "numbers", figures.get("numbers", {}))
    for form, factor in _table(where, "fractions", figures.get("fractions", {})).items():
        if not isinstance(factor, str) or not _FACTOR.fullmatch(factor):
            raise LanguagePackError(f'{where} [fractions]: {form!r} has no factor in quotes. Give one such as "0.5".')
    for unit, row in _table(where, "units", figures["units"]).items():
        place = f"{where} [units] {unit!r}"
        _keys(place, _table(f"{where} [units]", unit, row), {"kind", "forms"})
        _kind(place, row["kind"])
        _words(place, "forms", row["forms"])
    if not isinstance(figures["measures"], list):
        raise LanguagePackError(f"{where}: 'measures' is no list of tables. Write each as [[measures]].")
    for number, row in enumerate(figures["measures"], 1):
        _check_measure(f"{where} [[measures]] {number}", row)


def _check_measure(where: str, row: Mapping[str, Any]) -> None:
    _keys(where, _table(where, "measures", row), {"name", "units", "cues"})
    if row["name"] not in shared_words().measures:
        raise LanguagePackError(f"{where}: name {row['name']!r} is no measure. Use one of [figures] in data/shared.toml.")
    _words(where, "units", row["units"])
    for kind in row["units"]:
        _kind(where, kind)
    _words(where, "cues", row["cues"])


def _check_locale(where: str, locale: Mapping[str, Any]) -> None:
    _keys(where, locale, {"decimal", "group", "months", "numbers", "ordinals"}, {"capital_months", "weekdays"})
    _choice(where, "decimal", locale["decimal"], DECIMALS)
    _choice(where, "group", locale["group"], GROUPS)
    if not isinstance(locale.get("capital_months", False), bool):
        raise LanguagePackError(f"{where}: 'capital_months' is neither true nor false. Give one of them, without quotes.")
    _rows(where, "months", locale["months"], 12)
    if "weekdays" in locale:
        _rows(where, "weekdays", locale["weekdays"], 7)
    _numbers(where, "numbers", locale["numbers"])
    _numbers(where, "ordinals", locale["ordinals"])


def _check_crimes(where: str, crimes: Mapping[str, Any], grammar: Grammar) -> None:
    _keys(where, crimes, {"acts", "objects"})
    _known(where, "acts", crimes["acts"], grammar.compose)
    _known(where, "objects", crimes["objects"], grammar.objects)


def read_toml(path: Path) -> dict[str, Any]:
    """Return a file of a pack as it stands; raises `LanguagePackError` when it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LanguagePackError(
            f"{path}: missing. A language pack needs {', '.join(f'{name}.toml' for name in _FILES[:-1])} and {_FILES[-1]}.toml."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise LanguagePackError(f"{path}: {error}. Mend the TOML.") from error


def _keys(where: str, table: Mapping[str, Any], needed: Set[str], optional: Set[str] = frozenset()) -> None:
    if missing := needed - table.keys():
        raise LanguagePackError(f"{where}: {sorted(missing)[0]!r} is missing. Add it; docs/languages.md tells what belongs there.")
    if unknown := table.keys() - needed - optional:
        raise LanguagePackError(f"{where}: {sorted(unknown)[0]!r} is no known key. Remove it or mend its spelling.")


def _known(where: str, table: str, given: Any, known: Container[str]) -> None:
    for key, forms in _table(where, table, given).items():
        if key not in known:
            raise LanguagePackError(f"{where} [{table}]: {key!r} is not in data/frames.toml. Use one of its names or add it there.")
        _words(f"{where} [{table}]", key, forms)


def _table(where: str, key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise LanguagePackError(f"{where}: {key!r} is no table. Write [{key}] and its keys below.")
    return value


def _words(where: str, key: str, forms: Any) -> None:
    if not isinstance(forms, list):
        raise LanguagePackError(f"{where}: {key!r} is no list of words. Give a list of strings.")
    for form in forms:
        if not isinstance(form, str):
            raise LanguagePackError(f"{where}: {form!r} in {key!r} is no word. Put it in quotes.")


def _rows(where: str, key: str, rows: Any, count: int) -> None:
    if not isinstance(rows, list) or len(rows) != count:
        raise LanguagePackError(f"{where}: {key!r} has {len(rows) if isinstance(rows, list) else 'no'} rows. Give {_SPELLED[count]}.")
    for row in rows:
        _words(where, key, row)


def _numbers(where: str, key: str, table: Any) -> None:
    for form, value in _table(where, key, table).items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise LanguagePackError(f"{where} [{key}]: {form!r} has no whole number. Give one without quotes.")


def _kind(where: str, kind: Any) -> None:
    _choice(where, "kind", kind, shared_words().unit_kinds)


def _choice(where: str, key: str, value: Any, known: Set[str]) -> None:
    if not isinstance(value, str) or value not in known:
        raise LanguagePackError(f"{where}: {key} {value!r} is unknown. Use one of {', '.join(sorted(known))}.")


def _claimed_once(where: str, nouns: Mapping[str, list[str]]) -> None:
    owner: dict[str, str] = {}
    for kind, forms in nouns.items():
        for form in forms:
            if owner.setdefault(form.casefold(), kind) != kind:
                raise LanguagePackError(
                    f"{where} [nouns]: {form!r} is claimed by {owner[form.casefold()]} and {kind}. Leave it with one of them."
                )


def _lists(table: Mapping[str, list[str]]) -> dict[str, Words]:
    return {key: tuple(values) for key, values in table.items()}
