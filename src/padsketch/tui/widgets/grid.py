"""The steps of sixteen lanes, beat by beat, and the mouse over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.tui.desk import Desk, Place
from padsketch.tui.drawing.cells import BeatLook, CellLook, beat_strips
from padsketch.tui.drawing.geometry import GridGeometry
from padsketch.tui.drawing.ink import blank
from padsketch.tui.editing import painting
from padsketch.tui.editing.aspects import aspect_of
from padsketch.tui.editing.painting import Spot, Stroke
from padsketch.tui.editing.rows import BANK_SIZE, Row
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.widgets.panel import Columns, Panel

MAX_BEATS = 14
RIGHT_BUTTON = 3


class Beat(Panel):
    """One beat of all lanes: a widget, so that little is sent when the playhead moves."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk, id=f"beat-{number}")
        self._number = number
        self._scene = -1
        self._looks: list[BeatLook | None] = []
        self._known: tuple[object, ...] = ()
        self._places: tuple[int, ...] = ()

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The cells that are heard: a beat that the playhead is not in stands still."""
        known = (moment.scene, moment.heard)
        if known != self._known:
            self._known = known
            self._places = self._heard_places(moment)
        return (self._places,)

    def lines(self, moment: Moment) -> list[Strip]:
        """Sixteen lanes; looks are made anew only when something but the playhead changed."""
        first = self.desk.page + self._number * self.desk.geometry.group
        if moment.scene != self._scene:
            self._scene = moment.scene
            rows = enumerate(moment.rows)
            self._looks = [beat_look(self.desk, place, row, first) for place, row in rows]
        return self._strips(self._heard_places(moment))

    def _heard_places(self, moment: Moment) -> tuple[int, ...]:
        """The heard cell of every lane in this beat, -1 where it is elsewhere."""
        group = self.desk.geometry.group
        first = self.desk.page + self._number * group
        return tuple([n if 0 <= (n := step - first) < group else -1 for step in moment.heard])

    def _strips(self, places: tuple[int, ...]) -> list[Strip]:
        geometry, glyphs = self.desk.geometry, self.desk.glyphs
        is_last = self._number == geometry.beats - 1
        rows = geometry.lane_height
        empty = (blank(geometry.beat_width),) * rows
        strips: list[Strip] = []
        for look, place in zip(self._looks, places, strict=True):
            strips += beat_strips(look, place, glyphs, is_last, rows) if look else empty
        return strips


def beat_look(desk: Desk, place: int, row: Row | None, first: int) -> BeatLook | None:
    """What a lane shows of the beat that begins with a step; place: among those in front."""
    if row is None:
        return None
    group, lane = desk.geometry.group, desk.bank * BANK_SIZE + place
    is_here = lane == desk.row and first <= desk.step < first + group
    rows, steps = desk.selection
    is_selected = desk.anchor is not None and lane in rows
    return BeatLook(
        cells=tuple(_cells(desk, row, range(first, first + group))),
        row=place,
        is_muted=desk.session.project.channel(row.pad).mute,
        cursor=desk.step - first if is_here else -1,
        selected=_within(steps, first, group) if is_selected else (0, 0),
    )


def _cells(desk: Desk, row: Row, steps: range) -> Iterable[CellLook | None]:
    lane, length = desk.pattern.lane(row.pad), desk.pattern.lane_length(row.pad)
    look = aspect_of(desk, row).look
    for step in steps:
        yield look(lane.step(step), desk.glyphs) if step < length else None


class Grid(Columns):
    """The beats side by side; the mouse draws, erases, and turns values."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="grid")
        self._desk = desk
        self._fitted: GridGeometry | None = None
        self._stroke: Stroke | None = None

    def compose(self) -> ComposeResult:
        """As many beats as the widest screen has of the shortest."""
        for number in range(MAX_BEATS):
            yield Beat(self._desk, number)

    def fit(self) -> None:
        """Show as many beats as the page has, as wide as they are."""
        geometry = self._desk.geometry
        if geometry is self._fitted:
            return
        self._fitted = geometry
        for number, beat in enumerate(self.query(Beat)):
            beat.display = number < geometry.beats
            beat.styles.width = geometry.beat_width

    def spot_at(self, event: events.MouseEvent) -> Spot | None:
        """The cell under the mouse, where there is one, and how high in it that is."""
        place, rows = self.place_at(event), self._desk.lane_height
        if place is None:
            return None
        row = (event.screen_offset - self.region.offset).y % rows
        return Spot(place, (rows - row) / rows if rows > 1 else 0.0)

    def place_at(self, event: events.MouseEvent) -> Place | None:
        """The lane and step under the mouse, where there are any."""
        offset = event.screen_offset - self.region.offset
        found = self._desk.geometry.cell_at(*offset)
        if found is None:
            return None
        row, column = found[0] + self._desk.bank * BANK_SIZE, found[1] + self._desk.page
        inside = row < len(self._desk.rows) and column < self._desk.extent
        return (row, column) if inside else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a stroke; with Ctrl a selection."""
        spot = self.spot_at(event)
        if spot is not None and event.ctrl:
            self._do(lambda: self._desk.move_to(*spot.place))
        elif spot is not None:
            self.capture_mouse()
            erases = event.button == RIGHT_BUTTON
            self._do(lambda: self._start(painting.press_at(self._desk, spot, erases)))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with the stroke or the selection."""
        spot, stroke = self.spot_at(event), self._stroke
        if spot is not None and stroke is None and event.ctrl and event.button:
            self._do(lambda: self._desk.move_to(*spot.place, extends=True))
        elif stroke is not None and spot is not None and spot != stroke.last:
            self._do(lambda: self._start(painting.drag_to(self._desk, stroke, spot)))

    def on_mouse_up(self) -> None:
        """End the stroke."""
        self.release_mouse()
        self._stroke = None
        self._desk.session.end_merge()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """More."""
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Less."""
        self._wheel(event, -1)

    def _start(self, stroke: Stroke) -> None:
        self._stroke = stroke

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        place = self.place_at(event)
        if place is not None:
            self._do(lambda: painting.wheel(self._desk, place, by))

    def _do(self, action: Callable[[], object]) -> None:
        self._desk.attempt(action)
        self.post_message(Touched())


def _within(steps: range, first: int, count: int) -> tuple[int, int]:
    """The part of steps that lies in a beat, as a half-open range of its cells."""
    return (max(0, steps.start - first), max(0, min(count, steps.stop - first)))
