# SPDX-License-Identifier: MIT-0
"""more.py SEED BASE: writes a random program as BASE.py and BASE.lua, with what
gen.py leaves out: callbacks, moved deadlines, messages, streams, groups that
children spawn into, barriers that break, joins, and more races of a turn."""
import random
import sys

from nested import Nested, inside
from plain import Plain
from split_prelude import LUA, PY

KINDS = {  # how often each comes; those with blocks inside are the second set
    "sleep": 6, "turns": 5, "cancel": 5, "event": 3, "queue": 5, "notify": 3,
    "state": 3, "callback": 3, "moved": 3, "uncancel": 1, "self": 1,
    "loner": 2, "permit": 2, "await": 2, "barrier": 2, "fail": 1, "grow": 2}
NESTED = {
    "lock": 2, "semaphore": 2, "condition": 2, "timeout": 4, "catch": 4,
    "cleanup": 3, "gather": 3, "collect": 2, "group": 4, "wait": 2,
    "completed": 2, "wait_for": 4, "shield": 2, "stream": 3, "loop": 1}


class Program(Plain, Nested):
    """Every method st_KIND makes one statement: Python lines, Lua lines."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.number = 0
        self.left = self.random.randint(12, 36)  # statements
        self.workers = [f"w{i}" for i in range(1, self.random.randint(4, 7))]
        self.tasks = list(self.workers)          # names seen so far
        self.scopes, self.groups = [], []
        # asyncio's shield drops the message of a cancellation, Baton's passes
        # it on; a group that is cancelled twice tells the first, Baton's the
        # last. So there are messages where there are neither.
        self.messages = self.random.random() < .3

    # -- helpers

    def id(self):
        self.number += 1
        return self.number

    def ms(self):
        return self.random.choice([0, 0, 1, 1, 2, 2, 3, 5])

    def maybe_ms(self):
        """The same or none, as Python and Lua write it."""
        ms = self.random.choice([None, self.ms(), self.ms()])
        return ("None", "nil") if ms is None else (ms, ms)

    def say(self, who, text=""):
        line = f'say("{who} {self.id()}{text}")'
        return [line], [line]

    def block(self, who, depth, n=None):
        py, lua = [], []
        for _ in range(n or self.random.randint(1, 3)):
            p, l = self.statement(who, depth)
            py += p
            lua += l
        return py, lua

    def statement(self, who, depth):
        kinds = dict(KINDS)
        if depth < 4 and self.left > 0:
            kinds.update(NESTED)
        self.left -= 1
        if self.messages:
            for kind in "shield", "group":
                kinds.pop(kind, None)
        kind = self.random.choices(list(kinds), list(kinds.values()))[0]
        return getattr(self, "st_" + kind)(who, depth)

    def function(self, who, depth, end=True):
        """A function of no arguments: its name and its definition."""
        name = f"f{self.id()}"
        inner = f"{who}.{name}"
        py, lua = self.block(inner, depth + 1)
        if end and self.random.random() < .25:
            n = self.id()
            last = [f'raise Err("E{n}")'], [f'error("E{n}", 0)']
        else:
            last = [f'return "{name}"'], [f'return "{name}"']
        self.tasks.append(name)
        return name, ([f"async def {name}():"]
                      + inside(py + last[0], "    "),
                      [f"local function {name}()"]
                      + inside(lua + last[1], "  ") + ["end"])

    def functions(self, who, depth):
        """Some of them: names, Python, Lua."""
        made = [self.function(who, depth)
                for _ in range(self.random.randint(1, 3))]
        return ([name for name, _ in made],
                sum((text[0] for _, text in made), []),
                sum((text[1] for _, text in made), []))

    def as_tasks(self, names):
        """Arguments of gather and the like, in Python and in Lua."""
        py, lua = [], []
        for name in names:
            if self.random.random() < .3:
                py.append(f"{name}()")
                lua.append(name)
            else:
                py.append(f'reg("{name}", spawn("{name}", {name}))')
                lua.append(py[-1])
        return ", ".join(py), ", ".join(lua)

    def spawned(self, names):
        return ", ".join(f'reg("{n}", spawn("{n}", {n}))' for n in names)

    def caught(self, py, lua, who, what, errors="Err, Timeout"):
        """py and lua, and a line for each error but Cancelled."""
        n = self.id()
        test = " or ".join(["type(e) == \"string\""] + [
            f"is(e, {kind})" for kind in errors.split(", ") if kind != "Err"])
        return (["try:"] + inside(py, "    ")
                + [f"except ({errors}) as e:",
                   f'    say(f"{who} {n} {what} {{kind(e)}}")'],
                ["do local ok, e = pcall(function()"] + inside(lua, "  ")
                + ["  end)",
                   f'  if not ok then if {test} then '
                   f'say("{who} {n} {what} " .. kind(e)) '
                   "else error(e, 0) end end end"])

    # -- the whole

    def worker(self, name):
        self.left = max(self.left, 5)
        py, lua = self.block(name, 0, self.random.randint(2, 5))
        s = self.say(name, " end")
        return ([f"async def {name}():"] + inside(py + s[0], "    "),
                [f"local function {name}()"] + inside(lua + s[1], "  ")
                + ["end"])

    def main(self):
        kinds = ["sleep", "turns", "cancel", "cancel", "event", "state",
                 "callback", "moved"]
        py, lua = [], []
        for _ in range(self.random.randint(2, 8)):
            kind = self.random.choice(kinds)
            p, l = getattr(self, "st_" + kind)("main", 9)
            if "await ev.wait()" not in p:
                py += p
                lua += l
        ms = self.random.choice([0, 3, 5, 10, 30])
        end = 'say("main ends")'
        return (py + [f"await sleep({ms})", end], lua + [f"sleep({ms})", end])

    def text(self):
        queue = self.random.choice([("Queue", "queue"), ("Queue", "queue"),
                                    ("LifoQueue", "lifo_queue"),
                                    ("PriorityQueue", "priority_queue")])
        most, start = self.random.choice([0, 1, 2]), self.random.choice([0, 1])
        parties = self.random.choice([2, 2, 3])
        py = [f"lk, sm, bs = Lock(), Semaphore({start}), BoundedSemaphore(1)",
              f"ev, cd, br = Event(), Condition(), Barrier({parties})",
              f"q = {queue[0]}({most})"]
        lua = [f"local lk, sm, bs = lock(), semaphore({start}), "
               "bounded_semaphore(1)",
               f"local ev, cd, br = event(), condition(), barrier({parties})",
               f"local q = {queue[1]}({most})"]
        for name in self.workers:
            p, l = self.worker(name)
            py += p
            lua += l
        for name in self.workers:
            py.append(self.spawned([name]))
            lua.append(self.spawned([name]))
        p, l = self.main()
        return py + p, lua + l


PY_MORE = '''T, S, G, X = {}, {}, {}, {"n": 0}
def reg(name, task):
    T[name] = task
    return task
async def shielded(task): return await shield(task)
def text(e): return (e.args[0] if e.args else None) or "-"

async def main():
'''

LUA_MORE = '''local T, S, G, X = {}, {}, {}, { n = 0 }
local function reg(name, task)
  T[name] = task
  return task
end
local function shielded(task)
  return function() return shield(task) end
end
local function text(e) return e.message or "-" end
local function names(ts)
  local l = {}
  for i, t in ipairs(ts) do l[i] = t:name() end
  table.sort(l)
  return #l > 0 and table.concat(l, " ") or "-"
end

'''


def write(seed, base):
    title = f"random program {seed}, more"
    py, lua = Program(seed).text()
    with open(base + ".py", "w") as f:
        f.write(PY % title + PY_MORE + "\n".join(inside(py, "    "))
                + "\n\nrun(main)\n")
    with open(base + ".lua", "w") as f:
        f.write(LUA % title + LUA_MORE + "\n".join(lua) + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
