"""Sampling: sounds that come in, and what was heard, become files among the project's samples."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from padsketch.errors import PadsketchError, UsageError
from padsketch.outputs.input import Channels, Listening
from padsketch.score.compiler import bar_positions
from padsketch.session.sounds.counting_in import CountIn
from padsketch.session.sounds.incoming import Incoming
from padsketch.session.sounds.keeping import keep_on_new_pad, keep_sound
from padsketch.session.sounds.sampling_settings import SamplingSettings, bars_in_frames
from padsketch.units import bpm_to_millibpm

if TYPE_CHECKING:
    from collections.abc import Callable

    from padsketch.engine.snapshot import Snapshot
    from padsketch.engine.tape import Tape
    from padsketch.outputs.level import Level
    from padsketch.outputs.listing import DeviceInfo
    from padsketch.outputs.recorded import Recorded
    from padsketch.outputs.reel import Threshold
    from padsketch.session.session import Session
    from padsketch.session.sounds.rolling import Rolling
    from padsketch.session.sounds.round_trips import RoundTrip

END_SECONDS = 5.0
"""That the end of a session waits for the end of a recording."""

State = Literal["closed", "opening", "listening", "waiting", "recording", "recorded"]


class Sampling:
    """What comes in is recorded, and kept or dropped.

    state: "closed"; "opening" until something comes in (`incoming.deafness` says why not);
    "listening"; "waiting" for its threshold or its one; "recording"; "recorded", until `keep`,
    `discard` or `again`. Belongs to the thread of the session's `tick`, but for `resample`, which
    may take seconds: from a worker. `refusal` is for the screen to show and clear.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rolling: Rolling | None = None
        self._count_in: CountIn | None = None
        self.incoming = Incoming(session)
        self.recorded: Recorded | None = None
        self.settings = SamplingSettings()
        self.refusal: PadsketchError | None = None

    @property
    def state(self) -> State:
        """What happens now."""
        if self._count_in is not None:
            return "waiting"
        if self._rolling is not None:
            return "recording" if self._rolling.is_running else "waiting"
        if self.recorded is not None:
            return "recorded"
        if self.incoming.channels is None:
            return "closed"
        return "listening" if self.incoming.listening else "opening"

    @property
    def seconds(self) -> float:
        """How long the recording is so far."""
        return self._rolling.seconds if self._rolling else 0.0

    @property
    def level(self) -> Level | None:
        """How loud what comes in is, since the last tick."""
        return self.incoming.level

    def inputs(self) -> list[DeviceInfo]:
        """The devices that listen, from a worker; raises AudioError."""
        return self.incoming.listings()

    def open(self, channels: Channels | None = None) -> None:
        """Let an input come in (None: the default); `tick` sees it come."""
        self._check_free()
        self.incoming.open(channels or Channels())

    def close(self) -> None:
        """Let nothing come in any more; what is being recorded ends, and is there to be kept."""
        self.stop()
        self.incoming.close()

    def set(self, **changes: Any) -> None:
        """Change settings by their names; raises ValueError for what is out of range."""
        self.settings = replace(self.settings, **changes)

    def measure(self) -> RoundTrip:
        """`Incoming.measure`, while nothing is recorded; from a worker."""
        self._check_free()
        return self.incoming.measure()

    def start(self) -> None:
        """Record as the settings say; raises UsageError, or PadsketchError for a full disk."""
        self._check_free()
        listening = self.incoming.must_be_heard()
        if self.settings.start == "count-in":
            self._count_in = CountIn(self._session, self.incoming, self.settings.count_in)
        elif self.settings.start == "now":
            self._roll(listening, listening.inlet.now)
        else:
            from padsketch.outputs.reel import Threshold

            threshold = Threshold(self.settings.threshold_db, self.settings.pre_roll_ms)
            self._roll(listening, threshold)

    def stop(self) -> Recorded | None:
        """End what is being recorded, or waited for; what became of it, None for nothing.

        Minutes of sound are looked at for longer than somebody waits: the state is "recording"
        until that is done, and `tick` sees it.
        """
        self._count_in = None
        if self._rolling is not None:
            self._rolling.stop()
            self._end()
        return self.recorded

    def cancel(self) -> None:
        """End what is being recorded, or waited for, and remove it."""
        self._count_in = None
        rolling, self._rolling = self._rolling, None
        if rolling is not None:
            rolling.drop()

    def keep(self, pad: str | None = None) -> str:
        """Make what was recorded one of the project's samples, and the sound of a pad.

        One edit; returns the layer file. Raises UsageError where nothing was recorded.
        """
        file = keep_sound(self._session, self._kept(), pad)
        self.recorded = None
        return file

    def keep_on_new_pad(self, name: str) -> str:
        """`keep`, on a pad that is added for it; returns the pad's id."""
        pad = keep_on_new_pad(self._session, self._kept(), name)
        self.recorded = None
        return pad

    def discard(self) -> None:
        """Remove what was recorded and not kept."""
        recorded, self.recorded = self.recorded, None
        if recorded is not None:
            with contextlib.suppress(FileNotFoundError):
                recorded.path.unlink()

    def again(self) -> None:
        """Discard what was recorded, and start once more."""
        self.discard()
        self.start()

    def skip_back_input(self) -> Recorded:
        """Keep what came in during the last half minute."""
        listening = self.incoming.must_be_heard()
        return self._from_tape(listening.inlet.tape, "input", listening.name)

    def skip_back_master(self) -> Recorded:
        """Keep what was heard of the music during the last half minute, silence around it aside."""
        tape = self._session.player.tape
        if tape is None:
            raise UsageError("Nothing was kept of what was heard")
        return self._from_tape(tape, "master", "master", trims=True)

    def resample(
        self,
        track: str | None,
        bars: int,
        progress: Callable[[int, int | None], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Recorded:
        """Render bars of what is played, from the one, as an export has them; from a worker.

        track: a pad's, as it goes into the mix, or None for the master. In song mode the song,
        else the pattern that is seen. Raises UsageError, or Interrupted once `cancelled` says so.
        """
        from padsketch.session.sounds.resampling import resampled

        self._check_free()
        self.recorded = resampled(self._session, track, bars, self._samples(), progress, cancelled)
        return self.recorded

    def tick(self, snapshot: Snapshot) -> None:
        """Once a screen frame: look at what comes in, and at what is being recorded."""
        self.incoming.tick()
        if self.incoming.refusal is not None:
            self.refusal, self.incoming.refusal = self.incoming.refusal, None
        if self._count_in is not None:
            self._count(self._count_in, snapshot)
        self._end()

    def give_up(self) -> None:
        """At the end of the session: what is being recorded stays where it is."""
        if self._rolling is not None:
            self._rolling.stop(END_SECONDS)

    def _count(self, count_in: CountIn, snapshot: Snapshot) -> None:
        try:
            if one := count_in.tick(snapshot):
                self._roll(one.listening, one.frame, one.millibpm)
                self._count_in = None
        except PadsketchError as error:
            self._count_in, self.refusal = None, error

    def _roll(
        self, listening: Listening, start: int | Threshold, millibpm: int | None = None
    ) -> None:
        from padsketch.outputs.recorded import free_path, recorded_credit
        from padsketch.session.sounds.rolling import Rolling

        rate, bars = self._session.player.rate, self.settings.bars
        tempo = millibpm or bpm_to_millibpm(self._session.project.bpm)
        self._rolling = Rolling(
            listening,
            free_path(self._samples(), "recorded"),
            recorded_credit(listening.name),
            start,
            bars_in_frames(bars, self._bar, rate, tempo) if bars else None,
            lambda: self.incoming.is_heard(listening),
        )

    def _end(self) -> None:
        """Once a recording is over, it is there to be kept."""
        rolling = self._rolling
        if rolling is not None and rolling.is_over:
            self._rolling, self.recorded = None, rolling.recorded
            self.refusal = rolling.refusal or self.refusal

    def _from_tape(self, tape: Tape, stem: str, place: str, trims: bool = False) -> Recorded:
        from padsketch.outputs.recorded import free_path, kept_from, recorded_credit

        self._check_free()
        path = free_path(self._samples(), stem)
        self.recorded = kept_from(tape, path, recorded_credit(place), trims)
        return self.recorded

    def _samples(self) -> Path:
        from padsketch.session.sounds.collecting import samples_folder

        return samples_folder(self._session)

    @property
    def _bar(self) -> int:
        return bar_positions(self._session.project.meter)

    def _kept(self) -> Recorded:
        if self.recorded is None:
            raise UsageError("Nothing was recorded", "Record something first.")
        return self.recorded

    def _check_free(self) -> None:
        if self._rolling is not None or self._count_in is not None:
            raise UsageError("A recording is under way", "Stop or cancel it first.")
        if self.recorded is not None:
            raise UsageError("A recording waits", "Keep it or discard it first.")
