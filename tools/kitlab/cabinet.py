"""Cabinet: things found around a steel cabinet, as plates, bars, air and crumpled noise."""

import numpy as np

from kitlab.effects import room, saturate, stereo
from kitlab.filters import bandpass, highpass, lowpass, sweep_band
from kitlab.modal import BAR, RIM, Body, body, cluster, plate
from kitlab.recipe import Kit, Pad, Sound, brighter
from kitlab.signal import (
    Rng,
    Signal,
    clock,
    decay,
    glide,
    mixed,
    noise,
    note_to_hz,
    place,
    rise,
    same,
    tone,
)


def kick(rng: Rng, force: float) -> Signal:
    """A foot against the base: the air inside booms, the steel answers."""
    t = clock(0.6)
    air = tone(t, 57.0 + (12.0 + 45.0 * force) * np.exp(-t / 0.018)) * decay(t, 0.5)
    steel = body(plate(104.0, 1.6, 50), 0.3, 0.8, 0.2).strike(t, rng, 220.0 + 700.0 * force)
    shoe = lowpass(noise(t, rng), 500.0 + 2200.0 * force) * decay(t, 0.03)
    return saturate(air + 0.2 * steel + 0.8 * shoe, 0.9 + 0.9 * force)


def rattle(t: Signal, rng: Rng, things: Body, times: Signal, gains: Signal) -> Signal:
    """Throw a thing about: one blow at each time, never twice at the same spot."""
    thrown = np.zeros(t.size)
    for start, gain in zip(times, gains, strict=True):
        blow = things.strike(t, rng, rng.uniform(5000.0, 14_000.0))
        thrown += place(t, blow, start, gain)
    return thrown


def snare(rng: Rng, force: float) -> Signal:
    """A drawer pushed shut: the front hits the frame, and what lies inside jumps."""
    t = clock(0.4)
    front = body(plate(172.0, 2.3, 60), 0.22, 0.55, 0.1).strike(t, rng, 500.0 + 2600.0 * force)
    cutlery = body(cluster(same(rng), 2300.0, 11_000.0, 14), 0.09, 0.3, 0.0)
    times = np.sort(same(rng).uniform(0.004, 0.1, 16) + rng.uniform(0.0, 0.01, 16))
    jump = rattle(t, rng, cutlery, times, rng.uniform(0.3, 1.0, 16) * decay(times, 0.3))
    wood = bandpass(noise(t, rng), 1500.0 + 1700.0 * force, 0.5) * decay(t, 0.05 + 0.1 * force)
    blow = 0.3 * front + 0.25 * force * jump + (0.5 + 0.8 * force) * wood
    return room(saturate(blow, 1.0 + force), same(rng), 0.3, 0.2, 3500.0 + 2500.0 * force)


def clap(rng: Rng, _force: float) -> Signal:
    """A heavy book clapped shut: the air goes first, then the pages."""
    t = clock(0.25)
    air = bandpass(noise(t, rng), 650.0, 0.8) * decay(t, 0.09)
    covers = bandpass(noise(t, rng), 1700.0, 0.9) * decay(t, 0.04)
    page = bandpass(noise(t, rng), 3200.0, 0.8) * decay(t, 0.03)
    pages = mixed(place(t, page, start, gain) for start, gain in ((0.009, 0.5), (0.02, 0.7)))
    return room(saturate(air + 1.4 * covers + pages, 1.5), rng, 0.4, 0.3, 4500.0)


def rim(rng: Rng, force: float) -> Signal:
    """Wood: a fingertip taps, a knuckle knocks."""
    t = clock(0.25)
    board = body(np.array([415.0, 890.0, 1330.0, 2080.0, 2950.0, 4100.0]), 0.11, 0.45, 0.25)
    knock = board.strike(t, rng, 700.0 + 2800.0 * force)
    nail = highpass(noise(t, rng), 2000.0) * decay(t, 0.005)
    return room(knock + (0.1 + 0.3 * force) * nail, rng, 0.2, 0.12)


def key(rng: Rng, seconds: float) -> Body:
    """One key: a small brass bar with a bow at its end."""
    hz = np.concatenate([rng.uniform(3100.0, 4600.0) * BAR, cluster(rng, 5200.0, 14_000.0, 14)])
    return body(np.sort(hz), seconds, 0.4, -0.4)


def hat(rng: Rng, force: float) -> Signal:
    """A key set down on the steel."""
    t = clock(0.2)
    tick = key(same(rng), 0.06 + 0.05 * force).strike(t, rng, 5500.0 + 9000.0 * force)
    steel = highpass(noise(t, rng), 5000.0 + 2500.0 * force) * decay(t, 0.03 + 0.04 * force)
    return lowpass(highpass(0.2 * tick + steel, 2600.0), 9000.0 + 9000.0 * force)


