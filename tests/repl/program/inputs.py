# SPDX-License-Identifier: MIT-0
"""Wrong usage, bad files and bad programs: exit status and message of each."""
import json
import os
import re
import subprocess
import sys

from harness import PATIENCE, Folder, check, finish, program, run


def has(text):
    return re.compile(re.escape(text))


FILES = {
    "ok.lua": "print('ok')",
    "args.lua": "print(select('#', ...), ...) print(arg[0], arg[1])",
    "syntax.lua": "print('hi')\nx = = 1\n",
    "error.lua": "local function f() error('boom') end\nprint('a')\nf()\n",
    "table.lua": "error({})",
    "recursion.lua": "local function f() return f() + 1 end f()",
    "bomb.lua": "local t = {} while true do t[#t + 1] = ('x'):rep(1e6) .. #t"
                " end",
    "caught.lua": "print(pcall(string.rep, 'x', 1 << 40))",
    "stuck.lua": "local q = queue(0, 'jobs') q:get()",
    "locks.lua": "local a, b = lock('a'), lock('b')\n"
                 "local function take(x, y) x:acquire() sleep(1) y:acquire() "
                 "end\n"
                 "local s = spawn('one', take, a, b)\n"
                 "local t = spawn('two', take, b, a)\ns:await()",
    "unseen.lua": "spawn('worker', function() error('oops') end) sleep(1)",
    "loop.lua": "while true do end",
    "turns.lua": "while true do sleep(0) end",
    "shebang.lua": "#!/usr/bin/env baton\nprint('line ' .. 1)",
    "mark.lua": b"\xef\xbb\xbfprint('mark')",
    "zero.lua": b"print('a')\nprint('\0')",
    "bytecode.lua": b"\x1bLua\x54\x00",
    "main.c": "int main(void) { return 0; }",
    "order.lua": "spawn('A', print, 'A') spawn('B', print, 'B') sleep(1)",
    "empty.lua": "",
}

