import json
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from padsketch.errors import Interrupted, OutputExists, UsageError
from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.export.stems import render_stems
from padsketch.export.verify import verify_stems
from padsketch.model import Channel, Kit, Lane, Layer, Pad, PadSettings, Pattern, Step
from padsketch.model.edits import toggle_mute, toggle_solo
from strategies import PADS, patterns, projects, sections

KIT = Kit(
    name="Random",
    pads=tuple(
        Pad(id=pad, name=pad, mode=mode, choke=choke, layers=(Layer(file=f"{index % 2}.wav"),))
        for index, (pad, mode, choke) in enumerate(
            zip(
                PADS, ("one-shot", "gate", "loop", "one-shot", "loop"), (0, 0, 0, 1, 1), strict=True
            )
        )
    ),
)


@pytest.fixture(scope="module")
def random_kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("random-kit")
    noise = np.random.default_rng(1)
    soundfile.write(folder / "0.wav", noise.uniform(-0.5, 0.5, (900, 1)), 8_000, subtype="FLOAT")
    soundfile.write(folder / "1.wav", noise.uniform(-0.5, 0.5, (3_000, 2)), 8_000, subtype="FLOAT")
    return folder


@st.composite
def short_projects(draw):
    """Projects of any kind whose song lasts a few seconds."""
    project = draw(projects())
    short = patterns().map(lambda pattern: msgspec.structs.replace(pattern, length=8, step="1/32"))
    song = sections().map(
        lambda section: msgspec.structs.replace(section, pattern="A1", repeats=2, bpm=None)
    )
    return msgspec.structs.replace(
        project,
        bpm=200 + project.bpm / 2,
        patterns={"A1": draw(short)},
        song=tuple(draw(st.lists(song, min_size=1, max_size=3))),
    )


def stem_audio(folder, name):
    return soundfile.read(folder / name, dtype="float32")[0]


@settings(max_examples=40)
@given(project=short_projects(), tail=st.sampled_from(["wrap", "cut", "ring"]))
def test_stems_null_whatever_the_music(random_kit, project, tail):
    job = RenderJob(project, KIT, random_kit, tail=tail, rate=8_000, bits="32f")
    with TemporaryDirectory() as folder:
        render_stems(job, Path(folder) / "stems")
        verdict = verify_stems(Path(folder) / "stems")
    assert verdict.residual.peak == 0.0
    assert verdict.faults == ()


@pytest.mark.parametrize("tail", ["wrap", "cut", "ring"])
def test_stems_sum_to_the_mix_bit_for_bit(new_job, tmp_path, tail):
    render_stems(new_job(pattern=None, tail=tail), tmp_path / "stems")
    names = json.loads((tmp_path / "stems" / "manifest.json").read_text())["order"]
    total = np.zeros_like(stem_audio(tmp_path / "stems", "mix.wav"))
    for name in names:
        stem = stem_audio(tmp_path / "stems", name)
        assert stem.any()
        total += stem
    assert np.array_equal(total, stem_audio(tmp_path / "stems", "mix.wav"))


def test_the_mix_of_the_stems_is_the_render_without_master(new_job, tmp_path):
    job = new_job(pattern=None, tail="ring", master=False)
    render_file(job, tmp_path / "song.wav")
    render_stems(new_job(pattern=None, tail="ring"), tmp_path / "stems")
    assert (tmp_path / "song.wav").read_bytes() == (tmp_path / "stems" / "mix.wav").read_bytes()


def test_block_size_does_not_matter_to_stems(new_job, tmp_path):
    folders = [tmp_path / str(block) for block in (1, 63, 256, 8192)]
    for folder in folders:
        render_stems(new_job(block=int(folder.name)), folder)
    contents = [[path.read_bytes() for path in sorted(folder.iterdir())] for folder in folders]
    assert len(contents[0]) == 8
    assert contents == [contents[0]] * 4


def test_the_same_project_gives_the_same_bytes_again(new_job, tmp_path):
    for folder in ("a", "b"):
        render_stems(new_job(bits="16"), tmp_path / folder)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@pytest.mark.parametrize("pad", ["kick", "hat", "open", "drone"])
def test_muting_a_lane_changes_no_other_stem(new_job, tmp_path, pad):
    render_stems(new_job(), tmp_path / "all")
    render_stems(new_job(project=toggle_mute(new_job().project, pad)), tmp_path / "muted")
    everything, left = (
        {path.name for path in (tmp_path / folder).glob("0*.wav")} for folder in ("all", "muted")
    )
    assert {name.split("_")[1] for name in everything - left} == {pad}
    assert len(left) == 5
    for name in left:
        assert (tmp_path / "all" / name).read_bytes() == (tmp_path / "muted" / name).read_bytes()


def test_stems_are_numbered_by_their_place_in_the_kit(new_job, tmp_path):
    project = msgspec.structs.replace(new_job().project, bpm=92.0)
    render_stems(new_job(project=project, pattern="B2"), tmp_path / "stems")
    names = sorted(path.name for path in (tmp_path / "stems").iterdir())
    assert names == ["01_kick_92bpm.wav", "04_open_92bpm.wav", "manifest.json", "mix.wav"]


