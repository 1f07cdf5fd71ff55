"""Compile a project and its kit into the frozen arrays that the engine plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from padsketch.model import (
    PATTERN_NAMES,
    Channel,
    Kit,
    Lane,
    Pad,
    Pattern,
    Project,
    Section,
    Step,
)
from padsketch.model.mixer import MIN_LEVEL_DB
from padsketch.model.parameters import PARAMETERS
from padsketch.model.step import parse_condition
from padsketch.units import POSITIONS_PER_QUARTER, POSITIONS_PER_TICK, bpm_to_millibpm, db_to_gain

Table = NDArray[Any]

MODES = {"one-shot": 0, "gate": 1, "loop": 2}
CONDITIONS = {"always": 0, "ratio": 1, "fill": 2, "first": 3, "prev": 4, "neighbour": 5}
ENGINE_PARAMETERS = ("tune", "level_db", "pan", "start", "attack", "decay")
"""Parameters that the engine knows, in the order of its values; a level goes in as a gain."""

STEP = np.dtype(
    [
        ("velocity", "u1"),
        ("chance", "u1"),
        ("condition", "u1"),
        ("negated", "u1"),
        ("a", "u1"),
        ("b", "u1"),
        ("rolls", "u1"),
        ("ramp", "i1"),
        ("nudge", "i4"),
        ("length", "f4"),
        ("first_lock", "i4"),
        ("n_locks", "i4"),
    ],
    align=True,
)
LOCK = np.dtype([("parameter", "i4"), ("value", "f4")], align=True)
LANE = np.dtype(
    [
        ("step", "i8"),
        ("pad", "i4"),
        ("first_step", "i4"),
        ("n_steps", "i4"),
        ("key", "u4"),
        ("swing", "i4"),
        ("reserved", "i4"),
    ],
    align=True,
)
PATTERN = np.dtype(
    [
        ("length", "i8"),
        ("bar", "i8"),
        ("first_lane", "i4"),
        ("n_lanes", "i4"),
        ("key", "u4"),
        ("reserved", "i4"),
    ],
    align=True,
)
SECTION = np.dtype(
    [
        ("mute", "u8"),
        ("pattern", "i4"),
        ("repeats", "i4"),
        ("millibpm", "i4"),
        ("transpose", "f4"),
    ],
    align=True,
)
LAYER = np.dtype(
    [
        ("sample", "i4"),
        ("low", "i4"),
        ("high", "i4"),
        ("gain", "f4"),
        ("pan", "f4"),
        ("tune", "f4"),
    ],
    align=True,
)
PAD = np.dtype(
    [
        ("first_layer", "i4"),
        ("n_layers", "i4"),
        ("mode", "i4"),
        ("choke", "i4"),
        ("values", "f4", (len(ENGINE_PARAMETERS),)),
    ],
    align=True,
)
TRACK = np.dtype([("gain", "f4"), ("pan", "f4"), ("audible", "i4")], align=True)


@dataclass(frozen=True, eq=False)
class Score:
    """What the engine plays, as tables of the C structs of the same names; never changed once made.

    `patterns` has a row for each of A1 to H16; lanes, steps and locks are found by first and count.
    """

    patterns: Table
    lanes: Table
    steps: Table
    locks: Table
    sections: Table
    pads: Table
    layers: Table
    tracks: Table
    seed: int
    millibpm: int
    master_gain: float


class Compiler:
    """Compiles one project after another; a pattern that did not change is not compiled again."""

    def __init__(self) -> None:
        self._kit: Kit | None = None
        self._swing = 0.0
        self._parts: dict[str, tuple[Pattern, _PatternPart]] = {}

    def compile(self, project: Project, kit: Kit) -> Score:
        """The score of a project played with a kit; lanes without a pad are left out."""
        if kit is not self._kit or project.swing != self._swing:
            self._parts.clear()
        self._kit, self._swing = kit, project.swing
        parts = {name: self._part(project, kit, name) for name in project.patterns}
        return Score(
            **_join(parts, project.meter),
            sections=_sections(project, kit),
            pads=_pads(kit),
            layers=_layers(kit),
            tracks=_tracks(project, kit),
            seed=project.seed,
            millibpm=bpm_to_millibpm(project.bpm),
            master_gain=_level_to_gain(project.master.level_db),
        )

    def _part(self, project: Project, kit: Kit, name: str) -> _PatternPart:
        pattern = project.patterns[name]
        known = self._parts.get(name)
        if known is None or known[0] is not pattern:
            known = (pattern, _compile_pattern(pattern, kit, project.swing))
            self._parts[name] = known
        return known[1]


def compile_score(project: Project, kit: Kit) -> Score:
    """The score of a project played with a kit, compiled from nothing."""
    return Compiler().compile(project, kit)


def unplayed(project: Project) -> list[str]:
    """Where a project asks for what this engine keeps but does not play yet: places and words."""
    return [
        f"patterns.{name}.{where}"
        for name, pattern in project.patterns.items()
        for where in _unplayed_in(pattern)
    ]


@dataclass(frozen=True)
class _PatternPart:
    """A pattern's own tables, counted from zero; `_join` moves the counts."""

    pattern: Pattern
    lanes: list[tuple[int, ...]]
    steps: Table
    locks: list[tuple[int, float]]


