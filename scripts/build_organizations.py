"""Build data/gazetteers/organizations.csv from the hand-kept tables in data/gazetteers/sources.

sources/organizations.tsv holds the collected bodies, organizations-more.tsv those added by hand, organizations-mend.tsv
what has to be changed in the first: id, column, action (set, add, drop) and value.
"""

import re
from collections import Counter

from gazetteer_tables import GAZETTEERS, LANGUAGES, SOURCES, cell, rows_of, values, write_csv

HEADER = ("id", "name", "acronyms", "kind", "parent", "country", "wikidata", "website", "aliases_en",
          *LANGUAGES, "hidden", "note")
# Bodies that a name such as "Ministry of Justice (France)" is one of many of: without their country they name nothing.
GENERIC = re.compile(
    r"^(the )?(federal |national |state |general |central |royal |republic |supreme )*"
    r"(ministry|department|department of|police|customs|coast guard|border guard|border force|border police|gendarmerie|"
    r"prosecutor|public prosecutor|financial intelligence|financial reporting|anti.?money laundering|security service|"
    r"intelligence|guard|treasury|revenue|tax|civil guard|red cross|immigration|bureau of (customs|immigration)|"
    r"public (force|security police)|criminal police|republican guard|commission|committee|agency|authority|"
    r"directorate|office|secretariat|council|service|administration|cyber|cybersecurity|centre|center|markets|"
    r"migration|competition|intellectual property|attorney|civil aviation|police corps|development)\b", re.I)
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
    """"Ministry of Justice (France)" without its bracket, and whether it had one."""
    match = re.fullmatch(r"(.+?) \(([^)]+)\)", name)
    return (match[1], match[2]) if match else (name, "")


def plain(text):
    return text.replace("’", "'").replace(" ", " ")


def tidy(row):
    """One row of a source table as a row of organizations.csv; generic names go to `hidden`."""
    name = plain(row["name_en"])
    base, place = base_name(name)
    acronyms = values(row["acronyms"])
    national = row["kind"] in ("government", "law-enforcement", "customs")
    aliases, hidden = [], values(row.get("hidden", ""))
    for alias in map(plain, values(row["aliases_en"])):
        if base_name(alias)[1]:
            continue
        if national and (alias == base and place or GENERIC.match(alias) and not is_placed(alias)):
            hidden.append(f"en:{alias}:country")
        elif alias not in acronyms:
            aliases.append(alias)
    if place:
        if national and place not in ("MI5",):
            article = "the " if row["country"] in ARTICLE and not place.startswith("the ") else ""
            if not place.isupper():
                aliases.append(f"{base} of {article}{place}")
        if national and GENERIC.match(base):
            hidden.append(f"en:{base}:country")
        else:
            aliases.append(base)
    out = {column: row.get(column, "") for column in HEADER}
    out |= {"name": name, "acronyms": cell(acronyms), "aliases_en": cell(a for a in aliases if a != name)}
    for tag in LANGUAGES:
        names = [plain(n) for n in values(row[tag]) if not base_name(n)[1]]
        out[tag] = cell(n for n in names if n not in acronyms or n == name)
    out["hidden"] = cell(hidden)
    out["note"] = row.get("note", "")
    return out


def is_placed(alias):
    """Whether a name says by itself whose body it is: "Ministry of Interior of Ukraine"."""
    return bool(re.search(r" of (the )?([A-Z][\w-]+)( [A-Z][\w-]+)*$", alias) and not
                re.search(r" of (the )?(Interior|Justice|Home|Internal|Customs|State|Defen[cs]e|Commerce|Public|Finance|"
                          r"Foreign|Immigration|Treasury|Environment|Information|Security|National|Police|Corrections|"
                          r"Conservation|Corruption|Money|Competition|Investigation|Natural|Tax|Anti|Combating|"
                          r"Securities|Labour|Labor)\b[\w ,&-]*$", alias))


def main():
    rows = mended(rows_of(SOURCES / "organizations.tsv"), rows_of(SOURCES / "organizations-mend.tsv"))
    rows += rows_of(SOURCES / "organizations-more.tsv")
    twice = [i for i, n in Counter(row["id"] for row in rows).items() if n > 1]
    if twice:
        raise SystemExit(f"organizations: ids used twice: {twice}")
    write_csv(GAZETTEERS / "organizations.csv", HEADER, sorted(map(tidy, rows), key=lambda row: row["id"]))


if __name__ == "__main__":
    main()
