"""The controls of the sampling page: how a take begins, how long it is, what comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from padsketch.errors import UsageError
from padsketch.model.parameters import Parameter
from padsketch.session.sounds.sampling_settings import (
    MOST_BARS,
    MOST_COUNT_IN,
    PRE_ROLL_RANGE,
    STARTS,
    THRESHOLD_RANGE,
    SamplingSettings,
)
from padsketch.tui.controls.rack import Control, Rack, choice, sections
from padsketch.tui.desk import Desk

UNTOUCHED = SamplingSettings()
MOST_CHANNELS = 64
PLAN = (
    ("START", ("start", "threshold_db", "pre_roll_ms", "count_in")),
    ("LENGTH", ("bars",)),
    ("INPUT", ("count", "first", "monitor")),
)
START = choice("start", "begin", "what begins a take", STARTS)
THRESHOLD = Parameter(
    "threshold_db", "dB", *THRESHOLD_RANGE, UNTOUCHED.threshold_db, "thresh", "the level it awaits"
)
PRE_ROLL = Parameter(
    "pre_roll_ms", "ms", *PRE_ROLL_RANGE, UNTOUCHED.pre_roll_ms, "before", "kept from before it"
)
COUNT_IN = Parameter(
    "count_in", "count", 0.0, MOST_COUNT_IN, UNTOUCHED.count_in, "count", "bars of clicks before it"
)
BARS = choice("bars", "bars", "how long a take is", ("free", *map(str, range(1, MOST_BARS + 1))))
COUNT = choice("count", "width", "channels of a take", ("stereo", "mono"))
FIRST = Parameter("first", "count", 1.0, MOST_CHANNELS, 1.0, "from", "the first channel, from 1")
MONITOR = choice("monitor", "monitor", "hear what comes in (with headphones)", ("off", "on"))


def rack(desk: Desk) -> Rack:
    """What can be turned of sampling; none of it is an edit of the sketch."""
    settings, sampling = desk.session.sampling.settings, desk.sampling
    monitor = float(desk.session.sampling.incoming.monitor > 0.0)
    controls = [
        Control(START, float(STARTS.index(settings.start)), 0.0, does=_set_start(desk)),
        _setting(desk, THRESHOLD, settings.threshold_db, float),
        _setting(desk, PRE_ROLL, settings.pre_roll_ms, float),
        _setting(desk, COUNT_IN, settings.count_in, round),
        _setting(desk, BARS, settings.bars, round),
        Control(COUNT, float(sampling.wanted.count == 1), 0.0, does=_set_count(desk)),
        Control(_first(desk), float(sampling.wanted.first), 1.0, does=_set_first(desk)),
        Control(MONITOR, monitor, 0.0, does=_set_monitor(desk)),
    ]
    return Rack("sampling", "how a take goes", 0, sections(PLAN, controls))


def let_in(desk: Desk, **changes: object) -> None:
    """Let other channels in; where nothing comes in, they are those that will."""
    wanted = replace(desk.sampling.wanted, **changes)  # type: ignore[arg-type]
    sampling = desk.session.sampling
    if sampling.incoming.channels is not None:
        sampling.open(wanted)
    desk.sampling.wanted = wanted


def _first(desk: Desk) -> Parameter:
    """No channel that the device does not have."""
    listening, wanted = desk.session.sampling.incoming.listening, desk.sampling.wanted
    if listening is None:
        return FIRST
    return FIRST._replace(high=float(max(1, listening.device.channels - wanted.count + 1)))


def _setting(
    desk: Desk, parameter: Parameter, value: float, kind: Callable[[float], object]
) -> Control:
    name, untouched = parameter.name, float(getattr(UNTOUCHED, parameter.name))

    def does(wanted: float | None) -> None:
        desk.session.sampling.set(**{name: kind(untouched if wanted is None else wanted)})

    return Control(parameter, float(value), untouched, does=does)


def _set_start(desk: Desk) -> Callable[[float | None], None]:
    return lambda value: desk.session.sampling.set(start=STARTS[round(value or 0.0)])


def _set_count(desk: Desk) -> Callable[[float | None], None]:
    return lambda value: let_in(desk, count=1 if value else 2)


def _set_first(desk: Desk) -> Callable[[float | None], None]:
    return lambda value: let_in(desk, first=round(value or 1.0))


def _set_monitor(desk: Desk) -> Callable[[float | None], None]:
    return lambda value: desk.session.sampling.incoming.set_monitor(float(value or 0.0))


def toggle_monitor(desk: Desk) -> None:
    """Hear what comes in, or no longer."""
    incoming = desk.session.sampling.incoming
    if incoming.listening is None:
        raise UsageError("Nothing comes in", "Enter lets the input in.")
    incoming.set_monitor(0.0 if incoming.monitor else 1.0)
    desk.say("what comes in is heard: use headphones" if incoming.monitor else "monitor off")
