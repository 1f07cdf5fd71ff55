"""What is played by hand, and what is heard meanwhile: both are late by what the output takes."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.engine.player import HEARD_NOW, Player
from padsketch.engine.snapshot import Snapshot
from padsketch.model import PATTERN_NAMES
from padsketch.outputs.supervisor import Supervisor
from padsketch.units import frame_to_position


class Playhead(NamedTuple):
    """What is heard now: a pattern, the section of a song (-1: none), a position in it.

    position in thousandths of a tick since the pattern started, negative in its count-in.
    """

    pattern: str
    section: int
    position: int


class Hands:
    """The pads of a player and the output that they are heard through; from any thread."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.output = Supervisor(player)

    def trigger(
        self, pad: int, velocity: int = 100, transpose: float = 0.0, at: float | None = None
    ) -> None:
        """Play a pad by its index at once; at: `time.monotonic` of the key, None for now."""
        self.player.trigger(pad, velocity, transpose, self._heard(at))

    def hold(
        self, pad: int, velocity: int = 100, transpose: float = 0.0, at: float | None = None
    ) -> None:
        """`trigger`, and again and again until `release` where note repeat is on."""
        self.player.hold(pad, velocity, transpose, self._heard(at))

    def release(self, pad: int, transpose: float = 0.0, at: float | None = None) -> None:
        """Let go of what was played by hand of a pad with a transpose."""
        self.player.release(pad, transpose, self._heard(at))

    def stop(self) -> None:
        """Stop; what rings rings out."""
        self.player.stop()

    def panic(self) -> None:
        """Silence everything."""
        self.player.panic()

    def heard_frame(self, at: float) -> int:
        """The frame of the music that was heard at a time of `time.monotonic`."""
        return self.player.snapshot().heard_frame(at, self.player.rate)

    def _heard(self, at: float | None) -> int:
        return HEARD_NOW if at is None else self.heard_frame(at)

    def playhead(self, snapshot: Snapshot) -> Playhead | None:
        """What leaves the speaker now: the engine's position less the output's latency."""
        if not snapshot.playing or snapshot.pattern < 0:
            return None
        frames = round(self.output.status.latency * self.player.rate)
        late = frame_to_position(frames, self.player.rate, snapshot.millibpm)
        return Playhead(
            PATTERN_NAMES[snapshot.pattern],
            snapshot.section,
            snapshot.position - late if snapshot.count_in else max(0, snapshot.position - late),
        )
