"""What the sampling page says: what happens now, and what the next keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from padsketch.session.sounds.sampling_settings import SamplingSettings
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.sampling import HeadLook, Next

if TYPE_CHECKING:
    from padsketch.session.sounds.sampling import Sampling

MUSIC = (
    ", b    keeps the last half minute of the music, as it was heard",
    ", d    resamples bars of the master or of a track, from the one",
)
WITH_INPUT = (
    "enter  begins a take, ends it, hears it",
    ", B    keeps the last half minute of what came in",
    *MUSIC,
)
WITHOUT_INPUT = ("Without an input the music itself can be sampled all the same:", *MUSIC)


def head_look(desk: Desk) -> HeadLook:
    """What comes in, and where a take would go to."""
    incoming = desk.session.sampling.incoming
    listening = incoming.listening
    onto = f"onto {desk.lane.cap.upper()} {desk.lane.name}" if desk.rows else ""
    if listening is None:
        return HeadLook("no input", "", "", onto)
    first, count = desk.sampling.wanted.first, listening.inlet.tape.channels
    channels = f"mono {first}" if count == 1 else f"stereo {first}-{first + 1}"
    trip = incoming.round_trip
    how = "measured" if trip.is_measured else "n l measures it"
    return HeadLook(listening.name, channels, f"late {trip.milliseconds:.1f} ms, {how}", onto)


def next_look(desk: Desk, is_playing: bool) -> Next:
    """What Enter does in every state, and what else there is to do."""
    sampling = desk.session.sampling
    state = sampling.state
    if state == "closed":
        return Next("CLOSED", "enter lets the input in, n i chooses another one")
    if state == "opening":
        return _opening(sampling)
    if state == "listening":
        return Next("READY", f"enter {_start_words(sampling.settings, is_playing)}")
    if state == "waiting":
        awaited = _awaited(sampling.settings)
        return Next("WAITING", f"{awaited}: enter stops waiting")
    if state == "recording":
        return _recording(desk, sampling)
    return _recorded(desk, sampling)


def _opening(sampling: Sampling) -> Next:
    deafness = sampling.incoming.deafness
    if deafness is None:
        return Next("OPENING", "the input is being opened")
    return Next("NO INPUT", f"{deafness.title}: enter tries again, n i chooses", is_refusal=True)


def _start_words(settings: SamplingSettings, is_playing: bool) -> str:
    until = f"records {_bars(settings.bars)}" if settings.bars else "records until enter"
    if settings.start == "threshold":
        return f"waits for {settings.threshold_db:.0f} dB, then {until}"
    if settings.start == "now":
        return f"{until}, at once"
    if is_playing:
        return f"{until}, from the next one"
    return f"counts in {_bars(settings.count_in)}, then {until}"


def _awaited(settings: SamplingSettings) -> str:
    if settings.start == "threshold":
        return f"it begins with a sound over {settings.threshold_db:.0f} dB"
    return "it begins on the one"


def _recording(desk: Desk, sampling: Sampling) -> Next:
    bars = sampling.settings.bars
    ends = f"of {_bars(bars)}: enter ends it now" if bars else "enter ends it"
    return Next("RECORDING", f"{sampling.seconds:5.1f} s  {ends}, backspace drops it", is_hot=True)


def _recorded(desk: Desk, sampling: Sampling) -> Next:
    recorded = sampling.recorded
    seconds = recorded.seconds if recorded else 0.0
    pad = desk.glyphs.name(desk.lane.name, 10) if desk.rows else "the pad"
    words = f"enter hears it; p on {pad}, I new pad, y samples, n a again"
    return Next(f"TAKE {seconds:.2f} s", words)


def _bars(count: int) -> str:
    return f"{count} bar{'s' if count != 1 else ''}"
