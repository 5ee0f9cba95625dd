-- random program 119
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
  sleep(0)
  say("w1 2")
  do local ok, e = pcall(timeout, 1, function()
    say("w1 count " .. current():cancelling())
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  do local _ <close> = defer(function()
    say("w1 6 finally")
  end)
    say("w1 count " .. current():cancelling())
    sleep(2)
    say("w1 9")
  end
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 11 end")
end
local function w2()
  do local ok, e = pcall(function()
    local function f14()
      say("w2.f14 15")
      do local ok, e = pcall(timeout, 0, function()
        ev:set()
      end)
        if is(e, Timeout) then say("w2.f14 16 timeout") elseif not ok then error(e, 0) end end
      if not q:empty() then say("w2.f14 took " .. q:get_nowait()) end
      return "f14"
    end
    local function f19()
      say("w2.f19 20")
      do local _ <close> = defer(function()
        say("w2.f19 21 finally")
      end)
        if T.w2 then say("w2.f19 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(0)
        say("w2.f19 24")
        sleep(0)
        say("w2.f19 26")
      end
      say("w2.f19 got " .. q:get())
      return "f19"
    end
    local function f28()
      say("w2.f28 29")
      do local _ <close> = defer(function()
        sleep(2)
        say("w2.f28 30 finally")
      end)
        say("w2.f28 count " .. current():cancelling())
      end
      if T.w4 then say("w2.f28 cancels w4 " .. yn(T.w4:cancel())) end
      return "f28"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f14", f14)
      tg:spawn("f19", f19)
      tg:spawn("f28", f28)
      local function f34()
        say("w2.f34 35")
        if T.w4 then say("w2.f34 cancels w4 " .. yn(T.w4:cancel())) end
        error("E37", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f34", f34) }, { timeout = nil }) do say("w2 33 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 33 err " .. kind(e)) else error(e, 0) end end end
      ev:clear()
      current():cancel()
    end)
      if is(e, ErrorGroup) then say("w2 13 " .. kind(e)) elseif not ok then error(e, 0) end end
    ev:wait()
    say("w2 41 ev")
    if not q:full() then q:put_nowait(42) end
  end)
    if is(e, Cancelled) then say("w2 12 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  sleep(2)
  say("w2 44")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w2 46 end")
end
local function w3()
  local function f48()
    say("w3.f48 49")
    do local _ <close> = sm:hold()
      say("w3.f48 51 in")
      current():cancel()
    end
    local function f54()
      say("w3.f48.f54 55")
      if T.w1 then say("w3.f48.f54 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f54"
    end
    do local ok, e = pcall(function() say("w3.f48 53 " .. wait_for(0, spawn("f54", f54))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f48 53 err " .. kind(e)) else error(e, 0) end end end
    if not q:empty() then say("w3.f48 took " .. q:get_nowait()) end
    return "f48"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f48", f48) }, { timeout = nil }) do say("w3 47 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 47 err " .. kind(e)) else error(e, 0) end end end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(1)
  say("w3 60")
  sleep(0)
  say("w3 62")
  ev:set()
  say("w3 64 end")
end
local function w4()
  local function f66()
    say("w4.f66 67")
    say("w4.f66 69")
    do local ok, e = pcall(function()
      local function f72()
        say("w4.f66.f72 73")
        sleep(3)
        say("w4.f66.f72 75")
        error("E76", 0)
      end
      local function f77()
        say("w4.f66.f77 78")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w4.f66.f77 79 ok") elseif type(e) == "string" then say("w4.f66.f77 79 err " .. kind(e)) else error(e, 0) end end
        sleep(1)
        say("w4.f66.f77 81")
        say("w4.f66.f77 83")
        error("E84", 0)
      end
      local function f85()
        say("w4.f66.f85 86")
        say("w4.f66.f85 88")
        say("w4.f66.f85 90")
        if T.w3 then say("w4.f66.f85 cancels w3 " .. yn(T.w3:cancel())) end
        error("E92", 0)
      end
      do local dn, pn = wait({ spawn("f72", f72), spawn("f77", f77), spawn("f85", f85) }, { return_when = "all", timeout = nil })
        say("w4.f66 71 done " .. #dn .. " pending " .. #pn) end
      current():cancel()
    end)
      if is(e, Cancelled) then say("w4.f66 70 cancelled err")
        error("X70", 0)
      elseif not ok then error(e, 0) end end
    error("E94", 0)
  end
  local function f95()
    say("w4.f95 96")
    if T.w3 then say("w4.f95 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f95"
  end
  for _, x in ipairs(gather({ spawn("f66", f66), spawn("f95", f95) }, { return_errors = true })) do
    say("w4 65 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w1 then say("w4 cancels w1 " .. yn(T.w1:cancel())) end
  sleep(3)
  say("w4 101")
  sleep(3)
  say("w4 103")
  if T.w1 then say("w4 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 105 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(0)
sleep(2)
if not q:empty() then q:get_nowait() end
say('main cancels w4 ' .. yn(T.w4:cancel()))
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(10)
say('main ends')
