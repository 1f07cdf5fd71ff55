import tracemalloc
from fractions import Fraction

import msgspec
import numpy as np
import pytest
import soundfile

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import SONG_LOOPS_EXACT, SONG_ONCE, Player
from padsketch.errors import Interrupted, OutputExists, PadsketchError, UsageError
from padsketch.export.render import render_file
from padsketch.model import Channel, Delay, Lane, Master, Pattern, Reverb, Section, Step
from padsketch.model.parameters import DELAY
from padsketch.score import compile_score
from padsketch.storage.samples import load_samples

BLOCKS = (1, 2, 3, 7, 16, 63, 64, 100, 255, 256, 257, 4096, 8192)
HIT = Step(velocity=127)


def rendered(job, folder):
    path = folder / "out.wav"
    render_file(job, path, force=True)
    return soundfile.read(path, dtype="float32")[0]


def played(job, flags, frames):
    """What the engine plays by itself, in one go of large blocks."""
    player = Player(job.rate)
    samples = load_samples(job.kit_folder, job.kit, job.rate)
    player.publish(compile_score(job.song_project, job.kit), SampleBank(samples))
    player.set_master(job.master)
    player.play_song(flags=flags)
    player.render(0)
    latency = player.snapshot().latency
    end = frames + latency
    blocks = [player.render(min(8192, end - at)) for at in range(0, end, 8192)]
    return np.concatenate(blocks)[latency:]


def exact_frames(beats, bpm, rate):
    return int(beats * 60 * rate / Fraction(str(bpm)) + Fraction(1, 2))


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
@pytest.mark.parametrize("tail", ["wrap", "cut", "ring"])
def test_block_size_does_not_matter(new_job, tmp_path, rate, tail):
    files = set()
    for block in BLOCKS:
        path = tmp_path / f"{block}.wav"
        render_file(new_job(rate=rate, tail=tail, block=block, bits="24"), path)
        files.add(path.read_bytes())
    assert len(files) == 1


@pytest.mark.parametrize("bpm", [20.0, 92.0, 133.7, 174.999, 400.0])
@pytest.mark.parametrize("tail", ["wrap", "cut"])
def test_a_loop_is_exactly_as_long_as_its_beats(new_job, tmp_path, bpm, tail):
    project = msgspec.structs.replace(new_job().project, bpm=bpm)
    loop = rendered(new_job(project=project, tail=tail, repeats=3, rate=44_100), tmp_path)
    assert len(loop) == exact_frames(6, bpm, 44_100)


def test_a_song_is_as_long_as_its_sections_in_their_tempos(new_job, tmp_path):
    song = rendered(new_job(pattern=None, tail="cut"), tmp_path)
    assert len(song) == exact_frames(4, 133.7, 8_000) + exact_frames(2, 101.3, 8_000)


def test_many_short_sections_do_not_add_up_their_rounding(new_job, tmp_path):
    one_step = {"A1": Pattern(length=1, step="1/32T")}
    song = (Section(section="S", pattern="A1"),) * 50
    project = msgspec.structs.replace(new_job().project, patterns=one_step, song=song)
    for tail in ("cut", "wrap"):
        silence = rendered(new_job(project=project, pattern=None, tail=tail), tmp_path)
        assert len(silence) == exact_frames(Fraction(50, 12), 133.7, 8_000)


def test_a_cut_song_is_what_the_engine_plays(new_job, tmp_path):
    job = new_job(pattern=None, tail="cut")
    song = rendered(job, tmp_path)
    assert np.array_equal(song, played(job, SONG_ONCE, len(song)))


def test_a_wrapped_loop_is_a_later_pass_of_the_engine(new_job, tmp_path):
    job = new_job(tail="wrap")
    loop = rendered(job, tmp_path)
    passes = played(job, SONG_LOOPS_EXACT, 12 * len(loop)).reshape(12, *loop.shape)
    assert not np.array_equal(passes[0], loop)
    for later in passes[8:]:
        assert np.array_equal(later, loop)


