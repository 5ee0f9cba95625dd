# SPDX-License-Identifier: MIT-0
"""The full screen on a pseudo-terminal: keys, and what they do."""
import os
import signal

from display import Screen
from harness import PATIENCE, Folder, check, finish  # display has found it

PROGRAM = """
local function work(n) sleep(n) print("done " .. n) end
local a = spawn("a", work, 10)
local b = spawn("b", work, 20)
a:await() b:await()
"""

LESSON = """# A title

```lua run
print("one")
```

```try
Look.
done: false
example: :step
```
"""

F2, F5 = "\x1bOQ", "\x1b[15~"
F7, F8 = "\x1b[18~", "\x1b[19~"
RIGHT, CTRL_D, CTRL_T = "\x1bOC", "\x04", "\x14"


def opened(folder, size=(24, 80)):
    path = folder.write("two.lua", PROGRAM)
    t = Screen(folder, ["step", path], size)
    t.shows("F1")
    return t


def keys(folder):
    t = opened(folder)
    t.press(F8, "step 1: task main")
    t.press(RIGHT, "a      SLEEP")
    t.press(F7, "BACK")
    t.press("\x1bOP", "^D leaves.")  # F1: all of it, to its last line
    t.press("\r", "waits for")
    t.press("print(6 * 7)\r", "│42 ")
    t.resize(30, 100)
    os.kill(t.pid, signal.SIGWINCH)
    t.shows("tasks")
    t.type(CTRL_D)
    check("keys", "Ctrl-D leaves", t.end(), 0)


def narrow(folder):
    """One pane; what was said covers it, but nothing does where nothing was."""
    t = opened(folder, (20, 60))
    t.shows("tasks")
    t.press(F8, "step 1: task main")
    t.press("x = 1\r", "step 2: task line-1")
    check("narrow", "nothing is covered", "goes back" in t.seen, False)
    t.press("print(6 * 7)\r", "any key goes back")
    t.shows("42")
    t.press("\r", "waits for")
    t.press(F5, "output (any key goes back)")
    t.shows("done 20")
    t.press(F2, "there is nothing to hint at")
    t.type(CTRL_D)
    check("narrow", "leaves", t.end(), 0)
    folder.write("hint/01-hint/lesson.md", QUESTION)
    t = Screen(folder, ["lesson", "1", "--lessons", "hint"], (20, 60))
    t.shows("[lesson]")
    t.press("\t\t", "[tasks]")
    t.press("\r", "[lesson]")  # seen before it goes on
    t.press("\t", "[source]")
    t.press(F2, "hint:")
    t.type(CTRL_D)
    check("narrow", "leaves", t.end(), 0)


def much_is_said(folder):
    """What has no room covers the panes from its first line on, until a key."""
    t = opened(folder)
    t.press("for i = 1, 30 do print('row ' .. i) end\r",
            "PgDn: more; any key goes back")
    t.shows("row 9")
    check("much", "a page of it", "row 18" in t.vt.text(), False)
    t.press("\x1b[6~", "row 20")  # PgDn
    t.press("\r", "waits for")  # the tasks are there again
    t.type(CTRL_D)
    check("much", "leaves", t.end(), 0)


def much_is_said_for_long(folder):
    """The same where there was time to show frames before the end."""
    t = opened(folder)
    t.press("for i = 1, 30 do print('row ' .. i) end for i = 1, 30 do "
            "for j = 1, 1e6 do end sleep(0) end\r", "PgDn: more")
    t.shows("row 9")
    t.press("\r", "waits for")
    t.type(CTRL_D)
    check("for long", "leaves", t.end(), 0)


def started_over(folder):
    """What a lesson's program printed goes when it starts over."""
    folder.write("course/01-a/lesson.md", LESSON)
    t = Screen(folder, ["lesson", "1", "--lessons", "course"])
    t.shows("baton>")
    t.press(F5, "The program is over")
    t.shows("\n one")
    t.press(":reset\r", "step 0: nothing")
    t.until(lambda screen: "\n one" not in screen, "it has printed")
    t.press(F5, "The program is over")
    t.type(CTRL_D)
    check("started over", "leaves", t.end(), 0)


