"""`padsketch [PROJECT]`: open the sketchpad."""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from padsketch.errors import UsageError
from padsketch.tui.keyboard.layouts import LAYOUTS


def add_options(parser: ArgumentParser, commands: Collection[str]) -> ArgumentParser:
    """The words of the sketchpad; a PROJECT that is not there may be a misspelt command."""
    words = "a project's folder or file, default a demo"
    parser.add_argument("project", nargs="?", type=Path, metavar="PROJECT", help=words)
    add_open_options(parser)
    parser.set_defaults(run=partial(_open, commands))
    return parser


def add_open_options(parser: ArgumentParser) -> None:
    """How the sketchpad is opened."""
    parser.add_argument("--device", metavar="NAME", help="play through this device")
    parser.add_argument("--silent", action="store_true", help="use no device at all")
    parser.add_argument("--plain", action="store_true", help="a prompt, line by line, no screen")
    parser.add_argument("--ascii", action="store_true", help="draw with plain characters only")
    words = "what the keyboard types, where the terminal does not tell which key it was"
    parser.add_argument("--layout", choices=LAYOUTS, help=words)
    width = parser.add_mutually_exclusive_group()
    width.add_argument(
        "--low-bandwidth",
        action="store_true",
        default=None,
        help="draw less, at most 10 KB a second; as it comes over SSH",
    )
    width.add_argument(
        "--full",
        action="store_false",
        dest="low_bandwidth",
        default=None,
        help="draw everything, over SSH too",
    )


def _open(commands: Collection[str], options: Namespace) -> int:
    path: Path | None = options.project
    if path is not None and not path.exists():
        from padsketch.storage.reading import did_you_mean

        raise UsageError(
            f"There is no command or project '{path}'{did_you_mean(str(path), commands)}",
            f"`padsketch --help` lists the commands; `padsketch new {path}` makes a project.",
        )
    if options.plain:
        from padsketch.plain.prompt import run_plain

        return run_plain(path, options.device, options.silent)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "The sketchpad needs a terminal", "`padsketch --plain` and the commands work without."
        )
    run_app = _screen()
    return run_app(
        path,
        options.device,
        options.silent,
        options.ascii,
        options.low_bandwidth,
        options.layout,
    )


def _screen() -> Callable[..., int]:
    """What draws, imported without a look for garbage: there is none, and it takes long."""
    gc.disable()
    from padsketch.tui.app import run_app

    gc.freeze()
    gc.enable()
    return run_app
