"""Cutting the sound on the waveform page: its marks, its tempo, and where its slices go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from padsketch.display import counted
from padsketch.errors import UsageError
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.dialogs import in_range, parse_whole
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.waves import listening
from padsketch.tui.waves.wave import Page, page

if TYPE_CHECKING:
    from padsketch.analysis.tempo import Tempo
    from padsketch.session.sounds.chopping import Chop

SENSITIVITY_STEP = 0.05
FEWEST_PARTS, MOST_PARTS = 2, 32


def chop_of(desk: Desk, found: Page) -> Chop:
    """What is known of the cuts of the sound that is shown."""
    return desk.session.looking.chop(found.file, found.wave)


def by_onsets(desk: Desk) -> None:
    """Mark where sounds begin."""
    chop = chop_in_front(desk)
    _by_onsets(desk, chop, chop.sensitivity)


def finer(by: int) -> Gesture:
    """More marks, or fewer: another sensitivity, other parts, another grid."""

    def gesture(desk: Desk) -> None:
        chop = chop_in_front(desk)
        if chop.how == "equal":
            _in_parts(desk, chop, len(chop.marks) + by)
        elif chop.how == "grid":
            _on_grid(desk, chop, _division(desk, by))
        else:
            _by_onsets(desk, chop, chop.sensitivity + by * SENSITIVITY_STEP)

    return gesture


def in_parts(desk: Desk) -> None:
    """Type how many equal parts there shall be."""
    chop = chop_in_front(desk)
    parse = in_range(parse_whole, FEWEST_PARTS, MOST_PARTS)
    usual = len(chop.marks) if FEWEST_PARTS <= len(chop.marks) <= MOST_PARTS else 8
    prompt = Prompt("Equal parts", str(usual), f"{FEWEST_PARTS} to {MOST_PARTS}", parse)
    desk.ask(prompt, lambda parts: _in_parts(desk, chop, int(parts)))


def on_grid(desk: Desk) -> None:
    """Choose the note value that every slice lasts."""
    from padsketch.analysis.marks import DIVISIONS

    chop = chop_in_front(desk)
    options = [Option(name, name, f"{beats:.3g} beats") for name, beats in DIVISIONS.items()]
    dialog = Chooser("A mark on every", options, desk.wave.division)
    desk.stage.show(dialog, lambda division: _on_grid(desk, chop, division))


def by_cues(desk: Desk) -> None:
    """Take the marks that the file brings along."""
    chop = chop_in_front(desk)
    chop.cues()
    desk.say(f"{count_text(chop)} by the cues of the file")


def clear(desk: Desk) -> None:
    """Take all marks away."""
    chop = chop_in_front(desk)
    if not chop.clear():
        raise UsageError("There are no marks", "n o makes some where sounds begin.")
    desk.say("no marks any more: u brings them back")


def mark(desk: Desk) -> None:
    """Mark what is heard, as near as a tap can be; the cursor's frame while nothing is heard."""
    found, chop = page(desk), chop_in_front(desk)
    frame = listening.heard_frame(desk, desk.session.player.snapshot(), desk.pressed_at)
    if frame < 0 or not listening.is_heard(desk, found):
        chop.add(found.place.cursor)
        desk.say(f"{count_text(chop)}: one at the cursor")
    else:
        chop.tap(frame)
        desk.say(f"{count_text(chop)}: tapped at {frame / found.wave.rate:.3f} s")


def add_mark(desk: Desk, frame: int) -> int:
    """Mark a frame; the mark is where the sound crosses zero before it."""
    chop = chop_in_front(desk)
    chop.add(frame)
    return max((mark for mark in chop.marks if mark <= frame), default=chop.marks[0])


def move_mark(desk: Desk, at: int, frame: int) -> None:
    """Let a mark, by its place from 0, be elsewhere between its neighbours."""
    chop = chop_in_front(desk)
    low = chop.marks[at - 1] + 1 if at else 0
    high = chop.marks[at + 1] - 1 if at + 1 < len(chop.marks) else len(chop.frames) - 1
    chop.move(at, min(max(frame, low), high))


def bring_mark(desk: Desk) -> None:
    """Bring the nearest mark to the cursor."""
    found, chop = page(desk), chop_in_front(desk)
    nearest = _nearest(found)
    chop.move(chop.marks.index(nearest), found.place.cursor)
    desk.session.end_merge()
    desk.say(f"mark {_number(found, nearest)} at {found.place.cursor / found.wave.rate:.4f} s")


def remove_mark(desk: Desk, mark: int) -> None:
    """Take a mark away."""
    chop = chop_in_front(desk)
    chop.remove(chop.marks.index(mark))
    desk.say(f"{count_text(chop)} left")


def remove_nearest(desk: Desk) -> None:
    """Take the nearest mark away."""
    remove_mark(desk, _nearest(page(desk)))


def chop_in_front(desk: Desk) -> Chop:
    """The chop of the sound that is shown; raises UsageError while it is being read."""
    return chop_of(desk, page(desk))


def _by_onsets(desk: Desk, chop: Chop, sensitivity: float) -> None:
    chop.by_onsets(sensitivity)
    desk.say(f"{count_text(chop)} by onsets, sensitivity {chop.sensitivity:.0%}: < and > change it")


def _in_parts(desk: Desk, chop: Chop, parts: int) -> None:
    chop.equal(min(max(parts, FEWEST_PARTS), MOST_PARTS))
    desk.say(f"{count_text(chop)} of {len(chop.frames) / chop.rate / len(chop.marks):.3f} s each")


def _on_grid(desk: Desk, chop: Chop, division: str) -> None:
    bpm = tempo_of(chop).bpm
    chop.grid(division, bpm)
    desk.wave.division = division
    desk.say(f"{count_text(chop)} of {division} at {bpm:.4g} BPM")


def _division(desk: Desk, by: int) -> str:
    """The next finer or coarser note value."""
    from padsketch.analysis.marks import DIVISIONS

    names = list(DIVISIONS)
    return names[min(max(names.index(desk.wave.division) + by, 0), len(names) - 1)]


def _nearest(found: Page) -> int:
    if not found.marks:
        raise UsageError("There are no marks", ". makes one, n o all where sounds begin.")
    return min(found.marks, key=lambda mark: abs(mark - found.place.cursor))


def _number(found: Page, mark: int) -> int:
    return found.marks.index(mark) + 1


def count_text(chop: Chop) -> str:
    """How many slices there are."""
    return counted(len(chop.marks), "slice")


def tempo_of(chop: Chop) -> Tempo:
    """How fast a sound is; raises UsageError where nothing tells."""
    if chop.tempo is None:
        raise UsageError("Nothing tells the tempo of this sound", "n t types it.")
    return chop.tempo
