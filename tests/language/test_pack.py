"""What a pack may not hold: each slip is refused with its file, its key and the way out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from csgraph import resources
from csgraph.errors import LanguagePackError
from csgraph.language.grammar import load_grammar
from csgraph.language.pack import load_pack
from csgraph.language.shared import shared_words

TOY = Path(__file__).parent / "toy"

SLIPS = {
    "a unit without its kind": ("figures.toml", 'kind = "goods", ', "", r"\[units\] 'cigarette'.*'kind' is missing"),
    "a unit without its forms": ("figures.toml", ', forms = ["sigarmi"]', "", r"\[units\] 'cigarette'.*'forms' is missing"),
    "a unit that is no table": (
        "figures.toml",
        '{ kind = "goods", forms = ["sigarmi"] }',
        '"goods"',
        r"\[units\].*'cigarette' is no table",
    ),
    "an unknown kind of unit": ("figures.toml", '"goods"', '"godds"', r"'cigarette': kind 'godds' is unknown.*goods"),
    "an unknown kind of a measure": ("figures.toml", 'units = ["person"]', 'units = ["persons"]', r"\[\[measures\]\] 1: kind 'persons'"),
    "a measure without a name": ("figures.toml", 'name = "Arrests"', "", r"\[\[measures\]\] 1.*'name' is missing"),
    "an unknown measure": ("figures.toml", '"Arrests"', '"Arests"', r"\[\[measures\]\] 1: name 'Arests' is no measure"),
    "a magnitude in quotes": ("figures.toml", "milyo = 1000000", 'milyo = "1000000"', r"\[magnitudes\]: 'milyo' has no whole number"),
    "a number among the cues": ("figures.toml", '["kaptos"]', "[3]", r"3 in 'cues' is no word"),
    "no months": ("locale.toml", "months =", "moths =", r"'months' is missing"),
    "a month that is no list": ("locale.toml", '["unlun"]', '"unlun"', r"'months' is no list of words"),
    "no decimal sign": ("locale.toml", 'decimal = "comma"', "", r"'decimal' is missing"),
    "an unknown decimal sign": ("locale.toml", 'decimal = "comma"', 'decimal = "dot"', r"decimal 'dot' is unknown.*comma, point"),
    "an unknown group sign": ("locale.toml", 'group = "point"', "group = 3", r"group 3 is unknown"),
    "a choice in quotes": ("locale.toml", 'group = "point"', 'group = "point"\ncapital_months = "no"', r"'capital_months' is neither"),
    "no words for regions": ("pack.toml", 'words = ["segmo"]', "", r"\[region\].*'words' is missing"),
    "one string for the words of regions": ("pack.toml", '["segmo"]', '"segmo"', r"\[region\]: 'words' is no list"),
    "a number among the words": ("pack.toml", '["nuk"]', '["nuk", 3]', r"\[words\]: 3 in 'negation' is no word"),
    "one string for a list of words": ("pack.toml", '["nuk"]', '"nuk"', r"\[words\]: 'negation' is no list of words"),
    "one string for the fillers": ("pack.toml", 'fillers = ["va"]', 'fillers = "va"', r"\[calendar\]: 'fillers' is no list"),
    "three quarters": ("pack.toml", ', ["lun tri ko"]', "", r"\[calendar\]: 'quarters' has 3 rows"),
    "a number for a name": ("pack.toml", 'native = "tolu"', "native = 3", r"'native' is no string"),
    "a table that is none": ("pack.toml", '[region]\nwords = ["segmo"]', "", r"'region' is missing"),
    "a key of former times": ("pack.toml", 'tag = "qto"', 'tag = "qto"\nstemmer = "tolu"', r"'stemmer' is no known key"),
}


@pytest.mark.parametrize(("file", "old", "new", "message"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_refused_with_its_file_and_key(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    folder = Path(shutil.copytree(TOY, tmp_path / "qto"))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LanguagePackError, match=rf"^qto/{re.escape(file)}.*{message}") as raised:
        load_pack(folder, load_grammar())
    assert "\n" not in str(raised.value)


def test_the_measures_of_a_pack_are_those_of_the_ontology() -> None:
    ontology = resources.text("ontology", "csgraph.ttl")
    assert shared_words().measures == set(re.findall(r"^csg:(\w+) a owl:NamedIndividual, csg:Measure\b", ontology, re.MULTILINE))
