"""Dust: drums in a room on worn vinyl; the engine samples them at twelve bits as they play."""

import numpy as np

from kitlab.effects import room, saturate, stereo
from kitlab.filters import bandpass, bell, highpass, lowpass
from kitlab.modal import MEMBRANE, body, cluster
from kitlab.recipe import Kit, Pad, Shape, Sound, brighter
from kitlab.signal import (
    RATE,
    Rng,
    Signal,
    clock,
    decay,
    glide,
    harmonics,
    mixed,
    noise,
    note_to_hz,
    phase,
    place,
    rise,
    same,
    saw,
    specks,
    tone,
)

MINOR_NINTH = (0, 3, 7, 10, 14)


def hiss(t: Signal, rng: Rng) -> Signal:
    """The noise under everything: a worn groove, about 50 dB below the sound."""
    ticks = bandpass(specks(t, rng, 25.0), 3000.0, 0.7)
    return 0.004 * lowpass(noise(t, rng), 7000.0) + 0.08 * ticks


def pressed(sound: Signal, rng: Rng, drive: float) -> Signal:
    """Press a mono sound on vinyl, and play it back hot."""
    t = clock(sound.size / RATE)
    return highpass(saturate(sound, drive, bias=0.08), 25.0) + hiss(t, rng)


def sampled(cutoff: float, softer: float, drive: float = 0.0) -> Shape:
    """Sample at 26 kHz and 12 bits as the machines of the time did; cutoff in Hz, tape in dB."""
    grit: Shape = {"bits": 12, "crush_rate": 26_040}
    tape: Shape = {"drive": drive, "drive_curve": "tape"} if drive else {}
    return {**grit, **tape, **brighter(cutoff, softer)}


def kick(rng: Rng, force: float) -> Signal:
    """A damped bass drum: a falling skin, the beater's slap and the shell."""
    t = clock(0.5)
    hz = 54.0 + (25.0 + 65.0 * force) * np.exp(-t / 0.014) + 10.0 * np.exp(-t / 0.08)
    skin = tone(t, hz) * decay(t, 0.38 + 0.1 * force)
    shell = body(96.0 * MEMBRANE, 0.16, 0.9).strike(t, rng, 250.0 + 500.0 * force)
    slap = bandpass(noise(t, rng), 1200.0 + 1600.0 * force, 0.8) * decay(t, 0.02)
    return pressed(skin + 0.16 * shell + 0.7 * force * slap, rng, 1.1 + 1.4 * force)


def snare(rng: Rng, force: float) -> Signal:
    """A deep snare: the head, its wires, and a room that answers the hard blows."""
    t = clock(0.4)
    head = body(186.0 * MEMBRANE, 0.26, 0.7).strike(t, rng, 450.0 + 1500.0 * force)
    bend = tone(t, 186.0 + 40.0 * force * np.exp(-t / 0.012)) * decay(t, 0.22)
    wires = bell(highpass(noise(t, rng), 1700.0), 4500.0, 6.0) * decay(t, 0.12 + 0.14 * force)
    crack = bandpass(noise(t, rng), 2400.0, 0.8) * decay(t, 0.018)
    blow = 0.3 * head + 0.55 * bend + (0.3 + 0.75 * force) * wires + 1.1 * force**2 * crack
    return room(pressed(blow, rng, 1.0 + 1.2 * force), same(rng), 0.4, 0.22)


def clap(rng: Rng, _force: float) -> Signal:
    """Five people who almost clap together."""
    t = clock(0.25)
    hands = np.zeros(t.size)
    for start in (0.0, *rng.uniform(0.002, 0.024, 4)):
        hand = bandpass(noise(t, rng), rng.uniform(750.0, 1900.0), 2.2)
        hands += place(t, hand * decay(t, rng.uniform(0.05, 0.09)), start)
    return room(pressed(highpass(hands, 400.0), rng, 1.6), rng, 0.5, 0.35, 3500.0)


def rim(rng: Rng, force: float) -> Signal:
    """A side stick: wood on the hoop, the shell below."""
    t = clock(0.2)
    stick = body(np.array([480.0, 1120.0, 1740.0, 2650.0, 3900.0]), 0.09, 0.35, -0.15)
    blow = stick.strike(t, rng, 1200.0 + 3200.0 * force)
    click = highpass(noise(t, rng), 2500.0) * decay(t, 0.006)
    return room(pressed(blow + 0.8 * force * click, rng, 1.4), rng, 0.3, 0.2)


def cymbal(rng: Rng, t: Signal, seconds: float, force: float) -> Signal:
    """A hat's bronze: inharmonic modes, and the noise of two edges that rattle."""
    modes = body(cluster(same(rng), 2900.0, 11_500.0, 70), seconds, 0.2, -0.7)
    edges = highpass(noise(t, rng), 5500.0) * decay(t, 0.8 * seconds)
    return modes.strike(t, rng, 4200.0 + 9500.0 * force) * 0.12 + (0.2 + 0.5 * force) * edges


