"""Write the concept scheme of crime types, ontology/crime.ttl, from the table data/crime-types.tsv.

    python scripts/build_crime_scheme.py            writes ontology/crime.ttl
    python scripts/build_crime_scheme.py --check    compares, exit 1 when the file is not what the table gives

The table is UTF-8, tab-separated, without quoting; several values in one cell are divided by "|".
`labels_xx` are shown: the first is the preferred label, the others are alternative ones. `hidden_xx` are recognised in
running text only. A type with `matchable` = "no" is found by its name in a question, never in a report: its words
("crime", "emergency") say too little there.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "data" / "crime-types.tsv"
SCHEME = ROOT / "ontology" / "crime.ttl"
LANGUAGES = ("en", "da", "de", "es", "fr", "it", "nb", "nl", "pt", "sv")
TOP = "reported-harm"

HEAD = """\
# Written by scripts/build_crime_scheme.py from data/crime-types.tsv: edit the table, then run the script.
@prefix crime: <https://w3id.org/csgraph/crime/> .
@prefix csg: <https://w3id.org/csgraph/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix eurovoc: <http://eurovoc.europa.eu/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

crime:scheme a skos:ConceptScheme ;
    dct:title "Crime types"@en, "Kriminalitetstyper"@da ;
    dct:description "Crime types and other harms that crime-fighting bodies report on, in ten languages, with codes of the International Classification of Crime for Statistical Purposes (ICCS 1.0, UNODC) and matches to Wikidata and EuroVoc."@en, "Kriminalitetstyper og andre skader, som kriminalitetsbekæmpende organer rapporterer om, på ti sprog, med koder fra den internationale klassifikation af kriminalitet til statistiske formål (ICCS 1.0, UNODC) og henvisninger til Wikidata og EuroVoc."@da ;
    owl:versionInfo "1.0.0" ;
    skos:hasTopConcept crime:reported-harm .
"""


class TableError(Exception):
    """The table breaks a rule of the scheme; the message names the row and the remedy."""


def rows(path: Path = TABLE) -> list[dict[str, str]]:
    """Return the rows of the table, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def values(cell: str) -> list[str]:
    """Return the values of a cell.

    >>> values("scam|fraud")
    ['scam', 'fraud']
    """
    return [value.strip() for value in cell.split("|") if value.strip()]


def form_key(form: str) -> str:
    """Return what two forms have in common when a reader would take them for one.

    >>> form_key("Anti-Money  Laundering") == form_key("anti money laundering")
    True
    """
    return re.sub(r"[\s\-/]+", " ", unicodedata.normalize("NFKC", form).casefold().replace("’", "'")).strip()


def check(table: list[dict[str, str]]) -> None:
    """Raise TableError at the first row that breaks a rule of the scheme."""
    _check_tree(table)
    for row in table:
        _check_row(row)
    for language in LANGUAGES:
        _check_shared_forms(table, language)


def _check_tree(table: list[dict[str, str]]) -> None:
    parent = {row["id"]: row["broader"] for row in table}
    if len(parent) != len(table):
        raise TableError("an id stands twice: give each type its own")
    tops = [identifier for identifier, broader in parent.items() if not broader]
    if tops != [TOP]:
        raise TableError(f"types without a broader one are {tops}: only {TOP!r} may be one")
    for identifier in parent:
        seen = [identifier]
        while parent[seen[-1]]:
            broader = parent[seen[-1]]
            if broader not in parent:
                raise TableError(f"{seen[-1]}: its broader type {broader!r} is no row of the table")
            if broader in seen:
                raise TableError(f"{identifier}: broader types go round in a circle, {' > '.join([*seen, broader])}")
            seen.append(broader)


def _check_row(row: Mapping[str, str]) -> None:
    where = row["id"]
    if row["matchable"] not in ("yes", "no"):
        raise TableError(f"{where}: matchable is {row['matchable']!r}, give yes or no")
    for language in LANGUAGES:
        if not values(row[f"labels_{language}"]):
            raise TableError(f"{where}: no label in {language!r}")
    if values(row["labels_en"])[0] != row["prefLabel_en"]:
        raise TableError(f"{where}: prefLabel_en is not the first of labels_en")


