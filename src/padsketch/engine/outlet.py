"""The outlet: what a stream calls back in place of the player."""

from __future__ import annotations

from typing import Any

from padsketch.engine.inlet import Inlet
from padsketch.engine.native import aligned, ffi, lib
from padsketch.engine.player import Player


class Outlet:
    """The way from a player to one stream; closed it gives silence and leaves the player alone.

    A stream that hangs may call back long after it was given up, so an outlet must be kept for as
    long as its stream has not been closed. It keeps its player.
    """

    def __init__(self, player: Player) -> None:
        self._player = player
        self._inlet: Inlet | None = None
        self._keeper, address = aligned(lib.ps_outlet_size())
        self.pointer: Any = ffi.cast("ps_outlet *", address)
        lib.ps_outlet_init(self.pointer, player.pointer)

    def hear(self, inlet: Inlet) -> None:
        """Before its stream opens: what comes in with every block goes to an inlet, which it keeps.

        The inlet knows by how many frames the player's count is ahead of its tape's.
        """
        self._inlet = inlet
        lib.ps_outlet_set_inlet(self.pointer, inlet.pointer)

    @property
    def callback(self) -> Any:
        """PortAudio's C callback; its user data is `pointer`."""
        return ffi.addressof(lib, "ps_stream_callback")

    @property
    def calls(self) -> int:
        """How often the stream has called back, open or closed: the heartbeat; wraps at 2^32."""
        return int(lib.ps_outlet_calls(self.pointer))

    @property
    def thread(self) -> int:
        """Kernel id of the thread that calls back, 0 before the first call."""
        return int(lib.ps_outlet_thread(self.pointer))

    def set_clock(self, offset: float, latency: float) -> None:
        """By how many seconds `time.monotonic` is ahead of the stream's clock.

        latency: seconds until a block is heard, for streams that do not say when.
        """
        lib.ps_outlet_set_clock(self.pointer, offset, latency)

    def open(self) -> None:
        """Let the player through."""
        lib.ps_outlet_set_open(self.pointer, 1)

    def close(self) -> None:
        """Give silence from the next block on."""
        lib.ps_outlet_set_open(self.pointer, 0)
