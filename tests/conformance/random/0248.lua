-- random program 248
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
    do local _ <close> = lk:hold()
      say("w1 3 in")
      local function f5()
        say("w1.f5 6")
        if T.w3 then say("w1.f5 cancels w3 " .. yn(T.w3:cancel())) end
        sleep(2)
        say("w1.f5 9")
        return "f5"
      end
      local function f10()
        say("w1.f10 11")
        ev:clear()
        return "f10"
      end
      local function f13()
        say("w1.f13 14")
        say("w1.f13 16")
        if T.w4 then say("w1.f13 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        return "f13"
      end
      do local dn, pn = wait({ spawn("f5", f5), spawn("f10", f10), spawn("f13", f13) }, { return_when = "all", timeout = 1 })
        say("w1 4 done " .. #dn .. " pending " .. #pn) end
      do local ok, e = pcall(function()
        ev:clear()
      end)
        if is(e, Cancelled) then say("w1 18 cancelled uncancel")
          say("w1 18 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled err")
      error("X1", 0)
    elseif not ok then error(e, 0) end end
  local function f21()
    say("w1.f21 22")
    say("w1.f21 size " .. q:size())
    q:put(24)
    say("w1.f21 25 put 24")
    do local ok, e = pcall(function()
      say("w1.f21 28")
      do local ok, e = pcall(timeout, 2, function()
        sleep(1)
        say("w1.f21 31")
      end)
        if is(e, Timeout) then say("w1.f21 29 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1.f21 26 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f21"
  end
  do local ok, e = pcall(function() say("w1 20 " .. wait_for(0, spawn("f21", f21))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 20 err " .. kind(e)) else error(e, 0) end end end
  local function f33()
    say("w1.f33 34")
    sleep(1)
    say("w1.f33 36")
    ev:clear()
    local function f39()
      say("w1.f33.f39 40")
      current():cancel()
      sleep(1)
      say("w1.f33.f39 43")
      if T.w4 then say("w1.f33.f39 cancels w4 " .. yn(T.w4:cancel())) end
      return "f39"
    end
    local function f45()
      say("w1.f33.f45 46")
      say("w1.f33.f45 48")
      say("w1.f33.f45 got " .. q:get())
      error("E50", 0)
    end
    local function f51()
      say("w1.f33.f51 52")
      sleep(0)
      say("w1.f33.f51 54")
      return "f51"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f39", f39), spawn("f45", f45), spawn("f51", f51) }, { timeout = nil }) do say("w1.f33 38 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f33 38 err " .. kind(e)) else error(e, 0) end end end
    error("E55", 0)
  end
  do local ok, e = pcall(function() say("w1 32 " .. wait_for(5, spawn("f33", f33))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 32 err " .. kind(e)) else error(e, 0) end end end
  say("w1 56 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 58 in")
    do local _ <close> = lk:hold()
      say("w2 60 in")
      say("w2 62")
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 63 ok") elseif type(e) == "string" then say("w2 63 err " .. kind(e)) else error(e, 0) end end
      say("w2 65")
    end
  end
  do local ok, e = pcall(timeout, 2, function()
    do local ok, e = pcall(function()
      do local ok, e = pcall(timeout, 0, function()
        ev:clear()
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w2 72")
      end)
        if is(e, Timeout) then say("w2 68 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w2 67 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 66 timeout") elseif not ok then error(e, 0) end end
  local function f74()
    say("w2.f74 75")
    say("w2.f74 got " .. q:get())
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f74"
  end
  local function f78()
    say("w2.f78 79")
    if not q:full() then q:put_nowait(80) end
    sleep(2)
    say("w2.f78 82")
    return "f78"
  end
  local function f83()
    say("w2.f83 84")
    say("w2.f83 got " .. q:get())
    sleep(2)
    say("w2.f83 87")
    say("w2.f83 got " .. q:get())
    return "f83"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f74", f74), spawn("f78", f78), spawn("f83", f83) }, { timeout = nil }) do say("w2 73 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 73 err " .. kind(e)) else error(e, 0) end end end
  sleep(2)
  say("w2 90")
  say("w2 92")
  say("w2 93 end")
end
local function w3()
  sleep(2)
  say("w3 95")
  do local _ <close> = sm:hold()
    say("w3 97 in")
    do local _ <close> = lk:hold()
      say("w3 99 in")
      do local ok, e = pcall(timeout, 0, function()
        say("w3 102")
        if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w3 100 timeout") elseif not ok then error(e, 0) end end
      if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
    end
    say("w3 106")
  end
  say("w3 107 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 109 in")
    current():cancel()
  end
  do local ok, e = pcall(timeout, 1, function()
    do local _ <close> = lk:hold()
      say("w4 113 in")
      if not q:full() then q:put_nowait(114) end
      current():cancel()
    end
    q:put(116)
    say("w4 117 put 116")
    sleep(0)
    say("w4 119")
  end)
    if is(e, Timeout) then say("w4 111 timeout") elseif not ok then error(e, 0) end end
  say("w4 count " .. current():cancelling())
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w4 121 ok") elseif type(e) == "string" then say("w4 121 err " .. kind(e)) else error(e, 0) end end
  say("w4 123")
  say("w4 124 end")
end
local function w5()
  ev:set()
  say("w5 size " .. q:size())
  local function f128()
    say("w5.f128 129")
    do local ok, e = pcall(timeout, 2, function()
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
    end)
      if is(e, Timeout) then say("w5.f128 130 timeout") elseif not ok then error(e, 0) end end
    return "f128"
  end
  do local ok, e = pcall(function() say("w5 127 " .. wait_for(0, spawn("f128", f128))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 127 err " .. kind(e)) else error(e, 0) end end end
  say("w5 132 end")
end
local function w6()
  do local _ <close> = sm:hold()
    say("w6 134 in")
    do local _ <close> = lk:hold()
      say("w6 136 in")
      do local ok, e = pcall(timeout, 0, function()
        ev:set()
      end)
        if is(e, Timeout) then say("w6 137 timeout") elseif not ok then error(e, 0) end end
      say("w6 140")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w6 141 ok") elseif type(e) == "string" then say("w6 141 err " .. kind(e)) else error(e, 0) end end
    end
    q:put(142)
    say("w6 143 put 142")
  end
  if T.w2 then say("w6 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if not q:full() then q:put_nowait(145) end
  say("w6 147")
  say("w6 got " .. q:get())
  say("w6 149 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:full() then q:put_nowait(0) end
say('main cancels w4 ' .. yn(T.w4:cancel()))
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(10)
say('main ends')
