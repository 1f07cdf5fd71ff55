"""The table of commands, put into words for the footer, the menus and the help."""

from __future__ import annotations

from itertools import groupby

from padsketch.tui.commands import BY_ID, COMMANDS, GROUPS
from padsketch.tui.commands.command import Command
from padsketch.tui.desk import VIEWS
from padsketch.tui.drawing.help import Entry, Section
from padsketch.tui.keyboard.keys import Chord, Keymap, face
from padsketch.tui.keyboard.layouts import Layout

WAYS = ("help", "palette")
"""Commands that lead to all others, by keys or by mouse."""
MOUSE = Section(
    "Mouse",
    (
        Entry("left", "draw or erase steps by dragging, paint what the grid shows"),
        Entry("right", "erase, or reset what the grid shows"),
        Entry("with ctrl", "go to a step, select by dragging"),
        Entry("wheel", "velocity of a step or what the grid shows, level of a track"),
        Entry("ruler", "go to a step, play from there; at its left: what the grid shows"),
        Entry("pads, keys", "play; held as long as the button"),
        Entry("m s", "mute and solo"),
        Entry("first line", "click a word: play, tempo, swing, pattern, length, fill"),
        Entry("rpt, vel, key", "the next rate, pads again"),
        Entry("wheel over it", "tempo, swing, pattern"),
        Entry("last lines", "a click is as good as the key; , and n open menus"),
        Entry("faders, controls", "drag or wheel to turn, right button or Ctrl finely"),
        Entry("waveform", "drag its marks: start, end, loop"),
        Entry("sample page", "select by dragging, wheel zooms (with ctrl: scrolls)"),
        Entry("its last lines", "set and drag marks, right button removes; drag its ends"),
        Entry("tabs", "the pad, or one of its layers"),
        Entry("song", "right button mutes, drag a name to move it, wheel: repeats"),
        Entry("sounds", "a click hears, two put it on the pad, heads sort"),
        Entry("double click", "a control as if untouched; launch a section; hear a slice"),
    ),
)


def footer_entries(keymap: Keymap, view: str, is_ascii: bool) -> list[Entry]:
    """The ways to every command, then those of a view that have a word here, its own first."""
    menus = [Entry(key, words) for key, words in keymap.menus(view).items()]
    short = [c for c in COMMANDS if c.short and view in c.views and keymap.keys_of(c)]
    ways = [_short(keymap, BY_ID[id], is_ascii) for id in WAYS if keymap.keys_of(BY_ID[id])]
    rest = sorted((c for c in short if c.id not in WAYS), key=_is_common)
    words = [_short(keymap, command, is_ascii) for command in rest]
    *menus, mutes = menus
    return [*ways, *menus, *words, mutes]


def _is_common(command: Command) -> bool:
    """Whether all views have a command, but for one that has another one in its place."""
    return len(command.views) >= len(VIEWS) - 1


def menu_entries(keymap: Keymap, prefix: Chord, view: str, is_ascii: bool) -> list[Entry]:
    """What may be pressed after a prefix."""
    return [
        Entry(face(key, is_ascii), command.help, command.id)
        for key, command in keymap.after(prefix, view)
    ]


def help_sections(keymap: Keymap, is_ascii: bool) -> list[Section]:
    """All keys: pads, every group of commands, the mouse."""
    groups = [Section(group, tuple(_group_entries(keymap, group, is_ascii))) for group in GROUPS]
    return [_pads(keymap.layout), *groups, MOUSE]


def _pads(layout: Layout) -> Section:
    rows = [" ".join(layout.caps[first : first + 4]).upper() for first in range(0, 16, 4)]
    return Section(
        "Pads",
        (
            Entry(rows[3], "pads 13 to 16"),
            Entry(rows[2], "pads 9 to 12"),
            Entry(rows[1], "pads 5 to 8"),
            Entry(rows[0], "pads 1 to 4"),
            Entry("with shift", f"the same as accents ({layout.accents[12:]} above 1 to 4)"),
            Entry("layout", f"{layout.name} (--layout, or layout in keys.toml)"),
        ),
    )


def _group_entries(keymap: Keymap, group: str, is_ascii: bool) -> list[Entry]:
    commands = [command for command in COMMANDS if command.group == group]
    entries = []
    for words, family in groupby(commands, key=lambda command: command.family or command.help):
        keys = [keymap.keys_of(command) for command in family]
        entries.append(Entry(_span(keys, is_ascii), words))
    return entries


def _span(keys: list[tuple[str, ...]], is_ascii: bool) -> str:
    """The keys of one command, or the first and the last of a family."""
    if len(keys) == 1:
        return " or ".join(face(key, is_ascii) for key in keys[0]) or "(no key)"
    first, last = (face(k[0], is_ascii) if k else "(no key)" for k in (keys[0], keys[-1]))
    return f"{first} to {last}"


def _short(keymap: Keymap, command: Command, is_ascii: bool) -> Entry:
    return Entry(face(keymap.keys_of(command)[0], is_ascii), command.short, command.id)
