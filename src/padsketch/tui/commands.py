"""The one table of commands: it feeds the keys, the footer, the menus, the palette, the help."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.tui import dialogs, gestures, moving, playing
from padsketch.tui.desk import Gesture


class Command(NamedTuple):
    """A user's intention.

    keys: each one key, or several with blanks between them; short: its word in the footer;
    family: how commands that differ in a number are told together; stays: the menu that it is
    chosen from stays open; opens: what is typed next is not for the pads.
    """

    id: str
    keys: tuple[str, ...]
    help: str
    group: str
    action: Gesture
    short: str = ""
    family: str = ""
    stays: bool = False
    opens: bool = False


def _banks() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"bank-{bank + 1}",
            (str(bank + 5),),
            f"pads {bank * 16 + 1} to {bank * 16 + 16}",
            "Move",
            moving.choose_bank(bank),
            family="the four banks of sixteen pads",
        )
        for bank in range(4)
    )


def _everies() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"every-{count}",
            (f"n {count}",),
            f"a hit every {count} steps from here" if count > 1 else "a hit on every step",
            "Lane",
            gestures.every(count),
            family="a hit every N steps from the cursor",
        )
        for count in range(1, 10)
    )


COMMANDS: tuple[Command, ...] = (
    Command(
        "help", ("?", "f1"), "all keys", "Project", dialogs.show_help, short="help", opens=True
    ),
    Command("play", ("space",), "play or stop", "Play", playing.play_or_stop, short="play"),
    Command("restart", ("b",), "play from bar 1", "Play", playing.restart),
    Command("panic", (", x",), "silence everything", "Play", playing.panic),
    Command("play-pattern", (", p",), "loop this pattern", "Play", playing.play_pattern),
    Command("play-song", (", s",), "play the song", "Play", playing.play_song),
    Command("tap", ("t",), "tap the tempo", "Play", playing.tap, short="tap"),
    Command("tempo", (", t",), "set the tempo", "Play", dialogs.ask_tempo, opens=True),
    Command(
        "tempo-up", (", +",), "tempo up", "Play", lambda d: playing.nudge_bpm(d, 1.0), stays=True
    ),
    Command(
        "tempo-down",
        (", -",),
        "tempo down",
        "Play",
        lambda d: playing.nudge_bpm(d, -1.0),
        stays=True,
    ),
    Command("swing", (", w",), "set the swing", "Play", dialogs.ask_swing, opens=True),
    Command(
        "swing-up",
        (", >",),
        "more swing",
        "Play",
        lambda d: playing.nudge_swing(d, 1.0),
        stays=True,
    ),
    Command(
        "swing-down",
        (", <",),
        "less swing",
        "Play",
        lambda d: playing.nudge_swing(d, -1.0),
        stays=True,
    ),
    Command("up", ("up", "k"), "lane above", "Move", moving.move(-1, 0)),
    Command("down", ("down", "j"), "lane below", "Move", moving.move(1, 0)),
    Command("left", ("left", "h"), "step before", "Move", moving.move(0, -1)),
    Command("right", ("right", "l"), "next step", "Move", moving.move(0, 1)),
    Command("select-up", ("K",), "select upwards", "Move", moving.move(-1, 0, extends=True)),
    Command("select-down", ("J",), "select downwards", "Move", moving.move(1, 0, extends=True)),
    Command("select-left", ("H",), "select to the left", "Move", moving.move(0, -1, extends=True)),
    Command("select-right", ("L",), "select to the right", "Move", moving.move(0, 1, extends=True)),
    Command(
        "first", ("home",), "first step (a selection grows)", "Move", moving.move_to_end(False)
    ),
    Command("last", ("end",), "last step (a selection grows)", "Move", moving.move_to_end(True)),
    Command("page-left", ("[",), "page of steps before", "Move", moving.turn_page(-1)),
    Command("page-right", ("]",), "next page of steps", "Move", moving.turn_page(1)),
    *_banks(),
    Command("panel-next", ("tab",), "next panel: grid, mixer, step", "Move", moving.next_panel(1)),
    Command("panel-previous", ("shift+tab",), "previous panel", "Move", moving.next_panel(-1)),
    Command("close", ("escape",), "end the selection", "Move", moving.close),
    Command(
        "toggle", ("enter", "."), "set or clear the step", "Steps", gestures.toggle, short="step"
    ),
    Command("clear", ("backspace", "delete"), "clear the steps", "Steps", gestures.clear),
    Command("more", ("+", "="), "velocity up, or the value in hand", "Steps", gestures.change(1)),
    Command("less", ("-",), "velocity down, or the value in hand", "Steps", gestures.change(-1)),
    Command(
        "inspect",
        ("i",),
        "all details of the step",
        "Steps",
        dialogs.inspect,
        short="details",
        opens=True,
    ),
    Command("copy", ("y",), "copy the step or the selection", "Steps", gestures.copy),
    Command("copy-lane", ("Y",), "copy the lane", "Steps", gestures.copy_lane),
    Command("paste", ("p",), "paste at the cursor", "Steps", gestures.paste),
    *_everies(),
    Command("clear-lane", ("n 0",), "clear the lane", "Lane", gestures.clear_lane),
    Command(
        "lane-length", (", e",), "length of the lane", "Lane", dialogs.ask_lane_length, opens=True
    ),
    Command("mute", ("m",), "mute the lane", "Lane", gestures.mute, short="mute"),
    Command("solo", ("o",), "solo the lane", "Lane", gestures.solo, short="solo"),
    Command("clear-mutes", ("M",), "clear all mutes", "Lane", gestures.clear_mutes),
    Command("clear-solos", ("O",), "clear all solos", "Lane", gestures.clear_solos),
    Command(
        "level-up",
        (", up",),
        "lane louder",
        "Lane",
        gestures.track_mover("level_db", 1),
        stays=True,
    ),
    Command(
        "level-down",
        (", down",),
        "softer",
        "Lane",
        gestures.track_mover("level_db", -1),
        stays=True,
    ),
    Command(
        "pan-left", (", left",), "to the left", "Lane", gestures.track_mover("pan", -1), stays=True
    ),
    Command(
        "pan-right",
        (", right",),
        "to the right",
        "Lane",
        gestures.track_mover("pan", 1),
        stays=True,
    ),
    Command("pattern-next", ("pagedown",), "next pattern", "Pattern", gestures.step_pattern(1)),
    Command(
        "pattern-previous", ("pageup",), "previous pattern", "Pattern", gestures.step_pattern(-1)
    ),
    Command(
        "pattern",
        ("f3",),
        "jump to a pattern",
        "Pattern",
        dialogs.choose_pattern,
        short="pattern",
        opens=True,
    ),
    Command("double", ("n d",), "double the pattern", "Pattern", gestures.double),
    Command("length", (", l",), "length of the pattern", "Pattern", dialogs.ask_length, opens=True),
    Command(
        "step-size",
        (", g",),
        "step size",
        "Pattern",
        dialogs.choose_step_size,
        opens=True,
    ),
    Command("copy-pattern", (", c",), "copy the pattern", "Pattern", gestures.copy_pattern),
    Command("paste-pattern", (", v",), "paste the pattern", "Pattern", gestures.paste_pattern),
    Command("undo", ("u", "ctrl+z"), "undo", "Project", gestures.undo, short="undo"),
    Command("redo", ("U", "ctrl+y"), "redo", "Project", gestures.redo),
    Command("kit", ("f2",), "choose a kit", "Project", dialogs.choose_kit, short="kit", opens=True),
    Command(
        "export",
        ("f9",),
        "export a loop or stems",
        "Project",
        dialogs.export,
        short="export",
        opens=True,
    ),
    Command("save", ("ctrl+s",), "save", "Project", dialogs.save, short="save", opens=True),
    Command("save-as", (", S",), "save elsewhere", "Project", dialogs.save_as, opens=True),
    Command("master", (", m",), "level of the mix", "Project", dialogs.ask_master, opens=True),
    Command("output", (", r",), "find a sound device", "Project", playing.retry_output),
    Command(
        "theme", (", h",), "colours of the screen", "Project", dialogs.choose_theme, opens=True
    ),
    Command("palette", ("ctrl+p",), "find a command", "Project", dialogs.show_palette, opens=True),
    Command(
        "quit",
        ("ctrl+q", "ctrl+c"),
        "quit",
        "Project",
        dialogs.quit_sketch,
        short="quit",
        opens=True,
    ),
)
BY_ID = {command.id: command for command in COMMANDS}
PREFIXES = {",": "menu", "n": "fill"}
"""Keys that wait for another one, and the words for them in the footer."""
GROUPS = ("Play", "Move", "Steps", "Lane", "Pattern", "Project")
