"""The index of sounds: it knows what is there, finds it at once, and may be lost without harm."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from padsketch.errors import Fault, PadsketchError, SampleError, UsageError
from padsketch.storage import walking
from padsketch.storage.library import Heard, Library, Query, SoundInfo

HEARD = {
    "deep kick.wav": (60.0, 0.3, 0.5, None),
    "snare_bright.wav": (4000.0, 0.2, 0.4, None),
    "hat.wav": (9000.0, 0.05, 0.1, None),
    "funky break 96bpm.wav": (2000.0, 2.0, 5.0, 96.0),
}


class Ears:
    """Listens by name: what a file sounds like is written in a table."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def __call__(self, path: Path) -> Heard:
        self.heard.append(path.name)
        if path.name.startswith("broken"):
            raise SampleError("broken", "", (Fault(path.name, "it is no audio"),))
        if path.name.startswith("odd"):
            raise ValueError("no peak in \udcff")
        brightness, decay, seconds, bpm = HEARD.get(path.name, (1000.0, 0.1, 1.0, None))
        vector = (brightness / 1000, decay)
        return Heard(1000, 1, int(seconds * 1000), bpm, "", brightness, decay, -12.0, 0.5, vector)


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Sounds"
    (folder / "Drums").mkdir(parents=True)
    for name in HEARD:
        (folder / "Drums" / name).write_bytes(b"x")
    (folder / "notes.txt").write_text("no sound")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "cache" / "index", tmp_path / "data" / "own") as library:
        yield library


@pytest.fixture
def full(library: Library, folder: Path, ears: Ears) -> Library:
    library.scan([folder], ears)
    return library


def names(sounds: Sequence[SoundInfo]) -> list[str]:
    return [sound.path.stem for sound in sounds]


def test_what_is_there_is_known(full: Library, folder: Path) -> None:
    (kick,) = full.find(Query("deep"))
    assert (kick.path, kick.folder) == (folder / "Drums" / "deep kick.wav", folder / "Drums")
    assert (kick.brightness_hz, kick.seconds, kick.tags, kick.fault) == (60.0, 0.5, ("kick",), "")
    assert full.count(Query()) == 4


def test_only_what_changed_is_listened_to_again(
    full: Library, folder: Path, ears: Ears, tmp_path: Path
) -> None:
    ears.heard.clear()
    full.scan([folder], ears)
    assert ears.heard == []
    (folder / "Drums" / "hat.wav").write_bytes(b"longer")
    (folder / "new.wav").write_bytes(b"x")
    full.scan([folder], ears)
    assert sorted(ears.heard) == ["hat.wav", "new.wav"]


def test_what_is_gone_is_forgotten(full: Library, folder: Path, ears: Ears) -> None:
    (folder / "Drums" / "hat.wav").unlink()
    full.scan([folder], ears)
    assert full.find(Query("hat")) == []


def test_a_disk_that_is_not_plugged_in_is_not_forgotten(
    full: Library, folder: Path, ears: Ears
) -> None:
    folder.rename(folder.with_name("Elsewhere"))
    full.scan([folder], ears)
    assert full.count(Query()) == 4
    full.scan([], ears)
    assert full.count(Query()) == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("SNARE"), ["snare_bright"]),
        (Query("drums break funky"), ["funky break 96bpm"]),
        (Query("kick break"), []),
        (Query("100% _"), []),
        (Query("sounds"), ["deep kick", "funky break 96bpm", "hat", "snare_bright"]),
        (Query(tags=("kick",)), ["deep kick"]),
        (Query(max_seconds=0.4), ["hat", "snare_bright"]),
        (Query(min_seconds=0.4, max_seconds=0.5), ["deep kick", "snare_bright"]),
        (Query(min_bpm=90, max_bpm=100), ["funky break 96bpm"]),
        (Query(order="brightness"), ["deep kick", "funky break 96bpm", "snare_bright", "hat"]),
        (Query(order="decay", limit=2), ["hat", "snare_bright"]),
        (Query(order="length", descending=True, limit=1), ["funky break 96bpm"]),
        (Query(order="tempo", limit=1), ["funky break 96bpm"]),
        (Query(order="tempo", descending=True, limit=1), ["funky break 96bpm"]),
        (Query(offset=1, limit=1), ["funky break 96bpm"]),
        (
            Query(order="similarity", like=(4.1, 0.2), limit=2),
            ["snare_bright", "funky break 96bpm"],
        ),
        (Query(order="similarity", like=(9.0, 0.0), offset=1, limit=1), ["snare_bright"]),
    ],
    ids=str,
)
def test_a_query_finds_what_it_says(full: Library, query: Query, found: list[str]) -> None:
    assert names(full.find(query)) == found


