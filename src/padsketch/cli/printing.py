"""The ways in which a command speaks: answers on stdout, talk on stderr, both harmless."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from padsketch.display import safe
from padsketch.errors import Fault


def say(line: str) -> None:
    """A line of the answer."""
    print(safe(line))


def tell(line: str) -> None:
    """A line beside the answer: a warning, a note."""
    print(safe(line), file=sys.stderr)


def tell_lost(losses: Iterable[str], missing: Iterable[str] = ()) -> None:
    """What an import or export could not keep, and the files that were not there."""
    for loss in losses:
        tell(f"note: {loss}")
    for file in missing:
        tell(f"missing: {file}")


def tell_newer(version: int) -> None:
    """A note where a project is of a newer version than can be understood whole."""
    from padsketch.storage.migrations import PROJECT_VERSION

    if version > PROJECT_VERSION:
        tell("note: written by a newer padsketch; what only that one knows is passed over")


def say_json(value: Any) -> None:
    """The answer for a program; escaped, so that any text is harmless."""
    import json

    print(json.dumps(value, indent=2, allow_nan=False))


def faults_to_json(faults: tuple[Fault, ...] | list[Fault]) -> list[dict[str, str]]:
    """Faults as plain tables."""
    return [fault._asdict() for fault in faults]
