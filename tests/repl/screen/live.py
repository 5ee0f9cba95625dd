# SPDX-License-Identifier: MIT-0
"""A program on the real clock is shown while it runs, goes on while one looks
back, pauses, and is looked at afterwards."""
import re

from display import LEAVE, Screen
from harness import PATIENCE, Folder, check, finish  # display has found it

# Never ends by itself, so that what is seen is seen while it runs.
FOREVER = """
local q = queue(2)
spawn("ticker", function() for i = 1, 1e9 do sleep(5) q:put(i) end end)
spawn("eater", function() while true do print("ate " .. q:get()) end end)
spawn("judge", function() sleep(1e6) end)
sleep(1e6)
"""
SHORT = """
print("early")
sleep(100)
print("late")
"""


F5, F6, F7, F8 = "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~"
RIGHT, HOME, END = "\x1bOC", "\x1bOH", "\x1bOF"
CTRL_C, CTRL_D, CTRL_X = "\x03", "\x04", "\x18"


def begin(folder, program):
    path = folder.write("live.lua", program)
    t = Screen(folder, ["step", "--clock=real", path])
    t.shows("PAUSED")
    return t


def step(screen):
    return int(re.search(r"step (\d+)", screen)[1])


def leave(t, name):
    t.type(CTRL_D)
    check(name, "Ctrl-D leaves", t.end(), 0)
    check(name, "gives the screen back", LEAVE in t.seen, True)


def shown_while_it_runs(folder):
    name = "running"
    t = begin(folder, FOREVER)
    t.type(F5)
    t.shows("RUNNING")
    t.shows("ate 3")
    first = step(t.matches(r"eater +QUEUE"))
    t.until(lambda screen: step(screen) > first + 20, "no more steps came")
    t.matches(r"judge +SLEEP s until 1\d{6}")
    t.shows("F5 pause")
    t.type(CTRL_X)
    t.shows("waits (what -> who)")
    t.type(CTRL_X)  # Ctrl-C would take back what was not read yet
    t.until(lambda screen: "waits (what" not in screen, "^X does nothing")
    t.type(CTRL_C)
    t.shows("PAUSED")
    t.shows("interrupted")
    leave(t, name)


def looked_back_at_while_it_runs(folder):
    name = "looking back"
    t = begin(folder, FOREVER)
    t.type(F5)
    t.until(lambda screen: step(screen) > 20, "no steps came")
    t.type(HOME)
    t.shows("RUNS ON")
    t.shows("step 0: nothing has run yet")
    t.type(F8 + F8 + RIGHT + F7)
    t.matches(r"step 2  .*RUNS ON")
    t.until(lambda screen: "ate 1" not in screen, "it had printed nothing yet")
    t.type(END)
    newest = step(t.matches(r"step \d\d.*RUNNING"))
    t.shows("ate 9")
    t.until(lambda screen: step(screen) > newest, "it does not go on")
    leave(t, name)


def paused(folder):
    name = "pause"
    t = begin(folder, FOREVER)
    t.type(F5)
    t.until(lambda screen: step(screen) > 20, "no steps came")
    t.type(F5)
    last = step(t.shows("PAUSED"))
    t.type(F7)
    t.matches(rf"step {last - 1}  .*BACK")
    t.type(F5)
    t.until(lambda screen: "RUNNING" in screen and step(screen) > last + 5,
            "it does not go on")
    t.type("print(6 * 7)\r")  # pauses, and is done then
    t.shows("PAUSED")
    t.shows("\n│42")
    t.type(F5)
    t.shows("RUNNING")
    t.type(F6)  # done when it has paused: to the next task that blocks
    t.matches(r"PAUSED[^$]*blocked on")
    leave(t, name)


def looked_at_afterwards(folder):
    name = "afterwards"
    t = begin(folder, SHORT)
    t.type(F5)
    t.shows("early")
    t.shows("ENDED")
    t.shows("late")
    t.type(F7 + F7)
    t.shows("step 0:")
    t.type("1")
    t.shows("what ran on the real clock")
    t.type(":reset\r")
    t.matches(r"step 0 .*PAUSED")
    leave(t, name)


def not_held_up_by_the_terminal(folder):
    """Nobody reads what is drawn: the program goes on all the same."""
    name = "stopped terminal"
    t = begin(folder, FOREVER)
    t.type(F5)
    t.matches(r"step \d\d.*RUNNING")
    seconds, first, then = 0.5, 0, 0
    while then < first + 100 and seconds < PATIENCE:
        t.type("\x13")  # Ctrl-S
        while t.read(seconds):
            pass
        first = step(t.vt.text())
        t.type("\x11")  # Ctrl-Q
        then = step(t.until(lambda screen: step(screen) != first,
                            "no frame came"))
        seconds *= 2  # a busy machine did not let it work meanwhile
    check(name, f"it went on ({first}, {then})", then >= first + 100, True)
    leave(t, name)


with Folder() as folder:
    for test in (shown_while_it_runs, looked_back_at_while_it_runs, paused,
                 looked_at_afterwards, not_held_up_by_the_terminal):
        try:
            test(folder)
        except AssertionError as error:
            check(test.__name__, "got stuck", str(error), "")
finish()
