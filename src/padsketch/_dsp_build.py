"""Builds padsketch._dsp_ffi: cffi reads the same header as the compiler."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

from cffi import FFI

HERE = Path("src/padsketch")
SOURCES = [
    "_balance.c",
    "_commands.c",
    "_compressor.c",
    "_conditions.c",
    "_controls.c",
    "_crush.c",
    "_delay.c",
    "_drive.c",
    "_driver.c",
    "_dsp.c",
    "_effects.c",
    "_envelope.c",
    "_equaliser.c",
    "_filter.c",
    "_filter_design.c",
    "_gain.c",
    "_guard.c",
    "_half_band.c",
    "_hands.c",
    "_heartbeat.c",
    "_hits.c",
    "_inlet.c",
    "_kaiser.c",
    "_kernels.c",
    "_lane.c",
    "_layers.c",
    "_limiter.c",
    "_loudness.c",
    "_mains.c",
    "_master.c",
    "_meters.c",
    "_metronome.c",
    "_mixer.c",
    "_outlet.c",
    "_oversampler.c",
    "_path.c",
    "_pitch.c",
    "_player.c",
    "_prelisten.c",
    "_publishing.c",
    "_reading.c",
    "_renditions.c",
    "_repeat.c",
    "_reverb.c",
    "_ring.c",
    "_room.c",
    "_segment.c",
    "_sequence.c",
    "_settings.c",
    "_snapshot.c",
    "_soft_clip.c",
    "_strip.c",
    "_tape.c",
    "_timeline.c",
    "_transport.c",
    "_true_peak.c",
    "_voice.c",
    "_wanted.c",
    "_wide.c",
    "_wide_avx2.c",
    "_wide_avx512.c",
    "_wide_plain.c",
]
HEADERS = [
    "_balance.h",
    "_clones.h",
    "_compressor.h",
    "_control.h",
    "_controls.h",
    "_crush.h",
    "_delay.h",
    "_denormals.h",
    "_drive.h",
    "_dsp.h",
    "_effects.h",
    "_engine.h",
    "_envelope.h",
    "_equaliser.h",
    "_filter.h",
    "_filter_design.h",
    "_gain.h",
    "_glide.h",
    "_guard.h",
    "_half_band.h",
    "_heartbeat.h",
    "_inlet.h",
    "_kaiser.h",
    "_kernels.h",
    "_lane.h",
    "_layers.h",
    "_limiter.h",
    "_loudness.h",
    "_mains.h",
    "_master.h",
    "_meters.h",
    "_metronome.h",
    "_mixer.h",
    "_oversampler.h",
    "_parameters.h",
    "_path.h",
    "_pitch.h",
    "_player.h",
    "_prelisten.h",
    "_quads.h",
    "_reading.h",
    "_renditions.h",
    "_repeat.h",
    "_returns.h",
    "_reverb.h",
    "_room.h",
    "_rows.h",
    "_settings.h",
    "_soft_clip.h",
    "_strip.h",
    "_tape.h",
    "_true_peak.h",
    "_voice.h",
    "_voices.h",
    "_wide.h",
    "_wide.inc.h",
]
FLAGS = [
    "-std=c11",
    "-O3",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fno-wrapv",  # Python's own flags have it, and it keeps loops from being vectorised
    "-fvisibility=hidden",
]


NUMERIC = re.compile(r"#define \w+ -?\d+\b")


def numbers(header: str) -> list[str]:
    """The numeric defines of a header."""
    return [line for line in header.splitlines() if NUMERIC.match(line)]


def declarations(header: str) -> list[str]:
    """The header without what only the preprocessor understands: numeric defines stay."""
    lines = header.splitlines()
    return [line for line in lines if not line.startswith("#") or NUMERIC.match(line)]


parameters = runpy.run_path(str(HERE / "_parameters_build.py"))
parameters["write_header"]()
ffibuilder = FFI()
contract = (HERE / "_dsp.h").read_text(encoding="utf-8")
ffibuilder.cdef("\n".join([*numbers(parameters["header"]()), *declarations(contract)]))
ffibuilder.set_source(
    "padsketch._dsp_ffi",
    '#include "_dsp.h"',
    sources=[str(HERE / source) for source in SOURCES],
    depends=[str(HERE / header) for header in HEADERS],
    include_dirs=[str(HERE)],
    libraries=[] if sys.platform == "win32" else ["m"],
    extra_compile_args=FLAGS,
    py_limited_api=True,
)
