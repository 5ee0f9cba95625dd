-- random program 45
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
  if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 3")
  say("w1 4 end")
end
local function w2()
  do local _ <close> = defer(function()
    sleep(1)
    say("w2 5 finally")
  end)
    if T.w6 then say("w2 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  sleep(0)
  say("w2 8")
  say("w2 9 end")
end
local function w3()
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(timeout, 1, function()
      sleep(0)
      say("w3 15")
      say("w3 got " .. q:get())
      do local _ <close> = lk:hold()
        say("w3 18 in")
        say("w3 got " .. q:get())
        q:put(20)
        say("w3 21 put 20")
      end
    end)
      if is(e, Timeout) then say("w3 13 timeout") elseif not ok then error(e, 0) end end
    sleep(2)
    say("w3 23")
    sleep(0)
    say("w3 25")
  end)
    if is(e, Timeout) then say("w3 12 timeout") elseif not ok then error(e, 0) end end
  say("w3 26 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 28 in")
    local function f30()
      say("w4.f30 31")
      local function f33()
        say("w4.f30.f33 34")
        ev:clear()
        do local ok, e = pcall(function() T.w3:await() end)
          if ok then say("w4.f30.f33 36 ok") elseif type(e) == "string" then say("w4.f30.f33 36 err " .. kind(e)) else error(e, 0) end end
        say("w4.f30.f33 38")
        return "f33"
      end
      local function f39()
        say("w4.f30.f39 40")
        sleep(2)
        say("w4.f30.f39 42")
        sleep(0)
        say("w4.f30.f39 44")
        error("E45", 0)
      end
      local function f46()
        say("w4.f30.f46 47")
        if T.w4 then say("w4.f30.f46 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        ev:wait()
        say("w4.f30.f46 50 ev")
        sleep(2)
        say("w4.f30.f46 52")
        return "f46"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f33", f33), spawn("f39", f39), spawn("f46", f46) }, { timeout = nil }) do say("w4.f30 32 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w4.f30 32 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w4.f30 53 ok") elseif type(e) == "string" then say("w4.f30 53 err " .. kind(e)) else error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f30"
    end
    local function f55()
      say("w4.f55 56")
      say("w4.f55 count " .. current():cancelling())
      error("E58", 0)
    end
    local function f59()
      say("w4.f59 60")
      say("w4.f59 count " .. current():cancelling())
      q:put(62)
      say("w4.f59 63 put 62")
      ev:wait()
      say("w4.f59 65 ev")
      error("E66", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f30", f30)
      tg:spawn("f55", f55)
      tg:spawn("f59", f59)
      say("w4 68")
      if not q:full() then q:put_nowait(69) end
    end)
      if is(e, ErrorGroup) then say("w4 29 " .. kind(e)) elseif not ok then error(e, 0) end end
    sleep(0)
    say("w4 71")
  end
  if T.w5 then say("w4 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 got " .. q:get())
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w4 75 end")
end
local function w5()
  do local ok, e = pcall(function()
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    local function f79()
      say("w5.f79 80")
      if T.w4 then say("w5.f79 cancels w4 " .. yn(T.w4:cancel())) end
      say("w5.f79 83")
      sleep(0)
      say("w5.f79 85")
      return "f79"
    end
    local function f86()
      say("w5.f86 87")
      if T.w1 then say("w5.f86 cancels w1 " .. yn(T.w1:cancel())) end
      sleep(1)
      say("w5.f86 90")
      return "f86"
    end
    local function f91()
      say("w5.f91 92")
      sleep(1)
      say("w5.f91 94")
      return "f91"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f79", f79), spawn("f86", f86), spawn("f91", f91) }, { timeout = nil }) do say("w5 78 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 78 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w5 76 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if T.w4 then say("w5 cancels w4 " .. yn(T.w4:cancel())) end
  ev:clear()
  if not q:full() then q:put_nowait(97) end
  if not q:full() then q:put_nowait(98) end
  say("w5 99 end")
end
local function w6()
  q:put(100)
  say("w6 101 put 100")
  local function f103()
    say("w6.f103 104")
    do local _ <close> = lk:hold()
      say("w6.f103 106 in")
      do local ok, e = pcall(timeout, 1, function()
        say("w6.f103 got " .. q:get())
        if T.w5 then say("w6.f103 cancels w5 " .. yn(T.w5:cancel())) end
      end)
        if is(e, Timeout) then say("w6.f103 107 timeout") elseif not ok then error(e, 0) end end
      sleep(2)
      say("w6.f103 111")
      say("w6.f103 count " .. current():cancelling())
    end
    error("E113", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f103", f103)
    if T.w6 then say("w6 cancels w6 " .. yn(T.w6:cancel())) end
  end)
    if is(e, ErrorGroup) then say("w6 102 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w6 115 ok") elseif type(e) == "string" then say("w6 115 err " .. kind(e)) else error(e, 0) end end
  ev:set()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w6 117 ok") elseif type(e) == "string" then say("w6 117 err " .. kind(e)) else error(e, 0) end end
  say("w6 118 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(0)
sleep(2)
sleep(30)
say('main ends')
