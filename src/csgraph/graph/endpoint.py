"""A SPARQL server as HTTP sees it: its addresses, its way of logging in, its errors as one line.

Credentials come from the environment or a file, never from a command line or an address: ``CSGRAPH_STORE_USER`` and
``CSGRAPH_STORE_PASSWORD``, or ``CSGRAPH_STORE_TOKEN``; ``CSGRAPH_STORE_AUTH`` says ``basic``, ``digest`` or ``bearer`` where the kind of
server does not. ``CSGRAPH_STORE_CREDENTIALS`` names a TOML file with ``user``, ``password``, ``token``, ``auth``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from csgraph.errors import QueryError, StoreError

if TYPE_CHECKING:
    import httpx

SECONDS: Final = 300.0
"""For one answer, unless ``CSGRAPH_STORE_TIMEOUT`` says otherwise."""
ROW_LIMIT: Final = "x-sparql-maxrows"
"""The header by which Virtuoso says that it has cut an answer."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between servers."""

    name: str
    query: str
    update: str
    graphs: str
    """Where the Graph Store Protocol is; empty if it is not used."""
    auth: str = "basic"
    query_union: str = ""
    """The parameter by which a query sees the union of all graphs, where it does not anyway."""
    update_union: str = ""
    graph_parameter: str = "graph"
    is_atomic: bool = True
    """Whether one update of any size is carried out wholly or not at all."""


def kind_of(place: str, server: str) -> Kind:
    """Return the kind of a server by the address given and its ``Server`` header.

    >>> kind_of("http://127.0.0.1:8890/sparql", "Virtuoso/07.20 (Linux)").update
    'http://127.0.0.1:8890/sparql-auth'
    """
    root = place.rstrip("/").removesuffix("/sparql").removesuffix("/query")
    server = server.lower()
    if server.startswith("virtuoso"):
        return Kind("virtuoso", f"{root}/sparql", f"{root}/sparql-auth", f"{root}/sparql-graph-crud-auth", auth="digest", is_atomic=False)
    if server.startswith("oxigraph"):
        return Kind("oxigraph", f"{root}/query", f"{root}/update", f"{root}/store", "basic", "union-default-graph", "using-union-graph")
    if server.startswith("csgraph"):
        return Kind("csgraph", f"{root}/sparql", f"{root}/sparql", f"{root}/store", auth="bearer")
    if "/repositories/" in place:
        return Kind("rdf4j", place, f"{place.rstrip('/')}/statements", "")
    return Kind("sparql", place, os.environ.get("CSGRAPH_STORE_UPDATE", place), os.environ.get("CSGRAPH_STORE_GRAPHS", ""))


