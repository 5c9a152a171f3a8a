"""Write the pages of ``docs/`` that say what is said elsewhere already: help texts, heads of queries, the ontology.

``--check`` compares without writing (exit 1 when a page is out of date), and leaves out what needs a store.
``--measure DATE`` also scores the gold reports and puts the table, with that date, into ``docs/evaluation.md``; further
arguments are gold files that are not in the repository.

Pages depend on nothing but the files of the repository, so the same checkout gives the same bytes.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click
import pyoxigraph as ox

from csgraph.answers.ask import Question, questions
from csgraph.cli import COMMANDS, main
from csgraph.graph import vocab

ROOT: Final = Path(__file__).resolve().parent.parent
README: Final = ROOT / "README.md"
EVALUATION: Final = ROOT / "docs" / "evaluation.md"
_COLUMNS: Final = 100
"""So wide is the terminal that the README shows."""

Terms = dict[tuple[str, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]]


# ── Markdown ────────────────────────────────────────────────────────────────────────────────────────────────


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table.

    >>> print(table(["a", "b"], [["1", "x|y"]]), end="")
    | a | b |
    |---|---|
    | 1 | x\\|y |
    """

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"

    return line(headers) + "|" + "---|" * len(headers) + "\n" + "".join(map(line, rows))


def between(text: str, name: str, content: str) -> str:
    """Return `text` with `content` between the comments ``<!-- name -->`` and ``<!-- /name -->``."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"{begin.strip()} … {end} is missing. Put both back.")
    return before + begin + content + end + after


def written_from(source: str) -> str:
    return f"<!-- Written by scripts/build_docs.py from {source}: edit that, then run the script. -->\n\n"


# ── The command line ────────────────────────────────────────────────────────────────────────────────────────


def cli_page() -> str:
    """Return ``docs/cli.md``: each command with its help text, options and example."""
    parts = ["# The commands\n\n", written_from("the help texts in src/csgraph/cli")]
    parts.append(
        "Answers go to stdout, notes and progress to stderr. Exit code 0 is success, 1 an error (one line: where, what, what to do) or a "
        "finding of `check`, `verify`, `evaluate --floor` and `diff --same`, 2 wrong usage. Without `--store` a command takes the folder "
        "`csgraph-store`, and where there is none, the store of the demo.\n\n"
    )
    parts += [f"- [`csgraph {name}`](#csgraph-{name}): {_sentence(_command(name))}\n" for name in COMMANDS]
    parts += [_command_section(name) for name in COMMANDS]
    return "".join(parts)


def command_table() -> str:
    """Return the commands with what they do, for the README."""
    return table(["command", "does"], [[f"[`{name}`](docs/cli.md#csgraph-{name})", _sentence(_command(name))] for name in COMMANDS])


def _command(name: str) -> click.Command:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command


def _sentence(command: click.Command) -> str:
    return " ".join((command.help or "").split("\n\n")[0].split())


def _command_section(name: str) -> str:
    command = _command(name)
    context = click.Context(command, info_name=f"csgraph {name}", terminal_width=10_000, max_content_width=10_000)
    usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
    records = [record for parameter in command.get_params(context) if (record := parameter.get_help_record(context))]
    options = [[f"`{names}`", " ".join(help_.split())] for names, help_ in records if "--help" not in names]
    prose = "".join(_prose(command.help or ""))
    return f"\n## csgraph {name}\n\n```text\n{usage}\n```\n\n{prose}{table(['option', 'meaning'], options)}"


def _prose(help_text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text; those that keep their lines become code."""
    for paragraph in help_text.strip().split("\n\n"):
        lines = [line.strip() for line in paragraph.strip("\n").split("\n")]
        if lines[0] != "\b":
            yield " ".join(lines) + "\n\n"
        elif lines[1] == "Example:":
            yield "Example:\n\n```bash\n" + "\n".join(lines[2:]) + "\n```\n\n"
        else:
            yield "```text\n" + "\n".join(lines[1:]) + "\n```\n\n"


