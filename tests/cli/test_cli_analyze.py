"""`padsketch analyze`: what is said of a sound and of a project must be so."""

import numpy as np
import pytest
import soundfile

RATE = 48_000
BEAT = RATE // 2


def beat_of(bars=2):
    """Noises on every beat at 120 BPM, a quiet one between them."""
    frames = np.zeros((bars * 4 * BEAT, 2))
    noise = np.random.default_rng(2).uniform(-0.5, 0.5, (4_000, 2))
    noise *= np.exp(-np.arange(4_000) / 600)[:, None]
    for at in range(bars * 8):
        start = at * BEAT // 2
        frames[start : start + 4_000] += noise * (0.2 if at % 2 else 1.0)
    return frames


@pytest.fixture
def loop(tmp_path):
    soundfile.write(tmp_path / "loop.wav", beat_of(), RATE, subtype="PCM_24")
    return tmp_path / "loop.wav"


def test_a_loop_is_told_its_tempo_its_onsets_and_its_length(padsketch_json, loop):
    code, answer = padsketch_json("analyze", loop)
    assert code == 0
    assert answer["tempo"]["bpm"] == pytest.approx(120)
    assert answer["tempo"]["source"] == "length"
    expected = np.arange(16) * BEAT // 2
    assert np.abs(np.array(answer["onsets"]) - expected).max() <= RATE // 1000
    assert (answer["seconds"], answer["rate"], answer["channels"]) == (4.0, RATE, 2)
    assert answer["key"] == answer["root"] == ""
    assert "clashes" not in answer


def test_a_tone_is_told_its_level_and_its_note(padsketch_json, tmp_path):
    tone = 10 ** (-20 / 20) * np.sin(2 * np.pi * 440 * np.arange(2 * 11_025) / 11_025)
    soundfile.write(tmp_path / "a.flac", tone, 11_025, subtype="PCM_24")
    answer = padsketch_json("analyze", tmp_path / "a.flac")[1]
    assert answer["root"] == "A4"
    assert answer["tempo"] is None
    assert answer["true_peak_db"] == pytest.approx(-20, abs=0.3)
    assert answer["rate"] == 11_025


def test_a_person_is_told_in_lines(padsketch, loop):
    code, out, _ = padsketch("analyze", loop)
    assert code == 0
    assert "120.00 BPM, by its length" in out
    assert "LUFS" in out
    for name in ("short term", "range", "true peak"):
        assert f"\n{name} " in out


def test_all_figures_of_loudness_are_told(padsketch_json, tmp_path):
    levels = np.repeat([-20, -30], 20 * RATE)
    tone = 10 ** (levels / 20) * np.sin(2 * np.pi * 1000 * np.arange(len(levels)) / RATE)
    soundfile.write(tmp_path / "a.wav", np.column_stack([tone, tone]), RATE, subtype="FLOAT")
    answer = padsketch_json("analyze", tmp_path / "a.wav")[1]
    assert answer["short_term_max_lufs"] == pytest.approx(-20, abs=0.1)
    assert answer["loudness_range_lu"] == pytest.approx(10, abs=0.5)
    assert answer["true_peak_db"] == pytest.approx(-20, abs=0.1)


def test_a_sound_that_is_too_short_to_be_loud_says_so(padsketch, tmp_path):
    soundfile.write(tmp_path / "tick.wav", np.full(500, 0.5), RATE)
    assert "too short" in padsketch("analyze", tmp_path / "tick.wav")[1]


def test_a_file_that_is_no_sound_is_told(padsketch, tmp_path):
    (tmp_path / "a.wav").write_bytes(bytes(100))
    code, out, err = padsketch("analyze", tmp_path / "a.wav")
    assert (code, out) == (4, "")
    assert "a.wav" in err


def test_a_project_is_measured_as_it_is_rendered(padsketch_json, small_project, tmp_path):
    padsketch_json("render", small_project, "-o", tmp_path / "mix.wav", "--bits", "32f")
    written = padsketch_json("analyze", tmp_path / "mix.wav")[1]
    project = padsketch_json("analyze", small_project)[1]
    for what in ("frames", "rate", "loudness_lufs", "true_peak_db", "onsets"):
        assert project[what] == written[what]
    assert project["tempo"] == {"bpm": 133.7, "confidence": 1.0, "source": "project"}
    assert project["what"] == "song"


def test_a_pattern_of_a_project_can_be_chosen(padsketch_json, small_project):
    answer = padsketch_json("analyze", small_project / "project.toml", "--pattern", "a1")[1]
    assert answer["what"] == "A1"
    assert answer["seconds"] == pytest.approx(8 * 15 / 133.7, abs=0.001)


def test_tracks_that_mask_each_other_are_named(padsketch_json, small_project):
    tone = 0.5 * np.sin(2 * np.pi * 80 * np.arange(RATE) / RATE)
    for file in ("kick.wav", "open.wav"):
        soundfile.write(small_project / "kit" / file, tone, RATE, subtype="FLOAT")
    lanes = '[patterns.A1]\nlength = 8\n[patterns.A1.lanes]\nkick = "x...x..."\nopen = "x...x..."\n'
    head = 'format = "padsketch-project"\nversion = 1\nkit = "kit"\n'
    (small_project / "project.toml").write_text(head + lanes)
    clashes = padsketch_json("analyze", small_project)[1]["clashes"]
    assert ["Kick", "Open"] in [clash["tracks"] for clash in clashes]
    assert any("the bass (60 to 120 Hz)" in clash["words"] for clash in clashes)


def test_a_project_with_faults_is_told_them(padsketch, small_project):
    (small_project / "project.toml").write_text("bpm = 1\n")
    assert padsketch("analyze", small_project)[0] == 4
