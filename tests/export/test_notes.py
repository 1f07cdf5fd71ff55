import mido
import numpy as np
import pytest
from msgspec.structs import replace

from padsketch.engine.player import SONG_ONCE
from padsketch.errors import OutputExists
from padsketch.export.foresight import song_hits
from padsketch.export.job import RenderJob
from padsketch.export.length import reach_frames, song_frames
from padsketch.export.notes import sheet_of, write_notes
from padsketch.model import Channel, Lane, Pattern, Project, Section, Step
from padsketch.score import compile_score
from padsketch.storage import find_kit, load_kit

FOLDER = find_kit("eight", None)
KIT = load_kit(FOLDER)
X = Step(velocity=100)


def lane(text, **options):
    return Lane(steps=tuple(X if glyph == "x" else Step() for glyph in text), **options)


def job(lanes, song=(), pattern="A1", repeats=1, bpm=120.0, **more):
    project = Project(patterns={"A1": Pattern(lanes=lanes, **more)}, bpm=bpm, song=song)
    return RenderJob(project, KIT, FOLDER, None if song else pattern, repeats)


def notes_of(sheet, name):
    return next(part.notes for part in sheet.parts if part.name == name)


def heard_in(file):
    """(tick, note, velocity) of every note of a file."""
    heard = []
    for track in file.tracks:
        at = 0
        for message in track:
            at += message.time
            if message.type == "note_on":
                heard.append((at, message.note, message.velocity))
    return sorted(heard)


def test_swing_and_nudge_are_in_the_ticks():
    late = Step(velocity=100, nudge=-20)
    swung = job({"kick": Lane(steps=(X, X, late))}, swing=66.0)
    assert [note.tick for note in notes_of(sheet_of(swung), "Kick")] == [0, 317, 460]


def test_notes_come_where_they_are_heard(tmp_path):
    """Every hit of the engine's own log is one note, at the nearest tick of its frame."""
    steps = tuple(
        Step(velocity=1 + 12 * i % 127, chance=60, rolls=1 + i % 4, nudge=i) for i in range(16)
    )
    song = (
        Section(section="In", pattern="A1", repeats=3, bpm=93.3),
        Section(section="Out", pattern="A1", repeats=2, bpm=141.7),
    )
    music = job({"kick": Lane(steps=steps), "hat_closed": lane("xx" * 8)}, song, swing=61.0)
    score = compile_score(music.project, KIT)
    frames = song_frames(music.project, 48_000) + reach_frames(music.project, 48_000)
    log = np.concatenate(list(song_hits(score, 48_000, SONG_ONCE, frames)))
    write_notes(music, tmp_path / "song.mid")
    file = mido.MidiFile(tmp_path / "song.mid")
    first = 3 * 16 * 240
    border = round(first / 960 * 60 / 93.3 * 48_000)

    def frame(tick):
        if tick < first:
            return tick / 960 * 60 / 93.3 * 48_000
        return border + (tick - first) / 960 * 60 / 141.7 * 48_000

    logged = sorted((int(h["frame"]), 36 + int(h["pad"]), int(h["velocity"])) for h in log)
    played = sorted((frame(t), n, v) for t, n, v in heard_in(file))
    assert [(n, v) for _, n, v in played] == [(n, v) for _, n, v in logged]
    half_a_tick = 48_000 * 60 / 93.3 / 960 / 2
    late = [abs(a[0] - b[0]) for a, b in zip(played, logged, strict=True)]
    assert max(late) < half_a_tick + 1


def test_a_muted_track_has_no_notes():
    music = job({"kick": lane("x"), "snare": lane("x")})
    project = replace(music.project, mixer={"snare": Channel(mute=True)})
    muted = RenderJob(project, KIT, FOLDER, "A1")
    assert [part.name for part in sheet_of(muted).parts] == ["Kick"]


def test_a_note_ends_before_the_next_one_of_its_pad_begins():
    notes = notes_of(sheet_of(job({"kick": lane("xxxx")}, step="1/32")), "Kick")
    assert [(note.tick, note.ticks) for note in notes] == [
        (0, 120),
        (120, 120),
        (240, 120),
        (360, 240),
    ]


def test_sections_are_markers_and_tempi_change_once():
    song = (
        Section(section="Intro", pattern="A1", repeats=2),
        Section(section="Drop", pattern="A1", bpm=90.0),
        Section(section="Out", pattern="A1", bpm=90.0),
    )
    sheet = sheet_of(job({"kick": lane("x")}, song))
    assert sheet.markers == ((0, "Intro"), (7680, "Drop"), (11520, "Out"))
    assert sheet.tempi == ((0, 120_000), (7680, 90_000))
    assert sheet.end == 15360


def test_names_from_outside_are_harmless_in_the_file(tmp_path):
    song = (Section(section="\x1b[2JIn\ntro", pattern="A1"),)
    named = job({"kick": lane("x")}, song)
    named = RenderJob(replace(named.project, title="\x1b]0;x\x07T"), KIT, FOLDER)
    sheet = write_notes(named, tmp_path / "song.mid")
    assert "\x1b" not in sheet.title + sheet.markers[0][1]
    assert b"\x1b" not in (tmp_path / "song.mid").read_bytes()


def test_a_roll_that_reaches_over_a_whole_section_keeps_its_time():
    rolled = Lane(steps=(Step(velocity=100, rolls=3, roll_rate="1/4"),))
    tempi = (20.0, 400.0, 100.0)
    song = tuple(Section(section="", pattern="A1", bpm=bpm) for bpm in tempi)
    sheet = sheet_of(job({"kick": rolled}, song, length=1, step="1/4"))
    ticks = sorted(note.tick for note in notes_of(sheet, "Kick"))
    assert ticks == [0, 960, 960, 1920, 1920, 2160, 2880, 3840, 6480]


def test_the_same_music_is_the_same_file(tmp_path):
    music = job({"kick": lane("x..x")}, repeats=2)
    for name in ("a.mid", "b.mid"):
        write_notes(music, tmp_path / name)
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()


def test_a_file_that_is_there_is_not_replaced(tmp_path):
    (tmp_path / "a.mid").write_text("precious")
    with pytest.raises(OutputExists):
        write_notes(job({"kick": lane("x")}), tmp_path / "a.mid")
    assert (tmp_path / "a.mid").read_text() == "precious"
