# SPDX-License-Identifier: MIT-0
"""The prompt from a pipe: lines, commands, going back, branches."""
import random
import re

from harness import Folder, check, finish, run

FOUR = """
local function wait(ms) sleep(ms) print(now(), current():name()) end
local tasks = {}
for i, ms in ipairs { 300, 100, 200, 100 } do
  tasks[i] = spawn(("ABCD"):sub(i, i), wait, ms)
end
for _, t in ipairs(tasks) do t:await() end
"""

LOCKS = """
local m = lock("m")
local function take() m:acquire() sleep(10) m:release() end
local a, b = spawn("a", take), spawn("b", take)
a:await() b:await()
"""

STUCK = """
q = queue(0, "jobs")
print("got", q:get())
"""


def type_in(folder, args, lines):
    """Returns status, lines of output, errors."""
    status, out, errors = run(folder, args, "\n".join(lines) + "\n")
    return status, out.splitlines(), errors


def lua(folder):
    status, out, errors = type_in(folder, ["repl", "--plain"], [
        "x = 6", "x * 7", "_ + 1", "x * 100;", "_", "",
        "function f()", "  return 'two lines'", "end", "f()", "1, nil, 'a'",
        "sleep(50, 'slept')", "now()",
    ])
    check("lua", "status", status, 0)
    check("lua", "errors", errors, "")
    check("lua", "values", out,
          ["42", "43", "600", "two lines", "1\tnil\ta", "slept", "50"])


def errors_do_not_end_it(folder):
    status, out, errors = type_in(folder, ["repl"], [
        "error('boom')", "nosuch()", "x = = 1", ":stpe", ":why", "?spwan",
        "queue(0, 'jobs'):get()", "'still here'",
    ])
    check("errors", "status", status, 1)
    check("errors", "goes on", "still here" in out[-1], True)
    for text in ("boom", "nosuch", "syntax error|unexpected",
                 "did you mean :step", ":why takes", "did you mean spawn",
                 "line-[0-9]+ waits for queue jobs"):
        check("errors", "are said", errors, re.compile(text))
    status, _, errors = type_in(folder, ["repl"], ["function f("])
    check("incomplete", "status", status, 1)
    check("incomplete", "errors", errors, re.compile("not complete"))


def background(folder):
    status, out, errors = type_in(folder, ["repl"], [
        "function tick() for i = 1, 3 do print('tick', i) sleep(10) end end",
        "t = spawn('ticker', tick);", "now()", "sleep(15);", "now()",
        ":tasks", "t:await();", "t:done()",
    ])
    check("background", "errors", errors, "")
    check("background", "order", [line for line in out if "ticker" not in line
                                  and "line-" not in line
                                  and "main" not in line],
          ["tick\t1", "0", "tick\t2", "15", "tick\t3", "true"])
    status, out, _ = type_in(folder, ["repl"], [
        "function f() local _ <close> = defer(function() print('closed') end) "
        "sleep(1e9) end", "spawn(f);"])
    check("background", "is closed at the end", out, ["closed"])


def stepping(folder):
    lines = [":step"] * 10 + [":step"]
    status, out, errors = type_in(folder, ["step", "four.lua"], lines)
    check("step", "status", status, 0)
    steps = [line for line in out if line.startswith("step ")]
    check("step", "numbers", [int(re.match(r"step (\d+)", s).group(1))
                              for s in steps], list(range(1, 11)) + [10])
    check("step", "says that it is over", "main ended" in out[-2], True)
    _, out, _ = type_in(folder, ["step", "four.lua"], [
        ":step 3", ":back", ":back 5", ":goto 4", ":goto 99"])
    steps = [line for line in out if line.startswith("step ")]
    check("step", "moves", [s.split(":")[0] for s in steps],
          ["step 3", "step 2", "step 0", "step 4", "step 10"])


def events(folder):
    status, out, errors = type_in(folder, ["step", "four.lua"], [
        ":size event", ":step 3", ":back", ":size turn", ":step", ":size",
        ":size big"])
    check("events", "status", status, 1)
    check("events", "errors", errors, re.compile(":size takes turn or event"))
    check("events", "size", out[0], "a step forward or back is one event")
    check("events", "size", out[3::2],
          ["a step forward or back is one turn of a task"] * 2)
    check("events", "forward", out[1], re.compile("^step 1, event 3 of "))
    check("events", "back", out[2], re.compile("^step 1, event 2 of "))
    check("events", "to the end of the step", out[4],
          re.compile("^step 1: task main .*blocked on task A"))


def walks(folder):
    """Any way to a step shows the same line."""
    _, out, _ = type_in(folder, ["step", "four.lua"], [":step"] * 10)
    steps = ["step 0: nothing has run yet; main is ready"]
    steps += [line for line in out if line.startswith("step ")]
    rng = random.Random(4)
    for _ in range(20):
        ways = [rng.randrange(11) for _ in range(50)]
        _, out, _ = type_in(folder, ["step", "four.lua"],
                            [f":goto {k}" for k in ways])
        check("walk", str(ways),
              [line for line in out if line.startswith("step ")],
              [steps[k] for k in ways])


