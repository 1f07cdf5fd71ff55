"""A sound that follows the tempo: all of its layers, and nothing else."""

import pytest

from padsketch.errors import UsageError
from padsketch.model import Kit, Layer, Pad, Project, dressed
from padsketch.model.edits.tempo_fit import fit_tempo

LOOP, OTHER = Layer(file="loop.wav", start=10.0, end=20.0), Layer(file="other.wav", tune=2.0)
KIT = Kit(
    name="kit",
    pads=(
        Pad(id="a", name="A", layers=(LOOP, OTHER)),
        Pad(id="b", name="B", layers=(OTHER,)),
        Pad(id="c", name="C", layers=(LOOP,)),
    ),
)
SLOW = Project(bpm=60.0)


def layers(project):
    return {pad.id: pad.layers for pad in dressed(KIT, project.pads).pads}


def fitted(how, bpm, project=SLOW):
    return fit_tempo(project, KIT, "loop.wav", how, bpm)


def test_half_as_fast_is_an_octave_lower_by_repitch():
    after = layers(fitted("repitch", 120.0))
    assert after["a"][0].tune == after["c"][0].tune == -12.0
    assert after["a"][1] == OTHER
    assert after["b"] == (OTHER,)


def test_half_as_fast_is_twice_as_long_by_stretch():
    layer = layers(fitted("stretch", 120.0))["c"][0]
    assert (layer.stretch, layer.tune) == (2.0, 0.0)
    assert (layer.start, layer.end) == (10.0, 20.0)


def test_one_way_to_fit_replaces_the_other():
    both = fitted("stretch", 120.0, fitted("repitch", 120.0))
    assert layers(both)["c"][0].tune == 0.0
    assert layers(fitted("slices", 120.0, both)) == layers(SLOW)


def test_a_sound_that_no_pad_plays_cannot_be_fitted():
    with pytest.raises(UsageError, match="No pad plays"):
        fit_tempo(SLOW, KIT, "nothing.wav", "repitch", 120.0)


def test_tempos_that_are_too_far_apart_are_refused_and_nothing_is_bent_half_way():
    with pytest.raises(UsageError, match="out of reach"):
        fitted("stretch", 300.0)
