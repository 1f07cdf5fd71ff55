"""What shapes a voice gives the same bits on every processor, however wide its vectors are."""

import ctypes

import numpy as np
from nouns import SOURCES, address, new_noun, noun_library
from rig import RATE, noise, pad

from padsketch.model.parameters import PAD

FILES = (
    "_crush.c",
    "_drive.c",
    "_envelope.c",
    "_filter.c",
    "_filter_design.c",
    "_half_band.c",
)
FRAMES = 5000
STARTED = ctypes.c_int64(7)


def narrow(source, folder):
    """A source as every processor can run it."""
    copy = folder / source
    copy.write_text(f'#define PS_ONE_WIDTH\n#include "{SOURCES / source}"\n')
    return str(copy)


def values_of(**options):
    wanted = pad("p", **options)
    return (ctypes.c_float * len(PAD))(*(getattr(wanted, name) for name in PAD))


def heard(library):
    """All that they make: eight filters that move, every curve, a converter and an envelope."""
    sounds = [np.repeat(noise(FRAMES, seed=n), 2, axis=1) for n in range(8)]
    filters = [new_noun(library, "filter") for _ in sounds]
    for n, memory in enumerate(filters):
        values = values_of(
            filter=float(n % 3), cutoff=50.0 * 2**n, resonance=n / 8, filter_env=9.0 * n
        )
        library.ps_filter_start(memory, values, ctypes.c_float(0), 100, STARTED, RATE)
    array = ctypes.c_void_p * len(sounds)
    library.ps_filters_process(
        array(*filters), array(*map(address, sounds)), len(sounds), STARTED, FRAMES
    )
    for n, sound in enumerate(sounds[:4]):
        drive = new_noun(library, "drive")
        library.ps_drive_start(drive, values_of(drive=20.0, drive_curve=float(n)), STARTED, RATE)
        library.ps_drive_process(drive, address(sound), STARTED, FRAMES)
    crush = new_noun(library, "crush")
    library.ps_crush_start(crush, values_of(bits=9.0, crush_rate=20_000.0), RATE)
    library.ps_crush_process(crush, address(sounds[4]), FRAMES)
    envelope, gains = new_noun(library, "envelope"), np.zeros(FRAMES, np.float32)
    values = values_of(attack=3.0, hold=2.0, decay=40.0, sustain=30.0, release=20.0)
    library.ps_envelope_start(envelope, values, ctypes.c_int64(4500), RATE)
    library.ps_envelope_fade(envelope, FRAMES)
    library.ps_envelope_read(envelope, address(gains), FRAMES)
    return np.concatenate([*sounds, np.repeat(gains[:, None], 2, axis=1)])


def test_every_width_of_vectors_gives_the_same_bits(tmp_path):
    wide = heard(noun_library(*FILES))
    assert np.isfinite(wide).all()
    assert wide.std() > 0.05
    narrow_sound = heard(noun_library(*(narrow(file, tmp_path) for file in FILES)))
    np.testing.assert_array_equal(narrow_sound, wide)
