"""Just enough of SPARQL's words to know what a query is, and to write it in another way; whatever it means is left to the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from csgraph.errors import QueryError

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

# In the order of the standard's terminals (SPARQL 1.1, 19.8). An IRI comes before the comment that may begin with a "#" of it,
# and lets a backslash pass, since its \u escapes do.
_WORD: Final = re.compile(
    r"""
      (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<text>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%.-]|\\.)*|_:[\w.-]+)
    | (?P<tag>@[A-Za-z][A-Za-z0-9-]*)
    | (?P<word>\w+)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query and where it stands."""

    kind: str
    text: str
    begin: int
    end: int

    def is_keyword(self, *keywords: str) -> bool:
        """Say whether it is one of these, in whichever case."""
        return self.kind == "word" and self.text.upper() in keywords

    def is_mark(self, *marks: str) -> bool:
        """Say whether it is one of these signs."""
        return self.kind == "mark" and self.text in marks


@dataclass(frozen=True, slots=True)
class Parts:
    """A query cut where its parts meet."""

    form: str
    prologue: str
    head: str
    """What stands between the form and the pattern: variables, a template, ``FROM`` …"""
    body: str
    """The pattern with its braces, and what follows it."""


def words(sparql: str) -> Iterator[Word]:
    """Yield the words of a query, comments left out."""
    for found in _WORD.finditer(sparql):
        if found.lastgroup != "comment":
            yield Word(str(found.lastgroup), found.group(), found.start(), found.end())


def query_form(sparql: str) -> str:
    """Return ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.

    >>> query_form("PREFIX select: <x:ask> # ask\\nconstruct { ?s ?p ?o } { ?s ?p ?o }")
    'CONSTRUCT'
    """
    return _form(sparql).text.upper()


def has_keyword(sparql: str, *keywords: str) -> bool:
    """Say whether a query holds one of these words as a word of SPARQL, and not inside a name, a text or a comment.

    >>> has_keyword("SELECT * { SERVICE <x:y> { } }", "SERVICE"), has_keyword('ASK { ?service service:p "SERVICE" }', "SERVICE")
    (True, False)
    """
    return any(word.is_keyword(*keywords) for word in words(sparql))


def parts(sparql: str) -> Parts:
    """Return a query cut into its parts."""
    form, pattern = _form(sparql), _pattern(sparql)
    return Parts(form.text.upper(), sparql[: form.begin], sparql[form.end : pattern], sparql[pattern:])


def paged(sparql: str, limit: int, offset: int) -> str:
    """Return a SELECT or CONSTRUCT that gives a part of what `sparql` gives, in an order that is the same for each part.

    The order stands in a query of its own inside: Virtuoso sorts at most 10,000 rows when LIMIT stands beside ORDER BY.
    """
    cut = parts(sparql)
    rest = f"LIMIT {limit} OFFSET {offset}"
    if cut.form == "SELECT":
        order = "" if has_keyword(cut.body, "ORDER") else f" ORDER BY {' '.join(_projected(cut))}"
        return f"{cut.prologue}SELECT * {_dataset(cut.head)} {{ {{ SELECT {_without_dataset(cut.head)} {cut.body}{order} }} }} {rest}"
    template, pattern = _template(cut)
    variables = " ".join(dict.fromkeys(word.text for word in words(template) if word.kind == "variable"))
    inner = f"SELECT DISTINCT {variables} {pattern} ORDER BY {variables}"
    return f"{cut.prologue}CONSTRUCT {template} {_dataset(cut.head)} WHERE {{ {{ SELECT * {{ {{ {inner} }} }} {rest} }} }}"


def with_dataset(sparql: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return a query over these graphs and no others (SPARQL 1.1 Protocol, 2.1.4: they win over what the query says).

    >>> with_dataset("SELECT * FROM <x:a> WHERE { ?s ?p ?o }", ["x:b"], ["x:c"])
    'SELECT * FROM <x:b> FROM NAMED <x:c> WHERE { ?s ?p ?o }'
    """
    cut = parts(sparql)
    clauses = [*(f"FROM {_iri(graph)}" for graph in default), *(f"FROM NAMED {_iri(graph)}" for graph in named)]
    where = f"WHERE {cut.body}" if cut.body else ""
    return f"{cut.prologue}{cut.form} {_without_dataset(cut.head)} {' '.join(clauses)} {where}"


