"""How long a song rings, known before: an export that stops too early would cut its tails."""

import numpy as np

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import SONG_ONCE, Player
from padsketch.export.foresight import Rings, foresee
from padsketch.model import Kit, Lane, Layer, Pad, Pattern, Project, Section, Step
from padsketch.score import compile_score

RATE = 8_000
LOOP = 2_000
CLICK = np.ones((40, 1), np.float32)


def hit(slide=False, chance=100, **locks):
    locked = tuple(sorted(locks.items()))
    return Step(velocity=127, slide=slide, chance=chance, locks=locked)


def heard_and_foreseen(*steps, sound=CLICK, **options):
    """Frames until a song of one pass is silent, and those that are foreseen for its voices."""
    pattern = Pattern(length=2, lanes={"p": Lane(steps=steps)})
    project = Project(patterns={"A1": pattern}, song=(Section(section="s", pattern="A1"),))
    pad = Pad(id="p", name="p", layers=(Layer(file="p"),), **options)
    score = compile_score(project, Kit(name="test", pads=(pad,)))
    rings = Rings(score, [len(sound)], RATE, LOOP)
    sounds = foresee(score, RATE, SONG_ONCE, LOOP)
    player = Player(RATE)
    player.publish(score, SampleBank({"p": sound}))
    player.play_song(flags=SONG_ONCE)
    mix = np.concatenate([player.render(8000) for _ in range(40)])
    voices = rings.longest(sounds) - rings.longest(set()) - round(1.5 * RATE)
    return int(np.flatnonzero(mix.any(axis=1))[-1]), voices


def test_a_filter_that_slides_rings_with_the_envelope_of_its_own_hit():
    steps = (
        hit(slide=True, cutoff=4000.0, resonance=1.0, filter_env=-48.0),
        hit(chance=0, cutoff=320.0, resonance=1.0),
    )
    heard, foreseen = heard_and_foreseen(*steps)
    assert 1000 < heard <= foreseen


def test_a_filter_that_follows_a_tune_rings_as_long_as_at_its_lower_end():
    options = {"cutoff": 300.0, "resonance": 1.0, "filter_key": 100.0}
    steps = (hit(slide=True, tune=24.0), hit(chance=0, tune=-24.0))
    heard, foreseen = heard_and_foreseen(*steps, **options)
    assert 1000 < heard <= foreseen


def test_a_sample_that_slides_down_sounds_as_long_as_at_its_lower_end():
    steps = (hit(slide=True), hit(chance=0, tune=-36.0))
    heard, foreseen = heard_and_foreseen(*steps, sound=np.ones((3000, 1), np.float32))
    assert 10_000 < heard <= foreseen
