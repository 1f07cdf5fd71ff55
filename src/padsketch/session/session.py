"""The open project: edits and their undo, the kit, the player, and where its sound goes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch import storage
from padsketch.demo import demo_project
from padsketch.engine.played import Played
from padsketch.engine.player import SONG_LOOPS, Player
from padsketch.engine.snapshot import Snapshot
from padsketch.errors import RingFull, UsageError
from padsketch.model import PATTERN_NAMES, Kit, Pattern, Project, dressed, edits
from padsketch.model.history import History
from padsketch.model.pad_settings import sounds_of
from padsketch.score import Compiler
from padsketch.session.arranging import Arranging
from padsketch.session.audition import Audition
from padsketch.session.hands import Hands, Playhead
from padsketch.session.heard import Lights
from padsketch.session.need import sounds_by_need
from padsketch.session.performing import Performing
from padsketch.session.preparing import Preparation
from padsketch.session.preview import Preview
from padsketch.session.reading import Reading
from padsketch.session.recording import Recorder
from padsketch.session.shelf import KitShelf, LoadedKit, Progress, installed_kits
from padsketch.session.sounds.sampling import Sampling
from padsketch.session.surveying import Surveying
from padsketch.session.takes import Takes
from padsketch.session.taps import Taps
from padsketch.storage.sources import nameless_home, take_along

if TYPE_CHECKING:
    from padsketch.analysis.course import Course
    from padsketch.export.job import RenderReport
    from padsketch.session.sounds.browsing import Browsing
    from padsketch.session.sounds.looking import Looking

Edit = Callable[..., Project]

DEFAULT_RATE = 48_000


class Session(Hands):
    """One open project.

    Edits and transport belong to one thread (the screen's); `trigger`, `hold`, `release` and
    `panic` may be called from any; `load_kit` from a worker. `tick` tells every one of `listeners`
    what was played by hand.
    """

    def __init__(
        self, project: Project, folder: Path | None = None, rate: int = DEFAULT_RATE
    ) -> None:
        super().__init__(Player(rate, live=True))
        self.folder = folder
        self.player.set_master(True)
        self.history = History(project)
        self.preview = Preview(self.history, self._publish)
        self.saved = project
        self.pattern = next((n for n in PATTERN_NAMES if n in project.patterns), "A1")
        self.loaded: LoadedKit | None = None
        self.song_mode = False
        self._shelf = KitShelf(rate)
        self._compiler = Compiler()
        self._preparation = Preparation(rate)
        self.reading = Reading(self._shelf, self._publish)
        self._nameless: Path | None = None
        self._dressed: tuple[Kit | None, object, Kit | None] = (None, None, None)
        self._publishing = threading.RLock()
        self._stale = False
        self.listeners: list[Callable[[Played], None]] = []
        self._taps = Taps()
        self._lights = Lights()
        self._audition = Audition()
        self.takes = Takes()
        self.performing = Performing(self)
        self.surveying = Surveying()
        self.arranging = Arranging(self)
        self.recorder = Recorder(self)
        self.sampling = Sampling(self)

    @classmethod
    def open(cls, path: Path | None, rate: int = DEFAULT_RATE) -> Session:
        """Open a project's folder or file, with its takes; the demo sketch without a path.

        Raises InvalidFile with every fault of the file.
        """
        if path is None:
            return cls(demo_project(), None, rate)
        folder = storage.project_folder(path)
        session = cls(storage.load_project(path), folder, rate)
        session.takes = Takes.open(folder)
        return session

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.history.current

    @property
    def kit(self) -> Kit | None:
        """The kit that plays, None until it is loaded."""
        return self.loaded.kit if self.loaded else None

    @property
    def played_kit(self) -> Kit | None:
        """The kit with what the project changes about its pads, None until it is loaded."""
        kit, pads = self.kit, self.project.pads
        if self._dressed[0] is not kit or self._dressed[1] is not pads:
            self._dressed = (kit, pads, dressed(kit, pads) if kit else None)
        return self._dressed[2]

    @property
    def current_pattern(self) -> Pattern:
        """The pattern that is seen and edited."""
        return self.project.pattern(self.pattern)

    @property
    def is_dirty(self) -> bool:
        """Whether there are edits or takes that no file holds."""
        kept = self.history.kept
        is_edited = kept is not self.saved and kept != self.saved
        return is_edited or self.takes.are_dirty

    @property
    def is_auditioning(self) -> bool:
        """Whether something else is heard than what is seen."""
        return self._audition.is_of(self.project)

    def edit(self, label: str, change: Edit, *args: Any, merge: object = None, **more: Any) -> bool:
        """Apply a pure edit to the project; False when it changed nothing.

        Edits in a row with one `merge` key are undone as one. Raises UsageError for a refusal.
        """
        before = self.project
        self.history.push(label, change(before, *args, **more), merge)
        if self.project is before:
            return False
        self._publish()
        return True

    def edit_pattern(self, label: str, change: Edit, *args: Any, **more: Any) -> bool:
        """Apply a pure edit of the pattern that is seen."""
        return self.edit(label, change, self.pattern, *args, **more)

    def audition(self, project: Project | None) -> None:
        """Let another project be heard until the next edit, or the project as it is (None)."""
        with self._publishing:
            if project is None:
                self._audition.end()
            else:
                self._audition.begin(self.project, project)
            self._publish()

    def end_merge(self) -> None:
        """A stroke or a held key is over: the next edit is undone on its own."""
        self.history.end_merge()

    def undo(self) -> str | None:
        """Take the last edit back; its label, None when there is none."""
        return self._moved(self.history.undo())

    def redo(self) -> str | None:
        """Bring back what was undone; its label, None when there is none."""
        return self._moved(self.history.redo())

    def _moved(self, entry: tuple[str, Project] | None) -> str | None:
        if entry is None:
            return None
        self._publish()
        return entry[0]

    def load_kit(self, name: str | None = None, progress: Progress | None = None) -> LoadedKit:
        """Open a kit (default: the project's) and read its samples.

        The project's own is played at once: its samples are heard as they come, those that the
        seen pattern plays first. The project's `kit` is not changed: that is an edit. Raises
        InvalidFile; SampleError when some cannot be read, and the others are there.
        """
        loaded = self._shelf.open(name or self.project.kit, self.folder)
        self._publish()
        self._fill(loaded, progress)
        return loaded

    def _fill(self, loaded: LoadedKit, progress: Progress | None) -> None:
        patterns = (self.current_pattern, *self.project.patterns.values())
        played = dressed(loaded.kit, self.project.pads)
        sounds = sounds_by_need(loaded.kit, played, patterns)
        loaded.refused.clear()
        try:
            self._shelf.fill(loaded, sounds, self.own_folder, progress)
        finally:
            loaded.is_filled = True
            # What came late is pitched ahead as well now.
            self._publish()

    def installed_kits(self) -> list[tuple[str, Kit | None]]:
        """The names of the installed kits and what they hold; None for one that is damaged."""
        return installed_kits()

    def change_kit(self, name: str, progress: Progress | None = None) -> bool:
        """Make another kit the project's, as one edit, and read its samples.

        Raises InvalidFile, and the kit stays; SampleError when some samples cannot be read.
        """
        loaded = self._shelf.open(name, self.folder)
        is_changed = self.edit(f"kit {name}", edits.set_kit, name)
        self._fill(loaded, progress)
        return is_changed

    def tick(self) -> Snapshot:
        """Once a screen frame: let go of what the engine returned, send what it had no room for."""
        for played in self.player.played():
            for listen in self.listeners:
                listen(played)
        self.performing.tick()
        if self._stale:
            self._publish()
        snapshot = self.player.snapshot()
        self.arranging.tick(snapshot)
        if "browsing" in self.__dict__:
            self.browsing.tick()
        if snapshot.playing and snapshot.pattern >= 0:
            self.pattern = PATTERN_NAMES[snapshot.pattern]
        self.recorder.tick(self.playhead(snapshot), snapshot)
        self.sampling.tick(snapshot)
        return snapshot

    def course(self) -> Course | None:
        """What the song plays, once that is known; see `Surveying.course`."""
        return self.surveying.course(self.project, self.loaded) if self.loaded else None

    @cached_property
    def looking(self) -> Looking:
        """The sounds that are looked at, and how they are cut."""
        from padsketch.session.sounds.looking import Looking

        return Looking(self)

    @cached_property
    def browsing(self) -> Browsing:
        """The sounds that one may look for."""
        # Loaded when somebody looks: reading and judging sounds takes a lot of libraries.
        from padsketch.session.sounds.browsing import Browsing

        return Browsing(self)

    def play_pattern(self, position: int = 0, count_in: int = 0) -> None:
        """Loop the pattern that is seen, after bars of clicks."""
        self.song_mode = False
        self.player.play_pattern(PATTERN_NAMES.index(self.pattern), position, count_in)

    def play_song(self, section: int = 0) -> None:
        """Play the song from a section on, over and over."""
        if not self.project.song:
            raise UsageError("This sketch has no song yet", "F5, then n n adds this pattern.")
        self.song_mode = True
        self.player.play_song(section, SONG_LOOPS)

    def restart(self) -> None:
        """Play from bar 1: the song in song mode, else the pattern."""
        if self.song_mode:
            self.play_song()
        else:
            self.play_pattern(count_in=self.recorder.count_in)

    def stop(self) -> None:
        """Stop; what rings rings out."""
        self.player.stop()

    def panic(self) -> None:
        """Silence everything."""
        self.player.panic()

    def go_to_pattern(self, name: str) -> None:
        """Show a pattern; while playing it is queued, and seen when it is heard."""
        if self.player.snapshot().playing:
            self.performing.queue(PATTERN_NAMES.index(name))
        else:
            self.pattern = name

    def heard_steps(self, playhead: Playhead, pads: Sequence[str]) -> tuple[int, ...]:
        """The step of every pad's lane, from 0, under a playhead; a swung step begins late."""
        pattern = self.project.pattern(playhead.pattern)
        return self._lights.steps(playhead.pattern, pattern, pads, playhead.position)

    def tap(self, seconds: float) -> float | None:
        """Take a tap at a time in seconds; the tempo of the last taps once there are two."""
        return self._taps.tap(seconds)

    def save(self, folder: Path | None = None) -> Path:
        """Write the project, to a new folder where one is given; returns the folder.

        What a preview only shows is not written. Raises UsageError when the sketch has no folder
        yet, ReadOnly, or PadsketchError for a disk that refuses: the edits stay as they are.
        """
        target = folder or self.folder
        if target is None:
            raise UsageError("This sketch has no folder yet", "Save it under a name.")
        if target != self.folder:
            storage.check_vacant(target)
        if self.own_folder not in (None, target):
            take_along(self.own_folder, target)
        kept = self.history.kept
        storage.save_project(target, kept)
        self.folder, self.saved = target, kept
        self.takes.save(target)
        return target

    @property
    def own_folder(self) -> Path | None:
        """The folder of the project's own samples, None while it has none."""
        return self.folder or self._nameless

    def home(self) -> Path:
        """The folder of the project's own samples; a sketch without a name gets one for them.

        Raises PadsketchError for a disk that refuses.
        """
        if self.own_folder is None:
            self._nameless = nameless_home()
        return self.own_folder or nameless_home()

    def export(
        self,
        path: Path,
        pattern: str | None,
        stems: bool = False,
        force: bool = False,
        progress: Callable[[int, int | None], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> RenderReport:
        """Render a pattern, or the song for None, to a file or a folder of stems; from a worker.

        A file's suffix says its format. Raises UsageError, OutputExists, or Interrupted once
        `cancelled` says so; the music plays on.
        """
        # Loaded here: the first picture need not wait for what writes files.
        from padsketch.session.exporting import Export

        if self.loaded is None:
            raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
        if self.folder is not None and path.parent == self.folder / "exports":
            path.parent.mkdir(exist_ok=True)
        export = Export(self.project, self.loaded, self.own_folder, pattern)
        return export.write(path, stems, force, progress, cancelled)

    def close(self) -> None:
        """Stop the sound and let go of the device."""
        with suppress(RingFull):
            self.player.panic()
        self.sampling.give_up()
        self.output.stop()
        self.reading.give_up()
        self._preparation.give_up()
        self.surveying.give_up()
        if "browsing" in self.__dict__:
            self.browsing.close()
        if "looking" in self.__dict__:
            self.looking.give_up()

    def _publish(self) -> None:
        """Let the engine play the project as it is; later, when its ring is full."""
        with self._publishing:
            loaded = self._shelf.get(self.project.kit) or self.loaded
            if loaded is None:
                return
            self.loaded = loaded
            try:
                project = self._audition.heard(self.project)
                score = self._compiler.compile(project, loaded.kit)
                bank = loaded.bank_of(score.sounds)
                self.player.publish(score, bank)
                played = dressed(loaded.kit, project.pads)
                self._lights.follow(score, played)
                self._preparation.ask(score, bank)
                sounds = tuple(sounds_of(loaded.kit, played).values())
                self.reading.ask(loaded, sounds, self.own_folder)
                self._stale = False
            except RingFull:
                self._stale = True
