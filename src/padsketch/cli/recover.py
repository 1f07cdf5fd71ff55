"""`padsketch recover`: what was not saved, here or in any project, and how it comes back."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json, tell
from padsketch.errors import InvalidFile, UsageError

if TYPE_CHECKING:
    from padsketch.storage.safety.recovered import Recovered

ABOUT = (
    "Without WHAT: everything of projects that were opened here, and all sketches without a name. "
    "WHAT is a project, the name of such a sketch, or a journal. Nothing is ever deleted."
)


def add_commands(commands: Commands) -> None:
    """Add `recover`."""
    words = "list edits that were never saved, or make a project of them"
    parser = add_command(commands, "recover", _recover, words, ABOUT)
    parser.add_argument("what", nargs="?", metavar="WHAT")
    way = parser.add_mutually_exclusive_group()
    words = "make a project of the newest of them in a new folder"
    way.add_argument("-o", "--output", type=Path, metavar="DIR", help=words)
    words = "put all of them aside, into `.padsketch/thrown-away`"
    way.add_argument("--throw-away", action="store_true", help=words)
    add_json(parser)


def _recover(options: Namespace) -> int:
    states = _states(options.what)
    if options.what is None and (options.output or options.throw_away):
        raise UsageError("This needs to know what to recover", "`padsketch recover` lists it.")
    if options.output:
        return _restore(options, states)
    if options.throw_away:
        _throw_away(states)
    elif options.json:
        say_json({"recoverable": [_row(state) for state in states]})
    else:
        _list(states)
    return 0


def _states(what: str | None) -> list[Recovered]:
    """What a word means; raises InvalidFile where there is no such thing."""
    from padsketch.storage import project_file, project_folder
    from padsketch.storage.safety.journal import home_of
    from padsketch.storage.safety.lock import Lock, in_use
    from padsketch.storage.safety.recovered import read_journal
    from padsketch.storage.safety.recovery import everything, kept, sketches

    if what is None:
        return everything()
    path = Path(what)
    if project_file(path).is_file():
        folder = project_folder(path)
        if holder := Lock(folder).other():
            raise in_use(folder, holder)
        return kept(folder)
    if path.suffix == ".jsonl":
        home = home_of(path.absolute())
        found = read_journal(path.absolute(), home if project_file(home).is_file() else None)
        return [found] if found else []
    states = [state for state in sketches() if what in (state.home.name, str(state.home))]
    if not states:
        raise InvalidFile(f"There is nothing called {what}", "`padsketch recover` lists it all.")
    return states


def _list(states: list[Recovered]) -> None:
    for state in states:
        say(f"{state.folder or state.home.name}: {state.headline}: {state.words}")
    if states:
        tell("`padsketch recover WHAT -o DIR` makes a project of one; opening a project offers it.")
    else:
        tell("There is nothing to recover.")


def _restore(options: Namespace, states: list[Recovered]) -> int:
    from padsketch.storage.safety.recovery import restore

    if not states:
        raise InvalidFile(f"There is nothing to recover of {options.what}", "All of it is saved.")
    restore(states[0], options.output)
    if options.json:
        say_json({"recovered": _row(states[0]), "output": str(options.output)})
    else:
        say(f"{options.output}: {states[0].headline}: {states[0].words}")
    return 0


def _throw_away(states: list[Recovered]) -> None:
    from padsketch.storage.safety.journal import throw_away
    from padsketch.storage.safety.lock import held

    for state in states:
        with held(state.home):
            throw_away(state.journal)
        say(f"{state.headline}: {state.words}: now in {state.thrown_away}")


def _row(state: Recovered) -> dict[str, Any]:
    return {
        "project": str(state.folder) if state.folder else None,
        "name": None if state.folder else state.home.name,
        "journal": str(state.journal),
        "what": state.headline,
        "edits": state.edits,
        "last": datetime.fromtimestamp(state.at, UTC).isoformat(timespec="seconds"),
        "closed": state.is_closed,
        "changed_since": state.is_changed,
    }