def _compile_pattern(pattern: Pattern, kit: Kit, swing: float) -> _PatternPart:
    rows: list[tuple[Any, ...]] = []
    locks: list[tuple[int, float]] = []
    lanes: list[tuple[int, ...]] = []
    for index, pad in enumerate(kit.pads):
        lane = pattern.lanes.get(pad.id)
        if lane is None:
            continue
        n_steps = lane.length or pattern.length
        lanes.append(_lane_row(pattern, lane, index, pad, len(rows), swing))
        rows.extend(_step_row(lane.step(i), locks) for i in range(n_steps))
    return _PatternPart(pattern, lanes, np.array(rows, dtype=STEP), locks)


def _lane_row(
    pattern: Pattern, lane: Lane, index: int, pad: Pad, first_step: int, swing: float
) -> tuple[int, ...]:
    own = next(s for s in (lane.swing, pattern.swing, swing) if s is not None)
    positions = pattern.step_ticks * POSITIONS_PER_TICK
    n_steps = lane.length or pattern.length
    return (positions, index, first_step, n_steps, lane_key(pad.id), round(own * 100), 0)


_PLAIN_ROWS: dict[Step, tuple[Any, ...]] = {}


def _step_row(step: Step, locks: list[tuple[int, float]]) -> tuple[Any, ...]:
    if not step.locks:
        return _plain_row(step)
    first = len(locks)
    locks.extend(
        (ENGINE_PARAMETERS.index(name), _engine_value(name, value))
        for name, value in step.locks
        if name in ENGINE_PARAMETERS
    )
    return (*_plain_row(step)[:-2], first, len(locks) - first)


def _plain_row(step: Step) -> tuple[Any, ...]:
    row = _PLAIN_ROWS.get(step)
    if row is None:
        condition = parse_condition(step.when)
        row = (
            step.velocity,
            step.chance,
            CONDITIONS[condition.kind],
            condition.negated,
            condition.a,
            condition.b,
            step.rolls,
            step.ramp,
            step.nudge * POSITIONS_PER_TICK,
            step.length,
            0,
            0,
        )
        if not step.has_details:
            _PLAIN_ROWS[step] = row
    return row


def _engine_value(name: str, value: float) -> float:
    return _level_to_gain(value) if name == "level_db" else value


def _level_to_gain(level_db: float) -> float:
    return db_to_gain(level_db) if level_db > MIN_LEVEL_DB else 0.0


def lane_key(pad_id: str) -> int:
    """The 32 bits by which the hash of every chance knows a lane: FNV-1a of its name."""
    key = 0x811C9DC5
    for byte in pad_id.encode():
        key = (key ^ byte) * 0x01000193 & 0xFFFFFFFF
    return key


def bar_positions(meter: str) -> int:
    """Positions of one bar of a meter such as "6/8"."""
    beats, unit = meter.split("/")
    return int(beats) * 4 * POSITIONS_PER_QUARTER // int(unit)