# ── The questions ───────────────────────────────────────────────────────────────────────────────────────────


def queries_page() -> str:
    """Return ``docs/queries.md``: the catalogue of named questions."""
    catalogue = questions()
    intro = (
        f"# The {len(catalogue)} named questions\n\n"
        + written_from("the heads of src/csgraph/answers/queries/*.rq")
        + "`csgraph ask NAME --set PARAMETER=VALUE` answers one, `csgraph ask` lists them, `csgraph ask NAME --sparql` prints the query to "
        "start one's own from. A crime type, organization, region or place may be given by any of its names, in any language. "
        'In Python: `csgraph.ask(store, "same-events", organization="INTERPOL")`.\n\n'
        "To add a question, add a `.rq` file: its head says what it asks, its parameters and an example; the default of a parameter is what "
        "stands in its `VALUES` block.\n\n"
    )
    toc = table(["question", "asks"], [[f"[`{one.name}`](#{one.name})", one.title] for one in catalogue])
    return intro + toc + "".join(map(_question_section, catalogue))


def _question_section(one: Question) -> str:
    parts = [f"\n## {one.name}\n\n{one.title}\n"]
    if one.description:
        parts.append(f"{one.description}\n")
    if one.parameters:
        rows = [[f"`{parameter.name}`", parameter.kind, parameter.description] for parameter in one.parameters]
        parts.append("\n" + table(["parameter", "kind", "meaning"], rows))
    example = one.example or f"csgraph ask {one.name}"
    parts.append(f"\n```bash\n{example}\n```\n\n[The query](../src/csgraph/answers/queries/{one.name}.rq)\n")
    return "".join(parts)


# ── The vocabulary ──────────────────────────────────────────────────────────────────────────────────────────


def vocabulary_page() -> str:
    """Return ``docs/vocabulary.md``: terms, crime types, rules and checks."""
    text = (ROOT / "ontology" / "csgraph.ttl").read_text(encoding="utf-8")
    terms = _terms(text)
    parts = ["# The vocabulary\n\n", written_from("ontology/"), _PREAMBLE, "Prefixes that every query may use undeclared:\n\n"]
    parts.append(table(["prefix", "namespace"], [[f"`{prefix}:`", f"`{iri}`"] for prefix, iri in vocab.PREFIXES.items()]))
    for heading, names in _sections(text):
        rows = [_term_row(terms, name) for name in names]
        parts.append(f"\n## {heading}\n\n" + table(["term", "kind", "English · Danish", "meaning"], rows))
    parts.append(
        "\n## Rules\n\nEach is a SPARQL CONSTRUCT in `ontology/rules/`; what they derive stands in `…/id/inferred` and can always be rebuilt.\n\n"
    )
    rules = sorted((ROOT / "ontology" / "rules").glob("*.rq"))
    parts.append(table(["rule", "derives"], [[f"[`{rule.stem}`](../ontology/rules/{rule.name})", _head_line(rule)] for rule in rules]))
    parts += [
        "\n## Checks\n\n`csgraph check` holds a store against `ontology/shapes.ttl` (SHACL):\n\n",
        *(f"- {message}\n" for message in _checks()),
    ]
    parts.append(
        "\n## The crime types\n\n`crime:` and the id is the IRI. Names in ten languages stand in `ontology/crime.ttl`; ICCS is the UNODC classification.\n\n"
    )
    return "".join([*parts, *_crime_tree()])


_PREAMBLE: Final = """Where a W3C or schema.org term exists it is used as it is; `csg:` holds only what no standard has: reports and entries are
also `prov:Entity`, an entry is a `nif:Context` and its words `nif:Phrase` with `nif:beginIndex`, `nif:endIndex` (Unicode code points) and
`nif:anchorOf`, organizations are `org:Organization`, places `schema:Place`, crime types `skos:Concept`.

| named graph | holds |
|---|---|
| `…/id/report/{report}/entry/{n}` | what the entry states, its phrases among it |
| `…/id/report/{report}` | what is known of the report, and organizations that only it names |
| `…/id/entities` | what is known of organizations and places whoever mentions them |
| `…/id/inferred` | what the rules derive |
| `https://w3id.org/csgraph/ontology`, `https://w3id.org/csgraph/crime/scheme` | the vocabulary and the crime types |

A query without `GRAPH` sees the union of them all. `…/id/` is `https://w3id.org/csgraph/id/`.

"""


