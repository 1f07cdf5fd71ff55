import contextlib
import resource
import shutil
import struct
import subprocess

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from wave_files import chunk, cue_chunk, label_chunk, ramp, wave

from padsketch.errors import InvalidFile, PadsketchError
from padsketch.formats.riff import (
    Bext,
    Cue,
    Loop,
    WaveNotes,
    append_chunks,
    read_chunks,
    write_chunks,
)
from padsketch.formats.wave_notes import LOOP_KINDS

words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=8)
short_words = words.filter(lambda text: len(text.encode()) <= 8)
numbers = st.integers(0, 2**32 - 2)
loops = st.builds(
    lambda start, length, kind, times: Loop(start, start + length, kind, times),
    *(numbers.map(lambda n: n // 2), numbers.map(lambda n: 1 + n // 2)),
    *(st.sampled_from(LOOP_KINDS), numbers),
)
everything = st.builds(
    WaveNotes,
    cues=st.lists(st.builds(Cue, numbers, words), unique=True).map(sorted).map(tuple),
    loops=st.lists(loops, unique=True).map(tuple),
    root=st.integers(0, 127),
    tempo=st.none() | st.floats(1.0, 999.0, width=32),
    beats=st.none() | st.integers(1, 9999),
    bext=st.none() | st.builds(Bext, *[short_words] * 5, st.integers(0, 2**64 - 1), words),
    info=st.dictionaries(st.from_regex("[A-Z]{4}", fullmatch=True), words.filter(bool), max_size=3),
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sound.wav"
    path.write_bytes(wave())
    return path


def read(path, data):
    path.write_bytes(data)
    return read_chunks(path)


@given(everything)
def test_what_is_noted_comes_back_as_it_was(tmp_path_factory, notes):
    path = tmp_path_factory.getbasetemp() / "round-trip.wav"
    path.write_bytes(wave())
    write_chunks(path, notes)
    assert read_chunks(path) == notes
    np.testing.assert_array_equal(soundfile.read(path, dtype="int16")[0], ramp(1000))


@given(everything)
def test_notes_appended_to_a_new_file_are_those_that_a_copy_gets(tmp_path_factory, notes):
    folder = tmp_path_factory.getbasetemp()
    for name, note in (("copied.wav", write_chunks), ("appended.wav", append_chunks)):
        (folder / name).write_bytes(wave())
        note(folder / name, notes)
    assert (folder / "appended.wav").read_bytes() == (folder / "copied.wav").read_bytes()


def test_a_file_of_odd_length_is_padded_before_notes_follow(tmp_path):
    path = tmp_path / "odd.wav"
    soundfile.write(path, np.full(3, 0.25), 8_000, subtype="PCM_24")
    append_chunks(path, WaveNotes(tempo=92.0, beats=4, meter=(6, 8)))
    assert read_chunks(path) == WaveNotes(tempo=92.0, beats=4, meter=(6, 8))
    assert len(soundfile.read(path)[0]) == 3


@st.composite
def damaged_waves(draw):
    whole = bytearray(wave(cue_chunk(1, 2), label_chunk("one", "two"), chunk(b"smpl", bytes(60))))
    for _ in range(draw(st.integers(1, 8))):
        whole[draw(st.integers(0, len(whole) - 1))] = draw(st.integers(0, 255))
    return bytes(whole[: draw(st.integers(0, len(whole)))])


@given(damaged_waves())
def test_no_bytes_bring_the_reader_down(tmp_path_factory, damaged):
    path = tmp_path_factory.getbasetemp() / "damaged.wav"
    path.write_bytes(damaged)
    with contextlib.suppress(InvalidFile):
        assert isinstance(read_chunks(path), WaveNotes)


@given(damaged_waves())
def test_what_is_written_to_a_damaged_file_is_read_again(tmp_path_factory, damaged):
    path = tmp_path_factory.getbasetemp() / "damaged-too.wav"
    path.write_bytes(damaged)
    notes = WaveNotes((Cue(3, "a"), Cue(5)), (Loop(1, 2),), 61, 90.0, 2, Bext("x"), {"INAM": "y"})
    try:
        write_chunks(path, notes)
    except InvalidFile:
        assert path.read_bytes() == damaged
    else:
        assert read_chunks(path) == notes


def test_libsndfile_reads_the_cues_the_loop_and_the_papers_that_are_written(file):
    bext = Bext("Rain", "padsketch", date="2026-05-01", time="12:00:00", time_reference=48_000)
    info = {"INAM": "Tin roof", "IART": "Nobody"}
    cues = (Cue(100, "drop"), Cue(900))
    write_chunks(file, WaveNotes(cues, (Loop(10, 500),), 61, 93.5, 4, bext, info))
    with soundfile.SoundFile(file) as sound:
        log = sound.extra_info
        papers = sound.copy_metadata()
    assert "Offset :   100" in log
    assert "Offset :   900" in log
    assert "labl : 1 : drop" in log
    assert "Midi Note    : 61" in log
    assert "Start :    10  End :   499" in log
    assert "Tempo     : 93.5" in log
    assert papers == {"title": "Tin roof", "artist": "Nobody"}


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_reads_the_papers_and_the_labels_that_are_written(file):
    bext = Bext("Rain", "padsketch", date="2026-05-01", time_reference=48_000)
    write_chunks(file, WaveNotes((Cue(5, "first drop"),), bext=bext))
    told = output_of("ffprobe", "-hide_banner", file)
    for tag in ("Rain", "padsketch", "2026-05-01", "48000", "first drop"):
        assert f": {tag}\n" in told


@pytest.mark.skipif(shutil.which("sox") is None, reason="sox is not installed")
def test_sox_has_nothing_to_complain_about(file):
    notes = WaveNotes((Cue(5, "odd"),), (Loop(10, 500),), 61, 93.5, 4, Bext("x"), {"INAM": "even"})
    write_chunks(file, notes)
    assert "1000 samples" in output_of("sox", "--info", file)
    assert "WARN" not in output_of("sox", "--info", file)


def output_of(*command):
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True
    ).stdout


def test_chunks_of_strangers_and_what_did_not_change_keep_their_bytes(file):
    unusual_bext = chunk(b"bext", b"Rain".ljust(348, b"\0") + b"\2\0" + b"\7" * 252)
    file.write_bytes(wave(chunk(b"junk", b"odd"), unusual_bext))
    notes = read_chunks(file)
    assert notes.bext == Bext("Rain")
    write_chunks(file, WaveNotes((Cue(7),), bext=notes.bext))
    assert chunk(b"junk", b"odd") in file.read_bytes()
    assert unusual_bext in file.read_bytes()
    assert read_chunks(file).cues == (Cue(7),)


def test_notes_that_are_taken_away_leave_the_file_as_it_was(file):
    before = file.read_bytes()
    write_chunks(file, WaveNotes((Cue(7, "x"),), tempo=90.0, info={"INAM": "x"}))
    assert file.read_bytes() != before
    write_chunks(file, WaveNotes())
    assert file.read_bytes() == before


def test_a_recording_whose_head_was_never_finished_is_read_and_mended(file):
    unfinished = bytearray(wave(frames=500))
    unfinished[4:8] = bytes(4)
    unfinished[40:44] = b"\xff" * 4
    assert read(file, bytes(unfinished)) == WaveNotes()
    write_chunks(file, WaveNotes((Cue(3),)))
    assert len(soundfile.read(file)[0]) == 500
    assert read_chunks(file).cues == (Cue(3),)


def test_a_long_file_says_its_size_in_a_chunk_of_its_own(file):
    plain = wave(cue_chunk(40), frames=100)
    sizes = chunk(b"ds64", struct.pack("<QQQI", len(plain), 200, 100, 0))
    body = plain[12:].replace(b"data" + struct.pack("<I", 200), b"data" + b"\xff" * 4)
    data = b"RF64" + b"\xff" * 4 + b"WAVE" + sizes + body
    assert read(file, data).cues == (Cue(40),)
    write_chunks(file, WaveNotes((Cue(41),)))
    assert read_chunks(file).cues == (Cue(41),)
    assert len(soundfile.read(file)[0]) == 100


def test_what_is_cut_off_in_the_middle_gives_what_is_there(file):
    whole = wave(cue_chunk(10, 20, 30))
    assert read(file, whole[:-30]).cues == (Cue(10),)


def test_labels_without_padding_are_found(file):
    notes = read(file, wave(cue_chunk(1, 2), label_chunk("even", "odd", pad=False)))
    assert notes.cues == (Cue(1, "even"), Cue(2, "odd"))


def test_labels_of_old_windows_programs_keep_their_letters(file):
    notes = read(file, wave(cue_chunk(1), label_chunk("Bläser", encoding="cp1252")))
    assert notes.cues == (Cue(1, "Bläser"),)


def test_of_what_is_said_twice_the_first_counts_and_all_cues_stay(file):
    infos = [chunk(b"LIST", b"INFO" + chunk(b"INAM", name + b"\0")) for name in (b"one", b"two")]
    notes = read(file, wave(*infos, cue_chunk(5), cue_chunk(9, 3)))
    assert notes.info == {"INAM": "one"}
    assert [cue.frame for cue in notes.cues] == [3, 5]


def test_cues_that_fill_in_only_their_first_place_count(file):
    point = struct.pack("<II4sIII", 1, 250, b"data", 0, 0, 0)
    assert read(file, wave(chunk(b"cue ", struct.pack("<I", 1) + point))).cues == (Cue(250),)


def acid(flags, tempo, beats=8):
    return chunk(b"acid", struct.pack("<IHHfIHHf", flags, 60, 0, 0.0, beats, 4, 4, tempo))


def test_a_tempo_that_is_none_is_not_believed(file):
    assert read(file, wave(acid(0, 120.0))) == WaveNotes(tempo=120.0, beats=8)
    assert read(file, wave(acid(1, 120.0))) == WaveNotes()
    assert read(file, wave(acid(0, float("nan"), beats=0))) == WaveNotes()
    assert read(file, wave(acid(2, 1e9))) == WaveNotes(root=60, beats=8)


def test_an_aiff_file_tells_its_markers(file):
    markers = b"".join(
        struct.pack(">HIB", n, frame, len(name)) + name + bytes((len(name) + 1) % 2)
        for n, frame, name in ((1, 500, b"two"), (2, 0, b"four"))
    )
    mark = struct.pack(">H", 2) + markers
    body = b"AIFF" + struct.pack(">4sI", b"MARK", len(mark)) + mark
    assert read(file, b"FORM" + struct.pack(">I", len(body)) + body).cues == (
        Cue(0, "four"),
        Cue(500, "two"),
    )


@pytest.mark.parametrize("data", [b"", b"RIFF", b"fLaC" + bytes(100), b"\0" * 40])
def test_what_is_made_of_no_chunks_is_refused(file, data):
    file.write_bytes(data)
    with pytest.raises(InvalidFile, match="is no WAV file"):
        read_chunks(file)
    with pytest.raises(InvalidFile, match="is no WAV file"):
        write_chunks(file, WaveNotes())
    assert file.read_bytes() == data


def test_a_file_that_is_not_there_is_an_error_in_words(tmp_path):
    with pytest.raises(InvalidFile, match="cannot be read"):
        read_chunks(tmp_path / "no.wav")
    with pytest.raises(InvalidFile, match="cannot be read"):
        read_chunks(tmp_path / "\0")


@contextlib.contextmanager
def files_of_at_most(size):
    """The system refuses to make files longer, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_file_as_it_was(file):
    before = file.read_bytes()
    with files_of_at_most(500), pytest.raises(PadsketchError, match="cannot be written"):
        write_chunks(file, WaveNotes((Cue(1),)))
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