# arguments, status, output, errors; None is not looked at
TABLE = [
    # what is asked for
    (["run", "ok.lua"], 0, "ok\n", ""),
    (["run", "empty.lua"], 0, "", ""),
    (["-e", "print(1 + 1, ...)", "a", "-b"], 0, "2\ta\t-b\n", ""),
    (["run", "args.lua", "x", "--seed", "y"], 0,
     "3\tx\t--seed\ty\nargs.lua\tx\n", ""),
    (["run", "--seed=3", "args.lua"], 0, "0\nargs.lua\tnil\n", ""),
    (["run", "shebang.lua"], 0, "line 1\n", ""),
    (["run", "mark.lua"], 0, "mark\n", ""),
    (["--version"], 0, re.compile(r"^baton \d+\.\d+\.\d+\n$"), ""),
    (["help"], 0, has("baton trace FILE"), ""),
    (["--help"], 0, has("baton trace FILE"), ""),
    (["run", "--help"], 0, has("baton run FILE|-"), ""),
    (["help", "spawn"], 0, has("spawn("), ""),
    (["help", "prompt"], 0, has(":step [N]"), ""),
    (["run", "--schedule=B1.0>B", "order.lua"], 0, "B\nA\n", ""),
    # usage
    (["rnu"], 2, "", has("unknown command 'rnu'; did you mean run?")),
    (["--sede=3"], 2, "", has("did you mean --seed?")),
    (["run", "-e", "print(1)"], 2, "",
     has("-e is a command of its own and goes without run: "
         "baton -e CODE [ARG...]")),
    (["step", "-i", "ok.lua"], 2, "", has("goes without step: baton -i FILE")),
    (["run", "--plian", "ok.lua"], 2, "", has("did you mean --plain?")),
    (["ok.lua"], 2, "", has("baton run ok.lua")),
    (["run"], 2, "", has("usage: baton run FILE")),
    (["-e"], 2, "", has("usage: baton -e CODE")),
    (["lessons", "more"], 2, "", has("'more' is too much")),
    (["run", "--seed"], 2, "", has("--seed needs a value")),
    (["run", "--seed=x", "ok.lua"], 2, "", has("--seed takes N")),
    (["run", "--seed=-1", "ok.lua"], 2, "", has("--seed takes N")),
    (["run", "--seed=99999999999999999999", "ok.lua"], 2, "", has("takes N")),
    (["run", "--max-time=soon", "ok.lua"], 2, "", has("--max-time takes S")),
    (["run", "--max-time=nan", "ok.lua"], 2, "", has("--max-time takes S")),
    (["run", "--clock=sun", "ok.lua"], 2, "", has("virtual|real")),
    (["run", "--plain=yes", "ok.lua"], 2, "", has("takes no value")),
    (["run", "--format=text", "ok.lua"], 2, "", has("does not go with")),
    (["run", "--seed=1", "--schedule=B1.-", "ok.lua"], 2, "",
     has("exclude each other")),
    (["run", "--schedule=nonsense", "ok.lua"], 2, "", has("B1.-")),
    (["help", "spwan"], 2, "", has("did you mean spawn?")),
    (["lesson", "99"], 2, "", has("there is no lesson '99'")),
    (["lesson", "evnt-loop"], 2, "", has("did you mean event-loop?")),
    (["lessons", "--lessons", "."], 2, "", has("no lessons in this folder")),
    (["show", "lok"], 2, "", has("did you mean lock?")),
    (["copy", "lock", "smaphore"], 2, "", has("did you mean semaphore?")),
    # files
    (["run", "none.lua"], 2, "", has("none.lua: there is no such file")),
    (["run", "."], 2, "", has("is a folder")),
    (["run", "zero.lua"], 2, "", has("zero.lua:2: is not the text")),
    (["run", "bytecode.lua"], 2, "", has("bytecode.lua:1: is not the text")),
    (["run", "large.lua"], 2, "", has("larger than")),
    (["run", "main.c"], 2, "", has("cannot run C programs yet")),
    (["step", "none.lua"], 2, "", has("there is no such file")),
    (["trace", "ok.lua", "-o", "ok.lua"], 2, "", has("is the input")),
    (["trace", "ok.lua", "-o", "no/such/folder"], 2, "", has("-o no/such")),
    (["replay", "ok.lua"], 2, "", has("ok.lua:1:")),
    (["replay", "empty.lua"], 2, "", has("empty.lua")),
    # programs
    (["run", "syntax.lua"], 1, "", has("baton: syntax.lua:2: ")),
    (["step", "syntax.lua"], 1, "", has("baton: syntax.lua:2: ")),
    (["run", "error.lua"], 1, "a\n",
     re.compile(r"^baton: error.lua:1: boom\nstack traceback:\n(.*\n)*"
                r"\terror.lua:3: ")),
    (["run", "table.lua"], 1, "", has("baton: ")),
    (["run", "recursion.lua"], 1, "", has("recursion.lua:1: stack overflow")),
    (["run", "stuck.lua"], 1, "", has("main waits for queue jobs")),
    (["run", "locks.lua"], 1, "", has("one -> lock b -> two -> lock a -> one")),
    (["run", "unseen.lua"], 0, "", has("worker")),
    (["run", "caught.lua"], 0, has("false\t"), ""),
    (["run", "--schedule=B1.0>C", "order.lua"], 1, "",
     has("the program changed at point 0: expected C, on offer A, B")),
    (["run", "--schedule=B1.0>B,7>A", "order.lua"], 0, "B\nA\n",
     has("baton: point 7>A of the schedule was never reached")),
    (["trace", "--schedule=B1.7>A", "order.lua"], 0,
     has("warning: point 7>A of the schedule"), has("was never reached")),
    (["run", "--schedule=B1.99>A", "--max-turns=50", "turns.lua"], 3, "",
     re.compile(r"^baton: the limit of 50 turns was reached.*\n$")),
    (["run", "--schedule=B1.0>", "order.lua"], 2, "",
     has('cut off: after "B1.0>" there should be a name')),
    (["run", "--schedule=B2.-", "order.lua"], 2, "", has("of version B2")),
    # limits
    (["run", "--max-memory=32", "bomb.lua"], 3, "", has("limit of 32 MB")),
    (["run", "--max-turns=50", "turns.lua"], 3, "", has("limit of 50 turns")),
    (["run", "--max-time=0.2", "loop.lua"], 3, "", has("limit on time")),
    (["run", "--max-time=0.2", "turns.lua"], 3, "", has("limit on time")),
    (["run", "--max-time=0.2", "--clock=real", "-e"], 2, "", None),
]


