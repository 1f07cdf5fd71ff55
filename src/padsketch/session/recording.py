"""Recording: what is played by hand is written into the pattern, pass by pass."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from padsketch.errors import PadsketchError, UsageError
from padsketch.model import PATTERN_NAMES, Pad, Step, edits
from padsketch.model.edits import Cell
from padsketch.model.lane_grid import LaneGrid, lane_grid
from padsketch.model.recording import RecordingSettings
from padsketch.session.passes import Address, Pass, Press
from padsketch.session.turns import Turn, next_turn
from padsketch.storage.recording import load_recording, save_recording
from padsketch.units import POSITIONS_PER_QUARTER, POSITIONS_PER_TICK

if TYPE_CHECKING:
    from padsketch.engine.played import Played
    from padsketch.engine.snapshot import Snapshot
    from padsketch.session.hands import Playhead
    from padsketch.session.session import Session

JITTER = POSITIONS_PER_QUARTER // 4
"""A playhead that goes back by less was corrected by a change of tempo; by more, moved by hand."""


class Recorder:
    """Writes hits while it is armed, and keeps every pass in which something was played.

    A hit lands on the nearest place of its lane, so one of the last half step lands on the one of
    the next pass, or of the pattern or section that follows, and one of the half step before the
    first pass on its one; what comes earlier in the count-in is not recorded. The later of two
    hits on one step counts.

    With `settings.replaces` the lanes that are played lose their old hits: those on places that
    the playhead has passed in this pass, from where recording began in it. Lanes that are not
    played, and what the playhead has not reached, stay.

    Belongs to the thread of the session's `tick`; `refusal` is for the screen to show and clear.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._passes: list[Pass] = []
        self._heard: Playhead | None = None
        self._start = 0
        self._lost = 0
        self._turns: dict[tuple[str, int], Turn | None] = {}
        self.is_armed = False
        self.metronome = False
        self.settings = RecordingSettings()
        self.file: Path | None = None
        self.refusal: PadsketchError | None = None
        session.listeners.append(self.take_in)

    @property
    def count_in(self) -> int:
        """Bars to be counted before play; none while it plays already."""
        return self.settings.count_in if self.is_armed and self._heard is None else 0

    def arm(self, is_armed: bool) -> None:
        """Record from now on, or no longer; a take that is listened to is over."""
        self._end(self._passes)
        if is_armed and self._session.is_auditioning:
            self._session.audition(None)
        self._heard = None
        self._turns.clear()
        self.is_armed = is_armed
        self._tell_player()

    def set_metronome(self, is_on: bool) -> None:
        """Let the metronome sound whenever the transport runs, or no longer."""
        self.metronome = is_on
        self._tell_player()

    def use(self, file: Path) -> None:
        """Record as a user's file says, and keep changes there; what is wrong in it is told."""
        self.file = file
        self.settings, complaints = load_recording(file)
        if complaints:
            self.refusal = UsageError("; ".join(complaints), "The rest is as usual.")

    def set(self, **changes: Any) -> None:
        """Change settings by their names, and keep them in the user's file where there is one."""
        self.settings = replace(self.settings, **changes)
        self._tell_player()
        if self.file is not None:
            save_recording(self.file, self.settings)

    def take_in(self, played: Played) -> None:
        """Take something that was played by hand."""
        if not self.is_armed or played.pattern < 0:
            return
        try:
            self._let_go(played) if played.is_release else self._hit(played)
        except PadsketchError as error:
            self.refusal = error

    def tick(self, heard: Playhead | None, snapshot: Snapshot) -> None:
        """Once a screen frame, after what was played: where the music is, None when it stopped."""
        self._tell_lost(snapshot.lost)
        if heard is None:
            self._end(self._passes)
            self._turns.clear()
        elif self.is_armed:
            self._turn_to(heard)
            for passing in self._passes if self.settings.replaces else ():
                if _is_heard(passing, heard):
                    self._clear_passed(passing, heard.position)
            self._end(p for p in self._passes if not p.held and self._is_over(p, heard))
            self._turns[heard.pattern, heard.section] = next_turn(self._session.project, snapshot)
        self._heard = heard

    def _tell_lost(self, lost: int) -> None:
        if self.is_armed and lost > self._lost:
            self.refusal = PadsketchError(f"{lost - self._lost} hits are lost", "Play them again.")
        self._lost = lost

    def _turn_to(self, heard: Playhead) -> None:
        """Play went somewhere else: what was played before is complete."""
        before = self._heard
        if before is not None and before[:2] != heard[:2]:
            self._end(p for p in self._passes if not _is_heard(p, heard))
        elif before is not None and heard.position >= before.position - JITTER:
            return
        elif before is not None:
            self._end(self._passes)
        self._start = heard.position

    def _hit(self, hit: Played) -> None:
        pad = self._pad(hit.pad)
        played = self._turned(hit, pad.id)
        name = _name(played)
        grid = self._grid(name, pad.id)
        if 2 * played.position < -grid.step:
            return
        spot = grid.quantised(played.position, self.settings.strength)
        cell = Cell(pad.id, grid.written(spot.place))
        passing = self._pass_at(Address(name, played.section, grid.cycle(spot.place)))
        locks = (("tune", pad.tune + played.transpose),) if played.transpose else ()
        step = Step(velocity=played.velocity, nudge=spot.nudge, locks=locks)
        passing.written[cell] = step
        self._overdub(passing, cell)
        if pad.mode != "one-shot":
            self._let_go(hit)
            passing.held[played.pad, played.transpose] = Press(cell, grid, played.position)

    def _turned(self, played: Played, pad: str) -> Played:
        """A hit that is nearest to the one of what follows, as it is told there."""
        turn = self._turn(played)
        if turn is None:
            return played
        grid, following = self._grid(_name(played), pad), self._grid(turn.pattern, pad)
        position = played.position - turn.position
        is_near = turn.position <= grid.position(grid.nearest(played.position))
        if not is_near or 2 * position < -following.step:
            return played
        pattern = PATTERN_NAMES.index(turn.pattern)
        return played._replace(pattern=pattern, section=turn.section, position=position)

    def _turn(self, played: Played) -> Turn | None:
        return self._turns.get((_name(played), played.section))

    def _let_go(self, played: Played) -> None:
        turn = self._turn(played)
        for passing in self._passes:
            is_ahead = turn is not None and turn[1:] == passing.address[:2]
            since = turn.position if turn and is_ahead else 0
            press = passing.held.pop((played.pad, played.transpose), None)
            if press is not None:
                self._lengthen(passing, press, played.position - since)

    def _lengthen(self, passing: Pass, press: Press, position: int) -> None:
        """Say how long a hit was; one that was undone meanwhile stays away from the pattern."""
        cell = press.cell
        passing.written[cell] = replace(passing.written[cell], length=press.steps(position))
        if self._plays(passing.address.pattern, cell):
            self._overdub(passing, cell)

    def _overdub(self, passing: Pass, cell: Cell) -> None:
        name, steps = passing.address.pattern, {cell: passing.written[cell]}
        self._session.edit(passing.label, edits.overdub_steps, name, steps, merge=passing)

    def _clear_passed(self, passing: Pass, position: int) -> None:
        """Let the old hits of played lanes go, each place once, up to a position."""
        kept = {cell for other in self._passes for cell in other.written}
        name, cells = passing.address.pattern, set[Cell]()
        for pad in passing.pads:
            grid = self._grid(name, pad)
            if grid.is_random:
                continue
            places = self._passed(passing, grid, position, passing.cleared.get(pad, 0))
            passing.cleared[pad] = places.stop
            cells |= {Cell(pad, grid.written(place)) for place in places}
        if old := [cell for cell in cells - kept if self._plays(name, cell)]:
            self._session.edit(passing.label, edits.clear_steps, name, old, merge=passing)

    def _plays(self, pattern: str, cell: Cell) -> bool:
        return self._session.project.pattern(pattern).lane(cell.pad).step(cell.step).plays

    def _passed(self, passing: Pass, grid: LaneGrid, position: int, cleared: int) -> range:
        """The places of a pass that the playhead went over, but for those that are cleared."""
        cycle = passing.address.cycle
        first = max(grid.first_place(cycle), grid.nearest(self._start), cleared)
        return range(first, max(first, min(grid.end(position), grid.first_place(cycle + 1))))

    def _pass_at(self, address: Address) -> Pass:
        for passing in self._passes:
            if passing.address == address:
                return passing
        number = self._session.takes.new_number(address.pattern)
        self._passes.append(Pass(address, number))
        return self._passes[-1]

    def _end(self, passes: Iterable[Pass]) -> None:
        """Keep passes as takes; what is held in them ends here."""
        for passing in list(passes):
            for press in passing.held.values():
                is_heard = self._heard is not None and _is_heard(passing, self._heard)
                end = self._heard.position if self._heard and is_heard else press.position
                self._lengthen(passing, press, end)
            self._passes.remove(passing)
            pattern = self._session.project.pattern(passing.address.pattern)
            self._session.takes.keep(passing.take(pattern))

    def _is_over(self, passing: Pass, heard: Playhead) -> bool:
        pattern = self._session.project.pattern(heard.pattern)
        cycle = heard.position // (pattern.length * pattern.step_ticks * POSITIONS_PER_TICK)
        return _is_heard(passing, heard) and passing.address.cycle < cycle

    def _grid(self, pattern: str, pad: str) -> LaneGrid:
        project = self._session.project
        return lane_grid(project.pattern(pattern), pad, project.swing)

    def _pad(self, index: int) -> Pad:
        kit = self._session.played_kit
        if kit is None:
            raise PadsketchError("There is no kit yet", "Wait for it, or choose another.")
        if index >= len(kit.pads):
            raise PadsketchError("That pad went with its kit", "Play one of the new kit.")
        return kit.pads[index]

    def _tell_player(self) -> None:
        player, settings = self._session.player, self.settings
        player.set_metronome_level(settings.metronome_db)
        player.set_metronome(self.metronome or (self.is_armed and settings.clicks))


def _is_heard(passing: Pass, heard: Playhead) -> bool:
    """Whether a pass is of the pattern and section that are heard."""
    return passing.address[:2] == heard[:2]


def _name(played: Played) -> str:
    return PATTERN_NAMES[played.pattern]
