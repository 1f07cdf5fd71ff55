from fractions import Fraction

import pytest
from msgspec.structs import replace

from padsketch.engine.player import SONG_ONCE
from padsketch.export.foresight import song_hits
from padsketch.export.job import RenderJob
from padsketch.export.length import reach_frames, song_frames
from padsketch.export.notes import sheet_of
from padsketch.export.pack.arranging import arrangement_of
from padsketch.formats.daw.arrangement import AudioClip, Send
from padsketch.model import Channel, Lane, Pattern, Project, Section, Step
from padsketch.score import compile_score
from padsketch.storage import find_kit, load_kit

FOLDER = find_kit("eight", None)
KIT = load_kit(FOLDER)
X = Step(velocity=100)
KICK = KIT.index("kick")
STEM = AudioClip("stems/01_kick.wav", 48_000, 48_000, 2)


def lane(text):
    return Lane(steps=tuple(X if glyph == "x" else Step() for glyph in text))


def song_of(*sections, pads=None, **lanes):
    patterns = {"A1": Pattern(lanes={pad: lane(text) for pad, text in lanes.items()})}
    return Project(title="Song", patterns=patterns, song=sections, pads=pads or {})


def arranged(project, stems=None):
    return arrangement_of(RenderJob(project, KIT, FOLDER), stems or {})


def track(arrangement, name):
    return next(track for track in arrangement.tracks if track.id == name)


TWO = (Section(section="In", pattern="A1"), Section(section="", pattern="A1", bpm=60.0))


def test_nothing_sounds_twice():
    """Stems hold the mixer already; the notes have its values and are silent."""
    project = replace(
        song_of(*TWO, kick="x...x..."),
        mixer={"kick": Channel(level_db=-6.0, pan=-0.5, send_reverb=-12.0)},
    )
    arrangement = arranged(project, {KICK: STEM})
    stem, notes = track(arrangement, "kick.audio"), track(arrangement, "kick.notes")
    assert (stem.gain, stem.pan, stem.sends, stem.is_muted) == (1.0, 0.0, (), False)
    assert stem.audio == STEM
    assert notes.is_muted
    assert (notes.gain, notes.pan) == (pytest.approx(0.5012, abs=1e-4), -0.5)
    assert notes.sends == (Send("return.reverb", pytest.approx(0.2512, abs=1e-4)),)
    assert {t.id for t in arrangement.tracks if t.is_return} == {"return.delay", "return.reverb"}


def test_the_stem_of_a_return_is_a_track_of_its_own():
    project = song_of(*TWO, kick="x")
    arrangement = arranged(project, {len(KIT.pads) + 1: STEM})
    assert track(arrangement, "return.reverb.audio").audio == STEM
    assert not track(arrangement, "return.reverb.audio").is_return


def test_a_pad_may_be_called_like_a_return():
    pads = (replace(KIT.pads[0], id="delay"), *KIT.pads[1:])
    kit = replace(KIT, pads=pads)
    project = song_of(*TWO, delay="x")
    stems = {0: STEM, len(pads): STEM}
    ids = [track.id for track in arrangement_of(RenderJob(project, kit, FOLDER), stems).tracks]
    assert len(ids) == len(set(ids))


def test_every_section_has_its_clip_with_its_own_notes():
    clips = track(arranged(song_of(*TWO, kick="x...x...")), "kick.notes").notes
    assert [(clip.beat, clip.beats, clip.name) for clip in clips] == [(0, 4, "In"), (4, 4, "A1")]
    assert [[note.beat for note in clip.notes] for clip in clips] == [[0, 1], [4, 5]]


def test_notes_are_those_of_the_midi_file():
    project = song_of(*TWO, kick="x..x..x.", snare="....x...")
    arrangement = arranged(project)
    sheet = sheet_of(RenderJob(project, KIT, FOLDER))
    played = [
        (round(note.beat * 960), round(note.beats * 960), note.key, note.velocity)
        for part in arrangement.tracks
        for clip in part.notes
        for note in clip.notes
    ]
    assert played == [tuple(note) for part in sheet.parts for note in part.notes]


def test_a_section_in_which_a_pad_rests_has_no_clip():
    sections = (TWO[0], Section(section="Break", pattern="A1", mute=("kick",)), TWO[0])
    clips = track(arranged(song_of(*sections, kick="x")), "kick.notes").notes
    assert [clip.beat for clip in clips] == [0, 8]


def test_a_note_that_is_held_into_the_next_section_is_not_cut():
    project = song_of(TWO[0], Section(section="Out", pattern="A1", mute=("kick",)), kick="....x")
    looped = replace(KIT.pads[KICK], mode="loop")
    kit = replace(KIT, pads=(*KIT.pads[:KICK], looped, *KIT.pads[KICK + 1 :]))
    arrangement = arrangement_of(RenderJob(project, kit, FOLDER), {})
    (clip,) = track(arrangement, "kick.notes").notes
    assert (clip.beat, clip.beats, clip.name) == (0, 8, "In – Out")
    assert [(note.beat, note.beats) for note in clip.notes] == [(1, 7)]


def test_sections_of_their_own_tempo_make_the_map():
    arrangement = arranged(song_of(*TWO, kick="x"))
    assert arrangement.tempi == ((0, 120), (4, 60))
    assert arrangement.markers == ((0, "In"), (4, "A1"))
    assert arrangement.beats == 8
    assert [arrangement.seconds_at(Fraction(beat)) for beat in (0, 3, 4, 8)] == [0, 1.5, 2, 6]
    assert [arrangement.beat_at(Fraction(s)) for s in (0, 1, 2, 7)] == [0, 2, 4, 9]


def test_notes_stand_under_the_hits_of_their_stem_through_all_tempi():
    """To half a tick, and half a frame for each tempo that begins on a whole frame."""
    tempi = (93.3, 141.7, 60.1, 399.9, 20.3)
    sections = (Section(section=f"{bpm}", pattern="A1", repeats=3, bpm=bpm) for bpm in tempi)
    project = replace(song_of(*sections, kick="x..x..xx.x"), swing=61.3)
    arrangement = arranged(project)
    frames = song_frames(project, 48_000) + reach_frames(project, 48_000)
    tables = song_hits(compile_score(project, KIT), 48_000, SONG_ONCE, frames)
    sounded = [int(hit["frame"]) for table in tables for hit in table]
    beats = [note.beat for clip in track(arrangement, "kick.notes").notes for note in clip.notes]
    apart = [
        abs(frame - arrangement.seconds_at(beat) * 48_000)
        for frame, beat in zip(sounded, beats, strict=True)
    ]
    on_beats = [gap for gap, beat in zip(apart, beats, strict=True) if beat.denominator == 1]
    half_a_tick = 48_000 * 60 / min(tempi) / 960 / 2
    assert (len(apart), len(on_beats)) == (75, 15)
    assert max(apart) <= half_a_tick + len(tempi) / 2
    assert max(on_beats) <= len(tempi) / 2
