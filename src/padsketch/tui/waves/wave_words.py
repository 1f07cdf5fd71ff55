"""What the waveform page says in words: which sound it shows, where the cursor is, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from textual.strip import Strip

from padsketch.model import Layer
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.colours import ACCENT, BOLD, DIM, KEY, NOTHING, lane_style
from padsketch.tui.drawing.ink import Part, line_with_end
from padsketch.tui.drawing.word_row import Word, WordRow
from padsketch.tui.waves.chopping import chop_of, count_text
from padsketch.tui.waves.wave import Page, ink_place
from padsketch.units import gain_to_db

NAME_ROOM, FILE_ROOM = 14, 28
SHAPES = (
    Word("trim", "wave-trim"),
    Word("silence", "layer-silence"),
    Word("peak", "layer-peak"),
    Word("loud", "layer-loudness"),
    Word("fade in", "wave-fade-in"),
    Word("out", "wave-fade-out"),
    Word("back", "wave-reverse"),
    Word("DC", "wave-dc"),
    Word("flip", "wave-invert"),
    Word("loop", "wave-loop"),
    Word("plain", "wave-untreat"),
    Word("write", "layer-consolidate"),
)
SOURCES = {
    "name": "by name",
    "file": "by the file",
    "length": "by length",
    "listening": "by ear",
    "hand": "as you say",
}
SWITCHES = {"wave-reverse": "reverse", "wave-dc": "remove_dc", "wave-invert": "invert"}
"""Words that are on where their field of a layer is."""


def head_strips(desk: Desk, found: Page, width: int) -> Sequence[Strip]:
    """What the sound is, and where the cursor stands in it."""
    return (_sound_line(desk, found, width), _place_line(desk, found, width))


def word_rows(desk: Desk, found: Page | None) -> Sequence[WordRow]:
    """What can be done to the marks, and to the sound."""
    on = {name for name, field in SWITCHES.items() if found and getattr(found.layer, field)}
    shapes = [word._replace(is_on=word.command in on) for word in SHAPES]
    return (WordRow("CHOP ", words(desk, found)), WordRow("SHAPE", shapes))


def about(desk: Desk, found: Page) -> str:
    """How the sound is cut, and how fast it is."""
    chop = chop_of(desk, found)
    cut = count_text(chop) if chop.marks else "no marks"
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


def _sound_line(desk: Desk, found: Page, width: int) -> Strip:
    text, wave, row = desk.glyphs.text, found.wave, desk.lane
    parts: list[Part] = [
        (" SAMPLE ", ACCENT),
        (row.cap.upper(), KEY + BOLD),
        (f" {desk.glyphs.name(row.name, NAME_ROOM)}  ", lane_style(ink_place(desk)) + BOLD),
        (f"{text(PurePosixPath(found.file).name, FILE_ROOM)}  ", NOTHING),
        (f"{wave.seconds:.3f} s", DIM),
    ]
    return line_with_end(width, parts, [(f"  {about(desk, found)} ", BOLD)])


def _place_line(desk: Desk, found: Page, width: int) -> Strip:
    rate, at = found.wave.rate, found.place.cursor
    parts: list[Part] = [
        (" at ", DIM),
        (f"{at / rate:.4f} s", BOLD),
        (f"  frame {at}  ", DIM),
        (_part_text(found), NOTHING),
    ]
    done = ", ".join(treatment_words(found.layer)) or _file_text(found)
    return line_with_end(width, parts, [(f"  {desk.glyphs.text(done, 48)} ", DIM)])


def _file_text(found: Page) -> str:
    """What is in the file."""
    wave = found.wave
    return f"{wave.rate / 1000:g} kHz, peak {gain_to_db(wave.peaks.loudest):.1f} dB"


def _part_text(found: Page) -> str:
    """The selection, else the slice."""
    start, end = found.part
    seconds = (end - start) / found.wave.rate
    if found.selection:
        return f"selected {seconds:.4f} s"
    if not found.marks:
        return ""
    number = sum(mark <= found.place.cursor for mark in found.marks)
    if not number:
        return "before slice 1"
    return f"slice {number} of {len(found.marks)}, {seconds:.3f} s"


def treatment_words(layer: Layer) -> Iterator[str]:
    """What is done to a sound, each in a word or two."""
    if layer.level_db:
        yield f"{layer.level_db:+.1f} dB"
    for name, words in (("remove_dc", "no DC"), ("invert", "inverted"), ("reverse", "reversed")):
        if getattr(layer, name):
            yield words
    if layer.low_cut or layer.high_cut:
        yield f"{layer.low_cut or 20:.0f} to {layer.high_cut or 20_000:.0f} Hz"
    if layer.stretch != 1.0:
        yield f"{layer.stretch:.3f}x long"
    for name, words in (("fade_in", "in"), ("fade_out", "out"), ("delay", "late by")):
        if getattr(layer, name):
            yield f"{words} {getattr(layer, name):g} ms"
