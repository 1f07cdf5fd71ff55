"""`padsketch diff`: the versions of a project, compared as text."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json, tell
from padsketch.display import safe
from padsketch.errors import InvalidFile, UsageError

if TYPE_CHECKING:
    from padsketch.storage.safety.versions import Version

ABOUT = (
    "Compares the newest version with the project; with A, that one; with A and B, those two. A "
    "and B are versions (a name, a number of the list, 1 is the newest, or the beginning of an id) "
    "or other projects."
)
COLOURS = {"+": "32", "-": "31", "@": "36"}


class Side(NamedTuple):
    """One of two texts that are compared."""

    name: str
    text: str


def add_commands(commands: Commands) -> None:
    """Add `diff`."""
    words = "compare a project with its versions, or with another one"
    parser = add_command(commands, "diff", _diff, words, ABOUT)
    add = parser.add_argument
    add("project", type=Path, metavar="PROJECT")
    add("old", nargs="?", metavar="A")
    add("new", nargs="?", metavar="B")
    way = parser.add_mutually_exclusive_group()
    listed = "list the versions: since when, and what was changed after it"
    way.add_argument("--list", action="store_true", help=listed)
    restored = "make a version the project; what is there becomes a version"
    way.add_argument("--restore", metavar="VERSION", help=restored)
    add_json(parser)


def _diff(options: Namespace) -> int:
    from padsketch.storage import project_file

    file = project_file(options.project)
    if not file.is_file():
        raise InvalidFile(f"There is no project at {options.project}", "Name its folder.")
    if options.restore:
        return _restore(file.parent, options)
    return _list(file, options) if options.list else _compare(file, options)


def _compare(file: Path, options: Namespace) -> int:
    from padsketch.storage.safety.comparing import differences
    from padsketch.storage.safety.versions import versions_of

    if options.old is None and not versions_of(file.parent):
        raise UsageError(f"{file.parent} has no versions yet", "Every save keeps what it replaces.")
    old = _side(file.parent, options.old or "1")
    new = _side(file.parent, options.new) if options.new else Side(str(file), _text(file))
    lines = differences(old.text, new.text, old.name, new.name)
    if options.json:
        say_json({"old": old.name, "new": new.name, "lines": lines})
        return 0
    for line in lines:
        _say_line(line)
    if not lines:
        tell(f"{old.name} and {new.name} are the same")
    return 0


def _list(file: Path, options: Namespace) -> int:
    from padsketch.storage.safety.comparing import change_words, changed_after
    from padsketch.storage.safety.versions import versions_of

    versions = versions_of(file.parent)
    changes = changed_after([version.read() for version in versions], _text(file).encode())
    rows = list(zip(range(1, len(versions) + 1), versions, changes, strict=True))
    if options.json:
        say_json({"versions": [_row(*row) for row in rows]})
        return 0
    for number, version, places in rows:
        since = f"{version.since.astimezone():%Y-%m-%d %H:%M:%S}"
        say(f"{number:>3}  {since}  {version.title:<20}  {change_words(places)}")
    if not rows:
        tell("there are no versions yet: every save keeps what it replaces")
    return 0


def _restore(folder: Path, options: Namespace) -> int:
    from padsketch.storage.safety.rewriting import restore

    version = _version(folder, options.restore)
    if version is None:
        raise UsageError(f"There is no version '{options.restore}'", "--list tells them.")
    restore(folder, version)
    if options.json:
        say_json({"restored": version.id})
    else:
        tell(f"{folder} is as it was: {version.words}; what was there is a version now")
    return 0


def _side(folder: Path, word: str) -> Side:
    from padsketch.storage import project_file

    version = _version(folder, word)
    if version is not None:
        return Side(version.words, _text_of(version))
    other = project_file(Path(word))
    if not other.is_file():
        hint = f"`padsketch diff {folder} --list` tells the versions."
        raise UsageError(f"'{word}' is no version and no project", hint)
    return Side(str(other), _text(other))


def _version(folder: Path, word: str) -> Version | None:
    from padsketch.storage.safety.versions import find_version

    return find_version(folder, word)


def _text(file: Path) -> str:
    from padsketch.storage.files import disk_errors

    with disk_errors(file, "be read"):
        return file.read_text(errors="replace")


def _text_of(version: Version) -> str:
    return version.read().decode(errors="replace")


def _row(number: int, version: Version, places: list[str]) -> dict[str, Any]:
    return {
        "number": number,
        "id": version.id,
        "since": version.since.isoformat(),
        "kind": version.kind,
        "name": version.name,
        "changed_after": places,
    }


def _say_line(line: str) -> None:
    colour = COLOURS.get(line[:1])
    if colour and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        print(f"\x1b[{colour}m{safe(line)}\x1b[0m")
    else:
        say(line)
