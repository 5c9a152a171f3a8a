"""Build data/gazetteers/regions.csv: the numbered regions of a publisher, from sources/regions.tsv."""

from gazetteer_tables import GAZETTEERS, SOURCES, rows_of, write_csv

HEADER = ("publisher", "number", "name", "countries", "programme", "member_programmes", "source", "verified", "note")
# The programme that speaks for a region, where one does; ids of organizations.csv.
PROGRAMMES = {
    "1": "crime-stoppers-usa",
    "2": "canadian-crime-stoppers",
    "3": "crime-stoppers-cbla",
    "6": "crime-stoppers-western-pacific",
    "7": "crime-stop-south-africa",
}


def main() -> None:
    write_csv(
        GAZETTEERS / "regions.csv",
        HEADER,
        [
            {
                "publisher": "crime-stoppers-international",
                "number": row["region"],
                "name": row["name_en"],
                "countries": row["countries"],
                "programme": PROGRAMMES.get(row["region"], ""),
                "member_programmes": row["member_programmes"],
                "source": row["source_urls"],
                "verified": row["verified"],
                "note": row["note"],
            }
            for row in rows_of(SOURCES / "regions.tsv")
        ],
    )


if __name__ == "__main__":
    main()
