"""The channels of the mixer: one widget each, so that a meter that moves redraws nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.strip import Strip

from padsketch.tui.controls import turning
from padsketch.tui.controls.rack import Control
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.channels import (
    BUS_NAMES,
    DETAILS,
    ChannelLook,
    channel_part,
    channel_strips,
    no_channel,
)
from padsketch.tui.drawing.gauges import Gauge
from padsketch.tui.editing import gestures
from padsketch.tui.editing.rows import BANK_SIZE, Row
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.views import mixer
from padsketch.tui.widgets.pads import PadHolder
from padsketch.tui.widgets.pull import ControlPanel


class ChannelPanel(ControlPanel):
    """A column with a fader: a drag moves the level, on the last line the pan."""

    is_upright = True

    def gauge(self, moment: Moment) -> Gauge:
        """The meter of the channel."""
        raise NotImplementedError

    def look(self, moment: Moment) -> ChannelLook | None:
        """What there is to be seen."""
        raise NotImplementedError

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The meter."""
        return (self.gauge(moment),)

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """One channel."""
        look = self.look(moment)
        if look is None:
            return no_channel(*self.size)
        return channel_strips(look, self.gauge(moment), *self.size, self.desk.glyphs)

    def control_at(self, x: int, y: int) -> Control | None:
        """The level, or the pan."""
        name = "pan" if y == self.size.height - 1 else "level_db"
        part = channel_part(x, y, *self.size, self.has_details)
        if part != "fader" and y < self.size.height - 2:
            return None
        controls = turning.rack_of(self.desk).controls
        return next((control for control in controls if control.name == name), None)

    @property
    def has_details(self) -> bool:
        """Whether there are settings over the fader."""
        return False


class TrackChannel(PadHolder, ChannelPanel):
    """A pad's track: the cap plays it, the flags are toggled."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk, id=f"channel-{number}")
        self._number = number
        self.first = 0

    @property
    def has_details(self) -> bool:
        """Tracks have an equaliser, a compressor and sends."""
        return True

    @property
    def place(self) -> int:
        """Which of the sixteen lanes in front it shows."""
        return self.first + self._number

    @property
    def row(self) -> Row | None:
        """The lane whose track it is."""
        return self.desk.bank_rows[self.place]

    def gauge(self, moment: Moment) -> Gauge:
        """The meter of the track."""
        return moment.gauges[self.place]

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The meter, and which track this is."""
        return (self.first, *super().key(moment))

    def look(self, moment: Moment) -> ChannelLook | None:
        """The track of the lane."""
        row, desk = self.row, self.desk
        if row is None:
            return None
        channel = desk.session.project.channel(row.pad)
        return ChannelLook(
            row.cap,
            row.name,
            self.place,
            channel.level_db,
            channel.pan,
            (channel.mute, channel.solo),
            tuple(getattr(channel, name) for _, name in DETAILS),
            self.place == desk.row % BANK_SIZE and not desk.bus,
        )

    def reach(self, x: int, y: int) -> None:
        """Put the track in front."""
        if self.row is not None:
            mixer.go_to_track(self.desk, self.desk.bank * BANK_SIZE + self.place)

    def control_at(self, x: int, y: int) -> Control | None:
        """The level or the pan of the track, where there is one."""
        return super().control_at(x, y) if self.row is not None else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Play, mute, solo, or take hold of the fader."""
        if self.row is None:
            return
        self.reach(event.x, event.y)
        part = channel_part(event.x, event.y, *self.size, self.has_details)
        if part in ("mute", "solo"):
            self.desk.attempt(
                lambda: (gestures.mute if part == "mute" else gestures.solo)(self.desk)
            )
        elif part == "cap" and self.row.pad_index is not None:
            self.hold(self.row.pad_index)
        self.post_message(Touched())


class BusChannel(ChannelPanel):
    """A return, or the master."""

    def __init__(self, desk: Desk, bus: str) -> None:
        super().__init__(desk, id=f"bus-{bus}")
        self.bus = bus
        self._place = list(BUS_NAMES).index(bus)

    def gauge(self, moment: Moment) -> Gauge:
        """The meter of the bus."""
        return moment.buses[self._place]

    def look(self, moment: Moment) -> ChannelLook:
        """The bus."""
        level = getattr(self.desk.session.project, self.bus).level_db
        is_here = self.desk.bus == self.bus
        return ChannelLook("", BUS_NAMES[self.bus], self._place, level, is_here=is_here)

    def reach(self, x: int, y: int) -> None:
        """Put the bus in front."""
        self.desk.bus = self.bus

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the bus in front."""
        self.reach(event.x, event.y)
        self.post_message(Touched())
