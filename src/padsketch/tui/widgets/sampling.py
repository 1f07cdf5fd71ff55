"""The sampling page: what comes in, what the next key does, the take, and words to click."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.errors import PadsketchError
from padsketch.session.sounds.waves import Wave
from padsketch.tui.drawing.colours import LANES
from padsketch.tui.drawing.ink import blank
from padsketch.tui.drawing.sampling import (
    head_strip,
    hint_strips,
    input_strip,
    next_strip,
    said_strips,
    take_cells,
    take_strips,
    trail_strips,
)
from padsketch.tui.drawing.waveform import Cells
from padsketch.tui.drawing.window import whole
from padsketch.tui.drawing.word_row import Word, WordRow, command_at, word_row_strip
from padsketch.tui.messages import Chosen, Touched
from padsketch.tui.moment import Moment
from padsketch.tui.sampling import sampling
from padsketch.tui.sampling.sampling_words import (
    WITH_INPUT,
    WITHOUT_INPUT,
    head_look,
    next_look,
)
from padsketch.tui.waves import listening
from padsketch.tui.widgets.panel import Panel
from padsketch.tui.widgets.rack import RackPanel
from padsketch.tui.widgets.view import View

METER_ROWS = (1, 2)
NEXT_ROW = 3
SIDES = ("L", "R")


class InputPanel(Panel):
    """What comes in and how loud, and what the next key does; a click does that, or resets."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Meters and words."""
        desk = self.desk
        return (
            desk.sampling.gauges,
            desk.sampling.clips,
            head_look(desk),
            next_look(desk, moment.snapshot.playing),
            desk.session.sampling.settings,
        )

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """Four lines."""
        desk, width = self.desk, self.size.width
        return (
            head_strip(head_look(desk), width, desk.glyphs),
            *self._meters(width),
            next_strip(next_look(desk, moment.snapshot.playing), width, desk.glyphs),
        )

    def on_click(self, event: events.Click) -> None:
        """Do what Enter does; on a meter, forget its peaks; on the name, choose another input."""
        if event.y in METER_ROWS:
            self.post_message(Chosen("reset-peaks", ""))
        else:
            self.post_message(Chosen("begin-take" if event.y == NEXT_ROW else "input", ""))

    def _meters(self, width: int) -> tuple[Strip, ...]:
        desk, gauges = self.desk, self.desk.sampling.gauges
        settings, clips = desk.session.sampling.settings, desk.sampling.clips
        threshold = settings.threshold_db if settings.start == "threshold" else None
        sides = SIDES if len(gauges) > 1 else (" ",)
        clipped = f"  {min(clips, 9999):>4} clipped" if clips else " " * 14
        strips = [
            input_strip(side, gauge, threshold, end, width, desk.glyphs)
            for side, gauge, end in zip(sides, gauges, (clipped, " " * 14), strict=False)
        ]
        return (*strips, *[blank(width)] * (len(METER_ROWS) - len(strips)))


