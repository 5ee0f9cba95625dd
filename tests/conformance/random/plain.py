# SPDX-License-Identifier: MIT-0
"""What more.py makes its programs of: statements without blocks."""


class Plain:
    """Part of a Program: a method st_KIND makes one statement."""

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
