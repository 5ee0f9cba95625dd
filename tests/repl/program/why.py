# SPDX-License-Identifier: MIT-0
""":why of a task in every kind of wait, in the words that a person reads."""
import json
import re

from harness import Folder, check, finish, run

# What comes before w is spawned, what w does, what main does then, where to
# look, and what is said of w.
WAITS = {
    "sleep": ("", "sleep(5)", "", ":goto 2",
              ["why: it sleeps until 5 ms"]),
    "sleep in a timeout": (
        "", "timeout(3, function() sleep(5) end)", "", ":goto 2",
        ["why: it sleeps until 5 ms",
         "who can wake it: the clock, at 3 ms",
         "inside timeout-1, until 3 ms"]),
    "task": ("a = spawn('A', sleep, 5)", "a:await()", "", ":until block",
             ["why: it waits for task A",
              "who can wake it: A, by ending"]),
    "wait_for": ("a = spawn('A', sleep, 50)", "wait_for(9, a)", "",
                 ":until block",
                 ["why: it waits for task A",
                  "who can wake it: A, by ending; or the clock, at 9 ms",
                  "inside timeout-1, until 9 ms"]),
    "wait_for, no time": (
        "a = spawn('A', sleep, 50)", "wait_for(0, a)", "", ":until block",
        ["why: it waits for task A (wait)",
         "who can wake it: A, by ending"]),
    "shield": ("a = spawn('A', sleep, 5)", "shield(a)", "", ":until block",
               ["why: it waits for task A (shield)",
                "who can wake it: A, by ending"]),
    "gather": ("a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)",
               "gather { a, b, a }", "", ":until block",
               ["why: it waits for 2 tasks: A, B (gather)",
                "who can wake it: the last of them to end, or the first to "
                "fail"]),
    "gather, later": ("a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)",
                      "gather { a, b }", "", ":run\n:goto 0\n:find ended ok",
                      ["why: it waits for 1 of 2 tasks: B (gather)",
                       "who can wake it: B, by ending"]),
    "gather, errors": (
        "a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)",
        "gather({ a, b }, { return_errors = true })", "", ":until block",
        ["why: it waits for 2 tasks: A, B (gather)",
         "who can wake it: the last of them to end"]),
    "wait": ("a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)",
             "wait({ a, b }, { timeout = 9 })", "", ":until block",
             ["why: it waits for 2 tasks: A, B (wait)",
              "who can wake it: the last of them to end; or the clock, at "
              "9 ms"]),
    "wait, first": (
        "a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)",
        "wait({ a, b }, { return_when = 'first' })", "", ":until block",
        ["why: it waits for the first of 2 tasks: A, B (wait)",
         "who can wake it: the first of them to end"]),
    "wait, first_error": (
        "a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)",
        "wait({ a, b }, { return_when = 'first_error' })", "",
        ":until block",
        ["why: it waits for 2 tasks: A, B (wait)",
         "who can wake it: the last of them to end, or the first to fail"]),
    "as_completed": (
        "a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)",
        "for t in as_completed { a, b } do end", "", ":until block",
        ["why: it waits for the first of 2 tasks: A, B (as_completed)",
         "who can wake it: the first of them to end"]),
    "background, its limit": (
        "", "local bg <close> = background { limit = 1 } "
        "bg:spawn('A', sleep, 5) bg:spawn('B', sleep, 5)", "",
        ":until block",
        ["why: it waits for task A (background)",
         "who can wake it: A, by ending"]),
    "background, its end": (
        "", "local bg = background() bg:spawn('A', sleep, 5) "
        "bg:spawn('B', sleep, 6) bg:close(9)", "", ":until block",
        ["why: it waits for 2 tasks: A, B (background)",
         "who can wake it: the last of them to end; or the clock, at 9 ms",
         "inside timeout-1, until 9 ms"]),
    "task_group": (
        "", "task_group(function(g) for i = 1, 7 do g:spawn('A', sleep, i) "
        "end end)", "", ":until block",
        ["why: it waits for group-1, 7 live children",
         "who can wake it: the last of its children to end: A, A#2, A#3, A#4 "
         "and 3 more"]),
    "task_group of one": (
        "", "task_group(function(g) g:spawn('A', sleep, 5) end)", "",
        ":until block",
        ["why: it waits for group-1, 1 live child",
         "who can wake it: A, by ending"]),
    "lock": ("m = lock('m') spawn('A', function() local _ <close> = m:hold() "
             "sleep(5) end)", "m:acquire()", "", ":until block",
             ["why: it waits for lock m, held by A",
              "who can wake it: A, by releasing m"]),
    "lock, in line": (
        "m = lock('m') function take() local _ <close> = m:hold() sleep(5) "
        "end spawn('A', take) spawn('B', take)", "m:acquire()", "", ":goto 4",
        ["why: it waits for lock m, held by A; place 2 of 2 in line",
         "who can wake it: A, by releasing m"]),
    "lock, between two": (
        "m = lock('m') function take() local _ <close> = m:hold() sleep(5) "
        "end spawn('A', take) spawn('B', take)", "m:acquire()", "",
        ":run\n:goto 0\n:find released",
        ["why: it waits for lock m, which goes to one before it in line",
         "who can wake it: those before it in line, by releasing it"]),
    "lock, never released": (
        "m = lock('m') spawn('A', function() m:acquire() end)", "m:acquire()",
        "", ":until block",
        ["why: it waits for lock m, held by A, which has ended",
         "who can wake it: nobody: A ended without releasing m"]),
    "unnamed lock": (
        "m = lock() spawn('A', function() local _ <close> = m:hold() sleep(5) "
        "end)", "m:acquire()", "", ":until block",
        ["why: it waits for lock-1, held by A",
         "who can wake it: A, by releasing lock-1"]),
    "semaphore": ("s = semaphore(0, 's')", "s:acquire()", "", ":until block",
                  ["why: it waits for semaphore s, no permit",
                   "who can wake it: whoever gives back a permit of s"]),
    "event": ("e = event('e')", "e:wait()", "", ":until block",
              ["why: it waits for event e, not set",
               "who can wake it: whoever sets e"]),
    "condition": ("c = condition(nil, 'c')",
                  "local _ <close> = c:hold() c:wait()", "", ":until block",
                  ["why: it waits for condition c, not notified",
                   "who can wake it: whoever notifies c"]),
    "barrier": ("b = barrier(3, 'b')", "b:wait()", "", ":until block",
                ["why: it waits for barrier b, 1 of 3 there",
                 "who can wake it: the last to arrive at b"]),
    "queue, empty": ("q = queue(1, 'q')", "q:get()", "", ":until block",
                     ["why: it waits for queue q, empty",
                      "who can wake it: whoever puts an item into q"]),
    "queue, full": ("q = queue(1, 'q')", "q:put(1) q:put(2)", "",
                    ":until block",
                    ["why: it waits for queue q, full",
                     "who can wake it: whoever takes an item out of q"]),
    "queue, join": ("q = queue(9, 'q')", "q:put(1) q:put(2) q:join()", "",
                    ":until block",
                    ["why: it waits for queue q, 2 items unfinished",
                     "who can wake it: whoever finishes the last item of q"]),
    "channel, recv": ("c = channel(0, 'c')", "c:recv()", "", ":until block",
                      ["why: it waits for channel c, nothing sent",
                       "who can wake it: whoever sends into c"]),
    "channel, send": ("c = channel(0, 'c')", "c:send(1)", "", ":until block",
                      ["why: it waits for channel c, nobody receives",
                       "who can wake it: whoever receives from c"]),
    "select": ("c, d = channel(0, 'c'), channel(0, 'd')",
               "select { c, d, timeout = 9 }", "", ":until block",
               ["why: it waits for channels c, d (select)",
                "who can wake it: whoever sends into c or d; or the clock, at "
                "9 ms"]),
    "pool": ("p = pool { max = 1, open = function() return {} end } "
             "x = p:acquire()", "p:acquire()", "", ":until block",
             ["why: it waits for pool-1, all are lent",
              "who can wake it: whoever gives a member back to pool-1"]),
    "pool, close": (
        "p = pool { max = 1, open = function() return {} end } "
        "x = p:acquire()", "p:close()", "", ":until block",
        ["why: it waits for pool-1, members are lent",
         "who can wake it: whoever gives back the last member of pool-1"]),
    "rate_limit": ("r = rate_limit(1, 10, 1, 'r') r:acquire()", "r:acquire()",
                   "", ":until block",
                   ["why: it waits for rate_limit r, no token",
                    "who can wake it: the clock, as r fills up"]),
    "retry": ("", "retry({ times = 2, delay_ms = 7 }, function() error('no') "
              "end)", "", ":goto 2",
              ["why: it sleeps until 7 ms"]),
    "cancel_scope": (
        "", "cancel_scope({ deadline_ms = 3 }, function() sleep(5) end)", "",
        ":goto 2",
        ["why: it sleeps until 5 ms",
         "who can wake it: the clock, at 3 ms",
         "inside cancel_scope-1, until 3 ms"]),
    "in a stream's body": (
        "s = stream(function(emit) sleep(5) emit(1) end, 's')", "s()", "",
        ":goto 2",
        ["why: it sleeps until 5 ms",
         "inside stream s"]),
    "between the items of a stream": (
        "s = stream(function(emit) emit(1) emit(2) end, 's')",
        "s() timeout(9, function() sleep(5) end) s:close()", "", ":goto 2",
        ["why: it sleeps until 5 ms",
         "inside timeout-1, until 9 ms"]),
    "in a deadlock": (
        "m = spawn('M', function() w:await() end)", "m:await()", "w:await()",
        ":run",
        ["why: it waits for task M",
         "who can wake it: M, by ending",
         "but nothing can run any more: this is a deadlock",
         "part of a cycle, which only a cancel can break: w -> M -> w"]),
}