class SamplingRack(RackPanel):
    """How a take goes: nothing of it is in the project."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """What can be turned."""
        session, wanted = self.desk.session.sampling, self.desk.sampling.wanted
        return (session.settings, wanted, session.incoming.monitor, session.incoming.listening)


class TakePanel(Panel):
    """The take as it grows, then as it is, with what there is to say of it; a click hears it."""

    _cells: tuple[object, Cells] | None = None

    def key(self, moment: Moment) -> tuple[object, ...]:
        """What has been recorded, and where it is heard."""
        session, desk = self.desk.session.sampling, self.desk.sampling
        wave, fault = self._wave()
        trail = desk.trail.peaks if desk.state == "recording" else ()
        incoming = session.incoming
        hints = (incoming.listening, incoming.deafness)
        return (desk.state, trail, session.recorded, wave, fault, *hints, self._heard(moment))

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """A picture, sentences."""
        desk, (width, height) = self.desk, self.size
        ink, glyphs = LANES[desk.row % len(LANES)], desk.glyphs
        recorded = desk.session.sampling.recorded
        if not self.size:
            return ()
        if desk.sampling.state == "recording":
            return trail_strips(desk.sampling.trail.peaks, width, height, ink, glyphs)
        if recorded is None:
            return self._hints()
        wave, fault = self._wave()
        said = said_strips((*((fault,) if fault else ()), *recorded.check), height, width, glyphs)
        rows = height - len(said)
        if wave is None or rows < 1:
            return said
        return [*said, *take_strips(self._picture(wave, rows), self._heard(moment), ink)]

    def on_click(self, event: events.Click) -> None:
        """Hear the take."""
        if self.desk.session.sampling.recorded is not None:
            self.desk.carry_out(sampling.hear)
            self.post_message(Touched())

    def _hints(self) -> Sequence[Strip]:
        incoming, glyphs = self.desk.session.sampling.incoming, self.desk.glyphs
        words: tuple[str, ...] = WITH_INPUT if incoming.listening else WITHOUT_INPUT
        deafness = incoming.deafness
        if deafness is not None and deafness.hint:
            words = (deafness.hint, *words)
        return hint_strips(words, self.size.width, glyphs)

    def _wave(self) -> tuple[Wave | None, str]:
        """The take and why it cannot be shown."""
        if self.desk.session.sampling.recorded is None:
            return None, ""
        try:
            return sampling.wave_of_take(self.desk), ""
        except PadsketchError as error:
            return None, error.title

    def _heard(self, moment: Moment) -> int:
        """The column that is heard, -1 for none."""
        frame = listening.heard_frame(self.desk, moment.snapshot)
        wave, _ = self._wave()
        return -1 if frame < 0 or wave is None else frame * self.size.width // wave.length

    def _picture(self, wave: Wave, rows: int) -> Cells:
        key = (wave, self.size.width, rows)
        if self._cells is None or self._cells[0] != key:
            window = whole(wave.length, self.size.width)
            low, high = wave.peaks.extremes(window.edges)
            self._cells = (key, take_cells(low, high, rows, self.desk.glyphs))
        return self._cells[1]


class SamplingWords(Panel):
    """What can be done, in words that can be clicked."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which words there are."""
        session = self.desk.session.sampling
        return (self.desk.sampling.state, session.incoming.monitor > 0.0)

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """A line for what comes in, one for the take."""
        return [word_row_strip(row, self.size.width) for row in self._rows()]

    def on_click(self, event: events.Click) -> None:
        """Run the command of the word under the mouse."""
        rows = self._rows()
        command = command_at(rows[event.y], event.x, self.size.width) if event.y < len(rows) else ""
        if command:
            self.post_message(Chosen(command, ""))

    def _rows(self) -> tuple[WordRow, WordRow]:
        incoming = self.desk.session.sampling.incoming
        come_in = WordRow(
            "INPUT",
            (
                Word("choose", "input"),
                Word("monitor", "monitor", incoming.monitor > 0.0),
                Word("measure how late", "measure"),
                Word("reset peaks", "reset-peaks"),
                Word("close", "close-input"),
            ),
        )
        return come_in, WordRow("TAKE ", _TAKE if self.desk.sampling.state == "recorded" else _MAKE)


_TAKE = (
    Word("hear", "hear-take"),
    Word("on the pad", "take-on-pad"),
    Word("on a new pad", "take-on-new-pad"),
    Word("in samples", "take-in-samples"),
    Word("again", "sample-again"),
    Word("discard", "drop-take"),
)
_MAKE = (
    Word("last 30 s of music", "keep-music"),
    Word("last 30 s of input", "keep-input"),
    Word("resample", "resample"),
    Word("drop", "drop-take"),
)


class SamplingView(View):
    """All panels, one below the other."""

    shows = sampling.VIEW

    def compose(self) -> ComposeResult:
        """The take gets what the others leave."""
        yield InputPanel(self.desk, id="input-panel")
        yield SamplingRack(self.desk, id="sampling-rack")
        yield TakePanel(self.desk, id="take-panel")
        yield SamplingWords(self.desk, id="sampling-words")