def with_using(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return an update whose patterns look in these graphs only (SPARQL 1.1 Protocol, 2.2.3).

    >>> with_using("DELETE WHERE { ?s ?p 1 } ; DELETE { ?s ?p 2 } WHERE { ?s ?p 2 }", ["x:a"], [])
    'DELETE WHERE { ?s ?p 1 } ; DELETE { ?s ?p 2 } USING <x:a> WHERE { ?s ?p 2 }'
    """
    if has_keyword(update, "USING", "WITH"):
        raise QueryError("the update names its graphs itself (USING, WITH). Leave that out, or the parameters using-graph-uri.")
    clauses = " ".join([*(f"USING {_iri(graph)}" for graph in default), *(f"USING NAMED {_iri(graph)}" for graph in named)])
    depth, at, last = 0, [], ""
    for word in words(update):
        depth += word.is_mark("{") - word.is_mark("}")
        if depth == 0 and word.is_keyword("WHERE") and last != "DELETE":
            at.append(word.begin)
        last = word.text.upper()
    for begin in reversed(at):
        update = f"{update[:begin]}{clauses} {update[begin:]}"
    return update


def _iri(text: str) -> str:
    if re.fullmatch(r"[A-Za-z][\w+.-]*:[^<>\"{}|^`\\\x00-\x20]*", text) is None:
        raise QueryError(f'"{text}" is no IRI.')
    return f"<{text}>"


def triples_of_one(sparql: str) -> int:
    """Return how many triples a solution gives at most; 1 for rows.

    >>> triples_of_one("CONSTRUCT { ?s <x:p> ?o ; <x:q> ?o } WHERE { ?s ?p ?o }")
    5
    """
    cut = parts(sparql)
    if cut.form != "CONSTRUCT":
        return 1
    return max(1, sum(word.kind in ("variable", "iri", "name", "text", "word") for word in words(_template(cut)[0])))


def as_insert(rule: str, graph: str) -> str:
    """Return the update that puts what a CONSTRUCT gives into a graph.

    >>> as_insert("CONSTRUCT { ?a <x:p> ?b } WHERE { ?b <x:q> ?a }", "x:g")
    'INSERT { GRAPH <x:g> { ?a <x:p> ?b } } WHERE { ?b <x:q> ?a }'
    """
    cut = parts(rule)
    template, pattern = _template(cut)
    return f"{cut.prologue}INSERT {{ GRAPH <{graph}> {template} }} WHERE {pattern}"


def template_names(rule: str) -> tuple[str, ...]:
    """Return the prefixed names in the template of a CONSTRUCT, each once.

    >>> template_names("CONSTRUCT { ?a csg:firstDate ?b ; csg:lastDate ?c } WHERE { ?a csg:basedOn ?b }")
    ('csg:firstDate', 'csg:lastDate')
    """
    return tuple(dict.fromkeys(word.text for word in words(_template(parts(rule))[0]) if word.kind == "name"))


def described(sparql: str) -> str:
    """Return a DESCRIBE as a CONSTRUCT of all that is said of the things, and with them: engines differ, this does not.

    >>> described("DESCRIBE <x:a>")
    'CONSTRUCT { ?described ?out ?value . ?subject ?in ?described }  WHERE { { SELECT DISTINCT ?described { VALUES ?described { <x:a> } } } { ?described ?out ?value } UNION { ?subject ?in ?described } }'
    """
    form = _form(sparql)
    rest = [word for word in words(sparql) if word.begin >= form.end]
    stop = next((word.begin for word in rest if word.is_mark("{") or word.is_keyword("WHERE", "FROM")), len(sparql))
    opening = next((word.begin for word in rest if word.is_mark("{")), len(sparql))
    things = [word for word in rest if word.end <= stop]
    body = sparql[opening:] or "{}"
    if any(word.is_mark("*") for word in things):
        things = list({word.text: word for word in words(body) if word.kind == "variable"}.values())
    found = " UNION ".join(_described_by(word, body) for word in things)
    pattern = f"{{ {found} }}" if len(things) > 1 else found.removeprefix("{ ").removesuffix(" }")
    dataset = _dataset(sparql[stop:opening])
    return (
        f"{sparql[: form.begin]}CONSTRUCT {{ ?described ?out ?value . ?subject ?in ?described }} {dataset} WHERE {{ "
        f"{{ SELECT DISTINCT ?described {pattern} }} {{ ?described ?out ?value }} UNION {{ ?subject ?in ?described }} }}"
    )


def _described_by(word: Word, body: str) -> str:
    if word.kind == "variable":
        return f"{{ {{ SELECT ({word.text} AS ?described) {body} }} }}"
    return f"{{ {{ VALUES ?described {{ {word.text} }} }} }}"


def _form(sparql: str) -> Word:
    """The first word that can begin a query after the prologue."""
    for word in words(sparql):
        if word.is_keyword(*FORMS):
            return word
        if word.is_mark("{"):
            break
    raise QueryError("the query cannot be read: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _pattern(sparql: str) -> int:
    """Return where the pattern's brace opens: after WHERE, or the first brace that is not a template's."""
    form = _form(sparql)
    depth, braces = 0, 0
    for word in words(sparql):
        if word.begin < form.end:
            continue
        if word.is_mark("{"):
            if depth == 0 and (form.text.upper() != "CONSTRUCT" or braces == 1 or _is_short(sparql, form)):
                return word.begin
            braces += depth == 0
            depth += 1
        elif word.is_mark("}"):
            depth -= 1
    if braces:
        raise QueryError("the query cannot be read: a CONSTRUCT has no pattern.")
    return len(sparql)


def _is_short(sparql: str, form: Word) -> bool:
    """``CONSTRUCT WHERE { … }`` and ``CONSTRUCT FROM … WHERE { … }`` have no template of their own."""
    after = next((word for word in words(sparql) if word.begin >= form.end), form)
    return after.is_keyword("WHERE", "FROM")


def _template(cut: Parts) -> tuple[str, str]:
    """Return the template and the pattern of a CONSTRUCT, each with its braces."""
    opening = cut.head.find("{")
    if opening < 0:
        end = _closing(cut.body)
        return cut.body[:end], cut.body
    return cut.head[opening : opening + _closing(cut.head[opening:])], cut.body


def _closing(text: str) -> int:
    depth = 0
    for word in words(text):
        depth += word.is_mark("{") - word.is_mark("}")
        if depth == 0:
            return word.end
    raise QueryError("the query cannot be read: a brace is not closed.")


def _projected(cut: Parts) -> list[str]:
    head = _without_dataset(cut.head)
    if "*" in head:
        return list(dict.fromkeys(word.text for word in words(cut.body) if word.kind == "variable"))
    found, depth, last = [], 0, ""
    for word in words(head):
        depth += word.is_mark("(") - word.is_mark(")")
        if word.kind == "variable" and (depth == 0 or last == "AS"):
            found.append(word.text)
        last = word.text.upper()
    return found


def _dataset(head: str) -> str:
    """Return the ``FROM`` clauses of what stands before a pattern."""
    opening = next((word.begin for word in words(head) if word.is_keyword("FROM")), len(head))
    clauses = head[opening:]
    where = next((word.begin for word in words(clauses) if word.is_keyword("WHERE")), len(clauses))
    return clauses[:where].strip()


def _without_dataset(head: str) -> str:
    opening = next((word.begin for word in words(head) if word.is_keyword("FROM", "WHERE")), len(head))
    return head[:opening].strip()