def table(folder):
    for args, status, out, errors in TABLE:
        name = " ".join(args)
        got = run(folder, args)
        check(name, "status", got[0], status)
        check(name, "output", got[1], out)
        if errors is not None:
            check(name, "errors", got[2], errors)


def standard_input(folder):
    for args in ([], ["run", "-"]):
        got = run(folder, args, stdin="print('from stdin') error('x')")
        check("stdin", "status", got[0], 1)
        check("stdin", "output", got[1], "from stdin\n")
        check("stdin", "errors", got[2], has("baton: stdin:1: x"))


def streams(folder):
    folder.write("many.lua", "for i = 1, 2000 do "
                 "for j = 1, 100 do print(i, j) end sleep(0) end")
    with open("/dev/full", "w") as full:
        for args in (["run", "ok.lua"], ["run", "many.lua"], ["help"]):
            got = run(folder, args, stdout=full)
            check("full disk", "status", got[0], 1)
            check("full disk", "errors", got[2], has("standard output: "))
    with open("/dev/full", "w") as full:
        got = run(folder, ["repl"], stdin="print(1)\nprint(2)\n", stdout=full)
    check("prompt on a full disk", "status", got[0], 1)
    check("prompt on a full disk", "errors", got[2], has("standard output: "))
    got = run(folder, ["trace", "ok.lua", "-o", "/dev/full"])
    check("-o on a full disk", "status", got[0], 1)
    check("-o on a full disk", "output", got[1], "ok\n")
    check("-o on a full disk", "errors", got[2], has("baton: /dev/full: "))


def reader_went_away(folder):
    folder.write("steps.lua", "for _ = 1, 20000 do sleep(0) end")
    for args in (["run", "many.lua"], ["trace", "steps.lua"],
                 ["trace", "many.lua", "--format=jsonl"]):
        child = subprocess.Popen([program, *args], stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, cwd=folder.path)
        child.stdout.readline()
        child.stdout.close()
        errors = child.stderr.read()
        child.stderr.close()
        check("| head", "status", child.wait(PATIENCE), 1)
        check("| head", "is quiet", errors, b"")
    folder.write("lines.txt", "print(1)\n" * 20000)
    for args in (["repl"], ["lesson", "1"]):
        name = " ".join(args) + " | head"
        reader, writer = os.pipe()
        os.close(reader)  # before it writes, so that it must see it
        with open(os.path.join(folder.path, "lines.txt")) as lines:
            done = subprocess.run([program, *args], stdin=lines, stdout=writer,
                                  stderr=subprocess.PIPE, cwd=folder.path,
                                  env=folder.environment(), timeout=PATIENCE)
        os.close(writer)
        check(name, "status", done.returncode, 1)
        check(name, "is quiet", done.stderr, b"")


def huge_output_takes_no_memory(folder):
    script = ("import resource, subprocess, sys\n"
              "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")

    # A sanitizer keeps what was freed for a while; that does not count.
    sanitizer = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=1"

    def peak(n):
        code = f"for i = 1, {n} do print(i) end"
        done = subprocess.run([sys.executable, "-c", script, program, "-e",
                               code], capture_output=True, check=True,
                              env={**os.environ, "ASAN_OPTIONS": sanitizer})
        return int(done.stdout)

    few, many = peak(100000), peak(1000000)
    check("huge output", f"memory stays ({few} KB, {many} KB)",
          many < few + 4096, True)


