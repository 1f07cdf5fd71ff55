"""The sketch: the grid, and what is known about the pad and the step in front."""

from __future__ import annotations

from textual.app import ComposeResult

from padsketch.tui.desk import Desk
from padsketch.tui.drawing.geometry import LANES, Arrangement, arrangement
from padsketch.tui.moment import Moment
from padsketch.tui.widgets.bars import Ruler
from padsketch.tui.widgets.details import PadStrip, SongLane, StepPanel, StepStrip
from padsketch.tui.widgets.grid import Grid
from padsketch.tui.widgets.pads import Pads
from padsketch.tui.widgets.panel import Columns, Rows
from padsketch.tui.widgets.tracks import Labels, Mixer
from padsketch.tui.widgets.view import View


class SketchView(View):
    """The arrangement says which of its panels are shown."""

    shows = "sketch"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._grid = Grid(desk)

    def compose(self) -> ComposeResult:
        """All panels."""
        desk = self.desk
        with Columns():
            with Rows(id="board"):
                yield Ruler(desk, id="ruler")
                with Columns(id="lanes"):
                    yield Labels(desk, id="labels")
                    yield self._grid
                    yield Mixer(desk, id="mixer")
                yield PadStrip(desk, id="pad-strip")
                yield StepStrip(desk, id="step-strip")
                yield SongLane(desk, id="song-lane")
            with Rows(id="side"):
                yield Pads(desk, id="pads")
                yield StepPanel(desk, id="step-panel")

    def draw(self, moment: Moment) -> None:
        """Beats as wide as the meter asks for."""
        self._grid.fit()
        super().draw(moment)

    def fit(self, width: int, height: int) -> None:
        """Lanes as high and pages as long as there is room for."""
        plan = arrangement(width, height)
        self.desk.grid_width, self.desk.lane_height = plan.grid_width, plan.lane_height
        self.query_one(Ruler).label_width = plan.label_width
        self.query_one(Pads).pad_height = plan.pad_height
        self.query_one("#labels").styles.width = plan.label_width
        self._grid.styles.width = plan.grid_width
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
