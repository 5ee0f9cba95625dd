-- random program 228
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
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      local function f4()
        say("w1.f4 5")
        if not q:empty() then say("w1.f4 took " .. q:get_nowait()) end
        ev:wait()
        say("w1.f4 8 ev")
        return "f4"
      end
      do local dn, pn = wait({ spawn("f4", f4) }, { return_when = "first", timeout = nil })
        say("w1 3 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Cancelled) then say("w1 2 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    say("w1 10")
    local function f12()
      say("w1.f12 13")
      say("w1.f12 15")
      local function f17()
        say("w1.f12.f17 18")
        if T.w1 then say("w1.f12.f17 cancels w1 " .. yn(T.w1:cancel())) end
        if T.w3 then say("w1.f12.f17 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f17"
      end
      local function f21()
        say("w1.f12.f21 22")
        if not q:empty() then say("w1.f12.f21 took " .. q:get_nowait()) end
        ev:set()
        if not q:full() then q:put_nowait(25) end
        return "f21"
      end
      local function f26()
        say("w1.f12.f26 27")
        q:put(28)
        say("w1.f12.f26 29 put 28")
        sleep(1)
        say("w1.f12.f26 31")
        error("E32", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f17", f17)
        tg:spawn("f21", f21)
        tg:spawn("f26", f26)
        ev:wait()
        say("w1.f12 34 ev")
        say("w1.f12 got " .. q:get())
        say("w1.f12 got " .. q:get())
      end)
        if is(e, ErrorGroup) then say("w1.f12 16 " .. kind(e)) elseif not ok then error(e, 0) end end
      q:put(37)
      say("w1.f12 38 put 37")
      error("E39", 0)
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f12", f12) }, { timeout = nil }) do say("w1 11 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 11 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled uncancel")
      say("w1 1 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  sleep(2)
  say("w1 41")
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 43 end")
end
local function w2()
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  current():cancel()
  local function f47()
    say("w2.f47 48")
    current():cancel()
    if T.w1 then say("w2.f47 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local _ <close> = defer(function()
      say("w2.f47 51 finally")
    end)
      sleep(2)
      say("w2.f47 53")
      say("w2.f47 count " .. current():cancelling())
    end
    return "f47"
  end
  local function f55()
    say("w2.f55 56")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    error("E58", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f47", f47)
    tg:spawn("f55", f55)
  end)
    if is(e, ErrorGroup) then say("w2 46 " .. kind(e)) elseif not ok then error(e, 0) end end
  local function f60()
    say("w2.f60 61")
    ev:clear()
    say("w2.f60 barrier " .. br:wait())
    return "f60"
  end
  local function f64()
    say("w2.f64 65")
    local function f67()
      say("w2.f64.f67 68")
      local function f70()
        say("w2.f64.f67.f70 71")
        if T.w2 then say("w2.f64.f67.f70 cancels w2 " .. yn(T.w2:cancel())) end
        sleep(1)
        say("w2.f64.f67.f70 74")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        error("E76", 0)
      end
      local function f77()
        say("w2.f64.f67.f77 78")
        if T.w4 then say("w2.f64.f67.f77 cancels w4 " .. yn(T.w4:cancel())) end
        sleep(2)
        say("w2.f64.f67.f77 81")
        return "f77"
      end
      local function f82()
        say("w2.f64.f67.f82 83")
        q:put(84)
        say("w2.f64.f67.f82 85 put 84")
        error("E86", 0)
      end
      do local ok, e = pcall(function() say("w2.f64.f67 69 got " .. table.concat({ gather { spawn("f70", f70), spawn("f77", f77), spawn("f82", f82) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f64.f67 69 err " .. kind(e)) else error(e, 0) end end end
      return "f67"
    end
    do local ok, e = pcall(function() say("w2.f64 66 got " .. table.concat({ gather { spawn("f67", f67) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f64 66 err " .. kind(e)) else error(e, 0) end end end
    sleep(1)
    say("w2.f64 88")
    say("w2.f64 90")
    error("E91", 0)
  end
  local function f92()
    say("w2.f92 93")
    say("w2.f92 got " .. q:get())
    sleep(1)
    say("w2.f92 96")
    return "f92"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f60", f60)
    tg:spawn("f64", f64)
    tg:spawn("f92", f92)
    ev:wait()
    say("w2 98 ev")
    if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, ErrorGroup) then say("w2 59 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 100 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if T.w4 then say("w3 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(0)
  say("w3 104")
  say("w3 105 end")
end
local function w4()
  local function f107()
    say("w4.f107 108")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w4.f107 110 woken")
    end
    do local _ <close> = lk:hold()
      say("w4.f107 112 in")
      local function f114()
        say("w4.f107.f114 115")
        sleep(3)
        say("w4.f107.f114 117")
        say("w4.f107.f114 got " .. q:get())
        say("w4.f107.f114 120")
        return "f114"
      end
      local function f121()
        say("w4.f107.f121 122")
        do local ok, e = pcall(function() T.w3:await() end)
          if ok then say("w4.f107.f121 123 ok") elseif type(e) == "string" then say("w4.f107.f121 123 err " .. kind(e)) else error(e, 0) end end
        say("w4.f107.f121 125")
        return "f121"
      end
      do local ok, e = pcall(function() say("w4.f107 113 got " .. table.concat({ gather { spawn("f114", f114), spawn("f121", f121) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w4.f107 113 err " .. kind(e)) else error(e, 0) end end end
      q:put(126)
      say("w4.f107 127 put 126")
    end
    say("w4.f107 129")
    error("E130", 0)
  end
  local function f131()
    say("w4.f131 132")
    if T.w2 then say("w4.f131 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    if not q:full() then q:put_nowait(134) end
    sleep(3)
    say("w4.f131 136")
    error("E137", 0)
  end
  do local ok, e = pcall(function() say("w4 106 got " .. table.concat({ gather { spawn("f107", f107), spawn("f131", f131) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w4 106 err " .. kind(e)) else error(e, 0) end end end
  say("w4 got " .. q:get())
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  say("w4 140 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(0)
sleep(10)
say('main ends')
