# SPDX-License-Identifier: MIT-0
"""Frames of known programs, compared with those in golden/.
Usage: golden.py PROGRAM [--write]"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden")
program = os.path.abspath(sys.argv[1])
write = sys.argv[2:] == ["--write"]

# name, program, typed, options
FRAMES = [
    ("queue-80x24", "queue.lua", ":goto 9\n", ["--dump=80x24"]),
    ("queue-60x20", "queue.lua", ":goto 9\n", ["--dump=60x20"]),
    ("queue-140x40", "queue.lua", ":goto 9\n", ["--dump=140x40"]),
    ("queue-ascii", "queue.lua", ":goto 9\n", ["--dump=80x24", "--ascii"]),
    ("queue-ansi", "queue.lua", ":goto 9\n",
     ["--dump=80x24", "--format=ansi"]),
    ("queue-nocolor", "queue.lua", ":goto 9\n",
     ["--dump=80x24", "--format=ansi", "--no-color"]),
    ("queue-start", "queue.lua", "", ["--dump=80x24"]),
    ("queue-end", "queue.lua", ":run\n", ["--dump=80x24"]),
    ("queue-branch", "queue.lua", ":goto 9\n:goto 3\n:pick tick\n:diff\n",
     ["--dump=80x24"]),
    ("queue-event", "queue.lua", ":goto 9\n:size event\n:back 2\n",
     ["--dump=80x24"]),
    ("cycle-140x40", "cycle.lua", ":goto 9\n", ["--dump=140x40"]),
    ("cycle-80x24", "cycle.lua", ":run\n", ["--dump=80x24"]),
    ("cycle-reset", "cycle.lua", ":run\n:reset\n", ["--dump=80x24"]),
    ("many-80x24", "many.lua", ":step 3\n", ["--dump=80x24"]),
    ("long-80x24", "long.lua", ":step\n", ["--dump=80x24"]),
    ("small", "queue.lua", ":goto 9\n", ["--dump=30x8"]),
]


def frame(name, typed, options):
    done = subprocess.run([program, "step", name, *options], cwd=HERE,
                          input=typed.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=300,
                          env={**os.environ, "XDG_STATE_HOME": "/dev/null/no",
                               "LC_ALL": "C"})
    return done.stdout.decode()


def replayed(folder):
    """A saved trace draws as the program it came from did."""
    trace = os.path.join(folder, "queue.jsonl")
    subprocess.run([program, "trace", "queue.lua", "--format=jsonl", "-o",
                    trace], cwd=HERE, stdout=subprocess.DEVNULL, check=True)
    done = subprocess.run([program, "replay", trace, "--dump=140x40"],
                          input=b":goto 9\n", stdout=subprocess.PIPE)
    live = frame("queue.lua", ":goto 9\n", ["--dump=140x40"])
    # The panes of the tasks: output and source are not in a trace.
    return [text[text.index("rdy task"):] for text in
            (done.stdout.decode(), live)]


failed = 0
frames = {}
for name, lua, typed, options in FRAMES:
    path = os.path.join(HERE, name + ".txt")
    got = frames[name] = frame(lua, typed, options)
    if write:
        open(path, "w", encoding="utf-8").write(got)
        continue
    want = open(path, encoding="utf-8").read()
    if got != want:
        failed += 1
        print(f"{name} differs\n--- want\n{want}--- got\n{got}")

# Without colour, and in ASCII, two different states still look different.
seen = {}
for step in range(0, 20):
    got = frame("queue.lua", f":goto {step}\n", ["--dump=80x24", "--ascii"])
    rows = "\n".join(got.split("\n")[1:])  # the head row has the number
    if rows in seen:
        failed += 1
        print(f"steps {seen[rows]} and {step} look the same")
    seen[rows] = step
with tempfile.TemporaryDirectory() as folder:
    saved, live = replayed(folder)
if saved != live:
    failed += 1
    print(f"a saved trace differs\n--- live\n{live}--- saved\n{saved}")
print(f"{failed} failed" if failed else "all passed")
sys.exit(1 if failed else 0)
