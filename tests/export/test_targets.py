"""Files for those who wait for a song: how loud, how long, and untouched otherwise."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
import soundfile

from padsketch.analysis.loudness import Loudness, loudness_of
from padsketch.errors import UsageError
from padsketch.export.job import Watch
from padsketch.export.pack.delivery import Delivery, Measured, PackOptions
from padsketch.export.pack.legs import Legs
from padsketch.export.pack.levelling import gain_to, hear_file
from padsketch.export.pack.outcome import misses, target_lines
from padsketch.export.pack.targets import CLUB, STREAMING, TARGETS, check_targets, deliver
from padsketch.export.rendering import Rendering
from padsketch.model import Channel, Master, Section

RATE = 22_050


@pytest.fixture
def short(new_song):
    """The small song, a few seconds, at a rate that keeps the test short."""
    return new_song(rate=RATE, bits="24")


@pytest.fixture
def floats(short):
    return replace(short, bits="32f")


@pytest.fixture
def long_song(floats):
    """More than a minute of it."""
    song = (
        Section(section="Start", pattern="A1", repeats=40),
        Section(section="Rest", pattern="B2", repeats=4),
        Section(section="End", pattern="A1", repeats=40),
    )
    project = msgspec.structs.replace(floats.project, song=song)
    return replace(floats, project=project, rate=8_000)


@pytest.fixture
def pack(tmp_path):
    return tmp_path / "pack"


@pytest.fixture
def delivered(pack):
    """What comes of a target of a job."""

    def deliver_one(job, name, **options):
        wishes = PackOptions(targets=(name,), **options)
        delivery = Delivery(job, pack, wishes, Legs(Watch(), 0))
        (one,) = deliver(delivery, ("kick", "snare"))
        written = {path.relative_to(pack).as_posix() for path in pack.rglob("*.*")}
        assert written == set(one.files) == {outcome.file for outcome in one.outcomes}
        return one

    return deliver_one


def read(folder, path):
    return soundfile.read(folder / path, dtype="float32", always_2d=True)[0]


def rendered(job):
    return np.concatenate([part.mix.copy() for part in Rendering(job, Watch()).slices()])


def named(one):
    """The outcomes by what their names say of them."""
    starts = (outcome.file.split("_")[0] for outcome in one.outcomes)
    return dict(zip((start.rpartition("Small ")[2] for start in starts), one.outcomes, strict=True))


def gain(level_db):
    return np.float32(10 ** (level_db / 20))


def test_a_plain_gain_is_all_that_brings_a_song_to_a_loudness(delivered, floats, pack):
    one = delivered(floats, "broadcast")
    ((path, packed),) = one.files.items()
    (outcome,) = one.outcomes
    assert packed.loudness.integrated == pytest.approx(-23, abs=0.02)
    assert packed.target == "broadcast"
    assert outcome.missed == ()
    assert np.array_equal(read(pack, path), rendered(floats) * gain(outcome.gain_db))


def test_a_gain_stops_at_the_ceiling_and_says_what_is_missing(delivered, floats, pack):
    one = delivered(floats, "club")
    ((path, packed),) = one.files.items()
    (outcome,) = one.outcomes
    assert packed.loudness.true_peak_db == pytest.approx(CLUB.ceiling_db, abs=0.02)
    missing = CLUB.integrated - packed.loudness.integrated
    assert missing > 1
    assert f"stays {missing:.1f} LU below -9 LUFS" in outcome.missed[0]
    assert np.array_equal(read(pack, path), rendered(floats) * gain(outcome.gain_db))


@pytest.mark.parametrize("format", ["mp3", "ogg", "flac"])
def test_what_listeners_decode_never_passes_the_ceiling(delivered, short, pack, format):
    """The gain would take the peaks to the ceiling, and an encoder moves them."""
    one = delivered(replace(short, rate=32_000), f"club.{format}")
    ((path, packed),) = one.files.items()
    assert path.endswith(f".{format}")
    frames, rate = soundfile.read(pack / path, dtype="float32")
    heard = loudness_of(frames, rate)
    assert heard.true_peak_db <= CLUB.ceiling_db + 0.005
    assert heard.integrated == pytest.approx(packed.loudness.integrated, abs=0.01)
    assert f"at {one.outcomes[0].gain_db:+.2f} dB" in one.outcomes[0].missed[0]


def test_a_song_that_is_longer_than_any_sample_is_heard_to_its_end(tmp_path):
    rate = 1_000
    tone = np.sin(np.arange(601 * rate) / 3).astype(np.float32)
    tone[: 600 * rate] *= 0.01
    soundfile.write(tmp_path / "long.wav", tone, rate, subtype="FLOAT")
    assert hear_file(tmp_path / "long.wav") == loudness_of(tone[:, None], rate)


def test_a_target_that_is_asked_for_twice_is_written_once(short, pack):
    wishes = PackOptions(targets=("mastering", "mastering.wav"))
    delivery = Delivery(short, pack, wishes, Legs(Watch(), 0))
    assert len(deliver(delivery, ())) == 1


def test_a_premaster_has_room_and_nothing_of_the_master(delivered, floats, pack):
    project = msgspec.structs.replace(floats.project, master=Master(level_db=9.0, glue_ratio=4.0))
    floats = replace(floats, project=project)
    one = delivered(floats, "mastering")
    ((path, packed),) = one.files.items()
    (outcome,) = one.outcomes
    plain = rendered(replace(floats, master=False))
    assert np.array_equal(read(pack, path), plain * gain(outcome.gain_db))
    assert packed.peak_db <= -6
    assert f"{outcome.gain_db:+.2f} dB" in outcome.words or outcome.gain_db == 0


def test_a_premaster_is_made_quieter_never_louder(delivered, floats, pack):
    for level_db, lowered in ((12.0, True), (-30.0, False)):
        mixer = {pad.id: Channel(level_db=level_db) for pad in floats.played_kit.pads}
        project = msgspec.structs.replace(floats.project, mixer=mixer)
        (outcome,) = delivered(replace(floats, project=project), "mastering").outcomes
        assert (outcome.gain_db < 0) == lowered
        assert outcome.gain_db <= 0


def test_a_premaster_is_never_of_16_bits(delivered, short, pack):
    ((path, _),) = delivered(replace(short, bits="16"), "mastering").files.items()
    assert soundfile.info(pack / path).subtype == "PCM_24"


def test_pictures_get_edits_that_are_at_most_as_long_as_they_are_called(delivered, long_song):
    one = delivered(long_song, "sync", without=("snare",))
    assert set(named(one)) == {
        *("full", "instrumental", "60s", "30s", "15s", "sting bar", "sting hit")
    }
    assert one.left_out == ()
    for seconds in (60, 30, 15):
        outcome = named(one)[f"{seconds}s"]
        length = one.files[outcome.file].frames / long_song.rate
        assert 0.6 * seconds < length <= seconds
        assert f"{length:.2f} s with what rings" in outcome.words


def test_an_edit_is_the_song_up_to_a_bar_line_and_then_rings_out(delivered, long_song, pack):
    one = delivered(long_song, "sync")
    outcome = named(one)["60s"]
    bars = int(outcome.words.split()[0])
    line = round(bars * 4 * 60 * long_song.rate / long_song.project.bpm)
    edit, full = read(pack, outcome.file), read(pack, named(one)["full"].file)
    early = long_song.rate // 20  # the kick on the next one, and how far the limiter looks ahead
    assert "from 'Start' on" in outcome.words
    assert np.array_equal(edit[: line - early], full[: line - early])
    assert len(edit) > line
    assert np.abs(edit[-100:]).max() < 1e-3


def test_an_instrumental_is_the_song_with_tracks_muted(delivered, floats, pack):
    one = delivered(floats, "sync", without=("snare", "hat"))
    muted = {**floats.project.mixer}
    for pad in ("snare", "hat"):
        muted[pad] = msgspec.structs.replace(floats.project.channel(pad), mute=True)
    expected = rendered(
        replace(floats, project=msgspec.structs.replace(floats.project, mixer=muted))
    )
    assert np.array_equal(read(pack, named(one)["instrumental"].file), expected)


def test_what_a_song_is_too_short_for_is_said(delivered, new_song):
    one = delivered(new_song(rate=RATE), "sync")
    assert "No edit of 60 s: all of it is no longer." in one.left_out
    assert any("--without PAD" in sentence for sentence in one.left_out)
    assert set(named(one)) >= {"full", "sting bar", "sting hit"}


def test_a_pattern_has_its_targets_too(delivered, new_job):
    one = delivered(new_job(rate=RATE, repeats=4, tail="wrap"), "sync")
    assert "full" in named(one)


def test_targets_that_there_are_not_are_refused_with_those_that_there_are(short):
    with pytest.raises(UsageError, match="no target 'cinema'") as found:
        check_targets(["cinema"], short)
    assert all(name in found.value.hint for name in TARGETS)
    with pytest.raises(UsageError, match="no format 'aac'"):
        check_targets(["streaming.aac"], short)
    with pytest.raises(UsageError, match="MP3"):
        check_targets(["streaming.mp3"], replace(short, rate=96_000))
    check_targets([*TARGETS, "club.flac", "streaming.ogg"], replace(short, bits="32f"))


NOTHING = Loudness(None, None, None, None, None)


@pytest.mark.parametrize(
    ("loudness", "gain_db"),
    [
        pytest.param(NOTHING, 0.0, id="silence stays silence"),
        pytest.param(NOTHING._replace(true_peak_db=-3.0), 0.0, id="too short for a loudness"),
        pytest.param(NOTHING._replace(true_peak_db=1.0), -2.0, id="too short, and too high"),
        pytest.param(NOTHING._replace(integrated=-10, true_peak_db=0), -4.0, id="too loud"),
        pytest.param(NOTHING._replace(integrated=-20, true_peak_db=-9), 6.0, id="room enough"),
        pytest.param(NOTHING._replace(integrated=-20, true_peak_db=-4), 3.0, id="too little room"),
        pytest.param(NOTHING._replace(integrated=-20.005, true_peak_db=-9), 6.0, id="rounded down"),
    ],
)
def test_a_gain_is_what_is_missing_or_what_there_is_room_for(loudness, gain_db):
    assert gain_to(STREAMING, loudness) == pytest.approx(gain_db)


def test_all_that_is_missed_is_said():
    def said(integrated, peak):
        figures = Measured(
            integrated=integrated, short_term_max=None, range=None, true_peak_db=peak
        )
        return " ".join(misses(STREAMING, figures, 0.0))

    assert said(-14.2, -1.0) == ""
    assert "1.0 LU louder" in said(-13.0, -3.0)
    assert "0.50 dB above -1 dBTP" in said(-14.0, -0.5)
    assert "too short" in said(None, -3.0)


def test_a_person_reads_what_became_of_a_target(delivered, short):
    one = delivered(short, "broadcast")
    target, file, words, figures = target_lines([one])
    assert (target, file.strip()) == ("broadcast", one.outcomes[0].file)
    assert words.strip() == one.outcomes[0].words
    assert "-23.0 LUFS, short-term at most" in figures
    assert "dBTP" in figures


def test_a_target_in_two_formats_is_named_once(delivered, short):
    one = delivered(short, "mastering")
    assert list(target_lines([one, one])).count("mastering") == 1
