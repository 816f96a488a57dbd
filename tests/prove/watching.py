"""The site as a server process runs it, watched: each write and sync of the database's files goes into one log, and so does
each request when it comes and when it is answered. WATCH names the log and the files; WATCH_SYNCHRONOUS turns durability down.

A write is noted once it is done, a sync when it begins and when it is done: what stands in the log never happened later.
"""

import json
import os
import threading

import app
from kernel import sqlite
from tests.prove.hooking import hook


class Log:
    """Appended to by several processes and threads; each note is one write, so notes stand in the order of what they tell."""

    def __init__(self, path):
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, what, data=b"", **facts):
        """One thing that happened, with the bytes that were written."""
        head = {"what": what, "by": f"{os.getpid()}.{threading.get_ident()}", "bytes": len(data), **facts}
        os.write(self._file, json.dumps(head).encode() + b"\n" + data)


def for_serving():
    """The site, watched."""
    log, files = Log(os.environ["WATCH"]), os.environ["WATCHED"]
    sqlite.PRAGMAS = tuple(_turned_down(pragma) for pragma in sqlite.PRAGMAS)
    _watch_files(log, files)
    site = app.for_serving()
    site.wsgi_app = _watched(site.wsgi_app, log)
    return site


def _turned_down(pragma):
    wanted = os.environ.get("WATCH_SYNCHRONOUS")
    return f"synchronous={wanted}" if wanted and pragma.startswith("synchronous=") else pragma


def _watched(answer, log):
    """Requests that carry X-Act are noted: when they come, and with their status once the site has done all it does."""

    def watched(environ, start_response):
        act = environ.get("HTTP_X_ACT")
        if act is None:
            return answer(environ, start_response)
        log.note("asked", act=act)
        told = []
        answered = answer(environ, lambda *head: told.append(head))
        body = list(answered)
        answered.close()
        log.note("answered", act=act, status=told[0][0])
        start_response(*told[0])
        return body

    return watched


def _watch_files(log, files):
    """Have the driver's calls of the system tell the log, for files whose path begins so, and for their folder."""

    def path_of(fd):
        return os.readlink(f"/proc/self/fd/{fd}")

    def write(call, fd, data, offset):
        done = call()
        if path_of(fd).startswith(files):
            log.note("write", data[:done], path=path_of(fd), at=offset)
        return done

    def truncate(call, fd, size):
        done = call()
        if path_of(fd).startswith(files):
            log.note("truncate", path=path_of(fd), at=size)
        return done

    def sync(call, fd):
        log.note("sync begins", path=path_of(fd))
        done = call()
        log.note("sync ends", path=path_of(fd))
        return done

    def unlink(call, path):
        done = call()
        log.note("unlink", path=path)
        return done

    hook(sqlite.driver, write=write, truncate=truncate, sync=sync, unlink=unlink)
