"""Which packs there are, and which one reads a text."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from csgraph import resources
from csgraph.errors import LanguagePackError
from csgraph.language.grammar import load_grammar
from csgraph.language.pack import LanguagePack, load_pack

_WORD = re.compile(r"[^\W\d_]+")
_MINIMUM = 2
"""Function words that a text must have before it is taken for a language."""
_LEAST_SHARE = 0.08
"""Share of function words below which a text is in none of the languages."""
_AS_GOOD = 0.92
"""Share of the best score from which on the second language is as likely."""


def pack_tags(folder: Path | None = None) -> tuple[str, ...]:
    """Return the tags of the packs that are there, sorted."""
    return tuple(sorted(path.parent.name for path in (folder or resources.path("data", "languages")).glob("*/pack.toml")))


@cache
def pack(tag: str, folder: Path | None = None) -> LanguagePack:
    """Return the pack of a language; raises `LanguagePackError` when there is none."""
    base = folder or resources.path("data", "languages")
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

    @property
    def is_tie(self) -> bool:
        """Say whether the second is as good as the first."""
        return len(self.shares) > 1 and self.shares[1][1] > _AS_GOOD * self.shares[0][1]


@cache
def head(tag: str, folder: Path | None = None) -> Mapping[str, Any]:
    """Return the ``pack.toml`` of a pack as it stands, for those who need a few words of every language and no whole pack."""
    path = (folder or resources.path("data", "languages")) / tag / "pack.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguagePackError(f"{path}: {error}. Mend the TOML.") from error


@cache
def _evidence(folder: Path | None) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """For each pack: its function words, and those of them that no other pack has."""
    rows = {tag: {word for word in head(tag, folder)["words"]["function"] if " " not in word} for tag in pack_tags(folder)}
    counts = Counter(word for words in rows.values() for word in words)
    return tuple((tag, frozenset(words), frozenset(word for word in words if counts[word] == 1)) for tag, words in rows.items())


def guess_language(text: str, folder: Path | None = None) -> Guess:
    """Return the language of `text` by the packs' function words; those that no other pack has count double.

    >>> guess_language("Politiet i Kolding deltog i en øvelse, som blev ledet af havnen.").tag
    'da'
    """
    words = Counter(_WORD.findall(text.casefold()))
    total = sum(words.values()) or 1
    scored = []
    for tag, known, own in _evidence(folder):
        hits = sum(words[word] for word in known if word in words)
        hits_own = sum(words[word] for word in own if word in words)
        scored.append((tag, hits, (hits + hits_own) / total))
    scored.sort(key=lambda row: (-row[2], row[0]))
    shares = tuple((tag, round(share, 4)) for tag, _, share in scored)
    if not scored or scored[0][1] < _MINIMUM or scored[0][2] < _LEAST_SHARE:
        return Guess(None, shares)
    return Guess(scored[0][0], shares)
