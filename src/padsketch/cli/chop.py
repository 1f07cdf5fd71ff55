"""`padsketch chop`: one sound into numbered slices, in a folder that is a kit."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json
from padsketch.display import safe
from padsketch.errors import UsageError

if TYPE_CHECKING:
    from padsketch.analysis.marks import Marks
    from padsketch.engine.bank import Audio

WAYS = ("onsets", "equal", "grid", "cues")
SENSITIVITY, PARTS, DIVISION = 0.5, 16, "1/8"
OWN = {"sensitivity": "onsets", "parts": "equal", "bpm": "grid", "division": "grid"}
"""The way to cut that each option belongs to."""
ABOUT = (
    "The slices are 24-bit WAV files that hold the frames of FILE as they are; kit.toml has a pad "
    "for each, and says where they come from. --by grid needs the tempo of FILE: that of --bpm, "
    "else what its name, its acid chunk, its length or listening tells."
)


def add_commands(commands: Commands) -> None:
    """Add `chop`."""
    parser = add_command(commands, "chop", _chop, "cut a sound into slices", ABOUT)
    add = parser.add_argument
    add("file", type=Path, metavar="FILE")
    add("-o", "--output", type=Path, required=True, metavar="DIR")
    add("--by", choices=WAYS, default="onsets", help="where to cut, default onsets")
    add("--sensitivity", type=float, metavar="N", help="of onsets, 0 to 1, default 0.5")
    add("--parts", type=int, metavar="N", help="equal parts, default 16")
    add("--bpm", type=float, metavar="N", help="the tempo of the grid")
    add("--division", metavar="1/8", help="of the grid, default 1/8")
    add("--force", action="store_true", help="replace what is there")
    add_json(parser)


def _chop(options: Namespace) -> int:
    from padsketch.analysis.marks import spans_of
    from padsketch.session.sounds.crediting import known_credit
    from padsketch.session.sounds.slice_files import MAX_NAME, Sliced, write_slices
    from padsketch.storage.decoding import decode_safely

    _check_options(options)
    path: Path = options.file
    frames, rate = decode_safely(path)
    spans = spans_of(_marks(options, frames, rate), len(frames))
    name = safe(path.stem, MAX_NAME)
    sliced = Sliced(name, frames, rate, spans, known_credit(path))
    kit = write_slices(options.output, sliced, options.force)
    slices: list[dict[str, Any]] = [
        {"file": file, "start": start, "end": end, "seconds": round((end - start) / rate, 6)}
        for file, (start, end) in zip(kit.files, spans, strict=True)
    ]
    if options.json:
        folder = str(options.output)
        say_json({"folder": folder, "by": options.by, "rate": rate, "slices": slices})
        return 0
    for part in slices:
        say(f"{part['file']}  {part['start'] / rate:8.3f} s  {part['seconds']:.3f} s long")
    say(f"{options.output}: {len(slices)} slices by {options.by}, a kit of as many pads")
    return 0


def _check_options(options: Namespace) -> None:
    for name, way in OWN.items():
        if getattr(options, name) is not None and options.by != way:
            raise UsageError(f"--{name} goes with --by {way}")
    if options.sensitivity is not None and not 0.0 <= options.sensitivity <= 1.0:
        raise UsageError(f"--sensitivity {options.sensitivity:g} is outside 0 to 1")


def _marks(options: Namespace, frames: Audio, rate: int) -> Marks:
    from padsketch.analysis.marks import equal_marks, grid_marks, onset_marks
    from padsketch.analysis.onsets import Onsets

    match options.by:
        case "equal":
            return equal_marks(len(frames), PARTS if options.parts is None else options.parts)
        case "grid":
            bpm = _bpm(options, frames, rate)
            return grid_marks(len(frames), rate, bpm, options.division or DIVISION)
        case "cues":
            return _cues(options.file, len(frames))
    sensitivity = SENSITIVITY if options.sensitivity is None else options.sensitivity
    return onset_marks(frames, Onsets.listen(frames, rate), sensitivity)


def _bpm(options: Namespace, frames: Audio, rate: int) -> float:
    from padsketch.analysis.tempo import tempo_of
    from padsketch.formats.riff import notes_in
    from padsketch.model.project import MAX_BPM, MIN_BPM

    if options.bpm is not None:
        if not MIN_BPM <= options.bpm <= MAX_BPM:
            raise UsageError(f"--bpm {options.bpm:g} is outside {MIN_BPM:g} to {MAX_BPM:g}")
        return float(options.bpm)
    notes = notes_in(options.file)
    tempo = tempo_of(frames, rate, options.file.name, notes.tempo, notes.beats)
    if tempo is None:
        raise UsageError(f"Nothing tells the tempo of {options.file.name}", "Give --bpm.")
    return tempo.bpm


def _cues(path: Path, length: int) -> Marks:
    from padsketch.formats.riff import notes_in

    marks = tuple(cue.frame for cue in notes_in(path).cues if cue.frame < length)
    if not marks:
        raise UsageError(f"{path.name} has no cues", "Cut it by its onsets.")
    return marks
