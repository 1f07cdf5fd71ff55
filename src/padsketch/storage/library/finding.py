"""Questions to the index as SQL, and rows as sounds."""

from __future__ import annotations

import math
import os
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from padsketch.storage.library.sounds import Query, SoundInfo, Vector

_ORDERS = {
    "name": "name COLLATE NOCASE",
    "brightness": "brightness",
    "decay": "decay",
    "length": "seconds",
    "tempo": "bpm",
}
_COLUMNS = """
    path, rate, channels, n_frames, seconds, bpm, key, brightness, decay, loudness, noisiness,
    vector, tags, EXISTS (SELECT 1 FROM own.favourites f WHERE f.path = sounds.path), fault,
    (SELECT group_concat(tag, ' ') FROM own.tags t WHERE t.path = sounds.path)
"""
_HAS_OWN_TAG = "EXISTS (SELECT 1 FROM own.tags t WHERE t.path = sounds.path AND {})"
# Joined bytes are text to SQLite until they are called bytes again.
_IS_FAVOURITE = """(path IN (SELECT path FROM own.favourites) OR EXISTS (
    SELECT 1 FROM own.favourites f WHERE f.is_folder AND sounds.path > CAST(f.path || '/' AS BLOB)
    AND sounds.path < CAST(f.path || '0' AS BLOB)
))"""
_STORED = np.dtype("<f4")

_FACTS = 11
"""Columns up to the vector."""

Values = list[object]


class _Wish(NamedTuple):
    """The condition of a query, and the values in it."""

    condition: str
    values: Values


def find(connection: sqlite3.Connection, query: Query) -> list[SoundInfo]:
    """The sounds that a query wants."""
    wish = _wish(query)
    if query.order == "similarity" and query.like is not None:
        return sounds_at(connection, _nearest(connection, query, wish, query.like))
    direction = "DESC" if query.descending else "ASC"
    column = _ORDERS.get(query.order, _ORDERS["name"])
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM sounds WHERE {wish.condition}"
        f" ORDER BY {column} {direction} NULLS LAST, name COLLATE NOCASE, path LIMIT ? OFFSET ?",
        [*wish.values, query.limit, query.offset],
    )
    return [_sound(row) for row in rows]


def count(connection: sqlite3.Connection, query: Query) -> int:
    """How many sounds a query wants, without its limit."""
    wish = _wish(query)
    sql = f"SELECT count(*) FROM sounds WHERE {wish.condition}"
    return int(connection.execute(sql, wish.values).fetchone()[0])


def sounds_at(connection: sqlite3.Connection, paths: Iterable[bytes]) -> list[SoundInfo]:
    """The sounds of paths, in their order, without those that the index does not know."""
    sql = f"SELECT {_COLUMNS} FROM sounds WHERE path = ?"
    rows = (connection.execute(sql, (path,)).fetchone() for path in paths)
    return [_sound(row) for row in rows if row is not None]


def searchable(text: str) -> str:
    """Text as it is searched: in small letters, composed in one way, without what is no text."""
    return unicodedata.normalize("NFKC", text.encode("utf-8", "replace").decode()).casefold()


def packed(vector: Vector) -> bytes:
    """A vector as the index keeps it."""
    return np.asarray(vector, _STORED).tobytes()


def inside(folder: Path) -> _Wish:
    """What lies in a folder, and in those in it: paths that begin with its own and a slash."""
    path = os.fsencode(folder).rstrip(b"/")
    return _Wish("(path > ? AND path < ?)", [path + b"/", path + b"0"])


def _wish(query: Query) -> _Wish:
    wishes = list(_wishes(query)) or [_Wish("1", [])]
    return _Wish(
        " AND ".join(wish.condition for wish in wishes),
        [value for wish in wishes for value in wish.values],
    )


def _wishes(query: Query) -> Iterator[_Wish]:
    for word in searchable(query.text).split():
        tagged = _HAS_OWN_TAG.format("instr(tag, ?)")
        yield _Wish(f"(instr(words, ?) OR {tagged})", [word] * 2)
    for tag in query.tags:
        tagged = _HAS_OWN_TAG.format("tag = ?")
        yield _Wish(f"(instr(' ' || tags || ' ', ?) OR {tagged})", [f" {tag} ", tag])
    if query.folder is not None:
        yield inside(query.folder)
    if not query.with_faults:
        yield _Wish("fault = ''", [])
    if query.favourites_only:
        yield _Wish(_IS_FAVOURITE, [])
    yield from _range("seconds", query.min_seconds, query.max_seconds)
    yield from _range("bpm", query.min_bpm, query.max_bpm)


def _range(column: str, least: float, most: float) -> Iterator[_Wish]:
    if least > 0:
        yield _Wish(f"{column} >= ?", [least])
    if math.isfinite(most):
        yield _Wish(f"{column} <= ?", [most])


def _nearest(
    connection: sqlite3.Connection, query: Query, wish: _Wish, like: Vector
) -> list[bytes]:
    sql = f"SELECT path, vector FROM sounds WHERE {wish.condition} AND length(vector) = ?"
    wanted = packed(like)
    rows = connection.execute(sql, [*wish.values, len(wanted)]).fetchall()
    distances = _distances(b"".join(row[1] for row in rows), wanted)
    order = np.argsort(-distances if query.descending else distances, kind="stable")
    return [rows[at][0] for at in order[query.offset : query.offset + query.limit]]


def _distances(vectors: bytes, wanted: bytes) -> NDArray[np.float32]:
    point = np.frombuffer(wanted, _STORED)
    points = np.frombuffer(vectors, _STORED).reshape(-1, len(point))
    distances: NDArray[np.float32] = np.linalg.norm(points - point, axis=1)
    return distances


def _sound(row: tuple[Any, ...]) -> SoundInfo:
    vector, tags, is_favourite, fault, own_tags = row[_FACTS:]
    words = dict.fromkeys((*tags.split(), *(own_tags or "").split()))
    point = tuple(np.frombuffer(vector, _STORED).tolist())
    says = (point, tuple(words), bool(is_favourite), fault)
    return SoundInfo(Path(os.fsdecode(row[0])), *(*row[1:_FACTS], *says))