def test_a_tail_much_longer_than_its_loop_comes_round_whole(new_job, tmp_path):
    deep = Step(velocity=127, locks=(("tune", -36.0),))
    pattern = Pattern(length=1, lanes={"open": Lane(steps=(deep,)), "kick": Lane(steps=(deep,))})
    kit = new_job().kit
    pads = tuple(msgspec.structs.replace(pad, choke=0) for pad in kit.pads)
    project = msgspec.structs.replace(new_job().project, patterns={"A1": pattern})
    job = new_job(project=project, kit=msgspec.structs.replace(kit, pads=pads))
    loop = rendered(job, tmp_path)
    passes = played(job, SONG_LOOPS_EXACT, 120 * len(loop)).reshape(120, *loop.shape)
    assert not np.array_equal(passes[30], loop)
    assert np.array_equal(passes[-1], loop)


def test_a_tail_that_slides_down_comes_round_whole(new_job, tmp_path):
    high = Step(velocity=127, slide=True)
    low = Step(velocity=127, chance=0, locks=(("tune", -48.0),))
    pattern = Pattern(length=2, lanes={"kick": Lane(steps=(high, low))})
    project = msgspec.structs.replace(new_job().project, bpm=400.0, patterns={"A1": pattern})
    job = new_job(project=project)
    loop = rendered(job, tmp_path)
    passes = played(job, SONG_LOOPS_EXACT, 120 * len(loop)).reshape(120, *loop.shape)
    assert not np.array_equal(passes[24], loop)
    assert np.array_equal(passes[-1], loop)


