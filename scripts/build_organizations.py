"""Build data/gazetteers/organizations.csv from the hand-kept tables in data/gazetteers/sources.

sources/organizations.tsv holds the collected bodies, organizations-mend.tsv what has to be changed in it (id, column,
action set, add or drop, value), organizations-more.tsv bodies added by hand, organization-names.tsv further names, and
organization-hidden.tsv the names that count only under a condition.
"""

import re
from collections import Counter
from functools import cache

from gazetteer_tables import GAZETTEERS, LANGUAGES, SOURCES, cell, names_of, plain, rows_of, values, write_csv

HEADER = ("id", "name", "acronyms", "kind", "parent", "country", "wikidata", "website", "aliases_en", *LANGUAGES, "hidden", "note")
# Bodies that a name such as "Ministry of Justice (France)" is one of many of: without their country they name nothing.
GENERIC = re.compile(
    r"^(the )?(federal |national |state |general |central |royal |republic |supreme )*"
    r"(ministry|department|department of|police|customs|coast guard|border guard|border force|border police|gendarmerie|"
    r"prosecutor|public prosecutor|financial intelligence|financial reporting|anti.?money laundering|security service|"
    r"intelligence|guard|treasury|revenue|tax|civil guard|red cross|immigration|bureau of (customs|immigration)|"
    r"public (force|security police)|criminal police|republican guard|commission|committee|agency|authority|"
    r"directorate|office|secretariat|council|service|administration|cyber|cybersecurity|centre|center|markets|"
    r"migration|competition|intellectual property|attorney|civil aviation|police corps|development)\b",
    re.I,
)
# These sound general and are not: one body in the world has the name.
DISTINCTIVE = {
    "Customs and Border Protection",
    "Customs & Border Protection",
    "Immigration and Customs Enforcement",
    "Department of Homeland Security",
    "State Department",
    "Home Office",
    "National Republican Guard",
}
# The unions in full, as bodies' names hold them, and what the languages write for short.
SHORT = {
    "en": (("European Union ", "EU "), ("United Nations ", "UN ")),
    "da": (("Den Europæiske Unions ", "EU's "), ("De Forenede Nationers ", "FN's ")),
    "fr": (("de l'Union européenne", "de l'UE"), ("des Nations unies", "de l'ONU"), ("des Nations Unies", "de l'ONU")),
    "it": (("dell'Unione europea", "dell'UE"), ("dell'Unione Europea", "dell'UE"), ("delle Nazioni Unite", "dell'ONU")),
    "es": (("de la Unión Europea", "de la UE"), ("de las Naciones Unidas", "de la ONU")),
    "pt": (("da União Europeia", "da UE"), ("das Nações Unidas", "da ONU")),
    "de": (("der Europäischen Union", "der EU"), ("der Vereinten Nationen", "der UN"), ("der Vereinten Nationen", "der UNO")),
    "nl": (("van de Europese Unie", "van de EU"), ("van de Verenigde Naties", "van de VN")),
    "sv": (("Europeiska unionens ", "EU:s "), ("Förenta nationernas ", "FN:s ")),
    "nb": (("Den europeiske unions ", "EUs "), ("De forente nasjoners ", "FNs ")),
}
# The Nordic genitive of a set of capitals, as the others write it too.
GENITIVE = {"da": ("'s ", "s "), "sv": (":s ", "s "), "nb": ("s ", "'s ")}
GENITIVE_OF = ("EU", "FN", "USA")
GERMAN_ADJECTIVE = re.compile(r"\b([A-ZÄÖÜa-zäöüß-]*(?:sch|lich|ig|al|weit|sam|ot|iß|ein|iv|ott|rit|int|fen))(?:e|er|es)(?= [A-ZÄÖÜ])")
ARTICLE = {"US", "GB", "NL", "PH", "AE", "CZ", "DO", "BS", "GM", "KY", "MV"}


def mended(rows, mends):
    by_id = {row["id"]: row for row in rows}
    for mend in mends:
        row = by_id.get(mend["id"])
        if row is None:
            raise SystemExit(f"organizations-mend.tsv: no organization {mend['id']!r}")
        column, value = mend["column"], mend["value"]
        present = values(row.get(column, ""))
        if mend["action"] == "set":
            row[column] = value
        elif mend["action"] == "add":
            row[column] = cell(present + values(value))
        elif mend["action"] == "drop":
            gone = set(values(value))
            missing = gone - set(present)
            if missing:
                raise SystemExit(f"organizations-mend.tsv: {mend['id']} {column} has no {sorted(missing)}")
            row[column] = cell(name for name in present if name not in gone)
        else:
            raise SystemExit(f"organizations-mend.tsv: unknown action {mend['action']!r}")
    return rows


def base_name(name):
    """ "Ministry of Justice (France)" without its bracket, and whether it had one."""
    match = re.fullmatch(r"(.+?) \(([^)]+)\)", name)
    return (match[1], match[2]) if match else (name, "")