def pedal(rng: Rng, force: float) -> Signal:
    """A bunch of keys caught in the hand."""
    t = clock(0.25)
    times = np.array([0.0, 0.013, 0.027])
    ring = key(same(rng), 0.05 + 0.04 * force)
    caught = rattle(t, rng, ring, times, np.array([0.5, 0.8, 1.0]))
    palm = bandpass(noise(t, rng), 1700.0 + 1100.0 * force, 0.8) * decay(t, 0.06)
    return lowpass(highpass(0.25 * caught + 0.7 * palm, 1400.0), 4500.0 + 8000.0 * force)


def open_keys(rng: Rng, force: float) -> Signal:
    """A bunch of keys shaken once, every key for itself."""
    t = clock(0.8)
    bunch = np.zeros(t.size)
    for _ in range(5):
        times = np.concatenate([[0.0], np.sort(rng.uniform(0.01, 0.3, 6))])
        gains = rng.uniform(0.3, 1.0, 7) * decay(times, 0.5)
        bunch += rattle(t, rng, key(rng, 0.45), times, gains)
    shaken = highpass(0.15 * bunch + highpass(noise(t, rng), 7000.0) * decay(t, 0.3), 2800.0)
    return room(lowpass(shaken, 8000.0 + 10_000.0 * force), rng, 0.25, 0.1, 8000.0)


def shaker(rng: Rng, force: float) -> Signal:
    """A sheet of paper rubbed between two fingers."""
    t = clock(0.22)
    grain = lowpass(np.abs(noise(t, rng)) ** 6, 400.0)
    rub = 0.25 + 0.75 * rise(t, 0.03)
    rustle = highpass(noise(t, rng), 2200.0 + 1800.0 * force) * grain * rub * decay(t, 0.2)
    return lowpass(rustle, 8000.0 + 6000.0 * force)


def panel(first_hz: float, aspect: float, seconds: float) -> Sound:
    """A steel panel of the cabinet, struck with a fist; its pitch falls as it calms down."""

    def sound(rng: Rng, force: float) -> Signal:
        t = clock(1.3 * seconds)
        steel = body(plate(first_hz, aspect, 70), seconds, 0.5, 0.45)
        boom = tone(t, glide(t, first_hz * (1.0 + 0.3 * force), first_hz, 0.05))
        blow = steel.strike(t, rng, 3.0 * first_hz + 14.0 * first_hz * force)
        fist = lowpass(noise(t, rng), 1200.0) * decay(t, 0.02)
        struck = 0.35 * blow + boom * decay(t, seconds) + 0.4 * fist
        return room(saturate(struck, 0.9), rng, 0.35, 0.12, 3500.0)

    return sound


def crash(rng: Rng, _force: float) -> Signal:
    """A baking tray dropped on the floor; it bounces twice."""
    t = clock(1.6)

    def ear() -> Signal:
        tray = body(plate(190.0, 1.45, 260), 2.6, 0.25, -0.15)
        fall = rattle(t, rng, tray, np.array([0.0, 0.16, 0.25]), np.array([1.0, 0.35, 0.2]))
        return highpass(fall, 380.0) + 2.0 * highpass(noise(t, rng), 4000.0) * decay(t, 0.15)

    return saturate(stereo(ear(), ear()), 1.1)


def glass(rng: Rng, force: float) -> Signal:
    """A wine glass flicked at its rim; each mode is a pair, because no glass is round."""
    t = clock(1.4)
    pairs = np.concatenate([1174.7 * RIM, 1174.7 * RIM * 1.0022])
    ears = (body(np.sort(pairs), 1.5, 0.75, 0.6).strike(t, rng, 14_000.0) for _ in range(2))
    nail = highpass(noise(t, rng), 5000.0) * decay(t, 0.004)
    return stereo(*(ear + 0.3 * nail for ear in ears))


def bottle(rng: Rng, _force: float) -> Signal:
    """A bottle slapped on its mouth: a G of air, and a tick of glass."""
    t = clock(0.5)
    hz = note_to_hz("G3")
    slap = lowpass(noise(t, rng), 2500.0) * decay(t, 0.012)
    air = tone(t, hz) * decay(t, 0.42) + bandpass(noise(t, rng), hz, 12.0) * decay(t, 0.2)
    tick = body(2870.0 * RIM[:4], 0.12, 0.5, 0.3).strike(t, rng, 9000.0)
    return air + 0.5 * slap + 0.12 * tick