def traces(folder):
    got = run(folder, ["trace", "--format=jsonl", "order.lua"])
    events = [json.loads(line) for line in got[1].splitlines()]
    check("trace", "its head", events[0]["baton"], 1)
    check("trace", "its last event", events[-1]["ev"], "exit")
    check("trace", "numbers", [e["k"] for e in events[1:]],
          list(range(len(events) - 1)))
    run(folder, ["trace", "order.lua", "--format=jsonl", "-o", "o.jsonl"])
    text = run(folder, ["trace", "order.lua"])
    again = run(folder, ["replay", "o.jsonl"])
    check("trace", "a saved one reads as the live one", again, text)
    whole = open(os.path.join(folder.path, "o.jsonl")).read()
    folder.write("cut.jsonl", whole[:len(whole) // 2])
    got = run(folder, ["replay", "cut.jsonl"])
    check("cut trace", "status", got[0], 2)
    check("cut trace", "shows what can be shown", got[1], has("step 1: "))
    check("cut trace", "says where", got[2], has("baton: cut.jsonl:"))
    got = run(folder, ["trace", "error.lua", "-o", "e.jsonl"])
    check("trace", "has the program's status", got[0], 1)
    check("trace", "and its output", got[1], "a\n")


def help_fits(folder):
    """Whatever help there is fits into 80 columns; the prompt's into the 77
    that it has on the full screen."""
    names = re.findall(r"^    baton (\S+)", run(folder, ["--help"])[1], re.M)
    check("help", "names", len(names) > 10, True)
    for topic in [None, *names]:
        _, out, _ = run(folder, ["help", topic] if topic else ["help"])
        for line in out.splitlines():
            check("help", line, len(line) <= 80, True)
    _, out, _ = run(folder, ["repl"], ":help\n")
    check("help", "of the prompt", ":size [turn|event]" in out, True)
    for line in out.splitlines():
        check("help", line, len(line) <= 77, True)


def copies(folder):
    got = run(folder, ["copy", "semaphore", "--to", "src", "--dry-run"])
    check("copy", "a dry run writes nothing",
          os.path.exists(os.path.join(folder.path, "src")), False)
    got = run(folder, ["copy", "--to", "src", "semaphore", "lock"])
    check("copy", "status", got[0], 0)
    check("copy", "files", sorted(os.listdir(os.path.join(folder.path,
                                                          "src"))),
          ["bt_lock.c", "bt_lock.h", "bt_semaphore.c", "bt_semaphore.h"])
    mine = folder.write("src/bt_lock.c", "mine\n")
    os.remove(os.path.join(folder.path, "src", "bt_semaphore.c"))
    got = run(folder, ["copy", "lock", "semaphore", "--to", "src"])
    check("copy", "refuses", got[0], 1)
    check("copy", "says why", got[2], has("bt_lock.c is there and differs"))
    check("copy", "overwrites nothing", open(mine).read(), "mine\n")
    check("copy", "and copies nothing else",
          os.path.exists(os.path.join(folder.path, "src",
                                      "bt_semaphore.c")), False)
    got = run(folder, ["copy", "lock", "--to", "src", "--diff"])
    check("copy", "shows how they differ", got[1], has("\n-mine\n"))


def main():
    with Folder() as folder:
        for name, text in FILES.items():
            folder.write(name, text)
        folder.write("large.lua", b"-" * (17 << 20))
        for test in (table, standard_input, streams, reader_went_away,
                     huge_output_takes_no_memory, traces, help_fits,
                     copies):
            test(folder)
    finish()


if __name__ == "__main__":
    main()
