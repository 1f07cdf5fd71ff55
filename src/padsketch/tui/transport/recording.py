"""Arming, counting in, and how recording is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from padsketch.model import edits
from padsketch.model.edits import Cell
from padsketch.model.recording import MAX_COUNT_IN, METRONOME_RANGE, RecordingSettings
from padsketch.tui.desk import Desk
from padsketch.tui.dialogs import in_range, parse_number, parse_whole
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt


def arm(desk: Desk) -> None:
    """Record from now on, or no longer; when stopped, from the next play on."""
    recorder = desk.session.recorder
    recorder.arm(not recorder.is_armed)
    if not recorder.is_armed:
        desk.say("recording is off")
    elif desk.session.tick().playing:
        desk.say("recording: what you play is written")
    elif desk.session.song_mode:
        desk.say("recording is armed: space plays the song, which is not counted in")
    else:
        desk.say("recording is armed: space plays")


def toggle_metronome(desk: Desk) -> None:
    """Let the metronome sound, or no longer."""
    recorder = desk.session.recorder
    recorder.set_metronome(not recorder.metronome)
    desk.say(f"metronome {'on' if recorder.metronome else 'off'}")


def ask_quantise(desk: Desk) -> None:
    """Type how far the selection, or the lane, is brought to the grid."""
    parse = in_range(parse_whole, 0, 100)
    prompt = Prompt("Quantise", "100", "0 to 100 % of the way to the grid", parse)
    desk.ask(prompt, lambda strength: _quantise(desk, round(strength)))


def _quantise(desk: Desk, strength: int) -> None:
    cells = desk.selected_cells if desk.anchor is not None else _lane_cells(desk)
    is_changed = desk.edit(f"quantise {strength} %", edits.quantise_steps, cells, strength)
    desk.say(f"quantised {strength} %" if is_changed else "everything is on the grid already")


def _lane_cells(desk: Desk) -> list[Cell]:
    pad = desk.lane.pad
    return [Cell(pad, step) for step in range(desk.pattern.lane_length(pad))]


class Setting(NamedTuple):
    """A line of the settings: its name, its words, what it is, and how it is changed."""

    name: str
    words: str
    value: Callable[[RecordingSettings], str]
    change: Callable[[Desk], None]


def settings(desk: Desk, present: str = "") -> None:
    """Show how recording is set; what is chosen is changed, and the list is there again."""
    now = desk.session.recorder.settings
    options = [Option(item.name, item.words, item.value(now)) for item in SETTINGS]
    dialog = Chooser("Recording", options, present or SETTINGS[0].name)
    desk.stage.show(dialog, lambda name: _SETTINGS[name].change(desk))


def _toggle(name: str) -> Callable[[Desk], None]:
    def change(desk: Desk) -> None:
        recorder = desk.session.recorder
        _set(desk, name, not getattr(recorder.settings, name))

    return change


def _choose_count_in(desk: Desk) -> None:
    options = [Option(str(bars), _bars(bars)) for bars in range(MAX_COUNT_IN + 1)]
    present = str(desk.session.recorder.settings.count_in)
    dialog = Chooser("Count-in", options, present)
    desk.stage.show(dialog, lambda bars: _set(desk, "count_in", int(bars)))


def _ask_strength(desk: Desk) -> None:
    strength = str(desk.session.recorder.settings.strength)
    hint = "0 to 100 % of the way to the grid; 0: as it was played"
    prompt = Prompt("Quantise what is played", strength, hint, in_range(parse_whole, 0, 100))
    desk.ask(prompt, lambda value: _set(desk, "strength", value))


def _ask_level(desk: Desk) -> None:
    low, high = METRONOME_RANGE
    level = f"{desk.session.recorder.settings.metronome_db:g}"
    hint = f"{low:g} to {high:g} dB"
    prompt = Prompt("Level of the metronome", level, hint, in_range(parse_number, low, high))
    desk.ask(prompt, lambda value: _set(desk, "metronome_db", value))


def _set(desk: Desk, name: str, value: float) -> None:
    desk.session.recorder.set(**{name: value})
    settings(desk, name)


def _bars(bars: int) -> str:
    return f"{bars} bar{'s' if bars > 1 else ''}" if bars else "none"


SETTINGS = (
    Setting(
        "replaces",
        "old hits",
        lambda now: "replace: they go where you play" if now.replaces else "overdub: they stay",
        _toggle("replaces"),
    ),
    Setting("count_in", "count-in", lambda now: _bars(now.count_in), _choose_count_in),
    Setting("strength", "quantise", lambda now: f"{now.strength} %", _ask_strength),
    Setting(
        "clicks",
        "metronome",
        lambda now: "while recording" if now.clicks else "only when it is on",
        _toggle("clicks"),
    ),
    Setting("metronome_db", "its level", lambda now: f"{now.metronome_db:g} dB", _ask_level),
)
_SETTINGS = {item.name: item for item in SETTINGS}
