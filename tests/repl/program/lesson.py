# SPDX-License-Identifier: MIT-0
"""Lessons as lines of text: finished by a pipe and by a person, progress,
and what `baton lessons --check` finds in broken ones."""
import json
import os
import re
import subprocess

from harness import (PATIENCE, Folder, Terminal, check, finish, program,
                     run)

ASKS = re.compile(r"\[Enter\] $|guess> $|baton> $")


def progress(folder):
    path = os.path.join(folder.path, "state", "baton", "progress.json")
    return json.load(open(path))


def by_pipe(folder):
    status, out, errors = run(folder, ["lesson", "1", "--plain"], "\n" * 200)
    check("pipe", "status", status, 0)
    check("pipe", "errors", errors, "")
    check("pipe", "no escapes", "\x1b" in out, False)
    check("pipe", "shows why", "The answer is [" in out, True)
    check("pipe", "ends", out.splitlines()[-1],
          re.compile("That was the lesson. .* `baton lesson 2`"))
    lesson = progress(folder)["lessons"]["01-event-loop"]
    check("pipe", "is done", lesson["done"], True)
    check("pipe", "nothing was guessed",
          {q["guesses"] for q in lesson["questions"].values()}, {0})
    status, out, _ = run(folder, ["lessons"])
    check("list", "status", status, 0)
    check("list", "lesson 1", out.splitlines()[0],
          re.compile(r"^  1  done +The event loop"))
    status, out, _ = run(folder, ["lesson", "event-loop"], "\n")
    check("cut short", "status", status, 0)
    check("cut short", "does not end", "That was the lesson" in out, False)


