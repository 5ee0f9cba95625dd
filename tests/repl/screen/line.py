# SPDX-License-Identifier: MIT-0
"""The line that is typed on the full screen: editing, completion, history,
what is pasted."""
from display import Screen
from harness import Folder, check, finish

PROGRAM = """
spawn("stat", sleep, 10)
spawn("stack", sleep, 20)
sleep(30)
"""
UP, DOWN, LEFT, HOME, END = "\x1bOA", "\x1bOB", "\x1bOD", "\x1bOH", "\x1bOF"
F8 = "\x1b[19~"
CTRL_A, CTRL_D, CTRL_E, CTRL_K, CTRL_U, CTRL_Y = (
    "\x01", "\x04", "\x05", "\x0b", "\x15", "\x19")
ALT_ENTER = "\x1b\r"


def opened(folder):
    t = Screen(folder, ["step", "line.lua"])
    t.shows("F1 help")
    return t


def leave(t, name):
    t.type(CTRL_E + CTRL_U + CTRL_D)
    check(name, "leaves", t.end(), 0)


def edit(folder):
    t = opened(folder)
    t.press("= 6 * 7", "baton> = 6 * 7")
    t.press(CTRL_A + "x ", "baton> x = 6 * 7")
    t.type("\r")
    t.press("y" + LEFT + "x - ", "baton> x - y")
    t.press(CTRL_A + CTRL_K + CTRL_Y + CTRL_Y, "baton> x - yx - y")
    t.press(CTRL_U + "x - 1\r", "│41 ")
    leave(t, "edit")


def several_lines(folder):
    t = opened(folder)
    t.press("a = 1" + ALT_ENTER + "b = 2" + UP + CTRL_E + " + 1\r", "│b = 2")
    t.press("a * b\r", "│4 ")
    t.press("function f()\r", "   ..>")
    t.press("return 'two lines' end\r", "baton> ")
    t.press("f()\r", "│two lines")
    leave(t, "several lines")


def paste(folder):
    t = opened(folder)
    t.press("\x1b[200~x = 6\n\ty = 7\x1b[201~", "x = 6\n")
    t.press("\r", "step 1")
    t.press("x * y\r", "│42 ")
    # More than there is room for: the cursor is seen.
    lines = "\n".join(f"z{i} = {i}" for i in range(1, 21))
    t.press("\x1b[200~" + lines + "\x1b[201~", "z20 = 20")
    check("paste", "the first ones are above", "z1 = 1\n" in t.vt.text(), False)
    t.press(UP * 19, "z1 = 1\n")
    t.press("\r", "step ")
    t.press("z7 + z20\r", "│27 ")
    leave(t, "paste")


def completion(folder):
    t = opened(folder)
    t.press("prin\t", "baton> print")
    t.press(CTRL_U + "t\t", "table  task_group")
    t.press(CTRL_U + ":sch\t", "baton> :schedule")
    t.press(CTRL_U + ":s\t", "step  size  seed  schedule")
    t.press(CTRL_U + ":step\r", "step 1: task main")
    t.press(":why sta\t", "stat  stack")
    t.press("c\t", "baton> :why stack")
    t.press("\r", "task stack")
    leave(t, "completion")


def history(folder):
    t = opened(folder)
    t.press("first = 1" + ALT_ENTER + "second = 2\r", "│second = 2")
    t.press(":why main\r", "task main")
    leave(t, "history")
    t = opened(folder)
    t.press(UP, "baton> :why main")
    t.press(UP, "baton> first = 1\n")
    t.shows("second = 2")
    t.press(DOWN, "baton> :why main")
    t.press(CTRL_U + "?queue\r", "queue(")
    leave(t, "history")


def ends(folder):
    t = opened(folder)
    t.press(F8 + F8, "step 2")
    t.press(HOME, "step 0: nothing")
    t.press(END, "step 2: ")
    t.press("xy" + HOME + "z", "baton> zxy")
    leave(t, "ends")


def main():
    with Folder() as folder:
        folder.write("line.lua", PROGRAM)
        for test in (edit, several_lines, paste, completion, history, ends):
            try:
                test(folder)
            except AssertionError as error:
                check(test.__name__, "got stuck", str(error), "")
    finish()


if __name__ == "__main__":
    main()
