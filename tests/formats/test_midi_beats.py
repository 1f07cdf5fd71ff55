import mido
import pytest
from midi_making import meta, note, notes, tempo, write

from padsketch.errors import InvalidFile
from padsketch.formats.beats.beat_draft import Grid, SectionDraft
from padsketch.formats.beats.midi_reading import read_midi

BAR = 3840
HEAD = b"MThd\0\0\0\6\0\0\0\1\0\x60"


def ticks_of(pattern, part="36"):
    return [strike.tick for strike in pattern.strikes.get(part, ())]


def rows(draft):
    return [(section.pattern, section.repeats) for section in draft.song]


def raw(path, *events):
    data = b"".join(events)
    path.write_bytes(HEAD + b"MTrk" + len(data).to_bytes(4) + data)
    return path


def test_ticks_of_other_programs_become_ours(tmp_path):
    draft = read_midi(write(tmp_path / "a.mid", notes(0, 24, 50, 72), ppq=96))
    assert ticks_of(draft.patterns[0]) == [0, 240, 500, 720]
    assert draft.losses.sentences() == ()


def test_a_time_between_our_ticks_is_rounded_and_told(tmp_path):
    draft = read_midi(write(tmp_path / "a.mid", notes(0, 1), ppq=1000))
    assert ticks_of(draft.patterns[0]) == [0, 1]
    assert draft.losses.sentences() == ("Times are rounded to 1/960 of a quarter note.",)


def test_equal_bars_are_one_pattern(tmp_path):
    bars = [at * BAR + beat for at in range(6) for beat in ((0, 1920) if at != 3 else (0, 960))]
    draft = read_midi(write(tmp_path / "a.mid", notes(*bars)))
    assert rows(draft) == [(0, 3), (1, 1), (0, 2)]
    assert ticks_of(draft.patterns[0]) == [0, 1920]
    assert draft.patterns[0].ticks == BAR


def test_what_repeats_after_two_bars_is_a_pattern_of_two_bars(tmp_path):
    bars = [at * BAR + (0 if at % 2 else 480) for at in range(8)]
    draft = read_midi(write(tmp_path / "a.mid", notes(*bars)))
    assert rows(draft) == [(0, 4)]
    assert draft.patterns[0].ticks == 2 * BAR


def test_markers_begin_sections(tmp_path):
    words = [meta("marker", tick, text=name) for tick, name in ((0, "In"), (2 * BAR, "Out"))]
    draft = read_midi(write(tmp_path / "a.mid", words, notes(*range(0, 3 * BAR, 960))))
    assert [(one.name, one.repeats) for one in draft.song] == [("In", 2), ("Out", 1)]


def test_a_tempo_is_of_the_section_from_its_bar_on(tmp_path):
    tempi = [tempo(0, 90), tempo(BAR, 120), tempo(BAR + 700, 100)]
    draft = read_midi(write(tmp_path / "a.mid", tempi, notes(*range(0, 3 * BAR, 960))))
    assert [(one.bpm, one.repeats) for one in draft.song] == [(90.0, 1), (120.0, 1), (100.0, 1)]
    assert draft.losses.sentences() == ("Tempo changes within a bar count from the next one.",)


def test_a_change_of_meter_changes_the_bars(tmp_path):
    meters = [
        meta("time_signature", numerator=3, denominator=4),
        meta("time_signature", 2 * 2880, numerator=7, denominator=8),
    ]
    struck = notes(0, 2880, 5760, 5760 + 3360, 5760 + 3360 + 480)
    draft = read_midi(write(tmp_path / "a.mid", meters, struck))
    assert draft.meter == "3/4"
    assert [pattern.ticks for pattern in draft.patterns] == [2880, 2 * 3360]


def test_what_comes_a_little_early_belongs_to_the_bar_that_it_means(tmp_path):
    draft = read_midi(write(tmp_path / "a.mid", notes(0, BAR - 20, 2 * BAR - 20, 3 * BAR)))
    assert ticks_of(draft.patterns[1]) == [-20]
    assert rows(draft) == [(0, 1), (1, 2), (0, 1)]


@pytest.mark.parametrize(
    ("ticks", "grid"),
    [
        (range(0, BAR, 240), Grid("1/16", 50.0)),
        ((0, 259, 480, 739, 960, 1219), Grid("1/16", 54.0)),
        (range(0, BAR, 320), Grid("1/8T", 50.0)),
        (range(0, BAR, 160), Grid("1/16T", 50.0)),
        (range(0, BAR, 120), Grid("1/32", 50.0)),
        ((0, 7, 480, 1439, 1930), Grid("1/16", 50.0)),
    ],
    ids=("sixteenths", "swing", "triplets", "fast triplets", "thirty-seconds", "played loosely"),
)
def test_the_grid_is_the_one_that_the_notes_stand_on(tmp_path, ticks, grid):
    assert read_midi(write(tmp_path / "a.mid", notes(*ticks))).grid == grid


def test_drums_are_those_of_channel_ten_and_melodies_are_told(tmp_path):
    bass = [meta("track_name", name="Bass"), *notes(0, 480, number=40, channel=1)]
    draft = read_midi(write(tmp_path / "a.mid", notes(0), bass))
    assert list(draft.parts) == ["36"]
    assert draft.losses.sentences() == ("Channels beside that of drums are left out: Bass.",)


def test_without_channel_ten_every_channel_is_drums(tmp_path):
    draft = read_midi(write(tmp_path / "a.mid", notes(0, number=38, channel=0), kind=0))
    assert draft.parts["38"].role == "snare"
    assert draft.losses.sentences() == ()


