from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pyoxigraph as ox
import pytest

from csgraph.cli import COMMANDS, main
from csgraph.errors import CsgraphError
from tests.cli.conftest import ROOT, Run

REPORT = str(ROOT / "data" / "reports" / "csi-2019.da.txt")
PUBLISHER = ("--publisher", "Crime Stoppers International")


def command_of(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


def examples(name: str) -> list[str]:
    help_text = command_of(name).help or ""
    return re.findall(r"^\s*(csgraph .+)$", help_text.partition("Example:")[2], re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_ends_in_an_example(name: str, run: Run) -> None:
    assert examples(name)
    assert run(name, "--help").output.rstrip().splitlines()[-1].strip()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("serve", "evaluate", "demo")])
def test_the_example_of_every_command_works_on_the_demo(name: str, here: Path, run: Run) -> None:
    for example in examples(name):
        result = run(*shlex.split(example)[1:])
        # A comparison that finds differences says so by its exit code.
        assert result.exit_code in ((0, 1) if "--same" in example else (0,)), result.output
        assert "csgraph: " not in result.stderr


def test_the_demo_says_who_covers_illicit_trade_and_where_the_page_is(demo: Path, run: Run, tmp_path: Path) -> None:
    result = run("demo", "-o", str(tmp_path / "d"))
    assert "World Free Zones Organization" in result.stdout
    assert str(tmp_path / "d" / "index.html") in result.stdout
    assert (tmp_path / "d" / "index.html").stat().st_size > 10_000


def test_a_crime_type_is_found_in_any_language_and_spelling(here: Path, run: Run) -> None:
    answers = {
        run("partners", crime, "--format", "csv").stdout for crime in ("ulovlig handel", "illicit trade", "illicit-trade", "Illicit_Trade")
    }
    (answer,) = answers
    rows = {row["partner"]: row for row in csv.DictReader(io.StringIO(answer))}
    assert rows["World Free Zones Organization"]["grade"] == "A"
    assert "underskrev et MOU med World Free Zones Organization" in rows["World Free Zones Organization"]["words"]
    assert rows["Royal United Services Institute"]["grade"] == "D"


def test_a_stronger_grade_comes_first(here: Path, run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("partners", "crime", "--format", "csv").stdout)))
    assert [row["grade"] for row in rows] == sorted(row["grade"] for row in rows)


@pytest.mark.parametrize(
    ("filters", "there", "not_there"),
    [
        (("--region", "Region 3"), "University of Panama", "World Free Zones Organization"),
        (("--place", "Panama"), "University of Panama", "World Free Zones Organization"),
        (("--until", "2019-02"), "University of Panama", "World Free Zones Organization"),
        (("--since", "2019-03"), "World Free Zones Organization", "University of Panama"),
        (("--grade", "B"), "World Free Zones Organization", "Royal United Services Institute"),
    ],
)
def test_a_filter_leaves_only_partners_whose_events_meet_it(
    here: Path, run: Run, filters: tuple[str, str], there: str, not_there: str
) -> None:
    output = run("partners", "illicit trade", *filters, "--format", "csv").stdout
    assert there in output
    assert not_there not in output


def test_narrower_crime_types_count_unless_the_exact_one_is_asked_for(here: Path, run: Run) -> None:
    assert "International Air Transport Association" in run("partners", "environmental crime", "--format", "csv").stdout
    assert "International Air Transport Association" not in run("partners", "environmental crime", "--exact", "--format", "csv").stdout


def test_an_unknown_crime_type_gets_the_nearest_names(here: Path, run: Run) -> None:
    result = run("partners", "ulovlg handel")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert re.fullmatch(r"csgraph: .*ulovlig handel.*\n", result.stderr)


def test_adding_twice_and_removing_leaves_no_trace(here: Path, run: Run) -> None:
    from csgraph import open_store

    def content() -> bytes:
        with open_store("s") as store:
            return store.canonical_nquads()

    empty = content()
    assert run("add", REPORT, *PUBLISHER, "--store", "s").exit_code == 0
    once = content()
    assert run("add", REPORT, *PUBLISHER, "--store", "s").exit_code == 0
    assert content() == once
    assert run("remove", "csi-2019.da.txt", "--store", "s").exit_code == 0
    assert content() == empty


