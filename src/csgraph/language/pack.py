"""One language pack: the words of a language by what they do, loaded and checked.

A pack is a folder ``data/languages/<tag>/`` with ``pack.toml`` (choices among named behaviours, function words, calendar,
bodies), ``frames.toml`` (triggers and cues), ``figures.toml`` (measures and units), ``crimes.toml`` (acts and objects that name a crime together) and the generated ``locale.toml``
(months, number signs and words of Unicode CLDR). It holds words, no patterns and no code; ``docs/languages.md`` tells how to write one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from csgraph.errors import LanguagePackError
from csgraph.language.grammar import Grammar

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
    "links": list,
    "abbreviations": list,
    "home": list,
}
CALENDAR = frozenset({"year_round", "fillers", "quarters", "since", "report_year"})
QUALIFIERS = frozenset({"more-than", "at-least", "at-most", "less-than", "about"})
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

    Raises `LanguagePackError` with file, key and remedy for an unknown or missing key, a wrong number of months, a class,
    cue or kind of event that the frame grammar does not have, and a noun that two kinds of event claim.
    """
    main, frames, figures, crimes, locale = (_read(folder / f"{name}.toml") for name in _FILES)
    _check_main(f"{folder.name}/pack.toml", main)
    _check_frames(f"{folder.name}/frames.toml", frames, grammar)
    _check_crimes(f"{folder.name}/crimes.toml", crimes, grammar)
    _keys(
        f"{folder.name}/figures.toml",
        figures,
        {"magnitudes", "units", "measures", "ordinal_endings", "edition_words", "founded_words"},
        {"fractions", "numbers"},
    )
    if len(locale["months"]) != 12:
        raise LanguagePackError(f"{folder.name}/locale.toml: 'months' has {len(locale['months'])} rows. Give twelve, January first.")
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
        qualifiers=_lists(main["figures"]),
        nouns=_lists(frames["nouns"]),
        instruments=_lists(frames["instruments"]),
        verbs=_lists(frames["verbs"]),
        passives=_lists(frames["passives"]),
        cues=_lists(frames["cues"]),
        acts=_lists(crimes["acts"]),
        objects=_lists(crimes["objects"]),
        months=tuple(tuple(row) for row in locale["months"]),
        capital_months=locale.get("capital_months", False),
        decimal=locale["decimal"],
        group=locale["group"],
        numbers={**locale["numbers"], **figures.get("numbers", {})},
        ordinals=locale["ordinals"],
        magnitudes=figures["magnitudes"],
        fractions=figures.get("fractions", {}),
        units={unit: (row["kind"], tuple(row["forms"])) for unit, row in figures["units"].items()},
        measures=tuple(Measure(row["name"], tuple(row["units"]), tuple(row["cues"])) for row in figures["measures"]),
        ordinal_endings=tuple(figures["ordinal_endings"]),
        edition_words=tuple(figures["edition_words"]),
        founded_words=tuple(figures["founded_words"]),
    )


# ── Checks ───────────────────────────────────────────────────────────────────────────────────────────────────


def _check_main(where: str, main: Mapping[str, Any]) -> None:
    _keys(
        where,
        main,
        {"tag", "name", "native", "writing", "calendar", "region", "words", "organizations", "bodies", "figures"},
        {"cldr", "num2words", "stemmer"},
    )
    _keys(f"{where} [words]", main["words"], WORD_LISTS, OPTIONAL_WORD_LISTS)
    _keys(f"{where} [writing]", main["writing"], WRITING.keys())
    _keys(f"{where} [calendar]", main["calendar"], CALENDAR)
    _keys(f"{where} [organizations]", main["organizations"], {"before", "inside"})
    _keys(f"{where} [figures]", main["figures"], QUALIFIERS)
    for key, kind in WRITING.items():
        if not isinstance(main["writing"][key], kind):
            raise LanguagePackError(f"{where}: writing.{key} is no {kind.__name__}. Give one.")


def _check_frames(where: str, frames: Mapping[str, Any], grammar: Grammar) -> None:
    _keys(where, frames, {"nouns", "instruments", "verbs", "passives", "cues"})
    _known(where, "nouns", frames["nouns"], grammar.events)
    _known(where, "verbs", frames["verbs"], grammar.verbs)
    _known(where, "passives", frames["passives"], grammar.verbs)
    _known(where, "cues", frames["cues"], grammar.cues)
    _known(where, "instruments", frames["instruments"], grammar.instruments)
    _claimed_once(where, frames["nouns"])


def _check_crimes(where: str, crimes: Mapping[str, Any], grammar: Grammar) -> None:
    _keys(where, crimes, {"acts", "objects"})
    _known(where, "acts", crimes["acts"], grammar.compose)
    _known(where, "objects", crimes["objects"], grammar.objects)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LanguagePackError(
            f"{path}: missing. A language pack needs pack.toml, frames.toml, figures.toml, crimes.toml and locale.toml."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise LanguagePackError(f"{path}: {error}. Mend the TOML.") from error


def _keys(where: str, table: Mapping[str, Any], needed: Set[str], optional: Set[str] = frozenset()) -> None:
    if missing := needed - table.keys():
        raise LanguagePackError(f"{where}: {sorted(missing)[0]!r} is missing. Add it; docs/languages.md tells what belongs there.")
    if unknown := table.keys() - needed - optional:
        raise LanguagePackError(f"{where}: {sorted(unknown)[0]!r} is no known key. Remove it or mend its spelling.")


def _known(where: str, table: str, given: Mapping[str, Any], known: Container[str]) -> None:
    for key, forms in given.items():
        if key not in known:
            raise LanguagePackError(f"{where} [{table}]: {key!r} is not in data/frames.toml. Use one of its names or add it there.")
        if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
            raise LanguagePackError(f"{where} [{table}]: {key!r} is no list of words. Give a list of strings.")


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
