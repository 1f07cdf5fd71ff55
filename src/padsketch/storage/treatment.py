"""A sound as a layer treats it: cut, cleaned, filtered, reversed, stretched, faded and delayed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from padsketch.model.treatment import Treatment
from padsketch.storage.stretching import stretch_cached

Audio = NDArray[np.float32]
Response = NDArray[np.floating]
Edges = Literal["constant", "symmetric"]

DRIFT_HZ = 5.0
"""What moves more slowly is no sound but an offset."""
REACH = 4.0
"""Periods of a cut after which its filter has died away, by 150 dB."""
LOWEST_CUT = 10.0
"""Hertz: a crossover below it is one there."""
LEAST_SPECTRUM = 1 << 16
"""Frames of the shortest spectrum that a filter works on."""


def treated(
    frames: Audio,
    rate: int,
    treatment: Treatment,
    cancelled: Callable[[], bool] | None = None,
) -> Audio:
    """The part of a sound that a treatment plays, with all that it does to it.

    float32, C-contiguous, `(frames, channels)`; times are at the sound's own rate in hertz. What is
    cut to nothing is one frame of silence. Raises SampleError where it cannot be stretched, and
    Interrupted when it is `cancelled` while it is.
    """
    sound = cut(frames, rate, treatment.start, treatment.end)
    if treatment.remove_dc:
        sound = without_drift(sound, rate)
    if treatment.invert:
        sound = -sound
    if treatment.low_cut:
        sound = high_part(sound, rate, treatment.low_cut)
    if treatment.high_cut:
        sound = low_part(sound, rate, treatment.high_cut)
    if treatment.reverse:
        sound = sound[::-1]
    sound = stretch_cached(sound, rate, treatment.stretch, cancelled)
    sound = faded(sound, _count(treatment.fade_in, rate), _count(treatment.fade_out, rate))
    return np.ascontiguousarray(delayed(sound, _count(treatment.delay, rate)))


def cut(frames: Audio, rate: int, start: float, end: float) -> Audio:
    """The frames between two times in milliseconds; an end of 0 is the sound's own."""
    part = frames[_count(start, rate) : _count(end, rate) if end else None]
    return part if len(part) else np.zeros((1, frames.shape[1]), dtype=np.float32)


def without_drift(frames: Audio, rate: int) -> Audio:
    """The sound around zero, also where its offset moves; nothing that can be heard is changed.

    The sound is mirrored at its ends, so that an offset does not end there in a step.
    """
    return frames - _smooth(frames, rate, DRIFT_HZ, "symmetric")


def low_part(frames: Audio, rate: int, cut_hz: float) -> Audio:
    """What of a sound lies below a crossover, without a shift in time; -6 dB at the cut.

    With `high_part` at the same cut it adds up to the sound. A sound that begins or ends at once
    has its low part rise and fall there within a quarter of the cut's period.
    """
    cut_hz = max(cut_hz, LOWEST_CUT)
    low = _smooth(frames, rate, cut_hz, "constant")
    edge = int(rate / cut_hz / 4)
    return faded(low, edge, edge)


def high_part(frames: Audio, rate: int, cut_hz: float) -> Audio:
    """What of a sound lies above a crossover: all that is not its `low_part`."""
    return frames - low_part(frames, rate, cut_hz)


def faded(frames: Audio, fade_in: int, fade_out: int) -> Audio:
    """The sound risen from silence and fallen to it over numbers of frames, by raised cosines."""
    n_in, n_out = min(fade_in, len(frames)), min(fade_out, len(frames))
    if not n_in and not n_out:
        return frames
    gains = np.ones(len(frames))
    gains[:n_in] *= _rise(n_in)
    gains[len(frames) - n_out :] *= _rise(n_out)[::-1]
    return (frames * gains[:, None]).astype(np.float32)


def delayed(frames: Audio, silence: int) -> Audio:
    """The sound after a number of silent frames."""
    return np.pad(frames, ((silence, 0), (0, 0))) if silence else frames


def _smooth(frames: Audio, rate: int, cut_hz: float, edges: Edges) -> Audio:
    """A sound through a low-pass without phase, of the magnitude of a 4th-order Linkwitz-Riley.

    Its 1 / (1 + (f / cut)^4) and the high-pass's (f / cut)^4 / (1 + (f / cut)^4) add up to 1.
    """
    reach = int(np.ceil(REACH * rate / cut_hz))
    size = max(LEAST_SPECTRUM, 1 << (4 * reach - 1).bit_length())
    block = size - 2 * reach
    response: Response = 1.0 / (1.0 + (np.fft.rfftfreq(size, 1.0 / rate) / cut_hz) ** 4)
    padded = np.pad(frames, ((reach, reach), (0, 0)), mode=edges)
    smooth = np.empty_like(frames)
    for at in range(0, len(frames), block):
        part = _filtered(padded[at : at + size], response, size)
        smooth[at : at + block] = part[reach : reach + block][: len(frames) - at]
    return smooth


def _filtered(part: Audio, response: Response, size: int) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(part.astype(np.float64), size, axis=0) * response[:, None]
    return np.fft.irfft(spectrum, size, axis=0)


def _rise(n_frames: int) -> NDArray[np.float64]:
    """From 0 on the first frame to 1 on the one after the last."""
    return 0.5 - 0.5 * np.cos(np.pi * np.arange(n_frames) / max(n_frames, 1))


def _count(milliseconds: float, rate: int) -> int:
    return round(milliseconds * rate / 1000.0)