def _join(parts: dict[str, _PatternPart], meter: str) -> dict[str, Table]:
    """One set of tables out of every pattern's own."""
    bar = bar_positions(meter)
    patterns: list[tuple[int, ...]] = []
    lanes: list[tuple[int, ...]] = []
    steps: list[Table] = [np.zeros(0, dtype=STEP)]
    locks: list[tuple[int, float]] = []
    n_steps = 0
    for key, name in enumerate(PATTERN_NAMES):
        part = parts.get(name, _EMPTY_PART)
        length = part.pattern.length * part.pattern.step_ticks * POSITIONS_PER_TICK
        patterns.append((length, bar, len(lanes), len(part.lanes), key, 0))
        lanes.extend((*row[:2], row[2] + n_steps, *row[3:]) for row in part.lanes)
        steps.append(_move_locks(part.steps, len(locks)))
        locks.extend(part.locks)
        n_steps += len(part.steps)
    return {
        "patterns": np.array(patterns, dtype=PATTERN),
        "lanes": np.array(lanes, dtype=LANE),
        "steps": np.concatenate(steps),
        "locks": np.array(locks, dtype=LOCK),
    }


def _move_locks(steps: Table, offset: int) -> Table:
    if offset == 0:
        return steps
    moved = steps.copy()
    moved["first_lock"] += offset
    return moved


_EMPTY_PART = _PatternPart(Pattern(), [], np.zeros(0, dtype=STEP), [])


def _sections(project: Project, kit: Kit) -> Table:
    rows = [_section_row(section, kit) for section in project.song]
    return np.array(rows, dtype=SECTION)


def _section_row(section: Section, kit: Kit) -> tuple[int, int, int, int, float]:
    indices = (kit.index(pad) for pad in section.mute)
    mute = sum(1 << index for index in indices if index is not None)
    millibpm = bpm_to_millibpm(section.bpm) if section.bpm else 0
    pattern = PATTERN_NAMES.index(section.pattern)
    return (mute, pattern, section.repeats, millibpm, section.transpose)


def _pads(kit: Kit) -> Table:
    rows = []
    first = 0
    for pad in kit.pads:
        values = tuple(_engine_value(name, getattr(pad, name)) for name in ENGINE_PARAMETERS)
        rows.append((first, len(pad.layers), MODES[pad.mode], pad.choke, values))
        first += len(pad.layers)
    return np.array(rows, dtype=PAD)


def _layers(kit: Kit) -> Table:
    sample = {file: index for index, file in enumerate(kit.files)}
    rows = [
        (
            sample[layer.file],
            *layer.velocity,
            _level_to_gain(layer.level_db),
            layer.pan,
            layer.tune,
        )
        for pad in kit.pads
        for layer in pad.layers
    ]
    return np.array(rows, dtype=LAYER)


def _tracks(project: Project, kit: Kit) -> Table:
    channels = [project.channel(pad.id) for pad in kit.pads]
    solo = any(channel.solo for channel in channels)
    rows = [(_channel_gain(c), c.pan, _is_audible(c, solo)) for c in channels]
    return np.array(rows, dtype=TRACK)


def _channel_gain(channel: Channel) -> float:
    return _level_to_gain(channel.level_db)


def _is_audible(channel: Channel, solo: bool) -> bool:
    return not channel.mute and (channel.solo or not solo)


def _unplayed_in(pattern: Pattern) -> list[str]:
    found = []
    for pad, lane in pattern.lanes.items():
        for option in ("speed", "rotation", "direction"):
            if getattr(lane, option) != getattr(_PLAIN_LANE, option):
                found.append(f"lane_options.{pad}.{option}")
        found += [
            f"lanes.{pad}: step {index + 1}: {word}"
            for index, step in enumerate(lane.steps)
            if step.has_details
            for word in _unplayed_words(step)
        ]
    return found


_PLAIN_LANE = Lane()


def _unplayed_words(step: Step) -> list[str]:
    words = [name for name, _ in step.locks if not PARAMETERS[name].plays]
    return words + (["roll_rate"] if step.roll_rate else []) + (["slide"] if step.slide else [])