# While main yields, the clock stands still.
def program(before, does, then):
    return ("%s\nw = spawn('w', function() %s end)\n%s\n"
            "for _ = 1, 9 do yield() end\nsleep(100)\n" %
            (before, does, then))


def why(folder, text, where):
    folder.write("w.lua", text)
    _, out, _ = run(folder, ["step", "w.lua"], where + "\n:why w\n")
    lines = out.splitlines()
    heads = [i for i, line in enumerate(lines) if line.startswith("task w")]
    return [line.strip() for line in lines[heads[-1] + 1:]] if heads else lines


def is_in(folder):
    for name, (before, does, then, where, expected) in WAITS.items():
        check("why", name, why(folder, program(before, does, then), where),
              expected)


# What has been cancelled, and how often, after a look back.
def requests(folder):
    folder.write("c.lua", """
cancel_scope({ deadline_ms = 1 }, function() sleep(5) end)
sleep(1)
pcall(timeout, 1, function() sleep(5) end)
sleep(1)
local me = current()
spawn("A", function() me:cancel() end)
pcall(sleep, 5)
sleep(1)
""")
    _, out, _ = run(folder, ["step", "c.lua"], "".join(
        ":goto %d\n:why main\n" % step for step in (1, 2, 3, 4, 6, 7)))
    said = re.findall(r"(?m)^task main.*\n(?:  .*\n)*", out)
    check("requests", "a cancel scope makes none",
          ["cancel request" in text for text in said],
          [False, False, True, False, True, True])