def test_the_cycle_of_a_loop_begins_again_with_every_pass(new_job, tmp_path):
    second = Step(velocity=127, when="2:2")
    project = with_lanes(new_job().project, kick=(second,))
    once = rendered(new_job(project=project), tmp_path)
    twice = rendered(new_job(project=project, repeats=2), tmp_path)
    assert not once.any()
    assert not twice[: len(twice) // 4].any()
    assert twice[len(twice) // 2 :].any()


def test_the_seam_of_a_loop_does_not_click(new_job, tmp_path):
    project = with_lanes(new_job().project, open=(Step(), Step(), Step(), HIT))
    wrapped = rendered(new_job(project=project, rate=48_000), tmp_path)
    cut = rendered(new_job(project=project, rate=48_000, tail="cut"), tmp_path)
    steps = np.abs(np.diff(wrapped, axis=0)).max()
    assert np.abs(wrapped[0] - wrapped[-1]).max() <= steps
    assert np.abs(cut[-1]).max() > 0.01
    assert not cut[0].any()
    assert wrapped[0].any()


def test_a_ringing_song_ends_with_its_last_sound(new_job, tmp_path):
    project = with_lanes(new_job().project, kick=(*[Step()] * 7, HIT))
    job = new_job(project=project, tail="ring", rate=48_000)
    ring = rendered(job, tmp_path)
    hit = exact_frames(Fraction(7, 4), 133.7, 48_000)
    swing = exact_frames(Fraction(15, 400), 133.7, 48_000)
    assert len(ring) == pytest.approx(hit + swing + 9_000, abs=1)
    assert ring[-1].any()


def test_silence_at_the_end_is_not_taken_for_the_end(new_job, tmp_path):
    lanes = {"kick": Lane(steps=(Step(), Step(velocity=127, nudge=920)))}
    pattern = Pattern(length=2, step="1/4", swing=75.0, lanes=lanes)
    project = msgspec.structs.replace(new_job().project, bpm=20.0, patterns={"A1": pattern})
    ring = rendered(new_job(project=project, tail="ring", rate=48_000), tmp_path)
    hit = exact_frames(Fraction(1440 + 920, 960), 20.0, 48_000)
    assert hit > exact_frames(2, 20.0, 48_000) + 4 * 16_384
    assert not ring[:hit].any()
    assert len(ring) == hit + 9_000


def test_a_late_drone_does_not_ring_for_ever(new_job, tmp_path):
    late = Step(velocity=127, nudge=230)
    project = with_lanes(new_job().project, drone=(*[Step()] * 7, late))
    ring = rendered(new_job(project=project, tail="ring"), tmp_path)
    assert len(ring) < 4 * exact_frames(2, 133.7, 8_000)


def test_a_song_of_rests_is_silence_of_its_length(new_job, tmp_path):
    project = msgspec.structs.replace(new_job().project, patterns={"A1": Pattern()})
    for tail in ("wrap", "cut", "ring"):
        silence = rendered(new_job(project=project, tail=tail), tmp_path)
        assert len(silence) == exact_frames(4, 133.7, 8_000)
        assert not silence.any()


def test_the_master_level_can_be_passed_by(new_job, tmp_path):
    mastered = rendered(new_job(), tmp_path)
    plain = rendered(new_job(master=False), tmp_path)
    assert np.array_equal(plain * np.float32(10 ** (-2 / 20)), mastered)
    assert plain.any()


LIMITED = Master(level_db=12.0, limiter=1.0, ceiling_db=-1.0, clip_db=3.0)
WET = {
    "mixer": {"kick": Channel(send_delay=-6.0, send_reverb=-6.0)},
    "delay": Delay(feedback=60.0, time=0.0),
    "reverb": Reverb(decay=0.3),
}


@pytest.mark.parametrize("tail", ["cut", "ring"])
def test_the_first_hit_stays_on_the_first_frame_however_late_the_master_is(new_job, tmp_path, tail):
    project = with_lanes(new_job().project, kick=(HIT,))
    plain = rendered(new_job(project=project, tail=tail, master=False), tmp_path)
    level = msgspec.structs.replace(project, master=Master(glue_ratio=1.0))
    mastered = rendered(new_job(project=level, tail=tail), tmp_path)
    assert plain[0].any()
    assert np.array_equal(mastered, plain)


def test_a_limited_loop_stays_below_its_ceiling_and_wraps_in_place(new_job, tmp_path):
    project = with_lanes(new_job().project, kick=(HIT, Step(), Step(), HIT))
    plain = rendered(new_job(project=project, rate=48_000, master=False), tmp_path)
    loud = msgspec.structs.replace(project, master=LIMITED)
    limited = rendered(new_job(project=loud, rate=48_000), tmp_path)
    assert len(limited) == len(plain)
    assert np.abs(limited).max() <= 10 ** (-1 / 20)
    shifts = [np.vdot(np.roll(plain, shift, axis=0), limited) for shift in range(-20, 21)]
    assert np.argmax(shifts) == 20


@pytest.mark.parametrize("block", [1, 100, 8192])
@pytest.mark.parametrize("tail", ["wrap", "cut", "ring"])
def test_block_size_does_not_matter_to_returns_and_master(new_job, tmp_path, tail, block):
    project = with_lanes(new_job().project, kick=(HIT,), open=(Step(), HIT))
    project = msgspec.structs.replace(project, master=LIMITED, **WET)
    expected = rendered(new_job(project=project, tail=tail), tmp_path)
    other = rendered(new_job(project=project, tail=tail, block=block), tmp_path)
    assert np.array_equal(other, expected)


def test_what_rings_too_softly_to_be_heard_is_kept_where_an_echo_follows(new_job, tmp_path):
    project = with_lanes(new_job().project, kick=(HIT,))
    slow = Delay(time=float(DELAY["time"].choices.index("1/2")), low_cut=400.0)
    project = msgspec.structs.replace(
        project, mixer={"kick": Channel(send_delay=0.0, eq_low_db=6.0)}, delay=slow
    )
    files = {
        rendered(new_job(project=project, tail="ring", block=block, bits="32f"), tmp_path).tobytes()
        for block in (256, 8192, 1000)
    }
    assert len(files) == 1


def test_a_ringing_song_ends_when_its_echoes_have(new_job, tmp_path):
    project = with_lanes(new_job().project, kick=(HIT,))
    dry = rendered(new_job(project=project, tail="ring", rate=48_000), tmp_path)
    wet = msgspec.structs.replace(project, **WET)
    ring = rendered(new_job(project=wet, tail="ring", rate=48_000), tmp_path)
    assert len(ring) > len(dry) + 8_000
    assert np.abs(ring[-1]).max() > 10**-6.1
    assert np.abs(ring[-1000:]).max() < 10**-4


def test_the_echoes_of_the_end_come_round_into_the_start(new_job, tmp_path):
    project = with_lanes(new_job().project, kick=(*[Step()] * 7, HIT))
    wet = msgspec.structs.replace(project, **WET)
    start = slice(0, 8_000)
    cut = rendered(new_job(project=wet, tail="cut", rate=48_000), tmp_path)[start]
    wrapped = rendered(new_job(project=wet, rate=48_000), tmp_path)[start]
    dry = rendered(new_job(project=project, rate=48_000), tmp_path)[start]
    assert not cut.any()
    assert np.abs(wrapped - dry).max() > 0.01


def test_a_wrapped_loop_is_in_its_steady_state(new_job, tmp_path):
    project = with_lanes(new_job().project, kick=(*[Step()] * 7, HIT))
    job = new_job(project=msgspec.structs.replace(project, **WET))
    loop = rendered(job, tmp_path)
    passes = played(job, SONG_LOOPS_EXACT, 30 * len(loop)).reshape(30, *loop.shape)
    assert np.abs(passes[0] - loop).max() > 0.001
    assert np.abs(passes[-1] - loop).max() < 10**-5.5


def test_a_loop_of_slides_and_of_rolls_over_its_end_is_in_its_steady_state(new_job, tmp_path):
    steps = (
        Step(velocity=127, slide=True, rolls=8, roll_rate="1/4", locks=(("resonance", 0.9),)),
        *[Step()] * 6,
        Step(velocity=127, slide=True, locks=(("cutoff", 300.0), ("send_reverb", 0.0))),
    )
    job = new_job(project=with_lanes(new_job().project, kick=steps))
    loop = rendered(job, tmp_path)
    passes = played(job, SONG_LOOPS_EXACT, 30 * len(loop)).reshape(30, *loop.shape)
    assert np.abs(passes[0] - loop).max() > 0.001
    assert np.abs(passes[-1] - loop).max() < 10**-5.5


def test_a_longer_song_takes_no_more_memory(new_job, tmp_path):
    song = (Section(section="A", pattern="A1", repeats=2),)
    short = msgspec.structs.replace(new_job().project, song=song)
    song = (Section(section="A", pattern="A1", repeats=200),)
    long = msgspec.structs.replace(short, song=song)
    rendered(new_job(), tmp_path)
    peaks = [peak_memory(new_job(project=p, pattern=None), tmp_path) for p in (short, long)]
    assert peaks[1] < 1.1 * peaks[0]


def test_a_cancelled_render_leaves_nothing(new_job, tmp_path):
    answers = iter([False, False, True])
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Interrupted):
        render_file(new_job(repeats=99), out / "loop.wav", cancelled=lambda: next(answers))
    assert list(out.iterdir()) == []


def test_an_output_that_is_there_is_safe(new_job, tmp_path):
    path = tmp_path / "loop.wav"
    path.write_bytes(b"precious")
    with pytest.raises(OutputExists):
        render_file(new_job(), path)
    assert path.read_bytes() == b"precious"
    render_file(new_job(), path, force=True)
    assert soundfile.info(path).frames


def test_a_failed_render_keeps_the_output_that_was_there(new_job, small_kit, tmp_path):
    path = tmp_path / "loop.wav"
    path.write_bytes(b"precious")
    (small_kit / "kick.wav").write_bytes(b"no audio")
    with pytest.raises(PadsketchError):
        render_file(new_job(), path, force=True)
    assert path.read_bytes() == b"precious"
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["loop.wav"]


def test_progress_ends_at_the_total(new_job, tmp_path):
    calls = []
    report = render_file(
        new_job(tail="cut", repeats=9), tmp_path / "a.wav", lambda *call: calls.append(call)
    )
    done, total = calls[-1]
    assert done == total >= report.frames
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)


