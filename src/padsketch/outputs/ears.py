"""The ears: an input with a stream of its own, where the one that plays does not listen."""

from __future__ import annotations

import contextlib

from padsketch.errors import AudioError
from padsketch.outputs.errands import within
from padsketch.outputs.input import Channels, DeviceInput, Listening

OPEN_SECONDS = 5.0
CLOSE_SECONDS = 1.0


class Ears:
    """Opens, watches and closes one input after another; all on one thread, which never hangs.

    complaint: why nothing comes in, until it is asked for anew.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._input: DeviceInput | None = None
        self.complaint: AudioError | None = None

    @property
    def listening(self) -> Listening | None:
        """What comes in; from any thread."""
        own = self._input
        return own.listening if own else None

    def open(self, channels: Channels) -> None:
        """Let an input come in, in place of any other."""
        self.close()
        own = DeviceInput(channels, self._rate)
        try:
            within(OPEN_SECONDS, own.open)
        except AudioError as error:
            self.complaint = error
        except TimeoutError:
            _close(own)
            self.complaint = AudioError("The input does not answer", "Restart the sound server.")
        else:
            self._input = own

    def watch(self) -> None:
        """Notice when it is gone; to be called a few times a second."""
        own = self._input
        if own is not None and not own.is_alive():
            name = own.listening.name if own.listening else "The input"
            self.close()
            self.complaint = AudioError(f"{name} was lost", "Open it again when it is back.")

    def close(self) -> None:
        """Let nothing come in; what came in before is still on its tape."""
        own, self._input = self._input, None
        self.complaint = None
        if own is not None:
            _close(own)


def _close(own: DeviceInput) -> None:
    """Where the device hangs its thread is left behind, and with it all that it holds."""
    with contextlib.suppress(TimeoutError):
        within(CLOSE_SECONDS, own.stop)
