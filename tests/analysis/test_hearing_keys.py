"""The key of a loop and the note of a sound: a wrong one is worse than none."""

import numpy as np
import pytest
from made_sounds import RATE, beat, kick, mono, noise, note, placed, seconds

from padsketch.analysis.key import key_of, root_of


def hertz(midi):
    return 440 * 2 ** ((midi - 69) / 12)


def chords(*chords):
    """A chord a second, of MIDI notes."""
    notes = [(at * RATE, note(hertz(key), 1)) for at, chord in enumerate(chords) for key in chord]
    return placed(notes, len(chords))


MINOR = ((57, 60, 64), (53, 57, 60), (50, 53, 57), (52, 56, 59))
MAJOR = ((60, 64, 67), (65, 69, 72), (67, 71, 74), (60, 64, 67))


@pytest.mark.parametrize("shift", range(-5, 7))
def test_chords_have_their_key(shift):
    names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
    shifted = [[key + shift for key in chord] for chord in MAJOR]
    assert key_of(chords(*shifted), RATE) == f"{names[shift % 12]} major"
    shifted = [[key + shift for key in chord] for chord in MINOR]
    assert key_of(chords(*shifted), RATE) == f"{names[(shift + 9) % 12]} minor"


def test_chords_over_drums_have_their_key():
    music = chords(*MINOR)
    music[:, 0] += 0.3 * beat(120, 8)[: len(music), 0]
    assert key_of(music, RATE) == "A minor"


def test_drums_and_noise_have_no_key():
    assert key_of(beat(120, 8), RATE) == ""
    assert key_of(mono(noise(2)), RATE) == ""
    assert key_of(mono(np.zeros(RATE)), RATE) == ""
    assert key_of(mono(np.zeros(0)), RATE) == ""


@pytest.mark.parametrize(
    ("midi", "name"), [(28, "E1"), (36, "C2"), (57, "A3"), (61, "C#4"), (83, "B5")]
)
def test_a_single_note_is_named(midi, name):
    assert root_of(mono(note(hertz(midi), 1)), RATE) == name
    assert root_of(mono(note(hertz(midi) * 1.02, 1)), RATE) == name


def test_a_note_without_its_fundamental_is_still_that_note():
    t = seconds(1)
    partials = sum(np.sin(2 * np.pi * k * 110 * t) for k in (2, 3, 4, 5))
    assert root_of(mono(0.2 * partials), RATE) == "A2"


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(noise(1), id="noise"),
        pytest.param(np.zeros(RATE), id="silence"),
        pytest.param(np.zeros(10), id="too short"),
        pytest.param(np.sin(2 * np.pi * 100 * 2 ** (3 * seconds(1)) * seconds(1)), id="a sweep"),
    ],
)
def test_what_has_no_one_pitch_has_no_root(sound):
    assert root_of(mono(sound), RATE) == ""
    assert root_of(mono(kick())[:0], RATE) == ""
