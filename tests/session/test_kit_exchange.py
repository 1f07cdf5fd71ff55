"""Kits that come and go: the same sound where a format can say it, and words where it cannot."""

import errno
import json
import tarfile
import zipfile

import numpy as np
import pytest
import soundfile
from msgspec.structs import replace

from padsketch.errors import InvalidFile, OutputExists, PadsketchError, UsageError
from padsketch.export.job import RenderJob, Watch
from padsketch.export.rendering import Rendering
from padsketch.formats.riff import WaveNotes, read_chunks, write_chunks
from padsketch.model import Credit, Lane, Layer
from padsketch.session import Session
from padsketch.session.kits.exchange import (
    export_kit,
    import_kit,
    kit_source,
    new_kit,
    save_kit_as,
)
from padsketch.storage import check_kit, load_kit, load_project

RATE = 48_000


@pytest.fixture(autouse=True)
def user_kits(tmp_path, monkeypatch):
    """The folder of the user's kits, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "padsketch" / "kits"


@pytest.fixture
def treated_project(small_project):
    """The small project with a treated layer on one pad, a sound and a pad of its own."""
    (small_project / "samples").mkdir()
    tone = np.sin(np.arange(4800) / 7).astype(np.float32) / 4
    soundfile.write(small_project / "samples" / "found.wav", tone, RATE, "FLOAT")
    with (small_project / "project.toml").open("a") as file:
        file.write(
            '[pads.kick]\nlayers = [{ file = "kick.wav", reverse = true, fade_in = 20.0 },'
            ' { file = "samples/found.wav", start = 10.0, end = 60.0 }]\n'
            '[pads.mine]\nname = "Mine"\n'
            'layers = [{ file = "samples/found.wav", low_cut = 300.0 }]\n'
            '[credits."samples/found.wav"]\nauthor = "Me"\nlicence = "CC0-1.0"\n'
        )
    return small_project


def heard(project, kit_folder, samples=None):
    """What a project's song sounds like with the kit of a folder."""
    job = RenderJob(
        project, load_kit(kit_folder), kit_folder, None, tail="ring", project_folder=samples
    )
    return np.concatenate([part.mix.copy() for part in Rendering(job, Watch()).slices()])


def test_a_kit_as_a_project_plays_it_sounds_the_same_anywhere(treated_project, tmp_path):
    project = load_project(treated_project)
    before = heard(project, treated_project / "kit", treated_project)
    export_kit(kit_source(str(treated_project)), tmp_path / "found.padkit")
    imported = import_kit(tmp_path / "found.padkit")

    plain = replace(project, pads={})
    assert np.array_equal(heard(plain, imported.folder), before)
    assert imported.kit.pads[-1].id == "mine"
    assert imported.kit.credits["found.wav"] == Credit(author="Me", licence="CC0-1.0")
    assert check_kit(imported.folder) == []


def test_a_kit_saved_from_an_open_project_is_the_same_kit(treated_project, user_kits):
    session = Session.open(treated_project)
    with pytest.raises(UsageError, match="not loaded"):
        save_kit_as(session, "Mine")
    session.load_kit()
    folder = save_kit_as(session, "My Tin")
    session.close()

    assert folder == user_kits / "My Tin"
    saved = load_kit(folder)
    assert saved.name == "My Tin"
    assert [pad.id for pad in saved.pads] == [pad.id for pad in session.played_kit.pads]
    assert saved.pads[0].layers[0].reverse


def test_a_name_that_ships_is_nobodys(treated_project):
    session = Session.open(treated_project)
    session.load_kit()
    with pytest.raises(OutputExists, match="comes with padsketch"):
        save_kit_as(session, "Dust")
    session.close()


@pytest.mark.parametrize(("name", "where"), [("a.h2drumkit", ""), ("a.sfz", ""), ("a", "hydrogen")])
def test_treatment_travels_in_the_sound(treated_project, tmp_path, name, where):
    source = kit_source(str(treated_project))
    export_kit(source, tmp_path / name, where or None)
    imported = import_kit(tmp_path / name, name="Back")

    first = imported.kit.pads[0]
    assert [layer.treatment for layer in first.layers] == [None, None]
    kick, _ = soundfile.read(imported.folder / first.layers[0].file)
    straight, _ = soundfile.read(treated_project / "kit" / "kick.wav")
    assert np.allclose(kick[1000:], straight[::-1][1000:], atol=2**-22)
    found, rate = soundfile.read(imported.folder / first.layers[1].file)
    assert len(found) == round(0.050 * rate)


