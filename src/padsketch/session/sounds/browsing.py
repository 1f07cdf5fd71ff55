"""Looking for sounds, and listening on the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.engine.snapshot import Snapshot
from padsketch.session.sounds.catalogue import Catalogue
from padsketch.session.sounds.facts import SoundFacts
from padsketch.session.sounds.library import SoundLibrary
from padsketch.session.sounds.listings import Listing
from padsketch.session.sounds.prelistening import Hearing, Prelistening

if TYPE_CHECKING:
    from padsketch.session.session import Session

LEVELS_DB = (-24.0, 6.0)
"""How far listening may be softer or louder than the common level."""


class Browsing(Catalogue):
    """A list of sounds; moving its cursor lets the sound under it be heard.

    It belongs to the thread of the screen. factors are what the guess of a sound's tempo is
    multiplied by, since the user knows better.
    """

    def __init__(self, session: Session, library: SoundLibrary | None = None) -> None:
        super().__init__(lambda: session.own_folder, library)
        self._session = session
        self.prelistening = Prelistening(session.player)
        self.hearing = Hearing()
        self.factors: dict[Path, float] = {}

    @property
    def facts(self) -> SoundFacts | None:
        """What is known by now of the sound under the cursor; None for a folder."""
        here = self.here
        return None if here is None or here.is_folder else self.prelistening.facts(here.path)

    def begin(self) -> None:
        """List what was listed last, and find out about the sound under the cursor."""
        super().begin()
        self.look()

    def show(self, listing: Listing) -> None:
        """List something else; nothing is heard until the cursor moves."""
        self.prelistening.silence()
        super().show(listing)
        self.look()

    def go(self, at: int) -> None:
        """Put the cursor on a line, and hear the sound there."""
        self.at = max(0, min(at, len(self.listing.entries) - 1))
        if self.here is None or self.here.is_folder:
            self.prelistening.silence()
        else:
            self.hear()

    def hear(self) -> None:
        """Hear the sound under the cursor from its beginning."""
        path = self.sound
        self.prelistening.hear(path, self.hearing, self._bpm(), self.factors.get(path, 1.0))

    def look(self) -> None:
        """Find out about the sound under the cursor without hearing it."""
        if self.here is not None and not self.here.is_folder:
            self.prelistening.look(self.here.path)

    def listen_otherwise(self, hearing: Hearing) -> None:
        """Hear sounds in another way; the one that is heard begins anew."""
        low, high = LEVELS_DB
        self.hearing = hearing._replace(level_db=min(max(hearing.level_db, low), high))
        if self.prelistening.heard is not None:
            self.hear()

    def correct_tempo(self, factor: float) -> None:
        """The tempo of the sound under the cursor is a multiple of what was guessed."""
        path = self.sound
        self.factors[path] = self.factors.get(path, 1.0) * factor
        if self.prelistening.heard == path:
            self.hear()

    def share_heard(self, snapshot: Snapshot) -> float:
        """How much of the sound has left the speaker, from 0 to 1; -1 while it is silent."""
        late = round(self._session.output.status.latency * self._session.player.rate)
        at = snapshot.listened - late
        return at / self.prelistening.length if at >= 0 else -1.0

    def close(self) -> None:
        """Hear and read nothing more."""
        self.prelistening.give_up()
        self.library.close()

    def _bpm(self) -> float:
        """The tempo of the music now."""
        snapshot = self._session.player.snapshot()
        is_known = snapshot.playing and snapshot.millibpm > 0
        return snapshot.millibpm / 1000 if is_known else self._session.project.bpm
