"""The inlet: what an input stream calls back."""

from __future__ import annotations

from typing import Any

from padsketch.engine.native import aligned, ffi, lib
from padsketch.engine.tape import Tape


class Inlet:
    """The way from one input stream to a tape, which it keeps.

    first: the channel of the stream, from 0, that is the first of the tape; channels: how many the
    stream has; unsure: frames from its start that are silence on the tape, because drivers hand in
    what was in their memory before. A stream that hangs may call back long after it was given up,
    so an inlet must be kept for as long as its stream has not been closed.
    """

    def __init__(self, tape: Tape, channels: int, first: int = 0, unsure: int = 0) -> None:
        if not 0 <= first <= channels - tape.channels:
            raise ValueError(f"{tape.channels} channels from {first} on are not among {channels}")
        self.tape = tape
        self._unsure = unsure
        self._keeper, address = aligned(lib.ps_inlet_size())
        self.pointer: Any = ffi.cast("ps_inlet *", address)
        lib.ps_inlet_init(self.pointer, tape.pointer, channels, first, unsure)

    @property
    def callback(self) -> Any:
        """PortAudio's C callback of a stream that only listens; its user data is `pointer`."""
        return ffi.addressof(lib, "ps_input_callback")

    @property
    def now(self) -> int:
        """The next frame of the tape, or the first one that is believed."""
        return max(self.tape.frames, self._unsure)

    @property
    def calls(self) -> int:
        """How often a stream that only listens has called back: the heartbeat; wraps at 2^32."""
        return int(lib.ps_inlet_calls(self.pointer))

    @property
    def thread(self) -> int:
        """Kernel id of the thread that calls back, 0 before the first call."""
        return int(lib.ps_inlet_thread(self.pointer))

    @property
    def slips(self) -> int:
        """How often the device said that frames were lost, of what comes in or of what goes out.

        From then on what comes in may be earlier or later than before.
        """
        return int(lib.ps_inlet_slips(self.pointer))

    @property
    def lead(self) -> int | None:
        """Frames by which the player's count is ahead of the tape's; None: it plays elsewhere."""
        lead = int(lib.ps_inlet_lead(self.pointer))
        return None if lead == lib.PS_NO_LEAD else lead

    def set_monitor(self, gain: float) -> None:
        """Let what comes in be heard at a linear gain, 0 for not at all."""
        lib.ps_inlet_set_monitor(self.pointer, gain)
