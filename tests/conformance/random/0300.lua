-- random program 300
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  do local _ <close> = sm:hold()
    say("w1 2 in")
    do local ok, e = pcall(timeout, 1, function()
      ev:set()
    end)
      if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 2, function()
      say("w1 7")
      ev:clear()
    end)
      if is(e, Timeout) then say("w1 5 timeout") elseif not ok then error(e, 0) end end
    local function f10()
      say("w1.f10 11")
      say("w1.f10 barrier " .. br:wait())
      return "f10"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f10", f10) }, { timeout = nil }) do say("w1 9 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 9 err " .. kind(e)) else error(e, 0) end end end
  end
  sleep(1)
  say("w1 14")
  say("w1 16")
  local function f18()
    say("w1.f18 19")
    local function f21()
      say("w1.f18.f21 22")
      do local _ <close> = sm:hold()
        say("w1.f18.f21 24 in")
        sleep(0)
        say("w1.f18.f21 26")
      end
      say("w1.f18.f21 size " .. q:size())
      if not q:empty() then say("w1.f18.f21 took " .. q:get_nowait()) end
      return "f21"
    end
    local function f29()
      say("w1.f18.f29 30")
      if T.w1 then say("w1.f18.f29 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      local function f33()
        say("w1.f18.f29.f33 34")
        if T.w4 then say("w1.f18.f29.f33 cancels w4 " .. yn(T.w4:cancel())) end
        error("E36", 0)
      end
      do local dn, pn = wait({ spawn("f33", f33) }, { return_when = "first", timeout = 1 })
        say("w1.f18.f29 32 done " .. #dn .. " pending " .. #pn) end
      error("E37", 0)
    end
    for _, x in ipairs(gather({ spawn("f21", f21), spawn("f29", f29) }, { return_errors = true })) do
      say("w1.f18 20 " .. (x.ok and x.value or kind(x.error)))
    end
    return "f18"
  end
  local function f38()
    say("w1.f38 39")
    ev:wait()
    say("w1.f38 41 ev")
    local function f43()
      say("w1.f38.f43 44")
      do local ok, e = pcall(timeout, 1, function()
        say("w1.f38.f43 47")
        if not q:full() then q:put_nowait(48) end
      end)
        if is(e, Timeout) then say("w1.f38.f43 45 timeout") elseif not ok then error(e, 0) end end
      ev:wait()
      say("w1.f38.f43 50 ev")
      return "f43"
    end
    local function f51()
      say("w1.f38.f51 52")
      say("w1.f38.f51 54")
      return "f51"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f43", f43)
      tg:spawn("f51", f51)
      say("w1.f38 barrier " .. br:wait())
    end)
      if is(e, ErrorGroup) then say("w1.f38 42 " .. kind(e)) elseif not ok then error(e, 0) end end
    error("E56", 0)
  end
  local function f57()
    say("w1.f57 58")
    do local _ <close> = sm:hold()
      say("w1.f57 60 in")
      local function f62()
        say("w1.f57.f62 63")
        say("w1.f57.f62 got " .. q:get())
        return "f62"
      end
      local function f65()
        say("w1.f57.f65 66")
        sleep(2)
        say("w1.f57.f65 68")
        return "f65"
      end
      local function f69()
        say("w1.f57.f69 70")
        say("w1.f57.f69 got " .. q:get())
        if T.w5 then say("w1.f57.f69 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:full() then q:put_nowait(73) end
        return "f69"
      end
      for _, x in ipairs(gather({ spawn("f62", f62), spawn("f65", f65), spawn("f69", f69) }, { return_errors = true })) do
        say("w1.f57 61 " .. (x.ok and x.value or kind(x.error)))
      end
    end
    if T.w4 then say("w1.f57 cancels w4 " .. yn(T.w4:cancel())) end
    say("w1.f57 count " .. current():cancelling())
    error("E76", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f18", f18), spawn("f38", f38), spawn("f57", f57) }, { timeout = nil }) do say("w1 17 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 17 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w1 78")
  say("w1 79 end")
end
local function w2()
  local function f81()
    say("w2.f81 82")
    if not q:full() then q:put_nowait(83) end
    error("E84", 0)
  end
  do local ok, e = pcall(function() say("w2 80 " .. wait_for(0, spawn("f81", f81))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 80 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w2 86")
  say("w2 87 end")
end
local function w3()
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  local function f90()
    say("w3.f90 91")
    do local ok, e = pcall(timeout, 2, function()
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w3.f90 93 ok") elseif type(e) == "string" then say("w3.f90 93 err " .. kind(e)) else error(e, 0) end end
      ev:wait()
      say("w3.f90 95 ev")
      say("w3.f90 count " .. current():cancelling())
    end)
      if is(e, Timeout) then say("w3.f90 92 timeout") elseif not ok then error(e, 0) end end
    sleep(3)
    say("w3.f90 98")
    return "f90"
  end
  local function f99()
    say("w3.f99 100")
    ev:wait()
    say("w3.f99 102 ev")
    sleep(5)
    say("w3.f99 104")
    error("E105", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f90", f90)
    tg:spawn("f99", f99)
    sleep(0)
    say("w3 107")
    sleep(1)
    say("w3 109")
    say("w3 got " .. q:get())
  end)
    if is(e, ErrorGroup) then say("w3 89 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 112")
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w3 113 ok") elseif type(e) == "string" then say("w3 113 err " .. kind(e)) else error(e, 0) end end
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 115 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 117 in")
    local function f119()
      say("w4.f119 120")
      do local _ <close> = lk:hold()
        say("w4.f119 122 in")
        sleep(1)
        say("w4.f119 124")
        ev:clear()
      end
      if not q:empty() then say("w4.f119 took " .. q:get_nowait()) end
      ev:wait()
      say("w4.f119 128 ev")
      return "f119"
    end
    do local dn, pn = wait({ spawn("f119", f119) }, { return_when = "all", timeout = nil })
      say("w4 118 done " .. #dn .. " pending " .. #pn) end
    sleep(0)
    say("w4 130")
    if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  say("w4 133")
  sleep(1)
  say("w4 135")
  say("w4 136 end")
end
local function w5()
  do local ok, e = pcall(timeout, 0, function()
    say("w5 size " .. q:size())
  end)
    if is(e, Timeout) then say("w5 137 timeout") elseif not ok then error(e, 0) end end
  sleep(5)
  say("w5 140")
  say("w5 141 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w3 ' .. yn(T.w3:cancel()))
say('main cancels w4 ' .. yn(T.w4:cancel()))
sleep(5)
say('main ends')
