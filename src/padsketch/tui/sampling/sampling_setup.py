"""What sampling asks for: which input comes in, how late it is, which bars are resampled."""

from __future__ import annotations

from collections.abc import Sequence

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.outputs.listing import DeviceInfo
from padsketch.score.compiler import bar_positions
from padsketch.session.sounds.sampling_settings import MOST_BARS
from padsketch.tui.desk import Desk
from padsketch.tui.dialogs import in_range, parse_whole
from padsketch.tui.sampling.sampling import show_take
from padsketch.tui.sampling.sampling_rack import let_in
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.confirm import Answer, Confirm
from padsketch.tui.screens.prompt import Prompt
from padsketch.units import POSITIONS_PER_TICK

DEFAULT = ""
"""The choice of whatever the system records from."""
MASTER = ""
HOW_TO_CONNECT = (
    "Join an output of the device to the input with a cable, or hold the microphone to the "
    "speaker, at a moderate level. A few tones are played; the music is silent meanwhile. "
    "What is measured is kept for these two devices."
)


def choose_input(desk: Desk) -> None:
    """Choose the device that comes in."""
    sampling = desk.session.sampling
    desk.stage.behind("looking for inputs", sampling.inputs, lambda found: _show(desk, found))


def measure(desk: Desk) -> None:
    """Measure how late what is played comes in again."""
    desk.session.sampling.incoming.must_be_heard()
    answers = [Answer("m", "measure", "Measure")]
    dialog = Confirm("How late is what comes in", answers, HOW_TO_CONNECT)
    desk.stage.show(dialog, lambda _: _measure(desk))


def resample(desk: Desk) -> None:
    """Make a take of bars of what is played: of the master, or of the track under the cursor."""
    options = [Option(MASTER, "the master", "all that is heard")]
    if desk.rows:
        lane = desk.lane
        options.append(Option(lane.pad, f"the track {lane.name}", "as it goes into the mix"))
    desk.stage.show(Chooser("Resample", options, MASTER), lambda what: _ask_bars(desk, what))


def _show(desk: Desk, inputs: Sequence[DeviceInfo]) -> None:
    options = [Option(DEFAULT, "as the system has it", "its default input")]
    options += [_option(device, inputs) for device in inputs]
    present = desk.sampling.wanted.device
    dialog = Chooser("Input", options, DEFAULT if present is None else str(present))
    desk.stage.show(dialog, lambda value: _take(desk, value))


def _option(device: DeviceInfo, inputs: Sequence[DeviceInfo]) -> Option:
    """A name that several devices have means none of them."""
    is_alone = [other.name for other in inputs].count(device.name) == 1
    value = device.name if is_alone else str(device.index)
    channels = f"{device.channels} channel{'s' if device.channels != 1 else ''}"
    default = ", the default" if device.is_default else ""
    return Option(value, device.name, f"{channels}, {device.system}{default}")


def _take(desk: Desk, value: str) -> None:
    let_in(desk, device=value or None, first=1)
    if desk.session.sampling.incoming.channels is None:
        desk.session.sampling.open(desk.sampling.wanted)
    desk.say(f"{safe(value) or 'the default input'} comes in")


def _measure(desk: Desk) -> None:
    desk.stage.behind(
        "measuring the round trip",
        desk.session.sampling.measure,
        lambda trip: desk.say(
            f"measured: what is played comes in {trip.milliseconds:.1f} ms later"
        ),
    )


def _ask_bars(desk: Desk, what: str) -> None:
    parse = in_range(parse_whole, 1, MOST_BARS)
    hint = f"1 to {MOST_BARS} bars, from the one; whole passes sound as in a loop"
    prompt = Prompt("How many bars", str(_bars_of_pattern(desk)), hint, parse)
    desk.ask(prompt, lambda bars: _resample(desk, what, round(bars)))


def _bars_of_pattern(desk: Desk) -> int:
    length = desk.pattern.length * desk.pattern.step_ticks * POSITIONS_PER_TICK
    bar = bar_positions(desk.session.project.meter)
    return min(max(1, -(-length // bar)), MOST_BARS)


def _resample(desk: Desk, what: str, bars: int) -> None:
    sampling = desk.session.sampling
    if sampling.recorded is not None:
        show_take(desk)
        raise UsageError("A recording waits", "Keep it or discard it first.")
    words = f"resampling {bars} bar{'s' if bars != 1 else ''}"
    desk.stage.behind(
        words, lambda: sampling.resample(what or None, bars), lambda _: show_take(desk)
    )
