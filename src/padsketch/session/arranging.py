"""The song while it plays: staying in a section, and going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from padsketch.engine.player import AT_END

if TYPE_CHECKING:
    from padsketch.session.session import Session


class Arranging:
    """What a hand asks of the song that plays."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def is_staying(self) -> bool:
        """Whether a section plays over and over, or will."""
        snapshot = self._session.player.snapshot()
        return snapshot.playing and (snapshot.scene or snapshot.queued_section >= 0)

    def stay(self, section: int) -> int:
        """Play the section that is heard over and over, else the given one; returns which."""
        heard = self._session.player.snapshot()
        at = heard.section if heard.playing and heard.section >= 0 else section
        self._session.player.queue_section(at, AT_END)
        return at

    def go_on(self) -> int:
        """Let the song go on behind the section that plays over and over; returns with which."""
        heard, count = self._session.player.snapshot(), len(self._session.project.song)
        at = (heard.section + 1) % count if heard.section >= 0 else 0
        self._session.song_mode = True
        self._session.player.queue_section(at, AT_END, goes_on=True)
        return at
