"""Files with something wrong: what no test would think of, by chance, the same every time."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Sequence

SIZES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)
NUMBERS = (b"-1", b"0", b"1e999", b"nan", b"-inf", b"99999999999999999999", b"0x10", b"", b"1/0")
WORDS = (b"../../x", b"/etc/passwd", b"C:\\x", b"\x00", b"\x1b]0;x\x07", "\u202e".encode(), b"\xff")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_WORD = re.compile(rb"[A-Za-z_]\w+")


def n_cases(usual: int) -> int:
    """How many cases a test tries: FUZZ_CASES where it is set, for the long tests."""
    return int(os.environ.get("FUZZ_CASES", usual))


def mutants(seeds: Sequence[bytes], n: int, is_text: bool = False) -> Iterator[bytes]:
    """Some files like those of `seeds`, each with one to six changes."""
    chance = random.Random(1)
    kinds = (*_BINARY, *(_TEXT if is_text else ()))
    for _ in range(n):
        content = chance.choice(seeds)
        for _ in range(chance.choice((1, 1, 2, 3, 6))):
            content = chance.choice(kinds)(chance, content)
        yield content


def _flip(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return (
        content[:at]
        + bytes(b ^ 1 << chance.randrange(8) for b in content[at : at + 1])
        + (content[at + 1 :])
    )


def _noise(chance: random.Random, content: bytes) -> bytes:
    at, size = _place(chance, content), chance.randint(1, 16)
    return content[:at] + chance.randbytes(size) + content[at + size :]


def _size(chance: random.Random, content: bytes) -> bytes:
    """A field that says how many: too many."""
    at, width = _place(chance, content), chance.choice((1, 2, 4, 8))
    order = chance.choice(("little", "big"))
    value = (chance.choice(SIZES) % (1 << 8 * width)).to_bytes(width, order)
    return content[:at] + value + content[at + width :]


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: _place(chance, content)]


def _leave_out(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[:at] + content[at + chance.choice((1, 4, 64, 1024)) :]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    at, size = _place(chance, content), chance.choice((4, 64, 1024))
    return content[:at] + content[at : at + size] * chance.choice((2, 2, 50)) + content[at + size :]


def _number(chance: random.Random, content: bytes) -> bytes:
    return _one_replaced(chance, content, _NUMBER, NUMBERS)


def _word(chance: random.Random, content: bytes) -> bytes:
    return _one_replaced(chance, content, _WORD, WORDS)


def _swap_words(chance: random.Random, content: bytes) -> bytes:
    return _one_replaced(chance, content, _WORD, _WORD.findall(content) or WORDS)


def _line(chance: random.Random, content: bytes) -> bytes:
    """A line that stands elsewhere, or nowhere."""
    lines = content.split(b"\n")
    line = lines.pop(chance.randrange(len(lines)))
    if chance.random() < 0.7:
        lines.insert(chance.randint(0, len(lines)), line)
    return b"\n".join(lines)


_BINARY = (_flip, _noise, _size, _cut, _leave_out, _repeat)
_TEXT = (_number, _number, _word, _swap_words, _swap_words, _line, _line)


def _one_replaced(
    chance: random.Random, content: bytes, kind: re.Pattern[bytes], others: Sequence[bytes]
) -> bytes:
    places = [match.span() for match in kind.finditer(content)]
    if not places:
        return content
    start, end = chance.choice(places)
    return content[:start] + chance.choice(others) + content[end:]


def _place(chance: random.Random, content: bytes) -> int:
    """Often in the head, where most of what a file says of itself stands."""
    return int(len(content) * chance.random() ** chance.choice((1, 3)))
