"""Writing a loop or the song as a file, stems or a pack, in the background."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Button, Input, RadioSet, Static

from padsketch.display import counted, safe
from padsketch.errors import Interrupted, OutputExists, PadsketchError, UsageError
from padsketch.export.job import RenderReport
from padsketch.tui.desk import Desk
from padsketch.tui.screens.choice import Choice
from padsketch.tui.screens.confirm import Answer, Confirm
from padsketch.tui.screens.dialog import Dialog
from padsketch.tui.screens.line import Line
from padsketch.tui.screens.progress import Progress
from padsketch.tui.screens.tick import Tick
from padsketch.units import seconds_to_clock

if TYPE_CHECKING:
    from padsketch.export.pack.delivery import PackOptions
    from padsketch.session.exporting import Form

PROGRESS_STEPS = 200
"""How often, at most, the bar moves."""
FORMS: dict[Form, str] = {"file": "one file", "stems": "stems", "pack": "pack for workstations"}
VARIANTS = ("dry", "wet", "mono")
"""What else a pack may hold, by the names of its options."""


class Wish(NamedTuple):
    """What is to be written; contents: of a pack."""

    path: Path
    pattern: str | None
    form: Form
    contents: PackOptions


class ExportDialog(Dialog[str]):
    """Answers with what was written; Escape or Cancel stops the work and leaves nothing."""

    HINT = "tab and arrows move, enter presses, esc closes; the music plays on"

    def __init__(self, desk: Desk) -> None:
        super().__init__("Export")
        self._desk = desk
        self._stopped = threading.Event()
        self._is_writing = False
        self._shown = -1
        self._suggested = ""

    def body(self) -> Iterable[Widget]:
        """What, as what, with what besides, where to, and how far it is."""
        # Loaded here: the first picture need not wait for what writes files.
        from padsketch.export.pack.targets import TARGETS

        has_song = bool(self._desk.session.project.song)
        with Horizontal(classes="choices"):
            with RadioSet(id="what", compact=True):
                yield Choice(f"pattern {self._desk.session.pattern}", value=not has_song)
                yield Choice("song", value=has_song, disabled=not has_song)
            with RadioSet(id="kind", compact=True):
                for form, words in FORMS.items():
                    yield Choice(words, value=form == "file")
        with Vertical(id="contents"):
            for words, names in (("also", VARIANTS), ("for", TARGETS)):
                with Horizontal(classes="ticks"):
                    yield Static(words)
                    yield from (Tick(name, id=name, compact=True) for name in names)
        self._suggested = self._suggestion(has_song, "file")
        yield Line(self._suggested, id="path", compact=True)
        yield Progress(PROGRESS_STEPS, self._desk.glyphs.is_ascii)
        yield Static(id="note")
        with Horizontal(classes="buttons"):
            yield Button("Export", id="go", variant="primary", compact=True)
            yield Button("Cancel", id="cancel", compact=True)

    @property
    def _is_song(self) -> bool:
        return self.query_one("#what", RadioSet).pressed_index == 1

    @property
    def _form(self) -> Form:
        return list(FORMS)[self.query_one("#kind", RadioSet).pressed_index]

    @property
    def _wish(self) -> Wish:
        from padsketch.export.pack.delivery import PackOptions

        path = Path(self.query_one("#path", Input).value.strip()).expanduser()
        pattern = None if self._is_song else self._desk.session.pattern
        ticked = [str(tick.id) for tick in self.query(Tick) if tick.value]
        dry, wet, mono = (name in ticked for name in VARIANTS)
        targets = tuple(name for name in ticked if name not in VARIANTS)
        return Wish(path, pattern, self._form, PackOptions(dry, wet, mono, targets))

    def _suggestion(self, is_song: bool, form: Form) -> str:
        session = self._desk.session
        folder = session.folder / "exports" if session.folder else Path.cwd()
        words = "".join(c if c.isalnum() else "-" for c in session.project.title.lower())
        name = f"{words.strip('-') or 'sketch'}-{'song' if is_song else session.pattern}"
        return str(folder / (f"{name}.wav" if form == "file" else f"{name}-{form}"))

    def on_mount(self) -> None:
        """One file has no contents to choose."""
        self._show_contents()

    def on_radio_set_changed(self) -> None:
        """Another name for something else; one that was typed stays."""
        self._show_contents()
        path = self.query_one("#path", Input)
        if path.value == self._suggested:
            path.value = self._suggested = self._suggestion(self._is_song, self._form)

    def _show_contents(self) -> None:
        self.query_one("#contents").display = self._form == "pack"

    def on_input_submitted(self) -> None:
        """Enter in the path begins."""
        self._begin()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Begin, or stop and close."""
        if event.button.id == "go":
            self._begin()
        else:
            self.answer(None)

    def on_unmount(self) -> None:
        """Whoever closes the dialog stops its work."""
        self._stopped.set()

    def _begin(self, force: bool = False) -> None:
        if self._is_writing:
            return
        if not self.query_one("#path", Input).value.strip():
            self._refuse(UsageError("This needs a name", "Type where to write it."))
            return
        self._is_writing = True
        self._note("", is_refusal=False)
        wish = self._wish
        self.run_worker(lambda: self._write(wish, force), thread=True)

    def _write(self, wish: Wish, force: bool) -> None:
        """In a worker's thread."""
        watched = (self._tell, self._stopped.is_set)
        try:
            report = self._desk.session.export(*wish[:3], force, *watched, wish.contents)
        except Interrupted:
            return
        except OutputExists as error:
            self.app.call_from_thread(self._refuse if force else self._ask, error)
        except PadsketchError as error:
            self.app.call_from_thread(self._refuse, error)
        else:
            self.app.call_from_thread(self.answer, _summary(wish.path, report))

    def _tell(self, done: int, total: int | None) -> None:
        """In a worker's thread."""
        step = done * PROGRESS_STEPS // total if total else -1
        if step != self._shown and not self._stopped.is_set():
            self._shown = step
            self.app.call_from_thread(self._show, step if total else None)

    def _show(self, step: int | None) -> None:
        bar = self.query_one(Progress)
        bar.update(total=None if step is None else PROGRESS_STEPS, progress=step or 0)

    def _ask(self, error: OutputExists) -> None:
        """Something is there already: only its owner may replace it."""
        self._is_writing = False
        question = Confirm(error.title, [Answer("r", "replace", "Replace it")])
        self._desk.stage.show(question, lambda _: self._begin(force=True))

    def _refuse(self, error: PadsketchError) -> None:
        self._is_writing = False
        self._note(f"{error.title}. {error.hint}", is_refusal=True)

    def _note(self, text: str, is_refusal: bool) -> None:
        note = self.query_one("#note", Static)
        note.set_class(is_refusal, "refusal")
        note.update(Text(safe(text)))


def _summary(path: Path, report: RenderReport) -> str:
    files = f" ({len(report.files)} files)" if len(report.files) > 1 else ""
    clipped = sum(file.clipped for file in report.files)
    warning = f"{counted(clipped, 'value')} clipped, turn it down: " if clipped else ""
    return f"{warning}wrote {path}{files}, {seconds_to_clock(report.frames / report.rate)}"
