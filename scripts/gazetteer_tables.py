"""Reading and writing the tables of data/gazetteers: CSV and TSV, several values in a cell divided by "|"."""

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GAZETTEERS = ROOT / "data" / "gazetteers"
SOURCES = GAZETTEERS / "sources"
LANGUAGES = ("da", "fr", "it", "de", "es", "pt", "nl", "sv", "nb")
ALL_LANGUAGES = ("en", *LANGUAGES)
LOCALES = {tag: tag for tag in ALL_LANGUAGES} | {"pt": "pt_PT"}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV or TSV file; lines that begin with "#" are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = [line for line in lines if not line.startswith("# ")]
    if path.suffix == ".tsv":
        return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))
    return list(csv.DictReader(kept))


def write_csv(path: Path, header: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    """Write the rows as UTF-8 CSV with line feeds, the same bytes for the same rows."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, header, lineterminator="\n", extrasaction="raise")
        writer.writeheader()
        writer.writerows({column: row.get(column, "") for column in header} for row in rows)


def plain(text: str) -> str:
    """The text with straight apostrophes and ordinary spaces."""
    return text.replace("’", "'").replace("\u00a0", " ")


def cell(values) -> str:
    """The values of a cell, each once, in the order given."""
    return "|".join(dict.fromkeys(value.strip() for value in values if value and value.strip()))


def values(text: str) -> list[str]:
    """The values in a cell.

    >>> values("OECD|OCDE")
    ['OECD', 'OCDE']
    """
    return [value.strip() for value in (text or "").split("|") if value.strip()]


def names_of(text: str) -> dict[str, list[str]]:
    """A `names` cell → language → names; several languages may share a part.

    >>> names_of("en:Red Cross ; da,nb:Røde Kors")
    {'en': ['Red Cross'], 'da': ['Røde Kors'], 'nb': ['Røde Kors']}
    """
    found: dict[str, list[str]] = {}
    for part in filter(None, (part.strip() for part in (text or "").split(" ; "))):
        tags, _, names = part.partition(":")
        for tag in tags.split(","):
            if tag not in ALL_LANGUAGES:
                raise SystemExit(f"no language {tag!r} in {part!r}")
            present = found.setdefault(tag, [])
            present += [name for name in values(names) if name not in present]
    return found
