"""The command line: arguments in, an exit code out; no music logic of its own.

Nothing heavy is imported before a command that needs it runs, so that `--help` is instant.
"""

from __future__ import annotations

from collections.abc import Sequence

from padsketch.cli.failures import guarded
from padsketch.cli.parser import parser_for


def run(argv: Sequence[str]) -> int:
    """Run one command line; the exit code is 0, 1, 2, 3, 4 or 130."""
    return guarded(lambda: _run(argv), as_json="--json" in argv)


def _run(argv: Sequence[str]) -> int:
    options = parser_for(argv).parse_args(argv)
    code: int = options.run(options)
    return code
