# SPDX-License-Identifier: MIT-0
"""Terminals that can do less: the screen works there, or it is said."""
import os
import re

from display import Screen
from harness import Folder, check, finish  # display has found it

PROGRAM = 'print("gr\u00fc\u00dfe \u65e5\u672c |")'
F5, CTRL_D = "\x1b[15~", "\x04"


def opened(folder, size=(24, 80), **environment):
    path = folder.write("one.lua", PROGRAM)
    return Screen(folder, ["step", path], size, **environment)


def leaves(t, name):
    t.type(CTRL_D)
    check(name, "leaves", t.end(), 0)


def unknown_terminal(folder):
    """And one that cannot be moved about in."""
    for name, term, said in (("unknown", "no-such-terminal", True),
                             ("dumb", "dumb", False), ("none", "", False)):
        t = opened(folder, TERM=term)
        told = t.wait_for("baton> ")
        check(name, "says why, or nothing", "no full screen: the terminal's "
              "type, TERM, is not known here" in told, said)
        check(name, "writes no escapes", "\x1b" in told, False)
        t.type(":step\n")
        t.wait_for("step 1: task main")
        leaves(t, name)


def no_utf8(folder):
    """What has no letter there is a ?, as wide as it would have been."""
    for name, locale in (("C", "C"), ("unknown locale", "xx_XX.UTF-8")):
        t = opened(folder, LC_ALL=locale)
        t.shows("+- output ---")
        t.press(F5, "|gr??e ? ?  |")
        # What is typed and pasted is UTF-8 there, too.
        t.press("x = '\u00fc\u65e5' return #x", "baton> x = '?? ' return #x")
        t.press("\r", "|5 ")
        t.press("\x1b[200~y = '\u65e5'\rz = 7\x1b[201~", "z = 7")
        t.shows("y = '? '")
        t.press("\r", "step 3: ")
        t.press("#y + z\r", "|10 ")
        leaves(t, name)


def broken_utf8(folder):
    """A byte that begins no character is a ?, and swallows nothing."""
    t = opened(folder)
    t.shows("F1 help")
    os.write(t.fd, b"a\xfcb\xe6\x97c")
    t.shows("baton> a?b?c\n")
    t.type("\x15")
    leaves(t, "broken")


def other_keys(folder):
    """Keys as terminals send them that TERM does not describe; of what is no
    key here nothing is taken for text."""
    for term in ("xterm-256color", "screen", "linux", "vt100"):
        t = opened(folder, TERM=term)
        t.shows("F1 help")
        t.press("\x1b[19~", "step 1: task main")  # F8
        t.press("\x1b[18~", "step 0: ")  # F7
        t.press("\x1b[4~", "step 1: ")  # End
        t.press("\x1b[1~", "step 0: ")  # Home
        t.press("ab\x1b[D\x1bOD" + "c", "baton> cab")  # to the left
        t.press("\x1b[1;5A\x1b[38;2R\x1b[?1u\x1bOx" + "d", "baton> cdab")
        t.type("\x15\x0b")
        leaves(t, term)


def no_colour(folder):
    t = opened(folder, NO_COLOR="1")
    t.shows("F1 help")
    check("no colour", "none is written", "\x1b[38;5" in t.seen, False)
    leaves(t, "no colour")


def too_small(folder):
    """Until it is made larger."""
    t = opened(folder, (8, 30))
    t.shows("baton needs 40 columns")
    for rows, columns, text in ((24, 80, "F1 help"), (9, 80, "baton needs"),
                                (10, 40, "baton>"), (60, 200, "F1 help")):
        t.resize(rows, columns)
        t.shows(text)
    leaves(t, "too small")


def read_meanwhile(folder):
    """A text is read on where one was, whatever size the screen gets."""
    words = [f"w{i}" for i in range(900)]
    folder.write("long/01-long/lesson.md", f"# Long\n\n{' '.join(words)}\n")
    t = Screen(folder, ["lesson", "1", "--lessons", "long"])
    frame, seen = t.shows("[Enter: more]"), {}
    for size in 9 * [(20, 60), (24, 90), (14, 44), (22, 130), (24, 80)]:
        seen.update(dict.fromkeys(re.findall(r"w\d+", frame)))
        t.resize(*size)
        frame = t.until(lambda now: now.split("\n")[-1].startswith("F1"),
                        "it does not take all the room")
        seen.update(dict.fromkeys(re.findall(r"w\d+", frame)))
        if "[Enter: more]" not in frame:
            break
        t.type("\r")
        frame = t.until(lambda now: now != frame, "nothing more came")
    check("meanwhile", "all was seen, in its order", list(seen), words)
    leaves(t, "meanwhile")


with Folder() as folder:
    unknown_terminal(folder)
    no_utf8(folder)
    other_keys(folder)
    broken_utf8(folder)
    no_colour(folder)
    too_small(folder)
    read_meanwhile(folder)
finish()