def test_a_resumed_run_leaves_what_is_there_already(here: Path, run: Run) -> None:
    run("add", REPORT, *PUBLISHER, "--store", "s")
    assert "left as they were: 1 report." in run("add", REPORT, *PUBLISHER, "--store", "s", "--resume").stdout


def test_two_processes_give_what_one_gives(here: Path, run: Run) -> None:
    from csgraph import open_store

    texts = {
        "one.txt": "March 2019: signed an MOU with INTERPOL on fraud.",
        "two.txt": "May 2019: took part in a meeting of the OECD on corruption.",
    }
    for name, text in texts.items():
        (here / name).write_text(text)
    contents = []
    for workers in ("1", "2"):
        result = run("add", *texts, *PUBLISHER, "--language", "en", "--store", workers, "--workers", workers)
        assert result.exit_code == 0, result.output
        with open_store(workers) as store:
            contents.append(store.canonical_nquads())
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "empty"), (b"\x00\x01\x02binary", "binary"), (b"M\xe6rts 2019: \xff", "UTF-8")],
    ids=["empty", "binary", "not utf-8"],
)
def test_a_file_that_is_no_report_is_one_line_and_the_store_is_as_it_was(here: Path, run: Run, content: bytes, says: str) -> None:
    (here / "bad.txt").write_bytes(content)
    before = run("export", "nquads").stdout
    result = run("add", "bad.txt", "--store", "csgraph-demo")
    assert result.exit_code == 1
    assert len([line for line in result.stderr.splitlines() if line.strip()]) == 1
    assert says in result.stderr
    assert run("export", "nquads").stdout == before


def test_a_missing_store_says_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("reports")
    assert result.exit_code == 1
    assert "csgraph add" in result.stderr


def test_wrong_usage_exits_with_2(run: Run) -> None:
    assert run("partners").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("query").exit_code == 2


def test_a_query_needs_no_prefixes_and_gives_each_format(here: Path, run: Run) -> None:
    query = "SELECT ?name { ?event a csg:AgreementSigning ; csg:signatory/skos:prefLabel ?name FILTER(LANG(?name) = 'en') } ORDER BY ?name"
    assert "World Free Zones Organization" in run("query", query).stdout
    assert json.loads(run("query", query, "--format", "json").stdout)["head"]["vars"] == ["name"]
    assert run("query", query, "--format", "csv").stdout.startswith("name\n")
    assert run("query", query, "--format", "tsv").stdout.startswith("?name\n")
    assert "<sparql" in run("query", query, "--format", "xml").stdout
    assert run("query", "-", text="ASK { ?e a csg:Event }").stdout == "yes\n"
    (here / "q.rq").write_text(query)
    assert run("query", "-f", "q.rq").stdout == run("query", query).stdout


def test_a_construct_gives_a_graph_and_is_drawn(here: Path, run: Run) -> None:
    query = "CONSTRUCT { ?a csg:partnerOf ?b } { ?a csg:partnerOf ?b }"
    turtle = run("query", query).stdout
    assert "csg:partnerOf" in turtle and list(ox.parse(turtle.encode(), ox.RdfFormat.TURTLE))
    assert run("query", query, "--format", "csv").exit_code == 1
    assert run("query", query, "--to", "g.html").exit_code == 0
    page = (here / "g.html").read_text()
    assert "<svg" in page and "<script" not in page and "http://" not in page.replace("http-equiv", "")


def test_a_query_that_cannot_be_read_is_one_line(here: Path, run: Run) -> None:
    result = run("query", "SELECT ?x {\n ?x")
    assert result.exit_code == 1
    assert result.stderr.startswith("csgraph: the query cannot be read") and result.stderr.count("\n") == 1


def test_every_quote_of_the_demo_is_verified(here: Path, run: Run) -> None:
    result = run("verify", "--sources", "data/reports")
    assert result.exit_code == 0
    assert "100.00%" in result.stdout and "Compared with their reports: 29 entries." in result.stdout


