"""A noise in the room becomes a kit: recorded, chopped, layered, kept, given on, and the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from msgspec.structs import replace

from padsketch.export.job import RenderJob
from padsketch.export.render import render_file
from padsketch.model import Lane, Layer, Project, Step, edits
from padsketch.model.edits.layering import move_layer, stack
from padsketch.outputs.input import Channels
from padsketch.session import Session
from padsketch.session.kits.exporting import export_kit, save_kit_as
from padsketch.session.kits.importing import import_kit
from padsketch.session.kits.source import kit_source
from padsketch.session.sounds.chopping import Chop
from padsketch.storage import load_kit
from sound_fixtures import server, shared_server
from sound_server import DEVICE, SoundServer, alive, until

__all__ = ["server", "shared_server"]

pytestmark = pytest.mark.device

RATE = 48_000


@pytest.fixture
def session(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: SoundServer
) -> Iterator[Session]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    opened = Session.open(small_project, RATE)
    opened.load_kit()
    opened.output.use(DEVICE)
    opened.output.start()
    until(lambda: opened.output.status.kind == "device", "the device plays")
    yield opened
    opened.close()
    names = ("output errand", "output supervisor", "recording")
    until(lambda: not alive(*names), "all has ended")


def ticked(session: Session, state: str) -> bool:
    session.tick()
    return session.sampling.state == state


def found_sound(session: Session) -> str:
    """Three seconds of what the monitor gives back while the pattern plays."""
    session.sampling.open(Channels(DEVICE))
    until(lambda: ticked(session, "listening"), "it listens")
    session.sampling.set(start="threshold", threshold_db=-30.0)
    session.sampling.start()
    session.play_pattern()
    until(lambda: ticked(session, "recording") and session.sampling.seconds > 3.0, "it records")
    session.stop()
    recorded = session.sampling.stop()
    assert recorded is not None
    assert np.abs(soundfile.read(recorded.path)[0]).max() > 0.03
    return session.sampling.keep()


def rendered(project: Project, kit_folder: Path, path: Path) -> bytes:
    kit = load_kit(kit_folder)
    job = RenderJob(project, kit, kit_folder, "A1", bits="32f", project_folder=kit_folder.parent)
    render_file(job, path)
    return path.read_bytes()


def test_a_found_sound_that_is_given_on_as_a_kit_sounds_the_same(
    session: Session, tmp_path: Path
) -> None:
    file = found_sound(session)
    chop = Chop.open(session, file)
    chop.equal(4)
    pads = chop.to_pads().pads
    assert len(pads) == 4

    second = replace(session.played_kit.pads[-3].layers[0], velocity=(1, 127))
    session.edit("stack", stack, session.kit, "snare", second, 900.0, "high")
    session.reading.finish()
    session.edit("later", move_layer, session.kit, "snare", 1, 3.0, turns=True)
    session.edit("fade", edits.set_layers, pads[0], (faded(session, pads[0]),))
    hits = {"snare": (4, 12), pads[0]: (0, 8), pads[1]: (2,), pads[2]: (6,), pads[3]: (10,)}
    for pad, places in hits.items():
        steps = tuple(Step(velocity=110 if at in places else 0) for at in range(16))
        session.edit("hits", with_lane, pad, Lane(steps=steps))
    session.save()

    as_sketched = RenderJob(
        session.project,
        session.kit,
        session.loaded.folder,
        "A1",
        bits="32f",
        project_folder=session.home(),
    )
    render_file(as_sketched, tmp_path / "sketch.wav")
    assert np.abs(soundfile.read(tmp_path / "sketch.wav")[0]).max() > 0.05

    kept = save_kit_as(session, "Found")
    plain = replace(session.project, kit="Found", pads={})
    assert rendered(plain, kept, tmp_path / "kept.wav") == (tmp_path / "sketch.wav").read_bytes()

    export_kit(kit_source(str(kept)), tmp_path / "found.padkit")
    again = import_kit(tmp_path / "found.padkit", name="Found again")
    assert (again.losses, again.missing) == ((), ())
    assert (
        rendered(plain, again.folder, tmp_path / "again.wav")
        == (tmp_path / "sketch.wav").read_bytes()
    )
    credits = load_kit(again.folder).credits
    assert any(credit.source == "recorded" for credit in credits.values())


def faded(session: Session, pad: str) -> Layer:
    layer: Layer = session.played_kit.pads[session.played_kit.index(pad)].layers[0]
    return replace(layer, fade_in=20.0, reverse=True)


def with_lane(project: Project, pad: str, lane: Lane) -> Project:
    pattern = project.pattern("A1")
    lanes = {**pattern.lanes, pad: lane}
    return replace(project, patterns={**project.patterns, "A1": replace(pattern, lanes=lanes)})
