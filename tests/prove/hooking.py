"""The system calls of a compiled module, taken over from within the process: no tracer, no compiler, no special rights.

A compiled module reaches the C library through addresses that the loader wrote into its tables, as its ELF relocations say.
`hook` writes ours there instead. Linux on 64-bit machines; elsewhere `cannot()` says why not.
"""

import ctypes
import struct
import sys
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)
_int, _size, _pointer = ctypes.c_int, ctypes.c_size_t, ctypes.c_void_p
CALLS = {
    "pwrite64": (ctypes.c_ssize_t, _int, _pointer, _size, ctypes.c_int64),
    "pwrite": (ctypes.c_ssize_t, _int, _pointer, _size, ctypes.c_int64),
    "ftruncate64": (_int, _int, ctypes.c_int64),
    "ftruncate": (_int, _int, ctypes.c_int64),
    "fsync": (_int, _int),
    "fdatasync": (_int, _int),
    "unlink": (_int, ctypes.c_char_p),
}
SYMBOLS, RELOCATIONS = 11, 4  # kinds of sections
PAGE, WRITABLE = 4096, 3
_kept = []  # what C calls must not be collected


def cannot():
    """Why this machine's modules cannot be hooked, in one sentence; empty when they can."""
    if not sys.platform.startswith("linux") or struct.calcsize("P") != 8 or sys.byteorder != "little":
        return "the driver's system calls can be watched on 64-bit Linux only"
    return ""


def hook(package, *, write, truncate, sync, unlink):
    """Replace the calls of this package's compiled module; each replacement gets a function that makes the real call."""
    path = _compiled(package)
    places = _places(path.read_bytes())
    base = _base(path)
    makers = {"pwrite": _writing(write), "ftruncate": _plain(truncate), "unlink": _named(unlink)}
    makers |= {"fsync": _plain(sync), "fdatasync": _plain(sync)}
    missing = {"pwrite", "fsync", "ftruncate", "unlink"} - {name.removesuffix("64") for name in places}
    if missing:
        raise RuntimeError(f"{path.name} does not call {', '.join(sorted(missing))} the way that can be watched")
    for name, offsets in places.items():
        kind = ctypes.CFUNCTYPE(*CALLS[name])
        real = kind((name, _libc))
        ours = kind(makers[name.removesuffix("64")](real))
        _kept.extend((real, ours))
        for offset in offsets:
            _put(base + offset, ctypes.cast(ours, _pointer).value)


def _writing(replacement):
    def maker(real):
        return lambda fd, buffer, size, offset: replacement(
            lambda: real(fd, buffer, size, offset), fd, ctypes.string_at(buffer, size), offset
        )

    return maker


def _plain(replacement):
    return lambda real: lambda *values: replacement(lambda: real(*values), *values)


def _named(replacement):
    return lambda real: lambda path: replacement(lambda: real(path), path.decode())


def _compiled(package):
    return next(Path(package.__file__).parent.glob("_sqlite3*.so"))


def _base(path):
    """Where the loader put the module."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        if line.endswith(str(path.resolve())):
            return int(line.split("-")[0], 16)
    raise RuntimeError(f"{path.name} is not loaded")


def _put(address, value):
    start = address & -PAGE
    if _libc.mprotect(_pointer(start), _size(2 * PAGE), WRITABLE):
        raise OSError(ctypes.get_errno(), "the module's tables cannot be written")
    ctypes.c_uint64.from_address(address).value = value


def _places(elf):
    """{name of a call: the places, from the module's start, where its address was written}."""
    table, size, count = struct.unpack_from("<Q", elf, 40)[0], *struct.unpack_from("<HH", elf, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", elf, table + place * size) for place in range(count)]
    symbols = next(one for one in sections if one[1] == SYMBOLS)
    names = sections[symbols[6]][4]
    found = {}
    for section in sections:
        if section[1] == RELOCATIONS:
            for at in range(section[4], section[4] + section[5], 24):
                offset, info = struct.unpack_from("<QQ", elf, at)
                start = names + struct.unpack_from("<I", elf, symbols[4] + (info >> 32) * 24)[0]
                name = elf[start : elf.index(b"\0", start)].decode()
                if name in CALLS:
                    found.setdefault(name, []).append(offset)
    return found
