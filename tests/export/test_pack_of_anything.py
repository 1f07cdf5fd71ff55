"""Whatever the music, its pack is whole, and says so."""

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from padsketch.export.job import RenderJob
from padsketch.export.pack.delivery import PackOptions
from padsketch.export.pack.pack import export_pack
from padsketch.export.pack.verify import verify_pack
from padsketch.model import Kit, Layer, Pad, Pattern, Project, Section
from strategies import PADS, patterns, projects, sections

KIT = Kit(
    name="Random",
    pads=tuple(Pad(id=pad, name=pad, layers=(Layer(file="noise.wav"),)) for pad in PADS),
)


@pytest.fixture(scope="module")
def noisy_kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("noisy-kit")
    noise = np.random.default_rng(1).uniform(-0.1, 0.1, (900, 1))
    soundfile.write(folder / "noise.wav", noise, 8_000, subtype="FLOAT")
    return folder


@st.composite
def short_songs(draw):
    """Projects of any kind whose song lasts a few seconds; meters, keys and tempi vary."""
    short = patterns().map(lambda pattern: msgspec.structs.replace(pattern, length=8, step="1/32"))
    song = sections().map(lambda section: msgspec.structs.replace(section, pattern="A1", repeats=2))
    return msgspec.structs.replace(
        draw(projects()),
        patterns={"A1": draw(short), "B1": draw(short)},
        song=tuple(draw(st.lists(song, min_size=1, max_size=3))),
        meter=draw(st.sampled_from(["4/4", "3/4", "6/8", "7/8", "5/16"])),
        key=draw(st.sampled_from(["", "F# minor", "D dorian", "?"])),
    )


@settings(max_examples=12)
@given(project=short_songs())
def test_a_pack_of_any_music_is_whole(noisy_kit, project):
    job = RenderJob(project, KIT, noisy_kit, tail="ring", rate=8_000, bits="32f")
    with TemporaryDirectory() as folder:
        export_pack(job, Path(folder) / "pack", PackOptions(dry=True, wet=True, mono=True))
        verdict = verify_pack(Path(folder) / "pack")
    assert verdict.faults == ()
    assert verdict.residual.peak == 0.0


def test_a_song_of_nothing_is_a_pack_of_silence(noisy_kit, tmp_path):
    song = (Section(section="", pattern="A1"),)
    project = Project(title="", patterns={"A1": Pattern(length=1)}, song=song)
    job = RenderJob(project, KIT, noisy_kit, tail="ring", rate=8_000)
    export_pack(job, tmp_path / "pack", PackOptions(dry=True, wet=True))
    assert verify_pack(tmp_path / "pack").faults == ()
    assert not list((tmp_path / "pack").glob("stems/*"))
    assert "nothing plays or feeds it" in (tmp_path / "pack" / "README.txt").read_text()