def hat(rng: Rng, force: float) -> Signal:
    """A closed hat, tip to shoulder of the stick."""
    t = clock(0.22)
    stick = bandpass(noise(t, rng), 4000.0, 0.8) * decay(t, 0.008)
    blow = highpass(cymbal(rng, t, 0.06 + 0.06 * force, force) + 0.6 * force * stick, 2200.0)
    return room(pressed(blow, rng, 0.8 + 0.6 * force), same(rng), 0.18, 0.12)


def pedal(rng: Rng, force: float) -> Signal:
    """The foot: the edges meet, and meet again."""
    t = clock(0.25)
    clash = cymbal(rng, t, 0.09 + 0.04 * force, 0.1 + 0.5 * force) * (0.2 + 0.8 * rise(t, 0.011))
    chick = highpass(bell(clash, 3200.0, 7.0, 1.2), 1400.0)
    return room(pressed(chick, rng, 1.0), same(rng), 0.18, 0.14)


def open_hat(rng: Rng, force: float) -> Signal:
    """A half-open hat that sizzles."""
    t = clock(0.8)
    sizzle = 1.0 + 0.3 * lowpass(noise(t, rng), 90.0) / 0.05
    blow = highpass(cymbal(rng, t, 0.65, force), 2600.0) * sizzle
    return room(pressed(blow, rng, 0.9), same(rng), 0.25, 0.12)


def shaker(rng: Rng, force: float) -> Signal:
    """Beads that slide and then hit the wall of an egg."""
    t = clock(0.2)
    beads = specks(t, rng, 4500.0)
    wall = rng.uniform(0.025, 0.034)
    throw = 0.35 * decay(t, 0.2) + place(t, decay(t, 0.07) * rise(t, 0.006), wall)
    grains = bandpass(beads, 5200.0 + 2600.0 * force, 1.1)
    return room(pressed(highpass(grains * throw, 2500.0), rng, 1.0), same(rng), 0.2, 0.12)


def tom(hz: float) -> Sound:
    """A tom with a slack head, recorded from above."""

    def sound(rng: Rng, force: float) -> Signal:
        t = clock(0.7)
        skin = tone(t, glide(t, hz * (1.0 + 0.3 * force), hz, 0.04)) * decay(t, 0.55)
        head = body(hz * MEMBRANE[1:], 0.35, 0.8).strike(t, rng, 1.6 * hz + 9.0 * hz * force)
        stick = bandpass(noise(t, rng), 1800.0, 0.7) * decay(t, 0.015)
        blow = skin + 0.3 * head + 0.6 * force * stick
        return room(pressed(blow, rng, 1.1 + 0.7 * force), rng, 0.4, 0.18, 3000.0)

    return sound


def ride(rng: Rng, force: float) -> Signal:
    """A ride: the stick's ping over a wash that blooms late."""
    t = clock(1.5)
    ping = body(cluster(rng, 720.0, 9500.0, 40), 1.7, 0.3, -0.45)
    wash = [body(cluster(rng, 520.0, 11_000.0, 60), 1.7, 0.15, -0.5) for _ in range(2)]
    stick = bandpass(noise(t, rng), 5200.0, 0.9) * decay(t, 0.02)
    middle = ping.strike(t, rng, 2800.0 + 6500.0 * force) + 5.0 * stick
    ears = (0.3 * part.strike(t, rng, 4000.0 + 5000.0 * force) * rise(t, 0.04) for part in wash)
    return stereo(*(pressed(highpass(middle + ear, 400.0), rng, 0.9) for ear in ears))


def crash(rng: Rng, _force: float) -> Signal:
    """A thin crash that opens after the blow."""
    t = clock(1.9)

    def ear() -> Signal:
        bronze = body(cluster(rng, 560.0, 12_000.0, 110), 2.2, 0.2, -0.55)
        spray = highpass(noise(t, rng), 3500.0) * decay(t, 0.9)
        wash = 0.3 * bronze.strike(t, rng, 11_000.0) * (0.5 + 0.5 * rise(t, 0.05)) + 4.0 * spray
        return pressed(highpass(wash, 450.0), rng, 1.2)

    return stereo(ear(), ear())


def bass(rng: Rng, _force: float) -> Signal:
    """A plucked low A, thumb over the fingerboard."""
    t = clock(1.3)
    string = [decay(t, 1.9 / k**0.7) / k**1.4 for k in range(1, 14)]
    pluck = harmonics(2 * np.pi * note_to_hz("A1") * t, string) * (0.1 + 0.9 * rise(t, 0.004))
    return pressed(pluck, rng, 1.3)


