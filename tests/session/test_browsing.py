"""Looking for sounds: into every folder and out again, in any order, used as one edit."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import SampleError, UsageError
from padsketch.model import Pattern, Project
from padsketch.model.kit import Credit
from padsketch.session import Session
from padsketch.session.sounds.asked_papers import credit_of, say, suggested
from padsketch.session.sounds.asking import query_of
from padsketch.session.sounds.indexing import Indexing
from padsketch.session.sounds.listings import Order
from padsketch.session.sounds.prelistening import Hearing
from padsketch.session.sounds.using import put_on_new_pad, put_on_pad, put_under_pad
from padsketch.storage.kits import shipped_kits
from padsketch.storage.library import Query, add_folder

RATE = 44_100
ANNA = Credit(author="Anna", licence="CC0-1.0")


def write(path: Path, seconds: float = 0.2, hertz: float = 200.0) -> Path:
    time = np.arange(round(seconds * RATE)) / RATE
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * hertz * time) * np.exp(-8 * time), RATE)
    return path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing of the real user is read or written."""
    for name in ("CACHE", "DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def pack(home: Path) -> Path:
    """A folder of sounds with a folder in it."""
    write(home / "pack" / "kick 10.wav", 0.4, 60.0)
    write(home / "pack" / "kick 2.wav", 0.2, 90.0)
    write(home / "pack" / "hat.wav", 0.1, 8000.0)
    write(home / "pack" / "deep" / "tom.wav", 0.5, 100.0)
    return home / "pack"


@pytest.fixture
def session(home: Path) -> Iterator[Session]:
    opened = Session(Project(kit="eight", patterns={"A1": Pattern()}), home / "project")
    opened.load_kit()
    yield opened
    opened.close()


def names(session: Session) -> list[str]:
    return [entry.name for entry in session.browsing.listing.entries]


def index(session: Session, folder: Path) -> None:
    indexing = Indexing(session.browsing.library.index)
    indexing.start([folder])
    indexing.finish()
    assert indexing.fault == ""


def test_the_places_that_are_there_are_listed(session: Session, pack: Path) -> None:
    add_folder(pack)
    session.browsing.begin()
    assert names(session) == ["kits that ship", "pack", "home", "all of this machine"]
    (session.folder / "samples").mkdir(parents=True)
    session.browsing.library.index.set_favourite(pack / "deep", True)
    session.browsing.show_places()
    assert names(session)[:2] == ["deep", "this project's samples"]


def test_one_comes_out_of_a_folder_where_one_went_in(session: Session, pack: Path) -> None:
    browsing = session.browsing
    browsing.begin()
    browsing.go_into(pack)
    assert names(session) == ["deep", "hat.wav", "kick 2.wav", "kick 10.wav"]
    browsing.go_into(pack / "deep")
    browsing.go_up()
    assert (browsing.listing.folder, browsing.here.name) == (pack, "deep")
    browsing.go_up()
    assert browsing.listing.folder == pack.parent
    assert browsing.here.name == "pack"
    browsing.go_up()
    assert browsing.listing.folder is None
    assert browsing.here.name == "home"


def test_a_path_is_told_as_people_write_it(session: Session, pack: Path) -> None:
    titles = []
    for folder in (pack, pack.parent, Path("/")):
        session.browsing.go_into(folder)
        titles.append(session.browsing.listing.title)
    assert titles == ["~/pack", "~", "/"]


def test_the_cursor_is_remembered_in_every_folder(session: Session, pack: Path) -> None:
    browsing = session.browsing
    browsing.go_into(pack)
    browsing.go(2)
    browsing.show_places()
    browsing.go_into(pack)
    assert browsing.here.name == "kick 2.wav"


def test_a_path_that_is_typed_leads_there(session: Session, pack: Path) -> None:
    session.browsing.find(f"{pack} ")
    assert session.browsing.listing.folder == pack
    session.browsing.find("~/pack/deep")
    assert session.browsing.listing.folder == pack / "deep"
    session.browsing.find("/no such folder")
    assert session.browsing.listing.text == "/no such folder"


def test_a_folder_that_is_gone_says_so_and_leads_out(session: Session, pack: Path) -> None:
    session.browsing.go_into(pack / "nothing")
    assert "No such file" in session.browsing.listing.words
    with pytest.raises(UsageError, match="no sound under the cursor"):
        session.browsing.hear()
    session.browsing.go(5)
    session.browsing.go_up()
    assert session.browsing.listing.folder == pack


def test_moving_is_hearing(session: Session, pack: Path) -> None:
    browsing = session.browsing
    browsing.go_into(pack)
    browsing.prelistening.finish()
    assert not session.player.render(4000).any()
    browsing.go(1)
    browsing.prelistening.finish()
    assert session.player.render(4000).any()
    assert browsing.facts.seconds == pytest.approx(0.1)
    browsing.go(0)
    session.player.render(4000)
    assert not session.player.render(4000).any()


def test_another_way_of_listening_begins_anew(session: Session, pack: Path) -> None:
    browsing = session.browsing
    browsing.go_into(pack)
    browsing.listen_otherwise(Hearing(level_db=-99.0))
    browsing.prelistening.finish()
    assert not session.player.render(4000).any()
    browsing.go(1)
    browsing.prelistening.finish()
    soft = np.abs(session.player.render(8000)).max()
    browsing.listen_otherwise(Hearing(level_db=0.0))
    browsing.prelistening.finish()
    assert np.abs(session.player.render(8000)).max() > 10 * soft > 0


def test_a_whole_machine_is_not_indexed_by_mistake(session: Session) -> None:
    with pytest.raises(UsageError, match="no library"):
        session.browsing.library.add(Path("/"))


def test_the_library_is_found_in_and_followed(session: Session, pack: Path) -> None:
    browsing = session.browsing
    add_folder(pack)
    browsing.begin()
    browsing.library.finish()
    browsing.find("kick")
    assert {"kick 10.wav", "kick 2.wav", "kick_hard.flac"} <= set(names(session))
    assert "hat.wav" not in names(session)
    write(pack / "kick 3.wav")
    browsing.library.scan()
    browsing.library.finish()
    browsing.tick()
    assert "kick 3.wav" in names(session)


@pytest.mark.parametrize(
    ("by", "first"), [("length", "hat.wav"), ("brightness", "kick 10.wav"), ("decay", "hat.wav")]
)
def test_a_folder_is_sorted_by_what_the_index_knows(
    session: Session, pack: Path, by: str, first: str
) -> None:
    index(session, pack)
    session.browsing.go_into(pack)
    session.browsing.go(2)
    session.browsing.sort(Order(by))
    assert names(session)[:2] == ["deep", first]
    assert session.browsing.here.name == "kick 2.wav"
    session.browsing.sort(Order(by, is_descending=True))
    assert (names(session)[0], names(session)[-1]) == ("deep", first)


def test_what_the_index_does_not_know_comes_last_either_way(session: Session, pack: Path) -> None:
    index(session, pack)
    write(pack / "aaa.wav")
    session.browsing.go_into(pack)
    for is_descending in (False, True):
        session.browsing.sort(Order("length", is_descending))
        assert names(session)[-1] == "aaa.wav"


def test_what_sounds_alike_comes_first(session: Session, pack: Path) -> None:
    index(session, pack)
    for folder in (None, pack):
        browsing = session.browsing
        browsing.find("") if folder is None else browsing.go_into(folder)
        browsing.sort_like(write(pack.parent / "other" / "my hat.wav", 0.1, 7000.0))
        assert "hat.wav" in names(session)[:2]
        browsing.sort_like(write(pack.parent / "other" / "my kick.wav", 0.4, 58.0))
        sounds = [name for name in names(session) if name.endswith(".wav")]
        assert sounds[0] == "kick 10.wav"


def test_a_favourite_stays_one(session: Session, pack: Path) -> None:
    browsing = session.browsing
    index(session, pack)
    browsing.go_into(pack)
    browsing.go(1)
    assert browsing.set_favourite()
    browsing.find("*")
    assert names(session) == ["hat.wav"]
    browsing.go_into(pack)
    assert browsing.here.is_favourite
    assert not browsing.set_favourite()
    browsing.find("*")
    assert names(session) == []


def test_what_is_typed_becomes_a_question() -> None:
    query = query_of("deep kick #House * <2s >0.5 90-100bpm")
    assert (query.text, query.tags, query.favourites_only) == ("deep kick", ("house",), True)
    assert (query.min_seconds, query.max_seconds) == (0.5, 2.0)
    assert (query.min_bpm, query.max_bpm) == (89.5, 100.5)
    assert query_of("174bpm").max_bpm == 174.5
    assert query_of("  ").text == Query().text
    with pytest.raises(UsageError, match="<long"):
        query_of("<long")


def test_a_sound_on_a_pad_is_one_edit_and_copied(session: Session, pack: Path) -> None:
    before = session.project
    file = put_on_pad(session, pack / "kick 2.wav", ANNA, "snare")
    pad = session.played_kit.pads[session.played_kit.index("snare")]
    assert [layer.file for layer in pad.layers] == [file]
    assert (session.folder / file).read_bytes() == (pack / "kick 2.wav").read_bytes()
    assert session.project.credits[file] == ANNA
    assert session.undo() == "kick 2 on Snare"
    assert session.project is before


def test_a_layer_under_a_pad_leaves_what_is_there(session: Session, pack: Path) -> None:
    kit = session.played_kit
    layers = kit.pads[kit.index("kick")].layers
    file = put_under_pad(session, pack / "kick 2.wav", ANNA, "kick")
    played = session.played_kit
    assert played.pads[played.index("kick")].layers[:-1] == layers
    assert played.pads[played.index("kick")].layers[-1].file == file


def test_a_new_pad_comes_behind_all_others(session: Session, pack: Path) -> None:
    before = len(session.played_kit.pads)
    ids = [put_on_new_pad(session, pack / "hat.wav", ANNA) for _ in range(2)]
    added = session.played_kit.pads[before:]
    assert [pad.id for pad in added] == ids
    assert len(set(ids)) == 2
    session.undo()
    session.undo()
    assert len(session.played_kit.pads) == before


def test_a_lane_without_a_pad_gets_one(session: Session, pack: Path) -> None:
    put_on_pad(session, pack / "hat.wav", ANNA, "stranger")
    assert session.played_kit.pads[-1].id == "stranger"


def test_a_refusal_copies_nothing_and_changes_nothing(session: Session, pack: Path) -> None:
    while len(session.played_kit.pads) < 64:
        put_on_new_pad(session, pack / "hat.wav", ANNA)
    before, copied = session.project, sorted((session.folder / "samples").iterdir())
    with pytest.raises(UsageError, match="64 pads"):
        put_on_new_pad(session, pack / "kick 2.wav", ANNA)
    (pack / "bad.wav").write_bytes(b"RIFF")
    with pytest.raises(SampleError):
        put_on_pad(session, pack / "bad.wav", ANNA, "kick")
    assert session.project is before
    assert sorted((session.folder / "samples").iterdir()) == copied


def test_a_sound_that_is_used_is_heard_on_its_pad(session: Session, pack: Path) -> None:
    put_on_pad(session, pack / "kick 2.wav", ANNA, "kick")
    session.reading.finish()
    session.tick()
    session.player.render(64)
    session.trigger(session.played_kit.index("kick"), 127)
    assert np.abs(session.player.render(4000)).max() > 0.1


def test_papers_are_asked_once_per_folder(session: Session, pack: Path) -> None:
    assert credit_of(pack / "hat.wav") is None
    assert suggested(pack / "hat.wav") == Credit(source="pack")
    assert say(pack / "hat.wav", ANNA) == ANNA
    assert credit_of(pack / "kick 2.wav") == ANNA
    assert credit_of(pack / "deep" / "tom.wav") == ANNA


def test_what_a_file_says_itself_is_kept(session: Session, pack: Path) -> None:
    with soundfile.SoundFile(pack / "by bo.wav", "w", RATE, 1) as file:
        file.artist = "Bo"
        file.write(np.zeros(100))
    assert credit_of(pack / "by bo.wav") is None
    assert suggested(pack / "by bo.wav") == Credit(author="Bo", source="pack")
    assert say(pack / "by bo.wav", ANNA) == Credit(author="Bo", licence="CC0-1.0")


def test_nobody_is_asked_about_the_sounds_of_a_kit() -> None:
    credit = credit_of(shipped_kits() / "dust" / "kick_hard.flac")
    assert credit is not None
    assert credit.licence == "CC0-1.0"
