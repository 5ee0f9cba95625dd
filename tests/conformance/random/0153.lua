-- random program 153
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  local function f2()
    say("w1.f2 3")
    local function f5()
      say("w1.f2.f5 6")
      do local ok, e = pcall(timeout, 1, function()
        current():cancel()
        if T.w1 then say("w1.f2.f5 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:set()
      end)
        if is(e, Timeout) then say("w1.f2.f5 7 timeout") elseif not ok then error(e, 0) end end
      if T.w2 then say("w1.f2.f5 cancels w2 " .. yn(T.w2:cancel())) end
      return "f5"
    end
    do local ok, e = pcall(function() say("w1.f2 4 " .. wait_for(0, spawn("f5", f5))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f2 4 err " .. kind(e)) else error(e, 0) end end end
    say("w1.f2 count " .. current():cancelling())
    do local _ <close> = sm:hold()
      say("w1.f2 14 in")
      say("w1.f2 16")
      sleep(2)
      say("w1.f2 18")
      do local ok, e = pcall(timeout, 3, function()
        sleep(0)
        say("w1.f2 21")
        say("w1.f2 23")
        sleep(1)
        say("w1.f2 25")
      end)
        if is(e, Timeout) then say("w1.f2 19 timeout") elseif not ok then error(e, 0) end end
    end
    return "f2"
  end
  local function f26()
    say("w1.f26 27")
    local function f29()
      say("w1.f26.f29 30")
      if not q:empty() then say("w1.f26.f29 took " .. q:get_nowait()) end
      return "f29"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f29", f29) }, { timeout = 1 }) do say("w1.f26 28 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f26 28 err " .. kind(e)) else error(e, 0) end end end
    local function f33()
      say("w1.f26.f33 34")
      do local _ <close> = sm:hold()
        say("w1.f26.f33 36 in")
        sleep(0)
        say("w1.f26.f33 38")
        ev:wait()
        say("w1.f26.f33 40 ev")
        ev:set()
      end
      do local ok, e = pcall(function()
        if T.w3 then say("w1.f26.f33 cancels w3 " .. yn(T.w3:cancel())) end
        sleep(1)
        say("w1.f26.f33 45")
      end)
        if is(e, Cancelled) then say("w1.f26.f33 42 cancelled swallow")
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function()
        if T.w1 then say("w1.f26.f33 cancels w1 " .. yn(T.w1:cancel())) end
        say("w1.f26.f33 got " .. q:get())
      end)
        if is(e, Cancelled) then say("w1.f26.f33 46 cancelled uncancel")
          say("w1.f26.f33 46 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      return "f33"
    end
    local function f49()
      say("w1.f26.f49 50")
      if not q:full() then q:put_nowait(51) end
      say("w1.f26.f49 count " .. current():cancelling())
      return "f49"
    end
    do local dn, pn = wait({ spawn("f33", f33), spawn("f49", f49) }, { return_when = "first", timeout = nil })
      say("w1.f26 32 done " .. #dn .. " pending " .. #pn) end
    return "f26"
  end
  local function f53()
    say("w1.f53 54")
    ev:clear()
    error("E56", 0)
  end
  do local dn, pn = wait({ spawn("f2", f2), spawn("f26", f26), spawn("f53", f53) }, { return_when = "first", timeout = 0 })
    say("w1 1 done " .. #dn .. " pending " .. #pn) end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  current():cancel()
  q:put(59)
  say("w1 60 put 59")
  sleep(3)
  say("w1 62")
  say("w1 63 end")
end
local function w2()
  local function f65()
    say("w2.f65 66")
    local function f68()
      say("w2.f65.f68 69")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      error("E71", 0)
    end
    local function f72()
      say("w2.f65.f72 73")
      do local ok, e = pcall(function()
        say("w2.f65.f72 got " .. q:get())
        sleep(1)
        say("w2.f65.f72 77")
        ev:set()
      end)
        if is(e, Cancelled) then say("w2.f65.f72 74 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      ev:set()
      q:put(80)
      say("w2.f65.f72 81 put 80")
      return "f72"
    end
    local function f82()
      say("w2.f65.f82 83")
      ev:set()
      say("w2.f65.f82 86")
      q:put(87)
      say("w2.f65.f82 88 put 87")
      return "f82"
    end
    for _, x in ipairs(gather({ spawn("f68", f68), spawn("f72", f72), spawn("f82", f82) }, { return_errors = true })) do
      say("w2.f65 67 " .. (x.ok and x.value or kind(x.error)))
    end
    sleep(1)
    say("w2.f65 90")
    say("w2.f65 got " .. q:get())
    return "f65"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f65", f65)
    ev:wait()
    say("w2 93 ev")
  end)
    if is(e, ErrorGroup) then say("w2 64 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w2 95")
  ev:clear()
  ev:wait()
  say("w2 98 ev")
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  say("w2 100 end")
end
local function w3()
  sleep(0)
  say("w3 102")
  local function f104()
    say("w3.f104 105")
    say("w3.f104 count " .. current():cancelling())
    say("w3.f104 108")
    return "f104"
  end
  local function f109()
    say("w3.f109 110")
    say("w3.f109 112")
    say("w3.f109 got " .. q:get())
    error("E114", 0)
  end
  local function f115()
    say("w3.f115 116")
    do local ok, e = pcall(function() T.w2:await() end)
      if ok then say("w3.f115 117 ok") elseif type(e) == "string" then say("w3.f115 117 err " .. kind(e)) else error(e, 0) end end
    sleep(1)
    say("w3.f115 119")
    sleep(3)
    say("w3.f115 121")
    error("E122", 0)
  end
  do local dn, pn = wait({ spawn("f104", f104), spawn("f109", f109), spawn("f115", f115) }, { return_when = "first", timeout = 0 })
    say("w3 103 done " .. #dn .. " pending " .. #pn) end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  say("w3 124 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
