# SPDX-License-Identifier: MIT-0
"""What more.py makes its programs of: statements with blocks in them."""


def inside(lines, by):
    return [by + line for line in lines]


class Nested:
    """Part of a Program: a method st_KIND makes one statement."""

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
