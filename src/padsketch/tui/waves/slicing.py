"""The slices of the sound on the waveform page: how fast they go, and where they go to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.errors import UsageError
from padsketch.model.file_names import plain_name
from padsketch.model.metre import meter_ticks
from padsketch.model.project import MAX_BPM, MIN_BPM
from padsketch.tui.desk import Desk
from padsketch.tui.dialogs import in_range, parse_number
from padsketch.tui.drawing.ruler import Beats
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt
from padsketch.tui.waves.chopping import chop_in_front, chop_of, tempo_of
from padsketch.tui.waves.wave import Page, page
from padsketch.units import TICKS_PER_QUARTER

if TYPE_CHECKING:
    from padsketch.session.sounds.chopping import Chop, Placed

FITS = (
    Option("slices", "slices", "each slice on its beat, as it sounds: for drums"),
    Option("repitch", "re-pitch", "faster and higher, as a tape"),
    Option("stretch", "stretch", "faster at the same pitch: for what has notes"),
)


def ask_tempo(desk: Desk) -> None:
    """Type how fast the sound is."""
    chop = chop_in_front(desk)
    present = f"{chop.tempo.bpm:.4g}" if chop.tempo else ""
    parse = in_range(parse_number, MIN_BPM, MAX_BPM)
    prompt = Prompt("Tempo of the sound", present, "20 to 400 BPM", parse)
    desk.ask(prompt, lambda bpm: _set_tempo(desk, chop, bpm))


def half_tempo(desk: Desk) -> None:
    """Take the sound for half as fast."""
    chop_in_front(desk).half()
    _tell_tempo(desk)


def double_tempo(desk: Desk) -> None:
    """Take the sound for twice as fast."""
    chop_in_front(desk).double()
    _tell_tempo(desk)


def fit(desk: Desk) -> None:
    """Choose how the pads that play the sound follow the sketch's tempo."""
    found, chop = page(desk), chop_in_front(desk)
    own, bpm = tempo_of(chop).bpm, desk.session.project.bpm
    dialog = Chooser(f"Fit {own:.4g} to {bpm:g} BPM by", FITS, _fit_now(found))
    desk.stage.show(dialog, lambda how: _fit(desk, chop, how))


def to_pads(desk: Desk) -> None:
    """Put the slices on pads, from the one in front on."""
    _tell_placed(desk, chop_in_front(desk).to_pads(desk.lane.pad))


def to_new_pads(desk: Desk) -> None:
    """Put the slices on pads of their own, behind all others."""
    _tell_placed(desk, chop_in_front(desk).to_pads())


def to_grid(desk: Desk) -> None:
    """Let the pattern play the slices in order, so that the sound plays as it was."""
    placed = chop_in_front(desk).to_grid()
    desk.say(f"{desk.session.pattern} plays {placed.words}: the sketch has them")


def to_files(desk: Desk) -> None:
    """Type a folder for the slices as files; it is a kit."""
    chop = chop_in_front(desk)
    folder = Path.cwd() / f"{plain_name(chop.name)}-slices"
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


def _fit(desk: Desk, chop: Chop, how: str) -> None:
    chop.fit(how)
    name = next(option.name for option in FITS if option.value == how)
    own, bpm = tempo_of(chop).bpm, desk.session.project.bpm
    desk.say(f"{chop.name} goes from {own:.4g} to {bpm:g} BPM by {name}")


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


def _tell_placed(desk: Desk, placed: Placed) -> None:
    desk.say(f"{placed.words}: P writes them onto the grid")


def _set_tempo(desk: Desk, chop: Chop, bpm: float) -> None:
    chop.set_tempo(bpm)
    _tell_tempo(desk)


def _tell_tempo(desk: Desk) -> None:
    chop = chop_in_front(desk)
    desk.say(f"{chop.name} goes at {tempo_of(chop).bpm:.4g} BPM: n f fits it to the sketch")
