-- random program 135
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    ev:set()
    do local ok, e = pcall(function()
      local function f7()
        say("w1.f2.f7 8")
        ev:clear()
        say("w1.f2.f7 got " .. q:get())
        return "f7"
      end
      do local dn, pn = wait({ spawn("f7", f7) }, { return_when = "first", timeout = 1 })
        say("w1.f2 6 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Cancelled) then say("w1.f2 5 cancelled cleanup")
        sleep(1)
        say("w1.f2 5 cleaned")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    error("E12", 0)
  end
  local function f13()
    say("w1.f13 14")
    say("w1.f13 count " .. current():cancelling())
    return "f13"
  end
  do local ok, e = pcall(function() say("w1 1 got " .. table.concat({ gather { spawn("f2", f2), spawn("f13", f13) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 17")
  say("w1 count " .. current():cancelling())
  do local _ <close> = sm:hold()
    say("w1 20 in")
    do local _ <close> = lk:hold()
      say("w1 22 in")
      if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
    end
    if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 26 woken")
    end
  end
  say("w1 27 end")
end
local function w2()
  sleep(3)
  say("w2 29")
  do local ok, e = pcall(timeout, 1, function()
    sleep(1)
    say("w2 32")
  end)
    if is(e, Timeout) then say("w2 30 timeout") elseif not ok then error(e, 0) end end
  say("w2 33 end")
end
local function w3()
  ev:clear()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  local function f37()
    say("w3.f37 38")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w3.f37 got " .. q:get())
    return "f37"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f37", f37)
    local function f42()
      say("w3.f42 43")
      sleep(3)
      say("w3.f42 45")
      sleep(0)
      say("w3.f42 47")
      return "f42"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f42", f42) }, { timeout = nil }) do say("w3 41 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 41 err " .. kind(e)) else error(e, 0) end end end
    say("w3 49")
    do local ok, e = pcall(function()
      ev:wait()
      say("w3 52 ev")
      local function f54()
        say("w3.f54 55")
        if not q:full() then q:put_nowait(56) end
        say("w3.f54 got " .. q:get())
        error("E58", 0)
      end
      do local dn, pn = wait({ spawn("f54", f54) }, { return_when = "first", timeout = nil })
        say("w3 53 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Cancelled) then say("w3 50 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end)
    if is(e, ErrorGroup) then say("w3 36 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    local function f61()
      say("w3.f61 62")
      if T.w5 then say("w3.f61 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f61"
    end
    do local ok, e = pcall(function() say("w3 60 " .. wait_for(2, spawn("f61", f61))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 60 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w3 59 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w3 64 end")
end
local function w4()
  sleep(2)
  say("w4 66")
  sleep(1)
  say("w4 68")
  local function f70()
    say("w4.f70 71")
    local function f73()
      say("w4.f70.f73 74")
      sleep(5)
      say("w4.f70.f73 76")
      error("E77", 0)
    end
    do local dn, pn = wait({ spawn("f73", f73) }, { return_when = "first", timeout = 2 })
      say("w4.f70 72 done " .. #dn .. " pending " .. #pn) end
    say("w4.f70 got " .. q:get())
    sleep(1)
    say("w4.f70 80")
    return "f70"
  end
  local function f81()
    say("w4.f81 82")
    ev:clear()
    return "f81"
  end
  local function f84()
    say("w4.f84 85")
    sleep(0)
    say("w4.f84 87")
    ev:clear()
    return "f84"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f70", f70), spawn("f81", f81), spawn("f84", f84) }, { timeout = 3 }) do say("w4 69 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 69 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w4 90")
  ev:wait()
  say("w4 92 ev")
  say("w4 93 end")
end
local function w5()
  current():cancel()
  do local _ <close> = defer(function()
    say("w5 95 finally")
  end)
    local function f97()
      say("w5.f97 98")
      do local ok, e = pcall(function()
        q:put(100)
        say("w5.f97 101 put 100")
        if T.w5 then say("w5.f97 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Cancelled) then say("w5.f97 99 cancelled cleanup")
          sleep(2)
          say("w5.f97 99 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      ev:clear()
      return "f97"
    end
    do local ok, e = pcall(function() say("w5 96 " .. wait_for(2, spawn("f97", f97))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 96 err " .. kind(e)) else error(e, 0) end end end
    sleep(1)
    say("w5 105")
  end
  sleep(2)
  say("w5 107")
  if T.w2 then say("w5 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w5 109 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
