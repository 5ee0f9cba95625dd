# SPDX-License-Identifier: MIT-0
"""Measures one row of one program, once."""
import fcntl
import os
import resource
import select
import struct
import subprocess
import sys
import termios
import time

from programs import python, run

NO_SUCH_ROW, STOPS = 3, 4  # how a peer's program ends


def child_ms(command, times=20):
    """Processor time of a whole process, from start to exit."""
    def used():
        r = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (r.ru_utime + r.ru_stime) * 1000

    before = used()
    for _ in range(times):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    return (used() - before) / times


def peak(command):
    """Most memory that a process had, in bytes; how it ended, what it said."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                             stderr=subprocess.DEVNULL)
    said = child.stdout.read().strip()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss * 1024, child.returncode, said


# ---- Baton -----------------------------------------------------------------


def start(place, out):
    return child_ms([os.path.join(place, "baton"), "-e", ""])


def drawn(terminal, began):
    """Milliseconds until a program has written all that it has to show."""
    took = None
    while select.select([terminal], [], [], 0.3 if took else 10)[0]:
        os.read(terminal, 65536)  # fails where the program has ended
        took = (time.monotonic() - began) * 1000
    return took


def first_frame(place, out):
    """On the wall, until the lesson's screen is there and waits for a key."""
    terminal, inside = os.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    began = time.monotonic()
    lesson = subprocess.Popen(
        [os.path.join(place, "baton"), "lesson", "1"], stdin=inside,
        stdout=inside, stderr=inside, start_new_session=True,
        env=dict(os.environ, TERM="xterm-256color", XDG_STATE_HOME=out))
    os.close(inside)
    took = drawn(terminal, began)
    lesson.kill()
    lesson.wait()
    os.close(terminal)
    return took


def lua_spawn(place, out):
    script = "for i = 1, %d do spawn(function() end):await() end"
    few, many = (child_ms([os.path.join(place, "baton"), "-e", script % n], 5)
                 for n in (1000, 51000))
    return (many - few) * 1e6 / 50000


def lua_memory(place, out):
    script = ("local e = event() "
              "for i = 1, %d do spawn(function() e:wait() end) end "
              "sleep(0) e:set()")
    few, many = (peak([os.path.join(place, "baton"), "-e", script % n])[0]
                 for n in (10000, 50000))
    return (many - few) / 40000


def million(place, out):
    n = 1000000
    most, _, said = peak([os.path.join(place, "bench_scale"), "park", str(n)])
    if float(said) < n:
        return "%d of %d guarded, %.1f" % (float(said), n, most / 1e9)
    return most / 1e9


def printed(program, *words):
    def measure(place, out):
        command = [os.path.join(place, program)]
        command += [w.replace("OUT", out) for w in words]
        return float(run(command).stdout)
    return measure


BATON = {
    "start": start,
    "lesson": first_frame,
    "luaspawn": lua_spawn,
    "luamemory": lua_memory,
    "million": million,
    "kept": printed("bench_scale", "kept", "100000"),
    "trace": printed("bench_trace", "OUT/trace.jsonl"),
    "fold": printed("bench_world", "fold"),
    "step": printed("bench_world", "step"),
}


def baton(place, row, out, *words):
    if row in BATON:
        return BATON[row](place, out)
    return printed("bench_baton", row, *words)(place, out)


# ---- Peers -----------------------------------------------------------------

STARTS = {
    "lua": ["lua5.4", "-e", ""],
    "asyncio": [python(), "-c",
                "import asyncio; asyncio.run(asyncio.sleep(0))"],
}


def peer_peak(one):
    """Gigabytes for a million; some stop before."""
    if one.name == "uvloop":  # asyncio's own tasks
        return None
    most, status, said = peak(one.command("million"))
    if status == STOPS:
        return said
    return None if status else most / 1e9


def peer(one, row):
    """None where the peer has no such thing."""
    if row == "start":
        return child_ms(STARTS[one.name]) if one.name in STARTS else None
    if row == "million":
        return peer_peak(one)
    if row == "luamemory":
        row = "memory" if one.name == "lua" else row
    elif row == "memory" and one.name == "lua":
        return None  # is in the row for Lua
    done = subprocess.run(one.command(row), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    if done.returncode == NO_SUCH_ROW:
        return None
    if done.returncode == STOPS:
        return done.stdout.strip()
    if done.returncode:
        sys.stderr.write("%s %s: %s\n" % (one.name, row, done.stderr[-300:]))
        return None
    return float(done.stdout)
