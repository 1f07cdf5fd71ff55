"""The one table of parameters: the files, the engine, the screen and the documents read it.

It imports the standard library only, because the build of the C code reads it as well.
"""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

SILENCE_DB = -96.0
"""A level this low is silence."""


class Parameter(NamedTuple):
    """Something that can be set: a number in a unit and a range, or one of a few words.

    low, high, default: in the unit, for `choices` the place of a word; smoothing: milliseconds
    over which a change is drawn out while it sounds, 0: it counts from the next hit or at once;
    is_logarithmic: a control moves through octaves, not through equal steps; label: a short word
    for a control; lock: the name under which a step locks it, "" where none can.
    """

    name: str
    unit: str
    low: float
    high: float
    default: float
    label: str
    help: str
    smoothing: float = 0.0
    is_logarithmic: bool = False
    choices: tuple[str, ...] = ()
    lock: str = ""

    def written(self, value: float) -> float | str:
        """A value as files have it: a choice as its word."""
        return self.choices[round(value)] if self.choices else value


def _number(
    name: str, unit: str, low: float, high: float, default: float, label: str, help: str
) -> Parameter:
    is_logarithmic = unit == "Hz"
    return Parameter(name, unit, low, high, default, label, help, 0.0, is_logarithmic)


def _time(name: str, low: float, high: float, default: float, label: str, help: str) -> Parameter:
    return Parameter(name, "ms", low, high, default, label, help, is_logarithmic=True)


def _level(name: str, high: float, default: float, label: str, help: str) -> Parameter:
    return _moving(_number(name, "dB", SILENCE_DB, high, default, label, help), 10.0)


def _choice(name: str, words: str, default: str, label: str, help: str) -> Parameter:
    choices = tuple(words.split())
    place = float(choices.index(default))
    return Parameter(name, "", 0.0, len(choices) - 1.0, place, label, help, choices=choices)


def _moving(parameter: Parameter, milliseconds: float) -> Parameter:
    return parameter._replace(smoothing=milliseconds)


def _table(*parameters: Parameter, prefix: str | None = None) -> dict[str, Parameter]:
    """Parameters by name; with a prefix, steps can lock them, by it where a name is taken."""
    return {p.name: p if prefix is None else p._replace(lock=_lock(p, prefix)) for p in parameters}


def _lock(parameter: Parameter, prefix: str) -> str:
    return prefix + parameter.name if parameter.name in ("level_db", "pan") else parameter.name


LONG = 60_000.0
"""Milliseconds: the longest time of a pad."""

