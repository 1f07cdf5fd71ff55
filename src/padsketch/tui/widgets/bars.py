"""The single lines: transport, ruler, messages, footer, and the menu that covers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip

from padsketch.display import cells
from padsketch.engine.snapshot import Snapshot
from padsketch.model import PATTERN_NAMES
from padsketch.tui import dialogs
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.drawing.colours import ACCENT, BOLD, DANGER, DIM, NOTHING, WARNING
from padsketch.tui.drawing.geometry import LABEL_WIDTH
from padsketch.tui.drawing.help import (
    Entry,
    entry_at,
    footer_rows,
    footer_strip,
    menu_entry_at,
    menu_strips,
)
from padsketch.tui.drawing.ink import Part, line, line_with_end
from padsketch.tui.drawing.song import section_text
from padsketch.tui.drawing.transport import (
    RulerLook,
    TransportLook,
    clock_text,
    ruler_strip,
    transport_strip,
    transport_word_at,
)
from padsketch.tui.editing import gestures
from padsketch.tui.editing.aspects import aspect_title
from padsketch.tui.editing.fields import TRACK_FIELDS
from padsketch.tui.editing.shaping import turn_aspects
from padsketch.tui.messages import Chosen, Touched
from padsketch.tui.moment import Moment
from padsketch.tui.transport import performing, playing, spreading
from padsketch.tui.transport.spreading import SPREAD_WORDS
from padsketch.tui.widgets.panel import Panel

FOOTER_ROWS = 2
RIGHT_BUTTON = 3
CLICKS: dict[str, Gesture] = {
    "state": playing.play_or_stop,
    "tempo": dialogs.ask_tempo,
    "swing": dialogs.ask_swing,
    "pattern": dialogs.choose_pattern,
    "length": dialogs.ask_length,
    "fill": performing.latch_fill,
    "repeat": performing.next_rate,
    "spread": spreading.let_keys_be_pads,
}
"""What a click on a word of the transport does."""
WHEELS: dict[str, Callable[[int], Gesture]] = {
    "tempo": lambda by: lambda desk: playing.nudge_bpm(desk, by),
    "swing": lambda by: lambda desk: playing.nudge_swing(desk, by),
    "pattern": gestures.step_pattern,
}
"""What the wheel does over a word of the transport: 1 upwards, -1 downwards."""


class TransportBar(Panel):
    """What plays, how fast, where, how loud; a click switches what the hands do."""

    _look: TransportLook | None = None

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The transport, to the step."""
        snapshot = moment.snapshot
        transport = (snapshot.playing, snapshot.millibpm, snapshot.section)
        queued = (snapshot.queued, snapshot.queued_section)
        session = self.desk.session
        is_capturing = session.arranging.is_capturing
        hands = (is_capturing, session.performing.is_filling, session.recorder.is_armed)
        keys = (performing.repeat_words(self.desk), self.desk.fingers.spread)
        return (*transport, *queued, moment.bar_step, moment.peaks, *hands, *keys)

    def lines(self, moment: Moment) -> list[Strip]:
        """One line."""
        project, pattern = self.desk.session.project, self.desk.pattern
        snapshot, head = moment.snapshot, moment.playhead
        position = head.position if head else 0
        self._look = TransportLook(
            is_playing=snapshot.playing,
            bpm=snapshot.millibpm / 1000 if snapshot.playing else project.bpm,
            swing=project.swing if pattern.swing is None else pattern.swing,
            pattern=self.desk.session.pattern,
            queued=queued_words(self.desk, snapshot),
            length=pattern.length,
            step_size=pattern.step,
            clock=clock_text(position, project.meter, pattern.step_ticks),
            section=self._section(moment),
            peaks=moment.peaks,
            is_filling=self.desk.session.performing.is_filling,
            is_armed=self.desk.session.recorder.is_armed,
            repeat=performing.repeat_words(self.desk),
            spread=SPREAD_WORDS[self.desk.fingers.spread.kind],
        )
        return [transport_strip(self._look, self.size.width, self.desk.glyphs)]

    def on_click(self, event: events.Click) -> None:
        """Switch or ask for what a word says."""
        self._do(CLICKS.get(self._word_at(event)))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """More."""
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Less."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        turn = WHEELS.get(self._word_at(event))
        self._do(turn(by) if turn else None)

    def _word_at(self, event: events.MouseEvent) -> str:
        if self._look is None:
            return ""
        return transport_word_at(self._look, self.size.width, event.x, self.desk.glyphs)

    def _do(self, gesture: Gesture | None) -> None:
        if gesture is not None:
            self.desk.carry_out(gesture)
            self.post_message(Touched())

    def _section(self, moment: Moment) -> str:
        song, at = self.desk.session.project.song, moment.snapshot.section
        words = "CAPTURE " if self.desk.session.arranging.is_capturing else ""
        if not moment.snapshot.playing or not 0 <= at < len(song):
            return words
        name = self.desk.glyphs.text(song[at].section or song[at].pattern, 9)
        return f"{words}{name} {at + 1}/{len(song)}"


