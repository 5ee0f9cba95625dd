-- random program 282
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
  do local _ <close> = lk:hold()
    say("w1 2 in")
    ev:set()
  end
  sleep(1)
  say("w1 5")
  do local _ <close> = lk:hold()
    say("w1 7 in")
    local function f9()
      say("w1.f9 10")
      say("w1.f9 12")
      do local ok, e = pcall(function()
        if T.w2 then say("w1.f9 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(1)
        say("w1.f9 16")
        sleep(2)
        say("w1.f9 18")
      end)
        if is(e, Cancelled) then say("w1.f9 13 cancelled err")
          error("X13", 0)
        elseif not ok then error(e, 0) end end
      return "f9"
    end
    local function f19()
      say("w1.f19 20")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f19 22 woken")
      end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f19 24 woken")
      end
      error("E25", 0)
    end
    for _, x in ipairs(gather({ spawn("f9", f9), spawn("f19", f19) }, { return_errors = true })) do
      say("w1 8 " .. (x.ok and x.value or kind(x.error)))
    end
    do local ok, e = pcall(timeout, 3, function()
      if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
      q:put(28)
      say("w1 29 put 28")
    end)
      if is(e, Timeout) then say("w1 26 timeout") elseif not ok then error(e, 0) end end
    sleep(1)
    say("w1 31")
  end
  if T.w3 then say("w1 cancels w3 " .. yn(T.w3:cancel())) end
  local function f34()
    say("w1.f34 35")
    local function f37()
      say("w1.f34.f37 38")
      if not q:full() then q:put_nowait(39) end
      local function f41()
        say("w1.f34.f37.f41 42")
        ev:clear()
        if T.w1 then say("w1.f34.f37.f41 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        error("E45", 0)
      end
      local function f46()
        say("w1.f34.f37.f46 47")
        ev:clear()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        q:put(50)
        say("w1.f34.f37.f46 51 put 50")
        return "f46"
      end
      local function f52()
        say("w1.f34.f37.f52 53")
        say("w1.f34.f37.f52 55")
        return "f52"
      end
      do local ok, e = pcall(function() say("w1.f34.f37 40 got " .. table.concat({ gather { spawn("f41", f41), spawn("f46", f46), spawn("f52", f52) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w1.f34.f37 40 err " .. kind(e)) else error(e, 0) end end end
      return "f37"
    end
    local function f56()
      say("w1.f34.f56 57")
      local function f59()
        say("w1.f34.f56.f59 60")
        sleep(3)
        say("w1.f34.f56.f59 62")
        sleep(2)
        say("w1.f34.f56.f59 64")
        ev:wait()
        say("w1.f34.f56.f59 66 ev")
        return "f59"
      end
      local function f67()
        say("w1.f34.f56.f67 68")
        sleep(0)
        say("w1.f34.f56.f67 70")
        if not q:empty() then say("w1.f34.f56.f67 took " .. q:get_nowait()) end
        return "f67"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f59", f59)
        tg:spawn("f67", f67)
        say("w1.f34.f56 73")
      end)
        if is(e, ErrorGroup) then say("w1.f34.f56 58 " .. kind(e)) elseif not ok then error(e, 0) end end
      return "f56"
    end
    do local dn, pn = wait({ spawn("f37", f37), spawn("f56", f56) }, { return_when = "all", timeout = 1 })
      say("w1.f34 36 done " .. #dn .. " pending " .. #pn) end
    say("w1.f34 got " .. q:get())
    ev:clear()
    return "f34"
  end
  local function f76()
    say("w1.f76 77")
    sleep(2)
    say("w1.f76 79")
    return "f76"
  end
  for _, x in ipairs(gather({ spawn("f34", f34), spawn("f76", f76) }, { return_errors = true })) do
    say("w1 33 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 80 end")
end
local function w2()
  local function f82()
    say("w2.f82 83")
    local function f85()
      say("w2.f82.f85 86")
      if T.w2 then say("w2.f82.f85 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f85"
    end
    local function f88()
      say("w2.f82.f88 89")
      local function f91()
        say("w2.f82.f88.f91 92")
        sleep(3)
        say("w2.f82.f88.f91 94")
        error("E95", 0)
      end
      local function f96()
        say("w2.f82.f88.f96 97")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w2.f82.f88.f96 count " .. current():cancelling())
        error("E100", 0)
      end
      local function f101()
        say("w2.f82.f88.f101 102")
        q:put(103)
        say("w2.f82.f88.f101 104 put 103")
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        say("w2.f82.f88.f101 count " .. current():cancelling())
        return "f101"
      end
      do local dn, pn = wait({ spawn("f91", f91), spawn("f96", f96), spawn("f101", f101) }, { return_when = "first", timeout = nil })
        say("w2.f82.f88 90 done " .. #dn .. " pending " .. #pn) end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f82.f88 107 ok") elseif type(e) == "string" then say("w2.f82.f88 107 err " .. kind(e)) else error(e, 0) end end
      say("w2.f82.f88 109")
      return "f88"
    end
    local function f110()
      say("w2.f82.f110 111")
      say("w2.f82.f110 count " .. current():cancelling())
      say("w2.f82.f110 114")
      ev:clear()
      return "f110"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f85", f85)
      tg:spawn("f88", f88)
      tg:spawn("f110", f110)
      if T.w3 then say("w2.f82 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      ev:clear()
      ev:wait()
      say("w2.f82 119 ev")
    end)
      if is(e, ErrorGroup) then say("w2.f82 84 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f82"
  end
  local function f120()
    say("w2.f120 121")
    if T.w1 then say("w2.f120 cancels w1 " .. yn(T.w1:cancel())) end
    say("w2.f120 124")
    return "f120"
  end
  local function f125()
    say("w2.f125 126")
    if not q:full() then q:put_nowait(127) end
    sleep(5)
    say("w2.f125 129")
    ev:clear()
    error("E131", 0)
  end
  for _, x in ipairs(gather({ spawn("f82", f82), spawn("f120", f120), spawn("f125", f125) }, { return_errors = true })) do
    say("w2 81 " .. (x.ok and x.value or kind(x.error)))
  end
  sleep(0)
  say("w2 133")
  sleep(2)
  say("w2 135")
  say("w2 136 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    local function f139()
      say("w3.f139 140")
      q:put(141)
      say("w3.f139 142 put 141")
      return "f139"
    end
    local function f143()
      say("w3.f143 144")
      do local _ <close> = sm:hold()
        say("w3.f143 146 in")
        say("w3.f143 got " .. q:get())
        sleep(1)
        say("w3.f143 149")
        say("w3.f143 got " .. q:get())
      end
      ev:set()
      error("E152", 0)
    end
    do local ok, e = pcall(function() say("w3 138 got " .. table.concat({ gather { spawn("f139", f139), spawn("f143", f143) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 138 err " .. kind(e)) else error(e, 0) end end end
    if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
    say("w3 count " .. current():cancelling())
  end)
    if is(e, Timeout) then say("w3 137 timeout") elseif not ok then error(e, 0) end end
  sleep(1)
  say("w3 156")
  sleep(3)
  say("w3 158")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w3 160 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(3)
sleep(2)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(5)
sleep(5)
say('main ends')
