import threading

import numpy as np
import pytest
import soundfile
from hypothesis import settings

# No deadline: how long a machine takes says nothing about what is right.
settings.register_profile("padsketch", deadline=None, derandomize=True, database=None)
settings.load_profile("padsketch")

RATE = 48_000

KIT = """\
format = "padsketch-kit"
version = 1
name = "Small"
licence = "CC0-1.0"

[[pads]]
id = "kick"
name = "Kick"
layers = [{ file = "kick.wav" }]

[[pads]]
id = "snare"
name = "Snare"
tune = 1.5
layers = [
  { file = "snare.wav", velocity = [1, 100] },
  { file = "kick.wav", velocity = [101, 127] },
]

[[pads]]
id = "hat"
name = "Hat"
choke = 1
decay = 30.0
layers = [{ file = "snare.wav" }]

[[pads]]
id = "open"
name = "Open"
choke = 1
attack = 2.0
layers = [{ file = "open.wav" }]

[[pads]]
id = "organ"
name = "Organ"
mode = "gate"
layers = [{ file = "open.wav" }]

[[pads]]
id = "drone"
name = "Drone"
mode = "loop"
level_db = -12.0
layers = [{ file = "kick.wav" }]
"""

PROJECT = """\
format = "padsketch-project"
version = 1
title = "Small"
bpm = 133.7
swing = 57.5
seed = 7
kit = "kit"

[patterns.A1]
length = 8
step = "1/16"

[patterns.A1.lanes]
kick  = "X..x..5."
snare = "..o...X."
hat   = "xxxx.xx"
open  = "....x..."
organ = ".x..x"
drone = "x...."

[[patterns.A1.locks]]
lane = "kick"
step = 1
nudge = -40
tune = -3.0

[[patterns.A1.locks]]
lane = "hat"
step = 2
chance = 50
rolls = 3

[[patterns.A1.locks]]
lane = "snare"
step = 7
nudge = 200

[patterns.A1.lane_options.organ]
length = 5

[patterns.B2.lanes]
kick = "x"
open = "......x"

[[song]]
section = "Start"
pattern = "A1"
repeats = 2

[[song]]
section = "Slow"
pattern = "A1"
mute = ["hat"]
bpm = 101.3
transpose = -2.0

[mixer.snare]
level_db = -4.0
pan = 0.3

[master]
level_db = -2.0
"""


def _decaying(frames, length, channels):
    noise = np.random.default_rng(frames).uniform(-0.1, 0.1, (frames, channels))
    tone = 0.3 * np.sin(np.arange(frames) / 40)
    return (noise + tone[:, None]) * np.exp(-np.arange(frames) / length)[:, None]


@pytest.fixture(autouse=True)
def nothing_of_the_user(tmp_path_factory, monkeypatch):
    """Settings, kits and indexes of whoever runs the tests are neither read nor written."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    # A journal waits for nobody here, and is done before its folders are somebody else's.
    monkeypatch.setattr("padsketch.session.safety.journalling.PAUSE", 0.0)
    yield
    for thread in threading.enumerate():
        if thread.name == "journal":
            thread.join()


@pytest.fixture
def small_project(tmp_path):
    """A project folder with its kit: two patterns, a song in two tempos, a pad of each mode."""
    kit = tmp_path / "small" / "kit"
    kit.mkdir(parents=True)
    soundfile.write(kit / "kick.wav", _decaying(9_000, 2_000, 1), RATE, subtype="FLOAT")
    soundfile.write(kit / "snare.wav", _decaying(12_000, 3_000, 2), RATE, subtype="FLOAT")
    soundfile.write(kit / "open.wav", _decaying(40_000, 20_000, 1), RATE, subtype="FLOAT")
    (kit / "kit.toml").write_text(KIT)
    (kit.parent / "project.toml").write_text(PROJECT)
    return kit.parent


@pytest.fixture
def small_kit(small_project):
    """The kit's folder of the small project."""
    return small_project / "kit"
