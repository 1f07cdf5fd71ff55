import hashlib
import resource
import shutil
from dataclasses import replace

import msgspec
import numpy as np
import pytest
import soundfile

from padsketch.errors import Interrupted, OutputExists, PadsketchError, UsageError
from padsketch.export.pack.delivery import PackOptions
from padsketch.export.pack.manifest import read_pack
from padsketch.export.pack.pack import export_pack
from padsketch.export.pack.room import least_bytes
from padsketch.export.pack.verify import verify_pack
from padsketch.export.render import render_file
from padsketch.export.stems import render_stems
from padsketch.model import Lane, Pattern, Step
from padsketch.model.edits import set_channel

PLAIN = PackOptions()


def sound(folder, name):
    return soundfile.read(folder / name, dtype="float32", always_2d=True)[0]


def one(folder, pattern):
    (path,) = folder.glob(pattern)
    return path


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_pack_holds_what_was_promised(new_song, pack_of):
    pack = pack_of(new_song())
    assert set(digests(pack)) == {
        *("README.txt", "CREDITS", "manifest.json", "song.mid", "song.dawproject", "song.rpp"),
        *(f"mix/{name}_133.7bpm_Cmin.wav" for name in ("mix", "master")),
        *(f"loops/{name}_133.7bpm_Cmin.wav" for name in ("A1", "B2")),
        *(
            f"stems/{place:02d}_{name}_133.7bpm_Cmin.wav"
            for place, name in enumerate(
                ("kick", "snare", "hat", "open", "organ", "drone", "delay", "reverb"), start=1
            )
        ),
    }
    verdict = verify_pack(pack)
    assert verdict.faults == ()
    assert verdict.residual.peak == 0.0


def test_the_same_project_gives_the_same_bytes_whatever_the_block(new_song, pack_of):
    everything = {"dry": True, "wet": True, "mono": True, "targets": ("streaming.mp3",)}
    first = pack_of(new_song(bits="16"), "first", **everything)
    second = pack_of(new_song(bits="16", block=63), "other name", **everything)
    assert digests(first) == digests(second)


def test_the_stems_are_those_of_the_stems_command_and_never_pass_the_master(
    new_song, pack_of, tmp_path
):
    pack = pack_of(new_song())
    render_stems(new_song(), tmp_path / "stems")
    for path in (tmp_path / "stems").glob("0*.wav"):
        alone = sound(path.parent, path.name)
        assert np.array_equal(sound(pack / "stems", path.name)[: len(alone)], alone)


def test_the_master_is_what_render_writes(new_song, pack_of, tmp_path):
    pack = pack_of(new_song())
    render_file(new_song(), tmp_path / "song.wav")
    master = one(pack, "mix/master*")
    assert np.array_equal(sound(pack, master), sound(tmp_path, "song.wav"))
    mix = sound(pack, one(pack, "mix/mix*"))[: len(sound(pack, master))]
    assert not np.allclose(mix, sound(pack, master)[: len(mix)], atol=1e-3)


def test_stems_are_equally_long_and_end_on_a_bar_line_after_their_tails(
    new_song, pack_of, tmp_path
):
    project = msgspec.structs.replace(new_song().project, bpm=120.0)
    sections = tuple(msgspec.structs.replace(part, bpm=None) for part in project.song)
    job = new_song(project=msgspec.structs.replace(project, song=sections))
    pack = pack_of(job)
    lengths = {soundfile.info(path).frames for path in pack.glob("stems/*")}
    (length,) = lengths | {soundfile.info(one(pack, "mix/mix*")).frames}
    assert length % (2 * 8_000) == 0
    render_stems(job, tmp_path / "stems")
    ringing = soundfile.info(tmp_path / "stems" / "mix.wav").frames
    assert ringing <= length < ringing + 2 * 8_000


@pytest.mark.parametrize("bpm", [92.0, 97.3, 133.7])
def test_loops_have_their_exact_length(new_song, pack_of, bpm):
    project = msgspec.structs.replace(new_song().project, bpm=bpm)
    pack = pack_of(new_song(project=project, rate=44_100))
    for name, beats in (("A1", 2), ("B2", 4)):
        frames = soundfile.info(one(pack, f"loops/{name}_*")).frames
        assert frames == round(beats * 60 * 44_100 / bpm)


def test_two_loops_in_a_row_are_two_passes_of_the_engine(new_song, pack_of, tmp_path):
    project = msgspec.structs.replace(new_song().project, bpm=120.0)
    job = new_song(project=project)
    loop = sound(tmp_path, one(pack_of(job), "loops/B2_*"))
    twice = replace(job, pattern="B2", repeats=2, tail="wrap")
    render_file(twice, tmp_path / "twice.wav")
    assert loop.any()
    assert np.array_equal(np.concatenate((loop, loop)), sound(tmp_path, "twice.wav"))


def test_a_tail_goes_over_the_seam_of_a_loop_without_a_click(new_song, pack_of, tmp_path):
    late = Pattern(length=8, lanes={"open": Lane(steps=(*[Step()] * 6, Step(velocity=127)))})
    project = msgspec.structs.replace(new_song().project, patterns={"A1": late}, song=())
    job = new_song(project=project, pattern="A1", tail="wrap")
    loop = sound(tmp_path, one(pack_of(job), "loops/A1_*"))
    around = np.concatenate((loop[-200:], loop[:200]))
    jumps = np.abs(np.diff(around, axis=0)).max(axis=1)
    assert np.abs(around[195:205]).max() > 0.01
    assert jumps[199] <= np.delete(jumps, 199).max()


