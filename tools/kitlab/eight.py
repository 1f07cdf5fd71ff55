"""Eight: an analogue drum machine of ringing filters, square waves and noise."""

import numpy as np

from kitlab.effects import saturate, stereo
from kitlab.filters import bandpass, bell, highpass, lowpass
from kitlab.recipe import Kit, Pad, Sound, brighter
from kitlab.signal import (
    Rng,
    Signal,
    clock,
    decay,
    glide,
    mixed,
    noise,
    rise,
    square,
    tone,
)

METAL_HZ = (205.3, 304.4, 369.6, 522.7, 540.0, 800.0)
"""Six oscillators that share no harmonics: the metal of every cymbal of such a machine."""


def kick(rng: Rng, force: float) -> Signal:
    """A ringing filter at 49 Hz that the trigger pulls up in pitch for its first moments."""
    t = clock(1.1)
    hz = 49.0 + (60.0 + 130.0 * force) * np.exp(-t / 0.006) + 9.0 * np.exp(-t / 0.09)
    ring = tone(t, hz) * decay(t, 0.75 + 0.5 * force)
    click = lowpass(noise(t, rng), 600.0 + 5400.0 * force) * decay(t, 0.014)
    return saturate(ring + 0.55 * force * click, 0.5 + 1.9 * force)


def snare(rng: Rng, force: float) -> Signal:
    """Two ringing filters, and noise that harder blows bring out."""
    t = clock(0.5)
    bend = 1.0 + 0.25 * force * np.exp(-t / 0.008)
    shell = tone(t, 182.0 * bend) * decay(t, 0.28) + 0.7 * tone(t, 335.0 * bend) * decay(t, 0.17)
    wires = highpass(noise(t, rng), 1400.0 + 900.0 * force) * decay(t, 0.16 + 0.16 * force)
    snappy = lowpass(wires, 4500.0 + 8500.0 * force)
    return saturate(shell + (0.35 + 1.1 * force) * snappy, 0.8 + 0.5 * force)


def clap(rng: Rng, _force: float) -> Signal:
    """Three bursts of a hand, and the tail that stands for the room."""
    t = clock(0.6)

    def ear() -> Signal:
        air = highpass(bandpass(noise(t, rng), 1150.0, 1.3), 500.0)
        bursts = mixed(decay(t - at, 0.03) * (t < at + 0.0105) for at in (0, 0.0105, 0.021))
        return air * (bursts + decay(t - 0.0315, 0.16) + 0.22 * decay(t - 0.0315, 0.55))

    left, right, middle = ear(), ear(), ear()
    return stereo(middle + 0.35 * left, middle + 0.35 * right)


def rim(rng: Rng, force: float) -> Signal:
    """Two short rings, driven hard."""
    t = clock(0.12)
    rings = tone(t, 1667.0) * decay(t, 0.03) + 0.8 * tone(t, 455.0) * decay(t, 0.045)
    click = highpass(noise(t, rng), 3000.0) * decay(t, 0.004)
    return highpass(saturate(rings + 0.6 * force * click, 1.2 + 2.5 * force), 300.0)


def metal(t: Signal, rng: Rng) -> Signal:
    """Sound the six oscillators, each at a phase of its own."""
    return mixed(square(t, hz, rng.uniform(0, 2 * np.pi)) for hz in METAL_HZ)


def hat_metal(t: Signal, rng: Rng, force: float) -> Signal:
    """The metal as a hat hears it; a soft touch leaves the top closed."""
    narrow = bandpass(metal(t, rng), 6200.0 + 1600.0 * force, 1.4)
    bright = highpass(narrow, 5200.0 + 1400.0 * force, 0.9)
    return lowpass(bright, 8500.0 + 10500.0 * force)


def hat(rng: Rng, force: float) -> Signal:
    """A closed hat: the metal for a twentieth of a second."""
    t = clock(0.2)
    return hat_metal(t, rng, force) * decay(t, 0.055 + 0.05 * force)


def pedal(rng: Rng, force: float) -> Signal:
    """The foot: darker, with a slower onset."""
    t = clock(0.3)
    shut = lowpass(hat_metal(t, rng, 0.1 + 0.5 * force), 5500.0 + 5000.0 * force)
    return shut * (0.2 + 0.8 * rise(t, 0.016)) * decay(t, 0.12 + 0.09 * force)


def open_hat(rng: Rng, force: float) -> Signal:
    """An open hat: the same metal, left to ring."""
    t = clock(0.9)
    return hat_metal(t, rng, force) * (0.6 * decay(t, 0.75) + 0.4 * decay(t, 0.2))


def shaker(rng: Rng, force: float) -> Signal:
    """Maracas: a breath of high noise."""
    t = clock(0.12)
    seeds = bandpass(highpass(noise(t, rng), 5000.0), 7500.0 + 3500.0 * force, 1.0)
    return seeds * (0.12 + 0.88 * rise(t, 0.022)) * decay(t, 0.09)


