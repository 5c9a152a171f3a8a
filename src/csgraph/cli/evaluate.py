"""csgraph evaluate: what was read against gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from csgraph.cli.options import format_option
from csgraph.cli.output import note, show_rows
from csgraph.errors import QueryError
from csgraph.screens.tables import Cell, Format

if TYPE_CHECKING:
    from csgraph.answers.evaluate import Evaluation, NamesFrom, Score


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--report", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="The report, if it is not beside the gold file."
)
@click.option("-v", "--verbose", is_flag=True, help="Say what is missing and what is spurious.")
@click.option("--floor", type=float, help="Exit 1 if the F1 of any kind is below this.")
@click.option("--only-aliases", is_flag=True, help="Count a name only if gold lists it under `aliases`.")
@format_option()
def command(gold: tuple[Path, ...], report: Path | None, verbose: bool, floor: float | None, only_aliases: bool, format: Format) -> None:
    """Compare what is read with GOLD.

    Precision, recall and F1 for each kind of fact and language. GOLD are files, or folders of them; the report NAME.LANG.txt stands beside its gold NAME.LANG.yaml.

    \b
    Example:
      csgraph evaluate tests/gold/
    """
    from csgraph.answers.evaluate import totals

    paths = [path for given in gold for path in (sorted(given.rglob("*.yaml")) if given.is_dir() else [given])]
    found = []
    for path in paths:
        found.append(_evaluated(path, report, "aliases" if only_aliases else "gold"))
        note(f"{path.name}: macro F1 {found[-1].macro_f1:.3f}, evidence {found[-1].evidence_accuracy:.2%}")
    summed = totals(found)
    rows: list[list[Cell]] = []
    for language in sorted({evaluation.language for evaluation in found}):
        ours = totals(e for e in found if e.language == language)
        rows += [_row(language, kind, score) for kind, score in ours.items()]
    if len({evaluation.language for evaluation in found}) > 1:
        rows += [_row("all", kind, score) for kind, score in summed.items()]
    show_rows(("language", "kind", "precision", "recall", "F1", "right", "read", "gold"), rows, format)
    note(_last_line(found))
    if verbose:
        _show_differences(found)
    if floor is not None and any(score.f1 < floor for evaluation in found for score in evaluation.scores.values()):
        raise SystemExit(1)


def _evaluated(path: Path, report: Path | None, names_from: NamesFrom) -> Evaluation:
    from csgraph.answers.evaluate import evaluate, load_gold
    from csgraph.graph.ontology import Ontology
    from csgraph.graph.store import open_store
    from csgraph.pipeline import Settings, built_report

    gold = load_gold(path)
    text = report or _text_beside(path)
    built = built_report(text, Settings(publisher=(gold.get("report") or {}).get("publisher")))
    with open_store(ontology=Ontology()) as store:
        store.replace_report(built.iri, built.nquads)
        return evaluate(store, gold, name=path.name, names_from=names_from)


def _text_beside(path: Path) -> Path:
    from csgraph import resources

    for candidate in (path.with_suffix(".txt"), resources.path("data", "reports", path.with_suffix(".txt").name)):
        if candidate.is_file():
            return candidate
    raise QueryError(f"{path}: its report {path.with_suffix('.txt').name} is not beside it. Name it with --report.")


def _row(language: str, kind: str, score: Score) -> list[Cell]:
    figures = [f"{value:.3f}" for value in (score.precision, score.recall, score.f1)]
    return [language, kind, *figures, score.right, score.read, score.gold]


def _last_line(found: list[Evaluation]) -> str:
    macro = sum(evaluation.macro_f1 for evaluation in found) / len(found)
    phrases = sum(evaluation.phrases for evaluation in found)
    right = sum(evaluation.evidence_accuracy * evaluation.phrases for evaluation in found)
    share = right / phrases if phrases else 1.0
    return f"{len(found)} reports, macro F1 {macro:.3f}; evidence: {phrases} quotes, {share:.2%} exact."


def _show_differences(found: list[Evaluation]) -> None:
    for evaluation in found:
        for kind, score in evaluation.scores.items():
            for word, facts in (("missing", score.missing), ("spurious", score.spurious)):
                for fact in facts:
                    click.echo(f"{evaluation.name}  {kind}  {word}: {fact}")