def test_a_folder_is_not_its_neighbour_with_a_longer_name(
    library: Library, tmp_path: Path, ears: Ears
) -> None:
    for name in ("Drums", "Drums 2", "Drums/deep"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name[-1]}.wav").write_bytes(b"x")
    library.scan([tmp_path], ears)
    assert names(library.find(Query(folder=tmp_path / "Drums"))) == ["p", "s"]


def test_a_file_that_cannot_be_used_says_why_and_is_not_tried_again(
    library: Library, folder: Path, ears: Ears
) -> None:
    (folder / "broken.wav").write_bytes(b"x")
    library.scan([folder], ears)
    library.scan([folder], ears)
    assert ears.heard.count("broken.wav") == 1
    assert library.find(Query("broken")) == []
    (sound,) = library.find(Query("broken", with_faults=True))
    assert sound.fault == "it is no audio"


def test_a_file_that_nobody_expected_does_not_end_the_scan(
    library: Library, folder: Path, ears: Ears
) -> None:
    (folder / "Drums" / "odd.wav").write_bytes(b"x")
    library.scan([folder], ears)
    assert len(library.find(Query())) == len(HEARD)
    (odd,) = library.find(Query("odd", with_faults=True))
    assert odd.fault == "it cannot be judged (ValueError: no peak in \ufffd)"


def test_a_name_that_is_no_text_is_found_and_leads_back_to_its_file(
    library: Library, folder: Path, ears: Ears
) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.wav"))
    path.write_bytes(b"x")
    library.scan([folder], ears)
    (sound,) = library.find(Query("caf"))
    assert sound.path == path
    assert library.of([path, folder / "none.wav"]) == {path: sound}


@pytest.mark.parametrize("name", ["Cafe\u0301", "caf\u00e9", "CAF\u00c9"])
def test_a_letter_is_found_however_it_is_composed(
    library: Library, tmp_path: Path, ears: Ears, name: str
) -> None:
    (tmp_path / f"{name}.wav").write_bytes(b"x")
    library.scan([tmp_path], ears)
    for text in ("café", "cafe\u0301", "CAFÉ"):
        assert library.count(Query(text)) == 1


@pytest.mark.parametrize("text", ["'; DROP TABLE sounds; --", "\ud800", "%", "\0", '"', "*"])
def test_no_text_breaks_a_query(full: Library, text: str) -> None:
    assert full.find(Query(text)) == []
    assert full.count(Query()) == 4


def test_sounds_are_found_while_others_are_listened_to(
    library: Library, folder: Path, ears: Ears
) -> None:
    for number in range(200):
        (folder / f"{number:03}.wav").write_bytes(b"x")
    seen: list[int] = []
    library.scan([folder], ears, lambda done, total: seen.append(library.count(Query())))
    assert seen[0] == 0
    assert 0 < seen[1] < seen[-1] == 204


def test_a_scan_that_is_given_up_keeps_what_it_has(
    library: Library, folder: Path, ears: Ears
) -> None:
    for number in range(300):
        (folder / f"{number:03}.wav").write_bytes(b"x")
    library.scan([folder], ears, cancelled=lambda: len(ears.heard) > 150)
    kept = library.count(Query())
    assert 64 <= kept < 304
    ears.heard.clear()
    library.scan([folder], ears)
    assert len(ears.heard) == 304 - kept


def test_links_in_a_circle_end(library: Library, folder: Path, ears: Ears) -> None:
    (folder / "Drums" / "up").symlink_to(folder)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "secret.wav").write_bytes(b"x")
    library.scan([folder, folder / "Drums"], ears)
    assert sorted(ears.heard) == sorted(HEARD)


