"""The mixer: which channel is in front, and what of it can be turned."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from padsketch.model import Project, edits
from padsketch.model.parameters import DELAY, MASTER, REVERB, TRACK, Parameter
from padsketch.tui.controls.rack import Control, Put, Rack, sections
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing.rows import BANK_SIZE

TRACK_SECTIONS = (
    ("TRACK", ("level_db", "pan", "send_delay", "send_reverb", "mute", "solo")),
    (
        "EQUALISER",
        (
            "eq_low_db",
            "eq_low_hz",
            "eq_mid_db",
            "eq_mid_hz",
            "eq_mid_q",
            "eq_high_db",
            "eq_high_hz",
        ),
    ),
    (
        "COMPRESSOR",
        (
            "comp_threshold_db",
            "comp_ratio",
            "comp_attack",
            "comp_release",
            "comp_makeup_db",
            "sidechain",
        ),
    ),
)
BUS_SECTIONS = {
    "delay": (
        ("ECHO", ("level_db", "time", "feedback", "spread")),
        ("TONE", ("low_cut", "high_cut")),
    ),
    "reverb": (
        ("ROOM", ("level_db", "decay", "size", "predelay")),
        ("TONE", ("low_cut", "damping")),
    ),
    "master": (
        ("OUT", ("level_db", "clip_db", "limiter", "ceiling_db", "limiter_release")),
        (
            "GLUE",
            ("glue_threshold_db", "glue_ratio", "glue_attack", "glue_release", "glue_makeup_db"),
        ),
    ),
}
BUS_TABLES = {"delay": DELAY, "reverb": REVERB, "master": MASTER}
OWN = "own"
"""The sidechain of a compressor that listens to its own track."""


def rack(desk: Desk) -> Rack:
    """The controls of the channel in front; raises UsageError while there is none."""
    return bus_rack(desk.session.project, desk.bus) if desk.bus else _track_rack(desk)


def bus_rack(project: Project, bus: str) -> Rack:
    """The controls of the delay, the reverb or the master."""
    table, values = BUS_TABLES[bus], getattr(project, bus)
    controls = [
        Control(parameter, getattr(values, name), parameter.default, _bus_put(bus, parameter))
        for name, parameter in table.items()
    ]
    return Rack(bus, bus, list(BUS_TABLES).index(bus), sections(BUS_SECTIONS[bus], controls))


def _track_rack(desk: Desk) -> Rack:
    row = desk.lane
    channel = desk.session.project.channel(row.pad)
    others = [other.pad for other in desk.rows if other.pad != row.pad]
    switches = (_switch("mute"), _switch("solo"), sidechain_choice(others, channel.sidechain))
    controls = [
        Control(
            parameter,
            _as_value(parameter, getattr(channel, parameter.name)),
            parameter.default,
            partial(_put_channel, row.pad, parameter),
        )
        for parameter in (*TRACK.values(), *switches)
    ]
    return Rack("track", row.name, desk.row % BANK_SIZE, sections(TRACK_SECTIONS, controls))


def _switch(name: str) -> Parameter:
    return Parameter(name, "", 0.0, 1.0, 0.0, name, f"{name} the track", choices=("off", "on"))


def sidechain_choice(others: Iterable[str], present: str) -> Parameter:
    """The tracks that a compressor can listen to, as a choice; a lost one stays in the list."""
    choices = (OWN, *dict.fromkeys((*others, *filter(None, (present,)))))
    last = len(choices) - 1.0
    help = "the track that the compressor listens to"
    return Parameter("sidechain", "", 0.0, last, 0.0, "side", help, choices=choices)


def _as_value(parameter: Parameter, setting: Any) -> float:
    if parameter.name == "sidechain":
        return float(parameter.choices.index(setting or OWN))
    return float(setting)


def _as_setting(parameter: Parameter, value: float) -> Any:
    if parameter.name == "sidechain":
        return parameter.choices[round(value)] if value else ""
    return bool(value) if parameter.name in ("mute", "solo") else value


def _put_channel(pad: str, parameter: Parameter, project: Project, value: float | None) -> Project:
    setting = _as_setting(parameter, parameter.default if value is None else value)
    return edits.set_channel(project, pad, **{parameter.name: setting})


def _bus_put(bus: str, parameter: Parameter) -> Put:
    def put(project: Project, value: float | None) -> Project:
        setting = parameter.default if value is None else value
        return edits.set_bus(project, bus, **{parameter.name: setting})

    return put


def step_channel(by: int) -> Gesture:
    """Go to the next channel: the tracks of all banks, the returns, the master."""

    def gesture(desk: Desk) -> None:
        buses, count = list(BUS_TABLES), len(desk.rows)
        here = count + buses.index(desk.bus) if desk.bus else desk.row
        there = max(0, min(here + by, count + len(buses) - 1))
        if there < count:
            go_to_track(desk, there)
        else:
            desk.bus = buses[there - count]

    return gesture


def go_to_track(desk: Desk, row: int) -> None:
    """Put a track in front."""
    desk.bus = ""
    desk.go_to_row(row)


def go_to_end(is_master: bool) -> Gesture:
    """Put the first track in front, or the master."""

    def gesture(desk: Desk) -> None:
        if is_master:
            desk.bus = "master"
        else:
            go_to_track(desk, 0)

    return gesture


def restart_meters(desk: Desk) -> None:
    """Measure integrated loudness and the highest true peak from here on."""
    desk.session.player.restart_meters()
    desk.say("loudness and true peak are measured from here on")