def test_a_changed_report_is_found_by_verify(here: Path, run: Run) -> None:
    (here / "csi-2019.da.txt").write_text("Another text.")
    result = run("verify")
    assert result.exit_code == 1
    assert "Add it again" in result.stdout


def test_the_demo_breaks_no_shape(here: Path, run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0, result.output


def test_the_same_report_gives_the_same_bytes_whatever_the_hash_seed() -> None:
    def extracted(seed: str, format: str) -> bytes:
        command = [sys.executable, "-m", "csgraph", "extract", REPORT, *PUBLISHER, "--inferred", "--format", format]
        return subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout

    for format in ("nquads", "trig"):
        assert extracted("1", format) == extracted("2", format)


@pytest.mark.parametrize("format", ["turtle", "nquads", "trig", "jsonld", "graphml", "gexf", "csv", "ftm", "cypher"])
def test_an_export_gives_the_same_bytes_twice(here: Path, run: Run, format: str) -> None:
    first = run("export", format).stdout
    assert len(first) > 500
    assert run("export", format).stdout == first


def test_contacts_are_masked_in_what_is_handed_on(here: Path, run: Run) -> None:
    (here / "c.txt").write_text("March 2019: INTERPOL held a workshop on fraud. Write to anna.b@example.org or call +45 12 34 56 78.")
    run("add", "c.txt", *PUBLISHER, "--language", "en", "--store", "s")
    for format in ("nquads", "csv"):
        assert "anna.b@example.org" not in run("export", format, "--store", "s").stdout
        assert "12 34 56 78" not in run("export", format, "--store", "s").stdout
    assert "anna.b@example.org" in run("export", "nquads", "--store", "s", "--keep-contacts").stdout


def test_a_decision_is_kept_honoured_and_undone(here: Path, run: Run) -> None:
    (here / "r.txt").write_text("March 2019: signed an MOU with the Nordic Ports Association on fraud.")

    def partners() -> str:
        run("add", "r.txt", *PUBLISHER, "--language", "en", "--store", "s")
        return run("partners", "fraud", "--store", "s", "--format", "csv").stdout

    assert "Nordic Ports Association" in partners()
    assert run("review", "Nordic Ports Association", "--same", "organization/oecd").exit_code == 0
    assert "Organisation for Economic Co-operation" in partners()
    assert run("review", "Nordic Ports Association", "--undo").exit_code == 0
    assert "Organisation for Economic Co-operation" not in partners()


def test_python_dash_m_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "csgraph", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("csgraph, version ")


def test_every_error_class_has_one_root() -> None:
    import csgraph

    for name in ("ReportError", "LanguagePackError", "QueryError", "StoreError"):
        assert issubclass(getattr(csgraph, name), CsgraphError)


def test_every_public_name_is_there() -> None:
    import csgraph

    assert all(getattr(csgraph, name) is not None for name in csgraph.__all__)


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02\xff" * 50])
def test_a_run_of_which_nothing_came_makes_no_store_that_hides_the_demo(here: Path, run: Run, content: bytes | None) -> None:
    if content is not None:
        (here / "broken.txt").write_bytes(content)
    result = run("add", "broken.txt")
    assert result.exit_code == 1 and result.stderr.strip().count("\n") == 0
    assert not (here / "csgraph-store").exists()
    assert "World Free Zones Organization" in run("partners", "illicit-trade").stdout


def test_questions_do_not_wait_for_each_other(here: Path, run: Run) -> None:
    from csgraph.errors import StoreError
    from csgraph.graph.store import open_store

    with open_store("csgraph-demo/store", to_read=True) as one:
        assert one.reports()
        assert run("reports").exit_code == 0
        assert len(list((here / "csgraph-demo" / "store").glob("LOG.old*"))) <= 2, "reading writes nothing"
    with open_store("csgraph-demo/store"), pytest.raises(StoreError):
        open_store("csgraph-demo/store", to_read=True)


def test_a_table_of_partners_says_when_there_are_more(here: Path, run: Run) -> None:
    result = run("partners", "illicit-trade", "--limit", "2")
    assert "2 strongest" in result.stderr and len(result.stdout.splitlines()) == 4
    assert "partners on" in run("partners", "illicit-trade", "--limit", "0").stderr
