"""Recording by a real device: on the grid, kept, repeated, and never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import AudioError, UsageError
from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.outputs.input import Channels
from padsketch.outputs.recorded import Recorded
from padsketch.session import Session
from sound_fixtures import mortal_server, server, shared_server
from sound_server import DEVICE, SoundServer, alive, until

__all__ = ["mortal_server", "server", "shared_server"]

pytestmark = pytest.mark.device

RATE = 48_000
TRIES = 4


@pytest.fixture
def session(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    opened = Session.open(small_project, RATE)
    opened.load_kit()
    opened.output.use(DEVICE)
    opened.output.start()
    yield opened
    opened.close()
    names = ("output errand", "output supervisor", "recording")
    until(lambda: not alive(*names), "all has ended")


@pytest.fixture
def listening(server: SoundServer, session: Session) -> Session:
    """A session into which the monitor of its own sink comes."""
    return opened(session)


def opened(session: Session) -> Session:
    until(lambda: session.output.status.kind == "device", "the device plays")
    session.sampling.open(Channels(DEVICE))
    await_state(session, "listening")
    until(looks(session, lambda: frames_heard(session) > RATE // 2), "half a second has come in")
    return session


def frames_heard(session: Session) -> int:
    """By the stream of now: one that stands still is replaced."""
    listening = session.sampling.incoming.listening
    return listening.inlet.tape.frames if listening else 0


def looks(session: Session, condition: Callable[[], object]) -> Callable[[], object]:
    """A condition that is looked at with every tick."""

    def look() -> object:
        session.tick()
        return condition()

    return look


def await_state(session: Session, state: str) -> None:
    until(looks(session, lambda: session.sampling.state == state), f"it is {state}")


def await_seconds(session: Session, seconds: float) -> None:
    until(looks(session, lambda: session.sampling.seconds >= seconds), "it goes on", 20.0)


def ended(session: Session) -> Recorded:
    """Stop, and wait until what was recorded has been looked at."""
    session.sampling.stop()
    await_state(session, "recorded")
    recorded = session.sampling.recorded
    assert recorded is not None
    return recorded


def frames_of(path: Path) -> np.ndarray:
    return soundfile.read(path, dtype="int32", always_2d=True)[0]


def exported(session: Session, path: Path) -> np.ndarray:
    """The pattern as it is exported from its first pass on, in 24 bits."""
    loaded = session.loaded
    assert loaded is not None
    render_file(RenderJob(session.project, loaded.kit, loaded.folder, "A1", tail="cut"), path)
    return frames_of(path)


def counted_in(session: Session) -> Recorded | None:
    """A bar of what the monitor gives back, counted in from silence; None where it was lost."""
    session.stop()
    until(looks(session, lambda: not session.player.snapshot().playing), "it stops")
    session.sampling.start()
    over = ("recorded", "listening", "opening")
    until(looks(session, lambda: session.sampling.state in over), "it is over", 20.0)
    return session.sampling.recorded


def test_what_is_counted_in_lies_on_the_grid_to_the_frame(listening: Session, tmp_path: Path):
    """Once again where the server ran dry, which it does not always say."""
    trip = listening.sampling.measure()
    assert trip.is_measured
    until(looks(listening, lambda: listening.sampling.incoming.round_trip == trip), "it is known")
    listening.sampling.set(start="count-in", count_in=1, bars=1)
    one_pass = exported(listening, tmp_path / "a1.wav")
    bar = round(240 / listening.project.bpm * RATE)
    late = []
    for _ in range(TRIES):
        recorded = counted_in(listening)
        if recorded is not None and recorded.frames == bar:
            late.append(near_frame(frames_of(recorded.path)[: len(one_pass)], one_pass))
            if abs(late[-1]) <= 1:
                return
        listening.sampling.discard()
        await_state(listening, "listening")
        listening.sampling.incoming.reopen()
    raise AssertionError(f"never on the grid: {late} frames late")


def near_frame(heard: np.ndarray, wanted: np.ndarray) -> int:
    """By how many frames something is later than something like it."""
    size = 2 * max(len(heard), len(wanted))
    spectra = (np.fft.rfft(sound[:, 0].astype(float), size) for sound in (heard, wanted))
    first, second = spectra
    likeness = np.fft.irfft(first * np.conj(second))
    place = int(likeness.argmax())
    return place if place < size // 2 else place - size


def test_the_threshold_starts_with_the_sound_and_keeps_what_was_before(listening: Session):
    listening.sampling.set(start="threshold", threshold_db=-30.0, pre_roll_ms=100.0)
    listening.sampling.start()
    assert listening.sampling.state == "waiting"
    listening.trigger(0, 127)
    await_seconds(listening, 0.5)
    assert listening.sampling.state == "recording"
    recorded = ended(listening)
    loud = np.abs(frames_of(recorded.path)).max(axis=1) >= 2**31 * 10 ** (-30 / 20)
    assert loud.argmax() == RATE // 10


def test_what_is_kept_is_a_sample_with_its_papers_and_one_edit(listening: Session):
    before = listening.project
    listening.sampling.set(start="now")
    listening.sampling.start()
    await_seconds(listening, 0.1)
    recorded = ended(listening)
    file = listening.sampling.keep("snare")
    assert listening.sampling.state == "listening"
    assert [layer.file for layer in listening.project.pads["snare"].layers or ()] == [file]
    credit = listening.project.credits[file]
    assert (credit.source, credit.place) == ("recorded", DEVICE)
    assert credit.date.startswith("20")
    assert recorded.path == listening.home() / file
    assert listening.undo() == "record snare"
    assert listening.project == before
    assert recorded.path.exists()


def test_what_is_kept_on_a_new_pad_leaves_all_others(listening: Session):
    listening.sampling.set(start="now")
    listening.sampling.start()
    await_seconds(listening, 0.1)
    ended(listening)
    pad = listening.sampling.keep_on_new_pad("Door")
    assert pad == "door"
    kit = listening.played_kit
    assert kit is not None
    assert [p.id for p in kit.pads][-1] == "door"


def test_again_drops_the_last_one_and_starts(listening: Session):
    listening.sampling.set(start="now")
    listening.sampling.start()
    await_seconds(listening, 0.1)
    first = ended(listening)
    with pytest.raises(UsageError, match="waits"):
        listening.sampling.start()
    listening.sampling.again()
    assert not first.path.exists()
    await_state(listening, "recording")
    listening.sampling.cancel()
    assert listening.sampling.state == "listening"
    assert list((listening.home() / "samples").glob("*.wav")) == []


def test_what_was_never_loud_enough_leaves_nothing(listening: Session):
    listening.sampling.set(start="threshold", threshold_db=-3.0)
    listening.sampling.start()
    assert listening.sampling.stop() is None
    await_state(listening, "listening")
    assert not any((listening.home() / "samples").glob("*.wav"))


def test_what_came_in_before_can_still_be_kept(listening: Session):
    listening.trigger(0, 127)
    level = -60.0

    def is_loud() -> bool:
        return max(listening.sampling.incoming.level.held_db) > level

    until(looks(listening, is_loud), "the meter shows it")
    until(looks(listening, lambda: listening.player.snapshot().voices == 0), "it dies away")
    recorded = listening.sampling.skip_back_input()
    assert frames_of(recorded.path).any()
    listening.sampling.discard()
    assert not recorded.path.exists()


def test_a_server_that_dies_leaves_what_came_in(mortal_server: SoundServer, session: Session):
    opened(session)
    session.sampling.set(start="now")
    session.sampling.start()
    await_seconds(session, 0.5)
    mortal_server.kill()
    await_state(session, "recorded")
    recorded = session.sampling.recorded
    assert recorded is not None
    assert recorded.seconds >= 0.5
    assert len(frames_of(recorded.path)) == recorded.frames
    assert "lost" in str(session.sampling.refusal)
    with pytest.raises(UsageError):
        session.sampling.start()
    session.sampling.discard()
    with pytest.raises((UsageError, AudioError)):
        session.sampling.start()


def test_the_end_of_a_session_keeps_what_is_being_recorded(listening: Session):
    listening.sampling.set(start="now")
    listening.sampling.start()
    await_seconds(listening, 0.2)
    listening.close()
    (path,) = (listening.home() / "samples").glob("*.wav")
    assert len(frames_of(path)) >= RATE // 5


def test_what_comes_in_by_another_stream_is_neither_counted_in_nor_monitored(
    server: SoundServer, session: Session
):
    session.output.use("silent")
    until(lambda: session.output.status.kind == "silent", "nothing plays")
    session.sampling.open(Channels(DEVICE))
    await_state(session, "listening")
    session.sampling.set(start="count-in")
    session.sampling.start()
    until(looks(session, lambda: session.sampling.refusal), "it says why not")
    assert "does not listen too" in str(session.sampling.refusal)
    assert session.sampling.state == "listening"
    with pytest.raises(UsageError, match="no stream in common"):
        session.sampling.incoming.set_monitor(1.0)


def test_a_closed_input_is_closed(listening: Session):
    listening.sampling.close()
    assert listening.sampling.state == "closed"
    until(lambda: listening.output.listening is None, "nothing comes in")
    with pytest.raises(UsageError, match="Nothing comes in"):
        listening.sampling.start()