def output_as_it_was(folder):
    """What the program printed later than the step in view is not there."""
    t = opened(folder)
    t.press(F5, "│done 20")
    t.press(":goto 4\r", "BACK")
    t.until(lambda screen: "│done 20" not in screen, "it is still there")
    t.shows("│done 10")
    t.press("print('mine')\r", "│mine")
    t.press(F7, "BACK")
    t.until(lambda screen: "│mine" not in screen, "it is still there")
    t.shows("│baton> print('mine')")  # is typed next
    t.press(":goto 2\r", "step 2:")
    t.until(lambda screen: "print('mine')" not in screen, "it is still there")
    t.press("1", "branch 2")
    t.type(CTRL_D)
    check("output", "leaves", t.end(), 0)


def answer_as_it_was(folder):
    """An answer about the program is one at that step, in that run."""
    t = opened(folder)
    t.press(F8 + F8, "step 2:")
    t.press(":why a\r", "why: it sleeps")
    t.press(F7, "BACK")
    t.until(lambda screen: "why: it sleeps" not in screen, "it is still there")
    t.press(F8, "why: it sleeps")
    t.press(":reset\r", "step 0:")
    t.press(F5, "done 20")
    check("answer", "is not there in another run",
          "why: it sleeps" in t.vt.text(), False)
    t.type(CTRL_D)
    check("answer", "leaves", t.end(), 0)


def syntax_is_wrong(folder):
    """What is refused while one looks back is said."""
    t = opened(folder)
    t.press(F5, "done 20")
    t.press(":goto 1\r", "BACK")
    t.press("x = = 1\r", "unexpected symbol")
    t.press(":pick main\r", "main cannot run now")
    t.type(CTRL_D)
    check("wrong", "leaves", t.end(), 0)


def events(folder):
    t = opened(folder)
    t.press(CTRL_T, "step 0 event 2/2")
    t.press(F8, "step 1, event 1 of 6: task main starts")
    t.press(F7, "step 0, event 2 of 2: task main is ready")
    t.type(F8)
    t.press(CTRL_T, "step 1 event 1/6")
    t.press(F8, "step 1: task main")
    t.press(":size event\r", "step 1 event 6/6")
    t.type(CTRL_D)
    check("events", "leaves", t.end(), 0)


def at(t, text):
    """Column and row, from 1, where the text is on the screen."""
    t.shows(text)
    y = next(y for y, row in enumerate(t.vt.rows()) if text in row)
    return t.vt.rows()[y].index(text) + 1, y + 1


