"""Build data/gazetteers/currencies.csv: ISO 4217 currencies with their signs and names in ten languages.

A row whose code is in small letters ("dollar", "krone") is a word that several currencies share; `candidates` says which.
Names come from CLDR (babel); signs and shared words from the tables of data/gazetteers/sources.
"""

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies
from gazetteer_tables import ALL_LANGUAGES, GAZETTEERS, LOCALES, SOURCES, cell, rows_of, values, write_csv

HEADER = ("code", "name_en", "signs", "candidates", "countries", *ALL_LANGUAGES)
COUNTS = (None, 1, 2, 5, 8, 1_000_000)
# Precious metals, funds codes and the like, which babel gives for no country, are left out by construction.
# Codes that are words of their own in capitals; these currencies go by their names only.
WORDS = {"ALL", "TOP", "CUP", "SOS", "MOP", "BAM"}
NEVER = {"USN", "USS", "CHE", "CHW", "CLF", "COU", "MXV", "UYI", "UYW", "BOV", "XDR"}


def countries_of_currencies() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows_of(GAZETTEERS / "places.csv"):
        if row["kind"] == "country":
            for code in get_territory_currencies(row["country"]):
                found.setdefault(code, []).append(row["country"])
    return found


def names(code: str, tag: str) -> str:
    """What the currency is called, for one and for many: "danish krone" and "danske kroner"."""
    locale = LOCALES[tag]
    own = {row["code"]: values(row[tag] or "") for row in rows_of(SOURCES / "currency-names.tsv")}
    forms = [get_currency_name(code, count=count, locale=locale).replace("’", "'") for count in COUNTS]
    return cell([*(form for form in forms if form != code and not form.startswith("sdirham")), *own.get(code, [])])


def main() -> None:
    signs = {row["code"]: row["signs"] for row in rows_of(SOURCES / "currency-signs.tsv")}
    used = countries_of_currencies()
    rows = []
    for code in sorted(used):
        if code in NEVER:
            continue
        rows.append(
            {
                "code": code,
                "name_en": Locale.parse("en").currencies[code],
                "countries": cell(used[code]),
                "signs": cell(["" if code in WORDS else code, *values(signs.get(code, ""))]),
                **{tag: names(code, tag) for tag in ALL_LANGUAGES},
            }
        )
    for row in rows_of(SOURCES / "currency-families.tsv"):
        rows.append(
            {
                "code": row["id"],
                "name_en": values(row["en"])[0],
                "signs": row["signs"],
                "candidates": row["candidates"],
                **{tag: row[tag] or "" for tag in ALL_LANGUAGES},
            }
        )
    write_csv(GAZETTEERS / "currencies.csv", HEADER, rows)


if __name__ == "__main__":
    main()
