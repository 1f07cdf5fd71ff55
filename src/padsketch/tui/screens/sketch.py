"""The sketch: all parts of the screen, one key after the other, one frame after the other."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from padsketch.errors import UsageError
from padsketch.tui.commands import BY_ID, PREFIXES, Command
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.geometry import (
    BEAT_WIDTH,
    LANES,
    MIN_HEIGHT,
    MIN_WIDTH,
    Arrangement,
    GridGeometry,
    arrangement,
    fits,
    group_size,
)
from padsketch.tui.keys import Chord, Keymap, token_of
from padsketch.tui.manual import footer_entries, menu_entries
from padsketch.tui.messages import Chosen
from padsketch.tui.moment import Watcher
from padsketch.tui.rows import ACCENT_CAPS, CAPS
from padsketch.tui.widgets.bars import Footer, Menu, MessageBar, Ruler, TransportBar
from padsketch.tui.widgets.details import Pads, PadStrip, SongLane, StepPanel, StepStrip
from padsketch.tui.widgets.grid import Beat, Grid
from padsketch.tui.widgets.panel import Columns, Panel, Rows
from padsketch.tui.widgets.tracks import Labels, Mixer

FRAMES_PER_SECOND = 30
MENU_SECONDS = 0.4
TOO_SMALL = f"padsketch needs {MIN_WIDTH}x{MIN_HEIGHT}: please enlarge the terminal.\n"
TOO_SMALL += "The music plays on."


class SketchScreen(Screen[None]):
    """Keys go to the pads first, then to the table of commands; mouse events to the widgets."""

    ALLOW_SELECT = False
    BLANK = True

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        super().__init__()
        self.desk = desk
        self._keymap = keymap
        self._chord: Chord = ()
        self._menu_timer: Timer | None = None
        self._watcher = Watcher(desk)
        self._panels: list[Panel] = []
        self._arrangement = arrangement(MIN_WIDTH, MIN_HEIGHT)
        desk.fingers.openers = keymap.openers

    def compose(self) -> ComposeResult:
        """All panels; the arrangement says which are shown."""
        desk = self.desk
        is_ascii = desk.glyphs.is_ascii
        yield Static(TOO_SMALL, id="too-small")
        with Rows(id="sketch"):
            yield TransportBar(desk, id="transport")
            with Columns(id="middle"):
                with Rows(id="board"):
                    yield Ruler(desk, id="ruler")
                    with Columns(id="lanes"):
                        yield Labels(desk, id="labels")
                        yield Grid(desk)
                        yield Mixer(desk, id="mixer")
                    yield PadStrip(desk, id="pad-strip")
                    yield StepStrip(desk, id="step-strip")
                    yield SongLane(desk, id="song-lane")
                with Rows(id="side"):
                    yield Pads(desk, id="pads")
                    yield StepPanel(desk, id="step-panel")
            yield MessageBar(desk, id="message")
            yield Footer(desk, footer_entries(self._keymap, is_ascii))
        yield Menu(desk, id="menu")

    def on_mount(self) -> None:
        """Draw from now on."""
        self._panels += self.query(Panel)
        self.query_one(Menu).display = False
        self.set_interval(1 / FRAMES_PER_SECOND, self.frame)

    def on_resize(self, event: events.Resize) -> None:
        """Use the room that there is."""
        width, height = event.size
        is_small = not fits(width, height)
        self.query_one("#too-small").display = is_small
        self.query_one("#sketch").display = not is_small
        if not is_small:
            self._arrange(arrangement(width, height))
        self.call_after_refresh(self.frame)

    def on_screen_suspend(self) -> None:
        """A dialog is open: keys are not pads."""
        self.desk.fingers.is_live = False

    def on_screen_resume(self) -> None:
        """The dialog is closed."""
        self._end_chord()
        self.frame()

    def frame(self) -> None:
        """Once a screen frame: look at the engine, draw what changed."""
        desk = self.desk
        desk.fingers.tick()
        if desk.fingers.refusal is not None:
            desk.refuse(desk.fingers.refusal)
            desk.fingers.refusal = None
        moment = self._watcher.look()
        self._fit_geometry()
        for panel in self._panels:
            panel.draw(moment)

    def on_key(self, event: events.Key) -> None:
        """A pad, the next key of a chord, or a command."""
        event.stop()
        event.prevent_default()
        token = token_of(event)
        if self._chord or not self.desk.fingers.type(token):
            self._press(token)
        self.desk.fingers.dealt_with(token)
        self.frame()

    def run(self, command: Command) -> None:
        """Do what a command says, or say why not."""
        self.desk.carry_out(command.action)

    def on_chosen(self, message: Chosen) -> None:
        """A click on a key in the footer or in a menu."""
        if message.command:
            self._do(BY_ID[message.command], self._chord)
        else:
            self._press(message.key)
        self.frame()

    def on_touched(self) -> None:
        """The mouse changed something."""
        self.frame()

    def _press(self, token: str) -> None:
        chord = (*self._chord, token)
        command = self._keymap.commands.get(chord)
        if command is not None:
            self._do(command, self._chord)
        elif chord in self._keymap.prefixes:
            self._begin_chord(chord)
        else:
            self._end_chord()
            self.desk.attempt(lambda: _refuse_key(chord))

    def _do(self, command: Command, prefix: Chord) -> None:
        if not command.stays:
            self._end_chord()
        self.run(command)

    def _begin_chord(self, chord: Chord) -> None:
        self._end_chord()
        self._chord = chord
        self.desk.fingers.is_live = False
        self._menu_timer = self.set_timer(MENU_SECONDS, self._show_menu)

    def _end_chord(self) -> None:
        self._chord = ()
        if self._menu_timer is not None:
            self._menu_timer.stop()
        self.query_one(Menu).display = False
        self.desk.fingers.is_live = self.is_current

    def _show_menu(self) -> None:
        menu = self.query_one(Menu)
        menu.title = PREFIXES.get(" ".join(self._chord), " ".join(self._chord))
        menu.entries = menu_entries(self._keymap, self._chord, self.desk.glyphs.is_ascii)
        menu.display = True
        self.call_after_refresh(self.frame)

    def _fit_geometry(self) -> None:
        """A pattern of triplets is shown three to a beat."""
        group = group_size(self.desk.pattern.step)
        if group != self.desk.geometry.group:
            self.desk.geometry = self.desk.geometry._replace(group=group)

    def _arrange(self, plan: Arrangement) -> None:
        group = group_size(self.desk.pattern.step)
        self.desk.geometry = GridGeometry(plan.beats, group, plan.lane_height)
        self.query_one(Ruler).label_width = plan.label_width
        self.query_one(Pads).pad_height = plan.pad_height
        self.query_one("#labels").styles.width = plan.label_width
        self.query_one("#grid").styles.width = plan.beats * BEAT_WIDTH
        self.query_one("#lanes").styles.height = LANES * plan.lane_height
        self.query_one("#pad-strip").styles.height = 1 + plan.wave_rows
        self.query_one("#side").styles.width = plan.side_width
        self.query_one("#pads").styles.height = 4 * plan.pad_height
        self._show_parts(plan)

    def _show_parts(self, plan: Arrangement) -> None:
        self.query_one("#side").display = plan.side_width > 0
        self.query_one(Pads).display = plan.side_width > 0
        self.query_one(StepPanel).display = plan.has_inspector
        self.query_one(SongLane).display = plan.song_rows > 0
        for number, beat in enumerate(self.query(Beat)):
            beat.display = number < plan.beats
        for panel in self._panels:
            panel.draw_anew()


def _refuse_key(chord: Chord) -> None:
    """Say why a key does nothing; a key that nobody would expect to do something is let pass."""
    if len(chord) > 1 and chord[-1] != "escape":
        raise UsageError(f"{' '.join(chord)} is not a command", "? shows all keys.")
    if chord[0] in CAPS or chord[0] in ACCENT_CAPS:
        raise UsageError(f"There is no pad on {chord[0]}")
