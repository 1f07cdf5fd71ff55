"""Cutting the sound on the waveform page: its marks, its tempo, and where its slices go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.errors import UsageError
from padsketch.model.metre import meter_ticks
from padsketch.model.project import MAX_BPM, MIN_BPM
from padsketch.tui import listening
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.dialogs import in_range, parse_number, parse_whole
from padsketch.tui.drawing.ruler import Beats
from padsketch.tui.drawing.word_row import Word
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.wave import Page, page
from padsketch.units import TICKS_PER_QUARTER

if TYPE_CHECKING:
    from padsketch.analysis.tempo import Tempo
    from padsketch.session.chopping import Chop, Placed

SENSITIVITY_STEP = 0.05
FEWEST_PARTS, MOST_PARTS = 2, 32
HOWS = {
    "onsets": "by onsets",
    "equal": "in equal parts",
    "grid": "on the beat",
    "cues": "by its cues",
}
SOURCES = {
    "name": "by its name",
    "file": "by the file",
    "length": "by its length",
    "listening": "by ear",
    "hand": "as you say",
}
FITS = (
    Option("slices", "slices", "every slice on its beat, its sound as it is: for drums"),
    Option("repitch", "re-pitch", "faster and higher, as a tape"),
    Option("stretch", "stretch", "faster at the same pitch: for what has notes"),
)


def chop_of(desk: Desk, found: Page) -> Chop:
    """What is known of the cuts of the sound that is shown."""
    return desk.session.looking.chop(found.file, found.wave)


def by_onsets(desk: Desk) -> None:
    """Mark where sounds begin."""
    chop = _chop(desk)
    _by_onsets(desk, chop, chop.sensitivity)


def finer(by: int) -> Gesture:
    """More marks, or fewer: another sensitivity, other parts, another grid."""

    def gesture(desk: Desk) -> None:
        chop = _chop(desk)
        if chop.how == "equal":
            _in_parts(desk, chop, len(chop.marks) + by)
        elif chop.how == "grid":
            _on_grid(desk, chop, _division(desk, by))
        else:
            _by_onsets(desk, chop, chop.sensitivity + by * SENSITIVITY_STEP)

    return gesture


def in_parts(desk: Desk) -> None:
    """Type how many equal parts there shall be."""
    chop = _chop(desk)
    parse = in_range(parse_whole, FEWEST_PARTS, MOST_PARTS)
    usual = len(chop.marks) if FEWEST_PARTS <= len(chop.marks) <= MOST_PARTS else 8
    prompt = Prompt("Equal parts", str(usual), f"{FEWEST_PARTS} to {MOST_PARTS}", parse)
    desk.ask(prompt, lambda parts: _in_parts(desk, chop, int(parts)))


def on_grid(desk: Desk) -> None:
    """Choose the note value that every slice lasts."""
    from padsketch.analysis.marks import DIVISIONS

    chop = _chop(desk)
    options = [Option(name, name, f"{beats:.3g} beats") for name, beats in DIVISIONS.items()]
    dialog = Chooser("A mark on every", options, desk.wave.division)
    desk.stage.show(dialog, lambda division: _on_grid(desk, chop, division))


def by_cues(desk: Desk) -> None:
    """Take the marks that the file brings along."""
    chop = _chop(desk)
    chop.cues()
    _tell(desk, chop)


def clear(desk: Desk) -> None:
    """Take all marks away."""
    chop = _chop(desk)
    if not chop.clear():
        raise UsageError("There are no marks", "n o makes some where sounds begin.")
    desk.say("no marks any more: u brings them back")


def mark(desk: Desk) -> None:
    """Mark what is heard, as near as a tap can be; the cursor's frame while nothing is heard."""
    found, chop = page(desk), _chop(desk)
    frame = listening.heard_frame(desk, desk.session.player.snapshot(), desk.pressed_at)
    if frame < 0 or not listening.is_heard(found, desk):
        chop.add(found.place.cursor)
        desk.say(f"{_count(chop)}: one at the cursor")
    else:
        chop.tap(frame)
        desk.say(f"{_count(chop)}: tapped at {frame / found.wave.rate:.3f} s")


