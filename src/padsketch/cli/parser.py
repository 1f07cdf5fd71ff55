"""The words of the command line, and which function runs which command."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NoReturn

import padsketch
from padsketch.cli import (
    analyze,
    check,
    chop,
    devices,
    diff,
    doctor,
    exports,
    import_beats,
    kits,
    new,
    pack,
    record,
    recover,
    samples,
    sketchpad,
    sounds,
)
from padsketch.cli.jobs import batch
from padsketch.errors import UsageError

USAGE = """padsketch [PROJECT] [--device NAME] [--silent] [--ascii] [--layout NAME] [--plain]
                 [--low-bandwidth | --full]
       padsketch COMMAND ..."""
DESCRIPTION = "A terminal sampler and beat sketchpad. Without a command: open PROJECT, or a demo."
EPILOG = """`padsketch COMMAND --help` says more. Exit codes: 0 done, 1 failed, 2 wrong usage,
3 no sound, 4 invalid project or kit, 130 stopped."""
ROOMS = (
    new,
    exports,
    import_beats,
    pack,
    batch,
    check,
    diff,
    recover,
    samples,
    kits,
    sounds,
    chop,
    analyze,
    record,
    devices,
    doctor,
)
OWN_OPTIONS = ("-h", "--help", "--version")


class Parser(ArgumentParser):
    """A parser whose complaints take the way of every other error."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with what argparse found."""
        raise UsageError(message[:1].upper() + message[1:], f"`{self.prog} --help` says more.")


def parser_for(argv: Sequence[str]) -> ArgumentParser:
    """The parser of the commands, or of the sketchpad where the first word is no command.

    What it parses holds the function to `run`.
    """
    parser = Parser(
        prog="padsketch", usage=USAGE, description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False
    )
    version = f"padsketch {padsketch.__version__}"
    sketchpad.add_open_options(parser)
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", prog="padsketch", required=True
    )
    for room in ROOMS:
        room.add_commands(commands)
    if argv and argv[0] in (*OWN_OPTIONS, *commands.choices):
        return parser
    return sketchpad.add_options(Parser(prog="padsketch", allow_abbrev=False), commands.choices)