# A trace that was saved says the same, in every format that has the names.
def saved(folder):
    folder.write("s.lua", program(
        "a, b = spawn('A', sleep, 5), spawn('B', sleep, 6)", "gather { a, b }",
        ""))
    lines = run(folder, ["trace", "--format=jsonl", "s.lua"])[1].splitlines()
    parks = [json.loads(line) for line in lines if '"gather"' in line and
             '"park"' in line]
    check("saved", "names the tasks", [p["tasks"] for p in parks], [[2, 3]])
    folder.write("s.jsonl", "\n".join(lines) + "\n")
    text = run(folder, ["replay", "s.jsonl"])[1]
    check("saved", "tells the same", text,
          run(folder, ["trace", "s.lua"])[1])
    check("saved", "in words", "waits for 2 tasks: A, B (gather)" in text, True)
    slices = json.loads(run(folder, ["trace", "--format=perfetto", "s.lua"])[1])
    check("saved", "shows them beside a slice",
          [e["args"] for e in slices["traceEvents"] if e["name"] == "gather"],
          [{"waits for": ["A", "B"]}] * 2)


# The words that other programs may rely on, by event and part.
WORDS = {
    ("ready", "why"): "spawn yield wake done deadline cancel io",
    ("choice", "why"): "task tie fault",
    ("call", "what"): "gather group wait as_completed shield timeout user",
    ("park", "on"): "turn timer task lock semaphore queue event condition "
                    "barrier group gather wait as_completed shield stream "
                    "channel select pool rate_limit background io offload",
    ("cancel", "via"): "call await gather group timeout shutdown",
    ("end", "how"): "ok error cancelled",
    ("scope", "kind"): "group timeout shield cancel_scope stream",
    ("scope", "what"): "open close",
}


def words(folder):
    seen = {key: set() for key in WORDS}
    for before, does, then, _, _ in WAITS.values():
        folder.write("w.lua", program(before, does, then))
        for line in run(folder, ["trace", "--format=jsonl",
                                 "w.lua"])[1].splitlines()[1:]:
            event = json.loads(line)
            for ev, part in WORDS:
                if event["ev"] == ev:
                    seen[ev, part].add(event[part].split()[0])
    for key, known in WORDS.items():
        check("words", key, seen[key] - set(known.split()), set())
    check("words", "most waits were seen", len(seen["park", "on"]) > 16, True)


def main():
    with Folder() as folder:
        for test in (is_in, requests, saved, words):
            test(folder)
    finish()


if __name__ == "__main__":
    main()