def add_mark(desk: Desk, frame: int) -> int:
    """Mark a frame; the mark is where the sound crosses zero before it."""
    chop = _chop(desk)
    chop.add(frame)
    return max((mark for mark in chop.marks if mark <= frame), default=chop.marks[0])


def move_mark(desk: Desk, at: int, frame: int) -> None:
    """Let a mark, by its place from 0, be elsewhere between its neighbours."""
    chop = _chop(desk)
    low = chop.marks[at - 1] + 1 if at else 0
    high = chop.marks[at + 1] - 1 if at + 1 < len(chop.marks) else len(chop.frames) - 1
    chop.move(at, min(max(frame, low), high))


def bring_mark(desk: Desk) -> None:
    """Bring the nearest mark to the cursor."""
    found, chop = page(desk), _chop(desk)
    nearest = _nearest(found)
    chop.move(chop.marks.index(nearest), found.place.cursor)
    desk.session.end_merge()
    desk.say(f"mark {_number(found, nearest)} at {found.place.cursor / found.wave.rate:.4f} s")


def remove_mark(desk: Desk, mark: int) -> None:
    """Take a mark away."""
    chop = _chop(desk)
    chop.remove(chop.marks.index(mark))
    desk.say(f"{_count(chop)} left")


def remove_nearest(desk: Desk) -> None:
    """Take the nearest mark away."""
    remove_mark(desk, _nearest(page(desk)))


def ask_tempo(desk: Desk) -> None:
    """Type how fast the sound is."""
    chop = _chop(desk)
    present = f"{chop.tempo.bpm:.4g}" if chop.tempo else ""
    parse = in_range(parse_number, MIN_BPM, MAX_BPM)
    prompt = Prompt("Tempo of the sound", present, "20 to 400 BPM", parse)
    desk.ask(prompt, lambda bpm: _set_tempo(desk, chop, bpm))


def half_tempo(desk: Desk) -> None:
    """Take the sound for half as fast."""
    _chop(desk).half()
    _tell_tempo(desk)


def double_tempo(desk: Desk) -> None:
    """Take the sound for twice as fast."""
    _chop(desk).double()
    _tell_tempo(desk)


def fit(desk: Desk) -> None:
    """Choose how the pads that play the sound follow the sketch's tempo."""
    found, chop = page(desk), _chop(desk)
    own, bpm = _tempo(chop).bpm, desk.session.project.bpm
    dialog = Chooser(f"Fit {own:.4g} to {bpm:g} BPM by", FITS, _fit_now(found))
    desk.stage.show(dialog, lambda how: _fit(desk, chop, how))


def to_pads(desk: Desk) -> None:
    """Put the slices on pads, from the one in front on."""
    _tell_placed(desk, _chop(desk).to_pads(desk.lane.pad))


def to_new_pads(desk: Desk) -> None:
    """Put the slices on pads of their own, behind all others."""
    _tell_placed(desk, _chop(desk).to_pads())


def to_grid(desk: Desk) -> None:
    """Let the pattern play the slices in order, so that the sound plays as it was."""
    placed = _chop(desk).to_grid()
    desk.say(f"{desk.session.pattern} plays {placed.words}: the sketch has them")


def to_files(desk: Desk) -> None:
    """Type a folder for the slices as files; it is a kit."""
    chop = _chop(desk)
    folder = Path.cwd() / f"{chop.name}-slices"
    prompt = Prompt("Slices into the folder", str(folder), "WAV files and a kit.toml", _folder)
    desk.ask(prompt, lambda path: _to_files(desk, chop, path))


