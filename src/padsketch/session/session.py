"""The open project: its kit, what plays, and the files that it comes from and goes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch import storage
from padsketch.demo import demo_project
from padsketch.engine.played import Played
from padsketch.engine.player import SONG_LOOPS, Player
from padsketch.engine.snapshot import Snapshot
from padsketch.errors import RingFull, UsageError
from padsketch.model import PATTERN_NAMES, Kit, Project, edits
from padsketch.session.arranging import Arranging
from padsketch.session.editing import Editing
from padsketch.session.hands import Playhead
from padsketch.session.performing import Performing
from padsketch.session.recording import Recorder
from padsketch.session.safety.keeping import sum_of
from padsketch.session.safety.safety import Safety
from padsketch.session.shelf import LoadedKit, Progress, installed_kits
from padsketch.session.sounds.sampling import Sampling
from padsketch.session.surveying import Surveying
from padsketch.session.takes import Takes
from padsketch.session.taps import Taps

if TYPE_CHECKING:
    from padsketch.analysis.course import Course
    from padsketch.export.job import RenderReport
    from padsketch.export.pack.delivery import PackOptions
    from padsketch.session.exporting import Form
    from padsketch.session.sounds.browsing import Browsing
    from padsketch.session.sounds.looking import Looking

DEFAULT_RATE = 48_000


class Session(Editing):
    """One open project.

    Edits and transport belong to one thread (the screen's); `trigger`, `hold`, `release` and
    `panic` may be called from any; `load_kit` from a worker. `tick` tells every one of `listeners`
    what was played by hand.
    """

    def __init__(
        self, project: Project, folder: Path | None = None, rate: int = DEFAULT_RATE
    ) -> None:
        super().__init__(project, folder, Player(rate, live=True))
        self.player.set_master(True)
        self.reading = self.sounding.reading
        self.song_mode = False
        self.listeners: list[Callable[[Played], None]] = []
        self._taps = Taps()
        self.performing = Performing(self)
        self.surveying = Surveying()
        self.arranging = Arranging(self)
        self.recorder = Recorder(self)
        self.sampling = Sampling(self)
        self.safety = Safety(self, self._home)

    @classmethod
    def open(cls, path: Path | None, rate: int = DEFAULT_RATE) -> Session:
        """Open a project's folder or file, with its takes; the demo sketch without a path.

        Raises InvalidFile with every fault of the file.
        """
        sha256 = None
        if path is None:
            session = cls(demo_project(), None, rate)
        else:
            folder = storage.project_folder(path)
            # What is written from here on is a change of something else's.
            sha256 = sum_of(folder)
            session = cls(storage.load_project(path), folder, rate)
            session.takes = Takes.open(folder)
        session.safety.opened(sha256)
        return session

    @property
    def loaded(self) -> LoadedKit | None:
        """The kit that plays with its sounds, None until it is opened."""
        return self.sounding.loaded

    @property
    def kit(self) -> Kit | None:
        """The kit that plays, None until it is loaded."""
        return self.loaded.kit if self.loaded else None

    @property
    def played_kit(self) -> Kit | None:
        """The kit with what the project changes about its pads, None until it is loaded."""
        return self.sounding.played_kit

    def load_kit(self, name: str | None = None, progress: Progress | None = None) -> LoadedKit:
        """Open a kit (default: the project's) and read its samples.

        The project's own is played at once: its samples are heard as they come, those that the
        seen pattern plays first. The project's `kit` is not changed: that is an edit. Raises
        InvalidFile; SampleError when some cannot be read, and the others are there.
        """
        loaded = self.sounding.open(name or self.project.kit)
        self.sounding.publish()
        self.sounding.fill(loaded, self.pattern, progress)
        return loaded

    def installed_kits(self) -> list[tuple[str, Kit | None]]:
        """The names of the installed kits and what they hold; None for one that is damaged."""
        return installed_kits()

    def change_kit(self, name: str, progress: Progress | None = None) -> bool:
        """Make another kit the project's, as one edit, and read its samples.

        Raises InvalidFile, and the kit stays; SampleError when some samples cannot be read.
        """
        loaded = self.sounding.open(name)
        is_changed = self.edit(f"kit {name}", edits.set_kit, name)
        self.sounding.fill(loaded, self.pattern, progress)
        return is_changed

    def tick(self) -> Snapshot:
        """Once a screen frame: let go of what the engine returned, send what it had no room for."""
        for played in self.player.played():
            for listen in self.listeners:
                listen(played)
        self.performing.tick()
        self.sounding.tick()
        snapshot = self.player.snapshot()
        self.arranging.tick(snapshot)
        if "browsing" in self.__dict__:
            self.browsing.tick()
        if snapshot.playing and snapshot.pattern >= 0:
            self.pattern = PATTERN_NAMES[snapshot.pattern]
        self.recorder.tick(self.playhead(snapshot), snapshot)
        self.sampling.tick(snapshot)
        self.safety.tick()
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

    def go_to_pattern(self, name: str) -> None:
        """Show a pattern; while playing it is queued, and seen when it is heard."""
        if self.player.snapshot().playing:
            self.performing.queue(PATTERN_NAMES.index(name))
        else:
            self.pattern = name

    def heard_steps(self, playhead: Playhead, pads: Sequence[str]) -> tuple[int, ...]:
        """The step of every pad's lane, from 0, under a playhead; a swung step begins late."""
        return self.sounding.heard_steps(playhead, pads)

    def tap(self, seconds: float) -> float | None:
        """Take a tap at a time in seconds; the tempo of the last taps once there are two."""
        return self._taps.tap(seconds)

    def save(self, folder: Path | None = None, over: bool = False) -> Path:
        """Write the project, to a new folder where one is given; returns the folder.

        over: also over what something else wrote meanwhile, which becomes a version. What a preview
        only shows is not written. Raises UsageError when the sketch has no folder yet, ReadOnly,
        InUse, ChangedOnDisk, or PadsketchError for a disk that refuses: the edits stay.
        """
        return self.safety.save(folder, over)

    @property
    def folder(self) -> Path | None:
        """The project's folder, None until it is saved to one."""
        return self._home.folder

    @property
    def own_folder(self) -> Path | None:
        """The folder of the project's own samples, None while it has none."""
        return self._home.of_samples

    def home(self) -> Path:
        """The folder of the project's own samples; a sketch without a name gets one for them.

        Raises PadsketchError for a disk that refuses.
        """
        return self._home.made()

    def export(
        self,
        path: Path,
        pattern: str | None,
        form: Form = "file",
        force: bool = False,
        progress: Callable[[int, int | None], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        contents: PackOptions | None = None,
    ) -> RenderReport:
        """Render a pattern, or the song for None, in some form; from a worker's thread.

        A file's suffix says its format; contents: of a pack. Raises UsageError, OutputExists, or
        Interrupted once `cancelled` says so; the music plays on.
        """
        # Loaded here: the first picture need not wait for what writes files.
        from padsketch.export.pack.delivery import PackOptions
        from padsketch.session.exporting import Export

        if self.loaded is None:
            raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
        if self.folder is not None and path.parent == self.folder / "exports":
            path.parent.mkdir(exist_ok=True)
        export = Export(self.project, self.loaded, self.own_folder, pattern)
        return export.write(path, form, contents or PackOptions(), force, progress, cancelled)

    def close(self) -> None:
        """Stop the sound and let go of the device."""
        with suppress(RingFull):
            self.player.panic()
        self.sampling.give_up()
        self.safety.close()
        self.output.stop()
        self.sounding.give_up()
        self.surveying.give_up()
        if "browsing" in self.__dict__:
            self.browsing.close()
        if "looking" in self.__dict__:
            self.looking.give_up()
