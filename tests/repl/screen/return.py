# SPDX-License-Identifier: MIT-0
"""A lesson that was left, by whatever means, goes on where one was."""
import os
import re
import signal

from display import LEAVE, Screen
from harness import Folder, Terminal, check, finish  # display has found it

LESSON = """# One

Text of the first part.

```lua run
local function work(n) sleep(n) print("done " .. n) end
local a = spawn("a", work, 20)
local b = spawn("b", work, 10)
a:await() b:await()
```

---

# Two

```predict
? Who prints first?
[1] a
[2] b
[3] main
answer: first { ev = "out" }.who
```

# Three

```try
Let b print.
done: seen { ev = "out", who = "b" }
hint: it is not b that is ready
example: :run
```

Text of the last part.

---

The end.
"""
F7, F8, CTRL_D = "\x1b[18~", "\x1b[19~", "\x04"


def opened(folder, *args):
    return Screen(folder, ["lesson", *args, "--lessons", "course"])


def killed(t):
    """What was done last was done to its end, and is kept."""
    t.until(lambda screen: " RUNNING " not in screen, "it still runs")
    os.kill(t.pid, signal.SIGKILL)
    check("kill", "it was killed", t.end(), -signal.SIGKILL)


def left(t, name):
    t.type(CTRL_D)
    check(name, "Ctrl-D leaves", t.end(), 0)
    check(name, "gives the screen back", LEAVE in t.seen, True)
    check(name, "says that one can go on", "offers to go on here" in t.seen,
          True)


def nothing_to_go_on_with(folder):
    t = opened(folder)
    t.shows("Text of the first part.")
    killed(t)
    t = opened(folder)
    t.shows("Text of the first part.")
    check("only looked at", "no place is offered",
          "where you were" in t.vt.text(), False)
    t.press(F8, "step 1: task main")
    killed(t)


def steps(folder):
    """Steps, a branch, a line, a look back: all of it is there again."""
    name = "steps"
    t = opened(folder)
    t.shows("[1] where you were: One")
    t.press("1", "step 1: task main")
    t.shows("Text of the first part.")
    t.press(":pick b\r", "step 2: task b")
    t.press("x = 6 * 7 print('x is ' .. x)\r", "x is 42")
    t.press(":step 4\r", "step 7:")
    t.press(":back\r", "BACK")
    t.shows("step 6: ")
    before = re.sub(r"(?s)output.*?tasks", "", t.vt.text())
    killed(t)
    t = opened(folder, "one")
    t.shows("where you were")
    t.press("\r", "BACK")  # Enter alone goes on, too
    t.shows("step 6: ")
    check(name, "the step is the same", step_row(t.vt.text()),
          step_row(before))
    t.press("print('still ' .. x)\r", "still 42")
    left(t, name)


def step_row(screen):
    return re.search(r"\n step \d+: .*", screen)[0]


def a_question(folder):
    t = opened(folder)
    t.shows("where you were")
    t.press("1", "[Enter: go on]")
    t.press("\r", "Who prints first?")
    t.press("1", "not yet: ")
    killed(t)
    t = opened(folder)
    t.shows("[1] where you were: Two")
    t.press("1", "Who prints first?")
    t.press("2", "right: ")
    t.press("\r", "Let b print.")
    path = os.path.join(folder.path, "state", "baton", "progress.json")
    check("question", "both guesses count", '"guesses": 2' in open(path).read(),
          True)
    t.press(":reset\r", "step 0: ")
    t.press(F8 + F8, "step 2: ")
    killed(t)


def something_to_try(folder):
    """On a terminal without a screen."""
    name = "try"
    t = Terminal(folder, ["lesson", "--lessons", "course"])
    t.wait_for("[1] where you were: Three\n[2] at its start\n1 or 2> ")
    t.type("3\n")
    t.wait_for("Type 1 or 2; Enter alone is 1.\n1 or 2> ")
    t.type("1\n")
    told = t.wait_for("Try it: Let b print.")
    check(name, "the program is shown", "   1  local function work" in told,
          True)
    check(name, "and the section", "Three\n=====\n" in told, True)
    t.wait_for("baton> ")
    t.type(":run\n")
    t.wait_for("done: that was it.")
    t.wait_for("[Enter] ")
    t.type("\n")
    t.wait_for("That was the lesson.")
    check(name, "ends", t.end(), 0)
    t = opened(folder)
    t.shows("Text of the first part.")
    check(name, "a lesson that is done begins at its start",
          "where you were" in t.vt.text(), False)
    t.press(F8, "step 1: ")
    left(t, name)


def begun_again(folder):
    t = opened(folder)
    t.shows("where you were")
    t.press("2", "Text of the first part.")
    t.shows("step 0: ")
    t.press(F8 + F8, "step 2: ")
    left(t, "begun again")


def changed_since(folder):
    name = "changed lesson"
    folder.write("course/01-one/lesson.md", LESSON + "\nMore.\n")
    t = opened(folder)
    t.shows("This lesson has changed since")
    t.press(F8, "step 1: ")
    left(t, name)
    path = os.path.join(folder.path, "state", "baton", "progress.json")
    text = open(path).read().replace('"events": ', '"events": 9999')
    folder.write("state/baton/progress.json", text)
    t = opened(folder)
    t.shows("where you were")
    t.press("1", "The program did not do")
    t.shows("step 0: ")
    left(t, name)


with Folder() as folder:
    folder.write("course/01-one/lesson.md", LESSON)
    for test in (nothing_to_go_on_with, steps, a_question, something_to_try,
                 begun_again, changed_since):
        try:
            test(folder)
        except AssertionError as error:
            check(test.__name__, "got stuck", str(error), "")
            break  # each begins where the one before has left
finish()