def reader_goes_away(folder):
    """As with | head: the lesson ends, and says nothing."""
    lesson = subprocess.Popen(
        [program, "lesson", "1", "--plain"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder.path,
        env=folder.environment())
    lesson.stdout.readline()
    lesson.stdout.close()
    lesson.stdin.write(b"\n")
    lesson.stdin.close()
    errors = lesson.stderr.read().decode()
    lesson.stderr.close()
    check("reader", "status and errors", (lesson.wait(PATIENCE), errors), (1, ""))


def answers(terminal, text):
    """What somebody types who tries one option after the other."""
    if text.endswith("[Enter] "):
        terminal.options = 0
        return "\n"
    if text.endswith("guess> "):
        if re.search(r"^\? ", text, re.M):
            terminal.options = 0
        terminal.options += 1
        return f"{terminal.options}\n"
    return terminal.things.pop(0) + "\n" if terminal.things else "\n"


def by_person(folder):
    """Guesses every option in turn, and does what there is to try."""
    t = Terminal(folder, ["lesson", "event-loop", "--plain"])
    t.options = 0
    t.things = [":step", ":tasks", ":step 4", ":pick D", ":run", ":hint",
                ":run", "spawn(function() sleep(10) print('ring') end)",
                "for i = 1, 5 do print(i) sleep(4) end"]
    whole = ""
    while True:
        while not ASKS.search(t.seen) and "That was the lesson" not in t.seen:
            if not t.read(PATIENCE):
                raise AssertionError(f"stuck: {t.seen!r}")
        if not t.rests():  # what looked like a question was part of a text
            continue
        whole += t.seen
        if "That was the lesson" in t.seen:
            break
        answer = answers(t, t.seen)
        t.seen = ""
        t.type(answer)
    check("person", "status", t.end(), 0)
    questions = progress(folder)["lessons"]["01-event-loop"]["questions"]
    check("person", "answered all", {q["right"] for q in questions.values()},
          {True})
    check("person", "right answers", whole.count("\nright: "), len(questions))
    check("person", "wrong guesses", whole.count("\nnot yet: "),
          sum(q["guesses"] - 1 for q in questions.values()))
    check("person", "did all", whole.count("\ndone: "), 3)
    check("person", "nothing is left to type", t.things, [])


def progress_is_kept_safe(folder):
    path = folder.write("state/baton/progress.json", '{"version": 2}')
    status, _, errors = run(folder, ["lesson", "1"], "\n" * 200)
    check("later version", "status", status, 0)
    check("later version", "is said", errors, re.compile("is of version 2"))
    check("later version", "is left alone", open(path).read(),
          '{"version": 2}')
    os.remove(path)


GOOD = """# A title

```lua run
spawn("a", print, "x")
sleep(1)
```

```predict
? Who prints?
[1] main
[2] a
answer: first { ev = "out" }.who
step: guess == "main" and first { ev = "out" }.step
```

```predict
? In how many of its orders does it print?
[1] 1
[2] 2
answer:
  local n = 0
  for r in orders() do
    n = n + r:count { ev = "out" }
  end
  return n
```

```try
Step.
done: seen { ev = "run" } and view == 1 and typed == ":step"
example: :step
```

```copy lock
```
"""

BROKEN = [
    # what is changed in it, to what, line, what is said
    ("copy lock", "copy lok", 34, "there is no pattern 'lok'"),
    ("```try", "```tri", 28, "unknown fence 'tri'; did you mean try?"),
    ("[2] a", "[2] b", 12, "the program's answer is 'a', which is no option"),
    ("[1] main", "[1] a", 12, "is more than one option"),
    ("[2] a", "[3] a", 11, "options are numbered"),
    ("[2] a\n", "", 8, "two options or more"),
    ('answer: first { ev = "out" }.who\n', "", 8, "no 'answer:' part"),
    ("answer: first", "answers: first", 12, "unknown part 'answers:'"),
    ("? Who prints?\n", "", 8, "no '? ' part"),
    (".who", ".who.what.where", 12, "answer:1: attempt to index"),
    (".who", ".(", 12, "answer:1: "),
    ("answer: first", "answer: (function() while true do end end)() or first",
     12, "does not come to an end"),
    (".step\n", ".step + 9\n", 13, "'11' is no step of the program"),
    (".step\n", ".steps\n", 13, "'' is no step of the program"),
    ("view == 1", "view == 2", 28, "the example does not do it"),
    ('seen { ev = "run" } and view == 1 and typed == ":step"', "true", 28,
     "done before anything was typed"),
    ("example: :step\n", "", 28, "'example:' part"),
    ("sleep(1)", "error('no')", 3, "lesson.lua fails"),
    ("sleep(1)", "sleep(1", 3, "lesson.lua fails"),
    ("sleep(1)", "sleep(1) -- and so on, for some columns.", 3,
     "lesson.lua:2 is 40 columns wide; the screen has room for 39"),
    ("```copy lock\n```", "```text\n" + "x" * 31 + "\n```", 34,
     "line 1 of this code is 31 columns wide; the screen has room for 30"),
    ("```lua run", "```lua run fails", 3, "is said to fail and does not"),
    ("```lua run", "```lua run none.lua", 3, "so it must be empty"),
    ("```lua run", "```text", 8, "no program to ask about"),
    ("sleep(1)", "while true do end", 3, "lesson.lua fails"),
]


def next_program(folder):
    """What is said of a program is read before another one is shown."""
    folder.write("good/01-good/lesson.md",
                 GOOD.replace("copy lock", "lua run"))
    _, out, _ = run(folder, ["lesson", "1", "--lessons", "good"],
                    "2\n1\n:step\n")
    check("next program", "waits", "On the stage" in out.split("done:")[1],
          False)
    _, out, _ = run(folder, ["lesson", "1", "--lessons", "good"],
                    "2\n1\n:step\n\n")
    check("next program", "comes", out.split("done:")[1],
          re.compile(r"\[Enter\]\nOn the stage: "))


def wrong_guess(folder):
    """Where the guess and the program part is shown."""
    folder.write("good/01-good/lesson.md", GOOD)
    _, out, _ = run(folder, ["lesson", "1", "--lessons", "good"], "1\n2\n")
    check("wrong guess", "shows the step", out, re.compile(
        r"^not yet: .*\n.*\nstep 2: task a .*printed \"x", re.M))
    check("wrong guess", "and no other", "step 1: task main" in out, False)


def giving_up(folder):
    """An Enter too many on the way through the text gives nothing up. Of one
    run the step that decides is shown; of many orders it is said which one
    is."""
    folder.write("good/01-good/lesson.md", GOOD)
    _, out, _ = run(folder, ["lesson", "1", "--lessons", "good"], "\n")
    check("giving up", "is asked", out, re.compile("or press Enter to see why"))
    check("giving up", "not yet", "The answer is" in out, False)
    _, out, _ = run(folder, ["lesson", "1", "--lessons", "good"], "\n" * 4)
    first, second = out.split("The answer is ")[1:]
    check("giving up", "the step", first, re.compile(
        "^.*\nWhat the program did at 0 ms:\nstep 2: "))
    check("giving up", "the orders", second, re.compile(
        r"^\[[12]\]: (\d)\nTo find out, the program was run \1 times, in one "
        r"order after\sanother. What\sit\sdid in the usual one:\n\nstep 1: "))


def checks(folder):
    status, out, errors = run(folder, ["lessons", "--check"])
    check("check", "Baton's own", (status, errors), (0, ""))
    folder.write("good/01-good/lesson.md", GOOD)
    status, out, errors = run(folder, ["lessons", "--check", "--lessons",
                                       "good"])
    check("check", "a good one", (status, errors), (0, ""))
    folder.write("bad/02-good/lesson.md", GOOD)
    for old, new, line, text in BROKEN:
        assert old in GOOD, old
        folder.write("bad/01-bad/lesson.md", GOOD.replace(old, new, 1))
        status, out, errors = run(folder, ["lessons", "--check", "--lessons",
                                           "bad"])
        check(text, "status", status, 1)
        check(text, "is said, with its place", errors, re.compile(
            "^baton: bad/01-bad/lesson.md:" + str(line) + ": .*" +
            re.escape(text)))
        check(text, "the next lesson is not touched", out.splitlines()[-1],
              re.compile("02-good +ok"))
        if "while true" in new:
            continue  # a reader would wait for each of its limits
        status, out, _ = run(folder, ["lesson", "1", "--lessons", "bad"],
                             "\n" * 20)
        check(text, "does not crash a reader", status in (0, 1), True)


def course(folder):
    """Folders that look like lessons, and other things beside them."""
    folder.write("own/02-two/lesson.md", "# Two\n\nText.\n")
    folder.write("own/10-ten/lesson.md", "# Ten: and more\n\nText.\n")
    folder.write("own/notes/lesson.md", "# Notes\n")
    folder.write("own/03-notes", "# Notes\n")
    status, out, errors = run(folder, ["lessons", "--lessons", "own"])
    check("course", "list", (status, out, errors),
          (0, "  2          Two\n 10          Ten: and more\n", ""))
    status, out, _ = run(folder, ["lesson", "ten", "--lessons", "own"])
    check("course", "the last one", out.splitlines()[-1],
          "That was the lesson. It is the last one. "
          "All of them: `baton lessons --lessons own`.")
    folder.write("own/10-empty/notes.md", "")
    folder.write("own/10-other/lesson.md", "# Other\n")
    status, out, errors = run(folder, ["lessons", "--check", "--lessons",
                                       "own"])
    check("course", "status", status, 1)
    check("course", "lesson.md is missing", errors,
          re.compile("own/10-empty/lesson.md: "))
    check("course", "one number twice", errors,
          re.compile("lesson 10-ten has the number of 10-other"))


def emphasis(folder):
    """What is emphasised is bold on a screen, and between asterisks in lines;
    it is broken between its words, and what is code is left alone."""
    words = " ".join(["A *ready"] + ["task"] * 20) + "*"
    folder.write("em/01-em/lesson.md",
                 f"# An *end*\n\n{words}\n*has `*p` in* **it**.\n")
    _, out, _ = run(folder, ["lesson", "1", "--lessons", "em"], "\n")
    check("emphasis", "lines", out.replace("\n", " "), re.compile(
        r"An end +======.*A \*ready (task )+task\* +\*has `\*p` in\* \*it\*\."))
    _, out, _ = run(folder, ["lesson", "1", "--lessons", "em", "--dump=80x40",
                             "--format=ansi", "--no-color"])
    check("emphasis", "screen", out, re.compile(
        r"A \x1b\[0;1mready( task){4,}\x1b\[0m"))
    check("emphasis", "nothing is shown of it", re.findall("[*\u2063]", out),
          ["*"])


def main():
    with Folder() as folder:
        for test in (by_pipe, reader_goes_away, by_person,
                     progress_is_kept_safe, next_program, wrong_guess,
                     giving_up, emphasis, course, checks):
            test(folder)
    finish()


if __name__ == "__main__":
    main()
