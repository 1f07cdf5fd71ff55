import msgspec
import numpy as np
import pytest
import soundfile

from padsketch.export.pack.variants import heard_alone, without_strips
from padsketch.export.pack.verify import verify_pack
from padsketch.export.stems import render_stems
from padsketch.model import Channel, Lane, Pattern, Step
from padsketch.model.edits import toggle_mute


def sounds(folder, pattern):
    return {
        path.name.split("_")[1]: soundfile.read(path, dtype="float32", always_2d=True)[0]
        for path in folder.glob(pattern)
    }


def test_dry_stems_are_what_the_pads_give(new_song, pack_of, tmp_path):
    dry = sounds(pack_of(new_song(), dry=True), "stems-dry/*.wav")
    project = msgspec.structs.replace(new_song().project, mixer={})
    render_stems(new_song(project=project), tmp_path / "flat")
    flat = sounds(tmp_path / "flat", "0*.wav")
    assert set(dry) == set(flat) == {"kick", "snare", "hat", "open", "organ", "drone"}
    for name, sound in dry.items():
        common = min(len(sound), len(flat[name]))
        assert np.array_equal(sound[:common], flat[name][:common])
        assert not sound[common:].any()


def test_dry_stems_know_no_locks_of_their_strips(new_song):
    step = Step(velocity=127, locks=(("pan", 0.5), ("track_pan", 1.0), ("send_delay", 0.0)))
    lanes = {"kick": Lane(steps=(step,))}
    project = msgspec.structs.replace(new_song().project, patterns={"A1": Pattern(lanes=lanes)})
    dry = without_strips(toggle_mute(project, "hat"))
    assert dry.pattern("A1").lane("kick").steps[0].locks == (("pan", 0.5),)
    assert dry.channel("hat").mute
    assert dry.channel("kick") == Channel()


def test_wet_stems_sum_to_the_mix(new_song, pack_of):
    pack = pack_of(new_song(), wet=True)
    wet = sounds(pack, "stems-wet/*.wav")
    (mix,) = sounds(pack, "mix/mix*").values()
    assert set(wet) == {"kick", "snare", "hat", "open", "organ", "drone"}
    assert np.abs(sum(wet.values()) - mix).max() < 1e-5


def test_a_wet_stem_holds_what_the_returns_make_of_it(new_song, pack_of):
    pack = pack_of(new_song(), wet=True)
    stem, wet = (sounds(pack, f"{folder}/0[13]*") for folder in ("stems", "stems-wet"))
    for name in ("kick", "hat"):
        assert np.abs(wet[name] - stem[name]).max() > 1e-3


def test_who_is_heard_alone_is_ducked_as_before(new_song, pack_of):
    ducked = Channel(comp_threshold_db=-40.0, comp_ratio=8.0, sidechain="kick")
    project = msgspec.structs.replace(new_song().project, mixer={"organ": ducked})
    pack = pack_of(new_song(project=project), wet=True)
    stem, wet = (sounds(pack, f"{folder}/05*")["organ"] for folder in ("stems", "stems-wet"))
    assert np.abs(wet - stem).max() < 1e-6


def test_one_track_alone_ends_all_other_solos(new_song):
    project = msgspec.structs.replace(
        new_song().project, mixer={"kick": Channel(solo=True), "hat": Channel(solo=True)}
    )
    alone = heard_alone(project, "hat")
    assert (alone.channel("kick").solo, alone.channel("hat").solo) == (False, True)


@pytest.mark.parametrize(
    ("format", "bits"), [("wav", "16"), ("wav", "24"), ("wav", "32f"), ("flac", "24")]
)
def test_mono_is_written_with_one_channel_and_nulls(new_song, pack_of, format, bits):
    quiet = {"snare": Channel(level_db=-9.0, pan=0.3), "open": Channel(level_db=-6.0)}
    project = msgspec.structs.replace(new_song().project, mixer=quiet)
    job = new_song(project=project, format=format, bits=bits)
    mono, stereo = pack_of(job, "mono", mono=True), pack_of(job, "stereo")
    channels = {
        path.name.split("_")[1]: soundfile.info(path).channels for path in mono.glob("stems/*")
    }
    assert channels == {"kick": 1, "snare": 2, "hat": 2, "open": 1, "organ": 1, "drone": 1}
    assert {soundfile.info(path).channels for path in stereo.glob("stems/*")} == {2}
    assert soundfile.info(next(mono.glob("mix/mix*"))).channels == 2
    for name, left in sounds(mono, "stems/04*").items():
        assert np.array_equal(left[:, 0], sounds(stereo, "stems/04*")[name][:, 0])
    assert verify_pack(mono).faults == ()
