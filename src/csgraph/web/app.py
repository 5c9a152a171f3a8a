"""The server: routes to what the workers answer."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, Final

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from csgraph import resources
from csgraph.graph import vocab
from csgraph.web import negotiate, protocol
from csgraph.web.access import AccessLog
from csgraph.web.backend import Backend, Settings
from csgraph.web.openapi import description
from csgraph.web.pool import BrokenOff, Refusal, Reply

POLICY: Final = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_PAGE_SECONDS: Final = 600.0
_FORMATS: Final = {
    "ttl": negotiate.TURTLE,
    "turtle": negotiate.TURTLE,
    "nt": negotiate.N_TRIPLES,
    "jsonld": negotiate.JSON_LD,
    "html": negotiate.HTML,
    "csv": negotiate.CSV,
    "json": "application/json",
}
Handler = Callable[[Request], Awaitable[Response]]


def application(settings: Settings) -> Starlette:
    """Return the server of a store, as an ASGI application."""
    backend = Backend(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with backend.running():
            yield

    site = Site(backend)
    methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"]
    middleware = [
        Middleware(AccessLog),
        Middleware(
            CORSMiddleware,
            allow_origins=["*"],
            allow_methods=methods,
            allow_headers=["authorization", "content-type", "accept"],
            expose_headers=["etag", "retry-after"],
        ),
        Middleware(GZipMiddleware, minimum_size=1000),
    ]
    return Starlette(routes=site.routes(), middleware=middleware, lifespan=lifespan, exception_handlers={Refusal: _refused})


class Site:
    """The routes."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.token = backend.settings.token

    def routes(self) -> list[Route]:
        get = ["GET"]
        return [
            Route("/", self.explorer, methods=get),
            Route("/data/{piece:int}", self.data, methods=get),
            Route("/sparql", self.sparql, methods=["GET", "POST"]),
            Route("/store", self.store, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/refresh", self.refresh, methods=["POST"]),
            Route("/id/{rest:path}", self.thing, methods=get),
            Route("/crime/{rest:path}", self.thing, methods=get),
            Route("/ontology", self.thing, methods=get),
            Route("/ask", self.questions, methods=get),
            Route("/ask/{name}", self.ask, methods=get),
            Route("/sparql-editor", self.editor, methods=get),
            Route("/assets/{name}", _asset, methods=get),
            Route("/.well-known/void", self.void, methods=get),
            Route("/openapi.json", self.openapi, methods=get),
        ]

    # The endpoint

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol: queries for everybody, updates with the token."""
        asked = await protocol.operation(request)
        if asked.kind == "description":
            return self._description(request)
        graphs = {"default": asked.default, "named": asked.named}
        if asked.kind == "update":
            protocol.require_token(request, self.token)
            return _response(await self.backend.write({"do": "update", **graphs}, asked.text.encode()))
        question = {"do": "query", "accept": request.headers.get("accept", ""), **graphs}
        return await self._read(request, question, asked.text.encode("utf-8", "replace"))

    def _description(self, request: Request) -> Response:
        from csgraph.web.pages import service_description

        media = negotiate.chosen(request.headers.get("accept", ""), negotiate.GRAPHS)
        if media is None:
            raise Refusal(406, f"the description of this service can be had as {', '.join(negotiate.GRAPHS)}.")
        triples = service_description(_root(request), may_update=self.token is not None)
        data = ox.serialize(triples, format=ox.RdfFormat.from_media_type(media), prefixes=vocab.PREFIXES)
        return Response(data, media_type=media, headers={"vary": "accept"})

    async def store(self, request: Request) -> Response:
        """SPARQL 1.1 Graph Store Protocol: reading for everybody, writing with the token."""
        names, is_default = request.query_params.getlist("graph"), "default" in request.query_params
        if len(names) + is_default > 1:
            raise Refusal(400, "one graph at a time: ?graph=IRI.")
        graph = names[0] if names else None
        if graph is not None and not re.fullmatch(r"[A-Za-z][\w+.-]*:[^<>\"{}|^`\\\x00-\x20]*", graph):
            raise Refusal(400, "?graph= is to be an absolute IRI.")
        if request.method in ("GET", "HEAD"):
            return await self._read_graph(request, graph, is_default=is_default)
        protocol.require_token(request, self.token)
        if is_default or (graph is None and request.method != "POST"):
            raise Refusal(400, "the default graph is the union of all. Say which graph with ?graph=IRI.")
        media, _ = protocol.content_type(request)
        if request.method != "DELETE" and ox.RdfFormat.from_media_type(media) is None:
            raise Refusal(415, f"send RDF ({', '.join(negotiate.GRAPHS)}), and say which in Content-Type.")
        sent = await protocol.body(request, protocol.LONGEST_BODY)
        return _response(await self.backend.write({"do": "graph", "method": request.method, "graph": graph, "media": media}, sent))

    async def _read_graph(self, request: Request, graph: str | None, *, is_default: bool) -> Response:
        accept = request.headers.get("accept", "")
        if is_default:
            return await self._read(request, {"do": "query", "accept": accept}, b"CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return await self._read(request, {"do": "graph", "graph": graph, "accept": accept}, seconds=_PAGE_SECONDS)

    async def refresh(self, request: Request) -> Response:
        """Run the rules, for who has added reports from elsewhere."""
        protocol.require_token(request, self.token)
        return _response(await self.backend.write({"do": "refresh"}))

    # Pages

    async def explorer(self, request: Request) -> Response:
        """The page of `csgraph show`, over what the store says now."""
        html = _explorer(_root_path(request))
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy is not None
        header = policy.group(1).replace("&#39;", "'") + "; frame-ancestors 'none'"
        return _page(html, policy=header)

    async def data(self, request: Request) -> Response:
        """A piece of the explorer's data."""
        return await self._read(request, {"do": "data", "piece": request.path_params["piece"]}, seconds=_PAGE_SECONDS)

    async def thing(self, request: Request) -> Response:
        """What is known of the thing that an IRI names."""
        question = {"do": "thing", "iri": self._iri(request), "accept": _wanted(request), "root": _root_path(request)}
        return await self._read(request, question)

    def _iri(self, request: Request) -> str:
        """The path as it was sent: in an IRI, %20 is %20."""
        sent: str = request.scope.get("raw_path", request.scope["path"].encode()).decode("ascii", "replace").partition("?")[0]
        path = sent.removeprefix(request.scope.get("root_path", ""))
        for start, iri in (("/id/", self.backend.settings.base), ("/crime/", vocab.CRIME), ("/ontology", vocab.ONTOLOGY_GRAPH)):
            if path.startswith(start):
                return f"{iri}{path.removeprefix(start)}"
        raise Refusal(404, "there is no such page.")

    async def questions(self, request: Request) -> Response:
        """The catalogue."""
        from csgraph.web.pages import questions_page

        return _page(questions_page(root=_root_path(request)))

    async def ask(self, request: Request) -> Response:
        """A question of the catalogue, answered."""
        from csgraph.answers.ask import questions

        name = request.path_params["name"]
        if name not in {question.name for question in questions()}:
            raise Refusal(404, "no question has this name. /ask lists them.")
        given = dict(request.query_params)
        settings = {"iris": given.pop("iris", "") not in ("", "0", "false"), "language": given.pop("names", "en")}
        given.pop("format", None)
        values = {key: value for key, value in given.items() if value}
        question = {"do": "ask", "name": name, "values": values, "accept": _wanted(request), "root": _root_path(request), **settings}
        return await self._read(request, question)

    async def editor(self, request: Request) -> Response:
        """The SPARQL editor."""
        from csgraph.web.pages import editor_page

        return _page(editor_page(root=_root_path(request), base=self.backend.settings.base))

    async def void(self, request: Request) -> Response:
        """The description of the data set."""
        return await self._read(request, {"do": "void", "accept": _wanted(request), "root": _root(request)})

    async def openapi(self, request: Request) -> Response:
        """The description of this server for programs."""
        return JSONResponse(description(_root(request)))

    # Reading

    async def _read(self, request: Request, question: dict[str, Any], text: bytes = b"", *, seconds: float | None = None) -> Response:
        """Ask a worker, unless the client has the answer already; give up when the client does."""
        is_trusted = protocol.is_trusted(request, self.token)
        if not is_trusted:
            await self.backend.public.current()
        tag = "" if is_trusted else _tag(self.backend.revision, question, text)
        headers = {"vary": "accept, authorization", "cache-control": "no-cache"}
        if tag:
            headers["etag"] = tag
            if tag in request.headers.get("if-none-match", "").replace(" ", "").split(","):
                return Response(status_code=304, headers=headers)
        reply = await _unless_gone(request, self.backend.read(question, text, is_trusted=is_trusted, seconds=seconds))
        if reply.status != 200:
            headers = {}
        return _response(reply, headers)


async def _unless_gone(request: Request, reading: Any) -> Reply:
    task = asyncio.ensure_future(reading)
    leaving = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise Refusal(503, "the client has gone.")
        reply: Reply = task.result()
        return reply
    finally:
        leaving.cancel()
        if not task.done():
            task.cancel()


async def _gone(request: Request) -> None:
    """Return when the client has left; what it sends before that has been read already."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Streamed(Response):
    """An answer sent piece by piece. One that breaks off ends without its end, which every client takes for a fault."""

    def __init__(self, reply: Reply, headers: dict[str, str]) -> None:
        super().__init__(status_code=reply.status, headers=headers, media_type=reply.media)
        del self.headers["content-length"]
        self.reply = reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chunks = self.reply.chunks
        assert chunks is not None
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await send({"type": "http.response.body", "body": self.reply.first, "more_body": True})
            async for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except BrokenOff:
            return
        finally:
            await chunks.aclose()  # type: ignore[attr-defined]


def _response(reply: Reply, headers: dict[str, str] | None = None) -> Response:
    if reply.chunks is not None:
        return Streamed(reply, headers or {})
    if reply.status in (201, 204):
        return Response(status_code=reply.status)
    return Response(reply.first, reply.status, headers, reply.media)


def _tag(revision: str, question: dict[str, Any], text: bytes) -> str:
    """Weak, since the same answer also goes out compressed (RFC 9110, 8.8.1)."""
    if not revision:
        return ""
    digest = hashlib.sha256(json.dumps([revision, question], sort_keys=True).encode() + text).hexdigest()
    return f'W/"{digest[:24]}"'


def _page(html: str, *, policy: str = POLICY) -> Response:
    return Response(html, media_type="text/html; charset=utf-8", headers={"content-security-policy": policy})


async def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, Refusal)
    headers = {"retry-after": str(fault.retry_after)} if fault.retry_after else {}
    if fault.status == 401:
        headers["www-authenticate"] = 'Bearer realm="csgraph"'
    return Response(f"{fault}\n", fault.status, headers, "text/plain; charset=utf-8")


def _wanted(request: Request) -> str:
    """What the client takes; ``?format=`` for those who cannot set a header."""
    name = request.query_params.get("format")
    if name is None:
        return request.headers.get("accept", "")
    if name not in _FORMATS:
        raise Refusal(400, f"?format= is one of {', '.join(_FORMATS)}.")
    return _FORMATS[name]


def _root_path(request: Request) -> str:
    path: str = request.scope.get("root_path", "")
    return path


def _root(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{_root_path(request)}"


@cache
def _explorer(root: str) -> str:
    from csgraph.screens import page

    return page.html({"source": f"{root}/data/0"}, connect="'self'")


_ASSETS: Final = {"site.css": "text/css", "editor.js": "text/javascript", "explorer.css": "text/css"}


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise Refusal(404, "there is no such file.")
    built = resources.package_path("screens", "assets", "dist", name)
    path = built if built.is_file() else resources.package_path("web", "assets", name)
    if not path.is_file():
        raise Refusal(404, "there is no such file.")
    return Response(path.read_bytes(), media_type=_ASSETS[name], headers={"cache-control": "no-cache"})
