"""Kits of other programs, written by tests as those programs would."""

from wave_files import wave

from padsketch.model.kit import velocity_gap


def put_sounds(folder, *names, **options):
    """Small WAV files, in folders where the names have some."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wave(**options))


def put(path, text, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def pads_of(arrival):
    """The pads by their names; every one plays at every velocity and has its files."""
    kit = arrival.kit
    assert all(velocity_gap(pad.layers) is None for pad in kit.pads)
    assert set(kit.files) == set(arrival.sources)
    assert all(path.is_file() for path in arrival.sources.values())
    return {pad.name: pad for pad in kit.pads}


def ranges_of(pad):
    return [layer.velocity for layer in pad.layers]