def slide(rng: Rng, _force: float) -> Signal:
    """A drawer pulled open on its rollers, up to the stop."""
    t = clock(0.75)
    pull = 0.35 + 0.65 * rise(t, 0.4)
    run = sweep_band(noise(t, rng), 380.0 + 1500.0 * rise(t, 0.5), 1.6)
    wheels = 0.6 + 0.4 * np.tanh(4.0 * tone(t, 18.0 + 50.0 * rise(t, 0.5)))
    end = body(plate(240.0, 1.8, 40), 0.16, 0.6, 0.2).strike(t, rng, 3500.0)
    moving = run * wheels * pull * (1.0 - rise(t - 0.5, 0.03))
    return room(3.0 * moving + place(t, 0.35 * end, 0.51), rng, 0.3, 0.15)


def coins(rng: Rng, _force: float) -> Signal:
    """A few coins thrown on the table, each to its own corner."""
    t = clock(0.9)

    def coin() -> Signal:
        metal = body(cluster(rng, 4300.0, 13_500.0, 9), 0.45, 0.3, 0.0)
        gaps = rng.uniform(0.09, 0.15) * 0.62 ** np.arange(7)
        times = rng.uniform(0.0, 0.06) + np.concatenate([[0.0], np.cumsum(gaps)])
        return rattle(t, rng, metal, times, np.geomspace(1.0, 0.13, 8))

    left, middle, right = coin(), coin(), coin()
    return highpass(stereo(left + 0.7 * middle, right + 0.7 * middle), 900.0)


def door(rng: Rng, _force: float) -> Signal:
    """A door falls shut in a corridor: the latch, the leaf and the draught."""
    t = clock(0.6)
    leaf = body(plate(74.0, 2.1, 40), 0.4, 0.7, 0.5).strike(t, rng, 500.0)
    latch = body(cluster(rng, 900.0, 5200.0, 12), 0.05, 0.2, 0.0).strike(t, rng, 6000.0)
    draught = lowpass(noise(t, rng), 320.0) * decay(t, 0.18)
    shut = leaf + 0.8 * draught + 0.12 * latch + place(t, 0.16 * latch, 0.045)
    return room(saturate(shut, 1.2), rng, 1.3, 0.4, 2200.0)


KIT = Kit(
    "cabinet",
    "Cabinet",
    "Found sounds around a steel cabinet: drawers, keys, coins, paper, glass and a door",
    (
        Pad("kick", "Cabinet base", kick, -13.0, touches=3, shape=brighter(8000, 24)),
        Pad("snare", "Drawer shut", snare, -14.0, touches=3, takes=2, shape=brighter(14_000, 16)),
        Pad("clap", "Book shut", clap, -16.5, shape=brighter(12_000, 24)),
        Pad("rim", "Wood knock", rim, -19.5, touches=2, shape=brighter(10_000, 18)),
        Pad(
            "hat",
            "Key set down",
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
            "Keys caught",
            pedal,
            -24.5,
            touches=2,
            choke=1,
            pan=0.1,
            takes=2,
            shape=brighter(16_000, 12),
        ),
        Pad(
            "open",
            "Keys shaken",
            open_keys,
            -22.5,
            touches=2,
            choke=1,
            pan=0.1,
            shape=brighter(18_000, 12),
        ),
        Pad(
            "shaker",
            "Paper",
            shaker,
            -25.5,
            touches=2,
            takes=2,
            layering="round-robin",
            pan=-0.2,
            shape=brighter(16_000, 12),
        ),
        Pad(
            "tom-low",
            "Cabinet, low",
            panel(86.0, 1.35, 0.7),
            -15.5,
            touches=2,
            pan=-0.15,
            shape=brighter(7000, 24),
        ),
        Pad(
            "tom-high",
            "Cabinet, high",
            panel(205.0, 1.2, 0.45),
            -17.5,
            touches=2,
            pan=0.15,
            shape=brighter(7000, 24),
        ),
        Pad("crash", "Tray dropped", crash, -19.5, shape=brighter(18_000, 18)),
        Pad("glass", "Glass", glass, -21.5, pan=0.2, shape=brighter(18_000, 24)),
        Pad("bottle", "Bottle", bottle, -18.5, pan=-0.1, root="G3", shape=brighter(8000, 36)),
        Pad("slide", "Drawer slide", slide, -21.5, choke=2),
        Pad("coins", "Coins", coins, -23.5, shape=brighter(18_000, 12)),
        Pad("door", "Door", door, -15.5, shape=brighter(9000, 30)),
    ),
)
