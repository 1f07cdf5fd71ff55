"""The mixer: all channels, the controls of the one in front, the meters of the master."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.tui.desk import Desk
from padsketch.tui.drawing.channels import BUS_NAMES, CHANNELS, ChannelPlan, channel_plan
from padsketch.tui.drawing.gauges import figure_strips, meters_head, side_strip
from padsketch.tui.drawing.geometry import MIN_WIDTH
from padsketch.tui.editing.rows import BANK_SIZE
from padsketch.tui.moment import Moment
from padsketch.tui.widgets.channels import BusChannel, TrackChannel
from padsketch.tui.widgets.panel import Columns, Panel
from padsketch.tui.widgets.rack import RackPanel
from padsketch.tui.widgets.view import View

METERS_FROM = 110
"""From this width on the master's meters stand beside the controls of a track too."""


class MeterPanel(Panel):
    """Both sides of the mix, loudness, and what glue and limiter take away."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Bars and figures."""
        return (moment.sides, moment.figures)

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """A title, two bars, figures."""
        width, glyphs, figures = self.size.width, self.desk.glyphs, moment.figures
        sides = zip("LR", moment.sides, figures.peaks, strict=True)
        bars = (side_strip(side, gauge, peak, width, glyphs) for side, gauge, peak in sides)
        return (*meters_head(width, glyphs), *bars, *figure_strips(figures, width, glyphs))


class MixerView(View):
    """Channels above, the one in front in full below."""

    shows = "mixer"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tracks = [TrackChannel(desk, number) for number in range(CHANNELS)]
        self._buses = [BusChannel(desk, bus) for bus in BUS_NAMES]
        self._meters = MeterPanel(desk, id="meters")
        self._plan: ChannelPlan = channel_plan(MIN_WIDTH)
        self._is_wide = False

    def compose(self) -> ComposeResult:
        """All panels; `fit` says which are shown."""
        with Columns(id="channels"):
            yield from self._tracks
            yield from self._buses
        with Columns(id="channel-rack"):
            yield RackPanel(self.desk, id="mixer-rack")
            yield self._meters

    def fit(self, width: int, height: int) -> None:
        """As many channels as fit; the rest of the height makes faders longer."""
        self._plan, self._is_wide = channel_plan(width), width >= METERS_FROM
        for number, track in enumerate(self._tracks):
            track.display = number < self._plan.tracks
            track.styles.width = self._plan.track_width
        for bus in self._buses:
            bus.styles.width = self._plan.bus_width(bus.bus)

    def draw(self, moment: Moment) -> None:
        """Keep the channel in front in view."""
        first = self._plan.first(self.desk.row % BANK_SIZE)
        for track in self._tracks:
            track.first = first
        self._meters.display = self._is_wide or bool(self.desk.bus)
        super().draw(moment)
