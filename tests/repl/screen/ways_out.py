# SPDX-License-Identifier: MIT-0
"""Every way out of the full screen gives the terminal back as it was."""
import os
import signal

from display import LEAVE, Screen
from harness import Folder, check, finish  # display has found it

PROGRAM = "print('here')"
DEAF = "string.find(('a'):rep(40), ('a*'):rep(20) .. 'b')"
BROKEN = "print('here') error('broken')"
F5 = "\x1b[15~"


def opened(folder, program, args=()):
    path = folder.write("out.lua", program)
    t = Screen(folder, ["step", *args, path])
    t.shows("F1")
    return t


def way_out(folder, name, send, status, program=PROGRAM, args=()):
    """Returns what stands on the terminal afterwards."""
    t = opened(folder, program, args)
    check(name, "the terminal is in the screen's mode", t.modes(),
          (False, False))
    send(t)
    check(name, "status", t.end(), status)
    check(name, "gives the screen back", LEAVE in t.seen, True)
    check(name, "and the terminal's modes", t.modes_left, (True, True))
    return t.seen.split(LEAVE)[-1]


def killed(folder, number):
    way_out(folder, number.name, lambda t: os.kill(t.pid, number), -number)


def after_an_error(folder):
    def fail(t):
        t.press(F5, "broken")
        t.type(":quit\r")

    way_out(folder, "error", fail, 0, BROKEN)


def hung_up(folder):
    """The terminal is closed: nobody is there to be told."""
    t = opened(folder, PROGRAM)
    os.close(t.fd)
    t.fd = os.open("/dev/null", os.O_RDWR)
    t.before_close = lambda: None
    check("closed", "ends", t.end() in (0, -signal.SIGHUP), True)


def deaf(folder):
    """Nothing stops a function of C's; so Baton ends, and tidies up."""
    def interrupt_twice(t):
        t.press(F5, "RUNNING")
        t.burn()
        t.interrupt_until_it_ends()

    left = way_out(folder, "deaf", interrupt_twice, 130, DEAF)
    check("deaf", "says so on the terminal", "baton: interrupted" in left, True)
    left = way_out(folder, "late", lambda t: t.type(F5), 3, DEAF,
                   ["--max-time=3"])  # in which it is to begin
    check("late", "says so on the terminal",
          "baton: the limit on time was reached" in left, True)


def stopped(folder):
    """Nobody could continue it here, so the system does not let it stop; but
    it must give the terminal back, and take it again."""
    t = opened(folder, PROGRAM)
    while not t.rests():  # ncurses ignores the signal while it draws
        pass
    os.kill(t.pid, signal.SIGTSTP)
    t.wait_for(LEAVE)
    t.wait_for("F1")
    check("stopped", "it is the screen's again", t.modes(), (False, False))
    t.type("\x04")
    check("stopped", "leaves", t.end(), 0)


with Folder() as folder:
    way_out(folder, "quit", lambda t: t.type(":quit\r"), 0)
    way_out(folder, "end", lambda t: t.type("\x04"), 0)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGABRT,
                   signal.SIGSEGV, signal.SIGQUIT):
        killed(folder, number)
    after_an_error(folder)
    hung_up(folder)
    deaf(folder)
    stopped(folder)
finish()
