"""Synthesise the kits that ship; each run writes the same bytes."""

import argparse
from pathlib import Path

from kitlab import cabinet, chrome, dust, eight
from kitlab.folder import write_kit
from kitlab.measure import centroid, loudness, ring
from kitlab.signal import RATE, Signal

KITS = {kit.id: kit for kit in (eight.KIT, dust.KIT, cabinet.KIT, chrome.KIT)}


def describe(file: str, sound: Signal) -> str:
    """Put a sound into numbers: length, time to -30 dB, centre of the spectrum, loudness."""
    return (
        f"  {file:24}{sound.shape[0] / RATE:6.2f} s{ring(sound):7.3f} s"
        f"{centroid(sound):8.0f} Hz{loudness(sound):7.1f} dB"
    )


def main() -> None:
    """Write the named kits, or all of them, and say what they became."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(KITS)}")
    parser.add_argument("-o", "--output", type=Path, default=Path("kits"), metavar="DIR")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(KITS):
        parser.error(f"no kit is called {', '.join(sorted(unknown))}; there are {', '.join(KITS)}")
    for name in arguments.names or KITS:
        print(arguments.output / name)
        for file, sound in write_kit(KITS[name], arguments.output / name).items():
            print(describe(file, sound))


if __name__ == "__main__":
    main()
