"""The sounds: files that are clean at their ends, and pads that are what their names say.

What a pad is, is judged by what the engine makes of its files.
"""

from itertools import combinations, groupby, pairwise
from typing import Any

import numpy as np
import pytest
from shelf import Shipped, played_at

from kitlab.measure import centroid, columns, fundamental, onset, ring, spectrum
from kitlab.signal import RATE, note_to_hz

CHARACTER = {
    "kick": ((40, 150), (0.15, 0.9)),
    "snare": ((700, 6000), (0.06, 0.3)),
    "clap": ((1000, 4500), (0.1, 0.35)),
    "rim": ((500, 3500), (0.015, 0.15)),
    "hat": ((5500, 12000), (0.02, 0.09)),
    "pedal": ((3500, 9000), (0.04, 0.15)),
    "open": ((5000, 12000), (0.2, 0.5)),
    "shaker": ((5000, 13000), (0.03, 0.15)),
    "tom-low": ((70, 200), (0.2, 0.6)),
    "tom-high": ((140, 400), (0.15, 0.5)),
    "crash": ((3000, 11000), (0.5, 1.2)),
    "ride": ((2500, 7000), (0.5, 1.2)),
    "cowbell": ((700, 2000), (0.1, 0.4)),
    "clave": ((2400, 2600), (0.04, 0.12)),
    "conga-low": ((200, 300), (0.1, 0.3)),
    "conga-high": ((370, 500), (0.1, 0.3)),
    "glass": ((1100, 3000), (0.4, 1.2)),
    "coins": ((5000, 10000), (0.3, 0.8)),
    "door": ((60, 400), (0.3, 1.0)),
    "bass": ((50, 200), (0.5, 2.0)),
    "zap": ((1500, 6000), (0.15, 0.35)),
}
"""Centre of the spectrum in Hz and seconds until -30 dB, of the hardest layer."""

MONO = ("kick", "bass", "bottle", "clave", "conga-low", "conga-high", "zap")
STEREO = ("clap", "crash", "ride", "stab", "chord", "riser", "coins", "door", "glass")

STRETCHES = tuple(pairwise((0.0, 0.01, 0.04, 0.12, 0.4)))
BANDS_HZ = tuple(pairwise(np.geomspace(40, 18_000, 25)))


def fingerprint(sound: np.ndarray) -> np.ndarray:
    """Return the dB in 24 bands and 4 stretches of time, down to 50 below the loudest."""
    mono = np.pad(columns(sound).mean(axis=1), (0, RATE))
    cells = []
    for start, end in STRETCHES:
        stretch = mono[round(start * RATE) : round(end * RATE)]
        hz, power = spectrum(stretch * np.hanning(stretch.size))
        cells += [power[(hz >= low) & (hz < high)].sum() / stretch.size for low, high in BANDS_HZ]
    db = 10 * np.log10(np.array(cells) + 1e-12)
    return np.maximum(db - db.max(), -50)


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Return how far apart two sounds are, in dB over time and spectrum, whatever their level."""
    return float(np.sqrt(np.mean((fingerprint(one) - fingerprint(other)) ** 2)))


def takes_of(kit: Shipped, pad: dict[str, Any]) -> list[list[np.ndarray]]:
    """Return the sounds that answer to one velocity together, from soft to hard."""
    by_velocity = groupby(pad["layers"], key=lambda layer: layer["velocity"])
    return [[kit.played[layer["file"]] for layer in layers] for _, layers in by_velocity]


def likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Return the highest correlation of two sounds, whichever of them is a little later."""
    size = 1 << (len(one) + len(other)).bit_length()
    spectra = [np.fft.rfft(sound.mean(axis=1), size) for sound in (one, other)]
    products = np.fft.irfft(spectra[0] * spectra[1].conj(), size)
    return float(np.max(np.abs(products)) / np.sqrt(energy(one) * energy(other)))


def energy(sound: np.ndarray) -> float:
    return float(np.sum(sound.mean(axis=1) ** 2))


def brightness(sound: np.ndarray) -> float:
    """Return the centre of the amplitude spectrum in Hz, to which a click counts."""
    hz, power = spectrum(sound)
    return float(np.sum(hz * np.sqrt(power)) / np.sum(np.sqrt(power)))


def test_no_sound_carries_dc(kit: Shipped) -> None:
    for file, sound in kit.sounds.items():
        assert np.max(np.abs(np.mean(columns(sound), axis=0))) < 1e-5, file


def test_no_sound_clicks_at_its_ends(kit: Shipped) -> None:
    for file, sound in kit.sounds.items():
        frames = np.abs(columns(sound))
        assert frames[0].max() < 1e-4, file
        assert frames[-48:].max() < 1e-3, file
        assert frames[-1].max() < 1e-5, file


