"""The tables of data/gazetteers hang together, and name what reports name."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from csgraph.model import Document
from csgraph.reading.reader import Reader

GAZETTEERS = Path(__file__).resolve().parent.parent / "data" / "gazetteers"
LANGUAGES = ("da", "fr", "it", "de", "es", "pt", "nl", "sv", "nb")
ORGANIZATION_KINDS = {
    "igo",
    "government",
    "law-enforcement",
    "customs",
    "ngo",
    "company",
    "association",
    "university",
    "media",
    "programme",
    "coalition",
}
PLACE_KINDS = {"continent", "region", "country", "subdivision", "city", "island", "free-zone", "port", "airport", "site"}
CONDITIONS = {"country", "name", "word", "case", "place"}
ORDINARY_WORDS = {
    "police",
    "politi",
    "politie",
    "politiet",
    "polizei",
    "polizia",
    "polícia",
    "policía",
    "polis",
    "polisen",
    "customs",
    "told",
    "toldvæsen",
    "toldvæsenet",
    "tull",
    "tullen",
    "toll",
    "zoll",
    "douane",
    "dogana",
    "aduana",
    "alfândega",
    "government",
    "council",
    "treasury",
    "defense",
    "commerce",
    "marshals",
    "meta",
    "traffic",
    "routes",
    "visa",
    "the",
    "who",
    "ice",
    "is",
    "it",
    "us",
    "to",
    "en",
    "de",
    "la",
    "et",
    "og",
    "och",
    "und",
    "für",
    "ministry",
    "bank",
    "fed up",
    "ministry of justice",
    "ministry of the interior",
    "national police",
    "coast guard",
    "justitsministeriet",
    "police nationale fédérale",
    "gendarmerie",
    "carabinieri e",
    "all",
    "top",
    "cup",
    "sos",
}


def table(name):
    with (GAZETTEERS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def values(cell):
    return [value for value in cell.split("|") if value]


@pytest.fixture(scope="module")
def organizations():
    return table("organizations.csv")


@pytest.fixture(scope="module")
def places():
    return table("places.csv")


@pytest.mark.parametrize("name", ["organizations.csv", "places.csv"])
def test_ids_are_unique_and_parents_exist_without_a_cycle(name):
    rows = table(name)
    parents = {row["id"]: values(row["parent"]) for row in rows}
    assert len(parents) == len(rows)
    assert [(i, p) for i, ps in parents.items() for p in ps if p not in parents] == []

    def above(i, path=()):
        assert i not in path, f"{i} contains itself by way of {path}"
        for parent in parents[i]:
            above(parent, (*path, i))

    for i in parents:
        above(i)


def test_every_organization_has_a_known_kind_and_country(organizations, places):
    countries = {row["country"] for row in places if row["kind"] == "country"}
    assert {row["kind"] for row in organizations} <= ORGANIZATION_KINDS
    assert [row["id"] for row in organizations if row["country"] and row["country"] not in countries] == []


def test_cells_have_no_empty_or_repeated_values(organizations, places):
    for row in (*organizations, *places):
        for column, cell in row.items():
            assert cell is not None, (row["id"], column)
            if column not in ("name", "name_en", "note", "website") and cell:
                parts = cell.split("|")
                assert all(part == part.strip() and part for part in parts), (row["id"], column, cell)
                assert len(parts) == len(set(parts)), (row["id"], column, cell)


def test_no_organization_goes_by_an_ordinary_word_alone(organizations):
    for row in organizations:
        conditional = {entry.split(":", 1)[1].rpartition(":")[0] for entry in values(row["hidden"])}
        for column in ("acronyms", "aliases_en", *LANGUAGES):
            for name in values(row[column]):
                assert name.casefold() not in ORDINARY_WORDS, (row["id"], name)
                assert len(name) > 1
        if row["name"].casefold() in ORDINARY_WORDS:
            assert row["name"] in conditional, row["id"]


def test_conditional_names_say_language_and_condition(organizations):
    for row in organizations:
        for entry in values(row["hidden"]):
            tag, _, rest = entry.partition(":")
            name, _, condition = rest.rpartition(":")
            assert tag in ("*", "en", *LANGUAGES) and name and condition in CONDITIONS, (row["id"], entry)


def test_shared_acronyms_are_few_and_known(organizations):
    """Homonyms are decided by the reader; here only that a new one is noticed."""
    bodies = defaultdict(set)
    for row in organizations:
        for acronym in values(row["acronyms"]):
            bodies[acronym].add(row["id"])
    shared = {acronym for acronym, ids in bodies.items() if len(ids) > 1}
    assert {"ICC", "PNP", "AFP", "MPS"} <= shared
    assert len(shared) <= 45, sorted(shared)


def test_two_bodies_of_one_country_do_not_share_a_full_name(organizations):
    owners = defaultdict(set)
    for row in organizations:
        for name in (row["name"], *values(row["aliases_en"]), *(n for tag in LANGUAGES for n in values(row[tag]))):
            owners[name.casefold(), row["country"]].add(row["id"])
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_places_have_known_kinds_and_coordinates_on_earth(places):
    for row in places:
        assert row["kind"] in PLACE_KINDS, row["id"]
        assert row["context"] in ("", "needs-context"), row["id"]
        assert bool(row["lat"]) == bool(row["long"]), row["id"]
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["long"]) <= 180, row["id"]
        if row["kind"] == "city":
            assert row["lat"] and row["geonames"].isdigit() and row["country"], row["id"]


def test_every_country_has_ten_names_and_lies_somewhere(places):
    countries = [row for row in places if row["kind"] == "country"]
    assert len(countries) > 240
    for row in countries:
        assert row["name_en"] and row["parent"] and all(row[tag] for tag in LANGUAGES), row["id"]
        assert row["id"] == row["country"].lower() and row["wikidata"].startswith("Q"), row["id"]


@pytest.mark.parametrize(
    ("tag", "name", "place"),
    [
        ("da", "Haag", "the-hague-nl"),
        ("pt", "Haia", "the-hague-nl"),
        ("da", "Nederlandene", "nl"),
        ("da", "Sydafrika", "za"),
        ("da", "Filippinerne", "ph"),
        ("en", "Albuquerque", "albuquerque-us"),
        ("en", "New Mexico", "us-nm"),
        ("fr", "Nouveau-Mexique", "us-nm"),
        ("en", "Trinidad", "tt-trinidad"),
        ("en", "Barbados", "bb"),
        ("en", "Singapore", "sg"),
        ("en", "Toronto", "toronto-ca"),
        ("en", "Christchurch", "christchurch-nz"),
        ("en", "El Salvador", "sv"),
        ("en", "Panama", "pa"),
        ("en", "Mandalyoung", "mandaluyong-ph"),
        ("en", "Colon", "colon-pa"),
        ("da", "Latinamerika", "latin-america"),
        ("da", "den caribiske region", "caribbean"),
        ("da", "frihandelszonen i Colon", "colon-free-zone"),
        ("nl", "haven van Antwerpen", "port-of-antwerp"),
        ("it", "Ginevra", "geneva-ch"),
        ("sv", "Köpenhamn", "copenhagen-dk"),
    ],
)
def test_a_place_is_found_by_the_name_that_a_report_gives_it(places, tag, name, place):
    column = "aliases" if tag == "en" else tag
    found = {row["id"] for row in places if name in values(row[column]) or (tag == "en" and row["name_en"] == name)}
    assert place in found


@pytest.mark.parametrize(
    ("column", "name", "body"),
    [
        ("acronyms", "OECD", "oecd"),
        ("da", "Verdensnaturfonden", "wwf"),
        ("acronyms", "WFZO", "world-fzo"),
        ("da", "Ukraines indenrigsministerium", "ua-ministry-of-internal-affairs"),
        ("acronyms", "GAFILAT", "gafilat"),
        ("aliases_en", "US Dept of Treasury", "us-department-of-the-treasury"),
        ("acronyms", "IDB", "inter-american-development-bank"),
        ("aliases_en", "US Immigration & Customs Enforcement", "ice"),
        ("aliases_en", "Customs & Border Protection", "cbp"),
        ("aliases_en", "Crimestoppers NZ", "crimestoppers-new-zealand"),
        ("aliases_en", "Crimestop", "crime-stop-south-africa"),
        ("aliases_en", "Crime Stoppers", "crime-stoppers-international"),
        ("acronyms", "HSI", "hsi"),
        ("acronyms", "RUSI", "rusi"),
        ("da", "toldvæsenet Colon Free Zone", "colon-free-zone-customs"),
        ("da", "universitetet i Panama", "univ-panama"),
        ("it", "Direzione Investigativa Antimafia", "it-dia"),
        ("de", "Zollkriminalamt", "de-zka"),
        ("acronyms", "FIOD", "nl-fiod"),
        ("sv", "FN:s drog- och brottsbyrå", "unodc"),
        ("nb", "EUs kontor for immaterielle rettigheter", "euipo"),
        ("fr", "Bureau des Nations Unies contre la drogue et le crime", "unodc"),
        ("de", "Europäischen Staatsanwaltschaft", "eppo"),
        ("de", "OSZE", "osce"),
        ("es", "Oficina de la ONU contra la Droga y el Delito", "unodc"),
        ("nb", "Statens naturoppsyn", "no-sno"),
        ("da", "Finans Danmark", "dk-finans-danmark"),
        ("nl", "Politie Oost-Brabant", "nl-oost-brabant"),
        ("it", "Bocconi", "it-bocconi"),
        ("fr", "France Victimes", "france-victimes"),
        ("aliases_en", "Albanian Police", "al-police"),
        ("sv", "Ekobrottsmyndigheten", "se-ebm"),
        ("da", "Hvidvasksekretariatet", "dk-fiu"),
        ("pt", "Polícia Judiciária", "pt-pj"),
    ],
)
def test_an_organization_is_found_by_the_name_that_a_report_gives_it(organizations, column, name, body):
    assert body in {row["id"] for row in organizations if name in values(row[column])}


def test_adjectives_belong_to_places_and_are_inflected(places):
    ids = {row["id"] for row in places}
    forms = {(row["place"], row["lang"]): values(row["forms"]) for row in table("demonyms.csv")}
    assert {place for place, _ in forms} <= ids
    assert {"filippinsk", "filippinske"} <= set(forms["ph", "da"])
    assert {"español", "española", "españoles"} <= set(forms["es", "es"])
    assert {"niederländische", "niederländischen", "niederländischer"} <= set(forms["nl", "de"])
    assert {"svensk", "svenskt", "svenska"} <= set(forms["se", "sv"])
    assert {place for place, _ in forms} >= {"latin-america", "europe", "caribbean"}
    assert len({place for place, _ in forms if len(place) == 2}) >= 120


def test_regions_name_a_publisher_and_countries_that_exist(organizations, places):
    bodies = {row["id"] for row in organizations}
    countries = {row["country"] for row in places if row["kind"] == "country"}
    rows = table("regions.csv")
    assert [row["number"] for row in rows] == list("1234567")
    for row in rows:
        assert row["publisher"] in bodies and (not row["programme"] or row["programme"] in bodies)
        assert set(values(row["countries"])) <= countries


def test_shared_currency_words_lead_to_currencies_that_exist():
    rows = table("currencies.csv")
    codes = {row["code"] for row in rows}
    assert len(codes) == len(rows)
    assert {"USD", "EUR", "DKK", "AUD", "NZD", "ZAR"} <= codes
    for row in rows:
        assert set(values(row["candidates"])) <= codes, row["code"]
        assert all(row[tag] for tag in ("en", *LANGUAGES)), row["code"]
        assert row["code"].islower() == bool(row["candidates"]), row["code"]
    by_code = {row["code"]: row for row in rows}
    assert "AU$" in values(by_code["AUD"]["signs"]) and "$" in values(by_code["dollar"]["signs"])
    assert {"rupi", "rupier"} <= set(values(by_code["rupee"]["da"]))


def test_the_tables_stay_small():
    assert sum(path.stat().st_size for path in GAZETTEERS.rglob("*") if path.is_file()) < 6_000_000


@pytest.mark.parametrize(
    ("tag", "text", "place"),
    [
        ("es", "Detuvo a 3 personas en Ucayali.", "Ucayali"),
        ("pt", "Três detidos em Cunene.", "Cunene"),
        ("en", "Nine men were arrested in Lincolnshire.", "Lincolnshire"),
        ("es", "03/02/2022 — LIMA. La policía detuvo a tres personas.", "LIMA"),
        ("en", "A memorandum was signed in Querétaro.", "Querétaro"),
    ],
)
def test_parts_of_countries_and_towns_by_part_of_their_name_are_places(tag: str, text: str, place: str) -> None:
    reading = Reader.shipped().read(Document(text, "t.txt", "0" * 64), language=tag, year=2022).readings[-1]
    assert [mention.surface for mention in reading.mentions if mention.kind == "place"] == [place]


@pytest.mark.parametrize("text", ["Hela året: samarbete.", "Lima var där.", "En lima användes."])
def test_a_word_that_is_also_a_part_of_a_country_is_none_without_context(text: str) -> None:
    reading = Reader.shipped().read(Document(text, "t.txt", "0" * 64), language="sv", year=2022).readings[-1]
    assert not [mention for mention in reading.mentions if mention.kind == "place"]
