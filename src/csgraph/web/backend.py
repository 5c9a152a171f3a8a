"""What the server answers from: the process that owns the store, its snapshots, and the workers that read them."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from csgraph.graph.mint import BASE
from csgraph.web import frames
from csgraph.web.pool import Limits, Pool, Refusal, Reply, Worker

_WRITING_SECONDS = 600.0
_START = secrets.token_hex(4)
"""Tells the revisions of this server from those of one before it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a store is served."""

    place: str
    token: str | None = None
    """Who sends it may write, and sees what is masked for others."""
    keep_contacts: bool = False
    limits: Limits = field(default_factory=Limits)
    base: str = BASE

    @property
    def is_remote(self) -> bool:
        """Whether the store is on a server elsewhere, which looks after its writes itself."""
        return self.place.startswith(("http://", "https://"))


class Backend:
    """Hands requests to the right process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        place = Path(settings.place)
        self.folder = place.with_name(f".{place.name}.serving")
        self.public = Snapshots(self, Pool(settings.limits), "public", keep_contacts=settings.keep_contacts)
        self.private = Snapshots(self, Pool(replace(settings.limits, workers=1)), "private", keep_contacts=True)
        self._owner: Worker | None = None
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Start what is needed, and end it all afterwards."""
        try:
            await self._own()
            await self.public.current()
            yield
        finally:
            await asyncio.gather(self.public.pool.stop(), self.private.pool.stop())
            if self._owner is not None:
                await self._owner.quit()
            if not self.settings.is_remote:
                shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def revision(self) -> str:
        """Changes whenever an answer may; empty where that cannot be known."""
        return self.public.revision

    async def read(self, request: dict[str, Any], body: bytes = b"", *, is_trusted: bool = False, seconds: float | None = None) -> Reply:
        """Answer a question from the newest snapshot."""
        pool = await (self.private if is_trusted else self.public).current()
        return await pool.ask(request, body, seconds=seconds)

    async def write(self, request: dict[str, Any], body: bytes = b"") -> Reply:
        """Have the owner change the store."""
        if self.settings.is_remote:
            raise Refusal(403, "the store is on another server. Write to that one.")
        async with self._writing:
            reply = await self._asked_of_owner(request, body)
            self.public.is_old = self.private.is_old = True
            return reply

    async def snapshot(self, name: str, *, keep_contacts: bool, fresh: bool) -> str:
        """Have the owner make a snapshot, and return where it is."""
        async with self._writing:
            reply = await self._asked_of_owner({"do": "snapshot", "name": name, "keep_contacts": keep_contacts, "fresh": fresh}, b"")
        if reply.status != 200:
            raise Refusal(reply.status, reply.first.decode().strip())
        return reply.first.decode()

    async def _own(self) -> None:
        if not self.settings.is_remote and (self._owner is None or not self._owner.is_alive):
            self._owner = await Worker.started("owner", self.settings.place, str(self.folder), self.settings.base)
            # An owner begins by clearing away the snapshots of the one before it.
            self.public.is_old = self.private.is_old = True

    async def _asked_of_owner(self, request: dict[str, Any], body: bytes) -> Reply:
        await self._own()
        assert self._owner is not None
        told: dict[str, Any] = {"status": 500, "media": "text/plain"}
        parts: list[bytes] = []
        try:
            async with asyncio.timeout(_WRITING_SECONDS):
                async for kind, data in self._owner.ask(request, body):
                    if kind == frames.HEAD:
                        told = json.loads(data)
                    elif kind == frames.DATA:
                        parts.append(data)
        except TimeoutError as fault:
            self._owner.end()
            raise Refusal(503, "the change took too long and was not made.", retry_after=60) from fault
        except asyncio.CancelledError:
            # A half-read answer would be taken for that of the next request.
            self._owner.end()
            raise
        return Reply(told["status"], told["media"], b"".join(parts), None)


class Snapshots:
    """A pool of readers and the state of the store that they read."""

    def __init__(self, backend: Backend, pool: Pool, name: str, *, keep_contacts: bool) -> None:
        self.pool = pool
        self.is_old = True
        self.revision = ""
        self._backend = backend
        self._name = name
        self._keep_contacts = keep_contacts
        self._number = 0
        self._is_started = False
        self._making = asyncio.Lock()

    async def current(self) -> Pool:
        """Return the pool, moved to a new snapshot if the store was changed since the last."""
        if not self.is_old and self._is_started:
            return self.pool
        async with self._making:
            if self.is_old:
                await self._renew()
            if not self._is_started:
                await self.pool.start()
                self._is_started = True
        return self.pool

    async def _renew(self) -> None:
        settings = self._backend.settings
        self.is_old = False
        if settings.is_remote:
            self.pool.move("reader", settings.place, settings.base)
            return
        try:
            name = f"{self._name}-{self._number + 1}"
            path = await self._backend.snapshot(name, keep_contacts=self._keep_contacts, fresh=self._name == "public")
        except BaseException:
            self.is_old = True
            raise
        self._number += 1
        self.revision = f"{_START}-{self._number}"
        self.pool.move("reader", path, settings.base)
        # Those who are still at work read the one before.
        for leaving in self._backend.folder.glob(f"{self._name}-{self._number - 2}*"):
            with suppress(OSError):
                shutil.rmtree(leaving)
