"""Chrome: clean electronics, drums that are tight and chords that are in tune."""

import numpy as np

from kitlab.effects import saturate, stereo
from kitlab.filters import bandpass, bell, highpass, lowpass, sweep_band
from kitlab.recipe import Kit, Pad, Shape, Sound, brighter
from kitlab.signal import (
    Rng,
    Signal,
    clock,
    decay,
    glide,
    mixed,
    noise,
    note_to_hz,
    phase,
    rise,
    saw,
    square,
    tone,
)

STAB = (0, 7, 10, 15)
CHORD = (0, 7, 15, 22, 26)
"""Semitones over the root: a minor seventh, and an open minor ninth that sits on top of it."""


def kick(rng: Rng, force: float) -> Signal:
    """A short sine that falls two octaves in its first 20 ms."""
    t = clock(0.45)
    fall = (90.0 + 260.0 * force) * np.exp(-t / 0.007) + 45.0 * np.exp(-t / 0.03)
    thump = tone(t, 51.9 + fall) * decay(t, 0.36 + 0.12 * force)
    click = highpass(noise(t, rng), 2500.0) * decay(t, 0.004)
    return saturate(thump + 0.5 * force**2 * click, 0.5 + 1.3 * force)


def snare(rng: Rng, force: float) -> Signal:
    """A pitched body that snaps into place, and a bright noise cut short."""
    t = clock(0.3)
    shell = tone(t, 198.0 + 190.0 * force * np.exp(-t / 0.01)) * decay(t, 0.15)
    air = bell(highpass(noise(t, rng), 1800.0), 7500.0, 5.0 * force)
    tail = air * (0.6 * decay(t, 0.06) + 0.55 * decay(t, 0.12 + 0.12 * force))
    blow = shell + (0.2 + 0.9 * force) * lowpass(tail, 4000.0 + 14_000.0 * force)
    return saturate(blow, 0.8 + 0.7 * force)


def clap(rng: Rng, _force: float) -> Signal:
    """Four dry bursts, wide, and almost no room."""
    t = clock(0.35)
    starts = (0.0, 0.009, 0.017, 0.026)

    def ear() -> Signal:
        air = bandpass(highpass(noise(t, rng), 900.0), 1700.0, 0.9)
        bursts = mixed(decay(t - start, 0.02) * (t < start + 0.008) for start in starts[:-1])
        return air * (bursts + decay(t - starts[-1], 0.2))

    left, right, middle = ear(), ear(), ear()
    return stereo(0.7 * middle + left, 0.7 * middle + right)


def rim(rng: Rng, force: float) -> Signal:
    """A click whose pitch is bent by a faster one (frequency modulation)."""
    t = clock(0.1)
    bend = (1.0 + 5.0 * force) * tone(t, 1390.0) * decay(t, 0.02)
    return highpass(np.sin(2 * np.pi * 860.0 * t + bend) * decay(t, 0.05), 350.0)


def sheen(t: Signal, rng: Rng, force: float) -> Signal:
    """A smooth metal: three pairs of squares multiplied, over a film of noise."""
    pairs = ((1047.0, 1483.0), (1319.0, 1979.0), (1637.0, 2633.0))
    rings = mixed(square(t, a) * square(t, b, rng.uniform(0, 6)) for a, b in pairs)
    film = highpass(0.5 * rings + 0.4 * noise(t, rng), 6000.0 + 1500.0 * force, 0.9)
    return lowpass(film, 7500.0 + 5500.0 * force)


def hat(rng: Rng, force: float) -> Signal:
    """A closed hat, dry and exact."""
    t = clock(0.15)
    return sheen(t, rng, force) * (0.6 * decay(t, 0.018) + 0.5 * decay(t, 0.045 + 0.04 * force))


def pedal(rng: Rng, force: float) -> Signal:
    """A duller, softer close."""
    t = clock(0.2)
    low = lowpass(bell(sheen(t, rng, 0.4 * force), 5200.0, 8.0, 1.0), 5500.0 + 5000.0 * force)
    return low * (0.2 + 0.8 * rise(t, 0.01)) * decay(t, 0.1 + 0.06 * force)


def open_hat(rng: Rng, force: float) -> Signal:
    """An open hat, stereo, with an even fall."""
    t = clock(0.6)
    middle = sheen(t, rng, force)
    ears = (middle + 0.6 * sheen(t, rng, force) for _ in range(2))
    return stereo(*(ear * decay(t, 0.55) for ear in ears))


def shaker(rng: Rng, force: float) -> Signal:
    """Noise with a swing of its own: up, over, and gone."""
    t = clock(0.13)
    swing = 0.12 + 0.88 * rise(t, 0.028)
    return bandpass(noise(t, rng), 7200.0 + 3000.0 * force, 1.2) * swing * decay(t, 0.12)


def tom(hz: float) -> Sound:
    """An electronic tom that dives by more than an octave."""

    def sound(rng: Rng, force: float) -> Signal:
        t = clock(0.5)
        dive = glide(t, hz * (1.5 + 1.2 * force), hz, 0.06)
        body = np.sin(phase(dive)) + 0.2 * np.sin(2 * phase(dive))
        click = bandpass(noise(t, rng), 3000.0, 0.7) * decay(t, 0.012)
        return saturate(body * decay(t, 0.42) + 0.3 * force * click, 0.9)

    return sound


def crash(rng: Rng, _force: float) -> Signal:
    """A splash of noise and sheen, left and right apart."""
    t = clock(1.7)

    def ear(middle: Signal) -> Signal:
        spray = bandpass(highpass(noise(t, rng), 3000.0), 7000.0, 0.6)
        return (0.5 * middle + spray) * (0.6 * decay(t, 0.4) + 0.5 * decay(t, 1.7))

    middle = sheen(t, rng, 1.0)
    return stereo(ear(middle), ear(middle))