def test_an_export_for_hydrogen_is_the_same_bytes_every_time(small_kit, tmp_path):
    for name in ("a.h2drumkit", "b.h2drumkit"):
        export_kit(kit_source(str(small_kit)), tmp_path / name)
        (small_kit / "kick.wav").touch()

    assert (tmp_path / "a.h2drumkit").read_bytes() == (tmp_path / "b.h2drumkit").read_bytes()
    with tarfile.open(tmp_path / "a.h2drumkit") as archive:
        assert "Small/drumkit.xml" in archive.getnames()


def test_hardware_gets_one_sound_a_pad_as_it_is_heard(small_kit, tmp_path):
    exported = export_kit(kit_source(str(small_kit)), tmp_path / "wavs")

    names = sorted(path.name for path in (tmp_path / "wavs").glob("*.wav"))
    assert names[:2] == ["01_kick.wav", "02_snare.wav"]
    info = soundfile.info(tmp_path / "wavs" / "01_kick.wav")
    assert (info.samplerate, info.channels, info.subtype) == (44_100, 1, "PCM_16")
    # The pad's decay of 30 ms is in it: a quarter of a second would have been left otherwise.
    assert soundfile.info(tmp_path / "wavs" / "03_hat.wav").frames < 3000
    assert "Only the loudest layer is written: Snare." in exported.losses
    assert "Loops and held sounds play once to their end: Organ, Drone." in exported.losses


def test_papers_travel_in_the_files_for_hardware(treated_project, tmp_path):
    export_kit(kit_source(str(treated_project)), tmp_path / "wavs")

    info = read_chunks(tmp_path / "wavs" / "07_mine.wav").info
    assert (info["IART"], info["ICOP"]) == ("Me", "CC0-1.0")
    assert "Me, CC0-1.0: found.wav" in (tmp_path / "wavs" / "CREDITS.txt").read_text()


@pytest.mark.parametrize("name", ["a.padkit", "a.h2drumkit", "a.sfz", "wavs"])
def test_an_export_replaces_only_exports_and_only_when_asked(small_kit, tmp_path, name):
    source, path = kit_source(str(small_kit)), tmp_path / name
    export_kit(source, path)
    with pytest.raises(OutputExists):
        export_kit(source, path)
    export_kit(source, path, force=True)
    if path.is_dir():
        (path / "diary.txt").write_text("ten years of work")
        with pytest.raises(OutputExists, match=r"diary\.txt"):
            export_kit(source, path, force=True)


def test_a_name_that_means_another_format_is_refused(small_kit, tmp_path):
    source = kit_source(str(small_kit))
    for name, format in (("a.sfz", "hydrogen"), ("a", "padkit"), ("a.padkit", "wav"), ("a", "x")):
        with pytest.raises(UsageError):
            export_kit(source, tmp_path / name, format)
    assert not list(tmp_path.glob("a*"))


def test_an_import_is_credited_to_whom_it_belongs(small_kit, tmp_path):
    write_chunks(small_kit / "kick.wav", WaveNotes(info={"IART": "The drummer"}))
    given = Credit(author="Who gave it", source="A friend", licence="CC0-1.0")
    (small_kit / "kit.toml").unlink()
    imported = import_kit(small_kit, credit=given)

    said = {file: (c.author, c.licence) for file, c in imported.kit.credits.items()}
    assert said["kick.wav"] == ("The drummer", "CC0-1.0")
    assert said["snare.wav"] == ("Who gave it", "CC0-1.0")


def test_a_source_that_is_given_stands_before_the_name_of_a_foreign_kit(small_kit, tmp_path):
    write_chunks(small_kit / "kick.wav", WaveNotes(info={"ISRC": "A roof"}))
    export_kit(kit_source(str(small_kit)), tmp_path / "kit.h2drumkit")
    given = import_kit(tmp_path / "kit.h2drumkit", "Given", credit=Credit(source="A friend"))
    plain = import_kit(tmp_path / "kit.h2drumkit", "Plain")

    assert {credit.source for credit in given.kit.credits.values()} == {"A roof", "A friend"}
    assert {credit.source for credit in plain.kit.credits.values()} == {
        "A roof",
        f"{kit_source(str(small_kit)).kit.name} (Hydrogen)",
    }


def test_a_kit_with_missing_files_comes_without_them(small_kit):
    (small_kit / "open.wav").unlink()
    imported = import_kit(small_kit)

    assert imported.missing == ("open.wav",)
    assert [pad.id for pad in imported.kit.pads] == ["kick", "snare", "hat", "drone"]
    assert imported.losses == (
        "'Open' is left out: it has no sound.",
        "'Organ' is left out: it has no sound.",
    )
    assert check_kit(imported.folder) == []


def test_a_sound_that_cannot_be_read_is_told_and_its_velocities_are_played(small_kit):
    (small_kit / "snare.wav").write_bytes(b"RIFF, or so they say")
    imported = import_kit(small_kit)

    (snare,) = (pad for pad in imported.kit.pads if pad.id == "snare")
    assert snare.layers == (Layer(file="kick.wav"),)
    assert any(loss.startswith("snare.wav is left out: ") for loss in imported.losses)


