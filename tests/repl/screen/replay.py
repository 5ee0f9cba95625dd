# SPDX-License-Identifier: MIT-0
"""A saved trace on the full screen; also one that is not whole."""
import os

from display import Screen
from harness import Folder, check, finish, run  # display has found it

PROGRAM = """
local q = queue(1, "q")
spawn("put", function() for i = 1, 3 do q:put(i) end end)
for i = 1, 3 do q:get() end
"""
F7, F8, CTRL_D = "\x1b[18~", "\x1b[19~", "\x04"


def opened(folder, text):
    folder.write("trace.jsonl", text)
    return Screen(folder, ["replay", "trace.jsonl"])


def leaves(t, name, status):
    t.type(CTRL_D)
    check(name, "status", t.end(), status)


def whole(folder, lines):
    t = opened(folder, "".join(lines))
    t.press(F8 + F8, "step 2: task put")
    t.press(F7, "step 1: task main")
    t.press("1", "a saved trace can be looked")
    t.press("print(1)\r", "> print(1)")
    leaves(t, "whole", 0)


def damaged(folder, name, lines, said, steps):
    """What is wrong is said on the screen, and what was read can be seen."""
    t = opened(folder, "".join(lines))
    for part in said:
        t.shows(part)
    t.press(":run\r", f"step {steps}:")
    leaves(t, name, 2)


with Folder() as folder:
    path = folder.write("queue.lua", PROGRAM)
    run(folder, ["trace", path, "--format=jsonl", "-o", "whole.jsonl"])
    lines = open(os.path.join(folder.path, "whole.jsonl")).readlines()
    third = next(i for i, line in enumerate(lines) if '"turn":3' in line)
    whole(folder, lines)
    damaged(folder, "cut", lines[:third] + [lines[third][:20]],
            ["baton: trace.jsonl:", "cut short"], 2)
    damaged(folder, "corrupt", lines[:third] + ["{]\n"] + lines[third + 1:],
            [f"baton: trace.jsonl:{third + 1}", "damaged"], 2)
    damaged(folder, "version",
            [lines[0].replace('"baton":1', '"baton":2')] + lines[1:],
            ["trace.jsonl:1:", "of version 2"], 7)
finish()