def zap(_rng: Rng, _force: float) -> Signal:
    """A sine that falls from the top to the bottom in a fifth of a second."""
    t = clock(0.35)
    return saturate(tone(t, glide(t, 7500.0, 55.0, 0.035)) * decay(t, 0.45), 1.2)


def bass(_rng: Rng, _force: float) -> Signal:
    """A saw over a sine, all of it: the engine's filter shapes it, and the step holds it."""
    t = clock(2.0)
    hz = note_to_hz("C2")
    growl = saturate(saw(t, hz, 9000.0) + 0.5 * tone(t, hz), 0.8)
    return growl * decay(t, 4.0) * (1.0 - rise(t - 1.7, 0.3))


def strings(t: Signal, root: str, steps: tuple[int, ...], spread: float) -> Signal:
    """Three saws for each note, as many cents above it as below; one ear per side."""
    ears = []
    for side in (-1.0, 1.0):
        ear = np.zeros(t.size)
        for step in steps:
            hz = note_to_hz(root) * 2.0 ** (step / 12)
            for cents, gain in ((0.0, 1.0), (-spread, 0.45), (spread, 0.45)):
                offset = side * (0.6 + 0.37 * step) + cents
                ear += gain * saw(t, hz * 2.0 ** (cents / 1200), 9000.0, offset=offset)
        ears.append(ear)
    return highpass(stereo(*ears), 90.0)


def stab(_rng: Rng, _force: float) -> Signal:
    """A short minor seventh."""
    t = clock(0.6)
    return strings(t, "C3", STAB, 8.0) * decay(t, 0.75)[:, None]


def chord(_rng: Rng, _force: float) -> Signal:
    """A wide minor ninth."""
    t = clock(2.4)
    swell = (0.3 + 0.7 * rise(t, 0.03)) * decay(t, 5.0) * (1.0 - rise(t - 1.6, 0.8))
    return strings(t, "C3", CHORD, 6.0) * swell[:, None]


def riser(rng: Rng, _force: float) -> Signal:
    """Two seconds uphill: noise and a saw, ever brighter and louder, then nothing."""
    t = clock(2.0)
    climb = t / t[-1]
    hz = 110.0 * 2.0 ** (3.0 * climb)
    engine = np.sin(phase(hz) + 1.5 * np.sin(phase(1.005 * hz)))
    ears = (sweep_band(noise(t, rng), 350.0 * 2.0 ** (4.6 * climb), 1.4) for _ in range(2))
    ramp = (0.06 + 0.94 * climb**1.7) * (1.0 - rise(t - 1.96, 0.04))
    return stereo(*((1.6 * wind + 0.25 * engine) * ramp for wind in ears))


def falls(cutoff: float, opened: float, seconds: float, resonance: float) -> Shape:
    """Open a filter `opened` semitones above its cutoff in Hz and let it fall; soft hits darker."""
    moves = {"filter_env": opened, "filter_decay": 1000 * seconds, "resonance": resonance}
    return {**brighter(cutoff, 18), **moves}


KIT = Kit(
    "chrome",
    "Chrome",
    "Clean electronics: tight drums, a bass, a stab and a chord in C minor",
    (
        Pad("kick", "Kick", kick, -14.0, touches=3, shape=brighter(9000, 24)),
        Pad("snare", "Snare", snare, -14.5, touches=3, takes=2, shape=brighter(16_000, 16)),
        Pad("clap", "Clap", clap, -16.5, shape=brighter(16_000, 24)),
        Pad("rim", "Click", rim, -20.5, touches=2, shape=brighter(14_000, 18)),
        Pad(
            "hat",
            "Closed hat",
            hat,
            -24.5,
            touches=3,
            takes=3,
            choke=1,
            pan=0.1,
            shape=brighter(18_000, 12),
        ),
        Pad(
            "pedal",
            "Pedal hat",
            pedal,
            -24.5,
            touches=2,
            choke=1,
            pan=0.1,
            shape=brighter(16_000, 12),
        ),
        Pad("open", "Open hat", open_hat, -22.0, touches=2, choke=1, shape=brighter(18_000, 12)),
        Pad(
            "shaker",
            "Shaker",
            shaker,
            -25.5,
            touches=2,
            takes=2,
            layering="round-robin",
            pan=-0.2,
            shape=brighter(18_000, 12),
        ),
        Pad("tom-low", "Low tom", tom(78.0), -15.5, touches=2, pan=-0.25, shape=brighter(7000, 24)),
        Pad(
            "tom-high",
            "High tom",
            tom(150.0),
            -16.5,
            touches=2,
            pan=0.25,
            shape=brighter(7000, 24),
        ),
        Pad("crash", "Crash", crash, -19.5, shape=brighter(18_000, 18)),
        Pad("zap", "Zap", zap, -19.5, pan=0.2, shape=brighter(14_000, 24)),
        Pad(
            "bass",
            "Bass",
            bass,
            -18.5,
            mode="gate",
            choke=2,
            root="C2",
            shape={**falls(220, 46, 1.2, 0.25), "filter_key": 100, "release": 60},
        ),
        Pad("stab", "Stab", stab, -16.5, choke=3, root="C3", shape=falls(700, 42, 1.1, 0.2)),
        Pad("chord", "Chord", chord, -18.0, choke=3, root="C3", shape=falls(1100, 24, 4, 0.1)),
        Pad("riser", "Riser", riser, -18.5, choke=4),
    ),
)
