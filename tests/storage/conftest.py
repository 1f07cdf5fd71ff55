from pathlib import Path

import pytest
from tin_kit import KIT, write_ramp


@pytest.fixture
def kit_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tin"
    folder.mkdir()
    (folder / "kit.toml").write_text(KIT)
    for name in ("kick_soft.wav", "kick.wav", "hat.wav"):
        write_ramp(folder / name)
    return folder
