-- random program 182
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
  do local _ <close> = sm:hold()
    say("w1 2 in")
    sleep(1)
    say("w1 4")
    sleep(5)
    say("w1 6")
  end
  do local ok, e = pcall(function()
    sleep(0)
    say("w1 9")
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
  end)
    if is(e, Cancelled) then say("w1 7 cancelled err")
      error("X7", 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w1 12 in")
    sleep(1)
    say("w1 14")
  end
  say("w1 16")
  say("w1 17 end")
end
local function w2()
  local function f19()
    say("w2.f19 20")
    local function f22()
      say("w2.f19.f22 23")
      local function f25()
        say("w2.f19.f22.f25 26")
        if T.w2 then say("w2.f19.f22.f25 cancels w2 " .. yn(T.w2:cancel())) end
        say("w2.f19.f22.f25 count " .. current():cancelling())
        current():cancel()
        return "f25"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f25", f25) }, { timeout = nil }) do say("w2.f19.f22 24 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f19.f22 24 err " .. kind(e)) else error(e, 0) end end end
      return "f22"
    end
    local function f30()
      say("w2.f19.f30 31")
      local function f33()
        say("w2.f19.f30.f33 34")
        if T.w5 then say("w2.f19.f30.f33 cancels w5 " .. yn(T.w5:cancel())) end
        if T.w3 then say("w2.f19.f30.f33 cancels w3 " .. yn(T.w3:cancel())) end
        return "f33"
      end
      do local ok, e = pcall(function() say("w2.f19.f30 32 got " .. table.concat({ gather { spawn("f33", f33) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f19.f30 32 err " .. kind(e)) else error(e, 0) end end end
      if not q:full() then q:put_nowait(37) end
      return "f30"
    end
    local function f38()
      say("w2.f19.f38 39")
      do local ok, e = pcall(timeout, 0, function()
        sleep(3)
        say("w2.f19.f38 42")
        if T.w2 then say("w2.f19.f38 cancels w2 " .. yn(T.w2:cancel())) end
      end)
        if is(e, Timeout) then say("w2.f19.f38 40 timeout") elseif not ok then error(e, 0) end end
      if T.w1 then say("w2.f19.f38 cancels w1 " .. yn(T.w1:cancel())) end
      say("w2.f19.f38 46")
      return "f38"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f22", f22)
      tg:spawn("f30", f30)
      tg:spawn("f38", f38)
      say("w2.f19 48")
    end)
      if is(e, ErrorGroup) then say("w2.f19 21 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f19"
  end
  do local ok, e = pcall(function() say("w2 18 " .. wait_for(1, spawn("f19", f19))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 18 err " .. kind(e)) else error(e, 0) end end end
  local function f50()
    say("w2.f50 51")
    sleep(0)
    say("w2.f50 53")
    return "f50"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f50", f50)
  end)
    if is(e, ErrorGroup) then say("w2 49 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(5)
  say("w2 55")
  say("w2 56 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 count " .. current():cancelling())
  say("w3 59 end")
end
local function w4()
  local function f61()
    say("w4.f61 62")
    sleep(2)
    say("w4.f61 64")
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = cd:hold()
        cd:wait()
        say("w4.f61 67 woken")
      end
      say("w4.f61 69")
      ev:clear()
    end)
      if is(e, Timeout) then say("w4.f61 65 timeout") elseif not ok then error(e, 0) end end
    error("E71", 0)
  end
  local function f72()
    say("w4.f72 73")
    sleep(1)
    say("w4.f72 75")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f72"
  end
  do local dn, pn = wait({ spawn("f61", f61), spawn("f72", f72) }, { return_when = "first_error", timeout = nil })
    say("w4 60 done " .. #dn .. " pending " .. #pn) end
  say("w4 78")
  sleep(1)
  say("w4 80")
  current():cancel()
  say("w4 82 end")
end
local function w5()
  local function f84()
    say("w5.f84 85")
    sleep(1)
    say("w5.f84 87")
    do local _ <close> = lk:hold()
      say("w5.f84 89 in")
      ev:set()
    end
    return "f84"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f84", f84)
  end)
    if is(e, ErrorGroup) then say("w5 83 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  say("w5 92 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
sleep(10)
say('main ends')
