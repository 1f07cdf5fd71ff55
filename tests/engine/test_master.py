"""The master chain: one delay, whatever is on, and what is off touches nothing."""

import numpy as np
import pytest
from mastering import (
    BLOCKS,
    RATE,
    Master,
    decibels,
    gain,
    noise,
    silence,
    sine,
    true_peak_db,
)
from nouns import SOURCES

from padsketch.model.parameters import MASTER

GLUE = {"glue_threshold_db": -20.0, "glue_ratio": 4.0, "glue_makeup_db": 3.0}
CLIP = {"clip_db": 6.0}
LIMITER = {"limiter": "on", "ceiling_db": -1.0}
RATES = (44_100, 48_000, 88_200, 96_000, 192_000)


def beat():
    """Kicks and hats whose peaks are at 0 dBFS, and silence behind them."""
    time = np.arange(RATE // 4) / RATE
    kick = np.exp(-time / 0.08) * np.sin(2 * np.pi * (55 * time - 0.8 * np.exp(-time / 0.01)))
    hat = noise(0.25, -6, highest=18_000) * np.exp(-time / 0.03)[:, None]
    bar = np.concatenate([kick[:, None] * 0.7 + hat, hat, kick[:, None] + 0 * hat, hat])
    return np.concatenate([bar / np.abs(bar).max(), silence(0.05)]).astype(np.float32)


@pytest.mark.parametrize("rate", RATES)
def test_everything_off_only_delays(rate):
    master, sound = Master(rate), noise(0.2, 20, rate)
    out = master.process(sound)
    assert np.array_equal(out[master.latency :], sound[: -master.latency])
    assert master.reductions() == (0, 0)


@pytest.mark.parametrize("settings", [{}, GLUE, CLIP, LIMITER, GLUE | CLIP | LIMITER])
def test_the_delay_is_the_same_whatever_is_on(settings):
    master, impulse = Master().set(**settings), silence(0.1)
    impulse[1000] = 0.01
    out = master.process(impulse)
    assert np.abs(out[:, 0]).argmax() == 1000 + master.latency


@pytest.mark.parametrize("rate", RATES)
def test_the_delay_is_less_than_3_ms(rate):
    assert 0 < Master(rate).latency <= 0.003 * rate


@pytest.mark.parametrize("clip_db", [0.0, 3.0, 12.0])
def test_a_driven_beat_stays_under_the_ceiling(clip_db):
    out = Master().set(**GLUE, clip_db=clip_db, limiter="on", ceiling_db=-0.3).process(beat())
    assert true_peak_db(out) <= -0.3 + 0.1


def test_each_part_does_its_own_work():
    tone = sine(200, 0.5, -2)
    glued, clipped = Master().set(**GLUE), Master().set(**CLIP)
    limited = Master().set(limiter="on", ceiling_db=-6.0)
    for master in (glued, clipped, limited):
        master.out = master.process(tone)[RATE // 4 :]
    assert glued.reductions()[0] > 8
    assert glued.reductions()[1] == 0
    assert limited.reductions()[0] == 0
    assert limited.reductions()[1] == pytest.approx(4, abs=0.2)
    assert clipped.reductions() == (0, 0)
    assert 0.9 < np.abs(clipped.out).max() <= 1.001
    assert np.abs(limited.out).max() == pytest.approx(gain(-6), rel=0.01)


def test_values_out_of_range_count_as_their_ends():
    wild = {name: 1e6 for name, parameter in MASTER.items() if not parameter.choices}
    ends = {name: MASTER[name].high for name in wild}
    sound = noise(0.2)
    assert np.array_equal(Master().set(**wild).process(sound), Master().set(**ends).process(sound))


@pytest.mark.parametrize("name", MASTER)
def test_a_value_that_is_no_number_counts_as_the_default(name):
    sound = noise(0.2)
    loud = GLUE | CLIP | LIMITER
    broken = Master().set(**loud | {name: np.nan})
    usual = Master().set(**loud | {name: MASTER[name].default})
    assert np.array_equal(broken.process(sound), usual.process(sound))


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_do_not_matter(block):
    sound = np.concatenate([noise(0.1, 3), silence(0.1), noise(0.1, -30), sine(80, 0.1, 6)])
    settings = GLUE | CLIP | LIMITER
    once = Master().set(**settings).process(sound, 100_000)
    assert Master().set(**settings).process(sound, block).tobytes() == once.tobytes()


def test_every_width_of_vectors_gives_the_same_bits(tmp_path):
    """What this processor chooses against the narrowest code that every processor runs."""

    def narrow(source):
        (tmp_path / source).write_text(f'#define PS_ONE_WIDTH\n#include "{SOURCES / source}"\n')
        return str(tmp_path / source)

    class NarrowMaster(Master):
        sources = tuple(narrow(source) for source in Master.sources)

    sound, settings = noise(0.3, 6), GLUE | CLIP | LIMITER
    wide = Master().set(**settings).process(sound)
    assert NarrowMaster().set(**settings).process(sound).tobytes() == wide.tobytes()


def test_setting_the_same_again_changes_nothing():
    sound, settings = noise(0.2, 3), GLUE | CLIP | LIMITER
    master, out = Master().set(**settings), []
    for piece in np.split(sound, 300):
        out.append(master.set(**settings).process(piece))
    assert np.array_equal(np.concatenate(out), Master().set(**settings).process(sound))


def steepest_step(name, values):
    """From a frame to the next, of a bass whose chain is set at every control point."""
    settings, master, out = {"limiter": "on", "glue_threshold_db": -12.0}, Master(), []
    for value, piece in zip(values, np.split(sine(50, 0.2, -3), 300), strict=True):
        out.append(master.set(**settings, **{name: value}).process(piece))
    return np.abs(np.diff(np.concatenate(out)[500:], axis=0)).max()


@pytest.mark.parametrize("name", ["clip_db", "ceiling_db", "glue_ratio", "glue_makeup_db"])
def test_turning_a_knob_makes_no_step(name):
    """A bass while the knob turns by a quarter in 30 ms, which is what smoothing lets it."""
    start, end = MASTER[name].low, 0.75 * MASTER[name].low + 0.25 * MASTER[name].high
    moving = steepest_step(name, [start] * 150 + np.linspace(start, end, 45).tolist() + [end] * 105)
    still = max(steepest_step(name, [value] * 300) for value in (start, end))
    assert moving < still + 0.02


@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_a_broken_frame_leaves_no_trace_after_a_reset(poison):
    settings = GLUE | CLIP | LIMITER
    master, sound = Master().set(**settings), noise(0.1, 6)
    broken = sound.copy()
    broken[2000:2010] = poison
    master.process(broken)
    master.reset()
    assert np.array_equal(master.process(sound), Master().set(**settings).process(sound))


def test_a_loud_mix_gets_louder_but_not_higher():
    """What the chain is for: more level under the same ceiling."""
    out = Master().set(clip_db=6.0, glue_ratio=2.0, glue_makeup_db=6.0, **LIMITER).process(beat())
    before, after = (decibels(np.sqrt((x.astype(float) ** 2).mean())) for x in (beat(), out))
    assert after > before + 3
    assert np.abs(out).max() < gain(-0.9)
