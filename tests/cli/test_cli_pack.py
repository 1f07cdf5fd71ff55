import json

import soundfile

from padsketch.export.pack.targets import TARGETS


def test_a_pack_is_written_verified_and_replaced_by_wish_only(padsketch, small_project, tmp_path):
    words = ("export", small_project, "-o", tmp_path / "pack", "--rate", "8000")
    code, out, _ = padsketch(*words)
    assert code == 0
    assert "6 stems, 2 loops" in out
    assert "LUFS" in out
    code, out, _ = padsketch("verify", tmp_path / "pack")
    assert code == 0
    assert "6 stems and their mix" in out
    assert "15 files checked" in out
    code, _, err = padsketch(*words)
    assert code == 1
    assert "is there already" in err
    assert padsketch(*words, "--force")[0] == 0


def test_the_answer_for_programs_names_every_file(padsketch_json, small_project, tmp_path):
    words = ("export", small_project, "-o", tmp_path / "pack", "--rate", "8000", "--dry", "--mono")
    code, answer = padsketch_json(*words)
    assert code == 0
    assert (answer["what"], answer["rate"]) == ("song", 8000)
    manifest = json.loads((tmp_path / "pack" / "manifest.json").read_text())
    assert answer["pack"] == manifest["files"]
    assert {paper["file"] for paper in answer["papers"]} >= {"kick.wav", "open.wav"}
    for file in answer["files"]:
        assert soundfile.info(file["path"]).samplerate == 8000


def test_a_pattern_and_a_format_may_be_chosen(padsketch, small_project, tmp_path):
    words = (
        "export",
        small_project,
        "-o",
        tmp_path / "pack",
        "--pattern",
        "b2",
        "--format",
        "flac",
    )
    assert padsketch(*words, "--bits", "16", "--rate", "8000")[0] == 0
    (loop,) = (tmp_path / "pack" / "loops").iterdir()
    assert loop.name.startswith("B2_")
    assert soundfile.info(loop).subtype == "PCM_16"


def test_targets_are_known_by_the_names_that_the_help_says(padsketch, small_project, tmp_path):
    words = ("export", small_project, "-o", tmp_path / "pack", "--rate", "8000", "--pattern", "B2")
    named = [word for name in TARGETS for word in ("--target", name)]
    assert padsketch(*words, *named)[0] == 0
    assert {path.name for path in (tmp_path / "pack" / "targets").iterdir()} == set(TARGETS)
    assert padsketch("verify", tmp_path / "pack")[0] == 0
    _, out, _ = padsketch("export", "--help")
    assert [name for name in TARGETS if name not in out] == []


def test_what_does_not_fit_together_is_a_usage_error(padsketch, small_project, tmp_path):
    words = ("export", small_project, "-o", tmp_path / "pack")
    for wrong in (
        ("--format", "flac", "--bits", "32f"),
        ("--without", "gong"),
        ("--rate", "1"),
        ("--target", "x"),
    ):
        code, out, err = padsketch(*words, *wrong)
        assert (code, out) == (2, "")
        assert err.count("\n") <= 2
    assert not (tmp_path / "pack").exists()


def test_a_changed_pack_fails_its_proof(padsketch_json, small_project, tmp_path):
    padsketch_json("export", small_project, "-o", tmp_path / "pack", "--rate", "8000")
    (tmp_path / "pack" / "CREDITS").write_text("mine")
    code, answer = padsketch_json("verify", tmp_path / "pack")
    assert code == 1
    assert [fault["place"] for fault in answer["faults"]] == ["CREDITS"]
