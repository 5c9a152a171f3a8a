"""The command line: a verb a command, one short file each. A command is imported when it is needed."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Final

import click

from csgraph.errors import CsgraphError

COMMANDS: Final = (
    "demo",
    "add",
    "extract",
    "remove",
    "reports",
    "partners",
    "matrix",
    "why-not",
    "query",
    "ask",
    "show",
    "serve",
    "network",
    "export",
    "diff",
    "match",
    "review",
    "check",
    "verify",
    "evaluate",
    "backup",
    "restore",
)


class Commands(click.Group):
    """Finds a command by its name, and turns an error of csgraph into one line and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"csgraph.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except CsgraphError as fault:
            from csgraph.cli.output import error_line

            click.echo(error_line(str(fault)), err=True)
            ctx.exit(1)
        except BrokenPipeError:
            # The reader of our output (head, less) has gone: nothing is wrong, and there is nobody to tell.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="csgraph")
def main() -> None:
    """Read crime-fighting bodies' activity reports into a knowledge graph, and ask who works with whom on what.

    Begin with:  csgraph demo
    """