def test_the_report_says_peak_and_clipping(new_job, tmp_path):
    project = with_lanes(new_job().project, kick=(HIT,))
    loud = msgspec.structs.replace(project, master=Master(level_db=12.0))
    job = new_job(project=loud, bits="24", tail="cut")
    report = render_file(job, tmp_path / "loud.wav")
    peak = np.abs(played(job, SONG_ONCE, report.frames)).max()
    assert report.files[0].peak_db == pytest.approx(20 * np.log10(peak), abs=0.01)
    assert report.files[0].clipped > 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pattern": "H16"}, "H16"),
        ({"rate": 7_999}, "--rate"),
        ({"block": 0}, "--block"),
        ({"block": 8_193}, "--block"),
        ({"repeats": 0}, "--repeats"),
        ({"pattern": None, "repeats": 2}, "--repeats"),
        ({"format": "flac"}, "flac"),
    ],
)
def test_a_job_that_makes_no_sense_is_refused(new_job, changes, words):
    with pytest.raises(UsageError, match=words):
        new_job(**changes)


def with_lanes(project, **lanes):
    steps = {pad: Lane(steps=tuple(steps)) for pad, steps in lanes.items()}
    return msgspec.structs.replace(project, patterns={"A1": Pattern(length=8, lanes=steps)})


def peak_memory(job, folder):
    tracemalloc.start()
    try:
        render_file(job, folder / "memory.wav", force=True)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