def test_a_part_is_called_as_a_track_of_its_own(tmp_path):
    tracks = [[meta("track_name", name="Boom"), *notes(0)], notes(0, number=38)]
    parts = read_midi(write(tmp_path / "a.mid", *tracks)).parts
    assert [part.name for part in parts.values()] == ["Boom", "Acoustic snare"]


def test_what_no_step_can_say_is_told(tmp_path):
    more = [
        mido.Message("control_change", channel=9, control=7, value=90),
        mido.Message("pitchwheel", channel=9, pitch=99),
        mido.Message("sysex", data=(1, 2)),
    ]
    told = read_midi(write(tmp_path / "a.mid", [*notes(0), *more])).losses.sentences()
    assert told == (
        "Controllers are left out.",
        "Pitch bends are left out.",
        "System messages are left out.",
    )


def test_key_and_title_come_along(tmp_path):
    head = [meta("track_name", name="Night"), meta("key_signature", key="Cm")]
    draft = read_midi(write(tmp_path / "a.mid", head, notes(0)))
    assert (draft.title, draft.key) == ("Night", "C minor")
    assert read_midi(write(tmp_path / "Rain.mid", notes(0), kind=0)).title == "Rain"


def test_the_end_of_a_file_is_the_end_of_its_last_bar(tmp_path):
    assert rows(read_midi(write(tmp_path / "a.mid", notes(0, ticks=240)))) == [(0, 1)]
    long = read_midi(write(tmp_path / "a.mid", notes(0), end=3 * BAR))
    assert sum(long.patterns[one.pattern].ticks * one.repeats for one in long.song) == 3 * BAR
    short = read_midi(write(tmp_path / "a.mid", notes(0), end=5 * 240))
    assert short.patterns[0].ticks == 5 * 240


def test_a_song_of_ever_other_bars_still_fits_into_the_patterns(tmp_path):
    struck = [at * BAR + 10 * at for at in range(300)]
    draft = read_midi(write(tmp_path / "a.mid", notes(*struck)))
    assert len(draft.patterns) <= 128
    heard, start = [], 0
    for section in draft.song:
        pattern = draft.patterns[section.pattern]
        heard += [start + tick for tick in ticks_of(pattern)]
        start += pattern.ticks
    assert heard == struck


def test_a_bar_longer_than_any_pattern_is_cut(tmp_path):
    long = meta("time_signature", numerator=99, denominator=4)
    draft = read_midi(write(tmp_path / "a.mid", [long, *notes(0, 90 * 960)]))
    assert draft.song[0] == SectionDraft("", 0, 1, 120.0)
    assert {pattern.ticks for pattern in draft.patterns} <= {128 * 240, 99 * 960 % (128 * 240)}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"RIFF", "byte 0: this is no Standard MIDI file"),
        (HEAD.replace(b"\0\0\0\1\0\x60", b"\0\2\0\1\0\x60"), "byte 8: type 2 is not read"),
        (HEAD[:-2] + b"\0\0", "byte 12: a quarter note has no ticks"),
        (HEAD, "byte 14: there are 0 tracks"),
        (HEAD + b"MTrk\0\0\0\x09\0", "byte 14: a chunk ends behind the file, at byte 31"),
        (HEAD + b"MTrk\0\0\0\3\0\x99\x24", "byte 24: an event ends behind its track, at byte 26"),
        (HEAD + b"MTrk\0\0\0\2\0\x24", "byte 23: an event has no status"),
        (HEAD + b"MTrk\0\0\0\1\0", "byte 23: an event is cut off"),
        (HEAD + b"MTrk\0\0\0\4\xff\xff\xff\xff", "byte 22: a length is cut off"),
        (HEAD + b"MTrk\0\0\0\4\0\xff\1\x20", "byte 26: an event ends behind its track"),
        (HEAD + b"MTrk\0\0\0\2\0\xf8", "byte 23: status 0xf8 does not stand in files"),
        (HEAD + b"MTrk\0\0\0\4\0\xff\x2f\0", "has no notes"),
    ],
)
def test_a_broken_file_is_refused_with_the_place(tmp_path, data, said):
    path = tmp_path / "a.mid"
    path.write_bytes(data)
    with pytest.raises(InvalidFile) as refusal:
        read_midi(path)
    assert said in refusal.value.title


def test_a_note_that_nobody_ends_is_told(tmp_path):
    path = raw(tmp_path / "a.mid", b"\0\x99\x24\x40", b"\x60\xff\x2f\0")
    draft = read_midi(path)
    assert draft.patterns[0].strikes["36"][0].ticks == 960
    assert draft.losses.sentences() == ("Notes that never end last to the end.",)


def test_time_counted_in_frames_of_film_is_read_as_at_120(tmp_path):
    path = raw(tmp_path / "a.mid", b"\0\x99\x24\x40", b"\x64\x24\0", b"\0\x24\x40\x01\x24\0")
    path.write_bytes(path.read_bytes().replace(b"\0\1\0\x60", b"\0\1\xe7\x04"))
    assert ticks_of(read_midi(path).patterns[0]) == [0, 1920]


def test_a_running_status_goes_on_behind_a_meta_event(tmp_path):
    path = raw(tmp_path / "a.mid", b"\0\x99\x24\x40", b"\0\xff\1\1x", b"\x60\x26\x40", b"\0\x26\0")
    assert set(read_midi(path).parts) == {"36", "38"}


def test_a_song_without_end_is_cut(tmp_path):
    far = note(5000 * BAR, 36)
    draft = read_midi(write(tmp_path / "a.mid", [*notes(0), *far]))
    assert draft.losses.sentences() == ("What comes after 4096 bars is left out.",)
