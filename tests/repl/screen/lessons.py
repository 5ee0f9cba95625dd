# SPDX-License-Identifier: MIT-0
"""Every lesson from its first page to its end, as a learner goes through it
at 80x24: reads, guesses wrongly and then rightly, steps, tries. The screen
says what to do next. Only what there is to try is taken from the lesson, where
an example stands for whoever does not find it out.

Usage: lessons.py PROGRAM colour|ascii|lines"""
import json
import os
import re
import sys

from display import LEAVE, Screen
# display has found it
from harness import PATIENCE, Folder, Terminal, check, failures, finish

LESSONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..",
                       "..", "lessons")
F1, F2, F3, F4, F5 = "\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~"
F7, F8, CTRL_X = "\x1b[18~", "\x1b[19~", "\x18"
KEYS = {":step": F8, ":run": F5}  # pressed where they are all of a line
PROMPT = re.compile(r"(\[Enter\]|guess>|baton>|   \.\.>) $")
ENDED = "That was the lesson."
# Nobody is to see these: what Baton says when a lesson, or it, is broken.
WRONG = re.compile(r"internal error|out of memory|lesson\.md:\d")
COLOUR = re.compile("\x1b\\[(?:[\\d;]*;)?(?:[349][0-7]|[34]8;[\\d;]*)m")
# A step, or what is wrong, is said in one line, however long that is.
ANY_LENGTH = re.compile(r"step \d|baton: ")
MOST = 500  # keys for a lesson: more means going round in circles


def folders():
    return sorted(name for name in os.listdir(LESSONS) if name[0].isdigit())


def examples(lesson):
    """The lines that would do each task of a lesson."""
    with open(os.path.join(LESSONS, lesson, "lesson.md")) as file:
        text = file.read()
    fences = re.findall(r"^```try\n(.*?)^```", text, re.M | re.S)
    found = [re.search(r"^example: (.*(?:\n .*)*)", f, re.M) for f in fences]
    return [[line.strip() for line in f[1].split("\n")] for f in found]


def is_kept(folder, lesson):
    """The end was reached, and every question answered."""
    path = os.path.join(folder.path, "state", "baton", "progress.json")
    with open(path) as file:
        kept = json.load(file)["lessons"][lesson]
    check(lesson, "is done", kept.get("done"), True)
    for number, question in kept["questions"].items():
        check(lesson, f"question {number} is answered", question["right"],
              True)
        check(lesson, f"question {number} has guesses",
              question["guesses"] > 0, True)


class OnScreen:
    """A learner with a full screen, in ASCII or in colour."""

    def __init__(self, folder, ascii_only):
        self.ascii = ascii_only
        changed = {"LC_ALL": "C", "NO_COLOR": "1"} if ascii_only else {}
        self.t = Screen(folder, ["lesson", "1"], **changed)
        self.frames = 0
        self.settle(1)

    # What is seen.

    def settle(self, frames):
        """Waits for so many frames more, and then for one that is there to
        stay; and looks at it."""
        vt = self.t.vt
        want = self.frames + frames
        self.frame = self.t.until(
            lambda text: vt.frames >= want and " RUNNING " not in
            text.split("\n")[0], f"{frames} frames more did not come")
        self.frames = vt.frames
        self.look()

    def look(self):
        rows = self.t.vt.rows()
        name = rows[0]
        check(name, "is the first row", name, re.compile(
            r"^ baton  \d+ \w.* step \d+ .* t=\d.* order first$"))
        check(name, f"a prompt\n{self.frame}", self.prompt(),
              re.compile(r"[>\]]$"))
        check(name, "the keys are on the last row", rows[-1],
              re.compile(r"^F1 help .*\^D end$"))
        check(name, "nothing is wrong", WRONG.search(self.frame), None)
        check(name, "no row is too wide", self.t.vt.too_wide, False)
        if self.ascii:
            check(name, "ASCII", re.findall("[^\0-~]", self.t.seen), [])
            check(name, "no colour", COLOUR.findall(self.t.seen), [])

    def prompt(self):
        return self.t.vt.rows()[-2]

    def text(self):
        """What the pane of the lesson shows."""
        title, *rows = self.t.vt.rows()[1:]
        width = re.search("[┬+]", title[1:]).start() + 1
        end = next(y for y, row in enumerate(rows) if row[0] not in "│|")
        return "\n".join(row[1:width].rstrip() for row in rows[:end])

    def end_of_text(self):
        return [row for row in self.text().split("\n") if row][-2:]

    def says(self, lead):
        return re.search(rf"^{lead}: ", self.text(), re.M) is not None

    def sees(self, pattern):
        check(pattern, f"is on the screen\n{self.frame}",
              re.search(pattern, self.frame, re.M) is not None, True)

    # What is done.

    def key(self, key, frames=1):
        assert not failures, "one wrong frame is enough"
        self.pressed += 1
        self.t.seen = ""
        self.t.type(key)
        self.settle(frames)

    def line(self, text):
        """Each character gives a frame, what is done two."""
        if text in KEYS:
            self.key(KEYS[text], 2)
        else:
            self.key(text + "\r", len(text) + 2)
        if "any key goes back" in self.frame:
            self.key("\r")

    def read_on(self):
        while self.prompt() == "[Enter: more]":
            self.key("\r")

    def look_about(self):
        """Takes a step and goes back; looks at all panes."""
        self.key(F8, 2)
        self.sees("^ step 1: task main")
        self.key(F7, 2)
        self.sees("^ baton .* step 0 .* BACK ")
        before, panes = self.frame, ""
        for key, title in ((F1, r"help \("), (CTRL_X, r"waits \(what")):
            self.key(key)
            self.sees(title)
            self.key(key)
            check(key, "what was there is there again", self.frame, before)
        self.key(F4)
        while "F4 next" in self.frame and self.pressed < MOST:
            panes += self.t.vt.rows()[1]
            self.key(F4)
        check("F4", "shows each alone",
              sorted(re.findall(r"\[(\w+)\]", panes)),
              ["lesson", "output", "source"])
        check("F4", "shows all of them again", self.frame, before)

    def look_at_c(self):
        self.key(F3)
        self.sees(r"[┬+][─-] \w+\.c ")
        self.key(F3)
        self.sees(r"[┬+][─-] \w+\.lua ")

    def guess(self):
        """One option after the other, from the first or from the last, until
        one is right."""
        last = int(re.findall(r"^\[(\d)\] ", self.text(), re.M)[-1])
        self.key(F2, 2)
        check("F2", "gives a hint", self.says("hint"), True)
        self.read_on()
        for option in range(1, last + 1) if self.ascii else range(last, 0, -1):
            self.key(str(option), 2)
            if self.says("right"):
                return
            check("guess", "is answered", self.says("not yet"), True)
            self.read_on()
            self.sees(r"^[│|]  Guess again, or Enter: see why\.")
            self.sees(r"^[│|]\[\d\] ")
        raise AssertionError(f"no option is right:\n{self.frame}")

    def do(self, lines):
        """Types the lines; starts over where the program is too far on."""
        for line in [*lines, ":reset", *lines]:
            before = self.end_of_text()
            self.line(line)
            if self.end_of_text() != before and self.says("done"):
                return
        raise AssertionError(f"it was not done:\n{self.frame}")

    def go_through(self, lesson):
        to_do, asked = examples(lesson), 0
        self.pressed = 0
        check(lesson, "is on the screen", self.frame, re.compile(
            rf"^ baton  {int(lesson[:2])} "))
        while not self.prompt() in ("[Enter: next lesson]", "[Enter: leave]"):
            assert self.pressed < MOST, f"no end is in sight:\n{self.frame}"
            prompt = self.prompt()
            if prompt == "guess>":
                if asked == 0:
                    self.look_at_c()
                self.guess()
                asked += 1
            elif prompt == "baton>":
                assert to_do, f"{lesson}: what is there to do?\n{self.frame}"
                self.do(to_do.pop(0))
            else:
                check(lesson, "waits for Enter", prompt[:7], "[Enter:")
                if self.pressed == 0:
                    self.look_about()
                self.key("\r")
        self.sees("That was the lesson\\.")
        check(lesson, "nothing is left to do", to_do, [])

    def leave(self):
        self.t.type("\r")
        check("the last one", "is left by Enter", self.t.end(), 0)
        check("the last one", "says what else there is",
              "`baton lessons`" in self.t.seen.split(LEAVE)[-1], True)


