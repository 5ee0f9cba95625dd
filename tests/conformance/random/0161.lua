-- random program 161
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    sleep(3)
    say("w1.f2 5")
    local function f7()
      say("w1.f2.f7 8")
      do local ok, e = pcall(function()
        if T.w1 then say("w1.f2.f7 cancels w1 " .. yn(T.w1:cancel())) end
      end)
        if is(e, Cancelled) then say("w1.f2.f7 9 cancelled err")
          error("X9", 0)
        elseif not ok then error(e, 0) end end
      return "f7"
    end
    local function f11()
      say("w1.f2.f11 12")
      say("w1.f2.f11 14")
      say("w1.f2.f11 16")
      say("w1.f2.f11 count " .. current():cancelling())
      return "f11"
    end
    local function f18()
      say("w1.f2.f18 19")
      do local ok, e = pcall(timeout, 3, function()
        say("w1.f2.f18 got " .. q:get())
      end)
        if is(e, Timeout) then say("w1.f2.f18 20 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function()
        if not q:empty() then say("w1.f2.f18 took " .. q:get_nowait()) end
        sleep(3)
        say("w1.f2.f18 25")
      end)
        if is(e, Cancelled) then say("w1.f2.f18 22 cancelled uncancel")
          say("w1.f2.f18 22 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      sleep(3)
      say("w1.f2.f18 27")
      error("E28", 0)
    end
    do local ok, e = pcall(function() say("w1.f2 6 got " .. table.concat({ gather { spawn("f7", f7), spawn("f11", f11), spawn("f18", f18) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f2 6 err " .. kind(e)) else error(e, 0) end end end
    return "f2"
  end
  local function f29()
    say("w1.f29 30")
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, Timeout) then say("w1.f29 31 timeout") elseif not ok then error(e, 0) end end
    say("w1.f29 barrier " .. br:wait())
    local function f35()
      say("w1.f29.f35 36")
      local function f38()
        say("w1.f29.f35.f38 39")
        current():cancel()
        say("w1.f29.f35.f38 got " .. q:get())
        error("E42", 0)
      end
      do local dn, pn = wait({ spawn("f38", f38) }, { return_when = "first", timeout = nil })
        say("w1.f29.f35 37 done " .. #dn .. " pending " .. #pn) end
      do local ok, e = pcall(timeout, 5, function()
        say("w1.f29.f35 45")
      end)
        if is(e, Timeout) then say("w1.f29.f35 43 timeout") elseif not ok then error(e, 0) end end
      return "f35"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f35", f35) }, { timeout = nil }) do say("w1.f29 34 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f29 34 err " .. kind(e)) else error(e, 0) end end end
    return "f29"
  end
  local function f46()
    say("w1.f46 47")
    do local _ <close> = sm:hold()
      say("w1.f46 49 in")
      local function f51()
        say("w1.f46.f51 52")
        say("w1.f46.f51 54")
        if T.w2 then say("w1.f46.f51 cancels w2 " .. yn(T.w2:cancel())) end
        ev:clear()
        error("E57", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f51", f51)
        ev:set()
        if T.w2 then say("w1.f46 cancels w2 " .. yn(T.w2:cancel())) end
        ev:set()
      end)
        if is(e, ErrorGroup) then say("w1.f46 50 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f46 62")
      sleep(1)
      say("w1.f46 64")
    end
    return "f46"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f29", f29), spawn("f46", f46) }, { timeout = 1 }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(65) end
  say("w1 67")
  say("w1 68 end")
end
local function w2()
  say("w2 barrier " .. br:wait())
  say("w2 barrier " .. br:wait())
  say("w2 barrier " .. br:wait())
  do local _ <close> = sm:hold()
    say("w2 73 in")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 74 ok") elseif type(e) == "string" then say("w2 74 err " .. kind(e)) else error(e, 0) end end
  end
  say("w2 75 end")
end
local function w3()
  say("w3 got " .. q:get())
  sleep(0)
  say("w3 78")
  local function f80()
    say("w3.f80 81")
    do local ok, e = pcall(timeout, 0, function()
      if T.w1 then say("w3.f80 cancels w1 " .. yn(T.w1:cancel())) end
      if not q:empty() then say("w3.f80 took " .. q:get_nowait()) end
    end)
      if is(e, Timeout) then say("w3.f80 82 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3.f80 85 ok") elseif type(e) == "string" then say("w3.f80 85 err " .. kind(e)) else error(e, 0) end end
    if T.w3 then say("w3.f80 cancels w3 " .. yn(T.w3:cancel())) end
    return "f80"
  end
  do local ok, e = pcall(function() say("w3 79 got " .. table.concat({ gather { spawn("f80", f80) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w3 79 err " .. kind(e)) else error(e, 0) end end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w3 88 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 90 in")
    say("w4 count " .. current():cancelling())
    local function f93()
      say("w4.f93 94")
      ev:clear()
      sleep(1)
      say("w4.f93 97")
      error("E98", 0)
    end
    local function f99()
      say("w4.f99 100")
      if T.w1 then say("w4.f99 cancels w1 " .. yn(T.w1:cancel())) end
      return "f99"
    end
    local function f102()
      say("w4.f102 103")
      if not q:full() then q:put_nowait(104) end
      if T.w1 then say("w4.f102 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f102"
    end
    do local ok, e = pcall(function() say("w4 92 got " .. table.concat({ gather { spawn("f93", f93), spawn("f99", f99), spawn("f102", f102) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w4 92 err " .. kind(e)) else error(e, 0) end end end
    ev:wait()
    say("w4 107 ev")
  end
  sleep(2)
  say("w4 109")
  say("w4 110 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(3)
ev:set()
sleep(30)
say('main ends')