class Endpoint:
    """A connection to a server. A fault of the place is a `StoreError`, one of the question a `QueryError`."""

    def __init__(self, place: str) -> None:
        parts = urlsplit(place)
        if parts.username or parts.password:
            raise StoreError(
                f"{parts.hostname}: a password in an address ends up in logs. Put it in CSGRAPH_STORE_USER and CSGRAPH_STORE_PASSWORD."
            )
        if not parts.hostname:
            raise StoreError(f"{place}: this address has no host. Give one such as http://127.0.0.1:7878.")
        self.place = place
        self._client = _client()
        self.kind = kind_of(place, self._send("GET", place, expect=()).headers.get("server", ""))
        given = _credentials(os.environ)
        self.has_credentials = bool(given.keys() & {"user", "token"})
        auth = _auth(given, self.kind.auth)
        if auth is not None:
            self._client.auth = auth

    @property
    def query_url(self) -> str:
        """Where questions go, for other clients: over the union of all graphs."""
        return self.kind.query + (f"?{self.kind.query_union}=" if self.kind.query_union else "")

    def query(self, sparql: str, accept: str) -> httpx.Response:
        """Put a query by POST form, which every server takes whatever its length."""
        form = {"query": sparql} | ({self.kind.query_union: ""} if self.kind.query_union else {})
        return self._send("POST", self.kind.query, data=form, headers={"accept": accept})

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL update."""
        headers = {"content-type": "application/sparql-update", "accept": "application/sparql-results+json, */*;q=0.1"}
        parameters = {self.kind.update_union: ""} if self.kind.update_union else None
        self._send("POST", self.kind.update, content=sparql.encode(), headers=headers, params=parameters)

    def refresh(self) -> None:
        """Have a csgraph server run the rules."""
        self._send("POST", f"{self.kind.query.removesuffix('/sparql')}/refresh")

    def write_graph(self, data: bytes, content_type: str, graph: str | None = None) -> None:
        """Add to a graph, or to all that the data name."""
        self._send("POST", self.kind.graphs, params=self._named(graph), content=data, headers={"content-type": content_type})

    def close(self) -> None:
        self._client.close()

    def _named(self, graph: str | None) -> dict[str, str] | None:
        return None if graph is None else {self.kind.graph_parameter: graph}

    def _send(self, method: str, url: str, *, expect: tuple[int, ...] = (200, 201, 204), **request: Any) -> httpx.Response:
        import httpx

        try:
            answer = self._client.request(method, url, **request)
        except httpx.TimeoutException as fault:
            raise StoreError(f"{self.place}: no answer in time. Ask for less, or set CSGRAPH_STORE_TIMEOUT to more seconds.") from fault
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise StoreError(f"{self.place}: no SPARQL server can be reached there ({_one_line(str(fault))}).") from fault
        if expect and answer.status_code not in expect:
            raise self._refusal(answer)
        return answer

    def _refusal(self, answer: httpx.Response) -> StoreError | QueryError:
        said = _one_line(answer.text)
        match answer.status_code:
            case 401 | 403:
                return StoreError(
                    f"{self.place}: the server wants credentials. Set CSGRAPH_STORE_USER and CSGRAPH_STORE_PASSWORD, or CSGRAPH_STORE_TOKEN."
                )
            case 301 | 302 | 307 | 308:
                return StoreError(f"{self.place}: the server sends on to {answer.headers.get('location', 'elsewhere')}. Give that address.")
            case 503 | 429:
                return StoreError(f"{self.place}: the server is busy ({said}). Try again later.")
            case 400:
                return QueryError(f"the server cannot read the query: {said}")
            case status:
                return StoreError(f"{self.place}: the server answered {status}: {said}")


def _client() -> httpx.Client:
    try:
        import httpx
    except ImportError as fault:
        raise StoreError("a store over http needs httpx. Install csgraph[http].") from fault
    given = os.environ.get("CSGRAPH_STORE_TIMEOUT", str(SECONDS))
    try:
        seconds = float(given)
    except ValueError as fault:
        raise StoreError(f"CSGRAPH_STORE_TIMEOUT={given}: give a number of seconds.") from fault
    # Redirects are not followed: credentials would be.
    return httpx.Client(timeout=httpx.Timeout(seconds, connect=10), follow_redirects=False, headers={"user-agent": "csgraph"})


def _credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what is set of ``user password token auth``; the environment wins over the file."""
    names = ("user", "password", "token", "auth")
    given = {name: environment[f"CSGRAPH_STORE_{name.upper()}"] for name in names if environment.get(f"CSGRAPH_STORE_{name.upper()}")}
    file = environment.get("CSGRAPH_STORE_CREDENTIALS")
    return ({name: value for name, value in _read(Path(file)).items() if name in names} if file else {}) | given


def _read(path: Path) -> dict[str, str]:
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise StoreError(f"{path}: others can read these credentials. Run `chmod 600 {path}`.")
        return {str(name): str(value) for name, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise StoreError(f'{path}: the credentials cannot be read. Write user = "…" and password = "…", or token = "…".') from fault


def _auth(given: dict[str, str], usual: str) -> httpx.Auth | None:
    import httpx

    class Bearer(httpx.Auth):
        """Sends a token (RFC 6750, 2.1)."""

        def auth_flow(self, request: httpx.Request) -> Any:
            request.headers["authorization"] = f"Bearer {given['token']}"
            yield request

    way = given.get("auth") or ("bearer" if "token" in given else "basic" if usual == "bearer" else usual)
    match way:
        case "bearer":
            return Bearer() if "token" in given else None
        case "digest" | "basic":
            kind = httpx.DigestAuth if way == "digest" else httpx.BasicAuth
            return kind(given["user"], given.get("password", "")) if "user" in given else None
        case _:
            raise StoreError(f"CSGRAPH_STORE_AUTH={way}: it is basic, digest or bearer.")


def _one_line(text: str, longest: int = 300) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