def test_a_kit_without_one_good_sound_is_no_kit(small_kit, user_kits):
    for file in small_kit.glob("*.wav"):
        file.write_bytes(b"noise")
    with pytest.raises(InvalidFile, match="Not one sound"):
        import_kit(small_kit)
    assert not user_kits.exists()


def test_a_kit_of_that_name_stays_unless_asked(small_kit, user_kits):
    first = import_kit(small_kit)
    with pytest.raises(OutputExists):
        import_kit(small_kit)
    import_kit(small_kit, force=True)
    other = import_kit(small_kit, name="Other")

    assert (first.folder.name, other.folder.name) == ("Small", "Other")
    assert [path.name for path in sorted(user_kits.iterdir())] == ["Other", "Small"]


def test_an_archive_of_a_kit_may_have_folders_around_it(small_kit, tmp_path):
    with zipfile.ZipFile(tmp_path / "shared.zip", "w") as archive:
        archive.writestr("__MACOSX/._kick.wav", b"litter")
        archive.writestr(".DS_Store", b"litter")
        for file in small_kit.iterdir():
            archive.write(file, f"Download/My kit/{file.name}")
    assert len(import_kit(tmp_path / "shared.zip").kit.pads) == 6


def test_a_broken_kit_file_is_told_with_its_places(small_kit):
    text = (small_kit / "kit.toml").read_text()
    (small_kit / "kit.toml").write_text(text.replace("choke = 1", "choke = 99"))
    with pytest.raises(InvalidFile) as caught:
        import_kit(small_kit)
    assert [fault.place for fault in caught.value.faults] == ["pads[3].choke", "pads[4].choke"]


def test_a_kit_file_without_end_is_not_read(small_kit):
    with (small_kit / "kit.toml").open("a") as file:
        file.write("# a novel\n" * 500_000)
    with pytest.raises(InvalidFile, match="too long"):
        import_kit(small_kit)


def test_folders_that_lead_into_themselves_end(small_kit):
    (small_kit / "kit.toml").unlink()
    (small_kit / "again").symlink_to(small_kit)
    (small_kit / "linked.wav").symlink_to("/etc/passwd")
    imported = import_kit(small_kit, name="Found")

    assert {"kick.wav", "snare.wav", "open.wav"} == set(imported.kit.files)


def test_a_full_disk_leaves_no_half_an_export(small_kit, tmp_path, monkeypatch):
    source = kit_source(str(small_kit))

    def full(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    for name in ("a.padkit", "a.h2drumkit", "a.sfz", "wavs"):
        with pytest.raises(PadsketchError, match="No space left"):
            export_kit(source, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_what_is_no_kit_is_told_in_words(tmp_path):
    (tmp_path / "novel.txt").write_text("once upon a time")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "novel.txt", tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(PadsketchError, match="no kit"):
            import_kit(path)


def test_sounds_become_a_kit_in_their_order(small_kit, tmp_path):
    files = [small_kit / "snare.wav", small_kit / "kick.wav"]
    made = new_kit(tmp_path / "Mine", files, credit=Credit(author="Me"))

    assert [pad.name for pad in made.kit.pads] == ["snare", "kick"]
    assert made.kit.name == "Mine"
    assert made.kit.credits["kick.wav"].author == "Me"
    assert load_kit(tmp_path / "Mine") == made.kit


def test_a_folder_of_an_export_says_what_it_holds(small_kit, tmp_path):
    export_kit(kit_source(str(small_kit)), tmp_path / "h2", "hydrogen")
    manifest = json.loads((tmp_path / "h2" / "manifest.json").read_text())

    assert "drumkit.xml" in manifest["files"]


@pytest.mark.parametrize("name", ["a.h2drumkit", "a.sfz", "hydrogen", "sfz"])
def test_what_a_format_can_say_sounds_the_same_afterwards(small_project, tmp_path, name):
    """But for the loop, which Hydrogen has none of, all of the small kit can be said.

    Hydrogen's envelopes last whole frames, which moves a rise of 2 ms by half a percent.
    """
    project = load_project(small_project)
    quiet = {
        name: replace(p, lanes={**p.lanes, "drone": Lane()}) for name, p in project.patterns.items()
    }
    project = replace(project, patterns=quiet)
    source = kit_source(str(small_project / "kit"))
    format = None if "." in name else name
    export_kit(source, tmp_path / name, format)
    imported = import_kit(tmp_path / name, name="Back")

    before, after = heard(project, small_project / "kit"), heard(project, imported.folder)
    length = min(len(before), len(after))
    assert np.abs(before[:length] - after[:length]).max() < 3e-3
    assert abs(len(before) - len(after)) < RATE // 10
