"""Songs written as text: a row a pad, a sign a bar, a bar between two sections."""

import numpy as np

from padsketch.analysis.course import Course, Passage


def course_of(text, bar_seconds=2.0, lengths=None):
    """A course of rows such as `x.4|xx`: `.` rests, `x` is a hit, a digit so many hits.

    Every hit has the same energy; lengths in bars where a section does not last whole ones.
    """
    rows = [row.strip().split("|") for row in text.strip().splitlines()]
    tables = [
        np.array([[_hits(sign) for sign in part] for part in parts], dtype=np.int64).T
        for parts in zip(*rows, strict=True)
    ]
    lengths = lengths or [float(len(table)) for table in tables]
    passages = tuple(
        Passage(table, table.sum(axis=1).astype(float), length)
        for table, length in zip(tables, lengths, strict=True)
    )
    return Course(passages, (bar_seconds,) * len(passages))


def _hits(sign):
    return int(sign) if sign.isdigit() else int(sign == "x")
