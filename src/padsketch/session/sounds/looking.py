"""Looking at sounds and into them: what takes long to know is found out behind the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from padsketch.session.behind import Behind, Outdated
from padsketch.session.sounds.chopping import Chop
from padsketch.session.sounds.layer_sounds import path_of
from padsketch.session.sounds.waves import Wave, Waves

if TYPE_CHECKING:
    from padsketch.session.session import Session

MOST_CHOPS = 8
"""Sounds whose tempo as it was set, and whose sensitivity, are remembered."""


class Looking:
    """The sounds that were looked at last, and how they are cut; asked from one thread."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.waves = Waves(session.player.rate)
        self._chops: dict[tuple[str, Wave], Chop] = {}
        self._known: set[Chop] = set()
        self._asked: Chop | None = None
        self._behind: Behind[Chop] = Behind(self._listen, "listens to what may be cut")

    def wave(self, file: str) -> Wave | None:
        """The sample that layers name by a file; None while it is read.

        Raises UsageError without a kit, SampleError for one that cannot be read.
        """
        return self.waves.get(path_of(self._session, file))

    def chop(self, file: str, wave: Wave) -> Chop:
        """How a sample is cut; what it tells is found out from now on."""
        key = (file, wave)
        chop = self._chops.pop(key, None)
        if chop is None:
            chop = Chop(self._session, file, wave.path, wave.frames, wave.rate)
        self._chops[key] = chop
        while len(self._chops) > MOST_CHOPS:
            self._known.discard(self._chops.pop(next(iter(self._chops))))
        if chop not in self._known and chop is not self._asked:
            self._asked = chop
            self._behind.ask(chop)
        return chop

    def is_known(self, chop: Chop) -> bool:
        """Whether its tempo and its onsets are there without waiting."""
        return chop in self._known

    def finish(self) -> None:
        """Wait until what was asked for is there."""
        self.waves.finish()
        self._behind.finish()

    def give_up(self) -> None:
        """Read and listen to nothing more."""
        self.waves.give_up()
        self._behind.give_up()

    def _listen(self, chop: Chop, is_outdated: Outdated) -> None:
        for part in ("tempo", "heard"):
            getattr(chop, part)
            if is_outdated():
                return
        self._known.add(chop)
