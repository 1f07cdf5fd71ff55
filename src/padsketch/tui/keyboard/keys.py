"""Keys and what they stand for: names of keys, chords, and the user's own choices in keys.toml."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from textual import events

from padsketch.display import safe
from padsketch.tui.commands import BY_ID, COMMANDS, PREFIXES, VIEW_PREFIXES
from padsketch.tui.commands.command import Command
from padsketch.tui.desk import VIEWS
from padsketch.tui.keyboard.layouts import LAYOUTS, QWERTY, Layout

Chord = tuple[str, ...]
"""Keys to be pressed one after the other."""

FACES = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "backspace": "Bksp",
    "delete": "Del",
    "escape": "Esc",
}
LAYOUT = "layout"
"""The line of keys.toml that is no command."""
PLAIN_FACES = {"up": "Up", "down": "Dn", "left": "Lt", "right": "Rt"}


class Change(NamedTuple):
    """One line of keys.toml: a command and the keys that it shall have."""

    command: str
    keys: tuple[str, ...]


class Keymap:
    """Which chord is which command; `complaints` says by name what of the user's could not be."""

    def __init__(self, changes: Iterable[Change] = (), layout: Layout = QWERTY) -> None:
        self.layout = layout
        self.complaints: list[str] = []
        self._keys: dict[str, tuple[str, ...]] = {
            command.id: tuple(map(layout.moved, command.keys)) for command in COMMANDS
        }
        wanted = [change for change in changes if self._is_known(change)]
        for change in wanted:
            self._keys[change.command] = ()
        for change in wanted:
            self._keys[change.command] = self._free_keys(change)
        self._tables = {view: self._table(view) for view in VIEWS}

    def command(self, chord: Chord, view: str) -> Command | None:
        """The command of a chord where a view is shown."""
        return self._tables[view].get(chord)

    def is_prefix(self, chord: Chord, view: str) -> bool:
        """Whether keys wait for another one."""
        return bool(self.after(chord, view))

    def views_of(self, chord: Chord) -> tuple[str, ...]:
        """Where a chord is a command, or begins one."""
        return tuple(
            v for v in VIEWS if self.command(chord, v) is not None or self.is_prefix(chord, v)
        )

    @property
    def openers(self) -> frozenset[str]:
        """Single keys after which, on any view, what is typed is not for the pads."""
        pairs = [pair for table in self._tables.values() for pair in table.items()]
        return frozenset(key for (key, *rest), command in pairs if command.opens or rest)

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The chords of a command as texts."""
        return self._keys[command.id]

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Keys that wait for another one."""
        return tuple(map(self.layout.moved, PREFIXES))

    def menus(self, view: str) -> dict[str, str]:
        """Keys that wait for another one where a view is shown, and the words for them."""
        moved = self.layout.moved
        words = {moved(key): VIEW_PREFIXES.get((view, key), PREFIXES[key]) for key in PREFIXES}
        return {key: text for key, text in words.items() if self.is_prefix((key,), view)}

    def after(self, prefix: Chord, view: str) -> list[tuple[str, Command]]:
        """What may be pressed after a prefix, in the order of the table."""
        end = len(prefix)
        return [
            (" ".join(chord[end:]), command)
            for chord, command in self._tables[view].items()
            if chord[:end] == prefix and len(chord) > end
        ]

    def _table(self, view: str) -> dict[Chord, Command]:
        commands = [command for command in COMMANDS if view in command.views]
        return {chord_of(key): command for command in commands for key in self._keys[command.id]}

    def _is_known(self, change: Change) -> bool:
        if change.command in self._keys:
            return True
        near = difflib.get_close_matches(change.command, self._keys, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        self.complaints.append(f"there is no command {safe(change.command, 30)}{hint}")
        return False

    def _free_keys(self, change: Change) -> tuple[str, ...]:
        free = []
        for key in change.keys:
            owner = self._owner(key, change.command) or self._natural_owner(key)
            if owner:
                self.complaints.append(
                    f"{change.command} wants {safe(key, 20)}, which is {owner}'s"
                )
            else:
                free.append(key)
        return tuple(free)

    def _owner(self, key: str, wanted_by: str) -> str:
        """The command that has a key where another one wants it."""
        views = set(BY_ID[wanted_by].views)
        near = (id for id, keys in self._keys.items() if key in keys)
        return next((id for id in near if views & set(BY_ID[id].views)), "")

    def _natural_owner(self, key: str) -> str:
        """Pads, and keys that begin or continue other chords, cannot be taken."""
        first = key.split(" ")[0]
        if self.layout.struck(first):
            return "a pad"
        starts = {
            chord.split(" ")[0] for keys in self._keys.values() for chord in keys if " " in chord
        }
        return "a menu" if key in starts else ""


def chord_of(key: str) -> Chord:
    """The keys of a text such as `n 4`."""
    return tuple(key.split(" "))


def token_of(event: events.Key) -> str:
    """The name of a key in the table: its character where it prints one, else Textual's name."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key


def face(key: str, is_ascii: bool = False) -> str:
    """How a chord is shown."""
    faces = {**FACES, **(PLAIN_FACES if is_ascii else {})}
    return " ".join(faces.get(token, _capital(token)) for token in key.split(" "))


def _capital(token: str) -> str:
    if len(token) == 1:
        return token
    return "+".join(part.capitalize() for part in token.split("+"))


def read_changes(path: Path) -> tuple[list[Change], list[str]]:
    """The user's keys, and what is wrong with the file; no file is no change."""
    table, complaints = _read(path)
    table.pop(LAYOUT, None)
    changes, others = _changes(table)
    return changes, complaints + others


def read_layout(path: Path) -> tuple[Layout, list[str]]:
    """The user's keyboard, and why it is not the one that the file names."""
    name = _read(path)[0].get(LAYOUT, QWERTY.name)
    if name in LAYOUTS:
        return LAYOUTS[name], []
    return QWERTY, [f"there is no layout {safe(str(name), 30)}; choose {', '.join(LAYOUTS)}"]


def _read(path: Path) -> tuple[dict[str, Any], list[str]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError) as error:
        return {}, [f"{safe(str(path))}: {safe(str(error))}"]


def _changes(table: Mapping[str, Any]) -> tuple[list[Change], list[str]]:
    changes, complaints = [], []
    for command, value in table.items():
        keys = value if isinstance(value, list) else [value]
        if all(isinstance(key, str) and key for key in keys):
            changes.append(Change(command, tuple(keys)))
        else:
            complaints.append(f'{safe(command, 30)}: give a key such as "f5", or a list of keys')
    return changes, complaints