def test_every_sound_peaks_at_minus_one_dbfs(kit: Shipped) -> None:
    for file, sound in kit.sounds.items():
        assert 20 * np.log10(np.max(np.abs(sound))) == pytest.approx(-1.0, abs=0.05), file


def test_no_pad_answers_late(kit: Shipped) -> None:
    for file, sound in kit.sounds.items():
        assert onset(sound) <= 0.002, file


def test_low_sounds_stay_in_the_middle_and_wide_ones_are_wide(kit: Shipped) -> None:
    for pad in kit.pads:
        sound = kit.hardest(pad["id"])
        if pad["id"] in MONO:
            assert np.array_equal(sound[:, 0], sound[:, 1]), pad["id"]
        if pad["id"] in STEREO:
            side, middle = sound[:, 0] - sound[:, 1], sound[:, 0] + sound[:, 1]
            assert np.sum(side**2) > 0.002 * np.sum(middle**2), pad["id"]
            assert np.sum(middle**2) > 0.5 * np.sum(side**2), pad["id"]


def test_a_sound_is_what_its_name_says(kit: Shipped) -> None:
    for pad in kit.pads:
        if pad["id"] in CHARACTER:
            (low, high), (short, long) = CHARACTER[pad["id"]]
            sound = kit.hardest(pad["id"])
            assert low < centroid(sound) < high, pad["id"]
            assert short < ring(sound) < long, pad["id"]


def test_hats_and_toms_are_not_confused(kit: Shipped) -> None:
    hat, pedal, open_hat = (kit.hardest(pad_id) for pad_id in ("hat", "pedal", "open"))
    assert ring(open_hat) > 3 * ring(hat)
    assert ring(open_hat) > 2 * ring(pedal)
    assert centroid(pedal) < centroid(hat)
    assert centroid(kit.hardest("tom-low")) < 0.8 * centroid(kit.hardest("tom-high"))


def test_no_two_pads_of_a_kit_sound_alike(kit: Shipped) -> None:
    for one, other in combinations([pad["id"] for pad in kit.pads], 2):
        assert distance(kit.hardest(one), kit.hardest(other)) > 4.5, (one, other)


def test_no_two_kits_share_a_sound(kits: dict[str, Shipped]) -> None:
    for one, other in combinations(kits.values(), 2):
        for pad_id in ("kick", "snare", "clap", "hat", "open"):
            assert distance(one.hardest(pad_id), other.hardest(pad_id)) > 3.0, pad_id


def test_a_soft_layer_is_not_just_a_quiet_one(kit: Shipped) -> None:
    for pad in kit.pads:
        struck = {layer["velocity"][1]: layer["file"] for layer in pad["layers"]}
        sounds = [played_at(kit.folder, velocity)[file] for velocity, file in struck.items()]
        for soft, hard in pairwise(sounds):
            assert brightness(soft) < 0.96 * brightness(hard), pad["id"]
            assert distance(soft, hard) > 1.5, pad["id"]


def test_no_note_is_out_of_tune(kits: dict[str, Shipped]) -> None:
    tuned = [(kit, pad) for kit in kits.values() for pad in kit.pads if "root" in pad]
    assert {pad["id"] for _, pad in tuned} == {"bass", "stab", "chord", "bottle"}
    for kit, pad in tuned:
        root = note_to_hz(pad["root"])
        for layer in pad["layers"]:
            heard = fundamental(kit.played[layer["file"]], root)
            assert abs(1200 * np.log2(heard / root)) < 5, layer["file"]


def test_no_take_is_a_copy_of_another(kit: Shipped) -> None:
    for pad in kit.pads:
        for takes in takes_of(kit, pad):
            for one, other in combinations(takes, 2):
                assert likeness(one, other) < 0.99, pad["id"]


def test_all_takes_are_of_one_instrument(kit: Shipped) -> None:
    for pad in kit.pads:
        for takes in takes_of(kit, pad):
            for one, other in combinations(takes, 2):
                assert distance(one, other) < 4.5, pad["id"]


def test_a_hit_is_brighter_the_harder_it_is_within_a_layer(kit: Shipped) -> None:
    softer = played_at(kit.folder, 80)
    shaped = [pad for pad in kit.pads if pad.get("filter_velocity")]
    assert {"kick", "snare", "hat", "tom-low"} <= {pad["id"] for pad in shaped}
    for pad in shaped:
        file = pad["layers"][-1]["file"]
        assert brightness(softer[file]) < 0.99 * brightness(kit.played[file]), pad["id"]