def on_screen(folder, ascii_only):
    learner = OnScreen(folder, ascii_only)
    for lesson in folders():
        learner.go_through(lesson)
        is_kept(folder, lesson)
        if lesson != folders()[-1]:
            learner.key("\r")
    learner.leave()


def lessons_own(said):
    """Without what a command has answered, which may be as long as it needs."""
    if not said.startswith(":"):
        return said
    _, done, text = said.partition("\ndone: ")
    return done + text


class InLines:
    """A learner without one."""

    def __init__(self, folder, lesson):
        self.t = Terminal(folder, ["lesson", lesson, "--plain"])
        self.to_do = examples(lesson)
        self.guesses = 0

    def ended(self):
        return ENDED in self.t.seen and self.t.seen.endswith("`.\n")

    def asks(self):
        return PROMPT.search(self.t.seen) or self.ended()

    def read(self):
        """What is said up to the next prompt, or to the end."""
        while not self.asks() or not self.t.rests():
            if not self.asks() and not self.t.read(PATIENCE):
                raise AssertionError(f"stuck: {self.t.seen!r}")
        check("lines", "nothing is wrong", WRONG.search(self.t.seen), None)
        check("lines", "no escapes", re.findall("[\0-\x08\x0b-\x1f]",
                                                self.t.seen), [])
        for line in lessons_own(self.t.seen).split("\n"):
            if not ANY_LENGTH.match(line):
                check("lines", f"is too wide: {line}", len(line) > 80, False)
        return self.t.seen

    def say(self, line):
        self.t.seen = ""
        self.t.type(line + "\n")
        return self.read()

    def do(self, lines):
        for line in [*lines, ":reset", *lines]:
            if "\ndone: " in self.say(line):
                return
        raise AssertionError(f"it was not done: {self.t.seen!r}")

    def answer(self):
        """Guesses one option after the other; does what there is to do."""
        prompt = PROMPT.search(self.t.seen)[1]
        if prompt == "guess>":
            self.guesses = 0 if "\n? " in self.t.seen else self.guesses
            self.guesses += 1
            said = self.say(str(self.guesses))
            check("guess", "is answered", said,
                  re.compile("^(right|not yet): ", re.M))
        elif prompt == "baton>":
            self.do(self.to_do.pop(0))
        else:
            self.say("")

    def go_through(self):
        self.read()
        for _ in range(MOST):
            if self.ended():
                break
            self.answer()
        check("lines", "ends", self.t.end(), 0)
        check("lines", "nothing is left to do", self.to_do, [])


def in_lines(folder):
    for lesson in folders():
        InLines(folder, lesson).go_through()
        is_kept(folder, lesson)


with Folder() as folder:
    try:
        if sys.argv[2] == "lines":
            in_lines(folder)
        else:
            on_screen(folder, sys.argv[2] == "ascii")
    except AssertionError as error:
        check(sys.argv[2], "got stuck", str(error), "")
finish()
