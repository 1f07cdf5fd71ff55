"""What a key of one pad plays must be what it says, and must be in the pad's reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.model.parameters import PAD
from padsketch.tui.editing.rows import BANK_SIZE
from padsketch.tui.keyboard.spread import (
    HIGHEST_OCTAVE,
    LOWEST_OCTAVE,
    PADS,
    SPREADS,
    Sound,
    Spread,
)

PLACES = range(BANK_SIZE)
octaves = st.integers(LOWEST_OCTAVE, HIGHEST_OCTAVE)


def test_pads_are_the_bank_in_front():
    assert [PADS.sound(place, 1, 5) for place in (0, 15)] == [Sound(16), Sound(31)]
    assert not PADS.is_of_one_pad


def test_velocities_rise_from_8_to_127():
    levels = Spread("velocities")
    assert [levels.velocity(place, 100) for place in PLACES] == [*range(8, 128, 8), 127]
    assert {levels.sound(place, 1, 5) for place in PLACES} == {Sound(5)}


def test_tunes_go_from_8_below_to_7_above():
    tunes = Spread("tunes")
    assert [tunes.sound(place, 0, 5) for place in PLACES] == [
        Sound(5, float(semitones)) for semitones in range(-8, 8)
    ]
    assert [tunes.face(place) for place in (7, tunes.own_pitch, 9)] == ["-1", "0", "+1"]


def test_a_row_of_notes_is_four_semitones_above_the_one_below():
    notes = Spread("notes")
    assert [notes.face(place) for place in (0, 3, 4, 12, 15)] == ["C4", "D#4", "E4", "C5", "D#5"]


def test_an_octave_is_the_same_notes_twelve_semitones_away():
    assert Spread("notes", -1).face(0) == "C3"
    assert Spread("notes", -1).sound(12, 0, 2) == Sound(2)
    assert Spread("notes", -1).own_pitch == 12
    assert Spread("notes", 1).own_pitch == -1


@given(st.sampled_from(SPREADS), octaves, st.integers(1, 127))
def test_no_key_is_out_of_reach(kind, octave, velocity):
    spread = Spread(kind, octave)
    for place in PLACES:
        assert PAD["tune"].low <= spread.transpose(place) <= PAD["tune"].high
        assert 1 <= spread.velocity(place, velocity) <= 127


@pytest.mark.parametrize("kind", ["velocities", "tunes", "notes"])
@given(octave=octaves)
def test_no_two_keys_say_the_same(kind, octave):
    faces = {Spread(kind, octave).face(place) for place in PLACES}
    assert len(faces) == BANK_SIZE
    assert max(map(len, faces)) <= 3
