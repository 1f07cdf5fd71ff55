"""The C tests under every sanitizer that can be linked, and whom the render path may call."""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CANNOT_LINK = 77
RENDER_PATH = ("ps_player_render", "ps_player_hits")
PURE = {
    *("cos", "sin", "sincos", "tan", "exp", "exp2", "log2", "log10", "log10f"),
    *("pow", "sqrt", "ceil", "fmax", "fmin", "fabs", "fabsf", "llround", "lround"),
    *("memcmp", "memcpy", "memmove", "memset"),
    *("__cpu_model", "_GLOBAL_OFFSET_TABLE_"),  # numbers that the compiler and the linker lay down
}
OF_THE_DRIVERS = {"clock_gettime", "syscall"}
_OWN = r"\.(?:text|data\.rel\.ro(?:\.local)?)\."
_SECTION = re.compile(rf"RELOCATION RECORDS FOR \[{_OWN}([\w.]+)\]")
_TARGET = re.compile(rf"R_\w+\s+(?:{_OWN})?([A-Za-z_][\w.]*)")

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")


def run(mode):
    return subprocess.run([HERE / "run.sh", mode], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("mode", ["plain", "asan", "tsan", "rtsan"])
def test_no_fault_is_found_in_the_engine(mode):
    done = run(mode)
    if done.returncode == CANNOT_LINK:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr


def calls_of(listing):
    """Function or table of them -> what it refers to, from `objdump -r` of a section for each."""
    calls = defaultdict(set)
    function = None
    for line in listing.splitlines():
        if section := _SECTION.search(line):
            function = section[1]
        elif line.startswith("RELOCATION RECORDS"):
            function = None
        elif function and (target := _TARGET.search(line)):
            calls[function].add(target[1])
    return calls


def reached_from(calls, names):
    reached, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += calls.get(name, ())
    return reached


@pytest.fixture(scope="module")
def objects():
    done = run("objects")
    assert done.returncode == 0, done.stderr
    return sorted((HERE / "build" / "objects").glob("_*.o"))


@pytest.fixture(scope="module")
def calls(objects):
    return calls_of(subprocess.check_output(["objdump", "-r", *objects], text=True))


@pytest.fixture(scope="module")
def outside(objects):
    """What the engine needs of others: undefined in one object and defined in none."""
    undefined = subprocess.check_output(["nm", "-uj", *objects], text=True).split()
    defined = subprocess.check_output(["nm", "-j", "--defined-only", *objects], text=True).split()
    return {name for name in undefined if re.fullmatch(r"\w+", name)} - set(defined)


def test_the_engine_asks_for_nothing_but_arithmetic_and_a_clock(outside):
    assert {"memcpy", "exp2"} <= outside  # the listing does list
    assert outside <= PURE | OF_THE_DRIVERS


def test_the_render_path_reaches_no_clock_and_no_system_call(calls, outside):
    reached = reached_from(calls, RENDER_PATH)
    assert {"ps_voices_render", "ps_wide_plain", "ps_segment_hits", "memset"} <= reached
    assert {"ps_strip_shape", "ps_delay_process", "ps_reverb_process"} <= reached
    assert {"ps_master_process", "ps_loudness_process"} <= reached
    assert reached & outside <= PURE


def test_the_clock_is_read_by_drivers_only(calls):
    assert "clock_gettime" in reached_from(calls, ["ps_stream_callback"])
    assert "syscall" in reached_from(calls, ["ps_stream_callback"])