def click(t, x, y, shows):
    t.type(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
    t.shows(shows)


def click_on(t, text, shows, dx=0):
    x, y = at(t, text)
    click(t, x + dx, y, shows)


def panes(folder):
    """Where there is one pane only, each is two keys away at most."""
    t = Screen(folder, ["step", "two.lua"], (20, 60))
    t.shows("[tasks]")
    t.press("\t", "[waits]")
    t.press("\t", "[output]")
    t.press("\t", "[source]")
    t.press("\x1b[Z", "[output]")  # Shift-Tab
    t.press("\x1b[Z\x1b[Z", "[tasks]")
    t.press("\x18", "[waits]")  # Ctrl-X
    t.type(CTRL_D)
    check("panes", "leaves", t.end(), 0)
    t = opened(folder)
    t.press("\x1bOS", "[source]")  # F4
    t.press("\x1b", "┬─ two.lua")
    t.press("\x1b[Z", "[output]")
    t.press("\x1b[Z", "[source]")
    t.press("\x1b[Z", "┬─ two.lua")
    t.press("\x1bOR", "language only")  # F3
    t.type(CTRL_D)
    check("panes", "leaves", t.end(), 0)


def key_help(folder):
    """Help is all there, in one column or in two."""
    t = Screen(folder, ["step", "two.lua"], (20, 60))
    t.shows("F1 help")
    t.press("\x1bOP", "help (PgDn: more")  # F1
    t.press("\x1b[6~" * 4, "^D leaves")
    t.press("x", "[tasks]")
    t.resize(24, 80)
    t.press("\x1bOP", "help (any key")
    t.shows("^D leaves")
    t.type(CTRL_D)  # goes back
    t.until(lambda screen: "leaves" not in screen, "it is still covered")
    t.type(CTRL_D)
    check("help", "leaves", t.end(), 0)


def mouse(folder):
    t = opened(folder)
    click_on(t, "F8 step", "step 1: task main")
    click_on(t, "2 b", "step 2: task b (two.lua:2) was chosen as 2 of 2")
    click_on(t, "v..'", "step 4: task", 2)  # two steps to the right
    click_on(t, "v'....", "step 1: task main", -3)
    click_on(t, "JOIN", "who can wake it: a, by ending")
    click_on(t, "─ two.lua", "[source]")
    click_on(t, "output", "[output]", 2)
    click_on(t, "waits", "edge main")
    click_on(t, "edge main", "who can wake it", 6)
    t.type("\x1b[<0;1;1M\x1b[<0;1;1m")  # what covers the panes goes
    t.until(lambda screen: "any key" not in screen, "it is still covered")
    click_on(t, "[waits]", "┬─ two.lua")  # all of them again
    click_on(t, "^X graph", "waits (what")
    click_on(t, "- task a -> a", "task a", 12)
    t.type(CTRL_D)
    check("mouse", "leaves", t.end(), 0)


def cursor_by_mouse(folder):
    """A click in what is typed puts the cursor there, or behind its line."""
    t = opened(folder)
    t.press("a = 1\x1b\rbb = 22", "bb = 22")  # two lines
    x, y = at(t, "bb = 22")
    click(t, x + 1, y, "bb = 22")
    t.press("x", "bxb = 22")
    click(t, x + 3, y - 1, "bxb = 22")
    t.press("y", "a =y 1")
    click(t, x + 40, y - 1, "bxb = 22")
    t.press("z", "a =y 1z")
    t.press("\x15\x1bOB\x05\x15" + "x" * 90, "xxx\n")  # scrolled sideways
    click(t, 9, y, "xxx\n")
    t.press("|", "\n" + " " * 7 + "x" * 19 + "|x")
    t.type("\x05\x15\x1bOA\x05\x15\x1b[3~" + CTRL_D)
    check("cursor", "leaves", t.end(), 0)


QUESTION = """# Who prints?

```lua run
spawn("a", print, "x")
sleep(1)
```

```predict
? Who prints?
[1] main
[2] a
answer: first { ev = "out" }.who
```
"""


def answer_by_mouse(folder):
    folder.write("asks/01-who/lesson.md", QUESTION)
    t = Screen(folder, ["lesson", "1", "--lessons", "asks"])
    click_on(t, "[1] main", "not yet:")
    click_on(t, "[2] a", "right:", 9)
    t.type(CTRL_D)
    check("answer", "leaves", t.end(), 0)


def letting_go_is_no_end(folder):
    """Buttons that are let go mean nothing, however many there are at once."""
    t = opened(folder)
    for _ in range(20):
        t.type("\x1b[<0;1;1m" * 5)
    t.press(F8, "step 1: task main")
    t.type(CTRL_D)
    check("letting go", "leaves", t.end(), 0)


def turn(t, x, y, button, shows):
    t.type(f"\x1b[<{button};{x};{y}M")
    t.shows(shows)


def wheel(folder):
    t = opened(folder)
    t.press("for i = 1, 30 do print('row ' .. i) end\r", "PgDn: more")
    turn(t, 5, 5, 65, "row 19")  # what covers the panes moves
    t.press("x\x7f", "row 30")
    turn(t, 5, 5, 64, "row 22")
    t.until(lambda screen: "row 30" not in screen, "it did not move")
    turn(t, 60, 5, 65, "row 22")  # over the source, which is short
    t.type(CTRL_D)
    check("wheel", "leaves", t.end(), 0)


def spinning(folder):
    t = opened(folder)
    t.type("while true do pcall(function() end) end\r")
    t.shows("RUNNING")  # to its end: Ctrl-C takes back what was not read yet
    t.burn()
    start = t.worked()
    t.interrupt()
    t.shows("interrupted")
    took = t.worked() - start
    check("spinning", f"Ctrl-C was seen soon ({took:.2f} s)", took < 10.0, True)
    t.type(CTRL_D)
    check("spinning", "goes on, and leaves", t.end(), 0)


def interrupted_at_once(folder):
    """Ctrl-C counts from the moment on that the line is taken, and while one
    types."""
    t = opened(folder)
    for _ in range(3):
        t.type("while true do end\r")
        t.shows("RUNNING")
        t.interrupt()
        t.shows("PAUSED")
    t.press("x = 42", "baton> x = 42")
    t.interrupt()
    t.until(lambda screen: "\nbaton>\n" in screen, "the line stays")
    t.type(CTRL_D)
    check("at once", "leaves", t.end(), 0)


def lost_at_an_interrupt(folder):
    """With Ctrl-C the system throws away what is on its way to the terminal:
    it is shown all the same."""
    t = opened(folder)
    feed, t.vt.feed = t.vt.feed, lambda text: None  # which is thrown away
    t.type(F8)
    t.wait_for("1: task main")
    while not t.seen.endswith("\x1b[?2026l"):
        check("lost", "more of the frame comes", t.read(PATIENCE), True)
    t.vt.feed = feed
    t.interrupt()
    t.shows("step 1: task main")
    t.shows("a      READY")
    t.type(CTRL_D)
    check("lost", "leaves", t.end(), 0)


def typed_after_an_interrupt(folder):
    """A key that comes right behind Ctrl-C counts."""
    t = opened(folder)
    for i in range(1, 21):
        t.press("\x03x" + str(i), f"baton> x{i}\n")
    t.type("\x15" + CTRL_D)
    check("after", "leaves", t.end(), 0)


def unknown_character(folder):
    """One that the system does not know does not move what stands behind it."""
    t = opened(folder)
    t.press("print('a\\u{378}b')\r", "│a?b    ")
    t.type(CTRL_D)
    check("unknown", "leaves", t.end(), 0)


def sandbox(folder):
    """A prompt without a program: the waits in place of a source, and digits
    that pick nothing begin a line."""
    t = Screen(folder, ["repl"])
    t.shows("Ctrl-D leaves.")
    t.shows("waits (what -> who)")
    t.press("1 + 2 * 3\r", "\u25027 ")
    t.press("q = queue(1, 'jobs')\r", "jobs [.] 0/1")
    t.press("p = spawn('prod', function() q:put(1) q:put(2) end)\r",
            "prod   QUEUE q")
    t.shows("jobs [#] 1/1 full put <- prod")
    t.press("q:ge\t()\r", "prod   DONE")  # completed
    t.shows("PAUSED")
    t.type(CTRL_D)
    check("sandbox", "leaves", t.end(), 0)


def stays(folder):
    """baton -i: the program runs, then there is a prompt."""
    t = Screen(folder, ["-i", folder.write("two.lua", PROGRAM)])
    t.shows("done 20")
    t.press("2 + 3\r", "\u25025 ")
    t.type(CTRL_D)
    check("stays", "leaves", t.end(), 0)


with Folder() as folder:
    keys(folder)
    sandbox(folder)
    stays(folder)
    narrow(folder)
    much_is_said(folder)
    much_is_said_for_long(folder)
    started_over(folder)
    output_as_it_was(folder)
    answer_as_it_was(folder)
    syntax_is_wrong(folder)
    events(folder)
    panes(folder)
    key_help(folder)
    mouse(folder)
    cursor_by_mouse(folder)
    letting_go_is_no_end(folder)
    answer_by_mouse(folder)
    wheel(folder)
    spinning(folder)
    interrupted_at_once(folder)
    unknown_character(folder)
    lost_at_an_interrupt(folder)
    typed_after_an_interrupt(folder)
finish()
