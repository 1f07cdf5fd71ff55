"""Kits in the open project: what plays first is there first, and one bad file is one bad file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.engine.bank import Audio, SampleBank
from padsketch.errors import SampleError
from padsketch.model import Kit, Lane, Layer, Pad, Pattern, Project, Step
from padsketch.session import Session
from padsketch.session.need import sounds_by_need
from padsketch.session.outline import Outlines, outline_of

RATE = 48_000
PADS = ("kick", "snare", "hat")
LEVELS = {"kick": 0.25, "snare": 0.5, "hat": 0.75}
KIT_HEAD = 'format = "padsketch-kit"\nversion = 1\nname = "Steady"\n'
PAD = '[[pads]]\nid = "{0}"\nname = "{0}"\nlayers = [{{ file = "{0}.wav" }}]\n'


def write_level(folder: Path, pad: str) -> None:
    """A second of one value, by which a test knows whose sample it hears."""
    soundfile.write(folder / f"{pad}.wav", np.full(RATE, LEVELS[pad]), RATE, "FLOAT")


@pytest.fixture
def kit_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "steady"
    folder.mkdir()
    (folder / "kit.toml").write_text(KIT_HEAD + "".join(map(PAD.format, PADS)))
    for pad in PADS:
        write_level(folder, pad)
    return folder


@pytest.fixture
def session(kit_folder: Path) -> Iterator[Session]:
    beat = Pattern(lanes={"hat": Lane(steps=(Step(velocity=127),))})
    opened = Session(Project(kit="steady", patterns={"A1": beat}), kit_folder.parent, RATE)
    yield opened
    opened.close()


def heard(session: Session, pad: str) -> float:
    """What a hit of a pad sounds like, once nothing else sounds."""
    session.panic()
    session.player.render(4096)
    session.trigger(PADS.index(pad), 127)
    return float(session.player.render(4096)[-1, 0])


def test_every_pad_plays_its_own_sample_after_filling(session: Session) -> None:
    session.load_kit()
    assert {pad: heard(session, pad) for pad in PADS} == LEVELS


def test_what_the_pattern_plays_is_heard_before_the_rest_has_come(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("padsketch.storage.samples.READERS", 1)
    filled = []
    fill = SampleBank.fill

    def fill_and_listen(bank: SampleBank, name: str, frames: Audio) -> None:
        fill(bank, name, frames)
        filled.append((name, {pad: heard(session, pad) for pad in PADS}))

    monkeypatch.setattr(SampleBank, "fill", fill_and_listen)
    session.load_kit()

    silence = dict.fromkeys(PADS, 0.0)
    assert filled[0] == ("hat.wav", {**silence, "hat": LEVELS["hat"]})
    assert filled[-1] == ("snare.wav", LEVELS)


def test_a_damaged_sample_is_named_and_the_rest_plays(session: Session, kit_folder: Path) -> None:
    (kit_folder / "snare.wav").write_text("no sound")
    with pytest.raises(SampleError, match=r"snare\.wav"):
        session.load_kit()

    assert {pad: heard(session, pad) for pad in PADS} == {**LEVELS, "snare": 0.0}


def test_a_repaired_sample_is_heard_when_the_kit_is_loaded_again(
    session: Session, kit_folder: Path
) -> None:
    (kit_folder / "snare.wav").write_text("no sound")
    with pytest.raises(SampleError):
        session.load_kit()
    write_level(kit_folder, "snare")
    session.load_kit()

    assert heard(session, "snare") == LEVELS["snare"]


def test_a_sample_that_has_not_come_looks_like_silence() -> None:
    assert Outlines()["kick.wav"].extremes == ((0.0, 0.0),)


@pytest.mark.parametrize("n_frames", [1, 100, 512, 1000, 5_000])
@pytest.mark.parametrize("n_channels", [1, 2])
def test_an_outline_leaves_no_peak_out(n_frames: int, n_channels: int) -> None:
    random = np.random.default_rng(n_frames)
    frames = random.uniform(-1, 1, (n_frames, n_channels)).astype(np.float32)
    parts = np.array_split(frames, min(512, n_frames))

    outline = outline_of(frames, RATE)
    assert outline.seconds == n_frames / RATE
    assert outline.extremes == tuple((float(part.min()), float(part.max())) for part in parts)


def lane(*velocities: int) -> Lane:
    return Lane(steps=tuple(Step(velocity=velocity) for velocity in velocities))


def kit(**pads: dict[str, tuple[int, int]]) -> Kit:
    return Kit(
        name="Layers",
        pads=tuple(
            Pad(
                id=pad,
                name=pad,
                layers=tuple(Layer(file=file, velocity=reach) for file, reach in layers.items()),
            )
            for pad, layers in pads.items()
        ),
    )


def test_the_pattern_that_is_seen_is_needed_first() -> None:
    drums = kit(
        kick={"kick.wav": (1, 127)},
        snare={"soft.wav": (1, 63), "hard.wav": (64, 127)},
        hat={"hat.wav": (1, 127)},
    )
    seen = Pattern(lanes={"snare": lane(0, 127), "hat": lane(0), "cowbell": lane(100)})
    other = Pattern(lanes={"hat": lane(100)})

    sounds = sounds_by_need(drums, drums, [seen, other])
    assert tuple(sound.file for sound in sounds) == ("hard.wav", "hat.wav", "kick.wav", "soft.wav")


def test_what_only_the_project_layers_is_needed_too() -> None:
    plain = kit(kick={"kick.wav": (1, 127)}, clap={"clap.wav": (1, 127)})
    played = kit(kick={"clap.wav": (1, 127), "gone.wav": (1, 127)}, clap={"clap.wav": (1, 127)})

    sounds = sounds_by_need(plain, played, [Pattern(lanes={"kick": lane(100)})])
    assert [sound.file for sound in sounds] == ["clap.wav", "gone.wav", "kick.wav"]
