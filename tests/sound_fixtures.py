"""Sound servers for tests: one that all share, one that may be killed, and none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sound_server import SoundServer, missing, running_server


@pytest.fixture(scope="session")
def shared_server() -> Iterator[SoundServer]:
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_server() as server:
        yield server


@pytest.fixture
def server(shared_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """A sound server that every test finds running."""
    monkeypatch.setenv("PULSE_SERVER", shared_server.address)
    return shared_server


@pytest.fixture
def mortal_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server that the test may kill or freeze."""
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_server() as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