def drum(t: Signal, hz: float, seconds: float, bend: float) -> Signal:
    """A ringing filter whose pitch falls to `hz` from `bend` times higher."""
    return tone(t, glide(t, hz * (1.0 + bend), hz, 0.035)) * decay(t, seconds)


def tom(hz: float, seconds: float) -> Sound:
    """A tom: a ring, and dull noise for the skin."""

    def sound(rng: Rng, force: float) -> Signal:
        t = clock(1.1 * seconds)
        skin = lowpass(noise(t, rng), 4.0 * hz + 9.0 * hz * force) * decay(t, 0.4 * seconds)
        ring = drum(t, hz, seconds * (0.7 + 0.3 * force), 0.08 + 0.34 * force)
        return saturate(ring + 0.35 * skin, 0.6 + 1.2 * force)

    return sound


def conga(hz: float, seconds: float) -> Sound:
    """A conga: the ring of a tom without its skin."""

    def sound(_rng: Rng, _force: float) -> Signal:
        return saturate(drum(clock(1.2 * seconds), hz, seconds, 0.1), 0.7)

    return sound


def cowbell(_rng: Rng, force: float) -> Signal:
    """Two square waves a sixth apart, loud for a moment and then ringing on."""
    t = clock(0.6)
    pair = square(t, 540.0) + square(t, 800.0)
    shell = bell(bandpass(pair, 2300.0, 0.7), 850.0, 6.0, 1.5)
    return saturate(shell * (decay(t, 0.07) + 0.45 * decay(t, 0.5)), 0.6 + force)


def clave(_rng: Rng, _force: float) -> Signal:
    """One high ring."""
    t = clock(0.2)
    return saturate(tone(t, 2500.0) * decay(t, 0.13), 0.8)


def crash(rng: Rng, _force: float) -> Signal:
    """A cymbal: the metal in two bands, the upper one gone sooner."""
    t = clock(1.9)

    def ear(wide: Signal) -> Signal:
        both = metal(t, rng) + wide
        low = bandpass(both, 3450.0, 1.1) * (0.35 * decay(t, 1.9) + 0.2 * decay(t, 0.5))
        high = highpass(bandpass(both, 7600.0, 0.9), 5500.0)
        return low + high * (0.8 * decay(t, 0.35) + 0.45 * decay(t, 1.5))

    middle = metal(t, rng)
    return highpass(stereo(ear(middle), ear(middle)), 1200.0)


KIT = Kit(
    "eight",
    "Eight",
    "An analogue drum machine: ringing filters, square-wave metal and noise",
    (
        Pad("kick", "Kick", kick, -13.5, touches=3, shape=brighter(9000, 24)),
        Pad("snare", "Snare", snare, -14.5, touches=3, takes=2, shape=brighter(14_000, 16)),
        Pad("clap", "Clap", clap, -16.0, shape=brighter(14_000, 24)),
        Pad("rim", "Rimshot", rim, -20.5, touches=2, shape=brighter(12_000, 18)),
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
            shape=brighter(16_000, 14),
        ),
        Pad(
            "open",
            "Open hat",
            open_hat,
            -22.0,
            touches=2,
            takes=2,
            choke=1,
            pan=0.1,
            shape=brighter(18_000, 12),
        ),
        Pad(
            "shaker",
            "Maracas",
            shaker,
            -25.5,
            touches=2,
            takes=2,
            layering="round-robin",
            pan=-0.2,
            shape=brighter(18_000, 12),
        ),
        Pad(
            "tom-low",
            "Low tom",
            tom(88.0, 0.75),
            -15.5,
            touches=2,
            pan=-0.25,
            shape=brighter(6000, 24),
        ),
        Pad(
            "tom-high",
            "High tom",
            tom(172.0, 0.5),
            -16.5,
            touches=2,
            pan=0.25,
            shape=brighter(6000, 24),
        ),
        Pad("crash", "Cymbal", crash, -19.5, shape=brighter(18_000, 18)),
        Pad("cowbell", "Cowbell", cowbell, -19.5, pan=0.15, shape=brighter(12_000, 24)),
        Pad("tom-mid", "Mid tom", tom(124.0, 0.6), -16.0, touches=2, shape=brighter(6000, 24)),
        Pad(
            "conga-low",
            "Low conga",
            conga(228.0, 0.4),
            -17.5,
            pan=-0.15,
            shape=brighter(4000, 30),
        ),
        Pad(
            "conga-high",
            "High conga",
            conga(408.0, 0.28),
            -18.5,
            pan=0.15,
            shape=brighter(5000, 30),
        ),
        Pad("clave", "Clave", clave, -21.5, pan=-0.3),
    ),
)
