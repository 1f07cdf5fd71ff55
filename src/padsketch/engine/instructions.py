"""Which instruction set the inner loops use: the sound is the same, the time is not."""

from __future__ import annotations

import os
from functools import cache

from padsketch.engine.native import lib
from padsketch.errors import UsageError

VARIABLE = "PADSKETCH_INSTRUCTIONS"
_SETS = {"plain": lib.PS_PLAIN, "avx2": lib.PS_AVX2, "avx512": lib.PS_AVX512}


def available() -> tuple[str, ...]:
    """What this processor has, the narrowest first."""
    return tuple(_SETS)[: lib.ps_instruction_sets()]


def use(name: str) -> None:
    """Use one for the whole process from the next frames on; raises UsageError."""
    if name not in available():
        raise UsageError(
            f"This processor has no instructions called {name!r}",
            f"Set {VARIABLE} to one of: {', '.join(available())}.",
        )
    lib.ps_use_instruction_set(_SETS[name])


@cache
def obey_environment() -> None:
    """Use what the environment asks for, looked at once; without it the widest is used."""
    name = os.environ.get(VARIABLE)
    if name:
        use(name)
