"""What the engine says of itself after a block."""

from __future__ import annotations

from typing import Any, NamedTuple

from padsketch.engine.native import lib

NO_LOUDNESS: float = float(lib.PS_NO_LOUDNESS)


class Snapshot(NamedTuple):
    """What the engine says of itself after a block.

    frame: frames rendered so far; position: thousandths of a tick since the playing pattern
    started; pattern, section, queued: indices, -1 for none; load: share of a block's time spent
    rendering; latency: frames by which the master chain is late; ringing: tails of strips and
    returns may still be heard.
    count_in: positions until a pattern that is counted in begins, 0 for none; queued_at: position
    at which what is queued takes over, -1 for none; queued_section: index, -1 for none; scene: a
    section plays over and over; block, time: first frame of the newest block and when it is heard,
    in seconds of `time.monotonic`, 0 where no driver says so; lost: what was played by hand and
    could not be told; listened: the frame of the sound that is listened to, -1 for none.
    peaks, rms, return_peaks, track_peaks, track_rms: linear, (left, right), (delay, reverb), one
    per pad; true_peak: linear; momentary, short_term, integrated: LUFS, `NO_LOUDNESS` for none;
    reductions: dB of gain that compressors and limiter take away, from 0 on.
    """

    frame: int
    position: int
    sounding_until: int
    ended_at: int
    playing: bool
    pattern: int
    section: int
    queued: int
    millibpm: int
    voices: int
    ringing: bool
    dropped: int
    xruns: int
    recovered: int
    pulls: int
    load: float
    latency: int
    peaks: tuple[float, float]
    rms: tuple[float, float]
    correlation: float
    true_peak: float
    momentary: float
    short_term: float
    integrated: float
    glue_reduction: float
    limiter_reduction: float
    return_peaks: tuple[float, float]
    track_peaks: tuple[float, ...]
    track_rms: tuple[float, ...]
    track_reductions: tuple[float, ...]
    track_hits: tuple[int, ...]
    block: int
    time: float
    count_in: int
    queued_at: int
    queued_section: int
    scene: bool
    lost: int
    listened: int

    def heard_frame(self, at: float, rate: int) -> int:
        """The frame of the music that was heard at a time in seconds of `time.monotonic`.

        Without a driver, that which is rendered next; in both, less what the master is late by.
        """
        frame = self.block + round((at - self.time) * rate) if self.time else self.frame
        return max(0, frame - self.latency)


def snapshot_of(s: Any, n_tracks: int) -> Snapshot:
    """The snapshot in a C struct; of as many tracks as the score has."""
    return Snapshot(
        s.frame,
        s.position,
        s.sounding_until,
        s.ended_at,
        bool(s.playing),
        s.pattern,
        s.section,
        s.queued,
        s.millibpm,
        s.voices,
        bool(s.ringing),
        s.dropped,
        s.xruns,
        s.recovered,
        s.pulls,
        s.load,
        s.latency,
        (s.peaks[0], s.peaks[1]),
        (s.rms[0], s.rms[1]),
        s.correlation,
        s.true_peak,
        s.momentary,
        s.short_term,
        s.integrated,
        s.glue_reduction,
        s.limiter_reduction,
        (s.return_peaks[0], s.return_peaks[1]),
        tuple(s.track_peaks[0:n_tracks]),
        tuple(s.track_rms[0:n_tracks]),
        tuple(s.track_reductions[0:n_tracks]),
        tuple(s.track_hits[0:n_tracks]),
        s.block,
        s.time,
        s.count_in,
        s.queued_at,
        s.queued_section,
        bool(s.scene),
        s.lost,
        s.listened,
    )