def beats_of(desk: Desk, found: Page) -> Beats:
    """The beats over the sound, from its first mark on: its own, else those of the sketch."""
    bar, _, _ = meter_ticks(desk.session.project.meter)
    chop = chop_of(desk, found)
    tempo = chop.tempo if desk.session.looking.is_known(chop) else None
    bpm = tempo.bpm if tempo else desk.session.project.bpm
    origin = found.marks[0] if found.marks else found.played[0]
    return Beats(60.0 / bpm * found.wave.rate, origin, max(1, bar // TICKS_PER_QUARTER))


def about(desk: Desk, found: Page) -> str:
    """How the sound is cut, and how fast it is."""
    chop = chop_of(desk, found)
    cut = f"{_count(chop)} {HOWS.get(chop.how, 'by hand')}" if chop.marks else "no marks"
    if not desk.session.looking.is_known(chop):
        return f"{cut}  listening"
    tempo = chop.tempo
    return f"{cut}  {tempo.bpm:.4g} BPM {SOURCES[tempo.source]}" if tempo else f"{cut}  no tempo"


def words(desk: Desk, found: Page | None) -> Sequence[Word]:
    """What can be done to the marks, and with the slices."""
    how = chop_of(desk, found).how if found and found.marks else ""
    kinds = (("onsets", "onsets"), ("equal", "equal"), ("beats", "grid"), ("cues", "cues"))
    return (
        *(Word(text, f"wave-{name}", name == how) for text, name in kinds),
        Word("tap", "wave-mark"),
        Word("<", "wave-fewer"),
        Word(">", "wave-more"),
        Word("pads", "wave-pads"),
        Word("grid", "wave-to-grid"),
        Word("files", "wave-files"),
        Word("fit", "wave-fit"),
        Word("clear", "wave-clear"),
    )


def _chop(desk: Desk) -> Chop:
    return chop_of(desk, page(desk))


def _by_onsets(desk: Desk, chop: Chop, sensitivity: float) -> None:
    chop.by_onsets(sensitivity)
    desk.say(f"{_count(chop)} by onsets, sensitivity {chop.sensitivity:.0%}: < and > change it")


def _in_parts(desk: Desk, chop: Chop, parts: int) -> None:
    chop.equal(min(max(parts, FEWEST_PARTS), MOST_PARTS))
    desk.say(f"{_count(chop)} of {len(chop.frames) / chop.rate / len(chop.marks):.3f} s each")


def _on_grid(desk: Desk, chop: Chop, division: str) -> None:
    bpm = _tempo(chop).bpm
    chop.grid(division, bpm)
    desk.wave.division = division
    desk.say(f"{_count(chop)} of {division} at {bpm:.4g} BPM")


def _division(desk: Desk, by: int) -> str:
    """The next finer or coarser note value."""
    from padsketch.analysis.marks import DIVISIONS

    names = list(DIVISIONS)
    return names[min(max(names.index(desk.wave.division) + by, 0), len(names) - 1)]


def _fit(desk: Desk, chop: Chop, how: str) -> None:
    chop.fit(how)
    name = next(option.name for option in FITS if option.value == how)
    own, bpm = _tempo(chop).bpm, desk.session.project.bpm
    desk.say(f"{chop.file} goes from {own:.4g} to {bpm:g} BPM by {name}")


def _fit_now(found: Page) -> str:
    """How the layer that is shown is fitted."""
    if found.layer.stretch != 1.0:
        return "stretch"
    return "repitch" if found.layer.tune else "slices"


def _to_files(desk: Desk, chop: Chop, folder: Path) -> None:
    kit = chop.to_files(folder)
    desk.say(f"{len(kit.pads)} files in {folder}")


def _folder(text: str) -> Path:
    if not text.strip():
        raise UsageError("A folder needs a name")
    return Path(text.strip()).expanduser()


def _nearest(found: Page) -> int:
    if not found.marks:
        raise UsageError("There are no marks", ". makes one, n o all where sounds begin.")
    return min(found.marks, key=lambda mark: abs(mark - found.place.cursor))


def _number(found: Page, mark: int) -> int:
    return found.marks.index(mark) + 1


def _count(chop: Chop) -> str:
    count = len(chop.marks)
    return f"{count} slice{'s' * (count != 1)}"


def _set_tempo(desk: Desk, chop: Chop, bpm: float) -> None:
    chop.set_tempo(bpm)
    _tell_tempo(desk)


def _tempo(chop: Chop) -> Tempo:
    if chop.tempo is None:
        raise UsageError("Nothing tells the tempo of this sound", "n t types it.")
    return chop.tempo


def _tell(desk: Desk, chop: Chop) -> None:
    desk.say(f"{_count(chop)} {HOWS[chop.how]}")


def _tell_placed(desk: Desk, placed: Placed) -> None:
    desk.say(f"{placed.words}: P writes them onto the grid")


def _tell_tempo(desk: Desk) -> None:
    chop = _chop(desk)
    desk.say(f"{chop.name} goes at {_tempo(chop).bpm:.4g} BPM: n f fits it to the sketch")
