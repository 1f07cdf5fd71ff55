"""The pad page: the pad and its layers, what they play of their samples, and all controls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.errors import UsageError
from padsketch.tui.controls import turning
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.colours import DIM, lane_style
from padsketch.tui.drawing.curves import (
    curve_strips,
    envelope_heights,
    response_heights,
)
from padsketch.tui.drawing.ink import blank, line
from padsketch.tui.drawing.layers import tab_at, tab_strips, tabs
from padsketch.tui.drawing.sample import sample_strips
from padsketch.tui.drawing.sums import sum_strips
from padsketch.tui.editing.rows import BANK_SIZE
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.views import layering, layers, sample
from padsketch.tui.views.pad import PadInFront, pad_in_front
from padsketch.tui.views.sums import Sums
from padsketch.tui.widgets.pads import Pads
from padsketch.tui.widgets.panel import Columns, Panel
from padsketch.tui.widgets.rack import RackPanel
from padsketch.tui.widgets.view import View

LEAST_PICTURE, MOST_PICTURE = 4, 28
RACK_ROWS = 15
"""Of the controls of a pad, in three columns, with their head."""
PADS_FROM = 120
"""From this width on the pads lie beside the waveform."""
PADS_ROWS = 12


class PadPanel(Panel):
    """A part of the page that is about the pad in front."""

    @property
    def found(self) -> PadInFront | None:
        """The pad in front, None where the kit has none."""
        with suppress(UsageError):
            return pad_in_front(self.desk)
        return None

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which of its sounds have been read."""
        found, loaded = self.found, self.desk.loaded
        if found is None or loaded is None:
            return ()
        return tuple(layer.sound.key in loaded.outlines for layer in found.layers)

    def attempt(self, action: Callable[[], object]) -> None:
        """Do what the mouse asks for."""
        self.desk.attempt(action)
        self.post_message(Touched())


class Tabs(PadPanel):
    """The pad and its layers; a click puts one in front."""

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """As many lines of tabs as there is room for."""
        found = self.found
        if not self.size:
            return ()
        if found is None:
            return (line(self.size.width, (" the kit has no pad for this lane", DIM)),)
        ink = lane_style(self.desk.row % BANK_SIZE)
        texts = layers.tab_texts(self.desk, found)
        return tab_strips(texts, self.room, found.number, ink, self.desk.glyphs)

    def on_click(self, event: events.Click) -> None:
        """Put a layer in front, or the pad."""
        found = self.found
        if found is not None:
            texts = layers.tab_texts(self.desk, found)
            number = tab_at(tabs(texts, *self.room, found.number), event.x, event.y)
            self.desk.layer = found.number if number is None else number
            self.post_message(Touched())

    @property
    def room(self) -> tuple[int, int]:
        """Width and height."""
        return self.size.width, self.size.height


class Wave(PadPanel):
    """What is played of the sample in front; its marks can be dragged."""

    _pull: sample.Pull | None = None

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """The waveform and the marks."""
        found, loaded = self.found, self.desk.loaded
        if found is None or loaded is None or not self.size:
            return ()
        outline = loaded.outlines[found.shown_layer.sound.key]
        return sample_strips(
            outline.extremes,
            sample.range_of(found, outline.seconds),
            (self.size.width, self.size.height),
            turning.in_hand(self.desk).name,
            lane_style(self.desk.row % BANK_SIZE),
            self.desk.glyphs,
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the nearest mark, and put it there."""
        self.attempt(lambda: self._take(event.x))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the mark."""
        pull, width = self._pull, self.size.width
        if pull is not None:
            self.attempt(lambda: sample.drag(self.desk, pull, event.x, width))

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()
        self._pull = None
        self.desk.session.end_merge()

    def on_click(self, event: events.Click) -> None:
        """A double click resets the mark."""
        if event.chain == 2:
            self.attempt(lambda: turning.reset(self.desk))

    def _take(self, x: int) -> None:
        self._pull = sample.grab(self.desk, x, self.size.width)
        self.capture_mouse()


class Curves(PadPanel):
    """What the envelope does, and the filter; of a layer, what it does to the others."""

    def __init__(self, desk: Desk, id: str) -> None:
        super().__init__(desk, id=id)
        self._sums = Sums()

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """Two curves side by side, or what the sum lost."""
        found, loaded = self.found, self.desk.loaded
        if found is None or loaded is None:
            return ()
        change = self._sums.of(self.desk, found)
        if change is not None:
            return sum_strips(change, *self.size, self.desk.glyphs)
        return self._curves(found, loaded.outlines[found.shown_layer.sound.key].seconds)

    def on_click(self) -> None:
        """Turn how the layer in front parts from the others."""
        if self.found is not None and self._sums.of(self.desk, self.found) is not None:
            self.attempt(lambda: layering.part(self.desk))

    def _curves(self, found: PadInFront, seconds: float) -> Sequence[Strip]:
        ink, glyphs = lane_style(self.desk.row % BANK_SIZE), self.desk.glyphs
        width, height = self.size
        room, rows = width // 2 - 2, height - 1
        envelope = sample.envelope_of(found, seconds)
        response = sample.response_of(found)
        caption = sample.envelope_text(envelope)
        left = curve_strips(envelope_heights(envelope, room), rows, ink, glyphs, caption)
        heights = response_heights(response, room)
        right = curve_strips(heights, rows, ink, glyphs, sample.response_text(found))
        gap = blank(2)
        return [Strip.join([gap, a, gap, b]) for a, b in zip(left, right, strict=True)]


class PadView(View):
    """Layers, pictures, controls."""

    shows = "pad"

    def compose(self) -> ComposeResult:
        """All panels; `fit` says how large the pictures are."""
        desk = self.desk
        yield Tabs(desk, id="pad-tabs")
        with Columns(id="pad-pictures"):
            yield Pads(desk, id="pad-pads")
            yield Wave(desk, id="wave")
            yield Curves(desk, id="curves")
        yield RackPanel(desk, id="pad-rack")

    def fit(self, width: int, height: int) -> None:
        """What the controls leave goes to the pictures."""
        tab_rows = 1 if height < 30 else 2
        spare = height - 4 - tab_rows - RACK_ROWS
        rows = min(max(spare, LEAST_PICTURE), MOST_PICTURE)
        has_pads = width >= PADS_FROM and rows >= PADS_ROWS
        self.query_one("#pad-tabs").styles.height = tab_rows
        self.query_one("#pad-pictures").styles.height = rows
        self.query_one("#curves").styles.width = width * 9 // 20
        pads = self.query_one(Pads)
        pads.pad_height = rows // 4
        pads.display = has_pads
