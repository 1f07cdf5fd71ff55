"""A recording as it goes: a reel that turns in a thread of its own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from padsketch.errors import PadsketchError
from padsketch.model.kit import Credit
from padsketch.outputs.input import Listening
from padsketch.outputs.recorded import Recorded, finished
from padsketch.outputs.reel import Reel, Threshold

STEP_SECONDS = 0.02
MOMENT = 0.5
"""Seconds that somebody waits who ends a recording: minutes of it are looked at for longer."""
END_SECONDS = 5.0


class Rolling:
    """Records what comes in until it is stopped, is long enough, or the input is lost.

    is_there: says whether the input still comes in. Once `is_over`, `recorded` is what became of
    it, None where nothing was recorded; `refusal` is why it ended before its time.
    """

    def __init__(
        self,
        listening: Listening,
        path: Path,
        credit: Credit,
        start: int | Threshold,
        frames: int | None,
        is_there: Callable[[], bool],
    ) -> None:
        self._inlet = listening.inlet
        self._name = listening.name
        self._path = path
        self._credit = credit
        self._is_there = is_there
        self._is_loop = frames is not None
        self._slips = self._inlet.slips
        self._halt = threading.Event()
        self._is_dropped = False
        self.reel = Reel(self._inlet.tape, path, start, frames)
        self.recorded: Recorded | None = None
        self.refusal: PadsketchError | None = None
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether nothing more is recorded, and what was has been looked at."""
        return not self._thread.is_alive()

    @property
    def is_running(self) -> bool:
        """Whether it has begun, after waiting for its start."""
        return self.reel.frames > 0

    @property
    def seconds(self) -> float:
        """How long it is so far."""
        return self.reel.frames / self._inlet.tape.rate

    def stop(self, patience: float | None = MOMENT) -> None:
        """End it with what has come in by now; returns when it is over, or after some seconds.

        patience: how many, None for as long as it takes.
        """
        self.reel.end()
        self._halt.set()
        self._thread.join(patience)

    def drop(self) -> None:
        """End it, and remove what was recorded."""
        self._is_dropped = True
        self.stop(END_SECONDS)
        self.recorded = None
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()

    def _run(self) -> None:
        try:
            self._turn()
        except PadsketchError as error:
            self.refusal = error
        self._finish()

    def _turn(self) -> None:
        while not self.reel.is_done:
            if not self._is_there():
                self.refusal = PadsketchError(
                    f"{self._name} was lost", "What came in before is kept."
                )
                self.reel.end()
            self.reel.step()
            self._halt.wait(STEP_SECONDS)

    def _finish(self) -> None:
        try:
            self.reel.close()
            if self.reel.frames and not self._is_dropped:
                self.recorded = finished(self._path, self._credit, self._losses(), self._is_loop)
        except PadsketchError as error:
            self.refusal = error

    def _losses(self) -> tuple[str, ...]:
        """What is known to be missing."""
        words = []
        if self.reel.lost:
            words.append(f"{self.reel.lost} frames came too fast for the disk and are silent.")
        if count := self._inlet.slips - self._slips:
            places = "one place" if count == 1 else f"{count} places"
            words.append(f"The device lost frames in {places} at least: the timing may be off.")
        return tuple(words)
