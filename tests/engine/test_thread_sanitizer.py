"""The engine among Python threads, its C code, but not the interpreter, under ThreadSanitizer."""

import contextlib
import os
import runpy
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RACE = 66
SANITIZER = "-fsanitize=thread"

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def build(folder):
    """The extension as it is always built, but for the sanitizer, in a copy of the package."""
    package = folder / "padsketch"
    shutil.copytree(ROOT / "src" / "padsketch", package, ignore=shutil.ignore_patterns("*.so"))
    with contextlib.chdir(ROOT):
        builder = runpy.run_path("src/padsketch/_dsp_build.py")
    source = folder / "_dsp_ffi.c"
    builder["ffibuilder"].emit_c_code(str(source))
    sources = [source, *(package / name for name in builder["SOURCES"])]
    target = package / "_dsp_ffi.abi3.so"
    return run(
        *("cc", "-shared", "-fPIC", "-g", SANITIZER, "-DPy_LIMITED_API", *builder["FLAGS"]),
        *("-I", package, "-I", sysconfig.get_paths()["include"], *sources),
        *("-lm", "-o", target),
    )


@pytest.fixture(scope="module")
def sanitized(tmp_path_factory):
    """Runs Python with the sanitized engine; skips where there is no ThreadSanitizer."""
    folder = tmp_path_factory.mktemp("sanitized")
    library = run("cc", "-print-file-name=libtsan.so").stdout.strip()
    if not Path(library).exists():
        pytest.skip("there is no ThreadSanitizer")
    built = build(folder)
    assert built.returncode == 0, built.stderr
    # The address randomisation of some kernels ends ThreadSanitizer before main.
    fixed = ["setarch", "-R"] if run("setarch", "-R", "true").returncode == 0 else []
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join((str(folder), str(HERE), str(HERE.parent))),
        "LD_PRELOAD": library,
        "TSAN_OPTIONS": f"exitcode={RACE}:ignore_noninstrumented_modules=1",
    }
    return lambda *words: run(*fixed, sys.executable, *words, env=environment, cwd=ROOT)


def test_threads_of_python_tread_on_nothing_in_the_engine(sanitized):
    done = sanitized("-m", "pytest", str(HERE / "test_many_threads.py"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def test_a_race_would_be_noticed(sanitized):
    done = sanitized(str(HERE / "race.py"))
    assert done.returncode == RACE, done.stderr
    assert "data race" in done.stderr
    assert "ps_player_render" in done.stderr
