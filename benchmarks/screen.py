"""What it costs to watch a pattern play: processor time, and bytes to the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import PADSKETCH
from benchmarks.report import Figure
from benchmarks.watching import Terminal
from padsketch.storage import find_kit, load_kit

KIT = "dust"
PADS = [pad.id for pad in load_kit(find_kit(KIT, None)).pads]
RHYTHMS = ("X..x..x...X.....", "....X.......X..o", "x.7.x.7.x.7.x.7.", "..3...5...3...5.")
SIZES = ((80, 24), (160, 48))
SETTLE_SECONDS, SECONDS = 4.0, 10.0
CPU_BAR, BYTES_BAR, SPARING_BAR = 6.0, 120.0, 10.0


def screen_figures(folder: Path) -> Iterator[Figure]:
    """Sixteen lanes of 32 steps that play with their meters, on two sizes of a terminal."""
    write_pattern(folder)
    for columns, lines in SIZES:
        cpu, kilobytes = _watched(folder, columns, lines)
        place = f"{columns}x{lines}"
        yield Figure(f"processor while playing, {place}", cpu, "%", CPU_BAR)
        yield Figure(f"to the terminal, {place}", kilobytes, "KB/s", BYTES_BAR)
        _, kilobytes = _watched(folder, columns, lines, "--low-bandwidth")
        yield Figure(f"to the terminal, {place}, low bandwidth", kilobytes, "KB/s", SPARING_BAR)


def write_pattern(folder: Path) -> None:
    """A project in which every lane has something to show."""
    lanes = "\n".join(f'{pad} = "{RHYTHMS[i % 4] * 2}"' for i, pad in enumerate(PADS))
    (folder / "project.toml").write_text(
        'format = "padsketch-project"\nversion = 1\ntitle = "Watched"\nbpm = 120.0\n'
        f'kit = "{KIT}"\n[patterns.A1]\nlength = 32\n[patterns.A1.lanes]\n{lanes}\n'
    )


def _watched(folder: Path, columns: int, lines: int, *options: str) -> tuple[float, float]:
    """Percent of a processor and thousands of bytes a second, once everything is loaded."""
    with Terminal([*PADSKETCH, "--silent", *options, str(folder)], columns, lines) as terminal:
        terminal.until(b"BPM")
        terminal.send(b" ")
        terminal.drain(SETTLE_SECONDS)
        before = terminal.cpu_seconds
        count = terminal.drain(SECONDS)
        return 100 * (terminal.cpu_seconds - before) / SECONDS, count / SECONDS / 1000
