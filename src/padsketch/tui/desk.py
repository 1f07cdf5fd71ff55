"""What lies in front of the user: the sketch, the cursor, the selection and the last words."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.screen import Screen

from padsketch.errors import PadsketchError, UsageError
from padsketch.model import REST, Pattern, Section, Step
from padsketch.model.edits import Cell, Clip
from padsketch.model.recording import Take
from padsketch.session import LoadedKit, Session
from padsketch.tui.drawing.geometry import BEAT_WIDTH, GridGeometry, grid_geometry
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.editing.rows import BANK_SIZE, Row, rows_of
from padsketch.tui.keyboard.fingers import FOREVER, Fingers
from padsketch.tui.pace import FULL, Pace
from padsketch.tui.patches import Patches
from padsketch.tui.sampling.sampling_desk import SamplingDesk
from padsketch.tui.stage import Stage
from padsketch.tui.waves.wave_desk import WaveDesk

if TYPE_CHECKING:
    from padsketch.tui.tour import Tour

Place = tuple[int, int]
"""A lane and a step as the grid shows them."""

VIEWS = (
    "sketch",
    "mixer",
    "pad",
    "sample",
    "step",
    "lane",
    "takes",
    "song",
    "section",
    "sounds",
    "sampling",
)
"""What the middle of the screen can show."""
STEPS = "steps"
"""The aspect of the grid that shows steps as a whole."""
PANELS = ("grid", "mixer", "step")
WORDS_SECONDS = 6.0
"""How long the message row keeps what it said."""
PAUSE_SECONDS = 0.8
"""A key that comes again later than this is a new edit, to be undone on its own."""


class Words(NamedTuple):
    """What the message row says: since when, and whether it is a refusal."""

    text: str = ""
    is_refusal: bool = False
    since: float = 0.0


class Desk:
    """The state of the screen; it belongs to the screen's thread.

    row is the lane under the cursor among all lanes, step counts from 0 over all pages; bus is
    the return or the master that the mixer has in front, "" for the lane's track; layer is the
    number of the layer that the pad page has in front, 0 for the pad itself; take is the
    number of the take in front, take_lane the place of the one of its lanes that is,
    auditioned the last that was heard; in_hand is the name of the control that keys turn, by
    the kind of rack; aspect is what of the steps the grid shows, lock the parameter that it
    shows of their locks, brushes the last value of every aspect that was given to a step;
    wave and sampling are the states of those pages; turned holds the numbers of every writing
    tool as they were left; pressed_at is when the key was read that is dealt with now.
    """

    def __init__(self, session: Session, stage: Stage, glyphs: Glyphs, pace: Pace = FULL) -> None:
        self.session = session
        self.stage = stage
        self.glyphs = glyphs
        self.pace = pace
        self.patches = Patches()
        self.fingers = Fingers(session, time.monotonic)
        self.grid_width = 4 * BEAT_WIDTH
        self.lane_height = 1
        self.row = self.step = 0
        self.anchor: Place | None = None
        self.view = "sketch"
        self.bus = ""
        self.layer = 0
        self.take = self.take_lane = 0
        self.auditioned: Take | None = None
        self.in_hand: dict[str, str] = {}
        self.aspect = STEPS
        self.lock = "cutoff"
        self.brushes: dict[str, Step] = {}
        self.panel = "grid"
        self.fields = dict.fromkeys(PANELS, 0)
        self.clip = Clip()
        self.copied: Pattern | None = None
        self.section = 0
        self.copied_section: Section | None = None
        self.wave = WaveDesk()
        self.sampling = SamplingDesk(pace)
        self.turned: dict[str, dict[str, float]] = {}
        self.tour: Tour | None = None
        self.follows = True
        self.heard_step = -1
        self.stopped_at = float("-inf")
        self.pressed_at: float | None = None
        self.words = Words()
        self.loading = ""
        self.numbers = itertools.count()
        self._rows_for: tuple[object, object] = (None, None)
        self._rows: tuple[Row, ...] = ()
        self._last_merge: tuple[object, float] = (None, 0.0)

    @property
    def pattern(self) -> Pattern:
        """The pattern that is seen."""
        return self.session.current_pattern

    @property
    def loaded(self) -> LoadedKit | None:
        """The kit that plays."""
        return self.session.loaded

    @property
    def rows(self) -> tuple[Row, ...]:
        """All lanes, of every bank."""
        kit, lanes = self.session.played_kit, self.pattern.lanes
        if self._rows_for[0] is not kit or self._rows_for[1] is not lanes:
            self._rows_for = (kit, lanes)
            self._rows = rows_of(kit, lanes, self.fingers.layout.caps)
        return self._rows

    @property
    def bank(self) -> int:
        """Which sixteen of the lanes are in front."""
        return self.row // BANK_SIZE

    @property
    def bank_rows(self) -> tuple[Row | None, ...]:
        """The sixteen lanes in front, None where there are fewer; without keys that play others."""
        rows = self.rows[self.bank * BANK_SIZE :][:BANK_SIZE]
        if self.fingers.spread.is_of_one_pad:
            rows = tuple(row._replace(cap=" ") for row in rows)
        return (*rows, *(None for _ in range(BANK_SIZE - len(rows))))

    @property
    def lane(self) -> Row:
        """The lane under the cursor; raises UsageError while there is none."""
        rows = self.rows
        if not rows:
            raise UsageError("There are no lanes yet", "Choose a kit with F2.")
        return rows[min(self.row, len(rows) - 1)]

    @property
    def cell(self) -> Cell:
        """The cell under the cursor; raises UsageError behind the end of its lane."""
        length = self.pattern.lane_length(self.lane.pad)
        if self.step >= length:
            raise UsageError(f"This lane ends at step {length}", "Change its length with , e.")
        return Cell(self.lane.pad, self.step)

    @property
    def here(self) -> Step:
        """The step under the cursor."""
        rows = self.rows
        return (
            self.pattern.lane(rows[self.row].pad).step(self.step) if self.row < len(rows) else REST
        )

    @property
    def geometry(self) -> GridGeometry:
        """The cells of a page, as the meter and the size of the steps group them."""
        meter, step = self.session.project.meter, self.pattern.step
        return grid_geometry(self.grid_width, self.lane_height, step, meter)

    @property
    def extent(self) -> int:
        """Steps that can be seen: those of the longest lane."""
        pattern = self.pattern
        return max([pattern.length, *(lane.length or 0 for lane in pattern.lanes.values())])

    @property
    def page(self) -> int:
        """First step of the page: the playhead's while it is followed, else the cursor's."""
        is_led = self.follows and self.heard_step >= 0
        return self.geometry.page_of(self.heard_step if is_led else self.step)

    @property
    def selection(self) -> tuple[range, range]:
        """Rows and steps that are selected; the cursor's own cell when nothing else is."""
        row, step = self.anchor or (self.row, self.step)
        rows = range(min(row, self.row), max(row, self.row) + 1)
        return rows, range(min(step, self.step), max(step, self.step) + 1)

    @property
    def selected_cells(self) -> list[Cell]:
        """The selected cells that lie within their lanes, row by row."""
        rows, steps = self.selection
        pads = [self.rows[row].pad for row in rows if row < len(self.rows)]
        inside = {pad: self.pattern.lane_length(pad) for pad in pads}
        return [Cell(pad, step) for pad in pads for step in steps if step < inside[pad]]

    @property
    def speaks(self) -> bool:
        """Whether the last words are still shown."""
        return bool(self.words.text) and time.monotonic() - self.words.since < WORDS_SECONDS

    @property
    def scene(self) -> tuple[object, ...]:
        """What the screen shows that is not of the engine, to be compared with `is`."""
        session = self.session
        return (
            session.project,
            session.pattern,
            session.loaded,
            session.saved,
            self.geometry,
            self.page,
            self.row,
            self.step,
            self.anchor,
            self.view,
            self.bus,
            self.layer,
            *self.wave.scene,
            self.section,
            self.take,
            self.take_lane,
            session.takes.all,
            session.is_auditioning,
            *self.in_hand.values(),
            self.aspect,
            self.lock,
            self.panel,
            *self.fields.values(),
            self.words,
            self.speaks,
            self.loading,
        )

    def move_to(self, row: int, step: int, extends: bool = False) -> None:
        """Put the cursor somewhere; `extends` keeps the other end of the selection."""
        if not extends:
            self.anchor = None
        elif self.anchor is None:
            self.anchor = (self.row, self.step)
        self.row = max(0, min(row, len(self.rows) - 1))
        self.step = max(0, min(step, self.extent - 1))
        self.follows = False
        self.aim()

    def show_view(self, view: str) -> None:
        """Show something else in the middle of the screen."""
        keeps_layer = {self.view, view} <= {"pad", "sample"}
        if self.view == "sounds" != view:
            self.session.browsing.prelistening.silence()
        if self.view in ("sample", "sampling") and self.view != view:
            self.session.player.unlisten()
            self.wave.listening = None
        self.view = view
        if self.session.is_auditioning:
            self.session.audition(None)
        self.bus = ""
        self.layer = self.layer if keeps_layer else 0

    def settle(self) -> None:
        """Keep the cursor inside after the pattern or the kit has changed."""
        if self.row >= len(self.rows) > 0 or self.step >= self.extent:
            self.go_to_row(self.row)
        self.aim()

    def aim(self) -> None:
        """Let the fingers play where the cursor stands."""
        row = self.rows[self.row] if self.row < len(self.rows) else None
        self.fingers.bank = self.bank
        self.fingers.in_front = -1 if row is None or row.pad_index is None else row.pad_index

    def go_to_row(self, row: int) -> None:
        """Put a lane in front; what is heard is followed as before."""
        follows = self.follows
        self.move_to(row, self.step)
        self.follows = follows

    def edit(self, label: str, change: Callable[..., Any], *args: Any, **more: Any) -> bool:
        """Edit the pattern that is seen; arguments as for `Session.edit`."""
        self.follows = False
        return self.session.edit_pattern(label, change, *args, **more)

    def keep_merging(self, key: object) -> object:
        """A merge key for an edit that is held down: a pause or another key ends it."""
        now = time.monotonic()
        before, since = self._last_merge
        if key != before or now - since > PAUSE_SECONDS:
            self.session.end_merge()
        self._last_merge = (key, now)
        return key

    def say(self, text: str) -> None:
        """Tell the user what was done."""
        self.words = Words(text, False, time.monotonic())

    def offer(self, text: str) -> None:
        """Tell the user something that stays until a key is pressed."""
        self.words = Words(text, False, FOREVER)

    def end_offer(self) -> None:
        """A key was pressed."""
        if self.words.since == FOREVER:
            self.words = Words()

    def refuse(self, error: PadsketchError) -> None:
        """Tell the user why something was not done."""
        hint = f" {error.hint}" if error.hint else ""
        self.words = Words(f"{error.title.rstrip('.')}.{hint}", True, time.monotonic())

    def ask(self, prompt: Screen[tuple[Any]], then: Callable[[Any], object]) -> None:
        """Open a prompt; `then` gets the value that was typed."""
        self.stage.show(prompt, lambda answer: then(answer[0]))

    def carry_out(self, gesture: Gesture) -> None:
        """Do what a key asks for; an edit that says nothing ends what was said before.

        A refusal is ended by whatever was not refused.
        """
        words, project = self.words, self.session.project
        self.attempt(lambda: gesture(self))
        if self.words is words and (words.is_refusal or self.session.project is not project):
            self.words = Words()

    def attempt(self, action: Callable[[], object]) -> None:
        """Do something that may be refused."""
        try:
            action()
        except PadsketchError as error:
            self.refuse(error)


Gesture = Callable[[Desk], None]
"""What a command does."""
