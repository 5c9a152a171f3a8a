"""A line on stderr for each request, without the query: what people ask is theirs."""

from __future__ import annotations

import sys
import time
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from csgraph.screens.tables import harmless

_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"server", b"csgraph"),
)
_STRICT: Final = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
_PAGE: Final = b"default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


class AccessLog:
    """Writes the log, and the headers that every answer has."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, length = time.monotonic(), 0, 0

        async def noted(message: Message) -> None:
            nonlocal status, length
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _completed(message["headers"])
            elif message["type"] == "http.response.body":
                length += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            client = (scope.get("client") or ("-",))[0]
            when, took = time.strftime("%Y-%m-%dT%H:%M:%S%z"), time.monotonic() - begun
            line = f"{client} {when} {scope['method']} {scope['path']} {status or '-'} {length} {took * 1000:.0f}ms"
            print(harmless(line.replace("\n", " ")), file=sys.stderr, flush=True)


def _completed(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    given = {name.lower(): value for name, value in headers}
    more = [pair for pair in _ALWAYS if pair[0] not in given]
    if b"content-security-policy" not in given:
        is_page = given.get(b"content-type", b"").startswith(b"text/html")
        more.append((_STRICT[0], _PAGE) if is_page else _STRICT)
    return [*headers, *more]
