"""Build data/gazetteers/demonyms.csv: "spansk", "spanske"; "niederländisch", "niederländischen" … by place and language.

sources/demonyms.tsv has the base forms; the endings are added here. A form that does not follow the rule of its language
stands there behind "=", with its other forms beside it.
"""

from gazetteer_tables import ALL_LANGUAGES, GAZETTEERS, SOURCES, cell, rows_of, values, write_csv

HEADER = ("country", "place", "lang", "forms")
# language → base ending → endings of the forms; the first that fits counts.
ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "en": (("", ("",)),),
    "da": (("sk", ("sk", "ske")), ("lig", ("lig", "lige", "ligt")), ("", ("",))),
    "nb": (("sk", ("sk", "ske")), ("", ("",))),
    "sv": (("sk", ("sk", "skt", "ska")), ("", ("",))),
    "de": (("sch", ("sch", "sche", "schen", "scher", "sches", "schem")), ("", ("",))),
    "nl": (("ees", ("ees", "ese")), ("s", ("s", "se")), ("sch", ("sch", "sche")), ("", ("", "e"))),
    "fr": (
        ("ien", ("ien", "ienne", "iens", "iennes")),
        ("éen", ("éen", "éenne", "éens", "éennes")),
        ("on", ("on", "onne", "ons", "onnes")),
        ("s", ("s", "se", "ses")),
        ("e", ("e", "es")),
        ("", ("", "e", "s", "es")),
    ),
    "it": (("io", ("io", "ia", "i", "ie")), ("o", ("o", "a", "i", "e")), ("", ("",))),
    "es": (
        ("és", ("és", "esa", "eses", "esas")),
        ("ón", ("ón", "ona", "ones", "onas")),
        ("í", ("í", "íes")),
        ("o", ("o", "a", "os", "as")),
        ("ol", ("ol", "ola", "oles", "olas")),
        ("", ("",)),
    ),
    "pt": (("ês", ("ês", "esa", "eses", "esas")), ("ão", ("ão",)), ("o", ("o", "a", "os", "as")), ("", ("",))),
}


def inflected(word: str, tag: str) -> list[str]:
    """The forms of an adjective.

    >>> inflected("spansk", "sv"), inflected("francés", "es")
    (['spansk', 'spanskt', 'spanska'], ['francés', 'francesa', 'franceses', 'francesas'])
    """
    if word.startswith("="):
        return [word[1:]]
    base, endings = next((base, endings) for base, endings in ENDINGS[tag] if word.endswith(base))
    stem = word[: len(word) - len(base)]
    return [stem + ending for ending in endings]


def main() -> None:
    places = {row["id"]: row for row in rows_of(GAZETTEERS / "places.csv")}
    rows = []
    for row in rows_of(SOURCES / "demonyms.tsv"):
        place = row["place"].lower()
        if place not in places:
            raise SystemExit(f"demonyms.tsv: no place {place!r} in places.csv")
        for tag in ALL_LANGUAGES:
            forms = cell(form for word in values(row[tag]) for form in inflected(word, tag))
            if forms:
                rows.append({"country": places[place]["country"], "place": place, "lang": tag, "forms": forms})
    write_csv(GAZETTEERS / "demonyms.csv", HEADER, sorted(rows, key=lambda row: (row["place"], row["lang"])))


if __name__ == "__main__":
    main()