class Ruler(Panel):
    """Step numbers over the grid; a click locates, or turns what the grid shows."""

    label_width = LABEL_WIDTH

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The heard step."""
        return (self.desk.heard_step,)

    def lines(self, moment: Moment) -> list[Strip]:
        """One line."""
        desk = self.desk
        page, heard = desk.page, desk.heard_step
        on_page = page <= heard < page + desk.geometry.columns
        at, is_focused = heard - page if on_page else -1, desk.panel == "grid"
        look = RulerLook(page, desk.extent, at, is_focused, aspect_title(desk))
        is_pan = desk.panel == "mixer" and TRACK_FIELDS[desk.fields["mixer"]] == "pan"
        heads = "   PAN" if is_pan else "   VOL"
        return [
            ruler_strip(
                look,
                desk.geometry,
                self.label_width,
                self.size.width,
                f"{heads}   PK",
                desk.glyphs,
            )
        ]

    def on_click(self, event: events.Click) -> None:
        """Play from the step under the mouse, or go there; left of them, turn the aspects."""
        if event.x < self.label_width:
            by = -1 if event.button == RIGHT_BUTTON else 1
            self.desk.attempt(lambda: turn_aspects(by)(self.desk))
            self.post_message(Touched())
        found = self.desk.geometry.cell_at(event.x - self.label_width, 0)
        if found is not None and self.desk.page + found[1] < self.desk.extent:
            step = self.desk.page + found[1]
            self.desk.attempt(lambda: playing.locate(self.desk, step))
            self.post_message(Touched())


class MessageBar(Panel):
    """What was just done or refused; else the title, and where the sound goes."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Where the sound goes, and where the tour is."""
        tour = self.desk.tour
        return (moment.status, moment.snapshot.xruns, tour and tour.text)

    def lines(self, moment: Moment) -> list[Strip]:
        """One line."""
        words = self.desk.words
        text, width = self.desk.glyphs.text, self.size.width
        if self.desk.tour is not None and not (self.desk.speaks and words.is_refusal):
            return [line(width, (" " + text(self.desk.tour.text, width - 2), ACCENT))]
        if self.desk.speaks:
            style = DANGER if words.is_refusal else BOLD
            return [line(width, (" " + text(words.text, width - 2), style))]
        end = self._sound(moment)
        room = width - cells(end[0]) - 2
        return [line_with_end(width, [(" " + text(self._title(), room), NOTHING)], [end])]

    def _title(self) -> str:
        session = self.desk.session
        if self.desk.loading:
            return self.desk.loading
        edited = "  (not saved)" if session.is_dirty and session.folder is None else ""
        edited = "  (edited)" if session.is_dirty and session.folder else edited
        # In front, since long titles are cut at their end.
        locked = "read-only: " if session.safety.files.why_not else ""
        return f"{locked}{session.project.title}{edited}"

    def _sound(self, moment: Moment) -> Part:
        """The device and its latency, or why there is silence and what to do."""
        status, text = moment.status, self.desk.glyphs.text
        if status.kind == "device":
            xruns = f"  {moment.snapshot.xruns} dropouts" if moment.snapshot.xruns else ""
            latency = round(status.latency * 1000)
            return f"{text(status.name, 28)} {status.rate / 1000:g} kHz {latency} ms{xruns} ", DIM
        room = max(20, self.size.width - 24)
        hint = f" {status.hint}" if status.hint else ""
        return text(f"silent: {status.message or 'no sound yet'}.{hint}", room) + " ", WARNING


class Footer(Panel):
    """The keys that matter most; a click is as good as the key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, id="footer")
        self.entries: Sequence[Entry] = ()
        self._shown: tuple[object, ...] = ()
        self._rows: list[list[Entry]] = []
        self._strips: list[Strip] = []

    def lines(self, moment: Moment) -> list[Strip]:
        """Two lines, made anew when the width or the view changes."""
        if self._shown != (self.size.width, self.entries):
            self._shown = (self.size.width, self.entries)
            self._rows = footer_rows(self.entries, self.size.width, FOOTER_ROWS)
            self._strips = [footer_strip(row, self.size.width) for row in self._rows]
        return self._strips

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse."""
        entry = entry_at(self._rows[event.y], event.x) if event.y < len(self._rows) else None
        if entry is not None:
            self.post_message(Chosen(entry.id, entry.key))


class Menu(Panel):
    """What may be pressed after the first key of a chord."""

    title = ""
    entries: Sequence[Entry] = ()

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The menu that is open."""
        return (self.title,)

    def lines(self, moment: Moment) -> list[Strip]:
        """A title and columns of keys."""
        return menu_strips(self.title, self.entries, *self.size)

    def on_click(self, event: events.Click) -> None:
        """Run the command under the mouse; the title closes."""
        entry = menu_entry_at(self.entries, self.size.height, event.x, event.y)
        if entry is not None:
            self.post_message(Chosen(entry.id, entry.key))
        elif event.y == 0:
            self.post_message(Chosen("", "escape"))


def queued_words(desk: Desk, snapshot: Snapshot) -> str:
    """What comes next, and where it lands; nothing while nothing is queued."""
    session = desk.session
    if snapshot.queued < 0:
        return ""
    name = PATTERN_NAMES[snapshot.queued]
    if 0 <= snapshot.queued_section < len(session.project.song):
        name = desk.glyphs.text(session.project.song[snapshot.queued_section].section or name, 9)
    return f"{name} {session.performing.queued_landing}"


def section_entries(desk: Desk) -> tuple[tuple[str, int], ...]:
    """The song's sections as they are called, each with its length in ticks."""
    project = desk.session.project
    return tuple((section_text(s), s.repeats * _ticks(desk, s.pattern)) for s in project.song)


def _ticks(desk: Desk, name: str) -> int:
    pattern = desk.session.project.pattern(name)
    return pattern.length * pattern.step_ticks
