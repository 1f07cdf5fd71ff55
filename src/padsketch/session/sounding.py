"""The project as it is heard: its kit and its own sounds, published to the player."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from padsketch.engine.player import Player
from padsketch.errors import RingFull
from padsketch.model import Kit, Project, dressed
from padsketch.model.history import History
from padsketch.model.pad_settings import sounds_of
from padsketch.score import Compiler
from padsketch.session.audition import Audition
from padsketch.session.hands import Playhead
from padsketch.session.heard import Lights
from padsketch.session.home import Home
from padsketch.session.need import sounds_by_need
from padsketch.session.preparing import Preparation
from padsketch.session.reading import Reading
from padsketch.session.shelf import KitShelf, LoadedKit, Progress


class Sounding:
    """Lets a player play what a history holds now, with the kit that is `loaded`.

    Kits are opened and filled in any thread; what is read for an edit comes in by `reading`.
    """

    def __init__(self, player: Player, history: History, home: Home) -> None:
        self.loaded: LoadedKit | None = None
        self._player = player
        self._history = history
        self._home = home
        self._shelf = KitShelf(player.rate)
        self._compiler = Compiler()
        self._preparation = Preparation(player.rate)
        self.reading = Reading(self._shelf, self.publish)
        self._audition = Audition()
        self._lights = Lights()
        self._dressed: tuple[Kit | None, object, Kit | None] = (None, None, None)
        self._publishing = threading.RLock()
        self._stale = False

    @property
    def played_kit(self) -> Kit | None:
        """The kit with what the project changes about its pads, None until it is loaded."""
        loaded, pads = self.loaded, self._history.current.pads
        kit = loaded.kit if loaded else None
        if self._dressed[0] is not kit or self._dressed[1] is not pads:
            self._dressed = (kit, pads, dressed(kit, pads) if kit else None)
        return self._dressed[2]

    @property
    def is_auditioning(self) -> bool:
        """Whether something else is heard than what is seen."""
        return self._audition.is_of(self._history.current)

    def audition(self, project: Project | None) -> None:
        """Let another project be heard until the next edit, or the project as it is (None)."""
        with self._publishing:
            if project is None:
                self._audition.end()
            else:
                self._audition.begin(self._history.current, project)
            self.publish()

    def open(self, name: str) -> LoadedKit:
        """A kit by its name, to be filled; raises InvalidFile."""
        return self._shelf.open(name, self._home.folder)

    def welcome(self, name: str) -> None:
        """Have a kit there whose samples are read once it is played; raises InvalidFile."""
        if self._shelf.get(name) is None:
            self.open(name).is_filled = True

    def fill(self, loaded: LoadedKit, first: str, progress: Progress | None) -> None:
        """Read the samples of a kit, those of the first pattern before the others.

        Raises SampleError when some cannot be read, and the others are there.
        """
        project = self._history.current
        patterns = (project.pattern(first), *project.patterns.values())
        sounds = sounds_by_need(loaded.kit, dressed(loaded.kit, project.pads), patterns)
        loaded.refused.clear()
        try:
            self._shelf.fill(loaded, sounds, self._home.of_samples, progress)
        finally:
            loaded.is_filled = True
            # What came late is pitched ahead as well now.
            self.publish()

    def read_again(self) -> None:
        """Read the samples that could not be read before: they may be there now."""
        if self.loaded is not None:
            self.loaded.refused.clear()
        self.publish()

    def heard_steps(self, playhead: Playhead, pads: Sequence[str]) -> tuple[int, ...]:
        """The step of every pad's lane, from 0, under a playhead; a swung step begins late."""
        pattern = self._history.current.pattern(playhead.pattern)
        return self._lights.steps(playhead.pattern, pattern, pads, playhead.position)

    def publish(self) -> None:
        """Let the engine play the project as it is; later, when its ring is full."""
        with self._publishing:
            loaded = self._shelf.get(self._history.current.kit) or self.loaded
            if loaded is None:
                return
            self.loaded = loaded
            try:
                self._publish(loaded, self._audition.heard(self._history.current))
                self._stale = False
            except RingFull:
                self._stale = True

    def _publish(self, loaded: LoadedKit, project: Project) -> None:
        score = self._compiler.compile(project, loaded.kit)
        bank = loaded.bank_of(score.sounds)
        self._player.publish(score, bank)
        played = dressed(loaded.kit, project.pads)
        self._lights.follow(score, played)
        self._preparation.ask(score, bank)
        sounds = tuple(sounds_of(loaded.kit, played).values())
        self.reading.ask(loaded, sounds, self._home.of_samples)

    def tick(self) -> None:
        """Publish what the engine had no room for."""
        if self._stale:
            self.publish()

    def give_up(self) -> None:
        """Read and prepare nothing more."""
        self.reading.give_up()
        self._preparation.give_up()