PAD = _table(
    _number("tune", "st", -48.0, 48.0, 0.0, "tune", "pitch"),
    _level("level_db", 24.0, 0.0, "level", "level of the pad"),
    _moving(_number("pan", "", -1.0, 1.0, 0.0, "pan", "place between left and right"), 10.0),
    _time("start", 0.0, LONG, 0.0, "start", "where the sample starts"),
    _time("end", 0.0, LONG, 0.0, "end", "where the sample ends, 0: at its end"),
    _choice("direction", "forward reverse ping-pong", "forward", "dir", "which way it is read"),
    _time("loop_start", 0.0, LONG, 0.0, "loop", "where the loop starts"),
    _time("loop_end", 0.0, LONG, 0.0, "lp end", "where the loop ends, 0: at the end"),
    _time("loop_fade", 0.0, 1000.0, 0.0, "x-fade", "crossfade over the seam of the loop"),
    _time("attack", 0.0, 10_000.0, 0.0, "attack", "rise of the level"),
    _time("hold", 0.0, 10_000.0, 0.0, "hold", "full level before the decay"),
    _time("decay", 0.0, LONG, 0.0, "decay", "fall to the sustain by 60 dB, 0: none"),
    _number("sustain", "%", 0.0, 100.0, 0.0, "sust", "level that the decay falls to"),
    _time("release", 1.0, 10_000.0, 10.0, "rel", "fall after the note-off"),
    _choice("filter", "low band high", "low", "filter", "what the filter lets pass"),
    _moving(_number("cutoff", "Hz", 20.0, 20_000.0, 20_000.0, "cutoff", "filter frequency"), 10.0),
    _moving(_number("resonance", "", 0.0, 1.0, 0.0, "reso", "filter resonance"), 10.0),
    _number("filter_env", "st", -96.0, 96.0, 0.0, "env", "how far its envelope moves the filter"),
    _time("filter_attack", 0.0, 10_000.0, 0.0, "f.att", "rise of the filter's envelope"),
    _time("filter_decay", 1.0, LONG, 200.0, "f.dec", "fall of the filter's envelope"),
    _number("filter_key", "%", 0.0, 100.0, 0.0, "key", "how much the filter follows the tune"),
    _number("filter_velocity", "st", 0.0, 96.0, 0.0, "vel", "how much softer hits are darker"),
    _moving(_number("drive", "dB", 0.0, 48.0, 0.0, "drive", "gain into the curve, 0: none"), 10.0),
    _choice("drive_curve", "tape tube hard fold", "tape", "curve", "the shape of the drive"),
    _number("bits", "bit", 1.0, 24.0, 24.0, "bits", "bit depth, 24: untouched"),
    _number("crush_rate", "Hz", 500.0, 192_000.0, 192_000.0, "rate", "sample rate it is held at"),
    prefix="",
)
LONGEST = 600_000.0
"""Milliseconds: the longest sample."""

LAYER = _table(
    PAD["level_db"]._replace(help="level of the layer"),
    PAD["pan"],
    PAD["tune"],
    PAD["start"]._replace(high=LONGEST),
    PAD["end"]._replace(high=LONGEST),
    _choice("remove_dc", "off on", "off", "no DC", "nothing below hearing is left"),
    _choice("invert", "off on", "off", "polar", "the other polarity"),
    _number("low_cut", "Hz", 0.0, 20_000.0, 0.0, "lo cut", "only what is above, 0: all"),
    _number("high_cut", "Hz", 0.0, 20_000.0, 0.0, "hi cut", "only what is below, 0: all"),
    _choice("reverse", "off on", "off", "rev", "read backwards"),
    _number("stretch", "x", 0.25, 4.0, 1.0, "time", "times as long at the same pitch"),
    _time("fade_in", 0.0, LONG, 0.0, "fd in", "rise at its start"),
    _time("fade_out", 0.0, LONG, 0.0, "fd out", "fall at its end"),
    _time("delay", 0.0, 1000.0, 0.0, "delay", "silence before it"),
)
"""What a layer says of its sample: the first five are played, the others done when it is read."""

