"""The take check: what is wrong with a recording, in words, while it can still be repeated.

Every threshold is a constant here or in `clipping` and `background`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from padsketch.analysis.background import Background, background
from padsketch.analysis.clipping import clipped_places
from padsketch.units import db_to_gain, gain_to_db

Audio = NDArray[np.float32]

SILENT_DB = -80.0
"""A peak below: nothing was connected, or nothing was played."""
QUIET_DB = -30.0
"""A peak below: half of 16 bits' room would be noise."""
HUM_DB = -66.0
NOISE_DB = -60.0
"""RMS of the background from which it is heard once the sound has been turned up."""
PAUSE_DB = 15.0
"""A part that is not quieter than the loudest one by this is no pause, but the sound itself."""
LOUD_ALONE_DB = -30.0
"""A hum that is louder than this and never pauses is a bass."""
DC_DB = -50.0
DC_BLOCK_SECONDS = 0.1
DC_BLOCKS = 3
DC_AGREEMENT = 0.9
"""Share of the blocks that must lean to one side: a kick leans for a moment, an offset always."""
START_DB = -34.0
"""How far below the peak the first frame may be: that of a drum that was trimmed to its attack is
near zero, that of a sound that had begun before is anywhere."""
END_SECONDS = 0.005
END_DB = -30.0
"""How far below the peak it may end."""
FAINT_DB = -50.0
"""An edge below is background, whatever the peak is."""
SAME_DB = -70.0
"""Two channels that differ by less, against their peak, are one."""
DEAD_DB = -60.0
"""A channel that is below the other one by so much is dead."""
OPPOSITE = -0.95
"""Correlation of two channels of which one is the wrong way up."""

SIDES = ("left", "right")


def take_check(frames: Audio, rate: int, is_loop: bool = False) -> tuple[str, ...]:
    """Finished sentences about float32 (frames, 1 or 2) at a rate in hertz; none: all is well.

    is_loop: it was meant to begin and to end in the midst of sound.
    """
    if not len(frames) or _peak_db(frames) < SILENT_DB:
        return ("It is silent: nothing came in.",)
    checks: list[Callable[[Audio, int], Iterator[str]]] = [
        _clipping,
        *([] if is_loop else [_start, _end]),
        _quietness,
        _background,
        _direct_current,
        _channels,
    ]
    return tuple(words for check in checks for words in check(frames, rate))


def _clipping(frames: Audio, rate: int) -> Iterator[str]:
    places = clipped_places(frames, rate)
    if len(places) == 1:
        yield f"It is clipped in one place, at {places[0]:.2f} s: turn the input down."
    elif places:
        yield (
            f"It is clipped in {len(places)} places, first at {places[0]:.2f} s: "
            "turn the input down."
        )


def _start(frames: Audio, _: int) -> Iterator[str]:
    edge = _peak_db(frames[:1])
    if edge > max(_peak_db(frames) + START_DB, FAINT_DB):
        yield f"It is cut off at the start: it begins at {edge:.0f} dBFS, in mid-sound."


def _end(frames: Audio, rate: int) -> Iterator[str]:
    edge = _peak_db(frames[-max(2, round(END_SECONDS * rate)) :])
    if edge > max(_peak_db(frames) + END_DB, FAINT_DB):
        yield f"It is cut off at the end: it still sounds at {edge:.0f} dBFS."


def _quietness(frames: Audio, _: int) -> Iterator[str]:
    peak = _peak_db(frames)
    if peak < QUIET_DB:
        yield f"It is quiet: its peak is at {peak:.0f} dBFS. Turn the input up."


def _background(frames: Audio, rate: int) -> Iterator[str]:
    channels = [background(channel, rate) for channel in frames.T]
    heard = [behind for behind in channels if behind is not None]
    if not heard:
        return
    behind = max(heard, key=lambda b: b.hum_db)
    is_behind = _is_pause(behind) or behind.hum_db < LOUD_ALONE_DB
    if behind.hum_hz and behind.hum_db > HUM_DB and is_behind:
        yield f"Hum of the mains at {behind.hum_hz} Hz, {behind.hum_db:.0f} dBFS."
    behind = max(heard, key=lambda b: b.noise_db)
    if behind.noise_db > NOISE_DB and _is_pause(behind):
        yield f"The noise floor is at {behind.noise_db:.0f} dBFS."


def _is_pause(behind: Background) -> bool:
    return behind.loudest_db - behind.quietest_db > PAUSE_DB


def _direct_current(frames: Audio, rate: int) -> Iterator[str]:
    size = round(DC_BLOCK_SECONDS * rate)
    count = len(frames) // size
    if count < DC_BLOCKS:
        return
    blocks = frames[: count * size].reshape(count, size, -1).mean(axis=1, dtype=np.float64)
    offsets = np.median(blocks, axis=0)
    agreement = (np.sign(blocks) == np.sign(offsets)).mean(axis=0)
    worst = float(np.abs(np.where(agreement >= DC_AGREEMENT, offsets, 0.0)).max())
    if worst > db_to_gain(DC_DB):
        yield f"It has a direct current of {100 * worst:.1f} % of full scale: remove it."


def _channels(frames: Audio, _: int) -> Iterator[str]:
    if frames.shape[1] != 2:
        return
    left, right = (_peak_db(channel) for channel in frames.T)
    if abs(left - right) > -DEAD_DB:
        yield f"The {SIDES[left > right]} channel is dead: take one channel, or another cable."
    elif _peak_db(frames[:, 0] - frames[:, 1]) < max(left, right) + SAME_DB:
        yield "Both channels are the same: one would do."
    elif _correlation(frames) < OPPOSITE:
        yield "One channel is the wrong way up: in mono it disappears. Invert one of them."


def _correlation(frames: Audio) -> float:
    left, right = frames.astype(np.float64).T
    return float(left @ right / np.sqrt((left @ left) * (right @ right)))


def _peak_db(frames: Audio) -> float:
    return gain_to_db(float(np.abs(frames).max(initial=0.0)))
