"""Which packs there are, and which one reads a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from csgraph import resources
from csgraph.errors import LanguagePackError
from csgraph.language.grammar import load_grammar
from csgraph.language.pack import LanguagePack, load_pack, read_toml

_WORD = re.compile(r"[^\W\d_]+")
_MINIMUM = 2
"""Function words that a text must have before it is taken for a language."""
_LEAST_SHARE = 0.08
"""Share of function words below which a text is in none of the languages."""
_SHORT = 400
"""Words below which the function words of a text are too few to tell its language; what the packs say of events and crimes speaks too."""
_NEAR = 0.75
"""Share of the best score from which on a language may still be the text's."""
_ONE_WORD = 2
"""What a word that no other pack has adds to the score."""
_AS_GOOD = 0.92
"""Share of the best score from which on the second language is as likely."""


def _languages(folder: Path | None) -> Path:
    """Return the folder of the packs: the one given, else that of the shipped ones."""
    return folder or resources.path("data", "languages")


def pack_tags(folder: Path | None = None) -> tuple[str, ...]:
    """Return the tags of the packs that are there, sorted."""
    return tuple(sorted(path.parent.name for path in _languages(folder).glob("*/pack.toml")))


@cache
def pack(tag: str, folder: Path | None = None) -> LanguagePack:
    """Return the pack of a language; raises `LanguagePackError` when there is none."""
    base = _languages(folder)
    if not (base / tag / "pack.toml").is_file():
        raise LanguagePackError(
            f"{tag}: there is no language pack of that name. Give one of {', '.join(pack_tags(folder))} with --language, or add a pack."
        )
    return load_pack(base / tag, load_grammar())


@dataclass(frozen=True, slots=True)
class Guess:
    """The language of a text, with what speaks for it: the share of its words that are function words of the pack."""

    tag: str | None
    shares: tuple[tuple[str, float], ...]
    """Best first."""
    lead: int
    """Words by which the first is ahead of the second."""

    @property
    def is_tie(self) -> bool:
        """Say whether the second is as good as the first, or one word of its own is all that speaks for the first."""
        return len(self.shares) > 1 and (self.shares[1][1] > _AS_GOOD * self.shares[0][1] or self.lead <= _ONE_WORD)


@cache
def head(tag: str, folder: Path | None = None) -> Mapping[str, Any]:
    """Return the ``pack.toml`` of a pack as it stands, for those who need a few words of every language and no whole pack."""
    return read_toml(_languages(folder) / tag / "pack.toml")


_Evidence = tuple[tuple[str, frozenset[str], frozenset[str]], ...]
"""For each pack: words that speak for it, and those of them that no other pack has."""


def _of_packs(rows: Mapping[str, set[str]]) -> _Evidence:
    counts = Counter(word for words in rows.values() for word in words)
    return tuple((tag, frozenset(words), frozenset(word for word in words if counts[word] == 1)) for tag, words in rows.items())


@cache
def _function_words(folder: Path | None) -> _Evidence:
    return _of_packs({tag: {word for word in head(tag, folder)["words"]["function"] if " " not in word} for tag in pack_tags(folder)})


@cache
def _topic_words(folder: Path | None, tags: tuple[str, ...]) -> _Evidence:
    """The words of months, events and crimes: a headline has more of them than of function words."""
    return _of_packs({tag: set(_words_of_topics(_languages(folder) / tag)) for tag in tags})


def _words_of_topics(folder: Path) -> Iterator[str]:
    for name in ("locale.toml", "frames.toml", "crimes.toml"):
        if (folder / name).is_file():
            content = read_toml(folder / name)
            for form in _strings(content.get("months", []) if name == "locale.toml" else content):
                yield from _WORD.findall(form.casefold())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def guess_language(text: str, folder: Path | None = None) -> Guess:
    """Return the language of `text` by the packs' function words.

    Where the text is short or another language near, the words of months, events and crimes speak too. A word that no other pack has
    counts double.

    >>> guess_language("Politiet i Kolding deltog i en øvelse, som blev ledet af havnen.").tag
    'da'
    """
    words = Counter(_WORD.findall(text.casefold()))
    total = words.total() or 1
    scored, found = Counter({tag: 0 for tag in pack_tags(folder)}), Counter[str]()
    _count(words, _function_words(folder), scored, found)
    near = tuple(tag for tag in scored if total < _SHORT or scored[tag] > _NEAR * max(scored.values()))
    if len(near) > 1:
        _count(words, _topic_words(folder, near), scored, found)
    ranked = sorted(scored, key=lambda tag: (-scored[tag], tag))
    shares = tuple((tag, round(scored[tag] / total, 4)) for tag in ranked)
    lead = scored[ranked[0]] - scored[ranked[1]] if len(ranked) > 1 else scored.total()
    is_none = not shares or found[ranked[0]] < _MINIMUM or shares[0][1] < _LEAST_SHARE
    return Guess(None if is_none else ranked[0], shares, lead)


def _count(words: Counter[str], evidence: _Evidence, scored: Counter[str], found: Counter[str]) -> None:
    for tag, known, own in evidence:
        hits = sum(words[word] for word in known if word in words)
        scored[tag] += hits + sum(words[word] for word in own if word in words)
        found[tag] += hits
