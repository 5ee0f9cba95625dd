# SPDX-License-Identifier: MIT-0
"""From one lesson to the next: at its end, and in one that is done."""
import os

from display import LEAVE, Screen
from harness import Folder, Terminal, check, finish  # display has found it

LESSONS = {"01-one": "# One\n\nText of one.\n\n---\n\nMore of it.\n",
           "02-two": "# Two: and so on\n\nText of two.\n",
           "03-three": "# Three\n\nText of three.\n"}
CTRL_D = "\x04"


def opened(folder, *args):
    """Nobody names a lesson unless args do."""
    return Screen(folder, ["lesson", *args, "--lessons", "course"])


def left(t, name, text):
    """Ctrl-D leaves; what is to be read then stands where the screen was."""
    t.type(CTRL_D)
    check(name, "leaves", t.end(), 0)
    check(name, "says how to go on", text in t.seen.split(LEAVE)[-1], True)


def before_its_end(folder):
    t = opened(folder, "1")
    t.press("\r", "[Enter: next lesson]")
    left(t, "done", "The next one: `baton lesson 2 --lessons course`")
    t = opened(folder, "1")
    t.shows("[Enter: go on]")
    left(t, "before its end", "Left before its end. Opened again")


def one_after_the_other(folder):
    name = "one after the other"
    t = opened(folder, "1")
    t.press("\r", "The next one")
    t.shows("is 2 Two.")
    t.press("\r", "Text of two.")
    t.press("\r", "Text of three.")
    t.shows("It is the")
    t.press("\r", "It is the last one. All of them: `baton lessons")
    check(name, "Enter leaves the last one", t.end(), 0)
    check(name, "nothing is said in between", "`baton lesson 2" in t.seen,
          False)


def offered(folder):
    """A lesson that is done and was not named offers the next one."""
    t = opened(folder, "2")
    t.shows("Text of two.")
    left(t, "offered", "The next one: ")
    t = opened(folder)
    t.shows("[1] in the next one: 3 Three")
    t.press("2", "Text of two.")
    left(t, "here", "The next one: ")
    t = opened(folder)
    t.shows("1 or 2>")
    t.press("1", "Text of three.")
    left(t, "in the next one", "It is the last one.")
    t = opened(folder)
    t.shows("You have done this lesson. It is")
    t.shows("Text of three.")
    left(t, "the last one", "It is the last one.")


def offered_in_lines(folder):
    """Where there is no screen."""
    name = "in lines"
    state = os.path.join(folder.path, "state", "baton", "progress.json")
    text = open(state).read().replace('"last": "03-three"', '"last": "01-one"')
    folder.write("state/baton/progress.json", text)
    t = Terminal(folder, ["lesson", "--lessons", "course"])
    t.wait_for("[1] in the next one: 2 Two\n[2] here, at its start\n1 or 2> ")
    t.type("\n")
    t.wait_for("Text of two.")
    t.wait_for("The next one: `baton lesson 3 --lessons course`.\n")
    check(name, "ends", t.end(), 0)


with Folder() as folder:
    for lesson, text in LESSONS.items():
        folder.write(f"course/{lesson}/lesson.md", text)
    for test in (before_its_end, one_after_the_other, offered,
                 offered_in_lines):
        try:
            test(folder)
        except AssertionError as error:
            check(test.__name__, "got stuck", str(error), "")
finish()