def test_a_whole_disk_is_no_library(
    library: Library, tmp_path: Path, ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "MAX_FILES", 3)
    monkeypatch.setattr(walking, "MAX_DEPTH", 2)
    deep = tmp_path / "sounds" / "a" / "b" / "c"
    deep.mkdir(parents=True)
    for number, folder in enumerate((deep, *deep.parents[:3])):
        (folder / f"{number}.wav").write_bytes(b"x")
    library.scan([tmp_path / "sounds"], ears)
    assert sorted(ears.heard) == ["1.wav", "2.wav", "3.wav"]
    (tmp_path / "sounds" / "more.wav").write_bytes(b"x")
    library.scan([tmp_path / "sounds"], ears)
    assert library.count(Query()) == 3


def test_what_cannot_be_read_is_left_out(library: Library, tmp_path: Path, ears: Ears) -> None:
    (tmp_path / "a.wav").symlink_to(tmp_path / "nowhere.wav")
    (tmp_path / "folder.wav").mkdir()
    library.scan([tmp_path, tmp_path / "missing"], ears)
    assert ears.heard == []


@pytest.mark.parametrize("damage", [b"", b"no database at all, but quite long" * 200])
def test_a_damaged_index_is_made_anew(
    tmp_path: Path, folder: Path, ears: Ears, damage: bytes
) -> None:
    index, own = tmp_path / "index", tmp_path / "own"
    with Library.open(index, own) as library:
        library.scan([folder], ears)
    index.write_bytes(damage)
    with Library.open(index, own) as library:
        assert library.find(Query()) == []
        library.scan([folder], ears)
        assert library.count(Query()) == 4


def test_an_index_that_breaks_while_it_is_open_is_made_anew(
    full: Library, folder: Path, tmp_path: Path, ears: Ears
) -> None:
    full.set_favourite(folder / "Drums" / "hat.wav", True)
    full.close()
    index = tmp_path / "cache" / "index"
    content = bytearray(index.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page : page + 4096] = b"\xa5" * 4096
    index.write_bytes(content)
    with Library.open(index, tmp_path / "data" / "own") as library:
        assert library.find(Query()) == []
        library.scan([folder], ears)
        assert names(library.find(Query(favourites_only=True))) == ["hat"]


def test_an_index_of_another_version_is_made_anew(tmp_path: Path, folder: Path, ears: Ears) -> None:
    index, own = tmp_path / "index", tmp_path / "own"
    with Library.open(index, own) as library:
        library.scan([folder], ears)
    with sqlite3.connect(index) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with Library.open(index, own) as library:
        assert library.count(Query()) == 0


def test_what_the_user_said_outlives_the_index(tmp_path: Path, folder: Path, ears: Ears) -> None:
    index, own = tmp_path / "index", tmp_path / "own"
    kick = folder / "Drums" / "deep kick.wav"
    with Library.open(index, own) as library:
        library.set_favourite(kick, True)
        library.add_tag(kick, "Dusty")
    index.unlink()
    with Library.open(index, own) as library:
        library.scan([folder], ears)
        (sound,) = library.find(Query(favourites_only=True))
        assert (sound.path, sound.is_favourite, sound.tags) == (kick, True, ("kick", "dusty"))
        assert names(library.find(Query(tags=("dusty",)))) == ["deep kick"]
        assert names(library.find(Query("dust"))) == ["deep kick"]
        library.remove_tag(kick, "dusty")
        library.set_favourite(kick, False)
        assert library.find(Query("dust")) == library.find(Query(favourites_only=True)) == []


def test_a_favourite_folder_makes_favourites_of_what_is_in_it(full: Library, folder: Path) -> None:
    full.set_favourite(folder / "Drums", True)
    assert full.favourite_folders() == [folder / "Drums"]
    assert full.count(Query(favourites_only=True)) == 4


def test_what_the_user_said_is_never_made_anew(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_bytes(b"this was a database once, and may be mended" * 99)
    with pytest.raises(PadsketchError, match="cannot be used"):
        Library.open(tmp_path / "index", own)
    assert own.read_bytes().startswith(b"this was")


@pytest.mark.parametrize("tag", ["", "two words", "x" * 41, "\x1b[31m"])
def test_a_tag_is_one_harmless_word(full: Library, tag: str) -> None:
    with pytest.raises(UsageError):
        full.add_tag(Path("/x.wav"), tag)


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PadsketchError):
        Library.open(tmp_path / "file" / "index", tmp_path / "own")


def test_threads_may_ask_at_once(full: Library) -> None:
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.append(full.count(Query()))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [4] * 8
