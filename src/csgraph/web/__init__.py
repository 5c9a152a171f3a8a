"""csgraph over HTTP: the explorer, linked data, and a SPARQL 1.1 Protocol endpoint."""

from __future__ import annotations

from csgraph.web.backend import Settings
from csgraph.web.pool import Limits

__all__ = ["Limits", "Settings", "serve"]


def serve(settings: Settings, *, host: str = "127.0.0.1", port: int = 8080) -> None:
    """Serve a store until the process is told to stop (SIGINT, SIGTERM)."""
    import uvicorn

    from csgraph.web.app import application

    config = uvicorn.Config(
        application(settings), host=host, port=port, log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=10
    )
    uvicorn.Server(config).run()
