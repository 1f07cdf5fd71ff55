"""Who may import what: the part that a fresh interpreter and the text must show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import padsketch

SOURCE = Path(padsketch.__file__).parent


def test_only_one_file_opens_the_door_to_the_c_code() -> None:
    builder = SOURCE / "_dsp_build.py"
    users = [path for path in SOURCE.rglob("*.py") if "_dsp_ffi" in path.read_text("utf-8")]
    assert sorted(users) == [builder, SOURCE / "engine" / "native.py"]


@pytest.mark.parametrize("room", ["session", "export.render", "outputs.supervisor", "cli"])
def test_a_room_that_scripts_use_never_waits_for_textual(room: str) -> None:
    program = f"import sys, padsketch.{room}; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_model_needs_neither_arrays_nor_audio() -> None:
    program = (
        "import sys, padsketch.model, padsketch.model.edits, padsketch.model.history\n"
        "sys.exit(bool({'numpy', 'soundfile', 'sounddevice', 'soxr'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_command_line_is_parsed_before_anything_heavy_is_loaded() -> None:
    program = (
        "import sys\nfrom padsketch.cli.parser import parser_for\n"
        "parser_for(['render']).parse_args(['render', 'song', '-o', 'song.wav'])\n"
        "sys.exit(bool({'numpy', 'msgspec', 'padsketch.model', 'textual'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_what_reads_projects_needs_neither_arrays_nor_databases() -> None:
    program = (
        "import sys, padsketch.storage\nsys.exit(bool({'numpy', 'sqlite3'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