def test_a_pattern_in_which_nothing_is_heard_has_no_loop(new_song, pack_of):
    project = new_song().project
    patterns = {
        **project.patterns,
        "C3": Pattern(lanes={"nowhere": Lane(steps=(Step(velocity=1),))}),
    }
    project = msgspec.structs.replace(project, patterns=patterns)
    pack = pack_of(new_song(project=project))
    assert sorted(path.name[:2] for path in pack.glob("loops/*")) == ["A1", "B2"]
    assert "a loop of C3: nothing in it is heard" in (pack / "README.txt").read_text()


def test_a_pattern_alone_is_a_pack_of_loops(new_job, pack_of):
    pack = pack_of(new_job())
    assert [path.name[:3] for path in pack.glob("loops/*")] == ["A1_"]
    assert {soundfile.info(path).frames for path in pack.rglob("*.wav")} == {
        round(2 * 60 * 8_000 / 133.7)
    }


def test_flac_packs_null_too(new_song, pack_of):
    pack = pack_of(new_song(format="flac", bits="24"), mono=True)
    assert {path.suffix for path in pack.glob("*/*")} == {".flac"}
    titles = {soundfile.SoundFile(path).title for path in pack.glob("stems/0[127]*")}
    assert titles == {"Small: kick", "Small: snare", "Small: delay"}
    assert verify_pack(pack).faults == ()


@pytest.mark.parametrize("after", [0, 1, 5, 12, 20])
def test_what_is_interrupted_leaves_nothing(new_song, pack_of, tmp_path, after):
    out = tmp_path / "out"
    out.mkdir()
    answers = iter([False] * after + [True] * 1000)
    with pytest.raises(Interrupted):
        pack_of(new_song(), "out/pack", cancelled=lambda: next(answers))
    assert list(out.iterdir()) == []


def test_a_pack_replaces_a_pack_and_nothing_else(new_song, pack_of):
    pack = pack_of(new_song(), dry=True)
    with pytest.raises(OutputExists):
        pack_of(new_song())
    pack_of(new_song(), force=True)
    assert not (pack / "stems-dry").exists()
    (pack / "stems" / "my notes.txt").write_text("precious")
    with pytest.raises(OutputExists, match="my notes"):
        pack_of(new_song(), force=True)
    assert (pack / "stems" / "my notes.txt").read_text() == "precious"


def test_progress_never_goes_back_and_arrives(new_song, pack_of):
    seen = []
    pack_of(new_song(), dry=True, wet=True, progress=lambda *told: seen.append(told))
    done = [frames for frames, _ in seen]
    assert done == sorted(done)
    assert len({total for _, total in seen}) == 1
    assert 0.8 * seen[-1][1] < done[-1] <= seen[-1][1]


def test_a_disk_that_fills_up_says_so_in_plain_words_and_keeps_nothing(new_song, pack_of, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(PadsketchError, match=r"out/pack/stems/\S+ cannot be written: File too"):
            pack_of(new_song(), "out/pack")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(out.iterdir()) == []


def test_a_disk_without_room_is_told_before_the_work(new_song, pack_of, tmp_path, monkeypatch):
    small = shutil.disk_usage(tmp_path)._replace(free=100_000)
    monkeypatch.setattr("padsketch.export.pack.room.shutil.disk_usage", lambda _: small)
    with pytest.raises(PadsketchError, match=r"takes \d+ MB at least, and 0 MB are free"):
        pack_of(new_song(rate=192_000))
    assert not (tmp_path / "pack").exists()


@pytest.mark.parametrize("bits", ["16", "24", "32f"])
@pytest.mark.parametrize("options", [{}, {"dry": True, "wet": True, "mono": True}])
def test_no_disk_is_called_too_small_that_is_not(new_song, pack_of, bits, options):
    job = new_song(bits=bits)
    pack = pack_of(job, **options)
    taken = sum(path.stat().st_size for path in pack.rglob("*") if path.is_file())
    assert taken / 10 < least_bytes(job, PackOptions(**options)) <= taken


@pytest.mark.parametrize(
    ("changes", "options", "words"),
    [
        ({"format": "mp3", "bits": "24"}, {}, "Stems cannot be mp3"),
        ({}, {"without": ("gong",)}, "no pad 'gong'"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_written(
    new_song, pack_of, tmp_path, changes, options, words
):
    with pytest.raises(UsageError, match=words):
        pack_of(new_song(**changes), **options)
    assert not (tmp_path / "pack").exists()


def test_a_stem_that_clips_is_named_everywhere(new_song, tmp_path):
    loud = set_channel(new_song().project, "kick", level_db=12.0)
    report = export_pack(new_song(project=loud, bits="24"), tmp_path / "pack", PackOptions())
    clipped = {file.path.name for file in report.files if file.clipped}
    assert "01_kick_133.7bpm_Cmin.wav" in clipped
    assert "values clip" in (tmp_path / "pack" / "README.txt").read_text()
    assert any("clipped" in fault.message for fault in verify_pack(tmp_path / "pack").faults)
    assert read_pack(tmp_path / "pack").files["stems/01_kick_133.7bpm_Cmin.wav"].clipped
