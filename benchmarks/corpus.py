"""Report texts of any size, made of the words of the packs, the gazetteers and the crime scheme; the same seed gives the same bytes.

``python -m benchmarks.corpus ENTRIES FOLDER`` writes them: a hundred entries a report, half of them English, half Danish.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from csgraph import resources
from csgraph.language.packs import pack

ENTRIES_IN_REPORT = 100
PUBLISHER = "Crime Stoppers International"
LANGUAGES = ("en", "da")

_INTRODUCTION = {
    "en": "Set out below are the activities of Crime Stoppers International and its programmes during {year}.",
    "da": "Nedenstående er de aktiviteter, som Crime Stoppers International og dets programmer var involveret i i løbet af {year}.",
}
_SENTENCES = {
    "en": (
        "signed a Memorandum of Understanding (MOU) with {a} in {p} to raise awareness of {c} and {d}.",
        "hosted a workshop on {c} in {p} in collaboration with {a} and {b}.",
        "participated in the conference of {a} on {c} in {p}, together with {b}, {e} and the {u}.",
        "concluded a six-month campaign against {c} with {a}, which led to the arrest of {n} persons and the seizure of goods worth USD {m} million.",
        "was invited by {a} to a seminar on {c} and {d}; representatives of {b} and {e} also took part.",
        "{a} and {b} carried out an operation against {c} in {p}: {n} people were arrested and {m} kilograms of drugs were seized.",
        "presented its work at a meeting of {a} in {p} on how the police, customs and citizens can work together on {c}.",
        "launched a reporting line on {d} with {a}; more than {n} calls were received.",
    ),
    "da": (
        "underskrev et aftalememorandum (MOU) med {a} i {p} for at skabe opmærksomhed om {c} og {d}.",
        "var vært for en workshop om {c} i {p} i samarbejde med {a} og {b}.",
        "deltog i en konference hos {a} om {c} i {p} sammen med {b}, {e} og {u}.",
        "afsluttede en seks måneder lang kampagne mod {c} med {a}, som førte til anholdelse af {n} personer og beslaglæggelse af varer til en værdi af {m} mio. USD.",
        "blev inviteret af {a} til et seminar om {c} og {d}; repræsentanter fra {b} og {e} deltog også.",
        "{a} og {b} gennemførte en operation mod {c} i {p}: {n} personer blev anholdt, og {m} kilo narkotika blev beslaglagt.",
        "præsenterede sit arbejde på et møde hos {a} i {p} om, hvordan politi, toldvæsen og borgere kan arbejde sammen om {c}.",
        "lancerede en anmeldelseslinje om {d} med {a}; mere end {n} opkald blev modtaget.",
    ),
}
_UNKNOWN = {"en": "{p} Alliance against {d}", "da": "{p} Alliance mod {d}"}


@dataclass(frozen=True)
class Words:
    """The names that a language's sentences are filled with."""

    months: Sequence[str]
    organizations: Sequence[str]
    places: Sequence[str]
    crimes: Sequence[str]


@cache
def words(language: str) -> Words:
    """Return the names of a language, in the order of their files."""
    months = tuple(forms[0].capitalize() for forms in pack(language).months)
    return Words(
        months, _named("organizations", ("name",)), _named("places", ("name_en" if language == "en" else language,)), _crimes(language)
    )


def _named(gazetteer: str, columns: Sequence[str]) -> tuple[str, ...]:
    with resources.path("data", "gazetteers", f"{gazetteer}.csv").open(encoding="utf-8") as file:
        names = [row[column].split("|")[0] for row in csv.DictReader(file) for column in columns]
    return tuple(dict.fromkeys(name for name in names if len(name) > 3))


def _crimes(language: str) -> tuple[str, ...]:
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    quads = ox.parse(resources.path("ontology", "crime.ttl").read_bytes(), ox.RdfFormat.TURTLE)
    labels = {quad.object.value for quad in quads if quad.predicate == label and quad.object.language == language}
    return tuple(sorted(name for name in labels if name[:1].islower()))


def reports(entries: int, seed: int = 0, size: int = ENTRIES_IN_REPORT) -> Iterator[tuple[str, str]]:
    """Yield (file name, text) of reports that have so many entries together."""
    for number in range((entries + size - 1) // size):
        language = LANGUAGES[number % len(LANGUAGES)]
        left = min(size, entries - number * size)
        yield f"report-{number:06}.{language}.txt", _report(language, left, random.Random(f"{seed}-{number}"))


def _report(language: str, entries: int, chance: random.Random) -> str:
    year = chance.randint(2005, 2024)
    # Each report keeps to some partners, as a body does: a network of everybody with everybody would be no network.
    partners = chance.sample(words(language).organizations, 40)
    lines = [_INTRODUCTION[language].format(year=year)]
    for number in range(entries - 1):
        month = words(language).months[12 * number // max(1, entries - 1)]
        region = f", Region {chance.randint(1, 7)}" if chance.random() < 0.5 else ""
        sentences = " ".join(_sentence(language, partners, chance) for _ in range(chance.choice((1, 2, 2))))
        lines.append(f"{month}{region} – {sentences}")
    return "\n".join(lines) + "\n"


def _sentence(language: str, partners: Sequence[str], chance: random.Random) -> str:
    known = words(language)
    a, b, e = chance.sample(partners, 3)
    place, (crime, other) = chance.choice(known.places), chance.sample(known.crimes, 2)
    unknown = _UNKNOWN[language].format(p=place, d=other.title()) if chance.random() < 0.1 else chance.choice(partners)
    numbers = {"n": chance.randint(3, 400), "m": chance.randint(2, 90)}
    return chance.choice(_SENTENCES[language]).format(a=a, b=b, e=e, u=unknown, p=place, c=crime, d=other, **numbers)


def written(entries: int, folder: Path, seed: int = 0, size: int = ENTRIES_IN_REPORT) -> list[Path]:
    """Write the reports to a folder, unless they are there, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in reports(entries, seed, size):
        path = folder / name
        if not path.is_file():
            path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    print(f"{len(written(int(sys.argv[1]), Path(sys.argv[2])))} reports")