def test_stems_say_the_key_of_the_project(new_job, tmp_path):
    project = msgspec.structs.replace(new_job().project, key="F# minor")
    render_stems(new_job(project=project, pattern="B2"), tmp_path / "stems")
    names = sorted(path.name for path in (tmp_path / "stems").glob("0*"))
    assert names == ["01_kick_133.7bpm_F#min.wav", "04_open_133.7bpm_F#min.wav"]


def test_what_is_left_out_is_named(new_job, tmp_path):
    project = toggle_mute(new_job().project, "kick")
    render_stems(new_job(project=project, pattern="B2"), tmp_path / "stems")
    manifest = json.loads((tmp_path / "stems" / "manifest.json").read_text())
    why = {entry["track"]: entry["why"] for entry in manifest["left_out"]}
    assert manifest["order"] == ["04_open_133.7bpm.wav"]
    assert why == {
        "kick": "muted",
        "snare": "silent",
        "hat": "silent",
        "organ": "silent",
        "drone": "silent",
        "delay": "silent",
        "reverb": "silent",
    }


def test_solo_leaves_one_stem(new_job, tmp_path):
    render_stems(new_job(project=toggle_solo(new_job().project, "hat")), tmp_path / "stems")
    assert [p.name for p in (tmp_path / "stems").glob("0*.wav")] == ["03_hat_133.7bpm.wav"]
    assert verify_stems(tmp_path / "stems").residual.peak == 0.0


WET = Channel(send_delay=-6.0, send_reverb=-6.0, eq_low_db=6.0)
DUCKED = Channel(comp_threshold_db=-40.0, comp_ratio=8.0, sidechain="kick", send_reverb=-12.0)


@pytest.mark.parametrize("tail", ["wrap", "cut", "ring"])
def test_stems_null_with_sends_and_sidechains(new_job, tmp_path, tail):
    mixer = {"kick": WET, "organ": DUCKED}
    project = msgspec.structs.replace(new_job().project, mixer=mixer)
    render_stems(new_job(project=project, tail=tail), tmp_path / "stems")
    verdict = verify_stems(tmp_path / "stems")
    assert verdict.residual.peak == 0.0
    assert verdict.faults == ()
    assert verdict.manifest.order[-2:] == ("07_delay_133.7bpm.wav", "08_reverb_133.7bpm.wav")
    assert all(stem_audio(tmp_path / "stems", name).any() for name in verdict.manifest.order)


def test_a_return_that_nothing_feeds_has_no_stem(new_job, tmp_path):
    mixer = {"kick": Channel(send_reverb=-6.0), "snare": Channel(send_delay=0.0, mute=True)}
    project = msgspec.structs.replace(new_job().project, mixer=mixer)
    render_stems(new_job(project=project), tmp_path / "stems")
    manifest = verify_stems(tmp_path / "stems").manifest
    assert manifest.order[-1] == "08_reverb_133.7bpm.wav"
    assert {entry.track: entry.why for entry in manifest.left_out}["delay"] == "silent"


def test_a_send_that_one_step_locks_has_its_stem(new_job, tmp_path):
    step = Step(velocity=127, locks=(("send_delay", 0.0),))
    lanes = {"kick": Lane(steps=(step,))}
    project = msgspec.structs.replace(
        new_job().project, patterns={"A1": Pattern(length=8, lanes=lanes)}
    )
    render_stems(new_job(project=project), tmp_path / "stems")
    verdict = verify_stems(tmp_path / "stems")
    assert verdict.manifest.order == ("01_kick_133.7bpm.wav", "07_delay_133.7bpm.wav")
    assert verdict.residual.peak == 0.0


def test_the_manifest_names_the_samples_that_the_project_gives_a_pad(new_job, tmp_path):
    changed = {"kick": PadSettings(layers=(Layer(file="open.wav"),))}
    project = msgspec.structs.replace(new_job().project, pads=changed)
    project = toggle_solo(project, "kick")
    render_stems(new_job(project=project), tmp_path / "stems")
    assert set(verify_stems(tmp_path / "stems").manifest.samples) == {"open.wav"}


def test_a_lossy_stem_is_refused(new_job, tmp_path):
    with pytest.raises(UsageError, match="ogg"):
        render_stems(new_job(format="ogg", bits="24"), tmp_path / "stems")
    assert not (tmp_path / "stems").exists()


def test_a_cancelled_rendering_of_stems_leaves_nothing(new_job, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Interrupted):
        render_stems(new_job(), out / "stems", cancelled=lambda: True)
    assert list(out.iterdir()) == []


def test_a_folder_of_someone_else_is_never_replaced(new_job, tmp_path):
    folder = tmp_path / "stems"
    render_stems(new_job(), folder)
    render_stems(new_job(pattern="B2"), folder, force=True)
    assert len(list(folder.glob("0*.wav"))) == 2
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(OutputExists, match=r"notes\.txt"):
        render_stems(new_job(), folder, force=True)
    assert (folder / "notes.txt").read_text() == "mine"
