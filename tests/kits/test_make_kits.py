"""The tool that makes the kits: the same bytes for everyone, and nothing unclean."""

import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from shelf import ROOT, Shipped

from kitlab import cabinet, chrome, dust, eight
from kitlab.folder import kit_to_toml, to_int32, write_kit
from kitlab.measure import loudness, onset
from kitlab.recipe import Kit, Pad, finish
from kitlab.signal import RATE, Rng, Signal, clock, tone

TOOL = ROOT / "tools" / "make_kits.py"
KITS = {kit.id: kit for kit in (eight.KIT, dust.KIT, cabinet.KIT, chrome.KIT)}

SAMPLE = [
    ("eight", "kick"),
    ("eight", "clap"),
    ("eight", "hat"),
    ("dust", "snare"),
    ("dust", "stop"),
    ("cabinet", "tom-high"),
    ("cabinet", "slide"),
    ("chrome", "bass"),
    ("chrome", "rim"),
]

LEVEL = re.compile(r"level_db = (-?[0-9.]+)")

PRINT_DIGEST = """
import hashlib, sys
from kitlab import dust, eight
for kit, wanted in ((eight.KIT, "snare"), (dust.KIT, "clap"), (dust.KIT, "kick")):
    pad = next(pad for pad in kit.pads if pad.id == wanted)
    for layer in pad.layers():
        print(hashlib.sha256(kit.synthesise(pad, layer).tobytes()).hexdigest())
"""


def digest(hash_seed: str) -> str:
    path = {"PYTHONPATH": str(TOOL.parent), "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", PRINT_DIGEST]
    return subprocess.run(
        command, env=os.environ | path, capture_output=True, text=True, check=True
    ).stdout


def test_two_runs_make_the_same_bytes() -> None:
    first = digest("1")
    assert first == digest("2")
    assert len(set(first.split())) == 10


@pytest.mark.parametrize(("name", "pad_id"), SAMPLE)
def test_the_shipped_sounds_are_those_of_the_recipes(name: str, pad_id: str) -> None:
    kit = KITS[name]
    pad = next(pad for pad in kit.pads if pad.id == pad_id)
    for layer in pad.layers():
        made = to_int32(kit.synthesise(pad, layer)) >> 8
        shipped, _ = soundfile.read(ROOT / "kits" / name / layer.file, dtype="int32")
        assert made.shape == shipped.shape, layer.file
        assert np.max(np.abs(made - (shipped >> 8))) <= 1, layer.file


def test_the_shipped_levels_are_those_of_the_recipes(kit: Shipped) -> None:
    levels = {file: loudness(sound) for file, sound in kit.played.items()}
    made = LEVEL.split(kit_to_toml(KITS[kit.folder.name], levels))
    shipped = LEVEL.split(kit.text)
    assert shipped[::2] == made[::2]
    assert [float(level) for level in shipped[1::2]] == pytest.approx(
        [float(level) for level in made[1::2]], abs=0.15
    )


def test_an_unknown_kit_is_refused_by_name(tmp_path: Path) -> None:
    command = [sys.executable, str(TOOL), "-o", str(tmp_path), "nine"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "no kit is called nine; there are eight, dust, cabinet, chrome" in run.stderr
    assert not list(tmp_path.iterdir())


def a_beep(_rng: Rng, _force: float) -> Signal:
    return tone(clock(0.1), 440.0)


def test_no_file_of_an_older_recipe_stays_behind(tmp_path: Path) -> None:
    (tmp_path / "gone.flac").write_bytes(b"old")
    write_kit(Kit("beeps", "Beeps", "One beep", (Pad("beep", "Beep", a_beep, -12.0),)), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["beep.flac", "kit.toml"]


def test_a_dirty_sound_is_cleaned_before_it_ships() -> None:
    t = clock(0.5)
    late_with_dc_and_a_hard_end = np.where(t < 0.1, 0.0, 0.3 + 0.5 * tone(t, 500.0))
    clean = finish(late_with_dc_and_a_hard_end)
    assert onset(clean) < 0.002
    assert clean.size == pytest.approx(0.4 * RATE, abs=0.011 * RATE)
    assert abs(np.mean(clean)) < 1e-12
    assert clean[0] == clean[-1] == 0.0
    assert np.max(np.abs(clean)) == pytest.approx(10 ** (-1 / 20))
