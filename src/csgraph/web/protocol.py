"""What an HTTP request asks of the endpoint, by the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from csgraph.web.pool import Refusal

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
LONGEST_QUERY: Final = 1 << 20
LONGEST_BODY: Final = 512 << 20

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update, and the graphs that it is about."""

    kind: str
    """``query``, ``update`` or ``description``."""
    text: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


async def operation(request: Request) -> Operation:
    """Return what is asked; `Refusal` says what is wrong with the form of it."""
    address = _pairs(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if _all(address, "update"):
            raise Refusal(400, "an update is sent with POST, not with GET.")
        if not _all(address, "query"):
            return Operation("description")
        return _operation("query", address, address)
    media, charset = content_type(request)
    if charset not in ("", "utf-8", "utf8"):
        raise Refusal(415, f"the text is to be UTF-8, not {charset}.")
    if media == FORM:
        form = _pairs(await body(request, LONGEST_BODY if is_token_sent(request) else LONGEST_QUERY))
        kinds = [kind for kind in ("query", "update") if _all(form, kind)]
        if len(kinds) != 1:
            raise Refusal(400, "the form is to hold one `query` or one `update`.")
        return _operation(kinds[0], form, [*address, *form])
    if media in (QUERY, UPDATE):
        kind = "query" if media == QUERY else "update"
        if _all(address, "query") or _all(address, "update"):
            raise Refusal(400, f"the {kind} is in the body. Leave it out of the address.")
        sent = await body(request, LONGEST_QUERY if kind == "query" else LONGEST_BODY)
        return _operation(kind, [(kind, _text(sent))], address)
    raise Refusal(415, f"send {FORM}, {QUERY} or {UPDATE}, and say which in Content-Type.")


def _operation(kind: str, where: Pairs, graphs: Pairs) -> Operation:
    texts = _all(where, kind)
    if len(texts) != 1:
        raise Refusal(400, f"one {kind} at a time: there are {len(texts)}.")
    default = "default-graph-uri" if kind == "query" else "using-graph-uri"
    named = "named-graph-uri" if kind == "query" else "using-named-graph-uri"
    other = {"default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"} - {default, named}
    if any(name in other for name, _ in graphs):
        raise Refusal(400, f"the graphs of a {kind} are named by {default} and {named}.")
    return Operation(kind, texts[0], tuple(_all(graphs, default)), tuple(_all(graphs, named)))


def content_type(request: Request) -> tuple[str, str]:
    """Return the media type and the charset of a body."""
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [value.strip('" ') for name, _, value in (part.partition("=") for part in parameters) if name.strip() == "charset"]
    return media, charsets[0] if charsets else ""


async def body(request: Request, longest: int) -> bytes:
    """Return the body of a request, as long as it is not too long."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > longest:
        raise Refusal(413, f"the body is longer than {longest:,} bytes.")
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > longest:
            raise Refusal(413, f"the body is longer than {longest:,} bytes.")
        parts.append(part)
    return b"".join(parts)


def is_token_sent(request: Request) -> bool:
    """Say whether the request brings credentials, good or bad."""
    return request.headers.get("authorization", "").lower().startswith("bearer ")


def is_trusted(request: Request, token: str | None) -> bool:
    """Say whether the request brings the token; a wrong one is refused, so that nobody believes to be logged in."""
    if not is_token_sent(request):
        return False
    sent = request.headers["authorization"][len("bearer ") :].strip()
    if token is None or not hmac.compare_digest(sent.encode(), token.encode()):
        raise Refusal(401, "this token is not the right one.")
    return True


def require_token(request: Request, token: str | None) -> None:
    """Refuse to write without the token."""
    if token is None:
        raise Refusal(403, "this server is read-only. `csgraph serve --token-file` lets those write who have the token.")
    if not is_trusted(request, token):
        raise Refusal(401, "writing wants a token, as Authorization: Bearer ….")


def _pairs(form: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(form.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000)
    except ValueError as fault:
        raise Refusal(400, "the parameters are not percent-encoded UTF-8.") from fault


def _all(pairs: Pairs, name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _text(sent: bytes) -> str:
    try:
        return sent.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Refusal(400, "the body is not UTF-8.") from fault
