"""Csound: a score of one line per hit, samples in tables, cubic interpolation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import soundfile

from benchmarks.workloads import Beat

HEADER = """<CsoundSynthesizer>
<CsInstruments>
sr = 48000
ksmps = 64
nchnls = 2
0dbfs = 1
instr 1
a1 loscil3 p4, p5, p6, 1, 0
outs a1, a1
endin
instr 2
a1, a2 loscil3 p4, p5, p6, 1, 0
outs a1, a2
endin
</CsInstruments>
<CsScore>"""


def command(beat: Beat, folder: Path) -> list[str]:
    """Write the score; the command that renders it."""
    for track, sample in enumerate(beat.samples):
        soundfile.write(folder / f"{track}.wav", sample.frames, sample.rate, "PCM_16")
    (folder / "beat.csd").write_text("\n".join(_lines(beat, folder)) + "\n")
    output = str(folder / "csound.wav")
    return ["csound", "-d", "-m0", "-W", "-3", "-o", output, str(folder / "beat.csd")]


def _lines(beat: Beat, folder: Path) -> Iterator[str]:
    yield HEADER
    for track in range(len(beat.samples)):
        yield f'f {track + 1} 0 0 -1 "{folder / f"{track}.wav"}" 0 0 0'
    for hit in beat.hits():
        frames, rate = beat.samples[hit.track]
        ratio = 2 ** (hit.semitones / 12)
        seconds = len(frames) / rate / ratio
        gain = (hit.velocity / 127) ** 2
        sound = f"{gain:.6f} {ratio:.9f} {hit.track + 1}"
        yield f"i {frames.shape[1]} {hit.seconds:.9f} {seconds:.9f} {sound}"
    yield "e\n</CsScore>\n</CsoundSynthesizer>"
