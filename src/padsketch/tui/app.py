"""The application: it opens the sketch, loads its kit and starts the sound."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, TextIO, TypeVar

import platformdirs
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from padsketch.errors import PadsketchError
from padsketch.session import Session
from padsketch.storage.recording import RECORDING_FILE
from padsketch.tui import dialogs
from padsketch.tui.commands import BY_ID
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.glyphs import Glyphs, glyphs_for
from padsketch.tui.files import recovering
from padsketch.tui.keyboard.driver import PadDriver
from padsketch.tui.keyboard.keys import Keymap, face, read_changes, read_layout
from padsketch.tui.keyboard.layouts import LAYOUTS
from padsketch.tui.manual import help_sections
from padsketch.tui.pace import FULL, Pace, pace_for
from padsketch.tui.palette import SketchCommands
from padsketch.tui.screens.help import Help
from padsketch.tui.screens.sketch import SketchScreen
from padsketch.tui.theme import THEME
from padsketch.tui.tour import Tour, first_time
from padsketch.tui.transport import playing

KEYS_FILE = "keys.toml"
SWITCH_SECONDS = 0.001
"""How long a repaint may keep the thread that plays the pads waiting."""

T = TypeVar("T")


class SketchApp(App[None], inherit_bindings=False):
    """One sketch on one terminal; it is the `Stage` of its desk."""

    CSS_PATH = "app.tcss"
    TITLE = "padsketch"
    BINDINGS: ClassVar[list[BindingType]] = []
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        session: Session,
        glyphs: Glyphs,
        keymap: Keymap | None = None,
        terminal: TextIO | None = None,
        pace: Pace = FULL,
        offers_tour: bool = False,
    ) -> None:
        super().__init__(driver_class=PadDriver)
        self.terminal = terminal
        self.session = session
        self.keymap = keymap or Keymap()
        self._offers_tour = offers_tour
        self.desk = Desk(session, self, glyphs, pace)
        self.register_theme(THEME)
        self.theme = THEME.name

    def get_default_screen(self) -> Screen[None]:
        """The sketch."""
        return SketchScreen(self.desk, self.keymap)

    def on_mount(self) -> None:
        """Sound at once, the kit in the background."""
        self.set_class(self.desk.glyphs.is_ascii, "-ascii")
        if self.keymap.complaints:
            self.desk.say(f"{KEYS_FILE}: {'; '.join(self.keymap.complaints)}")
        if why_not := self.session.safety.files.why_not:
            self.desk.offer(f"{why_not}; , S saves elsewhere")
        self.session.output.start()
        self._load(self.session.project.kit, self._opened)
        recovering.offer(self.desk)

    def on_unmount(self) -> None:
        """Silence, and the device is free."""
        self.session.close()

    def show(self, dialog: Screen[Any], then: Callable[[Any], object] | None = None) -> None:
        """Open a dialog; `then` gets its answer, unless it is None."""

        def answered(answer: Any) -> None:
            if answer is not None and then is not None:
                self.desk.attempt(lambda: then(answer))

        self.push_screen(dialog, answered)

    def load_kit(self, name: str) -> None:
        """Read a kit in the background and make it the project's."""
        self._load(name, lambda: self.desk.attempt(lambda: dialogs.take_kit(self.desk, name)))

    def behind(self, words: str, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do something in the background while the words are shown; `then` gets what came of it."""
        self._loading(words)

        def run() -> None:
            try:
                done = work()
            except PadsketchError as error:
                self.call_from_thread(self.desk.refuse, error)
            else:
                self.call_from_thread(self.desk.attempt, lambda: then(done))
            self.call_from_thread(self._loading, "")

        self.run_worker(run, thread=True, group="work")

    def help(self) -> None:
        """Show all keys."""
        self.show(Help(help_sections(self.keymap, self.desk.glyphs.is_ascii)))

    def tour(self) -> None:
        """Show the user around, from the first lesson."""
        if self.desk.tour is None:
            self.desk.tour = Tour(self.desk, self.keymap)

    def palette(self) -> None:
        """Open the palette of all commands."""
        self.push_screen(CommandPalette(providers=[SketchCommands]))

    def themes(self) -> None:
        """Choose the colours of the screen."""
        self.search_themes()

    def leave(self) -> None:
        """Close the sketch."""
        self.exit()

    def _load(self, name: str, then: Callable[[], None]) -> None:
        self._loading(f"loading {name}")

        def work() -> None:
            try:
                self.session.load_kit(name, progress)
            except PadsketchError as error:
                self.call_from_thread(self._refuse_kit, error)
            else:
                self.call_from_thread(then)
            self.call_from_thread(self._loading, "")

        def progress(done: int, total: int) -> None:
            self.call_from_thread(self._loading, f"loading {name}  {done} of {total} samples")

        self.run_worker(work, thread=True, group="kits", exclusive=True)

    def _refuse_kit(self, error: PadsketchError) -> None:
        """Say why a kit cannot be played; where there is none at all, another may be chosen."""
        self.desk.refuse(error)
        if self.session.loaded is None:
            dialogs.choose_kit(self.desk)

    def _loading(self, text: str) -> None:
        self.desk.loading = text

    def _opened(self) -> None:
        """The kit is there. Whoever opens no project of theirs hears the demo at once."""
        # Nothing of what is alive now is garbage soon: the collector need not look at it again.
        gc.collect()
        gc.freeze()
        is_asked = self.session.safety.recovering.offered is not None
        if self.session.folder is None and self.session.project.song and not is_asked:
            playing.play_song(self.desk)
            self._welcome()

    def _welcome(self) -> None:
        keymap = self.keymap
        pads = f"{' '.join(keymap.layout.caps[:4])} to {' '.join(keymap.layout.caps[12:])}"
        if self._offers_tour:
            key = face(keymap.keys_of(BY_ID["tour"])[0])
            self.desk.offer(f"New here? {key} shows you around in a minute. Any key goes on.")
        else:
            self.desk.say(f"space stops; the keys {pads} are the pads; ? shows all keys")


def run_app(
    path: Path | None,
    device: str | None = None,
    silent: bool = False,
    ascii_only: bool = False,
    low_bandwidth: bool | None = None,
    layout: str | None = None,
) -> int:
    """Open the sketchpad with a project, or with the demo; returns the exit code.

    Raises InvalidFile for a project that cannot be opened, PadsketchError after a fault.
    """
    # Before anything imports sounddevice: what it prints would land on the screen.
    from padsketch.outputs.quiet import redirect_stderr, restore_stderr

    session = Session.open(path)
    session.output.use("silent" if silent else device)
    session.recorder.use(platformdirs.user_config_path("padsketch") / RECORDING_FILE)
    keymap = _keymap(platformdirs.user_config_path("padsketch") / KEYS_FILE, layout)
    log = platformdirs.user_log_path("padsketch") / "padsketch.log"
    terminal = redirect_stderr(log)
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        glyphs, pace = glyphs_for(ascii_only, os.environ), pace_for(low_bandwidth, os.environ)
        offers_tour = path is None and first_time(platformdirs.user_state_path("padsketch"))
        app = SketchApp(session, glyphs, keymap, terminal, pace, offers_tour)
        app.run()
    finally:
        restore_stderr(terminal)
    if app.return_code:
        raise PadsketchError("The screen was stopped by a fault", f"{log} says what happened.")
    return 0


def _keymap(path: Path, layout: str | None) -> Keymap:
    """The user's keys on the layout that was asked for, else on the file's."""
    changes, complaints = read_changes(path)
    known, others = (LAYOUTS[layout], []) if layout else read_layout(path)
    keymap = Keymap(changes, known)
    keymap.complaints[:0] = complaints + others
    return keymap