def branches(folder):
    name = "branch"
    _, out, errors = type_in(folder, ["step", "four.lua"], [
        ":step 5", ":pick D", ":run", ":schedule", ":goto 5", ":step", ":back",
        ":pick B", ":run", ":schedule", ":goto 2", "x = 7", ":goto 3", "x",
        ":goto 1", ":pick D", ":tasks", "x"])
    check(name, "errors", errors, "")
    printed = [line for line in out if re.match(r"\d+\t", line)]
    check(name, "another order, then the first again", printed,
          ["100\tD", "100\tB", "200\tC", "300\tA"] +
          ["100\tB", "100\tD", "200\tC", "300\tA"])
    check(name, "schedules", [s for s in out if s.startswith("B1.")],
          ["B1.4>D", "B1.-"])
    check(name, "going back over a step shows the branch",
          sum("was chosen as 2 of 2" in s for s in out) >= 2, True)
    check(name, "lines belong to it", out.count("7"), 1)
    check(name, "and are gone on another", out[-1], "nil")
    status, _, errors = type_in(folder, ["step", "four.lua"], [
        ":step 5", ":pick A", ":pick nobody"])
    check(name, "who cannot run is refused", status, 1)
    check(name, "with those who can", errors,
          re.compile("A cannot run now; ready: B, D\n.*nobody cannot"))


def a_schedule_replays(folder):
    _, out, _ = type_in(folder, ["step", "four.lua"],
                        [":seed 11", ":run", ":schedule"])
    schedule = out[-1]
    printed = [line for line in out if re.match(r"\d+\t", line)]
    got = run(folder, ["run", "--schedule=" + schedule, "four.lua"])
    check("schedule", schedule, got[1].splitlines(), printed)
    _, again, _ = type_in(folder, ["step", "--seed=11", "four.lua"],
                          [":run", ":schedule"])
    check("schedule", "the same seed gives the same", again[-1], schedule)
    _, typed, errors = type_in(folder, ["step", "four.lua"],
                               [":step 3", ":schedule " + schedule, ":run"])
    check("schedule", "can be pasted", errors, "")
    check("schedule", "and starts over", typed[1], re.compile("^step 0: "))
    check("schedule", "in its order",
          [line for line in typed if re.match(r"\d+\t", line)], printed)


def a_schedule_that_does_not_fit(folder):
    name = "no schedule"
    status, out, errors = type_in(folder, ["step", "four.lua"], [
        ":step 2", ":schedule B1.0>", ":step", ":schedule B1.4>D,99>X", ":run",
        ":schedule", ":schedule B1.0>X", ":step 3", ":reset"])
    check(name, "status", status, 1)
    check(name, "one that is none changes nothing", out[1],
          re.compile("^step 3: "))
    check(name, "says why", errors.splitlines()[0],
          re.compile("cut off: after \"B1.0>\" there should be a name"))
    check(name, "one that goes on too far runs", "B1.4>D" in out, True)
    check(name, "and is warned of once", len(re.findall(
        "point 99>X of the schedule was never reached", errors)), 1)
    check(name, "one that misses stops the program", errors.splitlines()[-1],
          re.compile("changed at point 0: expected X, on offer A, B, C, D"))


def until(folder):
    _, out, _ = type_in(folder, ["step", "locks.lua"], [
        ":until block", ":until block", ":until switch", ":goto 0",
        ":until error"])
    steps = [line for line in out if line.startswith("step ")]
    check("until", "the first wait is main's", steps[0],
          re.compile("task main .*blocked on task a"))
    check("until", "then b waits", steps[1],
          re.compile("task b .*blocked on lock m, held by a"))
    check("until", "no error comes", "The program is over" in "\n".join(out),
          True)


def waits(folder):
    status, out, errors = type_in(folder, ["step", "stuck.lua"], [
        ":run", ":why main", ":graph", "q:put(5)", ":run"])
    check("stuck", "status", status, 1)
    check("stuck", "the deadlock is told", errors,
          re.compile("deadlock.*\n.*main waits for queue jobs"))
    check("stuck", "a line can end it", "got\t5" in out, True)
    check("stuck", "why", any("queue jobs" in line for line in out), True)


def fails(folder):
    status, out, errors = type_in(folder, ["step", "fails.lua"], [
        ":run", ":back", "1 + 1"])
    check("fails", "status", status, 1)
    check("fails", "errors", errors, re.compile("fails.lua:2: boom"))
    check("fails", "goes on", out[-1], "2")


def stays(folder):
    status, out, errors = type_in(folder, ["-i", "globals.lua", "a"], [
        "x", "t:done()", "sleep(5);", "now()"])
    check("-i", "errors", errors, "")
    check("-i", "keeps what the program left", out,
          ["ran\ta", "7", "true", "6"])


def limits(folder):
    status, out, errors = type_in(folder, ["repl", "--max-time=3"], [
        "while true do end", "'next'"])
    check("limits", "status", status, 1)
    check("limits", "a line has its time", "next" in out[-1], True)
    status, out, errors = type_in(folder, ["repl", "--max-memory=32"], [
        "t = {} while true do t[#t + 1] = ('x'):rep(1e6) .. #t end",
        "t = nil", "'next'"])
    check("limits", "memory", status, 1)
    check("limits", "goes on", "next" in out[-1], True)
    status, out, errors = type_in(folder, ["repl", "--max-memory=32"], [
        "while true do sleep(0) end", ":reset", "'next'"])
    check("limits", "the record counts", errors, re.compile("--max-memory"))
    check("limits", "goes on after :reset", "next" in out[-1], True)


def main():
    with Folder() as folder:
        folder.write("four.lua", FOUR)
        folder.write("locks.lua", LOCKS)
        folder.write("stuck.lua", STUCK)
        folder.write("fails.lua", "sleep(1)\nerror('boom')\n")
        folder.write("globals.lua", "x = 7 t = spawn(sleep, 1) t:await() "
                     "print('ran', ...)")
        for test in (lua, errors_do_not_end_it, background, stepping, events,
                     walks, branches, a_schedule_replays,
                     a_schedule_that_does_not_fit, until, waits, fails, stays,
                     limits):
            test(folder)
    finish()


if __name__ == "__main__":
    main()
