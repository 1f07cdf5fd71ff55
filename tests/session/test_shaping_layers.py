"""A layer that is shaped by what is heard of it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from found_sounds import RATE, open_sketch, played, put, rendered, thump, write_found

from padsketch.errors import UsageError
from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.model import Layer, edits
from padsketch.session import Session
from padsketch.session.sounds.shaping import Shaping
from padsketch.storage.samples import decode


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    opened = open_sketch(tmp_path)
    yield opened
    opened.close()


def layer(session: Session, at: int = 0) -> Layer:
    return session.played_kit.pads[0].layers[at]


def test_a_normalised_layer_peaks_where_it_was_asked_to(session: Session) -> None:
    assert Shaping(session, "kick", 0).normalise(-1.0)
    assert 20 * np.log10(np.abs(played(session)).max()) == pytest.approx(-1.0, abs=0.01)


def test_normalising_twice_changes_nothing(session: Session) -> None:
    Shaping(session, "kick", 0).normalise()
    assert not Shaping(session, "kick", 0).normalise()


def test_sounds_of_one_loudness_stay_so_whatever_their_peaks(
    session: Session, tmp_path: Path
) -> None:
    click = thump()
    click[0] = 0.99
    put(session, Layer(file=write_found(tmp_path, "click.wav", click)))
    Shaping(session, "kick", 0).normalise_loudness()
    by_click = layer(session).level_db
    put(session, Layer(file="kick.wav"))
    Shaping(session, "kick", 0).normalise_loudness()
    assert layer(session).level_db == pytest.approx(by_click, abs=0.1)


def test_silence_is_not_made_loud(session: Session, tmp_path: Path) -> None:
    put(session, Layer(file=write_found(tmp_path, "no.wav", np.zeros(4800))))
    for gesture in ("normalise", "normalise_loudness", "trim"):
        with pytest.raises(UsageError, match="silent"):
            getattr(Shaping(session, "kick", 0), gesture)()


def padded() -> np.ndarray:
    """A thump with 100 ms of silence before it and 200 ms behind it."""
    return np.concatenate((np.zeros(4800), thump(seconds=0.3, level=0.8), np.zeros(9600)))


@pytest.mark.parametrize(
    "treatment",
    [
        {},
        {"reverse": True},
        {"stretch": 2.0},
        {"reverse": True, "stretch": 0.5},
        {"start": 20.0, "end": 550.0},
        {"start": 20.0, "end": 550.0, "reverse": True},
        {"delay": 12.0},
    ],
    ids=lambda treatment: "+".join(treatment) or "plain",
)
def test_trimming_leaves_what_sounds(
    session: Session, tmp_path: Path, treatment: dict[str, float]
) -> None:
    put(session, Layer(file=write_found(tmp_path, "door.wav", padded()), **treatment))
    assert Shaping(session, "kick", 0).trim()
    session.reading.finish()
    delay = treatment.get("delay", 0.0)
    found = Shaping(session, "kick", 0).sound
    start, end = found.span
    heard = np.flatnonzero(np.abs(found.frames[start:end, 0]) > 0.003)
    longer = max(1.0, treatment.get("stretch", 1.0))
    assert abs(heard[0] / 48 - delay) < 15 * longer
    assert (end - start - heard[-1]) / 48 < 55 * longer
    assert np.abs(found.frames[start:end]).max() > 0.5


def test_trimming_twice_cuts_nothing_more(session: Session, tmp_path: Path) -> None:
    put(session, Layer(file=write_found(tmp_path, "door.wav", padded())))
    Shaping(session, "kick", 0).trim()
    once = layer(session)
    Shaping(session, "kick", 0).trim()
    again = layer(session)
    assert again.start == pytest.approx(once.start, abs=1.1)
    assert again.end == pytest.approx(once.end, abs=0.1)


def test_a_loop_that_was_found_goes_on_for_ever(session: Session, tmp_path: Path) -> None:
    times = np.arange(RATE) / RATE
    organ = 0.3 * np.sin(2 * np.pi * 220 * times)
    put(session, Layer(file=write_found(tmp_path, "organ.wav", organ)))
    assert Shaping(session, "kick", 0).loop().score > 0.99
    session.trigger(0, 127)
    late = rendered(session, 4 * RATE)[3 * RATE :]
    assert np.sqrt(np.mean(late**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.02)
    assert np.abs(np.diff(late)).max() < 0.3 * 2 * np.pi * 220 / RATE * 1.2


def test_silence_cannot_be_looped(session: Session, tmp_path: Path) -> None:
    put(session, Layer(file=write_found(tmp_path, "no.wav", np.zeros(48_000))))
    with pytest.raises(UsageError, match="no loop"):
        Shaping(session, "kick", 0).loop()


def test_a_sound_that_was_not_read_yet_is_not_measured(session: Session) -> None:
    session.edit("layers", edits.set_layers, "kick", (Layer(file="samples/gone.wav"),))
    session.reading.finish()
    with pytest.raises(UsageError, match="not been read"):
        Shaping(session, "kick", 0).normalise()


TREATED = {
    "start": 10.0,
    "end": 250.0,
    "low_cut": 120.0,
    "reverse": True,
    "fade_in": 5.0,
    "fade_out": 30.0,
    "delay": 4.0,
    "remove_dc": True,
    "invert": True,
    "stretch": 1.25,
}


def test_a_consolidated_layer_sounds_as_it_did(session: Session, tmp_path: Path) -> None:
    file = write_found(tmp_path, "door.wav", padded(), 44_100)
    put(session, Layer(file=file, level_db=-3.0, **TREATED))
    before = played(session)
    made = Shaping(session, "kick", 0).consolidate()
    assert layer(session) == Layer(file=made, level_db=-3.0)
    assert made != file
    assert np.abs(before).max() > 0.05
    assert np.abs(played(session) - before).max() < 2.0**-22


def test_consolidating_is_undone_as_one_and_says_where_it_came_from(session: Session) -> None:
    session.edit("layers", edits.set_layers, "kick", (Layer(file="kick.wav", reverse=True),))
    before = session.project
    made = Shaping(session, "kick", 0).consolidate()
    credit = session.project.credits[made]
    assert (credit.author, credit.licence) == ("A. Nyone", "CC0-1.0")
    assert credit.note == "edited from kick.wav"
    assert session.undo() == "consolidate (kick)"
    assert session.project == before


def test_the_old_file_is_left_alone(session: Session, tmp_path: Path) -> None:
    file = write_found(tmp_path, "door.wav", padded())
    before = (tmp_path / file).read_bytes()
    put(session, Layer(file=file, end=200.0))
    made = Shaping(session, "kick", 0).consolidate()
    assert (tmp_path / file).read_bytes() == before
    assert soundfile.info(tmp_path / made).subtype == "PCM_24"
    assert len(decode(tmp_path / made)[0]) == 9600


def test_a_loud_sound_is_not_clipped_by_its_new_file(session: Session, tmp_path: Path) -> None:
    file = write_found(tmp_path, "loud.wav", 3.0 * padded())
    put(session, Layer(file=file, end=200.0))
    made = Shaping(session, "kick", 0).consolidate()
    assert np.abs(decode(tmp_path / made)[0]).max() > 2.0


def test_an_untreated_layer_is_not_written_again(session: Session) -> None:
    with pytest.raises(UsageError, match="as it is"):
        Shaping(session, "kick", 0).consolidate()


@pytest.mark.parametrize("block", [64, 1000])
def test_treated_layers_sound_the_same_whatever_the_block(
    session: Session, tmp_path: Path, block: int
) -> None:
    put(session, Layer(file=write_found(tmp_path, "door.wav", padded()), **TREATED))
    sounds = []
    for number, frames in enumerate((4096, block)):
        job = RenderJob(
            session.project,
            session.kit,
            tmp_path / "tin",
            "A1",
            block=frames,
            bits="32f",
            project_folder=tmp_path,
        )
        path = tmp_path / f"{number}.wav"
        render_file(job, path)
        sounds.append(path.read_bytes())
    assert sounds[0] == sounds[1]
    assert np.abs(soundfile.read(tmp_path / "0.wav")[0]).max() > 0.1