TRACK = _table(
    _level("level_db", 12.0, 0.0, "level", "level of the track"),
    _moving(_number("pan", "", -1.0, 1.0, 0.0, "pan", "place between left and right"), 10.0),
    _moving(_number("eq_low_hz", "Hz", 20.0, 1000.0, 100.0, "lo", "low shelf"), 30.0),
    _moving(_number("eq_low_db", "dB", -18.0, 18.0, 0.0, "lo", "gain of the low shelf"), 30.0),
    _moving(_number("eq_mid_hz", "Hz", 100.0, 10_000.0, 1000.0, "mid", "middle band"), 30.0),
    _moving(_number("eq_mid_q", "", 0.2, 10.0, 0.7, "Q", "how narrow the middle band is"), 30.0),
    _moving(_number("eq_mid_db", "dB", -18.0, 18.0, 0.0, "mid", "gain of the middle band"), 30.0),
    _moving(_number("eq_high_hz", "Hz", 1000.0, 18_000.0, 8000.0, "hi", "high shelf"), 30.0),
    _moving(_number("eq_high_db", "dB", -18.0, 18.0, 0.0, "hi", "gain of the high shelf"), 30.0),
    _moving(_number("comp_threshold_db", "dB", -60.0, 0.0, 0.0, "thr", "compress above"), 30.0),
    _moving(_number("comp_ratio", ":1", 1.0, 20.0, 1.0, "ratio", "how much, 1: not at all"), 30.0),
    _time("comp_attack", 0.1, 200.0, 10.0, "att", "how fast it closes"),
    _time("comp_release", 5.0, 2000.0, 120.0, "rel", "how fast it opens"),
    _moving(_number("comp_makeup_db", "dB", 0.0, 24.0, 0.0, "gain", "level made up for"), 30.0),
    _level("send_delay", 12.0, SILENCE_DB, "dly", "level sent to the delay"),
    _level("send_reverb", 12.0, SILENCE_DB, "rev", "level sent to the reverb"),
    prefix="track_",
)
DELAY_TIMES = "1/32 1/16t 1/16 1/16d 1/8t 1/8 1/8d 1/4t 1/4 1/4d 1/2"
DELAY = _table(
    _level("level_db", 12.0, 0.0, "level", "level of the delay"),
    _choice("time", DELAY_TIMES, "1/8d", "time", "between two echoes, in notes"),
    _moving(_number("feedback", "%", 0.0, 95.0, 40.0, "feedb", "what goes round again"), 30.0),
    _choice("spread", "straight ping-pong", "ping-pong", "spread", "where the echoes go"),
    _moving(_number("low_cut", "Hz", 20.0, 2000.0, 150.0, "lo cut", "no echoes below"), 30.0),
    _moving(_number("high_cut", "Hz", 500.0, 20_000.0, 6000.0, "hi cut", "nor above"), 30.0),
)
REVERB = _table(
    _level("level_db", 12.0, 0.0, "level", "level of the reverb"),
    _moving(_number("decay", "s", 0.2, 10.0, 1.2, "decay", "time to fall by 60 dB"), 30.0),
    _number("size", "%", 10.0, 100.0, 50.0, "size", "size of the room"),
    _number("predelay", "ms", 0.0, 200.0, 10.0, "pre", "time before the room answers"),
    _moving(_number("low_cut", "Hz", 20.0, 2000.0, 120.0, "lo cut", "no reverb below"), 30.0),
    _moving(
        _number("damping", "Hz", 500.0, 20_000.0, 6000.0, "damp", "above, it dies sooner"), 30.0
    ),
)
MASTER = _table(
    _level("level_db", 12.0, 0.0, "level", "level of the mix"),
    _moving(_number("glue_threshold_db", "dB", -40.0, 0.0, 0.0, "thr", "compress above"), 30.0),
    _moving(_number("glue_ratio", ":1", 1.0, 10.0, 1.0, "ratio", "how much, 1: not at all"), 30.0),
    _time("glue_attack", 0.1, 100.0, 10.0, "att", "how fast it closes"),
    _time("glue_release", 20.0, 2000.0, 150.0, "rel", "how fast it opens"),
    _moving(_number("glue_makeup_db", "dB", 0.0, 24.0, 0.0, "gain", "level made up for"), 30.0),
    _moving(_number("clip_db", "dB", 0.0, 24.0, 0.0, "clip", "gain into the soft clip"), 30.0),
    _choice("limiter", "off on", "off", "limit", "hold true peaks under the ceiling"),
    _moving(_number("ceiling_db", "dB", -12.0, 0.0, -1.0, "ceil", "highest true peak"), 30.0),
    _time("limiter_release", 10.0, 1000.0, 80.0, "l.rel", "how fast the limiter opens"),
)

GROUPS = {"pad": PAD, "track": TRACK, "delay": DELAY, "reverb": REVERB, "master": MASTER}
LOCKS = {parameter.lock: parameter for parameter in chain(PAD.values(), TRACK.values())}
"""What a step can lock, by the name under which it does; the engine counts them in this order."""
