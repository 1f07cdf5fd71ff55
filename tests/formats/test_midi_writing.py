"""Standard MIDI files, read back by mido."""

import mido
import pytest

from padsketch.formats.midi import Note, Part, Sheet, write_midi

HOSTILE = "Nacht\x1b[2J\x00\ud800 Büs 😀\r\nEND"


def sheet(**changes):
    notes = (Note(0, 240, 36, 127), Note(240, 1, 36, 1))
    plain = Sheet("Song", "7/8", ((0, 92_000),), ((0, "In"),), (Part("Kick", notes),), 3840)
    return plain._replace(**changes)


@pytest.fixture
def written(tmp_path):
    def write(**changes):
        write_midi(sheet(**changes), tmp_path / "song.mid")
        return mido.MidiFile(tmp_path / "song.mid", charset="utf-8")

    return write


def texts(file):
    return [
        message.name if message.type == "track_name" else message.text
        for track in file.tracks
        for message in track
        if message.type in ("track_name", "marker")
    ]


def test_no_name_can_break_the_file_or_a_terminal(written):
    file = written(title=HOSTILE, markers=((0, HOSTILE),), parts=(Part(HOSTILE, ()),))
    assert len(set(texts(file))) == 1
    assert all(text.isprintable() and "Büs 😀" in text for text in texts(file))


def test_a_note_may_begin_where_the_one_before_it_ends(written):
    _, kick = written().tracks
    played = [(m.time, m.type, m.velocity) for m in kick if not m.is_meta]
    assert played == [
        (0, "note_on", 127),
        (240, "note_off", 0),
        (0, "note_on", 1),
        (1, "note_off", 0),
    ]


def test_every_track_lasts_as_long_as_the_song(written):
    assert [sum(message.time for message in track) for track in written().tracks] == [3840, 3840]


@pytest.mark.parametrize(("millibpm", "exact"), [(20_000, 20), (92_000, 92), (400_000, 400)])
def test_a_tempo_is_right_to_a_microsecond_a_beat(written, millibpm, exact):
    conductor, _ = written(tempi=((0, millibpm),)).tracks
    (tempo,) = [message.tempo for message in conductor if message.type == "set_tempo"]
    assert abs(tempo - 60_000_000 / exact) <= 0.5


@pytest.mark.parametrize("meter", ["4/4", "7/8", "1/1", "99/32"])
def test_any_meter_arrives(written, meter):
    conductor, _ = written(meter=meter).tracks
    (told,) = [message for message in conductor if message.type == "time_signature"]
    assert f"{told.numerator}/{told.denominator}" == meter
