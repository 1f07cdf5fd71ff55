"""Chance that can be addressed: one address always draws the same, whatever else is drawn."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from padsketch.model.project import PATTERN_NAMES, Project

_MASK = 2**64 - 1
_GOLDEN = 0x9E3779B97F4A7C15
_BEFORE_ALL = 0
"""The cycle under which writing draws: those that are played count from 1."""


class Purpose(IntEnum):
    """What is drawn for a step, so that one question never answers another."""

    PLACE = 101
    VELOCITY = 102
    TIME = 103
    FATE = 104
    WAY = 105
    TIE = 106


class Dice(NamedTuple):
    """The draws of one take of writing in a pattern."""

    seed: int
    pattern: int

    def share(self, pad: str, step: int, purpose: Purpose) -> float:
        """A number from 0 up to 1 for a step of a pad's lane."""
        address = (self.pattern, lane_key(pad), _BEFORE_ALL, step, purpose)
        return (address_hash(self.seed, *address) >> 11) / 2**53

    def swing(self, pad: str, step: int, purpose: Purpose) -> float:
        """A number from -1 up to 1."""
        return 2.0 * self.share(pad, step, purpose) - 1.0


def dice_of(project: Project, pattern: str, take: int) -> Dice:
    """The draws of a take: the project's seed, moved on by the take's number from 1."""
    return Dice((project.seed + take) & _MASK, PATTERN_NAMES.index(pattern))


def address_hash(seed: int, pattern: int, lane: int, cycle: int, step: int, purpose: int) -> int:
    """The 64 bits of an address, the same that the engine draws (`ps_hash`)."""
    bits = mix64((seed + _GOLDEN) & _MASK)
    for part in (pattern << 32 | lane, cycle, purpose << 32 | step):
        bits = mix64((bits + _GOLDEN * part) & _MASK)
    return bits


def mix64(bits: int) -> int:
    """The finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Generators, 2014)."""
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB & _MASK
    return bits ^ (bits >> 31)


def lane_key(pad: str) -> int:
    """The 32 bits by which every chance knows a lane: FNV-1a of its name."""
    key = 0x811C9DC5
    for byte in pad.encode():
        key = (key ^ byte) * 0x01000193 & 0xFFFFFFFF
    return key
