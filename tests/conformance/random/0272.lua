-- random program 272
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    say("w1 barrier " .. br:wait())
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
  end
  local function f6()
    say("w1.f6 7")
    do local ok, e = pcall(timeout, 0, function()
      if not q:full() then q:put_nowait(9) end
    end)
      if is(e, Timeout) then say("w1.f6 8 timeout") elseif not ok then error(e, 0) end end
    return "f6"
  end
  local function f10()
    say("w1.f10 11")
    local function f13()
      say("w1.f10.f13 14")
      local function f16()
        say("w1.f10.f13.f16 17")
        sleep(3)
        say("w1.f10.f13.f16 19")
        sleep(3)
        say("w1.f10.f13.f16 21")
        if T.w4 then say("w1.f10.f13.f16 cancels w4 " .. yn(T.w4:cancel())) end
        error("E23", 0)
      end
      local function f24()
        say("w1.f10.f13.f24 25")
        sleep(0)
        say("w1.f10.f13.f24 27")
        if not q:full() then q:put_nowait(28) end
        sleep(2)
        say("w1.f10.f13.f24 30")
        return "f24"
      end
      local function f31()
        say("w1.f10.f13.f31 32")
        sleep(3)
        say("w1.f10.f13.f31 34")
        if T.w4 then say("w1.f10.f13.f31 cancels w4 " .. yn(T.w4:cancel())) end
        return "f31"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f16", f16)
        tg:spawn("f24", f24)
        tg:spawn("f31", f31)
      end)
        if is(e, ErrorGroup) then say("w1.f10.f13 15 " .. kind(e)) elseif not ok then error(e, 0) end end
      error("E36", 0)
    end
    local function f37()
      say("w1.f10.f37 38")
      if T.w1 then say("w1.f10.f37 cancels w1 " .. yn(T.w1:cancel())) end
      local function f41()
        say("w1.f10.f37.f41 42")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f41"
      end
      do local ok, e = pcall(function() say("w1.f10.f37 40 " .. wait_for(1, spawn("f41", f41))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f10.f37 40 err " .. kind(e)) else error(e, 0) end end end
      return "f37"
    end
    local function f44()
      say("w1.f10.f44 45")
      if not q:full() then q:put_nowait(46) end
      return "f44"
    end
    for _, x in ipairs(gather({ spawn("f13", f13), spawn("f37", f37), spawn("f44", f44) }, { return_errors = true })) do
      say("w1.f10 12 " .. (x.ok and x.value or kind(x.error)))
    end
    error("E47", 0)
  end
  for _, x in ipairs(gather({ spawn("f6", f6), spawn("f10", f10) }, { return_errors = true })) do
    say("w1 5 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:wait()
  say("w1 49 ev")
  sleep(2)
  say("w1 51")
  sleep(2)
  say("w1 53")
  say("w1 54 end")
end
local function w2()
  current():cancel()
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 56 ok") elseif type(e) == "string" then say("w2 56 err " .. kind(e)) else error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w2 57 ok") elseif type(e) == "string" then say("w2 57 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  say("w2 59 end")
end
local function w3()
  local function f61()
    say("w3.f61 62")
    local function f64()
      say("w3.f61.f64 65")
      do local ok, e = pcall(timeout, 5, function()
        sleep(3)
        say("w3.f61.f64 68")
        ev:clear()
      end)
        if is(e, Timeout) then say("w3.f61.f64 66 timeout") elseif not ok then error(e, 0) end end
      say("w3.f61.f64 got " .. q:get())
      error("E71", 0)
    end
    do local dn, pn = wait({ spawn("f64", f64) }, { return_when = "all", timeout = 0 })
      say("w3.f61 63 done " .. #dn .. " pending " .. #pn) end
    sleep(2)
    say("w3.f61 73")
    return "f61"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f61", f61) }, { timeout = 1 }) do say("w3 60 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 60 err " .. kind(e)) else error(e, 0) end end end
  say("w3 75")
  ev:set()
  q:put(77)
  say("w3 78 put 77")
  say("w3 count " .. current():cancelling())
  say("w3 80 end")
end
local function w4()
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = lk:hold()
      say("w4 83 in")
      local function f85()
        say("w4.f85 86")
        if T.w5 then say("w4.f85 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if T.w5 then say("w4.f85 cancels w5 " .. yn(T.w5:cancel())) end
        return "f85"
      end
      local function f89()
        say("w4.f89 90")
        sleep(2)
        say("w4.f89 92")
        if T.w4 then say("w4.f89 cancels w4 " .. yn(T.w4:cancel())) end
        return "f89"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f85", f85)
        tg:spawn("f89", f89)
        sleep(2)
        say("w4 95")
      end)
        if is(e, ErrorGroup) then say("w4 84 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w4 96 ok") elseif type(e) == "string" then say("w4 96 err " .. kind(e)) else error(e, 0) end end
    end
  end)
    if is(e, Timeout) then say("w4 81 timeout") elseif not ok then error(e, 0) end end
  say("w4 98")
  say("w4 got " .. q:get())
  say("w4 100 end")
end
local function w5()
  q:put(101)
  say("w5 102 put 101")
  do local ok, e = pcall(timeout, 0, function()
    local function f105()
      say("w5.f105 106")
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      ev:wait()
      say("w5.f105 109 ev")
      error("E110", 0)
    end
    do local ok, e = pcall(function() say("w5 104 " .. wait_for(5, spawn("f105", f105))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 104 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w5 103 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w5 112")
  say("w5 113 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w2 ' .. yn(T.w2:cancel()))
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
