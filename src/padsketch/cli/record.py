"""`padsketch record`: what comes in, into a file."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.meter_line import draw_meter, meter_words
from padsketch.cli.printing import say, say_json, tell
from padsketch.display import safe
from padsketch.errors import AudioError, Interrupted, OutputExists, UsageError
from padsketch.units import seconds_to_clock

if TYPE_CHECKING:
    from padsketch.outputs.input import DeviceInput, Listening
    from padsketch.outputs.recorded import Recorded
    from padsketch.outputs.reel import Threshold
    from padsketch.session.sounds.rolling import Rolling

PATIENCE = 5.0
"""Seconds that a sound server has to answer."""
INTERVAL = 0.05
"""Seconds between two looks at the level."""
MORE = (
    "Ctrl+C ends the recording and keeps it; the file is whole at every moment. What is wrong with "
    "it is said at the end."
)


def add_commands(commands: Commands) -> None:
    """Add `record`."""
    parser = add_command(commands, "record", _record, "record what comes in to a WAV file", MORE)
    _add_options(parser)
    add_json(parser)


def _add_options(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("-o", "--output", type=Path, required=True, metavar="FILE", help="24-bit WAV")
    add("--seconds", type=_positive, metavar="N", help="default: until Ctrl+C")
    words = "start with the first sound that reaches this level, for example -40"
    add("--threshold", type=_level, metavar="DB", help=words)
    words = "what is kept before the threshold, default 50"
    add("--pre-roll", type=_pre_roll, metavar="MS", default=50.0, help=words)
    add("--input", metavar="DEVICE", help="a name or number of `padsketch devices`")
    add("--channels", type=int, choices=(1, 2), default=2, help="default 2")
    words = "the first channel of the device to record, default 1"
    add("--from-channel", type=int, metavar="N", default=1, help=words)
    add("--rate", type=_rate, metavar="HZ", default=48_000, help="default 48000")
    add("--force", action="store_true", help="replace what is there")


def _record(options: Namespace) -> int:
    target = _checked_target(options.output, options.force)
    with _quiet_system() as terminal:
        rolling, device = _rolled(options, target, terminal)
    if rolling.recorded is None:
        raise rolling.refusal or Interrupted("Stopped", "Nothing was recorded.")
    recorded = rolling.recorded
    if target != options.output:
        recorded.path.replace(options.output)
        recorded = recorded._replace(path=options.output)
    _answer(recorded, device, options.json)
    if rolling.refusal is None:
        return 0
    tell(f"padsketch: {rolling.refusal.title}")
    return AudioError.exit_code


def _checked_target(path: Path, force: bool) -> Path:
    """Where it is recorded to: beside what will be replaced, which stays until all is there."""
    from padsketch.model.file_names import free_name

    if path.suffix.lower() != ".wav":
        raise UsageError(f"'{safe(path.name)}' is no WAV file", "Give a name that ends in .wav.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {safe(str(path.parent))}", "Make it first.")
    if not path.exists():
        return path
    if not force or not path.is_file():
        raise OutputExists(f"{safe(str(path))} is already there", replaceable=path.is_file())
    # An earlier one may hold what was recorded before a crash.
    name = free_name(f"{path.stem}.new.wav", lambda name: os.path.lexists(path.with_name(name)))
    return path.with_name(name)


@contextmanager
def _quiet_system() -> Iterator[TextIO]:
    """What libraries print goes nowhere; gives the way to the terminal."""
    from padsketch.outputs.quiet import redirect_stderr, restore_stderr

    terminal = redirect_stderr(Path(os.devnull))
    try:
        yield terminal
    finally:
        restore_stderr(terminal)


def _rolled(options: Namespace, target: Path, terminal: TextIO) -> tuple[Rolling, str]:
    """A recording that is over, and the device that it came from."""
    from padsketch.outputs.errands import within
    from padsketch.outputs.input import Channels, DeviceInput

    channels = Channels(options.input, options.channels, options.from_channel)
    device = DeviceInput(channels, options.rate)
    try:
        listening = within(PATIENCE, device.open)
        return _roll(options, target, terminal, device, listening), listening.name
    except TimeoutError:
        raise AudioError("The sound server does not answer", "Restart it and try again.") from None
    finally:
        with suppress(TimeoutError):
            within(1.0, device.stop)


def _roll(
    options: Namespace,
    target: Path,
    terminal: TextIO,
    device: DeviceInput,
    listening: Listening,
) -> Rolling:
    from padsketch.outputs.recorded import recorded_credit
    from padsketch.session.sounds.rolling import Rolling

    frames = round(options.seconds * options.rate) if options.seconds else None
    start = _start(options, listening)
    credit = recorded_credit(listening.name)
    rolling = Rolling(listening, target, credit, start, frames, device.is_alive)
    try:
        _watch(rolling, listening, terminal)
    except KeyboardInterrupt:
        rolling.stop(patience=None)
    return rolling


def _start(options: Namespace, listening: Listening) -> int | Threshold:
    from padsketch.outputs.reel import Threshold

    if options.threshold is None:
        return listening.inlet.now
    return Threshold(options.threshold, options.pre_roll)


def _watch(rolling: Rolling, listening: Listening, terminal: TextIO) -> None:
    """Show the level on a terminal until the recording is over."""
    from padsketch.outputs.level import Meter

    meter = Meter(listening.inlet.tape) if terminal.isatty() else None
    while not rolling.is_over:
        if meter:
            is_waiting = not rolling.is_running
            draw_meter(terminal, meter_words(meter.look(), rolling.seconds, is_waiting))
        time.sleep(INTERVAL)
    if meter:
        draw_meter(terminal, "")


def _answer(recorded: Recorded, device: str, as_json: bool) -> None:
    if as_json:
        say_json(_to_json(recorded, device))
    else:
        length = seconds_to_clock(recorded.seconds)
        say(
            f"{recorded.path}  {length} ({recorded.frames} frames at {recorded.rate} Hz) "
            f"from {device}"
        )
    for words in recorded.check:
        tell(words)


def _to_json(recorded: Recorded, device: str) -> dict[str, Any]:
    return {
        "path": str(recorded.path),
        "frames": recorded.frames,
        "rate": recorded.rate,
        "seconds": round(recorded.seconds, 6),
        "input": device,
        "check": list(recorded.check),
    }


def _positive(text: str) -> float:
    return _number(text, 0.01, 36_000.0)


def _level(text: str) -> float:
    return _number(text, -120.0, 0.0)


def _pre_roll(text: str) -> float:
    return _number(text, 0.0, 10_000.0)


def _rate(text: str) -> int:
    return round(_number(text, 8_000, 192_000))


def _number(text: str, low: float, high: float) -> float:
    value = float(text)
    if not low <= value <= high:
        raise ArgumentTypeError(f"{text} is outside {low:g} to {high:g}")
    return value
