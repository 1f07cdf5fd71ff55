"""What a pack says of itself to whoever opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

import padsketch
from padsketch.display import cells, counted, safe
from padsketch.export.job import RenderJob
from padsketch.export.length import section_frames, section_positions
from padsketch.export.pack.delivery import Measured, Packed, PackedFile
from padsketch.export.pack.labels import tempo_words
from padsketch.export.pack.outcome import Delivered, target_lines
from padsketch.export.pack.stems import StemSet
from padsketch.score.compiler import bar_positions
from padsketch.units import seconds_to_clock

NAME = "README.txt"
_BITS = {"16": "16 bits, dithered", "24": "24 bits", "32f": "32-bit float"}
_WHY = {"muted": "it is muted", "silent": "nothing plays or feeds it"}
_CONTENTS = {
    "stem": "stems: every track and return from bar 1, equally long, before the master",
    "dry stem": "dry stems: the tracks before equaliser, compressor, level, pan and sends",
    "wet stem": "wet stems: the tracks, each with what delay and reverb make of it",
    "mix": "mix: what the stems sum to, before the master",
    "master": "master: the mix through the master, as it is heard",
    "loop": "loops: each pattern once, through the master, its tail wrapped into its start",
}
_HOW = """\
song.dawproject  for programs that open DAWprojects: Bitwig Studio, Studio One, Cubase. The stems
                 are in it, in their places.
song.rpp         for REAPER; keep it beside the folder stems.
Any other        set {tempo} and {meter}, put all files of stems at bar 1 with warping and
                 stretching off, leave faders at 0 dB and pans in the middle: that is the mix.
song.mid         the notes as heard, a track for each pad, drums on channel 10 from note 36 up.
loops            repeat without a gap; tempo, beats and loop are noted in the files.
Who made the sounds is in CREDITS. `padsketch verify` proves that the pack is whole."""


def readme_text(
    job: RenderJob, whole: StemSet, files: Packed, delivered: Iterable[Delivered]
) -> str:
    """The page: what it is, its sections, its files, what is missing and why, how loud it is."""
    parts = {
        "": "\n".join(_head(job, whole)),
        "SECTIONS": "\n".join(_sections(job)),
        "FILES": "\n".join(_files(job, files)),
        "LEFT OUT": "\n".join(_left_out(job, whole, files)),
        "LOUDNESS": "\n".join(_loudness(files)),
        "TARGETS": "\n".join(target_lines(delivered)),
        "IN A WORKSTATION": _HOW.format(tempo=_tempo(job), meter=job.project.meter),
    }
    pages = (f"{title}\n{text}".strip() for title, text in parts.items() if text)
    return "\n\n".join(pages) + "\n"


def _head(job: RenderJob, whole: StemSet) -> Iterator[str]:
    length = seconds_to_clock(whole.frames / job.rate)
    said = {
        "Tempo": _tempo(job),
        "Key": safe(job.project.key) or "not stated",
        "Meter": job.project.meter,
        "Sound": f"{job.format.upper()}, {job.rate:,} Hz, {_BITS[job.bits]}",
        "Length": f"{length} ({whole.frames:,} frames), {_bars(job)}",
        "Plays": job.what if job.pattern is None else f"pattern {job.what}",
        "Made by": f"padsketch {padsketch.__version__}",
    }
    yield f"{safe(job.project.title)}\n"
    yield from (f"{name:<9}{text}" for name, text in said.items())


def _tempo(job: RenderJob) -> str:
    return tempo_words(job) + (", see SECTIONS" if len(job.tempi) > 1 else "")


def _bars(job: RenderJob) -> str:
    bars = sum(section_positions(job.song_project)) / bar_positions(job.project.meter)
    music = counted(int(bars), "bar") if bars.is_integer() else f"{bars:.2f} bars"
    return f"{music} of music" + (", then what rings" if job.tail == "ring" else ", a loop")


def _sections(job: RenderJob) -> Iterator[str]:
    project = job.song_project
    bar = bar_positions(project.meter)
    positions = accumulate(section_positions(project)[:-1], initial=0)
    frames = section_frames(project, job.rate)
    rows = [
        (
            f"{1 + position / bar:g}",
            seconds_to_clock(frame / job.rate),
            safe(section.called),
            f"{section.pattern} x {section.repeats}",
            f"{section.bpm or project.bpm:g} bpm",
        )
        for position, frame, section in zip(positions, frames, project.song, strict=True)
    ]
    yield from _columns([("bar", "time", "name", "pattern", "tempo"), *rows])


def _files(job: RenderJob, files: Packed) -> Iterator[str]:
    titles = {pad.id: pad.name for pad in job.played_kit.pads}
    for kind, words in _CONTENTS.items():
        rows = [_file_row(name, file, titles) for name, file in files.items() if file.kind == kind]
        if rows:
            yield words
            yield from (f"  {line}" for line in _columns(rows))


def _file_row(name: str, file: PackedFile, titles: Mapping[str, str]) -> tuple[str, ...]:
    title = safe(titles.get(file.track, file.track)) or file.kind
    clipped = f", {file.clipped} values clip" if file.clipped else ""
    channels = "mono" if file.channels == 1 else "stereo"
    return name, title, channels, f"peak {file.peak_db:.1f} dBFS{clipped}"


def _left_out(job: RenderJob, whole: StemSet, files: Packed) -> Iterator[str]:
    for entry in whole.said["left_out"]:
        yield f"{entry.track}: {_WHY[entry.why]}"
    loops = {file.track for file in files.values() if file.kind == "loop"}
    if job.pattern is None:
        for name in job.project.patterns:
            if name not in loops:
                yield f"a loop of {name}: nothing in it is heard"


def _loudness(files: Packed) -> Iterator[str]:
    rows = [
        (name, *_readings(file.loudness))
        for name, file in files.items()
        if file.loudness is not None and not file.target
    ]
    yield from _columns([("file", "integrated", "short-term max", "range", "true peak"), *rows])


def _readings(loudness: Measured) -> tuple[str, ...]:
    units = ("LUFS", "LUFS", "LU", "dBTP")
    values = (loudness.integrated, loudness.short_term_max, loudness.range, loudness.true_peak_db)
    return tuple(
        "-" if value is None else f"{value:.1f} {unit}"
        for value, unit in zip(values, units, strict=True)
    )


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of columns as wide as their widest entry."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (
            text + " " * (width - cells(text)) for text, width in zip(row, widths, strict=True)
        )
        yield "  ".join(padded).rstrip()
