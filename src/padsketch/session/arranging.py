"""The song while it plays: staying in a section, going on, and writing down what is played."""

from __future__ import annotations

from typing import TYPE_CHECKING

from padsketch.engine.player import AT_END
from padsketch.engine.snapshot import Snapshot
from padsketch.errors import UsageError
from padsketch.model import PATTERN_NAMES, Project, edits
from padsketch.session.capture import Capture, Glance, Scene, captured

if TYPE_CHECKING:
    from padsketch.session.session import Session

TAKEN_BACK = -1
"""In the place of a queued pattern: nothing comes any more."""


class Arranging:
    """What a hand asks of the song that plays."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._capture: Capture | None = None

    @property
    def is_staying(self) -> bool:
        """Whether a section plays over and over, or will."""
        snapshot = self._session.player.snapshot()
        return snapshot.playing and (snapshot.scene or snapshot.queued_section >= 0)

    def stay(self, section: int) -> int:
        """Play the section that is heard over and over, else the given one; returns which."""
        heard = self._session.player.snapshot()
        is_there = 0 <= heard.section < len(self._session.project.song)
        at = heard.section if heard.playing and is_there else section
        self._session.player.queue_section(at, AT_END)
        return at

    def go_on(self) -> int:
        """Let the song go on behind the section that plays over and over; returns with which.

        A section that was only to play over and over is not waited for any longer. Raises
        UsageError while the song is empty.
        """
        session, heard = self._session, self._session.player.snapshot()
        if not session.project.song:
            raise UsageError("The song is empty", "There is nothing to go on with.")
        following = (heard.section + 1) % len(session.project.song)
        session.song_mode = True
        if heard.section >= 0 and not heard.scene:
            session.player.queue(TAKEN_BACK)
            return following
        at = following if heard.scene else max(heard.queued_section, 0)
        session.player.queue_section(at, AT_END, goes_on=True)
        return at

    @property
    def is_capturing(self) -> bool:
        """Whether what is played will be sections of the song."""
        return self._capture is not None

    def capture(self) -> None:
        """Write down from here on what is played."""
        self._capture = Capture(self._session.player.rate)

    def end_capture(self) -> int:
        """Let the song go on with what was played, as one edit; returns how many sections."""
        session, capture = self._session, self._capture
        if capture is None:
            return 0
        capture.look(self._glance(session.player.snapshot()))
        self._capture = None
        sections = captured(session.project, capture.spans)
        session.edit("capture", edits.append_sections, sections)
        return len(sections)

    def tick(self, snapshot: Snapshot) -> None:
        """Once a screen frame: look at what plays, while it is captured."""
        if self._capture is not None:
            self._capture.look(self._glance(snapshot))

    def _glance(self, snapshot: Snapshot) -> Glance | None:
        if not snapshot.playing or snapshot.pattern < 0 or snapshot.position < 0:
            return None
        scene = self._scene(PATTERN_NAMES[snapshot.pattern], snapshot.section)
        return Glance(scene, snapshot.position, snapshot.frame, snapshot.millibpm)

    def _scene(self, pattern: str, section: int) -> Scene:
        project = self._session.project
        own = project.song[section] if 0 <= section < len(project.song) else None
        lanes = project.pattern(pattern).lanes.items()
        played = [pad for pad, lane in lanes if any(step.plays for step in lane.steps)]
        muted = {*silenced(project), *(own.mute if own else ())}
        mute = tuple(pad for pad in played if pad in muted)
        is_fill = self._session.performing.is_filling or (own is not None and own.fill)
        return Scene(pattern, section, mute, is_fill)


def silenced(project: Project) -> set[str]:
    """The pads of all patterns that a mute or another one's solo silences."""
    pads = {pad for pattern in project.patterns.values() for pad in pattern.lanes}
    soloed = {pad for pad, channel in project.mixer.items() if channel.solo}
    return {pad for pad in pads if project.channel(pad).mute or (soloed and pad not in soloed)}
