# SPDX-License-Identifier: MIT-0
"""more.py SEED BASE: writes a random program as BASE.py and BASE.lua, with what
gen.py leaves out: callbacks, moved deadlines, messages, streams, groups that
children spawn into, barriers that break, joins, and more races of a turn."""
import random
import sys

from split_prelude import LUA, PY

KINDS = {  # how often each comes; those with blocks inside are the second set
    "sleep": 6, "turns": 5, "cancel": 5, "event": 3, "queue": 5, "notify": 3,
    "state": 3, "callback": 3, "moved": 3, "uncancel": 1, "self": 1,
    "loner": 2, "permit": 2, "await": 2, "barrier": 2, "fail": 1, "grow": 2}
NESTED = {
    "lock": 2, "semaphore": 2, "condition": 2, "timeout": 4, "catch": 4,
    "cleanup": 3, "gather": 3, "collect": 2, "group": 4, "wait": 2,
    "completed": 2, "wait_for": 4, "shield": 2, "stream": 3, "loop": 1}


def inside(lines, by):
    return [by + line for line in lines]


class Program:
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

    # -- statements without blocks

    def st_sleep(self, who, _):
        ms = self.ms()
        py, lua = self.say(who)
        return [f"await sleep({ms})"] + py, [f"sleep({ms})"] + lua

    def st_turns(self, who, _):
        n = self.random.randint(1, 4)
        py, lua = self.say(who)
        return ([f"for _ in range({n}): await sleep(0)"] + py,
                [f"for _ = 1, {n} do sleep(0) end"] + lua)

    def st_cancel(self, who, _):
        t = self.random.choice(self.tasks)
        n = self.id()
        message = ""
        if self.messages and self.random.random() < .5:
            message = f'"m{n}"'
        return ([f'if "{t}" in T: say(f"{who} cancels {t} '
                 f"{{yn(T['{t}'].cancel({message.replace(chr(34), chr(39))}))}}\")"],
                [f'if T.{t} then say("{who} cancels {t} " .. '
                 f"yn(T.{t}:cancel({message}))) end"])

    def st_event(self, who, _):
        how = self.random.choice(["set", "clear", "wait", "wait", "flash"])
        if how == "wait":
            py, lua = self.say(who, " ev")
            return ["await ev.wait()"] + py, ["ev:wait()"] + lua
        if how == "flash":
            return ["ev.set()", "ev.clear()"], ["ev:set()", "ev:clear()"]
        return [f"ev.{how}()"], [f"ev:{how}()"]

    def st_queue(self, who, _):
        n = self.id()
        how = self.random.choice(["put", "put", "get", "get", "put_nowait",
                                  "get_nowait", "task_done", "join"])
        if how == "put":
            py, lua = self.say(who, f" put {n}")
            return [f"await q.put({n})"] + py, [f"q:put({n})"] + lua
        if how == "get":
            return ([f'say(f"{who} {n} got {{await q.get()}}")'],
                    [f'say("{who} {n} got " .. q:get())'])
        if how == "join":
            py, lua = self.say(who, " joined")
            return ["await q.join()"] + py, ["q:join()"] + lua
        call = {"put_nowait": (f"q.put_nowait({n})", f"q.put_nowait, q, {n}"),
                "get_nowait": ("q.get_nowait()", "q.get_nowait, q"),
                "task_done": ("q.task_done()", "q.task_done, q")}[how]
        return (["try:", f'    say(f"{who} {n} {how} {{{call[0]}}}")',
                 "except (QueueEmpty, QueueFull, ValueError): "
                 f'say("{who} {n} {how} refused")'],
                [f"do local ok, v = pcall({call[1]})",
                 f'  say("{who} {n} {how} " .. (not ok and "refused" '
                 'or tostring(v == nil and "None" or v))) end'])

    def st_notify(self, who, _):
        n = self.random.choice(["notify(1)", "notify(2)", "notify_all()"])
        return (["async with cd:", '    X["n"] += 1', f"    cd.{n}"],
                ["do local _ <close> = cd:hold()", "  X.n = X.n + 1",
                 f"  cd:{n} end"])

    def st_state(self, who, _):
        t = self.random.choice(self.tasks)
        n = self.id()
        return ([f'if "{t}" in T: say(f"{who} {n} sees {t} '
                 f"{{yn(T['{t}'].done())}} {{T['{t}'].cancelling()}} "
                 '{current().cancelling()} {yn(lk.locked())} '
                 '{yn(sm.locked())} {q.qsize()} {br.n_waiting}")'],
                [f'if T.{t} then say("{who} {n} sees {t} " .. '
                 f'yn(T.{t}:done()) .. " " .. T.{t}:cancelling() .. " " .. '
                 'current():cancelling() .. " " .. yn(lk:locked()) .. " " .. '
                 'yn(sm:locked()) .. " " .. q:size() .. " " .. br:waiting()) '
                 "end"])

    def st_callback(self, who, _):
        t, u = self.random.choice(self.tasks), self.random.choice(self.tasks)
        n = self.id()
        py, lua = self.random.choice([
            ("ev.set()", "ev:set()"), ("sm.release()", "sm:release()"),
            (f'q.full() or q.put_nowait({n})',
             f"if not q:full() then q:put_nowait({n}) end"),
            (f'"{u}" in T and T["{u}"].cancel()',
             f"if T.{u} then T.{u}:cancel() end"),
            (f'"{u}" in T and T["{u}"].cancel()',
             f"if T.{u} then T.{u}:cancel() end")])
        return ([f'if "{t}" in T: T["{t}"].add_done_callback(lambda t: '
                 f'[say("callback {n} " + yn(t.cancelled())), {py}])'],
                [f"if T.{t} then T.{t}:on_done(function(t) "
                 f'say("callback {n} " .. yn(t:cancelled())) {lua} end) end'])

    def st_moved(self, who, _):
        if not self.scopes:
            return self.say(who)
        s = self.random.choice(self.scopes)
        n = self.id()
        py, lua = self.random.choice([("None", "nil"), (-1, -1)] +
                                     [(m, m) for m in (0, 0, 1, 2, 3)])
        return ([f'if "{s}" in S:', f'    try: reschedule(S["{s}"], {py}); '
                 f'say("{who} {n} moves {s}")',
                 f'    except RuntimeError: say("{who} {n} refused {s}")'],
                [f"if S.{s} then say(pcall(S.{s}.reschedule, S.{s}, {lua}) "
                 f'and "{who} {n} moves {s}" or "{who} {n} refused {s}") end'])

    def st_uncancel(self, who, _):
        n = self.id()
        return ([f'say(f"{who} {n} uncancel {{current().uncancel()}}")'],
                [f'say("{who} {n} uncancel " .. current():uncancel())'])

    def st_self(self, who, _):
        return ["current().cancel()"], ["current():cancel()"]

    def st_loner(self, who, depth):
        if self.left <= 0:
            return self.say(who)
        name, (py, lua) = self.function(who, depth)
        return (py + [self.spawned([name])], lua + [self.spawned([name])])

    def st_permit(self, who, _):
        py, lua = self.say(who, " sm")
        if self.random.random() < .5:
            return ["await sm.acquire()"] + py, ["sm:acquire()"] + lua
        return ["sm.release()"] + py, ["sm:release()"] + lua

    def st_await(self, who, depth):
        mine = self.workers.index(who.split(".")[0]) if who != "main" else 0
        if not mine:
            return self.say(who)
        t = self.random.choice(self.workers[:mine])
        n = self.number % 4
        ways = [(f'await T["{t}"]', f"T.{t}:await()"),
                (f'await shield(T["{t}"])', f"shield(T.{t})"),
                (f'await wait_for({n}, shielded(T["{t}"]))',
                 f"wait_for({n}, shielded(T.{t}))")]
        py, lua = self.random.choice(ways[:1] if self.messages else ways)
        p, l = self.say(who, " ok")
        return self.caught([py] + p, [lua] + l, who, "await",
                           "Err, Timeout, ErrorGroup, BrokenBarrier")

    def st_barrier(self, who, _):
        how = self.random.choice(["wait", "wait", "wait", "reset", "abort"])
        n = self.id()
        if how != "wait":
            py, lua = self.say(who, " " + how)
            return [f"await br.{how}()"] + py, [f"br:{how}()"] + lua
        return self.caught([f'say(f"{who} {n} barrier {{await br.wait()}}")'],
                           [f'say("{who} {n} barrier " .. br:wait())'], who,
                           "barrier", "Err, BrokenBarrier")

    def st_fail(self, who, _):
        n = self.id()
        return ([f'if X["n"] % 2: raise Err("E{n}")'],
                [f'if X.n % 2 == 1 then error("E{n}", 0) end'])

    def st_grow(self, who, depth):
        if not self.groups or self.left <= 0:
            return self.say(who)
        g = self.random.choice(self.groups)
        name, (py, lua) = self.function(who, depth)
        n = self.id()
        return (py + [f'if "{g}" in G:',
                      f'    try: reg("{name}", tg_spawn(G["{g}"], "{name}", '
                      f'{name})); say("{who} {n} grows {g}")',
                      f'    except RuntimeError: say("{who} {n} refused {g}")'],
                lua + [f"if G.{g} then local ok, t = pcall(G.{g}.spawn, "
                       f'G.{g}, "{name}", {name})',
                       f'  if ok then reg("{name}", t) end',
                       f'  say(ok and "{who} {n} grows {g}" or '
                       f'"{who} {n} refused {g}") end'])

    # -- statements with blocks

    def held(self, what, who, depth):
        s = self.say(who, " in")
        py, lua = self.block(who, depth + 1)
        return ([f"async with {what}:"] + inside(s[0] + py, "    "),
                [f"do local _ <close> = {what}:hold()"]
                + inside(s[1] + lua, "  ") + ["end"])

    def st_lock(self, who, depth):
        return self.held("lk", who, depth)

    def st_semaphore(self, who, depth):
        return self.held(self.random.choice(["sm", "bs"]), who, depth)

    def st_condition(self, who, depth):
        s = self.say(who, " woken")
        n = self.id()
        more = self.random.randint(1, 3)
        py, lua = self.random.choice([
            ("await cd.wait()", "cd:wait()"), ("await cd.wait()", "cd:wait()"),
            (f'k{n} = X["n"] + {more}; '
             f'await cd.wait_for(lambda: X["n"] >= k{n})',
             f"local k{n} = X.n + {more} "
             f"cd:wait_until(function() return X.n >= k{n} end)")])
        p, l = self.block(who, depth + 1, 1)
        return (["async with cd:"] + inside([py] + s[0] + p, "    "),
                ["do local _ <close> = cd:hold()"]
                + inside([lua] + s[1] + l, "  ") + ["end"])

    def st_timeout(self, who, depth):
        n = self.id()
        s = f"s{n}"
        self.scopes.append(s)
        ms = self.maybe_ms()
        py, lua = self.block(who, depth + 1)
        return (["try:", f"    async with timeout({ms[0]}) as {s}:",
                 f'        S["{s}"] = {s}'] + inside(py, "        ")
                + [f'except Timeout: say("{who} {n} timeout")',
                   f'say(f"{who} {n} expired {{yn(S[\'{s}\'].expired())}}")'],
                [f"do local ok, e = pcall(timeout, {ms[1]}, function({s})",
                 f"  S.{s} = {s}"] + inside(lua, "  ")
                + ["  end)",
                   f'  if is(e, Timeout) then say("{who} {n} timeout") '
                   "elseif not ok then error(e, 0) end end",
                   f'say("{who} {n} expired " .. yn(S.{s}:expired()))'])

    def st_catch(self, who, depth):
        n = self.id()
        py, lua = self.block(who, depth + 1)
        how = self.random.choice(["raise", "raise", "wait", "swallow",
                                  "uncancel", "replace"])
        p, l = {"raise": (["raise"], ["error(e, 0)"]),
                "wait": ([f"await sleep({n % 3})", "raise"],
                         [f"sleep({n % 3})", "error(e, 0)"]),
                "swallow": ([], []),
                "uncancel": self.st_uncancel(who, depth),
                "replace": ([f'raise Err("X{n}")'], [f'error("X{n}", 0)'])
                }[how]
        return (["try:"] + inside(py, "    ") + ["except Cancelled as e:",
                 f'    say("{who} {n} {how} " + text(e))'] + inside(p, "    "),
                ["do local ok, e = pcall(function()"] + inside(lua, "  ")
                + ["  end)", "  if is(e, Cancelled) then",
                   f'    say("{who} {n} {how} " .. text(e))']
                + inside(l, "    ") + ["  elseif not ok then error(e, 0) end "
                                       "end"])

    def st_cleanup(self, who, depth):
        n = self.id()
        py, lua = self.block(who, depth + 1)
        p, l = self.random.choice([
            ([], []), (["await sleep(0)"], ["sleep(0)"]),
            ([f"await sleep({n % 4})"], [f"sleep({n % 4})"]),
            ([f'if X["n"] % 3 == 1: raise Err("F{n}")'],
             [f'if X.n % 3 == 1 then error("F{n}", 0) end'])])
        s = f'say("{who} {n} cleanup")'
        return (["try:"] + inside(py, "    ") + ["finally:"]
                + inside([s] + p, "    "),
                ["do local _ <close> = defer(function()"]
                + inside([s] + l, "  ") + ["  end)"] + inside(lua, "  ")
                + ["end"])

    def st_gather(self, who, depth):
        names, py, lua = self.functions(who, depth)
        n = self.id()
        p, l = self.as_tasks(names)
        ways = self.caught(
            [f'say("{who} {n} got " + " ".join(await gather({p})))'],
            [f'say("{who} {n} got " .. table.concat({{ gather {{ {l} }} }}, '
             '" "))'], who, "gather", "Err, Timeout, ErrorGroup")
        return py + ways[0], lua + ways[1]

    def st_collect(self, who, depth):
        names, py, lua = self.functions(who, depth)
        n = self.id()
        p, l = self.as_tasks(names)
        return (py + [f"for x in await gather({p}, return_exceptions=True):",
                      f'    say(f"{who} {n} '
                      '{kind(x) if isinstance(x, BaseException) else x}")'],
                lua + [f"for _, x in ipairs(gather({{ {l} }}, "
                       "{ return_errors = true })) do",
                       f'  say("{who} {n} " .. '
                       "(x.ok and x.value or kind(x.error))) end"])

    def st_group(self, who, depth):
        g = f"g{self.id()}"
        self.groups.append(g)
        names, py, lua = self.functions(who, depth)
        p = [f'G["{g}"] = {g}']
        l = [f"G.{g} = {g}"]
        for name in names:
            p.append(f'reg("{name}", tg_spawn({g}, "{name}", {name}))')
            l.append(f'reg("{name}", {g}:spawn("{name}", {name}))')
        if self.random.random() < .6:
            body = self.block(who, depth + 1)
            p += body[0]
            l += body[1]
        return (py + ["try:", f"    async with TaskGroup() as {g}:"]
                + inside(p, "        ") + ["except ErrorGroup as e:",
                 f'    say(f"{who} {g} {{kind(e)}}")'],
                lua + [f"do local ok, e = pcall(task_group, function({g})"]
                + inside(l, "  ") + ["  end)",
                 f'  if is(e, ErrorGroup) then say("{who} {g} " .. kind(e)) '
                 "elseif not ok then error(e, 0) end end"])

    def st_wait(self, who, depth):
        names, py, lua = self.functions(who, depth)
        n = self.id()
        known = self.random.choice(self.tasks[:len(self.workers)])
        when = self.random.choice([("ALL_COMPLETED", "all"),
                                   ("FIRST_COMPLETED", "first"),
                                   ("FIRST_EXCEPTION", "first_error")])
        ms = self.maybe_ms()
        if f"{who}.".startswith(f"{known}."):
            known = names[0]
        spawned = self.spawned(names)
        return (py + [f'ts = [{spawned}] + [T[n] for n in ("{known}",) '
                      "if n in T]",
                      f'dn, pn = await wait(ts, "{when[0]}", {ms[0]})',
                      f'say(f"{who} {n} {{names(dn)}} / {{names(pn)}}")'],
                lua + [f"do local ts = {{ {spawned} }}",
                       f"  ts[#ts + 1] = T.{known}",
                       f'  local dn, pn = wait(ts, {{ return_when = '
                       f'"{when[1]}", timeout = {ms[1]} }})',
                       f'  say("{who} {n} " .. names(dn) .. " / " .. '
                       "names(pn)) end"])

    def st_completed(self, who, depth):
        names, py, lua = self.functions(who, depth)
        n = self.id()
        ms = self.maybe_ms()
        spawned = self.spawned(names)
        ways = self.caught(
            [f"for c in as_completed([{spawned}], {ms[0]}):",
             f'    say(f"{who} {n} next {{await c}}")'],
            [f"for t in as_completed({{ {spawned} }}, "
             f"{{ timeout = {ms[1]} }}) do",
             f'  say("{who} {n} next " .. t:result()) end'], who, "completed",
            "Err, Timeout, ErrorGroup")
        return py + ways[0], lua + ways[1]

    def st_wait_for(self, who, depth):
        name, (py, lua) = self.function(who, depth)
        n = self.id()
        ms = self.maybe_ms()
        ways = [(self.spawned([name]),) * 2, (f"{name}()", name),
                (f"shielded({self.spawned([name])})",) * 2]
        what = self.random.choice(ways[:2] if self.messages else ways)
        ways = self.caught(
            [f"v{n} = await wait_for({ms[0]}, {what[0]})",
             f'say(f"{who} {n} {{v{n}}}")'],
            [f"local v = wait_for({ms[1]}, {what[1]})",
             f'say("{who} {n} " .. v)'], who, "wait_for",
            "Err, Timeout, ErrorGroup")
        return py + ways[0], lua + ways[1]

    def st_shield(self, who, depth):
        name, (py, lua) = self.function(who, depth)
        n = self.id()
        what = self.random.choice([(self.spawned([name]),) * 2,
                                   (f"{name}()", name)])
        ways = self.caught([f'say(f"{who} {n} " + await shield({what[0]}))'],
                           [f'say("{who} {n} " .. shield({what[1]}))'],
                           who, "shield", "Err, Timeout, ErrorGroup")
        return py + ways[0], lua + ways[1]

    def st_stream(self, who, depth):
        n = self.id()
        g, s, v = f"a{n}", f"s{n}", f"v{n}"
        inner = self.block(f"{who}.{g}", depth + 1, 1)
        body = self.block(who, depth + 1, 1)
        stop = self.random.randint(0, 3)
        return ([f"async def {g}():", "    for i in range(3):"]
                + inside(inner[0], "        ") + ["        yield i",
                 f"{s} = {g}()", "try:", f"    async for {v} in {s}:",
                 f'        say(f"{who} {g} got {{{v}}}")']
                + inside(body[0], "        ")
                + [f"        if {v} == {stop}: break",
                   f"finally: await {s}.aclose()"],
                [f"do local {s} = stream(function(emit)",
                 "    for i = 0, 2 do"]
                + inside(inner[1], "      ") + ["      emit(i)", "    end",
                 "  end)",
                 f"  local _ <close> = defer(function() {s}:close() end)",
                 f"  for {v} in {s} do",
                 f'    say("{who} {g} got " .. {v})']
                + inside(body[1], "    ")
                + [f"    if {v} == {stop} then break end", "  end", "end"])

    def st_loop(self, who, depth):
        py, lua = self.block(who, depth + 1)
        i = f"i{self.id()}"
        return ([f"for {i} in range(2):"] + inside(py, "    "),
                [f"for {i} = 1, 2 do"] + inside(lua, "  ") + ["end"])

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