def tidy(row):
    """One row of a source table as a row of organizations.csv; generic names go to `hidden`."""
    name = plain(row["name_en"])
    base, place = base_name(name)
    acronyms = values(row["acronyms"])
    national = row["kind"] in ("government", "law-enforcement", "customs")
    aliases, hidden = [], values(row.get("hidden", ""))
    for alias in map(plain, values(row.get("aliases_en") or "")):
        if base_name(alias)[1]:
            continue
        if alias not in DISTINCTIVE and national and ((alias == base and place) or (GENERIC.match(alias) and not is_placed(alias))):
            hidden.append(f"en:{alias}:country")
        elif alias not in acronyms:
            aliases.append(alias)
    if place:
        if national and place not in ("MI5",):
            article = "the " if row["country"] in ARTICLE and not place.startswith("the ") else ""
            if not place.isupper():
                aliases.append(f"{base} of {article}{place}")
        if base not in DISTINCTIVE and national and GENERIC.match(base):
            hidden.append(f"en:{base}:country")
        else:
            aliases.append(base)
    out = {column: row.get(column) or "" for column in HEADER}
    out |= {"name": name, "acronyms": cell(acronyms), "aliases_en": cell(a for a in aliases if a != name)}
    for tag in LANGUAGES:
        names = [plain(n) for n in values(row.get(tag) or "") if not base_name(n)[1]]
        out[tag] = cell(n for n in said(tag, names) if n not in acronyms)
    out["aliases_en"] = cell(n for n in said("en", [name, *values(out["aliases_en"])]) if n != name)
    out["hidden"] = cell(hidden)
    out["note"] = row.get("note") or ""
    return out


def said(tag, names):
    """The names with those that follow from them: short forms of the unions, other genitives, German cases.

    >>> said("sv", ["Europeiska unionens asylbyrå"])
    ['Europeiska unionens asylbyrå', 'EU:s asylbyrå', 'EUs asylbyrå']
    >>> said("de", ["Europäische Staatsanwaltschaft"])
    ['Europäische Staatsanwaltschaft', 'Europäischen Staatsanwaltschaft']
    """
    found = dict.fromkeys(names)
    for name in names:
        for long, short in SHORT.get(tag, ()):
            if long in name:
                found.setdefault(name.replace(long, short))
    for name in list(found):
        if tag in GENITIVE:
            one, other = GENITIVE[tag]
            for owner in GENITIVE_OF:
                if name.startswith(owner + one):
                    found.setdefault(owner + other + name[len(owner + one) :])
        if tag == "de":
            first = re.split(r" (?:der|des|für|zur|zum|gegen|von|in|im|und|mit|-) ", name)[0]
            found.setdefault(GERMAN_ADJECTIVE.sub(r"\1en", first) + name[len(first) :])
    return list(found)


@cache
def country_words():
    """The English country names, as one pattern: "Ministry of Interior of Ukraine" says by itself whose it is."""
    names = {
        name
        for row in rows_of(GAZETTEERS / "places.csv")
        if row["kind"] == "country"
        for name in (row["name_en"], *values(row["aliases"]))
        if len(name) > 3
    }
    return re.compile(
        r"\b(U\.?S\.?|UK|UAE|[A-Z][a-z]+(ish|ese|ian|can|dic|ean) |"
        + "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        + r")\b"
    )


def is_placed(alias):
    return bool(country_words().search(alias))


def with_names(row, names):
    """The row with further names in its language columns."""
    row, hidden = dict(row), values(row.get("hidden") or "")
    for tag, more in names.items():
        column = "aliases_en" if tag == "en" else tag
        hidden += [f"{tag}:{name[1:]}" for name in more if name.startswith("~")]
        row[column] = cell([*values(row.get(column) or ""), *(name for name in more if not name.startswith("~"))])
    row["hidden"] = cell(hidden)
    return row


def without_hidden(row):
    """The row whose hidden names stand in no other column; the name itself stays, and its condition tells the reader."""
    row = dict(row)
    for entry in values(row["hidden"]):
        tag, _, rest = entry.partition(":")
        name = rest.rpartition(":")[0]
        columns = {"*": ("acronyms", "aliases_en", *LANGUAGES), "en": ("aliases_en",)}.get(tag, (tag,))
        for column in columns:
            row[column] = cell(value for value in values(row[column]) if value != name)
    return row


def main():
    rows = mended(rows_of(SOURCES / "organizations.tsv"), rows_of(SOURCES / "organizations-mend.tsv"))
    rows += [with_names(row, names_of(row["names"])) for row in rows_of(SOURCES / "organizations-more.tsv")]
    further = {}
    for row in rows_of(SOURCES / "organization-names.tsv"):
        present = further.setdefault(row["id"], {})
        for tag, names in names_of(row["names"]).items():
            present.setdefault(tag, []).extend(names)
    conditions = {}
    for row in rows_of(SOURCES / "organization-hidden.tsv"):
        conditions.setdefault(row["id"], []).extend(values(row["hidden"]))
    unknown = (further.keys() | conditions.keys()) - {row["id"] for row in rows}
    if unknown:
        raise SystemExit(f"organizations: names given for unknown ids {sorted(unknown)}")
    rows = [with_names(row, further.get(row["id"], {})) for row in rows]
    for row in rows:
        row["hidden"] = cell([*values(row.get("hidden") or ""), *conditions.get(row["id"], [])])
    twice = [i for i, n in Counter(row["id"] for row in rows).items() if n > 1]
    if twice:
        raise SystemExit(f"organizations: ids used twice: {twice}")
    write_csv(GAZETTEERS / "organizations.csv", HEADER, sorted((without_hidden(tidy(row)) for row in rows), key=lambda row: row["id"]))


if __name__ == "__main__":
    main()
