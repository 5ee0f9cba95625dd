# SPDX-License-Identifier: MIT-0
"""The plain prompt on a pseudo-terminal: prompts, Ctrl-C, Ctrl-D."""
import os
import re
import resource
import signal
import stat
import sys

from harness import Folder, Terminal, check, finish

# Ctrl-C is to be seen within 0.2 s. A slow machine needs more; code that does
# not look at all takes for ever. Seconds on the processor, since a busy one may
# add any number of others.
SOON = 10.0


def after_an_interrupt(terminal):
    """What comes up to the next prompt, and how much work that was."""
    start = terminal.worked()
    terminal.interrupt()
    return terminal.wait_for("baton> "), terminal.worked() - start


def interrupted(terminal, name, code):
    """Types code that runs for ever, stops it, and goes on."""
    terminal.type("print('be' .. 'gun') " + code + "\n")
    terminal.wait_for("begun")
    before, took = after_an_interrupt(terminal)
    check(name, "says so", "interrupted" in before, True)
    check(name, f"was seen soon ({took:.2f} s)", took < SOON, True)
    terminal.type("1 + 1\n")
    check(name, "goes on", terminal.wait_for("baton> "), "1 + 1\n2\n")


def prompt(folder):
    name = "prompt"
    t = Terminal(folder, ["repl", "--plain"])
    greeting = t.wait_for("baton> ")
    check(name, "writes no escapes", "\x1b" in greeting, False)
    t.type("x = 20 + 1\n")
    check(name, "a statement echoes nothing", t.wait_for("baton> "),
          "x = 20 + 1\n")
    t.type("function f()\n")
    t.wait_for("   ..> ")
    t.type("return x * 2 end\n")
    t.wait_for("baton> ")
    t.type("f()\n")
    check(name, "a function over two lines", t.wait_for("baton> "),
          "f()\n42\n")
    t.interrupt()
    check(name, "Ctrl-C at the prompt only begins a line",
          t.wait_for("baton> ").endswith("\n"), True)
    t.type("_ + 1\n")
    check(name, "and keeps what was there", t.wait_for("baton> "),
          "_ + 1\n43\n")
    t.type("function g()\n")
    t.wait_for("   ..> ")
    t.interrupt()
    t.wait_for("baton> ")
    t.type("'whole again'\n")
    check(name, "Ctrl-C forgets half a line",
          "whole again\n" in t.wait_for("baton> "), True)
    t.type("\x04")
    check(name, "Ctrl-D leaves", t.end(), 0)
    history = os.path.join(folder.path, "state", "baton", "history")
    check(name, "keeps history", "x = 20 + 1\n" in open(history).read(), True)
    check(name, "for its owner alone",
          oct(stat.S_IMODE(os.stat(history).st_mode)), "0o600")


def ctrl_c(folder):
    t = Terminal(folder, ["repl"])
    t.wait_for("baton> ")
    interrupted(t, "endless loop", "while true do end")
    interrupted(t, "pcall loop", "while true do pcall(function() "
                "while true do end end) end")
    interrupted(t, "coroutine", "coroutine.wrap(function() "
                "while true do end end)()")
    interrupted(t, "tasks that take turns",
                "t = spawn(function() while true do sleep(0) end end) "
                "t:await()")
    t.type(":quit\n")
    check("ctrl_c", "leaves", t.end(), 0)


def ctrl_c_on_the_real_clock(folder):
    t = Terminal(folder, ["repl", "--clock=real"])
    t.wait_for("baton> ")
    interrupted(t, "a wait for the real clock", "sleep(100000)")
    t.type("\x04")
    check("real clock", "leaves", t.end(), 0)


