"""FluidSynth: a SoundFont of one preset for every track, and a MIDI file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.workloads import BPM, STEP_SECONDS, Beat, Sample

ROOT = 60
PPQ = 480
END = 46
"""Zero frames that the format asks for behind every sample."""
PAN, RELEASE, INSTRUMENT, MODES, SAMPLE = 17, 38, 41, 54, 53
ZONE = 4
"""Generators of a zone."""
LONG_RELEASE = 7973
"""Timecents of 100 seconds: a hit rings on when the next one takes its key."""
DRUMS, DRUM_CHANNEL = 128, 9
PANS = {1: (0,), 2: (-500, 500)}
KINDS = {1: (1,), 2: (4, 2)}
"""Mono, or left and right, by the number of channels."""


def command(beat: Beat, folder: Path) -> list[str]:
    """Write the sounds and the notes; the command that renders them."""
    sounds, notes, output = folder / "beat.sf2", folder / "beat.mid", folder / "fluidsynth.wav"
    sounds.write_bytes(_soundfont(beat.samples))
    notes.write_bytes(_midi(beat))
    settings = ["-niq", "-r", "48000", "-g", "1", "-o", "synth.polyphony=512"]
    effects = ["-o", "synth.reverb.active=0", "-o", "synth.chorus.active=0"]
    files = ["-O", "s24", "-T", "wav", "-F", str(output), str(sounds), str(notes)]
    return ["fluidsynth", *settings, *effects, *files]


def _midi(beat: Beat) -> bytes:
    track = b"\0\xff\x51\x03" + round(60e6 / BPM).to_bytes(3, "big")
    track += b"".join(bytes((0, 0xC0 | channel, channel)) for channel in range(16))
    now = 0
    for hit in beat.hits():
        tick = round(hit.seconds / STEP_SECONDS) * PPQ // 4
        track += _varying(tick - now)
        track += bytes((0x90 | hit.track, ROOT + hit.semitones, hit.velocity))
        now = tick
    track += _varying(4 * PPQ) + b"\xff\x2f\0"
    head = struct.pack(">4sIHHH", b"MThd", 6, 0, 1, PPQ)
    return head + b"MTrk" + struct.pack(">I", len(track)) + track


def _varying(value: int) -> bytes:
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.insert(0, value & 0x7F | 0x80)
    return bytes(parts)


def _soundfont(samples: list[Sample]) -> bytes:
    info = _list(b"INFO", _chunk(b"ifil", struct.pack("<HH", 2, 1)), _chunk(b"INAM", b"Beat\0\0"))
    wave = b"".join(channel.tobytes() for sample in samples for channel in _channels(sample))
    tables = _preset_tables(len(samples)) + _instrument_tables(samples)
    body = info + _list(b"sdta", _chunk(b"smpl", wave)) + _list(b"pdta", tables)
    return _chunk(b"RIFF", b"sfbk" + body)


def _channels(sample: Sample) -> Iterator[NDArray[np.int16]]:
    for channel in sample.frames.T:
        yield np.concatenate([channel, np.zeros(END, dtype=np.int16)])


def _preset_tables(count: int) -> bytes:
    """A preset for every track; the tenth channel of MIDI plays from the bank of drums."""
    head = struct.Struct("<20sHHHIII")
    presets = [
        head.pack(_name(track), track, DRUMS if track == DRUM_CHANNEL else 0, track, 0, 0, 0)
        for track in range(count)
    ]
    presets.append(head.pack(b"EOP", 0, 0, count, 0, 0, 0))
    bags = [struct.pack("<HH", bag, 0) for bag in range(count + 1)]
    generators = [struct.pack("<HH", INSTRUMENT, track) for track in range(count)]
    return (
        _chunk(b"phdr", b"".join(presets))
        + _chunk(b"pbag", b"".join(bags))
        + _chunk(b"pmod", bytes(10))
        + _chunk(b"pgen", b"".join(generators) + bytes(4))
    )


def _instrument_tables(samples: list[Sample]) -> bytes:
    """An instrument for every track, of a zone for every channel."""
    instruments, zones, sounds = b"", [], []
    place = 0
    for track, sample in enumerate(samples):
        instruments += struct.pack("<20sH", _name(track), len(zones))
        n_channels = sample.frames.shape[1]
        for channel in range(n_channels):
            zones.append(_zone(PANS[n_channels][channel], len(sounds)))
            link = len(sounds) + 1 - 2 * channel if n_channels == 2 else 0
            sounds.append(_sound(track, place, sample, link, KINDS[n_channels][channel]))
            place += len(sample.frames) + END
    bags = [struct.pack("<HH", number * ZONE, 0) for number in range(len(zones) + 1)]
    return (
        _chunk(b"inst", instruments + struct.pack("<20sH", b"EOI", len(zones)))
        + _chunk(b"ibag", b"".join(bags))
        + _chunk(b"imod", bytes(10))
        + _chunk(b"igen", b"".join(zones) + bytes(4))
        + _chunk(b"shdr", b"".join(sounds) + b"EOS".ljust(46, b"\0"))
    )


def _zone(pan: int, sound: int) -> bytes:
    generators = ((PAN, pan), (RELEASE, LONG_RELEASE), (MODES, 0), (SAMPLE, sound))
    return b"".join(struct.pack("<Hh", operator, amount) for operator, amount in generators)


def _sound(track: int, place: int, sample: Sample, link: int, kind: int) -> bytes:
    end = place + len(sample.frames)
    values = (place, end, place + 8, end - 8, sample.rate, ROOT, 0, link, kind)
    return struct.pack("<20sIIIIIBbHH", _name(track), *values)


def _name(track: int) -> bytes:
    return f"t{track:02d}".encode()


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def _list(name: bytes, *chunks: bytes) -> bytes:
    return _chunk(b"LIST", name + b"".join(chunks))
