"""Archives as nobody makes them by accident."""

import gzip
import io
import stat
import struct
import tarfile
import zipfile

WAVE = b"RIFF, for all that an archive knows"
HEADER = 512


def zip_info(name, mode=stat.S_IFREG | 0o644, method=zipfile.ZIP_STORED):
    """An entry whose name is written as it is."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.external_attr = mode << 16
    info.compress_type = method
    return info


def zip_of(*names, data=WAVE, mode=stat.S_IFREG | 0o644, method=zipfile.ZIP_STORED):
    """A zip with the same content under every name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zip_info(name, mode, method), data)
    return out.getvalue()


def zip_changed(position, values, mark=b"PK\x01\x02", names=("kick.wav",)):
    """A zip with bytes of its first record of a kind overwritten."""
    raw = bytearray(zip_of(*names))
    start = raw.index(mark) + position
    raw[start : start + len(values)] = values
    return bytes(raw)


def zip_flagged(bits):
    """A zip whose member has these flags, in both places that state them."""
    raw = bytearray(zip_changed(8, struct.pack("<H", bits)))
    raw[6:8] = struct.pack("<H", bits)
    return bytes(raw)


def zip_of_size(size):
    """A zip that states a size for its member that is not so."""
    raw = bytearray(zip_changed(24, struct.pack("<L", size)))
    raw[22:26] = struct.pack("<L", size)
    return bytes(raw)


def zip_overlapping(n_names):
    """Many entries that all mean the same bytes."""
    raw = zip_of("kick.wav", data=bytes(1 << 18), method=zipfile.ZIP_DEFLATED)
    local = raw[: raw.index(b"PK\x01\x02")]
    entry = raw[len(local) : raw.index(b"PK\x05\x06")]
    directory = b"".join(entry[:-8] + b"%08d" % n for n in range(n_names))
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, n_names, n_names, len(directory), len(local), 0
    )
    return local + directory + end


def zip64_of(name):
    """A zip with the end record of a much larger one."""
    raw = zip_of(name)
    at = raw.index(b"PK\x05\x06")
    directory = raw.index(b"PK\x01\x02")
    end = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, at - directory, directory
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    return raw[:at] + end + locator + raw[at:]


def tar_info(name, kind=tarfile.REGTYPE, size=0, **more):
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, size
    for key, value in more.items():
        setattr(info, key, value)
    return info


def tar_of(*names, data=WAVE, format=tarfile.PAX_FORMAT, **more):
    """A plain tar with the same content under every name."""
    return tar_raw(
        *((tar_info(name, size=len(data), **more), data) for name in names), format=format
    )


def tar_kind(kind, name="kick.wav", linkname="", after=()):
    """A tar with a member that is no file, and plain ones after it."""
    special = tar_info(name, kind, linkname=linkname)
    return tar_raw((special, b""), *((tar_info(n, size=len(WAVE)), WAVE) for n in after))


def tar_raw(*members, format=tarfile.GNU_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_field(start, value, names=("kick.wav",), member=0):
    """A tar with a field of one header overwritten, its sum made right again."""
    raw = bytearray(tar_of(*names))
    at = member * 2 * HEADER
    raw[at + start : at + start + len(value)] = value
    raw[at + 148 : at + 156] = b" " * 8
    raw[at + 148 : at + 155] = b"%06o\0" % sum(raw[at : at + HEADER])
    return bytes(raw)


def tar_long_names(n_names):
    """Long names of long names of long names."""
    block = tar_info("././@LongLink", tarfile.GNUTYPE_LONGNAME, 10).tobuf(tarfile.GNU_FORMAT)
    return (block + b"kick.wav".ljust(HEADER, b"\0")) * n_names + tar_of("kick.wav")


def tar_notes(n_bytes):
    """A tar whose extended header is as long as asked for."""
    note = b"comment=" + b"x" * n_bytes + b"\n"
    length = len(note) + len(str(len(note) + 8)) + 1
    record = b"%d %s" % (length, note)
    info = tar_info("notes", tarfile.XHDTYPE, len(record))
    padding = b"\0" * (-len(record) % HEADER)
    return info.tobuf(tarfile.USTAR_FORMAT) + record + padding + tar_of("kick.wav")


def changed(raw, position, value):
    """Bytes with some of them overwritten; a position below 0 counts from the end."""
    position %= len(raw)
    return raw[:position] + value + raw[position + len(value) :]


def gz(data):
    return gzip.compress(data, mtime=0)