def _terms(turtle: str) -> Terms:
    found: Terms = {}
    for quad in ox.parse(turtle, ox.RdfFormat.TURTLE):
        found.setdefault((_key(quad.subject), vocab.compact(quad.predicate.value)), []).append(quad.object)  # type: ignore[arg-type]
    return found


def _key(node: object) -> str:
    return vocab.compact(node.value) if isinstance(node, ox.NamedNode) else str(node)


def _sections(turtle: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the headings of the file with the terms below each, in its order."""
    pieces = re.split(r"^# ── (.+?) ─+\n", turtle, flags=re.MULTILINE)[1:]
    for heading, body in zip(pieces[::2], pieces[1::2], strict=True):
        yield heading, list(dict.fromkeys(re.findall(r"^(csg:\w+) a ", body, re.MULTILINE)))


def _term_row(terms: Terms, name: str) -> list[str]:
    labels = {
        one.language: one.value
        for one in terms.get((name, "rdfs:label"), terms.get((name, "skos:prefLabel"), []))
        if isinstance(one, ox.Literal)
    }
    comments = terms.get((name, "rdfs:comment"), terms.get((name, "skos:definition"), []))
    comment = next((one.value for one in comments if isinstance(one, ox.Literal) and one.language == "en"), "")
    return [f"`{name}`", _kind(terms, name), f"{labels.get('en', '')} · {labels.get('da', '')}", comment]


def _kind(terms: Terms, name: str) -> str:
    types = [_key(one) for one in terms[name, "rdf:type"]]

    def named(predicate: str) -> list[str]:
        return [f"`{part}`" for node in terms.get((name, predicate), []) for part in _members(terms, node)]

    if "owl:Class" in types:
        above = named("rdfs:subClassOf")
        return "class" + (f" ⊑ {', '.join(above)}" if above else "")
    if any(one.endswith("Property") for one in types):
        domain, range_, above = (named(f"rdfs:{part}") for part in ("domain", "range", "subPropertyOf"))
        ends = f"{' or '.join(domain)} → {' or '.join(range_)}" if range_ else " or ".join(domain)
        return " ".join(filter(None, ["property", ends, f"⊑ {', '.join(above)}" if above else ""]))
    return "a " + ", ".join(f"`{one}`" for one in types if one not in ("owl:NamedIndividual", "skos:Concept"))


def _members(terms: Terms, node: object) -> list[str]:
    """The names that a node stands for: itself, or the members of its union."""
    if isinstance(node, ox.NamedNode):
        return [_key(node)]
    found: list[str] = []
    rest: list[object] = [*terms.get((_key(node), "owl:unionOf"), [])]
    while rest and isinstance(rest[0], ox.BlankNode):
        cell = _key(rest[0])
        found += [_key(one) for one in terms.get((cell, "rdf:first"), [])]
        rest = [*terms.get((cell, "rdf:rest"), [])]
    return found


def _head_line(rule: Path) -> str:
    return rule.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("#").strip()


def _checks() -> list[str]:
    messages = re.findall(r'sh:message "((?:[^"\\]|\\.)+)"@en', (ROOT / "ontology" / "shapes.ttl").read_text(encoding="utf-8"))
    return list(dict.fromkeys(messages))


def _crime_tree() -> Iterator[str]:
    terms = _terms((ROOT / "ontology" / "crime.ttl").read_text(encoding="utf-8"))
    below: dict[str, list[str]] = {}
    for (name, predicate), values in terms.items():
        if predicate == "skos:broader":
            for value in values:
                below.setdefault(_key(value), []).append(name)

    def lines(name: str, depth: int) -> Iterator[str]:
        label = next(one.value for one in terms[name, "skos:prefLabel"] if isinstance(one, ox.Literal) and one.language == "en")
        codes = ", ".join(one.value for one in terms.get((name, "skos:notation"), []) if isinstance(one, ox.Literal))
        yield f"{'  ' * depth}- `{name.removeprefix('crime:')}` {label}{f' (ICCS {codes})' if codes else ''}\n"
        for narrower in sorted(below.get(name, ())):
            yield from lines(narrower, depth + 1)

    for top in terms["crime:scheme", "skos:hasTopConcept"]:
        yield from lines(_key(top), 0)


# ── The grammar ─────────────────────────────────────────────────────────────────────────────────────────────


def grammar_tables() -> str:
    """Return the verb classes and cues of ``data/frames.toml``, for ``docs/languages.md``."""
    text = (ROOT / "data" / "frames.toml").read_text(encoding="utf-8")
    notes = dict(re.findall(r"^\[verb\.([\w-]+)\]\s*# (.+)$", text, re.MULTILINE))
    grammar = tomllib.loads(text)
    verbs = [
        [
            f"`{name}`",
            notes.get(name, name),
            row.get("alone", ""),
            ", ".join(row.get("governs", ())),
            *(_no_role(row.get(slot)) for slot in ("subject", "patient", "object")),
        ]
        for name, row in grammar["verb"].items()
    ]
    own = {
        cue: ", ".join(f"{event}: {_no_role(row[cue])}" for event, row in grammar["event"].items() if cue in row) for cue in grammar["cues"]
    }
    cues = [[f"`{cue}`", _no_role(role), own[cue]] for cue, role in grammar["cues"].items()]
    headers = ["verb class", "meaning", "evokes alone", "governs the noun of", "subject", "patient", "object"]
    return "\n" + table(headers, verbs) + "\n" + table(["cue", "role", "another role in"], cues) + "\n"


def _no_role(role: str | None) -> str:
    return "–" if role in (None, "none") else str(role)


# ── The README's tour ───────────────────────────────────────────────────────────────────────────────────────

_CONSOLE: Final = re.compile(r"^```console(?: lines=(\d+))?\n(\$ .+\n(?:> .*\n)*)(?:.*\n)*?```$", re.MULTILINE)


def tour(text: str) -> str:
    """Return `text` with the output of each command in its console blocks, as a terminal shows it in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:

        def shown(match: re.Match[str]) -> str:
            lines = terminal(re.sub(r"^[$>] ", "", match[2], flags=re.MULTILINE).strip(), Path(folder)).splitlines()
            if match[1] and len(lines) > int(match[1]):
                lines = [*lines[: int(match[1])], "…"]
            head = f"```console lines={match[1]}\n" if match[1] else "```console\n"
            return head + match[2] + "".join(f"{line}\n" for line in lines) + "```"

        return _CONSOLE.sub(shown, text)


def terminal(command: str, folder: Path) -> str:
    """Return what a terminal of 100 columns shows of a command: its answers, then its notes."""
    master, slave = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CSGRAPH_")}
    environment = {**kept, "COLUMNS": str(_COLUMNS), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}", "NO_COLOR": "1"}
    with tempfile.TemporaryFile() as notes:
        running = subprocess.Popen(
            ["bash", "-c", command], stdin=subprocess.DEVNULL, stdout=slave, stderr=notes, cwd=folder, env=environment
        )
        os.close(slave)
        answers = b"".join(_chunks(master))
        running.wait()
        notes.seek(0)
        if running.returncode:
            raise SystemExit(f"README.md: `{command}` ended with {running.returncode}: {notes.read().decode()}")
        return answers.decode().replace("\r\n", "\n") + notes.read().decode()


def _chunks(descriptor: int) -> Iterator[bytes]:
    """Yield what comes from a terminal until its other side is closed (Linux then gives an error, other systems nothing)."""
    try:
        while chunk := os.read(descriptor, 65536):
            yield chunk
    except OSError:
        pass
    finally:
        os.close(descriptor)


# ── The scores ──────────────────────────────────────────────────────────────────────────────────────────────


def measured(date: str, paths: Sequence[Path]) -> str:
    """Return the scores of gold reports by language, as a table."""
    from csgraph.answers.evaluate import KINDS, Evaluation, evaluate, load_gold, totals
    from csgraph.cli.evaluate import _text_beside
    from csgraph.graph.ontology import Ontology
    from csgraph.graph.store import open_store
    from csgraph.pipeline import Settings, built_report

    def evaluation(path: Path, names_from: str = "gold") -> Evaluation:
        gold = load_gold(path)
        built = built_report(_text_beside(path), Settings(publisher=(gold.get("report") or {}).get("publisher")))
        with open_store(ontology=Ontology()) as store:
            store.replace_report(built.iri, built.nquads)
            return evaluate(store, gold, name=path.name, names_from=names_from)  # type: ignore[arg-type]

    def row(name: str, found: Sequence[Evaluation]) -> list[str]:
        summed = totals(found)
        macro = sum(one.macro_f1 for one in found) / len(found)
        figures = [f"{summed[kind].f1:.3f}" if kind in summed else "" for kind in KINDS]
        return [name, str(len(found)), *figures, f"{macro:.3f}", f"{min(one.evidence_accuracy for one in found):.0%}"]

    found = [evaluation(path) for path in sorted((ROOT / "tests" / "gold").rglob("*.yaml"))]
    unseen = _without_a_look()
    rows = [row(language, [one for one in found if one.language == language]) for language in sorted({one.language for one in found})]
    rows.append(row("all", found))
    rows += [row("all written without a look", fair)] if (fair := [one for one in found if one.name in unseen]) else []
    for path in paths:
        rows.append(row(path.name, [evaluation(path)]))
        rows.append(row(f"{path.name}, --only-aliases", [evaluation(path, "aliases")]))
    headers = ["language", "reports", *(kind.replace("_", " ") for kind in KINDS), "macro", "quotes exact"]
    return f"Measured on {date}, F1 of each kind:\n\n" + table(headers, rows)


def _without_a_look() -> set[str]:
    """Return the names of the gold files whose commits say that they were written without a look at the rules."""
    command = ["git", "log", "--format=", "--name-only", "--grep", "without a look at the rules", "--", "tests/gold"]
    return {Path(line).name for line in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()}


# ── Writing and comparing ───────────────────────────────────────────────────────────────────────────────────

PAGES: Final[dict[str, Callable[[], str]]] = {
    "docs/cli.md": cli_page,
    "docs/queries.md": queries_page,
    "docs/vocabulary.md": vocabulary_page,
    "docs/languages.md": lambda: between((ROOT / "docs" / "languages.md").read_text(encoding="utf-8"), "grammar", grammar_tables()),
    "README.md": lambda: between(README.read_text(encoding="utf-8"), "commands", command_table()),
}


def stale() -> list[str]:
    """Return the pages that are not what they would be if they were written now."""
    return [name for name, page in PAGES.items() if not (ROOT / name).is_file() or (ROOT / name).read_text(encoding="utf-8") != page()]


def run(arguments: Sequence[str]) -> int:
    """Write the pages, or compare them."""
    if "--check" in arguments:
        for name in (out := stale()):
            print(f"{name}: out of date. Run scripts/build_docs.py.")
        return int(bool(out))
    for name, page in PAGES.items():
        (ROOT / name).write_text(page(), encoding="utf-8")
    README.write_text(tour(README.read_text(encoding="utf-8")), encoding="utf-8")
    if arguments and arguments[0] == "--measure":
        scores = measured(arguments[1], [Path(given) for given in arguments[2:]])
        EVALUATION.write_text(between(EVALUATION.read_text(encoding="utf-8"), "measured", scores), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
