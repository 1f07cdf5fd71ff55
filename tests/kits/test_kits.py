"""The folders: what a project, a grid and a lawyer rely on."""

import re
from typing import Any

import numpy as np
import pytest
import soundfile
from shelf import Shipped

from kitlab.measure import loudness
from padsketch.model.parameters import PAD

MEGABYTE = 1_000_000

COMMON = {"kick", "snare", "clap", "rim", "hat", "pedal", "open", "shaker"} | {
    "tom-low",
    "tom-high",
    "crash",
}

PAD_KEYS = {"id", "name", "mode", "choke", "root", "layering", "layers"} | set(PAD)

BELOW_KICK_DB = {"snare": (0, 3), "clap": (2, 6), "hat": (7, 13), "open": (6, 12), "crash": (4, 9)}
"""How far a mixed pattern of equal velocities holds a pad below the kick."""


def test_a_kit_has_sixteen_pads_with_names_of_their_own(kit: Shipped) -> None:
    ids = [pad["id"] for pad in kit.pads]
    assert len(ids) == len(set(ids)) == 16
    assert all(re.fullmatch(r"[a-z0-9_-]+", pad_id) for pad_id in ids)
    assert all(set(pad) <= PAD_KEYS and pad["name"] for pad in kit.pads)


def test_a_beat_keeps_its_lanes_when_it_changes_its_kit(kit: Shipped) -> None:
    ids = [pad["id"] for pad in kit.pads]
    assert set(ids) >= COMMON
    assert [ids.index(pad_id) for pad_id in ("kick", "snare", "clap", "hat")] == [0, 1, 2, 4]


def answers(pad: dict[str, Any], velocity: int) -> set[str]:
    """Return the files of the layers that a velocity reaches."""
    return {
        layer["file"]
        for layer in pad["layers"]
        if layer["velocity"][0] <= velocity <= layer["velocity"][1]
    }


def test_every_velocity_finds_one_layer_or_takes_of_one(kit: Shipped) -> None:
    for pad in kit.pads:
        found = {len(answers(pad, velocity)) for velocity in range(1, 128)}
        assert len(found) == 1, pad["id"]
        assert (found == {1}) == ("layering" not in pad), pad["id"]


@pytest.mark.parametrize("pad_id", ["hat", "shaker"])
def test_what_repeats_most_has_takes(kit: Shipped, pad_id: str) -> None:
    assert len(answers(kit.pad(pad_id), 100)) >= 2
    assert kit.pad(pad_id)["layering"] in ("random", "round-robin")


@pytest.mark.parametrize("pad_id", ["kick", "snare", "hat"])
def test_the_three_marks_of_the_grid_have_a_layer_each(kit: Shipped, pad_id: str) -> None:
    soft, medium, hard = (answers(kit.pad(pad_id), velocity) for velocity in (50, 100, 127))
    assert not soft & medium
    assert not medium & hard


def test_every_file_is_credited_and_none_is_left_over(kit: Shipped) -> None:
    played = {layer["file"] for pad in kit.pads for layer in pad["layers"]}
    assert played == set(kit.sounds) == set(kit.credits)
    assert {credit["licence"] for credit in kit.credits.values()} == {"CC0-1.0"}


def test_every_file_is_flac_of_48_khz_and_24_bits(kit: Shipped) -> None:
    for file in kit.sounds:
        info = soundfile.info(kit.folder / file)
        assert (info.format, info.samplerate, info.subtype) == ("FLAC", 48_000, "PCM_24"), file


def test_the_kits_do_not_outgrow_the_package(kits: dict[str, Shipped]) -> None:
    files = (path for kit in kits.values() for path in kit.folder.iterdir())
    assert sum(path.stat().st_size for path in files) < 9 * MEGABYTE


def test_a_closed_hat_silences_an_open_one(kit: Shipped) -> None:
    assert {kit.pad(pad_id)["choke"] for pad_id in ("hat", "pedal", "open")} == {1}
    assert kit.pad("kick")["choke"] == kit.pad("snare")["choke"] == 0


def level(kit: Shipped, pad_id: str) -> float:
    return loudness(kit.hardest(pad_id)) + float(kit.pad(pad_id)["level_db"])


def test_a_pattern_of_equal_velocities_sounds_mixed(kit: Shipped) -> None:
    kick = level(kit, "kick")
    assert all(level(kit, pad["id"]) < kick + 0.1 for pad in kit.pads)
    for pad_id, (least, most) in BELOW_KICK_DB.items():
        assert least - 0.1 < kick - level(kit, pad_id) < most + 0.1, pad_id


def test_a_loud_kick_and_snare_together_do_not_clip(kit: Shipped) -> None:
    kick, snare = (mixed_in(kit, pad_id) for pad_id in ("kick", "snare"))
    assert np.max(np.abs(kick + snare)) < 1.0


def mixed_in(kit: Shipped, pad_id: str) -> np.ndarray:
    """Return the first 150 ms of a pad at its level."""
    gain = 10 ** (kit.pad(pad_id)["level_db"] / 20)
    return gain * kit.hardest(pad_id)[:7200]


def test_the_loudness_does_not_jump_where_a_layer_ends(kit: Shipped) -> None:
    for pad in kit.pads:
        levels = [
            loudness(kit.played[layer["file"]]) + layer.get("level_db", 0.0)
            for layer in pad["layers"]
        ]
        assert max(levels) - min(levels) < 0.2, pad["id"]