def _check_shared_forms(table: list[dict[str, str]], language: str) -> None:
    owner: dict[str, dict[str, str]] = {}
    for row in table:
        for form in {form_key(f) for column in ("labels", "hidden") for f in values(row[f"{column}_{language}"])}:
            other = owner.setdefault(form, dict(row))
            if other["id"] != row["id"] and not (other["shared_reason"] or row["shared_reason"]):
                raise TableError(
                    f"{form!r} ({language}) stands under {other['id']} and {row['id']}: "
                    "keep it where it fits best, or say in shared_reason why both need it"
                )


def turtle(table: list[dict[str, str]]) -> str:
    """Return the scheme as Turtle, concepts sorted by id, so that the same table gives the same bytes."""
    narrower: dict[str, list[str]] = defaultdict(list)
    for row in table:
        narrower[row["broader"]].append(row["id"])
    concepts = ("\n".join(_concept(row, sorted(narrower[row["id"]]))) for row in sorted(table, key=lambda r: r["id"]))
    return HEAD + "\n" + "\n\n".join(concepts) + "\n"


def _concept(row: Mapping[str, str], narrower: list[str]) -> Iterator[str]:
    statements = list(_statements(row, narrower))
    yield f"crime:{row['id']} a skos:Concept ;"
    for statement in statements[:-1]:
        yield f"    {statement} ;"
    yield f"    {statements[-1]} ."


def _statements(row: Mapping[str, str], narrower: list[str]) -> Iterator[str]:
    yield "skos:inScheme crime:scheme"
    if row["broader"]:
        yield f"skos:broader crime:{row['broader']}"
    else:
        yield "skos:topConceptOf crime:scheme"
    if narrower:
        yield "skos:narrower " + ", ".join(f"crime:{identifier}" for identifier in narrower)
    for language in LANGUAGES:
        preferred, *alternative = values(row[f"labels_{language}"])
        yield f"skos:prefLabel {_literal(preferred, language)}"
        yield from _labels("altLabel", alternative, language)
        yield from _labels("hiddenLabel", values(row[f"hidden_{language}"]), language)
    yield f"skos:definition {_literal(row['definition_en'], 'en')}"
    yield from _codes(row)
    yield f"csg:matchable {'true' if row['matchable'] == 'yes' else 'false'}"


def _codes(row: Mapping[str, str]) -> Iterator[str]:
    # A code of a wider ICCS category is no notation of the type: many types lie within one category.
    if row["iccs_code"]:
        term = "csg:withinIccs" if row["iccs_match"] == "broad" else "skos:notation"
        yield f'{term} "{row["iccs_code"]}"^^csg:iccs'
    if row["wikidata"]:
        yield f"{_match(row['wikidata_match'])} wd:{row['wikidata']}"
    if row["eurovoc"]:
        yield f"{_match(row['eurovoc_match'])} eurovoc:{row['eurovoc']}"


def _match(word: str) -> str:
    return "skos:exactMatch" if word == "exact" else "skos:closeMatch"


def _labels(term: str, forms: Iterable[str], language: str) -> Iterator[str]:
    literals = sorted({_literal(form, language) for form in forms})
    if literals:
        yield f"skos:{term} " + ", ".join(literals)


def _literal(text: str, language: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@{language}'


def main(arguments: list[str]) -> int:
    table = rows()
    try:
        check(table)
    except TableError as error:
        print(f"{TABLE.relative_to(ROOT)}: {error}", file=sys.stderr)
        return 1
    text = turtle(table)
    if "--check" not in arguments:
        SCHEME.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if SCHEME.exists() and SCHEME.read_text(encoding="utf-8") == text:
        return 0
    print(f"{SCHEME.relative_to(ROOT)} is not what the table gives: run scripts/build_crime_scheme.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
