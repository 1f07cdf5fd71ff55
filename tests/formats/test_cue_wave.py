import struct

import numpy as np
import pytest
import soundfile
from wave_files import cue_chunk, label_chunk, wave

from padsketch.errors import InvalidFile
from padsketch.formats.cue_wave import read_cue_wave


def read(folder, *chunks, **options):
    path = folder / "break.wav"
    path.write_bytes(wave(*chunks, **options))
    return read_cue_wave(path)


def test_every_cue_is_a_pad_up_to_the_next(tmp_path):
    arrival = read(tmp_path, cue_chunk(0, 4410, 8820), label_chunk("Boom", "Tak"), frames=13_230)
    pads = arrival.kit.pads
    assert [pad.name for pad in pads] == ["Boom", "Tak", "break 3"]
    parts = [(pad.layers[0].start, pad.layers[0].end) for pad in pads]
    assert parts == [(0.0, 100.0), (100.0, 200.0), (200.0, 0.0)]
    assert arrival.sources == {"break.wav": tmp_path / "break.wav"}


def test_what_comes_before_the_first_cue_is_kept_unless_it_is_a_blink(tmp_path):
    assert len(read(tmp_path, cue_chunk(4410), frames=9000).kit.pads) == 2
    assert len(read(tmp_path, cue_chunk(441), frames=9000).kit.pads) == 1


def test_cues_behind_the_end_and_twice_at_a_place_are_no_slices(tmp_path):
    arrival = read(tmp_path, cue_chunk(0, 0, 500, 1000, 2_000_000), frames=1000)
    assert len(arrival.kit.pads) == 2


def test_the_markers_of_an_aiff_file_are_cues(tmp_path):
    path = tmp_path / "break.aiff"
    soundfile.write(path, np.zeros(1000), 44_100)
    marks = b"".join(
        struct.pack(">HIB", n, 500 * n, 3) + name for n, name in enumerate((b"Boo", b"Tak"))
    )
    chunk = struct.pack(">4sIH", b"MARK", len(marks) + 2, 2) + marks
    path.write_bytes(path.read_bytes() + chunk)
    assert [pad.name for pad in read_cue_wave(path).kit.pads] == ["Boo", "Tak"]


def test_a_sound_without_cues_is_refused(tmp_path):
    with pytest.raises(InvalidFile, match="holds no cues"):
        read(tmp_path)


def test_more_slices_than_pads_are_told(tmp_path):
    arrival = read(tmp_path, cue_chunk(*range(0, 1000, 10)))
    assert len(arrival.kit.pads) == 64
    assert arrival.losses[0].startswith("A kit has at most 64 pads, left out: break 65, break 66")
