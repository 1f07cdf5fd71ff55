"""How a room of the command line adds its commands."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from padsketch.cli.stopping import stoppable

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"

Run = Callable[[Namespace], int]
"""Does the work of a command; returns its exit code."""


def add_command(
    commands: Commands, name: str, run: Run, words: str, more: str = ""
) -> ArgumentParser:
    """A command with its line in the list of commands and what its own help says besides."""
    parser = commands.add_parser(
        name,
        help=words,
        description=f"{words[0].upper()}{words[1:]}. {more}".strip(),
        allow_abbrev=False,
    )
    parser.set_defaults(run=partial(_run_stoppable, run))
    return parser


def _run_stoppable(run: Run, options: Namespace) -> int:
    with stoppable():
        return run(options)


def add_json(parser: ArgumentParser) -> None:
    """The option of commands that a program may ask."""
    parser.add_argument("--json", action="store_true", help="answer as JSON on stdout")