def ctrl_c_while_stepping(folder):
    name = "stepping"
    folder.write("turns.lua", "print('begun') while true do sleep(0) end")
    t = Terminal(folder, ["step", "turns.lua", "--plain"])
    t.wait_for("baton> ")
    t.type(":run\n")
    t.wait_for("begun")
    before, took = after_an_interrupt(t)
    check(name, "says where it is", "step " in before, True)
    check(name, f"was seen soon ({took:.2f} s)", took < SOON, True)
    t.type(":goto 1\n")
    check(name, "can be looked back at", "\nstep 1: " in t.wait_for("baton> "),
          True)
    t.type(":tasks\n")
    check(name, "main lives on", "main" in t.wait_for("baton> "), True)
    t.type(":quit\n")
    check(name, "leaves", t.end(), 0)


def ctrl_c_in_a_long_turn(folder):
    name = "long turn"
    folder.write("long.lua", "print('begun') while true do end")
    t = Terminal(folder, ["step", "long.lua", "--plain"])
    t.wait_for("baton> ")
    t.type(":run\n")
    t.wait_for("begun")
    before, took = after_an_interrupt(t)
    check(name, "says what it was", "baton: interrupted\nstep 1: " in before,
          True)
    check(name, "and nothing empty", "baton: \n" in before, False)
    check(name, f"was seen soon ({took:.2f} s)", took < SOON, True)
    t.type("1 + 1\n")
    check(name, "goes on", t.wait_for("baton> "), "1 + 1\n2\n")
    t.type(":goto 0\n")
    t.wait_for("baton> ")
    t.type(":pick main\n")
    t.wait_for("begun")
    t.interrupt()
    check(name, "can be begun again",
          "interrupted" in t.wait_for("baton> "), True)
    t.type("\x04")
    check(name, "leaves", t.end(), 0)


def runs(folder):
    folder.write("loop.lua", "print('begun') while true do end")
    folder.write("wait.lua", "print('begun') sleep(1e6)")
    folder.write("deaf.lua", "print('begun') "
                 "string.find(('a'):rep(40), ('a*'):rep(20) .. 'b')")
    for name, args in (("loop", ["run", "loop.lua"]),
                       ("wait", ["run", "--clock=real", "wait.lua"]),
                       ("traced", ["trace", "loop.lua", "-o", "loop.jsonl"])):
        t = Terminal(folder, args)
        t.wait_for("begun")
        t.interrupt()
        check(name, "ends with 130", t.end(), 130)
        took = t.worked_in_all
        check(name, f"was seen soon ({took:.2f} s)", took < SOON, True)
    t = Terminal(folder, ["run", "deaf.lua"])
    t.wait_for("begun")
    t.interrupt_until_it_ends()
    check("deaf", "a second Ctrl-C always ends it", t.end(), 130)


def no_room():
    """As on a full disk: nothing can be written to a file."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def what_cannot_be_kept_is_said(folder):
    name = "no room"
    t = Terminal(folder, ["repl"], no_room)
    t.wait_for("baton> ")
    t.type("1 + 1\n")
    said = t.wait_for("baton> ")
    check(name, "history is lost", said, "1 + 1\nbaton: history: File too "
          "large; lines are not kept any more\n2\n")
    t.type("2 + 2\n")
    check(name, "and that is said once", t.wait_for("baton> "), "2 + 2\n4\n")
    t.type("\x04")
    check(name, "leaves", t.end(), 0)
    folder.write("course/01-one/lesson.md", "# One\n\n---\n\nOne.\n\n---\n")
    t = Terminal(folder, ["lesson", "--lessons", "course"], no_room)
    said = t.wait_for("[Enter] ")
    check(name, "progress is lost", said.splitlines()[0],
          re.compile(r"^baton: .*/progress\.json: File too large; so no "
                     r"progress is kept$"))
    t.type("\n")
    t.wait_for("[Enter] ")
    t.type("\x04")
    check(name, "leaves the lesson", t.end(), 0)


def main():
    with Folder() as folder:
        for test in (prompt, ctrl_c, ctrl_c_on_the_real_clock,
                     ctrl_c_while_stepping, ctrl_c_in_a_long_turn, runs,
                     what_cannot_be_kept_is_said):
            try:
                test(folder)
            except AssertionError as error:
                check(test.__name__, "got stuck", str(error), "")
    finish()


if __name__ == "__main__":
    sys.exit(main())