def chord(t: Signal, root: str, detune_cents: float) -> Signal:
    """A minor ninth of saws."""
    tune = note_to_hz(root) * 2.0 ** (detune_cents / 1200)
    notes = (tune * 2.0 ** (step / 12) for step in MINOR_NINTH)
    return mixed(
        saw(t, hz, 9000.0, offset=step) for hz, step in zip(notes, MINOR_NINTH, strict=True)
    )


def stab(rng: Rng, _force: float) -> Signal:
    """A chord cut from a record: horns and keys in one bar, gone in the next."""
    t = clock(0.75)
    shape = decay(t, 1.3) * (0.15 + 0.85 * rise(t, 0.006)) * (1.0 - rise(t - 0.5, 0.22))
    ears = (chord(t, "A2", cents) * shape for cents in (-2.5, 2.5))
    return stereo(*(pressed(ear, rng, 1.5) for ear in ears))


def stop(rng: Rng, _force: float) -> Signal:
    """A record stopped by hand: its pitch and, with the stylus speed, its level fall to nothing."""
    t = clock(0.95)
    speed = np.clip(1.0 - t / 0.92, 0.0, 1.0) ** 1.4
    turn = phase(note_to_hz("A3") * speed)
    overtones = [0.8**k for k in range(9)]
    groove = mixed(harmonics(turn * 2.0 ** (step / 12), overtones) for step in MINOR_NINTH)
    beat = tone(t, 60.0 * speed) * 2.5
    scrape = lowpass(noise(t, rng), 2500.0) * 3.0 * rise(t, 0.01) * decay(t, 0.5)
    return pressed((groove + beat + scrape) * speed**0.6, rng, 1.4)


def crackle(rng: Rng, _force: float) -> Signal:
    """Two seconds between two records: ticks, hiss and the rumble of the motor."""
    t = clock(2.2)

    def ear(ticks: Signal) -> Signal:
        pops = bandpass(ticks, 1800.0, 0.6) + 0.5 * bandpass(specks(t, rng, 20.0), 3800.0, 0.8)
        rumble = lowpass(noise(t, rng), 55.0)
        return pops + 0.025 * lowpass(noise(t, rng), 6000.0) + 0.5 * rumble

    shared = 2.0 * specks(t, rng, 14.0) ** 3
    shared[0] = 0.6
    lifted = (1.0 - rise(t - 1.8, 0.4))[:, None]
    return lowpass(stereo(ear(shared), ear(shared)) * lifted, 9000.0)


OPENS: Shape = {"resonance": 0.15, "filter_env": 28, "filter_decay": 900}
"""A filter that falls shut: semitones above its cutoff, and the milliseconds of its fall."""

KIT = Kit(
    "dust",
    "Dust",
    "Boom bap from worn vinyl: twelve bits, a small room and noise in the groove",
    (
        Pad("kick", "Kick", kick, -13.0, touches=3, shape=sampled(7500, 18, drive=4)),
        Pad("snare", "Snare", snare, -13.5, touches=3, takes=2, shape=sampled(10_000, 14, drive=3)),
        Pad("clap", "Clap", clap, -16.5, shape=sampled(8000, 18)),
        Pad("rim", "Side stick", rim, -19.5, touches=2, shape=sampled(8500, 18)),
        Pad(
            "hat",
            "Closed hat",
            hat,
            -23.5,
            touches=3,
            takes=3,
            choke=1,
            pan=0.1,
            shape=sampled(11_500, 12),
        ),
        Pad(
            "pedal",
            "Pedal hat",
            pedal,
            -24.5,
            touches=2,
            choke=1,
            pan=0.1,
            shape=sampled(9500, 14),
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
            shape=sampled(11_500, 12),
        ),
        Pad(
            "shaker",
            "Shaker",
            shaker,
            -25.5,
            touches=2,
            takes=2,
            layering="round-robin",
            pan=-0.2,
            shape=sampled(10_000, 12),
        ),
        Pad(
            "tom-low",
            "Low tom",
            tom(82.0),
            -15.5,
            touches=2,
            pan=-0.2,
            shape=sampled(7500, 20, drive=3),
        ),
        Pad(
            "tom-high",
            "High tom",
            tom(146.0),
            -16.5,
            touches=2,
            pan=0.2,
            shape=sampled(7500, 20, drive=3),
        ),
        Pad("crash", "Crash", crash, -19.5, shape=sampled(10_000, 12)),
        Pad("ride", "Ride", ride, -22.5, shape=sampled(9500, 24)),
        Pad("bass", "Low A", bass, -15.5, choke=2, root="A1", shape=sampled(3200, 24, drive=3)),
        Pad(
            "stab",
            "Vinyl stab",
            stab,
            -16.0,
            choke=3,
            root="A2",
            shape={**sampled(1000, 12, drive=4), **OPENS},
        ),
        Pad("stop", "Record stop", stop, -17.5, choke=3, shape=sampled(6500, 12)),
        Pad("crackle", "Crackle", crackle, -29.5, choke=4, shape=sampled(9000, 0)),
    ),
)
