# SPDX-License-Identifier: MIT-0
"""The full screen on a pseudo-terminal: keys, and every way out gives the
terminal back."""
import fcntl
import os
import signal
import struct
import sys
import termios
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "program"))
from harness import Folder, Terminal, check, finish  # noqa: E402

PROGRAM = """
local function work(n) sleep(n) print("done " .. n) end
local a = spawn("a", work, 10)
local b = spawn("b", work, 20)
a:await() b:await()
"""
LEAVE = "\x1b[?1049l"  # xterm gives the screen back with this


class Screen(Terminal):
    def __init__(self, folder, args, size=(24, 80)):
        environment = folder.environment
        folder.environment = lambda: {**environment(), "TERM": "xterm-256color",
                                      "LC_ALL": "C.UTF-8"}
        super().__init__(folder, args)
        folder.environment = environment
        self.resize(*size)

    def resize(self, rows, columns):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                    struct.pack("HHHH", rows, columns, 0, 0))

    def modes(self):
        flags = termios.tcgetattr(self.fd)[3]
        return bool(flags & termios.ECHO), bool(flags & termios.ICANON)


def opened(folder):
    path = folder.write("two.lua", PROGRAM)
    t = Screen(folder, ["step", path])
    t.wait_for("F1")
    return t


def keys(folder):
    t = opened(folder)
    t.type("\x1b[19~")  # F8
    t.wait_for("1: task main")  # only cells that change are written
    t.type("\x1bOC")  # Right
    t.wait_for("SLEEP")
    t.type("\x1b[18~")  # F7
    t.wait_for("BACK")
    t.type("print(6 * 7)\r")
    t.wait_for("42")
    t.resize(30, 100)
    os.kill(t.pid, signal.SIGWINCH)
    t.wait_for("tasks")
    t.type("\x04")  # Ctrl-D
    check("keys", "Ctrl-D leaves", t.end(), 0)


def much_is_said(folder):
    """What has no room covers the panes from its first line on, until a key."""
    t = opened(folder)
    t.type("for i = 1, 30 do print('row ' .. i) end\r")
    t.wait_for("PgDn: more; any key goes back")
    check("much", "from its beginning", "row 9" in t.seen, True)
    check("much", "a page of it", "row 18" in t.seen, False)
    t.type("\x1b[6~")  # PgDn
    t.wait_for("row 20")
    t.seen = ""
    t.type("\r")
    t.wait_for("waits for")  # the tasks are there again
    t.type("\x04")
    check("much", "leaves", t.end(), 0)


def spinning(folder):
    t = opened(folder)
    t.type("while true do pcall(function() end) end\r")
    t.wait_for("RUNNING")
    time.sleep(0.2)
    start = time.monotonic()
    t.interrupt()
    t.wait_for("interrupted")
    took = time.monotonic() - start
    check("spinning", f"Ctrl-C was seen soon ({took:.2f} s)", took < 1.0, True)
    t.type("\x04")
    check("spinning", "goes on, and leaves", t.end(), 0)


def way_out(folder, name, send, status):
    t = opened(folder)
    check(name, "the terminal is in the screen's mode", t.modes(),
          (False, False))
    send(t)
    got = t.end()
    check(name, "status", got, status)
    check(name, "gives the screen back", LEAVE in t.seen, True)


def stopped(folder):
    """Nobody could continue it here, so the system does not let it stop; but
    it must give the terminal back, and take it again."""
    t = opened(folder)
    for _ in range(30):  # ncurses ignores the signal while it draws
        os.kill(t.pid, signal.SIGTSTP)
        t.read(1)
        if LEAVE in t.seen:
            break
    t.wait_for(LEAVE)
    t.wait_for("F1")
    check("stopped", "it is the screen's again", t.modes(), (False, False))
    t.type("\x04")
    check("stopped", "leaves", t.end(), 0)


with Folder() as folder:
    keys(folder)
    much_is_said(folder)
    spinning(folder)
    way_out(folder, "quit", lambda t: t.type(":quit\r"), 0)
    way_out(folder, "term", lambda t: os.kill(t.pid, signal.SIGTERM),
            -signal.SIGTERM)
    way_out(folder, "abort", lambda t: os.kill(t.pid, signal.SIGABRT),
            -signal.SIGABRT)
    stopped(folder)
finish()
