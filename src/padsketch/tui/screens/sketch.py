"""The screen: its views between two bars, one key after the other, one frame after the other."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from padsketch.errors import UsageError
from padsketch.tui.commands import BY_ID
from padsketch.tui.commands.command import Command
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.geometry import MIN_HEIGHT, MIN_WIDTH, fits
from padsketch.tui.drawing.help import menu_height
from padsketch.tui.editing import clipboard
from padsketch.tui.keyboard.keys import Chord, Keymap, face, token_of
from padsketch.tui.manual import footer_entries, menu_entries
from padsketch.tui.messages import Chosen
from padsketch.tui.moment import Watcher
from padsketch.tui.sampling import sampling
from padsketch.tui.widgets.bars import Footer, Menu, MessageBar, TransportBar
from padsketch.tui.widgets.lane import LaneView
from padsketch.tui.widgets.mixer import MixerView
from padsketch.tui.widgets.pad import PadView
from padsketch.tui.widgets.panel import Panel, Rows
from padsketch.tui.widgets.sampling import SamplingView
from padsketch.tui.widgets.sketch import SketchView
from padsketch.tui.widgets.song import SectionView, SongView
from padsketch.tui.widgets.sounds import SoundsView
from padsketch.tui.widgets.step import StepView
from padsketch.tui.widgets.takes import TakesView
from padsketch.tui.widgets.view import View
from padsketch.tui.widgets.wave import WaveView

MENU_SECONDS = 0.4
TOO_SMALL = f"padsketch needs {MIN_WIDTH}x{MIN_HEIGHT}: please enlarge the terminal.\n"
TOO_SMALL += "The music plays on."
SHOWN_BY = {
    "mixer": "mixer",
    "song": "song",
    "pad": "pad",
    "sample": "sample",
    "step": "inspect",
    "lane": "lane-page",
    "takes": "takes",
    "section": "song",
    "sounds": "sounds",
    "sampling": "sampling",
}
"""The commands that show the views; Escape leads to the sketch."""


class SketchScreen(Screen[None]):
    """Keys go to the pads first, then to the table of commands; mouse events to the widgets."""

    ALLOW_SELECT = False
    BLANK = True

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        super().__init__()
        self.desk = desk
        self.keymap = keymap
        self._chord: Chord = ()
        self._menu = Menu(desk, id="menu")
        self._menu_timer: Timer | None = None
        self._watcher = Watcher(desk)
        self._bars: list[Panel] = []
        self._views: dict[str, View] = {}
        self._view = ""
        desk.fingers.openers = keymap.openers
        desk.fingers.layout = keymap.layout
        desk.fingers.fill_keys = frozenset(keymap.keys_of(BY_ID["fill"]))
        desk.fingers.panic_keys = frozenset(keymap.keys_of(BY_ID["panic"]))

    def compose(self) -> ComposeResult:
        """Transport, one of the views, messages, keys; the menu lies over them."""
        desk = self.desk
        yield Static(TOO_SMALL, id="too-small")
        with Rows(id="sketch"):
            yield TransportBar(desk, id="transport")
            yield SketchView(desk)
            yield MixerView(desk)
            yield PadView(desk)
            yield WaveView(desk)
            yield StepView(desk)
            yield SongView(desk)
            yield SectionView(desk)
            yield LaneView(desk)
            yield TakesView(desk)
            yield SoundsView(desk)
            yield SamplingView(desk)
            yield MessageBar(desk, id="message")
            yield Footer(desk)
        yield self._menu

    def on_mount(self) -> None:
        """Draw from now on."""
        self._bars += self.query("#sketch > Panel, Menu").results(Panel)
        self._views = {view.shows: view for view in self.query(View)}
        self._menu.display = False
        self._show_view()
        self.set_interval(1 / self.desk.pace.frames, self.frame)

    def on_resize(self, event: events.Resize) -> None:
        """Use the room that there is."""
        width, height = event.size
        is_small = not fits(width, height)
        self.query_one("#too-small").display = is_small
        self.query_one("#sketch").display = not is_small
        if not is_small:
            self._arrange(width, height)
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
        if not self.is_mounted:
            return
        desk = self.desk
        desk.fingers.tick()
        session = desk.session
        for hand in (desk.fingers, session.recorder, session.reading, session.sampling):
            if hand.refusal is not None:
                desk.refuse(hand.refusal)
                hand.refusal = None
        # That samples are missing is said after what of the kit could not be read, which says less.
        for refusal in () if desk.loading else session.safety.refusals():
            desk.refuse(refusal)
        if desk.fingers.struck >= 0:
            desk.end_offer()
        if desk.view != self._view:
            self._show_view()
        moment = self._watcher.look()
        sampling.watch(desk)
        desk.patches.begin(self, is_covered=self._menu.display)
        for bar in self._bars:
            bar.draw(moment)
        self._views[self._view].draw(moment)
        desk.patches.end()

    def on_key(self, event: events.Key) -> None:
        """A pad, the next key of a chord, or a command."""
        event.stop()
        event.prevent_default()
        token = token_of(event)
        self.desk.end_offer()
        self.desk.pressed_at = event.time
        if self._chord or not self.desk.fingers.type(token):
            self._press(token)
        self.desk.fingers.dealt_with(token)
        self.desk.pressed_at = None
        self.frame()

    def on_paste(self, event: events.Paste) -> None:
        """Text from elsewhere: steps, lanes or a pattern."""
        event.stop()
        self.desk.carry_out(lambda desk: clipboard.paste_text(desk, event.text))
        self.frame()

    def run(self, command: Command) -> None:
        """Do what a command says, or say why not."""
        tour = self.desk.tour
        self.desk.carry_out(command.action)
        if tour is not None:
            tour.did(command.id)

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
        tour = self.desk.tour
        if tour is not None and not self._chord and tour.takes(token):
            return
        chord = (*self._chord, token)
        command = self.keymap.command(chord, self.desk.view)
        if command is not None:
            self._do(command, self._chord)
        elif self.keymap.is_prefix(chord, self.desk.view):
            self._begin_chord(chord)
        else:
            self._end_chord()
            self.desk.attempt(lambda: _refuse_key(chord, self.keymap))

    def _do(self, command: Command, prefix: Chord) -> None:
        if not command.stays:
            self._end_chord()
        self.run(command)

    def _begin_chord(self, chord: Chord) -> None:
        self._close_menu()
        self._chord = chord
        self.desk.fingers.is_live = False
        self._menu_timer = self.set_timer(MENU_SECONDS, self._show_menu)

    def _end_chord(self) -> None:
        self._chord = ()
        self._close_menu()
        self.desk.fingers.is_live = self.is_current

    def _close_menu(self) -> None:
        if self._menu_timer is not None:
            self._menu_timer.stop()
        self._menu.display = False

    def _show_menu(self) -> None:
        menu = self._menu
        chord = " ".join(self._chord)
        menu.title = self.keymap.menus(self.desk.view).get(chord, chord)
        is_ascii = self.desk.glyphs.is_ascii
        menu.entries = menu_entries(self.keymap, self._chord, self.desk.view, is_ascii)
        menu.styles.height = menu_height(menu.entries, self.size.width)
        menu.display = True
        self.call_after_refresh(self.frame)

    def _show_view(self) -> None:
        """Another view: its panels and its keys."""
        self._view = self.desk.view
        for name, view in self._views.items():
            view.display = name == self._view
        is_ascii = self.desk.glyphs.is_ascii
        self.query_one(Footer).entries = footer_entries(self.keymap, self._view, is_ascii)

    def _arrange(self, width: int, height: int) -> None:
        for view in self._views.values():
            view.fit(width, height)
            view.draw_anew()
        for bar in self._bars:
            bar.draw_anew()


def _way(view: str, keymap: Keymap) -> str:
    """How one comes to a view."""
    keys = keymap.keys_of(BY_ID[SHOWN_BY[view]]) if view in SHOWN_BY else ("escape",)
    return f"{face(keys[0])} goes there." if keys else ""


def _refuse_key(chord: Chord, keymap: Keymap) -> None:
    """Say why a key does nothing; a key that nobody would expect to do something is let pass."""
    views = keymap.views_of(chord)
    if views:
        raise UsageError(
            f"{face(' '.join(chord))} belongs to the {views[0]}", _way(views[0], keymap)
        )
    if len(chord) > 1 and chord[-1] != "escape":
        raise UsageError(f"{' '.join(chord)} is not a command", "? shows all keys.")
    if keymap.layout.struck(chord[0]):
        raise UsageError(f"There is no pad on {chord[0]}")
